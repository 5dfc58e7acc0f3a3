//! A mail of sections with links, as text and as HTML of the same content: both are made from one [`Letter`].

use domain::lang::Lang;
use maud::{Markup, html};

use super::{Mail, shell_with_foot};
use crate::text::t;

/// One thing in a letter: what it is, where it leads, what is to be known of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub words: String,
    pub link: Option<String>,
    pub notes: Vec<String>,
}

/// Things under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Section {
    pub heading: String,
    pub items: Vec<Item>,
}

/// What a mail says, whatever its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letter {
    pub lang: Lang,
    pub subject: String,
    pub before: Vec<String>,
    pub sections: Vec<Section>,
    /// Words and where they lead.
    pub after: Vec<(String, String)>,
    pub foot: Vec<String>,
    /// Words and where they lead, below everything.
    pub foot_links: Vec<(String, String)>,
}

impl Letter {
    /// Both forms.
    pub fn render(self) -> Mail {
        Mail { text: self.text(), html: self.html().into_string(), subject: self.subject }
    }

    fn text(&self) -> String {
        let colon = t!(self.lang, "colon");
        let linked = |(words, link): &(String, String)| format!("{words}{colon}{link}");
        let mut parts: Vec<String> = self.before.clone();
        for section in self.sections.iter().filter(|s| !s.items.is_empty()) {
            parts.push(format!("{}\n{}", section.heading, "-".repeat(section.heading.chars().count())));
            for item in &section.items {
                let lines = item.notes.iter().chain(&item.link).map(|line| format!("\n  {line}")).collect::<String>();
                parts.push(format!("* {}{lines}", item.words));
            }
        }
        parts.extend(self.after.iter().map(linked));
        let foot: Vec<String> = self.foot.iter().cloned().chain(self.foot_links.iter().map(linked)).collect();
        format!("{}\n\n-- \n{}\n{}\n", parts.join("\n\n"), foot.join("\n"), t!(self.lang, "mail-foot"))
    }

    fn html(&self) -> Markup {
        let small = "font-size: 14px; margin: .25em 0";
        let body = html! {
            @for words in &self.before { p { (words) } }
            @for section in self.sections.iter().filter(|s| !s.items.is_empty()) {
                h2 style="font-size: 18px; margin: 1.5em 0 .5em" { (section.heading) }
                ul style="padding: 0; margin: 0; list-style: none" {
                    @for item in &section.items {
                        li style="margin: 0 0 1em; padding: 0 0 0 .75em; border-left: 3px solid" {
                            @match &item.link { Some(link) => strong { a href=(link) { (item.words) } }, None => strong { (item.words) } }
                            @for note in &item.notes { br; (note) }
                            @if let Some(link) = &item.link { br; span style="font-size: 14px" { (link) } }
                        }
                    }
                }
            }
            @for (words, link) in &self.after { p { (linked(self.lang, words, link)) } }
        };
        let foot = html! {
            @for words in &self.foot { p style=(small) { (words) } }
            @for (words, link) in &self.foot_links { p style=(small) { (linked(self.lang, words, link)) } }
        };
        shell_with_foot(self.lang, &self.subject, &body, &foot)
    }
}

fn linked(lang: Lang, words: &str, link: &str) -> Markup {
    html! { (words) (t!(lang, "colon")) a href=(link) { (link) } }
}
