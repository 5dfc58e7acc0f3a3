//! `/plans/{code}/monitoring`: how often leads report, and the thresholds of the calculated status.

use domain::address;
use domain::form::Errors;
use domain::ids::ActivityId;
use domain::lang::Translated;
use domain::monitoring::{Monitoring, MonitoringInput, Setting, field_name};
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What stands in the line of the plan.
    pub general: MonitoringInput,
    /// What is in force for the plan.
    pub in_force: Monitoring,
    /// The activities: key, number, short title, what stands in the line.
    pub activities: Vec<(ActivityId, i32, Translated, MonitoringInput)>,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "monitoring");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "monitoring-text")) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            form action=(frame.plan().monitoring()) method="post" {
                (form::token(frame))
                table."rows fold" {
                    caption.vh { (title) }
                    thead { tr {
                        th scope="col" { (t!(lang, "column-activity")) }
                        @for setting in Setting::ALL { th scope="col" { (label(frame, setting)) } }
                    } }
                    tbody {
                        tr { th scope="row" { (t!(lang, "monitoring-plan")) } (self.cells(frame, None, &t!(lang, "monitoring-plan"), &self.general)) }
                        @for (id, number, name, typed) in &self.activities { tr {
                            th scope="row" { a href=(frame.plan().activity(*number)) { (number) ". " (text::translated(lang, name)) } }
                            (self.cells(frame, Some(*id), &number.to_string(), typed))
                        } }
                    }
                }
                p."small soft" { (t!(lang, "monitoring-empty")) }
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address::SETTINGS) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false }, &body)
    }

    fn cells(&self, frame: &Frame, activity: Option<ActivityId>, of: &str, typed: &MonitoringInput) -> Markup {
        let lang = frame.lang;
        let follows = self.in_force.numbers();
        html! {
            @for (at, setting) in Setting::ALL.into_iter().enumerate() {
                @let name = field_name(setting, activity);
                @let problem = self.errors.of(&name);
                td data-l=(label(frame, setting)) { div.f.wrong[problem.is_some()] {
                    label.vh for=(name) { (of) (t!(lang, "colon")) (label(frame, setting)) }
                    (form::error(lang, &name, problem))
                    input."in w4" id=(name) name=(name) value=(typed.0[at]) inputmode="numeric" placeholder=[activity.map(|_| follows[at].1.to_string())]
                        aria-describedby=[problem.map(|_| format!("{name}-m"))] aria-invalid=[problem.map(|_| "true")];
                } }
            }
        }
    }
}

fn label(frame: &Frame, setting: Setting) -> String {
    text::text(frame.lang, &format!("field-{}", setting.field()), &[])
}
