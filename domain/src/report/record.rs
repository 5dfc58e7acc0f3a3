//! A status report: what it covers, its words, its state, and the figures that the next one is compared with.

use chrono::{DateTime, NaiveDate, Utc};

use crate::access::Member;
use crate::dashboard::Headline;
use crate::form::{self, Errors, Problem};
use crate::history::{Changes, Field, Value};
use crate::ids::{ActivityId, ReportId};
use crate::lang::Lang;
use crate::money::{Amount, Currency, Totals};
use crate::status::Status;

/// Most characters of the title and of the meeting.
pub const TITLE_MAX: usize = 160;
/// Most characters of the introduction and of the words on one activity.
pub const WORDS_MAX: usize = 6000;

/// What a report covers; chosen when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportScope {
    /// Its title.
    pub title: String,
    /// The meeting for which it is made; may be empty.
    pub meeting: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day: figures are those that were known at its end.
    pub until: NaiveDate,
    /// Language of the whole report.
    pub lang: Lang,
}

impl ReportScope {
    /// Whether a moment lies in the period, by the calendar of UTC, in which the figures are counted too.
    #[must_use]
    pub fn covers(&self, at: DateTime<Utc>) -> bool {
        (self.from..=self.until).contains(&at.date_naive())
    }
}

/// What was typed to make a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReportScopeInput {
    /// Title.
    pub title: String,
    /// Meeting.
    pub meeting: String,
    /// Day, month, year of the first day.
    pub from: [String; 3],
    /// Day, month, year of the last day.
    pub until: [String; 3],
    /// Word of the language.
    pub lang: String,
}

impl ReportScopeInput {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Every field's problem (`title`, `meeting`, `report-from`, `report-until`, `report-lang`).
    pub fn parse(&self, today: NaiveDate) -> Result<ReportScope, Errors> {
        let mut errors = Errors::new();
        let title = errors.check("title", form::line(&self.title, TITLE_MAX));
        let meeting = errors.check("meeting", form::optional_line(&self.meeting, TITLE_MAX));
        let from = errors.check("report-from", form::required_day(&self.from));
        let until = match (from, form::required_day(&self.until)) {
            (_, Ok(until)) if until > today => Err(Problem::InTheFuture),
            (Some(from), Ok(until)) if until < from => Err(Problem::EndBeforeStart),
            (_, read) => read,
        };
        let until = errors.check("report-until", until);
        let lang = errors.check("report-lang", form::choice::<Lang>(&self.lang));
        match (title, meeting, from, until, lang) {
            (Some(title), Some(meeting), Some(from), Some(until), Some(lang)) => {
                Ok(ReportScope { title, meeting: meeting.unwrap_or_default(), from, until, lang })
            }
            _ => Err(errors),
        }
    }
}

/// What officers write in a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Title.
    pub title: String,
    /// Meeting; may be empty.
    pub meeting: String,
    /// What stands before everything else; may be empty.
    pub introduction: String,
    /// The words on each activity, by its number; may be empty.
    pub narratives: Vec<(i32, String)>,
}

impl Words {
    /// The words on the activity of a number.
    #[must_use]
    pub fn on(&self, number: i32) -> &str {
        self.narratives.iter().find(|(n, _)| *n == number).map_or("", |(_, words)| words)
    }

    /// Reads words as they were typed.
    ///
    /// # Errors
    /// Every field's problem (`title`, `meeting`, `introduction`, and [`narrative_field`] of each activity).
    pub fn parse(&self) -> Result<Self, Errors> {
        let mut errors = Errors::new();
        let title = errors.check("title", form::line(&self.title, TITLE_MAX));
        let meeting = errors.check("meeting", form::optional_line(&self.meeting, TITLE_MAX));
        let introduction = errors.check("introduction", form::prose(&self.introduction, WORDS_MAX));
        let mut narratives = Vec::new();
        for (number, typed) in &self.narratives {
            let words = errors.check(narrative_field(*number), form::prose(typed, WORDS_MAX));
            narratives.extend(words.map(|w| (*number, w)));
        }
        match (title, meeting, introduction) {
            (Some(title), Some(meeting), Some(introduction)) if errors.is_empty() => {
                Ok(Self { title, meeting: meeting.unwrap_or_default(), introduction, narratives })
            }
            _ => Err(errors),
        }
    }

    /// What differs.
    #[must_use]
    pub fn changes(before: &Self, after: &Self) -> Changes {
        let value = |changes: Changes, field, before: &str, after: &str| changes.value(field, Some(before), Some(after));
        let changes = value(Changes::new(), Field::Title, &before.title, &after.title);
        let changes = value(changes, Field::Meeting, &before.meeting, &after.meeting);
        let changes = value(changes, Field::Introduction, &before.introduction, &after.introduction);
        let narrative = |activity: i32, words: &str| Some(Value::Narrative { activity, words: words.to_owned() });
        after.narratives.iter().fold(changes, |changes, (number, words)| {
            changes.compare(Field::Narrative, narrative(*number, before.on(*number)), narrative(*number, words))
        })
    }
}

