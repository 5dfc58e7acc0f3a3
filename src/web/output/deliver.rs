//! `/outputs/{id}/deliveries/new`: what was delivered, to be reviewed by an officer.

use actix_web::{HttpResponse, web};
use domain::access::Member;
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::OutputId;
use domain::output::{DeliveryInput, OutputRecord};
use views::output::deliver::Page;

use super::{find, may_deliver};
use crate::app::App;
use crate::auth::random_token;
use crate::db::output::NewDelivery;
use crate::db::{Conn, history, output};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Longest key of a form.
const KEY_MAX: usize = 64;

fn load(conn: &mut Conn, id: OutputId, member: &Member) -> Result<OutputRecord, AppError> {
    let (_, _, output) = find(conn, id)?;
    if may_deliver(&output, member) && output.gone_at.is_none() { Ok(output) } else { Err(AppError::NotFound) }
}

/// The empty form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let output = app.read(move |conn| load(conn, OutputId(*id), &member)).await?;
    let typed = DeliveryInput { quantity: "1".to_owned(), ..DeliveryInput::default() };
    Ok(response::page(Page { output, idempotency_key: random_token(), typed, errors: Errors::new() }.render(&visit.frame)))
}

fn typed(fields: &Fields) -> DeliveryInput {
    DeliveryInput {
        day: ["day-day", "day-month", "day-year"].map(|name| fields.string(name)),
        quantity: fields.string("quantity"),
        language: fields.string("language"),
        published: fields.string("published"),
        evidence: fields.string("evidence"),
    }
}

/// Reports the delivery.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (by, now, today, id, idempotency_key) =
        (visit.member()?, app.clock.now(), visit.frame.today, OutputId(*id), fields.string("idempotency-key"));
    if idempotency_key.is_empty() || idempotency_key.len() > KEY_MAX {
        return Err(AppError::Unreadable("the key of the form is missing"));
    }
    let back = app
        .write(move |conn| {
            let (record, typed) = (load(conn, id, &by)?, typed(&fields));
            let delivered = match typed.parse(&record.output, today) {
                Ok(delivered) => delivered,
                Err(errors) => return Ok(Some(Page { output: record, idempotency_key, typed, errors })),
            };
            let new = NewDelivery { idempotency_key: &idempotency_key, output: id, author: by.id, organisation: by.organisation, now };
            output::deliver(conn, &new, &delivered)?;
            let after = output::find(conn, id)?.ok_or(AppError::NotFound)?;
            if after.deliveries.len() > record.deliveries.len() {
                let changes = Changes::new().count(Field::Quantity, None, Some(delivered.quantity));
                let changes = changes.value(Field::Languages, None, delivered.language.as_deref()).into_vec();
                let (at, actor, subject, action) = (now, Some(by.id), SubjectKind::Output, Action::Delivered);
                history::add(conn, &Entry { at, actor, subject, subject_id: id.0, action, changes, reason: None })?;
            }
            Ok(None)
        })
        .await?;
    Ok(match back {
        None => response::done(&app, &format!("/outputs/{id}"), "delivered"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}
