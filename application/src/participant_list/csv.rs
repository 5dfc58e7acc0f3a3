//! Lists as text: finds out encoding and delimiter and reads row by row.
//!
//! What the cells mean does not belong here. The reader is our own because rows must be numbered as a spreadsheet numbers them: an
//! empty line is a row, a line end within quotes is not; the `csv` crate drops the former and counts the latter.

use std::borrow::Cow;
use std::str::Chars;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::result::{CELL_MAX, COLUMNS_MAX, HEADING_ROWS, ListError};
use super::tally::{Tally, headings};

/// Gives every row to the tally.
pub(super) fn read(bytes: &[u8], tally: &mut Tally) -> Result<(), ListError> {
    let text = decoded(bytes)?;
    let is_binary = text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r'));
    if is_binary || text.trim().is_empty() {
        return Err(ListError::NotATable);
    }
    let (text, delimiter) = delimited(&text);
    let mut rows = Rows::new(text, delimiter);
    let mut cells = Vec::new();
    while let Some(number) = rows.next(&mut cells)? {
        tally.row(number, &cells)?;
    }
    Ok(())
}

/// The text, by its byte order mark, as UTF-8, or else as what Excel writes in China or in Western Europe.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, ListError> {
    let marked =
        |encoding: &'static Encoding, bytes| encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(ListError::Damaged);
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => std::str::from_utf8(rest).map(Cow::Borrowed).map_err(|_| ListError::Damaged),
        [0xFF, 0xFE, rest @ ..] => marked(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => marked(UTF_16BE, rest),
        _ => Ok(std::str::from_utf8(bytes).map_or_else(|_| unmarked(bytes), Cow::Borrowed)),
    }
}

/// Chinese characters are pairs of bytes from 0x80 on nearly throughout; an accented letter among others is a single one.
fn unmarked(bytes: &[u8]) -> Cow<'_, str> {
    let runs = || bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let single = runs().filter(|run| run.len() == 1).count();
    let chinese = (single * 2 < runs().count()).then(|| GB18030.decode_without_bom_handling_and_without_replacement(bytes)).flatten();
    chinese.unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// The text without Excel's line that names the delimiter, and the delimiter: the one with which most headings are found, or else
/// most cells.
fn delimited(text: &str) -> (&str, char) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if let Some(named) = first.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=")
        && let Some(delimiter) = named.chars().next()
    {
        return (rest, delimiter);
    }
    let mut best = ((0, 0), ',');
    for delimiter in [',', ';', '\t'] {
        let mut rows = Rows::new(text, delimiter);
        let mut cells = Vec::new();
        let mut score = (0, 0);
        while rows.number < HEADING_ROWS
            && let Ok(Some(_)) = rows.next(&mut cells)
        {
            score = score.max((headings(&cells).len(), cells.len()));
        }
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    (text, best.1)
}

/// Rows of cells, as RFC 4180 has it, but with any line end and with quotes that close early.
struct Rows<'a> {
    rest: Chars<'a>,
    delimiter: char,
    number: u32,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: char) -> Self {
        Self { rest: text.chars(), delimiter, number: 0 }
    }

    /// Puts the next row into `cells` and gives its number; `None` after the last.
    fn next(&mut self, cells: &mut Vec<String>) -> Result<Option<u32>, ListError> {
        cells.clear();
        if self.rest.as_str().is_empty() {
            return Ok(None);
        }
        self.number += 1;
        loop {
            let (cell, is_last) = self.cell()?;
            if cells.len() < COLUMNS_MAX {
                cells.push(cell);
            }
            if is_last {
                return Ok(Some(self.number));
            }
        }
    }

    /// The next cell, and whether it is the last of its row.
    fn cell(&mut self) -> Result<(String, bool), ListError> {
        let mut cell = String::new();
        let mut is_quoted = self.skip('"');
        while let Some(c) = self.rest.next() {
            if is_quoted {
                if c != '"' {
                    keep(&mut cell, c);
                } else if self.skip('"') {
                    keep(&mut cell, '"');
                } else {
                    is_quoted = false;
                }
            } else if c == self.delimiter {
                return Ok((cell, false));
            } else if c == '\n' || c == '\r' {
                if c == '\r' {
                    self.skip('\n');
                }
                return Ok((cell, true));
            } else {
                keep(&mut cell, c);
            }
        }
        if is_quoted { Err(ListError::Damaged) } else { Ok((cell, true)) }
    }

    fn skip(&mut self, expected: char) -> bool {
        let rest = self.rest.as_str().strip_prefix(expected);
        self.rest = rest.map_or_else(|| self.rest.clone(), str::chars);
        rest.is_some()
    }
}

fn keep(cell: &mut String, c: char) {
    if cell.len() < CELL_MAX {
        cell.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: char) -> Result<Vec<(u32, Vec<String>)>, ListError> {
        let mut rows = Rows::new(text, delimiter);
        let mut found = Vec::new();
        let mut cells = Vec::new();
        while let Some(number) = rows.next(&mut cells)? {
            found.push((number, cells.clone()));
        }
        Ok(found)
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let found = rows("a,b\r\n\r\n\"two\nlines\",\"say \"\"x\"\"\"\rlast", ',').unwrap();
        let expected = [
            (1, vec!["a".to_owned(), "b".to_owned()]),
            (2, vec![String::new()]),
            (3, vec!["two\nlines".to_owned(), "say \"x\"".to_owned()]),
            (4, vec!["last".to_owned()]),
        ];
        assert_eq!(found, expected);
        assert_eq!(rows("a,\"b\nc", ','), Err(ListError::Damaged));
    }

    #[test]
    fn the_delimiter_is_the_one_that_shows_headings() {
        assert_eq!(delimited("List, of, people, today\nName;Gender\n").1, ';');
        assert_eq!(delimited("Name\tGender\nA, B\tf\n").1, '\t');
        assert_eq!(delimited("Gender\nf\n").1, ',');
        assert_eq!(delimited("sep=|\r\nGender|Country\n"), ("Gender|Country\n", '|'));
    }

    #[test]
    fn bytes_without_a_mark_are_told_apart() {
        assert_eq!(decoded("性别,国家\n女,中国".as_bytes()).unwrap(), "性别,国家\n女,中国");
        assert_eq!(decoded(&GB18030.encode("性别,国家\n女,中国").0).unwrap(), "性别,国家\n女,中国");
        assert_eq!(decoded(&WINDOWS_1252.encode("Country\nCôte d’Ivoire\nMéxico").0).unwrap(), "Country\nCôte d’Ivoire\nMéxico");
    }
}
