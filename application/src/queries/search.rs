//! What somebody finds.

use domain::search::{Area, COUNTED, Found, Group, Question, excerpt};

use crate::db::{Conn, search};
use crate::error::Error;

/// Results of one area on the page of all areas.
pub const SHOWN: i64 = 5;
/// Results on a page of one area.
pub const PAGE: i64 = 50;

/// Whether records have changed of which the index does not know yet.
///
/// # Errors
/// When the database fails.
pub fn is_behind(conn: &mut Conn) -> Result<bool, Error> {
    Ok(search::is_behind(conn)?)
}

/// What a reader finds: in one area the results of a page, from 1, otherwise the first ones of each area.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, question: &Question, area: Option<Area>, page: i64) -> Result<Vec<Group>, Error> {
    let areas: Vec<Area> = area.map_or_else(|| Area::ALL.to_vec(), |area| vec![area]);
    let (most, skip) = if area.is_some() { (PAGE, (page.max(1) - 1).saturating_mul(PAGE)) } else { (SHOWN, 0) };
    let mut groups = Vec::new();
    for area in areas {
        let within = question.within(area);
        let count = search::count(conn, &within, COUNTED + 1)?;
        if count > 0 {
            let hits = search::page(conn, &within, most, skip)?;
            let result = |hit: search::Hit| Found { excerpt: excerpt(&hit.text, question), address: hit.address, title: hit.title };
            groups.push(Group { area, count, results: hits.into_iter().map(result).collect() });
        }
    }
    Ok(groups)
}
