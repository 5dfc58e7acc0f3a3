//! The digest of what somebody has to do: most urgent first, each line with the link that opens the very form.

use domain::address;
use domain::history::SubjectKind;
use domain::lang::Lang;
use domain::mail::message::{ActivityNews, CommentNews, Digest, Envelope, Mail};
use domain::reminder::{Group, Notice, Tally};

use super::Render;
use super::letter::{Item, Letter, Section};
use crate::history;
use crate::reminder::{notes, tally, title, what};
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

impl Render for Digest<'_> {
    fn render(&self) -> Mail {
        let (lang, day, base) = (self.envelope.lang, self.envelope.day, self.envelope.base);
        let item = |line: &&Notice<'_>| Item {
            words: what(lang, line),
            link: Some(address::absolute(base, &line.obligation.about.form)),
            notes: notes(lang, line, day),
        };
        let section = |group: &Group| Section {
            heading: text::text(lang, &format!("reminder-{}", group.as_str()), &[]),
            items: self.lines.iter().filter(|line| line.group(day) == *group).map(|line| item(&line)).collect(),
        };
        let comments =
            Section { heading: t!(lang, "comments-new"), items: self.comments.iter().map(|news| comment(lang, base, news)).collect() };
        let changes =
            Section { heading: t!(lang, "changes-new"), items: self.changes.iter().map(|news| changed(lang, base, news)).collect() };
        let words = match self.sender {
            Some(name) => t!(lang, "reminder-request-text", name = name),
            None if self.lines.is_empty() && self.changes.is_empty() => t!(lang, "comments-new-text"),
            None if self.lines.is_empty() => t!(lang, "changes-new-text"),
            None => t!(lang, "reminder-text", day = text::weekday(lang, day)),
        };
        let after = vec![(t!(lang, "place-work"), base.to_owned())];
        self.envelope.letter(subject(self), words, Group::ALL.iter().map(section).chain([comments, changes]).collect(), after).render()
    }
}

/// What the subject counts: late, waiting, due soon, the rest. A single line says what it is.
fn subject(digest: &Digest<'_>) -> String {
    let (lang, day) = (digest.envelope.lang, digest.envelope.day);
    if let ([line], true) = (digest.lines, digest.comments.is_empty() && digest.changes.is_empty()) {
        let words = what(lang, line);
        return if title(lang, line.obligation).is_empty() { words } else { t!(lang, "reminder-subject-one", what = words) };
    }
    let comments = (!digest.comments.is_empty()).then(|| t!(lang, "comments-count", count = digest.comments.len()));
    let tally = Some(tally(lang, &Tally::of(digest.lines, day))).filter(|tally| !tally.is_empty());
    let changes = (!digest.changes.is_empty()).then(|| t!(lang, "changes-count", count = digest.changes.len()));
    tally.into_iter().chain(comments).chain(changes).collect::<Vec<_>>().join(&t!(lang, "list-comma"))
}

fn changed(lang: Lang, base: &str, news: &ActivityNews) -> Item {
    let (number, title) = &news.activity;
    Item {
        words: format!("{number}. {}", title.get(lang)),
        link: Some(address::absolute(base, &news.address)),
        notes: news.changes.iter().map(|(action, actor)| history::action(lang, SubjectKind::Activity, *action, actor.as_deref())).collect(),
    }
}

fn comment(lang: Lang, base: &str, news: &CommentNews) -> Item {
    Item {
        words: t!(lang, "comment-by", name = news.author.as_str(), title = news.title.get(lang)),
        link: Some(address::absolute(base, &news.address)),
        notes: news.text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(),
    }
}
