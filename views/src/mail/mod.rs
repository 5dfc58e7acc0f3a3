//! Mails: subject, text and HTML with the same content, in the reader's language; and the log of those that were queued.

pub mod list;
#[cfg(test)]
pub(crate) mod sample;
pub mod show;

mod donor;
mod letter;
mod reminder;

use domain::lang::Lang;
use domain::mail::Unreachable;
use domain::mail::message::{AuditHeadMail, EventMail, LinkMail, Mail, Message};
use maud::{DOCTYPE, Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// Messages as mails.
pub trait Render {
    /// The mail.
    #[must_use]
    fn render(&self) -> Mail;
}

impl Render for Message<'_> {
    fn render(&self) -> Mail {
        match self {
            Self::Link(mail) => mail.render(),
            Self::Event(mail) => mail.render(),
            Self::Digest(mail) => mail.render(),
            Self::DonorDigest(mail) => mail.render(),
            Self::AuditHead(mail) => mail.render(),
        }
    }
}

impl Render for LinkMail<'_> {
    fn render(&self) -> Mail {
        let lang = self.lang;
        let part = |part: &str| {
            let args = [
                ("name", self.name.into()),
                ("sender", self.sender.into()),
                ("days", (self.hours / 24).into()),
                ("hours", self.hours.into()),
            ];
            text::text(lang, &format!("mail-{}-{part}", self.word), &args)
        };
        let (subject, greeting, words, go, after) =
            (part("subject"), t!(lang, "mail-greeting", name = self.name), part("text"), part("go"), part("after"));
        letter(lang, subject, &[greeting, words], (&go, self.link), &[after])
    }
}

impl Render for EventMail<'_> {
    fn render(&self) -> Mail {
        let lang = self.lang;
        let part = |part: &str| {
            text::text(lang, &format!("mail-{}-{part}", self.word), &[("sender", self.sender.into()), ("title", self.title.into())])
        };
        let mut before = vec![t!(lang, "mail-greeting", name = self.name), part("text")];
        before.extend(self.reason.map(|reason| format!("“{reason}”")));
        letter(lang, part("subject"), &before, (&part("go"), self.link), &[part("after")])
    }
}

impl Render for AuditHeadMail<'_> {
    fn render(&self) -> Mail {
        let lang = self.lang;
        let position = text::count(self.head.position.unsigned_abs());
        let subject = t!(lang, "mail-audit-head-subject", position = position.as_str());
        let before = [
            t!(lang, "mail-greeting", name = self.name),
            t!(lang, "mail-audit-head-text", count = self.new_entries, position = position.as_str()),
            self.head.to_string(),
            t!(lang, "mail-audit-head-why"),
            format!("capacity-tracker audit verify --head {}", self.head),
        ];
        letter(lang, subject, &before, (&t!(lang, "mail-audit-head-go"), self.link), &[])
    }
}

/// That mails do not reach an address, with a button that says they do again.
#[must_use]
pub fn unreachable(frame: &Frame, failure: &Unreachable, action: &str) -> Markup {
    let lang = frame.lang;
    let since = text::moment(lang, frame.zone, failure.since);
    html! {
        div."note bad" {
            p { (icon(frame, "delayed")) " " strong { (t!(lang, "mail-refused-title")) } }
            p { (t!(lang, "mail-refused-text", since = since, reason = failure.reason.as_str())) }
            form action=(action) method="post" { (form::token(frame)) button."btn sm" { (t!(lang, "mail-refused-clear")) } }
        }
    }
}

/// A mail of paragraphs with one link among them, as text and as HTML.
fn letter(lang: Lang, subject: String, before: &[String], (go, link): (&str, &str), after: &[String]) -> Mail {
    let action = format!("{go}{}\n{link}", t!(lang, "colon"));
    let paragraphs: Vec<&str> =
        before.iter().map(String::as_str).chain([action.as_str()]).chain(after.iter().map(String::as_str)).collect();
    let text = format!("{}\n\n-- \n{}\n", paragraphs.join("\n\n"), t!(lang, "mail-foot"));
    let html = shell(
        lang,
        &subject,
        &html! {
            @for words in before { (text::prose(words)) }
            p { a href=(link) { (go) } }
            p { (link) }
            @for words in after { (text::prose(words)) }
        },
    );
    Mail { subject, text, html: html.into_string() }
}

