//! Charts as SVG, drawn from [`Table`]s: each has a title, a description and its numbers written beside what it draws.
//!
//! Places along the line are in per cent and heights in em, so a chart takes the width that it is given and its words never shrink.

use domain::lang::Lang;
use maud::{Markup, html};

use crate::table::{Table, Value, ValueWords as _};
use crate::text::{self, t};

/// A share of the whole width in per cent, short enough for a page.
fn percent(share: f64) -> String {
    format!("{}%", (share * 10.0).round() / 10.0)
}

fn em(height: f64) -> String {
    format!("{}em", (height * 100.0).round() / 100.0)
}

#[expect(clippy::cast_precision_loss, reason = "a chart draws no counts beyond the exact integers of an f64")]
fn drawn(value: &Value) -> f64 {
    match value {
        Value::Count(n) => *n as f64,
        Value::Number(n) => n.max(0.0),
        Value::Percent(n) => (*n).max(0) as f64,
        _ => 0.0,
    }
}

/// The text alternative of a chart.
fn described(lang: Lang, table: &Table, columns: &[usize]) -> String {
    let row = |row: &Vec<crate::table::Cell>| {
        let values: Vec<String> = columns.iter().map(|c| row[*c].value.words(lang)).collect();
        format!("{} {}", row[0].value.words(lang), values.join(" / "))
    };
    table.rows.iter().map(row).collect::<Vec<_>>().join(&t!(lang, "list-comma"))
}

fn svg(lang: Lang, table: &Table, columns: &[usize], height: f64, body: &Markup) -> Markup {
    let (title, words) = (format!("chart-{}", table.name), format!("chart-{}-words", table.name));
    html! {
        svg.c height=(em(height)) role="img" aria-labelledby={ (title) " " (words) } {
            title id=(title) { (table.title) }
            desc id=(words) { (described(lang, table, columns)) }
            (body)
        }
    }
}

/// Columns side by side, one for each row. `group`: what stands below several of them, for instance the year.
#[must_use]
pub fn columns(
    lang: Lang,
    table: &Table,
    value: usize,
    label: impl Fn(usize) -> String,
    group: impl Fn(usize) -> Option<String>,
) -> Markup {
    let most = table.rows.iter().map(|r| drawn(&r[value].value)).fold(1.0, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "few columns")]
    let step = 100.0 / table.rows.len().max(1) as f64;
    let (floor, room) = (9.0, 7.4);
    // Many columns leave little room: large numbers are shortened, and every second is left out on a phone, or where they stay long.
    let is_crowded = table.rows.len() > 8 && most >= 1_000.0;
    let written = |value: &Value| match value {
        Value::Count(n) if is_crowded => text::short_count(lang, *n),
        value => value.words(lang),
    };
    let is_tight = is_crowded && table.rows.iter().any(|row| written(&row[value].value).replace('.', "").chars().count() > 3);
    let body = html! {
        line.rule x1="0" x2="100%" y1=(em(floor)) y2=(em(floor)) {}
        @for (at, row) in table.rows.iter().enumerate() {
            @let left = f64::from(u32::try_from(at).unwrap_or(0)) * step;
            @let height = drawn(&row[value].value) / most * room;
            @let middle = percent(left + step / 2.0);
            rect.one x=(percent(left + step * 0.19)) width=(percent(step * 0.62)) y=(em(floor - height)) height=(em(height)) {}
            @if at % 2 == 0 || !is_tight {
                text.t-b.alt[is_crowded && at % 2 == 1] x=(middle) y=(em(floor - height - 0.4)) text-anchor="middle" { (written(&row[value].value)) }
            }
            text.t-soft x=(middle) y="10.3em" text-anchor="middle" { (label(at)) }
            @if let Some(group) = group(at) { text.t-b x=(middle) y="11.8em" text-anchor="middle" { (group) } }
        }
    };
    svg(lang, table, &[value], 12.5, &body)
}

/// Bars below each other, one for each row, with name and value written.
#[must_use]
pub fn bars(lang: Lang, table: &Table, value: usize) -> Markup {
    let most = table.rows.iter().map(|r| drawn(&r[value].value)).fold(1.0, f64::max);
    let height = 2.6 * f64::from(u32::try_from(table.rows.len()).unwrap_or(0));
    // Behind the longest bar there is room for its number.
    let longest = table.rows.iter().map(|r| r[value].value.words(lang).len()).max().unwrap_or(0);
    let room = if longest > 7 { 72.0 } else { 82.0 };
    let body = html! {
        @for (at, row) in table.rows.iter().enumerate() {
            @let top = 2.6 * f64::from(u32::try_from(at).unwrap_or(0));
            @let share = drawn(&row[value].value) / most * room;
            text x="0" y=(em(top + 1.0)) { (row[0].value.words(lang)) }
            rect.one x="0" width=(percent(share)) y=(em(top + 1.35)) height="0.85em" {}
            text.t-b x=(percent(share)) dx="0.4em" y=(em(top + 2.15)) { (row[value].value.words(lang)) }
        }
    };
    svg(lang, table, &[value], height, &body)
}

/// One bar made of the rows, each in the colour of its word.
#[must_use]
pub fn stacked(lang: Lang, table: &Table, value: usize, words: &[&str]) -> Markup {
    let whole: f64 = table.rows.iter().map(|r| drawn(&r[value].value)).sum::<f64>().max(1.0);
    let mut left = 0.0;
    let mut parts = Vec::new();
    for (row, word) in table.rows.iter().zip(words) {
        let share = drawn(&row[value].value) / whole * 100.0;
        if share > 0.0 {
            parts.push((left, share, *word, row[value].value.words(lang)));
        }
        left += share;
    }
    let body = html! {
        @for (left, share, word, count) in &parts {
            rect class={ "f-" (word) } x=(percent(*left)) width=(percent(*share)) height="2em" {}
            text.in-bar x=(percent(left + share / 2.0)) y="1.4em" text-anchor="middle" { (count) }
            @if *left > 0.0 { line.cut x1=(percent(*left)) x2=(percent(*left)) y1="0" y2="2em" {} }
        }
    };
    svg(lang, table, &[value], 2.0, &body)
}

/// A bullet: how far a value has come towards its target, both from the baseline. Beyond the target it goes on.
#[must_use]
pub fn bullet(title: &str, words: &str, share: f64) -> Markup {
    // The whole width holds the target and a little more, or the value where that is beyond.
    let whole = share.max(1.0) * 1.08;
    let at = |share: f64| percent(share.max(0.0) / whole * 100.0);
    html! {
        svg.c height="1.1em" role="img" {
            title { (title) }
            desc { (words) }
            rect.track x="0" width=(at(1.0)) y=".1em" height=".9em" {}
            rect.one x="0" width=(at(share)) y=".3em" height=".5em" {}
            line.goal x1=(at(1.0)) x2=(at(1.0)) y1="0" y2="1.1em" {}
        }
    }
}
