//! Exchange rates as somebody has stated them, and the total in one currency that they allow.

use chrono::NaiveDate;

use super::amount::{self, Currency, Sums};
use super::typed::SOURCE_MAX;
use crate::form::{self, Errors, Problem};

/// Most digits of a rate before its point, and after it.
const RATE_DIGITS: (usize, usize) = (9, 9);

/// A rate as a decimal number, exact: its digits and how many of them stand after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    digits: i64,
    places: u32,
}

impl std::str::FromStr for Rate {
    type Err = Problem;

    /// Reads `1.0825` or `0.0091`.
    fn from_str(typed: &str) -> Result<Self, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(Problem::Required);
        }
        let (whole, decimals) = typed.split_once('.').unwrap_or((typed, ""));
        let is_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let is_short = whole.len() <= RATE_DIGITS.0 && decimals.len() <= RATE_DIGITS.1;
        let is_whole = !whole.is_empty() && (!decimals.is_empty() || !typed.contains('.'));
        if !(is_digits(whole) && is_digits(decimals) && is_short && is_whole) {
            return Err(Problem::NotARate);
        }
        let digits = format!("{whole}{decimals}").parse::<i64>().map_err(|_| Problem::NotARate)?;
        let places = u32::try_from(decimals.len()).map_err(|_| Problem::NotARate)?;
        if digits == 0 { Err(Problem::NotARate) } else { Ok(Self { digits, places }) }
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let scale = 10_i64.pow(self.places);
        let (whole, rest, places) = (self.digits / scale, self.digits % scale, self.places as usize);
        if places == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{rest:0>places$}") }
    }
}

/// How much of one currency a unit of another was worth, as somebody has stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRate {
    /// Of which currency one unit is meant.
    pub from: Currency,
    /// The currency in which its value is expressed.
    pub to: Currency,
    /// What it is worth.
    pub rate: Rate,
    /// On which day.
    pub on: NaiveDate,
    /// Who says so.
    pub source: String,
}

impl ExchangeRate {
    /// What a sum of the one currency is worth in the other, in smallest units, rounded half up at the very end.
    #[must_use]
    fn convert(&self, minor: i128) -> Option<i128> {
        let up = minor.checked_mul(i128::from(self.rate.digits))?.checked_mul(i128::from(self.to.scale()))?;
        let down = i128::from(self.from.scale()).checked_mul(10_i128.pow(self.rate.places))?;
        Some((up.checked_mul(2)? + down) / (down * 2))
    }
}

/// A rate as it is recorded, with the name of who stated it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateRecord {
    /// The rate.
    pub rate: ExchangeRate,
    /// Who recorded it.
    pub added_by: String,
}

/// A total in one currency with the rates on which it rests, or the currencies for which no rate is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Converted {
    /// The total.
    Total {
        /// How much, in words without the code.
        words: String,
        /// The rates that were used.
        rates: Vec<ExchangeRate>,
    },
    /// There is none: for these currencies nobody has stated a rate.
    Missing(Vec<Currency>),
}

/// Brings sums together in one currency. `rates` are in the order of what is asked first: the newest before older ones.
/// Only rates that were stated this way round are used.
#[must_use]
pub fn in_one(sums: &Sums, to: Currency, rates: &[ExchangeRate]) -> Converted {
    let (mut total, mut used, mut missing) = (0_i128, Vec::new(), Vec::new());
    for from in sums.currencies() {
        let minor = sums.minor(from).unwrap_or(0);
        let rate = rates.iter().find(|r| r.from == from && r.to == to);
        let worth = if from == to { Some(minor) } else { rate.and_then(|r| r.convert(minor)) };
        match worth.and_then(|worth| total.checked_add(worth)) {
            Some(sum) => {
                total = sum;
                used.extend(rate.filter(|_| from != to).cloned());
            }
            None => missing.push(from),
        }
    }
    if missing.is_empty() { Converted::Total { words: amount::in_words(total, to), rates: used } } else { Converted::Missing(missing) }
}

