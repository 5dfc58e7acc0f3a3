//! `/indicators/{id}/measurements/new` and `/measurements/{id}/edit`: a value is reported, changed before it counts, or replaced.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Member;
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::MeasurementId;
use domain::measurement::{Measured, Measurement, MeasurementInput, Value};
use domain::review::Stage;
use views::indicator::measure::{self as view, Page};

use super::{Found, find, is_visible};
use crate::app::App;
use crate::auth::random_token;
use crate::db::measurement::{self, NewMeasurement};
use crate::db::{Conn, history};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most lines of countries that are read.
const COUNTRIES_MAX: usize = 200;
/// Longest key of a form.
const KEY_MAX: usize = 64;

fn page(found: Found, action: String, typed: MeasurementInput, changed: Option<&Measurement>) -> Page {
    Page {
        indicator: found.indicator,
        action,
        idempotency_key: random_token(),
        version: changed.map_or(0, |m| m.version),
        replaces: changed.is_some_and(|m| m.review.state.stage() == Stage::Verified),
        typed,
        errors: Errors::new(),
        directory: found.directory,
    }
}

fn may(found: &Found, member: &Member) -> Result<(), AppError> {
    if found.may_measure(member) { Ok(()) } else { Err(AppError::NotFound) }
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (member, now) = (visit.member()?, app.clock.now());
    let found = app.read(move |conn| find(conn, *id, now)).await?;
    may(&found, &member)?;
    let action = format!("/indicators/{}/measurements/new", found.indicator.id);
    Ok(response::page(page(found, action, MeasurementInput::default(), None).render(&visit.frame)))
}

fn typed(fields: &Fields) -> MeasurementInput {
    let text = |name: &str| fields.string(name);
    let line = |at: usize| (fields.string(&format!("country-{at}")), fields.string(&format!("people-{at}")));
    let mut countries: Vec<(String, String)> = (0..COUNTRIES_MAX).map(line).collect();
    countries.retain(|(name, value)| !(name.trim().is_empty() && value.trim().is_empty()));
    MeasurementInput {
        day: ["day-day", "day-month", "day-year"].map(text),
        value: text("value"),
        unavailable: text("unavailable"),
        people: ["women", "men", "other"].map(text),
        countries,
        part: text("part"),
        language: text("language"),
        source: text("source"),
        level: text("level"),
        evidence: text("evidence"),
        note: text("note"),
    }
}

/// Who sends a form, when.
struct Sender {
    by: Member,
    now: DateTime<Utc>,
    today: NaiveDate,
    idempotency_key: String,
}

impl Sender {
    fn of(app: &App, visit: &Visit, fields: &Fields) -> Result<Self, AppError> {
        let idempotency_key = fields.string("idempotency-key");
        if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
            return Err(AppError::Unreadable("the key of the form is missing"));
        }
        Ok(Self { by: visit.member()?, now: app.clock.now(), today: visit.frame.today, idempotency_key })
    }

    fn add(&self, conn: &mut Conn, indicator: i32, m: &Measured, replaces: Option<MeasurementId>) -> Result<(), AppError> {
        let (author, organisation, now) = (self.by.id, self.by.organisation, self.now);
        let before = measurement::of(conn, indicator)?.len();
        let new = NewMeasurement { idempotency_key: &self.idempotency_key, indicator, author, organisation, replaces, now };
        measurement::insert(conn, &new, m)?;
        let is_new = measurement::of(conn, indicator)?.len() > before;
        if is_new { self.remember(conn, indicator, m) } else { Ok(()) }
    }

    fn remember(&self, conn: &mut Conn, indicator: i32, m: &Measured) -> Result<(), AppError> {
        let value = match &m.value {
            Value::Known(n) => n.to_string(),
            Value::Unavailable(why) => why.clone(),
        };
        let (subject, changes) = (SubjectKind::Indicator, Changes::new().value(Field::Value, None, Some(&value)).into_vec());
        let (at, actor, action) = (self.now, Some(self.by.id), Action::Measured);
        Ok(history::add(conn, &Entry { at, actor, subject, subject_id: indicator, action, changes, reason: None })?)
    }
}

/// Reports a value; it waits for review.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (sender, typed, id) = (Sender::of(&app, &visit, &fields)?, typed(&fields), *id);
    let back = app
        .write(move |conn| {
            let found = find(conn, id, sender.now)?;
            may(&found, &sender.by)?;
            match typed.parse(&found.directory.countries.spelled(), found.indicator.parts.len(), sender.today) {
                Ok(m) => sender.add(conn, id, &m, None).map(|()| None),
                Err(errors) => {
                    let action = format!("/indicators/{id}/measurements/new");
                    Ok(Some(Page { errors, idempotency_key: sender.idempotency_key, ..page(found, action, typed, None) }))
                }
            }
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/indicators/{id}"), "measured"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// A measurement that the member may change or replace.
fn changeable(conn: &mut Conn, id: MeasurementId, member: &Member, now: DateTime<Utc>) -> Result<(Found, Measurement), AppError> {
    let m = measurement::find(conn, id)?.filter(|m| is_visible(m, Some(member))).ok_or(AppError::NotFound)?;
    let found = find(conn, m.indicator, now)?;
    let may = m.gone_at.is_none() && (m.review.may_edit(member) || m.review.may_correct(member));
    if may { Ok((found, m)) } else { Err(AppError::NotFound) }
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn edit_form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let (member, now, lang) = (visit.member()?, app.clock.now(), visit.frame.lang);
    let page = app
        .read(move |conn| {
            let (found, m) = changeable(conn, MeasurementId(*id), &member, now)?;
            let typed = view::typed(lang, &found.directory, &m.measured);
            Ok::<_, AppError>(page(found, format!("/measurements/{}/edit", m.id), typed, Some(&m)))
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Changes a measurement that does not count yet and sends it for review again; replaces one that counts by another that waits.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if it has changed since it was seen.
pub async fn edit_submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (sender, typed, id, version) = (Sender::of(&app, &visit, &fields)?, typed(&fields), MeasurementId(*id), fields.number("version")?);
    let (indicator, back) = app
        .write(move |conn| {
            let (found, m) = changeable(conn, id, &sender.by, sender.now)?;
            if m.version != version {
                return Err(AppError::Stale);
            }
            let measured = match typed.parse(&found.directory.countries.spelled(), found.indicator.parts.len(), sender.today) {
                Ok(measured) => measured,
                Err(errors) => {
                    let again = page(found, format!("/measurements/{id}/edit"), typed, Some(&m));
                    return Ok((m.indicator, Some(Page { errors, idempotency_key: sender.idempotency_key, ..again })));
                }
            };
            if m.review.state.stage() == Stage::Verified {
                sender.add(conn, m.indicator, &measured, Some(m.id))?;
            } else {
                measurement::store(conn, id, &measured)?;
                let review = m.review.clone().submit(&sender.by, sender.now).map_err(|_| AppError::Stale)?;
                measurement::set_state(conn, &m, &review.state, sender.now)?;
                sender.remember(conn, m.indicator, &measured)?;
            }
            Ok((m.indicator, None))
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/indicators/{indicator}"), "measured"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
