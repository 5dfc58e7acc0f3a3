//! The audit trail: who did what to which record, and when, in one order that cannot be changed afterwards.
//!
//! Every entry of the history is an entry of the audit trail as well; [`Act`] names what is recorded besides changes of records.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};

use crate::UnknownValue;
use crate::history::{Action, SubjectKind};
use crate::ids::PersonId;
use crate::string_enum::string_enum;

string_enum! {
    /// What is recorded besides changes of records.
    Act ("act") {
        /// A session began.
        SignedIn = "signed-in",
        /// A wrong password was given for an account.
        SignInRefused = "sign-in-refused",
        /// A session was ended by its owner.
        SignedOut = "signed-out",
        /// Other sessions of a person were ended.
        SessionsEnded = "sessions-ended",
        /// The second factor given after a right password was wrong.
        CodeRefused = "code-refused",
        /// Somebody proved again who they are.
        Confirmed = "identity-confirmed",
        /// A second factor was set up.
        SecondFactorSet = "second-factor-set",
        /// A second factor was ended by its owner.
        SecondFactorEnded = "second-factor-ended",
        /// New recovery codes were made.
        RecoveryCodesMade = "recovery-codes-made",
        /// A recovery code was used.
        RecoveryCodeUsed = "recovery-code-used",
        /// The removal of a second factor was asked for.
        RemovalAsked = "second-factor-removal-asked",
        /// A second factor was removed by somebody else.
        SecondFactorRemoved = "second-factor-removed",
        /// A link for a new password was asked for.
        ResetAsked = "reset-asked",
        /// A link that opens an account was made on the command line.
        LinkMade = "link-made",
        /// Somebody who is signed in asked for an address that their role does not open.
        Denied = "denied",
        /// Words or a record were erased; the detail names the entries of the history that do not say any more what they said.
        Erasure = "erasure",
        /// What had been kept for as long as the settings say was deleted.
        Retention = "retention",
        /// A file with data was downloaded.
        Exported = "exported",
        /// The draft of a progress update was stored.
        DraftSaved = "draft-saved",
        /// A draft that had never been submitted was deleted.
        DraftDeleted = "draft-deleted",
        /// A comment was written.
        Commented = "commented",
        /// People were reminded of something at somebody's request.
        ReminderRequested = "reminder-requested",
        /// An exchange rate was stated.
        RateStated = "rate-stated",
    }
}

/// What an entry records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A change of a record, with its entry in the history.
    Change(Action),
    /// Something else.
    Act(Act),
}

impl Kind {
    /// Every kind: first what is recorded of access, then changes of records.
    pub fn all() -> impl Iterator<Item = Self> {
        Act::ALL.iter().copied().map(Self::Act).chain(Action::ALL.iter().copied().map(Self::Change))
    }

    /// The string under which it is stored and exchanged.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Change(action) => action.as_str(),
            Self::Act(act) => act.as_str(),
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownValue;

    fn from_str(value: &str) -> Result<Self, UnknownValue> {
        value.parse().map(Self::Act).or_else(|_| value.parse().map(Self::Change))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An entry as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the chain, from 1 on.
    pub position: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who acted; `None` if the program did, or somebody who was not signed in.
    pub person: Option<(PersonId, String)>,
    /// What was done.
    pub kind: Kind,
    /// The record that it concerns.
    pub record: Option<(SubjectKind, i32)>,
    /// What cannot be read from the record: the address of a download, a rate.
    pub detail: Option<String>,
    /// SHA-256 of the entry and all before it, in hexadecimal digits.
    pub hash: String,
}

/// A record that an entry concerns, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRef {
    /// What sort of record.
    pub kind: SubjectKind,
    /// Its key; 0 for the settings.
    pub key: i32,
    /// Its name, if it has one and still exists.
    pub name: Option<String>,
    /// Its page, if it has one.
    pub address: Option<String>,
}

/// The end of the chain at some time: no entry up to it can be changed, removed or added without changing the hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Place of the last entry.
    pub position: i64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.position, self.hash)
    }
}

impl FromStr for Head {
    type Err = String;

    /// Reads `position:hash`, as [`fmt::Display`] writes it.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not the head of an audit trail: expected a number, a colon and 64 hexadecimal digits");
        let (position, hash) = text.trim().split_once(':').ok_or_else(wrong)?;
        let position = position.parse().ok().filter(|p| *p > 0).ok_or_else(wrong)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        if is_hash { Ok(Self { position, hash: hash.to_ascii_lowercase() }) } else { Err(wrong()) }
    }
}

/// Which entries are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// By this person, or about their account.
    pub person: Option<PersonId>,
    /// Of which kind.
    pub kind: Option<Kind>,
    /// About which kind of record.
    pub record: Option<SubjectKind>,
    /// About the record with this key, if a kind of record is asked for.
    pub key: Option<i32>,
    /// From the beginning of this day, in UTC.
    pub from: Option<NaiveDate>,
    /// To the end of this day, in UTC.
    pub until: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_own_string() {
        let mut seen = HashSet::new();
        for kind in Kind::all() {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert!(seen.insert(kind.as_str()), "{kind} means two things");
        }
    }

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head { position: 42, hash: "ab".repeat(32) };
        assert_eq!(head.to_string().parse(), Ok(head.clone()));
        assert_eq!(format!(" 42:{}\n", "AB".repeat(32)).parse(), Ok(head));
        for wrong in ["", "42", "42:abc", ":", &format!("0:{}", "ab".repeat(32)), &format!("42:{}", "zz".repeat(32))] {
            assert!(wrong.parse::<Head>().is_err(), "{wrong}");
        }
    }
}
