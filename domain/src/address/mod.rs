//! The addresses of pages, each made by one function from typed keys. Pages, mails, calendars and redirects all take them from here.
//!
//! An address is a path that begins with a slash; [`absolute`] puts the site in front of it. What belongs to a plan is addressed through
//! [`InPlan`]; records that have a key of their own do not need the plan's code.

mod account;
mod admin;
mod event;
mod money;
mod organisation;
mod plan;
mod record;
mod report;
mod result;

pub use account::*;
pub use admin::*;
pub use event::*;
pub use money::*;
pub use organisation::*;
pub use plan::{InPlan, plan_code};
pub use record::Record;
pub use report::*;
pub use result::*;

use crate::ids::PersonId;

/// The start page: My work, or the dashboard.
pub const HOME: &str = "/";

/// Everything that is late or waits, whoever has to act.
pub const TEAM: &str = "/team";

/// Where an administrator says that the tracker is set up.
pub const END_SETUP: &str = "/setup/end";

/// Where a comment is sent.
pub const NEW_COMMENT: &str = "/comments/new";

/// What is found by words.
pub const SEARCH: &str = "/search";

/// Where a reminder of something that is late or waits is asked for.
pub const REQUEST_REMINDER: &str = "/team/reminders/new";

/// The form that hands over what a person leads.
#[must_use]
pub fn hand_over(person: PersonId) -> String {
    format!("/team/{person}/handover/new")
}

/// The icon of the site, which browsers show in tabs.
pub const MARK: &str = "/assets/mark.svg";

/// Whether the process answers, for probes.
pub const ALIVE: &str = "/healthz";

/// Whether the process and its database are ready, for probes.
pub const READY: &str = "/readyz";
/// Measurements for Prometheus.
pub const METRICS: &str = "/metrics";

/// A path behind the address of the site, which ends with a slash.
#[must_use]
pub fn absolute(base: &str, path: &str) -> String {
    format!("{}{path}", base.trim_end_matches('/'))
}

/// A path with names and values behind its question mark; empty values are left out.
#[must_use]
pub fn with_query(path: &str, pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        pairs.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// An address that opens its page at the element with this id.
#[must_use]
pub fn with_fragment(path: &str, id: &str) -> String {
    format!("{path}#{id}")
}

/// A value as it may stand in a query (RFC 3986, percent-encoded but for unreserved characters).
fn encoded(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::EventId;

    #[test]
    fn queries_are_encoded_and_empty_values_left_out() {
        assert_eq!(with_query("/events", &[("q", "a b&c"), ("state", ""), ("country", "KE")]), "/events?q=a%20b%26c&country=KE");
        assert_eq!(with_query("/events", &[("q", "")]), "/events");
        assert_eq!(absolute("https://tracker.example.org/", &event(EventId(3))), "https://tracker.example.org/events/3");
    }
}
