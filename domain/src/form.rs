//! What can be wrong with what a person typed, and the small parsers that say so.
//!
//! A [`Problem`] is a fact; the pages put it into words. Of typed text only what nobody sees is changed: blanks, line ends, marks without
//! width, and the form in which the same letters are stored ([`crate::text`]).

use chrono::{Datelike, NaiveDate};

use crate::number::{self, Mark};
use crate::text;

pub use crate::problem::Problem;

/// Fields with their problems, in the order of the form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Errors(Vec<(String, Problem)>);

impl Errors {
    /// No problem so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem of a field.
    pub fn add(&mut self, field: impl Into<String>, problem: Problem) {
        self.0.push((field.into(), problem));
    }

    /// Takes the value, or notes its problem and gives `None`.
    pub fn check<T>(&mut self, field: impl Into<String>, parsed: Result<T, Problem>) -> Option<T> {
        parsed.map_err(|p| self.add(field, p)).ok()
    }

    /// Takes the problems of several fields that were read together; gives what was read.
    pub fn check_all<T>(&mut self, parsed: Result<T, Self>) -> Option<T> {
        parsed.map_err(|mut errors| self.0.append(&mut errors.0)).ok()
    }

    /// The first problem of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(f, _)| f == field).map(|(_, p)| p)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All problems.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(f, p)| (f.as_str(), p))
    }
}

fn within(text: String, max: usize) -> Result<String, Problem> {
    match text.chars().count().checked_sub(max) {
        Some(by) if by > 0 => Err(Problem::TooLong { max, by }),
        _ => Ok(text),
    }
}

/// One line, at most `max` characters, or `None` if left empty. What nobody sees is taken out ([`text::one_line`]).
///
/// # Errors
/// [`Problem::TooLong`].
pub fn optional_line(typed: &str, max: usize) -> Result<Option<String>, Problem> {
    let line = within(text::one_line(typed), max)?;
    Ok((!line.is_empty()).then_some(line))
}

/// One line, at most `max` characters.
///
/// # Errors
/// As [`optional_line`], and [`Problem::Required`].
pub fn line(typed: &str, max: usize) -> Result<String, Problem> {
    optional_line(typed, max)?.ok_or(Problem::Required)
}

/// Several lines, at most `max` characters, possibly empty; line ends become `\n`. What nobody sees is taken out ([`text::lines`]).
///
/// # Errors
/// [`Problem::TooLong`].
pub fn prose(typed: &str, max: usize) -> Result<String, Problem> {
    within(text::lines(typed), max)
}

/// Several lines, at most `max` characters, not empty.
///
/// # Errors
/// As [`prose`], and [`Problem::Required`].
pub fn required_prose(typed: &str, max: usize) -> Result<String, Problem> {
    let text = prose(typed, max)?;
    if text.is_empty() { Err(Problem::Required) } else { Ok(text) }
}

/// A day as it is typed: day, month and year, each in a field of its own.
pub type DayInput = [String; 3];

/// What the three fields of a day show; empty for no day.
#[must_use]
pub fn typed_day(day: Option<NaiveDate>) -> DayInput {
    day.map_or_else(DayInput::default, |day| [day.day().to_string(), day.month().to_string(), day.year().to_string()])
}

/// A day; `None` if all three fields are empty.
///
/// # Errors
/// As [`optional_date`].
pub fn optional_day([day, month, year]: &DayInput) -> Result<Option<NaiveDate>, Problem> {
    optional_date(day, month, year)
}

/// A day.
///
/// # Errors
/// As [`optional_day`], and [`Problem::Required`].
pub fn required_day(typed: &DayInput) -> Result<NaiveDate, Problem> {
    optional_day(typed)?.ok_or(Problem::Required)
}

/// The day of something that has happened, at the latest today; `None` if all three fields are empty.
///
/// # Errors
/// As [`optional_day`], and [`Problem::InTheFuture`].
pub fn optional_past_day(typed: &DayInput, today: NaiveDate) -> Result<Option<NaiveDate>, Problem> {
    match optional_day(typed)? {
        Some(day) if day > today => Err(Problem::InTheFuture),
        day => Ok(day),
    }
}

