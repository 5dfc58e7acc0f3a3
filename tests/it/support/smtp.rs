//! A mail server for tests: speaks SMTP on a socket of its own, stores what it receives, refuses configured addresses.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use mailparse::MailHeaderMap;
use openssl::asn1::Asn1Time;
use openssl::hash::MessageDigest;
use openssl::pkey::{PKey, Private};
use openssl::ssl::{SslAcceptor, SslMethod};
use openssl::x509::extension::{BasicConstraints, SubjectAlternativeName};
use openssl::x509::{X509, X509NameBuilder};

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
struct Inbox {
    mails: Vec<Mail>,
    /// How mails for an address are treated.
    whims: Vec<(String, Whim)>,
    /// Recipients that were refused, once for each attempt.
    attempts: Vec<String>,
}

/// What a server wants of those who send: a connection that nobody can read, and the right password.
struct Guard {
    tls: SslAcceptor,
    /// Whether the connection is secured from its beginning, or only when the client asks for it.
    from_the_beginning: bool,
    /// The certificate, as PEM; it vouches for itself.
    certificate: String,
}

/// A certificate of localhost that vouches for itself, and its key.
fn self_signed() -> (X509, PKey<Private>) {
    let curve = openssl::ec::EcGroup::from_curve_name(openssl::nid::Nid::X9_62_PRIME256V1).unwrap();
    let key = PKey::from_ec_key(openssl::ec::EcKey::generate(&curve).unwrap()).unwrap();
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_text("CN", "localhost").unwrap();
    let name = name.build();
    let mut made = X509::builder().unwrap();
    made.set_version(2).unwrap();
    made.set_subject_name(&name).unwrap();
    made.set_issuer_name(&name).unwrap();
    made.set_pubkey(&key).unwrap();
    made.set_not_before(&Asn1Time::days_from_now(0).unwrap()).unwrap();
    made.set_not_after(&Asn1Time::days_from_now(2).unwrap()).unwrap();
    made.append_extension(BasicConstraints::new().critical().ca().build().unwrap()).unwrap();
    let names = SubjectAlternativeName::new().dns("localhost").build(&made.x509v3_context(None, None)).unwrap();
    made.append_extension(names).unwrap();
    made.sign(&key, MessageDigest::sha256()).unwrap();
    (made.build(), key)
}

pub struct MailServer {
    port: u16,
    shared: Arc<(Mutex<Inbox>, Condvar)>,
    guard: Option<Arc<Guard>>,
}

impl MailServer {
    pub fn start() -> Self {
        Self::guarded_by(None)
    }

    /// A server that takes mails over TLS alone (from the beginning, or after STARTTLS), from who knows its password.
    pub fn guarded(from_the_beginning: bool) -> Self {
        let (certificate, key) = self_signed();
        let mut tls = SslAcceptor::mozilla_intermediate_v5(SslMethod::tls_server()).unwrap();
        tls.set_certificate(&certificate).unwrap();
        tls.set_private_key(&key).unwrap();
        let certificate = String::from_utf8(certificate.to_pem().unwrap()).unwrap();
        Self::guarded_by(Some(Guard { tls: tls.build(), from_the_beginning, certificate }))
    }

