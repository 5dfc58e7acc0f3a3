//! `/money`.

use actix_web::HttpResponse;
use domain::access::{Member, MoneySeen};
use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::money::{Converted, Currency, ExchangeRate, Ledger, LedgerFilter, Sums, Totals, in_one};
use views::money::in_one::InOne;
use views::money::list::{Page, Query};

use super::directory;
use crate::db::{Conn, money};
use crate::error::AppError;
use crate::web::as_of::AsOf;
use crate::web::extract::Fields;
use crate::web::page_cache::{Audience, Cached};

/// The page.
///
/// # Errors
/// Those of the database.
pub async fn show(cached: Cached) -> Result<HttpResponse, AppError> {
    let (asked, as_of) = (Fields(url::form_urlencoded::parse(cached.query().as_bytes()).into_owned().collect()), cached.as_of());
    cached.page(Audience::Organisation, move |conn, frame| Ok(page(conn, frame.member(), &asked, as_of)?.render(frame))).await
}

/// The filter behind the address, and the address as it was understood: what is no choice was not asked.
fn filter(directory: &Directory, asked: &Fields, seen: MoneySeen) -> (LedgerFilter, Option<Currency>, Query) {
    let number: Option<i32> = asked.get("activity").parse().ok();
    let activity = directory.activities.iter().find(|a| Some(a.number) == number);
    let slug = |name: &str| directory.organisations.iter().find(|o| o.slug == asked.get(name)).map(|o| o.id);
    let filter = LedgerFilter {
        activity: activity.map(|a| a.id),
        donor: slug("donor"),
        spender: slug("spender"),
        currency: asked.get("currency").parse().ok(),
    }
    .for_reader(seen);
    let into: Option<Currency> = asked.get("into").parse().ok();
    let name = |id: Option<OrganisationId>| id.and_then(|id| directory.organisation(id)).map_or_else(String::new, |o| o.slug.clone());
    let code = |currency: Option<Currency>| currency.map_or_else(String::new, |c| c.as_str().to_owned());
    let query = Query {
        activity: activity.map_or_else(String::new, |a| a.number.to_string()),
        donor: name(filter.donor),
        spender: name(filter.spender),
        currency: code(filter.currency),
        into: code(into),
    };
    (filter, into, query)
}

fn page(conn: &mut Conn, member: Option<&Member>, asked: &Fields, as_of: AsOf) -> Result<Page, AppError> {
    let seen = MoneySeen::by(member);
    let directory = directory(conn)?;
    let (filter, into, query) = filter(&directory, asked, seen);
    let all = application::queries::money::ledger(conn, as_of)?;
    let with_cancelled = domain::access::may_report(member);
    let [donors, spenders] = named(&all.clone().seen(seen, &LedgerFilter::default()).records(seen, with_cancelled), &filter);
    let left = all.seen(seen, &filter);
    let totals = left.totals(&filter);
    let in_one = match into {
        Some(currency) => Some(total(conn, &totals, currency, as_of)?),
        None => None,
    };
    Ok(Page { directory, query, filter, totals, in_one, records: left.records(seen, with_cancelled), donors, spenders })
}

fn total(conn: &mut Conn, totals: &Totals, currency: Currency, as_of: AsOf) -> Result<InOne, AppError> {
    let rates: Vec<ExchangeRate> = money::rate::all(conn, as_of.at)?.into_iter().map(|r| r.rate).collect();
    let one = |sums: &Sums| -> Option<Converted> { (!sums.is_empty()).then(|| in_one(sums, currency, &rates)) };
    Ok(InOne { currency, pledged: one(&totals.pledged), received: one(&totals.received), spent: one(&totals.spent) })
}

/// Those who have given, and those who have spent something that the reader may see, with those that were asked for.
fn named(ledger: &Ledger, filter: &LedgerFilter) -> [Vec<OrganisationId>; 2] {
    let donors = ledger.contributions.iter().map(|r| r.contribution.donor).chain(filter.donor);
    let spenders = ledger.expenditures.iter().map(|r| r.expenditure.spender).chain(filter.spender);
    [donors.collect(), spenders.collect()].map(|mut named: Vec<OrganisationId>| {
        named.sort_unstable();
        named.dedup();
        named
    })
}
