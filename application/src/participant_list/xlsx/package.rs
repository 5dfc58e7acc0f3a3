//! The parts of an Office Open XML package, unpacked piece by piece and never beyond what is allowed.
//!
//! The sizes in the directory of the zip are checked first, because that is cheap, and not believed: `zip` fails at a part that goes
//! on beyond its size, and what is really unpacked is counted here, since a part can be read again and again. What the parts say
//! about sheets and cells does not belong here.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::participant_list::result::ListError;

/// Most bytes that all parts may unpack to.
const UNPACKED_MAX: u64 = 50 * 1024 * 1024;

/// Most parts; a list has about ten.
const PARTS_MAX: usize = 2_000;

/// Longest tag or piece of text, in bytes. A cell of a spreadsheet holds at most 32,767 characters.
const EVENT_MAX: u64 = 256 * 1024;

/// Deepest nesting of tags.
const DEPTH_MAX: u32 = 64;

/// Most relations of a part that are read.
const RELATIONS_MAX: usize = 1_000;

/// An open package.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    places: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// How one part refers to another.
pub(super) struct Relation {
    /// Its name within the part that refers.
    pub(super) id: String,
    kind: String,
    /// The other part.
    pub(super) path: String,
}

impl Relation {
    /// Whether the other part is of this kind; the words before it differ between the editions of the standard.
    pub(super) fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

impl<'a> Package<'a> {
    /// Opens a zip, if its directory is sound and modest.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ListError> {
        if bytes.windows(4).filter(|w| w == b"PK\x01\x02").take(PARTS_MAX + 1).count() > PARTS_MAX {
            return Err(ListError::TooBigUnpacked);
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ListError::Damaged)?;
        let mut places = HashMap::new();
        let mut total = 0_u64;
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|_| ListError::Damaged)?;
            total = total.saturating_add(part.size());
            places.insert(normal(&part.name().map_err(|_| ListError::Damaged)?), at);
        }
        if total > UNPACKED_MAX {
            return Err(ListError::TooBigUnpacked);
        }
        Ok(Self { archive, places, left: UNPACKED_MAX })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, path: &str) -> bool {
        self.places.contains_key(&normal(path))
    }

    /// Begins to read a part.
    pub(super) fn part(&mut self, path: &str) -> Result<Xml<'_, 'a>, ListError> {
        let at = self.places.get(&normal(path)).ok_or(ListError::Damaged)?;
        let file = self.archive.by_index(*at).map_err(|_| ListError::Damaged)?;
        let mut reader = Reader::from_reader(Bounded { file: BufReader::new(file), left: &mut self.left, event_left: EVENT_MAX });
        reader.config_mut().expand_empty_elements = true;
        Ok(Xml { reader, buffer: Vec::new(), depth: 0 })
    }

    /// What a part refers to; the package itself is the part with the empty name.
    pub(super) fn relations(&mut self, path: &str) -> Result<Vec<Relation>, ListError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let mut relations = Vec::new();
        let mut xml = self.part(&resolved(folder, &format!("_rels/{name}.rels")))?;
        loop {
            match xml.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "Relationship" && relations.len() < RELATIONS_MAX => {
                    let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(&tag, name).unwrap_or_default());
                    relations.push(Relation { id, kind, path: resolved(folder, &target) });
                }
                Event::Eof => return Ok(relations),
                _ => {}
            }
        }
    }
}

/// Names of parts differ in case and, from some programs, in strokes.
fn normal(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn resolved(folder: &str, target: &str) -> String {
    let whole = if target.starts_with('/') { target.to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

/// An attribute by its name without prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let found = attributes.flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

/// The text of an event, if it is text.
pub(super) fn text<'e>(event: &'e Event) -> Result<Option<Cow<'e, str>>, ListError> {
    match event {
        Event::Text(text) => Ok(Some(text.xml10_content())),
        Event::CData(text) => Ok(Some(text.xml10_content())),
        Event::GeneralRef(entity) => match entity.resolve_char_ref().map_err(|_| ListError::Damaged)? {
            Some(c) => Ok(Some(Cow::Owned(c.into()))),
            None => resolve_predefined_entity(entity).map(|c| Some(Cow::Borrowed(c))).ok_or(ListError::Damaged),
        },
        _ => Ok(None),
    }
}

/// A part being read. Every tag is reported as start and end, also an empty one.
pub(super) struct Xml<'p, 'a> {
    reader: Reader<Bounded<'p, ZipFile<'p, Cursor<&'a [u8]>>>>,
    buffer: Vec<u8>,
    depth: u32,
}

impl Xml<'_, '_> {
    /// The next event.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ListError> {
        self.buffer.clear();
        self.reader.get_mut().event_left = EVENT_MAX;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => ListError::TooBigUnpacked,
            _ => ListError::Damaged,
        })?;
        match event {
            Event::Start(_) if self.depth == DEPTH_MAX => return Err(ListError::Damaged),
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::DocType(_) => return Err(ListError::Damaged),
            Event::Eof if self.depth > 0 => return Err(ListError::Damaged),
            _ => {}
        }
        Ok(event)
    }
}

/// Fails as soon as more is asked for than the package, or one event, may have.
struct Bounded<'p, R> {
    file: BufReader<R>,
    left: &'p mut u64,
    event_left: u64,
}

impl<R: Read> BufRead for Bounded<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if *self.left == 0 || self.event_left == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.file.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        *self.left = self.left.saturating_sub(amount as u64);
        self.event_left = self.event_left.saturating_sub(amount as u64);
        self.file.consume(amount);
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let amount = self.fill_buf()?.read(into)?;
        self.consume(amount);
        Ok(amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_unpacked_than_is_left() {
        let mut left = 20_000;
        let file = BufReader::new(io::repeat(b'x'));
        let mut bounded = Bounded { file, left: &mut left, event_left: EVENT_MAX };
        let mut read = Vec::new();
        assert_eq!(bounded.read_to_end(&mut read).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert!((20_000..30_000).contains(&read.len()), "{}", read.len());
        assert_eq!(left, 0);
    }

    #[test]
    fn targets_are_found_from_the_folder_of_the_part() {
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
        assert_eq!(resolved("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(resolved("xl/a", "../b.xml"), "xl/b.xml");
        assert_eq!(resolved("xl", "../../../etc"), "etc");
    }
}
