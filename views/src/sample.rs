//! Made-up data for samples of pages. Used by tests alone.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::activity::{Activity, Dependency, EditInput, Lead, Part, Status};
use domain::attachment::{Attachment, FileKind};
use domain::comment::{self as talk, Comment};
use domain::decision::{Body, Citation};
use domain::directory::Directory;
use domain::form::{Errors, Problem};
use domain::handover::HandoverInput;
use domain::ids::{ActivityId, AttachmentId, EventId, OrganisationId, PersonId, PlanId, UpdateId};
use domain::invitation::{InvitationsInput, in_line};
use domain::lang::{Lang, Translated};
use domain::mail::{Outage, Unreachable};
use domain::monitoring::{Monitoring, MonitoringInput};
use domain::organisation::{Organisation, OrganisationInput, OrganisationKind, OrganisationRecord};
use domain::participation::{Basis, Participation, StakeholderGroup};
use domain::partner::{Partner, PartnerRole, Standing};
use domain::person::{Account, Person, PersonInput, Profile};
use domain::plan::{Plan, PlanRef, Topic};
use domain::precedent::{Organiser, Precedent, PrecedentKind, PrecedentStatus, Precision, Source, Span};
use domain::progress::{Computed, Reason, Signal};
use domain::reminder::Obligation;
use domain::result::{ExpectedResult, ResultKind, ResultTarget};
use domain::review::Stage;
use domain::revision::{Planned, Revision, RevisionInput};
use domain::update::{Draft, Report, Update, UpdateKind};
use domain::work::OwnRecord;
use domain::years::Years;
use maud::{Markup, html};

use crate::comment::{self, Conversation};
use crate::frame::Frame;
use crate::layout::{self, Head};
use crate::plan::ActivitySummary;
use crate::{
    account, activity, calendar, cooperation, dashboard, error, event, framework, history, home, mail, money, organisation, output, person,
    plan, search, session, setting, update,
};

