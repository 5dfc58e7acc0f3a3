//! The conversation about a record, as a part of its page; the form of a comment by itself, where something is wrong with it.

use domain::address;
use domain::comment::{Comment, CommentInput, TEXT_MAX, Topic};
use domain::form::Errors;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The conversation about a record.
#[derive(Debug, Clone)]
pub struct Conversation {
    /// What it is about.
    pub topic: Topic,
    /// What has been said, the oldest first.
    pub comments: Vec<Comment>,
    /// Key of the form: however often it is sent, it makes one comment.
    pub idempotency_key: String,
}

/// The part of a page. Those who are not signed in, and pages of a past day, have none.
#[must_use]
pub fn section(frame: &Frame, conversation: &Conversation) -> Markup {
    let lang = frame.lang;
    if frame.member().is_none() || frame.as_of.is_some() {
        return Markup::default();
    }
    html! {
        section #comments aria-labelledby="comments-title" {
            h2 #comments-title { (t!(lang, "comments")) @if !conversation.comments.is_empty() { " " span.soft { (conversation.comments.len()) } } }
            @for c in &conversation.comments { (comment(frame, c)) }
            (write(frame, conversation.topic, &conversation.idempotency_key, &CommentInput::default(), &Errors::new()))
        }
    }
}

fn comment(frame: &Frame, c: &Comment) -> Markup {
    let lang = frame.lang;
    html! {
        article.comment id={ "comment-" (c.id) } {
            p."small soft" { strong { (c.author_name) } " · " (text::moment_element(lang, frame.zone, c.at)) @if c.is_urgent { " · " (t!(lang, "comment-was-urgent")) } }
            div dir="auto" { (text::prose(&c.text)) }
        }
    }
}

fn write(frame: &Frame, topic: Topic, idempotency_key: &str, typed: &CommentInput, errors: &Errors) -> Markup {
    let lang = frame.lang;
    let (kind, key) = topic.stored();
    html! {
        form.form action=(address::NEW_COMMENT) method="post" {
            (form::token(frame))
            (form::hidden("idempotency-key", idempotency_key))
            (form::hidden("kind", kind.as_str()))
            (form::hidden("key", &key.to_string()))
            (form::textarea(lang, errors, &Field { name: "comment", value: &typed.text, hint: Some("comment-hint"), ..Field::default() }, 3))
            (form::checkbox("urgent", typed.is_urgent, &html! { (t!(lang, "comment-urgent")) }))
            div.acts { button.btn { (t!(lang, "comment-go")) } }
        }
    }
}

/// The form by itself.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is about.
    pub topic: Topic,
    /// What that is called, and the path of its page.
    pub about: (String, String),
    /// Key of the form.
    pub idempotency_key: String,
    /// What was typed.
    pub typed: CommentInput,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "comment-title");
        let (name, page) = &self.about;
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            (form::summary(lang, &self.errors))
            (write(frame, self.topic, &self.idempotency_key, &self.typed, &self.errors))
            p.small.soft { (t!(lang, "comment-length", max = TEXT_MAX)) }
        };
        let crumbs = [(page.clone(), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &crumbs, script: false }, &body)
    }
}
