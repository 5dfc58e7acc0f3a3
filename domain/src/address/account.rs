//! Signing in and out, signed links, and a person's own account.

/// The form in which people sign in.
pub const SIGN_IN: &str = "/session/new";

/// Where the people of the demonstration sign in without a password.
pub const SIGN_IN_DEMO: &str = "/session/demo";

/// Where the session of the browser ends.
pub const SIGN_OUT: &str = "/session/end";

/// The form that asks for a link to a new password.
pub const FORGOTTEN_PASSWORD: &str = "/password/forgotten";

/// Where the second factor is given after the password.
pub const SIGN_IN_CODE: &str = "/session/code";

/// Where somebody who has given the password asks for the removal of a second factor that is lost.
pub const ASK_REMOVAL: &str = "/session/code/removal/new";

/// The form in which somebody who is signed in proves again who they are.
pub const CONFIRM: &str = "/session/confirmation/new";

/// The reader's second factor.
pub const SECOND_FACTOR: &str = "/account/second-factor";

/// Where the reader's second factor is set up.
pub const NEW_SECOND_FACTOR: &str = "/account/second-factor/new";

/// Where the reader's second factor ends.
pub const END_SECOND_FACTOR: &str = "/account/second-factor/end";

/// Where the reader gets new recovery codes.
pub const NEW_RECOVERY_CODES: &str = "/account/second-factor/recovery-codes/new";

/// The reader's account.
pub const ACCOUNT: &str = "/account";

/// The form that changes the reader's password.
pub const PASSWORD: &str = "/account/password";

/// Where the reader ends sessions on other devices.
pub const END_SESSIONS: &str = "/account/sessions/end";

/// Where the reader says that mail reaches them again.
pub const END_MAIL_FAILURE: &str = "/account/mail-failure/end";

/// What the reader is reminded of, and how often.
pub const OWN_REMINDERS: &str = "/account/reminders";

/// The reader's calendar subscription.
pub const OWN_CALENDAR: &str = "/account/calendar";

/// Where the reader gets a new calendar address.
pub const NEW_OWN_CALENDAR: &str = "/account/calendar/new";

/// Where the reader ends the calendar subscription.
pub const END_OWN_CALENDAR: &str = "/account/calendar/end";

/// The calendar file, for who has the key of a subscription.
pub const CALENDAR: &str = "/calendar.ics";

/// A signed link for one purpose (`first`, `join`, `reset`).
#[must_use]
pub fn signed_link(purpose: &str, token: &str) -> String {
    format!("/links/{purpose}/{token}")
}

/// Where the owner of the token ends all reminders without signing in.
#[must_use]
pub fn end_reminders(token: &str) -> String {
    format!("/reminders/{token}/end")
}

/// Whether somebody may use an address who still has to set up a second factor: to set it up, to sign out, and what needs no sign-in.
#[must_use]
pub fn opens_without_second_factor(path: &str) -> bool {
    [SECOND_FACTOR, "/session/", "/links/", "/password/", "/reminders/"].iter().any(|folder| path.starts_with(folder))
}
