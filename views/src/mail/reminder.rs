//! The digest of what somebody has to do: most urgent first, each line with the link that opens the very form.

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::reminder::{Notice, Part};
use domain::schedule::Urgency;

use super::Mail;
use super::letter::{Item, Letter, Section};
use crate::reminder::{notes, title, what};
use crate::text::{self, t};

/// What surrounds a mail of reminders.
#[derive(Debug, Clone)]
pub struct Envelope<'a> {
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// The day, in the reader's time zone.
    pub day: NaiveDate,
    /// Where the tracker is, with a slash at the end.
    pub base: &'a str,
    /// The page that ends all reminders, without signing in.
    pub end: &'a str,
    /// Whether the data is invented.
    pub demo: bool,
}

impl Envelope<'_> {
    /// A letter with greeting and foot.
    pub(super) fn letter(&self, subject: String, words: String, sections: Vec<Section>, after: Vec<(String, String)>) -> Letter {
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
                (t!(lang, "reminder-change"), format!("{}account/reminders", self.base)),
                (t!(lang, "reminder-stop"), self.end.to_owned()),
            ],
        }
    }
}

/// The digest.
#[derive(Debug, Clone)]
pub struct Digest<'a> {
    /// What surrounds it.
    pub envelope: Envelope<'a>,
    /// Its lines, most urgent first.
    pub lines: &'a [Notice<'a>],
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

impl Digest<'_> {
    /// The mail.
    #[must_use]
    pub fn render(&self) -> Mail {
        let (lang, day, base) = (self.envelope.lang, self.envelope.day, self.envelope.base);
        let item = |line: &&Notice<'_>| Item {
            words: what(lang, line),
            link: Some(format!("{base}{}", line.obligation.about.form.trim_start_matches('/'))),
            notes: notes(lang, line, day),
        };
        let section = |key: &&str| Section {
            heading: text::text(lang, key, &[]),
            items: self.lines.iter().filter(|line| heading(line, day) == *key).map(|line| item(&line)).collect(),
        };
        let words = t!(lang, "reminder-text", day = text::weekday(lang, day));
        let after = vec![(t!(lang, "place-work"), base.to_owned())];
        self.envelope.letter(self.subject(), words, HEADINGS.iter().map(section).collect(), after).render()
    }

    /// What the subject counts: late, waiting, due soon, the rest. A single line says what it is.
    fn subject(&self) -> String {
        let (lang, day) = (self.envelope.lang, self.envelope.day);
        if let [line] = self.lines {
            let words = what(lang, line);
            return if title(lang, line.obligation).is_empty() { words } else { t!(lang, "reminder-subject-one", what = words) };
        }
        let count = |keys: &[&str]| self.lines.iter().filter(|line| keys.contains(&heading(line, day))).count();
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
}
