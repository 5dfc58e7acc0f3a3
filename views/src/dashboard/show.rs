//! `/dashboard`: the plan at a glance, its events, people, countries, indicators and money, each with the way to its records.

use domain::access::{Role, may_see_names};
use domain::activity::Status;
use domain::address;
use domain::event::{Group, RegionalGroup};
use domain::ids::OrganisationId;
use domain::lang::Lang;
use domain::progress::Reach;
use maud::{Markup, html};

use super::tables::{STATUSES, status_name};
use super::{Data, Earlier};
use crate::event::totals::group_name;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::plan::timeline;
use crate::table::{Table, TableMarkup as _};
use crate::text::{self, t};
use crate::{as_of, chart, form, indicator, status};

impl Data {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "dashboard-title");
        let (count, day) = (self.directory.activities.len(), text::day(lang, self.day));
        let sentence = match self.plan.years {
            Some(y) => t!(lang, "dashboard-sentence", count = count, first = y.first.to_string(), last = y.last.to_string(), day = day),
            None => t!(lang, "dashboard-sentence-no-years", count = count, day = day),
        };
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &self.own(frame)))
            (self.filters(frame))
            (self.printed(frame))
            (as_of::line(frame, &frame.plan().dashboard(), &self.query.filters()))
            @if self.is_blank() && !self.query.is_filtered() { (blank(frame)) } @else { (self.parts(frame)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Dashboard, crumbs: &[], script: false }, &body)
    }

    /// A donor's way to what they gave money for, and back to everything.
    fn own(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let own = frame.member().filter(|m| m.role == Role::Donor).and_then(|m| self.directory.organisation(m.organisation?));
        html! {
            @if let Some(own) = own {
                @if self.query.donor == own.slug { a.btn href=(as_of::address(frame, &frame.plan().dashboard())) { (t!(lang, "dashboard-whole-plan")) } }
                @else { a.btn href=(as_of::address(frame, &address::with_query(&frame.plan().dashboard(), &[("donor", &own.slug)]))) { (t!(lang, "dashboard-own")) } }
            }
        }
    }

    fn filters(&self, frame: &Frame) -> Markup {
        let (lang, q) = (frame.lang, &self.query);
        let any = |more: Vec<(String, String)>| std::iter::once((String::new(), t!(lang, "any"))).chain(more).collect::<Vec<_>>();
        let activities =
            self.directory.activities.iter().map(|a| (a.number.to_string(), self.directory.activity_name(lang, a.id))).collect();
        let named = |ids: Vec<OrganisationId>| {
            let one =
                |id: OrganisationId| Some((self.directory.organisation(id)?.slug.clone(), self.directory.organisation_name(lang, id)));
            let mut all: Vec<(String, String)> = ids.into_iter().filter_map(one).collect();
            all.sort_by_key(|(slug, name)| (name.to_lowercase(), slug.clone()));
            all.dedup();
            all
        };
        let partners = named(self.directory.activities.iter().flat_map(|a| a.partners.iter().copied()).collect());
        let groups = Group::all().map(|g| (g.as_str().to_owned(), group_name(lang, g))).collect();
        let select = |name: &str, choices: &[(String, String)], chosen: &str| {
            html! { div { label for={ "filter-" (name) } { (text::text(lang, &format!("filter-{name}"), &[])) } select.in id={ "filter-" (name) } name=(name) { (form::options(choices, chosen)) } } }
        };
        let day = |name: &str, value: &str| {
            html! { div { label for={ "filter-" (name) } { (text::text(lang, &format!("filter-{name}"), &[])) } input.in id={ "filter-" (name) } name=(name) type="date" value=(value); } }
        };
        html! {
            form.filter action=(frame.plan().dashboard()) {
                (select("activity", &any(activities), &q.activity))
                (select("partner", &any(partners), &q.partner))
                @if !self.donors.is_empty() || !q.donor.is_empty() { (select("donor", &any(named(self.donors.iter().copied().chain(self.selection.donor).collect())), &q.donor)) }
                (select("group", &any(groups), &q.group))
                (day("from", &q.from)) (day("until", &q.until)) (day("since", &q.since))
                (as_of::kept(frame))
                button.btn { (t!(lang, "filter-apply")) }
                @if q.is_filtered() || !q.since.is_empty() { a."btn link" href=(as_of::address(frame, &frame.plan().dashboard())) { (t!(lang, "filter-clear")) } }
            }
        }
    }

    fn parts(&self, frame: &Frame) -> Markup {
        html! {
            (self.summary(frame))
            @if let Some(earlier) = &self.earlier { (self.changes(frame, earlier)) }
            (self.standing(frame))
            (self.timeline(frame))
            (self.progress(frame))
            (self.people(frame))
            (self.tiles(frame))
            (self.outputs_part(frame))
            (self.money_part(frame))
            (self.quality(frame))
            (self.downloads(frame))
        }
    }

    fn summary(&self, frame: &Frame) -> Markup {
        let (lang, totals, outputs) = (frame.lang, &self.headline.totals, &self.headline.outputs);
        let well = self.headline.with(&[Status::Completed, Status::OnTrack]);
        let parties = self.directory.countries.iter().filter(|c| c.was_party(self.day)).count();
        let at = |address: &str| as_of::address(frame, address);
        let events = at(&self.query.address(&frame.plan().events(), &[("state", "verified")]));
        html! {
            section aria-label=(t!(lang, "dashboard-summary")) {
                dl.figs {
                    div { dt { (t!(lang, "dashboard-well")) } dd.big { (well) " " small { (t!(lang, "dashboard-of", count = self.lines.len())) } }
                        dd { a href=(at(&frame.plan().list())) { (t!(lang, "dashboard-well-means", completed = self.headline.with(&[Status::Completed]), track = self.headline.with(&[Status::OnTrack]))) } } }
                    div { dt { (t!(lang, "dashboard-outputs")) } dd.big { (outputs.delivered) " " small { (t!(lang, "dashboard-of-due", count = outputs.due)) } }
                        dd { a href="#outputs" { (t!(lang, "dashboard-outputs-planned", count = outputs.planned)) } @if outputs.early > 0 { (t!(lang, "list-comma")) (t!(lang, "dashboard-outputs-early", count = outputs.early)) } } }
                    div { dt { (t!(lang, "dashboard-events-held")) } dd.big { a href=(events) { (text::count(totals.events)) } }
                        dd { (t!(lang, "dashboard-events-verified")) @if self.waiting > 0 { (t!(lang, "list-comma")) (t!(lang, "dashboard-waiting", count = self.waiting)) } } }
                    div { dt { (t!(lang, "totals-attendances")) } dd.big { (text::count(totals.attendances)) }
                        dd { @if totals.may_split(frame.member()) && totals.women + totals.men > 0 { a href="#people" { (t!(lang, "dashboard-women", percent = share(totals.women, totals.women + totals.men), women = text::count(totals.women), of = text::count(totals.women + totals.men))) } } @else { a href="#people" { (t!(lang, "dashboard-see-people")) } } } }
                    div { dt { (t!(lang, "dashboard-countries")) } dd.big { (totals.countries) }
                        dd { a href="#countries" { (t!(lang, "dashboard-countries-means", parties = totals.parties, all = parties, ldc = totals.ldc.1, sids = totals.sids.1)) } } }
                    (self.spent(frame))
                }
            }
        }
    }

    /// Money at a glance: of the currency in which most was recorded; the others stand in the table.
    fn spent(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let currencies = self.money.currencies();
        let first = currencies.first().copied();
        let words = |sums: &domain::money::Sums| first.and_then(|c| sums.words(c)).unwrap_or_else(|| "0".to_owned());
        html! {
            div { dt { (t!(lang, "dashboard-money-spent")) }
                @match first {
                    None => { dd.big { "–" } dd { span.soft { (t!(lang, "no-data-yet")) } } }
                    Some(currency) => {
                        dd.big { (words(&self.money.spent)) " " small { (currency.as_str()) } }
                        dd { a href="#money" { (t!(lang, "dashboard-money-of", received = words(&self.money.received), pledged = words(&self.money.pledged))) } @if currencies.len() > 1 { (t!(lang, "list-comma")) (t!(lang, "dashboard-money-more", count = currencies.len() - 1)) } }
                    }
                }
            }
        }
    }

    fn changes(&self, frame: &Frame, earlier: &Earlier) -> Markup {
        let lang = frame.lang;
        let (then, now) = (&earlier.headline, &self.headline);
        let moved = now.moved_since(then);
        let figures = [
            ("dashboard-outputs", then.outputs.delivered + then.outputs.early, now.outputs.delivered + now.outputs.early),
            ("dashboard-events-held", then.totals.events, now.totals.events),
            ("totals-attendances", then.totals.attendances, now.totals.attendances),
            ("dashboard-countries", then.totals.countries, now.totals.countries),
        ];
        html! {
            section aria-labelledby="since" {
                h2 #since { (t!(lang, "dashboard-since", day = text::day(lang, earlier.day))) }
                div.two {
                    table {
                        caption { (t!(lang, "dashboard-since-figures")) }
                        thead { tr { th scope="col" { (t!(lang, "column-figure")) } th.n scope="col" { (text::short_day(lang, earlier.day)) } th.n scope="col" { (text::short_day(lang, self.day)) } } }
                        tbody { @for (key, then, now) in figures { tr { th scope="row" { (text::text(lang, key, &[])) } td.n { (text::count(then)) } td.n { @if then == now { (text::count(now)) } @else { strong { (text::count(now)) } } } } } }
                    }
                    div {
                        @if moved.is_empty() { p.soft { (t!(lang, "dashboard-since-no-status")) } } @else {
                            table {
                                caption { (t!(lang, "dashboard-since-statuses")) }
                                thead { tr { th scope="col" { (t!(lang, "column-activity")) } th scope="col" { (text::short_day(lang, earlier.day)) } th scope="col" { (text::short_day(lang, self.day)) } } }
                                tbody { @for (number, then, now) in moved { tr {
                                    th scope="row" { a href=(as_of::address(frame, &frame.plan().activity(number))) { (self.name_of(lang, number)) } }
                                    td { (status::declared(frame, then)) } td { (status::declared(frame, now)) }
                                } } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn name_of(&self, lang: Lang, number: i32) -> String {
        self.directory
            .activities
            .iter()
            .find(|a| a.number == number)
            .map_or_else(|| number.to_string(), |a| self.directory.activity_name(lang, a.id))
    }

    fn standing(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (statuses, quarters) = (self.statuses(lang), self.by_quarter(frame));
        let words = STATUSES.map(|s| s.map_or("not-started", Status::as_str));
        let by_quarter: Vec<(u32, i32)> = self.quarter_labels(&quarters);
        let year = |at: usize| (at == 0 || by_quarter[at - 1].1 != by_quarter[at].1).then(|| by_quarter[at].1.to_string());
        html! {
            section aria-labelledby="status" {
                div.two {
                    div {
                        h2 #status { (t!(lang, "dashboard-status")) }
                        (chart::stacked(lang, &statuses, 1, &words))
                        ul.bys { @for status in STATUSES {
                            @let own: Vec<_> = self.lines.iter().filter(|l| l.status() == status).collect();
                            @if !own.is_empty() || status.is_some_and(|s| s != Status::Cancelled) {
                                li { (status::declared(frame, status)) span.n { (own.len()) } span { @for l in own { @let name = status_title(lang, l); a href=(as_of::address(frame, &frame.plan().activity(l.activity.number))) aria-label=(name) title=(name) { (l.activity.number) } " " } } }
                            }
                        } }
                        (self.disagreements(frame))
                    }
                    div {
                        h2 { (t!(lang, "dashboard-by-quarter")) }
                        figure { (chart::columns(lang, &quarters, 1, |at| format!("Q{}", by_quarter[at].0), year)) }
                        (quarters.folded(lang))
                        (self.by_kind(frame).folded_as(lang, &t!(lang, "dashboard-by-kind")))
                    }
                }
            }
        }
    }

    fn timeline(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let timeline = timeline::Page { plan: self.plan.clone(), lines: self.lines.clone() };
        html! {
            section aria-labelledby="timeline" {
                h2 #timeline { (t!(lang, "plan-timeline")) }
                figure { figcaption { (t!(lang, "timeline-legend")) } (timeline.chart(frame)) }
                (timeline.without_years(frame))
                p.small { a href=(frame.plan().timeline()) { (t!(lang, "dashboard-see-timeline")) } }
            }
        }
    }

    fn quarter_labels(&self, table: &Table) -> Vec<(u32, i32)> {
        let mut quarter = None;
        let first = self.quarters.first().map(|(q, ..)| q.days().0);
        let start = self.planned_days().0;
        let begin = self.selection.from.unwrap_or(start);
        let begin = first.map_or(begin, |f| f.min(begin));
        table
            .rows
            .iter()
            .map(|_| {
                let next = quarter.map_or_else(|| domain::quarter::Quarter::of(begin), domain::quarter::Quarter::after);
                quarter = Some(next);
                (next.number, next.year)
            })
            .collect()
    }

    fn disagreements(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let own: Vec<_> = self.lines.iter().filter(|l| l.computed.disagrees(l.status())).collect();
        html! {
            @if !own.is_empty() {
                p."small s-at-risk gap" { (icon(frame, "at-risk")) " " (t!(lang, "dashboard-disagree", count = own.len()))
                    @for l in own { " " a href=(as_of::address(frame, &frame.plan().activity(l.activity.number))) { (l.activity.number) } } }
            }
        }
    }

    fn progress(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (aimed, open): (Vec<_>, Vec<_>) = self.figures.iter().partition(|(_, f)| f.indicator.terms.target.is_some());
        let number = |id| self.directory.activity(id).map_or(0, |a| a.number);
        html! {
            section aria-labelledby="indicators" {
                h2 #indicators { (t!(lang, "dashboard-indicators")) }
                p.axis { (t!(lang, "dashboard-indicators-axis", count = aimed.len(), all = self.figures.len())) @if self.selection.from.is_some() || self.selection.until.is_some() || self.selection.group.is_some() { " " (t!(lang, "dashboard-indicators-whole")) } }
                @if !aimed.is_empty() {
                    table."rows fold bars" {
                        caption.vh { (t!(lang, "dashboard-indicators")) }
                        thead { tr { th scope="col" { (t!(lang, "column-indicator")) } th scope="col" { (t!(lang, "dashboard-progress")) } th.n scope="col" { (t!(lang, "dashboard-value-of-target")) } th.n scope="col" { (t!(lang, "column-share")) } } }
                        tbody { @for (activity, f) in &aimed { tr {
                            @let name = f.indicator.name.get(lang);
                            th scope="row" { a href=(as_of::address(frame, &address::indicator(f.indicator.id))) { (name) } small { (self.directory.activity_name(lang, *activity)) } }
                            td.full { @if let Reach::Way { gone, whole } = f.reach() { (chart::bullet(&value_of_target(lang, f), name, gone / whole)) } }
                            td.n data-l=(t!(lang, "dashboard-value-of-target")) { (value_of_target(lang, f)) }
                            td.n data-l=(t!(lang, "column-share")) { @match f.reach().percent() { Some(n) => (t!(lang, "percent", number = n)), None => (indicator::reach(lang, f)) } }
                        } } }
                    }
                }
                @if !open.is_empty() {
                    details."more gap" { summary { (t!(lang, "dashboard-no-target")) " " span.soft { (t!(lang, "dashboard-indicators-count", count = open.len())) } } div { ul {
                        @for (activity, f) in &open { li { a href=(as_of::address(frame, &address::indicator(f.indicator.id))) { (f.indicator.name.get(lang)) } (t!(lang, "list-comma")) (self.directory.activity_name(lang, *activity)) (t!(lang, "colon")) a href=(as_of::address(frame, &f.records(frame.plan(), number(*activity)))) { (indicator::value(lang, f)) } " " (f.indicator.unit_name.get(lang)) } }
                    } } }
                }
            }
        }
    }

    fn people(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let groups = self.by_group(frame);
        html! {
            section aria-labelledby="people" {
                h2 #people { (t!(lang, "dashboard-people")) }
                p.axis { (t!(lang, "dashboard-people-axis", people = text::count(self.headline.totals.attendances), count = self.headline.totals.events)) @if self.headline.totals.estimated > 0 { " " (t!(lang, "totals-estimated", count = self.headline.totals.estimated)) } }
                @if self.headline.totals.attendances > 0 {
                    div.two {
                        div {
                            @match self.by_gender(frame) {
                                Some(gender) => { figure { figcaption { (gender.title) } (chart::bars(lang, &gender, 1)) } (gender.folded(lang)) },
                                None => p.soft { (t!(lang, "few-people-not-split")) },
                            }
                        }
                        div { figure { figcaption { (groups.title) } (chart::bars(lang, &groups, 1)) } (groups.folded(lang)) }
                    }
                }
            }
        }
    }

    fn tiles(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let most = self.countries.iter().map(|(_, _, n)| *n).max().unwrap_or(0);
        let strength = |n: u64| 1 + (n * 4).saturating_sub(1).checked_div(most.max(1)).unwrap_or(0).min(3);
        let in_region = |region: RegionalGroup| {
            let own = self.countries.iter().filter(move |(code, ..)| self.directory.country(code).and_then(|c| c.group) == Some(region));
            let mut own: Vec<_> = own.collect();
            own.sort_by_key(|(code, _, people)| (std::cmp::Reverse(*people), code.clone()));
            own
        };
        html! {
            section aria-labelledby="countries" {
                h2 #countries { (t!(lang, "dashboard-countries")) }
                @if self.countries.is_empty() { p.soft { (t!(lang, "totals-none")) } } @else {
                    p.axis { (t!(lang, "dashboard-tiles-axis")) }
                    @for region in RegionalGroup::ALL {
                        @let own = in_region(*region);
                        @let people: u64 = own.iter().map(|(_, _, n)| n).sum();
                        @let parties = self.directory.countries.iter().filter(|c| c.group == Some(*region) && c.was_party(self.day)).count();
                        div.region {
                            div { h3 { (group_name(lang, Group::Region(*region))) } p."small soft" { (t!(lang, "dashboard-region", count = own.len(), parties = parties, people = text::count(people))) } }
                            @if !own.is_empty() { ul.tiles { @for (code, _, people) in own { li { a class={ "q" (strength(*people)) } href=(as_of::address(frame, &self.query.address(&frame.plan().events(), &[("state", "verified"), ("country", code)]))) { b { (code) } " " (text::short_count(lang, *people)) i { " " (self.directory.country_name(lang, code)) } } } } } }
                        }
                    }
                    (self.by_country(frame).folded(lang))
                }
            }
        }
    }

    fn outputs_part(&self, frame: &Frame) -> Markup {
        let (lang, table) = (frame.lang, self.outputs(frame));
        html! {
            section aria-labelledby="outputs" {
                h2 #outputs { (t!(lang, "outputs")) }
                p.axis { (t!(lang, "dashboard-outputs-axis", delivered = self.headline.outputs.delivered, due = self.headline.outputs.due, planned = self.headline.outputs.planned)) }
                @if !table.rows.is_empty() { (table.folded_as(lang, &t!(lang, "dashboard-outputs-list"))) }
            }
        }
    }

    fn money_part(&self, frame: &Frame) -> Markup {
        let (lang, table) = (frame.lang, self.money(frame));
        html! {
            section aria-labelledby="money" {
                h2 #money { (t!(lang, "money")) }
                @if table.rows.is_empty() { p.soft { (t!(lang, "no-data-yet")) } } @else { (table.markup(lang)) }
                @if self.selection.donor.is_some() { p."small soft" { (t!(lang, "money-by-donor")) } }
                @if let Some(contributions) = self.contributions(frame) { (contributions.folded_as(lang, &contributions.title)) }
                p.small { a href=(as_of::address(frame, &frame.plan().money())) { (t!(lang, "dashboard-see-money")) } }
            }
        }
    }

    /// How fresh and how complete the data is: what a reader must know to judge the rest.
    fn quality(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let age = |l: &crate::plan::ActivitySummary| {
            l.latest.as_ref().map(|u| (self.day - u.published_at.with_timezone(&frame.zone).date_naive()).num_days())
        };
        let all = self.lines.len();
        let fresh = self.lines.iter().filter(|l| age(l).is_some_and(|days| days <= i64::from(l.activity.monitoring.interval))).count();
        let mut intervals: Vec<u32> = self.lines.iter().map(|l| l.activity.monitoring.interval).collect();
        intervals.dedup();
        let is_fresh = match intervals[..] {
            [days] => t!(lang, "dashboard-fresh", days = days),
            _ => t!(lang, "dashboard-fresh-own"),
        };
        let never = self.lines.iter().filter(|l| l.latest.is_none()).count();
        let planned = self.lines.iter().filter(|l| self.outputs.iter().any(|o| o.activity == l.activity.id)).count();
        let aimed = self.figures.iter().filter(|(_, f)| f.indicator.terms.target.is_some()).count();
        let measured = self.figures.iter().filter(|(_, f)| f.value.is_some()).count();
        let located = self.headline.totals.with_country;
        let rows = [
            (is_fresh, fresh, all),
            (t!(lang, "dashboard-never"), never, all),
            (t!(lang, "dashboard-with-outputs"), planned, all),
            (t!(lang, "dashboard-with-target"), aimed, self.figures.len()),
            (t!(lang, "dashboard-with-value"), measured, self.figures.len()),
        ];
        html! {
            section aria-labelledby="quality" {
                h2 #quality { (t!(lang, "dashboard-quality")) }
                table {
                    caption.vh { (t!(lang, "dashboard-quality")) }
                    tbody {
                        @for (words, n, of) in rows { tr { th scope="row" { (words) } td.n { (t!(lang, "n-of-m", number = n, all = of)) } } }
                        @if self.headline.totals.attendances > 0 { tr { th scope="row" { (t!(lang, "dashboard-located")) } td.n { (t!(lang, "n-of-m", number = text::count(located), all = text::count(self.headline.totals.attendances))) } } }
                    }
                }
                @if may_see_names(frame.member()) && never > 0 { p."small soft gap" { (t!(lang, "dashboard-never-which")) @for l in self.lines.iter().filter(|l| l.latest.is_none()) { " " a href=(frame.plan().activity(l.activity.number)) { (l.activity.number) } } } }
            }
        }
    }

    fn downloads(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let to = |path: &str| as_of::address(frame, &self.query.address(path, &[]));
        html! {
            section.gets aria-labelledby="download" {
                h2 #download { (t!(lang, "download")) }
                div.acts { a.btn href=(to(&frame.plan().dashboard_xlsx())) { (icon(frame, "download")) (t!(lang, "download-xlsx")) } a.btn href=(as_of::address(frame, &self.query.address(&frame.plan().events_csv(), &[("state", "verified")]))) { (icon(frame, "download")) (t!(lang, "dashboard-events-csv")) } a.btn href=(frame.plan().reports()) { (t!(lang, "reports")) } }
                p."small soft gap" { (t!(lang, "download-csv")) (t!(lang, "colon")) @for (at, table) in self.tables(frame).iter().enumerate() { @if at > 0 { (t!(lang, "list-comma")) } a href=(to(&frame.plan().dashboard_csv(&table.name))) { (table.title) } } }
            }
        }
    }
}

fn blank(frame: &Frame) -> Markup {
    let lang = frame.lang;
    let may_report = domain::access::may_report(frame.member());
    html! {
        div.blank {
            (icon(frame, "measure"))
            p { (t!(lang, if may_report { "dashboard-blank-officer" } else { "dashboard-blank" })) }
            div.acts { a.btn href=(frame.plan().list()) { (t!(lang, "work-see-plan")) } }
        }
    }
}

fn status_title(lang: Lang, line: &crate::plan::ActivitySummary) -> String {
    format!("{}. {} ({})", line.activity.number, line.activity.short_title.get(lang), status_name(lang, line.status()))
}

fn value_of_target(lang: Lang, figure: &domain::figure::IndicatorFigure) -> String {
    let value = figure.value.map_or_else(|| "–".to_owned(), text::number);
    let target = figure.indicator.terms.target.map_or_else(String::new, |(n, _)| text::number(n));
    t!(lang, "n-of-m", number = value, all = target)
}

/// A share in whole per cent, rounded.
fn share(n: u64, of: u64) -> u64 {
    (n * 100 + of / 2).checked_div(of).unwrap_or(0)
}
