//! Reminders: their words, shared by mails and pages; the page of one's own; the page of the rules; the page that ends them.

pub mod account;
pub mod end;
pub mod preview;
pub mod rules;
#[cfg(test)]
pub(crate) mod sample;

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::reminder::{Escalation, Group, Kind, Notice, Obligation, Part, Rule, Tally};
use domain::schedule::Urgency;

use crate::text::{self, t};

/// The name of a kind.
#[must_use]
pub fn kind(lang: Lang, kind: Kind) -> String {
    text::text(lang, &format!("reminder-kind-{kind}"), &[])
}

/// A rule in words.
#[must_use]
pub fn rule(lang: Lang, rule: &Rule) -> String {
    let on = (!rule.steps.is_empty()).then(|| t!(lang, "reminder-rule-days", days = rule.listed()));
    let every = rule.every.map(|days| t!(lang, "reminder-rule-every", days = days));
    let escalates = rule.escalates.map(|days| t!(lang, "reminder-rule-escalates", days = days));
    let parts: Vec<String> = [on, every, escalates].into_iter().flatten().collect();
    if parts.is_empty() { t!(lang, "reminder-rule-never") } else { parts.join("; ") }
}

/// What the record is called.
#[must_use]
pub fn title(lang: Lang, obligation: &Obligation) -> String {
    let title = obligation.about.title.get(lang);
    if title.is_empty() && obligation.kind != Kind::DonorDigest { t!(lang, "event-untitled") } else { title.to_owned() }
}

/// What is to be done, as the words of a link.
#[must_use]
pub fn what(lang: Lang, line: &Notice<'_>) -> String {
    text::text(lang, &format!("reminder-what-{}", line.obligation.kind), &[("title", title(lang, line.obligation).into())])
}

/// How many lines stand under each heading, in words; empty for an empty list.
#[must_use]
pub fn tally(lang: Lang, tally: &Tally) -> String {
    let part = |group: &Group| {
        let count = tally.count(*group);
        (count > 0).then(|| text::text(lang, &format!("reminder-count-{}", group.as_str()), &[("count", count.into())]))
    };
    Group::ALL.iter().filter_map(part).collect::<Vec<_>>().join(&t!(lang, "list-comma"))
}

/// What is to be known of a line in a mail: its circumstances, and since when or by when.
#[must_use]
pub fn notes(lang: Lang, line: &Notice<'_>, day: NaiveDate) -> Vec<String> {
    let mut notes = vec![format!("{} {}", since(lang, line.obligation), when(lang, line, day))];
    notes.splice(0..0, places(lang, line));
    notes.extend(reason(lang, line).into_iter().chain(others(lang, line)));
    notes
}

/// What is to be known of a line where its day stands beside it: the activity, why it was returned, who else knows.
#[must_use]
pub fn circumstances(lang: Lang, line: &Notice<'_>) -> Vec<String> {
    let sender = line.obligation.about.sender.as_ref().map(|name| t!(lang, "reminder-sent-by", name = name.as_str()));
    places(lang, line).into_iter().chain(sender).chain(reason(lang, line)).chain(others(lang, line)).collect()
}

fn reason(lang: Lang, line: &Notice<'_>) -> Option<String> {
    line.obligation.about.reason.as_ref().map(|reason| t!(lang, "reminder-reason", reason = reason.as_str()))
}

/// The activity, and its plan if there are several.
fn places(lang: Lang, line: &Notice<'_>) -> Vec<String> {
    let about = &line.obligation.about;
    let activity = about.activity.as_ref().map(|(number, name)| match line.obligation.kind {
        // The name stands in the line above.
        Kind::Update | Kind::Closing => t!(lang, "reminder-activity-number", number = *number),
        _ => t!(lang, "reminder-activity", number = *number, name = name.get(lang)),
    });
    let plan = about.plan.as_ref().map(|plan| t!(lang, "reminder-plan", plan = plan.get(lang)));
    activity.into_iter().chain(plan).collect()
}

/// By or since which day.
fn since(lang: Lang, obligation: &Obligation) -> String {
    let sender = obligation.about.sender.as_deref().unwrap_or_default();
    let args = [("day", text::day(lang, obligation.due).into()), ("sender", sender.into())];
    text::text(lang, &format!("reminder-since-{}", obligation.kind), &args)
}

/// How near that is.
fn when(lang: Lang, line: &Notice<'_>, day: NaiveDate) -> String {
    let is_deadline = line.obligation.kind.has_deadline();
    let words = match line.urgency(day) {
        Urgency::Late(days) if is_deadline => t!(lang, "days-late", days = days),
        Urgency::Late(days) => t!(lang, "days-ago", days = days),
        Urgency::Soon(0) => t!(lang, "days-ago", days = 0),
        Urgency::Soon(days) | Urgency::Later(days) => t!(lang, "in-days", days = days),
    };
    t!(lang, "reminder-when", words = words)
}

/// Who else knows, or has to.
fn others(lang: Lang, line: &Notice<'_>) -> Option<String> {
    let names = line.obligation.about.names.join(&t!(lang, "list-comma"));
    match (line.part, line.obligation.about.escalation) {
        (Part::Own { is_escalated: true }, Some(Escalation::Lead)) => Some(t!(lang, "reminder-told-lead")),
        (Part::Own { is_escalated: true }, _) => Some(t!(lang, "reminder-told-administrators")),
        (Part::Own { is_escalated: false }, _) => None,
        (Part::Other, _) => Some(t!(lang, "reminder-other", names = names)),
        (Part::Nobody, _) => Some(t!(lang, "reminder-nobody")),
    }
}
