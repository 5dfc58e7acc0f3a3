//! `/framework/links/{code}/edit`.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::form::Errors;
use domain::framework::{Link, LinkInput, ObjectiveRecord, read_links};
use domain::history::{Action, Changes, Entry, Field, HistoryEntry, SubjectKind};
use domain::ids::{ActivityId, PersonId};
use domain::lang::Lang;
use views::framework::Names;
use views::framework::link::{self as view, Conflict, Page};

use super::{activities, keys, names};
use crate::app::App;
use crate::db::{Conn, framework, history};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// An objective with what its form offers.
struct Loaded {
    record: ObjectiveRecord,
    names: Names,
    keys: HashMap<i32, ActivityId>,
    history: Vec<HistoryEntry>,
}

impl Loaded {
    fn page(self, typed: Vec<LinkInput>, version: i32, errors: Errors) -> Page {
        Page { objective: self.record.objective, names: self.names, typed, version, errors, history: self.history, conflict: None }
    }
}

fn load(conn: &mut Conn, code: &str) -> Result<Loaded, AppError> {
    let record = framework::objective(conn, code)?.ok_or(AppError::NotFound)?;
    let activities = activities(conn)?;
    let history = history::of(conn, SubjectKind::Objective, record.id.0)?;
    Ok(Loaded { record, names: names(&activities), keys: keys(&activities), history })
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, code: web::Path<String>) -> Result<HttpResponse, AppError> {
    let loaded = app.read(move |conn| load(conn, &code)).await?;
    let typed = view::typed(visit.frame.lang, &loaded.names, &loaded.record.links);
    let version = loaded.record.version;
    Ok(response::page(loaded.page(typed, version, Errors::new()).render(&visit.frame)))
}

/// The line of each activity that the plan has.
fn typed(fields: &Fields, names: &Names) -> Vec<LinkInput> {
    let line = |activity: &i32| {
        let line = LinkInput { activity: *activity, ..LinkInput::default() };
        LinkInput { strength: fields.string(&line.strength_field()), reason: fields.string(&line.reason_field()), ..line }
    };
    names.keys().map(line).collect()
}

/// What became of a form that was sent.
enum Outcome {
    Saved,
    Unchanged,
    Back(Box<Page>),
}

/// Stores the links, unless one is wrong or somebody else has stored some in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, code: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, lang, now, version) = (visit.member()?.id, visit.frame.lang, app.clock.now(), fields.number("version")?);
    let address = format!("/framework#{code}");
    let outcome = app
        .write(move |conn| {
            let loaded = load(conn, &code)?;
            let typed = typed(&fields, &loaded.names);
            match read_links(&typed, &loaded.record.links, lang) {
                Err(errors) => Ok(Outcome::Back(Box::new(loaded.page(typed, version, errors)))),
                Ok(links) if loaded.record.version != version => Ok(conflict(loaded, lang, typed, &links)),
                Ok(links) => store(conn, &loaded, &links, lang, actor, now),
            }
        })
        .await?;
    Ok(match outcome {
        Outcome::Saved => response::done(&app, &address, "links-saved"),
        Outcome::Unchanged => response::done(&app, &address, "links-unchanged"),
        Outcome::Back(page) if page.conflict.is_some() => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Somebody else has stored links: both are shown. If both are the same, the button was pressed twice.
fn conflict(loaded: Loaded, lang: Lang, typed: Vec<LinkInput>, links: &[Link]) -> Outcome {
    if links == loaded.record.links {
        return Outcome::Saved;
    }
    let who = loaded.history.iter().find(|e| e.action == Action::Edited).and_then(|e| e.actor.clone()).unwrap_or_default();
    let theirs = view::typed(lang, &loaded.names, &loaded.record.links);
    let version = loaded.record.version;
    let page = loaded.page(typed, version, Errors::new());
    Outcome::Back(Box::new(Page { conflict: Some(Conflict { who, theirs }), ..page }))
}

fn store(conn: &mut Conn, loaded: &Loaded, links: &[Link], lang: Lang, actor: PersonId, now: DateTime<Utc>) -> Result<Outcome, AppError> {
    let record = &loaded.record;
    if record.links == links {
        return Ok(Outcome::Unchanged);
    }
    if !framework::update(conn, record.id, record.version, links, &loaded.keys)? {
        return Err(AppError::Stale);
    }
    let changes = changes(&loaded.names, &record.links, links, lang);
    let (subject, subject_id) = (SubjectKind::Objective, record.id.0);
    history::add(conn, &Entry { at: now, actor: Some(actor), subject, subject_id, action: Action::Edited, changes, reason: None })?;
    Ok(Outcome::Saved)
}

/// Before and after, activity by activity: `3 strong: reason`.
fn changes(names: &Names, before: &[Link], after: &[Link], lang: Lang) -> Vec<domain::history::Change> {
    let words = |links: &[Link], activity: i32| {
        links.iter().find(|l| l.activity == activity).map(|l| format!("{activity} {}: {}", l.strength, l.reason.get(lang)))
    };
    let compare = |changes: Changes, activity: &i32| {
        changes.value(Field::ObjectiveLink, words(before, *activity).as_deref(), words(after, *activity).as_deref())
    };
    names.keys().fold(Changes::new(), compare).into_vec()
}
