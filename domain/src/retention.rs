//! For how long personal data is kept that nobody needs any more. Without a period, it is kept.

use chrono::{DateTime, Months, Utc};
use serde::{Deserialize, Serialize};

use crate::form::{Errors, Problem};
use crate::string_enum::string_enum;

/// Most months of a period.
const MONTHS_MAX: u32 = 240;

string_enum! {
    /// What is kept for a time.
    Kept ("kind of data") {
        /// Sessions that have ended and links that were used: browser, network, times.
        SignIns = "sign-ins",
        /// Texts of mails that were sent or given up.
        MailTexts = "mail-texts",
        /// Contacts of events, counted from the end of the event.
        Contacts = "contacts",
        /// Accounts, counted from the last sign-in. They are deactivated; what their owners did stays.
        Accounts = "accounts",
    }
}

/// The periods, in months.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Retention {
    sign_ins: Option<u32>,
    mail_texts: Option<u32>,
    contacts: Option<u32>,
    accounts: Option<u32>,
}

impl Retention {
    /// The period of a kind of data; `None`: for ever.
    #[must_use]
    pub const fn months(&self, kept: Kept) -> Option<u32> {
        match kept {
            Kept::SignIns => self.sign_ins,
            Kept::MailTexts => self.mail_texts,
            Kept::Contacts => self.contacts,
            Kept::Accounts => self.accounts,
        }
    }

    /// What is older than this goes; `None`: nothing does.
    #[must_use]
    pub fn cut(&self, kept: Kept, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.months(kept).and_then(|months| now.checked_sub_months(Months::new(months)))
    }

    /// Reads the periods as they were typed, in the order of [`Kept::ALL`]; empty: for ever.
    ///
    /// # Errors
    /// The problem of each field (`retention-sign-ins` and so on).
    pub fn parse(typed: &[String]) -> Result<Self, Errors> {
        let mut errors = Errors::new();
        let mut months = Kept::ALL.iter().zip(typed).map(|(kept, typed)| errors.check(field(*kept), period(typed)).flatten());
        let mut next = || months.next().flatten();
        let parsed = Self { sign_ins: next(), mail_texts: next(), contacts: next(), accounts: next() };
        if errors.is_empty() { Ok(parsed) } else { Err(errors) }
    }
}

/// The name of the field of a period.
#[must_use]
pub fn field(kept: Kept) -> String {
    format!("retention-{kept}")
}

fn period(typed: &str) -> Result<Option<u32>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match typed.parse() {
        Ok(0) | Err(_) => Err(Problem::NotACount),
        Ok(months) if months > MONTHS_MAX => Err(Problem::CountTooHigh { max: MONTHS_MAX }),
        Ok(months) => Ok(Some(months)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_a_number_of_months_or_for_ever() {
        let typed = |texts: [&str; 4]| Retention::parse(&texts.map(str::to_owned));
        let read = typed(["12", "", " 36 ", ""]).unwrap();
        assert_eq!(Kept::ALL.iter().map(|kept| read.months(*kept)).collect::<Vec<_>>(), [Some(12), None, Some(36), None]);
        let errors = typed(["0", "-3", "241", "a year"]).unwrap_err();
        assert_eq!(errors.of("retention-sign-ins"), Some(&Problem::NotACount));
        assert_eq!(errors.of("retention-mail-texts"), Some(&Problem::NotACount));
        assert_eq!(errors.of("retention-contacts"), Some(&Problem::CountTooHigh { max: 240 }));
        assert_eq!(errors.of("retention-accounts"), Some(&Problem::NotACount));
        let now = "2019-03-31T10:00:00Z".parse().unwrap();
        assert_eq!(
            Retention { accounts: Some(1), ..Retention::default() }.cut(Kept::Accounts, now).unwrap().to_rfc3339(),
            "2019-02-28T10:00:00+00:00"
        );
    }
}
