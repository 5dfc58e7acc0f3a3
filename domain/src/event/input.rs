//! What is typed about an event, and how it is read.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::facts::{Event, Mode};
use crate::country::Countries;
use crate::form::{self, Errors, Problem};
use crate::ids::{ActivityId, OrganisationId};
use crate::participation::ParticipationInput;
use crate::text;

/// Most characters of a title.
pub const TITLE_MAX: usize = 200;
/// Most characters of the longer texts.
pub const PROSE_MAX: usize = 4000;
/// Most links.
pub const LINKS_MAX: usize = 10;

/// What was typed about an event; everything as text, so that a half-empty draft is stored as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventInput {
    /// Title.
    pub title: String,
    /// Word of the kind.
    pub kind: String,
    /// Word of the mode.
    pub mode: String,
    /// Day, month, year of the first day.
    pub start: [String; 3],
    /// Day, month, year of the last day; empty: the first day.
    pub end: [String; 3],
    /// City.
    pub city: String,
    /// Name or code of the country.
    pub country: String,
    /// Word of the regional group it is for; empty: all, or none in particular.
    pub region: String,
    /// Codes of the languages in which it was held.
    pub languages: Vec<String>,
    /// Key of the organiser.
    pub organiser: String,
    /// Keys of the co-organisers, with whom the credit is shared.
    pub co_organisers: Vec<String>,
    /// Keys of the activities it serves.
    pub activities: Vec<String>,
    /// Who took part.
    pub participation: ParticipationInput,
    /// Mean score before, in per cent.
    pub score_before: String,
    /// Mean score after, in per cent.
    pub score_after: String,
    /// What was learned.
    pub learning: String,
    /// Addresses of report and pages, one a line.
    pub links: String,
    /// Whom to ask: a mail address.
    pub contact: String,
}

/// What may be chosen in the form.
#[derive(Debug, Clone, Default)]
pub struct Offer {
    /// Countries.
    pub countries: Countries,
    /// Organisations.
    pub organisations: Vec<OrganisationId>,
    /// Activities: for partners only those on which their organisation is a partner.
    pub activities: Vec<ActivityId>,
}

/// The languages that an event may be held in, as offered by the form: those of the United Nations, and Portuguese.
pub const LANGUAGES: [&str; 7] = ["ar", "en", "es", "fr", "pt", "ru", "zh"];

impl EventInput {
    /// What keeps the record from being stored as a draft: only lengths and unprintable characters count, gaps do not.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn check_storable(&self) -> Result<(), Errors> {
        let mut errors = Errors::new();
        errors.check("title", form::optional_line(&self.title, TITLE_MAX));
        errors.check("city", form::optional_line(&self.city, 120));
        errors.check("contact", form::optional_line(&self.contact, 254));
        errors.check("learning", form::prose(&self.learning, PROSE_MAX));
        errors.check("links", form::prose(&self.links, PROSE_MAX));
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// What can be understood of the record, and what is wrong with or missing in the rest, named as in the form. What happened after
    /// `today` cannot have happened; stored records are read with [`NaiveDate::MAX`].
    #[must_use]
    pub fn read(&self, offer: &Offer, today: NaiveDate) -> (Event, Errors) {
        let mut e = Errors::new();
        let title = e.check("title", form::line(&self.title, TITLE_MAX));
        let activities = self.activities(offer, &mut e);
        let kind = e.check("kind", form::choice(&self.kind));
        let mode = e.check("mode", form::choice::<Mode>(&self.mode));
        let days = self.days(today, &mut e);
        let (city, country) = self.place(mode, offer, &mut e);
        let region = e.check("region", optional_choice(&self.region)).flatten();
        let languages = self.languages(&mut e);
        let organiser = e.check("organiser", key(&self.organiser, &offer.organisations, OrganisationId));
        let co_organisers = self.co_organisers(offer, organiser, &mut e);
        let mut counts = Errors::new();
        let participation = self.participation.parse(&offer.countries, &mut counts);
        counts.iter().for_each(|(field, problem)| e.add(field, problem.clone()));
        let scores = self.scores(&mut e);
        let learning = e.check("learning", form::prose(&self.learning, PROSE_MAX)).unwrap_or_default();
        let links = self.links(&mut e);
        let contact = e.check("contact", crate::person::email(&self.contact));
        let event = Event {
            title,
            kind,
            mode,
            days,
            city,
            country,
            region,
            languages,
            organiser,
            co_organisers,
            activities,
            participation,
            scores,
            learning,
            links,
            contact,
        };
        (event, e)
    }

