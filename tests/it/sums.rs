//! Sums that are stored are those that a long computation finds, for each of two plans, whatever has become of the records: see `db::event::sums`.

use capacity_tracker::db::event::breakdown::{self, Counts};
use capacity_tracker::db::event::filter::{EventFilter, EventSource, Scope};
use capacity_tracker::db::event::list;
use capacity_tracker::db::event::sums;
use capacity_tracker::db::event::totals::{self, Counted};
use capacity_tracker::db::event::version::{self, Since};
use capacity_tracker::db::{Conn, directory, event, plan};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use domain::directory::Directory;
use domain::event::{EventInput, EventKind};
use domain::ids::{ActivityId, EventId, PersonId};
use domain::review::{Stage, State};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::support::{Page, TestApp, Visitor};

/// Something that becomes of one of the records.
#[derive(Debug, Clone)]
enum Step {
    Verified(usize),
    Corrected(usize, bool, Says),
    Cancelled(usize),
    Merged(usize, usize),
    Separated(usize),
}

/// What a record says, as far as figures depend on it.
#[derive(Debug, Clone)]
struct Says {
    kind: usize,
    activities: Vec<usize>,
    month: u32,
    year: u32,
    people: [u32; 3],
    from: Vec<(usize, u32)>,
    officials: u32,
    is_estimated: bool,
}

const RECORDS: usize = 6;
const KINDS: [&str; 3] = ["workshop", "webinar", "meeting"];
/// Vanuatu was a least developed country until the end of 2020 and is no Party; Uzbekistan is one since the beginning of that year.
const COUNTRIES: [&str; 6] = ["Kenya", "Uganda", "Vanuatu", "Bhutan", "Uzbekistan", "United States of America"];

fn says() -> impl Strategy<Value = Says> {
    let from = proptest::collection::vec((0..COUNTRIES.len(), 1..9_u32), 0..4);
    let activities = proptest::sample::subsequence(vec![0_usize, 6, 13, 14], 1..=4);
    (0..KINDS.len(), activities, 1..=12_u32, 2017..=2021_u32, [0..9_u32, 0..9_u32, 30..40_u32], from, 0..9_u32, proptest::bool::ANY)
        .prop_map(|(kind, activities, month, year, people, from, officials, is_estimated)| Says {
            kind,
            activities,
            month,
            year,
            people,
            from,
            officials,
            is_estimated,
        })
}

fn step() -> impl Strategy<Value = Step> {
    let record = || 0..RECORDS;
    proptest::prop_oneof![
        3 => record().prop_map(Step::Verified),
        4 => (record(), proptest::bool::ANY, says()).prop_map(|(n, is_old, says)| Step::Corrected(n, is_old, says)),
        1 => record().prop_map(Step::Cancelled),
        2 => (record(), record()).prop_map(|(one, other)| Step::Merged(one, other)),
        2 => record().prop_map(Step::Separated),
    ]
}

fn typed(whole: &EventInput, activities: &[ActivityId], says: &Says) -> EventInput {
    let mut typed = whole.clone();
    typed.kind = KINDS[says.kind].into();
    typed.activities = says.activities.iter().map(|at| activities[*at].to_string()).collect();
    typed.start = ["1".into(), says.month.to_string(), says.year.to_string()];
    typed.end = ["3".into(), says.month.to_string(), says.year.to_string()];
    let [women, men, other] = says.people;
    let p = &mut typed.participation;
    (p.women, p.men, p.other) = (women.to_string(), men.to_string(), other.to_string());
    (p.registered, p.attended) = (String::new(), (women + men + other).to_string());
    p.countries = Vec::new();
    for (at, n) in &says.from {
        if p.countries.iter().all(|(name, _)| name != COUNTRIES[*at]) {
            p.countries.push((COUNTRIES[*at].into(), n.to_string()));
        }
    }
    p.groups = vec![says.officials.to_string()];
    p.basis = if says.is_estimated { "estimated".into() } else { "counted".into() };
    typed
}

/// Records, what one of them would say if nothing were changed, and who reviews them.
struct Records {
    all: Vec<EventId>,
    whole: EventInput,
    by: PersonId,
}

