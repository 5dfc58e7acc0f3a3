//! A calendar file as RFC 5545 wants it. The same entries give the same bytes: nothing in it depends on when it is asked for.

use chrono::{Days, TimeDelta};
use domain::address;
use domain::calendar::{Entry, EntryStatus, EntrySubject};
use domain::lang::Lang;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};

use crate::text::t;

/// How often calendar programs are asked to fetch again.
const REFRESH: TimeDelta = TimeDelta::hours(6);

/// Where links in a calendar lead, and whose names its entries bear.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Host, which makes the names of entries ours.
    pub host: &'a str,
    /// Address of the start page, with a slash at the end.
    pub base: &'a str,
}

/// The calendar of a person, to which programs subscribe.
#[must_use]
pub fn feed(lang: Lang, site: Site<'_>, entries: &[Entry]) -> String {
    let mut calendar = calendar();
    calendar.name(&t!(lang, "product")).ttl(&REFRESH);
    finish(calendar, lang, site, entries)
}

/// A file with these entries, to go with a mail.
#[must_use]
pub fn attached(lang: Lang, site: Site<'_>, entries: &[Entry]) -> String {
    finish(calendar(), lang, site, entries)
}

fn calendar() -> Calendar {
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", "-//Capacity Tracker//Calendar//EN"), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")]
    {
        calendar.append_property((name, value));
    }
    calendar
}

fn finish(mut calendar: Calendar, lang: Lang, site: Site<'_>, entries: &[Entry]) -> String {
    calendar.extend(entries.iter().map(|entry| event(lang, site, entry)));
    calendar.to_string()
}

fn event(lang: Lang, site: Site<'_>, entry: &Entry) -> Event {
    let (first, last) = entry.days;
    let mut event = Event::new();
    event
        .uid(&format!("{}@{}", entry.name(), site.host))
        .timestamp(entry.changed_at)
        .last_modified(entry.changed_at)
        .sequence(u32::try_from(entry.changes).unwrap_or(0))
        .summary(&plain(&summary(lang, entry)))
        .starts(first)
        // The end is the first day that does not belong to it any more.
        .ends(last.checked_add_days(Days::new(1)).unwrap_or(last))
        .status(match entry.standing {
            EntryStatus::Tentative => EventStatus::Tentative,
            EntryStatus::Confirmed => EventStatus::Confirmed,
            EntryStatus::Cancelled => EventStatus::Cancelled,
        })
        .append_property(Property::new("TRANSP", "TRANSPARENT"));
    if let EntrySubject::Event { place, .. } = &entry.subject
        && !place.is_empty()
    {
        event.location(&plain(place));
    }
    // What is cancelled may not be there for every reader any more.
    if entry.standing != EntryStatus::Cancelled {
        event.url(&address::absolute(site.base, &entry.path()));
    }
    event.done()
}

fn summary(lang: Lang, entry: &Entry) -> String {
    let title = entry.title.as_str();
    match &entry.subject {
        EntrySubject::Event { .. } => title.to_owned(),
        EntrySubject::Output { is_delivered: true, .. } => t!(lang, "calendar-output-delivered", title = title),
        EntrySubject::Output { .. } => t!(lang, "calendar-output", title = title),
        EntrySubject::Update { number, .. } => t!(lang, "calendar-update", number = *number, title = title),
        EntrySubject::Measurement { .. } => t!(lang, "calendar-measurement", title = title),
    }
}

/// A text without what would break its line: a control character stands for nothing that a person typed on purpose.
fn plain(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, NaiveDate};
    use domain::ids::{ActivityId, EventId};

    const SITE: Site<'_> = Site { host: "tracker.example.org", base: "https://tracker.example.org/" };

    fn entry(title: &str, standing: EntryStatus) -> Entry {
        let day = |d| NaiveDate::from_ymd_opt(2019, 4, d).unwrap();
        Entry {
            subject: EntrySubject::Event { id: EventId(24), place: "Nairobi, Kenya".into() },
            title: title.into(),
            days: (day(8), day(12)),
            changed_at: DateTime::UNIX_EPOCH,
            changes: 3,
            standing,
        }
    }

    #[test]
    fn an_event_lasts_through_its_last_day() {
        let file = feed(Lang::En, SITE, &[entry("Workshop", EntryStatus::Confirmed)]);
        for line in [
            "UID:event-24@tracker.example.org",
            "DTSTAMP:19700101T000000Z",
            "SEQUENCE:3",
            "DTSTART;VALUE=DATE:20190408",
            "DTEND;VALUE=DATE:20190413",
            "LOCATION:Nairobi\\, Kenya",
            "STATUS:CONFIRMED",
            "URL:https://tracker.example.org/events/24",
            "REFRESH-INTERVAL;VALUE=DURATION:PT21600S",
        ] {
            assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} is not in {file}");
        }
    }

    #[test]
    fn lines_are_short_whatever_is_in_them() {
        let file = feed(Lang::Zh, SITE, &[entry(&"关于风险评估，的讲习班\r\nEND:VEVENT;".repeat(9), EntryStatus::Cancelled)]);
        assert!(file.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{file}");
        assert_eq!(file.matches("\r\nEND:VEVENT\r\n").count(), 1);
        assert!(!file.contains("URL:"));
    }

    #[test]
    fn what_is_due_says_so() {
        let update = Entry {
            subject: EntrySubject::Update { activity: ActivityId(3), number: 7, plan: "cp-2017-2020".into() },
            ..entry("Detection", EntryStatus::Confirmed)
        };
        assert!(attached(Lang::En, SITE, std::slice::from_ref(&update)).contains("SUMMARY:Update due: 7. Detection\r\n"));
    }
}
