//! Puts the application together: from settings to a server that listens. Port 0 is allowed, so that tests run side by side.

mod http;
mod open_files;
mod prepare;
mod server;

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use application::auth::password::Hasher;
use application::{Site, demo};
use domain::clock::Clock;
use url::{Host, Url};

use crate::assets::Assets;
use crate::auth::random_token;
use crate::config::ServeArgs;
use crate::db::Db;
use crate::mail::worker::Worker;
use crate::metrics::Requests;
use crate::page_cache::PageCache;
use crate::session_cache::SessionCache;
use crate::signal::Signals;
use crate::web::app::App;
use crate::web::body_limits::Bodies;
use crate::wording::Views;
pub use prepare::{keys, prepare};
pub use server::Server;
use server::Throwaway;

/// Runs what serves on this thread; the server starts threads of its own.
pub fn block_on<T>(serving: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(serving)
}

/// Prepares everything that serving needs.
///
/// # Errors
/// A sentence that says what is wrong with a setting, the database or the port.
pub fn build(mut args: ServeArgs) -> Result<Server, String> {
    args.check()?;
    let throwaway = if args.demo { Some(demo_folder(&mut args)?) } else { None };
    let clock = args.clock.map_or(Clock::System, Clock::FixedDay);
    let folder = args.site.database.make_folder()?.to_owned();
    let listener = TcpListener::bind(args.site.listen).map_err(|e| format!("cannot listen on {}: {e}", args.site.listen))?;
    let address = listener.local_addr().map_err(|e| e.to_string())?;
    let db = Db::open_for_visitors(args.site.database.url()).map_err(|e| format!("{}: {e}", args.site.database.url()))?;
    let (migrated, loaded) = prepare::prepare(&db, clock)?;
    tracing::info!(database = %db.url(), migrated, loaded, "database ready");
    let keys = prepare::keys(&db, &args.site.database, &args.site.secret)?;
    let site = Arc::new(Site { base: args.site.base_url(address), keys: keys.clone(), wording: &Views, demo: args.demo });
    warn_of_plain_http(&site.base);
    let first_link = if args.demo { None } else { prepare::first_link(&db, &site, clock).map_err(|e| e.to_string())? };
    if args.demo {
        demo::fill(&mut *db.connection().map_err(|e| e.to_string())?, &site).map_err(|e| e.to_string())?;
    }
    prepare::warn_of_unclaimed_files(&db, &folder).map_err(|e| e.to_string())?;
    let mail_folder = args.mail.smtp_url.is_none().then(|| folder.join("mail"));
    let worker = if args.no_worker { None } else { Some(Arc::new(Worker::new(db.clone(), clock, keys, &folder, &args.mail)?)) };
    let connections = open_files::connections();
    let app = Arc::new(App {
        db,
        clock,
        site,
        passwords: Hasher::default(),
        mail_waits: worker.as_ref().map_or_else(Arc::default, |w| Arc::clone(&w.waits)),
        has_mail_server: mail_folder.is_none(),
        trust_proxy: args.trust_proxy,
        bodies: Bodies::new(connections, Duration::from_secs(u64::from(args.body_timeout))),
        session_cache: SessionCache::default(),
        page_cache: PageCache::new(args.page_memory),
        assets: Assets::new(),
        metrics_token: args.metrics_token,
        requests: Requests::default(),
        is_stopping: AtomicBool::new(false),
        data_dir: folder,
    });
    let http = http::listen(Arc::clone(&app), listener, connections)?;
    // From here on a signal is heard, also before the first request is.
    let signals = Signals::listen().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let (reminds, grace) = (!args.no_reminders, Duration::from_secs(u64::from(args.stop_grace)));
    Ok(Server { grace, address, app, first_link, mail_folder, http, signals, worker, reminds, _throwaway: throwaway })
}

/// Warns where passwords and cookies would travel unprotected between machines.
fn warn_of_plain_http(base: &Url) {
    let is_here = match base.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => true,
    };
    if base.scheme() == "http" && !is_here {
        tracing::warn!(%base, "BASE_URL begins with http://: passwords and session cookies are not protected on the way; put a proxy with TLS in front and give its https:// address");
    }
}

/// The demonstration's own folder and day.
fn demo_folder(args: &mut ServeArgs) -> Result<Throwaway, String> {
    let folder = std::env::temp_dir().join(format!("capacity-tracker-demo-{}", random_token()));
    args.site.database.data_dir.clone_from(&folder);
    args.clock = args.clock.or(Some(demo::DAY));
    Ok(Throwaway(folder))
}
