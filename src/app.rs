//! Puts the application together: from settings to a server that listens. Port 0 is allowed, so that tests run side by side.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use actix_web::dev::{Server as ActixServer, ServerHandle};
use actix_web::{App as ActixApp, HttpServer, web};
use domain::clock::Clock;
use domain::form::Errors;
use tokio::sync::{Notify, watch};
use url::Url;

use crate::auth::keys::Keys;
use crate::auth::link::{self, Purpose};
use crate::auth::random_token;
use crate::auth::throttle::Throttle;
use crate::config::{ServeArgs, WorkArgs};
use crate::db::migrations::{self, PrepareError};
use crate::db::version::Version;
use crate::db::{self, Conn, Db, person};
use crate::error::AppError;
use crate::mail::worker::Worker;
use crate::signal::Signals;
use crate::wording::Views;
use application::{Site, data};

use crate::{attachment, demo, reminder, web as site};

/// What requests and jobs share.
pub struct App {
    /// The database.
    pub db: Db,
    /// The present.
    pub clock: Clock,
    /// The secret that signs links.
    pub keys: Keys,
    /// Where people reach the tracker.
    pub base_url: Url,
    /// What actions need to know of this installation.
    pub site: Arc<Site>,
    /// Brakes on guessing.
    pub throttle: Throttle,
    /// Rung when a mail was queued.
    pub mail_waits: Arc<Notify>,
    /// Whether the data is invented.
    pub demo: bool,
    /// Whether a proxy in front tells the visitor's address.
    pub trust_proxy: bool,
    /// Who was recognised lately.
    pub session_cache: site::session_cache::SessionCache,
    /// Pages that are kept.
    pub page_cache: site::page_cache::PageCache,
    /// Stylesheet and icons.
    pub assets: site::assets::Assets,
    /// The data folder: keys, attached files, mails without a server.
    pub data_dir: PathBuf,
}

impl App {
    /// Whether cookies may only travel over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    /// Asks a query.
    ///
    /// # Errors
    /// Those of the query, as a request is answered with them.
    pub async fn ask<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Conn) -> Result<T, application::Error> + Send + 'static,
    ) -> Result<T, AppError> {
        Ok(self.db.read(query).await?)
    }

    /// Carries out an action, as one transaction.
    ///
    /// # Errors
    /// Those of the action, as a request is answered with them; nothing of it remains then.
    pub async fn act<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Conn) -> Result<T, application::Error> + Send + 'static,
    ) -> Result<T, AppError> {
        Ok(self.db.write(action).await?)
    }

    /// Carries out an action whose form comes back if something in it is wrong: then with its errors.
    ///
    /// # Errors
    /// Those of the action, as a request is answered with them; nothing of it remains then.
    pub async fn attempt<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Conn) -> Result<T, application::Error> + Send + 'static,
    ) -> Result<Result<T, Errors>, AppError> {
        match self.db.write(action).await {
            Ok(done) => Ok(Ok(done)),
            Err(application::Error::Invalid(errors)) => Ok(Err(errors)),
            Err(other) => Err(other.into()),
        }
    }

    /// Reads. Failures are those of requests.
    pub(crate) async fn read<T: Send + 'static, E: Into<AppError> + Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
    ) -> Result<T, AppError> {
        self.db.read(move |conn| read(conn).map_err(Into::into)).await
    }

    /// Writes, as one transaction. Failures are those of requests.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.db.write(write).await
    }

    /// Writes what no page shows, as one transaction. Failures are those of requests.
    pub(crate) async fn write_unseen<T: Send + 'static>(
        &self,
        write: impl FnOnce(&mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<T, AppError> {
        self.db.write_unseen(write).await
    }

    /// Reads everything from one state of the database. Failures are those of requests.
    pub(crate) async fn snapshot<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Conn) -> Result<T, AppError> + Send + 'static,
    ) -> Result<(Version, T), AppError> {
        self.db.snapshot(read).await
    }
}

