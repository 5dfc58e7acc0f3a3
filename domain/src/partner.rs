//! An organisation's part in an activity.

use crate::words::words;

words! {
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

words! {
    /// Whether the organisation has agreed.
    Standing ("standing") {
        /// Only listed in the plan.
        Listed = "listed",
        /// The organisation has confirmed its role.
        Confirmed = "confirmed",
    }
}
