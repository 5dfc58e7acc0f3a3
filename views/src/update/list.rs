//! `/activities/{n}/updates`: every update of an activity, newest first: who declared which status when and why.

use domain::access;
use domain::activity::Activity;
use domain::lang::Lang;
use domain::update::{Update, UpdateKind};
use maud::{Markup, html};

use crate::activity::show;
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::status;
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// Its updates, newest first.
    pub updates: Vec<Update>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let name = format!("{}. {}", a.number, a.short_title.get(lang));
        let title = t!(lang, "updates-title");
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            @if self.updates.is_empty() { p.soft { (t!(lang, "no-update-yet")) } }
            ol.log.updates { @for update in self.updates.iter().map(|u| u.for_reader(lang)) { li {
                (text::moment_element(lang, frame.zone, update.published_at))
                div {
                    p {
                        (status::declared(frame, Some(update.report.status)))
                        @if access::may_see_names(frame.member()) { " " span.soft { (update.author_name) } }
                    }
                    @if let Some(reason) = &update.report.reason { p { "“" span lang=[show::foreign(lang, &update)] { (reason) } "”" } }
                    @match update.kind {
                        UpdateKind::Confirmation => p.soft { (t!(lang, "history-confirmed-short")) },
                        UpdateKind::Report => article.report {
                            h2 lang=[show::foreign(lang, &update)] { (update.report.headline) }
                            (show::words(lang, &update))
                            @if let Some(at) = update.corrected_at { p."small soft" { (t!(lang, "update-corrected-on", day = text::day(lang, at.with_timezone(&frame.zone).date_naive()))) } }
                            @if access::may_report(frame.member()) { (self.edits(frame, &update)) }
                        },
                    }
                }
            } } }
        };
        let crumbs = [layout::plan_crumb(frame), (frame.plan().activity(a.number), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    /// Links to correct the words, and to word them in other languages.
    fn edits(&self, frame: &Frame, shown: &Update) -> Markup {
        let lang = frame.lang;
        let Some(update) = self.updates.iter().find(|u| u.id == shown.id) else { return Markup::default() };
        let address = |of| frame.plan().update_wording(self.activity.number, update.id, of);
        html! {
            p."small" {
                a href=(address(update.lang)) { (t!(lang, "update-correct")) }
                @for of in Lang::ALL.iter().filter(|of| **of != update.lang) { " · " a href=(address(*of)) { (t!(lang, "update-word-in", language = of.own_name())) } }
            }
        }
    }
}
