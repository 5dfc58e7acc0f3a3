//! `/account/reminders`: how one wants to be reminded, and what is coming.

use domain::address;
use domain::reminder::{Choice, Coming, Kind, Notice};
use maud::{Markup, html};

use super::{kind, notes, what};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// The kinds that may concern the reader, with the choice for each.
    pub choices: Vec<(Kind, Choice)>,
    /// Today's reminders, also those already sent.
    pub today: Vec<Notice<'a>>,
    /// What comes if nothing is done until then.
    pub coming: Vec<Coming<'a>>,
}

impl Page<'_> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "reminders");
        let crumbs = [(address::ACCOUNT.to_owned(), t!(lang, "your-account"))];
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "reminders-sentence")) }, &Markup::default()))
            section aria-labelledby="choices" {
                h2 #choices { (t!(lang, "reminders-choices")) }
                form.form action=(address::OWN_REMINDERS) method="post" {
                    (form::token(frame))
                    @for (of, choice) in &self.choices { (choose(frame, *of, *choice)) }
                    (form::buttons(&t!(lang, "save-changes"), &Markup::default()))
                }
                p."small soft gap" { (t!(lang, "reminders-not-security")) }
            }
            section aria-labelledby="coming" {
                h2 #coming { (t!(lang, "reminders-coming")) }
                @if self.today.is_empty() && self.coming.is_empty() { p.soft { (t!(lang, "reminders-none")) } }
                @else {
                    p.soft { (t!(lang, "reminders-coming-text")) }
                    ul.todo {
                        @for line in &self.today { (item(frame, line, frame.today)) }
                        @for c in &self.coming { (item(frame, &c.line, c.day)) }
                    }
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}

fn choose(frame: &Frame, of: Kind, chosen: Choice) -> Markup {
    let lang = frame.lang;
    let name = format!("remind-{of}");
    // A digest that comes once a quarter has no week.
    let offered = Choice::ALL.iter().filter(|c| of != Kind::DonorDigest || **c != Choice::Weekly);
    let choices: Vec<(String, String)> =
        offered.map(|c| (c.as_str().to_owned(), text::text(lang, &format!("reminder-choice-{c}"), &[]))).collect();
    let field = Field { name: &name, value: chosen.as_str(), width: "w20", ..Field::default() };
    form::select(lang, &domain::form::Errors::new(), &field, &choices)
}

/// One line of a list: what, whose, and the day of its reminder.
pub(super) fn item(frame: &Frame, line: &Notice<'_>, day: chrono::NaiveDate) -> Markup {
    let lang = frame.lang;
    html! {
        li {
            (icon(frame, "due"))
            div {
                a href=(line.obligation.about.form) { (what(lang, line)) }
                @for note in notes(lang, line, day) { small { (note) } }
            }
            span."st small" { (kind(lang, line.obligation.kind)) }
            time datetime=(day) { (text::near_day(lang, day, frame.today)) }
        }
    }
}
