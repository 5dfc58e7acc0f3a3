//! Organisations: who carries out, pays for and is named in the plan.

use chrono::{DateTime, Utc};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::PlanId;
use domain::lang::{Lang, Translated};
use domain::organisation::OrganisationRecord;
use domain::partner::Engagement;

use super::cooperation::{self, Cooperation};
use super::plan;
use crate::db::{Conn, country, history, organisation};
use crate::error::Error;

/// The organisation of this name in addresses.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, slug: &str) -> Result<OrganisationRecord, Error> {
    organisation::by_slug(conn, slug)?.ok_or(Error::NotFound)
}

/// Every organisation, by its name in addresses, with the numbers of the activities of a plan on which it is a partner.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> Result<Vec<(OrganisationRecord, Vec<i32>)>, Error> {
    let lines = plan::lines(conn, plan, now)?;
    let numbers = |id| lines.iter().filter(|l| l.partners.iter().any(|p| p.organisation == id)).map(|l| l.activity.number).collect();
    let with_numbers = |o: OrganisationRecord| {
        let numbers = numbers(o.id);
        (o, numbers)
    };
    Ok(organisation::all(conn)?.into_iter().map(with_numbers).collect())
}

/// What the page of an organisation shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The organisation.
    pub record: OrganisationRecord,
    /// Name of its country.
    pub country: Option<Translated>,
    /// Activities on which it is a partner.
    pub engagements: Vec<Engagement>,
    /// How it works together with others.
    pub cooperation: Cooperation,
    /// What was changed about it; empty for the public.
    pub history: Vec<HistoryEntry>,
}

/// An organisation with all that its page shows.
///
/// # Errors
/// [`Error::NotFound`].
pub fn shown(conn: &mut Conn, slug: &str, is_member: bool) -> Result<Shown, Error> {
    let record = find(conn, slug)?;
    let country = match &record.organisation.country {
        Some(code) => country::all(conn)?.into_iter().find(|(c, _)| c == code).map(|(_, name)| name),
        None => None,
    };
    Ok(Shown {
        country,
        engagements: organisation::engagements(conn, record.id)?,
        history: if is_member { history::of(conn, SubjectKind::Organisation, record.id.0)? } else { Vec::new() },
        cooperation: cooperation::of(conn, &record)?,
        record,
    })
}

/// Code and name of the countries that can be chosen, in the order of the names in a language.
///
/// # Errors
/// When the database fails.
pub fn countries(conn: &mut Conn, lang: Lang) -> Result<Vec<(String, String)>, Error> {
    let mut countries: Vec<(String, String)> =
        country::all(conn)?.into_iter().map(|(code, name)| (code, name.get(lang).to_owned())).collect();
    countries.sort_by_key(|(_, name)| name.to_lowercase());
    Ok(countries)
}
