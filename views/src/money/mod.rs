//! Money: figures by currency, contributions, expenditures, exchange rates.

pub mod cancellation;
mod contribution;
mod contribution_edit;
pub mod edit;
mod expenditure;
mod expenditure_edit;
pub mod in_one;
pub mod list;
pub mod rate;
pub mod section;
pub mod show;
mod tables;

#[cfg(test)]
pub(crate) mod sample;

use domain::access;
use domain::address;
use domain::directory::Directory;
use domain::form::Errors;
use domain::history::SubjectKind;
use domain::lang::Lang;
use domain::money::{Cancelled, Choices, Currency, Purpose};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout;
use crate::text::{self, t};

/// A record of money whose form is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A new one, with the key of its form.
    New {
        /// The same form, sent twice, makes one record.
        idempotency_key: String,
    },
    /// One that is stored.
    Stored {
        /// Key.
        id: i32,
        /// The version that the form was made from.
        version: i32,
    },
}

impl Subject {
    fn hidden(&self) -> Markup {
        match self {
            Self::New { idempotency_key } => form::hidden("idempotency-key", idempotency_key),
            Self::Stored { version, .. } => form::hidden("version", &version.to_string()),
        }
    }

    /// Address of the form, and where one goes who gives up.
    fn addresses(&self, frame: &Frame, of: &Addresses) -> (String, String) {
        match self {
            Self::New { .. } => ((of.new)(frame.plan()), frame.plan().money()),
            Self::Stored { id, .. } => ((of.edit)(*id), (of.record)(*id)),
        }
    }
}

/// The addresses of one kind of records.
#[derive(Debug, Clone, Copy)]
pub struct Addresses {
    new: fn(address::InPlan<'_>) -> String,
    record: fn(i32) -> String,
    edit: fn(i32) -> String,
}

/// A crumb that leads to the page of money, below the plan.
fn crumbs(frame: &Frame) -> [(String, String); 2] {
    let lang = frame.lang;
    [layout::plan_crumb(frame), (frame.plan().money(), t!(lang, "money"))]
}

fn currency_name(lang: Lang, currency: Currency) -> String {
    text::text(lang, &format!("currency-{currency}"), &[])
}

/// The list of currencies, code and name, after `first`.
fn currencies(lang: Lang, first: &str) -> Vec<(String, String)> {
    let one = |c: &Currency| (c.as_str().to_owned(), t!(lang, "currency-choice", code = c.as_str(), name = currency_name(lang, *c)));
    std::iter::once((String::new(), text::text(lang, first, &[]))).chain(Currency::ALL.iter().map(one)).collect()
}

fn organisations(lang: Lang, directory: &Directory, choices: &Choices) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        choices.organisations.iter().map(|id| (id.to_string(), directory.organisation_name(lang, *id))).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    std::iter::once((String::new(), t!(lang, "choose"))).chain(all).collect()
}

fn activities(lang: Lang, directory: &Directory) -> Vec<(String, String)> {
    directory.every_activity().map(|a| (a.id.to_string(), directory.activity_name(lang, a.id))).collect()
}

fn currency_field(lang: Lang, errors: &Errors, value: &str) -> Markup {
    let field = Field { name: "currency", value, width: "w20", hint: Some("hint-currency"), ..Field::default() };
    form::select(lang, errors, &field, &currencies(lang, "choose"))
}

fn source_field(lang: Lang, errors: &Errors, value: &str) -> Markup {
    form::input(lang, errors, &Field { name: "source", value, hint: Some("hint-money-source"), ..Field::default() })
}

fn overtaken(lang: Lang, is: bool) -> Markup {
    html! { @if is { div."note warn" role="alert" { p { strong { (t!(lang, "overtaken-record")) } } p { (t!(lang, "overtaken-record-text")) } } } }
}

/// What a contribution is for, each activity a link.
fn purpose(frame: &Frame, directory: &Directory, purpose: &Purpose) -> Markup {
    let lang = frame.lang;
    html! {
        @match purpose {
            Purpose::Plan(id) => {
                (t!(lang, "whole-plan"))
                @if let Some(other) = directory.plan(*id).filter(|p| p.id != frame.plan.id) { " (" (text::translated(lang, &other.title)) ")" }
            },
            Purpose::Activities(all) => @for (at, id) in all.iter().enumerate() {
                @if at > 0 { br; }
                (activity_link(frame, directory, *id))
            },
        }
    }
}

fn activity_link(frame: &Frame, directory: &Directory, id: domain::ids::ActivityId) -> Markup {
    html! { @if let Some(a) = directory.activity(id) { a href=(frame.in_plan(a.plan).activity(a.number)) { (directory.activity_name(frame.lang, id)) } } }
}

fn organisation_link(lang: Lang, directory: &Directory, id: domain::ids::OrganisationId) -> Markup {
    html! { @if let Some(o) = directory.organisation(id) { a href=(address::organisation(&o.slug)) { (text::translated(lang, &o.name)) } } }
}

/// The head of a record's page, with what officers may do.
fn head(frame: &Frame, title: &str, (address, edit): (&str, &str), cancelled: Option<&Cancelled>) -> Markup {
    let lang = frame.lang;
    let actions = html! {
        @if access::may_report(frame.member()) && cancelled.is_none() {
            a.btn href=(edit) { (t!(lang, "edit")) }
            a."btn link" href=(address::cancel_money(address)) { (t!(lang, "money-cancel")) }
        }
    };
    html! {
        (layout::title(title, &Markup::default(), &actions))
        @if let Some(cancelled) = cancelled {
            div."note warn" {
                p { strong { (t!(lang, "money-is-cancelled")) } " " (text::moment_element(lang, frame.zone, cancelled.at)) }
                p { (cancelled.reason) }
            }
        }
    }
}

/// The history of a record, for members.
fn history(frame: &Frame, subject: SubjectKind, entries: &[domain::history::HistoryEntry]) -> Markup {
    html! { @if access::may_see_history(frame.member()) { (crate::history::fold(frame, subject, entries)) } }
}
