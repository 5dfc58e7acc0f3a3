//! The framework: what the draft Strategic Plan states, and which activities serve its objectives.

use std::collections::{BTreeMap, HashMap};

use domain::activity::Activity;
use domain::framework::{Document, FocalArea, Note, ObjectiveRecord, Priority, ProgrammeItem};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::ActivityId;
use domain::lang::Translated;

use super::plan;
use crate::db::{Conn, activity, framework, history};
use crate::error::Error;

/// Short titles of the activities by number.
pub type Names = BTreeMap<i32, Translated>;

fn names(activities: &[Activity]) -> Names {
    activities.iter().map(|a| (a.number, a.short_title.clone())).collect()
}

fn activities(conn: &mut Conn) -> Result<Vec<Activity>, Error> {
    let plan = plan::current(conn)?;
    Ok(activity::all(conn, plan.id)?)
}

/// Everything that the framework states, with the links of its objectives.
#[derive(Debug, Clone)]
pub struct Framework {
    /// The document.
    pub document: Document,
    /// What it says about itself, and what should be known when reading it.
    pub notes: Vec<Note>,
    /// What the decision behind the plan puts first.
    pub priorities: Vec<Priority>,
    /// Focal areas.
    pub areas: Vec<FocalArea>,
    /// Objectives with their links.
    pub objectives: Vec<ObjectiveRecord>,
    /// Programme of work.
    pub programme: Vec<ProgrammeItem>,
    /// Short titles of the activities.
    pub names: Names,
}

/// The whole framework.
///
/// # Errors
/// [`Error::NotFound`] when the data holds none.
pub fn whole(conn: &mut Conn) -> Result<Framework, Error> {
    Ok(Framework {
        document: framework::document(conn)?.ok_or(Error::NotFound)?,
        notes: framework::notes(conn)?,
        priorities: framework::priorities(conn)?,
        areas: framework::areas(conn)?,
        objectives: framework::objectives(conn)?,
        programme: framework::programme(conn)?,
        names: names(&activities(conn)?),
    })
}

/// An objective with what the form of its links offers.
#[derive(Debug, Clone)]
pub struct Links {
    /// The objective with its links.
    pub record: ObjectiveRecord,
    /// Short titles of the activities.
    pub names: Names,
    /// Keys of the activities by number.
    pub keys: HashMap<i32, ActivityId>,
    /// What was changed about the links.
    pub history: Vec<HistoryEntry>,
}

/// The links of the objective of this number (`2.3`).
///
/// # Errors
/// [`Error::NotFound`].
pub fn links(conn: &mut Conn, code: &str) -> Result<Links, Error> {
    let record = framework::objective(conn, code)?.ok_or(Error::NotFound)?;
    let activities = activities(conn)?;
    let history = history::of(conn, SubjectKind::Objective, record.id.0)?;
    Ok(Links { record, names: names(&activities), keys: activities.iter().map(|a| (a.number, a.id)).collect(), history })
}
