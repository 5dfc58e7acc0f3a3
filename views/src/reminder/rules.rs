//! `/admin/reminders`: when is told of what, for all activities or for one.

use domain::form::Errors;
use domain::lang::{Lang, Translated};
use domain::reminder::{Kind, Rules, TypedRule};
use maud::{Markup, html};

use super::kind;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity whose rules are set; none: those for all.
    pub activity: Option<(i32, Translated)>,
    /// What stands in the form.
    pub typed: Vec<(Kind, TypedRule)>,
    /// What is wrong.
    pub errors: Errors,
    /// The rules that hold otherwise.
    pub rules: Rules,
    /// All activities: number, short title, whether it has a rule for itself.
    pub activities: Vec<(i32, Translated, bool)>,
}

impl Page {
    fn address(&self) -> String {
        self.activity.as_ref().map_or_else(|| "/admin/reminders".to_owned(), |(number, _)| format!("/admin/reminders/activities/{number}"))
    }

    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let general = t!(lang, "reminder-rules");
        let title = self.activity.as_ref().map_or_else(
            || general.clone(),
            |(number, name)| t!(lang, "reminder-rules-of", number = *number, name = name.get(lang)),
        );
        let crumbs = [("/admin/reminders".to_owned(), general)];
        let crumbs = if self.activity.is_some() { &crumbs[..] } else { &[] };
        let sentence = t!(lang, if self.activity.is_some() { "reminder-rules-own-text" } else { "reminder-rules-text" });
        let actions = html! { a.btn href="/admin/reminders/preview" { (t!(lang, "reminders-preview")) } };
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &actions))
            (form::summary(lang, &self.errors))
            form.form action=(self.address()) method="post" {
                (form::token(frame))
                @for (of, typed) in &self.typed { (self.kind(lang, *of, typed)) }
                (form::buttons(&t!(lang, "save-changes"), &Markup::default()))
            }
            @if self.activity.is_none() { (self.activities(lang)) }
        };
        layout::page(frame, &Head { title: &title, place: "/admin/reminders", crumbs, script: false }, &body)
    }

    fn kind(&self, lang: Lang, of: Kind, typed: &TypedRule) -> Markup {
        let input = |name: &str, value: &str, hint| {
            let field = Field { name: &format!("{name}-{of}"), value, hint, optional: name != "steps", width: "w20", ..Field::default() };
            form::input(lang, &self.errors, &field)
        };
        html! {
            section aria-labelledby={ "kind-" (of) } {
                h2 id={ "kind-" (of) } { (kind(lang, of)) }
                p."small soft" {
                    (text::text(lang, &format!("reminder-counts-{of}"), &[]))
                    @if self.activity.is_some() { " " (t!(lang, "reminder-general", rule = self.rules.general(of).told())) }
                }
                (input("steps", &typed.steps, Some("hint-steps")))
                @if of != Kind::DonorDigest { (input("every", &typed.every, None)) }
                @if let Some(who) = of.escalation() {
                    (input("escalates", &typed.escalates, Some(if who == domain::reminder::Escalation::Lead { "hint-escalates-lead" } else { "hint-escalates-administrators" })))
                }
            }
        }
    }

    fn activities(&self, lang: Lang) -> Markup {
        html! {
            section aria-labelledby="own" {
                h2 #own { (t!(lang, "reminder-own-rules")) }
                p.soft { (t!(lang, "reminder-own-rules-text")) }
                ul.plain { @for (number, name, has_own) in &self.activities { li {
                    a href={ "/admin/reminders/activities/" (number) } { (number) ". " (text::translated(lang, name)) }
                    @if *has_own { " " span."small soft" { (t!(lang, "reminder-has-own")) } }
                } } }
            }
        }
    }
}
