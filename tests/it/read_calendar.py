"""Reads a calendar file with the package icalendar and says what it holds: a check by a program that did not write it."""

import sys
from pathlib import Path

from icalendar import Calendar, vDuration

calendar = Calendar.from_ical(Path(sys.argv[1]).read_bytes())
assert not calendar.errors, calendar.errors
events = calendar.walk("VEVENT")
refresh = calendar["REFRESH-INTERVAL"]
print(f"{calendar['X-WR-CALNAME']}|{calendar['METHOD']}|{refresh.dt if hasattr(refresh, 'dt') else vDuration.from_ical(refresh)}|{len(events)}")
for event in events:
    assert not event.errors, event.errors
    assert event["DTSTAMP"].dt.tzinfo is not None and int(event["SEQUENCE"]) >= 0
    days = f"{event['DTSTART'].dt}|{event['DTEND'].dt}"
    print(f"{event['UID']}|{event['STATUS']}|{days}|{event['SUMMARY']}")
