//! `/activities/{number}/partners/new`: an officer adds an organisation that takes part, with one click from an event that it organised.

use actix_web::{HttpResponse, web};
use domain::activity::Part;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::OrganisationId;
use domain::partner::{PartnerRole, Standing};

use super::find;
use crate::app::App;
use crate::db::{activity, history, organisation};
use crate::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// Adds it as a collaborating partner that has confirmed; the form of the activity changes that.
///
/// # Errors
/// [`AppError::NotFound`] for an unknown activity or organisation.
pub async fn submit(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, now, number) = (visit.member()?.id, app.clock.now(), *number);
    let (id, event) = (OrganisationId(fields.number("organisation")?), fields.number("event")?);
    app.write(move |conn| {
        let (plan, activity) = find(conn, number)?;
        let new = organisation::all(conn)?.into_iter().find(|o| o.id == id && o.is_active).ok_or(AppError::NotFound)?;
        let partners = activity::partners_of(conn, plan.id, activity.id)?;
        if partners.iter().any(|p| p.organisation == id) {
            return Ok(());
        }
        let mut parts: Vec<Part> =
            partners.iter().map(|p| Part { organisation: p.organisation, role: p.role, standing: p.standing }).collect();
        parts.push(Part { organisation: id, role: PartnerRole::Collaborating, standing: Standing::Confirmed });
        activity::set_partners(conn, activity.id, &parts)?;
        activity::touch(conn, activity.id)?;
        let name = new.organisation.acronym.unwrap_or(new.slug);
        let added = format!("{name} ({}, {})", PartnerRole::Collaborating, Standing::Confirmed);
        let (subject, changes) = (SubjectKind::Activity, Changes::new().value(Field::Partners, None, Some(&added)).into_vec());
        let entry =
            Entry { at: now, actor: Some(actor), subject, subject_id: activity.id.0, action: Action::Edited, changes, reason: None };
        Ok(history::add(conn, &entry)?)
    })
    .await?;
    Ok(response::done(&app, &format!("/events/{event}"), "partner-added"))
}
