//! Mails: subject, text and HTML with the same content, in the reader's language; and the log of those that were queued.

pub mod list;
#[cfg(test)]
pub(crate) mod sample;
pub mod show;

use domain::lang::Lang;
use domain::mail::Unreachable;
use maud::{DOCTYPE, Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// A mail, ready to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Subject line.
    pub subject: String,
    /// Body as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A mail that asks its reader to follow one link.
#[derive(Debug, Clone)]
pub struct LinkMail<'a> {
    /// Which mail: its texts are `mail-<word>-subject`, `-text`, `-go`, `-after`.
    pub word: &'a str,
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// Who caused the mail; empty if nobody in particular.
    pub sender: &'a str,
    /// The link.
    pub link: &'a str,
    /// For how many hours the link works.
    pub hours: i64,
}

impl LinkMail<'_> {
    /// The mail.
    #[must_use]
    pub fn render(&self) -> Mail {
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

/// A mail that tells what has happened to the record of an event.
#[derive(Debug, Clone)]
pub struct EventMail<'a> {
    /// Which mail: its texts are `mail-<word>-subject`, `-text`, `-go`, `-after`.
    pub word: &'a str,
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// Who has done it.
    pub sender: &'a str,
    /// Title of the event.
    pub title: &'a str,
    /// Why, where a reason was given.
    pub reason: Option<&'a str>,
    /// The page that opens what is to be done.
    pub link: &'a str,
}

impl EventMail<'_> {
    /// The mail.
    #[must_use]
    pub fn render(&self) -> Mail {
        let lang = self.lang;
        let part = |part: &str| {
            text::text(lang, &format!("mail-{}-{part}", self.word), &[("sender", self.sender.into()), ("title", self.title.into())])
        };
        let mut before = vec![t!(lang, "mail-greeting", name = self.name), part("text")];
        before.extend(self.reason.map(|reason| format!("“{reason}”")));
        letter(lang, part("subject"), &before, (&part("go"), self.link), &[part("after")])
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
                p style="font-size: 14px" { (t!(lang, "mail-foot")) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_html_say_the_same() {
        for &lang in Lang::ALL {
            for word in ["invitation", "password-reset"] {
                let link = "https://tracker.example.org/join/abc.def.ghi";
                let mail = LinkMail { word, lang, name: "Ana <b>", sender: "Ines", link, hours: 168 }.render();
                assert!(!mail.subject.contains('⟨') && !mail.text.contains('⟨'), "{}", mail.text);
                let html = scraper::Html::parse_document(&mail.html);
                let body: String =
                    html.select(&scraper::Selector::parse("body").unwrap()).flat_map(|b| b.text().collect::<Vec<_>>()).collect();
                for line in mail.text.lines().map(|l| l.trim_end().trim_end_matches([':', '：'])).filter(|l| !l.is_empty() && *l != "--") {
                    assert!(body.contains(line.trim()), "“{line}” is not in the HTML part");
                }
                assert!(mail.html.contains(&format!("href=\"{link}\"")));
                assert!(mail.html.contains("Ana &lt;b&gt;"));
            }
        }
    }
}
