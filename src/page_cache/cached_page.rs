//! A page without what is its reader's own: pieces, each packed once, and between them the places of names and tokens.
//!
//! For an answer the pieces are joined around the reader's own words. In the packed form each piece is a run of whole deflate blocks and
//! each word a stored block (RFC 1951, 3.2.4), so that joining is copying. Tokens are thus never packed together with what somebody
//! else has typed, whose length could tell them.

use std::fmt::Write as _;

use actix_web::web::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress};
use maud::{Render, html};
use sha2::{Digest, Sha256};

use crate::auth::random_token;

/// How hard pieces are packed, of 9: beyond, time grows much faster than pages shrink.
const EFFORT: u32 = 6;

/// A gzip header without name, time and system (RFC 1952).
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// The last block, stored and empty.
const LAST: [u8; 5] = [1, 0, 0, 0xff, 0xff];

/// What stands in a page in the places of what is its reader's own. Nobody can type them: they are made anew by every process, and no
/// answer holds them.
#[derive(Debug, Clone)]
pub struct Placeholders {
    /// In the place of the reader's name.
    pub name: String,
    /// In the place of the tokens of forms.
    pub token: String,
}

impl Placeholders {
    pub(crate) fn new() -> Self {
        Self { name: random_token(), token: random_token() }
    }
}

/// What is a reader's own.
pub struct Own<'a> {
    /// Their name, as text.
    pub name: &'a str,
    /// A token for forms.
    pub token: &'a str,
}

#[derive(Clone, Copy)]
enum Place {
    Name,
    Token,
    End,
}

struct Piece {
    plain: String,
    packed: Vec<u8>,
    then: Place,
}

/// A page without what is its reader's own.
pub struct CachedPage {
    pieces: Vec<Piece>,
    digest: [u8; 32],
}

impl CachedPage {
    /// Cuts a page at its placeholders.
    pub(crate) fn of(page: &str, placeholders: &Placeholders) -> Self {
        let mut pieces = Vec::new();
        let mut rest = page;
        loop {
            let places = [
                (rest.find(&placeholders.name), placeholders.name.len(), Place::Name),
                (rest.find(&placeholders.token), placeholders.token.len(), Place::Token),
            ];
            let next = places.into_iter().filter_map(|(at, length, place)| at.map(|at| (at, length, place))).min_by_key(|p| p.0);
            let (at, length, then) = next.unwrap_or((rest.len(), 0, Place::End));
            pieces.push(Piece { plain: rest[..at].to_owned(), packed: pack(&rest.as_bytes()[..at]), then });
            rest = &rest[at + length..];
            if let Place::End = then {
                break;
            }
        }
        let mut digest = Sha256::new();
        for piece in &pieces {
            digest.update(piece.plain.len().to_le_bytes());
            digest.update([piece.then as u8]);
            digest.update(&piece.plain);
        }
        Self { pieces, digest: digest.finalize().into() }
    }

    /// The bytes it takes in memory.
    pub(crate) fn size(&self) -> u64 {
        let bytes = self.pieces.iter().map(|p| p.plain.len() + p.packed.len() + size_of::<Piece>()).sum::<usize>();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }

    /// The tag of the page for whoever holds this secret. It is a weak one: tokens look different in each answer and are worth the same.
    pub(crate) fn tag(&self, secret: &str) -> String {
        let digest = Sha256::new().chain_update(self.digest).chain_update(secret).finalize();
        let mut tag = String::with_capacity(36);
        tag.push_str("W/\"");
        for byte in &digest[..16] {
            // Writing into a string does not fail.
            let _ = write!(tag, "{byte:02x}");
        }
        tag.push('"');
        tag
    }

    /// The page for a reader.
    pub(crate) fn plain(&self, own: &Own<'_>) -> String {
        let own = Words::of(own);
        let mut page = String::with_capacity(self.pieces.iter().map(|p| p.plain.len() + 100).sum());
        for piece in &self.pieces {
            page.push_str(&piece.plain);
            page.push_str(own.at(piece.then));
        }
        page
    }

