//! The command line and the settings, read and checked once at the start. Nothing else reads the environment.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use domain::audit::Head;
use url::Url;

use crate::data_dir;
use crate::db::DatabaseUrl;
use crate::mail::halt::HaltPoint;

/// The command line.
#[derive(Debug, Parser)]
#[command(name = "capacity-tracker", version, about = "Tracks a capacity-building action plan of the Cartagena Protocol on Biosafety")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the web application
    Serve(ServeArgs),
    /// Send the mails that wait, without serving; beside `serve --no-worker` or other processes
    Work(WorkArgs),
    /// Bring the database up to date and load the plan, without serving
    Migrate(DatabaseArgs),
    /// Manage administrators from the command line
    Admin {
        /// What to do with them.
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// Queue the reminders that are due now, or print what would go out on a day
    Remind(RemindArgs),
    /// Check a plan's file, or load it beside the plans that are there
    Plan {
        /// What to do with the file.
        #[command(subcommand)]
        command: PlanCommand,
    },
    /// Check the audit trail, or print its end
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Move attached files from the data folder into the PostgreSQL database
    MoveAttachments(DatabaseArgs),
    /// Check settings, files, database, clock, mail server and disk, and say how to mend what is wrong; changes nothing
    Doctor(Box<ServeArgs>),
    /// Back up database, attached files and secret while the tracker runs
    Backup(BackupArgs),
    /// Restore a backup into an empty data folder and an empty database
    Restore(RestoreArgs),
    /// Write out what the tracker holds
    Export {
        /// What to write.
        #[command(subcommand)]
        command: ExportCommand,
    },
}

/// What to do with administrators.
#[derive(Debug, Subcommand)]
pub enum AdminCommand {
    /// Make an administrator and print the link with which to set a password
    Create {
        /// Full name
        #[arg(long)]
        name: String,
        /// Mail address
        #[arg(long)]
        email: String,
        /// Where links lead and which database to use.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// Remove somebody's second factor, where no other administrator can
    EndSecondFactor {
        /// Mail address
        #[arg(long)]
        email: String,
        /// Where links lead and which database to use.
        #[command(flatten)]
        site: SiteArgs,
    },
    /// List everybody with an account
    List(DatabaseArgs),
    /// End somebody's sessions and print a link with which to set a new password
    Reset {
        /// Mail address
        #[arg(long)]
        email: String,
        /// Where links lead and which database to use.
        #[command(flatten)]
        site: SiteArgs,
    },
}

/// What to do with a plan's file.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Say everything that is wrong with the file, or what loading it would do; no plan changes
    Check(PlanArgs),
    /// Load the plan, or load it again: what nobody has edited becomes as the file says
    Load(PlanArgs),
}

