//! Indicators: their targets and by which rule they are counted.

use chrono::NaiveDate;
use domain::history::{Action, Changes, Field, Subject, Value};
use domain::indicator::{Terms, TermsInput};

use super::Edited;
use crate::actor::Actor;
use crate::db::{Conn, history, indicator};
use crate::error::Error;

/// Sets the terms of an indicator from now on; those before hold for the days on which they held. `seen`: how often they had been set.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not set them.
pub fn set_terms(conn: &mut Conn, actor: &Actor, id: i32, typed: &TermsInput, seen: i64) -> Result<Edited, Error> {
    let by = actor.officer()?.id;
    let (_, stored) = indicator::find(conn, id, actor.now)?.ok_or(Error::NotFound)?;
    let terms = typed.parse().map_err(Error::Invalid)?;
    if terms == stored.terms {
        return Ok(Edited::Unchanged);
    }
    if indicator::version(conn, id)? != seen {
        return Ok(Edited::Overtaken);
    }
    indicator::set_terms(conn, id, &terms, by, actor.now)?;
    history::record(conn, actor, Subject::Indicator(id), Action::Edited, changes(&stored.terms, &terms), None)?;
    Ok(Edited::Saved)
}

fn changes(old: &Terms, new: &Terms) -> Changes {
    let point = |p: Option<(f64, Option<NaiveDate>)>| p.map(|point| Value::Points(vec![point]));
    let milestones = |t: &Terms| Some(Value::Points(t.milestones.iter().map(|(day, value)| (*value, Some(*day))).collect()));
    Changes::new()
        .value(Field::Feed, Some(old.feed.as_str()), Some(new.feed.as_str()))
        .value(Field::EventKind, old.event_kind.map(|k| k.as_str()), new.event_kind.map(|k| k.as_str()))
        .value(Field::Aggregation, Some(old.aggregation.as_str()), Some(new.aggregation.as_str()))
        .value(Field::Direction, Some(old.direction.as_str()), Some(new.direction.as_str()))
        .compare(Field::Baseline, point(old.baseline), point(new.baseline))
        .compare(Field::Target, point(old.target), point(new.target))
        .compare(Field::Milestones, milestones(old), milestones(new))
}
