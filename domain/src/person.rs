//! People with accounts: how they join, leave and come back.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use email_address::EmailAddress;
use icu_normalizer::ComposingNormalizerBorrowed;

use crate::access::Role;
use crate::form::{self, Errors, Problem};
use crate::ids::{OrganisationId, PersonId};
use crate::lang::{Lang, Translated};
use crate::mail::Unreachable;

/// Most characters of a name.
const NAME_MAX: usize = 120;

/// Where an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Invited, and has not followed the link yet.
    Invited {
        /// When the last invitation was sent.
        at: DateTime<Utc>,
    },
    /// Can sign in.
    Active {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// Was shut by an administrator. What the person did stays.
    Deactivated {
        /// Since when.
        since: DateTime<Utc>,
        /// When the person had joined, if ever.
        joined: Option<DateTime<Utc>>,
    },
}

/// A change of an account that its present state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the account is not in a state for that")]
pub struct WrongState;

impl Account {
    /// The word for the state in texts: `invited`, `active`, `deactivated`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Invited { .. } => "invited",
            Self::Active { .. } => "active",
            Self::Deactivated { .. } => "deactivated",
        }
    }

    /// Whether its owner can sign in.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        matches!(self, Self::Active { .. })
    }

    /// The person has set a password by an invitation (or by a link that resets it).
    ///
    /// # Errors
    /// [`WrongState`] once deactivated.
    pub const fn join(self, now: DateTime<Utc>) -> Result<Self, WrongState> {
        match self {
            Self::Invited { .. } => Ok(Self::Active { since: now }),
            Self::Active { since } => Ok(Self::Active { since }),
            Self::Deactivated { .. } => Err(WrongState),
        }
    }

    /// An administrator shuts the account.
    ///
    /// # Errors
    /// [`WrongState`] if it is shut already.
    pub const fn deactivate(self, now: DateTime<Utc>) -> Result<Self, WrongState> {
        match self {
            Self::Invited { .. } => Ok(Self::Deactivated { since: now, joined: None }),
            Self::Active { since } => Ok(Self::Deactivated { since: now, joined: Some(since) }),
            Self::Deactivated { .. } => Err(WrongState),
        }
    }

    /// An administrator reactivates the account: a person who had joined can sign in as before, others are invited again.
    ///
    /// # Errors
    /// [`WrongState`] unless deactivated.
    pub const fn reactivate(self, now: DateTime<Utc>) -> Result<Self, WrongState> {
        match self {
            Self::Deactivated { joined: Some(since), .. } => Ok(Self::Active { since }),
            Self::Deactivated { joined: None, .. } => Ok(Self::Invited { at: now }),
            _ => Err(WrongState),
        }
    }
}

/// Reads a mail address, and gives it the one form in which it is stored and sent to: small letters, as nobody tells two people apart by
/// capitals; no full-width letters; an international domain in the letters of the domain name system (`xn--…`), which every mail server takes.
///
/// # Errors
/// [`Problem::Required`], [`Problem::TooLong`], [`Problem::NotAnEmail`].
pub fn email(typed: &str) -> Result<String, Problem> {
    let typed = form::line(typed, EMAIL_MAX)?;
    let plain = ComposingNormalizerBorrowed::new_nfkc().normalize(&typed).to_lowercase();
    let (local, domain) = plain.rsplit_once('@').ok_or(Problem::NotAnEmail)?;
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| Problem::NotAnEmail)?;
    let address = format!("{local}@{domain}");
    let is_plain = address.chars().all(|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | ',' | '[' | ']'));
    match EmailAddress::from_str(&address) {
        Ok(_) if domain.contains('.') && is_plain => Ok(address),
        _ => Err(Problem::NotAnEmail),
    }
}

/// Most characters of a mail address.
const EMAIL_MAX: usize = 254;

/// Reads the name of a time zone of the IANA list.
///
/// # Errors
/// [`Problem::Required`], [`Problem::NotAChoice`].
pub fn time_zone(typed: &str) -> Result<Tz, Problem> {
    form::choice(typed)
}

/// The names of the time zones that can be chosen: UTC, and those named after places.
pub fn time_zones() -> impl Iterator<Item = &'static str> {
    TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| *name == "UTC" || (name.contains('/') && !name.starts_with("Etc/")))
}

/// In which language and time zone somebody wants to be served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// Language of pages and mails.
    pub lang: Lang,
    /// Time zone of days and mornings.
    pub zone: Tz,
}

