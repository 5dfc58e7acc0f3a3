//! `/plans/{code}/activities/{number}/updates/new`.

use actix_web::{HttpResponse, web};
use application::actions::update::{self as actions, Published};
use application::queries::{self, update::UpdateForm};
use domain::form::{Errors, typed_day};
use domain::ids::{PersonId, PlanId, UpdateId};
use domain::update::Draft;
use views::update::new::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{ActivityNumber, Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

async fn load(app: &App, plan: PlanId, number: i32, author: PersonId) -> Result<UpdateForm, AppError> {
    app.ask(move |conn| queries::update::form(conn, plan, number, author)).await
}

/// The form, with the author's draft if there is one.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: ActivityNumber) -> Result<HttpResponse, AppError> {
    let UpdateForm { activity, latest, words, draft } = load(&app, visit.frame.plan.id, *number, visit.member()?.id).await?;
    let status = latest.as_ref().map_or_else(String::new, |l| l.report.status.as_str().to_owned());
    let ended = typed_day(activity.actual_end);
    let begun = || (Draft { status, ended, ..Draft::default() }, None);
    let (draft, kept_at) = draft.map_or_else(begun, |(draft, at)| (draft, Some(at)));
    let page = Page { activity, words, latest, draft, kept_at, errors: Errors::new(), overtaken: false };
    Ok(response::page(page.render(&visit.frame)))
}

fn draft(fields: &Fields) -> Draft {
    let text = |name| fields.string(name);
    Draft {
        status: text("status"),
        reason: text("reason"),
        headline: text("headline"),
        done: text("done"),
        next: text("next"),
        risks: text("risks"),
        ended: fields.day("actual-end"),
    }
}

/// What the pressed button asks for.
#[derive(Clone, Copy)]
enum Intent {
    Publish(Option<UpdateId>),
    Keep,
    Discard,
}

impl Intent {
    fn of(fields: &Fields) -> Result<Self, AppError> {
        Ok(match fields.get("intent") {
            "discard" => Self::Discard,
            "keep" => Self::Keep,
            // 0: there was no update when the form was made.
            _ => Self::Publish(Some(fields.number("seen")?).filter(|id| *id != 0).map(UpdateId)),
        })
    }
}

/// What became of the draft.
enum Outcome {
    Published(Published),
    Kept,
    Discarded,
}

/// Publishes, keeps or discards, as the button says.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: ActivityNumber, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, plan, number, intent, draft) = (visit.actor(&app), visit.frame.plan.id, *number, Intent::of(&fields)?, draft(&fields));
    let written = draft.clone();
    let outcome = app
        .submit(move |conn| {
            let activity = queries::activity::find(conn, plan, number)?;
            match intent {
                Intent::Publish(seen) => actions::publish(conn, &actor, activity.id, &written, seen).map(Outcome::Published),
                Intent::Keep => actions::save_draft(conn, &actor, activity.id, &written).map(|()| Outcome::Kept),
                Intent::Discard => actions::discard_draft(conn, &actor, activity.id).map(|()| Outcome::Discarded),
            }
        })
        .await?;
    let activity = visit.frame.plan().activity(number);
    Ok(match outcome {
        Ok(Outcome::Published(Published::As(status))) => {
            response::done(&app, &activity, if status.is_open() { "update-published" } else { "update-published-last" })
        }
        Ok(Outcome::Published(Published::Overtaken)) => {
            let page = Page { overtaken: true, ..again(&app, &visit, number, draft, Errors::new()).await? };
            response::conflict(page.render(&visit.frame))
        }
        Ok(Outcome::Kept) => response::done(&app, &visit.frame.plan().new_update(number), "draft-kept"),
        Ok(Outcome::Discarded) => response::done(&app, &activity, "draft-discarded"),
        Err(errors) => response::invalid(again(&app, &visit, number, draft, errors).await?.render(&visit.frame)),
    })
}

/// The form with what was typed.
async fn again(app: &App, visit: &Visit, number: i32, draft: Draft, errors: Errors) -> Result<Page, AppError> {
    let UpdateForm { activity, latest, words, .. } = load(app, visit.frame.plan.id, number, visit.member()?.id).await?;
    Ok(Page { activity, words, latest, draft, kept_at: None, errors, overtaken: false })
}