/// Settings of `plan check` and `plan load`.
#[derive(Debug, Clone, Args)]
pub struct PlanArgs {
    /// The plan as JSON, see docs/plan-file.md
    pub file: PathBuf,
    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// Settings of `backup`.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    /// Folder or, with the ending .zip, file to make; it must not exist
    #[arg(value_name = "FOLDER|FILE.zip")]
    pub target: PathBuf,
    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// Settings of `restore`.
#[derive(Debug, Clone, Args)]
pub struct RestoreArgs {
    /// Folder or ZIP file that `backup` made
    #[arg(value_name = "FOLDER|FILE.zip")]
    pub backup: PathBuf,
    /// Where data shall lie.
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// What to do with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check every entry and the history that it covers; the exit status is 1 if anything was changed, added or removed
    Verify(AuditVerifyArgs),
    /// Print the place and hash of the last entry
    Head(DatabaseArgs),
}

/// Settings of `audit verify`.
#[derive(Debug, Clone, Args)]
pub struct AuditVerifyArgs {
    /// An end of the trail that is known from a mail or from `audit head`; may be given several times
    #[arg(long, value_name = "ENTRY:HASH")]
    pub head: Vec<Head>,
    /// A backup whose end of the trail must be part of this one; may be given several times
    #[arg(long, value_name = "FOLDER|FILE.zip")]
    pub backup: Vec<PathBuf>,
    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// What to write.
#[derive(Debug, Subcommand)]
pub enum ExportCommand {
    /// A plan as it stands in the database, as JSON on standard output
    Plan(ExportPlanArgs),
}

/// Settings of `export plan`.
#[derive(Debug, Clone, Args)]
pub struct ExportPlanArgs {
    /// Code of the plan; the one that was there first otherwise
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,

    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
}

/// Settings of `remind`.
#[derive(Debug, Clone, Args)]
pub struct RemindArgs {
    /// Print who would get what, and queue nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Day to print, YYYY-MM-DD, with everything as it is now; by default today
    #[arg(long, value_name = "DAY", requires = "dry_run")]
    pub on: Option<NaiveDate>,
    /// Where data lies and where links lead.
    #[command(flatten)]
    pub site: SiteArgs,
}

/// Where data lies.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    /// Folder for the database file, keys, attached files, undelivered mail
    #[arg(long, env = "DATA_DIR", default_value = "capacity-data", value_name = "FOLDER")]
    pub data_dir: PathBuf,
    /// sqlite:<path> or postgres://<user>:<password>@<host>/<database>; by default a SQLite file in the data folder
    #[arg(long, env = "DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<DatabaseUrl>,
}

/// The secret of the installation.
#[derive(Debug, Clone, Args)]
pub struct SecretArgs {
    /// Secret of at least 64 characters with which links are signed, for processes that do not share a data folder; by default the file
    /// secret.key in the data folder
    #[arg(long, env = "SECRET_KEY", hide_env_values = true, value_name = "TEXT")]
    pub secret_key: Option<String>,
    /// Make a new secret although the database was used with another one: links and calendar addresses given out before stop working
    #[arg(long)]
    pub new_secret: bool,
}

/// Where data lies and where links lead.
#[derive(Debug, Clone, Args)]
pub struct SiteArgs {
    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// Address at which people reach the tracker, for links in mails; by default made from the listening address
    #[arg(long, env = "BASE_URL", value_name = "URL", value_parser = base_url)]
    pub base_url: Option<Url>,
    /// What signs links.
    #[command(flatten)]
    pub secret: SecretArgs,
    /// Address and port to listen on
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
}

/// How mails are sent.
#[derive(Debug, Clone, Args)]
pub struct MailArgs {
    /// Mail server: smtp://[user:password@]host[:port] (add ?tls=required for STARTTLS) or smtps://…; without it mails are written as files
    #[arg(long, env = "SMTP_URL", hide_env_values = true, value_name = "URL", value_parser = smtp_url)]
    pub smtp_url: Option<Url>,
    /// File with the certificate (PEM) of the authority that vouches for the mail server, if it is not a public one; smtp:// then needs STARTTLS
    #[arg(long, env = "SMTP_CA", value_name = "FILE", requires = "smtp_url")]
    pub smtp_ca: Option<PathBuf>,
    /// Send the password of --smtp-url without TLS; whoever is on the way can read it
    #[arg(long, env = "SMTP_ALLOW_PLAIN_PASSWORD", requires = "smtp_url")]
    pub smtp_allow_plain_password: bool,
    /// Sender of mails
    #[arg(long, env = "MAIL_FROM", default_value = "Capacity Tracker <tracker@localhost.localdomain>", value_name = "MAILBOX")]
    pub mail_from: lettre::message::Mailbox,
    /// For how many seconds to wait for an answer of the mail server
    #[arg(long, env = "SMTP_TIMEOUT", default_value = "30", value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=600))]
    pub smtp_timeout: u32,
    /// Where the worker stands still, to be killed there by a test
    #[cfg(debug_assertions)]
    #[arg(long, hide = true)]
    pub halt_at: Option<HaltPoint>,
}

impl MailArgs {
    /// Where the worker stands still, in a build for tests.
    #[must_use]
    pub const fn halt_at(&self) -> Option<HaltPoint> {
        #[cfg(debug_assertions)]
        return self.halt_at;
        #[cfg(not(debug_assertions))]
        return None;
    }
}

/// Settings of `work`.
#[derive(Debug, Clone, Args)]
pub struct WorkArgs {
    /// Where data lies.
    #[command(flatten)]
    pub database: DatabaseArgs,
    /// What signs links in mails: the same as for `serve`.
    #[command(flatten)]
    pub secret: SecretArgs,
    /// How mails are sent.
    #[command(flatten)]
    pub mail: MailArgs,
    /// Format of the log: text for people, json for machines
    #[arg(long, env = "LOG_FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub log_format: String,
}

/// Settings of `serve`.
#[derive(Debug, Clone, Args)]
pub struct ServeArgs {
    /// Where data lies and where links lead.
    #[command(flatten)]
    pub site: SiteArgs,
    /// How mails are sent.
    #[command(flatten)]
    pub mail: MailArgs,
    /// Leave sending mails to other processes, see `work`
    #[arg(long, env = "NO_WORKER")]
    pub no_worker: bool,
    /// Day on which the tracker's clock stands, YYYY-MM-DD; only with --demo
    #[arg(long, env = "CLOCK", value_name = "DAY")]
    pub clock: Option<NaiveDate>,
    /// Use a throwaway database with invented people and results, and one-click sign-in
    #[arg(long)]
    pub demo: bool,
    /// Take a client's address from the last X-Forwarded-For entry; only behind a proxy that writes it
    #[arg(long, env = "TRUST_PROXY")]
    pub trust_proxy: bool,
    /// Send no reminders from this process, for instance as another one does or `remind` is run every morning
    #[arg(long, env = "NO_REMINDERS")]
    pub no_reminders: bool,
    /// Token with which Prometheus reads /metrics (Authorization: Bearer …), of at least 16 characters; without it, there are no metrics
    #[arg(long, env = "METRICS_TOKEN", hide_env_values = true, value_name = "TOKEN", value_parser = metrics_token)]
    pub metrics_token: Option<String>,
    /// For how many seconds to go on after a signal to stop, while /readyz says “not ready”; set it behind a load balancer
    #[arg(long, env = "STOP_GRACE", default_value_t = 0, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(0..=600))]
    pub stop_grace: u32,
    /// Within how many seconds a form must have arrived; a file may take twenty times as long
    #[arg(long, env = "BODY_TIMEOUT", default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub body_timeout: u32,
    /// Memory for cached pages, in MiB; 0 disables the cache
    #[arg(long, env = "PAGE_MEMORY", default_value_t = 8, value_name = "MIB", value_parser = clap::value_parser!(u64).range(0..=4096))]
    pub page_memory: u64,
    /// Format of the log: text for people, json for machines
    #[arg(long, env = "LOG_FORMAT", default_value = "text", value_parser = ["text", "json"])]
    pub log_format: String,
}

fn base_url(given: &str) -> Result<Url, String> {
    let url = Url::parse(given).map_err(|e| format!("{e}; expected for instance https://tracker.example.org"))?;
    let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() || !is_bare {
        return Err("expected http:// or https:// and a host, without path, for instance https://tracker.example.org".to_owned());
    }
    Ok(url)
}

fn metrics_token(given: &str) -> Result<String, String> {
    if given.len() < 16 { Err("expected at least 16 characters".to_owned()) } else { Ok(given.to_owned()) }
}

fn smtp_url(given: &str) -> Result<Url, String> {
    let url = Url::parse(given).map_err(|e| format!("{e}; expected for instance smtp://mail.example.org:25"))?;
    if !matches!(url.scheme(), "smtp" | "smtps") || url.host().is_none() {
        return Err("expected smtp:// or smtps:// and a host, for instance smtp://mail.example.org:25".to_owned());
    }
    crate::mail::transport::check(&url)?;
    Ok(url)
}

impl DatabaseArgs {
    /// The database to use.
    #[must_use]
    pub fn url(&self) -> DatabaseUrl {
        self.database_url.clone().unwrap_or_else(|| DatabaseUrl::Sqlite(self.data_dir.join("data.db")))
    }

