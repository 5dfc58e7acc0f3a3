//! What an accepted record means: read from columns, never again from what was typed. Rules, names of countries and what may be chosen
//! change; what was accepted does not.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::event::Event;
use domain::ids::{ActivityId, EventId, OrganisationId};
use domain::participation::{Participation, StakeholderGroup};
use domain::review::Stage;

use super::details;
use crate::db::schema::{event_activities, event_co_organisers, event_countries, event_groups, events as table};
use crate::db::{Conn, corrupt, read_enum};

/// The columns of an event that lists and totals are made from.
#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Columns {
    id: i32,
    title: Option<String>,
    kind: Option<String>,
    mode: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    city: Option<String>,
    country: Option<String>,
    organiser_id: Option<i32>,
    registered: Option<i32>,
    attended: Option<i32>,
    women: Option<i32>,
    men: Option<i32>,
    other_people: Option<i32>,
    basis: Option<String>,
}

/// Something is not stored that belongs to every accepted event.
#[derive(Debug, thiserror::Error)]
#[error("event {0} was accepted, but its {1} is not stored")]
struct Lacking(EventId, &'static str);

/// What events have in other tables, by the key of the event.
#[derive(Default)]
pub(super) struct Parts {
    details: HashMap<i32, details::Row>,
    activities: HashMap<i32, Vec<ActivityId>>,
    co_organisers: HashMap<i32, Vec<OrganisationId>>,
    countries: HashMap<i32, Vec<(String, u32)>>,
    groups: HashMap<i32, Vec<(StakeholderGroup, u32)>>,
}

impl Parts {
    /// The parts of these events.
    pub fn load(conn: &mut Conn, ids: &[i32]) -> QueryResult<Self> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let details = details::of(conn, ids)?.into_iter().map(|row| (row.event_id, row)).collect();
        let activities: Vec<(i32, i32)> = event_activities::table
            .filter(event_activities::event_id.eq_any(ids.to_vec()))
            .order(event_activities::activity_id)
            .select((event_activities::event_id, event_activities::activity_id))
            .load(conn)?;
        let co_organisers: Vec<(i32, i32)> = event_co_organisers::table
            .filter(event_co_organisers::event_id.eq_any(ids.to_vec()))
            .order((event_co_organisers::position, event_co_organisers::organisation_id))
            .select((event_co_organisers::event_id, event_co_organisers::organisation_id))
            .load(conn)?;
        let mut countries: Vec<(i32, String, i32)> = event_countries::table
            .filter(event_countries::event_id.eq_any(ids.to_vec()))
            .select((event_countries::event_id, event_countries::country, event_countries::people))
            .load(conn)?;
        // The databases need not agree on the order of texts.
        countries.sort();
        let groups: Vec<(i32, String, i32)> = event_groups::table
            .filter(event_groups::event_id.eq_any(ids.to_vec()))
            .select((event_groups::event_id, event_groups::stakeholder_group, event_groups::people))
            .load(conn)?;
        let country = |(id, code, n): (i32, String, i32)| Ok((id, (code, count(n)?)));
        let group = |(id, group, n): (i32, String, i32)| Ok((id, (read_enum(&group)?, count(n)?)));
        let mut groups = by_key(groups.into_iter().map(group).collect::<QueryResult<Vec<_>>>()?);
        groups.values_mut().for_each(|of_one: &mut Vec<(StakeholderGroup, u32)>| of_one.sort());
        Ok(Self {
            details,
            activities: by_key(activities.into_iter().map(|(id, a)| (id, ActivityId(a))).collect()),
            co_organisers: by_key(co_organisers.into_iter().map(|(id, o)| (id, OrganisationId(o))).collect()),
            countries: by_key(countries.into_iter().map(country).collect::<QueryResult<_>>()?),
            groups,
        })
    }

    /// The event of these columns, of which the parts were loaded.
    ///
    /// # Errors
    /// A stored value that cannot be read, or that should be there and is not.
    pub fn event(&mut self, columns: Columns, stage: Stage) -> QueryResult<Event> {
        let id = columns.id;
        let lacking = |what| corrupt(Lacking(EventId(id), what));
        let details = self.details.remove(&id).ok_or_else(|| lacking("details"))?;
        let participation = self.participation(&columns)?;
        let mut event = Event {
            title: columns.title,
            kind: columns.kind.as_deref().map(read_enum).transpose()?,
            mode: columns.mode.as_deref().map(read_enum).transpose()?,
            days: columns.starts_on.zip(columns.ends_on),
            city: columns.city,
            country: columns.country,
            organiser: columns.organiser_id.map(OrganisationId),
            co_organisers: self.co_organisers.remove(&id).unwrap_or_default(),
            activities: self.activities.remove(&id).unwrap_or_default(),
            participation,
            ..Event::default()
        };
        details.fill(&mut event)?;
        if matches!(stage, Stage::Submitted | Stage::Verified)
            && let Some(what) = lacks(&event)
        {
            return Err(lacking(what));
        }
        Ok(event)
    }

    fn participation(&mut self, columns: &Columns) -> QueryResult<Option<Participation>> {
        let id = columns.id;
        let Some(attended) = columns.attended else { return Ok(None) };
        let needed = |n: Option<i32>, what| n.ok_or_else(|| corrupt(Lacking(EventId(id), what))).and_then(count);
        let basis = columns.basis.as_deref().ok_or_else(|| corrupt(Lacking(EventId(id), "basis")))?;
        Ok(Some(Participation {
            registered: columns.registered.map(count).transpose()?,
            attended: count(attended)?,
            women: needed(columns.women, "number of women")?,
            men: needed(columns.men, "number of men")?,
            other: needed(columns.other_people, "number of others")?,
            countries: self.countries.remove(&id).unwrap_or_default(),
            groups: self.groups.remove(&id).unwrap_or_default(),
            basis: read_enum(basis)?,
        }))
    }
}

/// What an event lacks that no submitted event may lack.
fn lacks(event: &Event) -> Option<&'static str> {
    let parts = [
        ("title", event.title.is_none()),
        ("kind", event.kind.is_none()),
        ("mode", event.mode.is_none()),
        ("time", event.days.is_none()),
        ("organiser", event.organiser.is_none()),
        ("activity", event.activities.is_empty()),
        ("number of participants", event.participation.is_none()),
    ];
    parts.into_iter().find(|(_, is_missing)| *is_missing).map(|(what, _)| what)
}

fn count(n: i32) -> QueryResult<u32> {
    u32::try_from(n).map_err(corrupt)
}

fn by_key<K: Eq + Hash, V>(pairs: Vec<(K, V)>) -> HashMap<K, Vec<V>> {
    let mut all: HashMap<K, Vec<V>> = HashMap::new();
    for (key, value) in pairs {
        all.entry(key).or_default().push(value);
    }
    all
}
