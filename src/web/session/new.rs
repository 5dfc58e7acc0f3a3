//! `/session/new`.

use actix_web::{HttpRequest, HttpResponse, web};
use application::actions::session::{self as actions, Step};
use application::queries;
use domain::form::Errors;
use domain::person;
use views::session::new::Page;
use views::session::resume::Why;

use super::enter::enter;
use super::{carried, code};
use crate::auth::throttle::Attempt;
use crate::web::app::App;
use crate::web::audit;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::{Visit, device_mark};

/// Completes the page with the people of the demonstration.
///
/// # Errors
/// When the database fails.
pub(super) async fn page(app: &App, page: Page) -> Result<Page, AppError> {
    if !app.site.demo {
        return Ok(page);
    }
    let people = app.ask(queries::person::active).await?;
    let demo = people.into_iter().map(|p| (p.person.role, p.person.name, p.id.to_string()));
    Ok(Page { demo: demo.collect(), ..page })
}

/// The form.
///
/// # Errors
/// When the database fails.
pub async fn form(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let query = Fields::parse(request.query_string().as_bytes())?;
    let next = response::safe_address(query.get("next"));
    if visit.session.is_some() {
        return Ok(response::to(next));
    }
    Ok(response::page(page(&app, Page { next: next.to_owned(), ..Page::default() }).await?.render(&visit.frame)))
}

/// Signs in.
///
/// # Errors
/// [`AppError::TooMany`]; those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, request: HttpRequest, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    // An address in any of its forms; one that is none belongs to nobody, and is counted all the same.
    let email = person::email(fields.get("email")).unwrap_or_else(|_| fields.get("email").trim().to_lowercase());
    let device = device_mark(&app, &request, &email);
    let network = visit.origin.address.clone();
    app.throttle(Attempt::SignIn { network, account: email.clone(), device }).await?;
    match sign_in(&app, &visit, email, fields.string("password")).await? {
        Step::Done(signed_in) => return enter(&app, &visit, signed_in, &fields, Why::SignedIn, None),
        Step::CodeNeeded(proof) => return Ok(response::page(code::page(proof, &fields, Errors::new()).render(&visit.frame))),
        Step::Refused => {}
    }
    tracing::info!(address = visit.origin.address, "sign-in refused");
    let (email, next, carried) = (fields.string("email"), fields.string("next"), carried::of_form(&fields));
    let page = page(&app, Page { email, next, carried, refused: true, demo: Vec::new() }).await?;
    Ok(response::invalid(page.render(&visit.frame)))
}

/// Begins a session for the person of this mail address, if the password is theirs and they have no second factor. The hash is read first and verified without a database
/// connection; for an address that nobody has, as much time is spent.
async fn sign_in(app: &App, visit: &Visit, email: String, password: String) -> Result<Step, AppError> {
    let found = app.ask(move |conn| queries::account::credentials(conn, &email)).await?;
    let fits = app.passwords.verify(password, found.as_ref().and_then(|c| c.hash.clone())).await?;
    let Some(verified) = found else { return Ok(Step::Refused) };
    if !fits {
        audit::sign_in_refused(app, visit, verified.person);
        return Ok(Step::Refused);
    }
    let (actor, browser) = (visit.actor(app), visit.browser());
    app.act(move |conn| actions::sign_in(conn, &actor, &verified, &browser)).await
}
