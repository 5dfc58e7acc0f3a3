//! The form of an event as it is sent: read into what was typed, and what the pressed button asks for.

use domain::event::EventInput;
use domain::ids::EventId;
use domain::participation::{COUNTRIES_MAX, ParticipationInput, StakeholderGroup};
use views::event::edit::SPARE;

use crate::web::extract::Fields;

/// What the pressed button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    /// Keep the draft.
    Keep,
    /// Keep it, and go on to count a list of participants.
    List,
    /// Send it for review.
    Submit,
    /// Show the form with more empty lines: for countries, for co-organisers.
    More(usize, usize),
}

/// How many empty lines a button adds.
const MORE: usize = 5;

impl Intent {
    pub(super) fn of(fields: &Fields) -> Self {
        match fields.get("intent") {
            "keep" => Self::Keep,
            "list" => Self::List,
            "more-countries" => Self::More(SPARE.0 + MORE, SPARE.1),
            "more-organisers" => Self::More(SPARE.0, SPARE.1 + MORE),
            _ => Self::Submit,
        }
    }
}

/// What was typed.
pub(super) fn typed(fields: &Fields) -> EventInput {
    let text = |name: &str| fields.string(name);
    let day = |name: &str| ["day", "month", "year"].map(|part| fields.string(&format!("{name}-{part}")));
    EventInput {
        title: text("title"),
        kind: text("kind"),
        mode: text("mode"),
        start: day("start"),
        end: day("end"),
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
pub(super) fn known(fields: &Fields) -> Vec<EventId> {
    fields.get("known").split(',').filter_map(|key| key.parse().ok().map(EventId)).collect()
}
