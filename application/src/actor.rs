//! Who does something: the one value that every action takes.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::{Member, Role};
use domain::ids::PersonId;
use domain::lang::Lang;
use domain::person::Profile;
use url::Url;

use crate::auth::keys::Keys;
use crate::error::Error;
use crate::wording::Wording;

/// What actions need to know of the installation: where links lead, what signs them, and who puts messages into words.
#[derive(Clone)]
pub struct Site {
    /// Where people reach the tracker; ends with a slash.
    pub base: Url,
    /// The secret that signs links.
    pub keys: Keys,
    /// Puts messages and documents into words.
    pub wording: &'static dyn Wording,
    /// Whether the data is invented.
    pub demo: bool,
}

/// Who does something, in which language, when, and where.
#[derive(Clone)]
pub struct Actor {
    /// The person; `None` when the program itself acts or somebody acts by a link without being signed in.
    pub member: Option<Member>,
    /// Their name, for mails; empty if there is none.
    pub name: String,
    /// Language of the person.
    pub lang: Lang,
    /// The moment of the action.
    pub now: DateTime<Utc>,
    /// The day on which it is done, in the person's time zone.
    pub today: NaiveDate,
    /// The installation.
    pub site: Arc<Site>,
}

impl Actor {
    /// A person who acts.
    #[must_use]
    pub fn person(profile: &Profile, now: DateTime<Utc>, site: Arc<Site>) -> Self {
        Self {
            member: Some(profile.member()),
            name: profile.person.name.clone(),
            lang: profile.person.lang,
            now,
            today: now.with_timezone(&profile.time_zone).date_naive(),
            site,
        }
    }

    /// The program itself.
    #[must_use]
    pub fn program(now: DateTime<Utc>, site: Arc<Site>) -> Self {
        Self { member: None, name: String::new(), lang: Lang::En, now, today: now.date_naive(), site }
    }

    /// The member who acts.
    ///
    /// # Errors
    /// [`Error::NotFound`] if nobody is signed in: what only members may do does not exist for others.
    pub const fn member(&self) -> Result<&Member, Error> {
        match &self.member {
            Some(member) => Ok(member),
            None => Err(Error::NotFound),
        }
    }

    /// The administrator who acts.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else.
    pub fn administrator(&self) -> Result<&Member, Error> {
        self.member().and_then(|member| if member.role == Role::Administrator { Ok(member) } else { Err(Error::NotFound) })
    }

    /// The officer or administrator who acts.
    ///
    /// # Errors
    /// [`Error::NotFound`] for everybody else.
    pub fn officer(&self) -> Result<&Member, Error> {
        self.member().and_then(|member| if member.role.is_officer() { Ok(member) } else { Err(Error::NotFound) })
    }

    /// The same moment and installation with this person as who acts: somebody who proves by a link or a password who they are.
    #[must_use]
    pub fn becoming(&self, profile: &Profile) -> Self {
        Self::person(profile, self.now, Arc::clone(&self.site))
    }

    /// The key of the person who acts, for the history.
    #[must_use]
    pub fn id(&self) -> Option<PersonId> {
        self.member.as_ref().map(|m| m.id)
    }
}
