//! Who took part, as a grid to fill in and as tables to read. Counts only, never names.

use domain::directory::Directory;
use domain::event::Event;
use domain::form::Errors;
use domain::lang::Lang;
use domain::participation::{Basis, Participation, ParticipationInput, StakeholderGroup};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::text::{self, t};

/// A short field for a number.
pub(crate) fn count_input(lang: Lang, errors: &Errors, name: &str, value: &str) -> Markup {
    let problem = errors.of(name);
    html! {
        div.f {
            label for=(name) { (form::label(lang, name)) }
            input."in n w4" id=(name) name=(name) inputmode="numeric" value=(value) aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| format!("{name}-m"))];
        }
    }
}

/// The fields of the form.
pub(super) fn grid(lang: Lang, errors: &Errors, typed: &ParticipationInput, spare: usize) -> Markup {
    let totals = [("registered", &typed.registered), ("attended", &typed.attended)];
    let genders = [("women", &typed.women), ("men", &typed.men), ("other", &typed.other)];
    let bases: Vec<(String, Markup)> =
        Basis::ALL.iter().map(|b| (b.as_str().to_owned(), html! { (text::text(lang, &format!("basis-{b}"), &[])) })).collect();
    let is_wrong = |fields: &[(&str, &String)]| fields.iter().any(|(name, _)| errors.of(name).is_some());
    html! {
        fieldset.f.wrong[is_wrong(&totals)] {
            legend { (t!(lang, "people-total")) }
            @for (name, _) in totals { (form::error(lang, name, errors.of(name))) }
            div.row { @for (name, value) in totals.iter().rev() { (count_input(lang, errors, name, value)) } }
        }
        fieldset.f.wrong[is_wrong(&genders)] aria-describedby="gender-h" data-parts="gender" {
            legend { (t!(lang, "people-by-gender")) }
            span.hint #gender-h { (t!(lang, "people-gender-hint")) }
            @for (name, _) in genders { (form::error(lang, name, errors.of(name))) }
            div.row { @for (name, value) in genders { (count_input(lang, errors, name, value)) } }
            (running(lang))
        }
        (countries(lang, errors, typed, spare))
        (groups(lang, errors, typed))
        (form::radios(lang, errors, &Field { name: "basis", value: &typed.basis, ..Field::default() }, &bases))
    }
}

/// Where the script writes how many are given of how many; empty without it.
fn running(lang: Lang) -> Markup {
    html! { p.small.soft.running hidden role="status" data-text=(t!(lang, "people-running", given = "{given}", total = "{total}")) {} }
}

/// Lines of country and number.
pub(crate) fn country_lines(lang: Lang, errors: &Errors, typed: &[(String, String)], spare: usize) -> Markup {
    let used = typed.iter().rposition(|(name, people)| !name.is_empty() || !people.is_empty()).map_or(0, |last| last + 1);
    html! {
        table.grid {
            caption { strong { (t!(lang, "people-by-country")) } " " span.opt { (t!(lang, "optional")) } span.hint { (t!(lang, "people-country-hint")) } }
            thead { tr { th scope="col" { (t!(lang, "field-country")) } th.n scope="col" { (t!(lang, "column-people")) } } }
            tbody { @for at in 0..used + spare { (country(lang, errors, typed, at)) } }
        }
    }
}

fn countries(lang: Lang, errors: &Errors, typed: &ParticipationInput, spare: usize) -> Markup {
    html! {
        div data-parts="countries" { (country_lines(lang, errors, &typed.countries, spare)) (running(lang)) }
        p { button."btn sm" name="intent" value="more-countries" { (t!(lang, "people-more-countries")) } }
    }
}

fn country(lang: Lang, errors: &Errors, typed: &[(String, String)], at: usize) -> Markup {
    let (name, people) = typed.get(at).map_or(("", ""), |(name, people)| (name.as_str(), people.as_str()));
    let id = format!("country-{at}");
    let problem = errors.of(&id);
    let described = problem.map(|_| format!("{id}-m"));
    html! {
        tr {
            td {
                input.in id=(id) name=(id) list="countries" value=(name) autocomplete="off" aria-label=(form::label(lang, &id)) aria-invalid=[problem.map(|_| "true")] aria-describedby=[described.clone()];
                (form::error(lang, &id, problem))
            }
            td.n {
                input."in n w4" id={ "people-" (at) } name={ "people-" (at) } inputmode="numeric" value=(people) aria-label=(t!(lang, "people-of-country", number = at + 1)) aria-invalid=[problem.map(|_| "true")] aria-describedby=[described];
            }
        }
    }
}

