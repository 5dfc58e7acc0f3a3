//! Lists of events and totals of them.
//!
//! The conditions are written as text: as nested boxed queries over two databases they cost the compiler minutes. Only values of our own
//! types are put into the text; what people type is bound.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use domain::access::{Member, Role};
use domain::dossier::Stage;
use domain::event::{EventKind, Group, Line, Mode, RegionalGroup, Totals};
use domain::ids::{ActivityId, EventId, OrganisationId};
use domain::participation::StakeholderGroup;

use super::sums::{self, Key};
use crate::db::{Conn, corrupt, word};

/// Which records exist for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All: officers and administrators.
    All,
    /// Verified ones, and those on which a partner works.
    Own(Member),
    /// Verified ones: donors and the public.
    Verified,
}

impl Scope {
    /// What exists for this reader. It is the rule of [`domain::event::EventRecord::is_visible_to`] for lists.
    #[must_use]
    pub const fn of(member: Option<&Member>) -> Self {
        match member {
            Some(m) if m.role.is_officer() => Self::All,
            Some(m) if matches!(m.role, Role::Partner) => Self::Own(*m),
            _ => Self::Verified,
        }
    }

    fn condition(self) -> String {
        let seen = "(e.stage = 'verified' AND e.merged_into_id IS NULL)";
        match self {
            Self::All => "1 = 1".to_owned(),
            Self::Verified => seen.to_owned(),
            Self::Own(member) => {
                let organisation = member.organisation.map_or(0, |o| o.0);
                format!("({seen} OR e.author_id = {} OR e.organisation_id = {organisation})", member.id.0)
            }
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// An activity that it serves.
    pub activity: Option<ActivityId>,
    /// Activities of which it serves one at least; nothing: any.
    pub one_of: Option<Vec<ActivityId>>,
    /// First and last day of a time in which it ended.
    pub ended: (Option<NaiveDate>, Option<NaiveDate>),
    /// Its kind.
    pub kind: Option<EventKind>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// Code of a country in which it was held, or from which people came.
    pub country: Option<String>,
    /// A group of countries for which or in which it was held, or from which people came.
    pub group: Option<Group>,
    /// A stakeholder group from which people came.
    pub stakeholders: Option<StakeholderGroup>,
    /// A year in which it took place.
    pub year: Option<i32>,
    /// Where the record stands.
    pub stage: Option<Stage>,
    /// Whether to look for records that are merged into another, which otherwise are left out.
    pub merged: bool,
    /// Organiser or co-organiser, also of a record merged with it.
    pub organiser: Option<OrganisationId>,
    /// Words in title or city.
    pub words: String,
}

/// Most words that are looked for.
const WORDS_MAX: usize = 4;

/// Where a list reads from. In the text, `e` is the event, its parts are in tables of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The records as they are, in every state.
    Records,
    /// What counted at a moment, as it was then.
    Published(DateTime<Utc>),
}

impl Source {
    /// The table of events.
    const fn table(self) -> &'static str {
        match self {
            Self::Records => "events",
            Self::Published(_) => "event_versions",
        }
    }

    /// The table of a part, and the column in it that names the event.
    fn part(self, name: &str) -> (String, &'static str) {
        match self {
            Self::Records => (format!("event_{name}"), "event_id"),
            Self::Published(_) => (format!("version_{name}"), "version_id"),
        }
    }

    fn exists(self, part: &str, condition: &str) -> String {
        let (table, key) = self.part(part);
        format!("EXISTS (SELECT 1 FROM {table} x WHERE x.{key} = e.id AND {condition})")
    }

    /// The moment at which the list is read. It uses the place after the patterns, so it stands last.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Records => "$5 IS NOT NULL",
            Self::Published(_) => "e.from_at <= $5 AND (e.to_at IS NULL OR e.to_at > $5)",
        }
    }

    pub(super) fn moment(self) -> NaiveDateTime {
        match self {
            Self::Records => DateTime::UNIX_EPOCH.naive_utc(),
            Self::Published(at) => at.naive_utc(),
        }
    }
}

