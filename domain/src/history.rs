//! The history, an audit trail of every change: who, when, what, before and after.

mod format1;
mod value;

use chrono::{DateTime, NaiveDate, Utc};

use self::format1::Shape;
use crate::ids::{
    ActivityId, ContributionId, EventId, ExpenditureId, ObjectiveId, OrganisationId, OutputId, PersonId, PlanId, RelationshipId, ReportId,
};
use crate::lang::{Lang, Translated};
use crate::string_enum::string_enum;

pub use value::{Partner, Value};

string_enum! {
    /// The sort of thing that was changed.
    SubjectKind ("kind of subject") {
        /// The plan as a whole.
        Plan = "plan",
        /// An activity.
        Activity = "activity",
        /// An organisation.
        Organisation = "organisation",
        /// A person's account.
        Person = "person",
        /// A mail.
        Mail = "mail",
        /// The settings of the tracker.
        Settings = "settings",
        /// An event.
        Event = "event",
        /// An indicator with its measurements.
        Indicator = "indicator",
        /// An output with its deliveries.
        Output = "output",
        /// The links of an operational objective.
        Objective = "objective",
        /// A contribution.
        Contribution = "contribution",
        /// An expenditure.
        Expenditure = "expenditure",
        /// A relationship between organisations.
        Relationship = "relationship",
        /// A status report.
        Report = "report",
    }
}

/// The thing that was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A plan as a whole.
    Plan(PlanId),
    /// An activity.
    Activity(ActivityId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A person's account.
    Person(PersonId),
    /// A mail, by its key in the outbox.
    Mail(i32),
    /// The settings of the tracker, of which there is one set.
    Settings,
    /// An event.
    Event(EventId),
    /// An indicator with its measurements, by its key.
    Indicator(i32),
    /// An output with its deliveries.
    Output(OutputId),
    /// The links of an operational objective.
    Objective(ObjectiveId),
    /// A contribution.
    Contribution(ContributionId),
    /// An expenditure.
    Expenditure(ExpenditureId),
    /// A relationship between organisations.
    Relationship(RelationshipId),
    /// A status report.
    Report(ReportId),
}

impl Subject {
    /// What sort of thing it is.
    #[must_use]
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Plan(_) => SubjectKind::Plan,
            Self::Activity(_) => SubjectKind::Activity,
            Self::Organisation(_) => SubjectKind::Organisation,
            Self::Person(_) => SubjectKind::Person,
            Self::Mail(_) => SubjectKind::Mail,
            Self::Settings => SubjectKind::Settings,
            Self::Event(_) => SubjectKind::Event,
            Self::Indicator(_) => SubjectKind::Indicator,
            Self::Output(_) => SubjectKind::Output,
            Self::Objective(_) => SubjectKind::Objective,
            Self::Contribution(_) => SubjectKind::Contribution,
            Self::Expenditure(_) => SubjectKind::Expenditure,
            Self::Relationship(_) => SubjectKind::Relationship,
            Self::Report(_) => SubjectKind::Report,
        }
    }

    /// Its key; 0 for the settings.
    #[must_use]
    pub const fn key(self) -> i32 {
        match self {
            Self::Plan(id) => id.0,
            Self::Activity(id) => id.0,
            Self::Organisation(id) => id.0,
            Self::Person(id) => id.0,
            Self::Mail(id) | Self::Indicator(id) => id,
            Self::Settings => 0,
            Self::Event(id) => id.0,
            Self::Output(id) => id.0,
            Self::Objective(id) => id.0,
            Self::Contribution(id) => id.0,
            Self::Expenditure(id) => id.0,
            Self::Relationship(id) => id.0,
            Self::Report(id) => id.0,
        }
    }
}

