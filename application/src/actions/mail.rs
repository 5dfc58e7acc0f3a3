//! What administrators do with single mails of the outbox.

use domain::history::{Action, Changes, Subject};
use domain::mail::{Logged, MailState};

use crate::actor::Actor;
use crate::db::outbox::log;
use crate::db::{Conn, history, outbox};
use crate::error::Error;
use crate::messages;

fn find(conn: &mut Conn, actor: &Actor, id: i32) -> Result<Logged, Error> {
    actor.administrator()?;
    log::find(conn, id, actor.now)?.map(|(mail, _)| mail).ok_or(Error::NotFound)
}

fn record(conn: &mut Conn, actor: &Actor, id: i32, action: Action) -> Result<(), Error> {
    Ok(history::record(conn, actor, Subject::Mail(id), action, Changes::new(), None)?)
}

/// Sends a mail that waits, has failed or was stopped, or a copy of one that was sent. Gives the key of what will be sent.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if it is being sent, or what it held is forgotten.
pub fn send_again(conn: &mut Conn, actor: &Actor, id: i32) -> Result<i32, Error> {
    let mail = find(conn, actor, id)?;
    if !mail.may_be_sent_again() {
        return Err(Error::Stale);
    }
    record(conn, actor, id, Action::SentAgain)?;
    if mail.state == MailState::Sent {
        return Ok(log::copy(conn, id, &messages::message_id(&actor.site.base, actor.now), actor.now)?);
    }
    if log::send_now(conn, id, actor.now)? { Ok(id) } else { Err(Error::Stale) }
}

/// Deletes every mail, also those that were not sent.
///
/// # Errors
/// When the database fails.
pub fn delete_all(conn: &mut Conn) -> Result<(), Error> {
    Ok(outbox::delete_all(conn)?)
}

/// Stops a mail that waits.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if it does not wait any more.
pub fn cancel(conn: &mut Conn, actor: &Actor, id: i32) -> Result<(), Error> {
    let mail = find(conn, actor, id)?;
    if !log::cancel(conn, &mail, actor.now)? {
        return Err(Error::Stale);
    }
    record(conn, actor, id, Action::Stopped)
}
