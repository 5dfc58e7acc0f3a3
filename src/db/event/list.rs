//! Lists of events and totals of them.
//!
//! The conditions are written as text: as nested boxed queries over two databases they cost the compiler minutes. Only values of our own
//! types are put into the text; what people type is bound.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Integer, Nullable, Text, Timestamp};
use domain::access::{Member, Role};
use domain::dossier::Stage;
use domain::event::{EventKind, Group, Line, Mode, RegionalGroup, Totals};
use domain::ids::{ActivityId, EventId, OrganisationId};
use domain::participation::StakeholderGroup;

use crate::db::schema::{event_activities, event_co_organisers, event_countries, event_groups};
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

impl Filter {
    fn condition(&self) -> String {
        let mut all = vec![format!("e.merged_into_id IS {}", if self.merged { "NOT NULL" } else { "NULL" })];
        let exists = |table: &str, condition: &str| format!("EXISTS (SELECT 1 FROM {table} x WHERE x.event_id = e.id AND {condition})");
        if let Some(id) = self.activity {
            all.push(exists("event_activities", &format!("x.activity_id = {id}")));
        }
        if let Some(kind) = self.kind {
            all.push(format!("e.kind = '{kind}'"));
        }
        if let Some(mode) = self.mode {
            all.push(format!("e.mode = '{mode}'"));
        }
        if let Some(code) = self.country.as_ref().filter(|c| c.chars().all(|c| c.is_ascii_alphanumeric())) {
            all.push(format!("(e.country = '{code}' OR {})", exists("event_countries", &format!("x.country = '{code}'"))));
        }
        if let Some(group) = self.group {
            all.push(group_condition(group));
        }
        if let Some(group) = self.stakeholders {
            all.push(exists("event_groups", &format!("x.stakeholder_group = '{group}'")));
        }
        if let Some(year) = self.year.filter(|y| (1000..=9999).contains(y)) {
            all.push(format!("e.starts_on <= '{year}-12-31' AND e.ends_on >= '{year}-01-01'"));
        }
        if let Some(stage) = self.stage {
            all.push(format!("e.stage = '{stage}'"));
        }
        if let Some(id) = self.organiser {
            let by = |alias: &str| {
                format!(
                    "({alias}.organiser_id = {id} OR EXISTS (SELECT 1 FROM event_co_organisers x WHERE x.event_id = {alias}.id AND x.organisation_id = {id}))"
                )
            };
            all.push(format!("({} OR EXISTS (SELECT 1 FROM events m WHERE m.merged_into_id = e.id AND {}))", by("e"), by("m")));
        }
        for at in 1..=WORDS_MAX {
            all.push(format!("e.words LIKE ${at} ESCAPE '\\'"));
        }
        all.join(" AND ")
    }

    /// The words as patterns, one for each place in the condition.
    fn patterns(&self) -> [String; WORDS_MAX] {
        let mut words = self.words.split_whitespace();
        std::array::from_fn(|_| {
            let word = words.next().unwrap_or_default().to_lowercase();
            format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
        })
    }
}

/// A country counts as least developed if it was so on the first day of the event.
const IS_LDC: &str = "(COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE))";

