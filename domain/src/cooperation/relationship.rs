//! A relationship between two organisations, and the words for it.

use chrono::NaiveDate;

use super::stated::Stated;
use crate::history::{Changes, Field, Value};
use crate::ids::{OrganisationId, RelationshipId};
use crate::lang::Translated;
use crate::precedent::Source;
use crate::string_enum::string_enum;

string_enum! {
    /// How two organisations are related.
    RelationshipKind ("kind of relationship") {
        /// Memorandum of understanding.
        Mou = "mou",
        /// Joint programme of work.
        JointProgramme = "joint-programme",
        /// The first is an observer at the second.
        ObserverHeld = "observer-held",
        /// The first has asked to be an observer at the second.
        ObserverSought = "observer-sought",
        /// The first is invited to meetings of the second.
        Invited = "invited",
        /// The first sits on a steering committee of the second.
        SteeringCommittee = "steering-committee",
        /// The first sits on the committee or in the expert group that the second is.
        Committee = "committee",
        /// The first is a partner in the initiative that the second is.
        Initiative = "initiative",
        /// The first coordinates the second.
        Coordination = "coordination",
        /// They carry out projects or activities together.
        Project = "project",
        /// Their systems exchange data.
        DataSharing = "data-sharing",
        /// They inform each other regularly.
        Information = "information",
        /// The first follows or takes part in the work of the second.
        Process = "process",
        /// Their secretariats are in contact.
        Liaison = "liaison",
        /// The first is a part of the second.
        PartOf = "part-of",
    }
}

string_enum! {
    /// Which of the two Protocols a relationship serves. They are distinct: the plan is about the first alone.
    Protocol ("protocol") {
        /// Cartagena Protocol on Biosafety.
        Cartagena = "cartagena",
        /// Nagoya Protocol on access and benefit-sharing.
        Nagoya = "nagoya",
    }
}

string_enum! {
    /// How far a relationship has come.
    RelationshipState ("state of a relationship") {
        /// It exists.
        InForce = "in-force",
        /// It is agreed or proposed, but not carried out yet.
        Agreed = "agreed",
        /// It has been asked for; the answer is open.
        Pending = "pending",
    }
}

/// What is known of a relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relationship {
    /// Whose relationship it is.
    pub organisation: OrganisationId,
    /// With whom.
    pub counterpart: OrganisationId,
    /// How they are related.
    pub kind: RelationshipKind,
    /// For which Protocol.
    pub protocol: Protocol,
    /// How far it has come.
    pub state: RelationshipState,
    /// When it began, if that is known.
    pub started: Option<Stated>,
    /// When it ended or is to end, if that is known.
    pub ended: Option<Stated>,
    /// What it is about.
    pub description: Translated,
    /// Documents that state it, from the data.
    pub sources: Vec<Source>,
    /// Where else it is written; may be empty.
    pub source: String,
    /// What the reader should know; may be empty.
    pub note: Translated,
}

impl Relationship {
    /// Whether it is over on a day, as far as that is known.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.ended.is_some_and(|ended| ended.span().last < today)
    }

    /// Whether both are the same relationship: two organisations are related once in a way and for a Protocol, since one day.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        let identity = |r: &Self| (r.organisation, r.counterpart, r.kind, r.protocol, r.started);
        identity(self) == identity(other)
    }

    /// What differs; `organisation` gives the names of organisations.
    #[must_use]
    pub fn changes(before: Option<&Self>, after: &Self, organisation: impl Fn(OrganisationId) -> String) -> Changes {
        let nothing = Translated::default();
        let compare =
            |changes: Changes, field, read: &dyn Fn(&Self) -> Option<Value>| changes.compare(field, before.and_then(read), read(after));
        let word = |word: &str| Some(Value::Word(word.to_owned()));
        let changes = compare(Changes::new(), Field::Organisation, &|r| Some(Value::Text(organisation(r.organisation))));
        let changes = compare(changes, Field::Counterpart, &|r| Some(Value::Text(organisation(r.counterpart))));
        let changes = compare(changes, Field::RelationshipKind, &|r| word(r.kind.as_str()));
        let changes = compare(changes, Field::Protocol, &|r| word(r.protocol.as_str()));
        let changes = compare(changes, Field::RelationshipState, &|r| word(r.state.as_str()));
        let changes = compare(changes, Field::Started, &|r| r.started.map(Value::Stated));
        let changes = compare(changes, Field::Ended, &|r| r.ended.map(Value::Stated));
        let changes = compare(changes, Field::Source, &|r| Some(Value::from(r.source.as_str())));
        changes.text(Field::Description, before.map_or(&nothing, |r| &r.description), &after.description)
    }
}

/// A relationship as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationshipRecord {
    /// Key.
    pub id: RelationshipId,
    /// What is known.
    pub relationship: Relationship,
    /// Raised by every edit. 0: as the data has it.
    pub version: i32,
}