/// A server that has bound its port and prepared its database, and does not answer yet.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// What it works with.
    pub app: Arc<App>,
    /// The link that makes the first administrator, on an empty database.
    pub first_link: Option<String>,
    /// The folder into which mails are written, if there is no mail server.
    pub mail_folder: Option<PathBuf>,
    server: ActixServer,
    signals: Signals,
    reminds: bool,
    // Mails are left to other processes if there is none.
    worker: Option<Arc<Worker>>,
    // The folder of a demonstration goes when the server does.
    _throwaway: Option<Throwaway>,
}

/// A folder that is removed at the end.
struct Throwaway(PathBuf);

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "the demonstration's folder stays");
        }
    }
}

/// Migrates and loads the plan, while no other process does. Returns the number of migrations and whether anything was loaded.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn prepare(db: &Db, clock: Clock) -> Result<(usize, bool), String> {
    let plan = data::built_in().map_err(|e| e.to_string())?;
    let cooperation = data::cooperation::built_in(&plan).map_err(|e| e.to_string())?;
    let load = |conn: &mut Conn| {
        let filled = conn.write(|conn| db::event::details::fill_missing(conn))?;
        if filled > 0 {
            tracing::info!(filled, "what events say beyond their figures is in columns of its own from now on");
        }
        let is_new = data::load(conn, &plan, clock.now())?;
        Ok(data::cooperation::load(conn, &cooperation, clock.now())? || is_new)
    };
    migrations::prepare(db, load).map_err(|e: PrepareError<diesel::result::Error>| e.to_string())
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
    let db = Db::open(args.site.database.url()).map_err(|e| e.to_string())?;
    let (migrated, loaded) = prepare(&db, clock)?;
    tracing::info!(database = %db.url(), migrated, loaded, "database ready");
    let keys = Keys::in_folder(&folder)?;
    let base_url = args.site.base_url(address);
    let first_link = if args.demo { None } else { first_link(&db, &keys, &base_url, clock).map_err(|e| e.to_string())? };
    let site = Arc::new(Site { base: base_url.clone(), keys: keys.clone(), wording: &Views, demo: args.demo });
    if args.demo {
        demo::fill(&mut *db.connection().map_err(|e| e.to_string())?, &site).map_err(|e| e.to_string())?;
    }
    warn_of_unclaimed_files(&db, &folder).map_err(|e| e.to_string())?;
    let mail_folder = args.mail.smtp_url.is_none().then(|| folder.join("mail"));
    let worker = if args.no_worker { None } else { Some(Arc::new(Worker::new(db.clone(), clock, &folder, &args.mail)?)) };
    let app = Arc::new(App {
        db,
        clock,
        keys,
        site,
        base_url,
        throttle: Throttle::default(),
        mail_waits: worker.as_ref().map_or_else(Arc::default, |w| Arc::clone(&w.waits)),
        demo: args.demo,
        trust_proxy: args.trust_proxy,
        session_cache: site::session_cache::SessionCache::default(),
        page_cache: site::page_cache::PageCache::new(args.page_memory),
        assets: site::assets::Assets::new(),
        data_dir: folder,
    });
    let server = listen(Arc::clone(&app), listener)?;
    // From here on a signal is heard, also before the first request is.
    let signals = Signals::listen().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let reminds = !args.no_reminders;
    Ok(Server { address, app, first_link, mail_folder, server, signals, worker, reminds, _throwaway: throwaway })
}

fn listen(app: Arc<App>, listener: TcpListener) -> Result<ActixServer, String> {
    let data = web::Data::from(app);
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(data.clone())
            .app_data(web::PayloadConfig::new(site::extract::BODY_MAX))
            .wrap(actix_web::middleware::from_fn(site::frame::around))
            .wrap(actix_web::middleware::Compress::default())
            .wrap(tracing_actix_web::TracingLogger::<site::log::RequestSpan>::new())
            .configure(site::routes::configure)
            .default_service(web::to(site::nothing_here))
    });
    let server = server.workers(2).shutdown_timeout(10).disable_signals().listen(listener).map_err(|e| format!("cannot listen: {e}"))?;
    Ok(server.run())
}

