//! `/plan`: the activities with their standing, filtered and sorted by the address.

use domain::access;
use domain::activity::Status;
use domain::address;
use domain::lang::Lang;
use domain::plan::{Plan, Topic};
use domain::schedule::{Report, Urgency};
use maud::{Markup, html};

use super::{ActivitySummary, Tab, tabs};
use crate::activity::measured;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form, status};

/// The filters and the order, as they stand in the address; empty means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Word of a status, or `none`.
    pub status: String,
    /// `yes` or `no`.
    pub priority: String,
    /// Slug of a topic.
    pub topic: String,
    /// Slug of an organisation, or `to-be-determined`.
    pub partner: String,
    /// Key of the lead officer, or `none`; of those who may see names.
    pub lead: String,
    /// `yes`: only activities with an update or an output that is late.
    pub late: String,
    /// Word of a [`Sort`]; with a leading `-` the other way round.
    pub sort: String,
}

/// The columns by which the list can be sorted.
pub const SORTS: [&str; 6] = ["number", "timeframe", "lead", "status", "updated", "due"];

impl Query {
    /// Whether anything is filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.pairs().map(|(_, value)| value).iter().any(|f| !f.is_empty())
    }

    /// Name and value of each filter.
    fn pairs(&self) -> [(&'static str, &str); 6] {
        [
            ("status", &self.status),
            ("priority", &self.priority),
            ("topic", &self.topic),
            ("partner", &self.partner),
            ("lead", &self.lead),
            ("late", &self.late),
        ]
    }

    /// The address with these filters and another order.
    fn address(&self, frame: &Frame, sort: &str) -> String {
        let pairs: Vec<(&str, &str)> = self.pairs().into_iter().chain([("sort", sort)]).collect();
        address::with_query(&frame.plan().list(), &pairs)
    }
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The plan.
    pub plan: Plan,
    /// How many activities it has, and how many of them are priorities.
    pub counts: (usize, usize),
    /// The activities that pass the filters, in order.
    pub lines: Vec<ActivitySummary>,
    /// What can be filtered by.
    pub topics: Vec<Topic>,
    /// Slug and short name of each partner of the plan.
    pub partners: Vec<(String, String)>,
    /// Key and name of each lead officer; empty for who may not see names.
    pub leads: Vec<(String, String)>,
    /// Filters and order.
    pub query: Query,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = self.plan.title.get(lang);
        let (activities, priorities) = self.counts;
        let sentence = match &self.plan.decision_code {
            Some(code) => t!(lang, "plan-sentence", activities = activities, priorities = priorities, decision = code.as_str()),
            None => t!(lang, "plan-sentence-no-decision", activities = activities, priorities = priorities),
        };
        let sentence = html! { (sentence) };
        let body = html! {
            (layout::title(text::translated(lang, &self.plan.title), &sentence, &Markup::default()))
            (tabs(frame, Tab::List))
            (self.filters(frame))
            (as_of::line(frame, &frame.plan().list(), &self.query.pairs()))
            @if self.lines.is_empty() {
                div.blank { p { (t!(lang, "plan-nothing")) } div.acts { a.btn href=(frame.plan().list()) { (t!(lang, "plan-show-all")) } } }
            } @else {
                (self.table(frame))
            }
        };
        layout::page(frame, &Head { title, place: Place::Plan, crumbs: &[], script: false }, &body)
    }

    fn filters(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let any = |key: &str| vec![(String::new(), t!(lang, key))];
        let mut statuses = any("any-status");
        statuses.extend(Status::ALL.iter().map(|s| (s.as_str().to_owned(), text::text(lang, &format!("status-{s}"), &[]))));
        statuses.push(("none".to_owned(), t!(lang, "status-none")));
        let mut priorities = any("any-priority");
        priorities.extend(["yes", "no"].map(|w| (w.to_owned(), text::text(lang, &format!("priority-{w}"), &[]))));
        let mut topics = any("any-topic");
        topics.extend(self.topics.iter().map(|t| (t.slug.clone(), t.name.get(lang).to_owned())));
        let mut partners = any("any-partner");
        partners.extend(self.partners.iter().cloned());
        partners.push(("to-be-determined".to_owned(), t!(lang, "to-be-determined")));
        let mut leads = any("any-lead");
        leads.extend(self.leads.iter().cloned());
        leads.push(("none".to_owned(), t!(lang, "no-lead")));
        let mut late = any("any-lateness");
        late.push(("yes".to_owned(), t!(lang, "only-late")));
        let q = &self.query;
        let filter = |name: &str, choices: &[(String, String)], chosen: &str| {
            html! { div { label for=(name) { (text::text(lang, &format!("filter-{name}"), &[])) } select.in id=(name) name=(name) { (form::options(choices, chosen)) } } }
        };
        html! {
            form.filter action=(frame.plan().list()) {
                (filter("status", &statuses, &q.status))
                (filter("priority", &priorities, &q.priority))
                (filter("topic", &topics, &q.topic))
                (filter("partner", &partners, &q.partner))
                @if access::may_see_names(frame.member()) { (filter("lead", &leads, &q.lead)) }
                (filter("late", &late, &q.late))
                @if !q.sort.is_empty() { (form::hidden("sort", &q.sort)) }
                (as_of::kept(frame))
                button.btn { (t!(lang, "filter-apply")) }
                @if q.is_filtered() { a."btn link" href=(as_of::address(frame, &Query { sort: q.sort.clone(), ..Query::default() }.address(frame, &q.sort))) { (t!(lang, "filter-clear")) } }
            }
        }
    }

    fn head(&self, frame: &Frame, name: &str) -> Markup {
        let lang = frame.lang;
        let current = self.query.sort.as_str();
        let (is_up, is_down) = (current == name || (current.is_empty() && name == "number"), current.strip_prefix('-') == Some(name));
        let next = if is_up {
            format!("-{name}")
        } else if name == "number" {
            String::new()
        } else {
            name.to_owned()
        };
        let order = if is_up {
            Some("ascending")
        } else if is_down {
            Some("descending")
        } else {
            None
        };
        html! {
            th scope="col" aria-sort=[order] {
                a href=(as_of::address(frame, &self.query.address(frame, &next))) { (text::text(lang, &format!("column-{name}"), &[])) @if is_up { " ↑" } @else if is_down { " ↓" } }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table."rows fold plan" {
                caption { (t!(lang, "plan-caption", shown = self.lines.len(), all = self.counts.0)) }
                thead { tr { @for name in SORTS { @if name != "lead" || access::may_see_names(frame.member()) { (self.head(frame, name)) } } } }
                tbody { @for line in &self.lines { (row(frame, line)) } }
            }
        }
    }
}

