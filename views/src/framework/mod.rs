//! The framework: what the draft Strategic Plan states, and which activities serve its objectives.

pub mod activity;
pub mod link;
mod objective;
mod programme;
#[cfg(test)]
pub mod sample;
pub mod show;

use std::collections::BTreeMap;

use domain::framework::{Link, Strength};
use domain::lang::{Lang, Translated};
use maud::{Markup, html};

use crate::frame::Frame;
use crate::text::{self, t};

/// Short titles of the activities by number.
pub type Names = BTreeMap<i32, Translated>;

/// The word for a strength.
fn strength(lang: Lang, strength: Strength) -> String {
    text::text(lang, &format!("framework-strength-{strength}"), &[])
}

/// “3. Integrated pilots – strong”, leading to the activity.
fn chip(frame: &Frame, names: &Names, link: &Link) -> Markup {
    let lang = frame.lang;
    let title = names.get(&link.activity).map_or("", |n| n.get(lang));
    let words = t!(lang, "framework-link", number = link.activity, title = title, strength = strength(lang, link.strength));
    html! { a.chip href=(frame.plan().activity(link.activity)) { (words) } }
}
