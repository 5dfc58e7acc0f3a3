//! The addresses of pages, each made by one function from typed keys. Pages, mails, calendars and redirects all take them from here.
//!
//! An address is a path that begins with a slash; [`absolute`] puts the site in front of it.

use crate::ids::{
    AttachmentId, ContributionId, DeliveryId, EventId, ExpenditureId, MeasurementId, OutputId, PersonId, RelationshipId, ReportId,
};

/// The start page: My work, or the dashboard.
pub const HOME: &str = "/";

/// A path behind the address of the site, which ends with a slash.
#[must_use]
pub fn absolute(base: &str, path: &str) -> String {
    format!("{}{path}", base.trim_end_matches('/'))
}

/// A path with names and values behind its question mark; empty values are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let encode = |value: &str| {
        let mut out = String::new();
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
                _ => out.push_str(&format!("%{byte:02X}")),
            }
        }
        out
    };
    let pairs: Vec<String> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// An activity, by its number.
#[must_use]
pub fn activity(number: i32) -> String {
    format!("/activities/{number}")
}

/// The form of a progress update.
#[must_use]
pub fn new_update(number: i32) -> String {
    format!("/activities/{number}/updates/new")
}

/// The list of events.
pub const EVENTS: &str = "/events";

/// What waits for review.
pub const REVIEWS: &str = "/reviews";

/// An event.
#[must_use]
pub fn event(id: EventId) -> String {
    format!("/events/{id}")
}

/// The form of an event.
#[must_use]
pub fn edit_event(id: EventId) -> String {
    format!("/events/{id}/edit")
}

/// The review of an event.
#[must_use]
pub fn review_event(id: EventId) -> String {
    format!("/events/{id}/review")
}

/// The page on which a list of participants is counted.
#[must_use]
pub fn count_participants(id: EventId) -> String {
    format!("/events/{id}/participants/new")
}

/// A file of an event.
#[must_use]
pub fn attachment(id: AttachmentId) -> String {
    format!("/attachments/{id}")
}

/// An output.
#[must_use]
pub fn output(id: OutputId) -> String {
    format!("/outputs/{id}")
}

/// The form of a delivery.
#[must_use]
pub fn new_delivery(id: OutputId) -> String {
    format!("/outputs/{id}/deliveries/new")
}

/// Where a delivery is reviewed.
#[must_use]
pub fn review_delivery(id: DeliveryId) -> String {
    format!("/deliveries/{id}/review")
}

/// An indicator, by its key.
#[must_use]
pub fn indicator(id: i32) -> String {
    format!("/indicators/{id}")
}

/// The form of a value of an indicator.
#[must_use]
pub fn new_measurement(indicator: i32) -> String {
    format!("/indicators/{indicator}/measurements/new")
}

/// The form that corrects a measurement.
#[must_use]
pub fn edit_measurement(id: MeasurementId) -> String {
    format!("/measurements/{id}/edit")
}

/// A contribution.
#[must_use]
pub fn contribution(id: ContributionId) -> String {
    format!("/money/contributions/{id}")
}

/// An expenditure.
#[must_use]
pub fn expenditure(id: ExpenditureId) -> String {
    format!("/money/expenditures/{id}")
}

/// The form of a relationship between organisations.
#[must_use]
pub fn edit_relationship(id: RelationshipId) -> String {
    format!("/cooperation/relationships/{id}/edit")
}

/// A status report.
#[must_use]
pub fn report(id: ReportId) -> String {
    format!("/reports/{id}")
}

/// An organisation, by its slug.
#[must_use]
pub fn organisation(slug: &str) -> String {
    format!("/organisations/{slug}")
}

/// A person's account, for administrators.
#[must_use]
pub fn person(id: PersonId) -> String {
    format!("/admin/people/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded_and_empty_values_left_out() {
        assert_eq!(with_query("/events", &[("q", "a b&c"), ("state", ""), ("country", "KE")]), "/events?q=a%20b%26c&country=KE");
        assert_eq!(with_query("/events", &[("q", "")]), "/events");
        assert_eq!(absolute("https://tracker.example.org/", &event(EventId(3))), "https://tracker.example.org/events/3");
    }
}
