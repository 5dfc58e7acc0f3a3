//! The demonstration.
use crate::db::Conn;
use crate::error::AppError;
use chrono::NaiveDate;
use domain::clock::Clock;
/// The day.
pub const DAY: NaiveDate = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
/// Fill.
pub fn fill(_conn: &mut Conn, _clock: Clock) -> Result<(), AppError> {
    Ok(())
}
