//! `/events/new`, `/events/{id}/edit`, `/events/{id}/correction/new`: one form for everything about an event.

use domain::address;
use domain::directory::Directory;
use domain::event::{EventInput, EventKind, EventRecord, LANGUAGES, Mode, Offer, RegionalGroup};
use domain::form::Errors;
use domain::history::Change;
use domain::lang::Lang;
use maud::{Markup, html};

use super::{alike, people};
use crate::form::{self, Field};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{history, status};

/// What the form is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// A new record; the key makes that the same form makes one record, however often it is sent.
    New {
        /// Key of the form.
        idempotency_key: String,
    },
    /// A record that is not verified yet.
    Edit(Box<EventRecord>),
    /// A verified record, with the reason that was typed.
    Correct(Box<EventRecord>, String),
}

/// What somebody else has stored in between.
#[derive(Debug, Clone)]
pub struct Conflict {
    /// Who.
    pub who: String,
    /// From what is stored now to what was typed.
    pub changes: Vec<Change>,
}

/// The form.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is for.
    pub purpose: Purpose,
    /// What stands in it.
    pub typed: EventInput,
    /// What is wrong.
    pub errors: Errors,
    /// What keys stand for.
    pub directory: Directory,
    /// What may be chosen.
    pub offer: Offer,
    /// Empty lines for countries and for co-organisers.
    pub spare: (usize, usize),
    /// Records that may be the same event.
    pub alike: Vec<EventRecord>,
    /// What is stored now, if somebody else was faster.
    pub conflict: Option<Conflict>,
    /// What is answered to whoever has returned the record.
    pub answer: String,
}

/// How many empty lines for countries and co-organisers a form begins with.
pub const SPARE: (usize, usize) = (3, 1);

impl Page {
    fn record(&self) -> Option<&EventRecord> {
        match &self.purpose {
            Purpose::New { .. } => None,
            Purpose::Edit(record) | Purpose::Correct(record, _) => Some(record),
        }
    }

