//! `/activities/{n}/outputs/new`, `/outputs/{id}/edit`: what is expected.

use domain::activity::Activity;
use domain::address;
use domain::directory::Directory;
use domain::event::LANGUAGES;
use domain::form::Errors;
use domain::lang::Lang;
use domain::output::{OutputInput, OutputRecord};
use domain::result::ExpectedResult;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity.
    pub activity: Activity,
    /// The output that is edited; `None`: a new one.
    pub output: Option<OutputRecord>,
    /// Key of the form.
    pub idempotency_key: String,
    /// What stands in the form.
    pub typed: OutputInput,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
    /// Expected results of the plan.
    pub results: Vec<ExpectedResult>,
    /// Whether somebody else was faster.
    pub overtaken: bool,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let number = self.activity.number;
        let (title, action, back) = match &self.output {
            None => (t!(lang, "output-new"), frame.plan().new_output(number), frame.plan().activity(number)),
            Some(o) => (t!(lang, "output-edit"), address::edit_output(o.id), address::output(o.id)),
        };
        let name = format!("{number}. {}", self.activity.short_title.get(lang));
        let body = html! {
            (layout::title(&title, &html! { (name) }, &Markup::default()))
            @if self.overtaken { div."note warn" role="alert" { p { (t!(lang, "terms-overtaken")) } } }
            (form::summary(lang, &self.errors))
            form.form action=(action) method="post" {
                (form::token(frame)) (form::hidden("idempotency-key", &self.idempotency_key))
                (form::hidden("version", &self.output.as_ref().map_or(0, |o| o.version).to_string()))
                (self.fields(lang))
                div.acts {
                    button."btn go" name="intent" value="save" { (t!(lang, "save-changes")) }
                    a."btn link" href=(back) { (t!(lang, "cancel")) }
                    @if self.output.as_ref().is_some_and(|o| o.gone_at.is_none()) { button."btn link" name="intent" value="end" { (t!(lang, "output-end")) } }
                }
                @if self.output.is_some() { p."small soft gap" { (t!(lang, "output-end-text")) } }
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address::with_fragment(&frame.plan().activity(number), "outputs"), name.clone())];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn fields(&self, lang: Lang) -> Markup {
        let (e, d) = (&self.errors, &self.typed);
        let languages: Vec<(String, String)> =
            LANGUAGES.iter().map(|l| ((*l).to_owned(), text::text(lang, &format!("language-{l}"), &[]))).collect();
        let mut organisations: Vec<(String, String)> = self
            .directory
            .organisations
            .iter()
            .filter(|o| o.is_active)
            .map(|o| (o.id.to_string(), self.directory.organisation_name(lang, o.id)))
            .collect();
        organisations.sort_by_key(|(_, name)| name.to_lowercase());
        organisations.insert(0, (String::new(), t!(lang, "not-set")));
        let mut results = vec![(String::new(), t!(lang, "output-result-none"))];
        results.extend(self.results.iter().enumerate().map(|(at, r)| (at.to_string(), r.text.get(lang).to_owned())));
        html! {
            (form::input(lang, e, &Field { name: "output-title", value: &d.title, hint: Some("output-hint-title"), ..Field::default() }))
            (form::input(lang, e, &Field { name: "quantity", value: &d.quantity, hint: Some("output-hint-quantity"), width: "w4", ..Field::default() }))
            (form::boxes(lang, e, &Field { name: "languages", hint: Some("output-hint-languages"), optional: true, ..Field::default() }, &languages, &d.languages))
            (form::date(lang, e, &Field { name: "due", optional: true, ..Field::default() }, &d.due))
            (form::select(lang, e, &Field { name: "responsible", value: &d.responsible, hint: Some("output-hint-responsible"), ..Field::default() }, &organisations))
            (form::select(lang, e, &Field { name: "result", value: &d.result, ..Field::default() }, &results))
        }
    }
}
