//! Cooperation: relationships between organisations, and members of groups.

pub mod edit;
pub mod list;
pub mod members;

use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::organisation::{OrganisationKind, OrganisationRecord};
use views::cooperation::section::Cooperation;

use super::plan;
use crate::db::{Conn, cooperation, directory, precedent};
use crate::error::AppError;

fn directory(conn: &mut Conn) -> Result<Directory, AppError> {
    let plan = plan::current(conn)?;
    Ok(directory::load(conn, plan.id)?)
}

/// Whether organisations can be attached to one of this kind.
const fn is_group(kind: OrganisationKind) -> bool {
    matches!(kind, OrganisationKind::Group | OrganisationKind::Network)
}

/// What the page of an organisation shows about cooperation. Past events name their organisers by name.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, record: &OrganisationRecord) -> Result<Cooperation, AppError> {
    let all = cooperation::members(conn)?;
    let with = |is: &dyn Fn(&(OrganisationId, OrganisationId)) -> Option<OrganisationId>| all.iter().filter_map(is).collect();
    let took_part = |p: &domain::precedent::Precedent| p.organisers.iter().any(|o| o.name == record.organisation.name);
    let precedents = precedent::all(conn)?.into_iter().filter(|(p, _)| took_part(p)).map(|(p, _)| (p.span, p.title)).collect();
    Ok(Cooperation {
        records: cooperation::of(conn, record.id)?,
        precedents,
        groups: with(&|(group, member)| (*member == record.id).then_some(*group)),
        members: with(&|(group, member)| (*group == record.id).then_some(*member)),
        is_group: is_group(record.organisation.kind),
        directory: directory(conn)?,
    })
}
