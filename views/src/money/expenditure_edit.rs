//! The fields of an expenditure.

use domain::address;
use domain::ids::ExpenditureId;
use domain::lang::Lang;
use domain::money::Expenditure;
use maud::{Markup, html};

use super::Addresses;
use super::edit::{Editable, Page};
use crate::form::{self, Field};
use crate::text::t;

impl Editable for Expenditure {
    const ADDRESSES: Addresses = Addresses {
        new: |plan| plan.new_expenditure(),
        record: |id| address::expenditure(ExpenditureId(id)),
        edit: |id| address::edit_expenditure(ExpenditureId(id)),
    };
    const ADD: &'static str = "expenditure-add";
    const EDIT: &'static str = "expenditure-edit";
    const TEXT: Option<&'static str> = None;

    fn fields(page: &Page<Self>, lang: Lang) -> Markup {
        let (errors, typed) = (&page.errors, &page.typed);
        let spenders = super::organisations(lang, &page.directory, &page.choices);
        let mut activities = vec![(String::new(), t!(lang, "choose"))];
        activities.extend(super::activities(lang, &page.directory));
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