string_enum! {
    /// What was done.
    Action ("action") {
        /// Read from the plan's data.
        Loaded = "loaded",
        /// Made by a person.
        Created = "created",
        /// Changed.
        Edited = "edited",
        /// A progress update was published.
        Reported = "reported",
        /// “Nothing changed” was said.
        Confirmed = "confirmed",
        /// An invitation was sent.
        Invited = "invited",
        /// The invitation was followed.
        Joined = "joined",
        /// A password was set by a link or changed.
        PasswordChanged = "password-changed",
        /// Deactivated; its record stays.
        Deactivated = "deactivated",
        /// Opened again.
        Reactivated = "reactivated",
        /// A value was measured, or said to be unavailable.
        Measured = "measured",
        /// A part of an output was delivered.
        Delivered = "delivered",
        /// Evidence of an outcome was recorded or taken back.
        Evidenced = "evidenced",
        /// Announced before it takes place.
        Announced = "announced",
        /// Sent for review.
        Submitted = "submitted",
        /// Verified by a reviewer.
        Verified = "verified",
        /// Put back to review after it was verified.
        Reopened = "reopened",
        /// Sent back to its author.
        Returned = "returned",
        /// Cancelled; its record stays.
        Cancelled = "cancelled",
        /// Changed after it was verified or published.
        Corrected = "corrected",
        /// Worded in another language.
        Worded = "worded",
        /// Recorded twice: this one is credited with another from now on.
        Merged = "merged",
        /// The merging was undone.
        Separated = "separated",
        /// A file was added.
        Attached = "attached",
        /// A file was taken out.
        Detached = "detached",
        /// Made so that it never changes any more.
        Frozen = "frozen",
        /// Words of it were erased, or all of it.
        Erased = "erased",
        /// A secret address of somebody's calendar was made.
        CalendarOpened = "calendar-opened",
        /// It was ended.
        CalendarEnded = "calendar-ended",
        /// A mail was queued once more.
        SentAgain = "sent-again",
        /// A mail was stopped before it was sent.
        Stopped = "stopped",
        /// An address that had refused mails is trusted again.
        MailTrusted = "mail-trusted",
    }
}

