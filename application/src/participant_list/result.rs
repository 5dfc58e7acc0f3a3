//! What counting a list gives, why a list is refused, and how large it may be.

use domain::participation::StakeholderGroup;

/// Largest file that is read, in bytes.
pub const FILE_MAX: usize = 5 * 1024 * 1024;

/// Most rows of participants that are counted.
pub const ROWS_MAX: u32 = 20_000;

/// Most problems that are listed one by one.
pub const PROBLEMS_MAX: usize = 100;

/// Columns beyond these are not read.
pub(super) const COLUMNS_MAX: usize = 100;

/// The headings stand in one of the first rows.
pub(super) const HEADING_ROWS: u32 = 10;

/// Bytes of a cell that are read: no value that is understood is longer.
pub(super) const CELL_MAX: usize = 800;

/// A country and everything it may be called in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1 alpha-2, or the code used for an entity that has none; it is how the country is counted.
    pub code: String,
    /// ISO 3166-1 alpha-3 and the names in all languages. Case, accents, apostrophes and blanks are ignored.
    pub names: Vec<String>,
}

/// A column that is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Woman, man, other or not stated.
    Gender,
    /// Which country the person comes from.
    Country,
    /// From which part of society the person comes.
    Group,
}

/// A value that was not understood. It is counted as not stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Row number as a spreadsheet shows it, from 1 on.
    pub row: u32,
    /// The column.
    pub column: Column,
    /// The value, shortened to 30 characters; empty if it may be a mail address.
    pub found: String,
}

/// What a list says. Women, men and others add up to the rows; so do the countries with those without one, and likewise the groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Rows with anything in them below the headings.
    pub rows: u32,
    /// Women among them.
    pub women: u32,
    /// Men among them.
    pub men: u32,
    /// Others, not stated, or not understood.
    pub other: u32,
    /// People by code of the country, in the order of the codes; none with 0.
    pub countries: Vec<(String, u32)>,
    /// People by stakeholder group, in the order of [`StakeholderGroup::ALL`]; none with 0.
    pub groups: Vec<(StakeholderGroup, u32)>,
    /// People whose country is not stated or not understood.
    pub without_country: u32,
    /// People whose stakeholder group is not stated or not understood.
    pub without_group: u32,
    /// The columns that were found, each with its heading in the file, from left to right.
    pub columns: Vec<(Column, String)>,
    /// The first [`PROBLEMS_MAX`] problems, in the order of the rows.
    pub problems: Vec<RowProblem>,
    /// How many problems there are beyond those.
    pub more_problems: u32,
}

/// Why a list cannot be counted. No variant carries text of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// More than [`FILE_MAX`] bytes.
    #[error("the file is too large")]
    TooLarge,
    /// Too many rows of participants.
    #[error("the list has more than {max} rows")]
    TooManyRows {
        /// Most rows that are counted.
        max: u32,
    },
    /// Neither text nor XLSX; also an old or encrypted Excel file.
    #[error("the file is neither CSV nor XLSX")]
    NotATable,
    /// None of the known headings in the first 10 rows.
    #[error("no known heading in the first rows")]
    NoHeadings,
    /// Begins like a list, but cannot be read to its end.
    #[error("the file is damaged")]
    Damaged,
    /// An XLSX file that unpacks to more than a list can be.
    #[error("the file is too large when unpacked")]
    TooBigUnpacked,
}
