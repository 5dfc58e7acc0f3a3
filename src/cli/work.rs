//! `work`: sends the mails that wait, without serving.

use std::sync::Arc;

use domain::clock::Clock;
use tokio::sync::watch;

use super::context::{prepared, print, start_log};
use crate::config::WorkArgs;
use crate::db::Db;
use crate::mail::worker::Worker;
use crate::serve::keys;
use crate::signal::Signals;

pub(super) fn run(args: &WorkArgs) -> Result<(), String> {
    start_log(&args.log_format);
    let db = prepared(&args.database)?;
    print("Sending the mails that wait. Stop with Ctrl-C.\n")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string())?;
    runtime.block_on(work(db, args))
}

/// Sends mails until a signal says to stop.
async fn work(db: Db, args: &WorkArgs) -> Result<(), String> {
    let keys = keys(&db, &args.database, &args.secret)?;
    let worker = Arc::new(Worker::new(db, Clock::System, keys, &args.database.data_dir, &args.mail)?);
    let mut signals = Signals::listen().map_err(|e| format!("cannot listen to signals: {e}"))?;
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(worker.run(stopped));
    tracing::info!("sending mails");
    signals.next().await;
    tracing::info!("stopping: mails that are under way are finished");
    stop.send_replace(true);
    worker.await.map_err(|e| e.to_string())
}
