//! The declared status of an activity.

use crate::string_enum::string_enum;

string_enum! {
    /// How an activity stands, as an officer declares it with a reason.
    Status ("status") {
        /// Work has not begun.
        NotStarted = "not-started",
        /// Goes as planned.
        OnTrack = "on-track",
        /// May miss its results or dates unless something is done.
        AtRisk = "at-risk",
        /// Is behind its dates.
        Delayed = "delayed",
        /// Everything planned is done.
        Completed = "completed",
        /// Will not be carried out.
        Cancelled = "cancelled",
    }
}

impl Status {
    /// Whether work goes on or is still to come, so that progress updates are due.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Completed | Self::Cancelled)
    }
}