/// The same as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PreferencesInput {
    /// Word of the language.
    pub lang: String,
    /// Name of the time zone.
    pub zone: String,
}

impl From<&Profile> for PreferencesInput {
    fn from(profile: &Profile) -> Self {
        Self { lang: profile.person.lang.as_str().to_owned(), zone: profile.time_zone.name().to_owned() }
    }
}

impl PreferencesInput {
    /// Reads the choices.
    ///
    /// # Errors
    /// The problems of `lang` and `time-zone`.
    pub fn parse(&self) -> Result<Preferences, Errors> {
        let mut errors = Errors::new();
        let lang = errors.check("lang", form::choice::<Lang>(&self.lang));
        let zone = errors.check("time-zone", time_zone(&self.zone));
        lang.zip(zone).map(|(lang, zone)| Preferences { lang, zone }).ok_or(errors)
    }
}

/// What was typed about a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonInput {
    /// Full name.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Word of the role.
    pub role: String,
    /// Key of the organisation, or empty.
    pub organisation: String,
    /// Word of the language of mails and, until they choose another, pages.
    pub lang: String,
}

/// What a person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub name: String,
    /// Mail address, lower case.
    pub email: String,
    /// What they are here.
    pub role: Role,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
    /// In which language mails reach them.
    pub lang: Lang,
}

/// A person as recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Key.
    pub id: PersonId,
    /// What the person is.
    pub person: Person,
    /// Where the account stands.
    pub account: Account,
    /// The person's time zone.
    pub time_zone: Tz,
    /// Name of the organisation.
    pub organisation_name: Option<Translated>,
    /// Why mails do not reach the person, if they do not.
    pub unreachable: Option<Unreachable>,
    /// Raised by every edit, to notice two at once.
    pub version: i32,
}

impl Profile {
    /// The person as far as rights depend on it.
    #[must_use]
    pub const fn member(&self) -> crate::access::Member {
        crate::access::Member { id: self.id, role: self.person.role, organisation: self.person.organisation }
    }

    /// Checks that an administrator who can sign in remains when the person's role and account become these. `administrators` is how many
    /// can sign in before the change.
    ///
    /// # Errors
    /// [`Problem::LastAdministrator`].
    pub const fn check_administrator_remains(&self, role: Role, account: &Account, administrators: i64) -> Result<(), Problem> {
        let was = matches!(self.person.role, Role::Administrator) && self.account.is_active();
        let is = matches!(role, Role::Administrator) && account.is_active();
        if was && !is && administrators <= 1 { Err(Problem::LastAdministrator) } else { Ok(()) }
    }
}

/// Reads the name and mail address of a new administrator.
///
/// # Errors
/// The problem of each field (`name`, `email`).
pub fn administrator(name: &str, email: &str, lang: Lang) -> Result<Person, Errors> {
    let mut errors = Errors::new();
    let name = errors.check("name", form::line(name, NAME_MAX));
    let email = errors.check("email", self::email(email));
    match (name, email) {
        (Some(name), Some(email)) => Ok(Person { name, email, role: Role::Administrator, organisation: None, lang }),
        _ => Err(errors),
    }
}