string_enum! {
    /// What about it was changed.
    Field ("field") {
        /// Lead officer.
        Lead = "lead",
        /// Actual start.
        ActualStart = "actual-start",
        /// Actual end.
        ActualEnd = "actual-end",
        /// Title.
        Title = "title",
        /// Short title.
        ShortTitle = "short-title",
        /// Summary.
        Summary = "summary",
        /// Partners with role and standing.
        Partners = "partners",
        /// Whether partners are to be determined.
        PartnersToBeDetermined = "partners-to-be-determined",
        /// Declared status.
        Status = "status",
        /// Headline of an update.
        Headline = "headline",
        /// Reason of the status in an update.
        Reason = "reason",
        /// What was done, in an update.
        Done = "done",
        /// What comes next, in an update.
        Next = "next",
        /// Risks, in an update.
        Risks = "risks",
        /// A person's or organisation's name.
        Name = "name",
        /// Mail address.
        Email = "email",
        /// Role of a person.
        Role = "role",
        /// Organisation of a person.
        Organisation = "organisation",
        /// Language of mails.
        Language = "language",
        /// Time zone.
        TimeZone = "time-zone",
        /// Acronym.
        Acronym = "acronym",
        /// Kind of organisation.
        Kind = "kind",
        /// Country of an organisation.
        Country = "country",
        /// How somebody wants to be reminded of a kind.
        Reminders = "reminders",
        /// When people are reminded of a kind.
        ReminderRule = "reminder-rule",
        /// Planned years of an activity.
        PlannedYears = "planned-years",
        /// Topic of an activity.
        Topic = "topic",
        /// An expected result of an activity.
        ExpectedResult = "expected-result",
        /// Days between updates of an activity.
        UpdateInterval = "update-interval",
        /// Days late from which an activity is at risk.
        RiskDays = "risk-days",
        /// Days late from which an activity is delayed.
        DelayDays = "delay-days",
        /// Percentage points behind from which an activity is at risk.
        RiskPoints = "risk-points",
        /// Percentage points behind from which an activity is delayed.
        DelayPoints = "delay-points",
        /// Whether the public may read published pages.
        PublicPages = "public-pages",
        /// A role that has to have a second factor.
        SecondFactorRoles = "second-factor-roles",
        /// Months for which ended sessions and used links are kept.
        RetentionSignIns = "retention-sign-ins",
        /// Months for which texts of mails are kept.
        RetentionMailTexts = "retention-mail-texts",
        /// Months for which contacts of events are kept.
        RetentionContacts = "retention-contacts",
        /// Months after which unused accounts are deactivated.
        RetentionAccounts = "retention-accounts",
        /// Kind of an event.
        EventKind = "event-kind",
        /// How an event is held.
        Mode = "mode",
        /// First day of an event.
        Start = "start",
        /// Last day of an event.
        End = "end",
        /// City of an event.
        City = "city",
        /// Regional group that an event is for.
        Region = "region",
        /// Languages of an event.
        Languages = "languages",
        /// Organiser of an event.
        Organiser = "organiser",
        /// Co-organisers of an event.
        CoOrganisers = "co-organisers",
        /// Activities that an event serves.
        Activities = "activities",
        /// People registered.
        Registered = "registered",
        /// People who attended.
        Attended = "attended",
        /// Women who attended.
        Women = "women",
        /// Men who attended.
        Men = "men",
        /// Others who attended, or not stated.
        Other = "other",
        /// People by country.
        Countries = "countries",
        /// People by stakeholder group.
        Groups = "groups",
        /// Counted or estimated.
        Basis = "basis",
        /// Scores before and after.
        Scores = "scores",
        /// What was learned.
        Learning = "learning",
        /// Addresses of report and pages.
        Links = "links",
        /// Whom to ask.
        Contact = "contact",
        /// Where the number of an indicator comes from.
        Feed = "feed",
        /// Which way is good.
        Direction = "direction",
        /// How several measurements make one number.
        Aggregation = "aggregation",
        /// Value before the work.
        Baseline = "baseline",
        /// Value to be reached.
        Target = "target",
        /// Values to be reached on the way.
        Milestones = "milestones",
        /// A measured value.
        Value = "value",
        /// Evidence of an outcome.
        Evidence = "evidence",
        /// How many pieces.
        Quantity = "quantity",
        /// When an output is due.
        Due = "due",
        /// Who answers for an output.
        Responsible = "responsible",
        /// A file of an event.
        File = "file",
        /// The event with which one is merged.
        MergedInto = "merged-into",
        /// An activity that serves an objective, how much and why.
        ObjectiveLink = "objective-link",
        /// Who gives a contribution.
        Donor = "donor",
        /// Amount pledged.
        Pledged = "pledged",
        /// Day of a pledge.
        PledgedOn = "pledged-on",
        /// What a contribution is for.
        Purpose = "purpose",
        /// Amounts that have arrived, with their days.
        Payments = "payments",
        /// Where something is written.
        Source = "source",
        /// What else should be known.
        Note = "note",
        /// Activity of an expenditure.
        Activity = "activity",
        /// Who has spent money.
        Spender = "spender",
        /// Amount spent.
        Spent = "spent",
        /// First day of spending.
        SpentFrom = "spent-from",
        /// Last day of spending.
        SpentTo = "spent-to",
        /// What money was spent for.
        SpentFor = "spent-for",
        /// With whom an organisation works.
        Counterpart = "counterpart",
        /// Kind of a relationship.
        RelationshipKind = "relationship-kind",
        /// Protocol that a relationship serves.
        Protocol = "protocol",
        /// How far a relationship has come.
        RelationshipState = "relationship-state",
        /// When a relationship began.
        Started = "started",
        /// When it ended.
        Ended = "ended",
        /// What a relationship is about.
        Description = "description",
        /// Members of a group.
        Members = "members",
        /// Meeting for which a report is made.
        Meeting = "meeting",
        /// First and last day of a report.
        Period = "period",
        /// Introduction of a report.
        Introduction = "introduction",
        /// Words of a report on an activity.
        Narrative = "narrative",
    }
}

