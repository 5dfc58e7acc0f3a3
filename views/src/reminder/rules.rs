//! `/admin/reminders`: the reminder rules, for all activities or for one.

use domain::address;
use domain::form::Errors;
use domain::lang::{Lang, Translated};
use domain::reminder::{Escalation, Kind, RuleInput, Rules};
use maud::{Markup, html};

use super::kind;
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity whose rules are set; none: those for all.
    pub activity: Option<(i32, Translated)>,
    /// What stands in the form.
    pub typed: Vec<(Kind, RuleInput)>,
    /// What is wrong.
    pub errors: Errors,
    /// The rules that hold otherwise.
    pub rules: Rules,
    /// All activities: number, short title, whether it has a rule for itself.
    pub activities: Vec<(i32, Translated, bool)>,
}

impl Page {
    fn address(&self, frame: &Frame) -> String {
        self.activity.as_ref().map_or_else(|| address::REMINDERS.to_owned(), |(number, _)| frame.plan().activity_reminders(*number))
    }

    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let general = t!(lang, "reminder-rules");
        let title = self
            .activity
            .as_ref()
            .map_or_else(|| general.clone(), |(number, name)| t!(lang, "reminder-rules-of", number = *number, name = name.get(lang)));
        let crumbs = [(address::REMINDERS.to_owned(), general)];
        let crumbs = if self.activity.is_some() { &crumbs[..] } else { &[] };
        let sentence = t!(lang, if self.activity.is_some() { "reminder-rules-own-text" } else { "reminder-rules-text" });
        let actions = html! { a.btn href=(address::PREVIEW_REMINDERS) { (t!(lang, "reminders-preview")) } };
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &actions))
            (form::summary(lang, &self.errors))
            p.soft { (t!(lang, "hint-steps")) }
            form action=(self.address(frame)) method="post" {
                (form::token(frame))
                @for (of, typed) in &self.typed { (self.kind(lang, *of, typed)) }
                div.gap2 { (form::buttons(&t!(lang, "save-changes"), &Markup::default())) }
            }
            @if self.activity.is_none() { (self.activities(frame)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs, script: false }, &body)
    }

    fn kind(&self, lang: Lang, of: Kind, typed: &RuleInput) -> Markup {
        let input = |name: &str, value: &str, hint: Option<&str>| self.field(lang, (name, of), value, hint);
        let escalates = of.escalation().map(|who| match who {
            Escalation::Lead => "hint-escalates-lead",
            Escalation::Administrators => "hint-escalates-administrators",
        });
        html! {
            section aria-labelledby={ "kind-" (of) } {
                h2 id={ "kind-" (of) } { (kind(lang, of)) }
                p."small soft" {
                    (text::text(lang, &format!("reminder-counts-{of}"), &[]))
                    @if self.activity.is_some() { " " (t!(lang, "reminder-general", rule = super::rule(lang, &self.rules.general(of)))) }
                }
                div.row {
                    (input("steps", &typed.steps, None))
                    @if of != Kind::DonorDigest { (input("every", &typed.every, None)) }
                    @if let Some(hint) = escalates { (input("escalates", &typed.escalates, Some(hint))) }
                }
            }
        }
    }

    /// A field whose label names the kind for those who do not see under which heading it stands.
    fn field(&self, lang: Lang, (name, of): (&str, Kind), value: &str, hint: Option<&str>) -> Markup {
        let id = format!("{name}-{of}");
        let problem = self.errors.of(&id);
        let hints = hint.map(|_| format!("{id}-h")).into_iter();
        let described: Vec<String> = hints.chain(problem.map(|_| format!("{id}-m"))).collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.f.wrong[problem.is_some()] {
                label for=(id) { span.vh { (kind(lang, of)) (t!(lang, "colon")) } (form::label(lang, name)) }
                @if let Some(key) = hint { span.hint id={ (id) "-h" } { (text::text(lang, key, &[])) } }
                (form::error(lang, &id, problem))
                input."in w20" id=(id) name=(id) value=(value) aria-describedby=[described] aria-invalid=[problem.map(|_| "true")];
            }
        }
    }

    fn activities(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="own" {
                h2 #own { (t!(lang, "reminder-own-rules")) }
                p.soft { (t!(lang, "reminder-own-rules-text")) }
                ul.plain { @for (number, name, has_own) in &self.activities { li {
                    a href=(frame.plan().activity_reminders(*number)) { (number) ". " (text::translated(lang, name)) }
                    @if *has_own { " " span."small soft" { (t!(lang, "reminder-has-own")) } }
                } } }
            }
        }
    }
}
