//! `/events`: the events that the reader may see, filtered, sorted and paged by the address, with the figures of those that count.

use domain::access;
use domain::address;
use domain::directory::Directory;
use domain::event::{EventKind, EventQuery, EventSummary, Group, Mode, Totals};
use domain::participation::StakeholderGroup;
use domain::review::Stage;
use maud::{Markup, html};

use super::{facts, totals};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form, status};

/// The columns by which the list can be sorted.
pub const SORTS: [&str; 5] = ["title", "day", "place", "attended", "state"];

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What keys stand for.
    pub directory: Directory,
    /// Filters and order.
    pub query: EventQuery,
    /// The events of this page.
    pub lines: Vec<EventSummary>,
    /// How many there are on all pages.
    pub count: i64,
    /// How many stand on a page.
    pub per_page: i64,
    /// Figures of those that count.
    pub totals: Totals,
    /// How many wait for review, where that may be said.
    pub waiting: Option<i64>,
    /// How many are planned.
    pub planned: i64,
    /// Years that can be chosen.
    pub years: (i32, i32),
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-events");
        let actions = html! { @if access::may_log_events(frame.member()) { a."btn go" href=(frame.plan().new_event()) { (icon(frame, "plus")) (t!(lang, "event-log")) } } };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "events-sentence")) " " a href=(frame.plan().precedents()) { (t!(lang, "precedent-link")) } }, &actions))
            (self.filters(frame))
            (as_of::line(frame, &frame.plan().events(), &self.query.filters()))
            @if self.lines.is_empty() { (self.blank(frame)) } @else {
                (totals::sentence(lang, &self.totals))
                @if self.query.state != Stage::Planned.as_str() { (planned(frame, self.planned, &self.query.address(&frame.plan().events(), &[("state", Stage::Planned.as_str())]))) }
                @if let Some(waiting) = self.waiting.filter(|n| *n > 0) { p.small.soft { (icon(frame, "submitted")) " " (t!(lang, "totals-waiting", count = waiting)) } }
                (self.table(frame))
                (self.pages(frame))
                p.acts {
                    a href=(as_of::address(frame, &self.query.address(&frame.plan().events_csv(), &[]))) { (icon(frame, "download")) " " (t!(lang, "events-csv")) }
                    a href=(as_of::address(frame, &self.query.address(&frame.plan().events_xlsx(), &[]))) { (icon(frame, "download")) " " (t!(lang, "events-xlsx")) }
                }
                @if self.totals.events > 0 {
                    details."more gap2" { summary { (t!(lang, "totals-more")) } div { (totals::tables(frame, &self.totals, &|name, value| as_of::address(frame, &self.query.address(&frame.plan().events(), &[(name, value)])))) } }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &[], script: false }, &body)
    }

    fn blank(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.blank {
                (icon(frame, "event"))
                @if self.query.is_filtered() {
                    p { (t!(lang, "events-none-found")) }
                    div.acts { a.btn href=(frame.plan().events()) { (t!(lang, "events-show-all")) } }
                } @else {
                    p { (t!(lang, "events-none")) }
                    @if access::may_log_events(frame.member()) { div.acts { a."btn go" href=(frame.plan().new_event()) { (t!(lang, "event-log-first")) } } }
                }
                @if let Some(waiting) = self.waiting.filter(|n| *n > 0) { p.small.soft { (t!(lang, "totals-waiting", count = waiting)) } }
            }
        }
    }

    fn filters(&self, frame: &Frame) -> Markup {
        let (lang, q) = (frame.lang, &self.query);
        let any = |more: Vec<(String, String)>| {
            let mut all = vec![(String::new(), t!(lang, "any"))];
            all.extend(more);
            all
        };
        let words = |prefix: &str, words: Vec<&str>| {
            any(words.iter().map(|w| ((*w).to_owned(), text::text(lang, &format!("{prefix}-{w}"), &[]))).collect())
        };
        let activities =
            any(self.directory.activities.iter().map(|a| (a.number.to_string(), self.directory.activity_name(lang, a.id))).collect());
        let kinds = words("event-kind", EventKind::ALL.iter().map(|k| k.as_str()).collect());
        let modes = words("event-mode", Mode::ALL.iter().map(|m| m.as_str()).collect());
        let mut countries: Vec<(String, String)> =
            self.directory.countries.iter().map(|c| (c.code.clone(), c.name.get(lang).to_owned())).collect();
        countries.sort_by(|a, b| a.1.cmp(&b.1));
        let groups = any(Group::all().map(|g| (g.as_str().to_owned(), totals::group_name(lang, g))).collect());
        let stakeholders = words("stakeholders", StakeholderGroup::ALL.iter().map(|g| g.as_str()).collect());
        let years = any((self.years.0..=self.years.1).rev().map(|y| (y.to_string(), y.to_string())).collect());
        let mut organisers: Vec<(String, String)> =
            self.directory.organisations.iter().map(|o| (o.slug.clone(), self.directory.organisation_name(lang, o.id))).collect();
        organisers.sort_by_key(|(_, name)| name.to_lowercase());
        let select = |name: &str, choices: &[(String, String)], chosen: &str| {
            html! { div { label for={ "filter-" (name) } { (text::text(lang, &format!("filter-{name}"), &[])) } select.in id={ "filter-" (name) } name=(name) { (form::options(choices, chosen)) } } }
        };
        let more = [&q.kind, &q.mode, &q.country, &q.group, &q.stakeholders, &q.organiser].iter().any(|f| !f.is_empty());
        html! {
            form.filter action=(frame.plan().events()) {
                div { label for="filter-words" { (t!(lang, "filter-words")) } input.in #filter-words name="words" type="search" value=(q.words); }
                (select("activity", &activities, &q.activity))
                (select("year", &years, &q.year))
                (select("state", &self.states(frame), &q.state))
                (as_of::kept(frame))
                button.btn { (t!(lang, "filter-apply")) }
                @if q.is_filtered() { a."btn link" href=(as_of::address(frame, &EventQuery { sort: q.sort.clone(), ..EventQuery::default() }.address(&frame.plan().events(), &[]))) { (t!(lang, "filter-clear")) } }
                @if !q.sort.is_empty() { (form::hidden("sort", &q.sort)) }
                details.filters open[more] {
                    summary { (t!(lang, "filter-more")) }
                    div.filter.flush {
                        (select("kind", &kinds, &q.kind)) (select("mode", &modes, &q.mode)) (select("country", &any(countries), &q.country))
                        (select("group", &groups, &q.group)) (select("stakeholders", &stakeholders, &q.stakeholders)) (select("organiser", &any(organisers), &q.organiser))
                    }
                }
            }
        }
    }

    fn states(&self, frame: &Frame) -> Vec<(String, String)> {
        let lang = frame.lang;
        let mut all = vec![(String::new(), t!(lang, "any"))];
        // Those who write no records see what is published alone.
        let writes = access::may_log_events(frame.member());
        let stages = Stage::ALL.iter().filter(|s| writes || matches!(s, Stage::Planned | Stage::Verified));
        all.extend(stages.map(|s| (s.as_str().to_owned(), text::text(lang, &format!("stage-{s}"), &[]))));
        if writes {
            all.push(("merged".to_owned(), t!(lang, "stage-merged")));
        }
        all
    }

    fn head(&self, frame: &Frame, name: &str) -> Markup {
        let lang = frame.lang;
        let (current, is_down) = self.query.sort.strip_prefix('-').map_or((self.query.sort.as_str(), false), |c| (c, true));
        let is_current = current == name || (current.is_empty() && name == "day");
        let next = if is_current && !is_down { format!("-{name}") } else { name.to_owned() };
        // The newest day and the highest number come first when nothing else is asked.
        let is_descending = is_down != matches!(name, "day" | "attended");
        let order = is_current.then_some(if is_descending { "descending" } else { "ascending" });
        html! {
            th.n[name == "attended"] scope="col" aria-sort=[order] {
                a href=(as_of::address(frame, &self.query.address(&frame.plan().events(), &[("sort", &next)]))) { (text::text(lang, &format!("column-event-{name}"), &[])) @if is_current { @if is_descending { " ↓" } @else { " ↑" } } }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let first = (self.query.page - 1) * self.per_page + 1;
        let last = first + i64::try_from(self.lines.len()).unwrap_or(0) - 1;
        html! {
            table."rows fold" {
                caption { (t!(lang, "events-caption", first = first, last = last, all = self.count)) }
                thead { tr { @for name in SORTS { (self.head(frame, name)) } } }
                tbody { @for line in &self.lines { (row(frame, &self.directory, line)) } }
            }
        }
    }

    fn pages(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let last = (self.count + self.per_page - 1) / self.per_page;
        let to = |page: i64| as_of::address(frame, &self.query.address(&frame.plan().events(), &[("page", &page.to_string())]));
        let here = self.query.page;
        html! {
            @if last > 1 {
                nav.around aria-label=(t!(lang, "pages")) {
                    @if here > 1 { a href=(to(here - 1)) rel="prev" { (t!(lang, "page-before")) } } @else { span {} }
                    span { (t!(lang, "page-of", page = here, pages = last)) }
                    @if here < last { a href=(to(here + 1)) rel="next" { (t!(lang, "page-after")) } } @else { span {} }
                }
            }
        }
    }
}

/// How many events are planned, as the link to them; nothing for none.
pub(crate) fn planned(frame: &Frame, count: i64, address: &str) -> Markup {
    html! {
        @if count > 0 { p.small { (icon(frame, "planned")) " " a href=(address) { (t!(frame.lang, "events-planned", count = count)) } } }
    }
}

/// An event as a row.
pub(crate) fn row(frame: &Frame, directory: &Directory, line: &EventSummary) -> Markup {
    let lang = frame.lang;
    let numbers: Vec<String> = line.activities.iter().map(|id| directory.activity_number(*id)).collect();
    let organisers: Vec<String> = line.organiser.iter().chain(&line.co_organisers).map(|o| directory.organisation_name(lang, *o)).collect();
    let online = line.mode.filter(|m| *m != Mode::InPerson).map(|m| text::text(lang, &format!("event-mode-{m}"), &[]));
    let place = facts::place(lang, directory, line.city.as_deref(), line.country.as_deref());
    html! {
        tr {
            th scope="row" {
                a href=(address::event(line.id)) { (super::title(lang, line.title.as_deref())) }
                small {
                    @if let Some(kind) = line.kind { (text::text(lang, &format!("event-kind-{kind}"), &[])) }
                    @if !numbers.is_empty() { " · " (t!(lang, "events-serves", count = numbers.len(), numbers = numbers.join(&t!(lang, "list-comma")))) }
                    @if !organisers.is_empty() { " · " (organisers.join(&t!(lang, "list-comma"))) }
                }
            }
            td.nw data-l=(t!(lang, "column-event-day")) { @if let Some(days) = line.days { (text::days(lang, days)) } }
            td data-l=(t!(lang, "column-event-place")) { @if place.is_empty() { @if let Some(online) = &online { (online) } } @else { (place) @if let Some(online) = &online { small { (online) } } } }
            td.n data-l=(t!(lang, "column-event-attended")) { @if let Some(n) = line.attended { (text::count(u64::from(n))) } }
            td { (status::stage(frame, line.stage, false)) }
        }
    }
}
