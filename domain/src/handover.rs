//! Handing over activities: who leads each of them from now on.

use crate::form::{Errors, Problem};
use crate::ids::{ActivityId, PersonId};

/// The choice that leaves an activity without a lead.
pub const NOBODY: &str = "nobody";

/// What was chosen: for all activities at once, and for single ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandoverInput {
    /// For all activities for which nothing else is chosen: the key of a person, [`NOBODY`], or empty.
    pub all: String,
    /// For single activities, likewise.
    pub each: Vec<(ActivityId, String)>,
}

/// Who leads an activity from now on.
pub type NewLead = (ActivityId, Option<PersonId>);

impl HandoverInput {
    /// The field of an activity in the form.
    #[must_use]
    pub fn field(activity: ActivityId) -> String {
        format!("lead-{activity}")
    }

    /// What was chosen for an activity by itself; empty for what is chosen for all.
    #[must_use]
    pub fn of(&self, activity: ActivityId) -> &str {
        self.each.iter().find(|(id, _)| *id == activity).map_or("", |(_, chosen)| chosen)
    }

    /// Reads the choice for each of these activities. `officers`: who may lead.
    ///
    /// # Errors
    /// The problem of `lead-all`, or of `lead-<key>` for each activity for which nobody was chosen.
    pub fn parse(&self, activities: &[ActivityId], officers: &[PersonId]) -> Result<Vec<NewLead>, Errors> {
        let read = |chosen: &str| match chosen {
            NOBODY => Ok(None),
            key => key.parse().map(PersonId).ok().filter(|id| officers.contains(id)).map(Some).ok_or(Problem::NotAChoice),
        };
        let mut errors = Errors::new();
        let all = if self.all.is_empty() { None } else { errors.check("lead-all", read(&self.all)) };
        let mut leads = Vec::new();
        for id in activities {
            let lead = match (self.of(*id), all) {
                ("", Some(all)) => Ok(all),
                ("", None) => Err(Problem::Required),
                (chosen, _) => read(chosen),
            };
            leads.extend(errors.check(Self::field(*id), lead).map(|lead| (*id, lead)));
        }
        if errors.is_empty() { Ok(leads) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_choice_serves_all_but_those_with_their_own() {
        let (a, b, c) = (ActivityId(1), ActivityId(2), ActivityId(3));
        let typed = HandoverInput { all: "7".into(), each: vec![(a, String::new()), (b, "8".into()), (c, NOBODY.into())] };
        let leads = typed.parse(&[a, b, c], &[PersonId(7), PersonId(8)]).unwrap();
        assert_eq!(leads, [(a, Some(PersonId(7))), (b, Some(PersonId(8))), (c, None)]);
    }

    #[test]
    fn what_is_not_chosen_is_asked_for() {
        let typed = HandoverInput { each: vec![(ActivityId(1), "9".into())], ..HandoverInput::default() };
        let errors = typed.parse(&[ActivityId(1), ActivityId(2)], &[PersonId(7)]).unwrap_err();
        assert_eq!((errors.of("lead-1"), errors.of("lead-2")), (Some(&Problem::NotAChoice), Some(&Problem::Required)));
    }
}