pub fn text(en: &str, zh: &str) -> Translated {
    Translated::new([(Lang::En, en.to_owned()), (Lang::Zh, zh.to_owned())])
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn at(y: i32, m: u32, d: u32) -> DateTime<Utc> {
    day(y, m, d).and_hms_opt(9, 30, 0).unwrap().and_utc()
}

pub fn the_plan() -> Plan {
    Plan {
        id: PlanId(1),
        code: "sample".into(),
        title: text("Short-term action plan", "短期行动计划"),
        short_title: text("Action plan", "行动计划"),
        summary: text("Fourteen activities.", "十四项活动。"),
        years: Some(Years { first: 2017, last: 2020 }),
        decision_code: Some("CP-VIII/3".into()),
    }
}

pub fn an_activity() -> Activity {
    Activity {
        id: ActivityId(7),
        plan: PlanId(1),
        number: 7,
        full_plan_number: None,
        full_plan_number_inferred: Some(103),
        is_priority: true,
        title: text("Workshops on detection", "检测讲习班"),
        short_title: Translated::english("Detection workshops"),
        summary: text("Workshops that <train>.", "培训。"),
        topic: Some(Topic { slug: "detection".into(), name: text("Detection", "检测") }),
        modality: vec![text("workshops", "讲习班"), text("courses", "课程")],
        years: Some(Years { first: 2017, last: 2020 }),
        actual_start: Some(day(2017, 2, 14)),
        actual_end: None,
        lead: Some(Lead { id: PersonId(1), name: "Ines Duarte".into() }),
        led_since: None,
        monitoring: Monitoring::default(),
        partners_to_be_determined: true,
        source_document: "CP-VIII/3".into(),
        source_place: text("annex", "附件"),
        notes: vec![text("A note.", "说明。")],
        version: 3,
    }
}

pub fn an_update(kind: UpdateKind) -> Update {
    let report = Report {
        status: Status::AtRisk,
        reason: Some("A host is missing".into()),
        headline: "Second workshop held".into(),
        done: "One.\n\nTwo.".into(),
        next: "Three.".into(),
        risks: "Four.".into(),
    };
    Update {
        id: UpdateId(4),
        kind,
        confirms: None,
        report,
        lang: Lang::En,
        author: PersonId(1),
        author_name: "Ines Duarte".into(),
        published_at: at(2018, 12, 20),
        corrected_at: Some(at(2018, 12, 21)),
        wordings: Vec::new(),
    }
}

fn a_partner() -> Partner {
    Partner {
        organisation: OrganisationId(2),
        slug: "jrc".into(),
        name: text("Joint Research Centre", "联合研究中心"),
        acronym: Some("JRC".into()),
        role: PartnerRole::Implementing,
        standing: Standing::Confirmed,
    }
}

pub fn lines() -> Vec<ActivitySummary> {
    let delayed = Computed { signal: Signal::Delayed, reason: Reason::Over };
    let none = Computed { signal: Signal::NoData, reason: Reason::Nothing };
    let over = Activity { number: 8, lead: None, actual_start: None, ..an_activity() };
    vec![
        ActivitySummary {
            activity: an_activity(),
            partners: vec![a_partner()],
            latest: Some(an_update(UpdateKind::Confirmation)),
            computed: delayed,
            output_late: Some(12),
        },
        ActivitySummary { activity: over, partners: Vec::new(), latest: None, computed: none, output_late: None },
    ]
}

fn an_organisation() -> OrganisationRecord {
    let organisation = Organisation {
        name: text("Joint Research Centre", "联合研究中心"),
        acronym: Some("JRC".into()),
        kind: OrganisationKind::ResearchBody,
        country: Some("IT".into()),
    };
    OrganisationRecord {
        id: OrganisationId(2),
        slug: "jrc".into(),
        organisation,
        note: text("A note.", "说明。"),
        is_active: false,
        version: 1,
    }
}

fn a_profile(account: Account) -> Profile {
    let person = Person {
        name: "Ines Duarte".into(),
        email: "ines@example.org".into(),
        role: domain::access::Role::Officer,
        organisation: None,
        lang: Lang::En,
    };
    Profile {
        id: PersonId(1),
        person,
        account,
        time_zone: chrono_tz::Tz::UTC,
        organisation_name: Some(text("Secretariat", "秘书处")),
        unreachable: Some(Unreachable { since: at(2019, 3, 1), reason: "permanent error (550): no such user".into() }),
        version: 1,
    }
}

fn errors(fields: &[&str]) -> Errors {
    let mut errors = Errors::new();
    for field in fields {
        errors.add(*field, Problem::Required);
    }
    errors
}

pub fn result() -> ExpectedResult {
    let target = ResultTarget { number: 20.0, comparator: ">=".into(), unit: "countries".into(), unit_name: text("countries", "国家") };
    ExpectedResult {
        kind: ResultKind::Outcome,
        text: text("Countries act", "各国行动"),
        target: Some(target),
        languages: vec!["en".into(), "fr".into(), "es".into()],
        components: vec![text("part", "部分")],
    }
}

fn a_work(obligations: &[Obligation]) -> home::work::Page<'_> {
    let record = |stage: Stage| OwnRecord {
        is_event: stage != Stage::Verified,
        title: Translated::english("Workshop <train> & detection"),
        address: "/events/3".into(),
        stage,
        since: (stage != Stage::Draft).then(|| at(2019, 3, 1)),
        reason: (stage == Stage::Returned).then(|| "Which labs?".into()),
        reviewers: vec!["Ines Duarte".into()],
    };
    home::work::Page {
        setup: Some(domain::setup::Checklist { activities: 14, leaderless: 3, people: 2, ..domain::setup::Checklist::default() }),
        list: crate::reminder::sample::lines(obligations),
        lines: lines(),
        drafts: vec![(PlanId(1), 7, "x".into(), at(2019, 3, 1))],
        leaderless: lines(),
        records: Stage::ALL.iter().copied().map(record).collect(),
    }
}

fn a_team(obligations: &[Obligation], by_activity: bool) -> home::team::Page<'_> {
    let person = a_profile(domain::person::Account::Active { since: at(2019, 1, 1) });
    home::team::Page {
        lines: crate::reminder::sample::lines(obligations),
        led: HashMap::from([(person.id, 2)]),
        people: vec![person],
        leaderless: lines(),
        requested: HashMap::from([((domain::reminder::Kind::Update, domain::reminder::Subject::Plan), "Amara Okello".into())]),
        by_activity,
    }
}

