//! Cooperation: relationships between organisations, and members of groups.

use domain::cooperation::{Protocol, Relationship, RelationshipKind, RelationshipRecord};
use domain::directory::Directory;
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::{OrganisationId, RelationshipId};
use domain::lang::Translated;
use domain::organisation::OrganisationRecord;
use domain::precedent::{Precedent, Span};

use super::event::directory;
use crate::db::{Conn, cooperation, history, organisation, precedent};
use crate::error::Error;

/// How an organisation works together with others.
#[derive(Debug, Clone)]
pub struct Cooperation {
    /// What keys stand for.
    pub directory: Directory,
    /// Its relationships, on either side.
    pub records: Vec<RelationshipRecord>,
    /// Days and titles of past events in which it took part with the Secretariat.
    pub precedents: Vec<(Span, Translated)>,
    /// Groups of which it is a member.
    pub groups: Vec<OrganisationId>,
    /// Its members.
    pub members: Vec<OrganisationId>,
}

/// How an organisation works together with others. Past events name their organisers by name.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, record: &OrganisationRecord) -> Result<Cooperation, Error> {
    let all = cooperation::members(conn)?;
    let with = |is: &dyn Fn(&(OrganisationId, OrganisationId)) -> Option<OrganisationId>| all.iter().filter_map(is).collect();
    let took_part = |p: &Precedent| p.organisers.iter().any(|o| o.name == record.organisation.name);
    let precedents = precedent::all(conn)?.into_iter().filter(|(p, _)| took_part(p)).map(|(p, _)| (p.span, p.title)).collect();
    Ok(Cooperation {
        records: cooperation::of(conn, record.id)?,
        precedents,
        groups: with(&|(group, member)| (*member == record.id).then_some(*group)),
        members: with(&|(group, member)| (*group == record.id).then_some(*member)),
        directory: directory(conn)?,
    })
}

/// The relationships for a Protocol, and all groups with their members.
#[derive(Debug, Clone)]
pub struct Listing {
    /// What keys stand for.
    pub directory: Directory,
    /// The relationships.
    pub records: Vec<RelationshipRecord>,
    /// Groups and networks.
    pub groups: Vec<OrganisationId>,
    /// Group and member.
    pub members: Vec<(OrganisationId, OrganisationId)>,
}

/// The relationships for a Protocol, of one kind or all.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, protocol: Protocol, kind: Option<RelationshipKind>) -> Result<Listing, Error> {
    let mut records = cooperation::all(conn)?;
    records.retain(|r| r.relationship.protocol == protocol && kind.is_none_or(|k| r.relationship.kind == k));
    let groups = organisation::all(conn)?.into_iter().filter(|o| o.organisation.kind.has_members()).map(|o| o.id).collect();
    Ok(Listing { directory: directory(conn)?, records, groups, members: cooperation::members(conn)? })
}

/// What the form of a relationship offers.
#[derive(Debug, Clone)]
pub struct Form {
    /// The stored relationship; `None` for a new one.
    pub record: Option<RelationshipRecord>,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

impl Form {
    /// The stored relationship.
    #[must_use]
    pub fn stored(&self) -> Option<&Relationship> {
        self.record.as_ref().map(|r| &r.relationship)
    }

    /// Organisations that can be named: active ones, and those that are named already.
    #[must_use]
    pub fn choices(&self) -> Vec<OrganisationId> {
        let named = self.stored().map(|r| [r.organisation, r.counterpart]);
        let is_choice = |o: &&domain::directory::OrganisationEntry| o.is_active || named.is_some_and(|n| n.contains(&o.id));
        self.directory.organisations.iter().filter(is_choice).map(|o| o.id).collect()
    }
}

/// The form of a new relationship, or of a stored one.
///
/// # Errors
/// [`Error::NotFound`].
pub fn form(conn: &mut Conn, id: Option<RelationshipId>) -> Result<Form, Error> {
    let (record, history) = match id {
        Some(id) => (Some(cooperation::find(conn, id)?.ok_or(Error::NotFound)?), history::of(conn, SubjectKind::Relationship, id.0)?),
        None => (None, Vec::new()),
    };
    Ok(Form { record, directory: directory(conn)?, history })
}
