//! Made-up events for samples of pages. Used by tests alone.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Member;
use domain::attachment::{Attachment, FileKind};
use domain::comment::Topic;
use domain::directory::{ActivityEntry, Atlas, CountryEntry, Directory, OrganisationEntry};
use domain::event::{EventInput, EventKind, EventRecord, EventSummary, Mode, NotMergeable, Offer, RegionalGroup, Totals};
use domain::form::{Errors, Problem};
use domain::history::{Change, Field};
use domain::ids::{ActivityId, AttachmentId, EventId, OrganisationId, PersonId, PlanId};
use domain::participation::{Basis, ParticipationInput, StakeholderGroup};
use domain::review::{Review, Stage, State, Waiting, WaitingResult};
use maud::Markup;

use super::edit::{self, Conflict, Purpose};
use super::{list, merge, reason, review, reviews, show};
use crate::frame::Frame;
use crate::history;
use crate::sample::text;

fn at(day: u32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2019, 3, day).unwrap().and_hms_opt(9, 30, 0).unwrap().and_utc()
}

pub fn directory() -> Directory {
    let country = |code: &str, name, group, is_ldc, is_sids| CountryEntry {
        code: code.into(),
        name,
        names: vec![code.into()],
        group,
        is_ldc,
        ldc_until: None,
        is_sids,
        is_party: code != "US",
        party_since: None,
    };
    let organisation = |id, slug: &str, acronym: Option<&str>| OrganisationEntry {
        id: OrganisationId(id),
        slug: slug.into(),
        name: text("Joint <train> Centre", "联合研究中心"),
        acronym: acronym.map(Into::into),
        is_active: true,
    };
    Directory {
        organisations: vec![organisation(2, "jrc", Some("JRC")), organisation(3, "net", None)],
        countries: Atlas::new(vec![
            country("KE", text("Kenya", "肯尼亚"), Some(RegionalGroup::Africa), false, false),
            country("KI", text("Kiribati", "基里巴斯"), None, true, true),
        ]),
        activities: vec![ActivityEntry {
            id: ActivityId(7),
            plan: PlanId(1),
            number: 7,
            short_title: text("Detection", "检测"),
            partners: vec![OrganisationId(2)],
        }],
        others: Vec::new(),
        plans: Vec::new(),
    }
}

fn typed() -> EventInput {
    let day = |d: &str| [d.to_owned(), "2".to_owned(), "2019".to_owned()];
    EventInput {
        title: "Workshop that <train>".into(),
        kind: "workshop".into(),
        mode: "hybrid".into(),
        start: day("25"),
        end: day("28"),
        city: "Nairobi".into(),
        country: "KE".into(),
        region: "africa".into(),
        languages: vec!["en".into(), "pt".into()],
        organiser: "2".into(),
        co_organisers: vec!["3".into()],
        activities: vec!["7".into()],
        participation: ParticipationInput {
            registered: "40".into(),
            attended: "32".into(),
            women: "17".into(),
            men: "14".into(),
            other: "1".into(),
            countries: vec![("KE".into(), "20".into()), ("KI".into(), "10".into())],
            groups: StakeholderGroup::ALL.iter().map(|_| "5".to_owned()).collect(),
            basis: "counted".into(),
        },
        score_before: "40".into(),
        score_after: "75".into(),
        learning: "To detect.".into(),
        links: "https://example.org/report".into(),
        contact: "tomas@example.org".into(),
    }
}

fn record(id: i32, author: i32, state: State) -> EventRecord {
    let typed = typed();
    let (event, gaps) = typed.read(&directory().whole(), NaiveDate::MAX);
    assert!(gaps.is_empty(), "{gaps:?}");
    EventRecord {
        id: EventId(id),
        review: Review { author: PersonId(author), organisation: Some(OrganisationId(2)), figures_by: None, state },
        author_name: "Tomás Ferri".into(),
        typed,
        event,
        created_at: at(1),
        merged_into: None,
        version: 3,
    }
}

fn bare(id: i32) -> EventRecord {
    EventRecord { typed: EventInput::default(), event: domain::event::Event::default(), ..record(id, 1, State::Draft) }
}

fn states() -> Vec<State> {
    let (by, reason) = (PersonId(1), "The total".to_owned());
    vec![
        State::Draft,
        State::Submitted { at: at(2) },
        State::Returned { at: at(3), by, reason: reason.clone() },
        State::Verified { at: at(4), by },
        State::Cancelled { at: at(5), by, reason },
    ]
}

