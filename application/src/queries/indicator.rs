//! Indicators with their measurements.

use chrono::{DateTime, Utc};
use domain::access::{Member, may_log_for};
use domain::activity::Activity;
use domain::as_of::AsOf;
use domain::directory::Directory;
use domain::figure::IndicatorFigure;
use domain::history::{HistoryEntry, Subject};
use domain::ids::MeasurementId;
use domain::indicator::Indicator;
use domain::measurement::Measurement;

use super::{activity, history};
use crate::db::{Conn, directory, figure, indicator, measurement};
use crate::error::Error;

/// An indicator with what surrounds it.
#[derive(Debug, Clone)]
pub struct IndicatorOf {
    /// Its activity.
    pub activity: Activity,
    /// The indicator, with the terms of the moment.
    pub indicator: Indicator,
    /// What keys stand for.
    pub directory: Directory,
}

impl IndicatorOf {
    /// Whether the member may report values: officers, and partners on the activity.
    #[must_use]
    pub fn may_measure(&self, member: &Member) -> bool {
        let partners = self.directory.activity(self.activity.id).map_or(&[][..], |a| &a.partners);
        may_log_for(member, partners)
    }
}

/// An indicator with the terms of a moment.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: i32, at: DateTime<Utc>) -> Result<IndicatorOf, Error> {
    let (of, indicator) = indicator::find(conn, id, at)?.ok_or(Error::NotFound)?;
    let (plan, activity) = activity::of_key(conn, of)?;
    Ok(IndicatorOf { activity, indicator, directory: directory::load(conn, plan.id)? })
}

/// An indicator of which the member may report values.
///
/// # Errors
/// [`Error::NotFound`].
pub fn measurable(conn: &mut Conn, id: i32, member: &Member, at: DateTime<Utc>) -> Result<IndicatorOf, Error> {
    let found = find(conn, id, at)?;
    if found.may_measure(member) { Ok(found) } else { Err(Error::NotFound) }
}

/// A measurement that the member may change or replace, with its indicator.
///
/// # Errors
/// [`Error::NotFound`].
pub fn changeable(conn: &mut Conn, id: MeasurementId, member: &Member, at: DateTime<Utc>) -> Result<(IndicatorOf, Measurement), Error> {
    let may = |m: &Measurement| m.is_visible_to(Some(member)) && m.may_change(member);
    let measurement = measurement::find(conn, id)?.filter(may).ok_or(Error::NotFound)?;
    Ok((find(conn, measurement.indicator, at)?, measurement))
}

/// The indicator of which this is a measurement.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_measurement(conn: &mut Conn, id: MeasurementId) -> Result<i32, Error> {
    Ok(measurement::find(conn, id)?.ok_or(Error::NotFound)?.indicator)
}

/// An indicator, and how often its terms have been set.
///
/// # Errors
/// [`Error::NotFound`].
pub fn terms(conn: &mut Conn, id: i32, at: DateTime<Utc>) -> Result<(Indicator, i64), Error> {
    let (_, found) = indicator::find(conn, id, at)?.ok_or(Error::NotFound)?;
    Ok((found, indicator::version(conn, id)?))
}

/// An indicator as of a moment and as far as a reader may know it.
#[derive(Debug, Clone)]
pub struct IndicatorDetails {
    /// Its activity.
    pub activity: Activity,
    /// The indicator with its value.
    pub figure: IndicatorFigure,
    /// The measurements that exist for the reader, the newest day first.
    pub measurements: Vec<Measurement>,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Whether the reader may report values.
    pub may_measure: bool,
}

/// Everything about an indicator.
///
/// # Errors
/// [`Error::NotFound`].
pub fn details(conn: &mut Conn, id: i32, as_of: AsOf, reader: Option<&Member>) -> Result<IndicatorDetails, Error> {
    let found = find(conn, id, as_of.at)?;
    let may_measure = reader.is_some_and(|m| found.may_measure(m));
    let mut measurements = measurement::of(conn, id)?;
    measurements.retain(|m| m.is_shown(as_of, reader));
    Ok(IndicatorDetails {
        figure: figure::figure(conn, found.activity.id, found.indicator, as_of.at)?,
        activity: found.activity,
        measurements,
        directory: found.directory,
        history: history::of(conn, Subject::Indicator(id), as_of.at, reader, false)?,
        may_measure,
    })
}
