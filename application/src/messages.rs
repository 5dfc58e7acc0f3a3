//! The mails that the program sends, queued in the transaction of what causes them.

use chrono::{DateTime, Utc};
use domain::address;
use domain::audit::Head;
use domain::event::EventRecord;
use domain::ids::{EventId, PersonId};
use domain::lang::Lang;
use domain::mail::message::{AuditHeadMail, EventMail, LinkMail, Mail, Message};
use domain::person::Profile;
use domain::review::Stage;
use url::Url;

use crate::actor::Site;
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
pub fn link(purpose: Purpose, to: &Recipient<'_>, sender: &str, link: &str, site: &Site, now: DateTime<Utc>) -> NewMail {
    let word = if purpose == Purpose::Reset { "password-reset" } else { "invitation" };
    let mail = Message::Link(LinkMail { word, lang: to.lang, name: to.name, sender, link, hours: purpose.hours() });
    ready(site.wording.mail(&mail), word, to, &site.base, now)
}

/// What was changed about an account, for mails to its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNews {
    /// The password.
    Password,
    /// The mail address.
    Address,
    /// The role.
    Role,
    /// A second factor was set up.
    SecondFactorSet,
    /// The person has ended the second factor.
    SecondFactorEnded,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Somebody who knows the password asks for the removal of the second factor.
    RemovalAsked,
    /// For administrators: the sender asks for the removal of their second factor.
    RemovalToConfirm(PersonId),
    /// An administrator has removed the second factor.
    SecondFactorRemoved,
    /// For administrators: the sender has removed the second factor of this person.
    RemovalConfirmed(PersonId),
}

/// The mail that says that an account was changed, so that its owner notices what somebody else does with it.
#[must_use]
pub fn account(news: AccountNews, to: &Recipient<'_>, sender: &str, site: &Site, now: DateTime<Utc>) -> NewMail {
    let (word, page) = match news {
        AccountNews::Password => ("password-changed", address::FORGOTTEN_PASSWORD.to_owned()),
        AccountNews::Address => ("address-changed", address::SIGN_IN.to_owned()),
        AccountNews::Role => ("role-changed", address::HOME.to_owned()),
        AccountNews::SecondFactorSet => ("second-factor-set", address::SECOND_FACTOR.to_owned()),
        AccountNews::SecondFactorEnded => ("second-factor-ended", address::SECOND_FACTOR.to_owned()),
        AccountNews::RecoveryCodeUsed => ("recovery-code-used", address::SECOND_FACTOR.to_owned()),
        AccountNews::RemovalAsked => ("removal-asked", address::FORGOTTEN_PASSWORD.to_owned()),
        AccountNews::RemovalToConfirm(id) => ("removal-to-confirm", address::person(id)),
        AccountNews::SecondFactorRemoved => ("second-factor-removed", address::SIGN_IN.to_owned()),
        AccountNews::RemovalConfirmed(id) => ("removal-confirmed", address::person(id)),
    };
    let link = address::absolute(site.base.as_str(), &page);
    let mail = Message::Link(LinkMail { word, lang: to.lang, name: to.name, sender, link: &link, hours: 0 });
    ready(site.wording.mail(&mail), word, to, &site.base, now)
}

/// The mail that puts the end of the audit trail on record outside of the database, with the position up to which the mail before did.
#[must_use]
pub fn audit_head(head: &Head, before: Option<i64>, to: &Profile, site: &Site, now: DateTime<Utc>) -> NewMail {
    let person = &to.person;
    let link = address::absolute(site.base.as_str(), address::AUDIT);
    let new_entries = head.position - before.unwrap_or(0);
    let mail = Message::AuditHead(AuditHeadMail { lang: person.lang, name: &person.name, head, new_entries, link: &link });
    let to = Recipient { name: &person.name, email: &person.email, lang: person.lang };
    ready(site.wording.mail(&mail), "audit-head", &to, &site.base, now)
}

/// The kind of the mail that asks for a review.
pub const SUBMITTED: &str = "event-submitted";