/// What was typed about a rate.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RateInput {
    /// Code of the one currency.
    pub from: String,
    /// Code of the other.
    pub to: String,
    /// The rate.
    pub rate: String,
    /// Day, month, year.
    pub on: [String; 3],
    /// Who says so.
    pub source: String,
}

impl RateInput {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field's problem (`rate-from`, `rate-to`, `rate`, `rate-on`, `source`).
    pub fn parse(&self, today: NaiveDate) -> Result<ExchangeRate, Errors> {
        let mut errors = Errors::new();
        let from = errors.check("rate-from", form::choice::<Currency>(&self.from));
        let to = errors.check("rate-to", form::choice::<Currency>(&self.to));
        if from.is_some() && from == to {
            errors.add("rate-to", Problem::SameCurrency);
        }
        let rate = errors.check("rate", self.rate.parse::<Rate>());
        let on = errors.check("rate-on", form::past_day(&self.on, today));
        let source = errors.check("source", form::line(&self.source, SOURCE_MAX));
        match (from, to, rate, on, source) {
            (Some(from), Some(to), Some(rate), Some(on), Some(source)) if errors.is_empty() => {
                Ok(ExchangeRate { from, to, rate, on, source })
            }
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Amount;
    use super::*;

    fn rate(from: Currency, to: Currency, rate: &str) -> ExchangeRate {
        let on = NaiveDate::from_ymd_opt(2019, 3, 1).unwrap();
        ExchangeRate { from, to, rate: rate.parse().unwrap(), on, source: "Bank".into() }
    }

    fn sums(amounts: &[(i64, Currency)]) -> Sums {
        amounts.iter().map(|(minor, currency)| Amount { minor: *minor, currency: *currency }).collect()
    }

    fn words(converted: &Converted) -> &str {
        match converted {
            Converted::Total { words, .. } => words,
            Converted::Missing(_) => "missing",
        }
    }

    #[test]
    fn rates_are_read_and_written_exactly() {
        for typed in ["1.0825", "0.009100000", "108", "999999999.999999999", "1.10"] {
            assert_eq!(typed.parse::<Rate>().unwrap().to_string(), typed);
        }
        for bad in ["0", "0.000", "-1", "1,5", "1.", ".5", "1e3", "1.0000000001", "1234567890", "x"] {
            assert_eq!(bad.parse::<Rate>(), Err(Problem::NotARate), "{bad}");
        }
        assert_eq!(" ".parse::<Rate>(), Err(Problem::Required));
    }

    #[test]
    fn a_total_needs_a_stated_rate_for_every_currency() {
        let money = sums(&[(10_000, Currency::Usd), (20_000, Currency::Eur), (10_000, Currency::Jpy)]);
        let rates = [rate(Currency::Eur, Currency::Usd, "1.1"), rate(Currency::Eur, Currency::Usd, "9")];
        assert_eq!(in_one(&money, Currency::Usd, &rates), Converted::Missing(vec![Currency::Jpy]));
        let all = [rates.to_vec(), vec![rate(Currency::Jpy, Currency::Usd, "0.0091")]].concat();
        let total = in_one(&money, Currency::Usd, &all);
        assert_eq!(words(&total), "411.00", "100 + 220 + 91, the first rate counts");
        assert!(matches!(total, Converted::Total { rates, .. } if rates.len() == 2));
        assert_eq!(words(&in_one(&money, Currency::Eur, &all)), "missing", "a rate is not turned round");
    }

    #[test]
    fn halves_are_rounded_up_once() {
        let one = |minor| sums(&[(minor, Currency::Eur)]);
        assert_eq!(words(&in_one(&one(1), Currency::Usd, &[rate(Currency::Eur, Currency::Usd, "0.5")])), "0.01");
        assert_eq!(words(&in_one(&one(1), Currency::Usd, &[rate(Currency::Eur, Currency::Usd, "0.49")])), "0.00");
        assert_eq!(words(&in_one(&one(150), Currency::Jpy, &[rate(Currency::Eur, Currency::Jpy, "125")])), "188");
    }
}
