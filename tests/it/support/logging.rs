//! What people do with events, in their words.

use super::page::Form;
use super::{Page, Visitor};

/// Everything that the form of an event needs, for a workshop in Nairobi that serves activity 7.
const NAIROBI: &[(&str, &str)] = &[
    ("title", "Workshop on detection, Nairobi"),
    ("kind", "workshop"),
    ("mode", "in-person"),
    ("start-day", "25"),
    ("start-month", "2"),
    ("start-year", "2019"),
    ("end-day", "28"),
    ("end-month", "2"),
    ("end-year", "2019"),
    ("city", "Nairobi"),
    ("country", "Kenya"),
    ("languages", "en"),
    ("attended", "32"),
    ("women", "17"),
    ("men", "14"),
    ("other", "1"),
    ("country-0", "Kenya"),
    ("people-0", "12"),
    ("country-1", "uganda"),
    ("people-1", "11"),
    ("group-government", "20"),
    ("basis", "counted"),
    ("contact", "tomas@example.org"),
];

impl Visitor {
    /// The form of a new event with everything typed into it, for activity 7 and the visitor's own organisation (or the secretariat).
    #[track_caller]
    pub fn writes_event(&self, changed: &[(&str, &str)]) -> Form {
        let page = self.gets("/events/new");
        let activity = page.is(200).box_of("activities", "7. ");
        let form = page.form("/events/new").with("activities", &activity).typed(NAIROBI);
        let own = form.fields.iter().any(|(n, v)| n == "organiser" && !v.is_empty());
        let form = if own {
            form
        } else {
            form.with("organiser", &page.choice("organiser", "Secretariat of the Convention on Biological Diversity (SCBD)"))
        };
        form.with("intent", "submit").typed(changed)
    }

    /// Submits a new event, and gives its address.
    #[track_caller]
    pub fn logs_event(&self, changed: &[(&str, &str)]) -> String {
        let answer = self.sends(&self.writes_event(changed));
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.location.unwrap()
    }

    /// Keeps a new event as a draft, and gives its address.
    #[track_caller]
    pub fn drafts_event(&self, changed: &[(&str, &str)]) -> String {
        let answer = self.sends(&self.writes_event(changed).with("intent", "keep"));
        assert_eq!(answer.status, 303, "{}", answer.text());
        answer.location.unwrap().trim_end_matches("/edit").to_owned()
    }

    /// The form of a page about a record.
    #[track_caller]
    pub fn form_at(&self, address: &str) -> Form {
        let path = address.split('?').next().unwrap();
        self.gets(address).is(200).form(path)
    }

    /// Verifies a record.
    pub fn verifies(&self, event: &str) -> Page {
        self.sends(&self.form_at(&format!("{event}/review")).with("decision", "verify"))
    }

    /// Returns a record with a reason.
    pub fn returns(&self, event: &str, reason: &str) -> Page {
        self.sends(&self.form_at(&format!("{event}/review")).with("decision", "return").with("return-reason", reason))
    }

    /// Changes a record before it is verified, and submits it again.
    pub fn resubmits(&self, event: &str, changed: &[(&str, &str)]) -> Page {
        self.sends(&self.form_at(&format!("{event}/edit")).typed(changed).with("intent", "submit"))
    }

    /// Cancels a record with a reason.
    pub fn cancels(&self, event: &str, reason: &str) -> Page {
        self.sends(&self.form_at(&format!("{event}/cancellation/new")).with("cancel-reason", reason))
    }

    /// Merges a record into another.
    pub fn merges(&self, gone: &str, kept: &str) -> Page {
        let page = self.gets(&format!("{gone}/merging/new?with={}", id(kept)));
        let form = page.is(200).forms().into_iter().find(|f| f.fields.iter().any(|(n, v)| n == "into" && *v == id(kept)));
        self.sends(&form.expect("the other record can stand for both"))
    }
}

/// The key of a record in its address.
pub fn id(event: &str) -> String {
    event.rsplit('/').next().unwrap().to_owned()
}

impl Page {
    /// The value of the box beside which these words stand.
    #[track_caller]
    pub fn box_of(&self, name: &str, words: &str) -> String {
        let labels = self.all(&format!("label:has(input[name='{name}'])"));
        let values = self.attributes(&format!("input[name='{name}']"), "value");
        let at = labels.iter().position(|l| l.starts_with(words)).unwrap_or_else(|| panic!("no box “{words}” among {labels:?}"));
        values[at].clone()
    }
}
