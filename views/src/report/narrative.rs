//! The words on an activity with which a report begins: those of the updates that were published in its period, the earliest first.

use domain::lang::Lang;
use domain::report::{ReportScope, WORDS_MAX};
use domain::update::{Update, UpdateKind};

use crate::text::{self, t};

/// The words. `updates`: those of the activity, the newest first. If more than fit, the newest ones.
#[must_use]
pub fn begun(terms: &ReportScope, updates: &[Update]) -> String {
    let told = updates.iter().filter(|u| u.kind == UpdateKind::Report && terms.covers(u.published_at));
    let mut words = String::new();
    for update in told {
        let paragraph = paragraph(terms.lang, update);
        let joined = if words.is_empty() { paragraph } else { format!("{paragraph}\n\n{words}") };
        if joined.chars().count() > WORDS_MAX {
            break;
        }
        words = joined;
    }
    words
}

fn paragraph(lang: Lang, update: &Update) -> String {
    let update = update.for_reader(lang);
    let report = &update.report;
    let head = t!(lang, "report-told", day = text::day(lang, update.published_at.date_naive()), headline = report.headline.as_str());
    let next = (!report.next.is_empty()).then(|| t!(lang, "report-told-next", words = report.next.as_str()));
    let risks = (!report.risks.is_empty()).then(|| t!(lang, "report-told-risks", words = report.risks.as_str()));
    [Some(head), Some(report.done.clone()), next, risks].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_period_are_told_in_their_order() {
        let update = |day: &str, headline: &str, kind| {
            let mut update = crate::sample::an_update(kind);
            update.published_at = format!("{day}T09:00:00Z").parse().unwrap();
            update.report.headline = headline.to_owned();
            update.report.done = "x".repeat(2500);
            update
        };
        let terms = crate::report::sample::terms();
        let all = [
            update("2019-01-01", "Later", UpdateKind::Report),
            update("2018-12-31", "Third", UpdateKind::Report),
            update("2018-08-01", "", UpdateKind::Confirmation),
            update("2018-07-01", "Second", UpdateKind::Report),
            update("2018-01-01", "First", UpdateKind::Report),
        ];
        let words = begun(&terms, &all);
        let places = ["1 July 2018: Second", "31 December 2018: Third"].map(|w| words.find(w).unwrap());
        assert!(places[0] < places[1] && !words.contains("Later") && !words.contains("First"), "{words}");
        assert!(words.chars().count() <= WORDS_MAX);
        assert_eq!(begun(&terms, &[]), "");
    }
}
