//! Setting up activities in one table: lead, partners that have confirmed, due days of outputs.

use domain::activity::EditInput;
use domain::form::{DayInput, Errors};
use domain::ids::{ActivityId, OrganisationId, OutputId};
use domain::output::OutputInput;

use super::{Edited, activity, output};
use crate::actor::Actor;
use crate::db::{Conn, setting};
use crate::error::Error;
use crate::queries;

/// What was typed in a line of the table.
#[derive(Debug, Clone, Default)]
pub struct LineInput {
    /// The version of the activity that was seen.
    pub version: i32,
    /// Key of the lead officer, or empty.
    pub lead: String,
    /// Word of the standing of partners.
    pub standings: Vec<(OrganisationId, String)>,
    /// Due days of outputs, each with the version that was seen.
    pub due: Vec<(OutputId, i32, DayInput)>,
}

/// Stores a line of the table. What is not in the table stays as it is.
///
/// # Errors
/// [`Error::Invalid`] (`lead-<key>`, `due-<key>`); [`Error::Stale`] if somebody else has stored another edit; [`Error::NotFound`] for who may
/// not edit.
pub fn save_line(conn: &mut Conn, actor: &Actor, id: ActivityId, typed: &LineInput) -> Result<(), Error> {
    actor.officer()?;
    let mut errors = Errors::new();
    let form = queries::activity::edit_form(conn, id)?;
    let mut edit = EditInput::of(&form.stored);
    edit.lead.clone_from(&typed.lead);
    for part in &mut edit.partners {
        let chosen = typed.standings.iter().find(|(organisation, _)| organisation.to_string() == part.organisation);
        if let Some((_, standing)) = chosen.filter(|(_, standing)| !standing.is_empty()) {
            part.standing.clone_from(standing);
        }
    }
    check(activity::edit(conn, actor, id, &edit, typed.version), &format!("lead-{id}"), &mut errors)?;
    for (output, version, due) in &typed.due {
        let (_, _, stored) = queries::output::find(conn, *output)?;
        if stored.activity != id {
            return Err(Error::NotFound);
        }
        let edit = OutputInput { due: due.clone(), ..OutputInput::of(&stored.output) };
        check(output::edit(conn, actor, *output, &edit, *version), &format!("due-{output}"), &mut errors)?;
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Invalid(errors)) }
}

/// Notes the problem of an edit at the field of the table.
fn check(edited: Result<Edited, Error>, field: &str, errors: &mut Errors) -> Result<(), Error> {
    match edited {
        Ok(Edited::Saved | Edited::Unchanged) => Ok(()),
        Ok(Edited::Overtaken) => Err(Error::Stale),
        Err(Error::Invalid(problems)) => {
            problems.iter().take(1).for_each(|(_, problem)| errors.add(field, problem.clone()));
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// Says that the tracker is set up: the list of what is to be done is not shown any more.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts.
pub fn end(conn: &mut Conn, actor: &Actor) -> Result<(), Error> {
    actor.administrator()?;
    Ok(setting::note_set_up(conn)?)
}
