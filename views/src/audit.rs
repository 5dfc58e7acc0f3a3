//! `/admin/audit`: the audit trail.

use domain::address;
use domain::audit::{AuditEntry, AuditFilter, Head, Kind, RecordRef};
use domain::history::SubjectKind;
use domain::ids::PersonId;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Place};
use crate::text::{self, t};
use crate::{form, history};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The entries, newest first, with the records that they concern.
    pub entries: Vec<(AuditEntry, Option<RecordRef>)>,
    /// Whether there are older ones.
    pub has_more: bool,
    /// Whether these are not the newest.
    pub is_continued: bool,
    /// The end of the chain.
    pub head: Option<Head>,
    /// Everybody with an account, by name.
    pub people: Vec<(PersonId, String)>,
    /// Which entries are asked for.
    pub filter: AuditFilter,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "audit");
        let download = html! { a.btn href=(self.address_of(address::AUDIT_CSV, None)) { (t!(lang, "audit-csv")) } };
        let body = html! {
            (layout::title(&title, &html! { (t!(lang, "audit-sentence")) }, &download))
            (self.filters(lang))
            @if self.entries.is_empty() {
                div.blank {
                    (icon(frame, "info"))
                    p { (t!(lang, "audit-none")) }
                    @if self.is_filtered() { div.acts { a.btn href=(address::AUDIT) { (t!(lang, "audit-all")) } } }
                }
            } @else { (self.table(frame)) (self.pages(lang)) }
            @if let Some(head) = &self.head { (proof(lang, head)) }
        };
        layout::page(frame, &layout::Head { title: &title, place: Place::Other, crumbs: &[], script: false }, &body)
    }

    fn is_filtered(&self) -> bool {
        self.filter != AuditFilter::default()
    }

    fn filters(&self, lang: Lang) -> Markup {
        let any = || (String::new(), t!(lang, "any"));
        let people = std::iter::once(any()).chain(self.people.iter().map(|(id, name)| (id.to_string(), name.clone())));
        let kinds = std::iter::once(any()).chain(Kind::all().map(|kind| (kind.as_str().to_owned(), kind_name(lang, kind))));
        let records =
            std::iter::once(any()).chain(SubjectKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), record_name(lang, *kind))));
        let filter = &self.filter;
        let person = filter.person.map_or_else(String::new, |id| id.to_string());
        let (kind, record) = (filter.kind.map_or("", Kind::as_str), filter.record.map_or("", SubjectKind::as_str));
        let select = |name: &str, choices: Vec<(String, String)>, chosen: &str| {
            let label = text::text(lang, &format!("audit-filter-{name}"), &[]);
            html! { div { label for=(name) { (label) } select.in id=(name) name=(name) { (form::options(&choices, chosen)) } } }
        };
        let day = |name: &str, chosen: Option<chrono::NaiveDate>| {
            let label = text::text(lang, &format!("audit-filter-{name}"), &[]);
            html! { div { label for=(name) { (label) } input.in id=(name) name=(name) type="date" value=[chosen.map(|day| day.to_string())]; } }
        };
        html! {
            form.filter action=(address::AUDIT) {
                (select("person", people.collect(), &person))
                (select("kind", kinds.collect(), kind))
                (select("record", records.collect(), record))
                div {
                    label for="key" { (t!(lang, "audit-filter-key")) }
                    input.in #key name="key" inputmode="numeric" value=[filter.key];
                }
                (day("from", filter.from))
                (day("until", filter.until))
                button.btn { (t!(lang, "filter-apply")) }
                @if self.is_filtered() { a."btn link" href=(address::AUDIT) { (t!(lang, "filter-clear")) } }
            }
        }
    }

    /// The address with the filters of this page, of entries before a position if one is given.
    fn address_of(&self, path: &str, before: Option<i64>) -> String {
        let filter = &self.filter;
        let pairs = [
            ("person", filter.person.map(|id| id.to_string())),
            ("kind", filter.kind.map(|kind| kind.as_str().to_owned())),
            ("record", filter.record.map(|kind| kind.as_str().to_owned())),
            ("key", filter.key.map(|key| key.to_string())),
            ("from", filter.from.map(|day| day.to_string())),
            ("until", filter.until.map(|day| day.to_string())),
            ("before", before.map(|position| position.to_string())),
        ];
        let set: Vec<(&str, &str)> = pairs.iter().filter_map(|(name, value)| value.as_deref().map(|value| (*name, value))).collect();
        address::with_query(path, &set)
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table."rows fold" {
                caption { (t!(lang, "audit-caption", count = self.entries.len())) }
                thead { tr { @for key in ["audit-column-act", "audit-column-record", "audit-column-time", "audit-column-position"] { th scope="col" { (t!(lang, key)) } } } }
                tbody { @for (entry, record) in &self.entries { tr {
                    th scope="row" {
                        (sentence(lang, entry))
                        @if let Some(detail) = &entry.detail { small.cut { (detail) } }
                    }
                    td data-l=(t!(lang, "audit-column-record")) { @if let Some(record) = record { (record_cell(lang, record)) } }
                    td data-l=(t!(lang, "audit-column-time")) { (text::moment_element(lang, frame.zone, entry.at)) }
                    td data-l=(t!(lang, "audit-column-position")) { (entry.position) small.cut title=(entry.hash) { code { (entry.hash.get(..12).unwrap_or_default()) } } }
                } } }
            }
        }
    }

    fn pages(&self, lang: Lang) -> Markup {
        let oldest = self.entries.last().map(|(entry, _)| entry.position);
        html! {
            @if self.has_more || self.is_continued {
                nav.around aria-label=(t!(lang, "pages")) {
                    @if self.is_continued { a."btn sm" href=(self.address_of(address::AUDIT, None)) { (t!(lang, "audit-newest")) } } @else { span {} }
                    @if self.has_more { a."btn sm" href=(self.address_of(address::AUDIT, oldest)) { (t!(lang, "audit-older")) } } @else { span {} }
                }
            }
        }
    }
}

