//! `doctor`: looks at everything that a start and the days after it need, and says how to mend what is wrong. It makes and changes nothing.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use application::attachment;
use chrono::{DateTime, TimeDelta, Utc};
use domain::clock::Clock;
use url::{Host, Url};

use super::context::print;
use crate::auth::keys::Keys;
use crate::config::{MailArgs, ServeArgs};
use crate::data_dir;
use crate::db::inspect::{self, Inspected};
use crate::db::{Conn, DatabaseUrl, attachment as rows};
use crate::mail::transport::Transport;

/// How far clocks of two machines may be apart.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(30);
/// Least free space on the disk of the data folder.
const SPACE_LEAST: u64 = 500 * 1024 * 1024;
/// How old the last backup may be.
const BACKUP_WITHIN: TimeDelta = TimeDelta::hours(36);
/// For how long a mail may wait.
const MAIL_WITHIN: TimeDelta = TimeDelta::hours(1);

/// How bad something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    /// As it should be.
    Fine,
    /// Works, but should be known.
    Note,
    /// Has to be mended.
    Fault,
}

/// The lines of the answer.
#[derive(Default)]
struct Findings {
    text: String,
    faults: usize,
}

impl Findings {
    fn add(&mut self, level: Level, topic: &str, says: &str, mend: &str) {
        let word = match level {
            Level::Fine => "ok",
            Level::Note => "note",
            Level::Fault => "FAULT",
        };
        self.faults += usize::from(level == Level::Fault);
        let says = says.split_whitespace().collect::<Vec<_>>().join(" ");
        // Writing into a string does not fail.
        let _ = writeln!(self.text, "{word:<6} {topic:<12} {says}");
        if !mend.is_empty() {
            let _ = writeln!(self.text, "{:<19} → {mend}", "");
        }
    }

    fn fine(&mut self, topic: &str, says: &str) {
        self.add(Level::Fine, topic, says, "");
    }
}

/// Looks at everything, also after a fault. The exit status is 1 if anything has to be mended.
pub(super) fn run(args: &ServeArgs) -> Result<(), String> {
    let mut found = Findings::default();
    let now = Clock::System.now();
    match args.check() {
        Ok(()) => found.fine("settings", "fit together"),
        Err(error) => found.add(Level::Fault, "settings", &error, "correct the setting"),
    }
    let (folder, url) = (args.site.database.data_dir.clone(), args.site.database.url());
    files(&mut found, &folder, &url);
    secret(&mut found, args, &folder);
    database(&mut found, &url, &folder, now);
    address(&mut found, args);
    mail(&mut found, &args.mail, &folder);
    space(&mut found, &folder);
    print(&found.text)?;
    match found.faults {
        0 => Ok(()),
        1 => Err("one thing has to be mended".to_owned()),
        faults => Err(format!("{faults} things have to be mended")),
    }
}

fn files(found: &mut Findings, folder: &Path, url: &DatabaseUrl) {
    if !folder.exists() {
        let says = format!("{} does not exist", folder.display());
        found.add(Level::Note, "data folder", &says, "`serve` makes it; otherwise set DATA_DIR to the folder that the tracker uses");
        return;
    }
    let faults = data_dir::faults(folder, url);
    if faults.is_empty() {
        found.fine("data folder", &format!("{}: belongs to this user alone", folder.display()));
    }
    for fault in faults {
        let (says, mend) = fault.split_once(": run ").map_or((fault.as_str(), ""), |(says, mend)| (says, mend));
        found.add(Level::Fault, "data folder", says, mend);
    }
}

fn secret(found: &mut Findings, args: &ServeArgs, folder: &Path) {
    let secret = &args.site.secret;
    match &secret.secret_key {
        Some(text) => match Keys::from_setting(text) {
            Ok(_) => found.fine("secret", "from SECRET_KEY"),
            Err(error) => found.add(
                Level::Fault,
                "secret",
                &error,
                "set SECRET_KEY to what `openssl rand -hex 32` prints, the same for all processes",
            ),
        },
        None if Keys::are_in_folder(folder) => match Keys::in_folder(folder) {
            Ok(_) => found.fine("secret", &format!("from {}", folder.join("secret.key").display())),
            Err(error) => found.add(Level::Fault, "secret", &error, "restore secret.key from a backup"),
        },
        None => {
            let says = format!("{} does not exist", folder.join("secret.key").display());
            found.add(Level::Note, "secret", &says, "the first start makes it; if the database has been used, restore it from a backup");
        }
    }
}

