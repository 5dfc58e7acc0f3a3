//! `/activities/{n}/edit`: lead, actual dates, partners with their roles, texts of each language; and the page for two edits at once.

use domain::activity::{Activity, EditInput, PartInput, SHORT_TITLE_MAX};
use domain::form::Errors;
use domain::lang::Lang;
use domain::partner::{PartnerRole, Standing};
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// The activity as stored.
    pub activity: Activity,
    /// What stands in the form.
    pub typed: EditInput,
    /// The version on which it is based.
    pub version: i32,
    /// What is wrong.
    pub errors: Errors,
    /// Key and name of those who may lead.
    pub officers: Vec<(String, String)>,
    /// Key and name of those who may be partners.
    pub organisations: Vec<(String, String)>,
    /// What is stored now, if somebody else has stored an edit in between, and who that was.
    pub conflict: Option<Conflict>,
}

/// What somebody else has stored in between.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Who.
    pub who: String,
    /// Their version, as the form would show it.
    pub theirs: EditInput,
}

/// How many empty lines for partners the form offers.
pub const SPARE_LINES: usize = 2;

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let a = &self.activity;
        let address = frame.plan().activity(a.number);
        let title = t!(lang, "edit-title", number = a.number);
        let name = format!("{}. {}", a.number, a.short_title.get(lang));
        let body = html! {
            h1 { (title) }
            @if let Some(conflict) = &self.conflict { (self.conflict(lang, conflict)) }
            (form::summary(lang, &self.errors))
            form.form action=(frame.plan().edit_activity(a.number)) method="post" {
                (form::token(frame))
                (form::hidden("version", &self.version.to_string()))
                fieldset { legend.h { (t!(lang, "edit-conduct")) } (self.conduct(lang)) }
                fieldset { legend.h { (t!(lang, "partners")) } (self.partners(lang)) }
                @for (at, of) in Lang::ALL.iter().enumerate() { (self.texts(lang, *of, at)) }
                (form::buttons(&t!(lang, "save-changes"), &html! { a."btn link" href=(address) { (t!(lang, "cancel")) } }))
            }
        };
        let crumbs = [layout::plan_crumb(frame), (address.clone(), name)];
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &crumbs, script: false }, &body)
    }

    fn conduct(&self, lang: Lang) -> Markup {
        let mut leads = vec![(String::new(), t!(lang, "no-lead"))];
        leads.extend(self.officers.iter().cloned());
        let date = |name, typed| {
            form::date(lang, &self.errors, &Field { name, hint: Some("hint-actual"), optional: true, ..Field::default() }, typed)
        };
        html! {
            (form::select(lang, &self.errors, &Field { name: "lead", value: &self.typed.lead, width: "w20", ..Field::default() }, &leads))
            (date("actual-start", &self.typed.actual_start))
            (date("actual-end", &self.typed.actual_end))
        }
    }

    fn partners(&self, lang: Lang) -> Markup {
        let spare = (0..SPARE_LINES).map(|_| PartInput::default());
        let lines: Vec<PartInput> = self.typed.partners.iter().cloned().chain(spare).collect();
        html! {
            p.hint { (t!(lang, "hint-partners")) }
            @for (at, line) in lines.iter().enumerate() { (self.partner(lang, at, line)) }
            (form::checkbox("partners-to-be-determined", self.typed.partners_to_be_determined, &html! { (t!(lang, "partners-tbd-check")) }))
        }
    }

    fn partner(&self, lang: Lang, at: usize, line: &PartInput) -> Markup {
        let words = |prefix: &str, words: &[&str]| {
            words.iter().map(|w| ((*w).to_owned(), text::text(lang, &format!("{prefix}-{w}"), &[]))).collect::<Vec<_>>()
        };
        let roles = words("partner-role", &PartnerRole::ALL.iter().map(|r| r.as_str()).collect::<Vec<_>>());
        let standings = words("standing", &Standing::ALL.iter().map(|s| s.as_str()).collect::<Vec<_>>());
        let is_spare = line.organisation.is_empty();
        let mut organisations = vec![(String::new(), if is_spare { t!(lang, "partner-add") } else { t!(lang, "partner-none") })];
        organisations.extend(self.organisations.iter().cloned());
        let id = format!("partner-{at}");
        let problem = self.errors.of(&id);
        html! {
            fieldset."f line".wrong[problem.is_some()] {
                legend.vh { (form::label(lang, &id)) }
                (form::error(lang, &id, problem))
                div.row {
                    div."f grow" { label for=(id) { (t!(lang, "column-organisation")) } select.in id=(id) name={ "partner-" (at) "-organisation" } { (form::options(&organisations, &line.organisation)) } }
                    div.f { label for={ (id) "-role" } { (t!(lang, "column-role")) } select.in id={ (id) "-role" } name={ "partner-" (at) "-role" } { (form::options(&roles, &line.role)) } }
                    div.f { label for={ (id) "-standing" } { (t!(lang, "column-state")) } select.in id={ (id) "-standing" } name={ "partner-" (at) "-standing" } { (form::options(&standings, &line.standing)) } }
                    @if !is_spare { (form::checkbox(&format!("partner-{at}-remove"), line.remove, &html! { (t!(lang, "partner-remove")) })) }
                }
            }
        }
    }

    fn texts(&self, lang: Lang, of: Lang, at: usize) -> Markup {
        let empty = Default::default();
        let [title, short, summary] = self.typed.texts.get(at).map_or(&empty, |(_, texts)| texts);
        let optional = of != Lang::En;
        let names = ["title", "short-title", "summary"].map(|n| format!("{n}-{of}"));
        let field = |name, value, hint| Field { name, value, hint, optional, lang: Some(of), ..Field::default() };
        debug_assert_eq!(SHORT_TITLE_MAX, 32, "the hint names the limit");
        html! {
            fieldset {
                legend.h { (t!(lang, "edit-texts", language = of.own_name())) }
                (form::textarea(lang, &self.errors, &field(&names[0], title, None), 2))
                (form::input(lang, &self.errors, &field(&names[1], short, Some("hint-short-title"))))
                (form::textarea(lang, &self.errors, &field(&names[2], summary, None), 4))
            }
        }
    }

    fn conflict(&self, lang: Lang, conflict: &Conflict) -> Markup {
        let rows = differences(lang, &self.typed, &conflict.theirs, &self.officers, &self.organisations);
        html! {
            div."note warn" role="alert" {
                p { strong { (t!(lang, "conflict-title", name = conflict.who.as_str())) } }
                p { (t!(lang, "conflict-text")) }
            }
            @if !rows.is_empty() {
                table.fold {
                    caption { (t!(lang, "conflict-caption")) }
                    thead { tr { th scope="col" { (t!(lang, "column-field")) } th scope="col" { (t!(lang, "conflict-yours")) } th scope="col" { (t!(lang, "conflict-theirs")) } } }
                    tbody { @for (name, yours, theirs) in rows { tr { th scope="row" { (name) } td data-l=(t!(lang, "conflict-yours")) { (yours) } td data-l=(t!(lang, "conflict-theirs")) { (theirs) } } } }
                }
            }
        }
    }
}

