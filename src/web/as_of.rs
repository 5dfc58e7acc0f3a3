//! The moment as of which a page of figures is shown: now, or the end of a past day that the address names.

use actix_web::HttpRequest;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day, if it is not today.
    pub day: Option<NaiveDate>,
    /// Until when what was known counts.
    pub at: DateTime<Utc>,
}

impl AsOf {
    /// The end of a past day.
    #[must_use]
    pub fn end_of(day: NaiveDate) -> Self {
        Self { day: Some(day), at: end(day) }
    }

    /// What the address asks for with `as_of=2018-12-31`. What is no day, or not past, is today.
    #[must_use]
    pub fn of(request: &HttpRequest, now: DateTime<Utc>) -> Self {
        let asked = url::form_urlencoded::parse(request.query_string().as_bytes()).find(|(name, _)| name == "as_of");
        let day = asked.and_then(|(_, day)| day.parse::<NaiveDate>().ok()).filter(|day| *day < now.date_naive());
        day.map_or(Self { day: None, at: now }, Self::end_of)
    }
}

/// The last moment of a day, UTC.
fn end(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::days(1) - TimeDelta::microseconds(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_past_days_are_gone_back_to() {
        let now = "2019-03-12T09:30:00Z".parse().unwrap();
        let of = |query: &str| AsOf::of(&TestRequest::with_uri(&format!("/x?{query}")).to_http_request(), now);
        assert_eq!(of("as_of=2018-12-31").at.to_rfc3339(), "2018-12-31T23:59:59.999999+00:00");
        for today in ["", "as_of=2019-03-12", "as_of=2020-01-01", "as_of=yesterday", "as_of=99999-01-01"] {
            assert_eq!(of(today), AsOf { day: None, at: now }, "{today}");
        }
    }
}
