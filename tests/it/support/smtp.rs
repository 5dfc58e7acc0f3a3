//! A mail server for tests: speaks SMTP on a socket of its own, keeps what it gets, refuses whom it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use mailparse::MailHeaderMap;

/// A mail as it arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub headers: Vec<(String, String)>,
    /// The calendar file that went with it, to the byte.
    pub calendar: Option<Vec<u8>>,
}

impl Mail {
    /// The first link in the text.
    pub fn link(&self) -> String {
        self.text.split_whitespace().find(|w| w.starts_with("http")).expect("a link in the mail").to_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }
}

/// How the server treats mails for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whim {
    /// Answers this to the recipient, for instance `550 no such user`.
    Says(&'static str),
    /// Takes the mail, and is gone before it says so.
    DropAfterData,
    /// Takes the mail, and never answers.
    StallAfterData,
    /// Never answers to the recipient.
    Stall,
}

#[derive(Default)]
struct Box {
    mails: Vec<Mail>,
    /// How mails for an address are treated.
    whims: Vec<(String, Whim)>,
    /// Recipients that were refused, once for each attempt.
    attempts: Vec<String>,
}

pub struct MailServer {
    port: u16,
    shared: Arc<(Mutex<Box>, Condvar)>,
}

impl MailServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new((Mutex::new(Box::default()), Condvar::new()));
        let inner = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&inner);
                std::thread::spawn(move || serve(stream, &shared));
            }
        });
        Self { port, shared }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// From now on treats mails for an address in this way.
    pub fn treats(&self, address: &str, whim: Whim) {
        self.shared.0.lock().unwrap().whims.push((address.to_owned(), whim));
    }

    /// From now on answers this to mails for an address, for instance `550 no such user`.
    pub fn refuses(&self, address: &str, answer: &'static str) {
        self.treats(address, Whim::Says(answer));
    }

    /// From now on takes mails for everybody.
    pub fn treats_all_well(&self) {
        self.shared.0.lock().unwrap().whims.clear();
    }

    fn wait<T>(&self, what: &str, found: impl Fn(&Box) -> Option<T>) -> T {
        let (lock, changed) = &*self.shared;
        let deadline = Instant::now() + Duration::from_secs(30);
        let mut inside = lock.lock().unwrap();
        loop {
            if let Some(found) = found(&inside) {
                return found;
            }
            let left = deadline
                .checked_duration_since(Instant::now())
                .unwrap_or_else(|| panic!("{what} did not happen; mails: {:#?}", inside.mails));
            inside = changed.wait_timeout(inside, left).unwrap().0;
        }
    }

    /// Waits for the `n`th mail to an address, counted from 1.
    pub fn nth_to(&self, address: &str, n: usize) -> Mail {
        self.wait(&format!("mail {n} to {address}"), |b| b.mails.iter().filter(|m| m.to == address).nth(n - 1).cloned())
    }

    /// Waits for the first mail to an address.
    pub fn to(&self, address: &str) -> Mail {
        self.nth_to(address, 1)
    }

    /// Waits until mails to an address were refused so often.
    pub fn refused(&self, address: &str, times: usize) {
        self.wait(&format!("{times} refusals of {address}"), |b| {
            (b.attempts.iter().filter(|a| *a == address).count() >= times).then_some(())
        });
    }

    /// Every mail that has arrived.
    pub fn all(&self) -> Vec<Mail> {
        self.shared.0.lock().unwrap().mails.clone()
    }

    /// How many mails have arrived.
    pub fn count(&self) -> usize {
        self.shared.0.lock().unwrap().mails.len()
    }
}

fn serve(stream: TcpStream, shared: &(Mutex<Box>, Condvar)) {
    let mut out = stream.try_clone().unwrap();
    let mut lines = BufReader::new(stream).split(b'\n');
    let mut say = |line: &str| out.write_all(format!("{line}\r\n").as_bytes()).is_ok();
    let (mut to, mut whim) = (String::new(), None);
    if !say("220 test") {
        return;
    }
    while let Some(Ok(line)) = lines.next() {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = line.split(' ').next().unwrap_or("").to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-test\r\n250 8BITMIME".to_owned(),
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or("").to_owned();
                let mut inside = shared.0.lock().unwrap();
                whim = inside.whims.iter().find(|(a, _)| *a == to).map(|(_, whim)| *whim);
                if whim.is_some() {
                    inside.attempts.push(to.clone());
                    shared.1.notify_all();
                }
                drop(inside);
                match whim {
                    Some(Whim::Says(answer)) => answer.to_owned(),
                    Some(Whim::Stall) => return stall(&mut lines),
                    _ => "250 ok".to_owned(),
                }
            }
            "DATA" => {
                if !say("354 go on") {
                    return;
                }
                let mut data = Vec::new();
                for line in lines.by_ref().map_while(Result::ok) {
                    if line == b".\r" {
                        break;
                    }
                    data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    data.push(b'\n');
                }
                shared.0.lock().unwrap().mails.push(parse(&to, &data));
                shared.1.notify_all();
                match whim {
                    Some(Whim::DropAfterData) => return,
                    Some(Whim::StallAfterData) => return stall(&mut lines),
                    _ => {}
                }
                "250 taken".to_owned()
            }
            "QUIT" => {
                say("221 bye");
                return;
            }
            _ => "250 ok".to_owned(),
        };
        if !say(&answer) {
            return;
        }
    }
}

/// Keeps the connection open until the other side leaves.
fn stall(lines: &mut impl Iterator<Item = std::io::Result<Vec<u8>>>) {
    lines.map_while(Result::ok).for_each(drop);
}

fn parse(to: &str, data: &[u8]) -> Mail {
    let mail = mailparse::parse_mail(data).unwrap();
    let part = |kind: &str| mail.parts().find(|p| p.ctype.mimetype == kind).map(|p| p.get_body().unwrap()).unwrap_or_default();
    Mail {
        to: to.to_owned(),
        subject: mail.headers.get_first_value("Subject").unwrap_or_default(),
        text: part("text/plain").replace("\r\n", "\n"),
        html: part("text/html"),
        calendar: mail.parts().find(|p| p.ctype.mimetype == "text/calendar").map(|p| p.get_body_raw().unwrap()),
        headers: mail.headers.iter().map(|h| (h.get_key(), h.get_value())).collect(),
    }
}
