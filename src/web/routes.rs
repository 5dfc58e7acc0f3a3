//! Every address of the site, with who may use it: the one table that the tests walk.

use actix_web::body::BoxBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpMessage, guard, web};
use domain::access::{Access, demand};
use domain::money::{Contribution, Expenditure};
use domain::unavailable::Cause;

use super::visitor::Visit;
use super::{
    account, activity, admin, assets, calendar, comment, cooperation, dashboard, event, framework, health, home, indicator, link, metrics,
    money, moved, organisation, output, plan, reminder, report, search, session, team,
};
use crate::web::error::AppError;

/// One address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Pattern of the path.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// What is below it is found among the addresses of plans alone: matching a path against all patterns takes longer than sending a cached page.
const IN_PLAN: &str = "/plans/{code}";

macro_rules! routes {
    ($($method:ident $path:literal $access:ident $handler:path;)+) => {
        /// All addresses. Of two that fit a path, the first answers.
        pub const TABLE: &[Route] = &[$(Route { method: stringify!($method), path: $path, access: Access::$access },)+];

        /// Connects every address with its handler, behind its gate, and leads on from those of former versions.
        pub fn configure(config: &mut web::ServiceConfig) {
            // First, as “/events/new” would be an event otherwise.
            moved::configure(config);
            let mut in_plan = web::scope(IN_PLAN);
            $(
                let below = $path.strip_prefix(IN_PLAN);
                let resource = web::resource(below.unwrap_or($path)).guard(routes!(@guard $method)).wrap(gated(Access::$access)).to($handler);
                if below.is_some() {
                    in_plan = in_plan.service(resource);
                } else {
                    config.service(resource);
                }
            )+
            config.service(in_plan);
        }
    };
    (@guard GET) => { guard::Any(guard::Get()).or(guard::Head()) };
    (@guard POST) => { guard::Post() };
}

