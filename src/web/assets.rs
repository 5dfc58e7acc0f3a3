//! `/assets/…`: stylesheet, icons and script, which browsers keep for a year, as a changed one has another address.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::assets::Asset;
use crate::web::app::App;
use crate::web::error::AppError;

/// The mark, for the browser's tab.
const MARK: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#0b6042" d="M2 2h4v12H2zm5 4h4v8H7zm5-3h2v11h-2z"/></svg>"##;

fn answer(asset: &Asset, request: &HttpRequest) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(asset.kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    if accepts(request, "br") {
        answer.insert_header((header::CONTENT_ENCODING, "br")).body(asset.brotli().to_vec())
    } else if accepts(request, "gzip") {
        answer.insert_header((header::CONTENT_ENCODING, "gzip")).body(asset.gzip().to_vec())
    } else {
        answer.insert_header((header::CONTENT_ENCODING, "identity")).body(asset.plain.clone())
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

/// `/assets/{version}/{name}`.
///
/// # Errors
/// [`AppError::NotFound`] for another version or name.
pub async fn serve(app: web::Data<App>, path: web::Path<(String, String)>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let (version, name) = path.into_inner();
    app.assets.find(&version, &name).map(|asset| answer(asset, &request)).ok_or(AppError::NotFound)
}

/// `/assets/mark.svg`.
pub async fn mark() -> HttpResponse {
    HttpResponse::Ok().content_type("image/svg+xml").insert_header((header::CACHE_CONTROL, "public, max-age=86400")).body(MARK)
}
