//! The application under test, started as `serve` starts it.

use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use capacity_tracker::config::{Cli, Command};
use capacity_tracker::db::{Conn, organisation, person, setting};
use capacity_tracker::web::app::App;
use clap::Parser;
use domain::access::Role;
use domain::ids::PersonId;
use domain::lang::Lang;
use domain::person::{Account, Person};

use super::Visitor;
use super::database::{DAY, Database};
use super::smtp::MailServer;

/// The password of everybody whom a test makes.
pub const PASSWORD: &str = "four plain little words";

/// The hash of [`PASSWORD`] with the least work that argon2id allows: signing in is in most tests, and with the real work (`password::hash`)
/// it takes a tenth of their time. The work is part of the hash, so that the program verifies it as any other.
const PASSWORD_HASH: &str = "$argon2id$v=19$m=8,t=1,p=1$c2l4dGVlbiBieXRlcyBvaw$kFuwPvY12uYfQkrwsDg5LCvUGKs85n2lTk3YWjUm858";

pub struct TestApp {
    /// Where it answers, without a slash at the end.
    pub base: String,
    /// Where it listens, if people are led to another address.
    pub listening: String,
    pub app: Arc<App>,
    pub first_link: Option<String>,
    pub mails: MailServer,
    server: actix_web::dev::ServerHandle,
    thread: Option<JoinHandle<()>>,
    pub database: Arc<Database>,
}

struct Started {
    base: String,
    listening: String,
    app: Arc<App>,
    first_link: Option<String>,
    server: actix_web::dev::ServerHandle,
}

impl TestApp {
    pub fn sqlite() -> Self {
        Self::on(Database::prepared_sqlite(), &[])
    }

    pub fn postgres() -> Self {
        Self::on(Database::prepared_postgres(), &[])
    }

    /// Starts a server on a database, with more settings than the usual ones.
    pub fn on(database: impl Into<Arc<Database>>, more: &[&str]) -> Self {
        let mails = MailServer::start();
        let smtp = mails.url();
        Self::with_database(database.into(), mails, &[&["--smtp-url", &smtp], more].concat())
    }

    /// Starts a server that knows no mail server.
    pub fn without_mail_server(database: impl Into<Arc<Database>>) -> Self {
        Self::with_database(database.into(), MailServer::start(), &[])
    }

    /// Stops, and starts again on the same database with more settings.
    pub fn starts_again(self, more: &[&str]) -> Self {
        let database = Arc::clone(&self.database);
        drop(self);
        Self::on(database, more)
    }

    /// The demonstration, which has a database of its own and people who sign in with one click.
    pub fn demo() -> Self {
        Self::start(Arc::new(Database::sqlite()), MailServer::start(), &["--demo"])
    }

    fn with_database(database: Arc<Database>, mails: MailServer, more: &[&str]) -> Self {
        let (url, folder) = (database.url(), database.folder().to_str().unwrap().to_owned());
        let place = ["--data-dir", &folder, "--database-url", &url];
        let day = if more.contains(&"--clock") { [].as_slice() } else { ["--clock", DAY].as_slice() };
        // Tests let mornings come when they want them to, see `comes_morning`.
        let settings: Vec<&str> = place.iter().chain(day).chain(&["--no-reminders"]).chain(more).copied().collect();
        Self::start(database, mails, &settings)
    }

    /// Stops, and starts again on the same database as a server that reminds by itself, on a day.
    pub fn starts_again_reminding(self, day: &str) -> Self {
        let (database, mails) = (Arc::clone(&self.database), MailServer::start());
        drop(self);
        let (url, folder, smtp) = (database.url(), database.folder().to_str().unwrap().to_owned(), mails.url());
        let settings = ["--data-dir", &folder, "--database-url", &url, "--smtp-url", &smtp, "--clock", day];
        Self::start(Arc::clone(&database), mails, &settings)
    }

