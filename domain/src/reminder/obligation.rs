//! What somebody has to do, by which day, and who is reminded of it.

use chrono::NaiveDate;

use crate::access::Role;
use crate::ids::{ActivityId, DeliveryId, EventId, MeasurementId, OutputId, PersonId, UpdateId};
use crate::lang::Translated;
use crate::string_enum::string_enum;

/// The hour of the day at which reminders go out, in the reader's time zone.
pub const HOUR: u32 = 8;

string_enum! {
    /// What is reminded of.
    Kind ("kind of reminder") {
        /// A progress update.
        Update = "update",
        /// An activity whose planned end has passed and that is to be closed.
        Closing = "closing",
        /// An output that is to be delivered.
        Output = "output",
        /// An event that comes up.
        EventComing = "event-coming",
        /// The record of an event that is over.
        EventReport = "event-report",
        /// A record that was returned to its author.
        Returned = "returned",
        /// A record that waits for review.
        Review = "review",
        /// A measurement after the end of its period.
        Measurement = "measurement",
        /// What changed in a quarter, for donors.
        DonorDigest = "donor-digest",
    }
}

string_enum! {
    /// To whom an obligation escalates when nothing happens.
    Escalation ("escalation") {
        /// The administrators.
        Administrators = "administrators",
        /// The officers who lead the activity.
        Lead = "lead",
    }
}

string_enum! {
    /// How somebody wants to be reminded.
    Choice ("choice of reminders") {
        /// On the day on which something falls due.
        AsItComes = "as-it-comes",
        /// On Mondays.
        Weekly = "weekly",
        /// Never.
        Off = "off",
    }
}

impl Kind {
    /// Whether somebody of this role may have to do with it. Nobody is reminded of what is not theirs.
    #[must_use]
    pub const fn is_for(self, role: Role) -> bool {
        match (self, role) {
            (Self::DonorDigest, _) => matches!(role, Role::Donor),
            (_, Role::Donor) => false,
            (Self::Update | Self::Closing | Self::Review, Role::Partner) => false,
            _ => true,
        }
    }

    /// To whom obligations of this kind escalate when nothing happens, if to anybody.
    #[must_use]
    pub const fn escalation(self) -> Option<Escalation> {
        match self {
            Self::Update | Self::Output | Self::Review | Self::Measurement => Some(Escalation::Administrators),
            Self::EventReport | Self::Returned => Some(Escalation::Lead),
            Self::Closing | Self::EventComing | Self::DonorDigest => None,
        }
    }

    /// Whether the day of such an obligation is one by which something had to be done, so that it can be late. Other days are those since
    /// which something waits.
    #[must_use]
    pub const fn has_deadline(self) -> bool {
        matches!(self, Self::Update | Self::Output | Self::EventComing | Self::Measurement)
    }
}

/// The record that an obligation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An activity.
    Activity(ActivityId),
    /// An output.
    Output(OutputId),
    /// A delivery.
    Delivery(DeliveryId),
    /// An event.
    Event(EventId),
    /// An indicator.
    Indicator(i32),
    /// A measurement.
    Measurement(MeasurementId),
    /// The plan as a whole.
    Plan,
}

impl Subject {
    /// The word and the key under which it is stored.
    #[must_use]
    pub const fn stored(self) -> (&'static str, i32) {
        match self {
            Self::Activity(id) => ("activity", id.0),
            Self::Output(id) => ("output", id.0),
            Self::Delivery(id) => ("delivery", id.0),
            Self::Event(id) => ("event", id.0),
            Self::Indicator(id) => ("indicator", id),
            Self::Measurement(id) => ("measurement", id.0),
            Self::Plan => ("plan", 0),
        }
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// A word that is not known.
    pub fn read(word: &str, id: i32) -> Result<Self, crate::UnknownValue> {
        Ok(match word {
            "activity" => Self::Activity(ActivityId(id)),
            "output" => Self::Output(OutputId(id)),
            "delivery" => Self::Delivery(DeliveryId(id)),
            "event" => Self::Event(EventId(id)),
            "indicator" => Self::Indicator(id),
            "measurement" => Self::Measurement(MeasurementId(id)),
            "plan" => Self::Plan,
            _ => return Err(crate::UnknownValue { what: "subject of a reminder", value: word.to_owned() }),
        })
    }
}

/// What reminders show of an obligation: what it is about, and where it is done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// Name of the record.
    pub title: Translated,
    /// Number and short title of the activity.
    pub activity: Option<(i32, Translated)>,
    /// Short title of the plan of that activity, if there are several plans.
    pub plan: Option<Translated>,
    /// Names of those who have to act.
    pub names: Vec<String>,
    /// Name of who sent a record for review.
    pub sender: Option<String>,
    /// Why a record was returned.
    pub reason: Option<String>,
    /// The update that the lead officer may confirm instead of posting another, and where that is done.
    pub confirms: Option<(UpdateId, String)>,
    /// Role of the people to whom it really escalates: administrators stand in where nobody leads.
    pub escalation: Option<Escalation>,
    /// Path of the form in which it is done.
    pub form: String,
}

