//! The digest of what somebody has to do: most urgent first, each line with the link that opens the very form.

use chrono::NaiveDate;
use domain::address;
use domain::mail::message::{Digest, Envelope, Mail};
use domain::reminder::{Notice, Part};
use domain::schedule::Urgency;

use super::Render;
use super::letter::{Item, Letter, Section};
use crate::reminder::{notes, title, what};
use crate::text::{self, t};

/// What surrounds a mail, as a letter.
pub(super) trait EnvelopeLetter {
    /// A letter with greeting and foot.
    fn letter(&self, subject: String, words: String, sections: Vec<Section>, after: Vec<(String, String)>) -> Letter;
}

impl EnvelopeLetter for Envelope<'_> {
    fn letter(&self, subject: String, words: String, sections: Vec<Section>, after: Vec<(String, String)>) -> Letter {
        let lang = self.lang;
        let demo = self.demo.then(|| format!("{} {}", t!(lang, "demo-title"), t!(lang, "demo-text", day = text::day(lang, self.day))));
        Letter {
            lang,
            subject,
            before: demo.into_iter().chain([t!(lang, "mail-greeting", name = self.name), words]).collect(),
            sections,
            after,
            foot: vec![t!(lang, "reminder-foot")],
            foot_links: vec![
                (t!(lang, "reminder-change"), address::absolute(self.base, address::OWN_REMINDERS)),
                (t!(lang, "reminder-stop"), self.end.to_owned()),
            ],
        }
    }
}

/// Under which heading a line stands; the headings in their order.
const HEADINGS: [&str; 6] =
    ["reminder-late", "reminder-waiting", "reminder-soon", "reminder-later", "reminder-nobody-heading", "reminder-other-heading"];

fn heading(line: &Notice<'_>, day: NaiveDate) -> &'static str {
    match (line.part, line.urgency(day)) {
        (Part::Nobody, _) => HEADINGS[4],
        (Part::Other, _) => HEADINGS[5],
        (Part::Own { .. }, Urgency::Late(_)) if line.obligation.kind.has_deadline() => HEADINGS[0],
        (Part::Own { .. }, Urgency::Late(_)) => HEADINGS[1],
        (Part::Own { .. }, Urgency::Soon(_)) if line.obligation.kind.has_deadline() => HEADINGS[2],
        (Part::Own { .. }, Urgency::Soon(_)) => HEADINGS[1],
        (Part::Own { .. }, Urgency::Later(_)) => HEADINGS[3],
    }
}

impl Render for Digest<'_> {
    fn render(&self) -> Mail {
        let (lang, day, base) = (self.envelope.lang, self.envelope.day, self.envelope.base);
        let item = |line: &&Notice<'_>| Item {
            words: what(lang, line),
            link: Some(address::absolute(base, &line.obligation.about.form)),
            notes: notes(lang, line, day),
        };
        let section = |key: &&str| Section {
            heading: text::text(lang, key, &[]),
            items: self.lines.iter().filter(|line| heading(line, day) == *key).map(|line| item(&line)).collect(),
        };
        let words = t!(lang, "reminder-text", day = text::weekday(lang, day));
        let after = vec![(t!(lang, "place-work"), base.to_owned())];
        self.envelope.letter(subject(self), words, HEADINGS.iter().map(section).collect(), after).render()
    }
}

/// What the subject counts: late, waiting, due soon, the rest. A single line says what it is.
fn subject(digest: &Digest<'_>) -> String {
    let (lang, day) = (digest.envelope.lang, digest.envelope.day);
    if let [line] = digest.lines {
        let words = what(lang, line);
        return if title(lang, line.obligation).is_empty() { words } else { t!(lang, "reminder-subject-one", what = words) };
    }
    let count = |keys: &[&str]| digest.lines.iter().filter(|line| keys.contains(&heading(line, day))).count();
    let counted = [
        ("reminder-count-late", count(&HEADINGS[..1])),
        ("reminder-count-waiting", count(&HEADINGS[1..2])),
        ("reminder-count-soon", count(&HEADINGS[2..3])),
        ("reminder-count-later", count(&HEADINGS[3..4])),
        ("reminder-count-others", count(&HEADINGS[4..])),
    ];
    let parts: Vec<String> =
        counted.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| text::text(lang, key, &[("count", n.into())])).collect();
    parts.join(&t!(lang, "list-comma"))
}
