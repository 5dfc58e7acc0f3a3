//! How people are reminded: their own choices, and the rules that administrators set.

use domain::audit::Act;
use domain::history::{Action, Changes, Field, Subject as Record, Value};
use domain::ids::PlanId;
use domain::person::Profile;
use domain::reminder::{Choice, Kind, Notice, Rule, RuleInput, Subject};

use crate::actor::Actor;
use crate::db::{Conn, audit, history, reminder};
use crate::error::Error;
use crate::queries::reminder::{self as queries, RuleSet};
use crate::reminder::{Round, send};

/// Stores the actor's choices. What is not chosen stays as it was.
///
/// # Errors
/// [`Error::NotFound`] if nobody is signed in.
pub fn choose(conn: &mut Conn, actor: &Actor, chosen: &[(Kind, Choice)]) -> Result<(), Error> {
    let (id, role) = (actor.member()?.id, actor.member()?.role);
    let before = reminder::choices_of(conn, id)?;
    let mut changes = Changes::new();
    for (kind, choice) in chosen.iter().filter(|(kind, choice)| kind.is_for(role) && before.of(*kind) != *choice) {
        let value = |choice: Choice| Some(Value::ReminderChoice(*kind, choice));
        changes = changes.compare(Field::Reminders, value(before.of(*kind)), value(*choice));
        reminder::choose(conn, id, *kind, *choice)?;
    }
    if changes.is_empty() {
        return Ok(());
    }
    Ok(history::record(conn, actor, Record::Person(id), Action::Edited, changes, None)?)
}

/// Ends all reminders of the person to whom this link belongs, independent of who is signed in. Returns that person.
///
/// # Errors
/// [`Error::DeadLink`].
pub fn opt_out(conn: &mut Conn, actor: &Actor, token: &str) -> Result<Profile, Error> {
    let profile = queries::owner(conn, &actor.site, token, actor.now)?;
    let off: Vec<(Kind, Choice)> = Kind::ALL.iter().map(|kind| (*kind, Choice::Off)).collect();
    choose(conn, &actor.becoming(&profile), &off)?;
    Ok(profile)
}

/// Sends those who have to act a mail about what is late or waits, if nobody has asked for that today. `kind` and `subject` name it.
///
/// # Errors
/// [`Error::NotFound`] for who is no officer, and for what is neither late nor waits for anybody; [`Error::Stale`] if somebody has asked for
/// it today already.
pub fn request(conn: &mut Conn, actor: &Actor, kind: Kind, subject: Subject) -> Result<(), Error> {
    let by = actor.officer()?.id;
    let round = Round::load(conn, actor.today, actor.now)?;
    let is_meant = |notice: &Notice<'_>| notice.obligation.kind == kind && notice.obligation.subject == subject;
    let notice = round.outstanding(actor.today).into_iter().find(is_meant).filter(|n| !n.obligation.from.is_empty());
    let notice = notice.ok_or(Error::NotFound)?;
    if !reminder::note_request(conn, (kind, subject), actor.today, by, actor.now)? {
        return Err(Error::Stale);
    }
    send::send_request(conn, actor, notice)?;
    let recipients = notice.obligation.about.names.join(", ");
    Ok(audit::record(conn, actor, Act::ReminderRequested, recorded(subject), Some(&recipients))?)
}

/// The record under which the audit trail shows an obligation; parts of records have no entry of their own.
const fn recorded(subject: Subject) -> Option<Record> {
    match subject {
        Subject::Activity(id) => Some(Record::Activity(id)),
        Subject::Output(id) => Some(Record::Output(id)),
        Subject::Event(id) => Some(Record::Event(id)),
        Subject::Indicator(id) => Some(Record::Indicator(id)),
        Subject::Delivery(_) | Subject::Measurement(_) | Subject::Plan => None,
    }
}

/// Sets the rules for all activities or, by its number in a plan, for one, which follows the rules for all where nothing is typed.
///
/// # Errors
/// [`Error::NotFound`] unless an administrator acts on an activity that exists; [`Error::Invalid`].
pub fn set_rules(conn: &mut Conn, actor: &Actor, plan: PlanId, number: Option<i32>, typed: &[(Kind, RuleInput)]) -> Result<(), Error> {
    actor.administrator()?;
    let set = queries::rules(conn, plan, number)?;
    let rules = set.parse(typed).map_err(Error::Invalid)?;
    let changes = store(conn, &set, &rules)?;
    if changes.is_empty() {
        return Ok(());
    }
    let subject = set.activity.as_ref().map_or(Record::Settings, |a| Record::Activity(a.id));
    Ok(history::record(conn, actor, subject, Action::Edited, changes, None)?)
}

/// Stores the rules that differ from what holds, and gives the differences.
fn store(conn: &mut Conn, set: &RuleSet, rules: &[(Kind, Option<Rule>)]) -> Result<Changes, Error> {
    let mut changes = Changes::new();
    for (kind, rule) in rules {
        let before = set.present(*kind);
        if before != *rule {
            let value = |rule: Option<Rule>| rule.map(|rule| Value::ReminderRule(*kind, rule));
            changes = changes.compare(Field::ReminderRule, value(before), value(rule.clone()));
            reminder::set_rule(conn, set.activity.as_ref().map(|a| a.id), *kind, rule.as_ref())?;
        }
    }
    Ok(changes)
}