/// The field of the words on an activity. Labels count from 1, names of fields from 0.
#[must_use]
pub fn narrative_field(number: i32) -> String {
    format!("narrative-{}", number.saturating_sub(1))
}

/// The activity whose words are in a field, if it is such a field.
#[must_use]
pub fn narrative_number(field: &str) -> Option<i32> {
    field.strip_prefix("narrative-")?.parse::<i32>().ok()?.checked_add(1)
}

/// Where a report stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Figures follow the records, and words can be edited.
    Draft,
    /// It never changes any more.
    Frozen {
        /// Since when.
        at: DateTime<Utc>,
        /// Name of who froze it.
        by: String,
        /// Hash of the whole document (SHA-256, hexadecimal).
        fingerprint: String,
    },
}

/// A report as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRecord {
    /// Key.
    pub id: ReportId,
    /// What it covers.
    pub terms: ReportScope,
    /// What stands before everything else.
    pub introduction: String,
    /// The words on each activity.
    pub narratives: Vec<(ActivityId, String)>,
    /// Where it stands.
    pub state: State,
    /// Name of who has made it.
    pub author: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Raised by every edit, to notice two at once.
    pub version: i32,
}

impl ReportRecord {
    /// Whether the reader may know of it: drafts are for those who carry out the plan.
    #[must_use]
    pub fn is_visible_to(&self, reader: Option<&Member>) -> bool {
        !self.is_draft() || crate::access::may_report(reader)
    }

    /// Whether it can still be edited and frozen.
    #[must_use]
    pub const fn is_draft(&self) -> bool {
        matches!(self.state, State::Draft)
    }
}

/// Money of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoneyStanding {
    /// The currency.
    pub currency: Currency,
    /// Pledged.
    pub pledged: Option<Amount>,
    /// Received.
    pub received: Option<Amount>,
    /// Spent.
    pub spent: Option<Amount>,
}

/// How the plan stood at the end of a report, counted from the plan's beginning: what the next report is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// Each activity by number with its declared status.
    pub statuses: Vec<(i32, Option<Status>)>,
    /// Outputs delivered.
    pub delivered: u64,
    /// Outputs that were due.
    pub due: u64,
    /// Events.
    pub events: u64,
    /// Attendances.
    pub attendances: u64,
    /// Countries from which people came.
    pub countries: u64,
    /// Money by currency.
    pub money: Vec<MoneyStanding>,
}

impl Snapshot {
    /// From the figures at the end of the report.
    #[must_use]
    pub fn of(headline: &Headline, money: &Totals) -> Self {
        let sum = |currency: Currency| MoneyStanding {
            currency,
            pledged: money.pledged.amount(currency),
            received: money.received.amount(currency),
            spent: money.spent.amount(currency),
        };
        Self {
            statuses: headline.statuses.clone(),
            delivered: headline.outputs.delivered + headline.outputs.early,
            due: headline.outputs.due,
            events: headline.totals.events,
            attendances: headline.totals.attendances,
            countries: headline.totals.countries,
            money: money.currencies().into_iter().map(sum).collect(),
        }
    }

    /// The status of an activity, if the report knew it.
    #[must_use]
    pub fn status(&self, number: i32) -> Option<Status> {
        self.statuses.iter().find(|(n, _)| *n == number).and_then(|(_, status)| *status)
    }

    /// The activities whose declared status differs from that of an earlier report: number, then, now.
    #[must_use]
    pub fn moved_since(&self, earlier: &Self) -> Vec<(i32, Option<Status>, Option<Status>)> {
        let both = |(number, now): &(i32, Option<Status>)| (*number, earlier.status(*number), *now);
        self.statuses.iter().map(both).filter(|(_, then, now)| then != now).collect()
    }

