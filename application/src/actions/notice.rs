//! Mails to people about their own account.

use domain::person::Profile;

use crate::actor::Actor;
use crate::db::{Conn, outbox};
use crate::error::Error;
use crate::messages::{self, AccountNews, Recipient};

/// Queues a mail to a person, at one of their addresses, that their account was changed.
///
/// # Errors
/// When the database fails.
pub(super) fn send(conn: &mut Conn, actor: &Actor, news: AccountNews, profile: &Profile, email: &str) -> Result<(), Error> {
    let to = Recipient { name: &profile.person.name, email, lang: profile.person.lang };
    Ok(outbox::queue(conn, &messages::account(news, &to, &actor.name, &actor.site, actor.now), actor.now)?)
}
