//! An activity of the plan and what officers may change about it.

use chrono::NaiveDate;

use crate::form::{self, DayInput, Errors, Problem};
use crate::ids::{ActivityId, OrganisationId, PersonId, PlanId};
use crate::lang::{Lang, Translated};
use crate::monitoring::Monitoring;
use crate::partner::{Partner, PartnerRole, Standing};
use crate::schedule::{Course, Report};
use crate::update::Latest;
use crate::years::Years;

pub use crate::status::Status;

/// What an activity is about, for grouping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Short name in addresses.
    pub slug: String,
    /// Name.
    pub name: Translated,
}

/// An activity as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Key.
    pub id: ActivityId,
    /// The plan to which it belongs.
    pub plan: PlanId,
    /// Number within its plan, from 1.
    pub number: i32,
    /// Number in the full plan of all treaties, where the document states it.
    pub full_plan_number: Option<i32>,
    /// Number in the full plan as we infer it from the running order.
    pub full_plan_number_inferred: Option<i32>,
    /// Whether the plan marks it as a priority.
    pub is_priority: bool,
    /// Full title.
    pub title: Translated,
    /// Title of at most [`SHORT_TITLE_MAX`] characters.
    pub short_title: Translated,
    /// What it is.
    pub summary: Translated,
    /// What it is about; `None` where the plan groups it under nothing.
    pub topic: Option<Topic>,
    /// By what means.
    pub modality: Vec<Translated>,
    /// Planned calendar years; `None` where the plan states none.
    pub years: Option<Years>,
    /// When work really began.
    pub actual_start: Option<NaiveDate>,
    /// When work really ended.
    pub actual_end: Option<NaiveDate>,
    /// The officer who answers for it.
    pub lead: Option<Lead>,
    /// The day from which it has had a lead without a break, where that is recorded.
    pub led_since: Option<NaiveDate>,
    /// How often its lead reports, and the thresholds of its calculated status.
    pub monitoring: Monitoring,
    /// Whether partners, or more partners, are to be determined.
    pub partners_to_be_determined: bool,
    /// Document that states it.
    pub source_document: String,
    /// Place in that document.
    pub source_place: Translated,
    /// What the reader of the document should know.
    pub notes: Vec<Translated>,
    /// Raised by every edit, to notice two at once. 0: never edited by a person.
    pub version: i32,
}

/// The officer who answers for an activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// Key.
    pub id: PersonId,
    /// Name.
    pub name: String,
}

impl Activity {
    /// First day of the planned years; `None` where the plan states none.
    #[must_use]
    pub fn planned_start(&self) -> Option<NaiveDate> {
        self.years.map(Years::start)
    }

    /// Last day of the planned years; `None` where the plan states none.
    #[must_use]
    pub fn planned_end(&self) -> Option<NaiveDate> {
        self.years.map(Years::end)
    }

    /// The day from which it has had a lead without a break, once this person leads it.
    #[must_use]
    pub fn led_since_with(&self, lead: Option<PersonId>, today: NaiveDate) -> Option<NaiveDate> {
        match (&self.lead, lead) {
            (_, None) => None,
            (None, Some(_)) => Some(today),
            (Some(_), Some(_)) => self.led_since,
        }
    }

    /// What the lead officer reports next, given the newest update, as seen on the day `today`.
    /// As long as nobody leads the activity and nobody has reported on it, nothing is due from anybody; nor is a first report as long
    /// as no planned year is stated and no work has begun.
    #[must_use]
    pub fn next_report(&self, latest: Option<&Latest>, today: NaiveDate) -> Option<Report> {
        if self.lead.is_none() && latest.is_none() {
            return None;
        }
        let start = self.actual_start.or_else(|| self.planned_start());
        let course = Course {
            start,
            end: self.planned_end(),
            led_since: self.led_since,
            status: latest.map(|l| l.status),
            last_update: latest.map(|l| l.published_at.date_naive()),
            interval: self.monitoring.interval,
        };
        course.next(today)
    }
}

/// An activity on which another builds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its number.
    pub number: i32,
    /// Its short title.
    pub short_title: Translated,
    /// Word for the relation, for instance `uses-materials-of`.
    pub relation: String,
    /// How the document cites it.
    pub cited_as: String,
}

/// Most characters of a title.
pub const TITLE_MAX: usize = 240;
/// Most characters of a short title, used in charts, menus and mail subjects.
pub const SHORT_TITLE_MAX: usize = 32;
/// Most characters of a summary.
pub const SUMMARY_MAX: usize = 1200;

/// An organisation's part in an activity, as typed or as it is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which organisation.
    pub organisation: OrganisationId,
    /// In which role.
    pub role: PartnerRole,
    /// Whether the organisation has confirmed it.
    pub standing: Standing,
}