impl PersonInput {
    /// Reads what was typed; `organisations` are the keys that may be chosen.
    ///
    /// # Errors
    /// Every field's problem (`name`, `email`, `role`, `organisation`, `lang`).
    pub fn parse(&self, organisations: &[OrganisationId]) -> Result<Person, Errors> {
        let mut errors = Errors::new();
        let name = errors.check("name", form::line(&self.name, NAME_MAX));
        let email = errors.check("email", email(&self.email));
        let role: Option<Role> = errors.check("role", form::choice(&self.role));
        let organisation = match self.organisation.parse().map(OrganisationId) {
            _ if self.organisation.is_empty() => {
                if role.is_some_and(Role::needs_organisation) {
                    errors.add("organisation", Problem::OrganisationNeeded);
                }
                None
            }
            Ok(key) if organisations.contains(&key) => Some(key),
            _ => {
                errors.add("organisation", Problem::NotAChoice);
                None
            }
        };
        let lang = errors.check("lang", form::choice(&self.lang));
        match (name, email, role, lang) {
            (Some(name), Some(email), Some(role), Some(lang)) if errors.is_empty() => Ok(Person { name, email, role, organisation, lang }),
            _ => Err(errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_read_with_care() {
        assert_eq!(email(" Ines.Duarte@Example.ORG "), Ok("ines.duarte@example.org".into()));
        for bad in [
            "ines",
            "ines@",
            "@example.org",
            "ines@localhost",
            "a b@example.org",
            "Ines <ines@example.org>",
            "a@b@c.org",
            "\"x y\"@example.org",
        ] {
            assert_eq!(email(bad), Err(Problem::NotAnEmail), "{bad}");
        }
        assert_eq!(email("a\r\nBcc: b@example.org"), Err(Problem::NotAnEmail));
        for one in [
            "pat@exämple.org",
            "Pat@EXÄMPLE.org",
            "pat@xn--exmple-cua.org",
            "ｐａｔ@exa\u{308}mple.org",
            "pat@exämple。org",
            "\u{200B}pat@exämple.org",
        ] {
            assert_eq!(email(one), Ok("pat@xn--exmple-cua.org".into()), "{one}");
        }
        assert_eq!(email("pat８@example.org"), Ok("pat8@example.org".into()));
        for bad in ["pat@[192.0.2.1]", "pat@exam_ple.org", "pat@-example.org", "pat@example..org"] {
            assert_eq!(email(bad), Err(Problem::NotAnEmail), "{bad}");
        }
    }

    #[test]
    fn a_partner_needs_an_organisation_and_an_officer_does_not() {
        let typed = |role: &str| PersonInput {
            name: "A".into(),
            email: "a@example.org".into(),
            role: role.into(),
            organisation: String::new(),
            lang: "en".into(),
        };
        assert_eq!(typed("partner").parse(&[]).unwrap_err().of("organisation"), Some(&Problem::OrganisationNeeded));
        assert!(typed("officer").parse(&[]).is_ok());
    }

    #[test]
    fn the_last_administrator_who_can_sign_in_stays_one() {
        let now = Utc.timestamp_opt(0, 0).unwrap();
        let (active, invited) = (Account::Active { since: now }, Account::Invited { at: now });
        let shut = active.deactivate(now).unwrap();
        let profile = |role, account| Profile {
            id: PersonId(1),
            person: Person { name: "A".into(), email: "a@example.org".into(), role, organisation: None, lang: Lang::En },
            account,
            time_zone: Tz::UTC,
            organisation_name: None,
            unreachable: None,
            version: 1,
        };
        let last = profile(Role::Administrator, active);
        assert_eq!(last.check_administrator_remains(Role::Officer, &active, 1), Err(Problem::LastAdministrator));
        assert_eq!(last.check_administrator_remains(Role::Administrator, &shut, 1), Err(Problem::LastAdministrator));
        assert_eq!(last.check_administrator_remains(Role::Administrator, &active, 1), Ok(()));
        assert_eq!(last.check_administrator_remains(Role::Officer, &shut, 2), Ok(()));
        // Somebody who cannot sign in, or is no administrator, is not among those who are counted.
        assert_eq!(profile(Role::Administrator, invited).check_administrator_remains(Role::Officer, &invited, 1), Ok(()));
        assert_eq!(profile(Role::Officer, active).check_administrator_remains(Role::Officer, &shut, 1), Ok(()));
    }

    #[derive(Debug, Clone, Copy)]
    enum Step {
        Join,
        Deactivate,
        Reactivate,
    }

    proptest! {
        /// Whatever happens to an account, nobody who was shut out is let in but by reactivation, and joining is never forgotten.
        #[test]
        fn accounts_never_open_by_themselves(steps in proptest::collection::vec(prop_oneof![Just(Step::Join), Just(Step::Deactivate), Just(Step::Reactivate)], 0..20)) {
            let at = |n: usize| Utc.timestamp_opt(i64::try_from(n).unwrap() * 60, 0).unwrap();
            let mut account = Account::Invited { at: at(0) };
            let mut joined = None;
            for (n, step) in steps.into_iter().enumerate() {
                let now = at(n + 1);
                let next = match step {
                    Step::Join => account.join(now),
                    Step::Deactivate => account.deactivate(now),
                    Step::Reactivate => account.reactivate(now),
                };
                match (account, next) {
                    (Account::Deactivated { .. }, Ok(_)) => prop_assert!(matches!(step, Step::Reactivate)),
                    (Account::Invited { .. }, Ok(Account::Active { since })) => joined = Some(since),
                    _ => {}
                }
                account = next.unwrap_or(account);
                match account {
                    Account::Active { since } => prop_assert_eq!(Some(since), joined),
                    Account::Deactivated { joined: was, .. } => prop_assert_eq!(was, joined),
                    Account::Invited { .. } => prop_assert_eq!(joined, None),
                }
            }
        }
    }
}
