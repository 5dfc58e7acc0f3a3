//! Lists of participants, counted in memory: a file comes in, counts come out.
//!
//! A list is a CSV file or the first sheet with data of an XLSX file, with English or Chinese headings. Only three columns are
//! understood: gender, country and stakeholder group. Names, mail addresses and all other columns are passed over while reading and
//! never reach the result.
//!
//! What does not belong here: keeping anything (nothing is written to disk, database or log), asking the person whether the counts are
//! to be taken over (that is the page), and the rule how counts relate to a total (`domain::participation`). Duplicates are not
//! looked for; two rows are two people.

use domain::lang::Lang;

mod columns;
mod countries;
mod csv;
mod result;
mod tally;
#[cfg(test)]
mod tests;
mod words;
mod xlsx;

pub use result::{Column, Counted, Country, FILE_MAX, ListError, PROBLEMS_MAX, ROWS_MAX, RowProblem};

/// Counts the participants of a list; the format is recognised by the content. `countries` are those that may be named.
///
/// # Errors
/// [`ListError`].
pub fn count(bytes: &[u8], countries: &[Country]) -> Result<Counted, ListError> {
    if bytes.len() > FILE_MAX {
        return Err(ListError::TooLarge);
    }
    let countries = countries::Countries::new(countries);
    let mut tally = tally::Tally::new(&countries);
    if bytes.starts_with(b"PK\x03\x04") {
        xlsx::read(bytes, &mut tally)?;
    } else {
        csv::read(bytes, &mut tally)?;
    }
    tally.finish()
}

/// An empty list to fill in: CSV with a byte order mark, so that Excel takes it for UTF-8, and nothing but the headings.
#[must_use]
pub fn template(lang: Lang) -> String {
    let headings = match lang {
        Lang::En => "Gender,Country,Stakeholder group",
        Lang::Zh => "性别,国家,利益攸关方群体",
    };
    format!("\u{FEFF}{headings}\r\n")
}