impl Filter {
    pub(super) fn condition(&self, source: Source) -> String {
        let mut all = match source {
            Source::Records => vec![format!("e.merged_into_id IS {}", if self.merged { "NOT NULL" } else { "NULL" })],
            Source::Published(_) if self.merged => vec!["1 = 0".to_owned()],
            Source::Published(_) => Vec::new(),
        };
        let exists = |part: &str, condition: &str| source.exists(part, condition);
        if let Some(id) = self.activity {
            all.push(exists("activities", &format!("x.activity_id = {id}")));
        }
        if let Some(activities) = &self.one_of {
            // No activity has the key 0: an empty list fits nothing.
            let keys: Vec<String> = std::iter::once(ActivityId(0)).chain(activities.iter().copied()).map(|a| a.to_string()).collect();
            all.push(exists("activities", &format!("x.activity_id IN ({})", keys.join(", "))));
        }
        if let Some(from) = self.ended.0 {
            all.push(format!("e.ends_on >= '{from}'"));
        }
        if let Some(until) = self.ended.1 {
            all.push(format!("e.ends_on <= '{until}'"));
        }
        if let Some(kind) = self.kind {
            all.push(format!("e.kind = '{kind}'"));
        }
        if let Some(mode) = self.mode {
            all.push(format!("e.mode = '{mode}'"));
        }
        if let Some(code) = self.country.as_ref().filter(|c| c.chars().all(|c| c.is_ascii_alphanumeric())) {
            all.push(format!("(e.country = '{code}' OR {})", exists("countries", &format!("x.country = '{code}'"))));
        }
        if let Some(group) = self.group {
            all.push(group_condition(source, group));
        }
        if let Some(group) = self.stakeholders {
            all.push(exists("groups", &format!("x.stakeholder_group = '{group}'")));
        }
        if let Some(year) = self.year.filter(|y| (1000..=9999).contains(y)) {
            all.push(format!("e.starts_on <= '{year}-12-31' AND e.ends_on >= '{year}-01-01'"));
        }
        match (self.stage, source) {
            (Some(stage), Source::Records) => all.push(format!("e.stage = '{stage}'")),
            (Some(stage), Source::Published(_)) if stage != Stage::Verified => all.push("1 = 0".to_owned()),
            _ => {}
        }
        if let Some(id) = self.organiser {
            all.push(organiser_condition(source, id));
        }
        let words = self.words.split_whitespace().count();
        for at in 1..=WORDS_MAX {
            // A place without a word is still named, as its pattern is bound; but it is not compared with every event.
            all.push(if at <= words { format!("e.words LIKE ${at} ESCAPE '\\'") } else { format!("${at} = '%%'") });
        }
        all.join(" AND ")
    }

    /// The words as patterns, one for each place in the condition.
    pub(super) fn patterns(&self) -> [String; WORDS_MAX] {
        let mut words = self.words.split_whitespace();
        std::array::from_fn(|_| {
            let word = words.next().unwrap_or_default().to_lowercase();
            format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
        })
    }
}

/// A country counts as least developed if it was so on the first day of the event.
pub(super) const IS_LDC: &str = "(COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE))";

/// A country is a small island developing State, or it is not known to be one.
const IS_SIDS: &str = "COALESCE(k.is_sids, FALSE)";

/// Organisers and co-organisers, also of a record merged with it, share the credit.
fn organiser_condition(source: Source, id: OrganisationId) -> String {
    if let Source::Published(_) = source {
        return source.exists("organisers", &format!("x.organisation_id = {id}"));
    }
    let by = |alias: &str| {
        let shared = format!("SELECT 1 FROM event_co_organisers x WHERE x.event_id = {alias}.id AND x.organisation_id = {id}");
        format!("({alias}.organiser_id = {id} OR EXISTS ({shared}))")
    };
    format!("({} OR EXISTS (SELECT 1 FROM events m WHERE m.merged_into_id = e.id AND {}))", by("e"), by("m"))
}

fn group_condition(source: Source, group: Group) -> String {
    let (table, key) = source.part("countries");
    let (here, belongs) = match group {
        Group::Region(region) => (format!("e.region = '{region}' OR "), format!("k.regional_group = '{}'", region.name())),
        Group::Ldc => (String::new(), IS_LDC.to_owned()),
        Group::Sids => (String::new(), IS_SIDS.to_owned()),
    };
    format!(
        "({here}EXISTS (SELECT 1 FROM countries k WHERE k.iso2 = e.country AND {belongs}) OR EXISTS \
         (SELECT 1 FROM {table} x JOIN countries k ON k.iso2 = x.country WHERE x.{key} = e.id AND {belongs}))"
    )
}

