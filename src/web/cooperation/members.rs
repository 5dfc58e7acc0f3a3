//! `/organisations/{slug}/members/new` and `/organisations/{slug}/members/end`: organisations are attached to a group and taken out.

use actix_web::{HttpResponse, web};
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::OrganisationId;
use domain::lang::Lang;
use domain::organisation::short_name;

use super::is_group;
use crate::app::App;
use crate::db::{Conn, cooperation, history, organisation};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::organisation::find;
use crate::web::response;
use crate::web::visitor::Visit;

/// Acronyms or names of the members, for the history.
fn names(conn: &mut Conn, group: OrganisationId) -> Result<String, AppError> {
    let organisations = organisation::all(conn)?;
    let members = cooperation::members(conn)?.into_iter().filter(|(of, _)| *of == group);
    let name = |id| {
        let found = organisations.iter().find(|o| o.id == id)?;
        Some(short_name(found.organisation.acronym.as_deref(), found.organisation.name.get(Lang::En)).to_owned())
    };
    Ok(members.filter_map(|(_, member)| name(member)).collect::<Vec<_>>().join(", "))
}

async fn change(app: &App, visit: &Visit, slug: String, member: Option<i32>, is_attached: bool) -> Result<HttpResponse, AppError> {
    let (actor, at, address) = (visit.member()?.id, app.clock.now(), format!("/organisations/{slug}"));
    app.write(move |conn| {
        let group = find(conn, &slug)?;
        let found = organisation::all(conn)?.into_iter().find(|o| Some(o.id.0) == member && o.id != group.id);
        let Some(member) = found.filter(|_| is_group(group.organisation.kind)) else {
            return if member.is_none() { Ok(()) } else { Err(AppError::NotFound) };
        };
        let is_there = cooperation::members(conn)?.contains(&(group.id, member.id));
        if is_there == is_attached {
            return Ok(());
        }
        let before = names(conn, group.id)?;
        if is_attached {
            cooperation::attach(conn, group.id, member.id)?
        } else {
            cooperation::detach(conn, group.id, member.id)?
        };
        let changes = Changes::new().value(Field::Members, Some(&before), Some(&names(conn, group.id)?)).into_vec();
        let (subject, subject_id) = (SubjectKind::Organisation, group.id.0);
        Ok(history::add(conn, &Entry { at, actor: Some(actor), subject, subject_id, action: Action::Edited, changes, reason: None })?)
    })
    .await?;
    Ok(match member {
        None => response::to(&address),
        Some(_) => response::done(app, &address, if is_attached { "member-attached" } else { "member-detached" }),
    })
}

/// Attaches an organisation. Without a choice nothing happens.
///
/// # Errors
/// [`AppError::NotFound`] for an organisation that does not exist, or a group that is none.
pub async fn attach(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    change(&app, &visit, slug.into_inner(), fields.get("member").parse().ok(), true).await
}

/// Takes an organisation out.
///
/// # Errors
/// [`AppError::NotFound`] for an organisation that does not exist, or a group that is none.
pub async fn detach(app: web::Data<App>, visit: Visit, slug: web::Path<String>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    change(&app, &visit, slug.into_inner(), fields.get("member").parse().ok(), false).await
}
