//! `/reports/{id}/freeze/new`: asks whether a report is to stay as it is for ever.

use domain::address;
use domain::ids::ReportId;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Which report.
    pub id: ReportId,
    /// Its title.
    pub title: String,
    /// Titles of the activities about which it says nothing.
    pub silent: Vec<String>,
    /// Hash of what would be frozen at this moment.
    pub fingerprint: String,
    /// Whether words or figures have changed since the reader was asked.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let address = address::report(self.id);
        let title = t!(lang, "report-freeze");
        let body = html! {
            (layout::title(&title, &html! { (self.title) }, &Markup::default()))
            @if self.overtaken { div."note warn" role="alert" { p { (t!(lang, "report-freeze-overtaken")) " " a href=(address) { (t!(lang, "report-see")) } } } }
            p { (t!(lang, "report-freeze-text")) }
            @if !self.silent.is_empty() {
                p { (t!(lang, "report-freeze-silent", count = self.silent.len())) }
                ul { @for name in &self.silent { li { (name) } } }
            }
            form.form action=(address::freeze_report(self.id)) method="post" {
                (form::token(frame))
                (form::hidden("seen", &self.fingerprint))
                (form::buttons(&t!(lang, "report-freeze-now"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [super::crumb(frame), (address.clone(), t!(lang, "report"))];
        layout::page(frame, &Head { title: &title, place: Place::Reports, crumbs: &crumbs, script: false }, &body)
    }
}
