//! Progress updates: an officer says how an activity stands and why, in a few lines.
//!
//! A draft may be half empty; a published update is complete and never changes. “Nothing changed” is an
//! update too: it confirms the status and the words of the one before.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, Utc};

use crate::form::{self, DayInput, Errors, Problem};
use crate::ids::{PersonId, UpdateId};
use crate::lang::Lang;
use crate::status::Status;
use crate::string_enum::string_enum;

/// Most characters of the headline.
pub const HEADLINE_MAX: usize = 140;
/// Most characters of the reason for a status.
pub const REASON_MAX: usize = 500;
/// Most characters of each longer text.
pub const PROSE_MAX: usize = 4000;

string_enum! {
    /// What sort of update it is.
    UpdateKind ("kind of update") {
        /// New words.
        Report = "report",
        /// Nothing changed since the one before.
        Confirmation = "confirmation",
    }
}

/// What was typed, complete or not: the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// Word of the status, or empty.
    pub status: String,
    /// Why this status.
    pub reason: String,
    /// The update in one line.
    pub headline: String,
    /// What was done.
    pub done: String,
    /// What comes next.
    pub next: String,
    /// What may go wrong.
    pub risks: String,
    /// When work really ended; only a last update says so.
    pub ended: DayInput,
}

/// A complete update, ready to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Declared status.
    pub status: Status,
    /// Why; always there when the status is new or differs from the one before.
    pub reason: Option<String>,
    /// The update in one line.
    pub headline: String,
    /// What was done.
    pub done: String,
    /// What comes next.
    pub next: String,
    /// What may go wrong.
    pub risks: String,
}

impl Draft {
    /// Whether nothing has been typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.status, &self.reason, &self.headline, &self.done, &self.next, &self.risks]
            .into_iter()
            .chain(&self.ended)
            .all(|t| t.trim().is_empty())
    }

    /// What keeps the draft from being stored: only length and unprintable characters count, gaps do not.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn check_storable(&self) -> Result<(), Errors> {
        let mut errors = Errors::new();
        errors.check("headline", form::optional_line(&self.headline, HEADLINE_MAX));
        for (field, typed, max) in [
            ("reason", &self.reason, REASON_MAX),
            ("done", &self.done, PROSE_MAX),
            ("next", &self.next, PROSE_MAX),
            ("risks", &self.risks, PROSE_MAX),
        ] {
            errors.check(field, form::prose(typed, max));
        }
        if !self.status.is_empty() {
            errors.check("status", form::choice::<Status>(&self.status));
        }
        errors.check("actual-end", form::optional_day(&self.ended));
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Reads the draft as a complete update; `declared` is the status that holds so far.
    ///
    /// # Errors
    /// The problems of each field (`status`, `reason`, `headline`, `done`, `next`, `risks`).
    pub fn publish(&self, declared: Option<Status>) -> Result<Report, Errors> {
        let mut errors = Errors::new();
        let status = errors.check("status", form::choice::<Status>(&self.status));
        let reason = errors.check("reason", form::prose(&self.reason, REASON_MAX)).unwrap_or_default();
        if reason.is_empty() && errors.of("reason").is_none() && status.is_some() && status != declared {
            errors.add("reason", Problem::ReasonForStatus);
        }
        let headline = errors.check("headline", form::line(&self.headline, HEADLINE_MAX));
        let done = errors.check("done", form::required_prose(&self.done, PROSE_MAX));
        let next = errors.check("next", form::prose(&self.next, PROSE_MAX));
        let risks = errors.check("risks", form::prose(&self.risks, PROSE_MAX));
        match (status, headline, done, next, risks) {
            (Some(status), Some(headline), Some(done), Some(next), Some(risks)) if errors.is_empty() => {
                Ok(Report { status, reason: (!reason.is_empty()).then_some(reason), headline, done, next, risks })
            }
            _ => Err(errors),
        }
    }

    /// The day on which work really ended, which the update that declares the activity completed has to state; no other says one. `start`
    /// is the day on which work began, if that is recorded.
    ///
    /// # Errors
    /// The problem of `actual-end`.
    pub fn actual_end(&self, start: Option<NaiveDate>, today: NaiveDate) -> Result<Option<NaiveDate>, Errors> {
        if self.status != Status::Completed.as_str() {
            return Ok(None);
        }
        let mut errors = Errors::new();
        let day = form::past_day(&self.ended, today);
        let day = day.and_then(|day| if start.is_some_and(|start| day < start) { Err(Problem::EndBeforeStart) } else { Ok(day) });
        errors.check("actual-end", day).map(Some).ok_or(errors)
    }
}

