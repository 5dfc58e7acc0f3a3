//! Status reports are made, worded and frozen.

use domain::as_of::AsOf;
use domain::history::{Action, Changes, Field, Subject, Value};
use domain::ids::{PlanId, ReportId};
use domain::report::{ReportScope, ReportScopeInput, Words};

use crate::actor::Actor;
use crate::db::report::{self, NewReport};
use crate::db::{Conn, history};
use crate::error::Error;
use crate::queries::report as reports;

/// Makes a draft of a report on a plan that begins with the words of the updates of its period. The same form, sent again, makes no second one.
///
/// # Errors
/// [`Error::NotFound`] for those who may not; [`Error::Invalid`].
pub fn make(conn: &mut Conn, actor: &Actor, plan: PlanId, idempotency_key: &str, typed: &ReportScopeInput) -> Result<ReportId, Error> {
    let author = actor.officer()?.id;
    let scope = typed.parse(actor.today).map_err(Error::Invalid)?;
    if let Some(id) = report::by_idempotency_key(conn, idempotency_key)? {
        return Ok(id);
    }
    let updates = reports::updates(conn, plan, AsOf::end_of(scope.until))?;
    let opening = |updates: &[_]| actor.site.wording.report_opening(&scope, updates);
    let narratives: Vec<_> = updates.iter().map(|(activity, own)| (*activity, opening(own))).collect();
    let id = report::insert(conn, NewReport { idempotency_key, plan, author, now: actor.now }, &scope, &narratives)?;
    history::record(conn, actor, Subject::Report(id), Action::Created, made(&scope), None)?;
    Ok(id)
}

fn made(scope: &ReportScope) -> Changes {
    Changes::new()
        .value(Field::Title, None, Some(&scope.title))
        .value(Field::Meeting, None, Some(&scope.meeting))
        .compare(Field::Period, None, Some(Value::Period(scope.from, scope.until)))
        .compare(Field::Language, None, Some(scope.lang.into()))
}

/// What became of an edit of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reworded {
    /// They are stored, or were stored already.
    Saved,
    /// Somebody else has stored other words meanwhile: nothing was changed.
    Overtaken,
    /// Somebody has frozen the report meanwhile: nothing can be changed any more.
    Frozen,
}

/// Stores other words of a draft that was seen in a version. A narrative that is missing becomes empty.
///
/// # Errors
/// [`Error::NotFound`], also for those who may not; [`Error::Invalid`].
pub fn reword(conn: &mut Conn, actor: &Actor, id: ReportId, version: i32, typed: &Words) -> Result<Reworded, Error> {
    let stored = reports::wording(conn, id.0, actor.officer()?)?;
    if !stored.record.is_draft() {
        return Ok(Reworded::Frozen);
    }
    let (before, after) = (stored.words(), stored.complete(typed).parse().map_err(Error::Invalid)?);
    if after == before {
        return Ok(Reworded::Saved);
    }
    if stored.record.version != version {
        return Ok(Reworded::Overtaken);
    }
    if !report::update(conn, id, version, &after, &stored.narratives(&after))? {
        return Err(Error::Stale);
    }
    history::record(conn, actor, Subject::Report(id), Action::Edited, Words::changes(&before, &after), None)?;
    Ok(Reworded::Saved)
}

/// What became of the wish to freeze a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freezing {
    /// It never changes any more.
    Frozen,
    /// Words or figures have changed since it was seen: it is still a draft.
    Overtaken,
}

/// Freezes a draft just as it was seen: `seen` is the fingerprint of [`reports::preview`].
///
/// # Errors
/// [`Error::NotFound`] for what is no draft, and for those who may not; [`Error::Stale`].
pub fn freeze(conn: &mut Conn, actor: &Actor, id: ReportId, seen: &str) -> Result<Freezing, Error> {
    let by = *actor.officer()?;
    let preview = reports::preview(conn, id.0, &by, &actor.site)?;
    if preview.stored.fingerprint != seen {
        return Ok(Freezing::Overtaken);
    }
    if !report::freeze(conn, id, by.id, actor.now, &preview.stored)? {
        return Err(Error::Stale);
    }
    history::record(conn, actor, Subject::Report(id), Action::Frozen, Changes::new(), None)?;
    Ok(Freezing::Frozen)
}
