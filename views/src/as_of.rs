//! The day as of which figures are shown: chosen on the page, carried in the address.

use chrono::Datelike;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::text::{self, t};

/// An address that shows its figures as of the same day as this page.
#[must_use]
pub fn address(frame: &Frame, address: &str) -> String {
    let Some(day) = frame.as_of else { return address.to_owned() };
    let (page, place) = address.split_once('#').map_or((address, String::new()), |(page, place)| (page, format!("#{place}")));
    let mark = if page.contains('?') { '&' } else { '?' };
    format!("{page}{mark}as_of={day}{place}")
}

/// The hidden field with which a form of filters keeps the day.
#[must_use]
pub fn kept(frame: &Frame) -> Markup {
    html! { @if let Some(day) = frame.as_of { (form::hidden("as_of", &day.to_string())) } }
}

/// A line that says the day, with a fold to choose another. `keep`: what else stands in the address.
#[must_use]
pub fn line(frame: &Frame, path: &str, keep: &[(&str, &str)]) -> Markup {
    let (lang, as_of) = (frame.lang, frame.as_of);
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

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lang::Lang;

    #[test]
    fn addresses_keep_the_day() {
        let today = Frame::sample(Lang::En);
        let past = Frame { as_of: chrono::NaiveDate::from_ymd_opt(2018, 12, 31), ..today.clone() };
        assert_eq!(address(&today, "/events?activity=7#list"), "/events?activity=7#list");
        assert_eq!(address(&past, "/events?activity=7#list"), "/events?activity=7&as_of=2018-12-31#list");
        assert_eq!(address(&past, "/outputs/3"), "/outputs/3?as_of=2018-12-31");
        assert!(kept(&past).into_string().contains("2018-12-31") && kept(&today).into_string().is_empty());
    }
}
