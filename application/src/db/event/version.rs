//! What counted of an event, and from when to when: every page of figures reads this, for today as for any day before.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::directory::Directory;
use domain::event::{Event, EventRecord};
use domain::ids::{EventId, OrganisationId};

use super::{find, merged_with, sums, whole};
use crate::db::schema::{event_versions as table, events, version_activities, version_countries, version_groups, version_organisers};
use crate::db::{Conn, corrupt};

/// From when a changed version holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// From the moment of the change: what was known before stays what was known before.
    Now,
    /// From the day on which the record was first verified: the figures of the days in between change too.
    Beginning,
}

/// A record that counts lacks something that it needs.
#[derive(Debug, thiserror::Error)]
#[error("event {0} counts, but is not whole")]
struct NotWhole(EventId);

/// Brings what counts of an event into line with its record, and the sums of what counts with it. Call it in the transaction of every change to a record that counts or may.
///
/// # Errors
/// When the database fails.
pub fn refresh(conn: &mut Conn, directory: &Directory, id: EventId, since: Since, now: DateTime<Utc>) -> QueryResult<()> {
    let open = table::table.filter(table::event_id.eq(id.0)).filter(table::to_at.is_null());
    let ending: Option<(i32, NaiveDateTime)> = open.select((table::id, table::from_at)).first(conn).optional()?;
    let from = ending.map(|(_, began)| began).filter(|_| since == Since::Beginning).unwrap_or_else(|| now.naive_utc());
    if let Some((version, _)) = ending {
        diesel::update(table::table.find(version)).set(table::to_at.eq(Some(from))).execute(conn)?;
        sums::end(conn, version)?;
    }
    let Some(record) = find(conn, directory, id)?.filter(EventRecord::counts) else { return Ok(()) };
    let mut organisers: Vec<OrganisationId> = record.event.organisers().collect();
    for other in merged_with(conn, directory, id)? {
        organisers.extend(other.event.organisers());
    }
    organisers.sort();
    organisers.dedup();
    let region: Option<String> = events::table.find(id.0).select(events::region).first(conn)?;
    let version = insert(conn, &record, from, region.as_deref(), &organisers)?;
    sums::begin(conn, version)
}

/// Takes what counts of an event out of the sums, before its versions are removed.
///
/// # Errors
/// When the database fails.
pub fn end_all(conn: &mut Conn, id: EventId) -> QueryResult<()> {
    let open: Option<i32> =
        table::table.filter(table::event_id.eq(id.0)).filter(table::to_at.is_null()).select(table::id).first(conn).optional()?;
    open.map_or(Ok(()), |version| sums::end(conn, version))
}

fn insert(
    conn: &mut Conn,
    record: &EventRecord,
    from: NaiveDateTime,
    region: Option<&str>,
    organisers: &[OrganisationId],
) -> QueryResult<i32> {
    let lacking = || corrupt(NotWhole(record.id));
    let event = &record.event;
    let (Some(title), Some(kind), Some(mode), Some(days), Some(organiser), Some(people)) =
        (&event.title, event.kind, event.mode, event.days, event.organiser, &event.participation)
    else {
        return Err(lacking());
    };
    let id: i32 = diesel::insert_into(table::table)
        .values((
            table::event_id.eq(record.id.0),
            table::from_at.eq(from),
            table::title.eq(title),
            table::kind.eq(kind.as_str()),
            table::mode.eq(mode.as_str()),
            table::starts_on.eq(days.0),
            table::ends_on.eq(days.1),
            table::city.eq(&event.city),
            table::country.eq(&event.country),
            table::region.eq(region),
            table::organiser_id.eq(organiser.0),
            table::registered.eq(people.registered.and_then(whole)),
            table::attended.eq(whole(people.attended).ok_or_else(lacking)?),
            table::women.eq(whole(people.women).ok_or_else(lacking)?),
            table::men.eq(whole(people.men).ok_or_else(lacking)?),
            table::other_people.eq(whole(people.other).ok_or_else(lacking)?),
            table::basis.eq(people.basis.as_str()),
            table::words.eq(super::searched(event, &record.typed)),
        ))
        .returning(table::id)
        .get_result(conn)?;
    add_parts(conn, id, event, organisers)?;
    Ok(id)
}

fn add_parts(conn: &mut Conn, id: i32, event: &Event, organisers: &[OrganisationId]) -> QueryResult<()> {
    for activity in &event.activities {
        diesel::insert_into(version_activities::table)
            .values((version_activities::version_id.eq(id), version_activities::activity_id.eq(activity.0)))
            .execute(conn)?;
    }
    for organisation in organisers {
        diesel::insert_into(version_organisers::table)
            .values((version_organisers::version_id.eq(id), version_organisers::organisation_id.eq(organisation.0)))
            .execute(conn)?;
    }
    let people = event.participation.iter();
    for (country, n) in people.clone().flat_map(|p| &p.countries) {
        diesel::insert_into(version_countries::table)
            .values((
                version_countries::version_id.eq(id),
                version_countries::country.eq(country),
                version_countries::people.eq(whole(*n).unwrap_or(0)),
            ))
            .execute(conn)?;
    }
    for (group, n) in people.flat_map(|p| &p.groups) {
        diesel::insert_into(version_groups::table)
            .values((
                version_groups::version_id.eq(id),
                version_groups::stakeholder_group.eq(group.as_str()),
                version_groups::people.eq(whole(*n).unwrap_or(0)),
            ))
            .execute(conn)?;
    }
    Ok(())
}
