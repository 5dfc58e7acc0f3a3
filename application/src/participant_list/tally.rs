//! Takes the rows of a table one by one, finds the headings and counts.
//!
//! Whether the table was CSV or XLSX is not known here. Of a row nothing is stored but what it adds to the counts; only the rows in
//! which the headings may still stand are held until these are found.

use domain::participation::StakeholderGroup;

use super::columns::{self, Gender};
use super::countries::Countries;
use super::result::{Column, Counted, HEADING_ROWS, ListError, PROBLEMS_MAX, ROWS_MAX, RowProblem};

/// Longest quotation of a value, and of a heading, in characters.
const QUOTED_MAX: usize = 30;

/// The counts so far.
pub(super) struct Tally<'a> {
    countries: &'a Countries<'a>,
    /// Rows before the headings are known.
    early: Vec<(u32, Vec<String>)>,
    /// Columns that are read and their places; `None` before the headings are known.
    places: Option<Vec<(Column, usize)>>,
    by_country: Vec<u32>,
    by_group: Vec<u32>,
    counted: Counted,
}

impl<'a> Tally<'a> {
    /// Of nothing yet.
    pub(super) fn new(countries: &'a Countries<'a>) -> Self {
        Self {
            countries,
            early: Vec::new(),
            places: None,
            by_country: vec![0; countries.len()],
            by_group: vec![0; StakeholderGroup::ALL.len()],
            counted: Counted::default(),
        }
    }

    /// Whether any row had anything in it.
    pub(super) const fn has_begun(&self) -> bool {
        !self.early.is_empty() || self.places.is_some()
    }

    /// Takes a row; `number` is the one that a spreadsheet shows. A row that is wholly empty is passed over.
    pub(super) fn row(&mut self, number: u32, cells: &[String]) -> Result<(), ListError> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        if self.places.is_none() {
            if number <= HEADING_ROWS && self.early.len() < HEADING_ROWS as usize {
                self.early.push((number, cells.to_vec()));
                return Ok(());
            }
            self.find_headings()?;
        }
        self.count(number, cells)
    }

    /// The counts of all rows.
    pub(super) fn finish(mut self) -> Result<Counted, ListError> {
        if self.places.is_none() {
            self.find_headings()?;
        }
        let by_country = self.by_country.iter().enumerate().filter(|(_, n)| **n > 0);
        self.counted.countries = by_country.filter_map(|(at, n)| Some((self.countries.code(at)?.to_owned(), *n))).collect();
        self.counted.countries.sort();
        self.counted.groups = StakeholderGroup::ALL.iter().copied().zip(self.by_group).filter(|(_, n)| *n > 0).collect();
        Ok(self.counted)
    }

    /// The headings are the row in which most of them are known, so that “Country: Kenya” above the table does not pass for them.
    fn find_headings(&mut self) -> Result<(), ListError> {
        let rows = std::mem::take(&mut self.early);
        let found: Vec<_> = rows.iter().map(|(_, cells)| headings(cells)).collect();
        let best = found.iter().map(Vec::len).max().filter(|most| *most > 0).ok_or(ListError::NoHeadings)?;
        let at = found.iter().position(|places| places.len() == best).ok_or(ListError::NoHeadings)?;
        let (places, heading) = (&found[at], &rows[at].1);
        self.counted.columns = places.iter().map(|(column, at)| (*column, quoted(&heading[*at]))).collect();
        self.places = Some(places.clone());
        rows[at + 1..].iter().try_for_each(|(number, cells)| self.count(*number, cells))
    }

    fn count(&mut self, number: u32, cells: &[String]) -> Result<(), ListError> {
        if self.counted.rows == ROWS_MAX {
            return Err(ListError::TooManyRows { max: ROWS_MAX });
        }
        self.counted.rows += 1;
        let places = self.places.clone().unwrap_or_default();
        let cell = |column| places.iter().find(|(c, _)| *c == column).and_then(|(_, at)| cells.get(*at)).map_or("", String::as_str);

        let typed = cell(Column::Gender);
        let gender = columns::gender(typed).or_else(|| self.problem(number, Column::Gender, typed));
        match gender.unwrap_or(Gender::Other) {
            Gender::Woman => self.counted.women += 1,
            Gender::Man => self.counted.men += 1,
            Gender::Other => self.counted.other += 1,
        }
        let typed = cell(Column::Country);
        match self.country(typed).or_else(|| self.problem(number, Column::Country, typed)).and_then(|at| self.by_country.get_mut(at)) {
            Some(n) => *n += 1,
            None => self.counted.without_country += 1,
        }
        let typed = cell(Column::Group);
        let group = columns::group(typed).or_else(|| self.problem(number, Column::Group, typed));
        match group.and_then(|group| self.by_group.get_mut(StakeholderGroup::ALL.iter().position(|g| *g == group)?)) {
            Some(n) => *n += 1,
            None => self.counted.without_group += 1,
        }
        Ok(())
    }

    /// “NA” is the code of Namibia, “n/a” and “n.a.” are not.
    fn country(&self, typed: &str) -> Option<usize> {
        let is_code = typed.trim().chars().all(char::is_alphanumeric);
        if !is_code && columns::is_not_stated(typed) { None } else { self.countries.find(typed) }
    }

    /// Notes a value that was not understood, unless it says that nothing is said.
    fn problem<T>(&mut self, row: u32, column: Column, typed: &str) -> Option<T> {
        if columns::is_not_stated(typed) {
            return None;
        }
        if self.counted.problems.len() < PROBLEMS_MAX {
            self.counted.problems.push(RowProblem { row, column, found: quoted(typed) });
        } else {
            self.counted.more_problems += 1;
        }
        None
    }
}

/// The known headings of a row and their places; of two for the same column, the first.
pub(super) fn headings(cells: &[String]) -> Vec<(Column, usize)> {
    let mut places: Vec<(Column, usize)> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        if let Some(column) = columns::heading(cell)
            && !places.iter().any(|(known, _)| *known == column)
        {
            places.push((column, at));
        }
    }
    places
}

/// The text on one line and shortened; nothing if it may be a mail address.
fn quoted(text: &str) -> String {
    if text.contains(['@', '＠', '﹫']) || text.to_lowercase().contains("(at)") || text.to_lowercase().contains("[at]") {
        return String::new();
    }
    let line = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let mut line: Vec<char> = line.chars().filter(|c| !is_mark(*c)).collect();
    if line.len() > QUOTED_MAX {
        line.truncate(QUOTED_MAX - 1);
        line.push('…');
    }
    line.into_iter().collect()
}

/// Invisible marks, some of which reorder the text around them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
