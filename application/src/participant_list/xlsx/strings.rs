//! The strings that the cells of a workbook share, shortened and in one piece of memory.

use quick_xml::events::Event;

use super::package::{self, Xml};
use crate::participant_list::result::{CELL_MAX, ListError};

/// Most strings.
const STRINGS_MAX: usize = 1_000_000;

/// Most bytes of all strings together, each shortened to [`CELL_MAX`].
const TEXT_MAX: usize = 16 * 1024 * 1024;

/// The strings in their order.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads the part that holds them. Readings of Chinese and Japanese characters (`rPh`) are left out.
    pub(super) fn read(xml: &mut Xml) -> Result<Self, ListError> {
        let mut strings = Self::default();
        let (mut is_text, mut is_reading) = (false, false);
        loop {
            let event = xml.next()?;
            match &event {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "t" => is_text = true,
                    "rPh" => is_reading = true,
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "t" => is_text = false,
                    "rPh" => is_reading = false,
                    "si" => strings.ends.push(strings.text.len()),
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                _ if is_text && !is_reading => {
                    let begin = strings.ends.last().copied().unwrap_or(0);
                    push(&mut strings.text, begin, &package::text(&event)?.unwrap_or_default());
                }
                _ => {}
            }
            if strings.ends.len() > STRINGS_MAX || strings.text.len() > TEXT_MAX {
                return Err(ListError::TooBigUnpacked);
            }
        }
    }

    /// A string by its place.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let begin = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(begin..*self.ends.get(at)?)
    }
}

/// Adds to the text that begins at a place, until it is as long as any value that is read.
pub(super) fn push(text: &mut String, begin: usize, more: &str) {
    for c in more.chars() {
        if text.len() - begin >= CELL_MAX {
            break;
        }
        text.push(c);
    }
}
