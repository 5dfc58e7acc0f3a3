//! Exchange rates. They are added, never changed: of two for the same day, the one stated later counts.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use domain::ids::PersonId;
use domain::money::{ExchangeRate, Rate, RateRecord};

use crate::db::schema::{exchange_rates, people};
use crate::db::{Conn, corrupt, read_enum};

type Row = (String, String, String, NaiveDate, String, String);

fn record((from, to, rate, on, source, added_by): Row) -> QueryResult<RateRecord> {
    let unreadable = || corrupt(domain::UnknownValue { what: "exchange rate", value: rate.clone() });
    let read: Rate = rate.parse().map_err(|_| unreadable())?;
    Ok(RateRecord { rate: ExchangeRate { from: read_enum(&from)?, to: read_enum(&to)?, rate: read, on, source }, added_by })
}

/// Every rate that was stated by a moment, in the order of what counts: the newest day first, and of one day what was stated last.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, at: DateTime<Utc>) -> QueryResult<Vec<RateRecord>> {
    let rows: Vec<Row> = exchange_rates::table
        .inner_join(people::table)
        .filter(exchange_rates::added_at.le(at.naive_utc()))
        .order((exchange_rates::on_day.desc(), exchange_rates::id.desc()))
        .select((
            exchange_rates::from_currency,
            exchange_rates::to_currency,
            exchange_rates::rate,
            exchange_rates::on_day,
            exchange_rates::source,
            people::name,
        ))
        .load(conn)?;
    rows.into_iter().map(record).collect()
}

/// Adds a rate. Gives its key.
///
/// # Errors
/// When the database fails.
pub fn insert(conn: &mut Conn, rate: &ExchangeRate, by: PersonId, at: DateTime<Utc>) -> QueryResult<i32> {
    diesel::insert_into(exchange_rates::table)
        .values((
            exchange_rates::from_currency.eq(rate.from.as_str()),
            exchange_rates::to_currency.eq(rate.to.as_str()),
            exchange_rates::rate.eq(rate.rate.to_string()),
            exchange_rates::on_day.eq(rate.on),
            exchange_rates::source.eq(&rate.source),
            exchange_rates::added_by.eq(by.0),
            exchange_rates::added_at.eq(at.naive_utc()),
        ))
        .returning(exchange_rates::id)
        .get_result(conn)
}
