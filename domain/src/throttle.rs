//! How many attempts are allowed in which time. The allowance of a key is one number, the time until which it is used up, so that any number
//! of processes can share it in a database (the generic cell rate algorithm).

use chrono::{DateTime, TimeDelta, Utc};

/// So many attempts at once, then one in every period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// How many at once.
    pub burst: i32,
    /// The period of one.
    pub period: TimeDelta,
}

/// An attempt that came too soon after others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries; again in {seconds} s")]
pub struct TooMany {
    /// Seconds until the next attempt.
    pub seconds: u64,
}

impl Limit {
    /// A limit.
    #[must_use]
    pub const fn new(burst: i32, period: TimeDelta) -> Self {
        Self { burst, period }
    }

    fn whole(self) -> TimeDelta {
        self.period * self.burst
    }

    /// Until when the allowance is used up after one more attempt. `used_until` is the time after the attempts before; one that lies further
    /// ahead than any number of attempts leads was stored while the clock ran ahead, and does not count.
    ///
    /// # Errors
    /// [`TooMany`]; the attempt does not count then.
    pub fn attempt(self, used_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>, TooMany> {
        let used_until = used_until.filter(|at| *at <= now + self.whole()).unwrap_or(now).max(now);
        let after = used_until + self.period;
        let wait = after - now - self.whole();
        if wait > TimeDelta::zero() {
            let seconds = (wait + TimeDelta::milliseconds(999)).num_seconds();
            return Err(TooMany { seconds: seconds.unsigned_abs().max(1) });
        }
        Ok(after)
    }

    /// How many attempts count at a moment.
    #[must_use]
    pub fn counted(self, used_until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> i64 {
        let ahead = used_until.map_or_else(TimeDelta::zero, |at| at - now).num_milliseconds().max(0);
        let period = self.period.num_milliseconds().max(1);
        (ahead + period - 1) / period
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMIT: Limit = Limit::new(8, TimeDelta::seconds(15));

    fn at(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(ms).unwrap()
    }

    #[test]
    fn a_burst_is_allowed_and_then_one_in_every_period() {
        let mut used = None;
        for n in 0..8 {
            assert_eq!(LIMIT.counted(used, at(0)), n);
            used = Some(LIMIT.attempt(used, at(0)).unwrap());
        }
        assert_eq!(LIMIT.attempt(used, at(0)), Err(TooMany { seconds: 15 }));
        assert_eq!(LIMIT.attempt(used, at(14_500)), Err(TooMany { seconds: 1 }));
        used = Some(LIMIT.attempt(used, at(15_000)).unwrap());
        assert_eq!(LIMIT.attempt(used, at(15_000)), Err(TooMany { seconds: 15 }));
    }

    #[test]
    fn a_clock_that_ran_ahead_does_not_lock_anybody_out() {
        let ahead = LIMIT.attempt(None, at(30 * 86_400_000)).unwrap();
        assert!(LIMIT.attempt(Some(ahead), at(0)).is_ok());
    }

    proptest! {
        /// However attempts are spread, in no time are there more than the burst and one for every period.
        #[test]
        fn no_time_has_more_than_its_allowance(gaps in proptest::collection::vec(0_i64..40_000, 1..80)) {
            let (mut now, mut used, mut passed) = (0, None, Vec::new());
            for gap in gaps {
                now += gap;
                if let Ok(after) = LIMIT.attempt(used, at(now)) {
                    used = Some(after);
                    passed.push(now);
                }
            }
            for (i, from) in passed.iter().enumerate() {
                for (j, to) in passed.iter().enumerate().skip(i) {
                    prop_assert!(i64::try_from(j - i).unwrap() < 8 + (to - from) / 15_000 + 1);
                }
            }
        }

        /// Who is refused gets through after the time that was said.
        #[test]
        fn the_wait_that_is_said_is_enough(now in 0_i64..100_000, used in 0_i64..250_000) {
            if let Err(TooMany { seconds }) = LIMIT.attempt(Some(at(used)), at(now)) {
                let later = at(now + i64::try_from(seconds).unwrap() * 1000);
                prop_assert!(LIMIT.attempt(Some(at(used)), later).is_ok());
            }
        }
    }
}
