//! The form of an event as it is sent and as it comes back.

use actix_web::HttpResponse;
use application::actions::event::{Intent, Saved, Sent};
use application::queries::event::form::{Conflict, EventForm};
use domain::address;
use domain::event::{EventInput, EventRecord};
use domain::ids::EventId;
use domain::participation::{COUNTRIES_MAX, ParticipationInput, StakeholderGroup};
use views::event::edit::{Conflict as Shown, Page, Purpose, SPARE};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::Visit;

/// Empty lines of a form: for countries, for co-organisers.
pub(super) type Lines = (usize, usize);

/// What the pressed button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Button {
    /// Keep the draft.
    Keep,
    /// Keep it, and go on to count a list of participants.
    List,
    /// Announce it.
    Announce,
    /// Send it for review.
    Submit,
    /// Show the form with more empty lines.
    More(Lines),
}

/// How many empty lines a button adds.
const MORE: usize = 5;

impl Button {
    pub(super) fn of(fields: &Fields) -> Self {
        match fields.get("intent") {
            "keep" => Self::Keep,
            "list" => Self::List,
            "announce" => Self::Announce,
            "more-countries" => Self::More((SPARE.0 + MORE, SPARE.1)),
            "more-organisers" => Self::More((SPARE.0, SPARE.1 + MORE)),
            _ => Self::Submit,
        }
    }
}

/// The form as the action takes it.
pub(super) fn sent(fields: &Fields, button: Button) -> Sent {
    let intent = match button {
        Button::Keep | Button::List => Intent::Keep,
        Button::Announce => Intent::Announce,
        Button::Submit | Button::More(_) => Intent::Submit,
    };
    Sent { typed: typed(fields), intent, known: known(fields), answer: fields.string("answer") }
}

/// The form as a page; `purpose` says what it is for, of its record.
pub(super) fn page(
    form: EventForm,
    spare: Lines,
    purpose: impl FnOnce(Option<Box<EventRecord>>) -> Option<Purpose>,
) -> Result<Page, AppError> {
    let EventForm { record, directory, offer, typed, errors, alike, conflict, answer } = form;
    let purpose = purpose(record.map(Box::new)).ok_or(AppError::NotFound)?;
    let conflict = conflict.map(|Conflict { who, changes }| Shown { who, changes });
    Ok(Page { purpose, typed, errors, directory, offer, spare, alike, conflict, answer })
}

/// A form that only grows: it holds what was typed, and remembers which version of the record was seen.
pub(super) fn as_seen(form: EventForm, version: i32, typed: EventInput) -> EventForm {
    let record = form.record.map(|record| EventRecord { version, ..record });
    EventForm { record, typed, alike: Vec::new(), ..form }
}

/// The way on from a form that was sent.
pub(super) fn response(
    app: &App,
    visit: &Visit,
    saved: Saved,
    button: Button,
    purpose: impl FnOnce(Option<Box<EventRecord>>) -> Option<Purpose>,
) -> Result<HttpResponse, AppError> {
    app.mail_waits.notify_one();
    Ok(match saved {
        Saved::Submitted(id) => response::done(app, &address::event(id), "event-submitted"),
        Saved::Announced(id) if button == Button::List => response::done(app, &address::count_participants(id), "event-announced"),
        Saved::Announced(id) => response::done(app, &address::event(id), "event-announced"),
        Saved::Changed(id) => response::done(app, &address::event(id), "event-changed"),
        Saved::Kept(id) if button == Button::List => response::done(app, &address::count_participants(id), "event-kept"),
        Saved::Kept(id) => response::done(app, &address::edit_event(id), "event-kept"),
        Saved::Refused(form) => {
            let page = page(*form, SPARE, purpose)?;
            let markup = page.render(&visit.frame);
            if page.conflict.is_some() { response::conflict(markup) } else { response::invalid(markup) }
        }
    })
}

/// What was typed.
pub(super) fn typed(fields: &Fields) -> EventInput {
    let text = |name: &str| fields.string(name);
    EventInput {
        title: text("title"),
        kind: text("kind"),
        mode: text("mode"),
        start: fields.day("start"),
        end: fields.day("end"),
        city: text("city"),
        country: text("country"),
        region: text("region"),
        languages: fields.all("languages"),
        organiser: text("organiser"),
        co_organisers: fields.all("co-organisers"),
        activities: fields.all("activities"),
        participation: participation(fields),
        score_before: text("score-before"),
        score_after: text("score-after"),
        learning: text("learning"),
        links: text("links"),
        contact: text("contact"),
    }
}

fn participation(fields: &Fields) -> ParticipationInput {
    let text = |name: &str| fields.string(name);
    let line = |at: usize| (fields.string(&format!("country-{at}")), fields.string(&format!("people-{at}")));
    let mut countries: Vec<(String, String)> = (0..COUNTRIES_MAX).map(line).collect();
    countries.retain(|(name, people)| !(name.trim().is_empty() && people.trim().is_empty()));
    ParticipationInput {
        registered: text("registered"),
        attended: text("attended"),
        women: text("women"),
        men: text("men"),
        other: text("other"),
        countries,
        groups: StakeholderGroup::ALL.iter().map(|group| fields.string(&format!("group-{group}"))).collect(),
        basis: text("basis"),
    }
}

/// The records that may be the same event and that the sender has seen.
fn known(fields: &Fields) -> Vec<EventId> {
    fields.get("known").split(',').filter_map(|key| key.parse().ok().map(EventId)).collect()
}
