//! Reading the form in which an officer says which activities serve an objective.

use super::objective::{Link, Strength};
use crate::form::{self, Errors};
use crate::history::{Changes, Field, Value};
use crate::lang::{Lang, Translated};

/// Most characters of the reason of a link.
pub const REASON_MAX: usize = 240;

/// The line of one activity in the form; everything as text, so that nothing typed is lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LinkInput {
    /// Number of the activity.
    pub activity: i32,
    /// Word of the strength, or empty for no link.
    pub strength: String,
    /// Why, in the language of the editor.
    pub reason: String,
}

impl LinkInput {
    /// The line of an activity as it is stored, with its reason for a reader of `lang`.
    #[must_use]
    pub fn of(activity: i32, links: &[Link], lang: Lang) -> Self {
        links.iter().find(|l| l.activity == activity).map_or_else(
            || Self { activity, ..Self::default() },
            |l| Self { activity, strength: l.strength.as_str().to_owned(), reason: l.reason.get(lang).to_owned() },
        )
    }

    /// The activity whose choice of strength a field is, if it is one.
    #[must_use]
    pub fn activity_of(field: &str) -> Option<i32> {
        field.strip_prefix("link-strength-")?.parse::<i32>().ok()?.checked_add(1)
    }

    /// Name of the choice of strength. Names count from 0, their labels from 1.
    #[must_use]
    pub fn strength_field(&self) -> String {
        format!("link-strength-{}", self.activity - 1)
    }

    /// Name of the field of the reason.
    #[must_use]
    pub fn reason_field(&self) -> String {
        format!("link-reason-{}", self.activity - 1)
    }

    /// The link that was typed, if any. A reason that was left as it is keeps its other languages, and so does who said it.
    fn read(&self, stored: &[Link], lang: Lang, errors: &mut Errors) -> Option<Link> {
        if self.strength.is_empty() {
            return None;
        }
        let before = stored.iter().find(|l| l.activity == self.activity);
        let strength: Option<Strength> = errors.check(self.strength_field(), form::choice(&self.strength));
        let typed = errors.check(self.reason_field(), form::required_prose(&self.reason, REASON_MAX))?;
        let kept = before.map(|l| &l.reason).filter(|r| r.get(lang) == typed);
        let link = Link {
            activity: self.activity,
            strength: strength?,
            reason: kept.cloned().unwrap_or_else(|| Translated::new([(lang, typed)])),
            is_ours: true,
        };
        let is_ours = before.is_some_and(|l| l.is_ours && l.strength == link.strength && l.reason == link.reason);
        Some(Link { is_ours, ..link })
    }
}

/// Reads all lines of the form. `stored` are the links of now, `lang` the language in which was typed.
///
/// # Errors
/// Every field's problem, named as in the form (`link-strength-0` for activity 1).
pub fn read_links(typed: &[LinkInput], stored: &[Link], lang: Lang) -> Result<Vec<Link>, Errors> {
    let mut errors = Errors::new();
    let links = typed.iter().filter_map(|t| t.read(stored, lang, &mut errors)).collect();
    if errors.is_empty() { Ok(links) } else { Err(errors) }
}

/// Before and after, for each of these activities of a plan, with reasons in one language.
#[must_use]
pub fn link_changes(plan: &str, activities: &[i32], before: &[Link], after: &[Link], lang: Lang) -> Changes {
    let link = |links: &[Link], activity: i32| {
        let found = links.iter().find(|l| l.activity == activity)?;
        let reason = found.reason.get(lang).to_owned();
        Some(Value::ObjectiveLink { plan: Some(plan.to_owned()), activity, strength: found.strength, reason })
    };
    let compare = |changes: Changes, activity: &i32| changes.compare(Field::ObjectiveLink, link(before, *activity), link(after, *activity));
    activities.iter().fold(Changes::new(), compare)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Problem;

    fn typed(activity: i32, strength: &str, reason: &str) -> LinkInput {
        LinkInput { activity, strength: strength.into(), reason: reason.into() }
    }

    fn ours() -> Vec<Link> {
        let reason = Translated::new([(Lang::En, "Its subject".into()), (Lang::Zh, "其主题".into())]);
        vec![Link { activity: 3, strength: Strength::Strong, reason, is_ours: true }]
    }

    #[test]
    fn a_field_names_its_activity_and_back() {
        let line = LinkInput { activity: 14, ..LinkInput::default() };
        assert_eq!(LinkInput::activity_of(&line.strength_field()), Some(14));
        for other in [line.reason_field().as_str(), "link-strength-", "link-strength-2147483647", "link-strength-x"] {
            assert_eq!(LinkInput::activity_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_left_as_it_is_stays_ours_in_every_language() {
        let lines = [typed(1, "", ""), typed(3, "strong", " Its subject ")];
        assert_eq!(read_links(&lines, &ours(), Lang::En), Ok(ours()));
        assert_eq!(read_links(&[typed(3, "strong", "其主题")], &ours(), Lang::Zh), Ok(ours()));
    }

    #[test]
    fn a_change_is_the_officers() {
        let weaker = read_links(&[typed(3, "weak", "Its subject")], &ours(), Lang::En).unwrap();
        assert_eq!((weaker[0].strength, weaker[0].is_ours), (Strength::Weak, false));
        assert_eq!(weaker[0].reason, ours()[0].reason);
        let reworded = read_links(&[typed(3, "strong", "Pilots")], &ours(), Lang::En).unwrap();
        assert_eq!((&reworded[0].reason, reworded[0].is_ours), (&Translated::english("Pilots"), false));
        assert_eq!(read_links(&[typed(3, "", "left over")], &ours(), Lang::En), Ok(Vec::new()));
    }

    #[test]
    fn a_link_needs_a_known_strength_and_a_reason() {
        let errors =
            read_links(&[typed(1, "huge", "x"), typed(2, "weak", " "), typed(3, "weak", &"x".repeat(241))], &[], Lang::En).unwrap_err();
        assert_eq!(errors.of("link-strength-0"), Some(&Problem::NotAChoice));
        assert_eq!(errors.of("link-reason-1"), Some(&Problem::Required));
        assert_eq!(errors.of("link-reason-2"), Some(&Problem::TooLong { max: 240, by: 1 }));
    }
}
