//! Samples of the pages and mails of reminders.

use chrono::NaiveDate;
use domain::access::Role;
use domain::activity::Status;
use domain::event::Totals;
use domain::form::{Errors, Problem};
use domain::history::Action;
use domain::ids::{ActivityId, PersonId, PlanId, UpdateId};
use domain::lang::{Lang, Translated};
use domain::money;
use domain::reminder::{About, Choice, Coming, Kind, Notice, Obligation, Part, RuleInput, Rules, Subject};
use maud::Markup;

use super::{account, end, preview, rules};
use crate::frame::Frame;
use domain::mail::message::{ActivityNews, Changed, CommentNews, Digest, DonorDigest, Envelope, Mail, PlanDigest};
use domain::plan::PlanRef;

use crate::mail::Render;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2019, 3, d).unwrap()
}

/// One obligation of each kind.
pub(crate) fn obligations() -> Vec<Obligation> {
    let of_kind = |(kind, d): (&Kind, u32)| Obligation {
        kind: *kind,
        subject: Subject::Plan,
        due: day(d),
        until: None,
        activities: vec![ActivityId(7)],
        from: vec![PersonId(1)],
        escalated_to: Vec::new(),
        is_news: false,
        about: About {
            plan: None,
            title: Translated::english("Sampling <train> & detection"),
            activity: Some((7, Translated::english("Sampling and detection workshops"))),
            names: vec!["Ines Duarte".into(), "Tomás Ferri".into()],
            sender: Some("Tomás Ferri".into()),
            reason: (*kind == Kind::Returned).then(|| "Which <labs>?".into()),
            confirms: (*kind == Kind::Update).then(|| (UpdateId(3), "/activities/7/confirmations/new".into())),
            escalation: kind.escalation(),
            form: "/activities/7/updates/new".into(),
        },
    };
    let untitled = Obligation { about: About::default(), ..of_kind((&Kind::EventReport, 8)) };
    Kind::ALL.iter().zip([5, 6, 13, 26, 9, 4, 3, 12, 1]).map(of_kind).chain([untitled]).collect()
}

pub(crate) fn lines(obligations: &[Obligation]) -> Vec<Notice<'_>> {
    let parts = [Part::Own { is_escalated: false }, Part::Own { is_escalated: true }];
    let own = obligations.iter().zip(parts.iter().cycle()).map(|(obligation, part)| Notice { obligation, step: Some(7), part: *part });
    let others =
        [Part::Nobody, Part::Other].into_iter().filter_map(|part| Some(Notice { obligation: obligations.first()?, step: Some(21), part }));
    own.chain(others).collect()
}

pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let all = obligations();
    let lines = lines(&all);
    let coming = lines.iter().map(|line| Coming { day: day(28), line: *line }).collect();
    let choices = Kind::ALL.iter().map(|kind| (*kind, Choice::AsItComes)).collect();
    let mine = account::Page { choices, today: lines.clone(), coming };
    let would = preview::Would { name: "Ines <train>".into(), role: Role::Officer, lines };
    let seen = preview::Page { typed: "2019-03-12".into(), errors: Errors::new(), day: day(12), would: vec![would] };
    let mut errors = Errors::new();
    errors.add("on", Problem::NotADate);
    let nothing = preview::Page { typed: "soon".into(), errors, day: day(12), would: Vec::new() };
    let mut errors = Errors::new();
    errors.add("steps-update", Problem::NotDays { max: 730 });
    let general = Rules::default();
    let set = rules::Page {
        activity: None,
        typed: Kind::ALL.iter().map(|kind| (*kind, RuleInput::from(&general.general(*kind)))).collect(),
        errors,
        rules: general,
        activities: vec![(7, Translated::english("Workshops"), true), (8, Translated::english("Tools"), false)],
    };
    let own = rules::Page { activity: Some((7, Translated::english("Workshops <train>"))), errors: Errors::new(), ..set.clone() };
    let stop = end::Page { name: "Ines <train>".into(), address: "/reminders/x/end".into(), is_done: false };
    vec![
        ("reminders", mine.render(frame)),
        ("reminders, none", account::Page { today: Vec::new(), coming: Vec::new(), ..mine }.render(frame)),
        ("preview of reminders", seen.render(frame)),
        ("preview, none", nothing.render(frame)),
        ("rules of reminders", set.render(frame)),
        ("rules of one activity", own.render(frame)),
        ("end of reminders", stop.render(frame)),
        ("end of reminders, done", end::Page { is_done: true, ..stop }.render(frame)),
    ]
}

fn envelope(lang: Lang, demo: bool) -> Envelope<'static> {
    let (base, end) = ("https://tracker.example.org/", "https://tracker.example.org/reminders/a.b.c/end");
    Envelope { lang, name: "Ines <train>", day: day(12), base, plan: "cp-2017-2020", end, demo }
}

/// The mails of reminders in a language.
pub fn mails(lang: Lang) -> Vec<(&'static str, Mail)> {
    let all = obligations();
    let lines = lines(&all);
    let totals = |events, attendances| Totals { events, attendances, women: 30, countries: 12, ..Totals::default() };
    let changed = |status, outputs, headline: Option<&str>| Changed {
        number: 7,
        title: Translated::english("Workshops <train>"),
        status,
        outputs,
        headline: headline.map(Into::into),
    };
    let mut money = money::Totals::default();
    for minor in [123_456, 500_000] {
        money.pledged.add(money::Amount { minor, currency: money::Currency::ALL[0] });
    }
    let donor = DonorDigest {
        envelope: envelope(lang, true),
        days: (day(1), day(11)),
        plans: vec![PlanDigest {
            plan: PlanRef { id: PlanId(1), code: "sample".into(), title: Translated::english("Plan") },
            events: totals(12, 1400),
            before: totals(13, 1300),
            outputs: ((5, 5), 9),
            changed: vec![
                changed((Some(Status::OnTrack), Some(Status::Delayed)), ((2, 1), 3), Some("Forty people met")),
                changed((None, None), ((0, 0), 0), None),
            ],
            money,
        }],
    };
    let of_two = DonorDigest { plans: [&donor.plans[..], &donor.plans[..]].concat(), ..donor.clone() };
    let changes = [ActivityNews {
        activity: (7, Translated::english("Sampling workshops")),
        changes: vec![(Action::Reported, Some("Ines Duarte".into())), (Action::Edited, None)],
        address: "/plans/cp-2017-2020/activities/7".into(),
    }];
    let comments = [CommentNews {
        author: "Tomás Ferri".into(),
        title: Translated::english("Workshop <train>"),
        text: "Which labs?\n\n<b>All</b> of them".into(),
        address: "/events/3#comments".into(),
    }];
    vec![
        (
            "digest",
            Digest { envelope: envelope(lang, false), lines: &lines, comments: &comments, changes: &changes, sender: None }.render(),
        ),
        (
            "digest of comments",
            Digest { envelope: envelope(lang, false), lines: &[], comments: &comments, changes: &changes, sender: None }.render(),
        ),
        (
            "digest of one",
            Digest { envelope: envelope(lang, true), lines: &lines[..1], comments: &[], changes: &[], sender: Some("Amara Okello") }
                .render(),
        ),
        ("donor digest", donor.render()),
        ("donor digest of two plans", of_two.render()),
    ]
}
