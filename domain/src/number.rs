//! Numbers as people write them: with a point or a comma before decimals, with marks between groups, in the digits of every script. What can
//! mean two numbers is refused, and never read as one of them in silence.

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::problem::Problem;

/// The zero of each script that writes numbers in places, in the order of Unicode; nine more digits follow each.
const ZEROS: [char; 36] = [
    '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '႐', '០', '᠐', '᥆', '᧐', '᪀', '᪐', '᭐', '᮰',
    '᱀', '᱐', '꘠', '꣐', '꤀', '꧐', '꧰', '꩐', '꯰',
];

/// The value of a digit of any script.
fn digit(c: char) -> Option<char> {
    if c.is_ascii_digit() {
        return Some(c);
    }
    let code = u32::from(c);
    let zero = ZEROS.iter().map(|zero| u32::from(*zero)).filter(|zero| *zero <= code).max()?;
    char::from_digit(code - zero, 10)
}

/// A number, read but not rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// Whether it is below zero.
    pub is_negative: bool,
    /// Digits before the decimals, at least one.
    pub whole: String,
    /// Decimals; empty if there is no mark before them.
    pub decimals: String,
}

/// What one mark with three digits behind it means, `1,234`: thousands, or decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Thousands: decimals of that length cannot be meant, as in counts and most money.
    Groups,
    /// A point stands before decimals, as this program writes them; a comma is refused.
    PointIsDecimal,
}

/// A mark or a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Digit(char),
    Point,
    Comma,
    Blank,
    Apostrophe,
}

fn sign(c: char) -> Option<Sign> {
    Some(match c {
        '.' | '。' | '٫' => Sign::Point,
        ',' | '、' | '،' | '٬' => Sign::Comma,
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' | '_' => Sign::Apostrophe,
        c if c.is_whitespace() => Sign::Blank,
        c => Sign::Digit(digit(c)?),
    })
}

/// Reads a number; `None` if nothing was typed.
///
/// # Errors
/// [`Problem::NotANumber`]; [`Problem::AmbiguousNumber`] for what can mean two.
pub fn read(typed: &str, mark: Mark) -> Result<Option<Decimal>, Problem> {
    let visible: String = typed.chars().filter(|c| !crate::text::is_invisible(*c)).collect();
    let is_arabic = visible.contains(['٫', '٬']);
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(&visible);
    let plain = plain.trim();
    if plain.is_empty() {
        return Ok(None);
    }
    let (is_negative, unsigned) = match plain.strip_prefix(['-', '−', '–', '‐', '‑', '﹣']) {
        Some(rest) => (true, rest),
        None => (false, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let signs: Vec<Sign> = unsigned.trim().chars().map(sign).collect::<Option<_>>().ok_or(Problem::NotANumber)?;
    let at = |wanted: Sign| signs.iter().enumerate().filter(|(_, s)| **s == wanted).map(|(at, _)| at).collect::<Vec<_>>();
    let (points, commas) = (at(Sign::Point), at(Sign::Comma));
    let decimal_at = match (points.last(), commas.last()) {
        // Both: the last one stands before decimals, once.
        (Some(point), Some(comma)) => Some(*point.max(comma)),
        // In Arabic there is a mark of its own for each.
        (Some(point), None) | (None, Some(point)) if is_arabic => (signs[*point] == Sign::Point).then_some(*point),
        (Some(only), None) | (None, Some(only)) => decimal_of_one_kind(&signs, *only, points.len() + commas.len(), mark)?,
        (None, None) => None,
    };
    let (before, after) = decimal_at.map_or((&signs[..], &[][..]), |at| (&signs[..at], &signs[at + 1..]));
    let decimals = digits(after).ok_or(Problem::NotANumber)?;
    if decimal_at.is_some() && decimals.is_empty() {
        return Err(Problem::NotANumber);
    }
    let whole = ungrouped(before).ok_or(Problem::NotANumber)?;
    Ok(Some(Decimal { is_negative, whole, decimals }))
}

/// Where decimals begin if there are points alone, or commas alone.
fn decimal_of_one_kind(signs: &[Sign], last: usize, count: usize, mark: Mark) -> Result<Option<usize>, Problem> {
    if count > 1 {
        return Ok(None);
    }
    let (before, after) = (&signs[..last], &signs[last + 1..]);
    let could_be_groups = after.len() == 3 && (1..=3).contains(&before.len()) && before[0] != Sign::Digit('0') && digits(before).is_some();
    match (could_be_groups, mark, signs[last]) {
        (false, ..) | (true, Mark::PointIsDecimal, Sign::Point) => Ok(Some(last)),
        (true, Mark::Groups, _) => Ok(None),
        (true, Mark::PointIsDecimal, _) => {
            let (before, after) = (digits(before).unwrap_or_default(), digits(after).unwrap_or_default());
            Err(Problem::AmbiguousNumber { whole: format!("{before}{after}"), decimal: format!("{before}.{after}") })
        }
    }
}

/// The digits, if these are digits alone.
fn digits(signs: &[Sign]) -> Option<String> {
    signs.iter().map(|s| if let Sign::Digit(digit) = s { Some(*digit) } else { None }).collect()
}

/// The digits without the marks between their groups: one sort of mark, groups of three, or of two before the last three as in India.
fn ungrouped(signs: &[Sign]) -> Option<String> {
    let Some(mark) = signs.iter().find(|s| !matches!(s, Sign::Digit(_))) else {
        return digits(signs).filter(|digits| !digits.is_empty());
    };
    let groups: Vec<String> = signs.split(|s| s == mark).map(digits).collect::<Option<_>>()?;
    let (first, rest) = groups.split_first()?;
    let (last, middle) = rest.split_last()?;
    let sizes = |size: usize| (1..=size).contains(&first.len()) && last.len() == 3 && middle.iter().all(|group| group.len() == size);
    (sizes(3) || sizes(2)).then(|| groups.concat())
}

impl Decimal {
    /// The nearest floating-point number.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        let text = format!(
            "{}{}.{}",
            if self.is_negative { "-" } else { "" },
            self.whole,
            if self.decimals.is_empty() { "0" } else { &self.decimals }
        );
        text.parse().ok()
    }
}