/// In which order events are listed: a word of [`SORTS`], with `-` before it for the other direction.
pub const SORTS: [&str; 5] = ["day", "title", "place", "attended", "state"];

fn order(sort: &str) -> String {
    let (name, is_down) = sort.strip_prefix('-').map_or((sort, false), |name| (name, true));
    let column = match name {
        "title" => "LOWER(e.title)",
        "place" => "e.country",
        "attended" => "e.attended",
        "state" => "e.stage",
        _ => "e.starts_on",
    };
    // The newest day and the highest number first, unless asked otherwise.
    let is_down = is_down != matches!(name, "day" | "attended" | "");
    format!("{column} {} NULLS LAST, e.id DESC", if is_down { "DESC" } else { "ASC" })
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Integer)]
    id: i32,
    #[diesel(sql_type = Integer)]
    part_key: i32,
    #[diesel(sql_type = Nullable<Text>)]
    title: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    kind: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    mode: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    starts_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Date>)]
    ends_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    city: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    country: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    region: Option<String>,
    #[diesel(sql_type = Text)]
    stage: String,
    #[diesel(sql_type = Nullable<Timestamp>)]
    stage_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Integer)]
    author_id: i32,
    #[diesel(sql_type = Text)]
    author_name: String,
    #[diesel(sql_type = Nullable<Integer>)]
    organiser_id: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    registered: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    attended: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    women: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    men: Option<i32>,
    #[diesel(sql_type = Nullable<Integer>)]
    other_people: Option<i32>,
    #[diesel(sql_type = Nullable<Text>)]
    basis: Option<String>,
    #[diesel(sql_type = Integer)]
    version: i32,
}

/// What a list shows of an event. The state of what counted is told as if it were still so.
fn columns(source: Source) -> String {
    let own = "e.title, e.kind, e.mode, e.starts_on, e.ends_on, e.city, e.country, e.region, e.organiser_id, e.registered, e.attended, \
               e.women, e.men, e.other_people, e.basis, r.author_id, p.name AS author_name, r.version, r.id AS id, e.id AS part_key";
    match source {
        Source::Records => format!("{own}, e.stage, e.stage_at"),
        Source::Published(_) => format!("{own}, 'verified' AS stage, e.from_at AS stage_at"),
    }
}

/// The tables of a list: `e` the event as the source has it, `r` its record, `p` its author.
fn tables(source: Source) -> String {
    let record = match source {
        Source::Records => "e.id",
        Source::Published(_) => "e.event_id",
    };
    format!("{} e JOIN events r ON r.id = {record} JOIN people p ON p.id = r.author_id", source.table())
}

fn line(row: Row) -> QueryResult<Line> {
    let count = |n: Option<i32>| n.map(|n| u32::try_from(n).map_err(corrupt)).transpose();
    Ok(Line {
        id: EventId(row.id),
        title: row.title,
        kind: row.kind.as_deref().map(word).transpose()?,
        mode: row.mode.as_deref().map(word).transpose()?,
        days: row.starts_on.zip(row.ends_on),
        city: row.city,
        country: row.country,
        region: row.region.as_deref().map(word).transpose()?,
        stage: word(&row.stage)?,
        stage_at: row.stage_at.map(|t| t.and_utc()),
        author: domain::ids::PersonId(row.author_id),
        author_name: row.author_name,
        organiser: row.organiser_id.map(OrganisationId),
        co_organisers: Vec::new(),
        activities: Vec::new(),
        registered: count(row.registered)?,
        attended: count(row.attended)?,
        women: count(row.women)?,
        men: count(row.men)?,
        other: count(row.other_people)?,
        basis: row.basis.as_deref().map(word).transpose()?,
        countries: Vec::new(),
        groups: Vec::new(),
        version: row.version,
    })
}

/// Events per page of a list.
pub const PAGE: i64 = 50;

/// A query with its values: the patterns of the words, then the moment, whose condition is put at the end.
macro_rules! bound {
    ($sql:expr, $filter:expr, $source:expr, $rest:expr $(,)?) => {{
        let [a, b, c, d] = $filter.patterns();
        diesel::sql_query(format!("{} AND {} {}", $sql, $source.condition(), $rest))
            .bind::<Text, _>(a)
            .bind::<Text, _>(b)
            .bind::<Text, _>(c)
            .bind::<Text, _>(d)
            .bind::<Timestamp, _>($source.moment())
    }};
}

