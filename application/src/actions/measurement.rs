//! Measurements: values of indicators, reported, corrected and reviewed.

use domain::access::Member;
use domain::history::{Action, Changes, Field, Subject, Value};
use domain::ids::MeasurementId;
use domain::measurement::{Measured, Measurement, MeasurementInput, Value as MeasuredValue};
use domain::review::{DecisionInput, Stage};

use crate::actor::Actor;
use crate::db::measurement::{self, NewMeasurement};
use crate::db::{Conn, history};
use crate::error::Error;
use crate::queries::indicator::{self as queries, IndicatorOf};

/// Reports a value of an indicator; it waits for review. The same form, sent again, finds the measurement that it has made.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not report values of it.
pub fn record(
    conn: &mut Conn,
    actor: &Actor,
    indicator: i32,
    typed: &MeasurementInput,
    idempotency_key: &str,
) -> Result<MeasurementId, Error> {
    let by = actor.member()?;
    let found = queries::measurable(conn, indicator, by, actor.now)?;
    let measured = read(&found, typed, actor)?;
    add(
        conn,
        actor,
        &measured,
        NewMeasurement { idempotency_key, indicator, author: by.id, organisation: by.organisation, replaces: None, now: actor.now },
    )
}

/// Changes a measurement that does not count yet and sends it for review again; one that counts is replaced by another that waits.
/// `seen`: the version of the measurement that was changed.
///
/// # Errors
/// [`Error::Stale`] if it has changed since; [`Error::Invalid`]; [`Error::NotFound`] for who may not change it.
pub fn correct(
    conn: &mut Conn,
    actor: &Actor,
    id: MeasurementId,
    typed: &MeasurementInput,
    idempotency_key: &str,
    seen: i32,
) -> Result<(), Error> {
    let by = actor.member()?;
    let (found, stored) = queries::changeable(conn, id, by, actor.now)?;
    if stored.version != seen {
        return Err(Error::Stale);
    }
    let measured = read(&found, typed, actor)?;
    if stored.review.state.stage() == Stage::Verified {
        let new = NewMeasurement {
            idempotency_key,
            indicator: stored.indicator,
            author: by.id,
            organisation: by.organisation,
            replaces: Some(id),
            now: actor.now,
        };
        return add(conn, actor, &measured, new).map(drop);
    }
    measurement::store(conn, id, &measured)?;
    let review = stored.review.clone().submit(by, actor.now)?.recounted(by);
    measurement::set_figures_by(conn, id, &review)?;
    measurement::set_state(conn, &stored, &review.state, actor.now)?;
    remember(conn, actor, stored.indicator, Action::Measured, &measured, None)
}

/// Verifies a measurement, or returns it. `seen`: the version of the measurement that was reviewed.
///
/// # Errors
/// [`Error::Stale`] if it has changed since; [`Error::Invalid`] for a return without a reason; [`Error::NotFound`] for who may not review it.
pub fn review(conn: &mut Conn, actor: &Actor, id: MeasurementId, seen: i32, typed: &DecisionInput) -> Result<(), Error> {
    let by = actor.member()?;
    let stored = find(conn, id, by)?;
    if stored.version != seen {
        return Err(Error::Stale);
    }
    let decision = typed.parse().map_err(Error::Invalid)?;
    let review = stored.review.clone().decide(by, &decision, actor.now)?;
    measurement::set_state(conn, &stored, &review.state, actor.now)?;
    remember(conn, actor, stored.indicator, decision.action(), &stored.measured, decision.reason())
}

fn find(conn: &mut Conn, id: MeasurementId, reader: &Member) -> Result<Measurement, Error> {
    measurement::find(conn, id)?.filter(|m| m.is_visible_to(Some(reader))).ok_or(Error::NotFound)
}

fn read(found: &IndicatorOf, typed: &MeasurementInput, actor: &Actor) -> Result<Measured, Error> {
    typed.parse(&found.directory.countries.spelled(), found.indicator.parts.len(), actor.today).map_err(Error::Invalid)
}

fn add(conn: &mut Conn, actor: &Actor, measured: &Measured, new: NewMeasurement<'_>) -> Result<MeasurementId, Error> {
    if let Some(made) = measurement::by_idempotency_key(conn, new.idempotency_key)? {
        return Ok(made);
    }
    let id = measurement::insert(conn, &new, measured)?;
    remember(conn, actor, new.indicator, Action::Measured, measured, None)?;
    Ok(id)
}

fn remember(conn: &mut Conn, actor: &Actor, indicator: i32, action: Action, m: &Measured, reason: Option<String>) -> Result<(), Error> {
    let value = match &m.value {
        MeasuredValue::Known(n) => Value::Number(*n),
        MeasuredValue::Unavailable(why) => Value::Text(why.clone()),
    };
    let changes = Changes::new().compare(Field::Value, None, Some(value));
    Ok(history::record(conn, actor, Subject::Indicator(indicator), action, changes, reason)?)
}
