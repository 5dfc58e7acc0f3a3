//! The dashboard: what came of the plan, on one page, in tables to download, and as of any day.

use chrono::NaiveDate;
use domain::access::{Member, MoneySeen};
use domain::as_of::AsOf;
use domain::dashboard::{Dashboard, Earlier, Query};
use domain::dashboard::{Headline, OutputCount, Selection};
use domain::directory::Directory;
use domain::form::optional_iso_day;
use domain::ids::{ActivityId, OrganisationId, PlanId};
use domain::money::LedgerFilter;
use domain::plan::ActivitySummary;
use domain::review::Stage;

use super::{money, plan};
use crate::db::event::breakdown;
use crate::db::event::filter::{EventFilter, EventSource, Scope};
use crate::db::event::list;
use crate::db::event::totals::{self, Counted};
use crate::db::{Conn, directory, figure, output};
use crate::error::Error;

/// What an address asks for, as far as it can be understood, with the slugs that were.
#[derive(Debug, Default)]
pub struct Asked {
    /// What is looked at.
    pub selection: Selection,
    /// Slug of the partner.
    pub partner: String,
    /// Slug of the donor.
    pub donor: String,
}

/// Reads the names and days of an address; what is no choice, or is not for this reader, was not asked.
pub fn asked(directory: &Directory, member: Option<&Member>, value: impl Fn(&str) -> String) -> Asked {
    let organisation = |name: &str| {
        let slug = value(name);
        directory.organisations.iter().find(|o| o.slug == slug).map(|o| (o.id, o.slug.clone()))
    };
    let (partner, donor) = (organisation("partner"), organisation("donor").filter(|_| MoneySeen::by(member) == MoneySeen::Everything));
    let day = |name: &str| optional_iso_day(&value(name)).ok().flatten();
    let number = value("activity").parse::<i32>().ok();
    let selection = Selection {
        activity: directory.activities.iter().find(|a| Some(a.number) == number).map(|a| a.id),
        partner: partner.as_ref().map(|(id, _)| *id),
        donor: donor.as_ref().map(|(id, _)| *id),
        group: value("group").parse().ok(),
        from: day("from"),
        until: day("until"),
    };
    let slug = |found: Option<(OrganisationId, String)>| found.map_or_else(String::new, |(_, slug)| slug);
    Asked { selection, partner: slug(partner), donor: slug(donor) }
}

/// The activities of a plan that are looked at, by number.
///
/// # Errors
/// When the database fails.
pub fn activities(
    conn: &mut Conn,
    plan: PlanId,
    directory: &Directory,
    selection: &Selection,
    as_of: AsOf,
) -> Result<Vec<ActivityId>, Error> {
    let fits = |a: &&domain::directory::ActivityEntry| {
        selection.activity.is_none_or(|id| id == a.id) && selection.partner.is_none_or(|p| a.partners.contains(&p))
    };
    let mut of: Vec<ActivityId> = directory.activities.iter().filter(fits).map(|a| a.id).collect();
    if let Some(donor) = selection.donor {
        of = money::ledger(conn, plan, as_of)?.funded_by(donor, &of);
    }
    Ok(of)
}

