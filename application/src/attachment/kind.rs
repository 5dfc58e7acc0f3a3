//! What a file is, by its bytes. Its name is not asked, and nothing is unpacked but the few bytes in which an OpenDocument file says
//! what it is.

use std::io::{Cursor, Read};

use domain::attachment::FileKind;
use zip::ZipArchive;

/// Most parts of a document; a presentation full of pictures has some hundred.
const PARTS_MAX: usize = 10_000;

/// The kind of a file, if it is one that may be attached.
#[must_use]
pub fn kind_of(bytes: &[u8]) -> Option<FileKind> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    match () {
        () if begins(b"%PDF-") => Some(FileKind::Pdf),
        () if begins(b"\x89PNG\r\n\x1a\n") => Some(FileKind::Png),
        () if begins(b"\xFF\xD8\xFF") => Some(FileKind::Jpeg),
        () if begins(b"PK\x03\x04") => document(bytes),
        () => None,
    }
}

/// The kind of a document that is a zip of its parts. With macros it is none.
fn document(bytes: &[u8]) -> Option<FileKind> {
    // Every entry of the directory takes memory once it is read, so they are counted before.
    if bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(PARTS_MAX + 1).count() > PARTS_MAX {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let parts: Vec<String> =
        archive.file_names().map(|name| name.map(|n| n.replace('\\', "/").to_lowercase())).collect::<Result<_, _>>().ok()?;
    if parts.iter().any(|part| is_macro(part)) {
        return None;
    }
    let has = |part: &str| parts.iter().any(|p| p == part);
    if has("[content_types].xml") {
        let main = [("word/document.xml", FileKind::Docx), ("xl/workbook.xml", FileKind::Xlsx), ("ppt/presentation.xml", FileKind::Pptx)];
        return main.into_iter().find(|(part, _)| has(part)).map(|(_, kind)| kind);
    }
    open_document(&mut archive)
}

/// Whether a part holds a program: of Office, or of an OpenDocument program.
fn is_macro(part: &str) -> bool {
    part.ends_with("vbaproject.bin") || part.starts_with("basic/") || part.starts_with("scripts/")
}

/// OpenDocument files say what they are in a part of their own.
fn open_document(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<FileKind> {
    let mut said = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut said).ok()?;
    [FileKind::Odt, FileKind::Ods, FileKind::Odp].into_iter().find(|kind| kind.media_type() == said.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::{SimpleFileOptions, ZipWriter};

    fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn documents_and_pictures_are_known_by_their_bytes() {
        assert_eq!(kind_of(b"%PDF-1.7\n"), Some(FileKind::Pdf));
        assert_eq!(kind_of(b"\x89PNG\r\n\x1a\n\0"), Some(FileKind::Png));
        assert_eq!(kind_of(b"\xFF\xD8\xFF\xE0\0"), Some(FileKind::Jpeg));
        let types = ("[Content_Types].xml", "<Types/>");
        for (main, kind) in
            [("word/document.xml", FileKind::Docx), ("xl/workbook.xml", FileKind::Xlsx), ("ppt/presentation.xml", FileKind::Pptx)]
        {
            assert_eq!(kind_of(&zip(&[types, (main, "<x/>")])), Some(kind));
            assert_eq!(kind_of(&zip(&[(main, "<x/>")])), None, "without its types");
        }
        for kind in [FileKind::Odt, FileKind::Ods, FileKind::Odp] {
            assert_eq!(kind_of(&zip(&[("mimetype", kind.media_type()), ("content.xml", "<x/>")])), Some(kind));
        }
    }

    #[test]
    fn programs_pages_and_macros_are_refused() {
        for bytes in [b"".as_slice(), b"MZ\x90\0", b"\x7FELF", b"#!/bin/sh\n", b"<html>", b"<svg/>", b" %PDF-1.7", b"PK\x03\x04 broken"] {
            assert_eq!(kind_of(bytes), None, "{bytes:?}");
        }
        let types = ("[Content_Types].xml", "<Types/>");
        assert_eq!(kind_of(&zip(&[types, ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")])), None);
        assert_eq!(kind_of(&zip(&[types, ("WORD\\VBAPROJECT.BIN", "x"), ("word/document.xml", "<x/>")])), None);
        let text = ("mimetype", FileKind::Odt.media_type());
        assert_eq!(kind_of(&zip(&[text, ("Basic/script-lc.xml", "<x/>")])), None);
        assert_eq!(kind_of(&zip(&[text, ("Scripts/python/x.py", "x")])), None);
        assert_eq!(kind_of(&zip(&[("classes.dex", "x")])), None);
        assert_eq!(kind_of(&zip(&[("mimetype", &"application/vnd.oasis.opendocument.text".repeat(100))])), None);
    }
}
