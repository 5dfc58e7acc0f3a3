//! The moment as of which a page of figures is shown, as its address names it.

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
pub use domain::as_of::AsOf;
use domain::form::optional_iso_day;

use super::fields::Fields;

/// Parameters of addresses that hold a day.
const DAYS: [&str; 4] = ["as_of", "from", "until", "since"];

/// Whether every day that the address asks for can be one. No page is made for another: neither database can compare all days that can be
/// written.
#[must_use]
pub fn has_readable_days(query: &str) -> bool {
    let asked = Fields::of_query(query);
    asked.0.iter().filter(|(name, _)| DAYS.contains(&name.as_str())).all(|(_, day)| optional_iso_day(day).is_ok())
}

/// What the address asks for with `as_of=2018-12-31`. What is no day, or not past, is today.
#[must_use]
pub fn of(request: &HttpRequest, now: DateTime<Utc>) -> AsOf {
    let asked = Fields::of_query(request.query_string());
    let day = optional_iso_day(asked.get("as_of")).ok().flatten().filter(|day| *day < now.date_naive());
    day.map_or(AsOf::now(now), AsOf::end_of)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_past_days_are_gone_back_to() {
        let now = "2019-03-12T09:30:00Z".parse().unwrap();
        let of = |query: &str| super::of(&TestRequest::with_uri(&format!("/x?{query}")).to_http_request(), now);
        assert_eq!(of("as_of=2018-12-31").at.to_rfc3339(), "2018-12-31T23:59:59.999999+00:00");
        for today in ["", "as_of=2019-03-12", "as_of=2020-01-01", "as_of=yesterday", "as_of=99999-01-01"] {
            assert_eq!(of(today), AsOf { day: None, at: now }, "{today}");
        }
    }
}