    fn guarded_by(guard: Option<Guard>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new((Mutex::new(Inbox::default()), Condvar::new()));
        let (inner, guard) = (Arc::clone(&shared), guard.map(Arc::new));
        let guarding = guard.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, guard) = (Arc::clone(&inner), guarding.clone());
                std::thread::spawn(move || serve(Box::new(stream), guard.as_deref(), &shared));
            }
        });
        Self { port, shared, guard }
    }

    pub fn url(&self) -> String {
        self.url_with("four%20plain%20words")
    }

    /// Its address, with another password.
    pub fn url_with(&self, password: &str) -> String {
        let port = self.port;
        match &self.guard {
            None => format!("smtp://127.0.0.1:{port}"),
            Some(guard) if guard.from_the_beginning => format!("smtps://tracker:{password}@localhost:{port}"),
            Some(_) => format!("smtp://tracker:{password}@localhost:{port}?tls=required"),
        }
    }

    /// Its certificate, as a file in a folder.
    pub fn certificate(&self, folder: &Path) -> PathBuf {
        let path = folder.join("mail.pem");
        std::fs::write(&path, &self.guard.as_ref().unwrap().certificate).unwrap();
        path
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

    fn wait<T>(&self, what: &str, found: impl Fn(&Inbox) -> Option<T>) -> T {
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

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

/// A connection, line by line.
struct Lines(BufReader<Box<dyn Stream>>);

impl Lines {
    fn says(&mut self, line: &str) -> bool {
        let to = self.0.get_mut();
        to.write_all(format!("{line}\r\n").as_bytes()).and_then(|()| to.flush()).is_ok()
    }

    /// The next line without its end; nothing when the other side is gone.
    fn hears(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        self.0.read_until(b'\n', &mut line).ok().filter(|read| *read > 0)?;
        line.truncate(line.len() - 1);
        Some(line)
    }

    /// The same connection over TLS; nothing if the other side does not trust the certificate.
    fn secured(self, guard: &Guard) -> Option<Self> {
        let tls = guard.tls.accept(self.0.into_inner()).ok()?;
        Some(Self(BufReader::new(Box::new(tls))))
    }

    /// Keeps the connection open until the other side leaves.
    fn stalls(mut self) {
        while self.hears().is_some() {}
    }
}

/// What `AUTH PLAIN` says for the user `tracker` with the password `four plain words`.
const KNOWN: &str = "AHRyYWNrZXIAZm91ciBwbGFpbiB3b3Jkcw==";

fn serve(stream: Box<dyn Stream>, guard: Option<&Guard>, shared: &(Mutex<Inbox>, Condvar)) {
    let mut lines = Lines(BufReader::new(stream));
    let (mut is_secured, mut is_known) = (guard.is_none(), guard.is_none());
    if let Some(guard) = guard.filter(|g| g.from_the_beginning) {
        let Some(secured) = lines.secured(guard) else { return };
        (lines, is_secured) = (secured, true);
    }
    let (mut to, mut whim) = (String::new(), None);
    if !lines.says("220 test") {
        return;
    }
    while let Some(line) = lines.hears() {
        let line = String::from_utf8_lossy(&line).trim_end().to_owned();
        let verb = line.split(' ').next().unwrap_or("").to_ascii_uppercase();
        let answer = match (verb.as_str(), guard) {
            ("EHLO", Some(_)) if is_secured => "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME".to_owned(),
            ("EHLO", Some(_)) => "250-test\r\n250-STARTTLS\r\n250 8BITMIME".to_owned(),
            ("EHLO", None) => "250-test\r\n250 8BITMIME".to_owned(),
            ("STARTTLS", Some(guard)) if !is_secured => {
                if !lines.says("220 go on") {
                    return;
                }
                let Some(secured) = lines.secured(guard) else { return };
                (lines, is_secured) = (secured, true);
                continue;
            }
            ("AUTH", Some(_)) if is_secured => {
                is_known = line.split(' ').nth(2) == Some(KNOWN);
                if is_known { "235 welcome" } else { "535 5.7.8 wrong password" }.to_owned()
            }
            ("MAIL", _) if !is_known => "530 5.7.0 sign in first".to_owned(),
            ("RCPT", _) => {
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
                    Some(Whim::Stall) => return lines.stalls(),
                    _ => "250 ok".to_owned(),
                }
            }
            ("DATA", _) => {
                if !lines.says("354 go on") {
                    return;
                }
                let mut data = Vec::new();
                loop {
                    // Who is gone before the end has sent no mail.
                    let Some(line) = lines.hears() else { return };
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
                    Some(Whim::StallAfterData) => return lines.stalls(),
                    _ => {}
                }
                "250 taken".to_owned()
            }
            ("QUIT", _) => {
                lines.says("221 bye");
                return;
            }
            _ => "250 ok".to_owned(),
        };
        if !lines.says(&answer) {
            return;
        }
    }
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
