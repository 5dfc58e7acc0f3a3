//! Who makes a request: session, language, time zone; known before any handler runs.

use std::future::{Ready, ready};
use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::http::header::{self, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use application::Actor;
use application::actions::session::Browser;
use application::queries::{mail, plan};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::access::{self, Member};
use domain::address::{self, Record};
use domain::ids::SessionId;
use domain::lang::Lang;
use domain::mail::Outage;
use domain::person::Profile;
use domain::plan::PlanRef;
use views::frame::{Frame, Reader};

use crate::auth::session::{self, Origin};
use crate::auth::{form_token, random_token};
use crate::db::version::Version;
use crate::session_cache::Known;
use crate::web::app::App;
use crate::web::error::AppError;

/// Cookie of the session.
pub const SESSION: &str = "session";
/// Cookie of a visitor who is not signed in, for the tokens of forms.
pub const VISIT: &str = "visit";
/// Cookie of the language chosen in the footer.
pub const LANG: &str = "lang";
/// Cookie of the word for what has just happened.
pub const NOTICE: &str = "notice";
/// Cookie that marks a browser in which somebody has signed in.
pub const DEVICE: &str = "device";

/// For how long a request waits until its session is marked as used.
const TOUCH_WITHIN: std::time::Duration = std::time::Duration::from_millis(100);

/// Who makes a request.
pub struct Visitor {
    /// The version of the data at which it was found out who it is.
    pub version: Version,
    /// What surrounds the page they get.
    pub frame: Frame,
    /// Whether they have proved lately who they are.
    pub is_confirmed: bool,
    /// Whether their role requires a second factor that they have not set up.
    pub lacks_second_factor: bool,
    /// Their session.
    pub session: Option<SessionId>,
    /// Who they are, if signed in.
    pub profile: Option<Profile>,
    /// The secret of session or visit, with which tokens of forms are made.
    pub secret: String,
    /// Whether that secret is new, and so must be set as a cookie.
    pub is_new: bool,
    /// Whether they have chosen a language in the footer.
    pub has_chosen_lang: bool,
    /// Where the request comes from.
    pub origin: Origin,
}

/// A visitor as handlers get it.
#[derive(Clone)]
pub struct Visit(pub Rc<Visitor>);

impl Deref for Visit {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.0
    }
}

impl FromRequest for Visit {
    type Error = AppError;
    type Future = Ready<Result<Self, AppError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(request.extensions().get::<Self>().cloned().ok_or_else(|| AppError::internal("a request without its frame")))
    }
}

/// The name under which a cookie is set: bound to this host where TLS protects it.
#[must_use]
pub fn cookie_name(app: &App, name: &str) -> String {
    if app.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

/// A cookie that only this site reads; without `days` it goes with the browser.
#[must_use]
pub fn cookie(app: &App, name: &str, value: impl Into<String>, days: Option<i64>) -> Cookie<'static> {
    let mut cookie =
        Cookie::build(cookie_name(app, name), value.into()).path("/").http_only(true).same_site(SameSite::Lax).secure(app.is_secure());
    if let Some(days) = days {
        cookie = cookie.max_age(Duration::days(days));
    }
    cookie.finish()
}

/// The same cookie, gone.
#[must_use]
pub fn no_cookie(app: &App, name: &str) -> Cookie<'static> {
    cookie(app, name, "", Some(0))
}

/// The value of one of our cookies.
#[must_use]
pub fn read_cookie(app: &App, request: &HttpRequest, name: &str) -> Option<String> {
    request.cookie(&cookie_name(app, name)).map(|c| c.value().to_owned()).filter(|v| !v.is_empty() && v.len() < 4096)
}

/// A mark by which a browser is known as one in which this account has signed in.
#[must_use]
pub fn device_mark(app: &App, request: &HttpRequest, account: &str) -> Option<String> {
    let mark = read_cookie(app, request, DEVICE)?;
    let (nonce, proof) = mark.split_once('.')?;
    form_token::fits(proof, &device_secret(app, account, nonce)).then(|| nonce.to_owned())
}

/// A new mark for this account.
#[must_use]
pub fn new_device_mark(app: &App, account: &str) -> Cookie<'static> {
    let nonce = random_token();
    let proof = form_token::make(&device_secret(app, account, &nonce));
    cookie(app, DEVICE, format!("{nonce}.{proof}"), Some(365))
}

