//! Organisations: who carries out, pays for and is named in the plan.

pub mod name;

use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field};
use crate::ids::OrganisationId;
use crate::lang::{Lang, Translated};
use crate::string_enum::string_enum;
use crate::text;

pub use name::short_name;

string_enum! {
    /// What sort of organisation it is.
    OrganisationKind ("kind of organisation") {
        /// A secretariat of a treaty.
        Secretariat = "secretariat",
        /// A programme of the United Nations.
        UnProgramme = "un-programme",
        /// A specialised agency of the United Nations.
        UnAgency = "un-agency",
        /// Another intergovernmental organisation.
        Intergovernmental = "intergovernmental",
        /// A treaty, acting through its bodies.
        Convention = "convention",
        /// A ministry or other part of a government.
        Government = "government",
        /// A fund or development bank.
        Fund = "fund",
        /// A university.
        University = "university",
        /// A research body or laboratory.
        ResearchBody = "research-body",
        /// A network of organisations.
        Network = "network",
        /// A group that the plan names without naming its members.
        Group = "group",
        /// An organisation of civil society.
        CivilSociety = "civil-society",
        /// A company or association of companies.
        PrivateSector = "private-sector",
    }
}

impl OrganisationKind {
    /// Whether organisations can be members of one of this kind.
    #[must_use]
    pub const fn has_members(self) -> bool {
        matches!(self, Self::Group | Self::Network)
    }
}

/// What was typed about an organisation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationInput {
    /// Official name of each language.
    pub names: Vec<(Lang, String)>,
    /// Acronym or empty.
    pub acronym: String,
    /// Word of the kind.
    pub kind: String,
    /// ISO 3166-1 alpha-2 code or empty.
    pub country: String,
}

/// What an organisation is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Official name.
    pub name: Translated,
    /// Acronym.
    pub acronym: Option<String>,
    /// Sort of organisation.
    pub kind: OrganisationKind,
    /// Seat, as ISO 3166-1 alpha-2 code, where it is known and means something.
    pub country: Option<String>,
}

impl Organisation {
    /// What differs; all of it if there was nothing before.
    #[must_use]
    pub fn changes(before: Option<&Self>, after: &Self) -> Changes {
        let nothing = Translated::default();
        Changes::new()
            .text(Field::Name, before.map_or(&nothing, |o| &o.name), &after.name)
            .value(Field::Acronym, before.and_then(|o| o.acronym.as_deref()), after.acronym.as_deref())
            .value(Field::Kind, before.map(|o| o.kind.as_str()), Some(after.kind.as_str()))
            .value(Field::Country, before.and_then(|o| o.country.as_deref()), after.country.as_deref())
    }

    /// The name in addresses with which it begins, from its acronym or English name; another may have it already. `new` is an address
    /// of its own.
    #[must_use]
    pub fn slug(&self) -> String {
        let acronym = self.acronym.as_deref().map(slug).filter(|s| !s.is_empty());
        let name = acronym.unwrap_or_else(|| slug(self.name.get(Lang::En)));
        if name.is_empty() || name == "new" { "organisation".to_owned() } else { name }
    }

    /// Whether names and acronym are the same as another's, letter by letter.
    #[must_use]
    pub fn has_same_names(&self, other: &Self) -> bool {
        self.name == other.name && self.acronym == other.acronym
    }

    /// The fields (`name-en`, `name-zh`, `acronym`) by which it could be taken for another one: spelled alike but for case, blanks, accents and
    /// what stands in brackets.
    #[must_use]
    pub fn alike_fields(&self, other: &Self) -> Vec<String> {
        let spelled = |name: &str| [name, short_name(None, name)].map(text::key);
        let theirs: Vec<String> = Lang::ALL.iter().filter_map(|lang| other.name.exactly(*lang)).flat_map(spelled).collect();
        let is_taken = |lang: &&Lang| {
            self.name.exactly(**lang).is_some_and(|own| spelled(own).iter().any(|own| !own.is_empty() && theirs.contains(own)))
        };
        let acronym = |o: &Self| o.acronym.as_deref().map(text::key).filter(|key| !key.is_empty());
        let mut fields: Vec<String> = Lang::ALL.iter().filter(is_taken).map(|lang| format!("name-{lang}")).collect();
        if acronym(self).is_some_and(|own| acronym(other) == Some(own)) {
            fields.push("acronym".to_owned());
        }
        fields
    }
}