pub(super) use bound;

/// One page of a list, counted from 1.
///
/// # Errors
/// Those of the database.
pub fn page(conn: &mut Conn, source: Source, scope: Scope, filter: &Filter, sort: &str, number: i64) -> QueryResult<Vec<Line>> {
    let skip = (number.max(1) - 1).saturating_mul(PAGE);
    lines(conn, source, scope, filter, "", &format!("ORDER BY {} LIMIT {PAGE} OFFSET {skip}", order(sort)))
}

/// The next events after one, by key, at most `most`: for whoever reads all of them.
///
/// # Errors
/// Those of the database.
pub fn after(conn: &mut Conn, source: Source, scope: Scope, filter: &Filter, last: EventId, most: i64) -> QueryResult<Vec<Line>> {
    lines(conn, source, scope, filter, &format!("AND r.id > {last}"), &format!("ORDER BY r.id LIMIT {most}"))
}

/// What waits for review, the longest first.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<Line>> {
    let filter = Filter { stage: Some(Stage::Submitted), ..Filter::default() };
    lines(conn, Source::Records, Scope::All, &filter, "", "ORDER BY e.stage_at, e.id LIMIT 500")
}

/// Records of which something is still to become: drafts, those that wait for review, those that were returned.
///
/// # Errors
/// Those of the database.
pub fn open(conn: &mut Conn) -> QueryResult<Vec<Line>> {
    let more = "AND e.stage IN ('draft', 'submitted', 'returned')";
    lines(conn, Source::Records, Scope::All, &Filter::default(), more, "ORDER BY e.id")
}

/// Drafts and returned records of which a person is the author, or of their organisation if they are a partner; the newest first.
///
/// # Errors
/// Those of the database.
pub fn unfinished(conn: &mut Conn, member: &Member) -> QueryResult<Vec<Line>> {
    let organisation = member.organisation.filter(|_| member.role == Role::Partner).map_or(0, |o| o.0);
    // Asked for by themselves, their keys come from an index that knows no other column.
    let more = format!(
        "AND e.id IN (SELECT u.id FROM events u WHERE u.stage IN ('draft', 'returned') AND u.merged_into_id IS NULL) \
         AND (e.author_id = {} OR e.organisation_id = {organisation})",
        member.id.0
    );
    lines(conn, Source::Records, Scope::All, &Filter::default(), &more, "ORDER BY e.id DESC LIMIT 50")
}

/// Records that are over on `from` or later, by key, for calendars. An event that is yet to come is a draft. What had counted before it
/// was cancelled is known to everybody, so that it can be seen to be cancelled.
///
/// # Errors
/// Those of the database.
pub fn since(conn: &mut Conn, scope: Scope, from: NaiveDate) -> QueryResult<Vec<Line>> {
    let was_published = "(e.stage = 'cancelled' AND EXISTS (SELECT 1 FROM event_versions v WHERE v.event_id = e.id))";
    let more = format!("AND e.ends_on >= '{from}' AND ({} OR {was_published})", scope.condition());
    lines(conn, Source::Records, Scope::All, &Filter::default(), &more, "ORDER BY e.id")
}

fn lines(conn: &mut Conn, source: Source, scope: Scope, filter: &Filter, more: &str, rest: &str) -> QueryResult<Vec<Line>> {
    let rows: Vec<Row> = bound!(
        format!("SELECT {} FROM {} WHERE {} {more}", columns(source), tables(source), selection(source, scope, filter)),
        filter,
        source,
        rest,
    )
    .load(conn)?;
    let keys: Vec<i32> = rows.iter().map(|row| row.part_key).collect();
    let mut lines = rows.into_iter().map(line).collect::<QueryResult<Vec<Line>>>()?;
    add_parts(conn, source, &keys, &mut lines)?;
    Ok(lines)
}

/// What a list holds: what exists for the reader, and fits the filter. Whoever counted at a moment existed for everybody.
fn selection(source: Source, scope: Scope, filter: &Filter) -> String {
    match source {
        Source::Records => format!("{} AND {}", scope.condition(), filter.condition(source)),
        Source::Published(_) => filter.condition(source),
    }
}

