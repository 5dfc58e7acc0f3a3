//! Stylesheet, icons and script: compressed once, addressed by their content, kept by browsers for a year.

use std::io::Write;
use std::sync::OnceLock;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::app::App;
use crate::auth::sha256_hex;
use crate::error::AppError;

/// The mark, for the browser's tab.
const MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#0b6042" d="M2 2h4v12H2zm5 4h4v8H7zm5-3h2v11h-2z"/></svg>"##;

/// The assets of this version of the program.
pub struct Assets {
    stylesheet: Asset,
    icons: Asset,
    script: Asset,
}

struct Asset {
    name: &'static str,
    kind: &'static str,
    version: String,
    plain: String,
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

    fn brotli(&self) -> &[u8] {
        self.brotli.get_or_init(|| {
            let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
            // Writing into memory does not fail; were it to, the empty answer would show at once.
            let _ = packed.write_all(self.plain.as_bytes());
            packed.into_inner()
        })
    }

    fn gzip(&self) -> &[u8] {
        self.gzip.get_or_init(|| {
            let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            let _ = packed.write_all(self.plain.as_bytes());
            packed.finish().unwrap_or_default()
        })
    }

    fn answer(&self, request: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        answer
            .content_type(self.kind)
            .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
            .insert_header((header::VARY, "accept-encoding"));
        if accepts(request, "br") {
            answer.insert_header((header::CONTENT_ENCODING, "br")).body(self.brotli().to_vec())
        } else if accepts(request, "gzip") {
            answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(self.gzip().to_vec())
        } else {
            answer.insert_header((header::CONTENT_ENCODING, "identity")).body(self.plain.clone())
        }
    }
}

/// Whether the browser takes this coding of an answer, and has not refused it with `q=0`.
pub(super) fn accepts(request: &HttpRequest, coding: &str) -> bool {
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|part| {
        let (name, weight) = part.split_once(';').unwrap_or((part, ""));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.trim().parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(coding) && weight.is_none_or(|q| q > 0.0)
    })
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

/// `/assets/{version}/{name}`.
///
/// # Errors
/// [`AppError::NotFound`] for another version or name.
pub async fn serve(app: web::Data<App>, path: web::Path<(String, String)>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (version, name) = path.into_inner();
    let asset = [&app.assets.stylesheet, &app.assets.icons, &app.assets.script]
        .into_iter()
        .find(|a| a.name == name && a.version == version)
        .ok_or(AppError::NotFound)?;
    Ok(asset.answer(&request))
}

/// `/assets/mark.svg`.
pub async fn mark() -> HttpResponse {
    HttpResponse::Ok().content_type("image/svg+xml").insert_header((header::CACHE_CONTROL, "public, max-age=86400")).body(MARK)
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
