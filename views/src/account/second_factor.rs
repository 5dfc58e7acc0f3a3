//! `/account/second-factor`: setting up an authenticator app, recovery codes, ending it.

use chrono::{DateTime, Utc};
use domain::address;
use domain::form::Errors;
use domain::second_factor::shown;
use maud::{Markup, html};
use qrcode::{Color, QrCode};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// Whether there is one.
#[derive(Debug, Clone)]
pub struct Page {
    /// Since when, and how many recovery codes are unused.
    pub present: Option<(DateTime<Utc>, i64)>,
    /// Whether the role of the reader requires one.
    pub is_required: bool,
    /// Where the reader wanted to go; empty if nowhere else.
    pub next: String,
}

fn page(frame: &Frame, title: &str, below: bool, body: &Markup) -> Markup {
    let lang = frame.lang;
    let mut crumbs = vec![(address::ACCOUNT.to_owned(), t!(lang, "your-account"))];
    if below {
        crumbs.push((address::SECOND_FACTOR.to_owned(), t!(lang, "second-factor-title")));
    }
    layout::page(frame, &Head { title, place: Place::Other, crumbs: &crumbs, script: false }, body)
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "second-factor-title");
        let new = address::with_query(address::NEW_SECOND_FACTOR, &[("next", self.next.as_str())]);
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "second-factor-text")) }, &Markup::default()))
            @match &self.present {
                None => {
                    @if self.is_required { div."note warn" role="alert" { p { strong { (t!(lang, "second-factor-needed")) } } p { (t!(lang, "second-factor-needed-text")) } } }
                    p { a."btn go" href=(new) { (t!(lang, "second-factor-set-up")) } }
                }
                Some((since, codes_left)) => {
                    dl.facts {
                        dt { (t!(lang, "second-factor-since")) } dd { (text::moment_element(lang, frame.zone, *since)) }
                        dt { (t!(lang, "recovery-codes")) } dd { (t!(lang, "recovery-codes-left", count = *codes_left)) }
                    }
                    form.gap action=(address::NEW_RECOVERY_CODES) method="post" { (form::token(frame)) button.btn { (t!(lang, "recovery-codes-new")) } }
                    p.gap { a.btn href=(new) { (t!(lang, "second-factor-replace")) } }
                    @if self.is_required {
                        p."small soft" { (t!(lang, "second-factor-stays")) }
                    } @else {
                        form.gap action=(address::END_SECOND_FACTOR) method="post" { (form::token(frame)) button.btn { (t!(lang, "second-factor-end")) } }
                    }
                }
            }
        };
        page(frame, &title, false, &body)
    }
}

/// The form that sets one up.
#[derive(Debug, Clone)]
pub struct Setup {
    /// From what the secret is computed: comes back with the form.
    pub nonce: String,
    /// What the QR code holds.
    pub address: String,
    /// The secret, to be typed.
    pub secret: String,
    /// Where to go afterwards; empty if nowhere else.
    pub next: String,
    /// What is wrong.
    pub errors: Errors,
}

impl Setup {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "second-factor-set-up");
        let field = Field {
            name: "factor-code",
            hint: Some("hint-factor-code-new"),
            width: "w20",
            autocomplete: Some("one-time-code"),
            ..Field::default()
        };
        let body = html! {
            h1 { (title) }
            (form::summary(lang, &self.errors))
            ol.steps {
                li { (t!(lang, "second-factor-step-app")) }
                li { (t!(lang, "second-factor-step-scan")) div.gap { (qr(frame, &self.address)) }
                    details { summary { (t!(lang, "second-factor-type")) } p { code.secret { (self.secret) } } p."small soft" { (t!(lang, "second-factor-type-text")) } } }
                li { (t!(lang, "second-factor-step-code")) }
            }
            form.form action=(address::NEW_SECOND_FACTOR) method="post" {
                (form::token(frame))
                (form::hidden("nonce", &self.nonce))
                (form::hidden("next", &self.next))
                (form::input(lang, &self.errors, &field))
                (form::buttons(&title, &html! { a."btn link" href=(address::SECOND_FACTOR) { (t!(lang, "cancel")) } }))
            }
        };
        page(frame, &title, true, &body)
    }
}

/// A QR code as a drawing, with the margin that scanners need. Dark on light in both colour schemes: scanners do not all read the reverse.
fn qr(frame: &Frame, content: &str) -> Markup {
    const MARGIN: usize = 4;
    let Ok(code) = QrCode::new(content) else { return Markup::default() };
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path: String = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width + MARGIN, at / width + MARGIN)).collect();
    let side = width + 2 * MARGIN;
    html! {
        svg.qr xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (side) " " (side) } width="220" height="220" shape-rendering="crispEdges" role="img" aria-label=(t!(frame.lang, "second-factor-qr")) {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// The recovery codes, shown once.
#[derive(Debug, Clone)]
pub struct Codes {
    /// The codes.
    pub codes: Vec<String>,
    /// Where to go on.
    pub next: String,
}

impl Codes {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "recovery-codes-title");
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "recovery-codes-text")) }, &Markup::default()))
            ul.codes { @for code in &self.codes { li { code { (shown(code)) } } } }
            p { a."btn go" href=(self.next) { (t!(lang, "recovery-codes-done")) } }
        };
        page(frame, &title, true, &body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lang::Lang;

    #[test]
    fn a_drawing_holds_every_dark_module_once() {
        let drawn = qr(&Frame::sample(Lang::En), "otpauth://totp/x?secret=abc").into_string();
        let code = QrCode::new("otpauth://totp/x?secret=abc").unwrap();
        let dark = code.to_colors().iter().filter(|color| **color == Color::Dark).count();
        assert_eq!(drawn.matches("h1v1h-1z").count(), dark);
    }
}
