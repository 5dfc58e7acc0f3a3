//! `/comments/new`: commenting on an activity, an event, an indicator or an output.

use actix_web::{HttpResponse, web};
use application::db::Conn;
use application::queries::comment as queries;
use application::{actions, auth::random_token};
use chrono::{DateTime, Utc};
use domain::access::Member;
use domain::address;
use domain::comment::{CommentInput, Topic};
use domain::history::SubjectKind;
use views::comment::{Conversation, Page};

use super::app::App;
use super::error::AppError;
use super::extract::{Fields, Posted};
use super::response;
use super::visitor::Visit;

/// The conversation about a record, for its page.
pub(super) fn conversation(
    conn: &mut Conn,
    topic: Topic,
    reader: Option<&Member>,
    now: DateTime<Utc>,
) -> Result<Conversation, application::Error> {
    Ok(Conversation { topic, comments: queries::of(conn, topic, reader, now)?, idempotency_key: random_token() })
}

fn topic(fields: &Fields) -> Result<Topic, AppError> {
    let kind: SubjectKind = fields.get("kind").parse().map_err(|_| AppError::NotFound)?;
    Topic::read(kind, fields.number("key")?).ok_or(AppError::NotFound)
}

/// Adds a comment, and leads back to the conversation.
///
/// # Errors
/// [`AppError::NotFound`] for what does not exist for the member.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (topic, key, member, actor) = (topic(&fields)?, fields.idempotency_key()?, visit.member()?, visit.actor(&app));
    let now = app.clock.now();
    let thread = app.ask(move |conn| queries::thread(conn, topic, &member, now)).await?;
    let typed = CommentInput { text: fields.string("comment"), is_urgent: fields.is_ticked("urgent") };
    let (written, of_form) = (typed.clone(), key.clone());
    let done = app.submit(move |conn| actions::comment::add(conn, &actor, topic, &of_form, &written)).await?;
    Ok(match done {
        Ok(()) => {
            app.mail_waits.notify_one();
            response::done(&app, &address::with_fragment(&thread.address, "comments"), "comment-added")
        }
        Err(errors) => {
            let about = (thread.title.get(visit.frame.lang).to_owned(), thread.address);
            let page = Page { topic, about, idempotency_key: key, typed, errors };
            response::invalid(page.render(&visit.frame))
        }
    })
}
