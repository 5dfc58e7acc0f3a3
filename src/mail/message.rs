//! A queued mail as it travels: its headers, its text twice, its calendar file.

use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart};

use crate::db::outbox::lease::DueMail;

/// Builds it. The same mail gives the same headers at every attempt, but for the date.
///
/// # Errors
/// What is wrong with address, name or subject.
pub fn build(from: &Mailbox, mail: &DueMail) -> Result<Message, String> {
    let address = mail.recipient.parse().map_err(|e| format!("{}: {e}", mail.recipient))?;
    let mut message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(Some(mail.recipient_name.clone()), address))
        .message_id(Some(format!("<{}>", mail.message_id)))
        .subject(mail.subject.clone());
    if let Some(thread) = thread(mail) {
        message = message.in_reply_to(thread.clone()).references(thread);
    }
    let mut message = message.multipart(body(mail)?).map_err(|e| e.to_string())?;
    let mut set = |name: &'static str, value: String| {
        message.headers_mut().insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
    };
    set("Auto-Submitted", "auto-generated".to_owned());
    set("List-Id", format!("Capacity Tracker <capacity-tracker.{}>", host(mail)));
    if let Some(address) = &mail.unsubscribe {
        set("List-Unsubscribe", format!("<{address}>"));
        set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
    }
    Ok(message)
}

/// The host that made the mail: that of its Message-ID.
fn host(mail: &DueMail) -> &str {
    mail.message_id.rsplit_once('@').map_or("localhost", |(_, host)| host)
}

/// The name of a mail that was never sent, to which all mails about one thing answer: so they are shown together.
fn thread(mail: &DueMail) -> Option<String> {
    mail.thread.as_ref().map(|thread| format!("<thread.{thread}@{}>", host(mail)))
}

fn body(mail: &DueMail) -> Result<MultiPart, String> {
    let words = MultiPart::alternative_plain_html(mail.text_body.clone(), mail.html_body.clone());
    let Some(calendar) = &mail.calendar else { return Ok(words) };
    let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH").map_err(|e| e.to_string())?;
    // As bytes: lettre would make other line ends of a text, and so another file than the one that was written.
    let file = Attachment::new("event.ics".to_owned()).body(calendar.clone().into_bytes(), kind);
    Ok(MultiPart::mixed().multipart(words).singlepart(file))
}
