//! Outputs: what is expected, what was delivered of it, and the review of deliveries.

use domain::history::{Action, Changes, Field, Subject};
use domain::ids::{ActivityId, DeliveryId, OutputId};
use domain::lang::Lang;
use domain::output::{DeliveryInput, Output, OutputInput};
use domain::review::DecisionInput;

use super::Edited;
use crate::actor::Actor;
use crate::db::output::NewDelivery;
use crate::db::{Conn, history, output};
use crate::error::Error;
use crate::queries::output::{self as queries, EditForm};

/// Adds an output to an activity. The same form, sent again, finds the output that it has made.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not edit.
pub fn create(conn: &mut Conn, actor: &Actor, activity: ActivityId, typed: &OutputInput, idempotency_key: &str) -> Result<OutputId, Error> {
    actor.officer()?;
    let form = queries::new_form(conn, activity)?;
    let new = form.read(typed).map_err(Error::Invalid)?;
    if let Some(made) = output::by_idempotency_key(conn, idempotency_key)? {
        return Ok(made);
    }
    let id = output::insert(conn, idempotency_key, activity, &new, actor.now)?;
    history::record(conn, actor, Subject::Output(id), Action::Created, changes(&form, None, &new), None)?;
    Ok(id)
}

/// Stores an edit of what is expected. `seen`: the version of the output on which it is based.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not edit.
pub fn edit(conn: &mut Conn, actor: &Actor, id: OutputId, typed: &OutputInput, seen: i32) -> Result<Edited, Error> {
    actor.officer()?;
    let (form, stored) = queries::edit_form(conn, id)?;
    let new = form.read(typed).map_err(Error::Invalid)?;
    if new == stored.output {
        return Ok(Edited::Unchanged);
    }
    if stored.version != seen || !output::update(conn, id, seen, &new)? {
        return Ok(Edited::Overtaken);
    }
    history::record(conn, actor, Subject::Output(id), Action::Edited, changes(&form, Some(&stored.output), &new), None)?;
    Ok(Edited::Saved)
}

/// The output is not expected any more, from now on. Ending it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for an unknown output, and for who may not edit.
pub fn end(conn: &mut Conn, actor: &Actor, id: OutputId) -> Result<(), Error> {
    actor.officer()?;
    if output::find(conn, id)?.ok_or(Error::NotFound)?.gone_at.is_some() {
        return Ok(());
    }
    output::end(conn, id, actor.now)?;
    Ok(history::record(conn, actor, Subject::Output(id), Action::Cancelled, Changes::new(), None)?)
}

fn changes(form: &EditForm, old: Option<&Output>, new: &Output) -> Changes {
    let name = |o: &Output| o.responsible.map(|id| form.directory.organisation_name(Lang::En, id));
    Changes::new()
        .value(Field::Title, old.map(|o| o.title.as_str()), Some(&new.title))
        .count(Field::Quantity, old.map(|o| o.quantity), Some(new.quantity))
        .languages(old.map_or(&[], |o| &o.languages), &new.languages)
        .day(Field::Due, old.and_then(|o| o.due), new.due)
        .value(Field::Responsible, old.and_then(name).as_deref(), name(new).as_deref())
}

/// Reports a delivery of an output; it waits for review. The same form, sent again, finds the delivery that it has reported.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for an output that is not expected any more, and for who may not deliver it.
pub fn deliver(conn: &mut Conn, actor: &Actor, id: OutputId, typed: &DeliveryInput, idempotency_key: &str) -> Result<DeliveryId, Error> {
    let by = actor.member()?;
    let record = queries::deliverable(conn, id, by)?;
    let delivered = typed.parse(&record.output, actor.today).map_err(Error::Invalid)?;
    if let Some(made) = output::delivery_by_idempotency_key(conn, idempotency_key)? {
        return Ok(made);
    }
    let new = NewDelivery { idempotency_key, output: id, author: by.id, organisation: by.organisation, now: actor.now };
    let made = output::deliver(conn, &new, &delivered)?;
    let changes = Changes::new().count(Field::Quantity, None, Some(delivered.quantity)).languages(&[], delivered.language.as_slice());
    history::record(conn, actor, Subject::Output(id), Action::Delivered, changes, None)?;
    Ok(made)
}

/// Verifies a delivery, or returns it. `seen`: the version of the delivery that was reviewed.
///
/// # Errors
/// [`Error::Stale`] if it has changed since; [`Error::Invalid`] for a return without a reason; [`Error::NotFound`] for who may not review it.
pub fn review_delivery(conn: &mut Conn, actor: &Actor, id: DeliveryId, seen: i32, typed: &DecisionInput) -> Result<(), Error> {
    let by = actor.member()?;
    let record = output::of_delivery(conn, id)?.ok_or(Error::NotFound)?;
    let delivery = record.deliveries.into_iter().find(|d| d.id == id).ok_or(Error::NotFound)?;
    if !delivery.review.is_visible_to(Some(by)) {
        return Err(Error::NotFound);
    }
    if delivery.version != seen {
        return Err(Error::Stale);
    }
    let decision = typed.parse().map_err(Error::Invalid)?;
    let review = delivery.review.clone().decide(by, &decision, actor.now)?;
    output::set_state(conn, &delivery, &review.state, actor.now)?;
    let changes = Changes::new().count(Field::Quantity, None, Some(delivery.quantity));
    Ok(history::record(conn, actor, Subject::Output(record.id), decision.action(), changes, decision.reason())?)
}
