//! Limits on guessing, shared by all processes through the database. They slow strangers down and do not lock the owner of an account out:
//! a browser in which somebody has signed in before is counted apart, and so are the first attempts from a network that has made none.
//!
//! What is limited is stored as a hash that nobody can make without the key of the installation; rows are deleted when their time is over.

use chrono::{DateTime, TimeDelta, Utc};
use domain::throttle::{Limit, TooMany};

use super::keys::Keys;
use super::sha256_hex;
use crate::db::{Conn, throttle};
use crate::error::Error;

/// Attempts of a network: strangers behind one address share them.
const NETWORK: Limit = Limit::new(40, TimeDelta::seconds(2));
/// Attempts for an account from one network, or from one browser in which its owner has signed in.
const ACCOUNT_HERE: Limit = Limit::new(8, TimeDelta::seconds(15));
/// Attempts for an account from all networks that have made some.
const ACCOUNT_ANYWHERE: Limit = Limit::new(30, TimeDelta::minutes(1));
/// First attempts for an account from networks that have made none.
const ACCOUNT_NEW_NETWORK: Limit = Limit::new(200, TimeDelta::seconds(5));
/// So many attempts of a network for an account are its first ones.
const FIRST: i64 = 3;
/// Second factors, after the password was right.
const CODE: Limit = Limit::new(5, TimeDelta::minutes(1));
/// Mails with a link for a new password.
const RESET_MAIL: Limit = Limit::new(3, TimeDelta::minutes(20));

/// What is attempted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// To sign in from a network, for an account, in a browser with the mark of an earlier sign-in to this account.
    SignIn {
        /// Where it comes from.
        network: String,
        /// Mail address that was typed.
        account: String,
        /// The mark.
        device: Option<String>,
    },
    /// To give a second factor for an account.
    Code {
        /// Key of the person.
        account: String,
    },
    /// To ask for a new password from a network.
    Reset {
        /// Where it comes from.
        network: String,
    },
    /// To have a link for a new password mailed to an account.
    ResetMail {
        /// Mail address.
        account: String,
    },
}

/// Counts an attempt. Call it in a write transaction, and wait for it before the attempt is made: what cannot be counted is not allowed.
///
/// # Errors
/// When the database fails; the inner error for an attempt that came too soon, which does not count.
pub fn count(conn: &mut Conn, keys: &Keys, attempt: &Attempt, now: DateTime<Utc>) -> Result<Result<(), TooMany>, Error> {
    throttle::lock(conn)?;
    let key = |parts: &[&str]| sha256_hex(&[keys.secret(), b" throttle ", parts.join("\0").as_bytes()].concat());
    let limits = match attempt {
        Attempt::SignIn { account, device: Some(device), .. } => vec![(key(&["device", account, device]), ACCOUNT_HERE)],
        Attempt::SignIn { network, account, device: None } => {
            let here = key(&["here", account, network]);
            let is_new = ACCOUNT_HERE.counted(throttle::used_until(conn, &here)?, now) < FIRST;
            let all = if is_new { (key(&["new", account]), ACCOUNT_NEW_NETWORK) } else { (key(&["anywhere", account]), ACCOUNT_ANYWHERE) };
            vec![(key(&["network", network]), NETWORK), (here, ACCOUNT_HERE), all]
        }
        Attempt::Code { account } => vec![(key(&["code", account]), CODE)],
        Attempt::Reset { network } => vec![(key(&["reset", network]), NETWORK)],
        Attempt::ResetMail { account } => vec![(key(&["reset-mail", account]), RESET_MAIL)],
    };
    let mut counted = Vec::new();
    for (key, limit) in limits {
        match limit.attempt(throttle::used_until(conn, &key)?, now) {
            Ok(until) => counted.push((key, until)),
            Err(refused) => return Ok(Err(refused)),
        }
    }
    throttle::forget(conn, now)?;
    for (key, until) in counted {
        throttle::set(conn, &key, until)?;
    }
    Ok(Ok(()))
}
