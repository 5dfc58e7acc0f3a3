//! `/plans/{code}/setup`: leads, partners and due days of all activities in one table, which saves line by line.

use domain::form::Errors;
use domain::ids::{ActivityId, OrganisationId, PersonId};
use domain::lang::Translated;
use domain::output::OutputRecord;
use domain::partner::Standing;
use maud::{Markup, html};

use super::ActivitySummary;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// What was typed in a line, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Of which activity.
    pub activity: ActivityId,
    /// Key of the lead.
    pub lead: String,
    /// Day, month and year of each output.
    pub due: Vec<(String, [String; 3])>,
    /// What is wrong.
    pub errors: Errors,
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activities, by number.
    pub activities: Vec<ActivitySummary>,
    /// Their outputs that are expected.
    pub outputs: Vec<OutputRecord>,
    /// Who may lead, by name.
    pub officers: Vec<(PersonId, String)>,
    /// What organisations are called.
    pub organisations: Vec<(OrganisationId, Translated)>,
    /// The line that could not be saved.
    pub refused: Option<Refused>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "setup-table");
        let errors = self.refused.as_ref().map(|r| r.errors.clone()).unwrap_or_default();
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "setup-table-text")) }, &Markup::default()))
            (form::summary(lang, &errors))
            @for line in &self.activities { (self.line(frame, line)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false }, &body)
    }

    fn line(&self, frame: &Frame, line: &ActivitySummary) -> Markup {
        let (lang, a) = (frame.lang, &line.activity);
        let refused = self.refused.as_ref().filter(|r| r.activity == a.id);
        let none = Errors::new();
        let errors = refused.map_or(&none, |r| &r.errors);
        let stored = a.lead.as_ref().map_or_else(String::new, |lead| lead.id.to_string());
        let chosen = refused.map_or(&stored, |r| &r.lead);
        let mut officers = vec![(String::new(), t!(lang, "no-lead"))];
        officers.extend(self.officers.iter().map(|(id, name)| (id.to_string(), name.clone())));
        if let Some(lead) = a.lead.as_ref().filter(|lead| !self.officers.iter().any(|(id, _)| *id == lead.id)) {
            officers.push((lead.id.to_string(), lead.name.clone()));
        }
        let name = format!("lead-{}", a.id);
        html! {
            section #{ "activity-" (a.number) } aria-labelledby={ "title-" (a.number) } {
                h2 id={ "title-" (a.number) } { (a.number) ". " (text::translated(lang, &a.short_title)) }
                form.form action=(frame.plan().setup()) method="post" {
                    (form::token(frame))
                    (form::hidden("activity", &a.number.to_string()))
                    (form::hidden("version", &a.version.to_string()))
                    (form::select(lang, errors, &Field { name: &name, value: chosen, width: "w20", ..Field::default() }, &officers))
                    @for partner in &line.partners { (self.partner(frame, a.number, partner)) }
                    @for output in self.outputs.iter().filter(|o| o.activity == a.id) {
                        @let name = format!("due-{}", output.id);
                        @let stored = domain::form::typed_day(output.output.due);
                        @let typed = refused.and_then(|r| r.due.iter().find(|(field, _)| *field == name)).map_or(&stored, |(_, typed)| typed);
                        p.small { strong { (output.output.title) } }
                        (form::hidden(&format!("version-{}", output.id), &output.version.to_string()))
                        (form::date(lang, errors, &Field { name: &name, optional: true, ..Field::default() }, typed))
                    }
                    div.acts { button."btn sm" { (t!(lang, "setup-save", number = a.number)) } a."btn sm link" href=(frame.plan().new_output(a.number)) { (t!(lang, "output-add")) } }
                }
            }
        }
    }

    fn partner(&self, frame: &Frame, number: i32, partner: &domain::partner::Partner) -> Markup {
        let lang = frame.lang;
        let name = format!("standing-{}", partner.organisation);
        let id = format!("standing-{number}-{}", partner.organisation);
        let choices: Vec<(String, String)> =
            Standing::ALL.iter().map(|s| (s.as_str().to_owned(), text::text(lang, &format!("standing-{s}"), &[]))).collect();
        let title = self.organisations.iter().find(|(id, _)| *id == partner.organisation).map_or("", |(_, name)| name.get(lang));
        html! {
            div.f {
                label for=(id) { (title) " – " (text::text(lang, &format!("partner-role-{}", partner.role), &[])) }
                select."in w20" id=(id) name=(name) { (form::options(&choices, partner.standing.as_str())) }
            }
        }
    }
}
