// Reads a calendar file with the package ical.js and says what it holds, in the words of read_calendar.py: a second program that did not write it.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [library, file] = process.argv.slice(2);
const { default: ICAL } = await import(pathToFileURL(library));

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const value = (component, name) => component.getFirstPropertyValue(name);
const refresh = value(calendar, "refresh-interval");
const clock = (seconds) => `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
const events = calendar.getAllSubcomponents("vevent");
console.log(`${value(calendar, "x-wr-calname")}|${value(calendar, "method")}|${clock(refresh.toSeconds())}|${events.length}`);
for (const component of events) {
    const event = new ICAL.Event(component);
    if (value(component, "dtstamp").zone !== ICAL.Timezone.utcTimezone || !(event.sequence >= 0)) {
        throw new Error(`${event.uid}: not stamped in UTC, or without a sequence`);
    }
    console.log(`${event.uid}|${value(component, "status")}|${event.startDate}|${event.endDate}|${event.summary}`);
}
