//! Precedents: cooperation events of the time before the plan, as the documents state them. They are no records of the plan,
//! never count as its results, and nobody edits them.

use chrono::{Days, Months, NaiveDate};

use crate::lang::Translated;
use crate::string_enum::string_enum;

string_enum! {
    /// What sort of thing it was.
    PrecedentKind ("kind of precedent") {
        /// A meeting.
        Meeting = "meeting",
        /// A workshop.
        Workshop = "workshop",
        /// A webinar.
        Webinar = "webinar",
        /// A forum on the web.
        OnlineForum = "online-forum",
        /// A publication.
        Publication = "publication",
        /// An agreement.
        Agreement = "agreement",
    }
}

string_enum! {
    /// What the document says became of it.
    PrecedentStatus ("status of a precedent") {
        /// It took place.
        Held = "held",
        /// It was yet to come when the document was written; whether it took place is unknown.
        Planned = "planned",
        /// It was published.
        Published = "published",
        /// It was signed.
        Signed = "signed",
    }
}

string_enum! {
    /// How exactly a document states a date.
    Precision ("precision of a date") {
        /// To the day.
        Day = "day",
        /// The month alone.
        Month = "month",
        /// The year alone.
        Year = "year",
    }
}

/// When it was, as exactly as it is known: all days on which it may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First day of the day, month or year that is stated as the start.
    pub first: NaiveDate,
    /// Last day of the day, month or year that is stated as the end.
    pub last: NaiveDate,
    /// What is stated of both.
    pub precision: Precision,
}

/// Why two dates are no [`Span`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSpan {
    /// It is not written as the precision asks: `2012`, `2012-03`, `2012-03-05`.
    #[error("“{0}” is not a date known to the {1}")]
    NotADate(String, Precision),
    /// The end is before the start.
    #[error("the end is before the start")]
    EndBeforeStart,
}

impl Span {
    /// Reads a start and an end, both written to the same precision (ISO 8601).
    ///
    /// # Errors
    /// When one of them is not, or they are in the wrong order.
    pub fn parse(start: &str, end: &str, precision: Precision) -> Result<Self, NoSpan> {
        let (first, _) = days(start, precision)?;
        let (_, last) = days(end, precision)?;
        if last < first { Err(NoSpan::EndBeforeStart) } else { Ok(Self { first, last, precision }) }
    }
}

/// First and last day of a stated day, month or year.
fn days(stated: &str, precision: Precision) -> Result<(NaiveDate, NaiveDate), NoSpan> {
    let (rest, length, months) = match precision {
        Precision::Day => ("", 10, 0),
        Precision::Month => ("-01", 7, 1),
        Precision::Year => ("-01-01", 4, 12),
    };
    let no_date = || NoSpan::NotADate(stated.to_owned(), precision);
    let first: NaiveDate = format!("{stated}{rest}").parse().ok().filter(|_| stated.len() == length).ok_or_else(no_date)?;
    let last = if months == 0 {
        Some(first)
    } else {
        first.checked_add_months(Months::new(months)).and_then(|d| d.checked_sub_days(Days::new(1)))
    };
    Ok((first, last.ok_or_else(no_date)?))
}

/// Who organised it or took part as a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organiser {
    /// Official name.
    pub name: Translated,
    /// Acronym, if it has one.
    pub acronym: Option<String>,
}

/// Where it is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Official symbol of the document, if it is known.
    pub symbol: Option<String>,
    /// Title of the document.
    pub title: Translated,
    /// The meeting for which it was written.
    pub meeting: Translated,
    /// Numbers of the paragraphs.
    pub paragraphs: Vec<String>,
    /// Numbers of the footnotes.
    pub footnotes: Vec<String>,
}

/// A past cooperation event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedent {
    /// Its name in the data.
    pub key: String,
    /// What sort of thing it was.
    pub kind: PrecedentKind,
    /// What it was, in our words.
    pub title: Translated,
    /// When.
    pub span: Span,
    /// City or other place; empty if none is stated.
    pub place: Translated,
    /// ISO 3166-1 alpha-2 code, if the country is stated.
    pub country: Option<String>,
    /// Who.
    pub organisers: Vec<Organiser>,
    /// What the secretariat of the Convention did.
    pub role: Translated,
    /// What became of it.
    pub status: PrecedentStatus,
    /// Where it is stated.
    pub sources: Vec<Source>,
    /// What the reader should know; may be empty.
    pub note: Translated,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: &str, end: &str, precision: Precision) -> Result<(String, String), String> {
        Span::parse(start, end, precision).map(|s| (s.first.to_string(), s.last.to_string())).map_err(|e| e.to_string())
    }

    fn days(first: &str, last: &str) -> Result<(String, String), String> {
        Ok((first.to_owned(), last.to_owned()))
    }

    #[test]
    fn a_span_holds_all_days_on_which_it_may_have_been() {
        assert_eq!(span("2008-04-28", "2008-05-02", Precision::Day), days("2008-04-28", "2008-05-02"));
        assert_eq!(span("2008-02", "2008-02", Precision::Month), days("2008-02-01", "2008-02-29"));
        assert_eq!(span("2015", "2016", Precision::Year), days("2015-01-01", "2016-12-31"));
    }

    #[test]
    fn a_date_is_never_made_more_or_less_exact() {
        assert_eq!(span("2008-02", "2008-02", Precision::Day), Err("“2008-02” is not a date known to the day".to_owned()));
        assert_eq!(span("2008-02-03", "2008-02-03", Precision::Month), Err("“2008-02-03” is not a date known to the month".to_owned()));
        assert_eq!(span("2008", "2008-02", Precision::Year), Err("“2008-02” is not a date known to the year".to_owned()));
        assert_eq!(span("2008-2", "2008-2", Precision::Month), Err("“2008-2” is not a date known to the month".to_owned()));
        assert_eq!(span("2008-03", "2008-02", Precision::Month), Err("the end is before the start".to_owned()));
    }
}