/// What an officer typed about an activity; everything as text, so that nothing typed is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditInput {
    /// Key of the lead officer, or empty.
    pub lead: String,
    /// When work began.
    pub actual_start: DayInput,
    /// When work ended.
    pub actual_end: DayInput,
    /// Title, short title and summary of each language.
    pub texts: Vec<(Lang, [String; 3])>,
    /// One line a partner.
    pub partners: Vec<PartInput>,
    /// Whether more partners are still to be determined.
    pub partners_to_be_determined: bool,
}

/// One partner line of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartInput {
    /// Key of the organisation, or empty for an unused line.
    pub organisation: String,
    /// Word of the role.
    pub role: String,
    /// Word of the standing.
    pub standing: String,
    /// Whether the line is to go.
    pub remove: bool,
}

/// What the activity is to be after an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The officer who answers for it.
    pub lead: Option<PersonId>,
    /// When work really began.
    pub actual_start: Option<NaiveDate>,
    /// When work really ended.
    pub actual_end: Option<NaiveDate>,
    /// Full title.
    pub title: Translated,
    /// Title of at most [`SHORT_TITLE_MAX`] characters.
    pub short_title: Translated,
    /// What it is, in one or two sentences.
    pub summary: Translated,
    /// Organisations taking part.
    pub partners: Vec<Part>,
    /// Whether more partners are still to be determined.
    pub partners_to_be_determined: bool,
}

impl Edit {
    /// What is stored: the edit that changes nothing.
    #[must_use]
    pub fn stored(activity: &Activity, partners: &[Partner]) -> Self {
        Self {
            lead: activity.lead.as_ref().map(|l| l.id),
            actual_start: activity.actual_start,
            actual_end: activity.actual_end,
            title: activity.title.clone(),
            short_title: activity.short_title.clone(),
            summary: activity.summary.clone(),
            partners: partners.iter().map(Part::of).collect(),
            partners_to_be_determined: activity.partners_to_be_determined,
        }
    }
}

impl Part {
    /// The part of a partner.
    #[must_use]
    pub const fn of(partner: &Partner) -> Self {
        Self { organisation: partner.organisation, role: partner.role, standing: partner.standing }
    }
}

impl EditInput {
    /// What the form shows for what is stored.
    #[must_use]
    pub fn of(edit: &Edit) -> Self {
        let text = |t: &Translated, lang| t.exactly(lang).unwrap_or_default().to_owned();
        let texts = |lang: &Lang| (*lang, [&edit.title, &edit.short_title, &edit.summary].map(|t| text(t, *lang)));
        let part = |p: &Part| PartInput {
            organisation: p.organisation.to_string(),
            role: p.role.as_str().to_owned(),
            standing: p.standing.as_str().to_owned(),
            remove: false,
        };
        Self {
            lead: edit.lead.map_or_else(String::new, |l| l.to_string()),
            actual_start: form::typed_day(edit.actual_start),
            actual_end: form::typed_day(edit.actual_end),
            texts: Lang::ALL.iter().map(texts).collect(),
            partners: edit.partners.iter().map(part).collect(),
            partners_to_be_determined: edit.partners_to_be_determined,
        }
    }

    /// Reads what was typed. `officers` and `organisations` are the keys that may be chosen; `today` bounds what can have happened.
    ///
    /// # Errors
    /// Every field's problem, named as in the form (`lead`, `actual-end`, `title-zh`, `partner-2`).
    pub fn parse(&self, officers: &[PersonId], organisations: &[OrganisationId], today: NaiveDate) -> Result<Edit, Errors> {
        let mut errors = Errors::new();
        let lead = errors.check("lead", self.lead(officers)).flatten();
        let actual_start = errors.check("actual-start", form::optional_past_day(&self.actual_start, today)).flatten();
        let actual_end = errors.check("actual-end", form::optional_past_day(&self.actual_end, today)).flatten();
        match (actual_start, actual_end) {
            (Some(start), Some(end)) if end < start => errors.add("actual-end", Problem::EndBeforeStart),
            _ => {}
        }
        let [title, short_title, summary] = self.texts(&mut errors);
        let partners = self.parts(organisations, &mut errors);
        if errors.is_empty() {
            let partners_to_be_determined = self.partners_to_be_determined;
            Ok(Edit { lead, actual_start, actual_end, title, short_title, summary, partners, partners_to_be_determined })
        } else {
            Err(errors)
        }
    }

    fn lead(&self, officers: &[PersonId]) -> Result<Option<PersonId>, Problem> {
        if self.lead.is_empty() {
            return Ok(None);
        }
        let key = self.lead.parse().map(PersonId).map_err(|_| Problem::NotAChoice)?;
        officers.contains(&key).then_some(Some(key)).ok_or(Problem::NotAChoice)
    }

