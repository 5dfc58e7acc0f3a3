//! Made-up mails for samples of pages. Used by tests alone.

use chrono::{DateTime, TimeDelta, Utc};
use domain::history::{Action, HistoryEntry};
use domain::ids::PersonId;
use domain::mail::{Logged, MailState};
use maud::Markup;

use super::{list, show};
use crate::frame::Frame;

fn at(hours: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(431_000 + hours)
}

fn a_mail(state: MailState, kind: &str, attempts: i32) -> Logged {
    Logged {
        id: 4,
        kind: kind.to_owned(),
        recipient_name: "Ines <Duarte>".to_owned(),
        recipient: "ines@example.org".to_owned(),
        subject: "For your review".to_owned(),
        queued_at: at(0),
        due_at: at(1),
        attempts,
        state,
        state_at: at(1),
        last_error: (attempts > 1).then(|| "permanent error (550): no such user".to_owned()),
        is_under_way: attempts == 3,
        tried_at: (attempts > 0).then(|| at(1)),
        message_id: "1552381200.abc@tracker.example.org".to_owned(),
    }
}

fn sent_again() -> HistoryEntry {
    HistoryEntry { at: at(2), actor: Some("Amara Okello".into()), action: Action::SentAgain, changes: Vec::new(), reason: None }
}

/// Every page of this sort, with its name.
pub fn pages(frame: &Frame) -> Vec<(&'static str, Markup)> {
    let log = |mails: Vec<Logged>, state: &str, count| list::Page {
        mails,
        count,
        per_page: 50,
        number: 2,
        state: state.into(),
        words: String::new(),
    };
    let mails: Vec<Logged> =
        MailState::ALL.iter().flat_map(|s| [0, 1, 2, 3].map(|attempts| a_mail(*s, "event-submitted", attempts))).collect();
    let mut all = vec![
        ("mail log", log(mails, "", 140).render(frame)),
        ("mail log, empty", log(Vec::new(), "", 0).render(frame)),
        ("mail log, nothing found", log(Vec::new(), "failed", 0).render(frame)),
    ];
    for state in MailState::ALL {
        let shown = |kind, text: Option<&str>, history| {
            show::Page { mail: a_mail(*state, kind, 2), text: text.map(Into::into), person: Some(PersonId(1)), history }.render(frame)
        };
        all.push(("mail", shown("event-submitted", Some("Dear Ines,\n\nTwo."), vec![sent_again()])));
        all.push(("invitation", shown("invitation", None, Vec::new())));
        all.push(("reset", shown("password-reset", None, Vec::new())));
    }
    all
}
