//! An organisation's part in an activity.

use crate::ids::OrganisationId;
use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// In what way an organisation takes part.
    PartnerRole ("partner role") {
        /// Named in the plan as a possible partner.
        Possible = "possible",
        /// Answers for the work.
        Implementing = "implementing",
        /// Does the work for the implementing partner.
        Executing = "executing",
        /// Helps.
        Collaborating = "collaborating",
        /// Pays.
        Funding = "funding",
    }
}

string_enum! {
    /// Whether the organisation has agreed.
    Standing ("standing") {
        /// Only listed in the plan.
        Listed = "listed",
        /// The organisation has confirmed its role.
        Confirmed = "confirmed",
    }
}

/// An organisation on an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Key of the organisation.
    pub organisation: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// Its official name.
    pub name: Translated,
    /// Its acronym.
    pub acronym: Option<String>,
    /// In which role.
    pub role: PartnerRole,
    /// Whether it has confirmed that.
    pub standing: Standing,
}

impl Partner {
    /// The acronym, or the name where there is none, without what stands in brackets.
    #[must_use]
    pub fn short_name(&self, lang: crate::lang::Lang) -> &str {
        crate::organisation::name::short_name(self.acronym.as_deref(), self.name.get(lang))
    }
}

/// An activity on which an organisation is a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// Code of the plan of the activity.
    pub plan: String,
    /// Number of the activity.
    pub number: i32,
    /// Its short title.
    pub short_title: Translated,
    /// In which role.
    pub role: PartnerRole,
    /// Whether the organisation has agreed.
    pub standing: Standing,
}
