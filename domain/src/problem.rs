//! What can be wrong with one field.

use chrono::NaiveDate;

use crate::lang::Translated;

/// One thing wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing was given.
    Required,
    /// A returned record is sent again as it was, and without an answer.
    ChangeOrAnswer,
    /// What is announced is over.
    OverAlready,
    /// Too many characters.
    TooLong {
        /// Most characters allowed.
        max: usize,
        /// How many too many.
        by: usize,
    },
    /// Too few characters.
    TooShort {
        /// Fewest characters allowed.
        min: usize,
    },
    /// Not a day of the calendar.
    NotADate,
    /// A day outside the years that make sense here.
    DateOutOfRange {
        /// First year that is accepted.
        from: i32,
        /// Last year that is accepted.
        to: i32,
    },
    /// The end lies before the start.
    EndBeforeStart,
    /// Lies in the future, but tells of something that has happened.
    InTheFuture,
    /// A target on the other side of the baseline than the chosen direction says.
    AgainstDirection,
    /// Not one of the offered choices.
    NotAChoice,
    /// Not a mail address.
    NotAnEmail,
    /// Somebody else has it already.
    Taken,
    /// This one has it already.
    TakenBy {
        /// Its name.
        name: Translated,
    },
    /// The two entries differ.
    Mismatch,
    /// The password given as the present one is wrong.
    WrongPassword,
    /// The code is not the present one of the authenticator app, and not an unused recovery code.
    WrongCode,
    /// A password that everybody tries first, or that is made from the person's own name or address.
    GuessablePassword,
    /// A change of status without a reason.
    ReasonForStatus,
    /// A person of this role needs an organisation.
    OrganisationNeeded,
    /// Would take away the last administrator.
    LastAdministrator,
    /// Not a whole number from 0 on.
    NotACount,
    /// Something is wrong with one line of a text.
    InLine {
        /// Which line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: Box<Self>,
    },
    /// Neither a name with a mail address nor anything else that is understood.
    NotANameWithAddress,
    /// Too many lines.
    TooManyLines {
        /// Most lines.
        max: usize,
    },
    /// Not a whole number between these two.
    NotBetween {
        /// Least number that is accepted.
        least: u32,
        /// Greatest number that is accepted.
        most: u32,
    },
    /// A threshold of “delayed” below that of “at risk”.
    BelowRisk,
    /// Not a number.
    NotANumber,
    /// A number that can mean two, as a comma stands where thousands or decimals can begin.
    AmbiguousNumber {
        /// The one without decimals.
        whole: String,
        /// The other one.
        decimal: String,
    },
    /// Neither a value nor a reason why there is none.
    ValueOrReason,
    /// A value, and a reason why there is none.
    ValueAndReason,
    /// Women, men and others that do not add up to the value.
    PartsDiffer,
    /// A number too high to be true.
    CountTooHigh {
        /// Highest number that is accepted.
        max: u32,
    },
    /// Parts that do not add up to their total.
    SumDiffers {
        /// What the parts add up to.
        sum: u32,
        /// The total.
        total: u32,
    },
    /// Parts that are more than their total.
    SumAbove {
        /// What the parts add up to.
        sum: u32,
        /// The total.
        total: u32,
    },
    /// Not the name or code of a country that is known.
    NotACountry,
    /// A number without its country.
    CountryNeeded,
    /// A country without its number.
    CountNeeded,
    /// Not a number from 0 to 100.
    NotAScore,
    /// Not an address of a web page.
    NotALink,
    /// The event is not over, so nobody can have attended.
    NotOverYet {
        /// Which day it is in the time zone of the account.
        today: NaiveDate,
    },
    /// A file with too many bytes.
    FileTooLarge {
        /// Most megabytes that are accepted.
        max_mb: usize,
    },
    /// A file that is none of the kinds that are accepted, whatever its name says.
    NotAnAllowedFile,
    /// As many files as there may be are there already.
    TooManyFiles {
        /// Most files.
        max: usize,
    },
    /// A list of participants that is neither CSV nor XLSX.
    NotATable,
    /// A list of participants without a heading that is known.
    NoHeadings,
    /// A list of participants with headings, and nobody below them.
    NobodyListed,
    /// A list of participants with too many rows.
    TooManyRows {
        /// Most rows.
        max: u32,
    },
    /// A file that cannot be read to its end.
    DamagedFile,
    /// A file that unpacks to more than it could rightly hold.
    TooBigUnpacked,
    /// With this, a record that waits for review would not be whole any more.
    RecordNotWhole,
    /// Not an amount of money above nothing, written as the form asks.
    NotAnAmount,
    /// An amount that nobody gives.
    AmountTooHigh,
    /// An amount with more decimals than its currency has.
    TooManyDecimals {
        /// Most decimals.
        max: usize,
    },
    /// The plan as a whole was chosen, and activities beside it.
    WholeOrParts,
    /// Not an exchange rate.
    NotARate,
    /// An exchange rate between a currency and itself.
    SameCurrency,
    /// A relationship of an organisation with itself.
    SameOrganisation,
    /// Not a number of days, or too far off.
    NotDays {
        /// Most days.
        max: u32,
    },
}
