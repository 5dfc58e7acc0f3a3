//! What the audit trail holds of requests: refusals and downloads.

use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderMap};
use actix_web::{HttpRequest, web};
use application::actions::request as actions;
use application::actions::session::refuse;
use domain::ids::PersonId;

use super::visitor::Visit;
use crate::db::{Conn, Db};
use crate::web::app::App;

/// Records that a member asked for what their role does not open.
pub async fn denied(request: &ServiceRequest, visit: &Visit) {
    let Some(app) = request.app_data::<web::Data<App>>() else { return };
    let (actor, asked) = (visit.actor(app), format!("{} {}", request.method(), request.path()));
    record(app.db.clone(), "a refused page", actor.id(), move |conn| actions::deny(conn, &actor, &asked)).await;
}

/// Records that a member downloads a file, if that is what the response is.
pub async fn downloaded<B>(app: &App, visit: &Visit, response: &ServiceResponse<B>) {
    let request = response.request();
    let is_download = request.method() == Method::GET && response.status().is_success() && is_file(response.headers());
    if !is_download || visit.profile.is_none() {
        return;
    }
    let (actor, address) = (visit.actor(app), without_words(request));
    record(app.db.clone(), "a download", actor.id(), move |conn| actions::export(conn, &actor, &address)).await;
}

/// Records a wrong password for a person's account, beside the response: if that took longer, or failed, where an account exists, strangers
/// could find out which do.
pub fn sign_in_refused(app: &App, visit: &Visit, person: PersonId) {
    let (actor, db) = (visit.actor(app), app.db.clone());
    actix_web::rt::spawn(record(db, "a refused sign-in", Some(person), move |conn| refuse(conn, &actor, person)));
}

/// Adds to the audit trail. Nobody waits for a database that takes no writes; the log then has what the audit trail has not.
async fn record(
    db: Db,
    what: &'static str,
    person: Option<PersonId>,
    action: impl FnOnce(&mut Conn) -> Result<(), application::Error> + Send + 'static,
) {
    let recorded = if db.has_failed_to_write() {
        Err(application::Error::internal("the database takes no writes at present"))
    } else {
        db.write_unseen(action).await
    };
    if let Err(error) = recorded {
        tracing::warn!(%error, person = person.map(|id| id.0), "{what} could not be recorded in the audit trail");
    }
}

/// The address with its filters, but without words that were searched for: names may be among them, and entries cannot be erased.
fn without_words(request: &HttpRequest) -> String {
    let pairs = url::form_urlencoded::parse(request.query_string().as_bytes()).filter(|(name, _)| name != "words");
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { request.path().to_owned() } else { format!("{}?{query}", request.path()) }
}

fn is_file(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_DISPOSITION).is_some_and(|value| value.as_bytes().starts_with(b"attachment"))
}
