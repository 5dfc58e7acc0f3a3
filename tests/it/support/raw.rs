//! Requests byte by byte: for what no browser sends, and for how many bytes come back.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::{Visitor, in_plan};

/// An answer as it came over the wire.
pub struct Raw {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Raw {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().filter_map(|l| l.split_once(':')).find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.trim())
    }
}

/// Connects to the server at this address.
pub fn connect(base: &str) -> TcpStream {
    let port: u16 = base.trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    stream
}

/// Reads an answer to its end.
pub fn read(mut stream: TcpStream) -> Raw {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").expect("an answer with a head");
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Raw { status, head, body: bytes.split_off(end + 4) }
}

/// Sends a request as it stands; it should ask to close the connection.
pub fn exchange(base: &str, request: &[u8]) -> Raw {
    let mut stream = connect(base);
    stream.write_all(request).unwrap();
    read(stream)
}

impl Visitor {
    /// Gets a page compressed, as browsers do, and leaves it so.
    pub fn gets_raw(&self, base: &str, path: &str) -> Raw {
        let cookies: Vec<String> =
            ["session", "visit", "lang"].iter().filter_map(|name| Some(format!("{name}={}", self.cookie(name)?))).collect();
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: {}\r\nConnection: close\r\n\r\n",
            in_plan(path),
            cookies.join("; ")
        );
        exchange(base, request.as_bytes())
    }
}
