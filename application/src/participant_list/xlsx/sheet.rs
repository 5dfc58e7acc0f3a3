//! The rows of a sheet.

use quick_xml::events::{BytesStart, Event};

use super::package::{self, Xml, attribute};
use super::strings::{Strings, push};
use crate::participant_list::result::{COLUMNS_MAX, ListError};
use crate::participant_list::tally::Tally;

/// What is known of a cell while it is read.
#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    value: String,
    formula: String,
}

/// Into which part of the cell text goes.
#[derive(Clone, Copy)]
enum Target {
    Nothing,
    Value,
    Formula,
}

/// Gives every row to the tally.
pub(super) fn read(xml: &mut Xml, strings: &Strings, tally: &mut Tally) -> Result<(), ListError> {
    let mut number = 0_u32;
    let mut cells: Vec<String> = Vec::new();
    let mut cell = Cell::default();
    let mut next_column = 0;
    let mut target = Target::Nothing;
    let mut is_reading = false;
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "row" => {
                    number = row_number(tag, number)?;
                    cells.clear();
                    next_column = 0;
                }
                "c" => {
                    cell = Cell { column: column(tag, next_column)?, kind: attribute(tag, "t").unwrap_or_default(), ..Cell::default() };
                    next_column = cell.column + 1;
                }
                "rPh" => is_reading = true,
                "v" | "t" if !is_reading => target = Target::Value,
                "f" => target = Target::Formula,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "row" => tally.row(number, &cells)?,
                "c" if cell.column < COLUMNS_MAX => {
                    if cells.len() <= cell.column {
                        cells.resize(cell.column + 1, String::new());
                    }
                    cells[cell.column] = cell.text(strings)?;
                }
                "rPh" => is_reading = false,
                "v" | "t" | "f" => target = Target::Nothing,
                "sheetData" => return Ok(()),
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => match target {
                Target::Nothing => {}
                Target::Value => push(&mut cell.value, 0, &package::text(&event)?.unwrap_or_default()),
                Target::Formula => push(&mut cell.formula, 0, &package::text(&event)?.unwrap_or_default()),
            },
        }
    }
}

impl Cell {
    /// What the spreadsheet shows, or the formula itself if no value was stored with it.
    fn text(&self, strings: &Strings) -> Result<String, ListError> {
        if self.value.is_empty() && !self.formula.is_empty() {
            return Ok(format!("={}", self.formula));
        }
        if self.kind != "s" || self.value.is_empty() {
            return Ok(self.value.clone());
        }
        let at = self.value.trim().parse().map_err(|_| ListError::Damaged)?;
        strings.get(at).map(str::to_owned).ok_or(ListError::Damaged)
    }
}

fn row_number(tag: &BytesStart, before: u32) -> Result<u32, ListError> {
    match attribute(tag, "r") {
        Some(number) => number.parse().ok().filter(|n| (1..=1_048_576).contains(n)).ok_or(ListError::Damaged),
        None => Ok(before.saturating_add(1)),
    }
}

/// The place of a cell in its row: “A7” is 0, “AB7” is 27.
fn column(tag: &BytesStart, next: usize) -> Result<usize, ListError> {
    let Some(name) = attribute(tag, "r") else { return Ok(next) };
    let letters = name.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|c| c.is_ascii_uppercase()) {
        return Err(ListError::Damaged);
    }
    Ok(letters.bytes().fold(0, |n, c| n * 26 + usize::from(c - b'A') + 1) - 1)
}
