//! Where messages and documents are put into words. Actions describe *what* a message says as a typed value; the program that runs them
//! brings an implementation that knows languages and markup (docs/adr/0012-the-application-package.md).

use domain::calendar::Entry;
use domain::lang::Lang;
use domain::mail::message::{Mail, Message};
use domain::report::document::Document;
use domain::report::{Collected, ReportRecord, ReportScope};
use domain::update::Update;
use url::Url;

/// Puts messages and documents into words.
pub trait Wording: Send + Sync {
    /// A message as a mail: subject, text and HTML, in the language that the message names.
    fn mail(&self, message: &Message<'_>) -> Mail;

    /// Entries as a calendar file (RFC 5545) to go with a mail; `base` is where links lead.
    fn calendar(&self, lang: Lang, base: &Url, entries: &[Entry]) -> String;

    /// The document of a draft report in the report's language; `demo`: whether the data is invented.
    fn report(&self, collected: &Collected, record: &ReportRecord, demo: bool) -> Document;

    /// The words on one activity with which a draft report begins, from the activity's updates, the newest first.
    fn report_opening(&self, scope: &ReportScope, updates: &[Update]) -> String;
}