impl Field {
    /// Which values it has.
    const fn shape(self) -> Shape {
        match self {
            Self::Status
            | Self::Role
            | Self::SecondFactorRoles
            | Self::Kind
            | Self::EventKind
            | Self::Mode
            | Self::Feed
            | Self::Direction
            | Self::Aggregation
            | Self::Region
            | Self::Basis
            | Self::RelationshipKind
            | Self::Protocol
            | Self::RelationshipState => Shape::Word,
            Self::ActualStart
            | Self::ActualEnd
            | Self::Start
            | Self::End
            | Self::Due
            | Self::PledgedOn
            | Self::SpentFrom
            | Self::SpentTo => Shape::Day,
            Self::RetentionSignIns | Self::RetentionMailTexts | Self::RetentionContacts | Self::RetentionAccounts => Shape::Count,
            Self::UpdateInterval | Self::RiskDays | Self::DelayDays | Self::RiskPoints | Self::DelayPoints => Shape::Count,
            Self::Started | Self::Ended => Shape::Stated,
            Self::Period => Shape::Period,
            Self::Registered | Self::Attended | Self::Women | Self::Men | Self::Other | Self::Quantity => Shape::Count,
            Self::Value => Shape::Measured,
            Self::PartnersToBeDetermined | Self::PublicPages => Shape::Flag,
            Self::Pledged | Self::Spent => Shape::Amount,
            Self::Language => Shape::Language,
            Self::Languages => Shape::Languages,
            Self::Activities => Shape::Activities,
            Self::Partners => Shape::Partners,
            Self::Countries => Shape::Countries,
            Self::Groups => Shape::Groups,
            Self::Scores => Shape::Scores,
            Self::Payments => Shape::Payments,
            Self::Purpose => Shape::Purpose,
            Self::Baseline | Self::Target | Self::Milestones => Shape::Points,
            Self::ObjectiveLink => Shape::ObjectiveLink,
            Self::Reminders => Shape::ReminderChoice,
            Self::ReminderRule => Shape::ReminderRule,
            Self::Narrative => Shape::Narrative,
            _ => Shape::Text,
        }
    }

    /// Whether a change of it can change a figure: everything but words.
    #[must_use]
    pub const fn is_figure(self) -> bool {
        !matches!(self.shape(), Shape::Text)
    }

    /// Whether its values are those of a string enum.
    const fn is_enum(self) -> bool {
        matches!(self.shape(), Shape::Word)
    }

    /// The value that a string of storage format 1 stands for; a text where it cannot be interpreted.
    #[must_use]
    pub fn interpret(self, stored: &str) -> Value {
        format1::interpret(self.shape(), stored)
    }
}

/// One difference, as data; the pages put it into the reader's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What changed.
    pub field: Field,
    /// Language, of a text that exists in several.
    pub lang: Option<Lang>,
    /// Value before, if there was one.
    pub before: Option<Value>,
    /// Value after, if there is one.
    pub after: Option<Value>,
}

/// The differences of one change, collected field by field; equal values leave no trace.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes(Vec<Change>);

