//! `/plans/{code}/dashboard.xlsx` and `/plans/{code}/dashboard/{table}.csv`: the tables of the dashboard, made from the same data as its page.

use actix_web::{HttpRequest, HttpResponse, web};
use application::queries::dashboard::dashboard;
use serde::Deserialize;
use views::dashboard::{Data, about};
use views::table::Table;

use crate::export::{csv, workbook};
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::Visit;

/// What the address names besides the plan.
#[derive(Debug, Deserialize)]
pub struct File {
    table: String,
}

async fn data(app: &web::Data<App>, visit: &Visit, request: &HttpRequest) -> Result<Data, AppError> {
    let fields = Fields::parse(request.query_string().as_bytes())?;
    let (plan, member, today, as_of) =
        (visit.frame.plan.id, visit.member().ok(), visit.frame.today, crate::web::as_of::of(request, app.clock.now()));
    app.ask(move |conn| dashboard(conn, plan, member.as_ref(), |name| fields.string(name), as_of, today).map(Data)).await
}

/// All tables as a workbook, with a sheet before them that says what they hold.
///
/// # Errors
/// When the database fails.
pub async fn xlsx(app: web::Data<App>, visit: Visit, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let data = data(&app, &visit, &request).await?;
    let mut tables = vec![about::sheet(&data, &visit.frame, app.site.base.as_str(), app.clock.now())];
    tables.extend(data.tables(&visit.frame));
    let bytes = web::block(move || workbook::bytes(&tables)).await.map_err(AppError::internal)?.map_err(AppError::internal)?;
    Ok(response::file(workbook::MEDIA_TYPE, &visit.frame.file_name(&format!("dashboard-{}.xlsx", data.day)), bytes))
}

/// One table for machines.
///
/// # Errors
/// [`AppError::NotFound`] for a table that does not exist, or not for this reader.
pub async fn csv(app: web::Data<App>, visit: Visit, file: web::Path<File>, request: HttpRequest) -> Result<HttpResponse, AppError> {
    let data = data(&app, &visit, &request).await?;
    let table: Table = data.tables(&visit.frame).into_iter().find(|t| t.name == file.table).ok_or(AppError::NotFound)?;
    Ok(response::file(csv::MEDIA_TYPE, &visit.frame.file_name(&format!("{}-{}.csv", table.name, data.day)), csv::table(&table)))
}
