//! Figures at a moment: values of indicators from verified events and measurements, outputs with what was delivered.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::event::Totals;
use domain::figure::{Figures, IndicatorFigure};
use domain::ids::{ActivityId, PlanId};
use domain::indicator::{Feed, Indicator};
use domain::measurement::{Measured, Measurement, Value, aggregate, aggregate_part};

use super::event::breakdown::{self, Counts};
use super::event::filter::EventFilter;
use super::event::totals::{self, Counted};
use super::schema::{indicator_terms as terms, indicators};
use super::{Conn, activity, indicator, measurement, output};

/// Everything that is counted about an activity at a moment.
///
/// # Errors
/// When the database fails.
pub fn of(conn: &mut Conn, activity: ActivityId, at: DateTime<Utc>) -> QueryResult<Figures> {
    let all = indicator::of(conn, activity, at)?;
    let indicators = all.into_iter().map(|i| figure(conn, activity, i, at)).collect::<QueryResult<_>>()?;
    let mut outputs = output::of(conn, activity)?;
    outputs.retain(|o| o.was_expected(at));
    Ok(Figures { at, indicators, outputs })
}

/// The value of an indicator at a moment.
///
/// # Errors
/// When the database fails.
pub fn figure(conn: &mut Conn, activity: ActivityId, indicator: Indicator, at: DateTime<Utc>) -> QueryResult<IndicatorFigure> {
    if indicator.terms.feed == Feed::Reported {
        let all = measurement::of(conn, indicator.id)?;
        return Ok(reported(indicator, &all, at));
    }
    let filter = EventFilter { activity: Some(activity), kind: indicator.terms.event_kind, ..EventFilter::default() };
    let totals = totals::of(conn, &filter, Counted::At(at))?;
    let Totals { events, attendances, countries, parties, .. } = totals;
    Ok(derived(indicator, Counts { events, attendances, countries, parties }))
}

/// The value of every indicator of a plan at a moment, with its activity.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<Vec<(ActivityId, IndicatorFigure)>> {
    let (counts, measured) = (breakdown::by_activity(conn, at)?, measurement::all(conn, plan)?);
    let value = |activity: ActivityId, indicator: Indicator| match indicator.terms.feed {
        Feed::Reported => {
            let own = measured.get(&indicator.id).map_or(&[][..], Vec::as_slice);
            reported(indicator, own, at)
        }
        _ => {
            let counted = counts.get(&(activity, indicator.terms.event_kind)).copied().unwrap_or_default();
            derived(indicator, counted)
        }
    };
    Ok(indicator::all(conn, plan, at)?.into_iter().map(|(activity, indicator)| (activity, value(activity, indicator))).collect())
}

/// The value of an indicator that events feed. Without an event there is no value.
fn derived(indicator: Indicator, counted: Counts) -> IndicatorFigure {
    let count = match indicator.terms.feed {
        Feed::Events => counted.events,
        Feed::Attendances => counted.attendances,
        Feed::Countries => counted.countries,
        Feed::Parties | Feed::Reported => counted.parties,
    };
    let value = (counted.events > 0).then(|| f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    IndicatorFigure { indicator, value, before: None, parts: Vec::new(), unavailable: None }
}

/// The value of an indicator that people report, from all its measurements, the newest day first.
fn reported(indicator: Indicator, all: &[Measurement], at: DateTime<Utc>) -> IndicatorFigure {
    let counted: Vec<&Measured> = all.iter().filter(|m| m.counted(at)).map(|m| &m.measured).collect();
    let rule = indicator.terms.aggregation;
    // The newest day stands first.
    let newest = counted.first().map(|m| m.day);
    let earlier: Vec<&Measured> = counted.iter().copied().filter(|m| Some(m.day) != newest).collect();
    let unavailable = counted.first().and_then(|m| if let Value::Unavailable(why) = &m.value { Some(why.clone()) } else { None });
    let (value, before) = (aggregate(rule, &counted), aggregate(rule, &earlier));
    let parts = (0..indicator.parts.len()).map(|at| aggregate_part(rule, &counted, at)).collect();
    IndicatorFigure { indicator, value, before, parts, unavailable }
}

/// How many indicators of each activity of a plan had a target at a moment.
///
/// # Errors
/// When the database fails.
pub fn targets(conn: &mut Conn, plan: PlanId, at: DateTime<Utc>) -> QueryResult<Vec<(ActivityId, u32)>> {
    let own: Vec<i32> = activity::keys(conn, plan)?.into_iter().map(|a| a.0).collect();
    let at = at.naive_utc();
    let set: Vec<(i32, Option<f64>)> = terms::table
        .filter(terms::from_at.le(at))
        .filter(terms::to_at.is_null().or(terms::to_at.gt(at)))
        .select((terms::indicator_id, terms::target))
        .load(conn)?;
    let all: Vec<(i32, i32, Option<f64>)> = indicators::table
        .filter(indicators::activity_id.eq_any(own))
        .order(indicators::activity_id)
        .select((indicators::id, indicators::activity_id, indicators::target))
        .load(conn)?;
    let mut counts: Vec<(ActivityId, u32)> = Vec::new();
    for (id, activity, stated) in all {
        let target = set.iter().find(|(of, _)| *of == id).map_or(stated, |(_, target)| *target);
        if counts.last().is_none_or(|(last, _)| last.0 != activity) {
            counts.push((ActivityId(activity), 0));
        }
        if let Some((_, n)) = counts.last_mut().filter(|_| target.is_some()) {
            *n += 1;
        }
    }
    Ok(counts)
}
