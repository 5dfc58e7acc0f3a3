//! Forms with a file, as browsers send them.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::page::Form;
use super::{Page, Visitor};

const BOUNDARY: &str = "----geckoformboundary7d5c3a";

/// The type of such a form.
pub fn kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// What stands before the bytes of the file, and what after.
pub fn around(fields: &[(String, String)], name: &str) -> (Vec<u8>, Vec<u8>) {
    let mut before = String::new();
    for (field, value) in fields.iter().filter(|(field, _)| field != "file") {
        before += &format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
    }
    let name = name.replace('"', "%22");
    before += &format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    (before.into_bytes(), format!("\r\n--{BOUNDARY}--\r\n").into_bytes())
}

impl Visitor {
    /// Opens a page, chooses a file in the form that goes back to it, and sends it.
    pub fn uploads(&self, path: &str, name: &str, bytes: &[u8]) -> Page {
        self.sends_file(&self.gets(path).form(path), name, bytes, &[])
    }

    /// Sends a form with a file.
    pub fn sends_file(&self, form: &Form, name: &str, bytes: &[u8], headers: &[(&str, &str)]) -> Page {
        let (before, after) = around(&form.fields, name);
        self.posts_bytes(&form.action, &[&before, bytes, &after].concat(), &kind(), headers)
    }
}

/// A zip of these parts.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