/// An organisation as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationRecord {
    /// Key.
    pub id: OrganisationId,
    /// Its name in addresses.
    pub slug: String,
    /// What it is.
    pub organisation: Organisation,
    /// What the reader should know about it.
    pub note: Translated,
    /// Whether it can be chosen for new things. What refers to it stays.
    pub is_active: bool,
    /// Raised by every edit, to notice two at once. 0: never edited by a person.
    pub version: i32,
}

impl OrganisationInput {
    /// The form of an organisation as it is stored.
    #[must_use]
    pub fn of(o: &Organisation) -> Self {
        Self {
            names: Lang::ALL.iter().map(|l| (*l, o.name.exactly(*l).unwrap_or_default().to_owned())).collect(),
            acronym: o.acronym.clone().unwrap_or_default(),
            kind: o.kind.as_str().to_owned(),
            country: o.country.clone().unwrap_or_default(),
        }
    }

    /// Reads what was typed; `countries` are the codes that may be chosen.
    ///
    /// # Errors
    /// Every field's problem (`name-en`, `acronym`, `kind`, `country`).
    pub fn parse(&self, countries: &[String]) -> Result<Organisation, Errors> {
        let mut errors = Errors::new();
        let mut names = Vec::new();
        for (lang, typed) in &self.names {
            let parsed =
                if *lang == Lang::En { form::line(typed, 240) } else { form::optional_line(typed, 240).map(Option::unwrap_or_default) };
            names.extend(errors.check(format!("name-{lang}"), parsed).map(|name| (*lang, name)));
        }
        let acronym = errors.check("acronym", form::optional_line(&self.acronym, 24)).flatten();
        let kind = errors.check("kind", form::choice(&self.kind));
        let country = match self.country.as_str() {
            "" => None,
            code if countries.iter().any(|c| c == code) => Some(code.to_owned()),
            _ => {
                errors.add("country", Problem::NotAChoice);
                None
            }
        };
        match kind {
            Some(kind) if errors.is_empty() => Ok(Organisation { name: Translated::new(names), acronym, kind, country }),
            _ => Err(errors),
        }
    }
}

/// A short name for addresses, made from a name: lower-case letters a–z, digits and single hyphens.
/// Empty if the name has no such characters.
#[must_use]
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 60 {
            break;
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert_eq!(slug("Joint Research Centre (JRC), Ispra"), "joint-research-centre-jrc-ispra");
        assert_eq!(slug("  --  "), "");
        assert_eq!(slug("环境署"), "");
    }

    #[test]
    fn an_organisation_needs_an_english_name_and_a_known_kind() {
        let typed = OrganisationInput {
            names: vec![(Lang::En, " ".into()), (Lang::Zh, "署".into())],
            kind: "club".into(),
            country: "XX".into(),
            ..Default::default()
        };
        let errors = typed.parse(&["CH".into()]).unwrap_err();
        assert_eq!(errors.of("name-en"), Some(&Problem::Required));
        assert_eq!(errors.of("kind"), Some(&Problem::NotAChoice));
        assert_eq!(errors.of("country"), Some(&Problem::NotAChoice));
        let good = OrganisationInput {
            names: vec![(Lang::En, "Programme".into())],
            acronym: "UNEP".into(),
            kind: "un-programme".into(),
            country: "CH".into(),
        };
        assert_eq!(good.parse(&["CH".into()]).unwrap().acronym.as_deref(), Some("UNEP"));
    }
}
