//! `/reviews`: what waits for review, the longest first, with how long each has waited.

use domain::address;
use domain::directory::Directory;
use domain::event::EventSummary;
use domain::review::{Waiting, WaitingResult};
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What keys stand for.
    pub directory: Directory,
    /// How many records wait.
    pub count: i64,
    /// Records per page.
    pub per_page: i64,
    /// Which page this is, counted from 1.
    pub page: i64,
    /// The records of the page, the longest waiting first, each with whether it may be a duplicate.
    pub lines: Vec<(EventSummary, bool)>,
    /// Measurements and deliveries that wait.
    pub others: Vec<Waiting>,
    /// Whether all records of the page are chosen.
    pub is_all: bool,
}

/// A result that waits, as a line of a list of what is to be done.
pub(crate) fn waiting_line(frame: &Frame, waiting: &Waiting) -> Markup {
    let lang = frame.lang;
    let (address, what) = match waiting.what {
        WaitingResult::Measurement(indicator) => (format!("{}#measurements", address::indicator(indicator)), "waits-measurement"),
        WaitingResult::Delivery(output) => (format!("{}#deliveries", address::output(output)), "waits-delivery"),
    };
    html! {
        li {
            (icon(frame, "measure"))
            div { a href=(address) { (text::translated(lang, &waiting.title)) } small { (text::text(lang, what, &[])) " · " (waiting.author) } }
            span."st small".s-late[waiting.days > 7] { (icon(frame, "due")) (t!(lang, "waits-days", days = waiting.days)) }
        }
    }
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-reviews");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "reviews-sentence", count = self.count + i64::try_from(self.others.len()).unwrap_or(0))) }, &Markup::default()))
            @if self.lines.is_empty() && self.others.is_empty() {
                div.blank { (icon(frame, "verified")) p { (t!(lang, "reviews-none")) } div.acts { a.btn href=(frame.plan().events()) { (t!(lang, "reviews-see-events")) } } }
            }
            @if !self.others.is_empty() {
                ul.todo { @for w in &self.others { (waiting_line(frame, w)) } }
            }
            @if !self.lines.is_empty() {
                form.gap2 action=(address::REVIEWS) method="post" {
                    (form::token(frame))
                    p.small {
                        @if self.is_all { a href=(self.to(self.page, false)) { (t!(lang, "reviews-select-none")) } }
                        @else { a href=(self.to(self.page, true)) { (t!(lang, "reviews-select-all")) } }
                    }
                    (self.table(frame))
                    (self.pages(frame))
                    div."acts gap2" { button.btn { (icon(frame, "verified")) (t!(lang, "reviews-verify")) } }
                    p.small.soft.gap { (t!(lang, "reviews-verify-text")) }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Reviews, crumbs: &[], script: false }, &body)
    }

    fn to(&self, page: i64, all: bool) -> String {
        address::with_query(address::REVIEWS, &[("page", &page.to_string()), ("all", if all { "yes" } else { "" })])
    }

    fn pages(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let last = (self.count + self.per_page - 1) / self.per_page;
        let to = |page: i64| self.to(page, false);
        html! {
            @if last > 1 {
                nav.around aria-label=(t!(lang, "pages")) {
                    @if self.page > 1 { a href=(to(self.page - 1)) rel="prev" { (t!(lang, "page-before")) } } @else { span {} }
                    span { (t!(lang, "page-of", page = self.page, pages = last)) }
                    @if self.page < last { a href=(to(self.page + 1)) rel="next" { (t!(lang, "page-after")) } } @else { span {} }
                }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table."fold queue" {
                caption.vh { (t!(lang, "place-reviews")) }
                thead { tr {
                    th scope="col" { span.vh { (t!(lang, "reviews-choose")) } }
                    @for key in ["column-event-title", "column-event-day", "column-logged-by"] { th scope="col" { (t!(lang, key)) } }
                    th.n scope="col" { (t!(lang, "column-event-attended")) }
                    th scope="col" { (t!(lang, "column-waits")) }
                } }
                tbody { @for (line, is_alike) in &self.lines { (self.row(frame, line, *is_alike)) } }
            }
        }
    }

    fn row(&self, frame: &Frame, line: &EventSummary, is_alike: bool) -> Markup {
        let lang = frame.lang;
        let is_author = frame.member().is_some_and(|m| m.id == line.author);
        let is_own = is_author || frame.member().is_some_and(|m| Some(m.id) == line.figures_by);
        let name = super::title(lang, line.title.as_deref());
        let numbers: Vec<String> = line.activities.iter().map(|id| self.directory.activity_number(*id)).collect();
        let waited = line.waited(frame.today).unwrap_or(0);
        html! {
            tr {
                td { @if !is_own && !is_alike { label.tick { input type="checkbox" name="event" value={ (line.id) ":" (line.version) } checked[self.is_all]; span.vh { (t!(lang, "reviews-choose-one", title = name.as_str())) } } } }
                th scope="row" {
                    @if is_own { a href=(address::event(line.id)) { (name) } } @else { a href=(address::review_event(line.id)) { (name) } }
                    small {
                        (t!(lang, "events-serves", count = numbers.len(), numbers = numbers.join(&t!(lang, "list-comma"))))
                        @if is_own { " · " (t!(lang, if is_author { "reviews-own" } else { "reviews-own-figures" })) }
                    }
                    @if is_alike { small.s-at-risk { (icon(frame, "at-risk")) " " (t!(lang, "alike-one")) " · " (t!(lang, "reviews-alike-alone")) } }
                }
                td.nw data-l=(t!(lang, "column-event-day")) { @if let Some(days) = line.days { (text::days(lang, days)) } }
                td data-l=(t!(lang, "column-logged-by")) { (line.author_name) @if let Some(o) = line.organiser { small { (self.directory.organisation_name(lang, o)) } } }
                td.n data-l=(t!(lang, "column-event-attended")) { @if let Some(n) = line.attended { (text::count(u64::from(n))) } }
                td.nw data-l=(t!(lang, "column-waits")) { span."st small".s-late[waited > 7].s-soon[(3..=7).contains(&waited)] { (icon(frame, "due")) (t!(lang, "waits-days", days = waited)) } }
            }
        }
    }
}
