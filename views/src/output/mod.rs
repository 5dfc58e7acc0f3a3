//! Outputs: their page with what was delivered, the forms for the output and for a delivery.

pub mod deliver;
pub mod edit;
#[cfg(test)]
pub(crate) mod sample;
pub mod show;

use chrono::{DateTime, Utc};
use domain::lang::Lang;
use domain::output::{Output, OutputRecord};
use maud::{Markup, html};

use crate::text::{self, t};

/// How much of an output had been delivered at a moment: always of how many.
#[must_use]
pub fn delivered(lang: Lang, output: &OutputRecord, at: DateTime<Utc>) -> Markup {
    html! { (t!(lang, "output-delivered", delivered = output.delivered(at), pieces = output.pieces())) }
}

/// The languages of an output, by name.
#[must_use]
pub fn languages(lang: Lang, output: &Output) -> String {
    let names: Vec<String> = output.languages.iter().map(|l| text::text(lang, &format!("language-{l}"), &[])).collect();
    names.join(&t!(lang, "list-comma"))
}