fn group_condition(group: Group) -> String {
    let (here, belongs) = match group {
        Group::Region(region) => (format!("e.region = '{region}' OR "), format!("k.regional_group = '{}'", region.name())),
        Group::Ldc => (String::new(), IS_LDC.to_owned()),
        Group::Sids => (String::new(), "COALESCE(k.is_sids, FALSE)".to_owned()),
    };
    format!(
        "({here}EXISTS (SELECT 1 FROM countries k WHERE k.iso2 = e.country AND {belongs}) OR EXISTS \
         (SELECT 1 FROM event_countries x JOIN countries k ON k.iso2 = x.country WHERE x.event_id = e.id AND {belongs}))"
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

const COLUMNS: &str = "e.id, e.title, e.kind, e.mode, e.starts_on, e.ends_on, e.city, e.country, e.region, e.stage, e.stage_at, e.author_id, \
                       p.name AS author_name, e.organiser_id, e.registered, e.attended, e.women, e.men, e.other_people, e.basis, e.version";

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

/// One page of a list, counted from 1.
///
/// # Errors
/// Those of the database.
pub fn page(conn: &mut Conn, scope: Scope, filter: &Filter, sort: &str, number: i64) -> QueryResult<Vec<Line>> {
    let skip = (number.max(1) - 1).saturating_mul(PAGE);
    lines(conn, scope, filter, "", &format!("ORDER BY {} LIMIT {PAGE} OFFSET {skip}", order(sort)))
}

/// The next events after one, by key, at most `most`: for whoever reads all of them.
///
/// # Errors
/// Those of the database.
pub fn after(conn: &mut Conn, scope: Scope, filter: &Filter, last: EventId, most: i64) -> QueryResult<Vec<Line>> {
    lines(conn, scope, filter, &format!("AND e.id > {last}"), &format!("ORDER BY e.id LIMIT {most}"))
}

/// What waits for review, the longest first.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn) -> QueryResult<Vec<Line>> {
    let filter = Filter { stage: Some(Stage::Submitted), ..Filter::default() };
    lines(conn, Scope::All, &filter, "", "ORDER BY e.stage_at, e.id LIMIT 500")
}

/// Drafts and returned records of which a person is the author, or of their organisation if they are a partner; the newest first.
///
/// # Errors
/// Those of the database.
pub fn unfinished(conn: &mut Conn, member: &Member) -> QueryResult<Vec<Line>> {
    let organisation = member.organisation.filter(|_| member.role == Role::Partner).map_or(0, |o| o.0);
    let more = format!("AND e.stage IN ('draft', 'returned') AND (e.author_id = {} OR e.organisation_id = {organisation})", member.id.0);
    lines(conn, Scope::All, &Filter::default(), &more, "ORDER BY e.id DESC LIMIT 50")
}

fn lines(conn: &mut Conn, scope: Scope, filter: &Filter, more: &str, rest: &str) -> QueryResult<Vec<Line>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM events e JOIN people p ON p.id = e.author_id WHERE {} AND {} {more} {rest}",
        scope.condition(),
        filter.condition()
    );
    let [a, b, c, d] = filter.patterns();
    let rows: Vec<Row> = diesel::sql_query(sql).bind::<Text, _>(a).bind::<Text, _>(b).bind::<Text, _>(c).bind::<Text, _>(d).load(conn)?;
    let mut lines = rows.into_iter().map(line).collect::<QueryResult<Vec<Line>>>()?;
    add_parts(conn, &mut lines)?;
    Ok(lines)
}

