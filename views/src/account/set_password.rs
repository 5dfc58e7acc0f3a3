//! The pages behind signed links: joining by an invitation, setting a new password, making the first administrator.

use domain::form::Errors;
use domain::lang::Lang;
use domain::person::{PreferencesInput, time_zones};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// For what the link was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// An invitation for the person of this name and address.
    Joining {
        /// Name.
        name: String,
        /// Mail address, under which they will sign in.
        email: String,
    },
    /// A new password for the person of this address.
    Resetting {
        /// Mail address.
        email: String,
    },
    /// The first administrator, who gives name and address.
    First {
        /// Typed name.
        name: String,
        /// Typed address.
        email: String,
    },
}

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// Address of the form, which holds the link's token.
    pub action: String,
    /// For what.
    pub link: For,
    /// Language and time zone as they are typed, of somebody who joins.
    pub preferences: Option<PreferencesInput>,
    /// What is wrong.
    pub errors: Errors,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let word = match self.link {
            For::Joining { .. } => "joining",
            For::Resetting { .. } => "resetting",
            For::First { .. } => "first",
        };
        let key = |part: &str| text::text(lang, &format!("{word}-{part}"), &[]);
        let title = key("title");
        let body = html! {
            div.card {
                h1 { (title) }
                (form::summary(lang, &self.errors))
                p.soft { (key("text")) }
                form action=(self.action) method="post" {
                    (form::token(frame))
                    (self.who(frame))
                    @if let Some(typed) = &self.preferences { div data-guess-zone { (preferences(lang, &self.errors, typed)) } }
                    (form::input(lang, &self.errors, &Field { name: "password", kind: "password", hint: Some("hint-password"), autocomplete: Some("new-password"), ..Field::default() }))
                    (form::input(lang, &self.errors, &Field { name: "again", kind: "password", autocomplete: Some("new-password"), ..Field::default() }))
                    (form::buttons(&key("go"), &Markup::default()))
                }
            }
        };
        layout::page(frame, &Head { title: &title, place: Place::Other, crumbs: &[], script: self.preferences.is_some() }, &body)
    }

    fn who(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        match &self.link {
            For::Joining { name, email } => html! {
                dl.facts { dt { (t!(lang, "field-name")) } dd { (name) } dt { (t!(lang, "field-email")) } dd { (email) } }
                // Password managers need to see the account name to which the password belongs.
                input type="hidden" name="username" autocomplete="username" value=(email);
            },
            For::Resetting { email } => html! {
                dl.facts { dt { (t!(lang, "field-email")) } dd { (email) } }
                input type="hidden" name="username" autocomplete="username" value=(email);
            },
            For::First { name, email } => html! {
                (form::input(lang, &self.errors, &Field { name: "name", value: name, autocomplete: Some("name"), ..Field::default() }))
                (form::input(lang, &self.errors, &Field { name: "email", value: email, kind: "email", autocomplete: Some("username"), ..Field::default() }))
            },
        }
    }
}

/// The fields of somebody's language and time zone.
pub(super) fn preferences(lang: Lang, errors: &Errors, typed: &PreferencesInput) -> Markup {
    let langs: Vec<(String, String)> = Lang::ALL.iter().map(|l| (l.as_str().to_owned(), l.own_name().to_owned())).collect();
    let zones: Vec<(String, String)> = time_zones().map(|zone| (zone.to_owned(), zone.replace('_', " "))).collect();
    html! {
        (form::select(lang, errors, &Field { name: "lang", value: &typed.lang, width: "w20", hint: Some("hint-lang"), ..Field::default() }, &langs))
        (form::select(lang, errors, &Field { name: "time-zone", value: &typed.zone, width: "w20", hint: Some("hint-time-zone"), ..Field::default() }, &zones))
    }
}