#[derive(QueryableByName)]
struct Part {
    #[diesel(sql_type = Integer)]
    event: i32,
    #[diesel(sql_type = Text)]
    what: String,
    #[diesel(sql_type = Integer)]
    n: i32,
}

/// The parts of events: what, and how many.
fn parts(conn: &mut Conn, source: Source, name: &str, what: &str, n: &str, keys: &[i32]) -> QueryResult<Vec<Part>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let (table, key) = source.part(name);
    let keys = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT {key} AS event, CAST({what} AS TEXT) AS what, {n} AS n FROM {table} WHERE {key} IN ({keys}) ORDER BY {key}, {what}"
    );
    diesel::sql_query(sql).load(conn)
}

/// Adds what the events have several of.
fn add_parts(conn: &mut Conn, source: Source, keys: &[i32], lines: &mut [Line]) -> QueryResult<()> {
    let organisers = match source {
        Source::Records => "co_organisers",
        Source::Published(_) => "organisers",
    };
    let activities = parts(conn, source, "activities", "activity_id", "activity_id", keys)?;
    let organisers = parts(conn, source, organisers, "organisation_id", "organisation_id", keys)?;
    let countries = parts(conn, source, "countries", "country", "people", keys)?;
    let groups = parts(conn, source, "groups", "stakeholder_group", "people", keys)?;
    let places: HashMap<i32, usize> = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
    for part in activities {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.activities.push(ActivityId(part.n));
        }
    }
    for part in organisers {
        if let Some(line) =
            places.get(&part.event).and_then(|at| lines.get_mut(*at)).filter(|l| l.organiser != Some(OrganisationId(part.n)))
        {
            line.co_organisers.push(OrganisationId(part.n));
        }
    }
    for part in countries {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.countries.push((part.what, u32::try_from(part.n).map_err(corrupt)?));
        }
    }
    for part in groups {
        if let Some(line) = places.get(&part.event).and_then(|at| lines.get_mut(*at)) {
            line.groups.push((word(&part.what)?, u32::try_from(part.n).map_err(corrupt)?));
        }
    }
    lines.iter_mut().for_each(|line| line.groups.sort());
    Ok(())
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How many events a list holds.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn, source: Source, scope: Scope, filter: &Filter) -> QueryResult<i64> {
    match (source, Key::of(filter)) {
        (Source::Records, Some(key)) => {
            // What is verified exists for everybody. Few records are not: they are counted one by one.
            let verified = counted(conn, key)?;
            let more = if filter.stage.is_none() { count_each(conn, source, scope, filter, UNVERIFIED)? } else { 0 };
            Ok(verified + more)
        }
        (Source::Published(at), Some(key)) if sums::are_as_of(conn, at)? => counted(conn, key),
        _ => count_each(conn, source, scope, filter, "1 = 1"),
    }
}

/// Every state but one, so that an index finds them.
const UNVERIFIED: &str = "e.stage IN ('draft', 'submitted', 'returned', 'cancelled')";

fn counted(conn: &mut Conn, key: Key) -> QueryResult<i64> {
    let sql = format!("SELECT {} AS n FROM sums_by_month WHERE {}", sum("events"), key.condition());
    diesel::sql_query(sql).get_result::<Count>(conn).map(|count| count.n)
}

fn count_each(conn: &mut Conn, source: Source, scope: Scope, filter: &Filter, only: &str) -> QueryResult<i64> {
    let sql = format!("SELECT COUNT(*) AS n FROM {} e WHERE {only} AND {}", source.table(), selection(source, scope, filter));
    bound!(sql, filter, source, "").get_result::<Count>(conn).map(|count| count.n)
}

/// The first and the last year in which events are recorded.
///
/// # Errors
/// Those of the database.
pub fn years(conn: &mut Conn) -> QueryResult<Option<(i32, i32)>> {
    use crate::db::schema::events;
    // Asked for by themselves, each is one look at an index.
    let first: Option<NaiveDate> = events::table.select(diesel::dsl::min(events::starts_on)).first(conn)?;
    let last: Option<NaiveDate> = events::table.select(diesel::dsl::max(events::ends_on)).first(conn)?;
    Ok(first.zip(last).map(|(first, last)| (first.year(), last.year())))
}

