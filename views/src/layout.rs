//! The shell around every page: skip link, demonstration strip, header, breadcrumbs, notice, footer.

use domain::access::Role;
use domain::address::{self, InPlan};
use domain::lang::Lang;
use domain::mail::Outage;
use maud::{DOCTYPE, Markup, html};

use crate::as_of;
use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// A place in the header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Place {
    /// My work.
    Work,
    /// The dashboard.
    Dashboard,
    /// The plan with its activities.
    Plan,
    /// The events.
    Events,
    /// What waits for review.
    Reviews,
    /// The status reports.
    Reports,
    /// The organisations.
    Organisations,
    /// The cooperation between organisations.
    Cooperation,
    /// None of these.
    #[default]
    Other,
}

/// What a page says about itself.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// Title of the page, for the tab and lists of results.
    pub title: &'a str,
    /// Which of the places in the header it belongs to.
    pub place: Place,
    /// Address and name of each page above it.
    pub crumbs: &'a [(String, String)],
    /// Whether it has a form that the script makes pleasanter; it works without.
    pub script: bool,
}

/// A whole page.
#[must_use]
pub fn page(frame: &Frame, head: &Head<'_>, body: &Markup) -> Markup {
    let lang = frame.lang;
    html! {
        (DOCTYPE)
        html lang=(lang) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (head.title) " – " (t!(lang, "product")) }
                link rel="stylesheet" href=(frame.stylesheet);
                link rel="icon" href=(address::MARK) type="image/svg+xml";
                @if head.script { script src=(frame.script) defer {} }
            }
            body {
                a.skip href="#main" { (t!(lang, "skip")) }
                header {
                    @if frame.demo { (demo_strip(frame)) }
                    (top(frame, head.place))
                    (plan_switch(frame))
                    @if !head.crumbs.is_empty() { (crumbs(lang, head.crumbs)) }
                }
                main #main {
                    div.wrap {
                        @if let Some(outage) = &frame.mail_outage { (mail_outage(frame, outage)) }
                        @if let Some(word) = &frame.notice {
                            div."note ok" role="status" { p { (text::text(lang, &format!("notice-{word}"), &[])) } }
                        }
                        (body)
                    }
                }
                (foot(frame))
            }
        }
    }
}

/// Tells administrators that no mails go out.
fn mail_outage(frame: &Frame, outage: &Outage) -> Markup {
    let lang = frame.lang;
    html! {
        div."note bad" role="status" {
            p { (icon(frame, "delayed")) " " strong { (t!(lang, "mail-outage", since = text::moment(lang, frame.zone, outage.since))) } }
            p { (t!(lang, "mail-outage-reason", count = outage.failures, reason = outage.reason.as_str())) " " a href=(address::with_query(address::MAIL, &[("state", "waiting")])) { (t!(lang, "mail-outage-go")) } }
        }
    }
}

fn demo_strip(frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        div.demo { div.wrap { p {
            (icon(frame, "info")) " " strong { (t!(lang, "demo-title")) } " " (t!(lang, "demo-text", day = text::day(lang, frame.today)))
        } } }
    }
}

/// The places that the reader may go to, each with its address and name; five at most.
fn places(frame: &Frame) -> Vec<(Place, String, String)> {
    let (lang, plan) = (frame.lang, frame.plan());
    let role = frame.role();
    let mut places = Vec::new();
    if matches!(role, Some(Role::Officer | Role::Administrator | Role::Partner)) {
        places.push((Place::Work, address::HOME.to_owned(), t!(lang, "place-work")));
    }
    if role.is_some() || frame.public_open {
        places.push((Place::Dashboard, plan.dashboard(), t!(lang, "place-dashboard")));
        places.push((Place::Plan, plan.list(), t!(lang, "place-plan")));
        places.push((Place::Events, plan.events(), t!(lang, "place-events")));
    }
    if domain::access::may_review(frame.member()) {
        places.push((Place::Reviews, address::REVIEWS.to_owned(), t!(lang, "place-reviews")));
    }
    places
}

/// The places behind them, in a menu of the header.
fn more_places(frame: &Frame) -> Vec<(Place, String, String)> {
    let lang = frame.lang;
    if frame.reader.is_none() && !frame.public_open {
        return Vec::new();
    }
    vec![
        (Place::Reports, frame.plan().reports(), t!(lang, "reports")),
        (Place::Organisations, address::ORGANISATIONS.to_owned(), t!(lang, "place-organisations")),
        (Place::Cooperation, address::COOPERATION.to_owned(), t!(lang, "cooperation")),
    ]
}

