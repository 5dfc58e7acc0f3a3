//! Relationships between organisations are recorded and changed.

use domain::cooperation::{Relationship, RelationshipInput};
use domain::form::{Errors, Problem};
use domain::history::{Action, Changes, Subject};
use domain::ids::RelationshipId;
use domain::lang::Lang;

use super::Edited;
use crate::actor::Actor;
use crate::db::{Conn, cooperation, history};
use crate::error::Error;
use crate::queries::cooperation::{Form, form};

fn changes(form: &Form, after: &Relationship) -> Changes {
    Relationship::changes(form.stored(), after, |id| form.directory.organisation_name(Lang::En, id))
}

/// Records a relationship, unless it is recorded already.
///
/// # Errors
/// [`Error::NotFound`] for those who may not; [`Error::Invalid`].
pub fn record(conn: &mut Conn, actor: &Actor, typed: &RelationshipInput) -> Result<RelationshipId, Error> {
    actor.officer()?;
    let form = form(conn, None)?;
    let new = typed.parse(&form.choices(), None).map_err(Error::Invalid)?;
    if cooperation::all(conn)?.iter().any(|r| r.relationship.is_same_as(&new)) {
        let mut errors = Errors::new();
        errors.add("counterpart", Problem::Taken);
        return Err(Error::Invalid(errors));
    }
    let id = cooperation::insert(conn, None, &new, 1)?;
    history::record(conn, actor, Subject::Relationship(id), Action::Created, changes(&form, &new), None)?;
    Ok(id)
}

/// Changes a relationship that was seen in a version.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not; [`Error::Invalid`].
pub fn change(conn: &mut Conn, actor: &Actor, id: RelationshipId, version: i32, typed: &RelationshipInput) -> Result<Edited, Error> {
    actor.officer()?;
    let form = form(conn, Some(id))?;
    let new = typed.parse(&form.choices(), form.stored()).map_err(Error::Invalid)?;
    if form.stored() == Some(&new) {
        return Ok(Edited::Unchanged);
    }
    if form.record.as_ref().is_some_and(|r| r.version != version) {
        return Ok(Edited::Overtaken);
    }
    if !cooperation::update(conn, id, version, &new)? {
        return Err(Error::Stale);
    }
    history::record(conn, actor, Subject::Relationship(id), Action::Edited, changes(&form, &new), None)?;
    Ok(Edited::Saved)
}
