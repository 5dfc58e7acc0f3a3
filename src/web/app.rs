//! What requests and jobs share. How it is put together is in [`crate::serve`].

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use application::Site;
use application::auth::password::Hasher;
use domain::clock::Clock;
use domain::form::Errors;
use tokio::sync::Notify;

use crate::assets::Assets;
use crate::auth::throttle::{self, Attempt};
use crate::db::version::Version;
use crate::db::{Conn, Db};
use crate::metrics::Requests;
use crate::page_cache::PageCache;
use crate::session_cache::SessionCache;
use crate::web::body_limits::Bodies;
use crate::web::error::AppError;

/// What requests and jobs share.
pub struct App {
    /// The database.
    pub db: Db,
    /// The present.
    pub clock: Clock,
    /// What actions need to know of this installation.
    pub site: Arc<Site>,
    /// Hashes and verifies passwords.
    pub passwords: Hasher,
    /// Rung when a mail was queued.
    pub mail_waits: Arc<Notify>,
    /// Whether mails go to a server; otherwise they are written into files.
    pub has_mail_server: bool,
    /// Whether a proxy in front tells the visitor's address.
    pub trust_proxy: bool,
    /// Sessions that were looked up lately.
    pub session_cache: SessionCache,
    /// Bodies of requests that arrive.
    pub bodies: Bodies,
    /// Pages that were rendered lately.
    pub page_cache: PageCache,
    /// Stylesheet and icons.
    pub assets: Assets,
    /// What opens `/metrics`; `None`: nothing does, and nothing is counted.
    pub metrics_token: Option<String>,
    /// What is counted of requests.
    pub requests: Requests,
    /// Whether the server is about to stop.
    pub is_stopping: AtomicBool,
    /// The data folder: keys, attached files, mails without a server.
    pub data_dir: PathBuf,
}

impl App {
    /// Whether cookies may only travel over TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.site.base.scheme() == "https"
    }

    /// Counts an attempt to prove who somebody is, or lets it wait.
    ///
    /// # Errors
    /// [`AppError::TooMany`]; [`AppError::Unavailable`] while attempts cannot be counted.
    pub async fn throttle(&self, attempt: Attempt) -> Result<(), AppError> {
        let (site, now) = (Arc::clone(&self.site), self.clock.now());
        // A small write may find room where a larger one did not.
        self.db.check_writing().await?;
        let counted = self.write_unseen(move |conn| Ok(throttle::count(conn, &site.keys, &attempt, now)?)).await?;
        counted.map_err(AppError::from)
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

    /// Carries out what a form asks for, as one transaction. The inner error holds what is wrong with the form, each problem with its field;
    /// nothing is stored then.
    ///
    /// # Errors
    /// Those of the action but [`application::Error::Invalid`], as a request is answered with them.
    pub async fn submit<T: Send + 'static>(
        &self,
        action: impl FnOnce(&mut Conn) -> Result<T, application::Error> + Send + 'static,
    ) -> Result<Result<T, Errors>, AppError> {
        match self.db.write(action).await {
            Ok(done) => Ok(Ok(done)),
            Err(application::Error::Invalid(errors)) => Ok(Err(errors)),
            Err(error) => Err(error.into()),
        }
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
