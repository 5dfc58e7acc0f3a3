//! `/framework/links/{code}/edit`: which activities serve an objective, how much and why; and the page for two edits at once.

use domain::address;
use domain::form::Errors;
use domain::framework::{LinkInput, Objective, Strength};
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Lang;
use maud::{Markup, html};

use super::{Names, strength};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::history;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The objective.
    pub objective: Objective,
    /// Short titles of the activities.
    pub names: Names,
    /// What stands in the form, a line for each activity.
    pub typed: Vec<LinkInput>,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// What was changed about the links.
    pub history: Vec<HistoryEntry>,
    /// What is stored now, if somebody else has stored an edit in between, and who that was.
    pub conflict: Option<Conflict>,
}

/// What somebody else has stored in between.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Who.
    pub who: String,
    /// Their version, as the form would show it.
    pub theirs: Vec<LinkInput>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let o = &self.objective;
        let title = t!(lang, "framework-edit-title", code = o.code.as_str());
        let back = address::with_fragment(&frame.plan().framework(), &o.code);
        let body = html! {
            (layout::title(&title, &html! { (text::translated(lang, &o.title)) (t!(lang, "colon")) (text::translated(lang, &o.aim)) }, &Markup::default()))
            @if let Some(conflict) = &self.conflict { (self.conflict(lang, conflict)) }
            (form::summary(lang, &self.errors))
            form.form action=(frame.plan().edit_links(&o.code)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                p.hint { (t!(lang, "framework-edit-hint")) }
                @for line in &self.typed { (self.line(lang, line)) }
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(back) { (t!(lang, "cancel")) } }))
            }
            (history::fold(frame, SubjectKind::Objective, &self.history))
        };
        let crumbs = [layout::plan_crumb(frame), (frame.plan().framework(), t!(lang, "framework-tab"))];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn name(&self, lang: Lang, activity: i32) -> String {
        let title = self.names.get(&activity).map_or("", |n| n.get(lang));
        t!(lang, "framework-edit-activity", number = activity, title = title)
    }

    fn line(&self, lang: Lang, line: &LinkInput) -> Markup {
        let mut choices = vec![(String::new(), t!(lang, "framework-strength-none"))];
        choices.extend(Strength::ALL.iter().map(|s| (s.as_str().to_owned(), strength(lang, *s))));
        let names = [line.strength_field(), line.reason_field()];
        html! {
            fieldset {
                legend.h { (self.name(lang, line.activity)) }
                (form::select(lang, &self.errors, &Field { name: &names[0], value: &line.strength, width: "w20", ..Field::default() }, &choices))
                (form::textarea(lang, &self.errors, &Field { name: &names[1], value: &line.reason, ..Field::default() }, 2))
            }
        }
    }

    fn conflict(&self, lang: Lang, conflict: &Conflict) -> Markup {
        let words = |l: &LinkInput| match l.strength.parse::<Strength>() {
            Ok(s) => format!("{}{}{}", strength(lang, s), t!(lang, "colon"), l.reason.trim()),
            Err(_) => t!(lang, "framework-strength-none"),
        };
        let pairs = self.typed.iter().zip(&conflict.theirs).map(|(mine, other)| (mine.activity, words(mine), words(other)));
        let heads = ["framework-edit-activity-column", "conflict-yours", "conflict-theirs"];
        html! {
            div."note warn" role="alert" {
                p { strong { (t!(lang, "framework-edit-conflict-title", name = conflict.who.as_str())) } }
                p { (t!(lang, "framework-edit-conflict-text")) }
            }
            table.fold {
                caption { (t!(lang, "framework-edit-conflict-caption")) }
                thead { tr { @for key in heads { th scope="col" { (text::text(lang, key, &[])) } } } }
                tbody { @for (activity, mine, other) in pairs.filter(|(_, mine, other)| mine != other) { tr {
                    th scope="row" { (self.name(lang, activity)) }
                    td data-l=(t!(lang, "conflict-yours")) { (mine) }
                    td data-l=(t!(lang, "conflict-theirs")) { (other) }
                } } }
            }
        }
    }
}
