//! A second plan beside the first: figures, reports, reminders and calendars of the first stay as they were; what serves both counts once in
//! each.

use application::data::{PlanSource, load_file};
use application::queries::{calendar, dashboard, event, money as money_queries, report};
use application::reminder::obligations;
use capacity_tracker::db::event::breakdown;
use capacity_tracker::db::event::filter::EventFilter;
use capacity_tracker::db::event::totals::{self, Counted};
use capacity_tracker::db::money::{New, contribution};
use capacity_tracker::db::{Conn, activity, organisation, output, person, plan};
use chrono::NaiveDate;
use domain::access::{Member, Role};
use domain::as_of::AsOf;
use domain::ids::{ActivityId, EventId, PlanId};
use domain::lang::Lang;
use domain::money::{Amount, Contribution, Currency, Purpose};
use domain::output::Output;
use domain::reminder::{About, Obligation};
use domain::review::Stage;

use crate::support::TestApp;

const SECOND: &str = include_str!("data/second-plan.json");

/// Loads the second plan; gives its key and those of its activities.
pub fn load_second(app: &TestApp) -> (PlanId, Vec<ActivityId>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    std::fs::write(&path, SECOND).unwrap();
    let now = app.app.clock.now();
    let source = PlanSource::open(&path).unwrap();
    let mut conn = app.app.db.connection().unwrap();
    let content = source.read(&mut conn).unwrap().unwrap_or_else(|e| panic!("{e}"));
    load_file(&mut conn, &content, now).unwrap();
    let second = plan::by_code(&mut conn, "seeds-2019").unwrap().unwrap().id;
    let keys = activity::keys(&mut conn, second).unwrap();
    assert_eq!(keys.len(), 5);
    (second, keys)
}

/// The first page of a plan's list of events.
fn first_page(plan: PlanId) -> event::list::PageOf<'static> {
    event::list::PageOf { plan, sort: "", number: 1, this_year: 2019 }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn first(app: &TestApp) -> (PlanId, Vec<ActivityId>) {
    app.in_database(|conn| {
        let first = plan::first(conn).unwrap().unwrap().id;
        (first, activity::keys(conn, first).unwrap())
    })
}

/// The figures of a plan.
fn figures(app: &TestApp, plan: PlanId) -> Vec<String> {
    let (now, today) = (app.app.clock.now(), app.app.clock.now().date_naive());
    let as_of = AsOf::now(now);
    app.in_database(|conn| {
        let d = dashboard::dashboard(conn, plan, None, |_| String::new(), as_of, today).unwrap();
        let list = event::list::page(conn, None, &EventFilter::default(), as_of, first_page(plan)).unwrap();
        let past = event::list::page(conn, None, &EventFilter::default(), AsOf::end_of(day("2019-03-01")), first_page(plan)).unwrap();
        let money = money_queries::list(conn, plan, None, |_| String::new(), as_of).unwrap();
        vec![
            format!("{:?}", d.headline),
            format!("{:?} {:?}", d.quarters, d.countries),
            format!("{:?} {:?} {}", d.outputs, d.figures, d.waiting),
            format!("{:?}", d.money),
            format!("{:?} {} {:?} {:?}", list.lines, list.count, list.totals, list.waiting),
            format!("{:?} {} {:?} {:?}", past.lines, past.count, past.totals, past.years),
            format!("{:?}", money.totals),
        ]
    })
}

/// The fingerprint with which a draft would be frozen, the obligations, and the calendar of an officer.
fn told(app: &TestApp, id: i32) -> (String, Vec<String>, Vec<String>) {
    let (now, today, site) = (app.app.clock.now(), app.app.clock.now().date_naive(), std::sync::Arc::clone(&app.app.site));
    app.in_database(|conn| {
        let officer = person::by_email(conn, "ines@example.org").unwrap().unwrap().0.id;
        let member = Member { id: officer, role: Role::Officer, organisation: None };
        let fingerprint = report::preview(conn, id, &member, &site).unwrap().stored.fingerprint;
        // With a second plan, each line names its plan.
        let without_plan = |o: Obligation| format!("{:?}", Obligation { about: About { plan: None, ..o.about }, ..o });
        let obligations = obligations::all(conn, today, now).unwrap().into_iter().map(without_plan).collect();
        let entries = calendar::of(conn, &member, Lang::En, today, now).unwrap().iter().map(|e| format!("{e:?}")).collect();
        (fingerprint, obligations, entries)
    })
}