    fn start(database: Arc<Database>, mails: MailServer, settings: &[&str]) -> Self {
        let usual = ["capacity-tracker", "serve", "--listen", "127.0.0.1:0"];
        let settings = usual.iter().chain(settings);
        let Command::Serve(args) = Cli::try_parse_from(settings).unwrap().command else { unreachable!() };
        let (tell, told) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let server = capacity_tracker::serve::build(args).expect("the server starts");
                let base = server.app.site.base.as_str().trim_end_matches('/').to_owned();
                let (app, first_link, handle) = (Arc::clone(&server.app), server.first_link.clone(), server.handle());
                let started = Started { base, listening: format!("http://{}", server.address), app, first_link, server: handle };
                tell.send(started).unwrap();
                server.run().await.unwrap();
            });
        });
        let Started { base, listening, app, first_link, server } = told.recv().expect("the server starts");
        Self { base, listening, app, first_link, mails, server, thread: Some(thread), database }
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.base)
    }

    /// Does something in the database, as one write.
    pub fn in_database<T>(&self, act: impl FnOnce(&mut Conn) -> T) -> T {
        let mut done = None;
        let result: Result<(), diesel::result::Error> = self.app.db.connection().unwrap().write(|conn| {
            done = Some(act(conn));
            Ok(())
        });
        result.unwrap();
        done.unwrap()
    }

    /// Does something in the database that no page shows.
    pub fn in_database_unseen<T>(&self, act: impl FnOnce(&mut Conn) -> T) -> T {
        let done: Result<T, diesel::result::Error> = self.app.db.connection().unwrap().write_unseen(|conn| Ok(act(conn)));
        done.unwrap()
    }

    /// Makes a person who can sign in with [`PASSWORD`]. Partners and donors work for the organisation of this slug.
    pub fn has_person(&self, role: Role, name: &str, email: &str, organisation: Option<&str>) -> PersonId {
        self.has_person_reading(Lang::En, role, name, email, organisation)
    }

    pub fn has_person_reading(&self, lang: Lang, role: Role, name: &str, email: &str, organisation: Option<&str>) -> PersonId {
        let now = self.app.clock.now();
        self.in_database(|conn| {
            let organisation = organisation.map(|slug| organisation::by_slug(conn, slug).unwrap().expect("the organisation exists").id);
            let person = Person { name: name.to_owned(), email: email.to_owned(), role, organisation, lang };
            let id = person::insert(conn, &person, now).unwrap();
            person::set_password(conn, id, PASSWORD_HASH).unwrap();
            person::set_account(conn, id, Account::Active { since: now }).unwrap();
            id
        })
    }

    fn signed_in(&self, role: Role, name: &str, email: &str, organisation: Option<&str>) -> Visitor {
        self.has_person(role, name, email, organisation);
        self.visitor().signs_in(email)
    }

    pub fn administrator(&self) -> Visitor {
        self.signed_in(Role::Administrator, "Amara Okello", "amara@example.org", None)
    }

    pub fn officer(&self) -> Visitor {
        self.signed_in(Role::Officer, "Ines Duarte", "ines@example.org", None)
    }

    pub fn another_officer(&self) -> Visitor {
        self.signed_in(Role::Officer, "Li Wen", "liwen@example.org", None)
    }

    pub fn partner(&self, organisation: &str) -> Visitor {
        self.signed_in(Role::Partner, "Tomás Ferri", "tomas@example.org", Some(organisation))
    }

    pub fn partner_named(&self, name: &str, email: &str, organisation: &str) -> Visitor {
        self.signed_in(Role::Partner, name, email, Some(organisation))
    }

    pub fn donor(&self) -> Visitor {
        self.signed_in(Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"))
    }

    /// Opens published pages to the public.
    pub fn opens_to_the_public(&self) {
        self.in_database(|conn| setting::set_public_pages(conn, true).unwrap());
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        // The future of a stop is only a receipt: the command is sent at once.
        drop(self.server.stop(false));
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || ended.is_none_or(|e| e.is_ok()), "the server ended with a panic");
    }
}
