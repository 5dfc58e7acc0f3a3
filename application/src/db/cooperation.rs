//! Relationships between organisations, and members of groups.

use diesel::prelude::*;
use domain::cooperation::{Relationship, RelationshipRecord};
use domain::ids::{OrganisationId, RelationshipId};

use super::precedent::{sources_json, stored_sources};
use super::schema::{organisation_members, relationships};
use super::{Conn, read_enum, translated};

/// A relationship as stored, but for its keys.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = relationships, treat_none_as_null = true)]
struct Stored {
    organisation_id: i32,
    counterpart_id: i32,
    kind: String,
    protocol: String,
    state: String,
    started: Option<String>,
    ended: Option<String>,
    description: String,
    sources: String,
    source: String,
    note: String,
}

fn stored(r: &Relationship) -> QueryResult<Stored> {
    Ok(Stored {
        organisation_id: r.organisation.0,
        counterpart_id: r.counterpart.0,
        kind: r.kind.as_str().to_owned(),
        protocol: r.protocol.as_str().to_owned(),
        state: r.state.as_str().to_owned(),
        started: r.started.map(|d| d.to_string()),
        ended: r.ended.map(|d| d.to_string()),
        description: r.description.to_json(),
        sources: sources_json(&r.sources)?,
        source: r.source.clone(),
        note: r.note.to_json(),
    })
}

#[derive(Queryable)]
struct Row {
    id: i32,
    _key: Option<String>,
    organisation_id: i32,
    counterpart_id: i32,
    kind: String,
    protocol: String,
    state: String,
    started: Option<String>,
    ended: Option<String>,
    description: String,
    sources: String,
    source: String,
    note: String,
    version: i32,
}

fn record(row: Row) -> QueryResult<RelationshipRecord> {
    Ok(RelationshipRecord {
        id: RelationshipId(row.id),
        relationship: Relationship {
            organisation: OrganisationId(row.organisation_id),
            counterpart: OrganisationId(row.counterpart_id),
            kind: read_enum(&row.kind)?,
            protocol: read_enum(&row.protocol)?,
            state: read_enum(&row.state)?,
            started: row.started.as_deref().map(read_enum).transpose()?,
            ended: row.ended.as_deref().map(read_enum).transpose()?,
            description: translated(&row.description)?,
            sources: stored_sources(&row.sources)?,
            source: row.source,
            note: translated(&row.note)?,
        },
        version: row.version,
    })
}

/// Every relationship, those of the data first, in their order.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<RelationshipRecord>> {
    relationships::table.order(relationships::id).load::<Row>(conn)?.into_iter().map(record).collect()
}

/// The relationships of one organisation, on either side.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, id: OrganisationId) -> QueryResult<Vec<RelationshipRecord>> {
    let is_named = relationships::organisation_id.eq(id.0).or(relationships::counterpart_id.eq(id.0));
    relationships::table.filter(is_named).order(relationships::id).load::<Row>(conn)?.into_iter().map(record).collect()
}

/// The relationship of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: RelationshipId) -> QueryResult<Option<RelationshipRecord>> {
    relationships::table.find(id.0).first::<Row>(conn).optional()?.map(record).transpose()
}

/// The relationship that the data has stored under its name.
///
/// # Errors
/// When the database fails.
pub fn by_name(conn: &mut Conn, name: &str) -> QueryResult<Option<RelationshipRecord>> {
    relationships::table.filter(relationships::key.eq(name)).first::<Row>(conn).optional()?.map(record).transpose()
}

/// Adds a relationship; `name` is its name in the data, if it comes from there.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, name: Option<&str>, r: &Relationship, version: i32) -> QueryResult<RelationshipId> {
    diesel::insert_into(relationships::table)
        .values((relationships::key.eq(name), relationships::version.eq(version), stored(r)?))
        .returning(relationships::id)
        .get_result(conn)
        .map(RelationshipId)
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: RelationshipId, version: i32, r: &Relationship) -> QueryResult<bool> {
    diesel::update(relationships::table.find(id.0).filter(relationships::version.eq(version)))
        .set((stored(r)?, relationships::version.eq(relationships::version + 1)))
        .execute(conn)
        .map(|n| n == 1)
}

/// Stores what the data says about a relationship that nobody has edited.
///
/// # Errors
/// When the database fails.
pub fn refresh(conn: &mut Conn, id: RelationshipId, r: &Relationship) -> QueryResult<usize> {
    diesel::update(relationships::table.find(id.0).filter(relationships::version.eq(0))).set(stored(r)?).execute(conn)
}

/// Every group with a member of it.
///
/// # Errors
/// When the database fails.
pub fn members(conn: &mut Conn) -> QueryResult<Vec<(OrganisationId, OrganisationId)>> {
    let rows: Vec<(i32, i32)> =
        organisation_members::table.order((organisation_members::group_id, organisation_members::member_id)).load(conn)?;
    Ok(rows.into_iter().map(|(group, member)| (OrganisationId(group), OrganisationId(member))).collect())
}

/// Attaches an organisation to a group.
///
/// # Errors
/// When the database fails; a unique violation if it is attached already.
pub fn attach(conn: &mut Conn, group: OrganisationId, member: OrganisationId) -> QueryResult<usize> {
    diesel::insert_into(organisation_members::table)
        .values((organisation_members::group_id.eq(group.0), organisation_members::member_id.eq(member.0)))
        .execute(conn)
}

/// Takes an organisation out of a group.
///
/// # Errors
/// When the database fails.
pub fn detach(conn: &mut Conn, group: OrganisationId, member: OrganisationId) -> QueryResult<usize> {
    diesel::delete(organisation_members::table.find((group.0, member.0))).execute(conn)
}
