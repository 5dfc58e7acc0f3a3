//! `/activities/{number}/edit`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use domain::activity::{Activity, Edit, EditInput, Part, PartInput};
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::ids::{OrganisationId, PersonId};
use domain::lang::Lang;
use domain::organisation::OrganisationRecord;
use domain::partner::Partner;
use views::activity::edit::{self as view, Conflict, Page};

use super::find;
use crate::app::App;
use crate::db::{Conn, activity, history, organisation, person};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Most partner lines that are read from a form.
const LINES_MAX: usize = 60;

/// An activity with what its form offers.
struct Loaded {
    activity: Activity,
    stored: Edit,
    officers: Vec<(PersonId, String)>,
    organisations: Vec<OrganisationRecord>,
}

impl Loaded {
    fn page(self, lang: Lang, typed: EditInput, version: i32, errors: Errors) -> Page {
        let name = |o: &OrganisationRecord| {
            o.organisation
                .acronym
                .as_ref()
                .map_or_else(|| o.organisation.name.get(lang).to_owned(), |a| format!("{} ({a})", o.organisation.name.get(lang)))
        };
        Page {
            officers: self.officers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
            organisations: self.organisations.iter().map(|o| (o.id.to_string(), name(o))).collect(),
            activity: self.activity,
            typed,
            version,
            errors,
            conflict: None,
        }
    }
}

fn stored(activity: &Activity, partners: &[Partner]) -> Edit {
    Edit {
        lead: activity.lead.as_ref().map(|l| l.id),
        actual_start: activity.actual_start,
        actual_end: activity.actual_end,
        title: activity.title.clone(),
        short_title: activity.short_title.clone(),
        summary: activity.summary.clone(),
        partners: partners.iter().map(|p| Part { organisation: p.organisation, role: p.role, standing: p.standing }).collect(),
        partners_to_be_determined: activity.partners_to_be_determined,
    }
}

/// Whoever leads or takes part now can stay, also when they could not be chosen anew.
fn load(conn: &mut Conn, number: i32) -> Result<Loaded, AppError> {
    let (plan, activity) = find(conn, number)?;
    let partners = activity::partners_of(conn, plan.id, activity.id)?;
    let stored = stored(&activity, &partners);
    let mut officers = person::officers(conn)?;
    if let Some(lead) = activity.lead.as_ref().filter(|l| !officers.iter().any(|(id, _)| *id == l.id)) {
        officers.push((lead.id, lead.name.clone()));
    }
    let mut organisations = organisation::all(conn)?;
    organisations.retain(|o| o.is_active || partners.iter().any(|p| p.organisation == o.id));
    Ok(Loaded { activity, stored, officers, organisations })
}

/// The form.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let loaded = app.read(move |conn| load(conn, *number)).await?;
    let (typed, version) = (view::typed(&loaded.stored), loaded.activity.version);
    Ok(response::page(loaded.page(visit.frame.lang, typed, version, Errors::new()).render(&visit.frame)))
}

fn typed(fields: &Fields) -> EditInput {
    let day = |name: &str| ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")));
    let texts = |lang: &Lang| (*lang, ["title", "short-title", "summary"].map(|name| fields.string(&format!("{name}-{lang}"))));
    let part = |at: usize| PartInput {
        organisation: fields.string(&format!("partner-{at}-organisation")),
        role: fields.string(&format!("partner-{at}-role")),
        standing: fields.string(&format!("partner-{at}-standing")),
        remove: fields.is_ticked(&format!("partner-{at}-remove")),
    };
    EditInput {
        lead: fields.string("lead"),
        actual_start: day("actual-start"),
        actual_end: day("actual-end"),
        texts: Lang::ALL.iter().map(texts).collect(),
        partners: (0..LINES_MAX).map(part).filter(|p| !p.organisation.is_empty()).collect(),
        partners_to_be_determined: fields.is_ticked("partners-to-be-determined"),
    }
}

/// What became of a form that was sent.
enum Outcome {
    Saved,
    Unchanged,
    Back(Box<Page>),
}

