//! How often leads report and the thresholds of the calculated status, of a plan and of single activities.

use crate::support::page::Form;
use crate::support::{Visitor, in_plan};

fn numbers(amara: &Visitor) -> Form {
    let address = in_plan("/plan/monitoring");
    amara.gets(&address).is(200).form(&address)
}

/// The key by which the form knows an activity.
fn key(form: &Form, number: usize) -> String {
    form.fields.iter().filter_map(|(name, _)| name.strip_prefix("update-interval-")).nth(number - 1).unwrap().to_owned()
}

on_both! {
    fn an_administrator_sets_the_numbers_of_the_plan_and_of_an_activity(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        ines.expects_output(7, "Manual", ("1", "1"), "");
        ines.publishes(7, "on-track", "Laboratories were invited");
        let rule = "more than 60 days late";
        ines.gets("/activities/7").shows("Every 90 days").shows(rule).shows("70 days late");
        let before = ines.gets("/activities/7").all("section[aria-labelledby=due-next] time").join("");

        let form = numbers(&amara);
        let seven = key(&form, 7);
        amara.sends(&form.with("update-interval", "60").with(&format!("delay-days-{seven}"), "100").with(&format!("risk-days-{seven}"), "80")).leads_to(&in_plan("/plan/monitoring"));
        amara.opens(&in_plan("/plan/monitoring")).shows("The numbers are saved.");
        let page = ines.gets("/activities/7");
        page.shows("Every 60 days").shows("more than 100 days late").shows("more than 80 days late").hides(rule);
        page.shows("Delayed: days late, more than: nothing → 100");
        assert_ne!(page.all("section[aria-labelledby=due-next] time").join(""), before, "the next update is due earlier");
        ines.publishes(8, "on-track", "Discussions began");
        ines.gets("/activities/8").shows("Every 60 days").shows(rule);
        ines.gets("/activities/7?as_of=2019-01-31").shows(rule);

        let back = numbers(&amara);
        assert_eq!(back.fields.iter().find(|(name, _)| *name == format!("risk-days-{seven}")).unwrap().1, "80");
        let blank = ["update-interval", "risk-days", "delay-days", "risk-points", "delay-points"];
        let back = blank.iter().fold(back, |form, name| form.with(&format!("{name}-{seven}"), ""));
        amara.sends(&back).leads_to(&in_plan("/plan/monitoring"));
        ines.gets("/activities/7").shows("Every 60 days").shows(rule);
    }

    fn numbers_that_cannot_be_are_refused_beside_their_fields(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        let form = numbers(&amara);
        let first = key(&form, 1);
        let page = amara.sends(&form.with("risk-days", "soon").with("update-interval", "90.5").with(&format!("delay-points-{first}"), "10"));
        page.is(422);
        for (field, problem) in [("risk-days", "Enter a whole number from 0 to 730"), ("update-interval", "Enter a whole number from 7 to 730")] {
            assert_eq!(page.error_at(field), Some(format!("Error: {problem}")));
        }
        assert_eq!(page.value("risk-days").as_deref(), Some("soon"), "nothing that was typed is lost");
        let again = amara.sends(&numbers(&amara).with(&format!("delay-points-{first}"), "10"));
        assert_eq!(again.is(422).error_at(&format!("delay-points-{first}")).as_deref(), Some("Error: “Delayed” cannot begin before “At risk”"));
        ines.gets(&in_plan("/plan/monitoring")).is(404);
    }
}
