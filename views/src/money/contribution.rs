//! `/money/contributions/{id}`: what was pledged, what has arrived, for what.

use domain::address;
use domain::directory::Directory;
use domain::history::{HistoryEntry, SubjectKind};
use domain::lang::Lang;
use domain::money::ContributionRecord;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The contribution.
    pub record: ContributionRecord,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
}

/// What a contribution is called.
pub(super) fn name(lang: Lang, directory: &Directory, record: &ContributionRecord) -> String {
    let c = &record.contribution;
    t!(lang, "contribution-name", donor = directory.organisation_name(lang, c.donor), amount = c.pledged.to_string())
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = name(lang, &self.directory, &self.record);
        let address = address::contribution(self.record.id);
        let body = html! {
            (super::head(frame, &title, (&address, &address::edit_contribution(self.record.id)), self.record.cancelled.as_ref()))
            (self.facts(frame))
            (self.payments(lang))
            (super::history(frame, SubjectKind::Contribution, &self.history))
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &super::crumbs(frame), script: false }, &body)
    }

    fn facts(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let c = &self.record.contribution;
        html! {
            section { dl.facts {
                dt { (t!(lang, "field-donor")) } dd { (super::organisation_link(lang, &self.directory, c.donor)) }
                dt { (t!(lang, "field-pledged")) } dd { (c.pledged) }
                dt { (t!(lang, "field-pledged-on")) } dd { (text::day_element(lang, c.pledged_on)) }
                dt { (t!(lang, "column-received")) }
                dd {
                    @match c.received() {
                        Some(amount) => { (amount) @if amount > c.pledged { br; small.soft { (t!(lang, "received-above-pledge")) } } },
                        None => span.soft { (t!(lang, "nothing-received")) },
                    }
                }
                dt { (t!(lang, "field-purpose")) } dd { (super::purpose(frame, &self.directory, &c.purpose)) }
                dt { (t!(lang, "field-source")) } dd { (c.source) }
                @if !c.note.is_empty() { dt { (t!(lang, "note")) } dd { (text::prose(&c.note)) } }
            } }
        }
    }

    fn payments(&self, lang: Lang) -> Markup {
        let c = &self.record.contribution;
        html! {
            @if !c.payments.is_empty() {
                section aria-labelledby="payments" {
                    h2 #payments { (t!(lang, "field-payments")) }
                    table {
                        caption.vh { (t!(lang, "field-payments")) }
                        thead { tr { th scope="col" { (t!(lang, "column-money-day")) } th.n scope="col" { (t!(lang, "column-received")) } } }
                        tbody { @for payment in &c.payments { tr { th scope="row" { (text::day_element(lang, payment.on)) } td.n { (payment.amount) } } } }
                        @if let Some(sum) = c.received() { tfoot { tr { th scope="row" { (t!(lang, "money-sum")) } td.n { (sum) } } } }
                    }
                }
            }
        }
    }
}
