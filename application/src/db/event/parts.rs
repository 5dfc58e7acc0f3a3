//! What an event has several of: activities, co-organisers, countries, stakeholder groups.

use diesel::prelude::*;
use domain::event::Event;
use domain::ids::EventId;

use crate::db::schema::{event_activities, event_co_organisers, event_countries, event_groups};
use crate::db::{Conn, corrupt};

/// Stores the parts of an event in place of those before.
pub(super) fn replace(conn: &mut Conn, id: EventId, event: &Event) -> QueryResult<()> {
    diesel::delete(event_activities::table.filter(event_activities::event_id.eq(id.0))).execute(conn)?;
    diesel::delete(event_co_organisers::table.filter(event_co_organisers::event_id.eq(id.0))).execute(conn)?;
    diesel::delete(event_countries::table.filter(event_countries::event_id.eq(id.0))).execute(conn)?;
    diesel::delete(event_groups::table.filter(event_groups::event_id.eq(id.0))).execute(conn)?;
    for activity in &event.activities {
        diesel::insert_into(event_activities::table)
            .values((event_activities::event_id.eq(id.0), event_activities::activity_id.eq(activity.0)))
            .execute(conn)?;
    }
    for (position, organisation) in (0..).zip(&event.co_organisers) {
        diesel::insert_into(event_co_organisers::table)
            .values((
                event_co_organisers::event_id.eq(id.0),
                event_co_organisers::organisation_id.eq(organisation.0),
                event_co_organisers::position.eq(position),
            ))
            .execute(conn)?;
    }
    let Some(people) = &event.participation else { return Ok(()) };
    for (country, n) in &people.countries {
        diesel::insert_into(event_countries::table)
            .values((event_countries::event_id.eq(id.0), event_countries::country.eq(country), event_countries::people.eq(count(*n)?)))
            .execute(conn)?;
    }
    for (group, n) in &people.groups {
        diesel::insert_into(event_groups::table)
            .values((
                event_groups::event_id.eq(id.0),
                event_groups::stakeholder_group.eq(group.as_str()),
                event_groups::people.eq(count(*n)?),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn count(n: u32) -> QueryResult<i32> {
    i32::try_from(n).map_err(corrupt)
}
