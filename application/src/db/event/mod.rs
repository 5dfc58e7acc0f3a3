//! Events: the record as it was typed, and beside it what it means, in columns. A draft is read from what was typed; once a record was
//! accepted, its meaning is read from the columns ([`meaning`]).

pub mod breakdown;
pub mod details;
pub mod filter;
pub mod list;
mod meaning;
mod parts;
pub mod sums;
pub mod totals;
pub mod version;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text};
use domain::directory::Directory;
use domain::erasure::STONE;
use domain::event::{Event, EventInput, EventRecord, Mode};
use domain::history::SubjectKind;
use domain::ids::{EventId, OrganisationId, PersonId};
use domain::review::{Review, Stage, State};
use domain::text::folded;

use super::schema::{events as table, people};
use super::{Conn, corrupt, search, setting, stage};
use meaning::{Columns, Parts};

/// What a record needs besides what it says.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// Key of the form that was sent: the same form makes one record, however often it is sent.
    pub idempotency_key: &'a str,
    /// Who begins it.
    pub author: PersonId,
    /// For which organisation.
    pub organisation: Option<OrganisationId>,
    /// When.
    pub now: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = table)]
struct Row {
    id: i32,
    author_id: i32,
    organisation_id: Option<i32>,
    stage: String,
    stage_at: Option<NaiveDateTime>,
    stage_by: Option<i32>,
    stage_reason: Option<String>,
    typed: String,
    created_at: NaiveDateTime,
    merged_into_id: Option<i32>,
    version: i32,
    figures_by: Option<i32>,
}

type Found = (Row, Columns, String);

fn record(directory: &Directory, parts: &mut Parts, (row, columns, author_name): Found) -> QueryResult<EventRecord> {
    let review = Review {
        author: PersonId(row.author_id),
        organisation: row.organisation_id.map(OrganisationId),
        figures_by: row.figures_by.map(PersonId),
        state: stage::read(&row.stage, row.stage_at, row.stage_by, row.stage_reason.clone())?,
    };
    let typed: EventInput = serde_json::from_str(&row.typed).map_err(corrupt)?;
    let stage = review.state.stage();
    let event = if stage.is_accepted() { parts.event(columns, stage)? } else { typed.read(&directory.whole(), NaiveDate::MAX).0 };
    Ok(EventRecord {
        id: EventId(row.id),
        review,
        author_name,
        typed,
        event,
        created_at: row.created_at.and_utc(),
        merged_into: row.merged_into_id.map(EventId),
        version: row.version,
    })
}

fn records(conn: &mut Conn, directory: &Directory, found: Vec<Found>) -> QueryResult<Vec<EventRecord>> {
    let accepted: Vec<i32> =
        found.iter().filter(|(row, ..)| row.stage.parse::<Stage>().is_ok_and(Stage::is_accepted)).map(|(row, ..)| row.id).collect();
    let mut parts = Parts::load(conn, &accepted)?;
    found.into_iter().map(|found| record(directory, &mut parts, found)).collect()
}

/// The record of this key.
///
/// # Errors
/// When the database fails; a stored value that cannot be read.
pub fn find(conn: &mut Conn, directory: &Directory, id: EventId) -> QueryResult<Option<EventRecord>> {
    let found: Option<Found> = table::table
        .inner_join(people::table)
        .filter(table::id.eq(id.0))
        .select((Row::as_select(), Columns::as_select(), people::name))
        .first(conn)
        .optional()?;
    Ok(records(conn, directory, found.into_iter().collect())?.pop())
}

/// The title of a record, empty if it has none yet; `None` if there is no such record.
///
/// # Errors
/// When the database fails.
pub fn title(conn: &mut Conn, id: EventId) -> QueryResult<Option<String>> {
    let found: Option<Option<String>> = table::table.find(id.0).select(table::title).first(conn).optional()?;
    Ok(found.map(Option::unwrap_or_default))
}

/// The records of these keys, by day and key.
///
/// # Errors
/// When the database fails; a stored value that cannot be read.
pub fn of_keys(conn: &mut Conn, directory: &Directory, ids: &[EventId]) -> QueryResult<Vec<EventRecord>> {
    let found: Vec<Found> = table::table
        .inner_join(people::table)
        .filter(table::id.eq_any(ids.iter().map(|id| id.0).collect::<Vec<_>>()))
        .order((table::starts_on, table::id))
        .select((Row::as_select(), Columns::as_select(), people::name))
        .load(conn)?;
    records(conn, directory, found)
}

/// The record that this form of this author has made before.
///
/// # Errors
/// When the database fails.
pub fn by_idempotency_key(conn: &mut Conn, idempotency_key: &str, author: PersonId) -> QueryResult<Option<EventId>> {
    let found: Option<i32> = table::table
        .filter(table::idempotency_key.eq(idempotency_key))
        .filter(table::author_id.eq(author.0))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(found.map(EventId))
}

