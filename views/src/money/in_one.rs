//! Totals in one currency, as part of the page of money.

use domain::access;
use domain::address;
use domain::lang::Lang;
use domain::money::{Converted, Currency, InOne};
use maud::{Markup, html};

use super::rate;
use crate::frame::Frame;
use crate::text::t;

/// Totals in one currency, with the rates on which they rest; or which rates are missing.
pub(super) fn part(frame: &Frame, in_one: &InOne) -> Markup {
    let lang = frame.lang;
    let parts = [("column-pledged", &in_one.pledged), ("column-received", &in_one.received), ("column-spent", &in_one.spent)];
    let mut rates = Vec::new();
    for (_, part) in parts {
        if let Some(Converted::Total { rates: used, .. }) = part {
            rates.extend(used.iter().filter(|r| !rates.contains(*r)).cloned().collect::<Vec<_>>());
        }
    }
    html! {
        h3 { (t!(lang, "money-in-one", currency = in_one.currency.as_str())) }
        dl.facts { @for (key, part) in parts {
            dt { (t!(lang, key)) }
            dd { @match part {
                None => span.soft { "–" },
                Some(Converted::Total { words, .. }) => { (in_one.currency) " " (words) },
                Some(Converted::Missing(currencies)) => span.soft { (t!(lang, "money-rate-missing", currencies = codes(lang, currencies))) },
            } }
        } }
        @if !rates.is_empty() { p.small.soft.gap { (t!(lang, "money-rates-used")) } ul.small.soft { @for r in &rates { li { (rate::sentence(lang, r)) } } } }
        @if access::may_report(frame.member()) { p.small { a href=(address::with_query(address::NEW_RATE, &[("to", in_one.currency.as_str())])) { (t!(lang, "rate-add")) } } }
    }
}

fn codes(lang: Lang, currencies: &[Currency]) -> String {
    currencies.iter().map(|c| c.as_str()).collect::<Vec<_>>().join(&t!(lang, "list-comma"))
}