/// A number without what adding up floating-point numbers leaves behind: rounded to twelve significant digits.
#[must_use]
pub fn tidy(n: f64) -> f64 {
    if !n.is_finite() || n == 0.0 {
        return n;
    }
    format!("{n:.11e}").parse().unwrap_or(n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(typed: &str) -> Result<f64, Problem> {
        read(typed, Mark::PointIsDecimal).map(|n| n.unwrap().value().unwrap())
    }

    #[test]
    fn numbers_are_read_as_they_are_meant() {
        for (typed, number) in [
            ("12,5", 12.5),
            ("0,75", 0.75),
            ("1.250,5", 1250.5),
            ("1,250.5", 1250.5),
            ("1 250,5", 1250.5),
            ("1\u{202F}250,5", 1250.5),
            ("1'250.5", 1250.5),
            ("1’250", 1250.0),
            ("1.234.567", 1_234_567.0),
            ("1,234,567", 1_234_567.0),
            ("12,34,567.5", 1_234_567.5),
            ("1.125", 1.125),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("－１２．５", -12.5),
            ("−3", -3.0),
            ("١٢٫٥", 12.5),
            ("١٬٢٣٤٫٥", 1234.5),
            ("۱۲۳", 123.0),
            ("१२", 12.0),
            ("12。5", 12.5),
            ("\u{FEFF}7\u{200B}", 7.0),
            ("+5", 5.0),
            ("007", 7.0),
        ] {
            assert_eq!(value(typed), Ok(number), "{typed}");
        }
    }

    #[test]
    fn what_can_mean_two_numbers_is_refused_with_both() {
        let both = |whole: &str, decimal: &str| Err(Problem::AmbiguousNumber { whole: whole.into(), decimal: decimal.into() });
        assert_eq!(value("1,250"), both("1250", "1.250"));
        assert_eq!(value("12,500"), both("12500", "12.500"));
        assert_eq!(read("1,250", Mark::Groups).unwrap().unwrap().whole, "1250");
        assert_eq!(read("1.250", Mark::Groups).unwrap().unwrap().whole, "1250");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for bad in [
            "ten",
            "1e3",
            "12,",
            ",5",
            ".5",
            "1,23,4",
            "1.2.3",
            "1,2345,678",
            "12 34",
            "1'2.3'4",
            "--5",
            "5-",
            "1.5.",
            "0x10",
            "½",
            "1,234.567.8",
            "٫٥",
        ] {
            assert_eq!(value(bad), Err(Problem::NotANumber), "{bad}");
        }
        assert_eq!(read("  ", Mark::Groups), Ok(None));
    }

    #[test]
    fn sums_are_shown_without_noise() {
        assert_eq!(tidy(0.1 + 0.2), 0.3);
        assert_eq!(tidy(10.0 - 9.9), 0.1);
        assert_eq!((tidy(0.0), tidy(-1.5), tidy(123_456_789.25)), (0.0, -1.5, 123_456_789.25));
    }

    proptest! {
        /// What the program writes is read as the same number.
        #[test]
        fn what_is_written_is_read(whole in 0u64..1_000_000_000, decimals in 0u32..1000) {
            let plain = format!("{whole}.{decimals:03}");
            prop_assert_eq!(value(&plain), Ok(plain.parse::<f64>().unwrap()));
        }

        /// In every script the same digits are the same number.
        #[test]
        fn every_script_counts(n in 0u32..1_000_000, at in 0usize..36) {
            let zero = u32::from(ZEROS[at]);
            let written: String = n.to_string().chars().map(|c| char::from_u32(zero + c.to_digit(10).unwrap()).unwrap()).collect();
            prop_assert_eq!(value(&written), Ok(f64::from(n)));
        }

        /// Whatever is typed, nothing is read that has other digits.
        #[test]
        fn no_digit_is_lost_or_made(typed in "[0-9.,' ]{1,12}") {
            if let Ok(Some(n)) = read(&typed, Mark::PointIsDecimal) {
                let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(format!("{}{}", n.whole, n.decimals), typed);
            }
        }
    }
}
