//! `/plan/timeline`: planned and actual time of each activity by quarter, as a chart and as a table with the same facts.

use chrono::{Datelike, NaiveDate};
use domain::lang::Lang;
use domain::plan::Plan;
use domain::quarter::{Quarter, Span, time_gone};
use maud::{Markup, html};

use super::{ActivitySummary, Tab, tabs};
use crate::frame::Frame;
use crate::layout::{self, Head, Place};
use crate::status;
use crate::text::{self, t};

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// The plan.
    pub plan: Plan,
    /// Its activities, by number.
    pub lines: Vec<ActivitySummary>,
}

/// Height of one activity in the chart, in em.
const ROW: f64 = 2.6;

/// The actual time of an activity: from its start to its end, or to today while it goes on.
fn actual(line: &ActivitySummary, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let start = line.activity.actual_start?;
    let end = line.activity.actual_end.map_or(today, |end| end.succ_opt().unwrap_or(end));
    (end >= start).then_some((start, end))
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let body = html! {
            (layout::title(text::translated(lang, &self.plan.title), &html! { (t!(lang, "timeline-sentence")) }, &Markup::default()))
            (tabs(frame, Tab::Timeline))
            figure { figcaption { (t!(lang, "timeline-legend")) } (self.chart(frame)) }
            (self.without_years(frame))
            section { h2 { (t!(lang, "timeline-table")) } (self.table(frame)) }
        };
        layout::page(
            frame,
            &Head { title: &t!(lang, "timeline-title"), place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false },
            &body,
        )
    }

    /// Activities with a place in the chart: those with planned years or with work that has begun.
    fn charted(&self) -> Vec<&ActivitySummary> {
        self.lines.iter().filter(|l| l.activity.years.is_some() || l.activity.actual_start.is_some()).collect()
    }

    /// The years shown: the plan's, its activities', and those of any work outside them.
    fn span(&self, today: NaiveDate) -> Span {
        let years =
            self.lines.iter().filter_map(|l| actual(l, today)).flat_map(|(from, to)| [from.year(), to.pred_opt().unwrap_or(to).year()]);
        let planned = self.plan.years.into_iter().chain(self.lines.iter().filter_map(|l| l.activity.years)).flat_map(|y| [y.first, y.last]);
        let mut years = years.chain(planned);
        // Nothing is planned and nothing has begun: the present year stands for all.
        let start = years.next().unwrap_or_else(|| today.year());
        let (first, last) = years.fold((start, start), |(a, b), y| (a.min(y), b.max(y)));
        Span::years(first, last)
    }

    #[expect(clippy::cast_precision_loss, reason = "a plan has few activities")]
    /// Planned and actual time of each activity, drawn.
    pub(crate) fn chart(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let span = self.span(frame.today);
        let charted = self.charted();
        let height = 1.8 + ROW * charted.len() as f64;
        let is_rtl = lang.dir() == "rtl";
        let x = |place: f64| percent(if is_rtl { 1.0 - place } else { place });
        html! {
            svg.c height={ (em(height + 1.6)) } role="img" aria-labelledby="timeline-t timeline-d" {
                title #timeline-t { (t!(lang, "timeline-title")) }
                desc #timeline-d { (t!(lang, "timeline-description", activities = charted.len(), day = text::day(lang, frame.today))) }
                @for day in span.new_years() {
                    line.rule x1=(x(span.place(day))) x2=(x(span.place(day))) y1="1.4em" y2=(em(height)) {}
                    text."t-soft" x=(x(span.place(day))) y="1em" { (day.year()) }
                }
                @for (at, line) in charted.iter().enumerate() { (bar(frame, line, span, 1.8 + ROW * at as f64)) }
                @if span.contains(frame.today) {
                    line.now x1=(x(span.place(frame.today))) x2=(x(span.place(frame.today))) y1="1.4em" y2=(em(height)) {}
                    text."t-b halo" x=(x(span.place(frame.today))) y=(em(height + 1.2)) text-anchor=(anchor(span.place(frame.today))) { (text::day(lang, frame.today)) }
                }
            }
        }
    }

    /// The activities for which there is nothing to draw, listed under the chart.
    pub(crate) fn without_years(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let is_drawn = |l: &&ActivitySummary| l.activity.years.is_some() || l.activity.actual_start.is_some();
        let others: Vec<_> = self.lines.iter().filter(|l| !is_drawn(l)).collect();
        html! {
            @if !others.is_empty() {
                p { (t!(lang, "timeline-no-years")) (t!(lang, "colon")) }
                ul { @for line in others {
                    li { a href=(frame.plan().activity(line.activity.number)) { (line.activity.number) ". " (text::translated(lang, &line.activity.short_title)) } }
                } }
            }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            table."rows fold" {
                caption { (t!(lang, "timeline-caption")) }
                thead { tr {
                    @for key in ["column-activity", "column-planned", "column-actual"] { th scope="col" { (t!(lang, key)) } }
                    th.n scope="col" { (t!(lang, "column-gone")) }
                    th scope="col" { (t!(lang, "column-status")) }
                } }
                tbody { @for line in &self.lines { (row(frame, line)) } }
            }
        }
    }
}

