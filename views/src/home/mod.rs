//! What people begin their day with: My work and Team, whose lines are the same.

pub mod handover;
mod setup;
pub mod team;
pub mod work;

use domain::access;
use domain::address;
use domain::reminder::{Kind, Notice};
use domain::schedule::Urgency;
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::reminder;
use crate::status;
use crate::text::{self, t};

/// The pages beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tab {
    Work,
    Team,
}

/// The way between My work and Team, for those who see both.
fn tabs(frame: &Frame, current: Tab) -> Markup {
    let lang = frame.lang;
    html! {
        @if access::may_report(frame.member()) {
            nav.tabs aria-label=(t!(lang, "place-work")) {
                a href=(address::HOME) aria-current=[(current == Tab::Work).then_some("page")] { (t!(lang, "place-work")) }
                a href=(address::TEAM) aria-current=[(current == Tab::Team).then_some("page")] { (t!(lang, "team")) }
            }
        }
    }
}

/// One line: what is to be done, as the link to the form; what is to be known of it; something more to press; how near its day is.
fn item(frame: &Frame, line: &Notice<'_>, action: &Markup) -> Markup {
    let (lang, obligation) = (frame.lang, line.obligation);
    html! {
        li {
            (icon(frame, symbol(obligation.kind)))
            div {
                a href=(obligation.about.form) { (reminder::what(lang, line)) }
                @for note in reminder::circumstances(lang, line) { small { (note) } }
                @if !action.0.is_empty() { div.act { (action) } }
            }
            @if obligation.kind.has_deadline() {
                (status::urgency(frame, line.urgency(frame.today)))
            } @else {
                (status::waits(frame, (frame.today - obligation.due).num_days()))
            }
            time datetime=(obligation.due) { (text::near_day(lang, obligation.due, frame.today)) }
        }
    }
}

const fn symbol(kind: Kind) -> &'static str {
    match kind {
        Kind::Update | Kind::Closing => "update",
        Kind::Output => "output",
        Kind::EventComing | Kind::EventReport => "event",
        Kind::Returned => "returned",
        Kind::Review => "submitted",
        Kind::Measurement | Kind::DonorDigest => "measure",
    }
}

/// The button that confirms the last update, where that is enough.
fn confirm(frame: &Frame, line: &Notice<'_>) -> Markup {
    let (lang, about) = (frame.lang, &line.obligation.about);
    let is_near = !matches!(line.urgency(frame.today), Urgency::Later(_));
    html! {
        @if let (true, Some((update, address))) = (is_near, &about.confirms) {
            form action=(address) method="post" {
                (form::token(frame))
                (form::hidden("seen", &update.to_string()))
                (form::hidden("return", address::HOME))
                button."btn sm" { (t!(lang, "work-confirm")) span.vh { (t!(lang, "colon")) (reminder::title(lang, line.obligation)) } }
            }
        }
    }
}