/// A contribution of 100 dollars.
fn gives(conn: &mut Conn, now: chrono::DateTime<chrono::Utc>, key: &str, purpose: Purpose) {
    let donor = organisation::by_slug(conn, "undp").unwrap().unwrap().id;
    let given = Contribution {
        donor,
        pledged: Amount { minor: 10_000, currency: Currency::Usd },
        pledged_on: day("2019-02-01"),
        payments: Vec::new(),
        purpose,
        source: "Letter".into(),
        note: String::new(),
    };
    contribution::insert(conn, New { idempotency_key: key, now }, &given).unwrap();
}

fn pledged(app: &TestApp, plan: PlanId) -> Option<i64> {
    let now = app.app.clock.now();
    app.in_database(|conn| {
        money_queries::list(conn, plan, None, |_| String::new(), AsOf::now(now))
            .unwrap()
            .totals
            .pledged
            .minor(Currency::Usd)
            .map(|n| i64::try_from(n).unwrap())
    })
}

/// Events of a plan by the sums, which are those of the long way.
fn events(app: &TestApp, plan: PlanId) -> u64 {
    let now = app.app.clock.now();
    app.in_database(|conn| {
        let short = EventFilter { plan: Some(plan), ..EventFilter::default() };
        let long = EventFilter { ended: (Some(day("0001-01-01")), None), ..short.clone() };
        let totals = totals::of(conn, &short, Counted::At(now)).unwrap();
        assert_eq!(totals, totals::of(conn, &long, Counted::At(now)).unwrap());
        assert_eq!(breakdown::by_quarter(conn, &short, now).unwrap(), breakdown::by_quarter(conn, &long, now).unwrap());
        assert_eq!(breakdown::by_country(conn, &short, now).unwrap(), breakdown::by_country(conn, &long, now).unwrap());
        totals.events
    })
}

fn serving(app: &TestApp, activities: &[ActivityId], stage: Stage) -> EventId {
    let typed = domain::event::EventInput { activities: activities.iter().map(ToString::to_string).collect(), ..app.whole_event() };
    app.has_event_saying("tomas@example.org", stage, &typed)
}

