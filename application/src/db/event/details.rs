//! What a record says beyond the columns of lists and totals: the regional group it is for, languages, scores, texts, links, contact.

use diesel::prelude::*;
use domain::event::{Event, EventInput};
use domain::ids::EventId;
use domain::review::Stage;

use crate::db::schema::{event_co_organisers, event_details as table, events};
use crate::db::{Conn, corrupt, read_enum};

/// Details as they are stored.
#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
pub(super) struct Row {
    pub event_id: i32,
    region: Option<String>,
    languages: String,
    score_before: Option<i32>,
    score_after: Option<i32>,
    learning: String,
    links: String,
    contact: Option<String>,
}

impl Row {
    /// Puts the details into an event.
    pub fn fill(self, event: &mut Event) -> QueryResult<()> {
        let score = |n: Option<i32>| n.map(|n| u32::try_from(n).map_err(corrupt)).transpose();
        event.region = self.region.as_deref().map(read_enum).transpose()?;
        event.languages = serde_json::from_str(&self.languages).map_err(corrupt)?;
        event.scores = score(self.score_before)?.zip(score(self.score_after)?);
        event.learning = self.learning;
        event.links = serde_json::from_str(&self.links).map_err(corrupt)?;
        event.contact = self.contact;
        Ok(())
    }
}

/// The details of events.
pub(super) fn of(conn: &mut Conn, ids: &[i32]) -> QueryResult<Vec<Row>> {
    table::table.filter(table::event_id.eq_any(ids.to_vec())).select(Row::as_select()).load(conn)
}

/// Stores the details of an event in place of those before.
pub(super) fn replace(conn: &mut Conn, id: EventId, event: &Event) -> QueryResult<()> {
    let score = |n: u32| i32::try_from(n).map_err(corrupt);
    let before = event.scores.map(|(before, _)| score(before)).transpose()?;
    let after = event.scores.map(|(_, after)| score(after)).transpose()?;
    diesel::delete(table::table.find(id.0)).execute(conn)?;
    diesel::insert_into(table::table)
        .values((
            table::event_id.eq(id.0),
            table::region.eq(event.region.map(domain::event::RegionalGroup::as_str)),
            table::languages.eq(serde_json::to_string(&event.languages).map_err(corrupt)?),
            table::score_before.eq(before),
            table::score_after.eq(after),
            table::learning.eq(&event.learning),
            table::links.eq(serde_json::to_string(&event.links).map_err(corrupt)?),
            table::contact.eq(&event.contact),
        ))
        .execute(conn)
        .map(drop)
}

/// Records that are given their details at once.
const CHUNK: i64 = 500;
/// The fields of the form from which details are read.
const FIELDS: [&str; 7] = ["region", "languages", "score-before", "score-after", "learning", "links", "contact"];

/// Gives details to the records that were there before details were stored: from what was typed, this one time. Returns to how many.
///
/// # Errors
/// When the database fails; a record whose form cannot be read.
pub fn fill_missing(conn: &mut Conn) -> QueryResult<usize> {
    let mut filled = 0;
    loop {
        let rows: Vec<(i32, String, String)> = events::table
            .left_join(table::table)
            .filter(table::event_id.nullable().is_null())
            .order(events::id)
            .limit(CHUNK)
            .select((events::id, events::stage, events::typed))
            .load(conn)?;
        if rows.is_empty() {
            return Ok(filled);
        }
        filled += rows.len();
        for (id, stage, typed) in rows {
            let typed: EventInput = serde_json::from_str(&typed).map_err(corrupt)?;
            fill(conn, EventId(id), read_enum(&stage)?, &typed)?;
        }
    }
}

fn fill(conn: &mut Conn, id: EventId, stage: Stage, typed: &EventInput) -> QueryResult<()> {
    // Details name nothing of a directory, so nothing is offered.
    let (mut event, gaps) = typed.read(&domain::event::Offer::default(), chrono::NaiveDate::MAX);
    let is_complete = matches!(stage, Stage::Submitted | Stage::Verified);
    for field in FIELDS.iter().filter(|field| is_complete && gaps.of(field).is_some()) {
        tracing::warn!(event = id.0, field, "a detail of an accepted event cannot be read from what was typed");
    }
    // An address that is not accepted any more is better than none.
    event.contact = event.contact.or_else(|| Some(typed.contact.trim().to_owned()).filter(|c| is_complete && !c.is_empty()));
    replace(conn, id, &event)?;
    let co_organisers = typed.co_organisers.iter().filter_map(|key| key.parse::<i32>().ok());
    for (position, organisation) in (0..).zip(co_organisers) {
        diesel::update(event_co_organisers::table.find((id.0, organisation)))
            .set(event_co_organisers::position.eq(position))
            .execute(conn)?;
    }
    Ok(())
}
