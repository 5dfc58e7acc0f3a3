//! The form that hands over what somebody leads; the page that deactivates an account asks the same.

use domain::address;
use domain::form::Errors;
use domain::handover::{HandoverInput, NOBODY};
use domain::ids::PersonId;
use domain::person::Profile;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::plan::ActivitySummary;
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Who leads the activities so far.
    pub profile: Profile,
    /// The activities, plan by plan.
    pub activities: Vec<ActivitySummary>,
    /// Who may lead instead, by name.
    pub officers: Vec<(PersonId, String)>,
    /// What was chosen.
    pub typed: HandoverInput,
    /// What is wrong.
    pub errors: Errors,
    /// Whether the account is deactivated in the same step.
    pub deactivates: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (id, name) = (self.profile.id, self.profile.person.name.as_str());
        let (title, action, back, crumb) = if self.deactivates {
            let crumb = (address::PEOPLE.to_owned(), t!(lang, "people-title"));
            (t!(lang, "deactivate-title", name = name), address::deactivate_person(id), address::person(id), crumb)
        } else {
            (
                t!(lang, "hand-over-title", name = name),
                address::hand_over(id),
                address::TEAM.to_owned(),
                (address::TEAM.to_owned(), t!(lang, "team")),
            )
        };
        let body = html! {
            (layout::title(&title, &Markup::default(), &Markup::default()))
            (form::summary(lang, &self.errors))
            @if self.deactivates { p { (t!(lang, "deactivate-text")) } }
            form.form action=(action) method="post" {
                (form::token(frame))
                @if !self.activities.is_empty() {
                    h2 { (t!(lang, "hand-over-leads", name = name, count = self.activities.len())) }
                    p.soft { (t!(lang, "hand-over-text")) }
                    (self.fields(frame))
                }
                div.acts {
                    @if self.deactivates { button."btn danger" { (t!(lang, "deactivate")) } } @else { button."btn go" { (t!(lang, "hand-over")) } }
                    a."btn link" href=(back) { (t!(lang, "cancel")) }
                }
            }
        };
        let place = if self.deactivates { Place::Other } else { Place::Work };
        layout::page(frame, &Head { title: &title, place, crumbs: &[crumb], script: false }, &body)
    }

    fn fields(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let choices = |empty: &str| -> Vec<(String, String)> {
            let officers = self.officers.iter().map(|(id, name)| (id.to_string(), name.clone()));
            [(String::new(), t!(lang, empty))]
                .into_iter()
                .chain(officers)
                .chain([(NOBODY.to_owned(), t!(lang, "hand-over-nobody"))])
                .collect()
        };
        let all = Field { name: "lead-all", value: &self.typed.all, width: "w20", ..Field::default() };
        let (for_all, for_one) = (choices("choose"), choices("hand-over-as-all"));
        html! {
            (form::select(lang, &self.errors, &all, &for_all))
            @for line in &self.activities {
                @let (name, a) = (HandoverInput::field(line.activity.id), &line.activity);
                @let plan = frame.plan_title(a.plan);
                @let label = html! { (a.number) ". " (text::translated(lang, &a.short_title)) @if let Some(plan) = plan { " – " (plan) } };
                (form::select_named(lang, &self.errors, &Field { name: &name, value: self.typed.of(a.id), width: "w20", ..Field::default() }, &label, &for_one))
            }
        }
    }
}
