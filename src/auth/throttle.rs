//! Brakes on guessing, by address and by account. They slow down strangers, and never lock out the owner: a browser in which
//! somebody has signed in before is counted apart from all others.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

type Limiter = DefaultKeyedRateLimiter<String>;

/// A try that came too soon after others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; again in {seconds} s")]
pub struct TooMany {
    /// Seconds until the next try.
    pub seconds: u64,
}

/// The brakes of one process.
pub struct Throttle {
    by_address: Limiter,
    by_account_here: Limiter,
    by_account_anywhere: Limiter,
    resets_by_account: Limiter,
}

/// So many tries at once, then one every `every`.
fn limiter(burst: u32, every: Duration) -> Limiter {
    let quota = Quota::with_period(every).unwrap_or_else(|| Quota::per_minute(NonZeroU32::MIN));
    RateLimiter::keyed(quota.allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN)))
}

fn check(limiter: &Limiter, key: String) -> Result<(), TooMany> {
    limiter.check_key(&key).map_err(|until| {
        let wait = until.wait_time_from(governor::clock::DefaultClock::default().now());
        TooMany { seconds: wait.as_secs() + 1 }
    })
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            by_address: limiter(40, Duration::from_secs(2)),
            by_account_here: limiter(8, Duration::from_secs(15)),
            by_account_anywhere: limiter(30, Duration::from_mins(1)),
            resets_by_account: limiter(3, Duration::from_mins(20)),
        }
    }
}

/// Networks hand out whole blocks of IPv6 addresses: the first 64 bits count as one.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(|| format!("{:x?}", &v6.segments()[..4]), |v4| v4.to_string()),
    }
}

impl Throttle {
    /// Lets a try to sign in through. `device` is the mark of a browser in which this account has signed in before.
    ///
    /// # Errors
    /// [`TooMany`].
    pub fn sign_in(&self, network: &str, account: &str, device: Option<&str>) -> Result<(), TooMany> {
        self.forget_old();
        if let Some(device) = device {
            return check(&self.by_account_here, format!("{account} device {device}"));
        }
        check(&self.by_address, network.to_owned())?;
        check(&self.by_account_here, format!("{account} from {network}"))?;
        check(&self.by_account_anywhere, account.to_owned())
    }

    /// Lets a request for a new password through.
    ///
    /// # Errors
    /// [`TooMany`] for an address that asks too often.
    pub fn ask_reset(&self, network: &str) -> Result<(), TooMany> {
        check(&self.by_address, format!("{network} reset"))
    }

    /// Whether another mail with a link may go to this account now. The answer to the visitor does not depend on it.
    #[must_use]
    pub fn may_mail_reset(&self, account: &str) -> bool {
        check(&self.resets_by_account, account.to_owned()).is_ok()
    }

    fn forget_old(&self) {
        for limiter in [&self.by_address, &self.by_account_here, &self.by_account_anywhere, &self.resets_by_account] {
            if limiter.len() > 10_000 {
                limiter.retain_recent();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_is_slowed_and_the_owner_is_not() {
        let throttle = Throttle::default();
        let mut refused = false;
        for n in 0..60 {
            let from = format!("10.0.0.{n}");
            refused |= throttle.sign_in(&from, "ines@example.org", None).is_err();
        }
        assert!(refused, "many addresses against one account are slowed");
        assert!(throttle.sign_in("10.9.9.9", "ines@example.org", Some("her own browser")).is_ok());
        assert!(throttle.sign_in("10.9.9.9", "other@example.org", None).is_ok());
    }

    #[test]
    fn one_address_against_one_account_is_slowed_soon() {
        let throttle = Throttle::default();
        let tries = (0..20).take_while(|_| throttle.sign_in("10.0.0.1", "a@example.org", None).is_ok()).count();
        assert_eq!(tries, 8);
        assert!(matches!(throttle.sign_in("10.0.0.1", "a@example.org", None), Err(TooMany { seconds: 1..=16 })));
    }

    #[test]
    fn neighbours_in_a_block_count_as_one() {
        assert_eq!(network("2001:db8:1:2:3::1".parse().unwrap()), network("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1");
    }
}