fn top(frame: &Frame, current: Place) -> Markup {
    let lang = frame.lang;
    let places = places(frame);
    let links = |places: &[(Place, String, String)]| {
        html! { @for (place, address, name) in places { a href=(address) aria-current=[(*place == current).then_some("page")] { (name) } } }
    };
    let more = more_places(frame);
    // Those who are signed in find them in the one menu of a phone as well.
    let menu_class = if frame.reader.is_some() { "drop further wide" } else { "drop further" };
    html! {
        div.top { div.wrap {
            a.brand href=(address::HOME) { (icon(frame, "mark")) (t!(lang, "product")) }
            @if !places.is_empty() { nav."places wide" aria-label=(t!(lang, "nav-main")) { (links(&places)) } }
            @if !more.is_empty() {
                details class=(menu_class) {
                    summary { (t!(lang, "more")) (icon(frame, "down")) }
                    div { nav aria-label=(t!(lang, "more")) { (links(&more)) } }
                }
            }
            @if !places.is_empty() { div.wide { (search_field(frame, "search-wide")) } }
            @if let Some(reader) = &frame.reader {
                // One form for the buttons of both menus.
                form #out action=(address::SIGN_OUT) method="post" hidden { (form::token(frame)) }
                details."drop wide" {
                    summary { (icon(frame, "person")) (reader.name) (icon(frame, "down")) }
                    div { (person_menu(frame)) }
                }
                details."drop phone" {
                    summary { (icon(frame, "menu")) (t!(lang, "menu")) }
                    div {
                        (search_field(frame, "search-phone"))
                        nav aria-label=(t!(lang, "nav-main")) { (links(&places)) (links(&more)) }
                        hr;
                        (person_menu(frame))
                    }
                }
            } @else {
                div.start {
                    @if !places.is_empty() { a.phone href=(address::SEARCH) { (icon(frame, "search")) " " (t!(lang, "search")) } }
                    @if !places.is_empty() { nav."places phone" aria-label=(t!(lang, "nav-main")) { (links(&places)) } }
                    a href=(address::SIGN_IN) { (t!(lang, "sign-in")) }
                }
            }
        } }
    }
}

/// The field that searches everything.
fn search_field(frame: &Frame, id: &str) -> Markup {
    let lang = frame.lang;
    html! {
        form.search action=(address::SEARCH) role="search" {
            input.in id=(id) name="q" type="search" maxlength=(domain::search::TYPED_MAX) aria-label=(t!(lang, "search")) placeholder=(t!(lang, "search")) dir="auto";
        }
    }
}

/// The plans, if there are several: each link leads to the same page of the other plan, or to its list.
fn plan_switch(frame: &Frame) -> Markup {
    let lang = frame.lang;
    let may_see = frame.reader.is_some() || frame.public_open;
    html! {
        @if may_see && frame.plans.len() > 1 {
            nav.switch aria-label=(t!(lang, "nav-plans")) { div.wrap {
                span aria-hidden="true" { (t!(lang, "nav-plans")) (t!(lang, "colon")) }
                ul { @for plan in frame.plans.iter() {
                    li { a href=(as_of::address(frame, &InPlan(&plan.code).counterpart(&frame.here))) aria-current=[(plan.code == frame.plan.code).then_some("true")] { (text::translated(lang, &plan.title)) } }
                } }
            } }
        }
    }
}

fn person_menu(frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        @if frame.role() == Some(Role::Administrator) {
            a href=(address::PEOPLE) { (t!(lang, "place-people")) }
            a href=(address::MAIL) { (t!(lang, "mail-log")) }
            a href=(address::AUDIT) { (t!(lang, "audit")) }
            a href=(address::SETTINGS) { (t!(lang, "place-settings")) }
            a href=(address::REMINDERS) { (t!(lang, "reminder-rules")) }
            hr;
        }
        a href=(address::ACCOUNT) { (t!(lang, "your-account")) }
        a href=(address::OWN_REMINDERS) { (t!(lang, "reminders")) }
        hr;
        button form="out" { (t!(lang, "sign-out")) }
    }
}

fn crumbs(lang: Lang, crumbs: &[(String, String)]) -> Markup {
    html! {
        nav.crumbs aria-label=(t!(lang, "breadcrumbs")) { div.wrap { ol {
            @for (address, name) in crumbs { li { a href=(address) { (name) } } }
        } } }
    }
}

fn foot(frame: &Frame) -> Markup {
    let lang = frame.lang;
    let places = [
        (frame.plan().reports(), "reports"),
        (address::ORGANISATIONS.to_owned(), "place-organisations"),
        (address::COOPERATION.to_owned(), "cooperation"),
        (frame.plan().framework(), "framework-tab"),
        (frame.plan().source(), "source-link"),
    ];
    let join = if frame.here.contains('?') { '&' } else { '?' };
    html! {
        footer.foot { div.wrap {
            @if frame.reader.is_some() || frame.public_open {
                nav aria-label=(t!(lang, "nav-about")) { ul {
                    @for (address, key) in &places { li { a href=(address) { (t!(lang, key)) } } }
                } }
            }
            nav aria-label=(t!(lang, "language")) { ul {
                @for other in Lang::ALL {
                    li { a href={ (frame.here) (join) "lang=" (other) } lang=(other) hreflang=(other) aria-current=[(*other == lang).then_some("true")] { (other.own_name()) } }
                }
            } }
            p { (t!(lang, "as-of", day = text::day(lang, frame.as_of.unwrap_or(frame.today)), version = env!("CARGO_PKG_VERSION"))) }
        } }
    }
}

/// A page's title with a sentence below and its actions beside.
#[must_use]
pub fn title(title: impl maud::Render, sentence: &Markup, actions: &Markup) -> Markup {
    html! {
        div.head {
            div { h1 { (title) } @if !sentence.0.is_empty() { p.soft { (sentence) } } }
            @if !actions.0.is_empty() { div.acts { (actions) } }
        }
    }
}

/// A crumb that leads to the plan.
#[must_use]
pub fn plan_crumb(frame: &Frame) -> (String, String) {
    (frame.plan().list(), t!(frame.lang, "place-plan"))
}
