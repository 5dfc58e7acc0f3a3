//! Tables for people: a workbook with a sheet for each, real numbers and days, frozen heads. Text is text: nothing in it is a formula.

use std::fs::File;

use chrono::Datelike;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use views::table::{Cell, Table, Value};

use application::Error;

/// What a workbook is called over HTTP.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Longest name of a sheet that spreadsheets take.
const NAME_MAX: usize = 31;

struct Formats {
    head: Format,
    head_number: Format,
    words: Format,
    count: Format,
    amount: Format,
    percent: Format,
    day: Format,
    bold: Format,
}

impl Formats {
    fn new() -> Self {
        let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
        Self {
            head_number: head.clone().set_align(FormatAlign::Right),
            head,
            words: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            count: Format::new().set_num_format("#,##0.######").set_align(FormatAlign::Top),
            amount: Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top),
            percent: Format::new().set_num_format("0%").set_align(FormatAlign::Top),
            day: Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top),
            bold: Format::new().set_bold(),
        }
    }
}

/// A workbook with these tables.
///
/// # Errors
/// A table too large for a sheet, or two of one name.
pub fn bytes(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let (mut workbook, formats) = (Workbook::new(), Formats::new());
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.title))?;
        fill(sheet, table, &formats)?;
    }
    workbook.save_to_buffer()
}

/// Writes a workbook of two sheets: one that says what the other holds, and one whose rows come from `next`, until it gives none. Only
/// the rows at hand are in memory.
///
/// # Errors
/// Those of `next`, of the disk, and more rows than a sheet takes.
pub fn stream(file: &mut File, about: &Table, head: &Table, mut next: impl FnMut() -> Result<Vec<Vec<Cell>>, Error>) -> Result<(), Error> {
    let (mut workbook, formats) = (Workbook::new(), Formats::new());
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&about.title)).map_err(Error::internal)?;
    fill(sheet, about, &formats).map_err(Error::internal)?;
    let sheet = workbook.add_worksheet_with_constant_memory().map_err(Error::internal)?;
    sheet.set_name(sheet_name(&head.title)).map_err(Error::internal)?;
    fill(sheet, head, &formats).map_err(Error::internal)?;
    let mut line = 1;
    loop {
        let rows = next()?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            for (at, cell) in (0..).zip(&row) {
                write(sheet, line, at, cell, &formats).map_err(Error::internal)?;
            }
            line += 1;
        }
    }
    workbook.save_to_writer(file).map_err(Error::internal)
}

/// A title without what no sheet may be called.
fn sheet_name(title: &str) -> String {
    title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME_MAX).collect()
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    for (at, column) in (0..).zip(&table.head) {
        let format = if column.is_number { &formats.head_number } else { &formats.head };
        sheet.write_string_with_format(0, at, &column.title, format)?;
        sheet.set_column_width(
            at,
            if at == 0 {
                48
            } else if column.is_number {
                14
            } else {
                30
            },
        )?;
    }
    sheet.set_freeze_panes(1, 1)?;
    let mut line = 1;
    for row in table.rows.iter().chain(&table.foot) {
        for (at, cell) in (0..).zip(row) {
            write(sheet, line, at, cell, formats)?;
        }
        line += 1;
    }
    if table.foot.is_some() {
        sheet.set_row_format(line - 1, &formats.bold)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a spreadsheet knows no other numbers than an f64 holds")]
fn write(sheet: &mut Worksheet, row: u32, at: u16, cell: &Cell, formats: &Formats) -> Result<(), XlsxError> {
    match &cell.value {
        Value::Nothing => return Ok(()),
        Value::Text(words) => sheet.write_string_with_format(row, at, words, &formats.words)?,
        Value::Count(n) => sheet.write_number_with_format(row, at, *n as f64, &formats.count)?,
        Value::Number(n) => sheet.write_number_with_format(row, at, *n, &formats.count)?,
        Value::Amount(amount) => {
            let number = amount.minor as f64 / amount.currency.scale() as f64;
            sheet.write_number_with_format(row, at, number, &formats.amount)?
        }
        Value::Percent(n) => sheet.write_number_with_format(row, at, *n as f64 / 100.0, &formats.percent)?,
        Value::Day(day) => {
            let (year, month, date) = (day.year(), day.month(), day.day());
            let made = ExcelDateTime::from_ymd(
                u16::try_from(year).unwrap_or(1900),
                u8::try_from(month).unwrap_or(1),
                u8::try_from(date).unwrap_or(1),
            )?;
            sheet.write_datetime_with_format(row, at, &made, &formats.day)?
        }
    };
    Ok(())
}
