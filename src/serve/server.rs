//! A server from its start to its end.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix_web::dev::{Server as ActixServer, ServerHandle};
use tokio::sync::watch;

use crate::mail::worker::Worker;
use crate::reminder;
use crate::signal::Signals;
use crate::web::app::App;

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
    /// The HTTP server.
    pub(super) http: ActixServer,
    /// Signals to end.
    pub(super) signals: Signals,
    /// For how long the server goes on after a signal, not ready any more.
    pub(super) grace: Duration,
    /// Whether reminders are sent from this process.
    pub(super) reminds: bool,
    /// Sends mails; `None`: they are left to other processes.
    pub(super) worker: Option<Arc<Worker>>,
    /// The folder of a demonstration, which goes when the server does.
    pub(super) _throwaway: Option<Throwaway>,
}

/// A folder that is removed at the end.
pub(super) struct Throwaway(pub(super) PathBuf);

impl Drop for Throwaway {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, folder = %self.0.display(), "the demonstration's folder stays");
        }
    }
}

/// At a signal `/readyz` says so, and for a while everything is answered as before, so that whoever distributes requests can send them
/// elsewhere; a second signal ends this. Then no new requests are taken, and those that have begun are answered.
async fn stop_at_signal(server: ServerHandle, app: Arc<App>, grace: Duration, mut signals: Signals) {
    signals.next().await;
    app.is_stopping.store(true, Ordering::Relaxed);
    if !grace.is_zero() {
        tracing::info!(seconds = grace.as_secs(), "not ready any more; stopping soon");
        tokio::select! { () = tokio::time::sleep(grace) => {}, () = signals.next() => {} }
    }
    tracing::info!("stopping: what has begun is finished");
    // The future of a stop ends with the server: the command itself is sent at once.
    drop(server.stop(true));
}

impl Server {
    /// Answers until a signal stops it, then finishes the requests that have begun.
    ///
    /// # Errors
    /// Those of the listening socket.
    pub async fn run(self) -> std::io::Result<()> {
        let (stop, stopped) = watch::channel(false);
        let reminders = self.reminds.then(|| actix_web::rt::spawn(reminder::job::run(Arc::clone(&self.app), stopped.clone())));
        let worker = self.worker.map(|worker| actix_web::rt::spawn(worker.run(stopped)));
        let (handle, signals) = (self.http.handle(), self.signals);
        let stopper = actix_web::rt::spawn(stop_at_signal(handle, Arc::clone(&self.app), self.grace, signals));
        let served = self.http.await;
        stopper.abort();
        stop.send_replace(true);
        if let Some(Err(error)) = futures_util::future::OptionFuture::from(worker).await {
            tracing::warn!(%error, "the mail worker ended early");
        }
        if let Some(Err(error)) = futures_util::future::OptionFuture::from(reminders).await {
            tracing::warn!(%error, "the reminders ended early");
        }
        if let Err(error) = self.app.db.checkpoint() {
            tracing::warn!(%error, "the write-ahead log stays: copy data.db and data.db-wal together");
        }
        tracing::info!("stopped");
        served
    }

    /// A handle that stops the server.
    #[must_use]
    pub fn handle(&self) -> ServerHandle {
        self.http.handle()
    }
}