fn a_setup(refused: Option<plan::setup::Refused>) -> plan::setup::Page {
    plan::setup::Page {
        activities: lines().into_iter().take(1).collect(),
        outputs: output::sample::figures().outputs.into_iter().take(1).collect(),
        officers: vec![(PersonId(1), "Ines Duarte".into())],
        organisations: Vec::new(),
        refused,
    }
}

fn a_handover(deactivates: bool) -> home::handover::Page {
    home::handover::Page {
        profile: a_profile(domain::person::Account::Active { since: at(2019, 1, 1) }),
        activities: lines().into_iter().take(1).collect(),
        officers: vec![(PersonId(3), "Li <train> Wen".into())],
        typed: HandoverInput { all: "3".into(), each: Vec::new() },
        errors: errors(&["lead-all"]),
        deactivates,
    }
}

fn searches(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let found = domain::search::Found {
        address: "/events/3".into(),
        title: domain::lang::Translated::english("Workshop <train> & detection"),
        excerpt: vec![("Nairobi, ".into(), false), ("detection".into(), true)],
    };
    let group = |area: domain::search::Area, count| domain::search::Group {
        area,
        count,
        results: vec![found.clone(), domain::search::Found { excerpt: Vec::new(), ..found.clone() }],
    };
    let all = search::Page {
        typed: "detect <x>".into(),
        area: None,
        page: 1,
        per_page: 50,
        groups: domain::search::Area::ALL.iter().map(|area| group(*area, 2)).collect(),
    };
    vec![
        ("search", all.render(frame)),
        (
            "search, one area",
            search::Page {
                area: Some(domain::search::Area::Event),
                page: 2,
                groups: vec![group(domain::search::Area::Event, 1001)],
                ..all.clone()
            }
            .render(frame),
        ),
        ("search, nothing", search::Page { groups: Vec::new(), ..all.clone() }.render(frame)),
        ("search, empty", search::Page { typed: String::new(), groups: Vec::new(), ..all }.render(frame)),
    ]
}

/// A conversation about something.
pub(crate) fn conversation(topic: talk::Topic) -> Conversation {
    let comment = |id, text: &str| Comment {
        id,
        author: PersonId(3),
        author_name: "Tomás <train> Ferri".into(),
        at: at(2019, 3, 1),
        text: text.into(),
        is_urgent: id == 2,
    };
    Conversation { topic, comments: vec![comment(1, "Which <labs>?\n\nAll of them."), comment(2, "Yes")], idempotency_key: "key".into() }
}

fn a_comment() -> comment::Page {
    comment::Page {
        topic: talk::Topic::Activity(ActivityId(7)),
        about: ("Workshops <train>".into(), "/plans/x/activities/7".into()),
        idempotency_key: "key".into(),
        typed: talk::CommentInput { text: String::new(), is_urgent: true },
        errors: errors(&["comment"]),
    }
}

fn show_activity() -> activity::show::Page {
    let citation = |body, paragraphs: Option<&str>| Citation {
        code: "BS-VII/10".into(),
        body,
        topic: text("Detection", "检测"),
        basis: text("inferred", "推断"),
        paragraphs: paragraphs.map(Into::into),
        note: text("odd", "存疑"),
    };
    let dependency =
        Dependency { number: 1, short_title: text("Materials", "教材"), relation: "uses-materials-of".into(), cited_as: "97".into() };
    activity::show::Page {
        activity: an_activity(),
        count: 14,
        neighbours: (Some(6), Some(8)),
        updates: vec![an_update(UpdateKind::Confirmation), an_update(UpdateKind::Report)],
        partners: vec![a_partner()],
        citations: vec![citation(Body::CopMop, Some("5(d)")), citation(Body::Cop, None)],
        results: vec![result()],
        evidence: vec![domain::outcome::Evidence {
            id: 1,
            seen: domain::outcome::Seen {
                result: 0,
                day: day(2019, 2, 1),
                words: "Seen <train>".into(),
                link: "https://example.org/".into(),
            },
            author_name: "Ines Duarte".into(),
            created_at: at(2019, 2, 2),
            gone_at: None,
        }],
        figures: output::sample::figures(),
        depends_on: vec![dependency.clone()],
        needed_by: vec![dependency],
        serves: framework::sample::served(),
        conversation: conversation(talk::Topic::Activity(ActivityId(7))),
        history: history::sample(),
        events: activity::events::Events {
            directory: event::sample::directory(),
            lines: event::sample::lines(),
            count: 12,
            totals: event::sample::totals(3),
            waiting: 1,
            planned: 1,
            may_log: true,
        },
        money: money::sample::totals(),
        has_draft: true,
        is_followed: false,
        revision: Some(Revision {
            original: Planned { years: None, topic: None, results: vec![text("Labs detect LMOs", "实验室检测改性活生物体")] },
            reason: "The host was late".into(),
            decision: "CP-X/1".into(),
            at: at(2018, 12, 20),
        }),
    }
}

