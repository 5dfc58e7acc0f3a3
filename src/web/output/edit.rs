//! `/activities/{number}/outputs/new` and `/outputs/{id}/edit`: officers say what is to be delivered.

use actix_web::{HttpResponse, web};
use domain::activity::Activity;
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{OrganisationId, OutputId};
use domain::lang::Lang;
use domain::output::{Output, OutputInput, OutputRecord};
use domain::plan::Plan;
use views::output::edit::{self as view, Page};

use super::find;
use crate::app::App;
use crate::auth::random_token;
use crate::db::{Conn, activity, directory, history, output};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::plan;
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest key of a form.
const KEY_MAX: usize = 64;

fn load(conn: &mut Conn, plan: &Plan, activity: Activity, output: Option<OutputRecord>, typed: OutputInput) -> Result<Page, AppError> {
    Ok(Page {
        results: activity::results(conn, activity.id)?,
        activity,
        output,
        idempotency_key: random_token(),
        typed,
        errors: Errors::new(),
        directory: directory::load(conn, plan.id)?,
        overtaken: false,
    })
}

fn of_number(conn: &mut Conn, number: i32) -> Result<(Plan, Activity), AppError> {
    let plan = plan::current(conn)?;
    let activity = activity::by_number(conn, plan.id, number)?.ok_or(AppError::NotFound)?;
    Ok((plan, activity))
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_form(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let (plan, activity) = of_number(conn, *number)?;
            load(conn, &plan, activity, None, OutputInput { quantity: "1".to_owned(), ..OutputInput::default() })
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

fn typed(fields: &Fields) -> OutputInput {
    OutputInput {
        title: fields.string("output-title"),
        quantity: fields.string("quantity"),
        languages: fields.all("languages"),
        due: ["due-day", "due-month", "due-year"].map(|name| fields.string(name)),
        responsible: fields.string("responsible"),
        result: fields.string("result"),
    }
}

fn read(page: &Page) -> Result<Output, Errors> {
    let kept = page.output.as_ref().and_then(|o| o.output.responsible);
    let offered: Vec<OrganisationId> =
        page.directory.organisations.iter().filter(|o| o.is_active || Some(o.id) == kept).map(|o| o.id).collect();
    page.typed.parse(&offered, page.results.len())
}

fn changes(page: &Page, old: Option<&Output>, new: &Output) -> Changes {
    let name = |o: &Output| o.responsible.map(|id| page.directory.organisation_name(Lang::En, id));
    Changes::new()
        .value(Field::Title, old.map(|o| o.title.as_str()), Some(&new.title))
        .count(Field::Quantity, old.map(|o| o.quantity), Some(new.quantity))
        .value(Field::Languages, old.map(|o| o.languages.join(", ")).as_deref(), Some(&new.languages.join(", ")))
        .day(Field::Due, old.and_then(|o| o.due), new.due)
        .value(Field::Responsible, old.and_then(name).as_deref(), name(new).as_deref())
}

/// Adds the output.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn new_submit(
    app: web::Data<App>,
    visit: Visit,
    number: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    let (by, now, idempotency_key, number) = (visit.member()?.id, app.clock.now(), fields.string("idempotency-key"), *number);
    if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
        return Err(AppError::Unreadable("the key of the form is missing"));
    }
    let back = app
        .write(move |conn| {
            let (plan, activity) = of_number(conn, number)?;
            let page = load(conn, &plan, activity, None, typed(&fields))?;
            let new = match read(&page) {
                Ok(new) => new,
                Err(errors) => return Ok(Some(Page { errors, idempotency_key, ..page })),
            };
            let before = output::of(conn, page.activity.id)?.len();
            let id = output::insert(conn, &idempotency_key, page.activity.id, &new, now)?;
            if output::of(conn, page.activity.id)?.len() > before {
                let (subject, changes) = (SubjectKind::Output, changes(&page, None, &new).into_vec());
                let (at, actor, action) = (now, Some(by), Action::Created);
                history::add(conn, &Entry { at, actor, subject, subject_id: id.0, action, changes, reason: None })?;
            }
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/activities/{number}#outputs"), "output-saved"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// The form with what is stored.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = app
        .read(move |conn| {
            let (plan, activity, output) = find(conn, OutputId(*id))?;
            let typed = view::typed(&output.output);
            load(conn, &plan, activity, Some(output), typed)
        })
        .await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores the edit, or ends the output.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, id, version) = (visit.member()?.id, app.clock.now(), OutputId(*id), fields.number("version")?);
    let is_end = fields.get("intent") == "end";
    let back = app
        .write(move |conn| {
            let (plan, activity, stored) = find(conn, id)?;
            let old = stored.output.clone();
            let is_stale = stored.version != version;
            let page = load(conn, &plan, activity, Some(stored), typed(&fields))?;
            let entry = |action, changes: Changes| Entry {
                at: now,
                actor: Some(by),
                subject: SubjectKind::Output,
                subject_id: id.0,
                action,
                changes: changes.into_vec(),
                reason: None,
            };
            if is_end {
                output::end(conn, id, now)?;
                history::add(conn, &entry(Action::Cancelled, Changes::new()))?;
                return Ok(None);
            }
            let new = match read(&page) {
                Ok(new) => new,
                Err(errors) => return Ok(Some(Page { errors, ..page })),
            };
            let changes = changes(&page, Some(&old), &new);
            if new == old {
                return Ok(None);
            }
            if is_stale || !output::update(conn, id, version, &new)? {
                return Ok(Some(Page { overtaken: true, ..page }));
            }
            history::add(conn, &entry(Action::Edited, changes))?;
            Ok(None)
        })
        .await?;
    let address = format!("/outputs/{id}");
    Ok(match back {
        None => response::done(&app, &address, if is_end { "output-ended" } else { "output-saved" }),
        Some(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