/// The shell of a mail in HTML: no pictures, nothing from elsewhere, readable in light and dark.
fn shell(lang: Lang, subject: &str, body: &Markup) -> Markup {
    shell_with_foot(lang, subject, body, &Markup::default())
}

/// The same with more words below the line. Colours are left to the reader's program, so that they fit its theme.
fn shell_with_foot(lang: Lang, subject: &str, body: &Markup, foot: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(lang) dir=(lang.dir()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (subject) }
            }
            body style="font: 16px/1.5 sans-serif; max-width: 40em; margin: 1.5em auto; padding: 0 1em; overflow-wrap: anywhere" {
                (body)
                hr;
                (foot)
                p style="font-size: 14px" { (t!(lang, "mail-foot")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::audit::Head;

    use super::*;

    fn select(css: &str) -> scraper::Selector {
        scraper::Selector::parse(css).unwrap()
    }

    /// Every line of the text stands in the HTML, every link of it is one there, and nothing comes from elsewhere.
    fn assert_alike(name: &str, mail: &Mail) {
        assert!(!mail.subject.contains('⟨') && !mail.text.contains('⟨'), "{name}: {}", mail.text);
        let html = scraper::Html::parse_document(&mail.html);
        let body: String = html.select(&select("body")).flat_map(|b| b.text().collect::<Vec<_>>()).collect();
        let is_ruler = |line: &str| line.trim_start_matches('-').trim().is_empty();
        for line in mail.text.lines().filter(|line| !is_ruler(line)) {
            let line = line.trim().trim_start_matches("* ").trim_end_matches([':', '：']);
            assert!(body.contains(line), "{name}: “{line}” is not in the HTML part");
        }
        let linked: Vec<&str> = html.select(&select("a")).filter_map(|a| a.attr("href")).collect();
        let words = mail.text.split(|c: char| c.is_whitespace() || c == '：').filter(|word| word.starts_with("http"));
        let written: Vec<&str> = words.collect();
        assert_eq!(linked, written, "{name}: the same links in the same order");
        assert!(!mail.html.contains("<img") && !mail.html.contains("<script") && !mail.html.contains("color:"), "{name}");
        assert!(mail.html.contains("content=\"light dark\""), "{name}");
    }

    #[test]
    fn text_and_html_say_the_same() {
        for &lang in Lang::ALL {
            for word in [
                "invitation",
                "password-reset",
                "password-changed",
                "address-changed",
                "role-changed",
                "second-factor-set",
                "second-factor-ended",
                "recovery-code-used",
                "removal-asked",
                "removal-to-confirm",
                "second-factor-removed",
                "removal-confirmed",
            ] {
                let link = "https://tracker.example.org/join/abc.def.ghi";
                let mail = LinkMail { word, lang, name: "Ana <b>", sender: "Ines", link, hours: 168 }.render();
                assert_alike(word, &mail);
                assert!(mail.html.contains("Ana &lt;b&gt;"));
            }
            for (name, mail) in crate::reminder::sample::mails(lang) {
                assert_alike(name, &mail);
                assert!(mail.text.contains("https://tracker.example.org/reminders/a.b.c/end"), "{name}: the way out");
            }
        }
    }

    #[test]
    fn the_end_of_the_audit_trail_can_be_copied_from_the_mail() {
        let head = Head { position: 1204, hash: "ab".repeat(32) };
        for &lang in Lang::ALL {
            let link = "https://tracker.example.org/admin/audit";
            let mail = AuditHeadMail { lang, name: "Amara", head: &head, new_entries: 7, link }.render();
            assert_alike("audit head", &mail);
            assert_eq!(mail.text.matches(&head.to_string()).count(), 2, "{}", mail.text);
        }
    }

    #[test]
    fn a_digest_counts_in_its_subject_and_names_a_single_thing() {
        let subjects: Vec<String> = crate::reminder::sample::mails(Lang::En).into_iter().map(|(_, mail)| mail.subject).collect();
        assert_eq!(
            subjects[0],
            "1 late, 6 waiting, 2 due within 7 days, 1 coming up, 1 without a responsible person, 1 not done by others, 1 new comment, news of 1 activity"
        );
        assert_eq!(subjects[1], "1 new comment, news of 1 activity");
        assert_eq!(subjects[2], "To do: Post an update on Sampling <train> & detection");
        assert_eq!(subjects[3], "The action plan from 1 March 2019 to 11 March 2019");
    }
}
