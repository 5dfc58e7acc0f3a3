//! Why something cannot be done at the moment, though the same may succeed later.

use crate::string_enum::string_enum;

string_enum! {
    /// Why something cannot be done at the moment.
    Cause ("cause") {
        /// The database cannot be reached.
        Unreachable = "unreachable",
        /// The connection to the database broke while it was used: a write may have been stored or not.
        Lost = "lost",
        /// Another program writes to the database, or too many writes wait.
        Busy = "busy",
        /// The disk of the database is full, or fails.
        DiskFull = "disk-full",
        /// The database refuses all writes.
        ReadOnly = "read-only",
        /// More is asked at once than the server can take in.
        Crowded = "crowded",
        /// The server is stopping.
        Stopping = "stopping",
    }
}

impl Cause {
    /// Whether only writing is impossible, while reading goes on.
    #[must_use]
    pub const fn spares_reading(self) -> bool {
        matches!(self, Self::Busy | Self::DiskFull | Self::ReadOnly)
    }
}
