//! Handing a mail over: to an SMTP server, or into a folder where a newcomer can read it.

use std::path::PathBuf;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use url::Url;

use crate::db::outbox::DueMail;

/// Where mails go.
pub enum Transport {
    /// To an SMTP server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Into this folder, one `.eml` file each.
    Folder(PathBuf),
}

/// Why a mail was not handed over.
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
pub struct SendError {
    /// What the other side said, or what is wrong with the mail.
    pub reason: String,
    /// Whether trying again is of no use.
    pub is_permanent: bool,
}

impl SendError {
    fn permanent(reason: impl ToString) -> Self {
        Self { reason: reason.to_string(), is_permanent: true }
    }
}

/// Checks that a mail server's address can be used.
///
/// # Errors
/// What is wrong with it.
pub fn check(url: &Url) -> Result<(), String> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map(drop).map_err(|e| e.to_string())
}

impl Transport {
    /// To the server of this address.
    ///
    /// # Errors
    /// When the address cannot be used.
    pub fn smtp(url: &Url) -> Result<Self, String> {
        let timeout = Some(std::time::Duration::from_secs(30));
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str())
            .map(|b| Self::Smtp(b.timeout(timeout).build()))
            .map_err(|e| e.to_string())
    }

    /// Hands one mail over.
    ///
    /// # Errors
    /// [`SendError`].
    pub async fn send(&self, from: &Mailbox, mail: &DueMail) -> Result<(), SendError> {
        let message = message(from, mail)?;
        match self {
            Self::Smtp(smtp) => {
                let sent = smtp.send(message).await;
                sent.map(drop).map_err(|e| SendError { reason: e.to_string(), is_permanent: e.is_permanent() })
            }
            Self::Folder(folder) => {
                let path = folder.join(format!("{:06}-{}.eml", mail.id, mail.recipient.replace(|c: char| !c.is_ascii_alphanumeric(), "-")));
                let write = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&path, message.formatted()));
                write.map_err(|e| SendError { reason: format!("{}: {e}", path.display()), is_permanent: false })
            }
        }
    }
}

fn message(from: &Mailbox, mail: &DueMail) -> Result<Message, SendError> {
    let address = mail.recipient.parse().map_err(SendError::permanent)?;
    let body = MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone());
    let automatic = HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned());
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(Some(mail.recipient_name.clone()), address))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .subject(mail.subject.clone())
        .multipart(body)
        .map_err(SendError::permanent)?;
    message.headers_mut().insert_raw(automatic);
    Ok(message)
}
