//! `countries.csv`, read strictly. An empty cell is unknown, which is not “no”.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use super::read::{DataError, unique};
use crate::db::country::CountryRow;

const COUNTRIES: &str = "countries.csv";

#[derive(Deserialize)]
struct CountryLine {
    iso2: String,
    iso3: Option<String>,
    m49: Option<String>,
    name_en: String,
    name_fr: String,
    name_es: String,
    name_ru: String,
    name_zh: String,
    name_ar: String,
    entity_type: String,
    un_regional_group: Option<String>,
    ldc_2017: Option<String>,
    ldc_today: Option<String>,
    ldc_until: Option<NaiveDate>,
    sids: Option<String>,
    economy_in_transition: Option<String>,
    cbd_party: Option<String>,
    cbd_party_since: Option<NaiveDate>,
    cpb_party: Option<String>,
    cpb_party_since: Option<NaiveDate>,
    np_kl_supplementary_party: Option<String>,
    np_kl_party_since: Option<NaiveDate>,
    notes: String,
}

/// Reads the file.
pub(super) fn read(content: &str) -> Result<Vec<CountryRow>, DataError> {
    let mut rows = Vec::new();
    for (at, line) in csv::Reader::from_reader(content.as_bytes()).deserialize::<CountryLine>().enumerate() {
        let entry = || format!("line {}", at + 2);
        let line = line.map_err(|e| DataError::new(COUNTRIES, entry(), e.to_string()))?;
        rows.push(country(line).map_err(|reason| DataError::new(COUNTRIES, entry(), reason))?);
    }
    unique(COUNTRIES, rows.iter().map(|r| r.iso2.as_str()))?;
    Ok(rows)
}

fn country(line: CountryLine) -> Result<CountryRow, String> {
    if line.iso2.len() != 2 || line.name_en.is_empty() {
        return Err("a two-letter code and an English name are needed".to_owned());
    }
    let answer = |cell: Option<String>| match cell.as_deref() {
        None | Some("") => Ok(None),
        Some("yes") => Ok(Some(true)),
        Some("no") => Ok(Some(false)),
        Some(other) => Err(format!("“{other}” is neither yes nor no nor empty")),
    };
    let names = [
        ("en", line.name_en),
        ("fr", line.name_fr),
        ("es", line.name_es),
        ("ru", line.name_ru),
        ("zh", line.name_zh),
        ("ar", line.name_ar),
    ];
    let name: serde_json::Map<String, Value> =
        names.into_iter().filter(|(_, n)| !n.is_empty()).map(|(l, n)| (l.to_owned(), n.into())).collect();
    Ok(CountryRow {
        iso2: line.iso2,
        iso3: line.iso3,
        m49: line.m49,
        name: Value::Object(name).to_string(),
        entity_type: line.entity_type,
        regional_group: line.un_regional_group,
        is_ldc_2017: answer(line.ldc_2017)?,
        is_ldc_today: answer(line.ldc_today)?,
        ldc_until: line.ldc_until,
        is_sids: answer(line.sids)?,
        is_economy_in_transition: answer(line.economy_in_transition)?,
        is_cbd_party: answer(line.cbd_party)?,
        cbd_party_since: line.cbd_party_since,
        is_cpb_party: answer(line.cpb_party)?,
        cpb_party_since: line.cpb_party_since,
        is_nkl_party: answer(line.np_kl_supplementary_party)?,
        nkl_party_since: line.np_kl_party_since,
        notes: line.notes,
    })
}
