//! Organisations.

use diesel::prelude::*;
use domain::ids::OrganisationId;
use domain::lang::Translated;
use domain::organisation::{Organisation, OrganisationRecord};
use domain::partner::Engagement;

use super::schema::{activities, activity_partners, organisations, plans};
use super::{Conn, read_enum, translated};

type Row = (i32, String, String, Option<String>, String, Option<String>, String, bool, i32);

fn record((id, slug, name, acronym, kind, country, note, is_active, version): Row) -> QueryResult<OrganisationRecord> {
    let organisation = Organisation { name: translated(&name)?, acronym, kind: read_enum(&kind)?, country };
    Ok(OrganisationRecord { id: OrganisationId(id), slug, organisation, note: translated(&note)?, is_active, version })
}

/// Every organisation, in the order of its name in addresses.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<OrganisationRecord>> {
    organisations::table.order(organisations::slug).load::<Row>(conn)?.into_iter().map(record).collect()
}

/// The organisation of this name in addresses.
///
/// # Errors
/// When the database fails.
pub fn by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<OrganisationRecord>> {
    organisations::table.filter(organisations::slug.eq(slug)).first::<Row>(conn).optional()?.map(record).transpose()
}

/// The organisation of this key.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, id: OrganisationId) -> QueryResult<Option<OrganisationRecord>> {
    organisations::table.find(id.0).first::<Row>(conn).optional()?.map(record).transpose()
}

/// Adds an organisation.
///
/// # Errors
/// When the database fails; a unique violation if the slug is taken.
pub fn insert(conn: &mut Conn, slug: &str, organisation: &Organisation, note: &Translated, version: i32) -> QueryResult<OrganisationId> {
    diesel::insert_into(organisations::table)
        .values((
            organisations::slug.eq(slug),
            organisations::name.eq(organisation.name.to_json()),
            organisations::acronym.eq(&organisation.acronym),
            organisations::kind.eq(organisation.kind.as_str()),
            organisations::country.eq(&organisation.country),
            organisations::note.eq(note.to_json()),
            organisations::is_active.eq(true),
            organisations::version.eq(version),
        ))
        .returning(organisations::id)
        .get_result(conn)
        .map(OrganisationId)
}

/// Stores an edit, unless somebody else has stored one since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn update(conn: &mut Conn, id: OrganisationId, version: i32, organisation: &Organisation) -> QueryResult<bool> {
    diesel::update(organisations::table.find(id.0).filter(organisations::version.eq(version)))
        .set((
            organisations::name.eq(organisation.name.to_json()),
            organisations::acronym.eq(&organisation.acronym),
            organisations::kind.eq(organisation.kind.as_str()),
            organisations::country.eq(&organisation.country),
            organisations::version.eq(organisations::version + 1),
        ))
        .execute(conn)
        .map(|n| n == 1)
}

/// Stores what the plan's data says about an organisation that nobody has edited.
///
/// # Errors
/// When the database fails.
pub fn refresh(conn: &mut Conn, slug: &str, organisation: &Organisation, note: &Translated) -> QueryResult<usize> {
    diesel::update(organisations::table.filter(organisations::slug.eq(slug)).filter(organisations::version.eq(0)))
        .set((
            organisations::name.eq(organisation.name.to_json()),
            organisations::acronym.eq(&organisation.acronym),
            organisations::kind.eq(organisation.kind.as_str()),
            organisations::country.eq(&organisation.country),
            organisations::note.eq(note.to_json()),
        ))
        .execute(conn)
}

/// Shuts or opens an organisation for new things, unless somebody else has stored an edit since `version`. Says whether it did.
///
/// # Errors
/// When the database fails.
pub fn set_active(conn: &mut Conn, id: OrganisationId, version: i32, is_active: bool) -> QueryResult<bool> {
    diesel::update(organisations::table.find(id.0).filter(organisations::version.eq(version)))
        .set((organisations::is_active.eq(is_active), organisations::version.eq(organisations::version + 1)))
        .execute(conn)
        .map(|n| n == 1)
}

/// Whether the slug is taken.
///
/// # Errors
/// When the database fails.
pub fn slug_exists(conn: &mut Conn, slug: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(organisations::table.filter(organisations::slug.eq(slug)))).get_result(conn)
}

/// The activities on which an organisation takes part, plan by plan and by number.
///
/// # Errors
/// When the database fails.
pub fn engagements(conn: &mut Conn, id: OrganisationId) -> QueryResult<Vec<Engagement>> {
    let rows: Vec<(String, i32, String, String, String)> = activity_partners::table
        .inner_join(activities::table.inner_join(plans::table))
        .filter(activity_partners::organisation_id.eq(id.0))
        .order((activities::plan_id, activities::number))
        .select((plans::code, activities::number, activities::short_title, activity_partners::role, activity_partners::standing))
        .load(conn)?;
    rows.into_iter()
        .map(|(plan, number, short, role, standing)| {
            Ok(Engagement { plan, number, short_title: translated(&short)?, role: read_enum(&role)?, standing: read_enum(&standing)? })
        })
        .collect()
}
