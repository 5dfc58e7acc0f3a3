//! What keys in records stand for, read at once for a page.

use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::directory::{ActivityEntry, Atlas, CountryEntry, Directory, OrganisationEntry};
use domain::event::RegionalGroup;
use domain::ids::PlanId;

use super::country::{known_languages, names};
use super::schema::{countries, plans};
use super::{Conn, activity, organisation};

/// Everything that can be named in records of this plan.
///
/// # Errors
/// Those of the database.
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
    let partners = activity::partners(conn, plan)?;
    let activities = activity::all(conn, plan)?
        .into_iter()
        .map(|a| ActivityEntry {
            partners: partners.iter().filter(|(of, _)| *of == a.id).map(|(_, p)| p.organisation).collect(),
            id: a.id,
            number: a.number,
            short_title: a.short_title,
        })
        .collect();
    Ok(Directory { organisations, countries: atlas(conn, plan)?, activities })
}

type CountryRow =
    (String, Option<String>, String, Option<String>, Option<bool>, Option<NaiveDate>, Option<bool>, Option<bool>, Option<NaiveDate>);

/// Every country. Countries come with the data of the plan and change with it alone, so they are kept under the hash of that data: to read
/// them anew for each page would cost more than many a page.
fn atlas(conn: &mut Conn, plan: PlanId) -> QueryResult<Atlas> {
    static KEPT: Mutex<Option<(String, Atlas)>> = Mutex::new(None);
    // Nothing can be left half done under this lock.
    let kept = || KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let hash: String = plans::table.find(plan.0).select(plans::data_hash).first(conn)?;
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
