//! The events of an activity, as a section of its page: figures of those that count, and the newest records.

use domain::access;
use domain::address;
use domain::directory::Directory;
use domain::event::{EventSummary, Totals};
use maud::{Markup, html};

use crate::as_of;
use crate::event::{list, totals};
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::t;

/// What the section shows.
#[derive(Debug, Clone, Default)]
pub struct Events {
    /// What keys stand for.
    pub directory: Directory,
    /// The newest records that the reader may see.
    pub lines: Vec<EventSummary>,
    /// How many there are.
    pub count: i64,
    /// Figures of those that count.
    pub totals: Totals,
    /// How many wait for review.
    pub waiting: i64,
    /// How many are planned.
    pub planned: i64,
    /// Whether the reader may log events for this activity.
    pub may_log: bool,
}

/// How many records the section shows at most.
pub const SHOWN: usize = 5;

/// The section.
pub(super) fn section(frame: &Frame, number: i32, events: &Events) -> Markup {
    let lang = frame.lang;
    let (of_it, events_address) = (("activity", &*number.to_string()), frame.plan().events());
    let all = address::with_query(&events_address, &[of_it]);
    html! {
        section aria-labelledby="events" {
            div."head flush" {
                h2 #events { (t!(lang, "place-events")) }
                @if events.may_log { a."btn sm" href=(address::with_query(&frame.plan().new_event(), &[of_it])) { (icon(frame, "plus")) (t!(lang, "event-log")) } }
            }
            (totals::sentence(lang, &events.totals))
            (totals::tables(frame, &events.totals, &|name, value| as_of::address(frame, &address::with_query(&events_address, &[of_it, (name, value)]))))
            (list::planned(frame, events.planned, &address::with_query(&events_address, &[of_it, ("state", "planned")])))
            @if events.waiting > 0 { p.small.soft.gap { (icon(frame, "submitted")) " " (t!(lang, "totals-waiting", count = events.waiting)) } }
            @if !events.lines.is_empty() {
                table."rows fold gap2" {
                    caption { (t!(lang, "activity-newest-events")) }
                    thead { tr { @for key in ["column-event-title", "column-event-day", "column-event-place"] { th scope="col" { (t!(lang, key)) } } th.n scope="col" { (t!(lang, "column-event-attended")) } th scope="col" { (t!(lang, "column-event-state")) } } }
                    tbody { @for line in &events.lines { (list::row(frame, &events.directory, line)) } }
                }
                p { a href=(as_of::address(frame, &all)) { (t!(lang, "activity-all-events", count = events.count)) } }
            }
            @if !access::may_log_events(frame.member()) && events.lines.is_empty() && events.waiting == 0 { p.small.soft { (t!(lang, "activity-events-come")) } }
        }
    }
}
