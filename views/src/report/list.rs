//! `/reports`.

use domain::access::may_report;
use domain::address;
use domain::report::ReportRecord;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The reports that the reader may know of, the newest period first.
    pub reports: Vec<ReportRecord>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "reports");
        let may_make = may_report(frame.member());
        let actions = html! { @if may_make { a."btn go" href=(frame.plan().new_report()) { (t!(lang, "report-new")) } } };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "reports-text")) }, &actions))
            @if self.reports.is_empty() { div.blank { p { (t!(lang, if may_make { "reports-none-officer" } else { "reports-none" })) } } } @else { (self.table(frame)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Reports, crumbs: &[], script: false }, &body)
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let heads = ["field-title", "field-period", "field-report-lang", "column-state", "report-when"]
            .map(|key| crate::text::text(lang, key, &[]));
        html! {
            table.fold {
                caption.vh { (t!(lang, "reports")) }
                thead { tr { @for head in &heads { th scope="col" { (head) } } } }
                tbody { @for r in &self.reports { tr {
                    th scope="row" { a href=(address::report(r.id)) lang=(r.terms.lang) { (r.terms.title) } @if !r.terms.meeting.is_empty() { br; small.soft lang=(r.terms.lang) { (r.terms.meeting) } } }
                    td data-l=(heads[1]) { (super::days(lang, &r.terms)) }
                    td data-l=(heads[2]) lang=(r.terms.lang) { (r.terms.lang.own_name()) }
                    td { (super::state(frame, &r.state)) }
                    td data-l=(heads[4]) { (super::when(frame, &r.state, &r.author, r.created_at)) }
                } } }
            }
        }
    }
}