fn device_secret(app: &App, account: &str, nonce: &str) -> String {
    let key = crate::auth::sha256_hex(&[app.site.keys.secret(), b"device"].concat());
    format!("{key} {account} {nonce}")
}

/// Where a request comes from.
#[must_use]
pub fn origin(app: &App, request: &HttpRequest) -> Origin {
    let header = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let address = forwarded(request.headers()).filter(|_| app.trust_proxy).or_else(|| request.peer_addr().map(|a| a.ip()));
    Origin { agent: header(header::USER_AGENT).unwrap_or("").to_owned(), address: address.map(network).unwrap_or_default() }
}

/// Networks hand out whole blocks of IPv6 addresses: the first 64 bits count as one.
fn network(address: IpAddr) -> String {
    match address {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(|| format!("{:x?}", &v6.segments()[..4]), |v4| v4.to_string()),
    }
}

/// The address that the nearest proxy has seen: the last entry of the last line. All before it came with the request, and may be invented.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let entry = headers.get_all(header::X_FORWARDED_FOR).last()?.to_str().ok()?.rsplit(',').next()?.trim();
    entry.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|a| a.ip()))
}

/// Finds out who makes a request.
///
/// # Errors
/// When the database fails; a session that has ended is no error.
pub async fn recognise(app: &App, request: &HttpRequest) -> Result<Visitor, AppError> {
    let now = app.clock.now();
    let token = read_cookie(app, request, SESSION);
    let known = app.session_cache.by_token(&app.db, token.as_deref(), now).await?;
    let current = known.current.as_ref();
    if let (Some(due), Some(token)) = (current.filter(|c| c.is_due_for_touch(now)), &token) {
        touch(app, due.id, token, now).await;
    }
    let visit = read_cookie(app, request, VISIT);
    let is_new = current.is_none() && visit.is_none();
    let secret = match (current, token, visit) {
        (Some(_), Some(token), _) => token,
        (_, _, Some(visit)) => visit,
        _ => random_token(),
    };
    // In the demonstration nobody has a password that could be asked for.
    let is_confirmed = app.site.demo || current.is_some_and(|c| c.is_confirmed(now));
    let session = current.map(|c| c.id);
    let profile = current.map(|c| c.profile.clone());
    let frame = frame(app, request, Some(&known), &secret);
    let plan = plan_of_record(app, request.path(), &known.plans).await?.unwrap_or(frame.plan);
    let frame = Frame { mail_outage: outage(app, frame.reader.as_ref().map(|r| &r.member), now).await?, plan, ..frame };
    Ok(Visitor {
        version: known.version,
        frame,
        is_confirmed,
        lacks_second_factor: known.lacks_second_factor,
        session,
        profile,
        secret,
        is_new,
        has_chosen_lang: read_cookie(app, request, LANG).is_some(),
        origin: origin(app, request),
    })
}

/// The secret that the request's own cookies claim, for the form that is shown while nobody can be recognised.
#[must_use]
pub fn claimed_secret(app: &App, request: &HttpRequest) -> String {
    read_cookie(app, request, SESSION).or_else(|| read_cookie(app, request, VISIT)).unwrap_or_default()
}

/// Marks a session as used. It ends a little earlier if that cannot be stored: nobody who reads waits for it, or is refused.
async fn touch(app: &App, id: SessionId, token: &str, now: DateTime<Utc>) {
    if app.db.has_failed_to_write() {
        return;
    }
    let touched = app.write_unseen(move |conn| Ok(session::touch(conn, id, now)?));
    match tokio::time::timeout(TOUCH_WITHIN, touched).await {
        Ok(Ok(())) => app.session_cache.forget(token),
        Ok(Err(error)) => tracing::debug!(%error, "a session was not marked as used"),
        Err(_) => tracing::debug!("marking a session as used takes long; it goes on"),
    }
}

/// Since when no mail has gone out, for members who may see mails.
async fn outage(app: &App, member: Option<&Member>, now: DateTime<Utc>) -> Result<Option<Outage>, AppError> {
    if !access::may_see_mail(member) {
        return Ok(None);
    }
    app.ask(move |conn| mail::outage(conn, now)).await
}

