//! `/money/expenditures/new` and `/money/expenditures/{id}/edit`: the form of an expenditure.

use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::ids::ExpenditureId;
use domain::lang::Lang;
use domain::money::{Choices, ExpenditureInput};
use maud::{Markup, html};

use super::{Addresses, Subject};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

const ADDRESSES: Addresses = Addresses {
    new: |plan| plan.new_expenditure(),
    record: |id| address::expenditure(ExpenditureId(id)),
    edit: |id| address::edit_expenditure(ExpenditureId(id)),
};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// New, or which one.
    pub subject: Subject,
    /// What stands in the form.
    pub typed: ExpenditureInput,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
    /// What can be chosen.
    pub choices: Choices,
    /// Whether somebody else has stored an edit in between.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_new = matches!(self.subject, Subject::New { .. });
        let title = t!(lang, if is_new { "expenditure-add" } else { "expenditure-edit" });
        let (action, back) = self.subject.addresses(frame, &ADDRESSES);
        let body = html! {
            h1 { (title) }
            (super::overtaken(lang, self.overtaken))
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame))
                (self.subject.hidden())
                (self.fields(lang))
                (form::buttons(&t!(lang, if is_new { "expenditure-add" } else { "save-changes" }), &html! { a."btn link" href=(back) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }

    fn fields(&self, lang: Lang) -> Markup {
        let (errors, typed) = (&self.errors, &self.typed);
        let spenders = super::organisations(lang, &self.directory, &self.choices);
        let mut activities = vec![(String::new(), t!(lang, "choose"))];
        activities.extend(super::activities(lang, &self.directory));
        html! {
            (form::select(lang, errors, &Field { name: "activity", value: &typed.activity, ..Field::default() }, &activities))
            (form::select(lang, errors, &Field { name: "spender", value: &typed.spender, ..Field::default() }, &spenders))
            (super::currency_field(lang, errors, &typed.currency))
            (form::input(lang, errors, &Field { name: "spent", value: &typed.amount, hint: Some("hint-amount"), width: "w20", ..Field::default() }))
            (form::date(lang, errors, &Field { name: "spent-from", hint: Some("hint-money-day"), ..Field::default() }, &typed.first))
            (form::date(lang, errors, &Field { name: "spent-to", hint: Some("hint-spent-to"), optional: true, ..Field::default() }, &typed.last))
            (form::textarea(lang, errors, &Field { name: "spent-for", value: &typed.purpose, hint: Some("hint-spent-for"), ..Field::default() }, 3))
            (super::source_field(lang, errors, &typed.source))
        }
    }
}
