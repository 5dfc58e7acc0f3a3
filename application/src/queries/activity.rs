//! An activity with everything that is recorded about it.

use domain::access::{Member, may_log_for};
use domain::activity::{Activity, Dependency, Edit, Topic};
use domain::as_of::AsOf;
use domain::decision::Citation;
use domain::directory::Directory;
use domain::event::{EventSummary, Totals};
use domain::figure::Figures;
use domain::framework::Served;
use domain::history::{Action, HistoryEntry, Subject};
use domain::ids::{ActivityId, OrganisationId, PersonId, PlanId, UpdateId};
use domain::organisation::OrganisationRecord;
use domain::outcome::Evidence;
use domain::partner::Partner;
use domain::plan::Plan;
use domain::result::ExpectedResult;
use domain::review::Stage;
use domain::revision::{Planned, Revision};
use domain::update::{Update, UpdateKind};

use super::event::list::planned_in;
use super::{history, money};
use crate::db::activity::revision;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::db::event::totals::{self, Counted};
use crate::db::{
    Conn, activity, directory, figure, following, framework, history as entries, monitoring, organisation, outcome, person,
    plan as db_plan, update,
};
use crate::error::Error;

/// The activity of a plan with this number.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, plan: PlanId, number: i32) -> Result<Activity, Error> {
    activity::by_number(conn, plan, number)?.ok_or(Error::NotFound)
}

/// The activity of this key, with its plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn of_key(conn: &mut Conn, id: ActivityId) -> Result<(Plan, Activity), Error> {
    let plan = db_plan::of_activity(conn, id)?.ok_or(Error::NotFound)?;
    let activity = activity::find(conn, id)?.ok_or(Error::NotFound)?;
    Ok((plan, activity))
}

/// An activity with its published updates, the newest first.
///
/// # Errors
/// [`Error::NotFound`].
pub fn updates(conn: &mut Conn, plan: PlanId, number: i32) -> Result<(Activity, Vec<Update>), Error> {
    let activity = find(conn, plan, number)?;
    Ok((activity.clone(), update::of(conn, activity.id)?))
}

/// A published update of an activity that has words of its own.
///
/// # Errors
/// [`Error::NotFound`].
pub fn update(conn: &mut Conn, activity: ActivityId, id: UpdateId) -> Result<Update, Error> {
    let found = update::of(conn, activity)?.into_iter().find(|u| u.id == id && u.kind == UpdateKind::Report);
    found.ok_or(Error::NotFound)
}

/// When an update was last corrected, as the form carries it: whoever corrects it sees whether somebody else was faster.
#[must_use]
pub fn correction_mark(update: &Update) -> String {
    update.corrected_at.map_or_else(String::new, |at| at.timestamp_micros().to_string())
}

/// An activity with what is planned about it, and the topics of its plan.
///
/// # Errors
/// [`Error::NotFound`].
pub fn planned(conn: &mut Conn, plan: PlanId, number: i32) -> Result<(Activity, Planned, Vec<Topic>), Error> {
    let activity = find(conn, plan, number)?;
    let planned = revision::planned(conn, &activity)?;
    Ok((activity, planned, db_plan::topics(conn, plan)?))
}

/// An activity with what it is expected to bring about.
///
/// # Errors
/// [`Error::NotFound`].
pub fn expected(conn: &mut Conn, plan: PlanId, number: i32) -> Result<(Activity, Vec<ExpectedResult>), Error> {
    let activity = find(conn, plan, number)?;
    Ok((activity.clone(), activity::results(conn, activity.id)?))
}

/// What an edit of an activity begins with and may choose from.
#[derive(Debug, Clone)]
pub struct EditForm {
    /// The activity.
    pub activity: Activity,
    /// What is stored.
    pub stored: Edit,
    /// Who may lead it; who leads it now can stay.
    pub officers: Vec<(PersonId, String)>,
    /// Who may take part; who takes part now can stay.
    pub organisations: Vec<OrganisationRecord>,
}

impl EditForm {
    /// The keys of those who may lead.
    #[must_use]
    pub fn officer_keys(&self) -> Vec<PersonId> {
        self.officers.iter().map(|(id, _)| *id).collect()
    }

    /// The keys of those who may take part.
    #[must_use]
    pub fn organisation_keys(&self) -> Vec<OrganisationId> {
        self.organisations.iter().map(|o| o.id).collect()
    }
}

/// What an edit of an activity begins with.
///
/// # Errors
/// [`Error::NotFound`].
pub fn edit_form(conn: &mut Conn, id: ActivityId) -> Result<EditForm, Error> {
    let (plan, activity) = of_key(conn, id)?;
    let partners = activity::partners_of(conn, plan.id, id)?;
    let mut officers = person::officers(conn)?;
    if let Some(lead) = activity.lead.as_ref().filter(|l| !officers.iter().any(|(id, _)| *id == l.id)) {
        officers.push((lead.id, lead.name.clone()));
    }
    let mut organisations = organisation::all(conn)?;
    organisations.retain(|o| o.is_active || partners.iter().any(|p| p.organisation == o.id));
    Ok(EditForm { stored: Edit::stored(&activity, &partners), activity, officers, organisations })
}

