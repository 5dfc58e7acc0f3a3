//! Loads a plan from a file beside the plans that are there, or loads it again: what nobody has edited becomes as the file says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use domain::history::SubjectKind;
use domain::ids::PlanId;

use super::built_in::built_in;
use super::load::{self, Shared};
use super::plan_file::{PlanContent, PlanFile};
use super::problems::Problems;
use crate::db::activity::{self, removal};
use crate::db::{Conn, indicator, organisation, plan};

/// Why a plan was not loaded. Nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file does not fit what the database holds.
    #[error(transparent)]
    Refused(#[from] Problems),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    /// It was to be tried only: what loading would have done.
    #[error("tried only")]
    Tried(Box<Outcome>),
}

/// What loading a plan did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Code of the plan.
    pub code: String,
    /// Organisations that came with it, by slug.
    pub organisations: Vec<String>,
    /// Numbers of the activities that were not there before.
    pub new: Vec<i32>,
    /// Numbers of those that differed from the file and were made to fit.
    pub changed: Vec<i32>,
    /// Numbers of those that people have edited, which stay as they are.
    pub left_alone: Vec<i32>,
    /// Numbers of those that were as the file says.
    pub unchanged: Vec<i32>,
    /// Numbers of those that are no longer in the file and about which nothing was recorded.
    pub removed: Vec<i32>,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "plan {}", self.code)?;
        if !self.organisations.is_empty() {
            writeln!(f, "  organisations new: {} ({})", self.organisations.len(), self.organisations.join(", "))?;
        }
        let parts = [
            ("new", &self.new),
            ("changed", &self.changed),
            ("left alone, as edited here", &self.left_alone),
            ("unchanged", &self.unchanged),
            ("removed", &self.removed),
        ];
        for (word, numbers) in parts {
            write!(f, "  activities {word}: {}", numbers.len())?;
            if !numbers.is_empty() {
                write!(f, " ({})", numbers.iter().map(i32::to_string).collect::<Vec<_>>().join(", "))?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// Loads a plan in one transaction.
///
/// # Errors
/// [`LoadError::Refused`] if the file has the code of the built-in plan, or leaves out something about which people have recorded
/// results; and those of the database.
pub fn load_file(conn: &mut Conn, content: &PlanContent, now: DateTime<Utc>) -> Result<Outcome, LoadError> {
    conn.write(|conn| load_content(conn, content, now))
}

/// Says what [`load_file`] would do, and changes nothing.
///
/// # Errors
/// Those of [`load_file`].
pub fn dry_run(conn: &mut Conn, content: &PlanContent, now: DateTime<Utc>) -> Result<Outcome, LoadError> {
    match conn.write(|conn| Err::<Outcome, _>(LoadError::Tried(Box::new(load_content(conn, content, now)?)))) {
        Err(LoadError::Tried(outcome)) => Ok(*outcome),
        other => other,
    }
}

fn load_content(conn: &mut Conn, content: &PlanContent, now: DateTime<Utc>) -> Result<Outcome, LoadError> {
    let file = &content.plan;
    let mut problems = Problems::new(&content.file);
    if built_in().is_ok_and(|built_in| built_in.plan.plan.code == file.plan.code) {
        problems.add("plan.code", format!("“{}” is the plan that is built into the program", file.plan.code));
        return Err(problems.into());
    }
    let mut outcome = Outcome { code: file.plan.code.clone(), ..Outcome::default() };
    let before = match plan::loaded(conn, &file.plan.code)? {
        Some((id, hash)) => {
            let before = snapshot(conn, id, now)?;
            if hash == content.hash {
                outcome.sort(&before, &before);
                return Ok(outcome);
            }
            outcome.removed = leave_out(conn, id, file, &mut problems)?;
            problems.refuse()?;
            before
        }
        None => BTreeMap::new(),
    };
    outcome.organisations = add_organisations(conn, file, now)?;
    let id = load::store(conn, file, &content.hash, Shared::Respected, now)?;
    outcome.sort(&before, &snapshot(conn, id, now)?);
    Ok(outcome)
}

impl Outcome {
    /// Sorts the activities by what became of them.
    fn sort(&mut self, before: &BTreeMap<i32, State>, after: &BTreeMap<i32, State>) {
        for (number, state) in after {
            let list = match before.get(number) {
                None => &mut self.new,
                Some(_) if state.is_edited => &mut self.left_alone,
                Some(old) if old == state => &mut self.unchanged,
                Some(_) => &mut self.changed,
            };
            list.push(*number);
        }
    }
}

/// An activity as it stands, to be compared.
#[derive(PartialEq, Eq)]
struct State {
    is_edited: bool,
    facts: String,
}

fn snapshot(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> QueryResult<BTreeMap<i32, State>> {
    let partners = activity::partners(conn, plan)?;
    let mut all = BTreeMap::new();
    for activity in activity::all(conn, plan)? {
        let id = activity.id;
        let own: Vec<_> = partners.iter().filter(|(of, _)| *of == id).map(|(_, partner)| partner).collect();
        let stated = (activity::citations(conn, id)?, activity::results(conn, id)?, activity::dependencies(conn, id)?);
        let facts = format!("{activity:?} {own:?} {stated:?} {:?}", indicator::of(conn, id, now)?);
        all.insert(activity.number, State { is_edited: activity.version > 0, facts });
    }
    Ok(all)
}

/// Adds the organisations of the file that the tracker does not have. Those that it has are its own, and stay.
fn add_organisations(conn: &mut Conn, file: &PlanFile, now: DateTime<Utc>) -> QueryResult<Vec<String>> {
    let mut new = Vec::new();
    for o in file.lists.organisations.iter().map(|o| &o.entry) {
        if !organisation::slug_exists(conn, &o.slug)? {
            let id = organisation::insert(conn, &o.slug, &load::organisation_of(o), &o.note, 0)?;
            load::loaded(conn, SubjectKind::Organisation, id.0, now)?;
            new.push(o.slug.clone());
        }
    }
    Ok(new)
}

/// Removes what the file states no longer, or says why that cannot be. Returns the numbers of the activities that are gone.
fn leave_out(conn: &mut Conn, plan: PlanId, file: &PlanFile, problems: &mut Problems) -> QueryResult<Vec<i32>> {
    let numbers: BTreeSet<i32> = file.lists.activities.iter().map(|a| a.entry.number).collect();
    let mut gone = Vec::new();
    for stored in activity::all(conn, plan)? {
        if !numbers.contains(&stored.number) {
            let mut reasons = removal::recorded(conn, stored.id)?;
            if stored.version > 0 {
                reasons.insert(0, "edits");
            }
            if reasons.is_empty() {
                gone.push(stored);
            } else {
                let reason = format!("activity {} is not in the file, but has {} in the database", stored.number, reasons.join(", "));
                problems.add("activities", reason);
            }
        } else if stored.version == 0 {
            shorten(conn, &stored, file, problems)?;
        }
    }
    if problems.count() == 0 {
        for activity in &gone {
            removal::remove(conn, activity.id)?;
        }
    }
    Ok(gone.iter().map(|a| a.number).collect())
}

/// Removes expected results and indicators at the end of an activity that the file states no longer.
fn shorten(conn: &mut Conn, stored: &domain::activity::Activity, file: &PlanFile, problems: &mut Problems) -> QueryResult<()> {
    let Some(stated) = file.lists.activities.iter().find(|a| a.entry.number == stored.number) else { return Ok(()) };
    let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let (results, indicators) = (count(stated.entry.results.len()), count(stated.entry.indicators.len()));
    let before = problems.count();
    for position in removal::results_in_use(conn, stored.id, results)? {
        problems
            .add(stated.at.to_string(), format!("result {} is not in the file, but has outputs or evidence in the database", position + 1));
    }
    for position in removal::indicators_in_use(conn, stored.id, indicators)? {
        let reason = format!("indicator {} is not in the file, but has measurements or terms in the database", position + 1);
        problems.add(stated.at.to_string(), reason);
    }
    if problems.count() == before { removal::shorten(conn, stored.id, results, indicators) } else { Ok(()) }
}

#[cfg(test)]
#[path = "load_file_tests.rs"]
mod tests;
