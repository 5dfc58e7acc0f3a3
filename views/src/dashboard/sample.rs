//! A dashboard for tests.

use domain::dashboard::{Dashboard, Headline, OutputCount};
use domain::event::{EventKind, RegionalGroup, Totals};
use domain::ids::OrganisationId;
use domain::quarter::Quarter;

use maud::Markup;

use super::{Data, Earlier, Query};
use crate::frame::Frame;
use crate::{event, money, output};

fn totals() -> Totals {
    Totals {
        events: 3,
        attendances: 71,
        women: 40,
        men: 31,
        with_country: 60,
        countries: 2,
        parties: 1,
        regions: vec![(RegionalGroup::Africa, 60, 2)],
        ldc: (9, 1),
        sids: (2, 1),
        ..Totals::default()
    }
}

/// Some of everything, in March 2019.
pub fn full() -> Dashboard {
    let figures = output::sample::figures();
    let (lines, outputs, at) = (crate::sample::lines(), figures.outputs, figures.at);
    let headline = Headline {
        statuses: lines.iter().map(|l| (l.activity.number, l.status())).collect(),
        outputs: OutputCount::of(outputs.iter(), at),
        totals: totals(),
    };
    Dashboard {
        query: Query { activity: "7".into(), since: "2018-12-31".into(), ..Query::default() },
        plan: crate::sample::the_plan(),
        directory: event::sample::directory(),
        selection: domain::dashboard::Selection::default(),
        figures: figures.indicators.into_iter().map(|f| (lines[0].activity.id, f)).collect(),
        lines,
        outputs,
        quarters: vec![(Quarter { year: 2018, number: 2 }, EventKind::Workshop, 3, 71)],
        countries: vec![("KE".into(), 2, 40), ("UG".into(), 1, 20)],
        money: money::sample::totals(),
        ledger: money::sample::ledger(),
        donors: vec![OrganisationId(1)],
        waiting: 2,
        earlier: Some(Earlier {
            day: chrono::NaiveDate::from_ymd_opt(2018, 12, 31).unwrap(),
            headline: Headline { statuses: vec![(7, None)], ..headline.clone() },
        }),
        headline,
        at,
        day: at.date_naive(),
    }
}

/// A new tracker.
pub fn blank() -> Dashboard {
    let full = full();
    Dashboard {
        query: Query::default(),
        lines: vec![crate::plan::ActivitySummary { latest: None, ..full.lines[0].clone() }],
        outputs: Vec::new(),
        figures: Vec::new(),
        headline: Headline::default(),
        quarters: Vec::new(),
        countries: Vec::new(),
        money: domain::money::Totals::default(),
        ledger: domain::money::Ledger::default(),
        donors: Vec::new(),
        waiting: 0,
        earlier: None,
        ..full
    }
}

/// The dashboard as pages.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let few = || Dashboard {
        headline: Headline { totals: Totals { events: 1, attendances: 9, women: 3, men: 6, ..Totals::default() }, ..Headline::default() },
        ..full()
    };
    vec![
        ("dashboard", Data(full()).render(frame)),
        ("dashboard, nothing", Data(blank()).render(frame)),
        ("dashboard, few people", Data(few()).render(frame)),
    ]
}
