//! `/money/contributions/{id}` and `/money/expenditures/{id}`: a record of money with its history.

use domain::directory::Directory;
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Lang;
use domain::money::{MoneyEntry, MoneyRecord};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};

/// How a kind of record is shown.
pub trait Shown: MoneyEntry {
    /// What it is in the history.
    const KIND: SubjectKind;

    /// The address of a record.
    fn address(id: Self::Id) -> String;

    /// The address of its form.
    fn edit_address(id: Self::Id) -> String;

    /// What it is called.
    fn name(&self, lang: Lang, directory: &Directory) -> String;

    /// What is known of it.
    fn body(&self, frame: &Frame, directory: &Directory) -> Markup;
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page<E: Shown> {
    /// The record.
    pub record: MoneyRecord<E>,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

impl<E: Shown> Page<E> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, id, entry) = (frame.lang, self.record.id, &self.record.entry);
        let title = entry.name(lang, &self.directory);
        let body = html! {
            (super::head(frame, &title, (&E::address(id), &E::edit_address(id)), self.record.cancelled.as_ref()))
            (entry.body(frame, &self.directory))
            (super::history(frame, E::KIND, &self.history))
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }
}