fn edit_activity() -> activity::edit::Page {
    let a = an_activity();
    let part = Part { organisation: OrganisationId(2), role: PartnerRole::Possible, standing: Standing::Listed };
    let edit = domain::activity::Edit {
        lead: Some(PersonId(1)),
        actual_start: a.actual_start,
        actual_end: None,
        title: a.title.clone(),
        short_title: a.short_title.clone(),
        summary: a.summary.clone(),
        partners: vec![part],
        partners_to_be_determined: true,
    };
    let typed = domain::activity::EditInput::of(&edit);
    let theirs = EditInput { lead: String::new(), partners: Vec::new(), partners_to_be_determined: false, ..typed.clone() };
    activity::edit::Page {
        activity: a,
        typed,
        version: 3,
        errors: errors(&["lead", "actual-start", "partner-0", "title-en", "short-title-zh", "summary-en"]),
        officers: vec![("1".into(), "Ines Duarte".into())],
        organisations: vec![("2".into(), "JRC".into())],
        conflict: Some(activity::edit::Conflict { who: "Li Wen".into(), theirs }),
    }
}

fn new_update(overtaken: bool) -> update::new::Page {
    update::new::Page {
        activity: an_activity(),
        words: Some(an_update(UpdateKind::Report)),
        latest: Some(an_update(UpdateKind::Confirmation)),
        draft: Draft { status: "delayed".into(), headline: "x".into(), ..Draft::default() },
        kept_at: Some(at(2019, 3, 1)),
        errors: errors(&["status", "reason", "headline", "done", "next", "risks"]),
        overtaken,
    }
}