/// What has happened to the record of an event.
#[derive(Debug, Clone, Copy)]
pub enum EventNews<'a> {
    /// It waits for review.
    Submitted,
    /// It was sent back, for this reason.
    Returned(&'a str),
    /// It counts from now on.
    Verified,
    /// A file was added after it was verified.
    FileAdded,
    /// It is back in review, for this reason, and does not count.
    Reopened(&'a str),
}

impl EventNews<'_> {
    /// Where the record stands by then.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Submitted | Self::Reopened(_) => Stage::Submitted,
            Self::Returned(_) => Stage::Returned,
            Self::Verified | Self::FileAdded => Stage::Verified,
        }
    }
}

/// The mail that tells what has happened to the record of an event; its link opens what is to be done.
#[must_use]
pub fn event(news: EventNews<'_>, to: &Profile, sender: &str, record: &EventRecord, site: &Site, now: DateTime<Utc>) -> NewMail {
    let (word, reason, page) = match news {
        EventNews::Submitted => (SUBMITTED, None, address::review_event(record.id)),
        EventNews::Returned(reason) => ("event-returned", Some(reason), address::edit_event(record.id)),
        EventNews::Verified => ("event-verified", None, address::event(record.id)),
        EventNews::FileAdded => ("event-file-added", None, address::event(record.id)),
        EventNews::Reopened(reason) => ("event-reopened", Some(reason), address::event(record.id)),
    };
    let person = &to.person;
    let link = address::absolute(site.base.as_str(), &page);
    let title = record.event.title.as_deref().unwrap_or_default();
    let mail = Message::Event(EventMail { word, lang: person.lang, name: &person.name, sender, title, reason, link: &link });
    let mail =
        ready(site.wording.mail(&mail), word, &Recipient { name: &person.name, email: &person.email, lang: person.lang }, &site.base, now);
    NewMail { thread: Some(thread_of_event(record.id)), ..mail }
}

/// The mail that tells an author that several records count from now on.
#[must_use]
pub fn events_verified(to: &Profile, sender: &str, titles: &[&str], site: &Site, now: DateTime<Utc>) -> NewMail {
    let person = &to.person;
    let link = address::absolute(site.base.as_str(), address::HOME);
    let (count, list) = (titles.len().to_string(), titles.join("\n"));
    let word = "events-verified";
    let mail = EventMail { word, lang: person.lang, name: &person.name, sender, title: &count, reason: Some(&list), link: &link };
    let to = Recipient { name: &person.name, email: &person.email, lang: person.lang };
    ready(site.wording.mail(&Message::Event(mail)), word, &to, &site.base, now)
}

/// The mail that tells of an urgent comment at once: what it is about, and what it says.
#[must_use]
pub fn comment(to: &Profile, sender: &str, (title, text): (&str, &str), page: &str, site: &Site, now: DateTime<Utc>) -> NewMail {
    let person = &to.person;
    let link = address::absolute(site.base.as_str(), &address::with_fragment(page, "comments"));
    let mail = Message::Event(EventMail {
        word: "comment",
        lang: person.lang,
        name: &person.name,
        sender,
        title,
        reason: Some(text),
        link: &link,
    });
    let to = Recipient { name: &person.name, email: &person.email, lang: person.lang };
    NewMail { thread: Some(format!("comments-{page}")), ..ready(site.wording.mail(&mail), "comment", &to, &site.base, now) }
}

/// The thread of the mails about an event.
#[must_use]
pub fn thread_of_event(id: EventId) -> String {
    format!("event-{id}")
}

/// A Message-ID that no other mail has, without brackets.
#[must_use]
pub fn message_id(base: &Url, now: DateTime<Utc>) -> String {
    format!("{}.{}@{}", now.timestamp(), random_token(), base.host_str().unwrap_or("localhost"))
}

fn ready(mail: Mail, kind: &'static str, to: &Recipient<'_>, base: &Url, now: DateTime<Utc>) -> NewMail {
    NewMail {
        message_id: message_id(base, now),
        kind,
        recipient_name: to.name.to_owned(),
        recipient: to.email.to_owned(),
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html,
        unsubscribe: None,
        thread: None,
        calendar: None,
    }
}
