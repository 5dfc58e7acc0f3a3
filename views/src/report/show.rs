//! `/reports/{id}`: a report, ready to be read and printed.

use domain::access::{may_report, may_see_history, may_see_names};
use domain::address;
use domain::history::{HistoryEntry, SubjectKind};
use domain::report::{ReportRecord, State};
use maud::{Markup, html};

use super::document::Document;
use crate::frame::Frame;
use crate::history;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The report.
    pub record: ReportRecord,
    /// What it says: of a draft, as of this moment.
    pub document: Document,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        // The foot of the page says of which day the figures are.
        let frame = &Frame { as_of: Some(self.record.terms.until).filter(|day| *day < frame.today), ..frame.clone() };
        let body = html! {
            (self.actions(frame))
            @if self.record.is_draft() { div."note info" { p { strong { (t!(lang, "report-draft")) } (t!(lang, "colon")) (t!(lang, "report-draft-text")) } } }
            (super::article::article(&self.document, frame))
            (self.frozen(frame))
            @if may_see_history(frame.member()) { (history::fold(frame, SubjectKind::Report, &self.history)) }
        };
        layout::page(
            frame,
            &Head { title: &self.record.terms.title, place: Place::Reports, crumbs: &[super::crumb(frame)], script: false },
            &body,
        )
    }

    fn actions(&self, frame: &Frame) -> Markup {
        let (lang, id) = (frame.lang, self.record.id);
        html! {
            div."acts top-acts" {
                @if self.record.is_draft() && may_report(frame.member()) {
                    a."btn go" href=(address::edit_report(id)) { (t!(lang, "report-edit")) }
                    a.btn href=(address::freeze_report(id)) { (t!(lang, "report-freeze")) }
                }
                a.btn href=(address::report_xlsx(id)) { (icon(frame, "download")) (t!(lang, "download-xlsx")) }
            }
        }
    }

    fn frozen(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if let State::Frozen { at, by, fingerprint } = &self.record.state {
                section aria-labelledby="frozen" {
                    h2 #frozen { (t!(lang, "report-frozen-title")) }
                    p.soft { (t!(lang, "report-frozen-text")) }
                    dl.facts {
                        dt { (t!(lang, "report-frozen-at")) } dd { (text::moment_element(lang, frame.zone, *at)) @if may_see_names(frame.member()) { (t!(lang, "list-comma")) (by) } }
                        dt { (t!(lang, "report-fingerprint")) } dd.mono { (fingerprint) }
                    }
                }
            }
        }
    }
}
