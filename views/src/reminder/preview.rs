//! `/admin/reminders/preview`: who would get what on a day, if everything stayed as it is.

use chrono::NaiveDate;
use domain::access::Role;
use domain::address;
use domain::form::Errors;
use domain::reminder::Notice;
use maud::{Markup, html};

use super::account::item;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// What one person would get.
#[derive(Debug, Clone)]
pub struct Would<'a> {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// The lines.
    pub lines: Vec<Notice<'a>>,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// The day as it was asked for.
    pub typed: String,
    /// What is wrong with it.
    pub errors: Errors,
    /// The day that is shown.
    pub day: NaiveDate,
    /// Who would get something, by name.
    pub would: Vec<Would<'a>>,
}

impl Page<'_> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "reminders-preview");
        let crumbs = [(address::REMINDERS.to_owned(), t!(lang, "reminder-rules"))];
        let field = Field { name: "on", value: &self.typed, kind: "date", width: "w20", ..Field::default() };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "reminders-preview-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form.form action=(address::PREVIEW_REMINDERS) method="get" {
                (form::input(lang, &self.errors, &field))
                (form::buttons(&t!(lang, "reminders-preview-show"), &Markup::default()))
            }
            section aria-labelledby="would" {
                h2 #would { (t!(lang, "reminders-on-day", day = text::weekday(lang, self.day), count = self.would.len())) }
                @if self.would.is_empty() { p.soft { (t!(lang, "reminders-nobody-that-day")) } }
                @for w in &self.would {
                    h3 { (w.name) " " span."small soft" { (text::text(lang, &format!("role-{}", w.role), &[])) } }
                    ul.todo { @for line in &w.lines { (item(frame, line, self.day)) } }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}