/// The day of something that has happened, at the latest today.
///
/// # Errors
/// As [`optional_past_day`], and [`Problem::Required`].
pub fn past_day(typed: &DayInput, today: NaiveDate) -> Result<NaiveDate, Problem> {
    optional_past_day(typed, today)?.ok_or(Problem::Required)
}

/// Longest idempotency key that is accepted.
const IDEMPOTENCY_KEY_MAX: usize = 64;

/// Whether this can be the key by which a form is recognised when it is sent twice.
#[must_use]
pub const fn is_idempotency_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= IDEMPOTENCY_KEY_MAX
}

/// The years in which days are accepted, wherever they are typed or asked for.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// The day, if it lies in the years that are accepted.
fn in_range(day: NaiveDate) -> Result<NaiveDate, Problem> {
    if YEARS.contains(&day.year()) { Ok(day) } else { Err(Problem::DateOutOfRange { from: *YEARS.start(), to: *YEARS.end() }) }
}

/// A day as an address holds it, `2018-12-31`; `None` if empty. Years 1990 to 2100.
///
/// # Errors
/// [`Problem::NotADate`], [`Problem::DateOutOfRange`].
pub fn optional_iso_day(typed: &str) -> Result<Option<NaiveDate>, Problem> {
    if typed.is_empty() {
        return Ok(None);
    }
    in_range(typed.parse().map_err(|_| Problem::NotADate)?).map(Some)
}

/// A day typed as three fields; `None` if all are empty. Years 1990 to 2100. Digits of every script are read, months also by name, and a whole
/// day in the first field that begins with its year.
///
/// # Errors
/// [`Problem::NotADate`], [`Problem::DateOutOfRange`].
pub fn optional_date(day: &str, month: &str, year: &str) -> Result<Option<NaiveDate>, Problem> {
    let [day, month, year] = [day, month, year].map(text::one_line);
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月', '日']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let date = match parts[..] {
        [first, second, third] if month.is_empty() && year.is_empty() && first.chars().count() == 4 => {
            (first.to_owned(), second.to_owned(), third.to_owned())
        }
        _ => (year, month, day),
    };
    let number = |s: &str, suffix: char| {
        let read = number::read(s.strip_suffix(suffix).unwrap_or(s), Mark::Groups).ok().flatten();
        read.filter(|n| !n.is_negative && n.decimals.is_empty()).and_then(|n| n.whole.parse::<u32>().ok()).ok_or(Problem::NotADate)
    };
    let year = i32::try_from(number(&date.0, '年')?).map_err(|_| Problem::NotADate)?;
    let month = month_by_name(&date.1).map_or_else(|| number(&date.1, '月'), Ok)?;
    let date = NaiveDate::from_ymd_opt(year, month, number(&date.2, '日')?).ok_or(Problem::NotADate)?;
    in_range(date).map(Some)
}

/// Months as they are written in the languages of the United Nations, folded; the first three letters of the English name are enough.
const MONTHS: [&[&str]; 12] = [
    &["january", "janvier", "enero", "январь", "января", "يناير", "一月"],
    &["february", "fevrier", "febrero", "февраль", "февраля", "فبراير", "二月"],
    &["march", "mars", "marzo", "март", "марта", "مارس", "三月"],
    &["april", "avril", "abril", "апрель", "апреля", "ابريل", "四月"],
    &["may", "mai", "mayo", "маи", "мая", "مايو", "五月"],
    &["june", "juin", "junio", "июнь", "июня", "يونيو", "六月"],
    &["july", "juillet", "julio", "июль", "июля", "يوليو", "七月"],
    &["august", "aout", "agosto", "август", "августа", "اغسطس", "八月"],
    &["september", "septembre", "septiembre", "сентябрь", "сентября", "سبتمبر", "九月"],
    &["october", "octobre", "octubre", "октябрь", "октября", "اكتوبر", "十月"],
    &["november", "novembre", "noviembre", "ноябрь", "ноября", "نوفمبر", "十一月"],
    &["december", "decembre", "diciembre", "декабрь", "декабря", "ديسمبر", "十二月"],
];

fn month_by_name(typed: &str) -> Option<u32> {
    let typed = text::folded(typed);
    let is_meant =
        |names: &&[&str]| names.contains(&typed.as_str()) || names.first().and_then(|name| name.get(..3)) == Some(typed.as_str());
    (1..).zip(&MONTHS).find(|(_, names)| is_meant(names)).map(|(month, _)| month)
}

