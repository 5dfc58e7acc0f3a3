//! What is asked for of the events, as an address or a form states it.

use crate::address;

/// The filters and the order as they were asked for, not yet looked up; empty means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventQuery {
    /// Words in title or city.
    pub words: String,
    /// Number of an activity.
    pub activity: String,
    /// Word of a kind.
    pub kind: String,
    /// Word of a mode.
    pub mode: String,
    /// Code of a country.
    pub country: String,
    /// Word of a group of countries.
    pub group: String,
    /// Word of a stakeholder group.
    pub stakeholders: String,
    /// A year.
    pub year: String,
    /// Word of a state, or `merged`.
    pub state: String,
    /// Slug of an organisation.
    pub organiser: String,
    /// Slug of an organisation on whose activities events are looked for.
    pub partner: String,
    /// Slug of an organisation that gave money for the activities.
    pub donor: String,
    /// First day of the time in which it ended.
    pub from: String,
    /// Last day of that time.
    pub until: String,
    /// Word of the order; with a leading `-` the other way round.
    pub sort: String,
    /// Number of the page, from 1 on.
    pub page: i64,
}

impl EventQuery {
    /// Name and value of each filter.
    #[must_use]
    pub fn filters(&self) -> [(&'static str, &str); 14] {
        [
            ("words", &self.words),
            ("activity", &self.activity),
            ("kind", &self.kind),
            ("mode", &self.mode),
            ("country", &self.country),
            ("group", &self.group),
            ("stakeholders", &self.stakeholders),
            ("year", &self.year),
            ("state", &self.state),
            ("organiser", &self.organiser),
            ("partner", &self.partner),
            ("donor", &self.donor),
            ("from", &self.from),
            ("until", &self.until),
        ]
    }

    /// Whether anything is filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filters().iter().any(|(_, value)| !value.is_empty())
    }

    /// An address with these filters, some of them changed, and more after them.
    #[must_use]
    pub fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let is_changed = |name: &str| more.iter().any(|(n, _)| *n == name);
        let kept = self.filters().into_iter().chain([("sort", self.sort.as_str())]).filter(|(name, _)| !is_changed(name));
        let pairs: Vec<(&str, &str)> = kept.chain(more.iter().copied()).collect();
        address::with_query(path, &pairs)
    }
}