fn database(found: &mut Findings, url: &DatabaseUrl, folder: &Path, now: DateTime<Utc>) {
    let mut conn = match inspect::open(url) {
        Ok(conn) => conn,
        Err(error) => {
            let is_new = matches!(url, DatabaseUrl::Sqlite(path) if !path.exists());
            let (level, mend) = if is_new {
                (Level::Note, "`serve` makes it; otherwise check DATABASE_URL and DATA_DIR")
            } else {
                (Level::Fault, "check DATABASE_URL, that the server runs, and that it lets this user in")
            };
            return found.add(level, "database", &error, mend);
        }
    };
    match inspect::inspect(&mut conn) {
        Ok(inspected) => {
            tables(found, &inspected);
            clock(found, &inspected, now);
            queue(found, &inspected, now);
            backup(found, &inspected, now);
            if inspected.newer.is_none() && inspected.pending == 0 {
                attached(found, &mut conn, folder);
            }
        }
        Err(error) => {
            found.add(Level::Fault, "database", &format!("cannot be read: {error}"), "restore the last backup into an empty place")
        }
    }
}

fn tables(found: &mut Findings, inspected: &Inspected) {
    let version = &inspected.version;
    if let Some(newer) = &inspected.newer {
        let says = format!("{version}: changed by a newer version of this program (migration {newer})");
        found.add(Level::Fault, "database", &says, "start that version, or restore a backup made by this one");
    } else if inspected.pending > 0 {
        let says = format!("{version}: {} migrations have not run yet", inspected.pending);
        found.add(Level::Note, "database", &says, "make a backup; the next start runs them");
    } else if inspected.faults.is_empty() {
        found.fine("database", &format!("{version}, sound, all migrations have run"));
    }
    for (says, mend) in &inspected.faults {
        found.add(Level::Fault, "database", &format!("{version}: {says}"), mend);
    }
}

fn clock(found: &mut Findings, inspected: &Inspected, now: DateTime<Utc>) {
    if let Some(other) = inspected.clock
        && (now - other).abs() > CLOCKS_APART
    {
        let says = format!("this machine and the database server are {} s apart", (now - other).abs().num_seconds());
        return found.add(Level::Fault, "clock", &says, "let both follow the same time servers (chrony, systemd-timesyncd)");
    }
    if let Some(last) = inspected.last_act.filter(|last| *last > now + CLOCKS_APART) {
        let says = format!("{}, but the last entry of the audit trail is of {}", now.format("%F %T UTC"), last.format("%F %T UTC"));
        return found.add(Level::Fault, "clock", &says, "set the clock; if it had run ahead and is right now, nothing else has to be done");
    }
    found.fine("clock", &format!("{}", now.format("%F %T UTC")));
}

fn queue(found: &mut Findings, inspected: &Inspected, now: DateTime<Utc>) {
    let (waiting, oldest) = inspected.waiting;
    if let Some(oldest) = oldest.filter(|oldest| now - *oldest > MAIL_WITHIN) {
        let says = format!("{waiting} mails wait, the oldest since {}", oldest.format("%F %T UTC"));
        found.add(Level::Fault, "outbox", &says, "`serve` or `work` has to run; /admin/mail says why mails were not taken");
    } else {
        found.fine("outbox", &format!("{waiting} mails wait"));
    }
    if inspected.given_up > 0 {
        found.add(Level::Note, "outbox", &format!("{} mails were given up", inspected.given_up), "see /admin/mail, state “Failed”");
    }
}

fn backup(found: &mut Findings, inspected: &Inspected, now: DateTime<Utc>) {
    let mend = "run `capacity-tracker backup FOLDER` every day and keep copies on another machine";
    match inspected.last_backup {
        Some(at) if now - at <= BACKUP_WITHIN => found.fine("backup", &format!("last made {}", at.format("%F %T UTC"))),
        Some(at) => found.add(Level::Fault, "backup", &format!("last made {}", at.format("%F %T UTC")), mend),
        None => found.add(Level::Note, "backup", "none was made yet", mend),
    }
}

