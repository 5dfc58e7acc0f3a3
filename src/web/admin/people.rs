//! `/admin/people`, `/admin/people/new` and `/admin/people/{id}`: who has an account, inviting somebody, changing somebody.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::access::Role;
use domain::form::{Errors, Problem};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{OrganisationId, PersonId};
use domain::lang::Lang;
use domain::organisation::OrganisationRecord;
use domain::person::{Account, Person, PersonInput, Profile};
use views::person::{edit::Page, list};

use super::account::send_invitation;
use crate::app::App;
use crate::auth::link;
use crate::db::{Conn, history, organisation, person};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Everybody.
///
/// # Errors
/// Those of the database.
pub async fn list(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let people = app.read(person::all).await?;
    Ok(response::page(list::Page { people }.render(&visit.frame)))
}

fn typed(fields: &Fields) -> PersonInput {
    let text = |name| fields.string(name);
    PersonInput { name: text("name"), email: text("email"), role: text("role"), organisation: text("organisation"), lang: text("lang") }
}

/// The organisations that may be chosen: the active ones and the one the person has.
fn organisations(conn: &mut Conn, own: Option<OrganisationId>) -> Result<Vec<OrganisationRecord>, AppError> {
    let mut all = organisation::all(conn)?;
    all.retain(|o| o.is_active || Some(o.id) == own);
    Ok(all)
}

fn page(conn: &mut Conn, lang: Lang, profile: Option<Profile>, typed: PersonInput, errors: Errors) -> Result<Page, AppError> {
    let own = profile.as_ref().and_then(|p| p.person.organisation);
    let organisations = organisations(conn, own)?.iter().map(|o| (o.id.to_string(), o.organisation.name.get(lang).to_owned())).collect();
    let history = match &profile {
        Some(profile) => history::of(conn, SubjectKind::Person, profile.id.0)?,
        None => Vec::new(),
    };
    let version = profile.as_ref().map_or(0, |p| p.version);
    Ok(Page { profile, typed, version, errors, organisations, history, overtaken: false })
}

