//! `/reports/{id}/edit`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::activity::Activity;
use domain::form::Errors;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::ActivityId;
use domain::report::{ReportRecord, Words, narrative_field};
use views::report::edit::Page;

use super::find;
use crate::app::App;
use crate::db::{Conn, activity, history, report};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::visitor::Visit;
use crate::web::{plan, response};

/// A draft with the activities of its plan.
struct Loaded {
    record: ReportRecord,
    activities: Vec<Activity>,
}

impl Loaded {
    fn load(conn: &mut Conn, id: i32, reader: &Member) -> Result<Self, AppError> {
        let plan = plan::current(conn)?;
        Ok(Self { record: find(conn, id, Some(reader))?, activities: activity::all(conn, plan.id)? })
    }

    /// The words as they are stored.
    fn words(&self) -> Words {
        let told = |a: &Activity| {
            let words = self.record.narratives.iter().find(|(id, _)| *id == a.id).map_or_else(String::new, |(_, words)| words.clone());
            (a.number, words)
        };
        Words {
            title: self.record.terms.title.clone(),
            meeting: self.record.terms.meeting.clone(),
            introduction: self.record.introduction.clone(),
            narratives: self.activities.iter().map(told).collect(),
        }
    }

    fn typed(&self, fields: &Fields) -> Words {
        Words {
            title: fields.string("title"),
            meeting: fields.string("meeting"),
            introduction: fields.string("introduction"),
            narratives: self.activities.iter().map(|a| (a.number, fields.string(&narrative_field(a.number)))).collect(),
        }
    }

    fn told(&self, words: &Words) -> Vec<(ActivityId, String)> {
        self.activities.iter().map(|a| (a.id, words.on(a.number).to_owned())).collect()
    }

    fn page(&self, typed: Words, version: i32, errors: Errors) -> Page {
        let lang = self.record.terms.lang;
        let title = |a: &Activity| (a.number, format!("{}. {}", a.number, a.short_title.get(lang)));
        let activities = self.activities.iter().map(title).collect();
        Page { id: self.record.id, written_in: lang, typed, activities, version, errors, conflict: None, is_frozen: false }
    }
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let reader = visit.member()?;
    let loaded = app.read(move |conn| Loaded::load(conn, *id, &reader)).await?;
    if !loaded.record.is_draft() {
        return Err(AppError::NotFound);
    }
    Ok(response::page(loaded.page(loaded.words(), loaded.record.version, Errors::new()).render(&visit.frame)))
}

/// What became of a form that was sent.
enum Outcome {
    Saved,
    Back(Box<Page>),
    /// Somebody has frozen the report meanwhile: what was typed is shown, and cannot be stored.
    Frozen(Box<Page>),
}

/// Stores other words, unless they are wrong or somebody else has stored some in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (reader, now, id, version) = (visit.member()?, app.clock.now(), *id, fields.number("version")?);
    let outcome = app
        .write(move |conn| {
            let loaded = Loaded::load(conn, id, &reader)?;
            let typed = loaded.typed(&fields);
            if !loaded.record.is_draft() {
                return Ok(Outcome::Frozen(Box::new(Page { is_frozen: true, ..loaded.page(typed, version, Errors::new()) })));
            }
            match typed.parse() {
                Err(errors) => Ok(Outcome::Back(Box::new(loaded.page(typed, version, errors)))),
                Ok(words) if words == loaded.words() => Ok(Outcome::Saved),
                Ok(_) if loaded.record.version != version => conflict(conn, &loaded, typed),
                Ok(words) => store(conn, &loaded, &words, &reader, now),
            }
        })
        .await?;
    Ok(match outcome {
        Outcome::Saved => response::done(&app, &format!("/reports/{id}"), "report-saved"),
        Outcome::Frozen(page) => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) if page.conflict.is_some() => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Somebody else has stored other words: both are shown.
fn conflict(conn: &mut Conn, loaded: &Loaded, typed: Words) -> Result<Outcome, AppError> {
    let entries = history::of(conn, SubjectKind::Report, loaded.record.id.0)?;
    let who = entries.into_iter().find(|e| e.action == Action::Edited).and_then(|e| e.actor).unwrap_or_default();
    let page = loaded.page(typed, loaded.record.version, Errors::new());
    Ok(Outcome::Back(Box::new(Page { conflict: Some((who, loaded.words())), ..page })))
}

fn store(conn: &mut Conn, loaded: &Loaded, words: &Words, by: &Member, now: DateTime<Utc>) -> Result<Outcome, AppError> {
    let (id, version) = (loaded.record.id, loaded.record.version);
    if !report::update(conn, id, version, words, &loaded.told(words))? {
        return Err(AppError::Stale);
    }
    let (subject, changes) = (SubjectKind::Report, Words::changes(&loaded.words(), words).into_vec());
    history::add(conn, &Entry { at: now, actor: Some(by.id), subject, subject_id: id.0, action: Action::Edited, changes, reason: None })?;
    Ok(Outcome::Saved)
}
