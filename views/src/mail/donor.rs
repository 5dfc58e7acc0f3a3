//! The digest for donors: what has changed in a quarter, with the figures that the pages show as of its last day.

use domain::activity::Status;
use domain::address;
use domain::lang::Lang;
use domain::mail::message::{Changed, DonorDigest, Mail};
use domain::money;

use super::Render;
use super::letter::{Item, Section};
use super::reminder::EnvelopeLetter;
use crate::text::{self, t};

impl Render for DonorDigest<'_> {
    fn render(&self) -> Mail {
        let lang = self.envelope.lang;
        let (from, to) = (text::day(lang, self.days.0), text::day(lang, self.days.1));
        let subject = t!(lang, "donor-subject", from = from.as_str(), to = to.as_str());
        let words = t!(lang, "donor-text", from = from, to = to);
        let section = |key: &str, items| Section { heading: text::text(lang, key, &[]), items };
        let sections = vec![
            section("donor-figures", self.figures()),
            section("donor-activities", self.changed.iter().map(|c| self.changed(c)).collect()),
            section("donor-money", self.money()),
        ];
        self.envelope
            .letter(subject, words, sections, vec![(t!(lang, "place-dashboard"), self.link(&self.envelope.plan().dashboard(), &[]))])
            .render()
    }
}

/// The parts of the digest.
trait Parts {
    /// A link to a page as of the last day, with what else stands in its address.
    fn link(&self, path: &str, more: &[(&str, &str)]) -> String;
    fn figures(&self) -> Vec<Item>;
    fn changed(&self, c: &Changed) -> Item;
    fn money(&self) -> Vec<Item>;
}

impl Parts for DonorDigest<'_> {
    fn link(&self, path: &str, more: &[(&str, &str)]) -> String {
        let day = self.days.1.to_string();
        let query: Vec<(&str, &str)> = more.iter().copied().chain([("as_of", day.as_str())]).collect();
        address::absolute(self.envelope.base, &address::with_query(path, &query))
    }

    fn figures(&self) -> Vec<Item> {
        let lang = self.envelope.lang;
        let events = self.link(&self.envelope.plan().events(), &[("state", "verified")]);
        let figure = |key: &str, now: u64, before: u64, link: Option<&String>| Item {
            words: text::text(lang, key, &[("count", text::count(now).into())]),
            link: link.cloned(),
            notes: vec![grown(lang, now, before)],
        };
        let (now, before) = (&self.events, &self.before);
        let ((delivered, was), all) = self.outputs;
        vec![
            figure("donor-events", now.events, before.events, Some(&events)),
            figure("donor-attendances", now.attendances, before.attendances, Some(&events)),
            figure("donor-women", now.women, before.women, Some(&events)),
            figure("donor-countries", now.countries, before.countries, Some(&events)),
            Item {
                words: t!(lang, "donor-outputs", count = text::count(delivered), all = text::count(all)),
                link: None,
                notes: vec![grown(lang, delivered, was)],
            },
        ]
    }

    fn changed(&self, c: &Changed) -> Item {
        let lang = self.envelope.lang;
        let status = |s: Option<Status>| s.map_or_else(|| t!(lang, "status-none"), |s| text::text(lang, &format!("status-{s}"), &[]));
        let (now, was) = c.status;
        let standing = if now == was {
            t!(lang, "donor-status", status = status(now))
        } else {
            t!(lang, "donor-status-changed", status = status(now), was = status(was))
        };
        let ((delivered, before), all) = c.outputs;
        let outputs = (all > 0).then(|| {
            let words = t!(lang, "donor-outputs", count = text::count(delivered), all = text::count(all));
            format!("{words}{}{}", t!(lang, "list-comma"), grown(lang, delivered, before))
        });
        Item {
            words: t!(lang, "reminder-activity", number = c.number, name = c.title.get(lang)),
            link: Some(self.link(&self.envelope.plan().activity(c.number), &[])),
            notes: [Some(standing), outputs, c.headline.as_ref().map(|h| format!("“{h}”"))].into_iter().flatten().collect(),
        }
    }

    fn money(&self) -> Vec<Item> {
        let lang = self.envelope.lang;
        let sum = |sums: &money::Sums, currency| sums.words(currency).unwrap_or_else(|| "0".to_owned());
        let one = |c: &money::Currency| Item {
            words: t!(
                lang,
                "donor-money-line",
                currency = c.as_str(),
                pledged = sum(&self.money.pledged, *c),
                received = sum(&self.money.received, *c),
                spent = sum(&self.money.spent, *c)
            ),
            link: Some(self.link(&self.envelope.plan().money(), &[("currency", c.as_str())])),
            notes: Vec::new(),
        };
        self.money.currencies().iter().map(one).collect()
    }
}

/// By how much a figure has grown. It may have fallen, where a record was corrected.
fn grown(lang: Lang, now: u64, before: u64) -> String {
    match (now.checked_sub(before), before.checked_sub(now)) {
        (Some(0), _) => t!(lang, "donor-same"),
        (Some(more), _) => t!(lang, "donor-more", count = text::count(more)),
        (None, less) => t!(lang, "donor-less", count = text::count(less.unwrap_or(0))),
    }
}
