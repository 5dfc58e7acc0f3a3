//! The files of an event, as a part of its page.

use domain::access;
use domain::address;
use domain::attachment::{Attachment, FILES_MAX};
use domain::form::Errors;
use domain::ids::EventId;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::frame::Frame;
use crate::text::{self, t};

/// Endings that browsers offer first.
const ACCEPT: &str = ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.jpg,.jpeg,.png";

/// What the reader may do with the files.
#[derive(Debug, Clone, Copy)]
pub struct May {
    /// Add one.
    pub add: bool,
    /// Take one out.
    pub remove: bool,
}

/// The files with what may be done with them. Nothing for readers who may not open them, or if there are no files to show or add.
#[must_use]
pub fn section(frame: &Frame, event: EventId, attachments: &[Attachment], may: May) -> Markup {
    let lang = frame.lang;
    if !access::may_see_files(frame.member()) || (attachments.is_empty() && !may.add) {
        return Markup::default();
    }
    html! {
        section #files aria-labelledby="files-title" {
            h2 #files-title { (t!(lang, "files-title")) }
            @if attachments.is_empty() { p.soft { (t!(lang, "files-none")) } } @else {
                ul.plain { @for file in attachments { li.line { (line(frame, file, may.remove)) } } }
            }
            @if !may.add {} @else if attachments.len() >= FILES_MAX { p.soft { (t!(lang, "files-full", max = FILES_MAX)) } } @else { (form(frame, event, &Errors::new())) }
        }
    }
}

fn line(frame: &Frame, file: &Attachment, may_remove: bool) -> Markup {
    let lang = frame.lang;
    let day = text::day(lang, file.added_at.with_timezone(&frame.zone).date_naive());
    html! {
        a href=(address::attachment(file.id)) { (file.name) }
        " " span.soft { (kind_and_size(lang, file)) }
        div."small soft" {
            (t!(lang, "file-added", name = file.added_by.as_str(), day = day))
            @if may_remove {
                " · " a href=(address::remove_attachment(file.id)) aria-label=(t!(lang, "file-remove-named", name = file.name.as_str())) { (t!(lang, "file-remove")) }
            }
        }
    }
}

/// What a file is and how large: “PDF, 1.4 MB”.
pub(super) fn kind_and_size(lang: Lang, file: &Attachment) -> String {
    let kind = text::text(lang, &format!("file-kind-{}", file.kind), &[]);
    format!("{kind}{}{}", t!(lang, "list-comma"), size(lang, file.size))
}

/// A number of bytes as people say it, never 0.
fn size(lang: Lang, bytes: u32) -> String {
    let tenths = (u64::from(bytes) * 10).div_ceil(1024 * 1024);
    if tenths < 10 {
        t!(lang, "file-size-kb", number = bytes.div_ceil(1024).max(1).to_string())
    } else {
        t!(lang, "file-size-mb", number = format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// The form that adds a file.
pub(super) fn form(frame: &Frame, event: EventId, errors: &Errors) -> Markup {
    let lang = frame.lang;
    html! {
        form.form action=(address::new_attachment(event)) method="post" enctype="multipart/form-data" {
            (form::token(frame))
            (form::file(lang, errors, &Field { name: "file", hint: Some("file-hint"), ..Field::default() }, ACCEPT))
            div.acts { button.btn { (t!(lang, "file-add")) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        for (bytes, said) in [(1, "1 KB"), (1024, "1 KB"), (320 * 1024, "320 KB"), (1_468_006, "1.4 MB"), (10 * 1024 * 1024, "10.0 MB")] {
            assert_eq!(size(Lang::En, bytes), said);
        }
    }

    #[test]
    fn only_members_see_files_and_only_some_may_change_them() {
        let officer = Frame::sample(Lang::En);
        let files = [sample::an_attachment()];
        let seen =
            |frame: &Frame, files: &[Attachment], may| section(frame, EventId(3), files, May { add: may, remove: may }).into_string();
        assert_eq!(seen(&Frame { reader: None, ..officer.clone() }, &files, true), "");
        assert_eq!(seen(&officer, &[], false), "");
        let read = seen(&officer, &files, false);
        assert!(
            read.contains("href=\"/attachments/5\"")
                && read.contains("PDF, 1.4 MB")
                && !read.contains("removal")
                && !read.contains("<form")
        );
        let changed = seen(&officer, &files, true);
        assert!(changed.contains("/attachments/5/removal/new") && changed.contains("action=\"/events/3/attachments/new\""));
        assert!(!seen(&officer, &vec![sample::an_attachment(); FILES_MAX], true).contains("<form"));
    }
}