routes! {
    GET  "/"                                                  Anyone         home::show;
    GET  "/search"                                            Published      search::show;
    POST "/comments/new"                                      Members        comment::submit;
    POST "/setup/end"                                         Administrators plan::setup::end;
    GET  "/plans/{code}/setup"                                Officers       plan::setup::show;
    POST "/plans/{code}/setup"                                Officers       plan::setup::submit;
    GET  "/plans/{code}/monitoring"                           Administrators plan::monitoring::form;
    POST "/plans/{code}/monitoring"                           Administrators plan::monitoring::submit;
    GET  "/team"                                              Officers       team::show;
    POST "/team/reminders/new"                                Officers       team::remind;
    GET  "/team/{id}/handover/new"                            Officers       team::hand_over_form;
    POST "/team/{id}/handover/new"                            Officers       team::hand_over;
    GET  "/healthz"                                           Anyone         health::alive;
    GET  "/readyz"                                            Anyone         health::ready;
    GET  "/metrics"                                           Anyone         metrics::show;
    GET  "/assets/mark.svg"                                   Anyone         assets::mark;
    GET  "/assets/{version}/{name}"                           Anyone         assets::serve;
    GET  "/session/new"                                       Anyone         session::new::form;
    POST "/session/new"                                       Anyone         session::new::submit;
    POST "/session/code"                                      Anyone         session::code::submit;
    POST "/session/code/removal/new"                          Anyone         session::code::ask_removal;
    GET  "/session/confirmation/new"                          Members        session::confirmation::form;
    POST "/session/confirmation/new"                          Members        session::confirmation::submit;
    POST "/session/demo"                                      Anyone         session::demo::submit;
    POST "/session/end"                                       Anyone         session::end::submit;
    GET  "/links/first/{token}"                               Anyone         link::first::form;
    POST "/links/first/{token}"                               Anyone         link::first::submit;
    GET  "/links/join/{token}"                                Anyone         link::password::join_form;
    POST "/links/join/{token}"                                Anyone         link::password::join_submit;
    GET  "/links/reset/{token}"                               Anyone         link::password::reset_form;
    POST "/links/reset/{token}"                               Anyone         link::password::reset_submit;
    GET  "/password/forgotten"                                Anyone         account::forgotten::form;
    POST "/password/forgotten"                                Anyone         account::forgotten::submit;
    GET  "/account"                                           Members        account::show::form;
    POST "/account"                                           Members        account::show::submit;
    GET  "/account/password"                                  Members        account::password::form;
    POST "/account/password"                                  Members        account::password::submit;
    POST "/account/sessions/end"                              Members        account::sessions::submit;
    GET  "/plans/{code}/dashboard"                            Published      dashboard::show::show;
    GET  "/plans/{code}/dashboard.xlsx"                       Published      dashboard::download::xlsx;
    GET  "/plans/{code}/reports"                              Published      report::list::show;
    GET  "/plans/{code}/reports/new"                          Officers       report::new::form;
    POST "/plans/{code}/reports/new"                          Officers       report::new::submit;
    GET  "/reports/{id}.xlsx"                                 Published      report::download::xlsx;
    GET  "/reports/{id}"                                      Published      report::show::show;
    GET  "/reports/{id}/edit"                                 Officers       report::edit::form;
    POST "/reports/{id}/edit"                                 Officers       report::edit::submit;
    GET  "/reports/{id}/freeze/new"                           Officers       report::freeze::form;
    POST "/reports/{id}/freeze/new"                           Officers       report::freeze::submit;
    GET  "/plans/{code}/dashboard/{table}.csv"                Published      dashboard::download::csv;
    GET  "/account/reminders"                                 Members        reminder::account::form;
    POST "/account/reminders"                                 Members        reminder::account::submit;
    GET  "/reminders/{token}/end"                             Anyone         reminder::end::form;
    POST "/reminders/{token}/end"                             Anyone         reminder::end::submit;
    POST "/account/mail-failure/end"                          Members        account::mail_failure::submit;
    GET  "/account/second-factor"                             Members        account::second_factor::show;
    GET  "/account/second-factor/new"                         Members        account::second_factor::form;
    POST "/account/second-factor/new"                         Members        account::second_factor::submit;
    POST "/account/second-factor/end"                         Members        account::second_factor::end;
    POST "/account/second-factor/recovery-codes/new"          Members        account::second_factor::renew_codes;
    GET  "/account/calendar"                                  Members        account::calendar::show;
    POST "/account/calendar/new"                              Members        account::calendar::renew;
    POST "/account/calendar/end"                              Members        account::calendar::end;
    GET  "/calendar.ics"                                      Anyone         calendar::show;
    GET  "/plans/{code}"                                      Published      plan::list::show;
    GET  "/plans/{code}/timeline"                             Published      plan::timeline::show;
    GET  "/plans/{code}/source"                               Published      plan::source::show;
    GET  "/plans/{code}/framework"                            Published      framework::show::show;
    GET  "/plans/{code}/framework/links/{objective}/edit"     Officers       framework::link::form;
    POST "/plans/{code}/framework/links/{objective}/edit"     Officers       framework::link::submit;
    GET  "/plans/{code}/activities/{number}"                  Published      activity::show::show;
    GET  "/plans/{code}/activities/{number}/edit"             Officers       activity::edit::form;
    POST "/plans/{code}/activities/{number}/edit"             Officers       activity::edit::submit;
    GET  "/plans/{code}/activities/{number}/updates"          Published      activity::updates::show;
    GET  "/plans/{code}/activities/{number}/updates/new"      Officers       activity::update::form;
    POST "/plans/{code}/activities/{number}/updates/new"      Officers       activity::update::submit;
    GET  "/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit" Officers activity::wording::form;
    POST "/plans/{code}/activities/{number}/updates/{id}/wordings/{lang}/edit" Officers activity::wording::submit;
    GET  "/plans/{code}/activities/{number}/revision/edit"    Officers       activity::revision::form;
    POST "/plans/{code}/activities/{number}/revision/edit"    Officers       activity::revision::submit;
    POST "/plans/{code}/activities/{number}/following/edit"   Members        activity::following::submit;
    POST "/plans/{code}/activities/{number}/confirmations/new" Officers       activity::confirmation::submit;
    POST "/plans/{code}/activities/{number}/partners/new"     Officers       activity::partner::submit;
    GET  "/plans/{code}/activities/{number}/evidence/new"     Officers       activity::evidence::form;
    POST "/plans/{code}/activities/{number}/evidence/new"     Officers       activity::evidence::submit;
    POST "/plans/{code}/activities/{number}/evidence/end"     Officers       activity::evidence::end;
    GET  "/plans/{code}/activities/{number}/outputs/new"      Officers       output::edit::new_form;
    POST "/plans/{code}/activities/{number}/outputs/new"      Officers       output::edit::new_submit;
    GET  "/outputs/{id}"                                      Published      output::show::show;
    GET  "/outputs/{id}/edit"                                 Officers       output::edit::form;
    POST "/outputs/{id}/edit"                                 Officers       output::edit::submit;
    GET  "/outputs/{id}/deliveries/new"                       Contributors   output::deliver::form;
    POST "/outputs/{id}/deliveries/new"                       Contributors   output::deliver::submit;
    POST "/deliveries/{id}/review"                            Officers       output::review::submit;
    GET  "/indicators/{id}"                                   Published      indicator::show::show;
    GET  "/indicators/{id}/terms/edit"                        Officers       indicator::terms::form;
    POST "/indicators/{id}/terms/edit"                        Officers       indicator::terms::submit;
    GET  "/indicators/{id}/measurements/new"                  Contributors   indicator::measure::new_form;
    POST "/indicators/{id}/measurements/new"                  Contributors   indicator::measure::new_submit;
    GET  "/measurements/{id}/edit"                            Contributors   indicator::measure::edit_form;
    POST "/measurements/{id}/edit"                            Contributors   indicator::measure::edit_submit;
    POST "/measurements/{id}/review"                          Officers       indicator::review::submit;
    GET  "/plans/{code}/events/precedents"                    Published      event::precedents::show;
    GET  "/events/participants/template"                      Contributors   event::participants::template;
    GET  "/plans/{code}/events"                               Published      event::list::show;
    GET  "/plans/{code}/events.xlsx"                          Published      event::xlsx::show;
    GET  "/plans/{code}/events.csv"                           Published      event::csv::show;
    GET  "/plans/{code}/events/new"                           Contributors   event::new::form;
    POST "/plans/{code}/events/new"                           Contributors   event::new::submit;
    GET  "/events/{id}"                                       Published      event::show::show;
    GET  "/events/{id}/edit"                                  Contributors   event::edit::form;
    POST "/events/{id}/edit"                                  Contributors   event::edit::submit;
    GET  "/events/{id}/discard/new"                           Contributors   event::discard::form;
    POST "/events/{id}/discard/new"                           Contributors   event::discard::submit;
    GET  "/events/{id}/cancellation/new"                      Contributors   event::cancellation::form;
    POST "/events/{id}/cancellation/new"                      Contributors   event::cancellation::submit;
    GET  "/events/{id}/erasure/new"                           Administrators event::erasure::form;
    POST "/events/{id}/erasure/new"                           Administrators event::erasure::submit;
    GET  "/events/{id}/correction/new"                        Officers       event::correction::form;
    POST "/events/{id}/correction/new"                        Officers       event::correction::submit;
    GET  "/events/{id}/reopening/new"                         Officers       event::reopening::form;
    POST "/events/{id}/reopening/new"                         Officers       event::reopening::submit;
    GET  "/events/{id}/review"                                Officers       event::review::form;
    POST "/events/{id}/review"                                Officers       event::review::submit;
    GET  "/events/{id}/merging/new"                           Officers       event::merging::form;
    POST "/events/{id}/merging/new"                           Officers       event::merging::submit;
    POST "/events/{id}/merging/end"                           Officers       event::merging::end;
    GET  "/reviews"                                           Officers       event::reviews::show;
    POST "/reviews"                                           Officers       event::reviews::submit;
    GET  "/events/{id}/attachments/new"                       Contributors   event::attach::form;
    POST "/events/{id}/attachments/new"                       Contributors   event::attach::submit;
    GET  "/events/{id}/participants/new"                      Contributors   event::participants::new::form;
    POST "/events/{id}/participants/new"                      Contributors   event::participants::new::submit;
    POST "/events/{id}/participants/edit"                     Contributors   event::participants::edit::submit;
    GET  "/attachments/{id}"                                  Members        event::attachment::serve;
    GET  "/attachments/{id}/removal/new"                      Contributors   event::attachment::ask_removal;
    POST "/attachments/{id}/removal/new"                      Contributors   event::attachment::remove;
    GET  "/plans/{code}/money"                                Published      money::list::show;
    GET  "/plans/{code}/money/contributions/new"              Officers       money::form::new_form::<Contribution>;
    POST "/plans/{code}/money/contributions/new"              Officers       money::form::new_submit::<Contribution>;
    GET  "/money/contributions/{id}"                          Members        money::record::show::<Contribution>;
    GET  "/money/contributions/{id}/edit"                     Officers       money::form::form::<Contribution>;
    POST "/money/contributions/{id}/edit"                     Officers       money::form::submit::<Contribution>;
    GET  "/money/contributions/{id}/cancellation/new"         Officers       money::cancellation::form::<Contribution>;
    POST "/money/contributions/{id}/cancellation/new"         Officers       money::cancellation::submit::<Contribution>;
    GET  "/plans/{code}/money/expenditures/new"               Officers       money::form::new_form::<Expenditure>;
    POST "/plans/{code}/money/expenditures/new"               Officers       money::form::new_submit::<Expenditure>;
    GET  "/money/expenditures/{id}"                           Members        money::record::show::<Expenditure>;
    GET  "/money/expenditures/{id}/edit"                      Officers       money::form::form::<Expenditure>;
    POST "/money/expenditures/{id}/edit"                      Officers       money::form::submit::<Expenditure>;
    GET  "/money/expenditures/{id}/cancellation/new"          Officers       money::cancellation::form::<Expenditure>;
    POST "/money/expenditures/{id}/cancellation/new"          Officers       money::cancellation::submit::<Expenditure>;
    GET  "/money/rates/new"                                   Officers       money::rate::form;
    POST "/money/rates/new"                                   Officers       money::rate::submit;
    GET  "/cooperation"                                       Published      cooperation::list::show;
    GET  "/cooperation/relationships/new"                     Officers       cooperation::edit::new_form;
    POST "/cooperation/relationships/new"                     Officers       cooperation::edit::new_submit;
    GET  "/cooperation/relationships/{id}/edit"               Officers       cooperation::edit::form;
    POST "/cooperation/relationships/{id}/edit"               Officers       cooperation::edit::submit;
    POST "/organisations/{slug}/members/new"                  Officers       cooperation::members::attach;
    POST "/organisations/{slug}/members/end"                  Officers       cooperation::members::detach;
    GET  "/organisations"                                     Published      organisation::list::show;
    GET  "/organisations/new"                                 Officers       organisation::edit::new_form;
    POST "/organisations/new"                                 Officers       organisation::edit::new_submit;
    GET  "/organisations/{slug}"                              Published      organisation::show::show;
    GET  "/organisations/{slug}/edit"                         Officers       organisation::edit::form;
    POST "/organisations/{slug}/edit"                         Officers       organisation::edit::submit;
    POST "/organisations/{slug}/standing/edit"                Officers       organisation::standing::submit;
    GET  "/admin/people"                                      Administrators admin::people::list;
    GET  "/admin/people/new"                                  Administrators admin::people::new_form;
    POST "/admin/people/new"                                  Administrators admin::people::new_submit;
    GET  "/admin/invitations/new"                             Administrators admin::invitations::form;
    POST "/admin/invitations/new"                             Administrators admin::invitations::submit;
    GET  "/admin/people/{id}"                                 Administrators admin::people::form;
    POST "/admin/people/{id}"                                 Administrators admin::people::submit;
    POST "/admin/people/{id}/invitations/new"                 Administrators admin::account::invite;
    GET  "/admin/people/{id}/deactivation/new"                Administrators admin::account::ask_deactivation;
    POST "/admin/people/{id}/deactivation/new"                Administrators admin::account::deactivate;
    POST "/admin/people/{id}/reactivation/new"                Administrators admin::account::reactivate;
    POST "/admin/people/{id}/sessions/end"                    Administrators admin::account::end_sessions;
    POST "/admin/people/{id}/second-factor/end"               Administrators admin::account::end_second_factor;
    POST "/admin/people/{id}/mail-failure/end"                Administrators admin::account::trust;
    GET  "/admin/mail"                                        Administrators admin::mail::list;
    GET  "/admin/mail/{id}"                                   Administrators admin::mail::show;
    POST "/admin/mail/{id}/sending/new"                       Administrators admin::mail::send_again;
    POST "/admin/mail/{id}/cancellation/new"                  Administrators admin::mail::cancel;
    GET  "/admin/audit"                                       Administrators admin::audit::list;
    GET  "/admin/audit.csv"                                   Administrators admin::audit::csv;
    GET  "/admin/settings"                                    Administrators admin::settings::form;
    POST "/admin/settings"                                    Administrators admin::settings::submit;
    POST "/admin/settings/second-factor"                      Administrators admin::settings::require_second_factor;
    GET  "/admin/erasures"                                    Administrators admin::erasure::form;
    POST "/admin/erasures"                                    Administrators admin::erasure::submit;
    GET  "/admin/retention"                                   Administrators admin::retention::form;
    POST "/admin/retention"                                   Administrators admin::retention::submit;
    GET  "/admin/reminders"                                   Administrators reminder::rules::form;
    POST "/admin/reminders"                                   Administrators reminder::rules::submit;
    GET  "/admin/reminders/preview"                           Administrators reminder::preview::show;
    GET  "/plans/{code}/activities/{number}/reminders"        Administrators reminder::rules::own_form;
    POST "/plans/{code}/activities/{number}/reminders"        Administrators reminder::rules::own_submit;
}