    /// What keeps the event from being announced: what everybody sees of it has to be there, what happened at it does not, and it must not be
    /// over on the day `today`.
    #[must_use]
    pub fn check_announceable(&self, offer: &Offer, today: NaiveDate) -> Errors {
        const SHOWN: [&str; 10] = ["title", "kind", "mode", "start", "end", "city", "country", "activities", "organiser", "contact"];
        let (event, gaps) = self.read(offer, NaiveDate::MAX);
        let mut errors = Errors::new();
        gaps.iter().filter(|(field, _)| SHOWN.contains(field)).for_each(|(field, problem)| errors.add(field, problem.clone()));
        if event.days.is_some_and(|(_, last)| last < today) {
            errors.add("end", Problem::OverAlready);
        }
        if let Err(more) = self.check_storable() {
            more.iter().filter(|(field, _)| !SHOWN.contains(field)).for_each(|(field, problem)| errors.add(field, problem.clone()));
        }
        errors
    }

    /// The form of an event that is held again: who, where and what for, without its days and what happened.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            start: Default::default(),
            end: Default::default(),
            participation: ParticipationInput::default(),
            score_before: String::new(),
            score_after: String::new(),
            learning: String::new(),
            links: String::new(),
            ..self.clone()
        }
    }

    /// Reads the record as complete.
    ///
    /// # Errors
    /// The problems of each field, in the order of the form.
    pub fn parse(&self, offer: &Offer, today: NaiveDate) -> Result<Event, Errors> {
        let (event, errors) = self.read(offer, today);
        if errors.is_empty() { Ok(event) } else { Err(errors) }
    }

    fn days(&self, today: NaiveDate, errors: &mut Errors) -> Option<(NaiveDate, NaiveDate)> {
        let start = errors.check("start", form::optional_day(&self.start).and_then(|d| d.ok_or(Problem::Required)));
        let end = errors.check("end", form::optional_day(&self.end))?;
        let start = start?;
        let end = end.unwrap_or(start);
        if end < start {
            errors.add("end", Problem::EndBeforeStart);
            return None;
        }
        if end > today {
            errors.add("end", Problem::NotOverYet { today });
        }
        Some((start, end))
    }

    fn place(&self, mode: Option<Mode>, offer: &Offer, errors: &mut Errors) -> (Option<String>, Option<String>) {
        let is_needed = matches!(mode, Some(Mode::InPerson | Mode::Hybrid));
        let needed = |given: Result<Option<String>, Problem>| match given {
            Ok(None) if is_needed => Err(Problem::Required),
            other => other,
        };
        let city = errors.check("city", needed(form::optional_line(&self.city, 120))).flatten();
        let country = match offer.countries.code(&self.country) {
            None if self.country.trim().is_empty() => Ok(None),
            None => Err(Problem::NotACountry),
            Some(code) => Ok(Some(code.to_owned())),
        };
        (city, errors.check("country", needed(country)).flatten())
    }

    fn languages(&self, errors: &mut Errors) -> Vec<String> {
        if self.languages.is_empty() {
            errors.add("languages", Problem::Required);
        } else if self.languages.iter().any(|l| !LANGUAGES.contains(&l.as_str())) {
            errors.add("languages", Problem::NotAChoice);
        }
        let mut languages: Vec<String> = self.languages.iter().filter(|l| LANGUAGES.contains(&l.as_str())).cloned().collect();
        languages.sort();
        languages.dedup();
        languages
    }

    fn co_organisers(&self, offer: &Offer, organiser: Option<OrganisationId>, errors: &mut Errors) -> Vec<OrganisationId> {
        let mut found = Vec::new();
        for typed in self.co_organisers.iter().filter(|t| !t.is_empty()) {
            match key(typed, &offer.organisations, OrganisationId) {
                Ok(id) if Some(id) == organiser || found.contains(&id) => {}
                Ok(id) => found.push(id),
                Err(problem) => {
                    errors.add("co-organisers", problem);
                    break;
                }
            }
        }
        found
    }

    fn activities(&self, offer: &Offer, errors: &mut Errors) -> Vec<ActivityId> {
        let mut found = Vec::new();
        for typed in &self.activities {
            match key(typed, &offer.activities, ActivityId) {
                Ok(id) if found.contains(&id) => {}
                Ok(id) => found.push(id),
                Err(problem) => {
                    errors.add("activities", problem);
                    return found;
                }
            }
        }
        found.sort();
        if found.is_empty() {
            errors.add("activities", Problem::Required);
        }
        found
    }

    fn scores(&self, errors: &mut Errors) -> Option<(u32, u32)> {
        let score = |typed: &str| match form::optional_count(typed) {
            Ok(Some(n)) if n > 100 => Err(Problem::NotAScore),
            Err(_) => Err(Problem::NotAScore),
            other => other,
        };
        let before = errors.check("score-before", score(&self.score_before))?;
        let after = errors.check("score-after", score(&self.score_after))?;
        match (before, after) {
            (Some(before), Some(after)) => Some((before, after)),
            (None, None) => None,
            (Some(_), None) => {
                errors.add("score-after", Problem::Required);
                None
            }
            (None, Some(_)) => {
                errors.add("score-before", Problem::Required);
                None
            }
        }
    }

    fn links(&self, errors: &mut Errors) -> Vec<String> {
        let typed = text::lines(&self.links);
        let typed: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let links: Vec<String> = typed.iter().filter_map(|line| form::web_address(line)).collect();
        if links.len() > LINKS_MAX || links.len() < typed.len() {
            errors.add("links", Problem::NotALink);
        }
        links
    }
}