fn attachment() -> Attachment {
    Attachment {
        id: AttachmentId(4),
        event: EventId(1),
        stored_as: "x".into(),
        name: "report.pdf".into(),
        kind: FileKind::Pdf,
        size: 1_400_000,
        sha256: "00".into(),
        added_by: "Tomás Ferri".into(),
        added_at: at(2),
    }
}

pub fn lines() -> Vec<EventSummary> {
    let line = |(at_index, stage): (usize, &Stage)| EventSummary {
        id: EventId(1),
        title: (at_index > 0).then(|| "Workshop".to_owned()),
        kind: EventKind::ALL.get(at_index).copied(),
        mode: Mode::ALL.get(at_index).copied(),
        days: NaiveDate::from_ymd_opt(2019, 2, 25).map(|d| (d, d)),
        city: (at_index % 2 == 0).then(|| "Nairobi".to_owned()),
        country: (at_index % 2 == 0).then(|| "KE".to_owned()),
        region: None,
        stage: *stage,
        stage_at: (at_index > 0).then(|| at(1 + u32::try_from(at_index).unwrap() * 2)),
        stage_reason: None,
        author: PersonId(i32::try_from(at_index % 2).unwrap() + 1),
        figures_by: None,
        author_name: "Tomás Ferri".into(),
        organiser: Some(OrganisationId(2)),
        co_organisers: vec![OrganisationId(3)],
        activities: vec![ActivityId(7)],
        registered: None,
        attended: Some(1_234),
        women: None,
        men: None,
        other: None,
        basis: Some(Basis::Estimated),
        countries: Vec::new(),
        groups: Vec::new(),
        version: 1,
    };
    Stage::ALL.iter().enumerate().map(line).collect()
}

pub fn totals(events: u64) -> Totals {
    Totals {
        events,
        attendances: 120,
        women: 70,
        men: 49,
        other: 1,
        estimated: 20,
        with_country: 100,
        countries: 9,
        parties: 8,
        regions: vec![(RegionalGroup::Africa, 60, 5), (RegionalGroup::AsiaPacific, 40, 4)],
        ldc: (30, 3),
        sids: (10, 1),
        groups: StakeholderGroup::ALL.iter().map(|g| (*g, 10)).collect(),
    }
}

fn forms(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let errors = |fields: &[&str]| {
        let mut errors = Errors::new();
        for field in fields {
            errors.add(*field, Problem::Required);
        }
        errors.add("women", Problem::SumDiffers { sum: 31, total: 32 });
        errors.add("country-1", Problem::NotACountry);
        errors.add("group-academia", Problem::NotACount);
        errors
    };
    let all = [
        "title",
        "activities",
        "kind",
        "mode",
        "start",
        "end",
        "city",
        "country",
        "region",
        "languages",
        "organiser",
        "co-organisers",
        "registered",
        "attended",
        "men",
        "other",
        "basis",
        "score-before",
        "score-after",
        "learning",
        "links",
        "contact",
    ];
    let page = |purpose, errors, alike, conflict| edit::Page {
        answer: "All of <them>".into(),
        purpose,
        typed: typed(),
        errors,
        offer: directory().whole(),
        directory: directory(),
        spare: edit::SPARE,
        alike,
        conflict,
    };
    let change = Change { field: Field::Groups, lang: None, before: Some(Field::Groups.interpret("academia 3, x")), after: None };
    let conflict = Conflict {
        who: "Ines Duarte".into(),
        changes: vec![change, Change { field: Field::Region, lang: None, before: None, after: Some(Field::Region.interpret("africa")) }],
    };
    let new = || Purpose::New { idempotency_key: "key".into() };
    let boxed = |state| Box::new(record(1, 2, state));
    let [draft, submitted, returned, verified, _] = <[State; 5]>::try_from(states()).unwrap();
    vec![
        ("event, new", page(new(), Errors::new(), Vec::new(), None).render(frame)),
        ("event, wrong", page(new(), errors(&all), vec![record(9, 2, verified.clone())], None).render(frame)),
        ("event, nothing to log", edit::Page { offer: Offer::default(), ..page(new(), Errors::new(), Vec::new(), None) }.render(frame)),
        ("event, draft", page(Purpose::Edit(boxed(draft)), Errors::new(), vec![bare(8)], None).render(frame)),
        ("event, waiting", page(Purpose::Edit(boxed(submitted)), Errors::new(), Vec::new(), None).render(frame)),
        ("event, returned", page(Purpose::Edit(boxed(returned)), Errors::new(), Vec::new(), Some(conflict)).render(frame)),
        ("event, correction", page(Purpose::Correct(boxed(verified), "why".into()), Errors::new(), Vec::new(), None).render(frame)),
    ]
}