/// Begins a record: an empty draft, to be filled by [`store`].
///
/// # Errors
/// When the database fails; a unique violation if the form belongs to another author.
pub fn insert(conn: &mut Conn, new: &NewEvent<'_>) -> QueryResult<EventId> {
    diesel::insert_into(table::table)
        .values((
            table::idempotency_key.eq(new.idempotency_key),
            table::author_id.eq(new.author.0),
            table::organisation_id.eq(new.organisation.map(|o| o.0)),
            table::stage.eq(Stage::Draft.as_str()),
            table::typed.eq("{}"),
            table::words.eq(""),
            table::created_at.eq(new.now.naive_utc()),
        ))
        .returning(table::id)
        .get_result(conn)
        .map(EventId)
}

fn whole(n: u32) -> Option<i32> {
    i32::try_from(n).ok()
}

/// The text that is searched for words, folded as they are.
fn searched(event: &Event, typed: &EventInput) -> String {
    let title = event.title.as_deref().unwrap_or(&typed.title);
    folded(&format!("{title} {}", event.city.as_deref().unwrap_or_default()))
}

/// Stores what a record says, in place of what it said before.
///
/// # Errors
/// When the database fails.
pub fn store(conn: &mut Conn, directory: &Directory, id: EventId, typed: &EventInput, event: &Event) -> QueryResult<()> {
    let host = event.country.as_deref().and_then(|code| directory.country(code));
    let region = event.region.or_else(|| host.and_then(|c| c.group));
    let people = event.participation.as_ref();
    let title = event.title.clone().or_else(|| Some(typed.title.trim().to_owned()).filter(|t| !t.is_empty()));
    diesel::update(table::table.find(id.0))
        .set((
            table::typed.eq(serde_json::to_string(typed).map_err(corrupt)?),
            table::title.eq(title),
            table::kind.eq(event.kind.map(domain::event::EventKind::as_str)),
            table::mode.eq(event.mode.map(Mode::as_str)),
            table::starts_on.eq(event.days.map(|d| d.0)),
            table::ends_on.eq(event.days.map(|d| d.1)),
            table::city.eq(&event.city),
            table::country.eq(&event.country),
            table::region.eq(region.map(domain::event::RegionalGroup::as_str)),
            table::organiser_id.eq(event.organiser.map(|o| o.0)),
            table::registered.eq(people.and_then(|p| p.registered).and_then(whole)),
            table::attended.eq(people.and_then(|p| whole(p.attended))),
            table::women.eq(people.and_then(|p| whole(p.women))),
            table::men.eq(people.and_then(|p| whole(p.men))),
            table::other_people.eq(people.and_then(|p| whole(p.other))),
            table::basis.eq(people.map(|p| p.basis.as_str())),
            table::words.eq(searched(event, typed)),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    details::replace(conn, id, event)?;
    parts::replace(conn, id, event)?;
    search::enqueue(conn, SubjectKind::Event, id.0)
}

/// Stores who has last changed what a record counts.
///
/// # Errors
/// When the database fails.
pub fn set_figures_by(conn: &mut Conn, id: EventId, review: &Review) -> QueryResult<()> {
    diesel::update(table::table.find(id.0)).set(table::figures_by.eq(review.figures_by.map(|p| p.0))).execute(conn).map(drop)
}

/// Stores where a record stands.
///
/// # Errors
/// When the database fails.
pub fn set_state(conn: &mut Conn, id: EventId, state: &State) -> QueryResult<()> {
    let (at, by, reason) = stage::write(state);
    diesel::update(table::table.find(id.0))
        .set((
            table::stage.eq(state.stage().as_str()),
            table::stage_at.eq(at),
            table::stage_by.eq(by),
            table::stage_reason.eq(reason),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    search::enqueue(conn, SubjectKind::Event, id.0)
}

/// Stores with which record one is merged, or that it stands by itself again.
///
/// # Errors
/// When the database fails.
pub fn set_merged(conn: &mut Conn, id: EventId, into: Option<EventId>) -> QueryResult<()> {
    diesel::update(table::table.find(id.0))
        .set((table::merged_into_id.eq(into.map(|i| i.0)), table::version.eq(table::version + 1)))
        .execute(conn)
        .map(drop)
}

/// The records that are merged into this one, oldest first.
///
/// # Errors
/// When the database fails.
pub fn merged_with(conn: &mut Conn, directory: &Directory, id: EventId) -> QueryResult<Vec<EventRecord>> {
    let found: Vec<Found> = table::table
        .inner_join(people::table)
        .filter(table::merged_into_id.eq(id.0))
        .order(table::id)
        .select((Row::as_select(), Columns::as_select(), people::name))
        .load(conn)?;
    records(conn, directory, found)
}

/// Most possible duplicates that are shown for a record.
const ALIKE_MAX: usize = 20;

#[derive(QueryableByName)]
struct Key {
    #[diesel(sql_type = Integer)]
    id: i32,
}

/// Other records that may be the same event, recorded twice: neither merged nor cancelled. Drafts give way if there are very many.
///
/// # Errors
/// When the database fails.
pub fn look_alikes(conn: &mut Conn, directory: &Directory, event: &Event, except: Option<EventId>) -> QueryResult<Vec<EventRecord>> {
    let Some((start, end)) = event.days else { return Ok(Vec::new()) };
    // No activity has the key 0: an event that serves none is like no other.
    let activities: Vec<String> = std::iter::once(0).chain(event.activities.iter().map(|a| a.0)).map(|a| a.to_string()).collect();
    // Only those that can be alike are read: of many on the same days, most were elsewhere.
    let place = match event.mode {
        Some(Mode::Online | Mode::Hybrid) => "(e.country = $1 OR e.mode = 'online' OR e.mode = 'hybrid')",
        _ => "e.country = $1",
    };
    let sql = format!(
        "SELECT e.id FROM events e WHERE {place} AND e.starts_on <= '{end}' AND e.ends_on >= '{start}' AND e.merged_into_id IS NULL \
         AND e.stage <> 'cancelled' AND e.id <> {} \
         AND EXISTS (SELECT 1 FROM event_activities x WHERE x.event_id = e.id AND x.activity_id IN ({})) \
         ORDER BY CASE e.stage WHEN 'draft' THEN 1 ELSE 0 END, e.starts_on, e.id LIMIT {ALIKE_MAX}",
        except.map_or(0, |e| e.0),
        activities.join(", "),
    );
    let found: Vec<Key> = diesel::sql_query(sql).bind::<Nullable<Text>, _>(&event.country).load(conn)?;
    let found: Vec<EventId> = found.into_iter().map(|key| EventId(key.id)).collect();
    Ok(of_keys(conn, directory, &found)?.into_iter().filter(|other| event.looks_like(&other.event)).collect())
}

/// Removes what a record says, as if nothing had been typed.
///
/// # Errors
/// When the database fails.
pub fn clear(conn: &mut Conn, id: EventId) -> QueryResult<()> {
    let (typed, event) = (EventInput::default(), Event::default());
    diesel::update(table::table.find(id.0))
        .set((
            (table::typed.eq(serde_json::to_string(&typed).map_err(corrupt)?), table::title.eq(Some(STONE)), table::words.eq("")),
            (table::kind.eq(None::<String>), table::mode.eq(None::<String>), table::city.eq(None::<String>)),
            (table::starts_on.eq(None::<NaiveDate>), table::ends_on.eq(None::<NaiveDate>)),
            (table::country.eq(None::<String>), table::region.eq(None::<String>), table::organiser_id.eq(None::<i32>)),
            (table::registered.eq(None::<i32>), table::attended.eq(None::<i32>), table::women.eq(None::<i32>)),
            (table::men.eq(None::<i32>), table::other_people.eq(None::<i32>), table::basis.eq(None::<String>)),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    details::replace(conn, id, &event)?;
    parts::replace(conn, id, &event)
}

/// When a record was erased, if it was.
///
/// # Errors
/// When the database fails.
pub fn erased_at(conn: &mut Conn, id: EventId) -> QueryResult<Option<DateTime<Utc>>> {
    let at: Option<Option<NaiveDateTime>> = table::table.find(id.0).select(table::erased_at).first(conn).optional()?;
    Ok(at.flatten().map(|at| at.and_utc()))
}

/// Throws a record away, with everything that belongs to it.
///
/// # Errors
/// When the database fails.
pub fn discard(conn: &mut Conn, id: EventId) -> QueryResult<()> {
    search::forget(conn, SubjectKind::Event, id.0)?;
    diesel::delete(table::table.find(id.0)).execute(conn).map(drop)
}

/// Folds the searched text of events that a version before has stored, once. Returns how many differed.
///
/// # Errors
/// When the database fails.
pub fn fold_searched(conn: &mut Conn) -> QueryResult<usize> {
    use super::schema::event_versions;
    if setting::has_folded_words(conn)? {
        return Ok(0);
    }
    let mut differed = 0;
    let stored: Vec<(i32, String)> = table::table.select((table::id, table::words)).load(conn)?;
    for (id, words) in stored.into_iter().filter(|(_, words)| folded(words) != *words) {
        differed += diesel::update(table::table.find(id)).set(table::words.eq(folded(&words))).execute(conn)?;
    }
    let stored: Vec<(i32, String)> = event_versions::table.select((event_versions::id, event_versions::words)).load(conn)?;
    for (id, words) in stored.into_iter().filter(|(_, words)| folded(words) != *words) {
        differed += diesel::update(event_versions::table.find(id)).set(event_versions::words.eq(folded(&words))).execute(conn)?;
    }
    setting::note_folded_words(conn)?;
    Ok(differed)
}
