//! Setting the tracker up: what is still to be done, and the table in which leads, partners and due days are set.

use domain::access::{Member, Role};
use domain::ids::{OrganisationId, PersonId, PlanId};
use domain::output::OutputRecord;
use domain::plan::ActivitySummary;
use domain::setup::Checklist;

use super::plan;
use crate::db::{Conn, organisation, output, person, setting};
use crate::error::Error;

/// What is still to be done, for administrators, until they say that it is done.
///
/// # Errors
/// When the database fails.
pub fn checklist(
    conn: &mut Conn,
    member: &Member,
    has_mail_server: bool,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Checklist>, Error> {
    if member.role != Role::Administrator || setting::is_set_up(conn)? {
        return Ok(None);
    }
    let mut list = Checklist {
        people: person::all(conn)?.len(),
        has_mail_server,
        public_pages_decided: setting::public_pages_decided(conn)?,
        has_backup: setting::last_backup(conn)?.is_some(),
        ..Checklist::default()
    };
    for plan in plan::all(conn)? {
        let outputs = output::all(conn, plan.id)?;
        for line in plan::lines(conn, plan.id, now)?.iter().filter(|line| line.is_open()) {
            list.activities += 1;
            list.leaderless += usize::from(line.activity.lead.is_none());
            list.unconfirmed += usize::from(!line.partners.iter().any(|p| p.standing == domain::partner::Standing::Confirmed));
            let has_due = outputs.iter().any(|o| o.activity == line.activity.id && o.gone_at.is_none() && o.output.due.is_some());
            list.undated += usize::from(!has_due);
        }
    }
    Ok(Some(list).filter(|list| !list.is_done()))
}

/// The activities of a plan with what is set in the table.
#[derive(Debug, Clone)]
pub struct SetupTable {
    /// The activities, by number.
    pub activities: Vec<ActivitySummary>,
    /// Their outputs that are expected.
    pub outputs: Vec<OutputRecord>,
    /// Who may lead, by name.
    pub officers: Vec<(PersonId, String)>,
    /// What organisations are called.
    pub organisations: Vec<(OrganisationId, domain::lang::Translated)>,
}

/// The table of a plan.
///
/// # Errors
/// When the database fails.
pub fn table(conn: &mut Conn, plan: PlanId, now: chrono::DateTime<chrono::Utc>) -> Result<SetupTable, Error> {
    let mut outputs = output::all(conn, plan)?;
    outputs.retain(|o| o.gone_at.is_none());
    Ok(SetupTable {
        activities: plan::lines(conn, plan, now)?,
        outputs,
        officers: person::officers(conn)?,
        organisations: organisation::all(conn)?.into_iter().map(|o| (o.id, o.organisation.name)).collect(),
    })
}
