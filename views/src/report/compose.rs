//! Makes the document of a report from what was known at the end of its period: just as anybody may read it.

use chrono_tz::Tz;
use std::sync::Arc;

use domain::activity::Status;
use domain::ids::ActivityId;
use domain::lang::Lang;
use domain::money::{Currency, Sums, Totals};
use domain::plan::PlanRef;
use domain::report::{Collected, Last, ReportScope, Snapshot};
use domain::update::{Update, UpdateKind};

use super::document::{Activity, Block, Document, Section};
use super::since;
use crate::as_of;
use crate::dashboard::Data;
use crate::dashboard::tables::{STATUSES, status_name};
use crate::frame::Frame;
use crate::plan::ActivitySummary;
use crate::table::{Cell, Table, Value};
use crate::text::{self, t};

/// The frame in which a report is composed: its language and last day, and nobody who reads. `demo`: whether the data is invented.
#[must_use]
fn frame(terms: &ReportScope, plan: &str, demo: bool) -> Frame {
    let none = String::new;
    Frame {
        lang: terms.lang,
        zone: Tz::UTC,
        today: terms.until,
        as_of: Some(terms.until),
        reader: None,
        public_open: true,
        plan: PlanRef { code: plan.to_owned(), ..PlanRef::default() },
        plans: Arc::default(),
        here: none(),
        token: none(),
        notice: None,
        demo,
        mail_outage: None,
        stylesheet: none(),
        icons: none(),
        script: none(),
    }
}

/// The document of a report. `demo`: whether the data is invented.
#[must_use]
pub fn document(
    collected: &Collected,
    terms: &ReportScope,
    introduction: &str,
    narratives: &[(ActivityId, String)],
    demo: bool,
) -> Document {
    Composer::from(collected).document(terms, introduction, narratives, &frame(terms, &collected.plan, demo))
}

/// What was collected, with figures as tables.
struct Composer<'a> {
    whole: Data,
    period: Data,
    updates: &'a [(ActivityId, Vec<Update>)],
    money: &'a [(ActivityId, Totals)],
    last: Option<&'a Last>,
}

impl<'a> From<&'a Collected> for Composer<'a> {
    fn from(collected: &'a Collected) -> Self {
        Self {
            whole: Data(collected.whole.clone()),
            period: Data(collected.period.clone()),
            updates: &collected.updates,
            money: &collected.money,
            last: collected.last.as_ref(),
        }
    }
}

