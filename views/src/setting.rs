//! `/admin/settings`: what administrators change while the program runs.

use domain::address;
use domain::history::{HistoryEntry, SubjectKind};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;
use crate::{form, history};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Whether published pages are open to the public.
    pub public_pages: bool,
    /// What was changed.
    pub history: Vec<HistoryEntry>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "place-settings");
        let body = html! {
            h1 { (title) }
            section {
                h2 { (t!(lang, "field-public-pages")) }
                p { (t!(lang, if self.public_pages { "public-open" } else { "public-closed" })) }
                form action=(address::SETTINGS) method="post" {
                    (form::token(frame))
                    (form::hidden("public-pages", if self.public_pages { "no" } else { "yes" }))
                    button.btn { (t!(lang, if self.public_pages { "public-close" } else { "public-open-go" })) }
                }
            }
            (history::fold(frame, SubjectKind::Settings, &self.history))
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }
}