/// The demonstration's own folder and day.
fn demo_folder(args: &mut ServeArgs) -> Result<Throwaway, String> {
    let folder = std::env::temp_dir().join(format!("capacity-tracker-demo-{}", random_token()));
    args.site.database.data_dir.clone_from(&folder);
    args.clock = args.clock.or(Some(demo::DAY));
    Ok(Throwaway(folder))
}

/// A link that makes the first administrator, as long as nobody has an account.
fn first_link(db: &Db, keys: &Keys, base: &Url, clock: Clock) -> Result<Option<String>, AppError> {
    Ok(db.connection()?.write(|conn| {
        if person::any(conn)? { Ok(None) } else { link::give_out(conn, keys, base, Purpose::First, None, clock.now()).map(Some) }
    })?)
}

/// Warns of attached files that the database does not name. A start never deletes them: it may be the wrong database, or an older copy.
fn warn_of_unclaimed_files(db: &Db, data_dir: &Path) -> Result<(), AppError> {
    let known = db::attachment::stored_names(&mut *db.connection()?)?.into_iter().collect();
    let folder = attachment::folder(data_dir);
    match attachment::count_unclaimed(&folder, &known) {
        Ok(0) => {}
        Ok(unclaimed) => tracing::warn!(
            unclaimed,
            claimed = known.len(),
            folder = %folder.display(),
            "the database does not name some attached files; they stay. If they are many, check that this is the right database"
        ),
        Err(error) => tracing::warn!(%error, folder = %folder.display(), "the folder of attached files cannot be read"),
    }
    Ok(())
}

/// Sends mails until a signal says to stop: `work`.
///
/// # Errors
/// A sentence that says what is wrong with a setting or the database.
pub async fn work(db: Db, args: &WorkArgs) -> Result<(), String> {
    let worker = Arc::new(Worker::new(db, Clock::System, &args.database.data_dir, &args.mail)?);
    let mut signals = Signals::listen().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let (stop, stopped) = watch::channel(false);
    let worker = actix_web::rt::spawn(worker.run(stopped));
    tracing::info!("sending mails");
    signals.next().await;
    tracing::info!("stopping: mails that are under way are finished");
    stop.send_replace(true);
    worker.await.map_err(|e| e.to_string())
}

/// At a signal no new requests are taken, and those that have begun are answered.
async fn stop_when_told(server: ServerHandle, mut signals: Signals) {
    signals.next().await;
    tracing::info!("stopping: what has begun is finished");
    // The future of a stop ends with the server: the command itself is sent at once.
    drop(server.stop(true));
}

impl Server {
    /// Answers until it is told to stop by a signal, then finishes what it has begun.
    ///
    /// # Errors
    /// Those of the listening socket.
    pub async fn run(self) -> std::io::Result<()> {
        let (stop, stopped) = watch::channel(false);
        let reminders = self.reminds.then(|| actix_web::rt::spawn(reminder::job::run(Arc::clone(&self.app), stopped.clone())));
        let worker = self.worker.map(|worker| actix_web::rt::spawn(worker.run(stopped)));
        let (handle, signals) = (self.server.handle(), self.signals);
        let stopper = actix_web::rt::spawn(stop_when_told(handle, signals));
        let served = self.server.await;
        stopper.abort();
        stop.send_replace(true);
        if let Some(Err(error)) = futures_util::future::OptionFuture::from(worker).await {
            tracing::warn!(%error, "the mail worker ended early");
        }
        if let Some(Err(error)) = futures_util::future::OptionFuture::from(reminders).await {
            tracing::warn!(%error, "the reminders ended early");
        }
        tracing::info!("stopped");
        served
    }

    /// A handle that stops the server.
    #[must_use]
    pub fn handle(&self) -> actix_web::dev::ServerHandle {
        self.server.handle()
    }
}