impl Composer<'_> {
    fn document(&self, terms: &ReportScope, introduction: &str, narratives: &[(ActivityId, String)], frame: &Frame) -> Document {
        let standing = Snapshot::of(&self.whole.headline, &self.whole.money);
        let mut sections = Vec::new();
        if !introduction.is_empty() {
            sections.push(section("introduction", t!(terms.lang, "field-introduction"), vec![Block::Words(introduction.to_owned())]));
        }
        sections.extend([
            self.status(frame),
            self.since(terms, &standing, frame),
            self.told(terms.lang, narratives),
            self.results(frame),
            self.people(frame),
            self.spent(frame),
            self.sources(terms),
        ]);
        Document { lang: terms.lang, title: terms.title.clone(), facts: self.facts(terms, frame), sections, standing }
    }

    fn facts(&self, terms: &ReportScope, frame: &Frame) -> Vec<(String, String)> {
        let lang = terms.lang;
        let plan = &self.whole.plan;
        let period = t!(lang, "report-days", from = text::day(lang, terms.from), until = text::day(lang, terms.until));
        let mut facts = vec![
            (t!(lang, "report-plan"), plan.title.get(lang).to_owned()),
            (t!(lang, "field-period"), period),
            (t!(lang, "report-known"), t!(lang, "report-known-at", day = text::day(lang, terms.until))),
        ];
        if !terms.meeting.is_empty() {
            facts.insert(0, (t!(lang, "field-meeting"), terms.meeting.clone()));
        }
        if frame.demo {
            facts.push((t!(lang, "report-remark"), t!(lang, "report-invented")));
        }
        facts
    }

    fn status(&self, frame: &Frame) -> Section {
        let lang = frame.lang;
        let bar = Block::Bar(self.whole.statuses(lang), STATUSES.to_vec());
        section("status", t!(lang, "dashboard-status"), vec![bar, Block::Table(self.activities(frame))])
    }

    fn activities(&self, frame: &Frame) -> Table {
        let lang = frame.lang;
        let head = ["column-activity", "column-status", "partners", "column-spent", "dashboard-due", "dashboard-delivered"];
        let mut table = Table::new("activities", t!(lang, "dashboard-activities"), &head.map(|key| text::text(lang, key, &[])), 4);
        for line in &self.whole.lines {
            let own = self.whole.outputs.iter().filter(|o| o.activity == line.activity.id);
            let outputs = domain::dashboard::OutputCount::of(own, self.whole.at);
            table.rows.push(vec![
                Cell::from(title(lang, line)).to(as_of::address(frame, &frame.plan().activity(line.activity.number))),
                status_name(lang, line.status()).into(),
                partners(lang, line).into(),
                self.money_of(line.activity.id).map(|m| Value::Text(amounts(lang, &m.spent))).into(),
                outputs.due.into(),
                (outputs.delivered + outputs.early).into(),
            ]);
        }
        table
    }

    fn money_of(&self, activity: ActivityId) -> Option<&Totals> {
        self.money.iter().find(|(a, _)| *a == activity).map(|(_, m)| m).filter(|m| !m.spent.is_empty())
    }

    fn since(&self, terms: &ReportScope, now: &Snapshot, frame: &Frame) -> Section {
        let lang = terms.lang;
        let name = |number: i32| {
            let line = self.whole.lines.iter().find(|l| l.activity.number == number);
            line.map_or_else(|| number.to_string(), |l| title(lang, l))
        };
        let blocks = match &self.last {
            Some(last) => since::blocks(frame.lang, last, (terms.until, now), name),
            None => vec![Block::Note(t!(lang, "report-first"))],
        };
        section("since", t!(lang, "report-since"), blocks)
    }

    fn told(&self, lang: Lang, narratives: &[(ActivityId, String)]) -> Section {
        let told = |line: &ActivitySummary| {
            let words = narratives.iter().find(|(a, _)| *a == line.activity.id).map_or("", |(_, words)| words);
            Block::Activity(Activity {
                title: title(lang, line),
                status: line.status(),
                reason: self.reason(lang, line.activity.id, line.status()),
                words: words.to_owned(),
                instead: t!(lang, "report-no-words"),
            })
        };
        section("words", t!(lang, "report-words"), self.whole.lines.iter().map(told).collect())
    }

    /// Why an activity has its status: the newest reason that was given for just that one.
    fn reason(&self, lang: Lang, activity: ActivityId, status: Option<Status>) -> String {
        let updates = self.updates.iter().find(|(a, _)| *a == activity).map_or(&[][..], |(_, u)| u.as_slice());
        let holds = |u: &&Update| Some(u.report.status) == status;
        let given = updates
            .iter()
            .take_while(holds)
            .filter(|u| u.kind == UpdateKind::Report)
            .find_map(|u| u.for_reader(lang).report.reason.clone());
        given.unwrap_or_default()
    }

    fn results(&self, frame: &Frame) -> Section {
        let (lang, at, day) = (frame.lang, self.whole.at, self.whole.day);
        let mut outputs = self.whole.outputs(frame);
        let told = self.whole.outputs.iter().map(|o| o.output.due.is_some_and(|due| due <= day) || o.delivered(at) > 0);
        outputs.rows = outputs.rows.into_iter().zip(told).filter(|(_, is_told)| *is_told).map(|(row, _)| row).collect();
        outputs.note = Some(t!(lang, "report-outputs-note"));
        let mut indicators = self.whole.indicators(frame);
        indicators.rows.retain(|row| row.get(4).is_some_and(|cell| cell.value != Value::Nothing));
        indicators.note = Some(t!(lang, "report-indicators-note"));
        let blocks = [(outputs, "report-no-outputs"), (indicators, "report-no-indicators")];
        let block = |(table, none): (Table, &str)| {
            if table.rows.is_empty() { Block::Note(text::text(lang, none, &[])) } else { Block::Table(table) }
        };
        section("results", t!(lang, "report-results"), blocks.map(block).to_vec())
    }

    fn people(&self, frame: &Frame) -> Section {
        let (lang, period) = (frame.lang, &self.period);
        let totals = &period.headline.totals;
        let mut blocks = vec![Block::Note(t!(
            lang,
            "report-events",
            count = totals.events,
            people = text::count(totals.attendances),
            countries = totals.countries
        ))];
        if totals.events > 0 {
            let mut countries: Vec<String> = period.countries.iter().map(|(code, ..)| period.directory.country_name(lang, code)).collect();
            countries.sort();
            if !countries.is_empty() {
                blocks.push(Block::Note(t!(lang, "report-countries", names = countries.join(&t!(lang, "list-comma")))));
            }
            blocks.push(Block::Table(period.by_kind(frame)));
            blocks.extend(period.by_gender(frame).map(Block::Table));
            blocks.push(Block::Table(period.by_group(frame)));
        }
        section("people", t!(lang, "report-people"), blocks)
    }

    fn spent(&self, frame: &Frame) -> Section {
        let lang = frame.lang;
        let table = self.whole.money(frame);
        let block = if table.rows.is_empty() { Block::Note(t!(lang, "report-no-money")) } else { Block::Table(table) };
        section("money", t!(lang, "money"), vec![block])
    }

    fn sources(&self, terms: &ReportScope) -> Section {
        let (lang, plan) = (terms.lang, &self.whole.plan);
        let mut notes = vec![
            text::plan_source(lang, plan),
            plan.summary.get(lang).to_owned(),
            t!(lang, "report-source-records", day = text::day(lang, terms.until)),
        ];
        notes.extend(
            ["events", "attendances", "countries", "outputs", "reach", "money"]
                .map(|part| text::text(lang, &format!("sheet-definition-{part}"), &[])),
        );
        section("sources", t!(lang, "report-sources"), vec![Block::Notes(notes)])
    }
}

fn section(name: &str, title: String, blocks: Vec<Block>) -> Section {
    Section { name: name.to_owned(), title, blocks }
}

fn title(lang: Lang, line: &ActivitySummary) -> String {
    format!("{}. {}", line.activity.number, line.activity.short_title.get(lang))
}

fn partners(lang: Lang, line: &ActivitySummary) -> String {
    let mut names: Vec<String> = line.partners.iter().map(|p| p.short_name(lang).to_owned()).collect();
    if line.activity.partners_to_be_determined {
        names.push(t!(lang, "partners-to-be-determined"));
    }
    names.join(&t!(lang, "list-comma"))
}

/// Sums of several currencies, one after the other.
fn amounts(lang: Lang, sums: &Sums) -> String {
    let one = |c: Currency| sums.amount(c).map(|amount| amount.to_string());
    sums.currencies().filter_map(one).collect::<Vec<_>>().join(&t!(lang, "list-comma"))
}