fn shown(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let page = |record: EventRecord| show::Page {
        record,
        directory: directory(),
        merged: vec![record_of_another()],
        stands_in: Some(bare(5)),
        alike: vec![record_of_another()],
        attachments: vec![attachment()],
        conversation: crate::sample::conversation(Topic::Event(EventId(3))),
        history: history::sample(),
    };
    let mut pages: Vec<(&'static str, Markup)> =
        states().into_iter().map(|state| ("event, shown", page(record(1, 2, state)).render(frame))).collect();
    pages.push(("event, bare", page(bare(1)).render(frame)));
    pages.push(("event, merged", page(EventRecord { merged_into: Some(EventId(9)), ..record(1, 2, states().remove(3)) }).render(frame)));
    pages
}

fn record_of_another() -> EventRecord {
    record(6, 4, State::Submitted { at: at(2) })
}

fn waiting_value() -> Waiting {
    let title = text("Value <train>", "数值");
    Waiting { what: WaitingResult::Measurement(3), title, author: "Tomás Ferri".into(), days: 9 }
}

/// Every page about events.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let waiting = || record(1, 2, State::Submitted { at: at(2) });
    let mut wrong = Errors::new();
    wrong.add("return-reason", Problem::Required);
    let review = |errors| review::Page {
        record: waiting(),
        directory: directory(),
        alike: vec![record_of_another()],
        merged: Vec::new(),
        attachments: vec![attachment()],
        neighbours: (Some(EventId(1)), Some(EventId(4))),
        effects: vec![review::Effect { activity: ActivityId(7), now: totals(1), after: totals(2) }],
        reason: String::new(),
        errors,
    };
    let query =
        domain::event::EventQuery { kind: "workshop".into(), sort: "-title".into(), page: 2, ..domain::event::EventQuery::default() };
    let listed = |query, lines: Vec<EventSummary>, totals| list::Page {
        directory: directory(),
        query,
        count: 120,
        lines,
        per_page: 50,
        totals,
        waiting: Some(3),
        planned: 2,
        years: (2017, 2019),
    };
    let side = |record, refusal| merge::Side { record, refusal };
    let question = |question| reason::Page { question, record: waiting(), reason: String::new(), errors: Errors::new() };
    let mut pages = vec![
        ("review", review(Errors::new()).render(frame)),
        ("review, wrong", review(wrong).render(frame)),
        (
            "reviews",
            reviews::Page {
                directory: directory(),
                count: 120,
                per_page: 50,
                page: 2,
                lines: lines().into_iter().map(|l| (l, true)).collect(),
                others: vec![waiting_value()],
                is_all: true,
            }
            .render(frame),
        ),
        (
            "reviews, nothing",
            reviews::Page { directory: directory(), count: 0, per_page: 50, page: 1, lines: Vec::new(), others: Vec::new(), is_all: false }
                .render(frame),
        ),
        ("events", listed(query.clone(), lines(), totals(2)).render(frame)),
        (
            "events, one",
            listed(domain::event::EventQuery { page: 1, ..domain::event::EventQuery::default() }, lines(), totals(1)).render(frame),
        ),
        ("events, none found", listed(query, Vec::new(), Totals::default()).render(frame)),
        (
            "events, none",
            listed(domain::event::EventQuery { page: 1, ..domain::event::EventQuery::default() }, Vec::new(), Totals::default())
                .render(frame),
        ),
        ("cancel", question(reason::Question::Cancel).render(frame)),
        ("discard", question(reason::Question::Discard).render(frame)),
        ("reopen", question(reason::Question::Reopen).render(frame)),
    ];
    for refusal in NotMergeable::ALL {
        let sides = [side(waiting(), None), side(record_of_another(), Some(*refusal))];
        pages.push(("merge", merge::Page { directory: directory(), sides }.render(frame)));
    }
    pages.extend(forms(frame));
    pages.extend(shown(frame));
    pages
}

/// Whether the sample's member works on the sample's records.
#[test]
fn the_sample_reader_is_no_author_of_what_is_reviewed() {
    let officer: Member = *Frame::sample(domain::lang::Lang::En).member().unwrap();
    assert!(record_of_another().may_review(&officer));
}
