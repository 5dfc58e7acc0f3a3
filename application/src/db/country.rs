//! Countries. An empty cell is unknown, never no.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::lang::{Lang, Translated};
use std::collections::BTreeMap;

use super::schema::countries;
use super::{Both, Conn, corrupt};

/// A country as stored.
#[derive(Debug, Clone, PartialEq, Eq, Insertable, AsChangeset)]
#[diesel(table_name = countries, treat_none_as_default_value = false, treat_none_as_null = true)]
pub struct CountryRow {
    /// ISO 3166-1 alpha-2, or the code used for an entity that has none.
    pub iso2: String,
    /// ISO 3166-1 alpha-3.
    pub iso3: Option<String>,
    /// Code of the UN Statistics Division.
    pub m49: Option<String>,
    /// Names by language, JSON; all six UN languages, also those in which the tracker cannot be read yet.
    pub name: String,
    /// Member State, observer, other Party or regional organisation.
    pub entity_type: String,
    /// UN regional group.
    pub regional_group: Option<String>,
    /// Least developed country on 31 December 2017.
    pub is_ldc_2017: Option<bool>,
    /// Least developed country on the day the data was compiled.
    pub is_ldc_today: Option<bool>,
    /// First day outside the category.
    pub ldc_until: Option<NaiveDate>,
    /// Small island developing State.
    pub is_sids: Option<bool>,
    /// Economy in transition.
    pub is_economy_in_transition: Option<bool>,
    /// Party to the Convention on Biological Diversity.
    pub is_cbd_party: Option<bool>,
    /// Since when.
    pub cbd_party_since: Option<NaiveDate>,
    /// Party to the Cartagena Protocol.
    pub is_cpb_party: Option<bool>,
    /// Since when.
    pub cpb_party_since: Option<NaiveDate>,
    /// Party to the Nagoya–Kuala Lumpur Supplementary Protocol.
    pub is_nkl_party: Option<bool>,
    /// Since when.
    pub nkl_party_since: Option<NaiveDate>,
    /// Doubts about this row.
    pub notes: String,
}

/// Stores a country, or what the data says newly about it. People do not edit countries.
///
/// # Errors
/// When the database fails.
pub fn put(conn: &mut Conn, row: &CountryRow) -> QueryResult<()> {
    Both(diesel::insert_into(countries::table).values(row).on_conflict(countries::iso2).do_update().set(row)).execute(conn).map(drop)
}

/// Code and name of every country, in the order of the codes.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<(String, Translated)>> {
    let rows: Vec<(String, String)> = countries::table.order(countries::iso2).select((countries::iso2, countries::name)).load(conn)?;
    rows.into_iter().map(|(code, name)| Ok((code, known_languages(&name)?))).collect()
}

/// The names in those of the six UN languages in which the tracker can be read.
pub(super) fn known_languages(stored: &str) -> QueryResult<Translated> {
    Ok(Translated::new(names(stored)?.into_iter().filter_map(|(lang, name)| Some((lang.parse::<Lang>().ok()?, name)))))
}

/// The names by language, in all that are stored.
pub(super) fn names(stored: &str) -> QueryResult<BTreeMap<String, String>> {
    serde_json::from_str(stored).map_err(corrupt)
}