    /// Makes the data folder, for this user alone; see [`data_dir::make`].
    ///
    /// # Errors
    /// When it cannot be made or others may read it.
    pub fn make_folder(&self) -> Result<&Path, String> {
        data_dir::make(&self.data_dir, &self.url())?;
        Ok(&self.data_dir)
    }
}

impl SiteArgs {
    /// Where links lead: as set, or made from the address on which the server really listens.
    #[must_use]
    pub fn base_url(&self, listening: SocketAddr) -> Url {
        self.base_url.clone().unwrap_or_else(|| {
            let host = if listening.ip().is_loopback() || listening.ip().is_unspecified() {
                "localhost".to_owned()
            } else {
                listening.ip().to_string()
            };
            let host = if host.contains(':') { format!("[{host}]") } else { host };
            let fallback = || Url::parse("http://localhost/").ok();
            Url::parse(&format!("http://{host}:{}/", listening.port()))
                .ok()
                .or_else(fallback)
                .unwrap_or_else(|| unreachable!("a constant address parses"))
        })
    }
}

impl ServeArgs {
    /// Refuses combinations that would be a mistake.
    ///
    /// # Errors
    /// A sentence that says what to change.
    pub fn check(&self) -> Result<(), String> {
        if self.clock.is_some() && !self.demo && !cfg!(debug_assertions) {
            return Err("--clock is for trials: use it with --demo".to_owned());
        }
        if self.demo && self.site.database.database_url.is_some() {
            return Err("--demo uses a throwaway database of its own: leave out --database-url (and DATABASE_URL)".to_owned());
        }
        Ok(())
    }
}
