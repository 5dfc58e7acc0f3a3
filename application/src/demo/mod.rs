//! The demonstration: a throwaway database with invented people, updates and results, on a day in 2019 on which some things are
//! done, some due and some late. What is invented stands in `data/demo.json`; it is stored the same way as what people type.

mod activities;
mod events;
mod filling;
mod money;
mod people;
mod reports;
mod results;

use std::sync::Arc;

use serde::Deserialize;

use self::filling::Filling;
use crate::actions;
use crate::actor::Site;
use crate::db::Conn;
use crate::error::Error;

pub use filling::DAY;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Demo {
    people: Vec<people::DemoPerson>,
    organisations: Vec<people::DemoOrganisation>,
    activities: Vec<activities::DemoActivity>,
    events: Vec<events::DemoEvent>,
    outputs: Vec<results::DemoOutput>,
    targets: Vec<results::DemoTarget>,
    measurements: Vec<results::DemoMeasurement>,
    money: money::DemoMoney,
    reports: Vec<reports::DemoReport>,
}

/// Fills a database that holds the plan and nothing else, in one transaction.
///
/// # Errors
/// When the database fails, or `data/demo.json` holds what an action refuses.
pub fn fill(conn: &mut Conn, site: &Arc<Site>) -> Result<(), Error> {
    let demo: Demo = serde_json::from_str(include_str!("../../../data/demo.json")).map_err(Error::internal)?;
    conn.write(|conn| {
        let mut filling = Filling::new(conn, site)?;
        filling.people(&demo.people, &demo.organisations)?;
        demo.activities.iter().try_for_each(|a| filling.activity(a))?;
        filling.events(&demo.events)?;
        demo.outputs.iter().enumerate().try_for_each(|(at, o)| filling.output(at, o))?;
        demo.targets.iter().try_for_each(|t| filling.target(t))?;
        demo.measurements.iter().enumerate().try_for_each(|(at, m)| filling.measurement(at, m))?;
        filling.money(&demo.money)?;
        demo.reports.iter().enumerate().try_for_each(|(at, r)| filling.report(at, r))?;
        // The mails of those past days are not to be sent.
        actions::mail::delete_all(filling.conn)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_invented_data_is_whole() {
        let demo: Demo = serde_json::from_str(include_str!("../../../data/demo.json")).unwrap();
        assert_eq!(demo.activities.len(), 14);
        assert!(demo.people.iter().all(|p| p.email.ends_with("@example.org")), "nobody real can be reached");
        for role in domain::access::Role::ALL {
            assert!(demo.people.iter().any(|p| p.role == role.as_str()), "no {role}");
        }
    }
}