/// Label and both texts of every field in which two edits differ.
fn differences(
    lang: Lang,
    yours: &EditInput,
    theirs: &EditInput,
    officers: &[(String, String)],
    organisations: &[(String, String)],
) -> Vec<(String, String, String)> {
    let name =
        |list: &[(String, String)], key: &str| list.iter().find(|(k, _)| k == key).map_or_else(|| key.to_owned(), |(_, n)| n.clone());
    let day = |d: &[String; 3]| d.iter().filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join("-");
    let parts = |edit: &EditInput| {
        let kept = edit.partners.iter().filter(|p| !p.remove && !p.organisation.is_empty());
        let words = |p: &PartInput| {
            let (role, standing) =
                (text::text(lang, &format!("partner-role-{}", p.role), &[]), text::text(lang, &format!("standing-{}", p.standing), &[]));
            format!("{} ({role}, {standing})", name(organisations, &p.organisation))
        };
        kept.map(words).collect::<Vec<_>>().join("; ")
    };
    let answer = |yes: bool| text::text(lang, if yes { "answer-yes" } else { "answer-no" }, &[]);
    let mut rows = vec![
        (form::label(lang, "lead"), name(officers, &yours.lead), name(officers, &theirs.lead)),
        (form::label(lang, "actual-start"), day(&yours.actual_start), day(&theirs.actual_start)),
        (form::label(lang, "actual-end"), day(&yours.actual_end), day(&theirs.actual_end)),
        (t!(lang, "field-partners"), parts(yours), parts(theirs)),
        (t!(lang, "field-partners-to-be-determined"), answer(yours.partners_to_be_determined), answer(theirs.partners_to_be_determined)),
    ];
    for ((of, mine), (_, other)) in yours.texts.iter().zip(&theirs.texts) {
        for (at, base) in ["title", "short-title", "summary"].iter().enumerate() {
            rows.push((form::label(lang, &format!("{base}-{of}")), mine[at].trim().replace("\r\n", "\n"), other[at].clone()));
        }
    }
    rows.retain(|(_, yours, theirs)| yours != theirs);
    rows
}
