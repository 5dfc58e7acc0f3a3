//! The day as of which figures are shown: chosen on the page, kept in the address.

use chrono::{Datelike, NaiveDate};
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::text::{self, t};

/// A line that says the day, with a fold to choose another. `keep`: what else stands in the address.
#[must_use]
pub fn line(frame: &Frame, as_of: Option<NaiveDate>, path: &str, keep: &[(&str, &str)]) -> Markup {
    let lang = frame.lang;
    let day = as_of.unwrap_or(frame.today);
    let kept: Vec<String> = keep.iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| format!("{n}={v}")).collect();
    let today = if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) };
    html! {
        div.as-of {
            @if as_of.is_some() {
                div."note info" { p { (t!(lang, "as-of-past", day = text::day(lang, day))) " " a href=(today) { (t!(lang, "as-of-today")) } } }
            }
            details.filters open[as_of.is_some()] {
                summary { (t!(lang, "as-of-choose")) }
                form.row action=(path) {
                    @for (name, value) in keep.iter().filter(|(_, v)| !v.is_empty()) { (form::hidden(name, value)) }
                    div.f { label for="as-of" { (t!(lang, "as-of-day")) } input.in #as-of name="as_of" type="date" max=(frame.today) value=(format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())); }
                    button.btn { (t!(lang, "filter-apply")) }
                }
            }
        }
    }
}
