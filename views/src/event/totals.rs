//! Figures of a selection of events: attendances by gender, group of countries, stakeholder group.

use domain::event::{Group, Totals};
use domain::lang::Lang;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::text::{self, t};

/// The figures with what they count. `address` gives the list of the events behind a figure, for a filter `name=value` more.
#[must_use]
pub fn tables(frame: &Frame, totals: &Totals, address: &dyn Fn(&str, &str) -> String) -> Markup {
    let lang = frame.lang;
    html! {
        @if totals.events > 0 { div.two { @if totals.may_split(frame.member()) { (genders(lang, totals)) } @else { p.soft { (t!(lang, "few-people-not-split")) } } (groups(lang, totals, address)) @if !totals.groups.is_empty() { (stakeholders(lang, totals, address)) } } }
    }
}

/// How many events and attendances, and what that does and does not say about people.
#[must_use]
pub fn sentence(lang: Lang, totals: &Totals) -> Markup {
    if totals.events == 0 {
        return html! { p."totals soft" { (t!(lang, "totals-none")) } };
    }
    html! {
        p.totals {
            strong { (t!(lang, "totals-sentence-events", count = totals.events)) } " · "
            @if let Some(people) = totals.people() { strong { (t!(lang, "totals-sentence-people", count = people)) } }
            @else { strong { (t!(lang, "totals-sentence-attendances", count = totals.attendances)) } }
            @if totals.countries > 0 { " · " strong { (t!(lang, "people-countries", count = totals.countries)) } }
        }
        @if totals.events > 1 || totals.estimated > 0 {
            p.small.soft {
                @if totals.events > 1 { (t!(lang, "totals-attendances-mean")) " " }
                @if totals.estimated > 0 { (t!(lang, "totals-estimated", count = totals.estimated)) }
            }
        }
    }
}

fn cell(n: u64) -> Markup {
    html! { td.n { (text::count(n)) } }
}

/// A share of a whole in per cent.
fn share(lang: Lang, n: u64, of: u64) -> Markup {
    html! { td.n { @if of > 0 { (t!(lang, "percent", number = (n * 100 + of / 2) / of)) } } }
}

fn genders(lang: Lang, totals: &Totals) -> Markup {
    let rows = [("women", totals.women), ("men", totals.men), ("other", totals.other)];
    html! {
        table {
            caption { (t!(lang, "totals-by-gender")) }
            thead { tr { th scope="col" { (t!(lang, "column-gender")) } th.n scope="col" { (t!(lang, "totals-attendances")) } th.n scope="col" { (t!(lang, "column-share")) } } }
            tbody { @for (name, n) in rows { tr { th scope="row" { (text::text(lang, &format!("field-{name}"), &[])) } (cell(n)) (share(lang, n, totals.attendances)) } } }
            tfoot { tr { th scope="row" { (t!(lang, "people-all")) } (cell(totals.attendances)) td {} } }
        }
    }
}

/// The name of a group of countries.
#[must_use]
pub fn group_name(lang: Lang, group: Group) -> String {
    match group {
        Group::Region(region) => text::text(lang, &format!("region-{region}"), &[]),
        Group::Ldc => t!(lang, "group-ldc"),
        Group::Sids => t!(lang, "group-sids"),
    }
}

fn groups(lang: Lang, totals: &Totals, address: &dyn Fn(&str, &str) -> String) -> Markup {
    let regions = totals.regions.iter().map(|(region, people, countries)| (Group::Region(*region), *people, *countries));
    let row = |group: Group, people: u64, countries: u64| {
        let name = group_name(lang, group);
        html! { tr { th scope="row" { @if people > 0 { a href=(address("group", group.as_str())) { (name) } } @else { (name) } } (cell(people)) (cell(countries)) } }
    };
    html! {
        table {
            caption { (t!(lang, "totals-by-group")) }
            thead { tr { th scope="col" { (t!(lang, "column-group")) } th.n scope="col" { (t!(lang, "totals-attendances")) } th.n scope="col" { (t!(lang, "totals-countries")) } } }
            tbody {
                @for (group, people, countries) in regions { (row(group, people, countries)) }
                @if totals.without_country() > 0 { tr { th scope="row" { span.soft { (t!(lang, "people-not-stated")) } } (cell(totals.without_country())) td {} } }
            }
            tfoot { tr { th scope="row" { (t!(lang, "people-all")) } (cell(totals.attendances)) (cell(totals.countries)) } }
            tbody {
                (row(Group::Ldc, totals.ldc.0, totals.ldc.1))
                (row(Group::Sids, totals.sids.0, totals.sids.1))
            }
        }
    }
}

fn stakeholders(lang: Lang, totals: &Totals, address: &dyn Fn(&str, &str) -> String) -> Markup {
    html! {
        table {
            caption { (t!(lang, "totals-by-stakeholders")) }
            thead { tr { th scope="col" { (t!(lang, "column-group")) } th.n scope="col" { (t!(lang, "totals-attendances")) } } }
            tbody {
                @for (group, n) in &totals.groups { tr { th scope="row" { a href=(address("stakeholders", group.as_str())) { (text::text(lang, &format!("stakeholders-{group}"), &[])) } } (cell(*n)) } }
                @if totals.without_group() > 0 { tr { th scope="row" { span.soft { (t!(lang, "people-not-stated")) } } (cell(totals.without_group())) } }
            }
            tfoot { tr { th scope="row" { (t!(lang, "people-all")) } (cell(totals.attendances)) } }
        }
    }
}