/// The highest number of people at one event that is believed.
pub const COUNT_MAX: u32 = 100_000;

/// A whole number of people; `None` if left empty. It is read as [`number::read`] does.
///
/// # Errors
/// [`Problem::NotACount`], [`Problem::CountTooHigh`].
pub fn optional_count(typed: &str) -> Result<Option<u32>, Problem> {
    let Some(read) = number::read(typed, Mark::Groups).map_err(|_| Problem::NotACount)? else { return Ok(None) };
    if read.is_negative || !read.decimals.is_empty() {
        return Err(Problem::NotACount);
    }
    match read.whole.parse::<u32>() {
        Ok(n) if n <= COUNT_MAX => Ok(Some(n)),
        _ => Err(Problem::CountTooHigh { max: COUNT_MAX }),
    }
}

/// Highest value of a measurement that is believed.
const NUMBER_MAX: f64 = 1e12;

/// A number, possibly with decimals, possibly below 0; `None` if left empty. It is read as [`number::read`] does.
///
/// # Errors
/// [`Problem::NotANumber`], [`Problem::AmbiguousNumber`].
pub fn optional_number(typed: &str) -> Result<Option<f64>, Problem> {
    let Some(read) = number::read(typed, Mark::PointIsDecimal)? else { return Ok(None) };
    read.value().filter(|n| n.abs() <= NUMBER_MAX).map(Some).ok_or(Problem::NotANumber)
}

/// Most characters of the address of a web page.
const WEB_ADDRESS_MAX: usize = 500;

/// The address of a web page in its usual form, `https://` before it if nothing is; `None` for what is none.
#[must_use]
pub fn web_address(typed: &str) -> Option<String> {
    let typed = text::one_line(typed);
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_lowercase(), rest),
        None => ("https".to_owned(), typed.as_str()),
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok()).map_or(host, |(name, _)| name);
    // An address of mail, or a scheme of another sort (`mailto:`), is no web page.
    let has_dot = name.split('.').count() > 1 && name.split('.').all(|label| !label.is_empty());
    let is_host = has_dot && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let address = format!("{scheme}://{rest}");
    let is_web = matches!(scheme.as_str(), "http" | "https") && is_host && !address.contains(char::is_whitespace);
    (is_web && address.chars().count() <= WEB_ADDRESS_MAX).then_some(address)
}

