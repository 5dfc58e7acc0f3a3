//! What keys in records stand for, read at once for a page.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::directory::{ActivityEntry, Atlas, CountryEntry, Directory, OrganisationEntry};
use domain::event::RegionalGroup;
use domain::ids::PlanId;
use domain::plan::PlanRef;

use super::country::{known_languages, names};
use super::schema::{countries, plans};
use super::{Conn, activity, organisation};

/// Everything that records can refer to, seen from this plan: its activities are separate from those of the other plans.
///
/// # Errors
/// When the database fails.
pub fn load(conn: &mut Conn, plan: PlanId) -> QueryResult<Directory> {
    let organisations = organisation::all(conn)?
        .into_iter()
        .map(|o| OrganisationEntry {
            id: o.id,
            slug: o.slug,
            name: o.organisation.name,
            acronym: o.organisation.acronym,
            is_active: o.is_active,
        })
        .collect();
    let plans: Vec<PlanRef> = super::plan::all(conn)?.iter().map(PlanRef::from).collect();
    let mut others = Vec::new();
    for other in plans.iter().filter(|p| p.id != plan) {
        others.extend(activities(conn, other.id)?);
    }
    Ok(Directory { organisations, countries: atlas(conn)?, activities: activities(conn, plan)?, others, plans })
}

/// The activities of a plan, by number.
fn activities(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<ActivityEntry>> {
    let partners = activity::partners(conn, plan)?;
    let entry = |a: domain::activity::Activity| ActivityEntry {
        partners: partners.iter().filter(|(of, _)| *of == a.id).map(|(_, p)| p.organisation).collect(),
        id: a.id,
        plan,
        number: a.number,
        short_title: a.short_title,
    };
    Ok(activity::all(conn, plan)?.into_iter().map(entry).collect())
}

type CountryRow =
    (String, Option<String>, String, Option<String>, Option<bool>, Option<NaiveDate>, Option<bool>, Option<bool>, Option<NaiveDate>);

/// Every country. Countries come with the data of plans and change with them alone, so they are cached under the hashes of those data: to
/// read them anew for each page would cost more than many a page.
fn atlas(conn: &mut Conn) -> QueryResult<Atlas> {
    static KEPT: Mutex<Option<(String, Atlas)>> = Mutex::new(None);
    // Nothing can be left half done under this lock.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let hash = plans::table.order(plans::id).select(plans::data_hash).load::<String>(conn)?.join(" ");
    if let Some((_, atlas)) = kept().as_ref().filter(|(of, _)| *of == hash) {
        return Ok(atlas.clone());
    }
    let atlas = Atlas::new(countries(conn)?);
    *kept() = Some((hash, atlas.clone()));
    Ok(atlas)
}

/// Every country with its groups. What is unknown about a group is not counted as belonging to it.
fn countries(conn: &mut Conn) -> QueryResult<Vec<CountryEntry>> {
    let rows: Vec<CountryRow> = countries::table
        .order(countries::iso2)
        .select((
            countries::iso2,
            countries::iso3,
            countries::name,
            countries::regional_group,
            countries::is_ldc_today,
            countries::ldc_until,
            countries::is_sids,
            countries::is_cpb_party,
            countries::cpb_party_since,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(code, iso3, name, group, is_ldc, ldc_until, is_sids, is_party, party_since)| {
            Ok(CountryEntry {
                names: names(&name)?.into_values().chain(iso3).collect(),
                name: known_languages(&name)?,
                group: group.as_deref().and_then(RegionalGroup::named),
                is_ldc: is_ldc == Some(true),
                ldc_until,
                is_sids: is_sids == Some(true),
                is_party: is_party == Some(true),
                party_since,
                code,
            })
        })
        .collect()
}
