//! The messages that the tracker sends, as data: what each says, before it is put into words.

use chrono::NaiveDate;

use crate::address::InPlan;
use crate::audit::Head;
use crate::event::Totals;
use crate::history::Action;
use crate::lang::{Lang, Translated};
use crate::money;
use crate::plan::PlanRef;
use crate::reminder::Notice;
use crate::status::Status;

/// A message, before it is put into words.
#[derive(Debug, Clone)]
pub enum Message<'a> {
    /// A link that opens an account.
    Link(LinkMail<'a>),
    /// What has happened to the record of an event.
    Event(EventMail<'a>),
    /// What somebody has to do.
    Digest(Digest<'a>),
    /// What has changed in a quarter.
    DonorDigest(DonorDigest<'a>),
    /// The end of the audit trail.
    AuditHead(AuditHeadMail<'a>),
}

/// A mail, ready to be queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Subject line.
    pub subject: String,
    /// Body as plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// A mail that asks its reader to follow one link.
#[derive(Debug, Clone)]
pub struct LinkMail<'a> {
    /// Which mail: its texts are `mail-<word>-subject`, `-text`, `-go`, `-after`.
    pub word: &'a str,
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// Who caused the mail; empty if nobody in particular.
    pub sender: &'a str,
    /// The link.
    pub link: &'a str,
    /// For how many hours the link works.
    pub hours: i64,
}

/// A mail that tells what has happened to the record of an event.
#[derive(Debug, Clone)]
pub struct EventMail<'a> {
    /// Which mail: its texts are `mail-<word>-subject`, `-text`, `-go`, `-after`.
    pub word: &'a str,
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// Who has done it.
    pub sender: &'a str,
    /// Title of the event.
    pub title: &'a str,
    /// Why, where a reason was given.
    pub reason: Option<&'a str>,
    /// The page that opens what is to be done.
    pub link: &'a str,
}

/// A mail that puts the end of the audit trail on record outside of the database.
#[derive(Debug, Clone)]
pub struct AuditHeadMail<'a> {
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// The end of the audit trail.
    pub head: &'a Head,
    /// Entries since the mail before.
    pub new_entries: i64,
    /// The page that shows the audit trail.
    pub link: &'a str,
}

/// What surrounds a mail of reminders.
#[derive(Debug, Clone)]
pub struct Envelope<'a> {
    /// In which language.
    pub lang: Lang,
    /// The reader's name.
    pub name: &'a str,
    /// The day, in the reader's time zone.
    pub day: NaiveDate,
    /// Where the tracker is, with a slash at the end.
    pub base: &'a str,
    /// Code of the plan to which its links lead.
    pub plan: &'a str,
    /// The page that ends all reminders, without signing in.
    pub end: &'a str,
    /// Whether the data is invented.
    pub demo: bool,
}

impl<'a> Envelope<'a> {
    /// The addresses of the plan.
    #[must_use]
    pub const fn plan(&self) -> InPlan<'a> {
        InPlan(self.plan)
    }
}

/// A comment that its reader does not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentNews {
    /// Who wrote it.
    pub author: String,
    /// What it is about.
    pub title: Translated,
    /// What it says.
    pub text: String,
    /// The path of the page.
    pub address: String,
}

/// What was changed about an activity that its reader follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityNews {
    /// Number and short title.
    pub activity: (i32, Translated),
    /// What was done, each with the name of who did it, the oldest first.
    pub changes: Vec<(Action, Option<String>)>,
    /// The path of the page.
    pub address: String,
}

/// The digest.
#[derive(Debug, Clone)]
pub struct Digest<'a> {
    /// What surrounds it.
    pub envelope: Envelope<'a>,
    /// Its lines, most urgent first.
    pub lines: &'a [Notice<'a>],
    /// What others have written about records that concern the reader, the oldest first.
    pub comments: &'a [CommentNews],
    /// What was changed about activities that the reader follows.
    pub changes: &'a [ActivityNews],
    /// Who asked for the reminder, if somebody did.
    pub sender: Option<&'a str>,
}

/// A figure at the end of the reported period, and at its beginning.
pub type Grown = (u64, u64);

/// An activity of which something has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Number.
    pub number: i32,
    /// Short title.
    pub title: Translated,
    /// Declared status at the end, and at the beginning.
    pub status: (Option<Status>, Option<Status>),
    /// Pieces of outputs that were delivered at the end and at the beginning, and how many there are in all.
    pub outputs: (Grown, u64),
    /// Headline of the newest update, if one was published in this time.
    pub headline: Option<String>,
}

/// The digest for donors.
#[derive(Debug, Clone)]
pub struct DonorDigest<'a> {
    /// What surrounds it.
    pub envelope: Envelope<'a>,
    /// First and last day of the reported period.
    pub days: (NaiveDate, NaiveDate),
    /// The plans of which something has changed, in the order in which they came.
    pub plans: Vec<PlanDigest>,
}

/// What has changed in a plan.
#[derive(Debug, Clone)]
pub struct PlanDigest {
    /// The plan.
    pub plan: PlanRef,
    /// Figures of verified events at the end.
    pub events: Totals,
    /// The same at the beginning.
    pub before: Totals,
    /// Pieces of outputs delivered, and in all.
    pub outputs: (Grown, u64),
    /// Activities of which something has changed.
    pub changed: Vec<Changed>,
    /// Money as it is recorded today.
    pub money: money::Totals,
}

impl PlanDigest {
    /// The addresses of the plan.
    #[must_use]
    pub const fn addresses(&self) -> InPlan<'_> {
        InPlan(self.plan.code.as_str())
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.events == self.before && self.outputs.0.0 == self.outputs.0.1
    }
}