/// A published update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// Key.
    pub id: UpdateId,
    /// New words, or “nothing changed”.
    pub kind: UpdateKind,
    /// The report whose words a confirmation confirms.
    pub confirms: Option<UpdateId>,
    /// What is declared. A confirmation has the status of what it confirms, and no words of its own.
    pub report: Report,
    /// Language of the words.
    pub lang: Lang,
    /// Who published it.
    pub author: PersonId,
    /// Their name.
    pub author_name: String,
    /// When.
    pub published_at: DateTime<Utc>,
    /// When its words were last corrected, if they were.
    pub corrected_at: Option<DateTime<Utc>>,
    /// Its words in other languages.
    pub wordings: Vec<(Lang, Words)>,
}

/// The words of an update in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Why the status.
    pub reason: Option<String>,
    /// The update in one line.
    pub headline: String,
    /// What was done.
    pub done: String,
    /// What comes next.
    pub next: String,
    /// What may go wrong.
    pub risks: String,
}

impl From<Report> for Words {
    fn from(report: Report) -> Self {
        let Report { reason, headline, done, next, risks, .. } = report;
        Self { reason, headline, done, next, risks }
    }
}

/// The update that says why the status that holds was declared: the newest with a reason since the status last changed. `updates` are all of
/// an activity, the newest first.
#[must_use]
pub fn reason_of_status(updates: &[Update]) -> Option<&Update> {
    let status = updates.first()?.report.status;
    updates.iter().take_while(|update| update.report.status == status).find(|update| update.report.reason.is_some())
}

impl Report {
    /// What a confirmation says: the status that holds, without words of its own.
    #[must_use]
    pub const fn confirming(status: Status) -> Self {
        let none = String::new;
        Self { status, reason: None, headline: none(), done: none(), next: none(), risks: none() }
    }
}

impl Update {
    /// The update in the language of its reader, if somebody has worded it in that language; else as it was written.
    #[must_use]
    pub fn for_reader(&self, lang: Lang) -> Cow<'_, Self> {
        let Some((_, words)) = self.wordings.iter().find(|(of, _)| *of == lang && lang != self.lang) else { return Cow::Borrowed(self) };
        let Words { reason, headline, done, next, risks } = words.clone();
        let report = Report { status: self.report.status, reason, headline, done, next, risks };
        Cow::Owned(Self { report, lang, ..self.clone() })
    }

    /// What stands in the form of its words in a language: those that there are, otherwise nothing.
    #[must_use]
    pub fn draft_in(&self, lang: Lang) -> Draft {
        let update = self.for_reader(lang);
        let status = self.report.status.as_str().to_owned();
        if update.lang != lang {
            return Draft { status, ..Draft::default() };
        }
        let Report { reason, headline, done, next, risks, .. } = update.into_owned().report;
        Draft { status, reason: reason.unwrap_or_default(), headline, done, next, risks, ended: DayInput::default() }
    }

    /// Reads other words for it. Where it gives a reason for its status, they give one too.
    ///
    /// # Errors
    /// The problems of each field (`reason`, `headline`, `done`, `next`, `risks`).
    pub fn parse_words(&self, typed: &Draft) -> Result<Words, Errors> {
        let typed = Draft { status: self.report.status.as_str().to_owned(), ..typed.clone() };
        let declared = self.report.reason.is_none().then_some(self.report.status);
        typed.publish(declared.or_else(|| (!typed.reason.trim().is_empty()).then_some(self.report.status))).map(Words::from)
    }

    /// What a new update is compared with.
    #[must_use]
    pub const fn latest(&self) -> Latest {
        Latest { id: self.id, status: self.report.status, published_at: self.published_at }
    }
}

