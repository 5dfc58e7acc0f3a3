//! `/money/expenditures/{id}`: what was spent, on what, by whom.

use domain::address;
use domain::directory::Directory;
use domain::history::{HistoryEntry, SubjectKind};
use domain::money::ExpenditureRecord;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The expenditure.
    pub record: ExpenditureRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

/// What an expenditure is called.
pub(super) fn name(lang: domain::lang::Lang, directory: &Directory, record: &ExpenditureRecord) -> String {
    let e = &record.expenditure;
    t!(lang, "expenditure-name", spender = directory.organisation_name(lang, e.spender), amount = e.amount.to_string())
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (e, title) = (&self.record.expenditure, name(lang, &self.directory, &self.record));
        let address = address::expenditure(self.record.id);
        let body = html! {
            (super::head(frame, &title, (&address, &address::edit_expenditure(self.record.id)), self.record.cancelled.as_ref()))
            section { dl.facts {
                dt { (t!(lang, "field-activity")) } dd { (super::activity_link(frame, &self.directory, e.activity)) }
                dt { (t!(lang, "field-spender")) } dd { (super::organisation_link(lang, &self.directory, e.spender)) }
                dt { (t!(lang, "field-spent")) } dd { (e.amount) }
                dt { (t!(lang, "column-money-day")) } dd { (text::days(lang, (e.first, e.last))) }
                dt { (t!(lang, "field-spent-for")) } dd { (text::prose(&e.purpose)) }
                dt { (t!(lang, "field-source")) } dd { (e.source) }
            } }
            (super::history(frame, SubjectKind::Expenditure, &self.history))
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }
}
