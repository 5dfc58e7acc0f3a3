//! Answers that handlers give: a page, a page with errors, a redirect.

use actix_web::HttpResponse;
use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use maud::Markup;

use super::visitor::{NOTICE, cookie};
use crate::web::app::App;

/// A page.
#[must_use]
pub fn page(markup: Markup) -> HttpResponse {
    with_status(StatusCode::OK, markup)
}

/// A form that comes back with errors and all that was typed.
#[must_use]
pub fn invalid(markup: Markup) -> HttpResponse {
    with_status(StatusCode::UNPROCESSABLE_ENTITY, markup)
}

/// A form that comes back because somebody else was faster.
#[must_use]
pub fn conflict(markup: Markup) -> HttpResponse {
    with_status(StatusCode::CONFLICT, markup)
}

/// A page with another status.
#[must_use]
pub fn with_status(status: StatusCode, markup: Markup) -> HttpResponse {
    HttpResponse::build(status).content_type("text/html; charset=utf-8").body(markup.into_string())
}

/// A file to be saved under this name.
#[must_use]
pub fn file(media_type: &str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(bytes)
}

/// Leads on to another address.
#[must_use]
pub fn to(address: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).finish()
}

/// Leads on, and says there what has happened.
#[must_use]
pub fn done(app: &App, address: &str, notice: &'static str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, address)).cookie(cookie(app, NOTICE, notice, None)).finish()
}

/// Answers in the place of a handler. `ServiceRequest::into_response` would forget the error, and with it the words for it.
#[must_use]
pub fn instead(request: ServiceRequest, answer: HttpResponse) -> ServiceResponse<BoxBody> {
    ServiceResponse::new(request.into_parts().0, answer)
}

/// An address of this site to go on to, or the start page.
#[must_use]
pub fn safe_address(next: &str) -> &str {
    let is_ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n', '\t']);
    if is_ours { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        assert_eq!(safe_address("/plan?status=delayed"), "/plan?status=delayed");
        for bad in ["", "//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"] {
            assert_eq!(safe_address(bad), "/", "{bad}");
        }
    }
}