    /// Every currency of either report, with its money then and now.
    #[must_use]
    pub fn money_since(&self, earlier: &Self) -> Vec<(Currency, MoneyStanding, MoneyStanding)> {
        let of = |standing: &Self, currency: Currency| {
            let none = MoneyStanding { currency, pledged: None, received: None, spent: None };
            standing.money.iter().find(|m| m.currency == currency).copied().unwrap_or(none)
        };
        let both = |c: &Currency| (*c, of(earlier, *c), of(self, *c));
        let is_known = |c: &&Currency| [self, earlier].iter().any(|s| s.money.iter().any(|m| m.currency == **c));
        Currency::ALL.iter().filter(is_known).map(both).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Role;
    use crate::ids::PersonId;

    fn day(d: &str) -> NaiveDate {
        d.parse().unwrap()
    }

    fn typed() -> ReportScopeInput {
        let parts = |d: &str, m: &str, y: &str| [d.to_owned(), m.to_owned(), y.to_owned()];
        ReportScopeInput {
            title: "Report to the tenth meeting".into(),
            meeting: String::new(),
            from: parts("1", "1", "2018"),
            until: parts("31", "12", "2018"),
            lang: "en".into(),
        }
    }

    #[test]
    fn a_field_names_the_activity_of_its_words_and_back() {
        assert_eq!(narrative_number(&narrative_field(7)), Some(7));
        for other in ["narrative-", "narrative-2147483647", "narrative-x", "introduction"] {
            assert_eq!(narrative_number(other), None, "{other}");
        }
    }

    #[test]
    fn a_period_is_over_and_has_its_days_in_order() {
        let read = |typed: &ReportScopeInput, today: &str| typed.parse(day(today));
        let terms = read(&typed(), "2018-12-31").unwrap();
        assert_eq!((terms.from, terms.until, terms.lang), (day("2018-01-01"), day("2018-12-31"), Lang::En));
        assert_eq!(read(&typed(), "2018-12-30").unwrap_err().of("report-until"), Some(&Problem::InTheFuture));
        let turned = ReportScopeInput { from: typed().until, until: typed().from, ..typed() };
        assert_eq!(read(&turned, "2020-01-01").unwrap_err().of("report-until"), Some(&Problem::EndBeforeStart));
        let empty = read(&ReportScopeInput::default(), "2020-01-01").unwrap_err();
        let fields: Vec<&str> = empty.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["title", "report-from", "report-until", "report-lang"]);
    }

    #[test]
    fn a_period_holds_its_first_and_last_moment() {
        let terms = typed().parse(day("2019-01-01")).unwrap();
        let inside = |at: &str| terms.covers(at.parse().unwrap());
        assert!(inside("2018-01-01T00:00:00Z") && inside("2018-12-31T23:59:59Z"));
        assert!(!inside("2017-12-31T23:59:59Z") && !inside("2019-01-01T00:00:00Z"));
    }

    #[test]
    fn words_are_read_and_compared_one_by_one() {
        let before = Words { title: "A".into(), narratives: vec![(1, "One".into()), (7, "Seven".into())], ..Words::default() };
        let after = Words { introduction: "Hello".into(), narratives: vec![(1, "One".into()), (7, String::new())], ..before.clone() };
        assert_eq!(after.parse(), Ok(after.clone()));
        let changes = Words::changes(&before, &after).into_vec();
        let found: Vec<_> = changes.into_iter().map(|c| (c.field, c.before, c.after)).collect();
        let seven = Value::Narrative { activity: 7, words: "Seven".into() };
        assert_eq!(found, [(Field::Introduction, None, Some("Hello".into())), (Field::Narrative, Some(seven), None)]);
        assert!(Words::changes(&before, &before).is_empty());
        let long = Words { title: String::new(), narratives: vec![(7, "x".repeat(WORDS_MAX + 2))], ..before };
        let errors = long.parse().unwrap_err();
        assert_eq!(errors.of("title"), Some(&Problem::Required));
        assert_eq!(errors.of("narrative-6"), Some(&Problem::TooLong { max: WORDS_MAX, by: 2 }));
    }

    #[test]
    fn drafts_are_for_those_who_carry_out_the_plan() {
        let draft = ReportRecord {
            id: ReportId(1),
            terms: typed().parse(day("2019-01-01")).unwrap(),
            introduction: String::new(),
            narratives: Vec::new(),
            state: State::Draft,
            author: "Ines Duarte".into(),
            created_at: DateTime::UNIX_EPOCH,
            version: 0,
        };
        let frozen = State::Frozen { at: DateTime::UNIX_EPOCH, by: "Ines Duarte".into(), fingerprint: "ab".into() };
        let frozen = ReportRecord { state: frozen, ..draft.clone() };
        for role in Role::ALL {
            let member = Member { id: PersonId(1), role: *role, organisation: None };
            assert_eq!(draft.is_visible_to(Some(&member)), role.is_officer(), "{role}");
            assert!(frozen.is_visible_to(Some(&member)));
        }
        assert!(!draft.is_visible_to(None) && frozen.is_visible_to(None));
    }

    #[test]
    fn only_what_differs_is_told() {
        let usd = |minor| Some(Amount { minor, currency: Currency::Usd });
        let money = |currency, pledged| MoneyStanding { currency, pledged, received: None, spent: None };
        let then = Snapshot {
            statuses: vec![(1, Some(Status::OnTrack)), (2, None)],
            money: vec![money(Currency::Usd, usd(100))],
            ..Snapshot::default()
        };
        let now = Snapshot {
            statuses: vec![(1, Some(Status::OnTrack)), (2, Some(Status::Delayed)), (3, Some(Status::Completed))],
            money: vec![money(Currency::Usd, usd(300)), money(Currency::Eur, None)],
            ..then.clone()
        };
        assert_eq!(now.moved_since(&then), [(2, None, Some(Status::Delayed)), (3, None, Some(Status::Completed))]);
        let since = now.money_since(&then);
        assert_eq!(
            since.iter().map(|(c, then, now)| (*c, then.pledged, now.pledged)).collect::<Vec<_>>(),
            [(Currency::Usd, usd(100), usd(300)), (Currency::Eur, None, None)]
        );
    }
}