fn plan_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let query = plan::list::Query { status: "at-risk".into(), sort: "-due".into(), ..plan::list::Query::default() };
    let list = |lines: Vec<ActivitySummary>| plan::list::Page {
        plan: the_plan(),
        counts: (2, 1),
        lines,
        topics: an_activity().topic.into_iter().collect(),
        partners: vec![("jrc".into(), "JRC".into())],
        leads: vec![("1".into(), "Ines Duarte".into())],
        query: query.clone(),
    };
    let paragraph =
        |number: &str| plan::source::Paragraph { number: number.into(), text: text("Invites", "邀请"), note: text("odd", "存疑") };
    let source = plan::source::Page {
        plan: the_plan(),
        facts: [
            "body",
            "meeting",
            "held",
            "place",
            "agenda-item",
            "annex",
            "annex-section",
            "full-plan-in",
            "maintains",
            "note",
            "title-of-decision",
        ]
        .iter()
        .map(|k| (format!("source-{k}"), text("fact", "事实")))
        .collect(),
        context: vec![paragraph("preamble 3"), paragraph("1")],
        footnotes: vec![paragraph("2")],
        reading: vec![text("note", "说明")],
    };
    vec![
        ("plan", list(lines()).render(frame)),
        ("plan, nothing", list(Vec::new()).render(frame)),
        ("timeline", plan::timeline::Page { plan: the_plan(), lines: lines() }.render(frame)),
        ("source", source.render(frame)),
        ("setup", a_setup(None).render(frame)),
        (
            "setup, refused",
            a_setup(Some(plan::setup::Refused {
                activity: an_activity().id,
                lead: "99".into(),
                due: Vec::new(),
                errors: errors(&["lead-7"]),
            }))
            .render(frame),
        ),
        ("work", a_work(&crate::reminder::sample::obligations()).render(frame)),
        (
            "work, nothing",
            home::work::Page {
                setup: None,
                list: Vec::new(),
                lines: Vec::new(),
                drafts: Vec::new(),
                leaderless: Vec::new(),
                records: Vec::new(),
            }
            .render(frame),
        ),
        ("team", a_team(&crate::reminder::sample::obligations(), false).render(frame)),
        ("team, by activity", a_team(&crate::reminder::sample::obligations(), true).render(frame)),
        (
            "team, nothing",
            home::team::Page { people: Vec::new(), led: HashMap::new(), leaderless: Vec::new(), ..a_team(&[], false) }.render(frame),
        ),
        ("hand over", a_handover(false).render(frame)),
        ("activity", show_activity().render(frame)),
        (
            "activity, bare",
            activity::show::Page {
                updates: Vec::new(),
                partners: Vec::new(),
                neighbours: (None, None),
                history: Vec::new(),
                events: activity::events::Events::default(),
                ..show_activity()
            }
            .render(frame),
        ),
        (
            "evidence",
            activity::evidence::Page {
                activity: an_activity(),
                results: vec![result()],
                idempotency_key: "key".into(),
                typed: domain::outcome::EvidenceInput::default(),
                errors: errors(&["result", "day", "words", "evidence"]),
            }
            .render(frame),
        ),
        ("activity edit", edit_activity().render(frame)),
        ("update", new_update(false).render(frame)),
        ("update, overtaken", new_update(true).render(frame)),
        (
            "wording",
            update::wording::Page {
                activity: an_activity(),
                update: an_update(UpdateKind::Report),
                of: Lang::En,
                typed: an_update(UpdateKind::Report).draft_in(Lang::En),
                why: String::new(),
                seen: String::new(),
                errors: Errors::new(),
            }
            .render(frame),
        ),
        (
            "revision",
            activity::revision::Page {
                activity: an_activity(),
                typed: RevisionInput { results: vec![vec!["Labs detect".into(), String::new()]], ..RevisionInput::default() },
                version: 1,
                topics: an_activity().topic.into_iter().collect(),
                errors: Errors::new(),
            }
            .render(frame),
        ),
        ("updates", update::list::Page { activity: an_activity(), updates: show_activity().updates }.render(frame)),
    ]
}

fn organisation_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let engagement = domain::partner::Engagement {
        plan: "sample".into(),
        number: 7,
        short_title: text("x", "甲"),
        role: PartnerRole::Funding,
        standing: Standing::Listed,
    };
    let show = organisation::show::Page {
        record: an_organisation(),
        country: Some(text("Italy", "意大利")),
        engagements: vec![engagement],
        cooperation: cooperation::sample::of_organisation(),
        history: history::sample(),
    };
    let typed = OrganisationInput { names: vec![(Lang::En, "x".into()), (Lang::Zh, String::new())], ..OrganisationInput::default() };
    let edit = |record| organisation::edit::Page {
        record,
        typed: typed.clone(),
        version: 1,
        errors: errors(&["name-en", "acronym", "kind", "country"]),
        countries: vec![("IT".into(), "Italy".into())],
        overtaken: true,
    };
    vec![
        (
            "monitoring",
            plan::monitoring::Page {
                general: MonitoringInput::from(&Monitoring::default()),
                in_force: Monitoring::default(),
                activities: vec![(ActivityId(7), 7, an_activity().short_title, MonitoringInput::default())],
                errors: [("delay-days-7", Problem::BelowRisk), ("risk-days", Problem::NotBetween { least: 0, most: 730 })]
                    .into_iter()
                    .fold(Errors::new(), |mut errors, (field, problem)| {
                        errors.add(field, problem);
                        errors
                    }),
            }
            .render(frame),
        ),
        (
            "invitations",
            person::invitations::Page {
                typed: InvitationsInput { lines: "Wei".into(), ..InvitationsInput::default() },
                errors: {
                    let mut errors = Errors::new();
                    errors.add("lines", in_line(1, Problem::NotANameWithAddress));
                    errors
                },
                organisations: Vec::new(),
            }
            .render(frame),
        ),
        ("organisations", organisation::list::Page { organisations: vec![(an_organisation(), vec![7, 8])] }.render(frame)),
        ("organisation", show.render(frame)),
        ("organisation new", edit(None).render(frame)),
        ("organisation edit", edit(Some(an_organisation())).render(frame)),
    ]
}

