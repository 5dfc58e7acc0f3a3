//! `/events/{id}/participants/…`: a list of participants is counted in memory; its counts may be taken over. Nothing else of it is stored.

pub mod edit;
pub mod new;

use actix_web::HttpResponse;
use actix_web::http::header::{ContentDisposition, DispositionParam, DispositionType};
use domain::event::EventRecord;
use domain::form::{Errors, Problem};
use views::event::participants::Upload;

use crate::participant_list;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// `/events/participants/template`: an empty list to fill in.
///
/// # Errors
/// None.
pub async fn template(visit: Visit) -> Result<HttpResponse, AppError> {
    let name = DispositionParam::Filename("participants.csv".to_owned());
    let saved = ContentDisposition { disposition: DispositionType::Attachment, parameters: vec![name] };
    Ok(HttpResponse::Ok().content_type("text/csv; charset=utf-8").insert_header(saved).body(participant_list::template(visit.frame.lang)))
}

fn upload(record: &EventRecord, errors: Errors) -> Upload {
    Upload { event: record.id, title: record.event.title.clone(), errors }
}

/// The page on which a list is chosen, with what was wrong.
fn back(visit: &Visit, record: &EventRecord, problem: Problem) -> HttpResponse {
    let mut errors = Errors::new();
    errors.add("file", problem);
    response::invalid(upload(record, errors).render(&visit.frame))
}
