//! The fields of a contribution with its payments.

use domain::address;
use domain::ids::ContributionId;
use domain::lang::Lang;
use domain::money::{Contribution, PAYMENTS_MAX, PaymentInput, WHOLE_PLAN};
use maud::{Markup, html};

use super::Addresses;
use super::edit::{Editable, Page};
use crate::form::{self, Field};
use crate::text::t;

/// Empty lines for payments.
const SPARE: usize = 2;

impl Editable for Contribution {
    const ADDRESSES: Addresses = Addresses {
        new: |plan| plan.new_contribution(),
        record: |id| address::contribution(ContributionId(id)),
        edit: |id| address::edit_contribution(ContributionId(id)),
    };
    const ADD: &'static str = "contribution-add";
    const EDIT: &'static str = "contribution-edit";
    const TEXT: Option<&'static str> = Some("contribution-form-text");

    fn fields(page: &Page<Self>, lang: Lang) -> Markup {
        html! {
            (page.pledge(lang))
            (page.purpose(lang))
            (page.payments(lang))
            (super::source_field(lang, &page.errors, &page.typed.source))
            (form::textarea(lang, &page.errors, &Field { name: "note", value: &page.typed.note, optional: true, ..Field::default() }, 3))
        }
    }
}

impl Page<Contribution> {
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
