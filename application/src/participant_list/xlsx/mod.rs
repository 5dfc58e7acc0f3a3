//! Lists as XLSX: finds the first visible sheet with data and reads it row by row.
//!
//! What the cells mean does not belong here. The reader is our own because it must stay flat in memory whatever the file says:
//! `calamine` takes every shared string and every XML event at any size. Of a formula the value counts that the spreadsheet stored
//! with it; nothing is computed.

use super::result::ListError;
use super::tally::Tally;

mod package;
mod sheet;
mod strings;

use package::{Package, Relation};
use quick_xml::events::Event;
use strings::Strings;

/// Sheets beyond these are not looked at.
const SHEETS_MAX: usize = 50;

/// Gives every row of the sheet to the tally.
pub(super) fn read(bytes: &[u8], tally: &mut Tally) -> Result<(), ListError> {
    let mut package = Package::open(bytes)?;
    if !package.has("_rels/.rels") {
        return Err(ListError::NotATable);
    }
    let workbook = package.relations("")?.into_iter().find(|r| r.is("officeDocument")).ok_or(ListError::NotATable)?.path;
    if !workbook.to_ascii_lowercase().ends_with(".xml") {
        return Err(ListError::NotATable);
    }
    let relations = package.relations(&workbook)?;
    let sheets = visible_sheets(&mut package, &workbook, &relations)?;
    if sheets.is_empty() {
        return Err(ListError::NotATable);
    }
    let strings = match relations.iter().find(|r| r.is("sharedStrings")) {
        Some(part) => Strings::read(&mut package.part(&part.path)?)?,
        None => Strings::default(),
    };
    for path in sheets {
        sheet::read(&mut package.part(&path)?, &strings, tally)?;
        if tally.has_begun() {
            break;
        }
    }
    Ok(())
}

/// Where the sheets are that the workbook shows, in its order.
fn visible_sheets(package: &mut Package, workbook: &str, relations: &[Relation]) -> Result<Vec<String>, ListError> {
    let mut sheets = Vec::new();
    let mut xml = package.part(workbook)?;
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "sheet" => {
                let is_visible = package::attribute(&tag, "state").is_none_or(|state| state == "visible");
                let id = package::attribute(&tag, "id");
                let part = relations.iter().find(|r| Some(&r.id) == id.as_ref() && r.is("worksheet"));
                if let Some(part) = part.filter(|_| is_visible && sheets.len() < SHEETS_MAX) {
                    sheets.push(part.path.clone());
                }
            }
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}
