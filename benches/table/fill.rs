//! Made data: people, organisations, and as many verified events as are asked for. It is written as SQL in bulk, since the way in which
//! people write would take hours; the rows are what that way would have left.

use std::fmt::Write as _;

use capacity_tracker::auth::password;
use capacity_tracker::db::event::sums;
use capacity_tracker::db::{Conn, directory, organisation, person, plan};
use chrono::{Days, NaiveDate};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use domain::access::Role;
use domain::clock::Clock;
use domain::directory::Directory;
use domain::event::{EventInput, EventKind};
use domain::ids::PersonId;
use domain::lang::{Lang, Translated};
use domain::organisation::{Organisation, OrganisationKind};
use domain::participation::ParticipationInput;
use domain::person::{Account, Person};

use crate::Failure;

/// The password of everybody.
pub const PASSWORD: &str = "four plain little words";
/// An officer.
pub const OFFICER: &str = "person-0@example.org";
/// The lead officer of every activity.
const LEAD: &str = "person-4@example.org";
/// A donor.
pub const DONOR: &str = "person-1@example.org";

const ORGANISATIONS: usize = 60;
const PEOPLE: usize = 200;
const ROWS_AT_ONCE: usize = 500;
const COUNTRIES: [&str; 16] = ["KE", "UG", "GH", "NA", "CN", "IN", "PH", "FJ", "PE", "MX", "BR", "BB", "RO", "GE", "DE", "NO"];

/// Makes 60 organisations and 200 people who can sign in.
pub fn people(conn: &mut Conn) -> Result<(), Failure> {
    let (now, hash) = (Clock::System.now(), password::hash(PASSWORD)?);
    conn.write(|conn| {
        for n in 0..ORGANISATIONS {
            let name = Translated::new([(Lang::En, format!("Organisation {n}"))]);
            let made = Organisation { name, acronym: Some(format!("O{n}")), kind: OrganisationKind::ALL[0], country: None };
            organisation::insert(conn, &format!("made-{n}"), &made, &Translated::default(), 1)?;
        }
        let organisations = organisation::all(conn)?;
        for n in 0..PEOPLE {
            let role = [Role::Officer, Role::Donor, Role::Partner, Role::Partner][n % 4];
            let organisation = role.needs_organisation().then(|| organisations[n % organisations.len()].id);
            let made = Person { name: format!("Person {n}"), email: format!("person-{n}@example.org"), role, organisation, lang: Lang::En };
            let id = person::insert(conn, &made, now)?;
            person::set_password(conn, id, &hash)?;
            person::set_account(conn, id, Account::Active { since: now })?;
        }
        // Each activity has a lead officer, who alone is asked to review; without one, all fifty officers would get a mail for each event.
        conn.batch_execute(&format!("UPDATE activities SET lead_id = (SELECT id FROM people WHERE email = '{LEAD}')"))?;
        Ok(())
    })
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

fn number(conn: &mut Conn, sql: &str) -> Result<usize, Failure> {
    let found: Number = diesel::sql_query(format!("SELECT CAST({sql} AS BIGINT) AS n")).get_result(conn)?;
    Ok(usize::try_from(found.n)?)
}

/// Adds verified events until there are so many.
pub fn events(conn: &mut Conn, wanted: usize) -> Result<(), Failure> {
    let there = number(conn, "(SELECT COUNT(*) FROM events)")?;
    let last = number(conn, "(SELECT COALESCE(MAX(id), 0) FROM events)")?;
    let last_version = number(conn, "(SELECT COALESCE(MAX(id), 0) FROM event_versions)")?;
    let new: Vec<usize> = (1..=wanted.saturating_sub(there)).collect();
    let directory = plan::first(conn)?.map(|plan| directory::load(conn, plan.id)).transpose()?.ok_or("no plan")?;
    let author = person::by_email(conn, OFFICER)?.ok_or("no officer")?.0.id;
    conn.write(|conn| {
        for rows in new.chunks(ROWS_AT_ONCE) {
            let mut made = Rows::default();
            rows.iter().try_for_each(|n| made.add(&directory, author, [last + n, last_version + n]))?;
            conn.batch_execute(&made.sql())?;
        }
        sums::rebuild(conn)?;
        if let Conn::Pg(conn) = conn {
            for table in ["events", "event_versions"] {
                conn.batch_execute(&format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))"))?;
            }
        }
        Ok::<_, Failure>(())
    })?;
    conn.batch_execute("ANALYZE")?;
    Ok(())
}

/// Rows of one statement for each table.
#[derive(Default)]
struct Rows([Vec<String>; 10]);

