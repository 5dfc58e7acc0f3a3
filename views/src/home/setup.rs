//! What has to be set before a new tracker is of use, for administrators: on My work until it is done.

use domain::address;
use domain::setup::{Checklist, Item};
use maud::{Markup, html};

use crate::form;
use crate::frame::Frame;
use crate::icon::icon;
use crate::text::{self, t};

/// The list.
pub(super) fn checklist(frame: &Frame, list: &Checklist) -> Markup {
    let lang = frame.lang;
    html! {
        section aria-labelledby="setup" {
            h2 #setup { (t!(lang, "setup-title")) }
            p.soft { (t!(lang, "setup-text")) }
            ul.todo { @for item in Item::ALL { (line(frame, list, item)) } }
            form.gap action=(address::END_SETUP) method="post" {
                (form::token(frame))
                button."btn sm" { (t!(lang, "setup-end")) }
            }
        }
    }
}

fn line(frame: &Frame, list: &Checklist, item: Item) -> Markup {
    let lang = frame.lang;
    let is_done = list.has(item);
    let words = text::text(lang, &format!("setup-{}", item.as_str()), &[]);
    let hint = text::text(
        lang,
        &format!("setup-{}-text", item.as_str()),
        &[("missing", list.missing(item).into()), ("all", list.activities.into())],
    );
    html! {
        li {
            (icon(frame, if is_done { "verified" } else { "not-started" }))
            div {
                @match place(frame, item) { Some(address) if !is_done => a href=(address) { (words) }, _ => strong { (words) } }
                @if !is_done { small { (hint) } }
            }
            @if is_done { span."st small s-verified" { (icon(frame, "verified")) (t!(lang, "setup-done")) } }
        }
    }
}

/// Where an item is done; a backup and a mail server are made outside of the tracker.
fn place(frame: &Frame, item: Item) -> Option<String> {
    match item {
        Item::Leads | Item::Partners | Item::Outputs => Some(frame.plan().setup()),
        Item::People => Some(address::NEW_PERSON.to_owned()),
        Item::PublicPages => Some(address::SETTINGS.to_owned()),
        Item::Mail | Item::Backup => None,
    }
}