/// [`gate`] for one sort of access. One type for all addresses, so that what surrounds handlers is compiled once.
fn gated<S>(
    access: Access,
) -> impl Transform<S, ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error, InitError = (), Transform: 'static> + 'static
where
    S: Service<ServiceRequest, Response = ServiceResponse<BoxBody>, Error = Error> + 'static,
{
    from_fn(move |request, next: Next<BoxBody>| gate(access, request, next))
}

/// Lets through whom the table allows, if the plan in the address is known. Others who are signed in get 404; the rest may sign in first.
async fn gate(access: Access, request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    // No name in an address holds a NUL, and PostgreSQL cannot be asked for one.
    if request.path().contains('\0') || request.path().contains("%00") {
        return super::session::turn_away(request, AppError::NotFound).await;
    }
    let visit = request.extensions().get::<Visit>().cloned();
    let (role, public_open) = visit.as_ref().map_or((None, false), |v| (v.frame.role(), v.frame.public_open));
    if access.allows(role, public_open) {
        let is_known = request.match_info().get("code").is_none_or(|code| visit.as_ref().is_some_and(|v| v.frame.plan.code == code));
        if !is_known {
            return super::session::turn_away(request, AppError::NotFound).await;
        }
        if access != Access::Anyone && !super::as_of::has_readable_days(request.query_string()) {
            return super::session::turn_away(request, AppError::ImpossibleDay).await;
        }
        let writes = !request.method().is_safe();
        let demand =
            visit.filter(|v| v.profile.is_some()).and_then(|v| demand(request.path(), writes, v.is_confirmed, v.lacks_second_factor));
        return match demand {
            Some(demand) => super::session::demand(request, demand).await,
            None => answer(request, next).await,
        };
    }
    let refusal = match visit.filter(|_| role.is_some()) {
        Some(visit) => {
            super::audit::denied(&request, &visit).await;
            AppError::NotFound
        }
        None => AppError::SignInNeeded,
    };
    super::session::turn_away(request, refusal).await
}

/// Lets the handler answer; a reader gets a second try if a connection to the database broke meanwhile.
async fn answer(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse<BoxBody>, Error> {
    let is_read = request.method().is_safe();
    let response = next.call(request).await?;
    let error = response.response().error().and_then(|error| error.as_error::<AppError>());
    if is_read && matches!(error, Some(AppError::Unavailable(Cause::Lost, _))) {
        return next.call(ServiceRequest::from_request(response.into_parts().0)).await;
    }
    Ok(response)
}
