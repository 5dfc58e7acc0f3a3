//! Taking the counts of a list of participants over into a record, as if they had been typed.

use chrono::NaiveDate;
use domain::directory::Directory;
use domain::event::{EventInput, EventRecord};
use domain::history::Action;
use domain::ids::EventId;
use domain::lang::Lang;
use domain::participation::{Basis, ParticipationInput};
use domain::review::Stage;

use super::record::{record_history, recount};
use crate::actor::Actor;
use crate::db::{Conn, event};
use crate::error::Error;
use crate::queries::event as queries;

/// The counts of a list, as the page carries them.
#[derive(Debug, Clone)]
pub struct Counts {
    /// People on the list.
    pub attended: String,
    /// Women among them.
    pub women: String,
    /// Men among them.
    pub men: String,
    /// Others, or not stated.
    pub other: String,
    /// Code and people of each country.
    pub countries: Vec<(String, String)>,
    /// People of each stakeholder group, in the order of [`domain::participation::StakeholderGroup::ALL`].
    pub groups: Vec<String>,
}

/// What became of counts.
#[derive(Debug)]
pub enum TakenOver {
    /// The record has them.
    Done,
    /// Nothing is stored: the record waits for review and would not be complete with them.
    NotWhole(Box<EventRecord>),
}

/// Takes counts over into a record as it was seen when the list was counted. What the record has already is not taken over again.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] if the record has changed since; [`Error::Invalid`] for counts that do not add up.
pub fn take_over(conn: &mut Conn, actor: &Actor, id: EventId, seen: i32, counts: Counts) -> Result<TakenOver, Error> {
    let directory = queries::directory(conn)?;
    let record = queries::editable(conn, &directory, id, actor.member()?)?;
    let participation = counts.typed(&directory, actor.lang, &record.typed.participation.registered);
    if record.typed.participation == participation {
        return Ok(TakenOver::Done);
    }
    if record.version != seen {
        return Err(Error::Stale);
    }
    let typed = EventInput { participation, ..record.typed.clone() };
    let (after, gaps) = typed.read(&directory.whole(), NaiveDate::MAX);
    // What the list does not fill may be wrong as it was typed before, and stays for its author to correct.
    if after.participation.is_none() && gaps.of("registered").is_none() {
        return Err(Error::Invalid(gaps));
    }
    if record.stage() == Stage::Submitted && !gaps.is_empty() {
        return Ok(TakenOver::NotWhole(Box::new(record)));
    }
    event::store(conn, &directory, id, &typed, &after)?;
    let changes = queries::changes(&directory, &record.event, &after);
    recount(conn, actor, &record, &changes)?;
    if record.stage() != Stage::Draft && !changes.is_empty() {
        record_history(conn, actor, id, Action::Edited, changes, None)?;
    }
    Ok(TakenOver::Done)
}

impl Counts {
    /// The counts as they would stand in the form, with the names of countries in the actor's language.
    fn typed(self, directory: &Directory, lang: Lang, registered: &str) -> ParticipationInput {
        let known = directory.countries.spelled();
        let name = |code: String| {
            let name = directory.country_name(lang, &code);
            if known.code(&name) == Some(&code) { name } else { code }
        };
        ParticipationInput {
            registered: registered.to_owned(),
            attended: self.attended,
            women: self.women,
            men: self.men,
            other: self.other,
            countries: self.countries.into_iter().map(|(code, n)| (name(code), n)).collect(),
            groups: self.groups,
            basis: Basis::Counted.as_str().to_owned(),
        }
    }
}
