//! Money: contributions, expenditures, exchange rates. What a member may not see is not found.

pub mod cancellation;
pub mod contribution;
pub mod expenditure;
pub mod list;
pub mod rate;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Member, MoneySeen};
use domain::directory::Directory;
use domain::history::{Action, Change, Entry, SubjectKind};
use domain::ids::{ActivityId, ContributionId, ExpenditureId, OrganisationId};
use domain::lang::Lang;
use domain::money::{ContributionRecord, ExpenditureRecord};

use super::extract::Fields;
use super::plan;
use super::visitor::Visit;
use crate::app::App;
use crate::db::{Conn, directory, history};
use crate::error::AppError;

/// Longest key of a form.
const KEY_MAX: usize = 64;

fn directory(conn: &mut Conn) -> Result<Directory, AppError> {
    let plan = plan::current(conn)?;
    Ok(directory::load(conn, plan.id)?)
}

fn find_contribution(conn: &mut Conn, id: i32, seen: MoneySeen) -> Result<ContributionRecord, AppError> {
    Ok(application::queries::money::contribution(conn, ContributionId(id), seen)?)
}

fn find_expenditure(conn: &mut Conn, id: i32, seen: MoneySeen) -> Result<ExpenditureRecord, AppError> {
    Ok(application::queries::money::expenditure(conn, ExpenditureId(id), seen)?)
}

/// Who changes a record of money, and when.
#[derive(Debug, Clone, Copy)]
struct Step {
    by: Member,
    now: DateTime<Utc>,
    today: NaiveDate,
}

impl Step {
    fn new(app: &App, visit: &Visit) -> Result<Self, AppError> {
        Ok(Self { by: visit.member()?, now: app.clock.now(), today: visit.frame.today })
    }

    fn remember(
        &self,
        conn: &mut Conn,
        (subject, subject_id): (SubjectKind, i32),
        action: Action,
        changes: Vec<Change>,
        reason: Option<String>,
    ) -> Result<(), AppError> {
        Ok(history::add(conn, &Entry { at: self.now, actor: Some(self.by.id), subject, subject_id, action, changes, reason })?)
    }
}

/// What became of a form that was sent.
enum Outcome<P> {
    /// It is stored, under this key.
    Stored(i32),
    /// It comes back.
    Back(Box<P>),
}

/// The key of a new record's form.
fn idempotency_key(fields: &Fields) -> Result<String, AppError> {
    let key = fields.string("idempotency-key");
    if key.is_empty() || key.len() > KEY_MAX { Err(AppError::Unreadable("the key of the form is missing")) } else { Ok(key) }
}

fn day(fields: &Fields, name: &str) -> [String; 3] {
    ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")))
}

/// The key of the activity whose number stands in the address.
fn asked_activity(directory: &Directory, address: &str) -> Option<ActivityId> {
    let fields = Fields(url::form_urlencoded::parse(address.as_bytes()).into_owned().collect());
    let number: i32 = fields.get("activity").parse().ok()?;
    directory.activities.iter().find(|a| a.number == number).map(|a| a.id)
}

/// Names for the history: acronyms, and numbers of activities.
fn organisation_name(directory: &Directory) -> impl Fn(OrganisationId) -> String {
    |id| directory.organisation_name(Lang::En, id)
}

fn activity_number(directory: &Directory) -> impl Fn(ActivityId) -> String {
    |id| directory.activity(id).map_or_else(String::new, |a| a.number.to_string())
}