    /// The page for a reader, as gzip.
    pub(crate) fn packed(&self, own: &Own<'_>) -> Bytes {
        let own = Words::of(own);
        let mut crc = Crc::new();
        let mut page = Vec::with_capacity(self.pieces.iter().map(|p| p.packed.len() + 110).sum::<usize>() + 30);
        page.extend(HEAD);
        for piece in &self.pieces {
            page.extend_from_slice(&piece.packed);
            crc.update(piece.plain.as_bytes());
            let word = own.at(piece.then);
            store(word.as_bytes(), &mut page);
            crc.update(word.as_bytes());
        }
        page.extend(LAST);
        page.extend(crc.sum().to_le_bytes());
        page.extend(crc.amount().to_le_bytes());
        page.into()
    }
}

/// A reader's own words as they stand in the page.
struct Words<'a> {
    name: String,
    token: &'a str,
}

impl<'a> Words<'a> {
    fn of(own: &Own<'a>) -> Self {
        Self { name: html! { (own.name) }.render().into_string(), token: own.token }
    }

    fn at(&self, place: Place) -> &str {
        match place {
            Place::Name => &self.name,
            Place::Token => self.token,
            Place::End => "",
        }
    }
}

/// Packs a piece into deflate blocks of its own that end on a whole byte, and none of which is the last.
fn pack(plain: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut packer = Compress::new(Compression::new(EFFORT), false);
    loop {
        packed.reserve(plain.len() / 4 + 64);
        let at = usize::try_from(packer.total_in()).unwrap_or(plain.len());
        // Packing in memory does not fail but for a full buffer, which grows with each turn; it is done once there is room left.
        let _ = packer.compress_vec(&plain[at..], &mut packed, FlushCompress::Sync);
        if packed.len() < packed.capacity() {
            packed.shrink_to_fit();
            return packed;
        }
    }
}

/// Writes bytes as stored blocks, none of which is the last.
fn store(bytes: &[u8], into: &mut Vec<u8>) {
    for block in bytes.chunks(usize::from(u16::MAX)) {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        into.push(0);
        into.extend(length.to_le_bytes());
        into.extend((!length).to_le_bytes());
        into.extend_from_slice(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::Read as _;

    fn unpacked(packed: &[u8]) -> String {
        let mut page = String::new();
        flate2::read::GzDecoder::new(packed).read_to_string(&mut page).unwrap();
        page
    }

    proptest! {
        #[test]
        fn both_forms_hold_the_page_with_the_readers_own_words(texts in prop::collection::vec((".{0,400}", any::<bool>()), 0..6), name in ".{0,40}") {
            let (placeholders, mut page, mut expected) = (Placeholders::new(), String::new(), String::new());
            let shown = html! { (name.as_str()) }.into_string();
            for (text, is_name) in &texts {
                page += text;
                page += if *is_name { &placeholders.name } else { &placeholders.token };
                expected += text;
                expected += if *is_name { &shown } else { "a token" };
            }
            let (cached_page, own) = (CachedPage::of(&page, &placeholders), Own { name: &name, token: "a token" });
            prop_assert_eq!(&cached_page.plain(&own), &expected);
            prop_assert_eq!(&unpacked(&cached_page.packed(&own)), &expected);
        }
    }

    #[test]
    fn long_pages_are_whole_and_small() {
        let placeholders = Placeholders::new();
        let line = |n: u32| format!("<tr><td>{n}</td><td>Workshop {}</td></tr>\n", n.wrapping_mul(2_654_435_761));
        let page: String = (0..20_000).map(line).collect();
        let cached_page = CachedPage::of(&page, &placeholders);
        let packed = cached_page.packed(&Own { name: "", token: "" });
        assert_eq!(unpacked(&packed), page);
        assert!(packed.len() * 3 < page.len(), "{} of {}", packed.len(), page.len());
    }

    #[test]
    fn the_tag_follows_page_and_reader() {
        let placeholders = Placeholders::new();
        let tag = |page: &str, secret| CachedPage::of(page, &placeholders).tag(secret);
        assert_eq!(tag("a", "one"), tag("a", "one"));
        assert_ne!(tag("a", "one"), tag("b", "one"));
        assert_ne!(tag("a", "one"), tag("a", "two"));
        // What was cut out counts by its place.
        assert_ne!(tag(&format!("a{}b", placeholders.name), "one"), tag(&format!("a{}b", placeholders.token), "one"));
        assert_ne!(tag(&format!("a{}b", placeholders.name), "one"), tag(&format!("ab{}", placeholders.name), "one"));
    }
}
