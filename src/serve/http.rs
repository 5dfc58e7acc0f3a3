//! The HTTP server around the routes.

use std::net::TcpListener;
use std::num::NonZeroUsize;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::{App as ActixApp, HttpServer, web as actix};

use crate::web;
use crate::web::app::App;

/// Fewest threads that answer requests: one that renders a large page does not hold up all others.
const WORKERS_MIN: usize = 2;

/// A server on a bound port that does not answer yet. It has as many worker threads as the machine has processors: they render pages, and
/// leave what waits (the database, hashing, files) to other threads.
pub(super) fn listen(app: Arc<App>, listener: TcpListener, connections: usize) -> Result<Server, String> {
    let data = actix::Data::from(app);
    let server = HttpServer::new(move || {
        ActixApp::new()
            .app_data(data.clone())
            .wrap(actix_web::middleware::from_fn(web::frame::around))
            .wrap(actix_web::middleware::Compress::default())
            .wrap(tracing_actix_web::TracingLogger::<web::log::RequestSpan>::new())
            .configure(web::routes::configure)
            .default_service(actix::to(web::nothing_here))
    });
    let workers = std::thread::available_parallelism().map_or(WORKERS_MIN, NonZeroUsize::get).max(WORKERS_MIN);
    // Answers are written in pieces: with Nagle's algorithm, the last one of a compressed page waits 40 ms for the client's acknowledgement.
    let server = server.tcp_nodelay(true).max_connections((connections / workers).max(1));
    let server =
        server.workers(workers).shutdown_timeout(10).disable_signals().listen(listener).map_err(|e| format!("cannot listen: {e}"))?;
    Ok(server.run())
}
