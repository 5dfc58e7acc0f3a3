//! The command line.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use application::Site;
use capacity_tracker::app::{self, Server};
use capacity_tracker::auth::keys::Keys;
use capacity_tracker::config::{
    AdminCommand, Cli, Command, DatabaseArgs, ExportCommand, PlanCommand, RemindArgs, ServeArgs, SiteArgs, WorkArgs,
};
use capacity_tracker::db::Db;
use capacity_tracker::wording::Views;
use capacity_tracker::{admin, cli, export, reminder};
use chrono_tz::Tz;
use clap::Parser;
use domain::clock::Clock;

/// Pages are made of thousands of short texts on many threads: this allocator takes less time for them than the system's, and gives back
/// what is not used (docs/adr/0010).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            let _ = writeln!(std::io::stderr(), "capacity-tracker: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn run(given: Cli) -> Result<(), String> {
    match given.command {
        Command::Serve(args) => serve(args),
        Command::Work(args) => work(&args),
        Command::Migrate(args) => {
            start_log("text");
            let (migrated, loaded) = app::prepare(&open(&args)?, Clock::System)?;
            print(&format!("{migrated} migrations run; the plan was {}\n", if loaded { "loaded" } else { "loaded before" }))
        }
        Command::Remind(args) => remind(&args),
        Command::Admin { command } => administrate(command),
        Command::Plan { command: PlanCommand::Check(args) } => {
            print(&cli::plan::check(&args.file, || prepared(&args.database), Clock::System)?)
        }
        Command::Plan { command: PlanCommand::Load(args) } => {
            print(&cli::plan::load(&args.file, || prepared(&args.database), Clock::System)?)
        }
        Command::Export { command: ExportCommand::Plan(args) } => {
            let db = prepared(&args)?;
            let mut conn = db.connection().map_err(|e| e.to_string())?;
            let plan = export::plan::json(&mut conn, Clock::System.now()).map_err(|e| e.to_string())?;
            print(&format!("{plan:#}\n"))
        }
    }
}

fn print(text: &str) -> Result<(), String> {
    std::io::stdout().write_all(text.as_bytes()).map_err(|e| e.to_string())
}

fn open(args: &DatabaseArgs) -> Result<Db, String> {
    args.make_folder()?;
    Db::open(args.url()).map_err(|e| e.to_string())
}

fn prepared(args: &DatabaseArgs) -> Result<Db, String> {
    let db = open(args)?;
    app::prepare(&db, Clock::System)?;
    Ok(db)
}

fn start_log(format: &str) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,actix_server=warn".into());
    let is_terminal = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(is_terminal).with_target(false);
    if format == "json" { log.json().init() } else { log.init() }
}

/// Prints what would go out, or queues what is due; a server sends what is queued.
fn remind(args: &RemindArgs) -> Result<(), String> {
    let (db, clock) = (prepared(&args.site.database)?, Clock::System);
    if args.dry_run {
        let (day, mut conn) = (args.on.unwrap_or_else(|| clock.today(Tz::UTC)), db.connection().map_err(|e| e.to_string())?);
        return print(&reminder::printed(&mut conn, day, clock.now()).map_err(|e| e.to_string())?);
    }
    let keys = Keys::in_folder(args.site.database.make_folder()?)?;
    let site = Site { base: args.site.base_url(args.site.listen), keys, wording: &Views, demo: false };
    let looked = reminder::job::remind(&db, &site, clock, clock.now()).map_err(|e| e.to_string())?;
    print(&format!("{} of {} people get a mail\n", looked.mails, looked.people))
}

fn administrate(command: AdminCommand) -> Result<(), String> {
    let site = |site: &SiteArgs| {
        let db = prepared(&site.database)?;
        let keys = Keys::in_folder(site.database.make_folder()?)?;
        Ok::<_, String>((db, keys, site.base_url(site.listen)))
    };
    match command {
        AdminCommand::List(args) => {
            let db = prepared(&args)?;
            let mut conn = db.connection().map_err(|e| e.to_string())?;
            print(&admin::list(&mut conn)?)
        }
        AdminCommand::Create { name, email, site: args } => {
            let (db, keys, base) = site(&args)?;
            let mut conn = db.connection().map_err(|e| e.to_string())?;
            let link = admin::create(&mut conn, &keys, &base, Clock::System, (&name, &email))?;
            print(&format!("Set the password here, within 7 days:\n  {link}\n"))
        }
        AdminCommand::Reset { email, site: args } => {
            let (db, keys, base) = site(&args)?;
            let mut conn = db.connection().map_err(|e| e.to_string())?;
            let link = admin::reset(&mut conn, &keys, &base, Clock::System, &email)?;
            print(&format!("Set a new password here:\n  {link}\n"))
        }
    }
}

fn serve(args: ServeArgs) -> Result<(), String> {
    start_log(&args.log_format);
    actix_web::rt::System::new().block_on(async {
        let server = app::build(args)?;
        print(&greeting(&server))?;
        server.run().await.map_err(|e| e.to_string())
    })
}

fn work(args: &WorkArgs) -> Result<(), String> {
    start_log(&args.log_format);
    let db = prepared(&args.database)?;
    print("Sending the mails that wait. Stop with Ctrl-C.\n")?;
    actix_web::rt::System::new().block_on(app::work(db, args))
}

/// What whoever starts the server needs to know.
fn greeting(server: &Server) -> String {
    let mut lines = vec![format!("Capacity Tracker answers at {}", server.app.base_url)];
    if server.app.demo {
        lines.push(
            "Demonstration: all people, updates and results are invented; sign in with one click; everything is gone at the end."
                .to_owned(),
        );
    }
    if let Some(link) = &server.first_link {
        lines.push(format!(
            "Nobody has an account yet. Make the first administrator with this link; it works once, for 24 hours:\n  {link}"
        ));
    }
    if let Some(folder) = &server.mail_folder {
        lines.push(format!("No mail server is set (--smtp-url). Mails are written as files into {}", folder.display()));
    }
    lines.push("Stop with Ctrl-C.".to_owned());
    lines.join("\n") + "\n"
}
