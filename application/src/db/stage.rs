//! How the state of a record is stored: its word, since when, by whom, why.

use chrono::NaiveDateTime;
use diesel::QueryResult;
use domain::ids::PersonId;
use domain::review::{Stage, State};

use super::{corrupt, read_enum};

/// A stored state without what belongs to it.
#[derive(Debug, thiserror::Error)]
#[error("a record is {0} without saying since when, by whom or why")]
struct HalfState(Stage);

/// Reads a state.
pub(super) fn read(stage: &str, at: Option<NaiveDateTime>, by: Option<i32>, reason: Option<String>) -> QueryResult<State> {
    let stage: Stage = read_enum(stage)?;
    Ok(match (stage, at.map(|t| t.and_utc()), by.map(PersonId), reason) {
        (Stage::Draft, ..) => State::Draft,
        (Stage::Planned, Some(at), ..) => State::Planned { at },
        (Stage::Submitted, Some(at), ..) => State::Submitted { at },
        (Stage::Returned, Some(at), Some(by), Some(reason)) => State::Returned { at, by, reason },
        (Stage::Verified, Some(at), Some(by), _) => State::Verified { at, by },
        (Stage::Cancelled, Some(at), Some(by), Some(reason)) => State::Cancelled { at, by, reason },
        _ => return Err(corrupt(HalfState(stage))),
    })
}

/// What is stored beside the word.
pub(super) fn write(state: &State) -> (Option<NaiveDateTime>, Option<i32>, Option<&String>) {
    match state {
        State::Draft => (None, None, None),
        State::Planned { at } | State::Submitted { at } => (Some(at.naive_utc()), None, None),
        State::Verified { at, by } => (Some(at.naive_utc()), Some(by.0), None),
        State::Returned { at, by, reason } | State::Cancelled { at, by, reason } => (Some(at.naive_utc()), Some(by.0), Some(reason)),
    }
}
