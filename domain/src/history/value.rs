//! The values that a change leads from and to, as data: the pages word them in the reader's language.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::cooperation::Stated;
use crate::framework::Strength;
use crate::lang::Lang;
use crate::money::Amount;
use crate::participation::StakeholderGroup;
use crate::partner::{PartnerRole, Standing};
use crate::reminder::{Choice, Kind, Rule};

/// A value of a field before or after a change. Serialised, it is part of the storage format of the history: a variant or a field
/// that is renamed needs a new format number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A name or text as somebody wrote it.
    Text(String),
    /// The stored word of a string enum; the field says of which.
    Word(String),
    /// A day.
    Day(NaiveDate),
    /// A day as exactly as a document states it.
    Stated(Stated),
    /// First and last day.
    Period(NaiveDate, NaiveDate),
    /// A count of people or things.
    Count(u32),
    /// A measured number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// An amount of money.
    Amount(Amount),
    /// A language of the tracker.
    Language(Lang),
    /// Languages of an event or output, as codes (BCP 47).
    Languages(Vec<String>),
    /// Names of several things, or numbers of activities.
    Names(Vec<String>),
    /// Organisations with their part in an activity.
    Partners(Vec<Partner>),
    /// People by code of their country.
    Countries(Vec<(String, u32)>),
    /// People by stakeholder group.
    Groups(Vec<(StakeholderGroup, u32)>),
    /// Results of tests before and after an event, in percent.
    Scores(u32, u32),
    /// Amounts that arrived, each with its day.
    Payments(Vec<(Amount, NaiveDate)>),
    /// The plan as a whole, as the purpose of a contribution.
    WholePlan,
    /// Values of an indicator with their days: a baseline, a target, or several milestones.
    Points(Vec<(f64, Option<NaiveDate>)>),
    /// An activity that serves an objective.
    ObjectiveLink {
        /// Code of the activity's plan; entries from the time of a single plan have none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        plan: Option<String>,
        /// Number of the activity.
        activity: i32,
        /// How much it serves the objective.
        strength: Strength,
        /// Why.
        reason: String,
    },
    /// How somebody is reminded of a kind of obligation.
    ReminderChoice(Kind, Choice),
    /// When people are reminded of a kind of obligation.
    ReminderRule(Kind, Rule),
    /// Words of a report on one activity.
    Narrative {
        /// Number of the activity.
        activity: i32,
        /// The words.
        words: String,
    },
}

/// An organisation with its part in an activity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// Acronym or name.
    pub name: String,
    /// In which role.
    pub role: PartnerRole,
    /// Whether it has confirmed that.
    pub standing: Standing,
}

impl Value {
    /// The text of a value that somebody wrote.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it says nothing: an empty text or list.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Word(text) => text.is_empty(),
            Self::Languages(all) | Self::Names(all) => all.is_empty(),
            Self::Partners(all) => all.is_empty(),
            Self::Countries(all) => all.is_empty(),
            Self::Groups(all) => all.is_empty(),
            Self::Payments(all) => all.is_empty(),
            Self::Points(all) => all.is_empty(),
            Self::Narrative { words, .. } => words.is_empty(),
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Lang> for Value {
    fn from(lang: Lang) -> Self {
        Self::Language(lang)
    }
}

impl From<Amount> for Value {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<Stated> for Value {
    fn from(day: Stated) -> Self {
        Self::Stated(day)
    }
}