/// Everything that the dashboard of a plan shows, as of a moment. `value` gives what the address asks for under a name, or nothing.
///
/// # Errors
/// When the database fails.
pub fn dashboard(
    conn: &mut Conn,
    plan: PlanId,
    member: Option<&Member>,
    value: impl Fn(&str) -> String,
    as_of: AsOf,
    today: NaiveDate,
) -> Result<Dashboard, Error> {
    let plan = plan::of(conn, plan)?;
    let directory = directory::load(conn, plan.id)?;
    let Asked { selection, partner, donor } = asked(&directory, member, &value);
    let chosen = activities(conn, plan.id, &directory, &selection, as_of)?;
    let filter = filter(plan.id, &selection, &chosen);
    let mut lines = plan::lines(conn, plan.id, as_of.at)?;
    lines.retain(|l| chosen.contains(&l.activity.id));
    let mut outputs = output::all(conn, plan.id)?;
    outputs.retain(|o| chosen.contains(&o.activity) && o.was_expected(as_of.at) && o.output.due.is_none_or(|due| selection.covers(due)));
    let mut figures = figure::all(conn, plan.id, as_of.at)?;
    figures.retain(|(activity, _)| chosen.contains(activity));
    let headline = headline(conn, &lines, &outputs, &filter, as_of)?;
    let seen = MoneySeen::by(member);
    let money_filter = LedgerFilter { activity: selection.activity, donor: selection.donor, ..LedgerFilter::default() };
    let known = money::ledger(conn, plan.id, as_of)?.seen(seen, &LedgerFilter::default());
    let donors = if seen == MoneySeen::Everything { known.donors() } else { Vec::new() };
    let mut ledger = known.during(&selection).seen(seen, &money_filter);
    if selection.partner.is_some() {
        ledger = ledger.for_any(&chosen);
    }
    let waiting = if as_of.day.is_none() && !selection.is_narrow() {
        let submitted = EventFilter { plan: Some(plan.id), stage: Some(Stage::Submitted), ..EventFilter::default() };
        list::count(conn, EventSource::Records, Scope::All, &submitted)?
    } else {
        0
    };
    let since = optional_iso_day(&value("since")).ok().flatten().filter(|day| *day < as_of.day.unwrap_or(today));
    let earlier = match since {
        Some(day) => Some(Earlier { day, headline: earlier(conn, plan.id, &chosen, &selection, AsOf::end_of(day))? }),
        None => None,
    };
    let number = |id: Option<ActivityId>| id.and_then(|id| directory.activity(id)).map_or_else(String::new, |a| a.number.to_string());
    let text = |day: Option<NaiveDate>| day.map_or_else(String::new, |d| d.to_string());
    Ok(Dashboard {
        query: Query {
            activity: number(selection.activity),
            partner,
            donor,
            group: selection.group.map_or("", domain::event::Group::as_str).to_owned(),
            from: text(selection.from),
            until: text(selection.until),
            since: text(since),
        },
        quarters: breakdown::by_quarter(conn, &filter, as_of.at)?
            .into_iter()
            .map(|q| (q.quarter, q.kind, q.events, q.attendances))
            .collect(),
        countries: breakdown::by_country(conn, &filter, as_of.at)?.into_iter().map(|c| (c.code, c.events, c.attendances)).collect(),
        donors,
        money: ledger.totals(&money_filter),
        plan,
        directory,
        selection,
        lines,
        outputs,
        figures,
        headline,
        waiting: u64::try_from(waiting).unwrap_or(0),
        earlier,
        ledger: ledger.records(seen, false),
        at: as_of.at,
        day: as_of.day.unwrap_or(today),
    })
}

fn filter(plan: PlanId, selection: &Selection, chosen: &[ActivityId]) -> EventFilter {
    EventFilter {
        plan: Some(plan),
        one_of: selection.narrows_activities().then(|| chosen.to_vec()),
        ended: (selection.from, selection.until),
        group: selection.group,
        ..EventFilter::default()
    }
}

fn headline(
    conn: &mut Conn,
    lines: &[ActivitySummary],
    outputs: &[domain::output::OutputRecord],
    filter: &EventFilter,
    as_of: AsOf,
) -> Result<Headline, Error> {
    Ok(Headline {
        statuses: lines.iter().map(|l| (l.activity.number, l.status())).collect(),
        outputs: OutputCount::of(outputs.iter(), as_of.at),
        totals: totals::of(conn, filter, Counted::At(as_of.at))?,
    })
}

/// The figures at the top, of the same activities at an earlier moment.
fn earlier(conn: &mut Conn, plan: PlanId, chosen: &[ActivityId], selection: &Selection, as_of: AsOf) -> Result<Headline, Error> {
    let mut lines = plan::lines(conn, plan, as_of.at)?;
    lines.retain(|l| chosen.contains(&l.activity.id));
    let mut outputs = output::all(conn, plan)?;
    outputs.retain(|o| chosen.contains(&o.activity) && o.output.due.is_none_or(|due| selection.covers(due)));
    headline(conn, &lines, &outputs, &filter(plan, selection, chosen), as_of)
}
