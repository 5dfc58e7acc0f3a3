//! Progress updates: published, confirmed, or begun as a draft.

use domain::activity::Status;
use domain::audit::Act;
use domain::form::{self, Errors};
use domain::history::{Action, Changes, Field, Subject, Value};
use domain::ids::{ActivityId, PersonId, UpdateId};
use domain::lang::Lang;
use domain::update::{self as rules, Draft, Report, Update, UpdateKind, Words};

use crate::actor::Actor;
use crate::db::update::NewUpdate;
use crate::db::{Conn, activity as db_activity, audit, history, update};
use crate::error::Error;
use crate::queries::activity as queries;

/// What came of an update that was to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Published {
    /// It is published and declares this status.
    As(Status),
    /// Somebody else has published another since the one that was seen; nothing was published.
    Overtaken,
}

/// Publishes a draft as the update of an activity. `seen`: the newest update when it was written, if there was one. What is published
/// already, word by word and by the same person, is not published again.
///
/// # Errors
/// [`Error::Invalid`] for a draft that is not complete; [`Error::NotFound`] for who may not report.
pub fn publish(conn: &mut Conn, actor: &Actor, activity: ActivityId, draft: &Draft, seen: Option<UpdateId>) -> Result<Published, Error> {
    let author = actor.officer()?.id;
    let latest = update::of(conn, activity)?.into_iter().next();
    let declared = latest.as_ref().map(|l| l.report.status);
    let (_, before) = queries::of_key(conn, activity)?;
    let mut errors = Errors::new();
    let report = errors.check_all(draft.publish(declared));
    let ended = errors.check_all(draft.actual_end(before.actual_start, actor.today));
    let (Some(report), Some(ended)) = (report, ended) else { return Err(Error::Invalid(errors)) };
    let status = report.status;
    if latest.as_ref().map(|l| l.id) != seen {
        let is_same = latest.is_some_and(|l| l.author == author && l.report == report);
        return Ok(if is_same { Published::As(status) } else { Published::Overtaken });
    }
    let new = NewUpdate { activity, author, kind: UpdateKind::Report, confirms: None, lang: actor.lang, now: actor.now };
    update::insert(conn, &new, &report)?;
    update::drop_draft(conn, activity, author)?;
    let mut changes = Changes::new().value(Field::Status, declared.map(Status::as_str), Some(status.as_str())).value(
        Field::Headline,
        None,
        Some(&report.headline),
    );
    if let Some(day) = ended.filter(|day| before.actual_end != Some(*day)) {
        db_activity::set_actual_end(conn, activity, day)?;
        changes = changes.day(Field::ActualEnd, before.actual_end, Some(day));
    }
    history::record(conn, actor, Subject::Activity(activity), Action::Reported, changes, report.reason)?;
    Ok(Published::As(status))
}

/// Changes the words of a published update: in the language of its author they are corrected, for a reason (`why`), and the earlier ones stay
/// in the history; in another language they are worded for its readers. `seen`: when they had been corrected last.
///
/// # Errors
/// [`Error::Invalid`] (also `why`); [`Error::Stale`] if somebody else has corrected it since; [`Error::NotFound`] for who may not report, and
/// for an update without words of its own.
pub fn set_words(
    conn: &mut Conn,
    actor: &Actor,
    of: (ActivityId, UpdateId, Lang),
    typed: &Draft,
    why: &str,
    seen: &str,
) -> Result<(), Error> {
    actor.officer()?;
    let (activity, id, lang) = of;
    let update = queries::update(conn, activity, id)?;
    let is_correction = lang == update.lang;
    let mut errors = Errors::new();
    let words = errors.check_all(update.parse_words(typed));
    let why = if is_correction { errors.check("why", form::required_prose(why, rules::REASON_MAX)) } else { Some(String::new()) };
    let (Some(words), Some(why)) = (words, why) else { return Err(Error::Invalid(errors)) };
    if is_correction && queries::correction_mark(&update) != seen {
        return Err(Error::Stale);
    }
    let (old, new) = (Words::from(update.for_reader(lang).into_owned().report), &words);
    let old = if update.for_reader(lang).lang == lang { old } else { Words::default() };
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.to_owned()));
    let changes = Changes::new()
        .compare(Field::Reason, old.reason.as_deref().and_then(text), new.reason.as_deref().and_then(text))
        .compare(Field::Headline, text(&old.headline), text(&new.headline))
        .compare(Field::Done, text(&old.done), text(&new.done))
        .compare(Field::Next, text(&old.next), text(&new.next))
        .compare(Field::Risks, text(&old.risks), text(&new.risks));
    if changes.is_empty() {
        return Ok(());
    }
    if is_correction {
        update::correct(conn, id, &words, actor.now)?;
        return Ok(history::record(conn, actor, Subject::Activity(activity), Action::Corrected, changes, Some(why))?);
    }
    update::word(conn, of, &words)?;
    Ok(history::record(conn, actor, Subject::Activity(activity), Action::Worded, changes, None)?)
}

/// Says that nothing has changed since the update that was seen. Saying it twice changes nothing.
///
/// # Errors
/// [`Error::Stale`] if somebody else has published since, or there is nothing to confirm; [`Error::NotFound`] for who may not report.
pub fn confirm(conn: &mut Conn, actor: &Actor, activity: ActivityId, seen: UpdateId) -> Result<(), Error> {
    let author = actor.officer()?.id;
    let updates = update::of(conn, activity)?;
    let latest = rules::confirm(updates.first().map(Update::latest)).map_err(|_| Error::Stale)?;
    if latest.id != seen {
        return if has_confirmed(&updates, author, seen) { Ok(()) } else { Err(Error::Stale) };
    }
    let confirms = updates.iter().find(|u| u.kind == UpdateKind::Report).map(|u| u.id);
    let new = NewUpdate { activity, author, kind: UpdateKind::Confirmation, confirms, lang: actor.lang, now: actor.now };
    update::insert(conn, &new, &Report::confirming(latest.status))?;
    Ok(history::record(conn, actor, Subject::Activity(activity), Action::Confirmed, Changes::new(), None)?)
}

/// Whether the newest update is this person's own confirmation of the one that was seen.
fn has_confirmed(updates: &[Update], author: PersonId, seen: UpdateId) -> bool {
    match updates {
        [newest, before, ..] => newest.author == author && newest.kind == UpdateKind::Confirmation && before.id == seen,
        _ => false,
    }
}

/// Stores what the person has written so far, complete or not, in place of their draft before.
///
/// # Errors
/// [`Error::Invalid`] for what cannot be stored; [`Error::NotFound`] for who may not report.
pub fn save_draft(conn: &mut Conn, actor: &Actor, activity: ActivityId, draft: &Draft) -> Result<(), Error> {
    let author = actor.officer()?.id;
    draft.check_storable().map_err(Error::Invalid)?;
    update::keep_draft(conn, activity, author, draft, actor.now)?;
    Ok(audit::record(conn, actor, Act::DraftSaved, Some(Subject::Activity(activity)), None)?)
}

/// Throws the person's draft away.
///
/// # Errors
/// [`Error::NotFound`] for who may not report.
pub fn discard_draft(conn: &mut Conn, actor: &Actor, activity: ActivityId) -> Result<(), Error> {
    let author = actor.officer()?.id;
    update::drop_draft(conn, activity, author)?;
    Ok(audit::record(conn, actor, Act::DraftDeleted, Some(Subject::Activity(activity)), None)?)
}
