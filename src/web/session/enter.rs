//! What is answered to somebody who has just signed in.

use actix_web::HttpResponse;
use application::actions::session::SignedIn;
use views::session::resume::Why;

use crate::auth::form_token;
use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::{LANG, NOTICE, SESSION, VISIT, Visit, cookie, new_device_mark, no_cookie};

/// Leads somebody who has just signed in, or proved again who they are, on to where they wanted to go, or to what they had typed.
///
/// # Errors
/// [`AppError::Unreadable`] if what was carried along is damaged.
pub fn enter(
    app: &App,
    visit: &Visit,
    SignedIn { profile, token }: SignedIn,
    fields: &Fields,
    why: Why,
    notice: Option<&'static str>,
) -> Result<HttpResponse, AppError> {
    let mut answer = match fields.get("carried-action") {
        "" => response::to(response::safe_address(fields.get("next"))),
        action => {
            let mut frame = visit.frame.clone();
            frame.token = form_token::make(&token);
            frame.lang = profile.person.lang;
            frame.reader = Some(views::frame::Reader { member: profile.member(), name: profile.person.name.clone() });
            let carried = Fields::parse(fields.get("carried-body").as_bytes())?;
            response::page(
                views::session::resume::Page { why, action: response::safe_address(action).to_owned(), fields: carried.0 }.render(&frame),
            )
        }
    };
    let mut cookies = vec![
        cookie(app, SESSION, token, Some(30)),
        cookie(app, LANG, profile.person.lang.as_str(), Some(365)),
        no_cookie(app, VISIT),
        new_device_mark(app, &profile.person.email),
    ];
    cookies.extend(notice.map(|n| cookie(app, NOTICE, n, None)));
    for cookie in cookies {
        answer.add_cookie(&cookie).map_err(AppError::internal)?;
    }
    Ok(answer)
}

/// Leads somebody on who has just set a password by a link.
///
/// # Errors
/// Those of setting cookies.
pub fn welcome(app: &App, visit: &Visit, signed_in: SignedIn) -> Result<HttpResponse, AppError> {
    enter(app, visit, signed_in, &Fields::default(), Why::SignedIn, Some("welcome"))
}
