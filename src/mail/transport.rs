//! Handing a mail over: to an SMTP server, or into a folder where a newcomer can read it.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::PoolConfig;
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

impl Transport {
    /// To the server of this address. `timeout` is for one answer of the server; a whole mail may take three times as long.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn smtp(url: &Url, timeout: Duration) -> Result<Self, String> {
        let connections = PoolConfig::new().max_size(u32::try_from(AT_ONCE).map_err(|e| e.to_string())?);
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|e| e.to_string())?;
        let pool = builder.timeout(Some(timeout)).pool_config(connections).build();
        Ok(Self::Smtp { pool, within: timeout * 3 })
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
                let write = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, message.formatted()));
                write.map_err(|e| Refusal::away(format!("{}: {e}", path.display())))
            }
        }
    }
}
