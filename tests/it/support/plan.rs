//! What people do with the plan, in their words.

use scraper::{ElementRef, Selector};

use super::page::Form;
use super::{Page, Visitor};

impl Visitor {
    /// The form of a progress update with everything typed into it.
    #[track_caller]
    pub fn writes_update(&self, number: i32, status: &str, headline: &str) -> Form {
        let address = format!("/activities/{number}/updates/new");
        let form = self.gets(&address).form(&address).with("status", status).with("reason", "The labs asked for more time");
        let ended = if status == "completed" { ["12", "3", "2019"] } else { [""; 3] };
        let [day, month, year] = ended;
        let form = form.with("actual-end-day", day).with("actual-end-month", month).with("actual-end-year", year);
        form.with("headline", headline).with("done", "Forty people met in Pretoria.")
    }

    /// Publishes a progress update.
    #[track_caller]
    pub fn publishes(&self, number: i32, status: &str, headline: &str) {
        self.sends(&self.writes_update(number, status, headline)).leads_to(&format!("/activities/{number}"));
    }

    /// Presses “nothing changed since …” on the page of an activity.
    pub fn confirms(&self, number: i32) -> Page {
        self.sends(&self.gets(&format!("/activities/{number}")).form(&format!("/activities/{number}/confirmations/new")))
    }

    /// Types into the form of an activity and saves.
    #[track_caller]
    pub fn edits(&self, number: i32, typed: &[(&str, &str)]) -> Page {
        self.fills(&format!("/activities/{number}/edit"), typed)
    }

    /// Chooses a lead officer by name.
    #[track_caller]
    pub fn names_lead(&self, number: i32, name: &str) {
        let lead = self.gets(&format!("/activities/{number}/edit")).choice("lead", name);
        self.edits(number, &[("lead", &lead)]).leads_to(&format!("/activities/{number}"));
    }
}

impl Page {
    /// The value behind a choice of a list.
    #[track_caller]
    pub fn choice(&self, field: &str, words: &str) -> String {
        let css = format!("select[name='{field}'] option");
        let (names, values) = (self.all(&css), self.attributes(&css, "value"));
        let at = names.iter().position(|n| n == words).unwrap_or_else(|| panic!("“{words}” is none of {names:?}"));
        values[at].clone()
    }

    /// The rows of a table that hold some words.
    pub fn rows(&self, words: &str) -> Vec<String> {
        self.parts("tbody tr", "th, td").into_iter().filter(|row| row.contains(words)).collect()
    }

    /// The texts of elements, part by part.
    pub fn parts(&self, css: &str, part: &str) -> Vec<String> {
        let (whole, part) = (Selector::parse(css).unwrap(), Selector::parse(part).unwrap());
        let words = |e: ElementRef<'_>| e.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
        self.html().select(&whole).map(|e| e.select(&part).map(words).collect::<Vec<_>>().join(" | ")).collect()
    }

    /// The numbers of the activities in the list of the plan, in its order.
    pub fn activities(&self) -> Vec<i32> {
        let number = |row: &String| row.split('.').next().unwrap().parse().unwrap();
        self.all("table.plan tbody th").iter().map(number).collect()
    }
}
