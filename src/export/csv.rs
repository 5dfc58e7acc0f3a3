//! Tables for machines: RFC 4180, UTF-8 with its mark, a point before decimals, days as ISO 8601.

use views::table::Table;

/// What a CSV file is called over HTTP.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8";

/// What tells programs that a file is UTF-8: without it, Excel reads accents and Chinese as something else.
pub const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// A table; the row of totals is left out, as it is no record.
#[must_use]
pub fn table(table: &Table) -> Vec<u8> {
    let head = table.head.iter().map(|c| c.title.clone()).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.value.plain()).collect());
    [MARK, &rows_of(std::iter::once(head).chain(rows))].concat()
}

/// Rows as CSV. What a spreadsheet would take for a formula gets an apostrophe before it; negative numbers stay.
#[must_use]
pub fn rows_of(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

fn harmless(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula || cell.starts_with('+') { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_neutralised_and_numbers_are_not() {
        for bad in ["=1+1", "+1", "-1+2", "-cmd", "@SUM(A1)", "\t=1"] {
            assert!(harmless(bad).starts_with('\''), "{bad}");
        }
        for good in ["Nairobi", "-1", "-12.5", "12"] {
            assert_eq!(harmless(good), good);
        }
        let row = vec!["=HYPERLINK(\"x\")".to_owned()];
        assert_eq!(&rows_of(std::iter::once(row))[..], b"\"'=HYPERLINK(\"\"x\"\")\"\n");
    }
}
