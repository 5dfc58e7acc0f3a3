//! The framework: what the draft Strategic Plan states, and which activities serve its objectives.

use std::collections::{BTreeMap, HashMap};

use domain::activity::Activity;
use domain::framework::{Document, FocalArea, Note, ObjectiveRecord, Priority, ProgrammeItem};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::{ActivityId, PlanId};
use domain::lang::Translated;

use super::plan;
use crate::db::{Conn, activity, framework, history};
use crate::error::Error;

/// Short titles of the activities by number.
pub type Names = BTreeMap<i32, Translated>;

fn names(activities: &[Activity]) -> Names {
    activities.iter().map(|a| (a.number, a.short_title.clone())).collect()
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

/// The whole framework with the links of the activities of a plan. What the decision puts first names activities of the plan with which the
/// framework came, which was there first: for another plan it is left out.
///
/// # Errors
/// [`Error::NotFound`] when the data holds none.
pub fn whole(conn: &mut Conn, plan: PlanId) -> Result<Framework, Error> {
    Ok(Framework {
        document: framework::document(conn)?.ok_or(Error::NotFound)?,
        notes: framework::notes(conn)?,
        priorities: if plan::first(conn)?.id == plan { framework::priorities(conn)? } else { Vec::new() },
        areas: framework::areas(conn)?,
        objectives: framework::objectives(conn, plan)?,
        programme: framework::programme(conn)?,
        names: names(&activity::all(conn, plan)?),
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

/// The links of the objective of this number (`2.3`) from activities of a plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn links(conn: &mut Conn, plan: PlanId, code: &str) -> Result<Links, Error> {
    let record = framework::objective(conn, plan, code)?.ok_or(Error::NotFound)?;
    let activities = activity::all(conn, plan)?;
    let history = history::of(conn, SubjectKind::Objective, record.id.0)?;
    Ok(Links { record, names: names(&activities), keys: activities.iter().map(|a| (a.number, a.id)).collect(), history })
}
