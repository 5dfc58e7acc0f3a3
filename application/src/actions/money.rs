//! Contributions and expenditures are recorded, changed and withdrawn; exchange rates are stated.

use domain::audit::Act;
use domain::form::{self, Errors};
use domain::history::{Action, Changes};
use domain::ids::PlanId;
use domain::money::{REASON_MAX, RateInput};

use super::Edited;
use crate::actor::Actor;
use crate::db::money::{New, Stored, rate};
use crate::db::{Conn, audit, history};
use crate::error::Error;
use crate::queries::money::{form, open};

/// Records a contribution or an expenditure, seen from one plan. The same form sent again creates no second record.
///
/// # Errors
/// [`Error::NotFound`] for those who may not; [`Error::Invalid`].
pub fn record<E: Stored>(conn: &mut Conn, actor: &Actor, plan: PlanId, idempotency_key: &str, typed: &E::Input) -> Result<E::Id, Error> {
    actor.officer()?;
    if let Some(id) = E::by_idempotency_key(conn, idempotency_key)? {
        return Ok(id);
    }
    let form = form::<E>(conn, plan, None)?;
    let entry = E::parse(typed, &form.choices, actor.today).map_err(Error::Invalid)?;
    let id = E::insert(conn, New { idempotency_key, now: actor.now }, &entry)?;
    let changes = E::differences(None, &entry, &form.directory);
    history::record(conn, actor, E::subject(id), Action::Created, changes, None)?;
    Ok(id)
}

/// Changes a record, seen from one plan, if its version is still the one that was read.
///
/// # Errors
/// [`Error::NotFound`] for those who may not, and for a record that does not count; [`Error::Invalid`].
pub fn change<E: Stored>(conn: &mut Conn, actor: &Actor, plan: PlanId, id: E::Id, version: i32, typed: &E::Input) -> Result<Edited, Error> {
    actor.officer()?;
    let form = form::<E>(conn, plan, Some(id))?;
    let record = form.record.ok_or(Error::NotFound)?;
    let entry = E::parse(typed, &form.choices, actor.today).map_err(Error::Invalid)?;
    if entry == record.entry {
        return Ok(Edited::Unchanged);
    }
    if record.version != version {
        return Ok(Edited::Overtaken);
    }
    if !E::update(conn, id, version, &entry, actor.now)? {
        return Err(Error::Stale);
    }
    let changes = E::differences(Some(&record.entry), &entry, &form.directory);
    history::record(conn, actor, E::subject(id), Action::Edited, changes, None)?;
    Ok(Edited::Saved)
}

/// Withdraws a record that was seen in a version, for a reason. It stays readable and does not count any more.
///
/// # Errors
/// [`Error::NotFound`] for those who may not, and for a record that does not count; [`Error::Invalid`] at `cancel-reason`;
/// [`Error::Stale`].
pub fn withdraw<E: Stored>(conn: &mut Conn, actor: &Actor, id: E::Id, version: i32, reason: &str) -> Result<(), Error> {
    actor.officer()?;
    open::<E>(conn, id)?;
    let mut errors = Errors::new();
    let Some(reason) = errors.check("cancel-reason", form::required_prose(reason, REASON_MAX)) else {
        return Err(Error::Invalid(errors));
    };
    if !E::cancel(conn, id, version, &reason, actor.now)? {
        return Err(Error::Stale);
    }
    Ok(history::record(conn, actor, E::subject(id), Action::Cancelled, Changes::new(), Some(reason))?)
}

/// States an exchange rate. The same one, stated twice in a row, is stored once.
///
/// # Errors
/// [`Error::NotFound`] for those who may not; [`Error::Invalid`].
pub fn state_rate(conn: &mut Conn, actor: &Actor, typed: &RateInput) -> Result<(), Error> {
    let by = actor.officer()?.id;
    let stated = typed.parse(actor.today).map_err(Error::Invalid)?;
    let same_day = |r: &domain::money::RateRecord| (r.rate.from, r.rate.to, r.rate.on) == (stated.from, stated.to, stated.on);
    let newest = rate::all(conn, actor.now)?.into_iter().find(same_day);
    if newest.is_none_or(|r| r.rate != stated) {
        rate::insert(conn, &stated, by, actor.now)?;
        audit::record(
            conn,
            actor,
            Act::RateStated,
            None,
            Some(&format!("1 {} = {} {} ({})", stated.from, stated.rate, stated.to, stated.on)),
        )?;
    }
    Ok(())
}
