//! `/money/contributions/new` and `/money/contributions/{id}/edit`: the form of a contribution with its payments.

use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::ids::ContributionId;
use domain::lang::Lang;
use domain::money::{Choices, ContributionInput, PAYMENTS_MAX, PaymentInput, WHOLE_PLAN};
use maud::{Markup, html};

use super::{Addresses, Subject};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// Empty lines for payments.
const SPARE: usize = 2;

const ADDRESSES: Addresses = Addresses {
    new: |plan| plan.new_contribution(),
    record: |id| address::contribution(ContributionId(id)),
    edit: |id| address::edit_contribution(ContributionId(id)),
};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// New, or which one.
    pub subject: Subject,
    /// What stands in the form.
    pub typed: ContributionInput,
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
        let title = t!(lang, if is_new { "contribution-add" } else { "contribution-edit" });
        let (action, back) = self.subject.addresses(frame, &ADDRESSES);
        let body = html! {
            h1 { (title) }
            p.soft { (t!(lang, "contribution-form-text")) }
            (super::overtaken(lang, self.overtaken))
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame))
                (self.subject.hidden())
                (self.pledge(lang))
                (self.purpose(lang))
                (self.payments(lang))
                (super::source_field(lang, &self.errors, &self.typed.source))
                (form::textarea(lang, &self.errors, &Field { name: "note", value: &self.typed.note, optional: true, ..Field::default() }, 3))
                (form::buttons(&t!(lang, if is_new { "contribution-add" } else { "save-changes" }), &html! { a."btn link" href=(back) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }

    fn pledge(&self, lang: Lang) -> Markup {
        let (errors, typed) = (&self.errors, &self.typed);
        let donors = super::organisations(lang, &self.directory, &self.choices);
        html! {
            (form::select(lang, errors, &Field { name: "donor", value: &typed.donor, hint: Some("hint-donor"), ..Field::default() }, &donors))
            (super::currency_field(lang, errors, &typed.currency))
            (form::input(lang, errors, &Field { name: "pledged", value: &typed.pledged, hint: Some("hint-amount"), width: "w20", ..Field::default() }))
            (form::date(lang, errors, &Field { name: "pledged-on", hint: Some("hint-money-day"), ..Field::default() }, &typed.pledged_on))
        }
    }

    fn purpose(&self, lang: Lang) -> Markup {
        let mut choices = vec![(WHOLE_PLAN.to_owned(), t!(lang, "whole-plan"))];
        choices.extend(super::activities(lang, &self.directory));
        form::boxes(
            lang,
            &self.errors,
            &Field { name: "purpose", hint: Some("hint-purpose"), ..Field::default() },
            &choices,
            &self.typed.purpose,
        )
    }

    fn payments(&self, lang: Lang) -> Markup {
        let filled = self.typed.payments.len();
        let spare = (0..SPARE.min(PAYMENTS_MAX.saturating_sub(filled))).map(|_| PaymentInput::default());
        let lines: Vec<PaymentInput> = self.typed.payments.iter().cloned().chain(spare).collect();
        html! {
            fieldset {
                legend.h { (t!(lang, "field-payments")) }
                p.hint { (t!(lang, "hint-payments")) }
                @for (at, line) in lines.iter().enumerate() {
                    (form::input(lang, &self.errors, &Field { name: &format!("received-{at}"), value: &line.amount, optional: at >= filled, width: "w20", ..Field::default() }))
                    (form::date(lang, &self.errors, &Field { name: &format!("received-on-{at}"), optional: at >= filled, ..Field::default() }, &line.on))
                }
            }
        }
    }
}
