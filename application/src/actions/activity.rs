//! Activities: who leads them, when they were carried out, with whom, and their texts.

use domain::activity::{Edit, EditInput, Part};
use domain::handover::{HandoverInput, NewLead};
use domain::history::{Action, Changes, Field, Partner, Subject};
use domain::ids::{ActivityId, OrganisationId, PersonId};
use domain::partner::{PartnerRole, Standing};

use super::Edited;
use crate::actor::Actor;
use crate::db::{Conn, activity, history, organisation, person};
use crate::error::Error;
use crate::queries::activity::{self as queries, EditForm};
use crate::queries::handover;

/// Stores an edit. `seen`: the version of the activity on which it is based. An edit that says what is stored is never overtaken.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not edit.
pub fn edit(conn: &mut Conn, actor: &Actor, id: ActivityId, typed: &EditInput, seen: i32) -> Result<Edited, Error> {
    actor.officer()?;
    let form = queries::edit_form(conn, id)?;
    let edit = typed.parse(&form.officer_keys(), &form.organisation_keys(), actor.today).map_err(Error::Invalid)?;
    let changes = changes(&form, &edit);
    if form.activity.version != seen {
        return Ok(if edit == form.stored { Edited::Saved } else { Edited::Overtaken });
    }
    if changes.is_empty() {
        return Ok(Edited::Unchanged);
    }
    if !activity::update(conn, id, seen, &edit, form.activity.led_since_with(edit.lead, actor.today))? {
        return Ok(Edited::Overtaken);
    }
    history::record(conn, actor, Subject::Activity(id), Action::Edited, changes, None)?;
    Ok(Edited::Saved)
}

fn changes(form: &EditForm, edit: &Edit) -> Changes {
    let old = &form.stored;
    let officer = |id: Option<PersonId>| id.and_then(|id| form.officers.iter().find(|(o, _)| *o == id)).map(|(_, name)| name.as_str());
    let name = |id: OrganisationId| {
        form.organisations.iter().find(|o| o.id == id).map_or("", |o| o.organisation.acronym.as_deref().unwrap_or(&o.slug))
    };
    let partners = |parts: &[Part]| parts.iter().map(|p| partner(name(p.organisation), p)).collect();
    Changes::new()
        .value(Field::Lead, officer(old.lead), officer(edit.lead))
        .day(Field::ActualStart, old.actual_start, edit.actual_start)
        .day(Field::ActualEnd, old.actual_end, edit.actual_end)
        .partners(partners(&old.partners), partners(&edit.partners))
        .flag(Field::PartnersToBeDetermined, old.partners_to_be_determined, edit.partners_to_be_determined)
        .text(Field::Title, &old.title, &edit.title)
        .text(Field::ShortTitle, &old.short_title, &edit.short_title)
        .text(Field::Summary, &old.summary, &edit.summary)
}

fn partner(name: &str, part: &Part) -> Partner {
    Partner { name: name.to_owned(), role: part.role, standing: part.standing }
}

/// Hands over everything that a person leads, as it was chosen.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::NotFound`] for who may not edit.
pub fn hand_over_from(conn: &mut Conn, actor: &Actor, from: PersonId, typed: &HandoverInput) -> Result<(), Error> {
    let handover = handover::of(conn, actor, from)?;
    let leads = typed.parse(&handover.activity_keys(), &handover.officer_keys()).map_err(Error::Invalid)?;
    hand_over(conn, actor, &leads)
}

/// Lets other officers lead activities, each as it is chosen for it.
///
/// # Errors
/// [`Error::NotFound`] for who may not edit.
pub fn hand_over(conn: &mut Conn, actor: &Actor, leads: &[NewLead]) -> Result<(), Error> {
    actor.officer()?;
    let officers = person::officers(conn)?;
    let name = |id: PersonId| officers.iter().find(|(officer, _)| *officer == id).map(|(_, name)| name.as_str());
    for (id, lead) in leads {
        let (_, before) = queries::of_key(conn, *id)?;
        let changes = Changes::new().value(Field::Lead, before.lead.as_ref().map(|l| l.name.as_str()), lead.and_then(name));
        if changes.is_empty() {
            continue;
        }
        activity::set_lead(conn, *id, *lead, before.led_since_with(*lead, actor.today))?;
        history::record(conn, actor, Subject::Activity(*id), Action::Edited, changes, None)?;
    }
    Ok(())
}

/// Adds an organisation that takes part, as a collaborating partner that has confirmed. One that takes part already stays as it is.
///
/// # Errors
/// [`Error::NotFound`] for an unknown activity or an organisation that is not active, and for who may not edit.
pub fn add_partner(conn: &mut Conn, actor: &Actor, id: ActivityId, organisation: OrganisationId) -> Result<(), Error> {
    actor.officer()?;
    let (plan, activity) = queries::of_key(conn, id)?;
    let new = organisation::all(conn)?.into_iter().find(|o| o.id == organisation && o.is_active).ok_or(Error::NotFound)?;
    let mut parts: Vec<Part> = activity::partners_of(conn, plan.id, activity.id)?.iter().map(Part::of).collect();
    if parts.iter().any(|p| p.organisation == organisation) {
        return Ok(());
    }
    let added = Part { organisation, role: PartnerRole::Collaborating, standing: Standing::Confirmed };
    let changes = Changes::new().partners(Vec::new(), vec![partner(&new.organisation.acronym.unwrap_or(new.slug), &added)]);
    parts.push(added);
    activity::set_partners(conn, id, &parts)?;
    activity::touch(conn, id)?;
    Ok(history::record(conn, actor, Subject::Activity(id), Action::Edited, changes, None)?)
}
