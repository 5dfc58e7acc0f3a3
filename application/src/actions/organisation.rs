//! Organisations are created, edited, activated and deactivated; members are attached to groups and detached.

use domain::form::{Errors, Problem};
use domain::history::{Action, Changes, Field, Subject};
use domain::ids::OrganisationId;
use domain::lang::{Lang, Translated};
use domain::organisation::{Organisation, OrganisationInput, short_name};

use super::Edited;
use crate::actor::Actor;
use crate::db::{Conn, cooperation, country, history, organisation};
use crate::error::Error;
use crate::queries::organisation::find;

fn parse(conn: &mut Conn, typed: &OrganisationInput) -> Result<Organisation, Error> {
    let countries: Vec<String> = country::all(conn)?.into_iter().map(|(code, _)| code).collect();
    typed.parse(&countries).map_err(Error::Invalid)
}

/// A name in addresses that is not taken.
fn free_slug(conn: &mut Conn, organisation: &Organisation) -> Result<String, Error> {
    let base = organisation.slug();
    let (mut slug, mut number) = (base.clone(), 2);
    while organisation::slug_exists(conn, &slug)? {
        slug = format!("{base}-{number}");
        number += 1;
    }
    Ok(slug)
}

/// Refuses what could be taken for another organisation.
fn check_names(conn: &mut Conn, new: &Organisation, own: Option<OrganisationId>) -> Result<(), Error> {
    let mut errors = Errors::new();
    for other in organisation::all(conn)?.iter().filter(|other| Some(other.id) != own) {
        for field in new.alike_fields(&other.organisation).into_iter().filter(|field| errors.of(field).is_none()).collect::<Vec<_>>() {
            errors.add(field, Problem::TakenBy { name: other.organisation.name.clone() });
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Creates an organisation, unless another one is named alike. Gives its name in addresses.
///
/// # Errors
/// [`Error::NotFound`] for those who may not; [`Error::Invalid`].
pub fn create(conn: &mut Conn, actor: &Actor, typed: &OrganisationInput) -> Result<String, Error> {
    actor.officer()?;
    let new = parse(conn, typed)?;
    check_names(conn, &new, None)?;
    let slug = free_slug(conn, &new)?;
    let id = organisation::insert(conn, &slug, &new, &Translated::default(), 1)?;
    history::record(conn, actor, Subject::Organisation(id), Action::Created, Organisation::changes(None, &new), None)?;
    Ok(slug)
}

/// Edits an organisation that was seen in a version.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not; [`Error::Invalid`].
pub fn edit(conn: &mut Conn, actor: &Actor, slug: &str, version: i32, typed: &OrganisationInput) -> Result<Edited, Error> {
    actor.officer()?;
    let record = find(conn, slug)?;
    let new = parse(conn, typed)?;
    let changes = Organisation::changes(Some(&record.organisation), &new);
    if changes.is_empty() {
        return Ok(Edited::Unchanged);
    }
    if record.version != version {
        return Ok(Edited::Overtaken);
    }
    if !record.organisation.has_same_names(&new) {
        check_names(conn, &new, Some(record.id))?;
    }
    if !organisation::update(conn, record.id, version, &new)? {
        return Err(Error::Stale);
    }
    history::record(conn, actor, Subject::Organisation(record.id), Action::Edited, changes, None)?;
    Ok(Edited::Saved)
}

/// Sets whether an organisation can be chosen for new things. It is never removed.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not; [`Error::Stale`].
pub fn set_active(conn: &mut Conn, actor: &Actor, slug: &str, version: i32, is_active: bool) -> Result<(), Error> {
    actor.officer()?;
    let record = find(conn, slug)?;
    if record.is_active == is_active {
        return Ok(());
    }
    if !organisation::set_active(conn, record.id, version, is_active)? {
        return Err(Error::Stale);
    }
    let action = if is_active { Action::Reactivated } else { Action::Deactivated };
    Ok(history::record(conn, actor, Subject::Organisation(record.id), action, Changes::new(), None)?)
}

/// Attaches an organisation to a group or network.
///
/// # Errors
/// [`Error::NotFound`] for organisations that do not exist, for a group that has no members, and for those who may not.
pub fn attach_member(conn: &mut Conn, actor: &Actor, group: &str, member: OrganisationId) -> Result<(), Error> {
    set_member(conn, actor, group, member, true)
}

/// Detaches an organisation from a group or network.
///
/// # Errors
/// As [`attach_member`].
pub fn detach_member(conn: &mut Conn, actor: &Actor, group: &str, member: OrganisationId) -> Result<(), Error> {
    set_member(conn, actor, group, member, false)
}

fn set_member(conn: &mut Conn, actor: &Actor, group: &str, member: OrganisationId, is_attached: bool) -> Result<(), Error> {
    actor.officer()?;
    let group = find(conn, group)?;
    let is_known = member != group.id && organisation::all(conn)?.iter().any(|o| o.id == member);
    if !is_known || !group.organisation.kind.has_members() {
        return Err(Error::NotFound);
    }
    if cooperation::members(conn)?.contains(&(group.id, member)) == is_attached {
        return Ok(());
    }
    let before = member_names(conn, group.id)?;
    if is_attached {
        cooperation::attach(conn, group.id, member)?
    } else {
        cooperation::detach(conn, group.id, member)?
    };
    let changes = Changes::new().names(Field::Members, before, member_names(conn, group.id)?);
    Ok(history::record(conn, actor, Subject::Organisation(group.id), Action::Edited, changes, None)?)
}

/// Acronyms or names of the members, for the history.
fn member_names(conn: &mut Conn, group: OrganisationId) -> Result<Vec<String>, Error> {
    let organisations = organisation::all(conn)?;
    let name = |id| {
        let found = organisations.iter().find(|o| o.id == id)?;
        Some(short_name(found.organisation.acronym.as_deref(), found.organisation.name.get(Lang::En)).to_owned())
    };
    let members = cooperation::members(conn)?.into_iter().filter(|(of, _)| *of == group);
    Ok(members.filter_map(|(_, member)| name(member)).collect())
}
