//! `/events/{id}/correction/new`: an officer corrects a verified record, with a reason. It stays verified, and its author stays its author.

use actix_web::{HttpResponse, web};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::form::{self as rules, Errors, Problem};
use domain::history::Action;
use domain::ids::EventId;
use views::event::edit::{Page, Purpose, SPARE};

use super::edit::{offer, step};
use super::form::{self, Intent};
use super::{changes, directory, find};
use crate::app::App;
use crate::db::event::version::{self, Since};
use crate::db::{Conn, event};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest reason.
const REASON_MAX: usize = 1000;

fn load(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Directory, EventRecord), AppError> {
    let directory = directory(conn)?;
    let record = find(conn, &directory, id, Some(member))?;
    if record.may_correct(member) { Ok((directory, record)) } else { Err(AppError::NotFound) }
}

fn page(directory: Directory, record: EventRecord, member: &Member, reason: String) -> Page {
    Page {
        offer: offer(&directory, &record, member),
        typed: record.typed.clone(),
        purpose: Purpose::Correct(Box::new(record), reason),
        errors: Errors::new(),
        directory,
        spare: SPARE,
        alike: Vec::new(),
        conflict: None,
    }
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let page = app
        .read(move |conn| load(conn, EventId(*id), &member).map(|(directory, record)| page(directory, record, &member, String::new())))
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores the correction.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if somebody else has corrected it in between.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (step, id, version, today) = (step(&app, &visit)?, EventId(*id), fields.number("version")?, visit.frame.today);
    let from_beginning = fields.get("since") == "beginning";
    let (typed, intent, reason) = (form::typed(&fields), Intent::of(&fields), fields.string("correct-reason"));
    let back = app
        .write(move |conn| {
            let (directory, record) = load(conn, id, &step.by)?;
            if record.version != version {
                // Pressed twice: what was typed is stored already.
                return if record.typed == typed { Ok(None) } else { Err(AppError::Stale) };
            }
            let mut page = page(directory, record.clone(), &step.by, reason.clone());
            page.typed = typed.clone();
            if let Intent::More(countries, organisers) = intent {
                page.spare = (countries, organisers);
                return Ok(Some(page));
            }
            let mut errors = Errors::new();
            let why = rules::prose(&reason, REASON_MAX).and_then(|r| if r.is_empty() { Err(Problem::Required) } else { Ok(r) });
            let why = errors.check("correct-reason", why);
            let (event, gaps) = typed.read(&page.offer, today);
            gaps.iter().for_each(|(field, problem)| errors.add(field, problem.clone()));
            if !errors.is_empty() {
                page.errors = errors;
                return Ok(Some(page));
            }
            let changes = changes(&page.directory, &record.event, &event);
            if !changes.is_empty() {
                event::store(conn, &page.directory, id, &typed, &event)?;
                let since = if from_beginning { Since::Beginning } else { Since::Now };
                version::refresh(conn, &page.directory, id, since, step.now)?;
                step.remember(conn, id, Action::Corrected, changes, why)?;
            }
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/events/{id}"), "event-corrected"),
        Some(page) if page.errors.is_empty() => response::page(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
