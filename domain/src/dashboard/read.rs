//! The read model of the dashboard: everything that its page, its tables and its downloads show.

use crate::address;
use chrono::{DateTime, NaiveDate, Utc};

use super::figures::{Headline, Selection};
use crate::directory::Directory;
use crate::event::EventKind;
use crate::figure::IndicatorFigure;
use crate::ids::{ActivityId, OrganisationId};
use crate::money::{Ledger, Totals};
use crate::output::OutputRecord;
use crate::plan::{ActivitySummary, Plan};
use crate::quarter::Quarter;

/// What stands in the address; empty means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Number of an activity.
    pub activity: String,
    /// Slug of an organisation to whose activities the figures are restricted.
    pub partner: String,
    /// Slug of an organisation that gave money.
    pub donor: String,
    /// Word of a group of countries.
    pub group: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// The day since which changes are shown.
    pub since: String,
}

impl Query {
    /// Name and value of each filter; the day since which changes are shown is not one.
    #[must_use]
    pub fn filters(&self) -> [(&'static str, &str); 6] {
        [
            ("activity", &self.activity),
            ("partner", &self.partner),
            ("donor", &self.donor),
            ("group", &self.group),
            ("from", &self.from),
            ("until", &self.until),
        ]
    }

    /// Whether anything is left out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        self.filters().iter().any(|(_, value)| !value.is_empty())
    }

    /// An address with these filters, without those that `more` gives anew.
    #[must_use]
    pub fn address(&self, path: &str, more: &[(&str, &str)]) -> String {
        let kept = self.filters().into_iter().filter(|(name, _)| !more.iter().any(|(n, _)| n == name));
        let pairs: Vec<(&str, &str)> = kept.chain(more.iter().copied()).collect();
        address::with_query(path, &pairs)
    }
}

/// The figures of an earlier day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The day.
    pub day: NaiveDate,
    /// Its figures.
    pub headline: Headline,
}

/// Everything that the dashboard shows, as of a moment.
#[derive(Debug, Clone)]
pub struct Dashboard {
    /// What stands in the address.
    pub query: Query,
    /// The plan.
    pub plan: Plan,
    /// What keys stand for.
    pub directory: Directory,
    /// The selected part of the plan.
    pub selection: Selection,
    /// The activities, by number.
    pub lines: Vec<ActivitySummary>,
    /// The outputs that were expected.
    pub outputs: Vec<OutputRecord>,
    /// The indicators with their activity and value.
    pub figures: Vec<(ActivityId, IndicatorFigure)>,
    /// The figures at the top.
    pub headline: Headline,
    /// Quarter of the last day, kind, events, attendances.
    pub quarters: Vec<(Quarter, EventKind, u64, u64)>,
    /// Code of the country, events at which people from there took part, their attendances.
    pub countries: Vec<(String, u64, u64)>,
    /// Money, as far as the reader may see it.
    pub money: Totals,
    /// Records of money that the reader may see.
    pub ledger: Ledger,
    /// Donors by whom the reader can filter.
    pub donors: Vec<OrganisationId>,
    /// How many records wait for review, where that may be said.
    pub waiting: u64,
    /// The figures of the day since which changes are shown.
    pub earlier: Option<Earlier>,
    /// The moment.
    pub at: DateTime<Utc>,
    /// Its day.
    pub day: NaiveDate,
}

impl Dashboard {
    /// Whether anything has been recorded about the plan.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        let has_figures = self.figures.iter().any(|(_, f)| f.value.is_some() || f.unavailable.is_some());
        let has_updates = self.lines.iter().any(|l| l.latest.is_some());
        !(has_updates || has_figures || !self.outputs.is_empty() || self.headline.totals.events > 0 || !self.money.currencies().is_empty())
    }
}