/// The published update that is newest for an activity: what a new one is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latest {
    /// Its key.
    pub id: UpdateId,
    /// The status it declares.
    pub status: Status,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// Why an activity's standing cannot be confirmed with one click.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotConfirm {
    /// There is no update to confirm.
    #[error("there is no update to confirm")]
    NothingYet,
    /// It is completed or cancelled; nothing is expected any more.
    #[error("the activity is over")]
    Over,
}

/// Whether “nothing changed” can be said now, and of which update.
///
/// # Errors
/// [`CannotConfirm`].
pub const fn confirm(latest: Option<Latest>) -> Result<Latest, CannotConfirm> {
    match latest {
        None => Err(CannotConfirm::NothingYet),
        Some(latest) if !latest.status.is_open() => Err(CannotConfirm::Over),
        Some(latest) => Ok(latest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft() -> Draft {
        Draft {
            status: "on-track".into(),
            reason: "Two workshops held".into(),
            headline: "Second workshop held".into(),
            done: "We met.".into(),
            next: String::new(),
            risks: String::new(),
            ended: DayInput::default(),
        }
    }

    #[test]
    fn the_last_update_says_when_work_ended() {
        let (today, start) = (NaiveDate::from_ymd_opt(2019, 3, 12).unwrap(), NaiveDate::from_ymd_opt(2018, 6, 1));
        let ended = |status: &str, d: &str, m: &str, y: &str| {
            let draft = Draft { status: status.into(), ended: [d, m, y].map(String::from), ..draft() };
            draft.actual_end(start, today).map_err(|errors| errors.of("actual-end").cloned().unwrap())
        };
        assert_eq!(ended("completed", "1", "3", "2019"), Ok(NaiveDate::from_ymd_opt(2019, 3, 1)));
        assert_eq!(ended("completed", "", "", ""), Err(Problem::Required));
        assert_eq!(ended("completed", "1", "5", "2018"), Err(Problem::EndBeforeStart));
        assert!(ended("completed", "13", "3", "2019").is_err(), "it has not come yet");
        assert_eq!(ended("delayed", "", "", ""), Ok(None));
    }

    #[test]
    fn a_new_or_changed_status_needs_a_reason() {
        let silent = Draft { reason: "  ".into(), ..draft() };
        assert_eq!(silent.publish(None).unwrap_err().of("reason"), Some(&Problem::ReasonForStatus));
        assert_eq!(silent.publish(Some(Status::Delayed)).unwrap_err().of("reason"), Some(&Problem::ReasonForStatus));
        assert_eq!(silent.publish(Some(Status::OnTrack)).unwrap().reason, None);
    }

    #[test]
    fn an_empty_draft_can_be_stored_but_not_published() {
        let empty = Draft::default();
        assert!(empty.is_blank());
        assert_eq!(empty.check_storable(), Ok(()));
        let errors = empty.publish(None).unwrap_err();
        assert_eq!(errors.iter().map(|(f, _)| f).collect::<Vec<_>>(), ["status", "headline", "done"]);
    }

    #[test]
    fn what_is_over_cannot_be_confirmed() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(confirm(None), Err(CannotConfirm::NothingYet));
        for &status in Status::ALL {
            let latest = Latest { id: UpdateId(1), status, published_at: at };
            assert_eq!(confirm(Some(latest)).is_ok(), status.is_open());
        }
    }

    proptest! {
        /// A published update holds what was typed, and everything that can be published can be saved as a draft.
        #[test]
        fn publishing_keeps_the_words(headline in "[a-z ]{0,160}", done in "\\PC{0,40}", status in "on-track|delayed|nonsense|") {
            let draft = Draft { status, headline: headline.clone(), done, ..draft() };
            if let Ok(report) = draft.publish(None) {
                prop_assert_eq!(report.headline, crate::text::one_line(&headline));
                prop_assert!(draft.check_storable().is_ok());
            }
        }
    }
}
