//! What the page of a contribution shows: what was pledged, what has arrived, for what.

use domain::address;
use domain::directory::Directory;
use domain::history::SubjectKind;
use domain::ids::ContributionId;
use domain::lang::Lang;
use domain::money::Contribution;
use maud::{Markup, html};

use super::show::Shown;
use crate::frame::Frame;
use crate::text::{self, t};

impl Shown for Contribution {
    const KIND: SubjectKind = SubjectKind::Contribution;

    fn address(id: ContributionId) -> String {
        address::contribution(id)
    }

    fn edit_address(id: ContributionId) -> String {
        address::edit_contribution(id)
    }

    /// Donor and amount.
    fn name(&self, lang: Lang, directory: &Directory) -> String {
        t!(lang, "contribution-name", donor = directory.organisation_name(lang, self.donor), amount = self.pledged.to_string())
    }

    fn body(&self, frame: &Frame, directory: &Directory) -> Markup {
        html! { (facts(self, frame, directory)) (payments(self, frame.lang)) }
    }
}

fn facts(c: &Contribution, frame: &Frame, directory: &Directory) -> Markup {
    let lang = frame.lang;
    html! {
        section { dl.facts {
            dt { (t!(lang, "field-donor")) } dd { (super::organisation_link(lang, directory, c.donor)) }
            dt { (t!(lang, "field-pledged")) } dd { (c.pledged) }
            dt { (t!(lang, "field-pledged-on")) } dd { (text::day_element(lang, c.pledged_on)) }
            dt { (t!(lang, "column-received")) }
            dd {
                @match c.received() {
                    Some(amount) => { (amount) @if amount > c.pledged { br; small.soft { (t!(lang, "received-above-pledge")) } } },
                    None => span.soft { (t!(lang, "nothing-received")) },
                }
            }
            dt { (t!(lang, "field-purpose")) } dd { (super::purpose(frame, directory, &c.purpose)) }
            dt { (t!(lang, "field-source")) } dd { (c.source) }
            @if !c.note.is_empty() { dt { (t!(lang, "note")) } dd { (text::prose(&c.note)) } }
        } }
    }
}

fn payments(c: &Contribution, lang: Lang) -> Markup {
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