fn groups(lang: Lang, errors: &Errors, typed: &ParticipationInput) -> Markup {
    html! {
        div.gap2 data-parts="groups" {
            table.grid {
                caption { strong { (t!(lang, "people-by-group")) } " " span.opt { (t!(lang, "optional")) } }
                thead.vh { tr { th scope="col" { (t!(lang, "column-group")) } th scope="col" { (t!(lang, "column-people")) } } }
                tbody { @for (at, group) in StakeholderGroup::ALL.iter().enumerate() {
                    @let id = format!("group-{group}");
                    @let problem = errors.of(&id);
                    tr {
                        th scope="row" { label for=(id) { (text::text(lang, &format!("stakeholders-{group}"), &[])) } (form::error(lang, &id, problem)) }
                        td.n { input."in n w4" id=(id) name=(id) inputmode="numeric" value=(typed.groups.get(at).map_or("", String::as_str)) aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| format!("{id}-m"))]; }
                    }
                } }
            }
            (running(lang))
        }
        div.gap2 {}
    }
}

/// The counts of an event as tables.
#[must_use]
pub fn tables(frame: &Frame, directory: &Directory, event: &Event) -> Markup {
    let lang = frame.lang;
    let Some(people) = &event.participation else { return html! { p.soft { (t!(lang, "people-none-yet")) } } };
    html! {
        div.two {
            @if people.may_split(frame.member()) { (genders(lang, people)) } @else { p.soft { (t!(lang, "few-people-not-split")) } }
            (by_country(lang, directory, event, people))
            @if !people.groups.is_empty() { (by_group(lang, people)) }
        }
        @if let Some(registered) = people.registered { p.small.soft.gap { (t!(lang, "people-registered", count = registered)) } }
    }
}

fn rows(lang: Lang, caption: &str, head: &str, rows: &[(Markup, u32)], foot: (&str, u32)) -> Markup {
    html! {
        table {
            caption { (caption) }
            thead { tr { th scope="col" { (head) } th.n scope="col" { (t!(lang, "column-people")) } } }
            tbody { @for (name, n) in rows { tr { th scope="row" { (name) } td.n { (text::number(f64::from(*n))) } } } }
            tfoot { tr { th scope="row" { (foot.0) } td.n { (text::number(f64::from(foot.1))) } } }
        }
    }
}

fn genders(lang: Lang, people: &Participation) -> Markup {
    let all = [("women", people.women), ("men", people.men), ("other", people.other)]
        .map(|(name, n)| (html! { (text::text(lang, &format!("field-{name}"), &[])) }, n));
    let caption = text::text(lang, &format!("people-by-gender-{}", people.basis), &[]);
    rows(lang, &caption, &t!(lang, "column-gender"), &all, (&t!(lang, "people-all"), people.attended))
}

fn by_country(lang: Lang, directory: &Directory, event: &Event, people: &Participation) -> Markup {
    let day = event.days.map(|d| d.0);
    let mut all: Vec<(Markup, u32)> = Vec::new();
    for (code, n) in &people.countries {
        let entry = directory.country(code);
        let groups: Vec<String> = [
            entry.zip(day).filter(|(c, day)| c.was_ldc(*day)).map(|_| t!(lang, "group-short-ldc")),
            entry.filter(|c| c.is_sids).map(|_| t!(lang, "group-short-sids")),
        ]
        .into_iter()
        .flatten()
        .collect();
        let name = directory.country_name(lang, code);
        all.push((html! { (name) @if !groups.is_empty() { " " span.soft { (groups.join(&t!(lang, "list-comma"))) } } }, *n));
    }
    if people.without_country() > 0 || all.is_empty() {
        all.push((html! { span.soft { (t!(lang, "people-not-stated")) } }, people.without_country()));
    }
    let foot = t!(lang, "people-countries", count = people.countries.len());
    rows(lang, &t!(lang, "people-by-country"), &t!(lang, "field-country"), &all, (&foot, people.attended))
}

fn by_group(lang: Lang, people: &Participation) -> Markup {
    let mut all: Vec<(Markup, u32)> =
        people.groups.iter().map(|(g, n)| (html! { (text::text(lang, &format!("stakeholders-{g}"), &[])) }, *n)).collect();
    if people.without_group() > 0 {
        all.push((html! { span.soft { (t!(lang, "people-not-stated")) } }, people.without_group()));
    }
    rows(lang, &t!(lang, "people-by-group"), &t!(lang, "column-group"), &all, (&t!(lang, "people-all"), people.attended))
}
