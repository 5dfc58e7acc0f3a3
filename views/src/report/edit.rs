//! `/reports/{id}/edit`: the words of a draft.

use domain::address;
use domain::form::Errors;
use domain::ids::ReportId;
use domain::lang::Lang;
use domain::report::{Words, narrative_field};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::t;

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// Which report.
    pub id: ReportId,
    /// Its language.
    pub written_in: Lang,
    /// What stands in the form.
    pub typed: Words,
    /// Number and title of each activity.
    pub activities: Vec<(i32, String)>,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// Who has stored other words in between, and those words.
    pub conflict: Option<(String, Words)>,
    /// Whether somebody has frozen the report meanwhile, so that nothing can be stored any more.
    pub is_frozen: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let (lang, errors) = (frame.lang, &self.errors);
        let address = address::report(self.id);
        let title = t!(lang, "report-edit");
        let written = Some(self.written_in);
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "report-edit-text")) }, &Markup::default()))
            @if self.is_frozen { div."note warn" role="alert" { p { strong { (t!(lang, "report-was-frozen")) } } p { (t!(lang, "report-was-frozen-text")) " " a href=(address) { (t!(lang, "report-see")) } } } }
            @if let Some((who, theirs)) = &self.conflict { (self.conflict(lang, who, theirs)) }
            (form::summary(lang, errors))
            form.form action=(address::edit_report(self.id)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                (form::input(lang, errors, &Field { name: "title", value: &self.typed.title, lang: written, ..Field::default() }))
                (form::input(lang, errors, &Field { name: "meeting", value: &self.typed.meeting, lang: written, optional: true, ..Field::default() }))
                (form::textarea(lang, errors, &Field { name: "introduction", value: &self.typed.introduction, hint: Some("hint-report-introduction"), lang: written, optional: true, ..Field::default() }, 6))
                @for (number, title) in &self.activities {
                    fieldset {
                        legend.h lang=(self.written_in) { (title) }
                        (form::textarea(lang, errors, &Field { name: &narrative_field(*number), value: self.typed.on(*number), lang: written, optional: true, ..Field::default() }, 6))
                    }
                }
                @if !self.is_frozen { (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } })) }
            }
        };
        let crumbs = [super::crumb(frame), (address.clone(), t!(lang, "report"))];
        layout::page(frame, &Head { title: &title, place: Place::Reports, crumbs: &crumbs, script: false }, &body)
    }

    fn conflict(&self, lang: Lang, who: &str, theirs: &Words) -> Markup {
        let differ = self.differences(lang, theirs);
        html! {
            div."note warn" role="alert" {
                p { strong { (t!(lang, "conflict-title", name = who)) } }
                p { (t!(lang, "conflict-text")) }
            }
            @if !differ.is_empty() {
                table.fold {
                    caption { (t!(lang, "conflict-caption")) }
                    thead { tr { th scope="col" { (t!(lang, "column-field")) } th scope="col" { (t!(lang, "conflict-yours")) } th scope="col" { (t!(lang, "conflict-theirs")) } } }
                    tbody { @for (name, yours, theirs) in differ { tr {
                        th scope="row" { (name) }
                        td data-l=(t!(lang, "conflict-yours")) { (crate::text::prose(yours)) }
                        td data-l=(t!(lang, "conflict-theirs")) { (crate::text::prose(theirs)) }
                    } } }
                }
            }
        }
    }

    /// Label and both texts of every field in which the two differ.
    fn differences<'a>(&'a self, lang: Lang, theirs: &'a Words) -> Vec<(String, &'a str, &'a str)> {
        let typed = &self.typed;
        let mut fields = vec![
            ("title".to_owned(), typed.title.as_str(), theirs.title.as_str()),
            ("meeting".to_owned(), &typed.meeting, &theirs.meeting),
            ("introduction".to_owned(), &typed.introduction, &theirs.introduction),
        ];
        fields.extend(typed.narratives.iter().map(|(n, words)| (narrative_field(*n), words.as_str(), theirs.on(*n))));
        fields.retain(|(_, yours, theirs)| yours.trim().replace("\r\n", "\n") != *theirs);
        fields.into_iter().map(|(name, yours, theirs)| (form::label(lang, &name), yours, theirs)).collect()
    }
}