/// How anybody can check that nothing was changed.
fn proof(lang: Lang, head: &Head) -> Markup {
    html! {
        section {
            h2 { (t!(lang, "audit-proof")) }
            p { (t!(lang, "audit-proof-text")) }
            p.cut { code { "capacity-tracker audit verify --head " (head) } }
        }
    }
}

fn record_cell(lang: Lang, record: &RecordRef) -> Markup {
    let kind = record_name(lang, record.kind);
    let label = record.name.clone().unwrap_or_else(|| if record.key == 0 { kind.clone() } else { format!("{kind} {}", record.key) });
    let key = record.key.to_string();
    let others = address::with_query(address::AUDIT, &[("record", record.kind.as_str()), ("key", &key)]);
    html! {
        @if let Some(page) = &record.address { a href=(page) { (label) } } @else { (label) }
        small { @if record.name.is_some() { (kind) " " (record.key) " · " } a href=(others) { (t!(lang, "audit-of-record")) } }
    }
}

fn sentence(lang: Lang, entry: &AuditEntry) -> String {
    let name = entry.person.as_ref().map(|(_, name)| name.as_str());
    match (entry.kind, entry.record) {
        (Kind::Act(act), _) => {
            let actor = name.map_or_else(|| t!(lang, "audit-nobody"), ToOwned::to_owned);
            text::text(lang, &format!("audit-{act}"), &[("actor", actor.into())])
        }
        (Kind::Change(action), Some((subject, _))) => history::action(lang, subject, action, name),
        (kind @ Kind::Change(_), None) => kind_name(lang, kind),
    }
}

fn kind_name(lang: Lang, kind: Kind) -> String {
    text::text(lang, &format!("audit-kind-{kind}"), &[])
}

pub(crate) fn record_name(lang: Lang, kind: SubjectKind) -> String {
    text::text(lang, &format!("audit-record-{kind}"), &[])
}

/// Pages for samples. Used by tests alone.
#[cfg(test)]
pub(crate) fn samples(frame: &Frame) -> Vec<(&'static str, Markup)> {
    use domain::audit::Act;
    use domain::history::Action;

    let at = chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::hours(431_000);
    let subjects = SubjectKind::ALL.iter().cycle();
    let entries = Kind::all().zip(subjects).zip(1..).map(|((kind, subject), position)| {
        let record = match kind {
            Kind::Act(Act::Denied | Act::Exported | Act::RateStated) => None,
            Kind::Change(Action::Loaded | Action::Created | Action::Edited) => Some((SubjectKind::Event, position % 3)),
            _ => Some((*subject, position % 3)),
        };
        let entry = AuditEntry {
            position: position.into(),
            at,
            person: (position % 4 > 0).then(|| (PersonId(1), "Ines <Duarte>".into())),
            kind,
            record,
            detail: record.is_none().then(|| "1 EUR = 1.1 <USD>".to_owned()),
            hash: "ab".repeat(32),
        };
        let named = |(kind, key)| RecordRef {
            kind,
            key,
            name: (key == 1).then(|| "7 Detection <workshops>".to_owned()),
            address: (key > 0).then(|| address::event(domain::ids::EventId(1))),
        };
        (entry, record.map(named))
    });
    let page = Page {
        entries: entries.collect(),
        has_more: true,
        is_continued: true,
        head: Some(Head { position: 1204, hash: "ab".repeat(32) }),
        people: vec![(PersonId(1), "Ines <Duarte>".into())],
        filter: AuditFilter { person: Some(PersonId(1)), kind: Some(Kind::Act(Act::SignedIn)), ..AuditFilter::default() },
    };
    let empty = Page { entries: Vec::new(), has_more: false, is_continued: false, head: None, ..page.clone() };
    vec![
        ("audit trail", page.render(frame)),
        ("audit trail, nothing found", empty.render(frame)),
        ("audit trail, empty", Page { filter: AuditFilter::default(), ..empty }.render(frame)),
    ]
}
