//! A cable to the PostgreSQL server that a test can cut and mend.

use std::io::copy;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::database::server_address;

pub struct Relay {
    pub port: u16,
    open: Option<Open>,
}

struct Open {
    ends: Arc<AtomicBool>,
    streams: Arc<Mutex<Vec<TcpStream>>>,
    thread: JoinHandle<()>,
}

impl Relay {
    pub fn start() -> Self {
        let mut relay = Self { port: 0, open: None };
        relay.mends();
        relay
    }

    /// Passes connections on, at the same port as before.
    pub fn mends(&mut self) {
        let listener = TcpListener::bind(("127.0.0.1", self.port)).unwrap();
        self.port = listener.local_addr().unwrap().port();
        let (ends, streams) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (ended, held) = (Arc::clone(&ends), Arc::clone(&streams));
        let thread = std::thread::spawn(move || {
            for client in listener.incoming() {
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                let (client, server) = (client.unwrap(), TcpStream::connect(server_address()).unwrap());
                held.lock().unwrap().extend([client.try_clone().unwrap(), server.try_clone().unwrap()]);
                passes_on(client.try_clone().unwrap(), server.try_clone().unwrap());
                passes_on(server, client);
            }
        });
        self.open = Some(Open { ends, streams, thread });
    }

    /// Breaks every connection, and lets no other through.
    pub fn is_cut(&mut self) {
        let Some(open) = self.open.take() else { return };
        open.ends.store(true, Ordering::Relaxed);
        // Wakes the listener, which closes its port.
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        open.thread.join().unwrap();
        for stream in open.streams.lock().unwrap().iter() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.is_cut();
    }
}

fn passes_on(mut from: TcpStream, mut to: TcpStream) {
    std::thread::spawn(move || {
        let _ = copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Both);
    });
}
