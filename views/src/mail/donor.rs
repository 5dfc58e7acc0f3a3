//! The digest for donors: what has changed in a quarter, with the figures that the pages show as of its last day.

use domain::activity::Status;
use domain::address;
use domain::lang::Lang;
use domain::mail::message::{Changed, DonorDigest, Mail, PlanDigest};
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
        let parts: Vec<Parts<'_>> = self.plans.iter().map(|of| Parts { digest: self, of }).collect();
        let sections = parts.iter().flat_map(Parts::sections).collect();
        let dashboards = parts.iter().map(Parts::dashboard).collect();
        self.envelope.letter(subject, words, sections, dashboards).render()
    }
}

/// The parts of the digest about one plan.
struct Parts<'a> {
    digest: &'a DonorDigest<'a>,
    of: &'a PlanDigest,
}

impl Parts<'_> {
    const fn lang(&self) -> Lang {
        self.digest.envelope.lang
    }

    /// Words with the title of the plan before them, if the digest tells of several.
    fn titled(&self, words: String) -> String {
        if self.digest.plans.len() > 1 { format!("{}: {words}", self.of.plan.title.get(self.lang())) } else { words }
    }

    fn sections(&self) -> Vec<Section> {
        let section = |key: &str, items| Section { heading: self.titled(text::text(self.lang(), key, &[])), items };
        vec![
            section("donor-figures", self.figures()),
            section("donor-activities", self.of.changed.iter().map(|c| self.changed(c)).collect()),
            section("donor-money", self.money()),
        ]
    }

    fn dashboard(&self) -> (String, String) {
        (self.titled(t!(self.lang(), "place-dashboard")), self.link(&self.of.addresses().dashboard(), &[]))
    }

    /// A link to a page as of the last day, with what else stands in its address.
    fn link(&self, path: &str, more: &[(&str, &str)]) -> String {
        let day = self.digest.days.1.to_string();
        let query: Vec<(&str, &str)> = more.iter().copied().chain([("as_of", day.as_str())]).collect();
        address::absolute(self.digest.envelope.base, &address::with_query(path, &query))
    }

    fn figures(&self) -> Vec<Item> {
        let lang = self.lang();
        let events = self.link(&self.of.addresses().events(), &[("state", "verified")]);
        let figure = |key: &str, now: u64, before: u64, link: Option<&String>| Item {
            words: text::text(lang, key, &[("count", text::count(now).into())]),
            link: link.cloned(),
            notes: vec![grown(lang, now, before)],
        };
        let (now, before) = (&self.of.events, &self.of.before);
        let ((delivered, was), all) = self.of.outputs;
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
        let lang = self.lang();
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
            link: Some(self.link(&self.of.addresses().activity(c.number), &[])),
            notes: [Some(standing), outputs, c.headline.as_ref().map(|h| format!("“{h}”"))].into_iter().flatten().collect(),
        }
    }

    fn money(&self) -> Vec<Item> {
        let lang = self.lang();
        let sum = |sums: &money::Sums, currency| sums.words(currency).unwrap_or_else(|| "0".to_owned());
        let one = |c: &money::Currency| Item {
            words: t!(
                lang,
                "donor-money-line",
                currency = c.as_str(),
                pledged = sum(&self.of.money.pledged, *c),
                received = sum(&self.of.money.received, *c),
                spent = sum(&self.of.money.spent, *c)
            ),
            link: Some(self.link(&self.of.addresses().money(), &[("currency", c.as_str())])),
            notes: Vec::new(),
        };
        self.of.money.currencies().iter().map(one).collect()
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
