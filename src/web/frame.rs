//! What happens around every request: who it is, in which language, what is answered when it fails, and the headers of every answer.

use std::rc::Rc;
use std::time::Instant;

use actix_web::body::BoxBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, web};
use domain::address;
use domain::lang::Lang;
use domain::unavailable::Cause;
use maud::Markup;
use tracing_actix_web::RequestId;
use views::frame::Frame;

use super::extract::{Fields, Typed};
use super::visitor::{self, LANG, NOTICE, VISIT, Visit, Visitor, cookie, no_cookie};
use crate::web::app::App;
use crate::web::error::AppError;

/// Wraps every request.
///
/// # Errors
/// None of its own.
pub async fn around(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some(app) = request.app_data::<web::Data<App>>().cloned() else { return next.call(request).await };
    let (method, began) = (request.method().clone(), Instant::now());
    let mut response = if needs_visitor(request.path()) { with_visitor(&app, request, next).await? } else { next.call(request).await? };
    let is_page = is_html(response.headers());
    protect(response.headers_mut(), app.is_secure(), is_page);
    if app.metrics_token.is_some() {
        app.requests.count(method.as_str(), response.request().match_pattern(), response.status().as_u16(), began.elapsed());
    }
    Ok(response)
}

/// Probes and assets are the same for everybody, and must answer when the database does not.
fn needs_visitor(path: &str) -> bool {
    !path.starts_with("/assets/") && ![address::ALIVE, address::READY, address::METRICS].contains(&path)
}

async fn with_visitor(app: &App, request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some((lang, address)) = chosen_language(request.request()) {
        let answer = HttpResponse::SeeOther()
            .insert_header((header::LOCATION, address))
            .cookie(cookie(app, LANG, lang.as_str(), Some(365)))
            .finish();
        return Ok(request.into_response(answer));
    }
    let visitor = match recognise(app, request.request()).await {
        Ok(visitor) => visitor,
        Err(error) => return Ok(unrecognised(app, request, error).await),
    };
    let visit = Visit(Rc::new(visitor));
    request.extensions_mut().insert(visit.clone());
    let response = if has_compressed_body(request.headers()) {
        super::response::instead(request, HttpResponse::from_error(AppError::CompressedBody))
    } else {
        let response = next.call(request).await?;
        super::audit::downloaded(app, &visit, &response).await;
        response
    };
    let is_failure = response.status().as_u16() >= 400 && !is_html(response.headers());
    let mut response = if is_failure { fault(response, &visit.frame) } else { response };
    if visit.profile.is_some() {
        // Nothing that somebody saw here stays in the cache of a machine that others use as well.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if is_html(response.headers()) {
        set_cookies(app, &visit, &mut response);
    }
    Ok(response)
}

/// Finds out who makes a request, once more if a connection to the database breaks meanwhile.
async fn recognise(app: &App, request: &HttpRequest) -> Result<Visitor, AppError> {
    match visitor::recognise(app, request).await {
        Err(AppError::Unavailable(Cause::Lost, _)) => visitor::recognise(app, request).await,
        other => other,
    }
}

/// Answers while nobody can be recognised. What was typed into a form is shown with the answer, which goes to whoever has sent it.
async fn unrecognised(app: &App, mut request: ServiceRequest, error: AppError) -> ServiceResponse<BoxBody> {
    let frame = visitor::frame(app, request.request(), None, &visitor::claimed_secret(app, request.request()));
    if request.method() == Method::POST && !has_compressed_body(request.headers()) {
        let mut payload = request.take_payload();
        let body = super::body::form(app, request.request(), &mut payload).await;
        if let Ok(fields) = body.and_then(|body| Fields::parse(&body)) {
            request.extensions_mut().insert(Typed(fields.without_secrets()));
        }
    }
    fault(super::response::instead(request, HttpResponse::from_error(error)), &frame)
}

/// Whether the request says that its body is compressed. Such a body is refused unread: 2 GiB of zeros fit into 2 kB.
fn has_compressed_body(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_ENCODING).any(|value| !value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

/// The language that a link in the footer asks for, and the address without that wish.
fn chosen_language(request: &HttpRequest) -> Option<(Lang, String)> {
    if request.method() != Method::GET {
        return None;
    }
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(request.query_string().as_bytes()).into_owned().collect();
    let lang = pairs.iter().find(|(name, _)| name == "lang")?.1.parse().ok()?;
    let rest = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs.iter().filter(|(name, _)| name != "lang")).finish();
    let path = super::response::safe_address(request.path());
    Some((lang, if rest.is_empty() { path.to_owned() } else { format!("{path}?{rest}") }))
}

