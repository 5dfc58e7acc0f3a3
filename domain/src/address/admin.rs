//! Administration: people, mail, settings, reminders.

use super::account::{END_SESSIONS, SECOND_FACTOR};
use super::event::ERASURE;
use crate::ids::PersonId;

/// The people with an account.
pub const PEOPLE: &str = "/admin/people";

/// The form that invites a person.
pub const NEW_PERSON: &str = "/admin/people/new";
/// Inviting several people.
pub const NEW_INVITATIONS: &str = "/admin/invitations/new";

/// The log of mails.
pub const MAIL: &str = "/admin/mail";

/// The audit trail.
pub const AUDIT: &str = "/admin/audit";

/// The audit trail as CSV.
pub const AUDIT_CSV: &str = "/admin/audit.csv";

/// The settings of the site.
pub const SETTINGS: &str = "/admin/settings";

/// Where roles are chosen that have to have a second factor.
pub const REQUIRE_SECOND_FACTOR: &str = "/admin/settings/second-factor";

/// The form that erases words.
pub const ERASURES: &str = "/admin/erasures";

/// How long personal data is kept.
pub const RETENTION: &str = "/admin/retention";

/// The rules by which people are reminded.
pub const REMINDERS: &str = "/admin/reminders";

/// Which reminders a day will bring.
pub const PREVIEW_REMINDERS: &str = "/admin/reminders/preview";

/// A person's account, for administrators.
#[must_use]
pub fn person(id: PersonId) -> String {
    format!("/admin/people/{id}")
}

/// Where a person is sent a new invitation.
#[must_use]
pub fn invite_again(id: PersonId) -> String {
    format!("/admin/people/{id}/invitations/new")
}

/// The form that deactivates a person's account.
#[must_use]
pub fn deactivate_person(id: PersonId) -> String {
    format!("/admin/people/{id}/deactivation/new")
}

/// Where a deactivated account is opened again.
#[must_use]
pub fn reactivate_person(id: PersonId) -> String {
    format!("/admin/people/{id}/reactivation/new")
}

/// Where all sessions of a person are ended.
#[must_use]
pub fn end_sessions_of(id: PersonId) -> String {
    format!("/admin/people/{id}/sessions/end")
}

/// Where the second factor of a person who has lost it is removed.
#[must_use]
pub fn end_second_factor_of(id: PersonId) -> String {
    format!("/admin/people/{id}/second-factor/end")
}

/// Where an administrator says that mail reaches a person again.
#[must_use]
pub fn end_mail_failure_of(id: PersonId) -> String {
    format!("/admin/people/{id}/mail-failure/end")
}

/// A mail of the log, by its key.
#[must_use]
pub fn mail(id: i32) -> String {
    format!("/admin/mail/{id}")
}

/// Where a mail is queued once more.
#[must_use]
pub fn send_mail_again(id: i32) -> String {
    format!("/admin/mail/{id}/sending/new")
}

/// Where a waiting mail is cancelled.
#[must_use]
pub fn cancel_mail(id: i32) -> String {
    format!("/admin/mail/{id}/cancellation/new")
}

/// Whether what is changed at an address is dangerous in the hands of somebody who found an open browser: accounts, settings, erasures.
#[must_use]
pub fn is_dangerous(path: &str) -> bool {
    [SECOND_FACTOR, END_SESSIONS, PEOPLE, SETTINGS, ERASURES, RETENTION].iter().any(|folder| path.starts_with(folder))
        || path.ends_with(ERASURE)
}