/// Reads the form, also against what others have.
fn parse(conn: &mut Conn, typed: &PersonInput, existing: Option<&Profile>) -> Result<Result<Person, Errors>, AppError> {
    let own = existing.and_then(|p| p.person.organisation);
    let keys: Vec<OrganisationId> = organisations(conn, own)?.iter().map(|o| o.id).collect();
    let person = match typed.parse(&keys) {
        Ok(person) => person,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut errors = Errors::new();
    if person::email_taken(conn, &person.email, existing.map(|p| p.id))? {
        errors.add("email", Problem::Taken);
    }
    if existing.is_some_and(|p| {
        p.person.role == Role::Administrator && person.role != Role::Administrator && matches!(p.account, Account::Active { .. })
    }) && person::active_administrators(conn)? <= 1
    {
        errors.add("role", Problem::LastAdministrator);
    }
    Ok(if errors.is_empty() { Ok(person) } else { Err(errors) })
}

fn changes(old: &Person, new: &Person, name: impl Fn(Option<OrganisationId>) -> Option<String>) -> Changes {
    Changes::new()
        .value(Field::Name, Some(&old.name), Some(&new.name))
        .value(Field::Email, Some(&old.email), Some(&new.email))
        .value(Field::Role, Some(old.role.as_str()), Some(new.role.as_str()))
        .value(Field::Organisation, name(old.organisation).as_deref(), name(new.organisation).as_deref())
        .value(Field::Language, Some(old.lang.as_str()), Some(new.lang.as_str()))
}

/// The form of an invitation.
///
/// # Errors
/// Those of the database.
pub async fn new_form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let lang = visit.frame.lang;
    let typed = PersonInput { lang: lang.as_str().to_owned(), ..PersonInput::default() };
    let page = app.read(move |conn| page(conn, lang, None, typed, Errors::new())).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// Makes the account and queues the invitation.
///
/// # Errors
/// Those of the database.
pub async fn new_submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (lang, sender, now) = (visit.frame.lang, visit.profile.clone().ok_or(AppError::SignInNeeded)?, app.clock.now());
    let (typed, shared) = (typed(&fields), app.clone());
    let back = app
        .write(move |conn| match parse(conn, &typed, None)? {
            Err(errors) => page(conn, lang, None, typed, errors).map(Some),
            Ok(new) => {
                let id = person::insert(conn, &new, now)?;
                add(conn, sender.id, id, Action::Created, Changes::new().value(Field::Role, None, Some(new.role.as_str())), now)?;
                let profile = person::find(conn, id)?.ok_or(AppError::NotFound)?;
                send_invitation(conn, &shared, &sender, &profile, now).map(|()| None)
            }
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(back.map_or_else(|| response::done(&app, "/admin/people", "person-invited"), |page| response::invalid(page.render(&visit.frame))))
}

/// Writes a change of an account into its history.
pub(super) fn add(
    conn: &mut Conn,
    actor: PersonId,
    id: PersonId,
    action: Action,
    changes: Changes,
    at: DateTime<Utc>,
) -> Result<(), AppError> {
    let (subject, changes) = (SubjectKind::Person, changes.into_vec());
    Ok(history::add(conn, &Entry { at, actor: Some(actor), subject, subject_id: id.0, action, changes, reason: None })?)
}

/// The form of a person.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let lang = visit.frame.lang;
    let page = app.read(move |conn| page_of(conn, lang, PersonId(*id))).await?;
    Ok(response::page(page.render(&visit.frame)))
}

/// The form of a person, as stored.
pub(super) fn page_of(conn: &mut Conn, lang: Lang, id: PersonId) -> Result<Page, AppError> {
    let profile = person::find(conn, id)?.ok_or(AppError::NotFound)?;
    let p = &profile.person;
    let typed = PersonInput {
        name: p.name.clone(),
        email: p.email.clone(),
        role: p.role.as_str().to_owned(),
        organisation: p.organisation.map_or_else(String::new, |o| o.to_string()),
        lang: p.lang.as_str().to_owned(),
    };
    page(conn, lang, Some(profile), typed, Errors::new())
}

/// Stores an edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (lang, actor, now, id) = (visit.frame.lang, visit.profile.clone().ok_or(AppError::SignInNeeded)?, app.clock.now(), PersonId(*id));
    let (typed, version, shared) = (typed(&fields), fields.number("version")?, app.clone());
    let back = app
        .write(move |conn| {
            let profile = person::find(conn, id)?.ok_or(AppError::NotFound)?;
            let new = match parse(conn, &typed, Some(&profile))? {
                Ok(new) => new,
                Err(errors) => return Ok(Some(Page { version, ..page(conn, lang, Some(profile), typed, errors)? })),
            };
            let names = organisation::all(conn)?;
            let name =
                |id: Option<OrganisationId>| names.iter().find(|o| Some(o.id) == id).map(|o| o.organisation.name.get(Lang::En).to_owned());
            let changes = changes(&profile.person, &new, name);
            if changes.is_empty() {
                return Ok(None);
            }
            if profile.version != version {
                return Ok(Some(Page { overtaken: true, ..page(conn, lang, Some(profile), typed, Errors::new())? }));
            }
            if !person::update(conn, id, version, &new)? {
                return Err(AppError::Stale);
            }
            add(conn, actor.id, id, Action::Edited, changes, now)?;
            if new.email != profile.person.email {
                person::mail_arrives(conn, &new.email)?;
                move_links(conn, &shared, &actor, &Profile { person: new, ..profile }, now)?;
            }
            Ok(None)
        })
        .await?;
    app.mail_waits.notify_one();
    Ok(match back {
        None => response::done(&app, &format!("/admin/people/{id}"), "person-saved"),
        Some(page) if page.overtaken => response::conflict(page.render(&visit.frame)),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// The address has changed: links that went to the old one stop working, and whoever has not joined yet is invited at the new one.
fn move_links(conn: &mut Conn, app: &App, actor: &Profile, profile: &Profile, now: DateTime<Utc>) -> Result<(), AppError> {
    link::withdraw_all(conn, profile.id, now)?;
    if matches!(profile.account, Account::Invited { .. }) { send_invitation(conn, app, actor, profile, now) } else { Ok(()) }
}
