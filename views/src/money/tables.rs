//! Tables of money: figures by currency, contributions, expenditures.

use domain::access::MoneySeen;
use domain::address;
use domain::directory::Directory;
use domain::money::{Cancelled, ContributionRecord, Currency, ExpenditureRecord, Sums, Totals};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// Pledged, received and spent, a row for each currency. Figures lead to their records, where the reader may see those.
pub(super) fn figures(frame: &Frame, totals: &Totals, address: &dyn Fn(Currency) -> String) -> Markup {
    let lang = frame.lang;
    let has_records = MoneySeen::by(frame.member()).has_records();
    let figure = |sums: &Sums, currency: Currency, part: &str| {
        let words = sums.words(currency);
        html! {
            td.n data-l=(text::text(lang, &format!("column-{part}"), &[])) {
                @match words {
                    None => span.soft { "–" },
                    Some(words) if has_records => a href={ (address(currency)) "#" (if part == "spent" { "expenditures" } else { "contributions" }) } { (words) },
                    Some(words) => (words),
                }
            }
        }
    };
    html! {
        table.fold {
            caption { (t!(lang, "money-caption")) }
            thead { tr { th scope="col" { (t!(lang, "column-currency")) } @for part in ["column-pledged", "column-received", "column-spent"] { th.n scope="col" { (t!(lang, part)) } } } }
            tbody { @for currency in totals.currencies() { tr {
                th scope="row" { (t!(lang, "currency-choice", code = currency.as_str(), name = super::currency_name(lang, currency))) }
                (figure(&totals.pledged, currency, "pledged")) (figure(&totals.received, currency, "received")) (figure(&totals.spent, currency, "spent"))
            } } }
        }
    }
}

/// What has to be said beside figures.
pub(super) fn notes(frame: &Frame, totals: &Totals) -> Markup {
    let lang = frame.lang;
    html! {
        @if totals.shared > 0 { p.small.soft { (t!(lang, "money-shared", count = totals.shared)) } }
        @if matches!(MoneySeen::by(frame.member()), MoneySeen::Own(_)) { p.small.soft { (t!(lang, "money-own-only")) } }
    }
}

fn state(frame: &Frame, cancelled: Option<&Cancelled>) -> Markup {
    let lang = frame.lang;
    html! { @if let Some(cancelled) = cancelled { " " span."st s-cancelled" { (icon(frame, "cancelled")) (t!(lang, "stage-cancelled")) } small { (cancelled.reason) } } }
}

/// Contributions, a row each.
pub(super) fn contributions(frame: &Frame, directory: &Directory, records: &[ContributionRecord]) -> Markup {
    let lang = frame.lang;
    html! {
        table."rows fold" {
            caption { (t!(lang, "contributions-count", count = records.len())) }
            thead { tr {
                th scope="col" { (t!(lang, "field-donor")) } th scope="col" { (t!(lang, "field-pledged-on")) } th scope="col" { (t!(lang, "field-purpose")) }
                th.n scope="col" { (t!(lang, "column-pledged")) } th.n scope="col" { (t!(lang, "column-received")) }
            } }
            tbody { @for record in records {
                @let c = &record.entry;
                tr {
                    th scope="row" { a href=(address::contribution(record.id)) { (directory.organisation_name(lang, c.donor)) } (state(frame, record.cancelled.as_ref())) }
                    td data-l=(t!(lang, "field-pledged-on")) { (text::day_element(lang, c.pledged_on)) }
                    td data-l=(t!(lang, "field-purpose")) { (purpose(frame, directory, record)) }
                    td.n data-l=(t!(lang, "column-pledged")) { (c.pledged) }
                    td.n data-l=(t!(lang, "column-received")) { @if let Some(received) = c.received() { (received) } @else { span.soft { (t!(lang, "nothing-received")) } } }
                }
            } }
        }
    }
}

/// What a contribution is for, in a few words: the row itself is the link.
fn purpose(frame: &Frame, directory: &Directory, record: &ContributionRecord) -> String {
    let lang = frame.lang;
    let activities = record.entry.purpose.activities();
    let numbers: Vec<String> = activities.iter().map(|id| directory.activity_number(*id)).collect();
    if activities.is_empty() {
        return t!(lang, "whole-plan");
    }
    t!(lang, "events-serves", count = numbers.len(), numbers = numbers.join(&t!(lang, "list-comma")))
}

/// Expenditures, a row each.
pub(super) fn expenditures(frame: &Frame, directory: &Directory, records: &[ExpenditureRecord]) -> Markup {
    let lang = frame.lang;
    html! {
        table."rows fold" {
            caption { (t!(lang, "expenditures-count", count = records.len())) }
            thead { tr {
                th scope="col" { (t!(lang, "field-spent-for")) } th scope="col" { (t!(lang, "field-activity")) } th scope="col" { (t!(lang, "field-spender")) }
                th scope="col" { (t!(lang, "column-money-day")) } th.n scope="col" { (t!(lang, "column-spent")) }
            } }
            tbody { @for record in records {
                @let e = &record.entry;
                tr {
                    th scope="row" { a href=(address::expenditure(record.id)) { (e.purpose.lines().next().unwrap_or_default()) } (state(frame, record.cancelled.as_ref())) }
                    td data-l=(t!(lang, "field-activity")) { (directory.activity_name(lang, e.activity)) }
                    td data-l=(t!(lang, "field-spender")) { (directory.organisation_name(lang, e.spender)) }
                    td data-l=(t!(lang, "column-money-day")) { (text::days(lang, (e.first, e.last))) }
                    td.n data-l=(t!(lang, "column-spent")) { (e.amount) }
                }
            } }
        }
    }
}
