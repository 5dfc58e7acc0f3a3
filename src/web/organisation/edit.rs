//! `/organisations/new` and `/organisations/{slug}/edit`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::PersonId;
use domain::lang::{Lang, Translated};
use domain::organisation::{self as rules, Organisation, OrganisationInput, OrganisationRecord};
use views::organisation::edit::Page;

use super::find;
use crate::app::App;
use crate::db::{Conn, country, history, organisation};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn typed(fields: &Fields) -> OrganisationInput {
    OrganisationInput {
        names: Lang::ALL.iter().map(|l| (*l, fields.string(&format!("name-{l}")))).collect(),
        acronym: fields.string("acronym"),
        kind: fields.string("kind"),
        country: fields.string("country"),
    }
}

fn as_typed(o: &Organisation) -> OrganisationInput {
    OrganisationInput {
        names: Lang::ALL.iter().map(|l| (*l, o.name.exactly(*l).unwrap_or_default().to_owned())).collect(),
        acronym: o.acronym.clone().unwrap_or_default(),
        kind: o.kind.as_str().to_owned(),
        country: o.country.clone().unwrap_or_default(),
    }
}

/// The form; countries stand in the order of their names in the reader's language.
fn page(
    conn: &mut Conn,
    lang: Lang,
    record: Option<OrganisationRecord>,
    typed: OrganisationInput,
    errors: Errors,
) -> Result<Page, AppError> {
    let mut countries: Vec<(String, String)> =
        country::all(conn)?.into_iter().map(|(code, name)| (code, name.get(lang).to_owned())).collect();
    countries.sort_by_key(|(_, name)| name.to_lowercase());
    let version = record.as_ref().map_or(0, |r| r.version);
    Ok(Page { record, typed, version, errors, countries, overtaken: false })
}

/// The form of a new organisation.
///
/// # Errors
/// Those of the database.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let lang = visit.frame.lang;
    let page = app.read(move |conn| page(conn, lang, None, typed(&Fields::default()), Errors::new())).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// The form of an organisation.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, slug: web::Path<String>) -> Result<HttpResponse, AppError> {
    let lang = visit.frame.lang;
    let page = app
        .read(move |conn| {
            let record = find(conn, &slug)?;
            let typed = as_typed(&record.organisation);
            page(conn, lang, Some(record), typed, Errors::new())
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn codes(conn: &mut Conn) -> Result<Vec<String>, AppError> {
    Ok(country::all(conn)?.into_iter().map(|(code, _)| code).collect())
}

fn changes(old: Option<&Organisation>, new: &Organisation) -> Changes {
    let nothing = Translated::default();
    Changes::new()
        .text(Field::Name, old.map_or(&nothing, |o| &o.name), &new.name)
        .value(Field::Acronym, old.and_then(|o| o.acronym.as_deref()), new.acronym.as_deref())
        .value(Field::Kind, old.map(|o| o.kind.as_str()), Some(new.kind.as_str()))
        .value(Field::Country, old.and_then(|o| o.country.as_deref()), new.country.as_deref())
}

/// A name in addresses that is not taken.
fn free_slug(conn: &mut Conn, organisation: &Organisation) -> Result<String, AppError> {
    let name = organisation
        .acronym
        .as_deref()
        .map(rules::slug)
        .filter(|s| !s.is_empty())
        .unwrap_or_else(|| rules::slug(organisation.name.get(Lang::En)));
    let base = if name.is_empty() || name == "new" { "organisation".to_owned() } else { name };
    let mut slug = base.clone();
    let mut number = 2;
    while organisation::slug_exists(conn, &slug)? {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}

fn insert(conn: &mut Conn, organisation: &Organisation, actor: PersonId, at: DateTime<Utc>) -> Result<String, AppError> {
    let slug = free_slug(conn, organisation)?;
    let id = organisation::insert(conn, &slug, organisation, &Translated::default(), 1)?;
    let (subject, changes) = (SubjectKind::Organisation, changes(None, organisation).into_vec());
    history::add(conn, &Entry { at, actor: Some(actor), subject, subject_id: id.0, action: Action::Created, changes, reason: None })?;
    Ok(slug)
}

/// Adds an organisation. One with the same English name is not added twice.
///
/// # Errors
/// Those of the database.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (lang, actor, now) = (visit.frame.lang, visit.member()?.id, app.clock.now());
    let typed = typed(&fields);
    let outcome = app
        .write(move |conn| {
            let mut errors = match typed.parse(&codes(conn)?) {
                Err(errors) => errors,
                Ok(organisation) => {
                    let name = organisation.name.get(Lang::En).to_lowercase();
                    if !organisation::all(conn)?.iter().any(|o| o.organisation.name.get(Lang::En).to_lowercase() == name) {
                        return insert(conn, &organisation, actor, now).map(Ok);
                    }
                    Errors::new()
                }
            };
            if errors.is_empty() {
                errors.add("name-en", domain::form::Problem::Taken);
            }
            page(conn, lang, None, typed, errors).map(Err)
        })
        .await?;
    Ok(match outcome {
        Ok(slug) => response::done(&app, &format!("/organisations/{slug}"), "organisation-added"),
        Err(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (lang, actor, now, slug) = (visit.frame.lang, visit.member()?.id, app.clock.now(), slug.into_inner());
    let (typed, version) = (typed(&fields), fields.number("version")?);
    let address = format!("/organisations/{slug}");
    let back = app
        .write(move |conn| {
            let record = find(conn, &slug)?;
            let organisation = match typed.parse(&codes(conn)?) {
                Ok(organisation) => organisation,
                Err(errors) => return Ok(Some(Page { version, ..page(conn, lang, Some(record), typed, errors)? })),
            };
            let changes = changes(Some(&record.organisation), &organisation);
            if changes.is_empty() {
                return Ok(None);
            }
            if record.version != version {
                return Ok(Some(Page { overtaken: true, ..page(conn, lang, Some(record), typed, Errors::new())? }));
            }
            if !organisation::update(conn, record.id, version, &organisation)? {
                return Err(AppError::Stale);
            }
            let (subject, changes) = (SubjectKind::Organisation, changes.into_vec());
            history::add(
                conn,
                &Entry { at: now, actor: Some(actor), subject, subject_id: record.id.0, action: Action::Edited, changes, reason: None },
            )?;
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &address, "organisation-saved"),
        Some(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
