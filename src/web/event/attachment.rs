//! `/attachments/{id}` and `/attachments/{id}/removal/new`: hands a file out, or takes it out of its event.

use actix_web::body::SizedStream;
use actix_web::http::header::{self, ContentEncoding, HeaderName, HeaderValue};
use actix_web::{HttpResponse, web};
use application::actions::event as actions;
use application::queries::event as queries;
use domain::address;
use domain::attachment::Attachment;
use domain::ids::AttachmentId;
use futures_util::stream::{self, Stream, StreamExt};
use sha2::{Digest, Sha256};
use views::event::attach;

use crate::attachment;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Posted;
use crate::web::response;
use crate::web::visitor::Visit;

/// The file, to be saved and not to be shown: nothing in it runs on this site.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Internal`] if its bytes are gone or not those that were stored.
pub async fn serve(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let file = app.ask(move |conn| queries::file(conn, AttachmentId(*id), &member)).await?;
    let key = file.id;
    let pieces = app.ask(move |conn| queries::count_pieces(conn, key)).await?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(file.kind.media_type())
        .insert_header(saved_as(&file.name))
        .insert_header((header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'")))
        // These kinds are compressed already.
        .insert_header(ContentEncoding::Identity);
    if pieces > 0 {
        let size = u64::from(file.size);
        let mut rest = Box::pin(from_database(app, file, pieces));
        // What goes wrong with the first piece is still told by the status.
        let first = rest.next().await.transpose()?;
        return Ok(answer.body(SizedStream::new(size, stream::iter(first.map(Ok)).chain(rest))));
    }
    let folder = attachment::folder(&app.data_dir);
    let bytes = web::block(move || attachment::read(&folder, &file)).await.map_err(AppError::stopping)?.map_err(AppError::internal)?;
    Ok(answer.body(bytes))
}

/// The bytes of a file, piece by piece. The last piece is withheld, and the response broken off, if they are not those that were stored.
fn from_database(app: web::Data<App>, file: Attachment, pieces: i64) -> impl Stream<Item = Result<web::Bytes, AppError>> {
    stream::try_unfold((app, file, 0, Sha256::new()), move |(app, file, position, digest)| async move {
        if i64::from(position) == pieces {
            return Ok(None);
        }
        let id = file.id;
        let piece = app.ask(move |conn| queries::piece(conn, id, position)).await?;
        let digest = digest.chain_update(&piece);
        let is_last = i64::from(position) + 1 == pieces;
        if is_last && hex(&digest.clone().finalize()) != file.sha256 {
            return Err(AppError::internal(format!("the attached file {} is not what was stored", file.id)));
        }
        Ok(Some((web::Bytes::from(piece), (app, file, position + 1, digest))))
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The name in letters of every language (RFC 5987), and one in plain letters for programs that do not know that.
fn saved_as(name: &str) -> (HeaderName, String) {
    let is_plain = |c: char| (c.is_ascii_graphic() || c == ' ') && !matches!(c, '"' | '\\' | '%');
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let mut full = String::new();
    for byte in name.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => full.push(byte.into()),
            _ => full += &format!("%{byte:02X}"),
        }
    }
    (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}"))
}

/// Asks before a file is taken out.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn ask_removal(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let (record, file) = app.ask(move |conn| queries::removable_file(conn, AttachmentId(*id), &member)).await?;
    Ok(response::page(attach::removal(&visit.frame, record.event.title.as_deref(), &file)))
}

/// Takes the file out: the row and its trace in the history first, then the bytes.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn remove(app: web::Data<App>, visit: Visit, id: web::Path<i32>, Posted(_): Posted) -> Result<HttpResponse, AppError> {
    let actor = visit.actor(&app);
    let file = app.act(move |conn| actions::detach(conn, &actor, AttachmentId(*id))).await?;
    let event = file.event;
    crate::web::upload::remove_files(&app, vec![file]).await?;
    Ok(response::done(&app, &address::event(event), "attachment-removed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_every_language_survive() {
        let (_, said) = saved_as("报告 \"2\"; x=1.pdf");
        assert_eq!(said, "attachment; filename=\"__ _2_; x=1.pdf\"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%222%22%3B%20x%3D1.pdf");
    }
}
