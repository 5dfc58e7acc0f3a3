//! `/cooperation/relationships/new` and `/cooperation/relationships/{id}/edit`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::cooperation::{Relationship, RelationshipInput, RelationshipRecord};
use domain::form::{Errors, Problem};
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::{OrganisationId, PersonId, RelationshipId};
use domain::lang::Lang;
use views::cooperation::edit::Page;

use super::directory;
use crate::app::App;
use crate::db::{Conn, cooperation, history};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

fn typed(fields: &Fields) -> RelationshipInput {
    let day = |name: &str| ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")));
    RelationshipInput {
        organisation: fields.string("organisation"),
        counterpart: fields.string("counterpart"),
        kind: fields.string("relationship-kind"),
        protocol: fields.string("protocol"),
        state: fields.string("relationship-state"),
        started: day("started"),
        ended: day("ended"),
        descriptions: Lang::ALL.iter().map(|l| (*l, fields.string(&format!("description-{l}")))).collect(),
        source: fields.string("source"),
    }
}

fn page(conn: &mut Conn, record: Option<RelationshipRecord>, typed: RelationshipInput) -> Result<Page, AppError> {
    let version = record.as_ref().map_or(0, |r| r.version);
    let history = match &record {
        Some(record) => history::of(conn, SubjectKind::Relationship, record.id.0)?,
        None => Vec::new(),
    };
    Ok(Page { record, typed, version, errors: Errors::new(), directory: directory(conn)?, history, overtaken: false })
}

fn find(conn: &mut Conn, id: i32) -> Result<RelationshipRecord, AppError> {
    cooperation::find(conn, RelationshipId(id))?.ok_or(AppError::NotFound)
}

/// Organisations that can be named: active ones, and those that are named already.
fn choices(page: &Page) -> Vec<OrganisationId> {
    let named = page.record.as_ref().map(|r| [r.relationship.organisation, r.relationship.counterpart]);
    let is_choice = |o: &&domain::directory::OrganisationEntry| o.is_active || named.is_some_and(|n| n.contains(&o.id));
    page.directory.organisations.iter().filter(is_choice).map(|o| o.id).collect()
}

/// The empty form.
///
/// # Errors
/// Those of the database.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let page = app.read(|conn| page(conn, None, typed(&Fields::default()))).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Adds a relationship. The same one is not added twice.
///
/// # Errors
/// Those of the database.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, typed) = (visit.member()?.id, app.clock.now(), typed(&fields));
    let back = app
        .write(move |conn| {
            let mut page = page(conn, None, typed)?;
            match page.typed.parse(&choices(&page), None) {
                Err(errors) => page.errors = errors,
                Ok(new) if cooperation::all(conn)?.iter().any(|r| is_same(&r.relationship, &new)) => {
                    page.errors.add("counterpart", Problem::Taken);
                }
                Ok(new) => {
                    let id = cooperation::insert(conn, None, &new, 1)?;
                    remember(conn, &page, id, (None, &new), (actor, now))?;
                    return Ok(None);
                }
            }
            Ok(Some(page))
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/cooperation{}", protocol(&fields)), "relationship-added"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Two organisations are related once in a way and for a Protocol, since one day.
fn is_same(a: &Relationship, b: &Relationship) -> bool {
    (a.organisation, a.counterpart, a.kind, a.protocol, a.started) == (b.organisation, b.counterpart, b.kind, b.protocol, b.started)
}

/// Where a relationship is listed.
fn protocol(fields: &Fields) -> &'static str {
    if fields.get("protocol") == "nagoya" { "?protocol=nagoya" } else { "" }
}

/// The form of a relationship.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let record = find(conn, *id)?;
            let typed = RelationshipInput::of(&record.relationship);
            page(conn, Some(record), typed)
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, id) = (visit.member()?.id, app.clock.now(), *id);
    let (typed, version) = (typed(&fields), fields.number("version")?);
    let back = app
        .write(move |conn| {
            let record = find(conn, id)?;
            let page = page(conn, Some(record.clone()), typed)?;
            match page.typed.parse(&choices(&page), Some(&record.relationship)) {
                Err(errors) => Ok(Some(Page { errors, version, ..page })),
                Ok(new) if new == record.relationship => Ok(None),
                Ok(_) if record.version != version => Ok(Some(Page { overtaken: true, ..page })),
                Ok(new) => {
                    if !cooperation::update(conn, record.id, version, &new)? {
                        return Err(AppError::Stale);
                    }
                    remember(conn, &page, record.id, (Some(&record.relationship), &new), (actor, now))?;
                    Ok(None)
                }
            }
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/cooperation/relationships/{id}/edit"), "relationship-saved"),
        Some(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

fn remember(
    conn: &mut Conn,
    page: &Page,
    id: RelationshipId,
    (before, after): (Option<&Relationship>, &Relationship),
    (actor, at): (PersonId, DateTime<Utc>),
) -> Result<(), AppError> {
    let action = if before.is_some() { Action::Edited } else { Action::Created };
    let changes = Relationship::changes(before, after, |id| page.directory.organisation_name(Lang::En, id)).into_vec();
    let subject = SubjectKind::Relationship;
    Ok(history::add(conn, &Entry { at, actor: Some(actor), subject, subject_id: id.0, action, changes, reason: None })?)
}