fn optional_choice<T: std::str::FromStr>(typed: &str) -> Result<Option<T>, Problem> {
    if typed.is_empty() { Ok(None) } else { form::choice(typed).map(Some) }
}

fn key<T: PartialEq + Copy>(typed: &str, offered: &[T], make: fn(i32) -> T) -> Result<T, Problem> {
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    typed.parse().map(make).ok().filter(|key| offered.contains(key)).ok_or(Problem::NotAChoice)
}

#[cfg(test)]
mod tests {
    use super::*;

    pub fn typed() -> EventInput {
        let day = |d: &str| [d.to_owned(), "2".to_owned(), "2019".to_owned()];
        EventInput {
            title: "Workshop on detection, Nairobi".into(),
            kind: "workshop".into(),
            mode: "in-person".into(),
            start: day("25"),
            end: day("28"),
            city: "Nairobi".into(),
            country: "Kenya".into(),
            region: "africa".into(),
            languages: vec!["en".into()],
            organiser: "7".into(),
            co_organisers: vec![String::new(), "8".into()],
            activities: vec!["3".into()],
            participation: ParticipationInput {
                attended: "32".into(),
                women: "17".into(),
                men: "14".into(),
                other: "1".into(),
                basis: "counted".into(),
                ..Default::default()
            },
            contact: "tomas@example.org".into(),
            ..EventInput::default()
        }
    }

    fn offer() -> Offer {
        Offer {
            countries: Countries::new([("KE".into(), vec!["Kenya".into()])]),
            organisations: vec![OrganisationId(7), OrganisationId(8)],
            activities: vec![ActivityId(3)],
        }
    }

    fn problems(typed: &EventInput) -> Vec<(String, Problem)> {
        let errors = typed.parse(&offer(), NaiveDate::from_ymd_opt(2019, 3, 12).unwrap()).err().unwrap_or_default();
        errors.iter().map(|(f, p)| (f.to_owned(), p.clone())).collect()
    }

