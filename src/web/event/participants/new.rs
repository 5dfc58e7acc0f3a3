//! `/events/{id}/participants/new`: a list is chosen and counted. Neither the file nor what it holds is stored or logged.

use actix_web::{HttpResponse, web};
use application::queries::event as queries;
use domain::access::Member;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::form::{Errors, Problem};
use domain::ids::EventId;
use domain::participation::{Basis, Participation, ParticipationInput};
use views::event::participants::{Counted as Page, RowProblem};

use super::{back, upload};
use crate::db::Conn;
use crate::participant_list::{self, Column, Counted, Country, FILE_MAX, ListError};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::upload::Uploaded;
use crate::web::visitor::Visit;

fn editable(conn: &mut Conn, id: EventId, member: &Member) -> Result<(Directory, EventRecord), application::Error> {
    let directory = queries::directory(conn)?;
    let record = queries::editable(conn, &directory, id, member)?;
    Ok((directory, record))
}

/// The page on which a list is chosen.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn form(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let (_, record) = app.ask(move |conn| editable(conn, EventId(*id), &member)).await?;
    Ok(response::page(upload(&record, Errors::new()).render(&visit.frame)))
}

/// Counts the list and shows the counts; they are in that page alone until they are taken over.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn submit(app: web::Data<App>, visit: Visit, id: web::Path<i32>, form: Uploaded<FILE_MAX>) -> Result<HttpResponse, AppError> {
    let member = visit.member()?;
    let (directory, record) = app.ask(move |conn| editable(conn, EventId(*id), &member)).await?;
    let chosen = match form.file {
        Ok(chosen) => chosen,
        Err(problem) => return Ok(back(&visit, &record, problem)),
    };
    let countries: Vec<Country> = directory.countries.iter().map(|c| Country { code: c.code.clone(), names: c.names.clone() }).collect();
    let counted = web::block(move || participant_list::count(&chosen.bytes, &countries)).await.map_err(AppError::stopping)?;
    Ok(match counted {
        Ok(counted) if counted.rows == 0 => back(&visit, &record, Problem::NobodyListed),
        Ok(counted) => response::page(page(directory, &record, counted).render(&visit.frame)),
        Err(error) => back(&visit, &record, problem(error)),
    })
}

const fn problem(error: ListError) -> Problem {
    match error {
        ListError::TooLarge => Problem::FileTooLarge { max_mb: FILE_MAX / (1024 * 1024) },
        ListError::TooManyRows { max } => Problem::TooManyRows { max },
        ListError::NotATable => Problem::NotATable,
        ListError::NoHeadings => Problem::NoHeadings,
        ListError::Damaged => Problem::DamagedFile,
        ListError::TooBigUnpacked => Problem::TooBigUnpacked,
    }
}

const fn word(column: Column) -> &'static str {
    match column {
        Column::Gender => "gender",
        Column::Country => "country",
        Column::Group => "group",
    }
}

fn page(directory: Directory, record: &EventRecord, counted: Counted) -> Page {
    let heading = |column: Column| counted.columns.iter().find(|(c, _)| *c == column).map(|(_, heading)| heading.clone());
    let problems = counted.problems.iter().map(|p| RowProblem { row: p.row, column: word(p.column), found: p.found.clone() });
    Page {
        event: record.id,
        title: record.event.title.clone(),
        version: record.version,
        columns: [Column::Gender, Column::Country, Column::Group].map(|column| (word(column), heading(column))),
        problems: problems.collect(),
        more_problems: counted.more_problems,
        replaces: has_counts(&record.typed.participation),
        people: Participation {
            registered: None,
            attended: counted.rows,
            women: counted.women,
            men: counted.men,
            other: counted.other,
            countries: counted.countries,
            groups: counted.groups,
            basis: Basis::Counted,
        },
        directory,
    }
}

/// Whether a person has typed any count that a list would replace.
fn has_counts(typed: &ParticipationInput) -> bool {
    let single = [&typed.attended, &typed.women, &typed.men, &typed.other];
    let mut all = single.into_iter().chain(&typed.groups).chain(typed.countries.iter().map(|(_, n)| n));
    all.any(|n| !n.trim().is_empty())
}