impl Changes {
    /// No difference so far.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn push(mut self, field: Field, lang: Option<Lang>, before: Option<Value>, after: Option<Value>) -> Self {
        let (before, after) = (before.filter(|v| !v.is_empty()), after.filter(|v| !v.is_empty()));
        if before != after {
            self.0.push(Change { field, lang, before, after });
        }
        self
    }

    /// Compares two values of any sort.
    #[must_use]
    pub fn compare(self, field: Field, before: Option<Value>, after: Option<Value>) -> Self {
        self.push(field, None, before, after)
    }

    /// Compares two texts, names or words of a string enum. Other values have methods of their own, or [`Self::compare`].
    #[must_use]
    pub fn value(self, field: Field, before: Option<&str>, after: Option<&str>) -> Self {
        let value = |text: &str| if field.is_enum() { Value::Word(text.to_owned()) } else { Value::from(text) };
        self.push(field, None, before.map(value), after.map(value))
    }

    /// Compares two lists of names.
    #[must_use]
    pub fn names(self, field: Field, before: impl IntoIterator<Item = String>, after: impl IntoIterator<Item = String>) -> Self {
        let names = |names: Vec<String>| Some(Value::Names(names));
        self.push(field, None, names(before.into_iter().collect()), names(after.into_iter().collect()))
    }

    /// Compares two lists of languages, given as codes.
    #[must_use]
    pub fn languages(self, before: &[String], after: &[String]) -> Self {
        let languages = |codes: &[String]| Some(Value::Languages(codes.to_vec()));
        self.push(Field::Languages, None, languages(before), languages(after))
    }

    /// Compares two lists of partners.
    #[must_use]
    pub fn partners(self, before: Vec<Partner>, after: Vec<Partner>) -> Self {
        self.push(Field::Partners, None, Some(Value::Partners(before)), Some(Value::Partners(after)))
    }

    /// Compares two numbers.
    #[must_use]
    pub fn count(self, field: Field, before: Option<u32>, after: Option<u32>) -> Self {
        self.push(field, None, before.map(Value::Count), after.map(Value::Count))
    }

    /// Compares two days.
    #[must_use]
    pub fn day(self, field: Field, before: Option<NaiveDate>, after: Option<NaiveDate>) -> Self {
        self.push(field, None, before.map(Value::Day), after.map(Value::Day))
    }

    /// Compares two yes-or-no answers.
    #[must_use]
    pub fn flag(self, field: Field, before: bool, after: bool) -> Self {
        self.push(field, None, Some(Value::Flag(before)), Some(Value::Flag(after)))
    }

    /// Compares two texts language by language.
    #[must_use]
    pub fn text(self, field: Field, before: &Translated, after: &Translated) -> Self {
        Lang::ALL.iter().fold(self, |changes, lang| {
            changes.push(field, Some(*lang), before.exactly(*lang).map(Value::from), after.exactly(*lang).map(Value::from))
        })
    }

    /// Whether a figure may have changed.
    #[must_use]
    pub fn touch_figures(&self) -> bool {
        self.0.iter().any(|change| change.field.is_figure())
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The differences.
    #[must_use]
    pub fn into_vec(self) -> Vec<Change> {
        self.0
    }
}

/// An entry of the history, stored in the transaction of the change.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who; nobody when the program itself did it, as when loading the plan.
    pub actor: Option<PersonId>,
    /// What sort of thing.
    pub subject: SubjectKind,
    /// Its key; 0 for the settings, of which there is one set.
    pub subject_id: i32,
    /// What was done.
    pub action: Action,
    /// Before and after.
    pub changes: Vec<Change>,
    /// Why, where a reason is asked for.
    pub reason: Option<String>,
}

/// An entry as it is read again, with the name of who did it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Name of who; `None`: the program itself.
    pub actor: Option<String>,
    /// What was done.
    pub action: Action,
    /// Before and after.
    pub changes: Vec<Change>,
    /// Why.
    pub reason: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_changes_hold_texts_as_they_are() {
        let day_in_words = Changes::new().value(Field::Due, None, Some("2019-03-12"));
        assert_eq!(day_in_words.into_vec()[0].after, Some("2019-03-12".into()), "only old entries are interpreted");
        let brackets = Changes::new().value(Field::Acronym, None, Some("UN (Water), Geneva (implementing, confirmed)"));
        assert_eq!(brackets.into_vec()[0].after, Some("UN (Water), Geneva (implementing, confirmed)".into()));
        let word = Changes::new().value(Field::Status, Some(""), Some("on-track"));
        assert_eq!(
            word.into_vec()[0],
            Change { field: Field::Status, lang: None, before: None, after: Some(Value::Word("on-track".into())) }
        );
    }

    #[test]
    fn only_differences_are_recorded() {
        let old = Translated::new([(Lang::En, "a".into()), (Lang::Zh, "甲".into())]);
        let new = Translated::new([(Lang::En, "a".into()), (Lang::Zh, "乙".into())]);
        let changes = Changes::new()
            .value(Field::Lead, Some("Ines"), Some("Ines"))
            .value(Field::Acronym, Some(""), None)
            .flag(Field::PublicPages, true, true)
            .text(Field::Title, &old, &new)
            .into_vec();
        assert_eq!(changes, [Change { field: Field::Title, lang: Some(Lang::Zh), before: Some("甲".into()), after: Some("乙".into()) }]);
    }
}
