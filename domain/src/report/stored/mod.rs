//! Frozen reports as they are stored: JSON with a format number, `{"format": 1, "document": …}`.
//!
//! A stored report is never written again, so every format that was ever stored stays readable. To change what is stored, add a module
//! beside [`format_1`] with its own types, write that format, and leave the older modules and their golden files as they are.
//! Reports from before the format number exist without the envelope; they are of format 1.

mod format_1;

use serde::Serialize;
use serde_json::Value;

use super::document::Document;

/// The format that is written.
const FORMAT: u64 = 1;

/// Why a stored report cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It was stored by a later version of the program.
    #[error("the report is stored in format {0}; this version reads formats up to {FORMAT}")]
    UnknownFormat(Value),
    /// It is not what its format says.
    #[error("the stored report is damaged: {0}")]
    Damaged(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct Envelope {
    format: u64,
    document: format_1::Document,
}

/// A document in the newest format.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn write(document: &Document) -> Result<String, serde_json::Error> {
    serde_json::to_string(&Envelope { format: FORMAT, document: document.clone().into() })
}

/// The document that was stored, in whichever format.
///
/// # Errors
/// [`ReadError`].
pub fn read(stored: &str) -> Result<Document, ReadError> {
    let mut value: Value = serde_json::from_str(stored)?;
    let document = match value.get("format") {
        None => value,
        Some(format) if format.as_u64() == Some(FORMAT) => value.get_mut("document").map(Value::take).unwrap_or_default(),
        Some(format) => return Err(ReadError::UnknownFormat(format.clone())),
    };
    Ok(serde_json::from_value::<format_1::Document>(document)?.into())
}

#[cfg(test)]
mod tests {
    use super::super::document::Block;
    use super::*;
    use crate::table::Value as Cell;

    const UNNUMBERED: &str = include_str!("../golden/unnumbered.json");
    const NUMBERED: &str = include_str!("../golden/format-1.json");

    #[test]
    fn a_report_from_before_the_format_number_is_read_as_format_1() {
        assert_eq!(read(UNNUMBERED).unwrap(), read(NUMBERED).unwrap());
    }

    #[test]
    fn format_1_is_written_byte_for_byte() {
        assert_eq!(write(&read(NUMBERED).unwrap()).unwrap(), NUMBERED);
    }

    /// The golden files hold every kind of block and of value, so that no renamed field goes unnoticed.
    #[test]
    fn the_golden_files_hold_everything_that_can_be_stored() {
        let document = read(NUMBERED).unwrap();
        let blocks: Vec<&Block> = document.sections.iter().flat_map(|s| &s.blocks).collect();
        let kind = |b: &Block| match b {
            Block::Words(_) => 0,
            Block::Note(_) => 1,
            Block::Notes(_) => 2,
            Block::Table(_) => 3,
            Block::Bar(..) => 4,
            Block::Moves { .. } => 5,
            Block::Activity(_) => 6,
        };
        let cell = |value: &Cell| match value {
            Cell::Nothing => 0,
            Cell::Text(_) => 1,
            Cell::Count(_) => 2,
            Cell::Number(_) => 3,
            Cell::Amount(_) => 4,
            Cell::Percent(_) => 5,
            Cell::Day(_) => 6,
        };
        let tables = blocks.iter().filter_map(|b| if let Block::Table(t) | Block::Bar(t, _) = b { Some(t) } else { None });
        let cells: Vec<usize> = tables.flat_map(|t| t.rows.iter().chain(&t.foot).flatten()).map(|c| cell(&c.value)).collect();
        assert!((0..7).all(|n| blocks.iter().any(|b| kind(b) == n)));
        assert!((0..7).all(|n| cells.contains(&n)));
        assert!(!document.standing.statuses.is_empty() && !document.standing.money.is_empty());
    }

    #[test]
    fn an_unknown_format_is_an_error_that_says_so() {
        for format in ["2", "0", "\"1\"", "null"] {
            let error = read(&format!("{{\"format\":{format},\"document\":{{}}}}")).unwrap_err();
            assert!(matches!(error, ReadError::UnknownFormat(_)), "{error}");
            assert!(error.to_string().contains(&format!("format {format};")), "{error}");
        }
    }

    #[test]
    fn a_damaged_report_is_an_error() {
        let renamed = UNNUMBERED.replacen("\"facts\"", "\"fact\"", 1);
        for stored in ["", "[]", "{}", "{\"format\":1}", "{\"format\":1,\"document\":null}", &renamed] {
            assert!(matches!(read(stored), Err(ReadError::Damaged(_))), "{stored}");
        }
    }
}