    fn texts(&self, errors: &mut Errors) -> [Translated; 3] {
        let mut texts: [Vec<(Lang, String)>; 3] = Default::default();
        for (lang, typed) in &self.texts {
            for (at, (name, max)) in
                [("title", TITLE_MAX), ("short-title", SHORT_TITLE_MAX), ("summary", SUMMARY_MAX)].into_iter().enumerate()
            {
                let field = format!("{name}-{lang}");
                let parsed = if name == "summary" {
                    form::prose(&typed[at], max)
                } else {
                    form::optional_line(&typed[at], max).map(Option::unwrap_or_default)
                };
                let needed = parsed.and_then(|text| if text.is_empty() && *lang == Lang::En { Err(Problem::Required) } else { Ok(text) });
                texts[at].extend(errors.check(field, needed).map(|text| (*lang, text)));
            }
        }
        texts.map(Translated::new)
    }

    fn parts(&self, organisations: &[OrganisationId], errors: &mut Errors) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (at, typed) in self.partners.iter().enumerate() {
            if typed.remove || typed.organisation.is_empty() {
                continue;
            }
            let field = format!("partner-{at}");
            let Some(organisation) = typed.organisation.parse().map(OrganisationId).ok().filter(|o| organisations.contains(o)) else {
                errors.add(field, Problem::NotAChoice);
                continue;
            };
            let (Ok(role), Ok(standing)) = (form::choice(&typed.role), form::choice(&typed.standing)) else {
                errors.add(field, Problem::NotAChoice);
                continue;
            };
            if parts.iter().any(|p| p.organisation == organisation) {
                errors.add(field, Problem::Taken);
                continue;
            }
            parts.push(Part { organisation, role, standing });
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> EditInput {
        EditInput {
            lead: "3".into(),
            texts: vec![
                (Lang::En, ["Workshops on detection".into(), "Workshops".into(), "Teach detection.".into()]),
                (Lang::Zh, ["检测讲习班".into(), String::new(), String::new()]),
            ],
            ..EditInput::default()
        }
    }

    fn parse(typed: &EditInput) -> Result<Edit, Errors> {
        typed.parse(&[PersonId(3)], &[OrganisationId(1), OrganisationId(2)], NaiveDate::from_ymd_opt(2019, 3, 12).unwrap())
    }

    fn day(d: u32, m: u32, y: i32) -> [String; 3] {
        [d.to_string(), m.to_string(), y.to_string()]
    }

    #[test]
    fn a_good_edit_is_read_whole() {
        let edit = parse(&EditInput { actual_start: day(1, 2, 2017), ..typed() }).unwrap();
        assert_eq!(edit.lead, Some(PersonId(3)));
        assert_eq!(edit.actual_start, NaiveDate::from_ymd_opt(2017, 2, 1));
        assert_eq!(edit.title.get(Lang::Zh), "检测讲习班");
        assert_eq!(edit.short_title.exactly(Lang::Zh), None);
    }

    #[test]
    fn every_problem_is_found_at_its_field() {
        let line = |organisation: &str, role: &str| PartInput {
            organisation: organisation.into(),
            role: role.into(),
            standing: "listed".into(),
            remove: false,
        };
        let mut bad = EditInput {
            lead: "99".into(),
            actual_start: day(13, 3, 2019),
            actual_end: day(1, 1, 2019),
            partners: vec![line("1", "possible"), line("1", "funding"), line("7", "possible"), line("2", "boss"), PartInput::default()],
            ..typed()
        };
        bad.texts[0].1 = [String::new(), "x".repeat(33), String::new()];
        let errors = parse(&bad).unwrap_err();
        let found: Vec<_> = errors.iter().map(|(f, p)| (f, p.clone())).collect();
        assert_eq!(
            found,
            [
                ("lead", Problem::NotAChoice),
                ("actual-start", Problem::InTheFuture),
                ("title-en", Problem::Required),
                ("short-title-en", Problem::TooLong { max: 32, by: 1 }),
                ("summary-en", Problem::Required),
                ("partner-1", Problem::Taken),
                ("partner-2", Problem::NotAChoice),
                ("partner-3", Problem::NotAChoice),
            ]
        );
    }

    #[test]
    fn an_end_is_not_before_the_start() {
        // An activity that is closed states its end, whether or not anybody has recorded when it began.
        assert!(parse(&EditInput { actual_end: day(1, 1, 2019), ..typed() }).is_ok());
        let errors = parse(&EditInput { actual_start: day(2, 1, 2019), actual_end: day(1, 1, 2019), ..typed() }).unwrap_err();
        assert_eq!(errors.of("actual-end"), Some(&Problem::EndBeforeStart));
    }

    #[test]
    fn a_removed_partner_is_gone_whatever_its_line_says() {
        let gone = PartInput { organisation: "77".into(), role: "boss".into(), standing: String::new(), remove: true };
        assert_eq!(parse(&EditInput { partners: vec![gone], ..typed() }).unwrap().partners, []);
    }
}