/// Adds what the events have several of.
fn add_parts(conn: &mut Conn, lines: &mut [Line]) -> QueryResult<()> {
    let ids: Vec<i32> = lines.iter().map(|l| l.id.0).collect();
    let activities: Vec<(i32, i32)> = event_activities::table
        .filter(event_activities::event_id.eq_any(&ids))
        .order((event_activities::event_id, event_activities::activity_id))
        .load(conn)?;
    let organisers: Vec<(i32, i32)> = event_co_organisers::table
        .filter(event_co_organisers::event_id.eq_any(&ids))
        .order((event_co_organisers::event_id, event_co_organisers::organisation_id))
        .load(conn)?;
    let countries: Vec<(i32, String, i32)> = event_countries::table
        .filter(event_countries::event_id.eq_any(&ids))
        .order((event_countries::event_id, event_countries::country))
        .load(conn)?;
    let groups: Vec<(i32, String, i32)> = event_groups::table.filter(event_groups::event_id.eq_any(&ids)).load(conn)?;
    for line in lines {
        let id = line.id.0;
        line.activities = activities.iter().filter(|(e, _)| *e == id).map(|(_, a)| ActivityId(*a)).collect();
        line.co_organisers = organisers.iter().filter(|(e, _)| *e == id).map(|(_, o)| OrganisationId(*o)).collect();
        for (_, country, people) in countries.iter().filter(|(e, _, _)| *e == id) {
            line.countries.push((country.clone(), u32::try_from(*people).map_err(corrupt)?));
        }
        for (_, group, people) in groups.iter().filter(|(e, _, _)| *e == id) {
            line.groups.push((word(group)?, u32::try_from(*people).map_err(corrupt)?));
        }
        line.groups.sort();
    }
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
pub fn count(conn: &mut Conn, scope: Scope, filter: &Filter) -> QueryResult<i64> {
    let sql = format!("SELECT COUNT(*) AS n FROM events e WHERE {} AND {}", scope.condition(), filter.condition());
    let [a, b, c, d] = filter.patterns();
    diesel::sql_query(sql)
        .bind::<Text, _>(a)
        .bind::<Text, _>(b)
        .bind::<Text, _>(c)
        .bind::<Text, _>(d)
        .get_result::<Count>(conn)
        .map(|count| count.n)
}

/// The first and the last year in which events are recorded.
///
/// # Errors
/// Those of the database.
pub fn years(conn: &mut Conn) -> QueryResult<Option<(i32, i32)>> {
    use crate::db::schema::events;
    let (first, last): (Option<NaiveDate>, Option<NaiveDate>) =
        events::table.select((diesel::dsl::min(events::starts_on), diesel::dsl::max(events::ends_on))).first(conn)?;
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

/// Figures of the events of a list that count: verified, and not merged into another. `also`: one that is counted as if it were verified.
///
/// # Errors
/// Those of the database.
pub fn totals(conn: &mut Conn, filter: &Filter, also: Option<EventId>) -> QueryResult<Totals> {
    let counts = format!("(e.stage = 'verified' OR e.id = {})", also.map_or(0, |e| e.0));
    let selection = format!("{counts} AND {}", filter.condition());
    let sum = |what: &str| format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)");
    let [a, b, c, d] = filter.patterns();
    let bound = |sql: String| {
        diesel::sql_query(sql).bind::<Text, _>(a.clone()).bind::<Text, _>(b.clone()).bind::<Text, _>(c.clone()).bind::<Text, _>(d.clone())
    };
    let sums: Sums = bound(format!(
        "SELECT COUNT(*) AS events, {} AS attended, {} AS women, {} AS men, {} AS other, {} AS estimated FROM events e WHERE {selection}",
        sum("e.attended"),
        sum("e.women"),
        sum("e.men"),
        sum("e.other_people"),
        sum("CASE WHEN e.basis = 'estimated' THEN e.attended ELSE 0 END"),
    ))
    .get_result(conn)?;
    let regions: Vec<RegionSums> = bound(format!(
        "SELECT k.regional_group AS region, {} AS people, COUNT(DISTINCT c.country) AS countries, \
         {} AS ldc_people, COUNT(DISTINCT CASE WHEN {IS_LDC} THEN c.country END) AS ldc_countries, \
         {} AS sids_people, COUNT(DISTINCT CASE WHEN COALESCE(k.is_sids, FALSE) THEN c.country END) AS sids_countries \
         FROM event_countries c JOIN events e ON e.id = c.event_id JOIN countries k ON k.iso2 = c.country \
         WHERE {selection} GROUP BY k.regional_group",
        sum("c.people"),
        sum(&format!("CASE WHEN {IS_LDC} THEN c.people ELSE 0 END")),
        sum("CASE WHEN COALESCE(k.is_sids, FALSE) THEN c.people ELSE 0 END"),
    ))
    .load(conn)?;
    let groups: Vec<GroupSum> = bound(format!(
        "SELECT g.stakeholder_group, {} AS people FROM event_groups g JOIN events e ON e.id = g.event_id WHERE {selection} \
         GROUP BY g.stakeholder_group",
        sum("g.people")
    ))
    .load(conn)?;
    let mut totals = Totals {
        events: plain(sums.events)?,
        attendances: plain(sums.attended)?,
        women: plain(sums.women)?,
        men: plain(sums.men)?,
        other: plain(sums.other)?,
        estimated: plain(sums.estimated)?,
        ..Totals::default()
    };
    for row in regions {
        totals.countries += plain(row.countries)?;
        totals.with_country += plain(row.people)?;
        totals.ldc = (totals.ldc.0 + plain(row.ldc_people)?, totals.ldc.1 + plain(row.ldc_countries)?);
        totals.sids = (totals.sids.0 + plain(row.sids_people)?, totals.sids.1 + plain(row.sids_countries)?);
        if let Some(region) = row.region.as_deref().and_then(RegionalGroup::named) {
            totals.regions.push((region, plain(row.people)?, plain(row.countries)?));
        }
    }
    totals.regions.sort();
    for row in groups {
        totals.groups.push((word(&row.stakeholder_group)?, plain(row.people)?));
    }
    totals.groups.sort();
    Ok(totals)
}
