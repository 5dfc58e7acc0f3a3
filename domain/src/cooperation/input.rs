//! What was typed about a relationship.

use super::relationship::Relationship;
use super::stated::Stated;
use crate::form::{self, Errors, Problem};
use crate::ids::OrganisationId;
use crate::lang::{Lang, Translated};

/// What was typed about a relationship.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RelationshipInput {
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

impl RelationshipInput {
    /// The form of a relationship as it is stored.
    #[must_use]
    pub fn of(r: &Relationship) -> Self {
        let text = |lang: &Lang| (*lang, r.description.exactly(*lang).unwrap_or_default().to_owned());
        Self {
            organisation: r.organisation.to_string(),
            counterpart: r.counterpart.to_string(),
            kind: r.kind.as_str().to_owned(),
            protocol: r.protocol.as_str().to_owned(),
            state: r.state.as_str().to_owned(),
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
    use chrono::NaiveDate;

    use super::*;

    fn fields(day: &str, month: &str, year: &str) -> [String; 3] {
        [day, month, year].map(str::to_owned)
    }

    fn typed() -> RelationshipInput {
        RelationshipInput {
            organisation: "1".into(),
            counterpart: "2".into(),
            kind: "mou".into(),
            protocol: "cartagena".into(),
            state: "in-force".into(),
            started: fields("", "3", "2007"),
            descriptions: vec![(Lang::En, "Memorandum".into()), (Lang::Zh, String::new())],
            source: "Letter".into(),
            ..RelationshipInput::default()
        }
    }

    fn read(typed: &RelationshipInput) -> Result<Relationship, Errors> {
        typed.parse(&[OrganisationId(1), OrganisationId(2)], None)
    }

    #[test]
    fn a_relationship_is_between_two_and_has_a_source() {
        let good = read(&typed()).unwrap();
        assert_eq!(RelationshipInput::of(&good), typed());
        let problem = |typed: RelationshipInput, field: &str| read(&typed).unwrap_err().of(field).cloned();
        assert_eq!(problem(RelationshipInput { counterpart: "1".into(), ..typed() }, "counterpart"), Some(Problem::SameOrganisation));
        assert_eq!(problem(RelationshipInput { source: " ".into(), ..typed() }, "source"), Some(Problem::Required));
        assert_eq!(problem(RelationshipInput { ended: fields("", "", "2006"), ..typed() }, "ended"), Some(Problem::EndBeforeStart));
        assert_eq!(read(&RelationshipInput { ended: fields("", "", "2007"), ..typed() }).map(|r| r.ended.is_some()), Ok(true));
        assert_eq!(read(&RelationshipInput::default()).unwrap_err().iter().count(), 6);
    }

    #[test]
    fn what_ends_with_a_year_is_over_when_the_year_is() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let until = Relationship { ended: "2020".parse().ok(), ..read(&typed()).unwrap() };
        assert!(!until.is_over(day("2020-12-31")) && until.is_over(day("2021-01-01")));
        assert!(!read(&typed()).unwrap().is_over(day("2099-01-01")));
    }
}