/// Does to a record what people can do, if its state lets them, as the handlers do it.
fn takes(conn: &mut Conn, directory: &Directory, Records { all: records, whole, by }: &Records, step: &Step, at: DateTime<Utc>) {
    let by = *by;
    let mut find = |n: usize| event::find(conn, directory, records[n]).unwrap().unwrap();
    match step {
        Step::Verified(n) if find(*n).stage() == Stage::Submitted => {
            event::set_state(conn, records[*n], &State::Verified { at, by }).unwrap()
        }
        Step::Corrected(n, is_old, says) if find(*n).counts() => {
            let activities: Vec<ActivityId> = directory.every_activity().map(|a| a.id).collect();
            let typed = typed(whole, &activities, says);
            let read = typed.parse(&directory.whole(), NaiveDate::MAX).unwrap();
            event::store(conn, directory, records[*n], &typed, &read).unwrap();
            let since = if *is_old { Since::Beginning } else { Since::Now };
            return version::refresh(conn, directory, records[*n], since, at).unwrap();
        }
        Step::Cancelled(n) if find(*n).counts() => {
            event::set_state(conn, records[*n], &State::Cancelled { at, by, reason: "twice".into() }).unwrap();
        }
        Step::Merged(n, into) if n != into && find(*n).counts() && find(*into).counts() => {
            event::set_merged(conn, records[*n], Some(records[*into])).unwrap();
        }
        Step::Separated(n) if find(*n).merged_into.is_some() => event::set_merged(conn, records[*n], None).unwrap(),
        _ => return,
    }
    for record in records {
        version::refresh(conn, directory, *record, Since::Now, at).unwrap();
    }
}

#[derive(QueryableByName, PartialEq, Debug)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The sums as they are stored, but for what has come to nothing.
fn stored(conn: &mut Conn) -> Vec<Line> {
    let rest = |names: &[&str]| names.iter().map(|n| format!("|| ' ' || {n}")).collect::<String>();
    let months = rest(&["month", "events", "attended", "women", "men", "other_people", "estimated"]);
    let countries = rest(&["country", "events", "people", "party_events", "ldc_events", "ldc_people"]);
    diesel::sql_query(format!(
        "SELECT 'm ' || activity_id || '/' || plan_id || kind {months} AS line FROM sums_by_month WHERE events <> 0 \
         UNION ALL SELECT 'c ' || activity_id || '/' || plan_id || kind {countries} FROM sums_by_country WHERE events <> 0 \
         UNION ALL SELECT 'g ' || activity_id || '/' || plan_id || kind {} FROM sums_by_group WHERE people <> 0 ORDER BY 1",
        rest(&["stakeholder_group", "people"])
    ))
    .load(conn)
    .unwrap()
}

/// A filter that fits the same events, and that the sums cannot answer: all ended after the first day of our era.
fn the_long_way(filter: &EventFilter) -> EventFilter {
    EventFilter { ended: (NaiveDate::from_ymd_opt(1, 1, 1), None), ..filter.clone() }
}

/// Compares every figure with the long computation of it. Says how many events count.
fn agrees(conn: &mut Conn, directory: &Directory, at: DateTime<Utc>) -> i64 {
    let plans = directory.plans.iter().map(|p| (Some(p.id), None));
    let every: Vec<EventFilter> = plans
        .chain(directory.every_activity().map(|a| (None, Some(a.id))))
        .flat_map(|(plan, activity)| {
            let kinds = std::iter::once(None).chain(EventKind::ALL.iter().copied().map(Some));
            kinds.map(move |kind| EventFilter { plan, activity, kind, ..EventFilter::default() })
        })
        .collect();
    let by_activity = breakdown::by_activity(conn, at).unwrap();
    for filter in &every {
        let long = the_long_way(filter);
        let totals = totals::of(conn, &long, Counted::At(at)).unwrap();
        assert_eq!(totals::of(conn, filter, Counted::At(at)).unwrap(), totals, "{filter:?}");
        assert_eq!(breakdown::by_quarter(conn, filter, at).unwrap(), breakdown::by_quarter(conn, &long, at).unwrap(), "{filter:?}");
        assert_eq!(breakdown::by_country(conn, filter, at).unwrap(), breakdown::by_country(conn, &long, at).unwrap(), "{filter:?}");
        for source in [EventSource::Published(at), EventSource::Records] {
            for scope in [Scope::All, Scope::Published] {
                for stage in [None, Some(Stage::Verified), Some(Stage::Submitted)] {
                    let (filter, long) = (EventFilter { stage, ..filter.clone() }, EventFilter { stage, ..long.clone() });
                    let (short, long) =
                        (list::count(conn, source, scope, &filter).unwrap(), list::count(conn, source, scope, &long).unwrap());
                    assert_eq!(short, long, "{source:?} {scope:?} {filter:?}");
                }
            }
        }
        if let Some(activity) = filter.activity {
            let counts =
                Counts { events: totals.events, attendances: totals.attendances, countries: totals.countries, parties: totals.parties };
            assert_eq!(by_activity.get(&(activity, filter.kind)).copied().unwrap_or_default(), counts, "{filter:?}");
        }
    }
    list::count(conn, EventSource::Published(at), Scope::All, &EventFilter::default()).unwrap()
}