#[derive(QueryableByName)]
struct Sums {
    #[diesel(sql_type = BigInt)]
    events: i64,
    #[diesel(sql_type = BigInt)]
    attended: i64,
    #[diesel(sql_type = BigInt)]
    women: i64,
    #[diesel(sql_type = BigInt)]
    men: i64,
    #[diesel(sql_type = BigInt)]
    other: i64,
    #[diesel(sql_type = BigInt)]
    estimated: i64,
}

#[derive(QueryableByName)]
struct RegionSums {
    #[diesel(sql_type = Nullable<Text>)]
    region: Option<String>,
    #[diesel(sql_type = BigInt)]
    people: i64,
    #[diesel(sql_type = BigInt)]
    countries: i64,
    #[diesel(sql_type = BigInt)]
    parties: i64,
    #[diesel(sql_type = BigInt)]
    ldc_people: i64,
    #[diesel(sql_type = BigInt)]
    ldc_countries: i64,
    #[diesel(sql_type = BigInt)]
    sids_people: i64,
    #[diesel(sql_type = BigInt)]
    sids_countries: i64,
}

#[derive(QueryableByName)]
struct GroupSum {
    #[diesel(sql_type = Text)]
    stakeholder_group: String,
    #[diesel(sql_type = BigInt)]
    people: i64,
}

fn plain(n: i64) -> QueryResult<u64> {
    u64::try_from(n).map_err(corrupt)
}

/// Of which events figures are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Of those that counted at a moment, as they were then.
    At(DateTime<Utc>),
    /// Of those that count now, and of one more as if it did.
    With(EventId),
}

/// A country counts as a Party if it was one on the last day of the event.
pub(super) const IS_PARTY: &str = "(COALESCE(k.is_cpb_party, FALSE) AND COALESCE(k.cpb_party_since <= e.ends_on, TRUE))";

/// Figures of the events of a list.
///
/// # Errors
/// Those of the database.
pub fn totals(conn: &mut Conn, filter: &Filter, counted: Counted) -> QueryResult<Totals> {
    let (source, only) = match counted {
        Counted::At(at) => (Source::Published(at), "1 = 1".to_owned()),
        Counted::With(id) => (Source::Records, format!("(e.stage = 'verified' OR e.id = {id})")),
    };
    if let Counted::At(at) = counted
        && let Some(key) = sums::answer(conn, filter, at)?
    {
        return kept_totals(conn, key);
    }
    let selection = format!("{only} AND {}", filter.condition(source));
    let mut totals = sums_of(conn, filter, source, &selection)?;
    add_countries(conn, filter, source, &selection, &mut totals)?;
    add_groups(conn, filter, source, &selection, &mut totals)?;
    Ok(totals)
}

pub(super) fn sum(what: &str) -> String {
    format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)")
}

fn sums_of(conn: &mut Conn, filter: &Filter, source: Source, selection: &str) -> QueryResult<Totals> {
    let sql = format!(
        "SELECT COUNT(*) AS events, {} AS attended, {} AS women, {} AS men, {} AS other, {} AS estimated FROM {} e WHERE {selection}",
        sum("e.attended"),
        sum("e.women"),
        sum("e.men"),
        sum("e.other_people"),
        sum("CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END"),
        source.table(),
    );
    of_sums(&bound!(sql, filter, source, "").get_result(conn)?)
}

/// The same figures, from the sums that are kept.
fn kept_totals(conn: &mut Conn, key: Key) -> QueryResult<Totals> {
    let kept = key.condition();
    let sums = format!(
        "SELECT {} AS events, {} AS attended, {} AS women, {} AS men, {} AS other, {} AS estimated FROM sums_by_month WHERE {kept}",
        sum("events"),
        sum("attended"),
        sum("women"),
        sum("men"),
        sum("other_people"),
        sum("estimated"),
    );
    let one_if = |condition: &str| format!("CASE WHEN {condition} THEN 1 ELSE 0 END");
    let if_sids = |value: &str| format!("CASE WHEN {IS_SIDS} THEN {value} ELSE 0 END");
    let regions = format!(
        "SELECT k.regional_group AS region, {} AS people, COUNT(*) AS countries, {} AS parties, {} AS ldc_people, {} AS ldc_countries, \
         {} AS sids_people, {} AS sids_countries FROM sums_by_country s JOIN countries k ON k.iso2 = s.country \
         WHERE {kept} AND events > 0 GROUP BY k.regional_group",
        sum("s.people"),
        sum(&one_if("s.party_events > 0")),
        sum("s.ldc_people"),
        sum(&one_if("s.ldc_events > 0")),
        sum(&if_sids("s.people")),
        sum(&if_sids("1")),
    );
    let groups = format!("SELECT stakeholder_group, people FROM sums_by_group WHERE {kept} AND people > 0");
    let mut totals = of_sums(&diesel::sql_query(sums).get_result(conn)?)?;
    of_regions(diesel::sql_query(regions).load(conn)?, &mut totals)?;
    of_groups(diesel::sql_query(groups).load(conn)?, &mut totals)?;
    Ok(totals)
}

