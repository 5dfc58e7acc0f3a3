//! States as icon, word and colour, always all three.

use domain::activity::Status;
use domain::review::Stage;
use domain::schedule::Urgency;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::text::t;

/// The declared status of an activity; `None`: none has been declared.
#[must_use]
pub fn declared(frame: &Frame, status: Option<Status>) -> Markup {
    sized(frame, status, "st")
}

/// The same, in the size of a heading.
#[must_use]
pub fn declared_big(frame: &Frame, status: Option<Status>) -> Markup {
    sized(frame, status, "st big")
}

fn sized(frame: &Frame, status: Option<Status>, class: &str) -> Markup {
    let word = status.map_or("no-target", Status::as_str);
    let key = status.map_or_else(|| "status-none".to_owned(), |s| format!("status-{s}"));
    html! { span class={ (class) " s-" (word) } { (icon(frame, word)) (crate::text::text(frame.lang, &key, &[])) } }
}

/// How near a due day is.
#[must_use]
pub fn urgency(frame: &Frame, urgency: Urgency) -> Markup {
    let lang = frame.lang;
    let (class, name, words) = match urgency {
        Urgency::Late(days) => ("st small s-late", "delayed", t!(lang, "days-late", days = days)),
        Urgency::Soon(0) => ("st small s-soon", "due", t!(lang, "due-today")),
        Urgency::Soon(days) => ("st small s-soon", "due", t!(lang, "due-in-days", days = days)),
        Urgency::Later(days) => ("st small", "due", t!(lang, "in-days", days = days)),
    };
    html! { span class=(class) { (icon(frame, name)) (words) } }
}

/// For how many days something has waited; more than a week stands out.
#[must_use]
pub fn waits(frame: &Frame, days: i64) -> Markup {
    html! { span."st small".s-late[days > 7] { (icon(frame, "due")) (t!(frame.lang, "waits-days", days = days)) } }
}

/// A state with a word of its own: `yes` in colour and with a shield, else grey.
#[must_use]
pub fn standing(frame: &Frame, confirmed: bool, words: &str) -> Markup {
    let (class, name) = if confirmed { ("st s-verified", "verified") } else { ("st", "not-started") };
    html! { span class=(class) { (icon(frame, name)) (words) } }
}

/// Where a record stands; one that went up in another says so instead.
#[must_use]
pub fn stage(frame: &Frame, stage: Stage, is_merged: bool) -> Markup {
    let lang = frame.lang;
    if is_merged {
        return html! { span.st { (icon(frame, "cancelled")) (t!(lang, "stage-merged")) } };
    }
    html! { span class={ "st s-" (stage) } { (icon(frame, stage.as_str())) (crate::text::text(lang, &format!("stage-{stage}"), &[])) } }
}
