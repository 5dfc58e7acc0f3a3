//! Files that belong to an event: report, programme, pictures. The type of a file is recognised by its bytes, not by its name.

use chrono::{DateTime, Utc};

use crate::ids::{AttachmentId, EventId};
use crate::string_enum::string_enum;

string_enum! {
    /// What a file is.
    FileKind ("kind of file") {
        /// Portable Document Format.
        Pdf = "pdf",
        /// Word document without macros.
        Docx = "docx",
        /// Excel workbook without macros.
        Xlsx = "xlsx",
        /// PowerPoint presentation without macros.
        Pptx = "pptx",
        /// OpenDocument text.
        Odt = "odt",
        /// OpenDocument spreadsheet.
        Ods = "ods",
        /// OpenDocument presentation.
        Odp = "odp",
        /// Photograph.
        Jpeg = "jpg",
        /// Picture.
        Png = "png",
    }
}

impl FileKind {
    /// The media type in answers to browsers.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// Most bytes of a file.
pub const SIZE_MAX: usize = 10 * 1024 * 1024;
/// Most files of one event.
pub const FILES_MAX: usize = 10;
/// Most characters of a name.
const NAME_MAX: usize = 100;

/// A file of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Key.
    pub id: AttachmentId,
    /// To which event it belongs.
    pub event: EventId,
    /// Name of the file in the data folder.
    pub stored_as: String,
    /// Name under which it is offered.
    pub name: String,
    /// What it is.
    pub kind: FileKind,
    /// Bytes.
    pub size: u32,
    /// Hash of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// Name of who added it.
    pub added_by: String,
    /// When.
    pub added_at: DateTime<Utc>,
}

/// The name under which a file is offered: without folders, control characters and marks that reorder text, and with the ending that
/// belongs to what it is.
#[must_use]
pub fn safe_name(given: &str, kind: FileKind) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let is_plain = |c: &char| !c.is_control() && !crate::text::is_invisible(*c) && !matches!(c, '"' | '<' | '>' | ':' | '|' | '?' | '*');
    let stem: String = stem.chars().filter(is_plain).take(NAME_MAX).collect();
    let stem = stem.trim().trim_matches('.');
    format!("{}.{kind}", if stem.is_empty() { "file" } else { stem })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_harmless() {
        assert_eq!(safe_name("Report Nairobi.PDF", FileKind::Pdf), "Report Nairobi.pdf");
        assert_eq!(safe_name("C:\\Users\\a\\报告.docx", FileKind::Docx), "报告.docx");
        assert_eq!(safe_name("../../etc/passwd", FileKind::Png), "passwd.png");
        assert_eq!(safe_name("exe\u{202E}fdp.pdf", FileKind::Pdf), "exefdp.pdf");
        assert_eq!(safe_name("..", FileKind::Pdf), "file.pdf");
        assert_eq!(safe_name("a\"\r\nb.jpg", FileKind::Jpeg), "ab.jpg");
    }
}
