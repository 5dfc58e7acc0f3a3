//! Comments on activities, events, indicators and outputs: what people say to each other about them, and who is told.

use chrono::{DateTime, Utc};

use crate::form::{self, Errors};
use crate::history::{Subject, SubjectKind};
use crate::ids::{ActivityId, EventId, OutputId, PersonId};
use crate::text::folded;

/// Most characters of a comment.
pub const TEXT_MAX: usize = 2000;

/// What is commented on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An activity.
    Activity(ActivityId),
    /// An event.
    Event(EventId),
    /// An indicator.
    Indicator(i32),
    /// An output.
    Output(OutputId),
}

impl Topic {
    /// The kind of record and the key under which it is stored.
    #[must_use]
    pub const fn stored(self) -> (SubjectKind, i32) {
        match self {
            Self::Activity(id) => (SubjectKind::Activity, id.0),
            Self::Event(id) => (SubjectKind::Event, id.0),
            Self::Indicator(id) => (SubjectKind::Indicator, id),
            Self::Output(id) => (SubjectKind::Output, id.0),
        }
    }

    /// Reads the stored form; `None` for kinds of records that are not commented on.
    #[must_use]
    pub const fn read(kind: SubjectKind, key: i32) -> Option<Self> {
        Some(match kind {
            SubjectKind::Activity => Self::Activity(ActivityId(key)),
            SubjectKind::Event => Self::Event(EventId(key)),
            SubjectKind::Indicator => Self::Indicator(key),
            SubjectKind::Output => Self::Output(OutputId(key)),
            _ => return None,
        })
    }

    /// The record, for the audit trail.
    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::Activity(id) => Subject::Activity(id),
            Self::Event(id) => Subject::Event(id),
            Self::Indicator(id) => Subject::Indicator(id),
            Self::Output(id) => Subject::Output(id),
        }
    }
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Key.
    pub id: i32,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name.
    pub author_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What it says.
    pub text: String,
    /// Whether it was mailed at once.
    pub is_urgent: bool,
}

/// What somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CommentInput {
    /// The comment.
    pub text: String,
    /// Whether those who are told hear of it at once.
    pub is_urgent: bool,
}

impl CommentInput {
    /// Reads the comment.
    ///
    /// # Errors
    /// The problem of `comment`.
    pub fn parse(&self) -> Result<String, Errors> {
        let mut errors = Errors::new();
        errors.check("comment", form::required_prose(&self.text, TEXT_MAX)).ok_or(errors)
    }
}

/// Who is mentioned: an `@` before the name of one of these people, or before a first name that only one of them has.
#[must_use]
pub fn mentioned(text: &str, people: &[(PersonId, String)]) -> Vec<PersonId> {
    let names: Vec<(PersonId, String)> = people.iter().map(|(id, name)| (*id, folded(name))).collect();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(['@', '＠']) {
        let rest = folded(text.get(at..).unwrap_or_default().lines().next().unwrap_or_default());
        let begins = |name: &str| !name.is_empty() && (rest == name || rest.starts_with(&format!("{name} ")));
        let whole = names.iter().filter(|(_, name)| begins(name)).max_by_key(|(_, name)| name.len());
        let first = || {
            let mut alike = names.iter().filter(|(_, name)| name.split(' ').next().is_some_and(&begins));
            alike.next().filter(|_| alike.next().is_none())
        };
        found.extend(whole.or_else(first).map(|(id, _)| *id));
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Problem;

    #[test]
    fn people_are_mentioned_by_their_names() {
        let people = [(1, "Ines Duarte"), (2, "Tomás Ferri"), (3, "Li Wen"), (4, "Li"), (5, "Ines Okello")];
        let people: Vec<(PersonId, String)> = people.iter().map(|(id, name)| (PersonId(*id), (*name).to_owned())).collect();
        let found = |text: &str| mentioned(text, &people).into_iter().map(|id| id.0).collect::<Vec<_>>();
        assert_eq!(found("@Ines Duarte and @tomas ferri: please look"), [1, 2]);
        assert_eq!(found("Thanks, @Tomás!"), [2], "only one has this first name");
        assert_eq!(found("@Ines: which?"), Vec::<i32>::new(), "two have it");
        assert_eq!(found("@Li Wen, @Li"), [3, 4], "the longest name counts");
        assert_eq!(found("＠Ines Okello"), [5]);
        assert_eq!(found("write to ines@example.org, @nobody, @"), Vec::<i32>::new());
        assert_eq!(found("@Lithuania"), Vec::<i32>::new());
    }

    #[test]
    fn a_comment_says_something() {
        let typed = |text: &str| CommentInput { text: text.into(), is_urgent: false }.parse();
        assert_eq!(typed(" Which labs?\r\n"), Ok("Which labs?".into()));
        assert_eq!(typed(" \n").unwrap_err().of("comment"), Some(&Problem::Required));
        assert!(typed(&"x".repeat(TEXT_MAX + 1)).is_err());
    }
}
