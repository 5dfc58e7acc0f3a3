//! Texts in the reader's language, and how days and numbers are written in it.

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use domain::lang::Lang;
use domain::number::tidy;
use domain::precedent::{Precision, Span};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use maud::{Markup, html};

/// The files of one language; every language has the same ones.
pub(crate) const fn files(lang: Lang) -> [(&'static str, &'static str); 17] {
    macro_rules! of {
        ($lang:literal) => {
            [
                ("common.ftl", include_str!(concat!("../locales/", $lang, "/common.ftl"))),
                ("plan.ftl", include_str!(concat!("../locales/", $lang, "/plan.ftl"))),
                ("people.ftl", include_str!(concat!("../locales/", $lang, "/people.ftl"))),
                ("update.ftl", include_str!(concat!("../locales/", $lang, "/update.ftl"))),
                ("event.ftl", include_str!(concat!("../locales/", $lang, "/event.ftl"))),
                ("file.ftl", include_str!(concat!("../locales/", $lang, "/file.ftl"))),
                ("result.ftl", include_str!(concat!("../locales/", $lang, "/result.ftl"))),
                ("framework.ftl", include_str!(concat!("../locales/", $lang, "/framework.ftl"))),
                ("cooperation.ftl", include_str!(concat!("../locales/", $lang, "/cooperation.ftl"))),
                ("money.ftl", include_str!(concat!("../locales/", $lang, "/money.ftl"))),
                ("dashboard.ftl", include_str!(concat!("../locales/", $lang, "/dashboard.ftl"))),
                ("report.ftl", include_str!(concat!("../locales/", $lang, "/report.ftl"))),
                ("history.ftl", include_str!(concat!("../locales/", $lang, "/history.ftl"))),
                ("calendar.ftl", include_str!(concat!("../locales/", $lang, "/calendar.ftl"))),
                ("audit.ftl", include_str!(concat!("../locales/", $lang, "/audit.ftl"))),
                ("mail.ftl", include_str!(concat!("../locales/", $lang, "/mail.ftl"))),
                ("reminder.ftl", include_str!(concat!("../locales/", $lang, "/reminder.ftl"))),
            ]
        };
    }
    match lang {
        Lang::En => of!("en"),
        Lang::Zh => of!("zh"),
    }
}

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<Vec<(Lang, Bundle)>> = LazyLock::new(|| Lang::ALL.iter().map(|lang| (*lang, bundle(*lang))).collect());

/// A file that does not parse loses only the entries that are wrong; the tests refuse it before that can happen.
fn bundle(lang: Lang) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![lang.as_str().parse().unwrap_or_default()]);
    // Our languages are written from left to right; the marks would only disturb subjects and copied text.
    bundle.set_use_isolating(false);
    // Years are never grouped, whether they come as words or as numbers.
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(n) if n.value.abs() >= 10_000.0 => Some(number(n.value)),
        _ => None,
    }));
    for (_, source) in files(lang) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The text of a key with its arguments. A key that does not exist shows itself, and fails the tests.
#[must_use]
pub fn text(lang: Lang, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
    let bundle = BUNDLES.iter().find(|(l, _)| *l == lang).map(|(_, b)| b);
    let pattern = bundle.and_then(|b| Some((b, b.get_message(key)?.value()?)));
    let Some((bundle, pattern)) = pattern else { return format!("⟨{key}⟩") };
    let mut values = FluentArgs::new();
    for (name, value) in args {
        values.set(*name, value.clone());
    }
    bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned()
}

/// Whether a language has a text for a key.
#[must_use]
pub fn exists(lang: Lang, key: &str) -> bool {
    BUNDLES.iter().any(|(l, b)| *l == lang && b.has_message(key))
}

/// `t!(lang, "key")` or `t!(lang, "key", name = value, …)`: the text in the reader's language.
macro_rules! t {
    ($lang:expr, $key:expr) => { $crate::text::text($lang, $key, &[]) };
    ($lang:expr, $key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::text::text($lang, $key, &[$((stringify!($name), fluent_bundle::FluentValue::from($value))),+])
    };
}
pub(crate) use t;

/// A day in full: “12 March 2019”.
#[must_use]
pub fn day(lang: Lang, date: NaiveDate) -> String {
    let month = text(lang, &format!("month-{}", date.month()), &[]);
    t!(lang, "day", day = date.day().to_string(), month = month, year = date.year().to_string())
}