/// The plan of the record that an address names. With a single plan nothing is looked up.
async fn plan_of_record(app: &App, path: &str, plans: &[PlanRef]) -> Result<Option<PlanRef>, AppError> {
    let Some(record) = Record::of_path(path).filter(|_| plans.len() > 1) else { return Ok(None) };
    let id = app.ask(move |conn| plan::of_record(conn, record)).await?;
    Ok(plans.iter().find(|plan| Some(plan.id) == id).cloned())
}

/// What surrounds the page of a request. Without a database it is that of a stranger.
#[must_use]
pub fn frame(app: &App, request: &HttpRequest, known: Option<&Known>, secret: &str) -> Frame {
    let profile = known.and_then(|k| k.current.as_ref()).map(|c| &c.profile);
    let zone = profile.map_or(Tz::UTC, |p| p.time_zone);
    let chosen = read_cookie(app, request, LANG).and_then(|l| l.parse().ok());
    let accepted = || Lang::negotiate(request.headers().get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    let lang = chosen.or_else(|| profile.map(|p| p.person.lang)).or_else(accepted).unwrap_or(Lang::En);
    Frame {
        lang,
        zone,
        today: app.clock.today(zone),
        as_of: crate::web::as_of::of(request, app.clock.now()).day,
        reader: profile.map(|p| Reader { member: p.member(), name: p.person.name.clone() }),
        public_open: known.is_some_and(|k| k.public_open),
        plan: known.map(|k| plan_of(request.path(), &k.plans)).unwrap_or_default(),
        plans: known.map(|k| Arc::clone(&k.plans)).unwrap_or_default(),
        here: request.uri().path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
        token: form_token::make(secret),
        notice: read_cookie(app, request, NOTICE).filter(|word| {
            word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && views::text::exists(lang, &format!("notice-{word}"))
        }),
        mail_outage: None,
        demo: app.site.demo,
        stylesheet: app.assets.stylesheet_address(),
        icons: app.assets.icons_address(),
        script: app.assets.script_address(),
    }
}

/// The plan that an address names by its code, or the one that was there first. The gate answers 404 to the code of a plan that does not exist.
fn plan_of(path: &str, plans: &[PlanRef]) -> PlanRef {
    let named = address::plan_code(path).and_then(|code| plans.iter().find(|plan| plan.code == code));
    named.or_else(|| plans.first()).cloned().unwrap_or_default()
}

impl Visitor {
    /// Who acts by this request; a stranger is an actor without a member.
    #[must_use]
    pub fn actor(&self, app: &App) -> Actor {
        Actor {
            member: self.profile.as_ref().map(Profile::member),
            name: self.profile.as_ref().map_or_else(String::new, |p| p.person.name.clone()),
            lang: self.frame.lang,
            now: app.clock.now(),
            today: self.frame.today,
            site: Arc::clone(&app.site),
        }
    }

    /// The browser in which somebody signs in by this request.
    #[must_use]
    pub fn browser(&self) -> Browser {
        Browser { origin: self.origin.clone(), session: self.session }
    }

    /// The member who makes the request.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] if nobody is signed in; the gate lets none such through to where members are needed.
    pub fn member(&self) -> Result<Member, AppError> {
        self.profile.as_ref().map(Profile::member).ok_or(AppError::SignInNeeded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_what_the_nearest_proxy_has_written_is_believed() {
        for (lines, address) in [
            (["203.0.113.9", "198.51.100.7"], Some("198.51.100.7")),
            (["203.0.113.9", "10.0.0.1, 198.51.100.7"], Some("198.51.100.7")),
            (["203.0.113.9", "198.51.100.7:4711"], Some("198.51.100.7")),
            (["203.0.113.9", "[2001:db8::1]:4711"], Some("2001:db8::1")),
            (["203.0.113.9", "2001:db8::1"], Some("2001:db8::1")),
            (["203.0.113.9", "unknown"], None),
        ] {
            let request = lines.iter().fold(TestRequest::default(), |r, line| r.append_header((header::X_FORWARDED_FOR, *line)));
            assert_eq!(forwarded(request.to_http_request().headers()), address.map(|a| a.parse().unwrap()), "{lines:?}");
        }
    }

    #[test]
    fn neighbours_in_a_block_count_as_one() {
        assert_eq!(network("2001:db8:1:2:3::1".parse().unwrap()), network("2001:db8:1:2:ffff::9".parse().unwrap()));
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1");
    }
}
