//! Forms that are carried along until something else was done.

use actix_web::HttpRequest;
use views::session::Carried;

use crate::web::extract::Fields;
use crate::web::response;

/// What was sent by a request.
pub(super) fn of_request(request: &HttpRequest, fields: Option<Fields>) -> Option<Carried> {
    fields.map(|fields| Carried { action: request.path().to_owned(), body: fields.encode() })
}

/// What a form of this folder carries along: where it was sent, and what it held.
pub(super) fn of_form(fields: &Fields) -> Option<Carried> {
    let action = fields.get("carried-action");
    (!action.is_empty()).then(|| Carried { action: response::safe_address(action).to_owned(), body: fields.string("carried-body") })
}
