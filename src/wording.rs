//! The words of messages and documents: the texts and markup of `views`, for the actions of `application`.

use application::wording::Wording;
use domain::calendar::Entry;
use domain::lang::Lang;
use domain::mail::message::{Mail, Message};
use domain::report::document::Document;
use domain::report::{Collected, ReportRecord, ReportScope};
use domain::update::Update;
use url::Url;
use views::calendar::file::{self, Site};
use views::mail::Render as _;
use views::report::{compose, narrative};

/// The words in `views`.
pub struct Views;

impl Wording for Views {
    fn mail(&self, message: &Message<'_>) -> Mail {
        message.render()
    }

    fn calendar(&self, lang: Lang, base: &Url, entries: &[Entry]) -> String {
        file::attached(lang, site(base), entries)
    }

    fn report(&self, collected: &Collected, record: &ReportRecord, demo: bool) -> Document {
        compose::document(collected, &record.terms, &record.introduction, &record.narratives, demo)
    }

    fn report_opening(&self, scope: &ReportScope, updates: &[Update]) -> String {
        narrative::begun(scope, updates)
    }
}

/// Names and links of calendar entries.
#[must_use]
pub fn site(base: &Url) -> Site<'_> {
    Site { host: base.host_str().unwrap_or("localhost"), base: base.as_str() }
}
