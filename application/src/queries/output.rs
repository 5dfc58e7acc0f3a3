//! Outputs with what was delivered of them.

use domain::access::Member;
use domain::activity::Activity;
use domain::as_of::AsOf;
use domain::directory::Directory;
use domain::form::Errors;
use domain::history::{HistoryEntry, Subject};
use domain::ids::{ActivityId, DeliveryId, OrganisationId, OutputId};
use domain::output::{Output, OutputInput, OutputRecord};
use domain::plan::Plan;
use domain::result::ExpectedResult;

use super::{activity, history};
use crate::db::{Conn, activity as activities, directory, output};
use crate::error::Error;

/// An output with its activity and plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: OutputId) -> Result<(Plan, Activity, OutputRecord), Error> {
    let output = output::find(conn, id)?.ok_or(Error::NotFound)?;
    let (plan, activity) = activity::of_key(conn, output.activity)?;
    Ok((plan, activity, output))
}

/// The output of which this is a delivery.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_delivery(conn: &mut Conn, id: DeliveryId) -> Result<OutputId, Error> {
    Ok(output::of_delivery(conn, id)?.ok_or(Error::NotFound)?.id)
}

/// An output of which the member may report deliveries.
///
/// # Errors
/// [`Error::NotFound`].
pub fn deliverable(conn: &mut Conn, id: OutputId, member: &Member) -> Result<OutputRecord, Error> {
    let (_, _, output) = find(conn, id)?;
    if output.may_deliver(member) { Ok(output) } else { Err(Error::NotFound) }
}

/// What an output may say.
#[derive(Debug, Clone)]
pub struct EditForm {
    /// The activity to which it belongs.
    pub activity: Activity,
    /// Results that the activity is expected to bring about.
    pub results: Vec<ExpectedResult>,
    /// What keys stand for.
    pub directory: Directory,
    /// Who answers for it now, and so can stay.
    pub responsible: Option<OrganisationId>,
}

impl EditForm {
    /// Reads what was typed.
    ///
    /// # Errors
    /// The problems of each field.
    pub fn read(&self, typed: &OutputInput) -> Result<Output, Errors> {
        let offered = self.directory.organisations.iter().filter(|o| o.is_active || Some(o.id) == self.responsible);
        typed.parse(&offered.map(|o| o.id).collect::<Vec<_>>(), self.results.len())
    }
}

/// What a new output of an activity may say.
///
/// # Errors
/// [`Error::NotFound`].
pub fn new_form(conn: &mut Conn, id: ActivityId) -> Result<EditForm, Error> {
    let (plan, activity) = activity::of_key(conn, id)?;
    form(conn, &plan, activity, None)
}

/// What an output may say, and what it says now.
///
/// # Errors
/// [`Error::NotFound`].
pub fn edit_form(conn: &mut Conn, id: OutputId) -> Result<(EditForm, OutputRecord), Error> {
    let (plan, activity, stored) = find(conn, id)?;
    Ok((form(conn, &plan, activity, stored.output.responsible)?, stored))
}

fn form(conn: &mut Conn, plan: &Plan, activity: Activity, responsible: Option<OrganisationId>) -> Result<EditForm, Error> {
    let results = activities::results(conn, activity.id)?;
    Ok(EditForm { results, directory: directory::load(conn, plan.id)?, activity, responsible })
}

/// An output as of a moment and as far as a reader may know it.
#[derive(Debug, Clone)]
pub struct OutputDetails {
    /// Its activity.
    pub activity: Activity,
    /// The output, with the deliveries that exist for the reader.
    pub output: OutputRecord,
    /// The expected result of the plan to which it belongs.
    pub result: Option<ExpectedResult>,
    /// What keys stand for.
    pub directory: Directory,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Whether the reader may report deliveries.
    pub may_deliver: bool,
}

/// Everything about an output.
///
/// # Errors
/// [`Error::NotFound`].
pub fn details(conn: &mut Conn, id: OutputId, as_of: AsOf, reader: Option<&Member>) -> Result<OutputDetails, Error> {
    let (plan, activity, mut output) = find(conn, id)?;
    output.deliveries.retain(|d| d.is_shown(as_of, reader));
    let results = activities::results(conn, activity.id)?;
    let at = output.output.result.and_then(|at| usize::try_from(at).ok());
    Ok(OutputDetails {
        may_deliver: reader.is_some_and(|m| output.may_deliver(m)),
        result: at.and_then(|at| results.into_iter().nth(at)),
        directory: directory::load(conn, plan.id)?,
        history: history::of(conn, Subject::Output(id), as_of.at, reader, false)?,
        activity,
        output,
    })
}
