//! The document of a report as markup. It depends on nothing but the document and the address of the icons.

use domain::activity::Status;
use maud::{Markup, html};

use super::document::{Activity, Block, Document, Section};
use crate::frame::Frame;
use crate::table::{TableMarkup as _, ValueWords as _};
use crate::text;
use crate::{chart, status};

/// The article.
pub(super) fn article(document: &Document, reader: &Frame) -> Markup {
    let frame = Frame { lang: document.lang, ..reader.clone() };
    html! {
        article."status-report" lang=(document.lang) {
            h1 { (document.title) }
            dl.facts { @for (label, value) in &document.facts { dt { (label) } dd { (value) } } }
            @for part in &document.sections { (section(&frame, part)) }
        }
    }
}

fn section(frame: &Frame, section: &Section) -> Markup {
    html! {
        section aria-labelledby={ "report-" (section.name) } {
            h2 id={ "report-" (section.name) } { (section.title) }
            @for part in &section.blocks { (block(frame, part)) }
        }
    }
}

fn block(frame: &Frame, block: &Block) -> Markup {
    let lang = frame.lang;
    html! {
        @match block {
            Block::Words(words) => (text::prose(words)),
            Block::Note(words) => p { (words) },
            Block::Notes(all) => ul { @for words in all { li { (words) } } },
            Block::Table(table) => (table.markup(lang)),
            Block::Bar(table, statuses) => (bar(frame, table, statuses)),
            Block::Moves { title, head, rows } => (moves(frame, title, head, rows)),
            Block::Activity(told) => (activity(frame, told)),
        }
    }
}

/// The bar, and below it what its parts are.
fn bar(frame: &Frame, table: &crate::table::Table, statuses: &[Option<Status>]) -> Markup {
    let words: Vec<&str> = statuses.iter().map(|s| s.map_or("not-started", Status::as_str)).collect();
    html! {
        figure {
            (chart::stacked(frame.lang, table, 1, &words))
            ul."legend plain" { @for (row, of) in table.rows.iter().zip(statuses) { @if row[1].value != crate::table::Value::Count(0) {
                li { (status::declared(frame, *of)) " " b { (row[1].value.words(frame.lang)) } }
            } } }
        }
    }
}

fn moves(frame: &Frame, title: &str, head: &[String; 3], rows: &[(String, Option<Status>, Option<Status>)]) -> Markup {
    let [name, before, today] = head;
    html! {
        table.fold {
            caption { (title) }
            thead { tr { th scope="col" { (name) } th scope="col" { (before) } th scope="col" { (today) } } }
            tbody { @for (name, then, now) in rows { tr {
                th scope="row" { (name) } td data-l=(before) { (status::declared(frame, *then)) } td data-l=(today) { (status::declared(frame, *now)) }
            } } }
        }
    }
}

fn activity(frame: &Frame, told: &Activity) -> Markup {
    html! {
        div.told {
            h3 { (told.title) }
            p { (status::declared(frame, told.status)) @if !told.reason.is_empty() { " " span.soft { (told.reason) } } }
            @if told.words.is_empty() { p.soft { (told.instead) } } @else { (text::prose(&told.words)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;
    use domain::report::stored;

    use super::*;

    #[test]
    fn a_document_looks_the_same_after_it_was_stored() {
        let document = crate::report::sample::document(Lang::Zh);
        let json = stored::write(&document).unwrap();
        let read = stored::read(&json).unwrap();
        let shown = |document: &Document, reader: Lang| article(document, &Frame::sample(reader)).into_string();
        assert_eq!(shown(&read, Lang::En), shown(&document, Lang::Zh), "the reader's language makes no difference");
        assert_eq!(stored::write(&read).unwrap(), json);
    }

    /// Golden files of what is stored for good. They never change; a report that was frozen in format 1 is shown unchanged.
    #[test]
    fn reports_of_format_1_are_shown() {
        let unnumbered = stored::read(include_str!("../../../domain/src/report/golden/unnumbered.json")).unwrap();
        let numbered = stored::read(include_str!("../../../domain/src/report/golden/format-1.json")).unwrap();
        let frame = Frame::sample(Lang::En);
        let shown = article(&unnumbered, &frame).into_string();
        assert_eq!(article(&numbered, &frame).into_string(), shown);
        for part in ["Report to the meeting &lt;train&gt;", "Hello.", "The one before", "USD", "At risk", "<table", "<svg"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }
}