/// Something that somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// What sort of thing.
    pub kind: Kind,
    /// Which record.
    pub subject: Subject,
    /// The day from which its steps count. It never slides.
    pub due: NaiveDate,
    /// The last day on which a reminder makes sense.
    pub until: Option<NaiveDate>,
    /// The activities that it serves.
    pub activities: Vec<ActivityId>,
    /// Who has to act.
    pub from: Vec<PersonId>,
    /// People to whom it escalates when nothing happens, and who are reminded at once if nobody has to act.
    pub escalated_to: Vec<PersonId>,
    /// Whether nobody was told of it when it came up, so that the mail of the next morning does.
    pub is_news: bool,
    /// What reminders show of it.
    pub about: About,
}

/// A value measured so many days before the end of a period stands for its end.
const NEAR: i64 = 30;

/// The first end of a period (milestone or target day) for which nothing was measured, if any.
#[must_use]
pub fn unmeasured(ends: &[NaiveDate], measured: &[NaiveDate]) -> Option<NaiveDate> {
    let newest = measured.iter().max();
    let is_covered = |end: &NaiveDate| newest.is_some_and(|day| (*end - *day).num_days() <= NEAR);
    ends.iter().filter(|end| !is_covered(end)).min().copied()
}

/// Who is asked to review a record: the lead officers of the activities that it serves; where there is none but its author, all
/// officers.
#[must_use]
pub fn reviewers(leads: &[PersonId], officers: &[PersonId], author: PersonId) -> Vec<PersonId> {
    let others = || officers.iter().copied().filter(|id| *id != author);
    let leading: Vec<PersonId> = others().filter(|id| leads.contains(id)).collect();
    if leading.is_empty() { others().collect() } else { leading }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn donors_get_their_digest_and_nothing_else() {
        for kind in Kind::ALL {
            assert_eq!(kind.is_for(Role::Donor), *kind == Kind::DonorDigest, "{kind}");
            assert_eq!(kind.is_for(Role::Officer), *kind != Kind::DonorDigest, "{kind}");
        }
        assert!(!Kind::Update.is_for(Role::Partner) && !Kind::Review.is_for(Role::Partner) && Kind::Returned.is_for(Role::Partner));
    }

    #[test]
    fn subjects_survive_storage() {
        let all = [
            Subject::Activity(ActivityId(1)),
            Subject::Output(OutputId(2)),
            Subject::Delivery(DeliveryId(3)),
            Subject::Event(EventId(4)),
            Subject::Indicator(5),
            Subject::Measurement(MeasurementId(6)),
            Subject::Plan,
        ];
        for subject in all {
            let (word, id) = subject.stored();
            assert_eq!(Subject::read(word, id), Ok(subject));
        }
        assert!(Subject::read("moon", 1).is_err());
    }

    #[test]
    fn a_value_near_the_end_of_a_period_stands_for_it() {
        let day = |m, d| NaiveDate::from_ymd_opt(2018, m, d).unwrap();
        let ends = [day(6, 30), day(12, 31)];
        assert_eq!(unmeasured(&ends, &[]), Some(day(6, 30)));
        assert_eq!(unmeasured(&ends, &[day(2, 1)]), Some(day(6, 30)));
        assert_eq!(unmeasured(&ends, &[day(5, 31)]), Some(day(12, 31)));
        assert_eq!(unmeasured(&ends, &[day(12, 1), day(2, 1)]), None);
    }

    #[test]
    fn nobody_is_asked_to_review_their_own_record() {
        let [a, b, c] = [PersonId(1), PersonId(2), PersonId(3)];
        assert_eq!(reviewers(&[a], &[a, b, c], b), [a]);
        assert_eq!(reviewers(&[b], &[a, b, c], b), [a, c], "the lead is the author: all others are asked");
        assert_eq!(reviewers(&[c], &[a, b], b), [a], "the lead has left");
    }
}