fn set_cookies(app: &App, visit: &Visit, response: &mut ServiceResponse<BoxBody>) {
    let mut set = Vec::new();
    if visit.is_new {
        set.push(cookie(app, VISIT, visit.secret.as_str(), None));
    }
    if visit.frame.notice.is_some()
        && !response.headers().get_all(header::SET_COOKIE).any(|c| c.to_str().is_ok_and(|c| c.contains("notice=")))
    {
        set.push(no_cookie(app, NOTICE));
    }
    for cookie in set {
        if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"))
}

/// Puts a page in the place of an empty failure. The cause goes into the log alone.
fn fault(response: ServiceResponse<BoxBody>, frame: &Frame) -> ServiceResponse<BoxBody> {
    let (request, response) = response.into_parts();
    let error = response.error().and_then(|e| e.as_error::<AppError>());
    let status = response.status();
    let word = error.map_or_else(|| word_of_status(status), word_of);
    let id = request.extensions().get::<RequestId>().map(ToString::to_string);
    let seconds = if let Some(AppError::TooMany { seconds }) = error { Some(*seconds) } else { None };
    if status.is_server_error() {
        let cause = error.map_or_else(|| status.to_string(), ToString::to_string);
        tracing::error!(request = id, path = request.path(), %cause, "request failed");
    }
    let markup = match error {
        Some(AppError::Outlived { action, fields }) => {
            let why = views::session::resume::Why::SignedIn;
            views::session::resume::Page { why, action: action.clone(), fields: fields.clone() }.render(frame)
        }
        Some(AppError::Unavailable(..)) if request.extensions().contains::<Typed>() => not_stored(&request, frame, word),
        _ => views::error::page(frame, word, id.as_deref().filter(|_| status.is_server_error())),
    };
    let mut page = super::response::with_status(status, markup);
    if let Some(wait) = seconds.or_else(|| (status == StatusCode::SERVICE_UNAVAILABLE).then_some(5)) {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    ServiceResponse::new(request, page)
}

/// The page for a form that could not be stored for now.
fn not_stored(request: &HttpRequest, frame: &Frame, word: &str) -> Markup {
    let extensions = request.extensions();
    let fields = extensions.get::<Typed>().map_or(&[][..], |typed| &typed.0.0);
    views::error::not_stored(frame, word, request.path(), fields)
}

const fn word_of_cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Unreachable => "unavailable-unreachable",
        Cause::Lost => "unavailable-lost",
        Cause::Busy => "unavailable-busy",
        Cause::DiskFull => "unavailable-disk-full",
        Cause::ReadOnly => "unavailable-read-only",
        Cause::Crowded => "unavailable-crowded",
        Cause::Stopping => "unavailable-stopping",
    }
}

const fn word_of(error: &AppError) -> &'static str {
    match error {
        AppError::NotFound | AppError::SignInNeeded => "not-found",
        AppError::Forged(_) | AppError::Outlived { .. } => "forged",
        AppError::Unreadable(_) => "unreadable",
        AppError::ImpossibleDay => "impossible-day",
        AppError::CompressedBody => "compressed-body",
        AppError::TooLarge => "too-large",
        AppError::TooMany { .. } => "too-many",
        AppError::DeadLink => "dead-link",
        AppError::Erased => "erased",
        AppError::Stale => "stale",
        AppError::TooSlow => "too-slow",
        AppError::Unavailable(cause, _) => word_of_cause(*cause),
        AppError::Internal(_) => "internal",
    }
}

/// Failures that the web server itself finds.
fn word_of_status(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        s if s.is_client_error() => "unreadable",
        _ => "internal",
    }
}

/// Headers that every answer carries, failures included.
fn protect(headers: &mut HeaderMap, is_secure: bool, is_page: bool) {
    // Files that people have brought have a stricter policy of their own.
    let has_policy = headers.contains_key(header::CONTENT_SECURITY_POLICY);
    let mut set = |name: HeaderName, value: &'static str| headers.insert(name, HeaderValue::from_static(value));
    if !has_policy {
        set(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
    }
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    if is_secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if is_page && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}
