//! Forms with a file: proven to be ours before the file is read, and read into memory up to a limit.
//!
//! A browser shows no answer before it has sent everything. So whatever is wrong, the rest of the body is taken in piece by piece and
//! dropped, up to [`BODY_MAX`]. The handlers decide which files are accepted.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::{Bytes, BytesMut};
use actix_web::{FromRequest, HttpRequest, web};
use domain::attachment::Attachment;
use domain::form::Problem;
use futures_util::stream::{self, Stream, StreamExt};

use super::body;
use super::body_limits::Arriving;
use super::extract::{Fields, check_site};
use super::fields::is_damage;
use super::visitor::Visit;
use crate::attachment;
use crate::auth::form_token;
use crate::web::app::App;
use crate::web::error::AppError;

/// Most bytes of a body that are taken in only to be dropped.
pub const BODY_MAX: usize = 300 * 1024 * 1024;

/// Most bytes of a field that is no file.
const TEXT_MAX: usize = 4096;

/// Most fields of a form.
const FIELDS_MAX: usize = 20;

/// A file as it was chosen.
#[derive(Clone)]
pub struct Chosen {
    /// Its name, as the browser tells it.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A form with the file `file`, of at most `MAX` bytes, sent from a page of ours in the same session.
pub struct Uploaded<const MAX: usize> {
    /// Its other fields.
    pub fields: Fields,
    /// The file, or why there is none.
    pub file: Result<Chosen, Problem>,
}

/// Removes the stored files of a record that is gone.
///
/// # Errors
/// [`AppError::Unavailable`] while the server stops.
pub async fn remove_files(app: &App, files: Vec<Attachment>) -> Result<(), AppError> {
    let folder = app.data_dir.clone();
    web::block(move || attachment::remove_all(&folder, &files)).await.map_err(AppError::stopping)
}

/// Whether a request says that it brings such a form.
#[must_use]
pub fn is_upload(request: &HttpRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|t| t.starts_with("multipart/form-data"))
}

/// The body of a request, of which no more than [`BODY_MAX`] bytes are taken in.
#[derive(Clone)]
pub struct Body(Rc<RefCell<(Payload, usize)>>);

impl Body {
    /// Takes the body over.
    #[must_use]
    pub fn of(payload: &mut Payload) -> Self {
        Self(Rc::new(RefCell::new((payload.take(), 0))))
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, PayloadError>>> {
        let (payload, taken) = &mut *self.0.borrow_mut();
        if *taken > BODY_MAX {
            return Poll::Ready(Some(Err(PayloadError::Overflow)));
        }
        let polled = Pin::new(payload).poll_next(cx);
        if let Poll::Ready(Some(Ok(piece))) = &polled {
            *taken += piece.len();
        }
        polled
    }

    fn stream(&self) -> impl Stream<Item = Result<Bytes, PayloadError>> + use<> {
        let body = self.clone();
        stream::poll_fn(move |cx| body.poll(cx))
    }

    /// Takes in the rest, and keeps none of it.
    ///
    /// # Errors
    /// [`AppError::TooLarge`].
    pub async fn drain(self) -> Result<(), AppError> {
        let mut rest = self.stream();
        while let Some(piece) = rest.next().await {
            piece.map_err(|e| failure(&e))?;
        }
        Ok(())
    }
}

/// Takes in the body of a request within the limits, and keeps none of it.
///
/// # Errors
/// [`AppError::TooLarge`], [`AppError::TooSlow`], [`AppError::Unavailable`].
pub async fn discard(app: &App, request: &HttpRequest, payload: &mut Payload) -> Result<(), AppError> {
    let _arriving = body::enter(app, request)?;
    tokio::time::timeout(app.bodies.file_within(), Body::of(payload).drain()).await.map_err(|_| AppError::TooSlow)?
}

const fn failure(error: &PayloadError) -> AppError {
    match error {
        PayloadError::Overflow => AppError::TooLarge,
        _ => AppError::Unreadable("the body did not arrive whole"),
    }
}

fn broken(error: MultipartError) -> AppError {
    match error {
        MultipartError::Payload(error) => failure(&error),
        _ => AppError::Unreadable("the body is not a form with a file"),
    }
}

impl<const MAX: usize> FromRequest for Uploaded<MAX> {
    type Error = AppError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, AppError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, body) = (request.clone(), Body::of(payload));
        Box::pin(async move {
            let app = request.app_data::<web::Data<App>>().cloned().ok_or_else(|| AppError::internal("no application"))?;
            let arriving = body::enter(&app, &request)?;
            let arrives = async {
                let read = read(&request, &body, arriving).await;
                body.drain().await?;
                read
            };
            tokio::time::timeout(app.bodies.file_within(), arrives).await.map_err(|_| AppError::TooSlow)?
        })
    }
}

async fn read<const MAX: usize>(request: &HttpRequest, body: &Body, mut arriving: Arriving) -> Result<Uploaded<MAX>, AppError> {
    check_site(request)?;
    if !is_upload(request) {
        return Err(AppError::Unreadable("the body is not a form with a file"));
    }
    let visit = Visit::extract(request).await?;
    let mut form = Multipart::new(request.headers(), body.stream());
    let mut uploaded = Uploaded { fields: Fields::default(), file: Err(Problem::Required) };
    let mut is_ours = false;
    while let Some(field) = form.next().await {
        let mut field = field.map_err(broken)?;
        let name = field.name().unwrap_or_default().to_owned();
        if name == "token" && !is_ours {
            is_ours = form_token::fits(&text(&mut field).await?, &visit.secret);
        } else if !is_ours {
            break;
        } else if name == "file" && matches!(uploaded.file, Err(Problem::Required)) {
            uploaded.file = file(&mut field, MAX, &mut arriving).await?;
        } else if uploaded.fields.0.len() < FIELDS_MAX && !name.contains(is_damage) {
            let value = text(&mut field).await?;
            uploaded.fields.0.push((name, value));
        } else {
            return Err(AppError::Unreadable("the form has more fields than any of ours"));
        }
    }
    // Also when the session of the form has ended: a file cannot be handed back to be sent once more, so it must be chosen anew.
    if is_ours { Ok(uploaded) } else { Err(AppError::Forged("token of another session, or none")) }
}

async fn text(field: &mut Field) -> Result<String, AppError> {
    let bytes = field.bytes(TEXT_MAX).await.map_err(|_| AppError::Unreadable("a field of the form is too long"))?.map_err(broken)?;
    let text = String::from_utf8(bytes.to_vec()).map_err(|_| AppError::Unreadable("the form is not UTF-8"))?;
    if text.contains(is_damage) { Err(AppError::Unreadable("the form is not UTF-8")) } else { Ok(text) }
}

async fn file(field: &mut Field, max: usize, arriving: &mut Arriving) -> Result<Result<Chosen, Problem>, AppError> {
    let name = field.content_disposition().and_then(|d| d.get_filename()).unwrap_or_default().to_owned();
    let mut bytes = BytesMut::new();
    while let Some(piece) = field.next().await {
        let piece = piece.map_err(broken)?;
        if bytes.len() + piece.len() > max {
            return Ok(Err(Problem::FileTooLarge { max_mb: max / (1024 * 1024) }));
        }
        arriving.keep(piece.len())?;
        bytes.extend_from_slice(&piece);
    }
    Ok(if bytes.is_empty() { Err(Problem::Required) } else { Ok(Chosen { name, bytes: bytes.freeze() }) })
}