    fn address(&self, frame: &Frame) -> String {
        match &self.purpose {
            Purpose::New { .. } => frame.plan().new_event(),
            Purpose::Edit(record) => address::edit_event(record.id),
            Purpose::Correct(record, _) => address::correct_event(record.id),
        }
    }

    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = match &self.purpose {
            Purpose::New { .. } => t!(lang, "event-new-title"),
            Purpose::Edit(_) => t!(lang, "event-edit-title"),
            Purpose::Correct(..) => t!(lang, "event-correct-title"),
        };
        let sentence = match &self.purpose {
            Purpose::Correct(..) => t!(lang, "event-correct-sentence"),
            _ => t!(lang, "event-form-sentence"),
        };
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &Markup::default()))
            (self.notes(frame))
            (form::summary(lang, &self.errors))
            @if self.offer.activities.is_empty() {
                div.blank { p { (t!(lang, "event-no-activities")) } div.acts { a.btn href=(frame.plan().list()) { (t!(lang, "work-see-plan")) } } }
            } @else {
                form.form #event-form action=(self.address(frame)) method="post" { (self.fields(frame)) }
            }
        };
        let mut crumbs = vec![(frame.plan().events(), t!(lang, "place-events"))];
        crumbs.extend(self.record().map(|r| (address::event(r.id), super::title(lang, r.event.title.as_deref()))));
        layout::page(frame, &Head { title: &title, place: Place::Events, crumbs: &crumbs, script: true }, &body)
    }

    fn notes(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if let Some(conflict) = &self.conflict {
                div."note warn" role="alert" {
                    p { strong { (t!(lang, "event-conflict-title", name = conflict.who.as_str())) } }
                    p { (t!(lang, "event-conflict-text")) }
                    ul.plain.small { @for change in &conflict.changes { li { (history::difference(frame, change)) } } }
                }
            }
            @if let Some(record) = self.record() && let domain::review::State::Returned { reason, .. } = &record.review.state {
                div."note warn" { p { strong { (t!(lang, "event-returned-because")) } } (text::prose(reason)) }
            }
            (alike::note(frame, &self.directory, &self.alike))
        }
    }

    fn fields(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            (form::token(frame))
            @match &self.purpose {
                Purpose::New { idempotency_key } => (form::hidden("idempotency-key", idempotency_key)),
                Purpose::Edit(record) | Purpose::Correct(record, _) => (form::hidden("version", &record.version.to_string())),
            }
            @if !self.alike.is_empty() { (form::hidden("known", &alike::keys(&self.alike))) }
            @if !matches!(self.purpose, Purpose::Correct(..)) { (self.quiet_default(lang)) }
            @if let Purpose::Correct(_, reason) = &self.purpose {
                (form::textarea(lang, &self.errors, &Field { name: "correct-reason", value: reason, hint: Some("event-correct-hint"), ..Field::default() }, 2))
                (form::radios(lang, &self.errors, &Field { name: "since", value: "now", ..Field::default() }, &["now", "beginning"].map(|w| (w.to_owned(), html! { (text::text(lang, &format!("correct-since-{w}"), &[])) }))))
            }
            fieldset { legend.h { (t!(lang, "event-part-event")) } (self.event(frame)) }
            fieldset { legend.h { (t!(lang, "event-part-organisers")) } (self.organisers(lang)) }
            fieldset { legend.h { (t!(lang, "event-part-people")) } (self.list_link(lang)) (people::grid(lang, &self.errors, &self.typed.participation, self.spare.0)) }
            fieldset { legend.h { (t!(lang, "event-part-outcome")) } (self.outcome(lang)) }
            datalist #countries { @for c in self.directory.countries.iter() { option value=(c.name.get(lang)) {} } }
            @if self.record().is_some_and(|r| r.stage() == domain::review::Stage::Returned) {
                (form::textarea(lang, &self.errors, &Field { name: "answer", value: &self.answer, hint: Some("event-hint-answer"), optional: true, ..Field::default() }, 3))
            }
            (self.buttons(frame))
        }
    }

    /// The enter key sends the first button of a form: that is to keep it, not to add a line or to submit it half-way.
    fn quiet_default(&self, lang: Lang) -> Markup {
        let intent = match (self.is_waiting(), self.is_planned()) {
            (true, _) => "submit",
            (_, true) => "announce",
            _ => "keep",
        };
        html! { input.vh type="submit" name="intent" value=(intent) tabindex="-1" aria-hidden="true" aria-label=(t!(lang, "keep-draft")); }
    }

    /// Whether the event is announced already: then it cannot be a draft again.
    fn is_planned(&self) -> bool {
        self.record().is_some_and(|r| r.stage() == domain::review::Stage::Planned)
    }

    /// Whether the record waits for review already: then it cannot be a draft again.
    fn is_waiting(&self) -> bool {
        self.record().is_some_and(|r| r.stage() == domain::review::Stage::Submitted)
    }

    fn event(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (e, d) = (&self.errors, &self.typed);
        let words = |prefix: &str, words: Vec<&'static str>| -> Vec<(String, Markup)> {
            words.into_iter().map(|w| (w.to_owned(), html! { (text::text(lang, &format!("{prefix}-{w}"), &[])) })).collect()
        };
        let kinds = words("event-kind", EventKind::ALL.iter().map(|k| k.as_str()).collect());
        let modes = words("event-mode", Mode::ALL.iter().map(|m| m.as_str()).collect());
        let mut regions = vec![(String::new(), t!(lang, "event-region-none"))];
        regions.extend(RegionalGroup::ALL.iter().map(|r| (r.as_str().to_owned(), text::text(lang, &format!("region-{r}"), &[]))));
        let activities: Vec<(String, String)> =
            self.offer.activities.iter().map(|id| (id.to_string(), self.directory.activity_name(lang, *id))).collect();
        let languages: Vec<(String, String)> =
            LANGUAGES.iter().map(|l| ((*l).to_owned(), text::text(lang, &format!("language-{l}"), &[]))).collect();
        let is_officer = domain::access::may_report(frame.member());
        html! {
            (form::input(lang, e, &Field { name: "title", value: &d.title, hint: Some("event-hint-title"), ..Field::default() }))
            (form::boxes(lang, e, &Field { name: "activities", hint: Some(if is_officer { "event-hint-activities" } else { "event-hint-activities-partner" }), ..Field::default() }, &activities, &d.activities))
            (form::radios(lang, e, &Field { name: "kind", value: &d.kind, ..Field::default() }, &kinds))
            (form::radios(lang, e, &Field { name: "mode", value: &d.mode, ..Field::default() }, &modes))
            (form::date(lang, e, &Field { name: "start", hint: Some("event-hint-day"), ..Field::default() }, &d.start))
            (form::date(lang, e, &Field { name: "end", hint: Some("event-hint-end"), optional: true, ..Field::default() }, &d.end))
            (form::input(lang, e, &Field { name: "city", value: &d.city, hint: Some("event-hint-place"), width: "w20", ..Field::default() }))
            (form::input(lang, e, &Field { name: "country", value: &d.country, hint: Some("event-hint-country"), width: "w20", list: Some("countries"), ..Field::default() }))
            (form::select(lang, e, &Field { name: "region", value: &d.region, hint: Some("event-hint-region"), optional: true, width: "w20", ..Field::default() }, &regions))
            (form::boxes(lang, e, &Field { name: "languages", ..Field::default() }, &languages, &d.languages))
        }
    }

    fn organisers(&self, lang: Lang) -> Markup {
        let (e, d) = (&self.errors, &self.typed);
        let name = |id: &domain::ids::OrganisationId| {
            let entry = self.directory.organisation(*id);
            let name = entry.map_or("", |o| o.name.get(lang));
            entry
                .and_then(|o| o.acronym.as_ref())
                .map_or_else(|| name.to_owned(), |a| t!(lang, "name-with-acronym", name = name, acronym = a.as_str()))
        };
        let mut choices: Vec<(String, String)> = self.offer.organisations.iter().map(|id| (id.to_string(), name(id))).collect();
        choices.sort_by_key(|(_, name)| name.to_lowercase());
        choices.insert(0, (String::new(), t!(lang, "choose")));
        let problem = e.of("co-organisers");
        let chosen: Vec<&String> = d.co_organisers.iter().filter(|o| !o.is_empty()).collect();
        html! {
            (form::select(lang, e, &Field { name: "organiser", value: &d.organiser, ..Field::default() }, &choices))
            fieldset.f.wrong[problem.is_some()] aria-describedby="co-organisers-h" {
                legend { (t!(lang, "field-co-organisers")) " " span.opt { (t!(lang, "optional")) } }
                span.hint #co-organisers-h { (t!(lang, "event-hint-co-organisers")) }
                (form::error(lang, "co-organisers", problem))
                @for at in 0..chosen.len() + self.spare.1 {
                    @let id = if at == 0 { "co-organisers".to_owned() } else { format!("co-organisers-{at}") };
                    select.in.gap id=(id) name="co-organisers" aria-label=(t!(lang, "label-numbered", label = t!(lang, "event-co-organiser"), number = at + 1)) {
                        (form::options(&choices, chosen.get(at).map_or("", |o| o.as_str())))
                    }
                }
                button."btn sm gap" name="intent" value="more-organisers" { (t!(lang, "event-more-organisers")) }
            }
        }
    }

    /// The link to counting from a list; the form is saved first.
    fn list_link(&self, lang: Lang) -> Markup {
        html! {
            @if !matches!(self.purpose, Purpose::Correct(..)) && !self.is_waiting() {
                p { (t!(lang, "event-list-text")) " " button."btn sm" name="intent" value="list" { (t!(lang, "event-list-go")) } }
            }
        }
    }

    fn outcome(&self, lang: Lang) -> Markup {
        let (e, d) = (&self.errors, &self.typed);
        let scores = [("score-before", &d.score_before), ("score-after", &d.score_after)];
        html! {
            fieldset.f.wrong[scores.iter().any(|(n, _)| e.of(n).is_some())] aria-describedby="scores-h" {
                legend { (t!(lang, "field-scores")) " " span.opt { (t!(lang, "optional")) } }
                span.hint #scores-h { (t!(lang, "event-hint-scores")) }
                @for (name, _) in scores { (form::error(lang, name, e.of(name))) }
                div.row { @for (name, value) in scores { (people::count_input(lang, e, name, value)) } }
            }
            (form::textarea(lang, e, &Field { name: "learning", value: &d.learning, hint: Some("event-hint-learning"), optional: true, ..Field::default() }, 4))
            (form::textarea(lang, e, &Field { name: "links", value: &d.links, hint: Some("event-hint-links"), optional: true, ..Field::default() }, 2))
            (form::input(lang, e, &Field { name: "contact", value: &d.contact, kind: "email", hint: Some("event-hint-contact"), autocomplete: Some("email"), ..Field::default() }))
        }
    }

    fn buttons(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let back = self.record().map_or_else(|| frame.plan().events(), |r| address::event(r.id));
        let is_draft = self.record().is_none_or(|r| r.stage() == domain::review::Stage::Draft);
        html! {
            @if is_draft { p.small.soft hidden role="status" data-kept=(t!(lang, "draft-kept-at", time = "{time}")) data-seconds="30" {} }
            div.acts {
                @match &self.purpose {
                    Purpose::Correct(..) => button."btn go" name="intent" value="submit" { (t!(lang, "event-correct-go")) },
                    _ if self.is_waiting() => button."btn go" name="intent" value="submit" { (t!(lang, "save-changes")) },
                    _ => {
                        button."btn go" name="intent" value="submit" { @if self.alike.is_empty() { (t!(lang, "event-submit")) } @else { (t!(lang, "event-submit-anyway")) } }
                        button.btn name="intent" value="announce" { (t!(lang, if self.is_planned() { "save-changes" } else { "event-announce" })) }
                        @if !self.is_planned() { button.btn name="intent" value="keep" { (t!(lang, "keep-draft")) } }
                    },
                }
                a."btn link" href=(back) { (t!(lang, "cancel")) }
            }
            @if !matches!(self.purpose, Purpose::Correct(..)) { p.small.soft.gap { (t!(lang, "event-submit-text")) " " (t!(lang, "event-announce-text")) } }
        }
    }
}

/// Where a record stands, as icon and words.
#[must_use]
pub fn stage(frame: &Frame, record: &EventRecord) -> Markup {
    status::stage(frame, record.stage(), record.merged_into.is_some())
}
