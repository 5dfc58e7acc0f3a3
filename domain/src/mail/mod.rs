//! Mails: where one stands, which must not be read by anybody but its recipient, and when it has to be said that none go out.

pub mod message;

use chrono::{DateTime, TimeDelta, Utc};

use crate::string_enum::string_enum;

string_enum! {
    /// Where a mail stands.
    MailState ("state of a mail") {
        /// To be sent, now or after a pause.
        Waiting = "waiting",
        /// Taken by the mail server.
        Sent = "sent",
        /// Given up: refused for good, or tried too often.
        Failed = "failed",
        /// Stopped by an administrator before it was sent.
        Cancelled = "cancelled",
    }
}

/// A mail in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logged {
    /// Key.
    pub id: i32,
    /// What sort of mail.
    pub kind: String,
    /// To whom, by name.
    pub recipient_name: String,
    /// To which address.
    pub recipient: String,
    /// Subject line.
    pub subject: String,
    /// When it was queued.
    pub queued_at: DateTime<Utc>,
    /// When it is to be sent, if it waits.
    pub due_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// Where it stands.
    pub state: MailState,
    /// Since when; a mail that waits: since it was queued.
    pub state_at: DateTime<Utc>,
    /// What the other side said last, if it refused.
    pub last_error: Option<String>,
    /// Whether a process is sending it.
    pub is_under_way: bool,
    /// When it was tried last.
    pub tried_at: Option<DateTime<Utc>>,
    /// Message-ID without brackets.
    pub message_id: String,
}

impl Logged {
    /// Whether it can be stopped: it waits, and no process is sending it.
    #[must_use]
    pub fn may_be_stopped(&self) -> bool {
        self.state == MailState::Waiting && !self.is_under_way
    }

    /// Whether it can be sent now, or once more. What opens an account is given out anew instead.
    #[must_use]
    pub fn may_be_sent_again(&self) -> bool {
        !self.is_under_way && (!is_secret(&self.kind) || self.state == MailState::Waiting)
    }
}

/// Whether a mail of this kind holds a link that opens an account. Its text is for its recipient alone and is forgotten as soon as
/// it is not needed any more.
#[must_use]
pub fn is_secret(kind: &str) -> bool {
    matches!(kind, "invitation" | "password-reset")
}

/// Why mails to a person do not arrive: the mail server has refused the address for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreachable {
    /// Since when.
    pub since: DateTime<Utc>,
    /// What the server said.
    pub reason: String,
}

/// The mail server takes no mails at all: attempts have failed one after the other, and none has gone well in between.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Outage {
    /// Time of the first of these attempts.
    pub since: DateTime<Utc>,
    /// How many there were.
    pub failures: i32,
    /// Why the last one failed.
    pub reason: String,
}

/// So many failures in a row are no accident.
const FAILURES_TOLD: i32 = 3;
/// Fewer failures are reported after this many minutes.
const MINUTES_UNTOLD: i64 = 10;

impl Outage {
    /// Whether administrators have to be notified: after three attempts or ten minutes.
    #[must_use]
    pub fn is_to_be_told(&self, now: DateTime<Utc>) -> bool {
        self.failures >= FAILURES_TOLD || now - self.since >= TimeDelta::minutes(MINUTES_UNTOLD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_after_three_attempts_or_ten_minutes() {
        let since = DateTime::UNIX_EPOCH;
        let told = |failures, minutes| Outage { since, failures, reason: String::new() }.is_to_be_told(since + TimeDelta::minutes(minutes));
        assert!(!told(1, 0) && !told(2, 9));
        assert!(told(3, 0) && told(1, 10));
    }

    #[test]
    fn mails_that_open_an_account_are_secret() {
        assert!(is_secret("invitation") && is_secret("password-reset"));
        assert!(!is_secret("event-submitted"));
    }
}