/// Figures as pages tell them.
fn told(visitor: &Visitor) -> Vec<String> {
    let page = |address: &str| -> Page { visitor.gets(address) };
    let mut told = Vec::new();
    for address in ["/events", "/events?activity=7", "/events?kind=workshop", "/activities/7", "/dashboard", "/dashboard?activity=7"] {
        told.extend(page(address).is(200).all("p.totals, .totals, dl, table"));
    }
    assert!(told.len() > 6, "{told:?}");
    told
}

fn submitted(app: &TestApp) -> Vec<EventId> {
    (0..RECORDS).map(|_| app.has_event("tomas@example.org", Stage::Submitted)).collect()
}

on_both! {
    fn sums_follow_every_change(app) {
        drop(app.partner("jrc"));
        crate::two_plans::load_second(&app);
        let (mut runner, now) = (TestRunner::deterministic(), app.app.clock.now());
        let all = submitted(&app);
        let records = Records { whole: app.whole_event(), by: app.event(all[0]).review.author, all };
        let mut most = 0;
        for n in 0..40 {
            let step = step().new_tree(&mut runner).unwrap().current();
            app.in_database(|conn| {
                let plan = plan::first(conn).unwrap().unwrap();
                let directory = directory::load(conn, plan.id).unwrap();
                takes(conn, &directory, &records, &step, now - TimeDelta::minutes(60 - n));
                let kept = stored(conn);
                sums::rebuild(conn).unwrap();
                assert_eq!(kept, stored(conn), "after {n}: {step:?}");
                if n % 10 == 9 {
                    most = most.max(agrees(conn, &directory, now));
                    // A moment before some of the changes is no longer what the sums say.
                    agrees(conn, &directory, now - TimeDelta::minutes(60 - n / 2));
                }
            });
        }
        assert!(most > 1, "several events counted at some moment: {most}");
    }

    fn pages_say_the_same_with_sums_made_anew(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let (one, two, three) = (tomas.logs_event(&[]), tomas.logs_event(&[("kind", "meeting"), ("start-year", "2017"), ("end-year", "2017")]), tomas.logs_event(&[("start-year", "2018"), ("end-year", "2018")]));
        for event in [&one, &two, &three] {
            ines.verifies(event);
        }
        let all_three = told(&ines);
        ines.cancels(&three, "It was put off").leads_to(&three);
        ines.merges(&two, &one).leads_to(&one);
        let left = told(&ines);
        assert_ne!(left, all_three);
        app.in_database(|conn| sums::rebuild(conn).unwrap());
        assert_eq!(told(&ines), left);
    }

    fn the_migration_finds_what_counts_already(app) {
        drop(app.partner("jrc"));
        for stage in [Stage::Verified, Stage::Verified, Stage::Submitted, Stage::Cancelled] {
            app.has_event("tomas@example.org", stage);
        }
        app.in_database(|conn| {
            let kept = stored(conn);
            assert!(kept.iter().any(|l| l.line.starts_with("m 0/1 2019-02 2 64 ")), "{kept:?}");
            let sql = match conn {
                Conn::Sqlite(_) => include_str!("../../migrations/sqlite/20261126000004_plan_sums/up.sql"),
                Conn::Pg(_) => include_str!("../../migrations/postgres/20261126000004_plan_sums/up.sql"),
            };
            let fill: Vec<&str> = sql.split(";\n").filter(|s| s.trim_start().starts_with("INSERT")).collect();
            assert_eq!(fill.len(), 3);
            conn.batch_execute("DELETE FROM sums_by_month; DELETE FROM sums_by_country; DELETE FROM sums_by_group").unwrap();
            assert!(stored(conn).is_empty());
            conn.batch_execute(&fill.join(";")).unwrap();
            assert_eq!(stored(conn), kept);
        });
    }
}
