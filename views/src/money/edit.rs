//! `/money/…/new` and `/money/…/{id}/edit`: the form of a record of money.

use domain::directory::Directory;
use domain::form::Errors;
use domain::lang::Lang;
use domain::money::Choices;
use maud::{Markup, html};

use super::show::Shown;
use super::{Addresses, Subject};
use crate::form;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// What differs between the forms of the two kinds of record.
pub trait Editable: Shown {
    /// Where its forms are.
    const ADDRESSES: Addresses;
    /// Key of the title of a new one.
    const ADD: &'static str;
    /// Key of the title of a stored one.
    const EDIT: &'static str;
    /// Key of what stands before the form, if anything does.
    const TEXT: Option<&'static str>;

    /// The fields.
    fn fields(page: &Page<Self>, lang: Lang) -> Markup;
}

/// The form.
#[derive(Debug, Clone)]
pub struct Page<E: Editable> {
    /// New, or which one.
    pub subject: Subject,
    /// What stands in the form.
    pub typed: E::Input,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
    /// What can be chosen.
    pub choices: Choices,
    /// Whether somebody else has stored an edit in between.
    pub overtaken: bool,
}

impl<E: Editable> Page<E> {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_new = matches!(self.subject, Subject::New { .. });
        let title = text::text(lang, if is_new { E::ADD } else { E::EDIT }, &[]);
        let (action, back) = self.subject.addresses(frame, &E::ADDRESSES);
        let button = if is_new { title.clone() } else { t!(lang, "save-changes") };
        let body = html! {
            h1 { (title) }
            @if let Some(key) = E::TEXT { p.soft { (text::text(lang, key, &[])) } }
            (super::overtaken(lang, self.overtaken))
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame))
                (self.subject.hidden())
                (E::fields(self, lang))
                (form::buttons(&button, &html! { a."btn link" href=(back) { (t!(lang, "cancel")) } }))
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }
}
