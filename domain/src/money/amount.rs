//! Amounts of money, exact, and sums of them by currency.

use std::collections::BTreeMap;

use crate::form::Problem;
use crate::number::{self, Mark};
use crate::string_enum::string_enum;

string_enum! {
    /// A currency (ISO 4217).
    Currency ("currency") {
        /// United States dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
        /// Swiss franc.
        Chf = "CHF",
        /// Pound sterling.
        Gbp = "GBP",
        /// Yen, which has no smaller unit.
        Jpy = "JPY",
        /// Yuan renminbi.
        Cny = "CNY",
        /// Canadian dollar.
        Cad = "CAD",
        /// Norwegian krone.
        Nok = "NOK",
        /// Swedish krona.
        Sek = "SEK",
        /// Danish krone.
        Dkk = "DKK",
        /// Australian dollar.
        Aud = "AUD",
        /// New Zealand dollar.
        Nzd = "NZD",
        /// Won, which has no smaller unit.
        Krw = "KRW",
        /// Indian rupee.
        Inr = "INR",
        /// Brazilian real.
        Brl = "BRL",
        /// Mexican peso.
        Mxn = "MXN",
        /// Rand.
        Zar = "ZAR",
        /// Kenyan shilling.
        Kes = "KES",
        /// West African franc, which has no smaller unit in use.
        Xof = "XOF",
        /// Kuwaiti dinar, which has a thousand smaller units.
        Kwd = "KWD",
    }
}

/// The highest amount that is believed, in whole units of its currency.
pub const AMOUNT_MAX: i64 = 1_000_000_000_000;

impl Currency {
    /// How many decimals an amount has: the exponent of ISO 4217.
    #[must_use]
    pub const fn decimals(self) -> u32 {
        match self {
            Self::Jpy | Self::Krw | Self::Xof => 0,
            Self::Kwd => 3,
            _ => 2,
        }
    }

    /// How many of the smallest units make a whole one.
    #[must_use]
    pub const fn scale(self) -> i64 {
        10_i64.pow(self.decimals())
    }
}

/// An amount of money above nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Amount {
    /// How much, in the smallest unit of the currency (cents).
    pub minor: i64,
    /// In which currency.
    pub currency: Currency,
}

impl Amount {
    /// Reads a typed amount exactly: `12500.5`, `12,500.50`, `12.500,50`, `12 500`, as [`number::read`] does. Three digits after one mark are
    /// thousands, as no currency but one has three decimals; there, a comma is refused.
    ///
    /// # Errors
    /// [`Problem::Required`], [`Problem::NotAnAmount`], [`Problem::AmbiguousNumber`], [`Problem::TooManyDecimals`], [`Problem::AmountTooHigh`].
    pub fn parse(typed: &str, currency: Currency) -> Result<Self, Problem> {
        let mark = if currency.decimals() == 3 { Mark::PointIsDecimal } else { Mark::Groups };
        let read = number::read(typed, mark).map_err(|problem| match problem {
            Problem::NotANumber => Problem::NotAnAmount,
            other => other,
        })?;
        let read = read.ok_or(Problem::Required)?;
        if read.is_negative {
            return Err(Problem::NotAnAmount);
        }
        let (whole, decimals) = (read.whole, read.decimals);
        let places = currency.decimals() as usize;
        if decimals.len() > places {
            return Err(Problem::TooManyDecimals { max: places });
        }
        let too_high = || Problem::AmountTooHigh;
        let whole: i64 = whole.parse().ok().filter(|n| *n <= AMOUNT_MAX).ok_or_else(too_high)?;
        let minor: i64 = if places == 0 { 0 } else { format!("{decimals:0<places$}").parse().map_err(|_| Problem::NotAnAmount)? };
        let minor = whole * currency.scale() + minor;
        if minor == 0 {
            return Err(Problem::NotAnAmount);
        }
        if minor > AMOUNT_MAX * currency.scale() { Err(too_high()) } else { Ok(Self { minor, currency }) }
    }

    /// The number as it can be typed again, without groups: `12500.50`.
    #[must_use]
    pub fn plain(self) -> String {
        plain(i128::from(self.minor), self.currency)
    }

    /// The number as people read it, without its currency: `12,500.50`.
    #[must_use]
    pub fn words(self) -> String {
        grouped(i128::from(self.minor), self.currency)
    }
}

/// An amount without its currency, exact.
fn plain(minor: i128, currency: Currency) -> String {
    let (scale, places) = (i128::from(currency.scale()), currency.decimals() as usize);
    let (whole, rest) = (minor / scale, minor % scale);
    if places == 0 { whole.to_string() } else { format!("{whole}.{rest:0>places$}") }
}