fn people_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let invited = Account::Invited { at: at(2019, 1, 1) };
    let active = Account::Active { since: at(2019, 1, 1) };
    let shut = Account::Deactivated { since: at(2019, 1, 1), joined: None };
    let edit = |profile: Option<Profile>| person::edit::Page {
        profile,
        typed: PersonInput { role: "partner".into(), ..PersonInput::default() },
        version: 1,
        errors: errors(&["name", "email", "role", "organisation", "lang"]),
        organisations: vec![("2".into(), "JRC".into())],
        sessions: 2,
        second_factor: Some((at(2019, 1, 1), Some(at(2019, 2, 1)))),
        history: history::sample(),
        overtaken: true,
    };
    vec![
        (
            "people",
            person::list::Page { people: [invited, active, shut].map(a_profile).to_vec(), with_second_factor: vec![a_profile(active).id] }
                .render(frame),
        ),
        ("invite", edit(None).render(frame)),
        ("person, invited", edit(Some(a_profile(invited))).render(frame)),
        ("person, active", edit(Some(a_profile(active))).render(frame)),
        ("person, shut", edit(Some(a_profile(shut))).render(frame)),
        ("deactivation", a_handover(true).render(frame)),
        (
            "settings, open",
            setting::Page {
                public_pages: true,
                second_factor_roles: vec![domain::access::Role::Administrator],
                history: history::sample(),
            }
            .render(frame),
        ),
        (
            "erasures",
            crate::erasure::Page {
                typed: domain::erasure::ErasureInput { words: "Ann Lee".into(), reason: String::new() },
                errors: errors(&["erasure-words", "erasure-reason"]),
                places: Some(vec![crate::erasure::Place {
                    record: (domain::history::SubjectKind::Event, 3),
                    column: "events.title".into(),
                    excerpt: "Ann Lee".into(),
                }]),
            }
            .render(frame),
        ),
        (
            "retention",
            crate::retention::Page {
                typed: vec!["12".into(), String::new(), "36".into(), "x".into()],
                errors: errors(&["retention-accounts"]),
                counts: domain::retention::Kept::ALL.iter().map(|kept| (*kept, 3)).collect(),
                accounts: vec![("Ann Lee".into(), at(2018, 1, 1))],
                is_preview: true,
            }
            .render(frame),
        ),
        ("settings, closed", setting::Page { public_pages: false, second_factor_roles: Vec::new(), history: Vec::new() }.render(frame)),
    ]
}