/// A day without its year: “12 Mar”.
#[must_use]
pub fn short_day(lang: Lang, date: NaiveDate) -> String {
    let month = text(lang, &format!("month-short-{}", date.month()), &[]);
    t!(lang, "day-short", day = date.day().to_string(), month = month)
}

/// A day as lists show it: with its year only if that is not the year of `today`.
#[must_use]
pub fn near_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    if date.year() == today.year() {
        return short_day(lang, date);
    }
    let month = text(lang, &format!("month-short-{}", date.month()), &[]);
    t!(lang, "day-short-with-year", day = date.day().to_string(), month = month, year = date.year().to_string())
}

/// A moment as lists show it: as a day in this time zone.
#[must_use]
pub fn near_moment(lang: Lang, zone: Tz, at: DateTime<Utc>, today: NaiveDate) -> Markup {
    let day = at.with_timezone(&zone).date_naive();
    html! { time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (near_day(lang, day, today)) } }
}

/// A day with the name of the weekday.
#[must_use]
pub fn weekday(lang: Lang, date: NaiveDate) -> String {
    let name = text(lang, &format!("weekday-{}", date.weekday().number_from_monday()), &[]);
    t!(lang, "day-with-weekday", weekday = name, day = day(lang, date))
}

/// Days as exactly as they are known: “2012”, “March 2012”, “24–25 November 2014”, “28 April 2008 – 2 May 2008”.
#[must_use]
pub fn span(lang: Lang, span: Span) -> String {
    let Span { first, last, precision } = span;
    let month = |date: NaiveDate| text(lang, &format!("month-{}", date.month()), &[]);
    let stated = |date: NaiveDate| match precision {
        Precision::Day => day(lang, date),
        Precision::Month => t!(lang, "precedent-date-month", month = month(date), year = date.year().to_string()),
        Precision::Year => t!(lang, "precedent-date-year", year = date.year().to_string()),
    };
    let (from, to) = (stated(first), stated(last));
    if from == to {
        return from;
    }
    if precision == Precision::Day && (first.year(), first.month()) == (last.year(), last.month()) {
        let (from, to, year) = (first.day().to_string(), last.day().to_string(), first.year().to_string());
        return t!(lang, "precedent-date-same-month", from = from, to = to, month = month(first), year = year);
    }
    t!(lang, "precedent-date-from-to", from = from, to = to)
}

/// The days of an event: “25–28 February 2019”.
#[must_use]
pub fn days(lang: Lang, (first, last): (NaiveDate, NaiveDate)) -> String {
    span(lang, Span { first, last, precision: Precision::Day })
}

/// A whole number with groups of three.
#[must_use]
pub fn count(n: u64) -> String {
    grouped(&n.to_string())
}

/// A whole number where there is little room: “131k”, “6.5k”, “13万”. The exact one must stand nearby.
#[must_use]
pub fn short_count(lang: Lang, n: u64) -> String {
    let step: u64 = match lang {
        Lang::En => 1_000,
        Lang::Zh => 10_000,
    };
    let (scale, key) = match n {
        _ if n < step => return n.to_string(),
        _ if n < step * step => (step, "number-short"),
        _ => (step * step, "number-shorter"),
    };
    let tenths = n / (scale / 10);
    let short =
        if tenths < 100 && !tenths.is_multiple_of(10) { format!("{}.{}", tenths / 10, tenths % 10) } else { (tenths / 10).to_string() };
    text(lang, key, &[("number", short.into())])
}

fn grouped(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A moment in the reader's time zone: day, hour and minute.
#[must_use]
pub fn moment(lang: Lang, zone: Tz, at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&zone);
    let clock = format!("{:02}:{:02}", local.hour(), local.minute());
    t!(lang, "moment", day = day(lang, local.date_naive()), clock = clock)
}

/// A `time` element for a day.
#[must_use]
pub fn day_element(lang: Lang, date: NaiveDate) -> Markup {
    html! { time datetime=(date) { (day(lang, date)) } }
}

/// A `time` element for a moment.
#[must_use]
pub fn moment_element(lang: Lang, zone: Tz, at: DateTime<Utc>) -> Markup {
    html! { time datetime=(at.format("%Y-%m-%dT%H:%M:%SZ")) { (moment(lang, zone, at)) } }
}

/// A number with groups of three and, if it is not whole, its decimals.
#[must_use]
pub fn number(number: f64) -> String {
    let plain = format!("{}", tidy(number));
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |d| ("−", d));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(w, d)| (w, Some(d)));
    let grouped = grouped(whole);
    decimals.map_or_else(|| format!("{sign}{grouped}"), |d| format!("{sign}{grouped}.{d}"))
}