fn attached(found: &mut Findings, conn: &mut Conn, folder: &Path) {
    let folder = attachment::folder(folder);
    let in_folder = match rows::in_folder(conn) {
        Ok(files) => files,
        Err(error) => return found.add(Level::Fault, "files", &error.to_string(), "the database cannot be read"),
    };
    let missing = in_folder.iter().filter(|(_, name, _)| !folder.join(name).exists()).count();
    if missing > 0 {
        let says = format!("{missing} of {} attached files are not in {}", in_folder.len(), folder.display());
        found.add(Level::Fault, "files", &says, "set DATA_DIR to the folder that has them, or restore them from a backup");
    } else {
        found.fine("files", &format!("{} attached files in {}", in_folder.len(), folder.display()));
    }
    if matches!(conn, Conn::Pg(_)) && !in_folder.is_empty() {
        let says = format!("{} attached files are not in the database", in_folder.len());
        found.add(Level::Note, "files", &says, "`capacity-tracker move-attachments` moves them, so that other machines reach them");
    }
}

/// Whether an address is of this machine alone.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn address(found: &mut Findings, args: &ServeArgs) {
    let base = args.site.base_url(args.site.listen);
    let is_local = args.site.listen.ip().is_loopback();
    if base.scheme() == "https" {
        found.fine("cookies", &format!("{base}: cookies travel over TLS alone and are bound to the host"));
    } else if is_here(&base) {
        let mend = "for the open internet, put a proxy with TLS in front and set BASE_URL to its https:// address";
        found.add(Level::Note, "cookies", &format!("{base}: reached from this machine alone, without TLS"), mend);
    } else {
        let mend = "put a proxy with TLS in front and set BASE_URL to its https:// address";
        found.add(Level::Fault, "cookies", &format!("{base}: passwords and session cookies travel unprotected"), mend);
    }
    match (args.trust_proxy, base.scheme() == "https", is_local) {
        (true, _, false) => {
            let says = format!("--trust-proxy believes X-Forwarded-For, and {} is reached without the proxy", args.site.listen);
            found.add(Level::Fault, "proxy", &says, "listen on 127.0.0.1, or let a firewall allow the proxy alone");
        }
        (false, true, _) => {
            let says = "X-Forwarded-For is not read: all visitors count as one when attempts to sign in are limited";
            found.add(Level::Fault, "proxy", says, "start with --trust-proxy (TRUST_PROXY=true), and let the proxy set X-Forwarded-For");
        }
        (true, _, true) => found.fine("proxy", "the last entry of X-Forwarded-For is the visitor"),
        (false, false, _) => found.fine("proxy", "none"),
    }
}

fn mail(found: &mut Findings, args: &MailArgs, folder: &Path) {
    let Some(url) = &args.smtp_url else {
        let says = format!("no mail server: mails are written into {}", folder.join("mail").display());
        return found.add(Level::Note, "mail", &says, "set SMTP_URL to your mail server");
    };
    let server =
        format!("{}:{}", url.host_str().unwrap_or_default(), url.port().map_or_else(|| url.scheme().to_owned(), |p| p.to_string()));
    if crate::mail::worker::sends_password_in_the_open(url) && args.smtp_ca.is_none() {
        found.add(
            Level::Fault,
            "mail",
            &format!("{server}: the password would be sent without TLS"),
            "add ?tls=required to smtp://…, or use smtps://…",
        );
        return;
    }
    let timeout = Duration::from_secs(u64::from(args.smtp_timeout.min(15)));
    let test = async { Transport::smtp(url, args.smtp_ca.as_deref(), timeout)?.test().await };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|e| e.to_string());
    let tested = runtime.and_then(|runtime| runtime.block_on(test));
    match tested {
        Ok(()) => found.fine("mail", &format!("{server} answers")),
        Err(error) => found.add(
            Level::Fault,
            "mail",
            &format!("{server}: {error}"),
            "check SMTP_URL, SMTP_CA and that a firewall lets this machine through",
        ),
    }
}

#[cfg(unix)]
fn space(found: &mut Findings, folder: &Path) {
    let mut place = folder;
    while !place.exists() {
        let Some(parent) = place.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
            place = Path::new(".");
            break;
        };
        place = parent;
    }
    match rustix::fs::statvfs(place) {
        Ok(disk) => {
            let free = disk.f_bavail.saturating_mul(disk.f_frsize);
            let says = format!("{} MB free at {}", free / (1024 * 1024), place.display());
            if free < SPACE_LEAST {
                found.add(Level::Fault, "disk", &says, "make room: below it, changes cannot be stored soon");
            } else {
                found.fine("disk", &says);
            }
        }
        Err(error) => found.add(Level::Fault, "disk", &format!("{}: {error}", place.display()), "check DATA_DIR"),
    }
}

#[cfg(not(unix))]
fn space(_: &mut Findings, _: &Path) {}
