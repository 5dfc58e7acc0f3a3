//! `/search`: what was found, by area, with what matched.

use domain::address;
use domain::search::{Area, COUNTED, Found, Group};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What was looked for, as typed.
    pub typed: String,
    /// The one area that is shown.
    pub area: Option<Area>,
    /// Which page of that area this is, from 1.
    pub page: i64,
    /// Results on such a page.
    pub per_page: i64,
    /// What was found.
    pub groups: Vec<Group>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = if self.typed.is_empty() { t!(lang, "search") } else { t!(lang, "search-for", words = self.typed.as_str()) };
        let body = html! {
            (layout::title(t!(lang, "search"), &Markup::default(), &Markup::default()))
            form.filter action=(address::SEARCH) role="search" {
                div { label for="search-words" { (t!(lang, "search-words")) } input.in #search-words name="q" type="search" maxlength=(domain::search::TYPED_MAX) value=(self.typed) dir="auto" autofocus[self.typed.is_empty()]; }
                button."btn go" { (icon(frame, "search")) (t!(lang, "search")) }
            }
            @if self.groups.is_empty() { div.blank { p { (t!(lang, if self.typed.trim().is_empty() { "search-hint" } else { "search-none" })) } } }
            @for group in &self.groups { (self.group(frame, group)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }

    fn address(&self, area: Option<Area>, page: i64) -> String {
        let page = if page > 1 { page.to_string() } else { String::new() };
        address::with_query(address::SEARCH, &[("q", &self.typed), ("in", area.map_or("", Area::as_str)), ("page", &page)])
    }

    fn group(&self, frame: &Frame, group: &Group) -> Markup {
        let lang = frame.lang;
        let count = if group.count > COUNTED {
            t!(lang, "search-more-than", count = text::count(COUNTED.unsigned_abs()))
        } else {
            text::count(group.count.unsigned_abs())
        };
        let is_all = self.area.is_none() && i64::try_from(group.results.len()).is_ok_and(|shown| shown < group.count);
        let id = format!("found-{}", group.area);
        html! {
            section aria-labelledby=(id) {
                h2 id=(id) { (text::text(lang, &format!("search-in-{}", group.area), &[])) " " span.soft { (count) } }
                ul.found { @for found in &group.results { li { (result(frame, found)) } } }
                @if is_all { p { a href=(self.address(Some(group.area), 1)) { (t!(lang, "search-all", count = count.as_str())) } } }
                @if self.area.is_some() { (self.pages(frame, group)) }
            }
        }
    }

    fn pages(&self, frame: &Frame, group: &Group) -> Markup {
        let lang = frame.lang;
        let (last, here) = ((group.count + self.per_page - 1) / self.per_page, self.page);
        html! {
            nav.around aria-label=(t!(lang, "pages")) {
                @if here > 1 { a href=(self.address(self.area, here - 1)) rel="prev" { (t!(lang, "page-before")) } } @else { span {} }
                a href=(self.address(None, 1)) { (t!(lang, "search-everywhere")) }
                @if here < last { a href=(self.address(self.area, here + 1)) rel="next" { (t!(lang, "page-after")) } } @else { span {} }
            }
        }
    }
}

fn result(frame: &Frame, found: &Found) -> Markup {
    let untitled = t!(frame.lang, "event-untitled");
    let title = Some(found.title.get(frame.lang)).filter(|title| !title.is_empty());
    html! {
        a href=(found.address) dir="auto" { (title.unwrap_or(&untitled)) }
        @if !found.excerpt.is_empty() { p.small.soft dir="auto" { @for (piece, is_match) in &found.excerpt { (part(piece, *is_match)) } } }
    }
}

fn part(piece: &str, is_match: bool) -> Markup {
    html! { @if is_match { mark { (piece) } } @else { (piece) } }
}
