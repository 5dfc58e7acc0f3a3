//! `/indicators/{id}/terms/edit`: officers set targets and the counting rule. What held before is kept for the days on which it held.

use actix_web::{HttpResponse, web};
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::indicator::{Terms, TermsInput};
use views::indicator::terms::{self as view, Page};

use super::find;
use crate::app::App;
use crate::db::{history, indicator};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most values on the way that are read from a form.
const MILESTONES_MAX: usize = 30;

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let now = app.clock.now();
    let page = app
        .read(move |conn| {
            let (indicator, version) = (find(conn, *id, now)?.indicator, indicator::version(conn, *id)?);
            let typed = view::typed(&indicator.terms);
            Ok::<_, AppError>(Page { indicator, typed, version, errors: Errors::new(), overtaken: false })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> TermsInput {
    let day = |name: &str| ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")));
    let milestone = |at: usize| (day(&format!("milestone-{at}")), fields.string(&format!("milestone-{at}-value")));
    let is_used = |(day, value): &([String; 3], String)| !value.trim().is_empty() || day.iter().any(|p| !p.trim().is_empty());
    TermsInput {
        direction: fields.string("direction"),
        aggregation: fields.string("aggregation"),
        feed: fields.string("feed"),
        event_kind: fields.string("event-kind"),
        baseline: fields.string("baseline"),
        baseline_on: day("baseline-on"),
        target: fields.string("target"),
        target_on: day("target-on"),
        milestones: (0..MILESTONES_MAX).map(milestone).filter(is_used).collect(),
    }
}

/// Sets the terms from now on.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id, version) = (visit.member()?.id, app.clock.now(), *id, i64::from(fields.number("version")?));
    let typed = typed(&fields);
    let back = app
        .write(move |conn| {
            let indicator = find(conn, id, now)?.indicator;
            let stored = indicator::version(conn, id)?;
            let terms = match typed.parse() {
                Ok(terms) => terms,
                Err(errors) => return Ok(Some(Page { indicator, typed, version, errors, overtaken: false })),
            };
            if terms == indicator.terms {
                return Ok(None);
            }
            if stored != version {
                return Ok(Some(Page { indicator, typed, version: stored, errors: Errors::new(), overtaken: true }));
            }
            indicator::set_terms(conn, id, &terms, by, now)?;
            let (subject, changes) = (SubjectKind::Indicator, changes(&indicator.terms, &terms).into_vec());
            let entry = Entry { at: now, actor: Some(by), subject, subject_id: id, action: Action::Edited, changes, reason: None };
            history::add(conn, &entry)?;
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/indicators/{id}"), "terms-set"),
        Some(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

fn changes(old: &Terms, new: &Terms) -> Changes {
    let pair = |p: Option<(f64, Option<chrono::NaiveDate>)>| {
        p.map(|(value, day)| day.map_or_else(|| value.to_string(), |day| format!("{value}, {day}")))
    };
    let steps = |t: &Terms| t.milestones.iter().map(|(day, value)| format!("{value}, {day}")).collect::<Vec<_>>().join("; ");
    Changes::new()
        .value(Field::Feed, Some(old.feed.as_str()), Some(new.feed.as_str()))
        .value(Field::EventKind, old.event_kind.map(|k| k.as_str()), new.event_kind.map(|k| k.as_str()))
        .value(Field::Aggregation, Some(old.aggregation.as_str()), Some(new.aggregation.as_str()))
        .value(Field::Direction, Some(old.direction.as_str()), Some(new.direction.as_str()))
        .value(Field::Baseline, pair(old.baseline).as_deref(), pair(new.baseline).as_deref())
        .value(Field::Target, pair(old.target).as_deref(), pair(new.target).as_deref())
        .value(Field::Milestones, Some(&steps(old)), Some(&steps(new)))
}
