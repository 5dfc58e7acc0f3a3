//! What is counted of requests, and everything that is measured, as text for Prometheus (exposition format 0.0.4).

use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the histogram, in milliseconds.
const BOUNDS_MS: [u64; 11] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000];

/// Requests by method, route and status.
type Counts = BTreeMap<(String, String, u16), u64>;

/// What is counted of the requests of one process.
#[derive(Debug, Default)]
pub struct Requests {
    counts: Mutex<Counts>,
    /// How many took at most so long; the last place is for those that took longer than all bounds.
    buckets: [AtomicU64; BOUNDS_MS.len() + 1],
    microseconds: AtomicU64,
}

impl Requests {
    /// Counts a request that was answered.
    pub fn count(&self, method: &str, route: Option<String>, status: u16, took: Duration) {
        let key = (method.to_owned(), route.unwrap_or_else(|| "none".to_owned()), status);
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default() += 1;
        let place = BOUNDS_MS.iter().position(|bound| took <= Duration::from_millis(*bound)).unwrap_or(BOUNDS_MS.len());
        self.buckets[place].fetch_add(1, Ordering::Relaxed);
        self.microseconds.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Writes the counts and the histogram.
    pub fn write(&self, text: &mut Text) {
        text.head("capacity_tracker_http_requests_total", "counter", "Answered requests.");
        for ((method, route, status), count) in self.counts.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let labels = [("method", method.as_str()), ("route", route), ("status", &status.to_string())];
            text.sample("capacity_tracker_http_requests_total", &labels, count);
        }
        let name = "capacity_tracker_http_request_duration_seconds";
        text.head(name, "histogram", "Time until the beginning of an answer.");
        let mut total = 0;
        let bounds = BOUNDS_MS.iter().map(|ms| format!("{}", Duration::from_millis(*ms).as_secs_f64())).chain(["+Inf".to_owned()]);
        for (bound, bucket) in bounds.zip(&self.buckets) {
            total += bucket.load(Ordering::Relaxed);
            text.sample(&format!("{name}_bucket"), &[("le", &bound)], total);
        }
        text.sample(&format!("{name}_sum"), &[], Duration::from_micros(self.microseconds.load(Ordering::Relaxed)).as_secs_f64());
        text.sample(&format!("{name}_count"), &[], total);
    }
}

/// A text in the exposition format.
#[derive(Debug, Default)]
pub struct Text(String);

impl Text {
    /// A number that goes up and down, with its explanation.
    pub fn gauge(&mut self, name: &str, help: &str, value: impl Display) {
        let name = format!("capacity_tracker_{name}");
        self.head(&name, "gauge", help);
        self.sample(&name, &[], value);
    }

    fn head(&mut self, name: &str, kind: &str, help: &str) {
        self.line(format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        let labels: Vec<String> = labels.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
        let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
        self.line(format_args!("{name}{labels} {value}"));
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_and_times_accumulate() {
        let requests = Requests::default();
        requests.count("GET", Some("/events/{id}".into()), 200, Duration::from_millis(3));
        requests.count("GET", Some("/events/{id}".into()), 200, Duration::from_secs(9));
        requests.count("POST", None, 404, Duration::from_millis(1));
        let mut text = Text::default();
        requests.write(&mut text);
        text.gauge("mail_queue_length", "Mails.", 2);
        let text = text.into_string();
        for line in [
            "capacity_tracker_http_requests_total{method=\"GET\",route=\"/events/{id}\",status=\"200\"} 2",
            "capacity_tracker_http_requests_total{method=\"POST\",route=\"none\",status=\"404\"} 1",
            "capacity_tracker_http_request_duration_seconds_bucket{le=\"0.001\"} 1",
            "capacity_tracker_http_request_duration_seconds_bucket{le=\"0.005\"} 2",
            "capacity_tracker_http_request_duration_seconds_bucket{le=\"+Inf\"} 3",
            "capacity_tracker_http_request_duration_seconds_sum 9.004",
            "capacity_tracker_http_request_duration_seconds_count 3",
            "# TYPE capacity_tracker_mail_queue_length gauge",
            "capacity_tracker_mail_queue_length 2",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} is not in\n{text}");
        }
    }
}