fn row(frame: &Frame, line: &ActivitySummary) -> Markup {
    let lang = frame.lang;
    let a = &line.activity;
    html! {
        tr {
            th scope="row" {
                a href=(as_of::address(frame, &frame.plan().activity(a.number))) { (a.number) ". " (text::translated(lang, &a.short_title)) }
                @if a.is_priority { span.star { (icon(frame, "star")) span.vh { (t!(lang, "priority")) } } }
                small { (partners(lang, line)) }
            }
            td.nw data-l=(t!(lang, "column-timeframe")) { @if let Some(years) = a.years { (years) } @else { span.soft { (t!(lang, "not-stated")) } } }
            @if access::may_see_names(frame.member()) {
                td.who data-l=(t!(lang, "column-lead")) { @if let Some(lead) = &a.lead { (lead.name) } @else { span.soft { (t!(lang, "no-lead")) } } }
            }
            td {
                (status::declared(frame, line.status()))
                @if line.computed.disagrees(line.status()) { small.s-at-risk { (t!(lang, "signal-other")) " " (measured::signal(frame, line.computed, "st small")) } }
            }
            td.nw data-l=(t!(lang, "column-updated")) {
                @if let Some(latest) = &line.latest { (text::day_element(lang, latest.published_at.with_timezone(&frame.zone).date_naive())) }
                @else { span.soft { (t!(lang, "never")) } }
            }
            td.nw data-l=(t!(lang, "column-due")) {
                (due(frame, line))
                @if let Some(days) = line.output_late.filter(|_| line.is_open()) { small.s-late { (icon(frame, "delayed")) " " (t!(lang, "output-late", days = days)) } }
            }
        }
    }
}

fn partners(lang: Lang, line: &ActivitySummary) -> String {
    let mut names: Vec<String> = line.partners.iter().map(|p| p.short_name(lang).to_owned()).collect();
    if line.activity.partners_to_be_determined {
        names.push(t!(lang, "partners-to-be-determined"));
    }
    names.join(" · ")
}

fn due(frame: &Frame, line: &ActivitySummary) -> Markup {
    let lang = frame.lang;
    match line.next_report(frame.today) {
        None => html! { span.soft { (t!(lang, "nothing-due")) } },
        Some(Report::Closing(_)) => html! { span."st small" { (icon(frame, "due")) (t!(lang, "closing-report")) } },
        Some(Report::Update(due)) => {
            let urgency = Urgency::of(due, frame.today);
            html! { (text::day_element(lang, due)) @if !matches!(urgency, Urgency::Later(_)) { small { (status::urgency(frame, urgency)) } } }
        }
    }
}