fn bar(frame: &Frame, line: &ActivitySummary, span: Span, y: f64) -> Markup {
    let lang = frame.lang;
    let a = &line.activity;
    let word = line.status().map_or("not-started", domain::activity::Status::as_str);
    let rect = |class: &str, from: NaiveDate, to: NaiveDate, top: f64, height: f64| {
        let (from, to) = (span.place(from), span.place(to));
        let start = if lang.dir() == "rtl" { 1.0 - to } else { from };
        html! { rect class=(class) x=(percent(start)) width=(percent(to - from)) y=(em(top)) height=(em(height)) {} }
    };
    html! {
        @if let Some(years) = a.years { (rect("track", years.start(), years.end().succ_opt().unwrap_or(NaiveDate::MAX), y + 1.25, 0.8)) }
        @if let Some((from, to)) = actual(line, frame.today) { (rect(&format!("f-{word}"), from, to, y + 1.45, 0.4)) }
        text."t-b halo" x="0" y=(em(y + 1.0)) lang=[text::foreign(lang, &a.short_title)] { (a.number) ". " (a.short_title.get(lang)) }
        text class={ "halo f-" (word) } x="100%" y=(em(y + 1.0)) text-anchor="end" { (status_word(lang, line)) }
    }
}

fn row(frame: &Frame, line: &ActivitySummary) -> Markup {
    let lang = frame.lang;
    let a = &line.activity;
    html! {
        tr {
            th scope="row" { a href=(frame.plan().activity(a.number)) { (a.number) ". " (text::translated(lang, &a.short_title)) } }
            td.nw data-l=(t!(lang, "column-planned")) { @if let Some(years) = a.years { (quarters(lang, years.start(), Some(years.end()))) } @else { span.soft { (t!(lang, "not-stated")) } } }
            td.nw data-l=(t!(lang, "column-actual")) {
                @match a.actual_start {
                    Some(start) => { (quarters(lang, start, a.actual_end)) }
                    None => { span.soft { (t!(lang, "no-data-yet")) } }
                }
            }
            td.n data-l=(t!(lang, "column-gone")) { @if let Some(years) = a.years { (t!(lang, "percent", number = time_gone(years.start(), years.end(), frame.today))) } @else { span.soft { (t!(lang, "not-stated")) } } }
            td { (status::declared(frame, line.status())) }
        }
    }
}

fn quarters(lang: Lang, from: NaiveDate, to: Option<NaiveDate>) -> String {
    let name = |day| {
        let q = Quarter::of(day);
        t!(lang, "quarter", number = q.number, year = q.year.to_string())
    };
    match to {
        Some(to) => format!("{} – {}", name(from), name(to)),
        None => t!(lang, "since-quarter", quarter = name(from)),
    }
}

fn status_word(lang: Lang, line: &ActivitySummary) -> String {
    line.status().map_or_else(|| t!(lang, "status-none"), |s| text::text(lang, &format!("status-{s}"), &[]))
}

fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}

fn em(number: f64) -> String {
    format!("{number:.2}em")
}

/// Where a label stands to its point, so that it stays inside the chart.
fn anchor(place: f64) -> &'static str {
    match place {
        p if p < 0.15 => "start",
        p if p > 0.85 => "end",
        _ => "middle",
    }
}