/// Stores the edit, unless it is wrong or somebody else has stored one in between.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, number: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (actor, lang, today, now, number) = (visit.member()?.id, visit.frame.lang, visit.frame.today, app.clock.now(), *number);
    let (typed, version) = (typed(&fields), fields.number("version")?);
    let outcome = app
        .write(move |conn| {
            let loaded = load(conn, number)?;
            let officers: Vec<PersonId> = loaded.officers.iter().map(|(id, _)| *id).collect();
            let organisations: Vec<OrganisationId> = loaded.organisations.iter().map(|o| o.id).collect();
            match typed.parse(&officers, &organisations, today) {
                Err(errors) => Ok(Outcome::Back(Box::new(loaded.page(lang, typed, version, errors)))),
                Ok(edit) if loaded.activity.version != version => conflict(conn, loaded, lang, typed, &edit),
                Ok(edit) => store(conn, &loaded, &edit, actor, now),
            }
        })
        .await?;
    let address = format!("/activities/{number}");
    Ok(match outcome {
        Outcome::Saved => response::done(&app, &address, "activity-saved"),
        Outcome::Unchanged => response::done(&app, &address, "activity-unchanged"),
        Outcome::Back(page) if page.conflict.is_some() => response::conflict(page.render(&visit.frame)),
        Outcome::Back(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Somebody else has stored an edit: both are shown. If both are the same, the button was pressed twice.
fn conflict(conn: &mut Conn, loaded: Loaded, lang: Lang, typed: EditInput, edit: &Edit) -> Result<Outcome, AppError> {
    if *edit == loaded.stored {
        return Ok(Outcome::Saved);
    }
    let entries = history::of(conn, SubjectKind::Activity, loaded.activity.id.0)?;
    let who = entries.into_iter().find(|e| e.action == Action::Edited).and_then(|e| e.actor).unwrap_or_default();
    let (theirs, version) = (view::typed(&loaded.stored), loaded.activity.version);
    let page = loaded.page(lang, typed, version, Errors::new());
    Ok(Outcome::Back(Box::new(Page { conflict: Some(Conflict { who, theirs }), ..page })))
}

fn store(conn: &mut Conn, loaded: &Loaded, edit: &Edit, actor: PersonId, now: DateTime<Utc>) -> Result<Outcome, AppError> {
    let changes = changes(loaded, edit);
    if changes.is_empty() {
        return Ok(Outcome::Unchanged);
    }
    let id = loaded.activity.id;
    if !activity::update(conn, id, loaded.activity.version, edit)? {
        return Err(AppError::Stale);
    }
    let (subject, changes) = (SubjectKind::Activity, changes.into_vec());
    history::add(conn, &Entry { at: now, actor: Some(actor), subject, subject_id: id.0, action: Action::Edited, changes, reason: None })?;
    Ok(Outcome::Saved)
}

fn changes(loaded: &Loaded, edit: &Edit) -> Changes {
    let old = &loaded.stored;
    let officer = |id: Option<PersonId>| id.and_then(|id| loaded.officers.iter().find(|(o, _)| *o == id)).map(|(_, name)| name.as_str());
    let slug = |id: OrganisationId| {
        loaded.organisations.iter().find(|o| o.id == id).map_or("", |o| o.organisation.acronym.as_deref().unwrap_or(&o.slug))
    };
    let parts = |parts: &[Part]| {
        parts.iter().map(|p| format!("{} ({}, {})", slug(p.organisation), p.role, p.standing)).collect::<Vec<_>>().join(", ")
    };
    Changes::new()
        .value(Field::Lead, officer(old.lead), officer(edit.lead))
        .day(Field::ActualStart, old.actual_start, edit.actual_start)
        .day(Field::ActualEnd, old.actual_end, edit.actual_end)
        .value(Field::Partners, Some(&parts(&old.partners)), Some(&parts(&edit.partners)))
        .flag(Field::PartnersToBeDetermined, old.partners_to_be_determined, edit.partners_to_be_determined)
        .text(Field::Title, &old.title, &edit.title)
        .text(Field::ShortTitle, &old.short_title, &edit.short_title)
        .text(Field::Summary, &old.summary, &edit.summary)
}