const TABLES: [&str; 10] = [
    "events (id, idempotency_key, author_id, stage, stage_at, stage_by, typed, title, kind, mode, starts_on, ends_on, city, country, region, organiser_id, attended, women, men, other_people, basis, words, created_at, version)",
    "event_activities (event_id, activity_id)",
    "event_countries (event_id, country, people)",
    "event_groups (event_id, stakeholder_group, people)",
    "event_versions (id, event_id, from_at, title, kind, mode, starts_on, ends_on, city, country, region, organiser_id, attended, women, men, other_people, basis, words)",
    "version_activities (version_id, activity_id)",
    "version_organisers (version_id, organisation_id)",
    "version_countries (version_id, country, people)",
    "version_groups (version_id, stakeholder_group, people)",
    "event_details (event_id, languages, learning, links, contact)",
];

impl Rows {
    fn sql(&self) -> String {
        let mut sql = String::new();
        for (table, rows) in TABLES.iter().zip(&self.0).filter(|(_, rows)| !rows.is_empty()) {
            // Writing into a string does not fail.
            let _ = writeln!(sql, "INSERT INTO {table} VALUES {};", rows.join(","));
        }
        sql
    }

    fn add(&mut self, directory: &Directory, author: PersonId, [id, version]: [usize; 2]) -> Result<(), Failure> {
        let n = id;
        let first = NaiveDate::from_ymd_opt(2017, 1, 2).ok_or("no day")? + Days::new((n as u64 * 7) % 1_400);
        let last = first + Days::new(2);
        let (kind, organiser) = (EventKind::ALL[n % EventKind::ALL.len()], directory.organisations[n % directory.organisations.len()].id);
        let served = [n % 14, (n * 5 + 3) % 14].map(|at| directory.activities[at % directory.activities.len()].id);
        let served = if served[0] == served[1] { &served[..1] } else { &served[..] };
        let codes = [n, n + 5, n + 9].map(|at| COUNTRIES[at % COUNTRIES.len()]);
        let (attended, women) = (24 + n % 20, 10 + n % 9);
        let men = attended - women;
        let (title, city) = (format!("Workshop {n} on detection"), "Nairobi");
        let day = |d: NaiveDate| [d.format("%d").to_string(), d.format("%m").to_string(), d.format("%Y").to_string()];
        let typed = EventInput {
            title: title.clone(),
            kind: kind.as_str().into(),
            mode: "in-person".into(),
            start: day(first),
            end: day(last),
            city: city.into(),
            country: codes[0].into(),
            languages: vec!["en".into()],
            organiser: organiser.to_string(),
            activities: served.iter().map(ToString::to_string).collect(),
            participation: ParticipationInput {
                attended: attended.to_string(),
                women: women.to_string(),
                men: men.to_string(),
                other: "0".into(),
                countries: codes.iter().map(|c| ((*c).to_owned(), "7".to_owned())).collect(),
                groups: vec!["12".into(), "8".into()],
                basis: "counted".into(),
                ..ParticipationInput::default()
            },
            contact: "person-0@example.org".into(),
            ..EventInput::default()
        };
        let region = directory.country(codes[0]).and_then(|c| c.group).map_or("NULL".to_owned(), |g| format!("'{}'", g.as_str()));
        let at = format!("'{last} 09:00:00'");
        let typed = serde_json::to_string(&typed)?.replace('\'', "''");
        let told = format!(
            "'{title}', '{kind}', 'in-person', '{first}', '{last}', '{city}', '{}', {region}, {organiser}, {attended}, {women}, {men}, 0, \
             'counted', '{} nairobi'",
            codes[0],
            title.to_lowercase()
        );
        let rows = &mut self.0;
        rows[0].push(format!("({id}, 'made-{id}', {author}, 'verified', {at}, {author}, '{typed}', {told}, {at}, 3)"));
        rows[4].push(format!("({version}, {id}, {at}, {told})"));
        rows[6].push(format!("({version}, {organiser})"));
        rows[9].push(format!("({id}, '[\"en\"]', '', '[]', 'person-0@example.org')"));
        for (table, key) in [(1, id), (5, version)] {
            rows[table].extend(served.iter().map(|activity| format!("({key}, {activity})")));
        }
        for (table, key) in [(2, id), (7, version)] {
            rows[table].extend(codes.iter().map(|code| format!("({key}, '{code}', 7)")));
        }
        for (table, key) in [(3, id), (8, version)] {
            rows[table].extend([("government", 12), ("academia", 8)].iter().map(|(group, people)| format!("({key}, '{group}', {people})")));
        }
        Ok(())
    }
}