/// Whole units grouped by commas, decimals after a point.
fn grouped(minor: i128, currency: Currency) -> String {
    let plain = plain(minor, currency);
    let (whole, decimals) = plain.split_once('.').map_or((plain.as_str(), None), |(w, d)| (w, Some(d)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    decimals.map_or_else(|| text.clone(), |d| format!("{text}.{d}"))
}

impl std::fmt::Display for Amount {
    /// `USD 12,500.50`: alike in every language, and it can be read back.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.currency, grouped(i128::from(self.minor), self.currency))
    }
}

/// Sums by currency. There is no sum of all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sums(BTreeMap<Currency, i128>);

impl Sums {
    /// Adds an amount to the sum of its currency.
    pub fn add(&mut self, amount: Amount) {
        *self.0.entry(amount.currency).or_default() += i128::from(amount.minor);
    }

    /// The sum of a currency in its smallest unit; `None` if nothing is recorded in it.
    #[must_use]
    pub fn minor(&self, currency: Currency) -> Option<i128> {
        self.0.get(&currency).copied()
    }

    /// The sum of a currency as an amount; `None` if nothing is recorded in it, or more than an amount can hold.
    #[must_use]
    pub fn amount(&self, currency: Currency) -> Option<Amount> {
        self.minor(currency).and_then(|minor| i64::try_from(minor).ok()).map(|minor| Amount { minor, currency })
    }

    /// The sum of a currency in words, without its code.
    #[must_use]
    pub fn words(&self, currency: Currency) -> Option<String> {
        self.minor(currency).map(|minor| grouped(minor, currency))
    }

    /// The currencies in which something is recorded.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.0.keys().copied()
    }

    /// Whether nothing is recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Amount> for Sums {
    fn from_iter<T: IntoIterator<Item = Amount>>(amounts: T) -> Self {
        let mut sums = Self::default();
        amounts.into_iter().for_each(|a| sums.add(a));
        sums
    }
}

/// A sum in words: `1,234.50`.
pub(super) fn in_words(minor: i128, currency: Currency) -> String {
    grouped(minor, currency)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parsed(typed: &str, currency: Currency) -> Result<i64, Problem> {
        Amount::parse(typed, currency).map(|a| a.minor)
    }

    #[test]
    fn amounts_are_read_exactly() {
        for typed in [
            "12500.50",
            "12,500.50",
            "12 500.5",
            " 12'500.50 ",
            "12\u{a0}500.50",
            "12’500.5",
            "12，500.50",
            "12.500,50",
            "１２５００．５",
            "١٢٬٥٠٠٫٥",
        ] {
            assert_eq!(parsed(typed, Currency::Usd), Ok(1_250_050), "{typed}");
        }
        assert_eq!(parsed("12 500", Currency::Jpy), Ok(12_500));
        assert_eq!(
            (parsed("12,50", Currency::Usd), parsed("12.500", Currency::Usd), parsed("12,500", Currency::Usd)),
            (Ok(1_250), Ok(1_250_000), Ok(1_250_000))
        );
        assert_eq!(parsed("1.234", Currency::Kwd), Ok(1_234));
        assert_eq!(parsed("0.01", Currency::Eur), Ok(1));
        assert_eq!(parsed("1,000,000,000,000", Currency::Usd), Ok(100_000_000_000_000));
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for bad in ["-5", "0", "0.00", ",500", "12.", ".5", "1e3", "USD 5", "1,23,4", "1.23.45"] {
            assert_eq!(parsed(bad, Currency::Usd), Err(Problem::NotAnAmount), "{bad}");
        }
        assert_eq!(parsed(" ", Currency::Usd), Err(Problem::Required));
        for (typed, max) in [("1,2345", 2), ("1 234,567", 2), ("12.5000", 2)] {
            assert_eq!(parsed(typed, Currency::Usd), Err(Problem::TooManyDecimals { max }), "{typed}");
        }
        assert!(matches!(parsed("1,234", Currency::Kwd), Err(Problem::AmbiguousNumber { .. })));
        assert_eq!(parsed("12.5", Currency::Jpy), Err(Problem::TooManyDecimals { max: 0 }));
        for high in ["1000000000001", "1000000000000.01", "99999999999999999999999"] {
            assert_eq!(parsed(high, Currency::Usd), Err(Problem::AmountTooHigh), "{high}");
        }
    }

    proptest! {
        /// What is shown can be typed again and is the same amount.
        #[test]
        fn amounts_survive_writing_and_reading(minor in 1i64..=100_000_000_000_000, at in 0usize..20) {
            let currency = Currency::ALL[at];
            let amount = Amount { minor: minor.min(AMOUNT_MAX * currency.scale()), currency };
            prop_assert_eq!(Amount::parse(&amount.plain(), currency), Ok(amount));
            let shown = amount.to_string();
            prop_assert_eq!(Amount::parse(shown.split_once(' ').unwrap().1, currency), Ok(amount));
        }

        /// A sum holds all amounts of its currency and none of another.
        #[test]
        fn currencies_never_mix(amounts in proptest::collection::vec((0usize..20, 1i64..1_000_000_000_000_000), 0..40)) {
            let amounts: Vec<Amount> = amounts.iter().map(|(at, minor)| Amount { minor: *minor, currency: Currency::ALL[*at] }).collect();
            let sums: Sums = amounts.iter().copied().collect();
            for currency in Currency::ALL {
                let own: Vec<i128> = amounts.iter().filter(|a| a.currency == *currency).map(|a| i128::from(a.minor)).collect();
                prop_assert_eq!(sums.minor(*currency), (!own.is_empty()).then(|| own.iter().sum()));
            }
        }
    }
}
