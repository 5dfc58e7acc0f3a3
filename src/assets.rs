//! Stylesheet, icons and script of this version of the program: compressed once, addressed by a hash of their content.

use std::io::Write;
use std::sync::OnceLock;

use crate::auth::sha256_hex;

/// The assets.
pub struct Assets {
    stylesheet: Asset,
    icons: Asset,
    script: Asset,
}

/// One file that pages refer to.
pub struct Asset {
    name: &'static str,
    /// Media type.
    pub kind: &'static str,
    version: String,
    /// Its text.
    pub plain: String,
    brotli: OnceLock<Vec<u8>>,
    gzip: OnceLock<Vec<u8>>,
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, plain: String) -> Self {
        let version = sha256_hex(plain.as_bytes())[..16].to_owned();
        Self { name, kind, version, plain, brotli: OnceLock::new(), gzip: OnceLock::new() }
    }

    fn address(&self) -> String {
        format!("/assets/{}/{}", self.version, self.name)
    }

    /// The text, packed with brotli.
    pub fn brotli(&self) -> &[u8] {
        self.brotli.get_or_init(|| {
            let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
            // Writing into memory does not fail; were it to, the empty answer would show at once.
            let _ = packed.write_all(self.plain.as_bytes());
            packed.into_inner()
        })
    }

    /// The text, packed with gzip.
    pub fn gzip(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            let _ = packed.write_all(self.plain.as_bytes());
            packed.finish().unwrap_or_default()
        })
    }
}

/// The stylesheet without comments, and without the spaces that only people need: no string in it holds one beside such a sign.
fn compact(css: &str) -> String {
    let mut compact = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        compact.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    compact.push_str(rest);
    let compact = compact.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    [(": ", ":"), ("; ", ";"), (", ", ","), (" {", "{"), ("{ ", "{"), (" }", "}")].iter().fold(compact, |css, (of, to)| css.replace(of, to))
}

impl Default for Assets {
    fn default() -> Self {
        Self::new()
    }
}

impl Assets {
    /// The assets that are built in.
    #[must_use]
    pub fn new() -> Self {
        Self {
            stylesheet: Asset::new("app.css", "text/css; charset=utf-8", compact(views::STYLESHEET)),
            icons: Asset::new("icons.svg", "image/svg+xml", views::ICONS.to_owned()),
            script: Asset::new("form.js", "text/javascript; charset=utf-8", views::SCRIPT.to_owned()),
        }
    }

    /// The asset of this version and name, if the program holds it.
    #[must_use]
    pub fn find(&self, version: &str, name: &str) -> Option<&Asset> {
        [&self.stylesheet, &self.icons, &self.script].into_iter().find(|a| a.name == name && a.version == version)
    }

    /// Address of the stylesheet.
    #[must_use]
    pub fn stylesheet_address(&self) -> String {
        self.stylesheet.address()
    }

    /// Address of the icons.
    #[must_use]
    pub fn icons_address(&self) -> String {
        self.icons.address()
    }

    /// Address of the script.
    #[must_use]
    pub fn script_address(&self) -> String {
        self.script.address()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_is_small_and_whole() {
        let assets = Assets::new();
        assert!(assets.stylesheet.brotli().len() <= 8_000, "{}", assets.stylesheet.brotli().len());
        assert!(!assets.stylesheet.plain.contains("/*"));
        assert_eq!(assets.stylesheet.plain.matches('{').count(), views::STYLESHEET.matches('{').count());
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut assets.stylesheet.brotli(), &mut unpacked).unwrap();
        assert_eq!(unpacked, assets.stylesheet.plain.as_bytes());
    }
}