fn of_sums(sums: &Sums) -> QueryResult<Totals> {
    Ok(Totals {
        events: plain(sums.events)?,
        attendances: plain(sums.attended)?,
        women: plain(sums.women)?,
        men: plain(sums.men)?,
        other: plain(sums.other)?,
        estimated: plain(sums.estimated)?,
        ..Totals::default()
    })
}

fn add_countries(conn: &mut Conn, filter: &Filter, source: Source, selection: &str, totals: &mut Totals) -> QueryResult<()> {
    let (table, key) = source.part("countries");
    let people = |condition: &str| format!("SUM(CASE WHEN {condition} THEN c.people ELSE 0 END)");
    let ever = |condition: &str| format!("MAX(CASE WHEN {condition} THEN 1 ELSE 0 END)");
    // First a line for each country, which is a walk along an index; then regions from those few.
    let countries = format!(
        "SELECT k.regional_group AS region, SUM(c.people) AS people, {} AS party, {} AS ldc_people, {} AS ldc, {} AS sids_people, {} AS sids \
         FROM {table} c JOIN {} e ON e.id = c.{key} JOIN countries k ON k.iso2 = c.country WHERE {selection}",
        ever(IS_PARTY),
        people(IS_LDC),
        ever(IS_LDC),
        people(IS_SIDS),
        ever(IS_SIDS),
        source.table(),
    );
    let [all, parties, ldc_people, ldc, sids_people, sids] =
        ["people", "party", "ldc_people", "ldc", "sids_people", "sids"].map(|column| sum(&format!("x.{column}")));
    let sql = format!(
        "SELECT x.region, {all} AS people, COUNT(*) AS countries, {parties} AS parties, {ldc_people} AS ldc_people, {ldc} AS ldc_countries, \
         {sids_people} AS sids_people, {sids} AS sids_countries FROM ({countries}",
    );
    of_regions(bound!(sql, filter, source, "GROUP BY c.country, k.regional_group) x GROUP BY x.region").load(conn)?, totals)
}

fn of_regions(rows: Vec<RegionSums>, totals: &mut Totals) -> QueryResult<()> {
    for row in rows {
        totals.countries += plain(row.countries)?;
        totals.parties += plain(row.parties)?;
        totals.with_country += plain(row.people)?;
        totals.ldc = (totals.ldc.0 + plain(row.ldc_people)?, totals.ldc.1 + plain(row.ldc_countries)?);
        totals.sids = (totals.sids.0 + plain(row.sids_people)?, totals.sids.1 + plain(row.sids_countries)?);
        if let Some(region) = row.region.as_deref().and_then(RegionalGroup::named) {
            totals.regions.push((region, plain(row.people)?, plain(row.countries)?));
        }
    }
    totals.regions.sort();
    Ok(())
}

fn add_groups(conn: &mut Conn, filter: &Filter, source: Source, selection: &str, totals: &mut Totals) -> QueryResult<()> {
    let (table, key) = source.part("groups");
    let sql = format!(
        "SELECT g.stakeholder_group, {} AS people FROM {table} g JOIN {} e ON e.id = g.{key} WHERE {selection}",
        sum("g.people"),
        source.table()
    );
    of_groups(bound!(sql, filter, source, "GROUP BY g.stakeholder_group").load(conn)?, totals)
}

fn of_groups(rows: Vec<GroupSum>, totals: &mut Totals) -> QueryResult<()> {
    for row in rows {
        totals.groups.push((word(&row.stakeholder_group)?, plain(row.people)?));
    }
    totals.groups.sort();
    Ok(())
}
