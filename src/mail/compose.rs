//! The mails that the program sends, queued in the transaction of what causes them.

use chrono::{DateTime, Utc};
use domain::lang::Lang;
use url::Url;
use views::mail::LinkMail;

use crate::auth::link::Purpose;
use crate::auth::random_token;
use crate::db::outbox::NewMail;

/// To whom a mail goes.
pub struct Recipient<'a> {
    /// Name.
    pub name: &'a str,
    /// Mail address.
    pub email: &'a str,
    /// Language.
    pub lang: Lang,
}

/// The mail that carries a signed link.
#[must_use]
pub fn link(purpose: Purpose, to: &Recipient<'_>, sender: &str, link: &str, base: &Url, now: DateTime<Utc>) -> NewMail {
    let word = if purpose == Purpose::Reset { "password-reset" } else { "invitation" };
    let mail = LinkMail { word, lang: to.lang, name: to.name, sender, link, hours: purpose.hours() }.render();
    NewMail {
        message_id: format!("{}.{}@{}", now.timestamp(), random_token(), base.host_str().unwrap_or("localhost")),
        kind: word,
        recipient_name: to.name.to_owned(),
        recipient: to.email.to_owned(),
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html,
    }
}