/// Who has edited an activity last; empty if nobody has.
///
/// # Errors
/// When the database fails.
pub fn last_editor(conn: &mut Conn, id: ActivityId) -> Result<String, Error> {
    Ok(entries::last_actor(conn, Subject::Activity(id), Action::Edited)?.unwrap_or_default())
}

/// Everything about an activity, as of a moment and as far as a reader may know it.
#[derive(Debug, Clone)]
pub struct ActivityDetails {
    /// The activity.
    pub activity: Activity,
    /// How many activities the plan has.
    pub count: usize,
    /// Numbers before and after it.
    pub neighbours: (Option<i32>, Option<i32>),
    /// Its published updates, the newest first.
    pub updates: Vec<Update>,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Decisions that it cites.
    pub citations: Vec<Citation>,
    /// What it is expected to bring about.
    pub results: Vec<ExpectedResult>,
    /// Evidence of its outcomes.
    pub evidence: Vec<Evidence>,
    /// What is measured: outputs, indicators.
    pub figures: Figures,
    /// Activities on which it builds.
    pub depends_on: Vec<Dependency>,
    /// Activities that build on it.
    pub needed_by: Vec<Dependency>,
    /// Objectives of the framework that it serves.
    pub serves: Vec<Served>,
    /// What was changed about it.
    pub history: Vec<HistoryEntry>,
    /// Its events.
    pub events: ActivityEvents,
    /// Its money.
    pub money: domain::money::Totals,
    /// How a later decision has changed what is planned, if one has.
    pub revision: Option<Revision>,
    /// Whether the reader keeps a draft of an update.
    pub has_draft: bool,
    /// Whether the reader follows it.
    pub is_followed: bool,
}

/// The events of an activity.
#[derive(Debug, Clone)]
pub struct ActivityEvents {
    /// What keys stand for.
    pub directory: Directory,
    /// The newest records that the reader may see.
    pub newest: Vec<EventSummary>,
    /// How many the reader may see.
    pub count: i64,
    /// Figures of those that count.
    pub totals: Totals,
    /// How many wait for review; of a past day none.
    pub waiting: i64,
    /// How many are planned; of a past day none.
    pub planned: i64,
    /// Whether the reader may log events for this activity.
    pub may_log: bool,
}

/// Everything about the activity of a plan with this number.
///
/// # Errors
/// [`Error::NotFound`].
pub fn details(conn: &mut Conn, plan: PlanId, number: i32, as_of: AsOf, reader: Option<&Member>) -> Result<ActivityDetails, Error> {
    let mut activity = find(conn, plan, number)?;
    let id = activity.id;
    activity.monitoring = monitoring::of(conn, plan, as_of.at)?.of(id);
    let numbers = activity::numbers(conn, plan)?;
    let at = numbers.iter().position(|n| *n == number);
    let neighbour = |at: Option<usize>| at.and_then(|at| numbers.get(at).copied());
    let (has_draft, is_followed) = match reader {
        Some(member) => (update::draft(conn, id, member.id)?.is_some(), following::follows(conn, member.id, id)?),
        None => (false, false),
    };
    Ok(ActivityDetails {
        count: numbers.len(),
        neighbours: (neighbour(at.and_then(|at| at.checked_sub(1))), neighbour(at.map(|at| at + 1))),
        updates: update::of(conn, id)?.into_iter().filter(|u| u.published_at <= as_of.at).collect(),
        partners: activity::partners_of(conn, plan, id)?,
        citations: activity::citations(conn, id)?,
        results: activity::results(conn, id)?,
        evidence: outcome::of(conn, id)?.into_iter().filter(|e| e.was_known(as_of.at)).collect(),
        figures: figure::of(conn, id, as_of.at)?,
        depends_on: activity::dependencies(conn, id)?,
        needed_by: activity::dependents(conn, id)?,
        history: history::of(conn, Subject::Activity(id), as_of.at, reader, false)?,
        events: events(conn, plan, id, as_of, reader)?,
        serves: framework::served_by(conn, id)?,
        money: money::of_activity(conn, plan, id, as_of, reader)?,
        revision: revision::of(conn, id)?,
        has_draft,
        is_followed,
        activity,
    })
}

fn events(conn: &mut Conn, plan: PlanId, id: ActivityId, as_of: AsOf, reader: Option<&Member>) -> Result<ActivityEvents, Error> {
    let directory = directory::load(conn, plan)?;
    let filter = EventFilter { activity: Some(id), ..EventFilter::default() };
    let scope = Scope::of(reader);
    let source = if as_of.day.is_some() { EventSource::Published(as_of.at) } else { EventSource::Records };
    let waiting = EventFilter { stage: Some(Stage::Submitted), ..filter.clone() };
    let partners = directory.activity(id).map(|a| a.partners.clone()).unwrap_or_default();
    Ok(ActivityEvents {
        newest: list::page(conn, source, scope, &filter, "", 1)?,
        count: list::count(conn, source, scope, &filter)?,
        totals: totals::of(conn, &filter, Counted::At(as_of.at))?,
        waiting: if as_of.day.is_some() { 0 } else { list::count(conn, EventSource::Records, Scope::All, &waiting)? },
        planned: if as_of.day.is_some() { 0 } else { planned_in(conn, scope, &filter)? },
        may_log: reader.is_some_and(|m| may_log_for(m, &partners)),
        directory,
    })
}
