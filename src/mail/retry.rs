//! When a mail that was not handed over is tried again.

use chrono::{DateTime, TimeDelta, Utc};

use super::refusal::Meaning;
use crate::db::outbox::lease::DueMail;

/// A mail that is not taken is given up after so many attempts, but not before [`GIVE_UP_AFTER`].
const ATTEMPTS: i32 = 12;
/// For how long a mail is tried at least.
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(2);

/// When to try again, if ever: after the first failure half a minute, then twice as long each time; one hour at most while the server
/// is away, which gives up no mail, six hours at most for a mail that is not taken. Up to a tenth more, by the mail's own number, keeps all
/// those that failed together from coming back together.
pub(super) fn next_attempt(meaning: Meaning, mail: &DueMail, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let longest = match meaning {
        Meaning::ServerAway => 3600,
        Meaning::NotNow if mail.attempts >= ATTEMPTS && now - mail.queued_at.and_utc() >= GIVE_UP_AFTER => return None,
        Meaning::NotNow => 6 * 3600,
        Meaning::Never | Meaning::NoSuchAddress => return None,
    };
    let doublings = u32::try_from(mail.attempts - 1).unwrap_or(0).min(10);
    let pause = TimeDelta::seconds((30_i64 << doublings).min(longest));
    // Spread by the golden ratio: neighbours in the outbox come far apart.
    let tenths = i64::from(mail.id).wrapping_mul(618).rem_euclid(1000);
    Some(now + pause + pause / 10 * i32::try_from(tenths).unwrap_or(0) / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(attempts: i32) -> DueMail {
        DueMail {
            id: 0,
            message_id: "1@localhost".into(),
            kind: "event-submitted".into(),
            recipient_name: String::new(),
            recipient: "a@example.org".into(),
            subject: String::new(),
            text_body: String::new(),
            html_body: String::new(),
            unsubscribe: None,
            thread: None,
            calendar: None,
            attempts,
            queued_at: DateTime::UNIX_EPOCH.naive_utc(),
        }
    }

    /// The pause in seconds, for a mail that is so many days old.
    fn pause(meaning: Meaning, attempts: i32, days: i64) -> Option<i64> {
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(days);
        next_attempt(meaning, &tried(attempts), now).map(|at| (at - now).num_seconds())
    }

    #[test]
    fn pauses_grow() {
        let seconds = |attempts| pause(Meaning::NotNow, attempts, 0).unwrap();
        assert_eq!([1, 2, 3, 10, 11, 40].map(seconds), [30, 60, 120, 15_360, 21_600, 21_600]);
    }

    #[test]
    fn mails_that_failed_together_come_back_one_after_the_other() {
        let now = DateTime::UNIX_EPOCH;
        let pauses: Vec<i64> = (0..100)
            .map(|id| next_attempt(Meaning::ServerAway, &DueMail { id, ..tried(20) }, now).map_or(0, |at| (at - now).num_seconds()))
            .collect();
        assert!(pauses.iter().all(|pause| (3600..=3960).contains(pause)), "{pauses:?}");
        let different: std::collections::BTreeSet<_> = pauses.iter().collect();
        assert!(different.len() > 90, "{different:?}");
    }

    #[test]
    fn a_server_that_is_away_gives_up_no_mail() {
        assert_eq!(pause(Meaning::ServerAway, 500, 60), Some(3600));
    }

    #[test]
    fn a_mail_that_is_not_taken_is_given_up_after_days() {
        assert!(pause(Meaning::NotNow, 12, 1).is_some() && pause(Meaning::NotNow, 11, 3).is_some());
        assert_eq!(pause(Meaning::NotNow, 12, 2), None);
        assert_eq!(pause(Meaning::Never, 1, 0), None);
        assert_eq!(pause(Meaning::NoSuchAddress, 1, 0), None);
    }
}