    #[test]
    fn what_is_announced_is_still_to_come() {
        let (offer, today) = (offer(), NaiveDate::from_ymd_opt(2019, 2, 26).unwrap());
        let planned = EventInput { languages: Vec::new(), participation: ParticipationInput::default(), ..typed() };
        assert!(planned.check_announceable(&offer, today).is_empty(), "it may have begun");
        let over = planned.check_announceable(&offer, NaiveDate::from_ymd_opt(2019, 3, 1).unwrap());
        assert_eq!(over.of("end"), Some(&Problem::OverAlready));
        let nowhere = EventInput { city: String::new(), activities: Vec::new(), ..planned };
        let errors = nowhere.check_announceable(&offer, today);
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["activities", "city"]);
    }

    #[test]
    fn a_whole_record_is_read() {
        let event = typed().parse(&offer(), NaiveDate::from_ymd_opt(2019, 3, 12).unwrap()).unwrap();
        assert_eq!(event.co_organisers, [OrganisationId(8)]);
        assert_eq!(event.days.map(|(s, e)| (s.to_string(), e.to_string())), Some(("2019-02-25".into(), "2019-02-28".into())));
        assert_eq!(event.country.as_deref(), Some("KE"), "by its name");
    }

    #[test]
    fn an_online_event_needs_no_place() {
        assert_eq!(problems(&EventInput { mode: "online".into(), city: String::new(), country: String::new(), ..typed() }), []);
        let lost = problems(&EventInput { city: String::new(), country: String::new(), ..typed() });
        assert_eq!(lost, [("city".to_owned(), Problem::Required), ("country".to_owned(), Problem::Required)]);
    }

    #[test]
    fn what_cannot_be_is_named_at_its_field() {
        let day = |d: &str, m: &str, y: &str| [d.to_owned(), m.to_owned(), y.to_owned()];
        let one = |field: &str, problem| vec![(field.to_owned(), problem)];
        assert_eq!(problems(&EventInput { end: day("1", "2", "2019"), ..typed() }), one("end", Problem::EndBeforeStart));
        assert_eq!(
            problems(&EventInput { end: day("13", "3", "2019"), ..typed() }),
            one("end", Problem::NotOverYet { today: NaiveDate::from_ymd_opt(2019, 3, 12).unwrap() })
        );
        assert_eq!(
            problems(&EventInput { start: day("1", "1", "1017"), ..typed() }),
            one("start", Problem::DateOutOfRange { from: 1990, to: 2100 })
        );
        assert_eq!(problems(&EventInput { activities: vec!["4".into()], ..typed() }), one("activities", Problem::NotAChoice));
        assert_eq!(problems(&EventInput { activities: vec![], ..typed() }), one("activities", Problem::Required));
        assert_eq!(problems(&EventInput { score_before: "40".into(), ..typed() }), one("score-after", Problem::Required));
        assert_eq!(
            problems(&EventInput { score_before: "40".into(), score_after: "140".into(), ..typed() }),
            one("score-after", Problem::NotAScore)
        );
        assert_eq!(problems(&EventInput { links: "javascript:alert(1)".into(), ..typed() }), one("links", Problem::NotALink));
        assert_eq!(problems(&EventInput { title: "=1+1".into(), ..typed() }), [], "a formula is harmless until it is exported");
    }

    #[test]
    fn an_empty_record_can_be_kept_but_not_sent() {
        assert_eq!(EventInput::default().check_storable(), Ok(()));
        assert!(problems(&EventInput::default()).len() >= 8);
    }

    #[test]
    fn what_is_wrong_does_not_hide_the_rest() {
        let torn = EventInput { country: "Kenia".into(), activities: vec!["3".into(), "x".into()], ..typed() };
        let (event, errors) = torn.read(&offer(), NaiveDate::MAX);
        assert_eq!(errors.of("country"), Some(&Problem::NotACountry));
        assert_eq!((event.kind, event.activities), (Some(crate::event::EventKind::Workshop), vec![ActivityId(3)]));
    }
}
