//! `/events/{id}/participants/edit`: takes the counts of a list over into the record, as if they had been typed.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Member;
use domain::directory::Directory;
use domain::event::{EventInput, EventRecord};
use domain::form::Problem;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::EventId;
use domain::lang::Lang;
use domain::participation::{Basis, ParticipationInput, StakeholderGroup};
use domain::review::Stage;

use super::back;
use crate::app::App;
use crate::db::{Conn, event, history};
use crate::error::AppError;
use crate::web::event::found;
use crate::web::extract::{Fields, Posted};
use crate::web::response;
use crate::web::visitor::Visit;

/// Takes the counts over.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`] if the record was changed since the list was counted; [`AppError::Unreadable`] for counts
/// that our page cannot have sent.
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    let (member, lang, now, id) = (visit.member()?, visit.frame.lang, app.clock.now(), EventId(*id));
    let refused = app
        .write(move |conn| {
            let (directory, record) = found::editable(conn, id, &member)?;
            let participation = counts(&fields, &directory, lang, &record.typed.participation.registered)?;
            if record.typed.participation == participation {
                // The button was pressed twice, or the counts are those that were there.
                return Ok(None);
            }
            if fields.number("version")? != record.version {
                return Err(AppError::Stale);
            }
            let typed = EventInput { participation, ..record.typed.clone() };
            take_over(conn, &directory, record, &typed, &member, now)
        })
        .await?;
    Ok(match refused {
        Some(record) => back(&visit, &record, Problem::RecordNotWhole),
        None => response::done(&app, &format!("/events/{id}/edit#attended"), "participants-counted"),
    })
}

/// The counts as they would stand in the form.
fn counts(fields: &Fields, directory: &Directory, lang: Lang, registered: &str) -> Result<ParticipationInput, AppError> {
    let known = directory.countries.spelled();
    let country = |pair: &str| {
        let (code, n) = pair.split_once(':')?;
        let name = directory.country_name(lang, code);
        let name = if known.code(&name) == Some(code) { name } else { code.to_owned() };
        Some((name, n.to_owned()))
    };
    let countries = fields.0.iter().filter(|(name, _)| name == "country").map(|(_, pair)| country(pair)).collect::<Option<Vec<_>>>();
    Ok(ParticipationInput {
        registered: registered.to_owned(),
        attended: fields.string("attended"),
        women: fields.string("women"),
        men: fields.string("men"),
        other: fields.string("other"),
        countries: countries.ok_or(AppError::Unreadable("a country without its count"))?,
        groups: StakeholderGroup::ALL.iter().map(|group| fields.string(&format!("group-{group}"))).collect(),
        basis: Basis::Counted.as_str().to_owned(),
    })
}

/// Stores the record with its new counts, or gives it back if it waits for review and would not be whole.
fn take_over(
    conn: &mut Conn,
    directory: &Directory,
    record: EventRecord,
    typed: &EventInput,
    member: &Member,
    now: DateTime<Utc>,
) -> Result<Option<EventRecord>, AppError> {
    let (after, gaps) = typed.read(&directory.whole(), NaiveDate::MAX);
    // What the list does not fill may be wrong as it was typed before, and stays for its author to correct.
    if after.participation.is_none() && gaps.of("registered").is_none() {
        return Err(AppError::Unreadable("counts that do not add up"));
    }
    if record.stage() == Stage::Submitted && !gaps.is_empty() {
        return Ok(Some(record));
    }
    event::store(conn, directory, record.id, typed, &after)?;
    let name = |id| directory.organisation_name(Lang::En, id);
    let changes = record.event.changes(&after, name, |id| directory.activity_name(Lang::En, id));
    if record.stage() != Stage::Draft && !changes.is_empty() {
        let (subject, subject_id) = (SubjectKind::Event, record.id.0);
        let action = Action::Edited;
        history::add(
            conn,
            &Entry { at: now, actor: Some(member.id), subject, subject_id, action, changes: changes.into_vec(), reason: None },
        )?;
    }
    Ok(None)
}
