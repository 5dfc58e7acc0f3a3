//! Handing a mail over: to an SMTP server, or into a folder where a newcomer can read it.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use url::Url;

use super::message;
use super::refusal::Refusal;
use crate::db::outbox::lease::DueMail;

/// Where mails go.
pub enum Transport {
    /// To an SMTP server.
    Smtp {
        /// Its connections.
        pool: AsyncSmtpTransport<Tokio1Executor>,
        /// For how long all steps of handing a mail over may take.
        within: Duration,
    },
    /// Into this folder, one `.eml` file each.
    Folder(PathBuf),
}

/// How many mails are handed over at once by one process, each over a connection of its own.
pub const AT_ONCE: usize = 4;

/// Checks that a mail server's address can be used.
///
/// # Errors
/// What is wrong with it.
pub fn check(url: &Url) -> Result<(), String> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map(drop).map_err(|e| e.to_string())
}

fn trusting(url: &Url, file: &Path) -> Result<TlsParameters, String> {
    let pem = std::fs::read(file).map_err(|e| e.to_string())?;
    if !String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----") {
        return Err("no certificate (PEM) is in it".to_owned());
    }
    let certificate = Certificate::from_pem(&pem).map_err(|e| e.to_string())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    TlsParameters::builder(host).add_root_certificate(certificate).build().map_err(|e| e.to_string())
}

impl Transport {
    /// To the server of this address. `authority` is a file of certificates that are trusted besides the public ones; with it the
    /// connection is always a secured one. `timeout` is for one answer of the server; a whole mail may take three times as long.
    ///
    /// # Errors
    /// When the address or the file cannot be used.
    pub fn smtp(url: &Url, authority: Option<&Path>, timeout: Duration) -> Result<Self, String> {
        let connections = PoolConfig::new().max_size(u32::try_from(AT_ONCE).map_err(|e| e.to_string())?);
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|e| e.to_string())?;
        if let Some(file) = authority {
            let trusted = trusting(url, file).map_err(|e| format!("{}: {e}", file.display()))?;
            builder = builder.tls(if url.scheme() == "smtps" { Tls::Wrapper(trusted) } else { Tls::Required(trusted) });
        }
        let pool = builder.timeout(Some(timeout)).pool_config(connections).build();
        Ok(Self::Smtp { pool, within: timeout * 3 })
    }

    /// Whether the mail server can be reached and lets us in; a folder always can.
    ///
    /// # Errors
    /// What the server, or the way to it, says.
    pub async fn test(&self) -> Result<(), String> {
        let Self::Smtp { pool, within } = self else { return Ok(()) };
        match tokio::time::timeout(*within, pool.test_connection()).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err("the server does not answer as a mail server does".to_owned()),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err(format!("no answer within {} s", within.as_secs())),
        }
    }

    /// Hands one mail over.
    ///
    /// # Errors
    /// [`Refusal`].
    pub async fn send(&self, from: &Mailbox, mail: &DueMail) -> Result<(), Refusal> {
        let message = message::build(from, mail).map_err(Refusal::never)?;
        match self {
            Self::Smtp { pool, within } => match tokio::time::timeout(*within, pool.send(message)).await {
                Ok(answered) => Ok(answered.map(drop)?),
                Err(_) => Err(Refusal::away(format!("the mail server did not finish within {} s", within.as_secs()))),
            },
            Self::Folder(folder) => {
                let path = folder.join(format!("{:06}-{}.eml", mail.id, mail.recipient.replace(|c: char| !c.is_ascii_alphanumeric(), "-")));
                write_whole(folder, &path, &message.formatted()).map_err(|e| Refusal::away(format!("{}: {e}", path.display())))
            }
        }
    }
}

/// Writes a file that only this user may read. Other programs see it complete or not at all.
fn write_whole(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}