fn account_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    use account::set_password::{For, Page};
    let own = |is_this| account::show::Session {
        id: 1,
        created_at: at(2019, 3, 1),
        last_seen_at: at(2019, 3, 2),
        agent: "Firefox".into(),
        address: "10.0.0.1".into(),
        is_this,
    };
    let show = account::show::Page {
        profile: a_profile(Account::Active { since: at(2019, 1, 1) }),
        typed: domain::person::PreferencesInput { lang: "en".into(), zone: "UTC".into() },
        errors: errors(&["lang", "time-zone"]),
        sessions: vec![own(true), own(false)],
    };
    let set = |link| Page {
        preferences: Some(domain::person::PreferencesInput { lang: "en".into(), zone: "UTC".into() }),
        action: "/links/join/t".into(),
        link,
        errors: errors(&["password", "again"]),
    };
    let (name, email) = ("Ines".to_owned(), "ines@example.org".to_owned());
    let carried = Some(session::Carried { action: "/activities/7/updates/new".into(), body: "headline=x".into() });
    let sign_in = session::new::Page {
        email: email.clone(),
        next: "/".into(),
        carried: carried.clone(),
        refused: true,
        demo: vec![(domain::access::Role::Donor, "Astrid".into(), "5".into())],
    };
    let factor = |present, is_required| account::second_factor::Page { present, is_required, next: "/reviews".into() };
    let code = errors(&["factor-code"]);
    let confirmation = session::confirmation::Page {
        email: email.clone(),
        next: "/".into(),
        carried: carried.clone(),
        has_second_factor: true,
        errors: errors(&["present", "factor-code"]),
    };
    let resume = |why| session::resume::Page {
        why,
        action: "/x".into(),
        fields: vec![("headline".into(), "kept".into()), ("partner-0-role".into(), "x".into())],
    };
    vec![
        ("second factor, none", factor(None, true).render(frame)),
        ("second factor", factor(Some((at(2019, 3, 1), 7)), false).render(frame)),
        ("second factor, required", factor(Some((at(2019, 3, 1), 0)), true).render(frame)),
        (
            "second factor, new",
            account::second_factor::Setup {
                nonce: "n".into(),
                address: "otpauth://totp/x?secret=ABCD".into(),
                secret: "ABCD".into(),
                next: String::new(),
                errors: code.clone(),
            }
            .render(frame),
        ),
        ("recovery codes", account::second_factor::Codes { codes: vec!["0123456789abcdef".into()], next: "/".into() }.render(frame)),
        ("code", session::code::Page { proof: "p".into(), next: "/".into(), carried, errors: code }.render(frame)),
        ("removal asked", session::code::Asked.render(frame)),
        ("confirmation", confirmation.render(frame)),
        ("resume, confirmed", resume(session::resume::Why::Confirmed).render(frame)),
        ("resume, second factor", resume(session::resume::Why::SecondFactorNeeded).render(frame)),
        ("account", show.render(frame)),
        (
            "calendar",
            calendar::show::Page { address: Some(("https://tracker.example.org/calendar.ics?key=1-abc".into(), at(2019, 3, 1))) }
                .render(frame),
        ),
        ("calendar, none", calendar::show::Page { address: None }.render(frame)),
        ("password", account::password::Page { email: email.clone(), errors: errors(&["present", "password", "again"]) }.render(frame)),
        ("forgotten", account::forgotten::Page { email: email.clone(), errors: errors(&["email"]), sent: false }.render(frame)),
        ("forgotten, sent", account::forgotten::Page { email: email.clone(), errors: Errors::new(), sent: true }.render(frame)),
        ("join", set(For::Joining { name: name.clone(), email: email.clone() }).render(frame)),
        ("reset", set(For::Resetting { email: email.clone() }).render(frame)),
        ("first", set(For::First { name, email }).render(frame)),
        ("sign in", sign_in.render(frame)),
        ("resume", resume(session::resume::Why::SignedIn).render(frame)),
    ]
}

fn precedent_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let organiser = |acronym: Option<&str>| Organiser { name: text("Green Customs", "绿色海关"), acronym: acronym.map(Into::into) };
    let source = |symbol: Option<&str>, footnotes: &[&str]| Source {
        symbol: symbol.map(Into::into),
        title: text("Cooperation", "合作"),
        meeting: text("COP-MOP 4", "第四次会议"),
        paragraphs: vec!["7".into(), "8".into()],
        footnotes: footnotes.iter().map(ToString::to_string).collect(),
    };
    let precedent = |kind, status, (start, end, precision), place: Translated| Precedent {
        key: "sample".into(),
        kind,
        title: text("Workshops that <train>", "培训"),
        span: Span::parse(start, end, precision).unwrap(),
        place,
        country: None,
        organisers: vec![organiser(Some("GCI")), organiser(None)],
        role: text("Took part", "参加"),
        status,
        sources: vec![source(Some("COP-MOP/8/6"), &["3"]), source(None, &[])],
        note: text("odd", "存疑"),
    };
    let dates = [("2012", "2012", Precision::Year), ("2012-03", "2012-03", Precision::Month), ("2012-03-30", "2012-04-01", Precision::Day)];
    let countries = [Some(text("China", "中国")), None];
    let places = [text("Shanghai", "上海"), Translated::default()];
    let lines = (0..12).map(|at| event::precedents::Line {
        precedent: precedent(
            PrecedentKind::ALL[at % PrecedentKind::ALL.len()],
            PrecedentStatus::ALL[at % PrecedentStatus::ALL.len()],
            dates[at % dates.len()],
            places[at % 2].clone(),
        ),
        country: countries[at / 2 % 2].clone(),
    });
    vec![
        ("precedents", event::precedents::Page { lines: lines.collect() }.render(frame)),
        ("precedents, nothing", event::precedents::Page { lines: Vec::new() }.render(frame)),
    ]
}

