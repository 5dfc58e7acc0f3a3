//! Status reports for meetings of the Parties.

pub mod compose;
pub mod document;
pub mod edit;
pub mod freeze;
pub mod list;
pub mod narrative;
pub mod new;
pub mod show;

mod article;
mod since;

#[cfg(test)]
pub(crate) mod sample;

use domain::access::may_see_names;
use domain::lang::Lang;
use domain::report::{ReportScope, State};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// First and last day of a report.
pub(crate) fn days(lang: Lang, terms: &ReportScope) -> String {
    t!(lang, "report-days", from = text::day(lang, terms.from), until = text::day(lang, terms.until))
}

/// The way to all reports.
fn crumb(frame: &Frame) -> (String, String) {
    (frame.plan().reports(), t!(frame.lang, "reports"))
}

/// Where a report stands, as icon and word.
fn state(frame: &Frame, state: &State) -> Markup {
    let lang = frame.lang;
    html! {
        @match state {
            State::Draft => span."st s-draft" { (icon(frame, "draft")) (t!(lang, "report-draft")) },
            State::Frozen { .. } => span."st s-verified" { (icon(frame, "verified")) (t!(lang, "report-frozen")) },
        }
    }
}

/// When a report was frozen or begun, and by whom, where names may be read.
fn when(frame: &Frame, of: &State, author: &str, created_at: chrono::DateTime<chrono::Utc>) -> Markup {
    let (at, by) = match of {
        State::Draft => (created_at, author),
        State::Frozen { at, by, .. } => (*at, by.as_str()),
    };
    html! { (text::day_element(frame.lang, at.with_timezone(&frame.zone).date_naive())) @if may_see_names(frame.member()) { (t!(frame.lang, "list-comma")) (by) } }
}