/// One of a set of words; empty means none was chosen.
///
/// # Errors
/// [`Problem::Required`], [`Problem::NotAChoice`].
pub fn choice<T: std::str::FromStr>(typed: &str) -> Result<T, Problem> {
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    typed.parse().map_err(|_| Problem::NotAChoice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_trimmed_and_measured_in_characters() {
        assert_eq!(line("  风险评估 ", 4), Ok("风险评估".into()));
        assert_eq!(line("风险评估了", 4), Err(Problem::TooLong { max: 4, by: 1 }));
        assert_eq!(line(" \t ", 4), Err(Problem::Required));
        assert_eq!(line("a\nb\u{A0}\u{200B} c", 9), Ok("a b c".into()));
        assert_eq!(line("invoice\u{202E}fdp.exe", 99), Ok("invoicefdp.exe".into()));
        assert_eq!(line("\u{200B}\u{FEFF}", 9), Err(Problem::Required));
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!(prose("one\r\ntwo\rthree ", 99), Ok("one\ntwo\nthree".into()));
        assert_eq!(prose("a\u{0}b\u{B}c", 99), Ok("ab\nc".into()));
        assert_eq!(prose("", 9), Ok(String::new()));
        assert_eq!(required_prose(" \r\n ", 9), Err(Problem::Required));
        assert_eq!(required_prose("two\nlines", 8), Err(Problem::TooLong { max: 8, by: 1 }));
    }

    #[test]
    fn days_of_addresses_lie_in_the_accepted_years() {
        assert_eq!(optional_iso_day(""), Ok(None));
        assert_eq!(optional_iso_day("1990-01-01"), Ok(NaiveDate::from_ymd_opt(1990, 1, 1)));
        assert_eq!(optional_iso_day("2100-12-31"), Ok(NaiveDate::from_ymd_opt(2100, 12, 31)));
        for far in ["1989-12-31", "2101-01-01", "0000-01-01", "-9999-01-01", "+10000-01-01", "+262142-12-31"] {
            assert_eq!(optional_iso_day(far), Err(Problem::DateOutOfRange { from: 1990, to: 2100 }), "{far}");
        }
        for none in ["2019-02-29", "yesterday", "2018", "+262143-12-31", "2018-12-31T00:00"] {
            assert_eq!(optional_iso_day(none), Err(Problem::NotADate), "{none}");
        }
    }

    #[test]
    fn counts_are_whole_and_believable() {
        for whole in [" 1,234 ", "1.234", "1 234", "１２３４", "١٢٣٤"] {
            assert_eq!(optional_count(whole), Ok(Some(1234)), "{whole}");
        }
        assert_eq!(optional_count(""), Ok(None));
        for bad in ["-1", "1.5", "1,0", "ten", "1e3", "12,34"] {
            assert_eq!(optional_count(bad), Err(Problem::NotACount), "{bad}");
        }
        assert_eq!(optional_count("99999999999999"), Err(Problem::CountTooHigh { max: COUNT_MAX }));
    }

    #[test]
    fn dates_exist_and_make_sense() {
        assert_eq!(optional_date("", " ", ""), Ok(None));
        assert_eq!(optional_date("29", "2", "2020"), Ok(NaiveDate::from_ymd_opt(2020, 2, 29)));
        for (day, month, year) in [
            ("２９", "２", "２０２０"),
            ("29", "Feb", "2020"),
            ("29日", "2月", "2020年"),
            ("29", "février", "2020"),
            ("2020-02-29", "", ""),
            ("2020年2月29日", "", ""),
            ("٢٩", "فبراير", "٢٠٢٠"),
        ] {
            assert_eq!(optional_date(day, month, year), Ok(NaiveDate::from_ymd_opt(2020, 2, 29)), "{day} {month} {year}");
        }
        assert_eq!(optional_date("29/02/2020", "", ""), Err(Problem::NotADate), "which is the month?");
        assert_eq!(optional_date("29", "2", "2019"), Err(Problem::NotADate));
        assert_eq!(optional_date("1", "", "2019"), Err(Problem::NotADate));
        assert_eq!(optional_date("-1", "2", "2019"), Err(Problem::NotADate));
        assert_eq!(optional_date("1", "1", "1017"), Err(Problem::DateOutOfRange { from: 1990, to: 2100 }));
        assert_eq!(optional_date("1", "1", "99999999999"), Err(Problem::NotADate));
    }

    #[test]
    fn what_has_happened_has_a_day_that_has_come() {
        let today = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
        let none = DayInput::default();
        assert_eq!(past_day(&typed_day(Some(today)), today), Ok(today));
        assert_eq!(past_day(&typed_day(today.succ_opt()), today), Err(Problem::InTheFuture));
        assert_eq!((optional_past_day(&none, today), past_day(&none, today)), (Ok(None), Err(Problem::Required)));
        assert_eq!(required_day(&none), Err(Problem::Required));
        assert_eq!(typed_day(None), none);
    }

    #[test]
    fn addresses_of_web_pages_get_their_usual_form() {
        for (typed, address) in [
            ("https://example.org/a?b=c", "https://example.org/a?b=c"),
            ("HTTPS://example.org", "https://example.org"),
            ("example.org/report.pdf", "https://example.org/report.pdf"),
            ("www.exämple.org", "https://www.exämple.org"),
            ("http://example.org:8080/x", "http://example.org:8080/x"),
            ("\u{200B}https://example.org\u{FEFF}", "https://example.org"),
        ] {
            assert_eq!(web_address(typed).as_deref(), Some(address), "{typed}");
        }
        for bad in [
            "",
            "report",
            "javascript:alert(1)",
            "ftp://example.org",
            "mailto:a@example.org",
            "a@example.org",
            "https://",
            "https://a b.org",
            "https://example..org",
        ] {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn idempotency_keys_are_short() {
        assert!(is_idempotency_key("x") && is_idempotency_key(&"x".repeat(64)));
        assert!(!is_idempotency_key("") && !is_idempotency_key(&"x".repeat(65)));
    }
}
