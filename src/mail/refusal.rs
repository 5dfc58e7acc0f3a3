//! What a failed attempt means: for whom, and whether to try again.

/// Why a mail was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// What the other side said, or what is wrong with the mail.
    pub reason: String,
    /// What it means.
    pub meaning: Meaning,
}

/// What a failed attempt means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The server cannot be reached, does not let us in or cannot work: no mail goes out. It is tried again until it is back.
    ServerAway,
    /// This mail is not taken now. It is tried again, for some days.
    NotNow,
    /// This mail is not taken, ever.
    Never,
    /// Nor is any other to this address.
    NoSuchAddress,
}

impl Refusal {
    /// A mail that cannot be sent as it is.
    #[must_use]
    pub fn never(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), meaning: Meaning::Never }
    }

    /// Nothing goes out at the moment.
    #[must_use]
    pub fn away(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), meaning: Meaning::ServerAway }
    }
}

impl From<lettre::transport::smtp::Error> for Refusal {
    fn from(error: lettre::transport::smtp::Error) -> Self {
        let reason = error.to_string();
        let meaning = match error.status() {
            Some(code) => {
                meaning(u16::from(code), std::error::Error::source(&error).map_or_else(String::new, ToString::to_string).as_str())
            }
            // The mail itself is beyond what the server can do, as an address in letters that it does not know.
            None if error.is_client() && reason.contains("SMTPUTF8") => Meaning::NoSuchAddress,
            None => Meaning::ServerAway,
        };
        Self { reason, meaning }
    }
}

/// What an answer means: by its code (RFC 5321) and, where there is one, by the finer code at the beginning of its text (RFC 3463).
fn meaning(code: u16, text: &str) -> Meaning {
    let fine = text.split_whitespace().next().filter(|w| w.split('.').count() == 3).unwrap_or_default();
    let is = |prefix: &str| fine.starts_with(prefix);
    match code {
        // The service closes, has a fault of its own, no room, or wants another sign-in than ours.
        421 | 432 | 451 | 452 | 454 | 530 | 534 | 535 | 538 => Meaning::ServerAway,
        400..=499 if is("4.3.") => Meaning::ServerAway,
        400..=499 => Meaning::NotNow,
        550 | 551 | 553 | 556 if fine.is_empty() || is("5.1.") || is("5.2.1") => Meaning::NoSuchAddress,
        500..=599 if is("5.1.1") || is("5.1.2") || is("5.1.3") || is("5.1.6") || is("5.1.10") => Meaning::NoSuchAddress,
        _ => Meaning::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood() {
        for (code, text, expected) in [
            (421, "4.3.2 closing", Meaning::ServerAway),
            (450, "mailbox busy", Meaning::NotNow),
            (450, "4.2.0 greylisted", Meaning::NotNow),
            (450, "4.3.2 not accepting mail", Meaning::ServerAway),
            (451, "local error", Meaning::ServerAway),
            (535, "5.7.8 bad credentials", Meaning::ServerAway),
            (550, "no such user", Meaning::NoSuchAddress),
            (550, "5.1.1 no such user", Meaning::NoSuchAddress),
            (550, "5.2.1 mailbox disabled", Meaning::NoSuchAddress),
            (550, "5.7.1 looks like spam", Meaning::Never),
            (552, "5.2.2 mailbox full", Meaning::Never),
            (554, "5.1.1 unknown", Meaning::NoSuchAddress),
            (554, "no", Meaning::Never),
        ] {
            assert_eq!(meaning(code, text), expected, "{code} {text}");
        }
    }
}
