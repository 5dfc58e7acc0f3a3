//! `/activities/{n}/updates/new`: the status of an activity, in under a minute; drafts are saved.

use chrono::{DateTime, Utc};
use domain::activity::{Activity, Status};
use domain::form::Errors;
use domain::update::{Draft, Update};
use maud::{Markup, html};

use crate::activity::show;
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::status;
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// Its newest update with words of its own.
    pub words: Option<Update>,
    /// Its newest update.
    pub latest: Option<Update>,
    /// What stands in the form.
    pub draft: Draft,
    /// When the draft was saved, if there is one.
    pub kept_at: Option<DateTime<Utc>>,
    /// What is wrong.
    pub errors: Errors,
    /// Whether somebody else has published in between.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let address = frame.plan().activity(a.number);
        let title = t!(lang, "update-title");
        let name = format!("{}. {}", a.number, a.short_title.get(lang));
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            @if self.overtaken && let Some(latest) = &self.latest {
                div."note warn" role="alert" {
                    p { strong { (t!(lang, "overtaken-title", name = latest.author_name.as_str())) } }
                    p { (t!(lang, "overtaken-text")) }
                }
            }
            (form::summary(lang, &self.errors))
            div.split {
                aside aria-label=(t!(lang, "last-update")) { (self.before(frame)) }
                form.form action=(frame.plan().new_update(a.number)) method="post" { (self.fields(frame)) }
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address.clone(), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn fields(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let d = &self.draft;
        let choices: Vec<(String, Markup)> =
            Status::ALL.iter().map(|s| (s.as_str().to_owned(), status::declared(frame, Some(*s)))).collect();
        let field = |name, value, hint, optional| Field { name, value, hint, optional, ..Field::default() };
        html! {
            (form::token(frame))
            (form::hidden("seen", &self.latest.as_ref().map_or(0, |u| u.id.0).to_string()))
            @if let Some(at) = self.kept_at { p.note { (t!(lang, "draft-kept", moment = text::moment(lang, frame.zone, at))) } }
            (form::radios(lang, &self.errors, &field("status", &d.status, Some("hint-status"), false), &choices))
            (form::textarea(lang, &self.errors, &field("reason", &d.reason, Some("hint-reason"), false), 2))
            div.ended { (form::date(lang, &self.errors, &field("actual-end", "", Some("hint-actual-end"), false), &d.ended)) }
            (form::input(lang, &self.errors, &field("headline", &d.headline, Some("hint-headline"), false)))
            (form::textarea(lang, &self.errors, &field("done", &d.done, Some("hint-done"), false), 5))
            (form::textarea(lang, &self.errors, &field("next", &d.next, None, true), 3))
            (form::textarea(lang, &self.errors, &field("risks", &d.risks, None, true), 3))
            div.acts {
                button."btn go" name="intent" value="publish" { (t!(lang, "publish-update")) }
                button.btn name="intent" value="keep" { (t!(lang, "keep-draft")) }
                @if self.kept_at.is_some() { button."btn link" name="intent" value="discard" { (t!(lang, "discard-draft")) } }
            }
            p.small.soft.gap { (t!(lang, "update-who-reads")) }
        }
    }

    fn before(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.panel {
                h2 { (t!(lang, "last-update")) }
                @match (&self.latest, &self.words) {
                    (Some(latest), Some(words)) => {
                        p { (status::declared(frame, Some(latest.report.status))) }
                        p.small.soft { (latest.author_name) (t!(lang, "list-comma")) (text::day_element(lang, latest.published_at.with_timezone(&frame.zone).date_naive())) }
                        (show::report(lang, words))
                        @if domain::update::confirm(Some(latest.latest())).is_ok() { (show::confirm(frame, self.activity.number, &latest.latest())) }
                    },
                    _ => p.soft { (t!(lang, "no-update-yet")) },
                }
            }
        }
    }
}
