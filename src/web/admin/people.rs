//! `/admin/people`, `/admin/people/new` and `/admin/people/{id}`: who has an account, inviting somebody, changing somebody.

use actix_web::{HttpResponse, web};
use application::actions::person::{self as actions, Edited};
use application::queries::person::{self as queries, PersonDetail};
use application::queries::second_factor;
use domain::address;
use domain::form::Errors;
use domain::ids::PersonId;
use domain::lang::Lang;
use domain::person::{PersonInput, Profile};
use views::person::{edit::Page, list};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Everybody.
///
/// # Errors
/// When the database fails.
pub async fn list(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let (people, with_second_factor) = app.ask(|conn| Ok((queries::all(conn)?, second_factor::owners(conn)?))).await?;
    Ok(response::page(list::Page { people, with_second_factor }.render(&visit.frame)))
}

fn typed(fields: &Fields) -> PersonInput {
    let text = |name| fields.string(name);
    PersonInput { name: text("name"), email: text("email"), role: text("role"), organisation: text("organisation"), lang: text("lang") }
}

/// What is stored about somebody, as it would be typed.
fn stored(profile: &Profile) -> PersonInput {
    let p = &profile.person;
    PersonInput {
        name: p.name.clone(),
        email: p.email.clone(),
        role: p.role.as_str().to_owned(),
        organisation: p.organisation.map_or_else(String::new, |o| o.to_string()),
        lang: p.lang.as_str().to_owned(),
    }
}

/// The form about somebody, or about somebody new, as it stands in the database but for what was typed and is wrong.
pub(super) async fn page(
    app: &App,
    lang: Lang,
    id: Option<PersonId>,
    typed: Option<PersonInput>,
    errors: Errors,
) -> Result<Page, AppError> {
    let now = app.clock.now();
    let PersonDetail { profile, organisations, sessions, second_factor, history } =
        app.ask(move |conn| queries::detail(conn, id, now)).await?;
    let new = || PersonInput { lang: lang.as_str().to_owned(), ..PersonInput::default() };
    let typed = typed.unwrap_or_else(|| profile.as_ref().map_or_else(new, stored));
    let organisations = organisations.iter().map(|o| (o.id.to_string(), o.organisation.name.get(lang).to_owned())).collect();
    let version = profile.as_ref().map_or(0, |p| p.version);
    let second_factor = second_factor.map(|factor| (factor.since, factor.removal_asked_at));
    Ok(Page { profile, typed, version, errors, organisations, sessions, second_factor, history, overtaken: false })
}

/// The form of an invitation.
///
/// # Errors
/// When the database fails.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let page = page(&app, visit.frame.lang, None, None, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Makes the account and queues the invitation.
///
/// # Errors
/// When the database fails.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, input) = (visit.actor(&app), typed(&fields));
    if let Err(errors) = app.submit(move |conn| actions::invite(conn, &actor, &input)).await? {
        let page = page(&app, visit.frame.lang, None, Some(typed(&fields)), errors).await?;
        return Ok(response::invalid(page.render(&visit.frame)));
    }
    app.mail_waits.notify_one();
    Ok(response::done(&app, address::PEOPLE, "person-invited"))
}

/// The form of a person.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let page = page(&app, visit.frame.lang, Some(PersonId(*id)), None, Errors::new()).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, id, input, version) = (visit.actor(&app), PersonId(*id), typed(&fields), fields.number("version")?);
    let edited = app.submit(move |conn| actions::edit(conn, &actor, id, &input, version)).await?;
    let back = |errors| page(&app, visit.frame.lang, Some(id), Some(typed(&fields)), errors);
    match edited {
        Ok(Edited::Saved) => {
            // A new mail address may have got an invitation.
            app.mail_waits.notify_one();
            Ok(response::done(&app, &address::person(id), "person-saved"))
        }
        Ok(Edited::Overtaken) => {
            let page = Page { overtaken: true, ..back(Errors::new()).await? };
            Ok(response::conflict(page.render(&visit.frame)))
        }
        Err(errors) => {
            let page = Page { version, ..back(errors).await? };
            Ok(response::invalid(page.render(&visit.frame)))
        }
    }
}
