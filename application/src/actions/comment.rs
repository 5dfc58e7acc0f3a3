//! Commenting on a record.

use domain::audit::Act;
use domain::comment::{CommentInput, Topic, mentioned};
use domain::ids::PersonId;

use crate::actor::Actor;
use crate::db::comment::NewComment;
use crate::db::{Conn, audit, comment, outbox, search};
use crate::error::Error;
use crate::messages;
use crate::queries::comment::{self as queries, Thread};

/// Adds a comment. The same form sent again adds nothing.
///
/// Told are those who are mentioned, who have to do with the record, or have commented before, if they may see it: at once if the comment
/// is urgent, otherwise with their next daily mail.
///
/// # Errors
/// [`Error::NotFound`] for what does not exist for the actor; [`Error::Invalid`].
pub fn add(conn: &mut Conn, actor: &Actor, topic: Topic, idempotency_key: &str, typed: &CommentInput) -> Result<(), Error> {
    let member = actor.member()?;
    let thread = queries::thread(conn, topic, member, actor.now)?;
    let text = typed.parse().map_err(Error::Invalid)?;
    // Keys are the author's own: whoever else sends the same one means another comment.
    let idempotency_key = &format!("{}-{idempotency_key}", member.id);
    if comment::exists(conn, idempotency_key)? {
        return Ok(());
    }
    let audience = queries::audience(conn, topic, actor.now)?;
    let names: Vec<(PersonId, String)> = audience.iter().map(|p| (p.id, p.person.name.clone())).collect();
    let before = comment::of(conn, topic)?;
    let mut told = mentioned(&text, &names);
    told.extend(thread.concerned.iter().copied().chain(before.iter().map(|c| c.author)));
    let recipients: Vec<_> = audience.iter().filter(|p| told.contains(&p.id) && p.id != member.id).collect();
    let keys: Vec<PersonId> = recipients.iter().map(|p| p.id).collect();
    let new = NewComment { idempotency_key, topic, author: member.id, text: &text, is_urgent: typed.is_urgent, now: actor.now };
    comment::insert(conn, &new, &keys)?;
    if typed.is_urgent {
        let Thread { title, address, .. } = &thread;
        for profile in recipients {
            let mail = messages::comment(profile, &actor.name, (title.get(profile.person.lang), &text), address, &actor.site, actor.now);
            outbox::queue(conn, &mail, actor.now)?;
        }
    }
    let (kind, key) = topic.stored();
    search::enqueue(conn, kind, key)?;
    Ok(audit::record(conn, actor, Act::Commented, Some(topic.subject()), None)?)
}
