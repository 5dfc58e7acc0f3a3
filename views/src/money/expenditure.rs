//! What the page of an expenditure shows: what was spent, on what, by whom.

use domain::address;
use domain::directory::Directory;
use domain::history::SubjectKind;
use domain::ids::ExpenditureId;
use domain::lang::Lang;
use domain::money::Expenditure;
use maud::{Markup, html};

use super::show::Shown;
use crate::frame::Frame;
use crate::text::{self, t};

impl Shown for Expenditure {
    const KIND: SubjectKind = SubjectKind::Expenditure;

    fn address(id: ExpenditureId) -> String {
        address::expenditure(id)
    }

    fn edit_address(id: ExpenditureId) -> String {
        address::edit_expenditure(id)
    }

    /// Who has spent how much.
    fn name(&self, lang: Lang, directory: &Directory) -> String {
        t!(lang, "expenditure-name", spender = directory.organisation_name(lang, self.spender), amount = self.amount.to_string())
    }

    fn body(&self, frame: &Frame, directory: &Directory) -> Markup {
        let lang = frame.lang;
        html! {
            section { dl.facts {
                dt { (t!(lang, "field-activity")) } dd { (super::activity_link(frame, directory, self.activity)) }
                dt { (t!(lang, "field-spender")) } dd { (super::organisation_link(lang, directory, self.spender)) }
                dt { (t!(lang, "field-spent")) } dd { (self.amount) }
                dt { (t!(lang, "column-money-day")) } dd { (text::days(lang, (self.first, self.last))) }
                dt { (t!(lang, "field-spent-for")) } dd { (text::prose(&self.purpose)) }
                dt { (t!(lang, "field-source")) } dd { (self.source) }
            } }
        }
    }
}