pub fn an_attachment() -> Attachment {
    Attachment {
        id: AttachmentId(5),
        event: EventId(3),
        stored_as: "0123".into(),
        name: "Report that <train>.pdf".into(),
        kind: FileKind::Pdf,
        size: 1_468_006,
        sha256: String::new(),
        added_by: "Ines Duarte".into(),
        added_at: at(2019, 3, 1),
    }
}

fn file_pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    use event::participants::{Counted, RowProblem, Upload};
    let (event, title) = (EventId(3), Some("Workshop in Nairobi".to_owned()));
    let people = Participation {
        registered: None,
        attended: 3,
        women: 1,
        men: 1,
        other: 1,
        countries: vec![("KE".into(), 2)],
        groups: StakeholderGroup::ALL.iter().map(|g| (*g, 1)).collect(),
        basis: Basis::Counted,
    };
    let problem = |column, found: &str| RowProblem { row: 7, column, found: found.into() };
    let counted = Counted {
        event,
        title: title.clone(),
        version: 2,
        columns: [("gender", Some("Sex <train>".into())), ("country", None), ("group", None)],
        problems: vec![problem("gender", "<train>"), problem("country", ""), problem("group", "x")],
        more_problems: 2,
        people,
        replaces: true,
        directory: Directory::default(),
    };
    let section = |files: &[Attachment]| {
        let section = event::attachments::section(frame, event, files, event::attachments::May { add: true, remove: true });
        layout::page(frame, &Head { title: "Workshop", ..Head::default() }, &html! { h1 { "Workshop" } (section) })
    };
    vec![
        ("attach", event::attach::Page { event, title: None, errors: errors(&["file"]) }.render(frame)),
        ("removal of a file", event::attach::removal(frame, title.as_deref(), &an_attachment())),
        ("files", section(&[an_attachment(), an_attachment()])),
        ("files, none", section(&[])),
        ("files, full", section(&vec![an_attachment(); 10])),
        ("list of participants", Upload { event, title: title.clone(), errors: errors(&["file"]) }.render(frame)),
        ("counted", counted.render(frame)),
        ("counted, at once", Counted { problems: Vec::new(), more_problems: 0, replaces: false, ..counted }.render(frame)),
    ]
}

/// Every page, with its name.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let typed = [("headline".to_owned(), "kept".to_owned())];
    let not_stored = error::not_stored(frame, "unavailable-disk-full", "/x", &typed);
    let faults = error::WORDS.iter().map(|word| ("fault", error::page(frame, word, Some("id"))));
    let outage = Outage { since: at(2019, 3, 1), failures: 3, reason: "Connection refused".into() };
    let without_mail = Frame { mail_outage: Some(outage), ..frame.clone() };
    let other = PlanRef { code: "sample-2".into(), title: Translated::english("Another plan"), ..PlanRef::default() };
    let this = PlanRef { title: text("A plan", "一个计划"), ..frame.plan.clone() };
    let two_plans = Frame { plans: [this, other].into(), ..frame.clone() };
    [
        vec![("no mail goes out", error::page(&without_mail, "not-found", None))],
        vec![("not stored", not_stored)],
        vec![("two plans", error::page(&two_plans, "not-found", None))],
        plan_pages(frame),
        precedent_pages(frame),
        event::sample::pages(frame),
        output::sample::pages(frame),
        framework::sample::pages(frame),
        mail::sample::pages(frame),
        crate::audit::samples(frame),
        file_pages(frame),
        money::sample::pages(frame),
        cooperation::sample::pages(frame),
        crate::reminder::sample::pages(frame),
        organisation_pages(frame),
        people_pages(frame),
        account_pages(frame),
    ]
    .into_iter()
    .flatten()
    .chain([("comment", a_comment().render(frame))])
    .chain(searches(frame))
    .chain(dashboard::sample::pages(frame))
    .chain(crate::report::sample::pages(frame))
    .chain(faults)
    .collect()
}