on_both! {
    fn a_second_plan_changes_nothing_of_the_first(app) {
        drop((app.partner("jrc"), app.officer()));
        let now = app.app.clock.now();
        let (one, own) = first(&app);
        for stage in [Stage::Verified, Stage::Submitted] {
            serving(&app, &own[6..7], stage);
        }
        app.has_money("jrc");
        app.has_output(7, "jrc");
        app.in_database(|conn| gives(conn, now, "whole", Purpose::Plan(one)));
        let report = app.has_report("ines@example.org").0;
        let (before, (fingerprint, obligations, entries)) = (figures(&app, one), told(&app, report));

        let (two, others) = load_second(&app);
        assert_eq!(figures(&app, one), before);
        for stage in [Stage::Verified, Stage::Submitted] {
            serving(&app, &others[..2], stage);
        }
        app.in_database(|conn| {
            let output = Output { title: "Guide".into(), quantity: 2, languages: Vec::new(), due: Some(day("2019-06-01")), responsible: None, result: None };
            output::insert(conn, "second", others[0], &output, now).unwrap();
            gives(conn, now, "second", Purpose::Plan(two));
            gives(conn, now, "parts", Purpose::Activities(others[..1].to_vec()));
        });
        assert_eq!(figures(&app, one), before);
        let after = told(&app, report);
        assert_eq!(after.0, fingerprint);
        for (all, known) in [(&after.1, &obligations), (&after.2, &entries)] {
            assert!(all.len() > known.len() && known.iter().all(|o| all.contains(o)), "{known:?} {all:?}");
        }
        assert_eq!((events(&app, one), events(&app, two)), (1, 1));
        assert_eq!((pledged(&app, one), pledged(&app, two)), (Some(11_000), Some(20_000)));
    }

    fn what_serves_both_plans_counts_once_in_each(app) {
        drop(app.partner("jrc"));
        let now = app.app.clock.now();
        let ((one, own), (two, others)) = (first(&app), load_second(&app));
        assert_eq!((events(&app, one), events(&app, two)), (0, 0));
        serving(&app, &[own[6], own[7], others[0], others[1]], Stage::Verified);
        assert_eq!((events(&app, one), events(&app, two)), (1, 1));
        serving(&app, &others[2..3], Stage::Verified);
        assert_eq!((events(&app, one), events(&app, two)), (1, 2));
        app.in_database(|conn| gives(conn, now, "both", Purpose::Activities(vec![own[6], others[0], others[1]])));
        assert_eq!((pledged(&app, one), pledged(&app, two)), (Some(10_000), Some(10_000)));
        // A record that does not say yet what it serves is in the lists of both plans.
        serving(&app, &[], Stage::Draft);
        let author = app.in_database(|conn| person::by_email(conn, "tomas@example.org").unwrap().unwrap().0);
        let member = Member { id: author.id, role: Role::Partner, organisation: author.person.organisation };
        for (plan, records) in [(one, 2), (two, 3)] {
            let list = app.in_database(|conn| event::list::page(conn, Some(&member), &EventFilter::default(), AsOf::now(now), first_page(plan)).unwrap());
            assert_eq!((list.count, list.lines.len()), (records, usize::try_from(records).unwrap()));
        }
    }

    fn the_page_of_a_record_shows_the_plan_of_the_record(app) {
        drop((app.partner("jrc"), app.officer()));
        let now = app.app.clock.now();
        let ((_, own), (two, others)) = (first(&app), load_second(&app));
        let first_event = serving(&app, &own[6..7], Stage::Verified);
        let second_event = serving(&app, &others[..2], Stage::Verified);
        let both = serving(&app, &[own[6], others[0]], Stage::Verified);
        let empty = serving(&app, &[], Stage::Draft);
        let indicators = app.in_database(|conn| {
            let output = Output { title: "Guide".into(), quantity: 2, languages: Vec::new(), due: None, responsible: None, result: None };
            output::insert(conn, "second", others[0], &output, now).unwrap();
            gives(conn, now, "second", Purpose::Plan(two));
            gives(conn, now, "parts", Purpose::Activities(others[..1].to_vec()));
            [own[6], others[0]].map(|activity| capacity_tracker::db::indicator::of(conn, activity, now).unwrap()[0].id)
        });
        app.in_database(|conn| assert_eq!(contribution::all(conn).unwrap().len(), 2));
        let (officer, author) = (app.visitor().signs_in("ines@example.org"), app.visitor().signs_in("tomas@example.org"));
        let days = |name: &str, day: &str| ["day", "month", "year"].map(|part| (format!("report-{name}-{part}"), if part == "year" { "2019" } else if part == "month" { "2" } else { day }.to_owned()));
        let fields: Vec<(String, String)> = days("from", "1").into_iter().chain(days("until", "20")).chain([("title".to_owned(), "Seeds".to_owned())]).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let report = officer.fills("/plans/seeds-2019/reports/new", &fields).location.unwrap();
        for (page, plan) in [
            (format!("/events/{first_event}"), "cp-2017-2020"),
            (format!("/events/{second_event}"), "seeds-2019"),
            (format!("/events/{second_event}/correction/new"), "seeds-2019"),
            (format!("/events/{both}"), "cp-2017-2020"),
            (format!("/events/{empty}"), "cp-2017-2020"),
            (format!("/indicators/{}", indicators[0]), "cp-2017-2020"),
            (format!("/indicators/{}", indicators[1]), "seeds-2019"),
            (format!("/indicators/{}/measurements/new", indicators[1]), "seeds-2019"),
            ("/outputs/1/edit".to_owned(), "seeds-2019"),
            ("/money/contributions/1".to_owned(), "seeds-2019"),
            ("/money/contributions/2".to_owned(), "seeds-2019"),
            (report.clone(), "seeds-2019"),
            (report.replace("/edit", ""), "seeds-2019"),
        ] {
            let reader = if page.ends_with(&format!("/{empty}")) { &author } else { &officer };
            let seen = reader.gets(&page);
            seen.is(200);
            let marked = seen.attributes("nav.switch a[aria-current]", "href");
            // A report leads to the figures of its last day.
            assert_eq!(marked.iter().map(|a| a.split('?').next().unwrap()).collect::<Vec<_>>(), [format!("/plans/{plan}")], "{page}");
            assert!(seen.attributes("nav.places a", "href").contains(&format!("/plans/{plan}/dashboard")), "{page}");
        }
    }
}
