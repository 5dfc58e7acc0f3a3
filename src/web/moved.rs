//! Addresses of versions that had one plan. They are in bookmarks, mails and calendars, and lead for good to the plan that was there first.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, guard, web};

use super::visitor::Visit;
use crate::web::error::AppError;

/// Former pattern of a path, and the present one. Variables stand for whole parts of the path, in the same order.
pub const MOVED: &[(&str, &str)] = &[
    ("/plan", "/plans/{code}"),
    ("/plan/timeline", "/plans/{code}/timeline"),
    ("/plan/source", "/plans/{code}/source"),
    ("/dashboard", "/plans/{code}/dashboard"),
    ("/dashboard.xlsx", "/plans/{code}/dashboard.xlsx"),
    ("/dashboard/{table}.csv", "/plans/{code}/dashboard/{table}.csv"),
    ("/activities/{number}", "/plans/{code}/activities/{number}"),
    ("/activities/{number}/edit", "/plans/{code}/activities/{number}/edit"),
    ("/activities/{number}/updates", "/plans/{code}/activities/{number}/updates"),
    ("/activities/{number}/updates/new", "/plans/{code}/activities/{number}/updates/new"),
    ("/activities/{number}/confirmations/new", "/plans/{code}/activities/{number}/confirmations/new"),
    ("/activities/{number}/partners/new", "/plans/{code}/activities/{number}/partners/new"),
    ("/activities/{number}/evidence/new", "/plans/{code}/activities/{number}/evidence/new"),
    ("/activities/{number}/evidence/end", "/plans/{code}/activities/{number}/evidence/end"),
    ("/activities/{number}/outputs/new", "/plans/{code}/activities/{number}/outputs/new"),
    ("/events", "/plans/{code}/events"),
    ("/events.xlsx", "/plans/{code}/events.xlsx"),
    ("/events.csv", "/plans/{code}/events.csv"),
    ("/events/new", "/plans/{code}/events/new"),
    ("/events/precedents", "/plans/{code}/events/precedents"),
    ("/money", "/plans/{code}/money"),
    ("/money/contributions/new", "/plans/{code}/money/contributions/new"),
    ("/money/expenditures/new", "/plans/{code}/money/expenditures/new"),
    ("/reports", "/plans/{code}/reports"),
    ("/reports/new", "/plans/{code}/reports/new"),
    ("/framework", "/plans/{code}/framework"),
    ("/framework/links/{code}/edit", "/plans/{code}/framework/links/{objective}/edit"),
    ("/admin/reminders/activities/{number}", "/plans/{code}/activities/{number}/reminders"),
];

/// Leads on from every former address.
pub(super) fn configure(config: &mut web::ServiceConfig) {
    for (before, now) in MOVED {
        let read = guard::Any(guard::Get()).or(guard::Head()).or(guard::Post());
        let lead_on = move |visit: Visit, request: HttpRequest| std::future::ready(lead_on(before, now, &visit, &request));
        config.service(web::resource(*before).guard(read).to(lead_on));
    }
}

/// Answers everybody alike: the address that is led to decides who may use it. 308 keeps the method and the body, so that a form that was
/// open during an upgrade arrives.
fn lead_on(before: &str, now: &str, visit: &Visit, request: &HttpRequest) -> Result<HttpResponse, AppError> {
    let first = visit.frame.plans.first().ok_or(AppError::NotFound)?;
    let path = moved(before, now, request.uri().path(), &first.code);
    let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
    Ok(HttpResponse::build(StatusCode::PERMANENT_REDIRECT).insert_header((header::LOCATION, path + &query)).finish())
}

/// The present path: the plan's code and the variable parts of the former path in the places of its variables.
fn moved(before: &str, now: &str, path: &str, code: &str) -> String {
    let mut values =
        std::iter::once(code).chain(before.split('/').zip(path.split('/')).filter(|(part, _)| part.contains('{')).map(|(_, v)| v));
    let parts = now.split('/').map(|part| if part.contains('{') { values.next().unwrap_or_default() } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_keep_their_values() {
        let path = |at: &str| {
            let former = |&&(before, _): &&(&str, &str)| actix_web::dev::ResourceDef::new(before).is_match(at);
            let (before, now) = MOVED.iter().find(former).unwrap();
            moved(before, now, at, "seeds-2019")
        };
        assert_eq!(path("/plan"), "/plans/seeds-2019");
        assert_eq!(path("/activities/7/updates/new"), "/plans/seeds-2019/activities/7/updates/new");
        assert_eq!(path("/dashboard/status.csv"), "/plans/seeds-2019/dashboard/status.csv");
        assert_eq!(path("/framework/links/2.3/edit"), "/plans/seeds-2019/framework/links/2.3/edit");
        assert_eq!(path("/admin/reminders/activities/7"), "/plans/seeds-2019/activities/7/reminders");
        assert_eq!(path("/activities/%0D%0AX"), "/plans/seeds-2019/activities/%0D%0AX");
    }
}
