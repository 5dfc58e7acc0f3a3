//! Cooperation: how organisations are related, since when, for which of the two Protocols, and where that is written.

use chrono::NaiveDate;

use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field};
use crate::ids::{OrganisationId, RelationshipId};
use crate::lang::{Lang, Translated};
use crate::precedent::{Precision, Source, Span};
use crate::words::words;

words! {
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

words! {
    /// Which of the two Protocols a relationship serves. They are kept apart: the plan is about the first alone.
    Protocol ("protocol") {
        /// Cartagena Protocol on Biosafety.
        Cartagena = "cartagena",
        /// Nagoya Protocol on access and benefit-sharing.
        Nagoya = "nagoya",
    }
}

words! {
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

/// A day as exactly as it is stated: `2006`, `2007-03` or `2007-03-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated(Span);

impl Stated {
    /// All days on which it may have been.
    #[must_use]
    pub const fn span(self) -> Span {
        self.0
    }

    /// Reads a day typed as three fields. The day, or day and month, may be left empty; all empty is `None`.
    ///
    /// # Errors
    /// As [`form::optional_date`].
    pub fn typed([day, month, year]: &[String; 3]) -> Result<Option<Self>, Problem> {
        let (day, month) = (day.trim(), month.trim());
        let (whole_day, precision) = match (day.is_empty(), month.is_empty()) {
            (true, true) => (["1", "1"], Precision::Year),
            (true, false) => (["1", month], Precision::Month),
            (false, _) => ([day, month], Precision::Day),
        };
        if year.trim().is_empty() && precision == Precision::Year {
            return Ok(None);
        }
        let date = form::optional_date(whole_day[0], whole_day[1], year)?.ok_or(Problem::NotADate)?;
        stated(date, precision).map(Some).ok_or(Problem::NotADate)
    }

    /// As it stands in a form.
    #[must_use]
    pub fn fields(stated: Option<Self>) -> [String; 3] {
        let text = stated.map_or_else(String::new, |s| s.to_string());
        let mut parts = text.splitn(3, '-').map(|p| p.trim_start_matches('0').to_owned());
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        [day, month, year].map(Option::unwrap_or_default)
    }
}

fn stated(date: NaiveDate, precision: Precision) -> Option<Stated> {
    let text = match precision {
        Precision::Day => date.format("%Y-%m-%d"),
        Precision::Month => date.format("%Y-%m"),
        Precision::Year => date.format("%Y"),
    };
    text.to_string().parse().ok()
}

impl std::str::FromStr for Stated {
    type Err = crate::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let precision = match text.len() {
            4 => Precision::Year,
            7 => Precision::Month,
            _ => Precision::Day,
        };
        Span::parse(text, text, precision).map(Self).map_err(|_| crate::UnknownWord { what: "stated day", value: text.to_owned() })
    }
}

impl std::fmt::Display for Stated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.0.first;
        match self.0.precision {
            Precision::Day => write!(f, "{}", first.format("%Y-%m-%d")),
            Precision::Month => write!(f, "{}", first.format("%Y-%m")),
            Precision::Year => write!(f, "{}", first.format("%Y")),
        }
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

    /// What differs, told by the names that `organisation` gives.
    #[must_use]
    pub fn changes(before: Option<&Self>, after: &Self, organisation: impl Fn(OrganisationId) -> String) -> Changes {
        let nothing = Translated::default();
        let told = |tell: &dyn Fn(&Self) -> String| (before.map(tell).unwrap_or_default(), tell(after));
        let value =
            |changes: Changes, field, (before, after): (String, String)| changes.value(field, Some(before.as_str()), Some(after.as_str()));
        let day = |day: Option<Stated>| day.map_or_else(String::new, |d| d.to_string());
        let changes = value(Changes::new(), Field::Organisation, told(&|r| organisation(r.organisation)));
        let changes = value(changes, Field::Counterpart, told(&|r| organisation(r.counterpart)));
        let changes = value(changes, Field::RelationshipKind, told(&|r| r.kind.word().to_owned()));
        let changes = value(changes, Field::Protocol, told(&|r| r.protocol.word().to_owned()));
        let changes = value(changes, Field::RelationshipState, told(&|r| r.state.word().to_owned()));
        let changes = value(changes, Field::Started, told(&|r| day(r.started)));
        let changes = value(changes, Field::Ended, told(&|r| day(r.ended)));
        let changes = value(changes, Field::Source, told(&|r| r.source.clone()));
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

/// What was typed about a relationship.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedRelationship {
    /// Key of the one organisation.
    pub organisation: String,
    /// Key of the other.
    pub counterpart: String,
    /// Word of the kind.
    pub kind: String,
    /// Word of the Protocol.
    pub protocol: String,
    /// Word of the state.
    pub state: String,
    /// Day, month, year.
    pub started: [String; 3],
    /// Day, month, year.
    pub ended: [String; 3],
    /// What it is about, in each language.
    pub descriptions: Vec<(Lang, String)>,
    /// Where it is written.
    pub source: String,
}

impl TypedRelationship {
    /// The form of a relationship as it is stored.
    #[must_use]
    pub fn of(r: &Relationship) -> Self {
        let text = |lang: &Lang| (*lang, r.description.exactly(*lang).unwrap_or_default().to_owned());
        Self {
            organisation: r.organisation.to_string(),
            counterpart: r.counterpart.to_string(),
            kind: r.kind.word().to_owned(),
            protocol: r.protocol.word().to_owned(),
            state: r.state.word().to_owned(),
            started: Stated::fields(r.started),
            ended: Stated::fields(r.ended),
            descriptions: Lang::ALL.iter().map(text).collect(),
            source: r.source.clone(),
        }
    }

    /// Reads what was typed; documents and note of `stored` stay. A relationship needs a source: typed, or a document.
    ///
    /// # Errors
    /// Every field's problem (`organisation`, `counterpart`, `relationship-kind`, `protocol`, `relationship-state`, `started`,
    /// `ended`, `description-en`, `source`).
    pub fn parse(&self, organisations: &[OrganisationId], stored: Option<&Relationship>) -> Result<Relationship, Errors> {
        let mut errors = Errors::new();
        let chosen = |typed: &str| match typed {
            "" => Err(Problem::Required),
            id => id.parse().map(OrganisationId).ok().filter(|id| organisations.contains(id)).ok_or(Problem::NotAChoice),
        };
        let organisation = errors.check("organisation", chosen(&self.organisation));
        let counterpart = errors.check("counterpart", chosen(&self.counterpart));
        if organisation.is_some() && organisation == counterpart {
            errors.add("counterpart", Problem::SameOrganisation);
        }
        let kind = errors.check("relationship-kind", form::choice(&self.kind));
        let protocol = errors.check("protocol", form::choice(&self.protocol));
        let state = errors.check("relationship-state", form::choice(&self.state));
        let started = errors.check("started", Stated::typed(&self.started)).flatten();
        let ended = errors.check("ended", Stated::typed(&self.ended)).flatten();
        if started.zip(ended).is_some_and(|(started, ended)| ended.span().last < started.span().first) {
            errors.add("ended", Problem::EndBeforeStart);
        }
        let description = self.description(&mut errors);
        let sources = stored.map(|r| r.sources.clone()).unwrap_or_default();
        let source = errors.check("source", form::optional_line(&self.source, 240)).flatten();
        if source.is_none() && sources.is_empty() && errors.of("source").is_none() {
            errors.add("source", Problem::Required);
        }
        match (organisation, counterpart, kind, protocol, state) {
            (Some(organisation), Some(counterpart), Some(kind), Some(protocol), Some(state)) if errors.is_empty() => Ok(Relationship {
                organisation,
                counterpart,
                kind,
                protocol,
                state,
                started,
                ended,
                description,
                sources,
                source: source.unwrap_or_default(),
                note: stored.map(|r| r.note.clone()).unwrap_or_default(),
            }),
            _ => Err(errors),
        }
    }

    fn description(&self, errors: &mut Errors) -> Translated {
        let mut texts = Vec::new();
        for (lang, typed) in &self.descriptions {
            let parsed = form::optional_line(typed, 400).and_then(|line| match line {
                None if *lang == Lang::En => Err(Problem::Required),
                line => Ok(line.unwrap_or_default()),
            });
            texts.extend(errors.check(format!("description-{lang}"), parsed).map(|text| (*lang, text)));
        }
        Translated::new(texts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(day: &str, month: &str, year: &str) -> [String; 3] {
        [day, month, year].map(str::to_owned)
    }

    fn typed() -> TypedRelationship {
        TypedRelationship {
            organisation: "1".into(),
            counterpart: "2".into(),
            kind: "mou".into(),
            protocol: "cartagena".into(),
            state: "in-force".into(),
            started: fields("", "3", "2007"),
            descriptions: vec![(Lang::En, "Memorandum".into()), (Lang::Zh, String::new())],
            source: "Letter".into(),
            ..TypedRelationship::default()
        }
    }

    fn read(typed: &TypedRelationship) -> Result<Relationship, Errors> {
        typed.parse(&[OrganisationId(1), OrganisationId(2)], None)
    }

    #[test]
    fn a_day_is_kept_as_exactly_as_it_is_stated() {
        for (day, month, year, text) in [("", "", "2006", "2006"), ("", "3", "2007", "2007-03"), ("5", "12", "2016", "2016-12-05")] {
            let stated = Stated::typed(&fields(day, month, year)).unwrap();
            assert_eq!(stated.unwrap().to_string(), text);
            assert_eq!(Stated::fields(stated), fields(day, month, year));
        }
        assert_eq!(Stated::typed(&fields("", " ", "")), Ok(None));
        for (day, month, year) in [("31", "2", "2007"), ("5", "", "2007"), ("", "13", "2007"), ("", "3", "")] {
            assert_eq!(Stated::typed(&fields(day, month, year)), Err(Problem::NotADate));
        }
        assert!("2007-3".parse::<Stated>().is_err());
    }

    #[test]
    fn a_relationship_is_between_two_and_has_a_source() {
        let good = read(&typed()).unwrap();
        assert_eq!(TypedRelationship::of(&good), typed());
        let problem = |typed: TypedRelationship, field: &str| read(&typed).unwrap_err().of(field).cloned();
        assert_eq!(problem(TypedRelationship { counterpart: "1".into(), ..typed() }, "counterpart"), Some(Problem::SameOrganisation));
        assert_eq!(problem(TypedRelationship { source: " ".into(), ..typed() }, "source"), Some(Problem::Required));
        assert_eq!(problem(TypedRelationship { ended: fields("", "", "2006"), ..typed() }, "ended"), Some(Problem::EndBeforeStart));
        assert_eq!(read(&TypedRelationship { ended: fields("", "", "2007"), ..typed() }).map(|r| r.ended.is_some()), Ok(true));
        assert_eq!(read(&TypedRelationship::default()).unwrap_err().iter().count(), 6);
    }

    #[test]
    fn what_ends_with_a_year_is_over_when_the_year_is() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let until = Relationship { ended: "2020".parse().ok(), ..read(&typed()).unwrap() };
        assert!(!until.is_over(day("2020-12-31")) && until.is_over(day("2021-01-01")));
        assert!(!read(&typed()).unwrap().is_over(day("2099-01-01")));
    }
}