/// A text of several languages, in the reader's; says so in `lang` where it is in another.
#[must_use]
pub fn translated(lang: Lang, text: &domain::lang::Translated) -> Markup {
    let (real, words) = text.best(lang);
    html! { @if real == lang { (words) } @else { span lang=(real) { (words) } } }
}

/// The language of a text for the attribute `lang`, if it is not the reader's.
#[must_use]
pub fn foreign(lang: Lang, text: &domain::lang::Translated) -> Option<Lang> {
    let real = text.best(lang).0;
    (real != lang).then_some(real)
}

/// Title of a plan and the decision that adopted it, if one did, as a source of figures.
#[must_use]
pub fn plan_source(lang: Lang, plan: &domain::plan::Plan) -> String {
    let title = plan.title.get(lang);
    match &plan.decision_code {
        Some(code) => t!(lang, "report-source-plan", plan = title, code = code.as_str()),
        None => t!(lang, "report-source-plan-no-decision", plan = title),
    }
}

/// Typed prose: paragraphs at empty lines, line breaks as typed.
#[must_use]
pub fn prose(words: &str) -> Markup {
    html! {
        @for paragraph in words.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            p { @for (at, line) in paragraph.lines().enumerate() { @if at > 0 { br; } (line) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_moments_follow_language_and_time_zone() {
        let date = NaiveDate::from_ymd_opt(2019, 3, 12).unwrap();
        assert_eq!(day(Lang::En, date), "12 March 2019");
        assert_eq!(day(Lang::Zh, date), "2019年3月12日");
        assert_eq!(short_day(Lang::En, date), "12 Mar");
        let at = date.and_hms_opt(23, 5, 0).unwrap().and_utc();
        assert_eq!(moment(Lang::En, chrono_tz::Asia::Tokyo, at), "13 March 2019, 08:05");
    }

    #[test]
    fn dates_are_written_as_exactly_as_they_are_known() {
        let both = |start: &str, end: &str, precision: Precision| {
            let known = Span::parse(start, end, precision).unwrap();
            [span(Lang::En, known), span(Lang::Zh, known)]
        };
        assert_eq!(both("2012", "2012", Precision::Year), ["2012", "2012年"]);
        assert_eq!(both("2012", "2013", Precision::Year), ["2012 – 2013", "2012年至2013年"]);
        assert_eq!(both("2012-03", "2012-03", Precision::Month), ["March 2012", "2012年3月"]);
        assert_eq!(both("2017-01", "2017-02", Precision::Month), ["January 2017 – February 2017", "2017年1月至2017年2月"]);
        assert_eq!(both("2012-03-05", "2012-03-05", Precision::Day), ["5 March 2012", "2012年3月5日"]);
        assert_eq!(both("2014-11-24", "2014-11-25", Precision::Day), ["24–25 November 2014", "2014年11月24日至25日"]);
        assert_eq!(both("2008-04-28", "2008-05-02", Precision::Day), ["28 April 2008 – 2 May 2008", "2008年4月28日至2008年5月2日"]);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(number(20.0), "20");
        assert_eq!(number(1_234_567.5), "1,234,567.5");
        assert_eq!(number(-1000.0), "−1,000");
    }

    #[test]
    fn numbers_in_texts_are_grouped_and_years_are_not() {
        assert_eq!(t!(Lang::En, "dashboard-of", count = 123_456), "of 123,456");
        assert_eq!(t!(Lang::En, "dashboard-of", count = 2020), "of 2020");
    }

    #[test]
    fn short_numbers_keep_what_is_large() {
        for (n, en, zh) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_000, "1k", "1000"),
            (6_549, "6.5k", "6549"),
            (9_999, "9.9k", "9999"),
            (131_250, "131k", "13万"),
            (999_999, "999k", "99万"),
            (3_350_000, "3.3m", "335万"),
            (250_000_000, "250m", "2.5亿"),
        ] {
            assert_eq!((short_count(Lang::En, n), short_count(Lang::Zh, n)), (en.into(), zh.into()), "{n}");
        }
    }

    #[test]
    fn plurals_follow_the_number() {
        assert_eq!(t!(Lang::En, "days-late", days = 1), "1 day late");
        assert_eq!(t!(Lang::En, "days-late", days = 12), "12 days late");
    }

    #[test]
    fn prose_keeps_paragraphs_and_escapes() {
        assert_eq!(prose("a\nb\n\n<c>").into_string(), "<p>a<br>b</p><p>&lt;c&gt;</p>");
    }
}
