//! Setting up a new tracker: the list of what is to be done, and the table of leads, partners and due days.

use crate::people::invites;
use crate::support::page::Form;
use crate::support::{TestApp, Visitor, in_plan};

fn table() -> String {
    in_plan("/plan/setup")
}

/// The form of an activity in the table.
fn line(visitor: &Visitor, number: i32) -> Form {
    let page = visitor.gets(&table());
    let of = |form: &Form| form.fields.iter().any(|(name, value)| name == "activity" && *value == number.to_string());
    page.is(200).forms().into_iter().find(of).expect("a line of the table")
}

fn open_items(amara: &Visitor) -> Vec<String> {
    amara.gets("/").all("#setup ~ ul li a, #setup ~ ul li:not(:has(.st)) strong")
}

on_both! {
    fn a_list_leads_an_administrator_through_the_set_up(app) {
        let amara = app.administrator();
        assert_eq!(open_items(&amara), ["Invite people", "Name the lead officers", "Confirm the partners", "Set the due days of outputs", "Decide about public pages", "Make a backup"]);
        amara.gets("/").shows("14 of 14 activities have none. Nobody is reminded about them.");
        invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
        amara.sends(&amara.gets("/admin/settings").form("/admin/settings")).leads_to("/admin/settings");
        assert_eq!(open_items(&amara), ["Name the lead officers", "Confirm the partners", "Set the due days of outputs", "Make a backup"]);
        app.officer().gets("/").hides("Set up the tracker");
        amara.sends(&amara.gets("/").form("/setup/end")).leads_to("/");
        amara.opens("/").shows("The list is hidden.").hides("Set up the tracker");
    }

    fn leads_partners_and_due_days_are_set_line_by_line(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        ines.expects_output(7, "Manual", ("20", "5"), "");
        let form = line(&ines, 7);
        let lead = form.fields.iter().find(|(name, _)| name.starts_with("lead-")).unwrap().0.clone();
        let standings: Vec<String> = form.fields.iter().filter(|(name, _)| name.starts_with("standing-")).map(|(name, _)| name.clone()).collect();
        let ines_key = ines.gets("/activities/7/edit").choice("lead", "Ines Duarte");
        let saved = form.clone().with(&lead, &ines_key).with(&standings[0], "confirmed").with("due-1-day", "21").with("due-1-month", "6").with("due-1-year", "2019");
        let answer = ines.sends(&saved);
        assert_eq!((answer.status, answer.location.as_deref()), (303, Some(in_plan("/plan/setup#activity-7").as_str())));
        ines.opens(&table()).shows("The activity is saved.");
        let page = ines.gets("/activities/7");
        page.shows("21 June 2019").shows("→ Ines Duarte").shows("Confirmed");
        ines.gets("/outputs/1").shows("Due: 20 May 2019 → 21 June 2019");
        assert_eq!(ines.sends(&saved).status, 303, "the same again changes nothing");

        let wrong = ines.sends(&line(&ines, 7).with("due-1-day", "31").with("due-1-month", "2"));
        assert!(wrong.is(422).error_at("due-1").is_some());
        assert_eq!(wrong.value("due-1-day").as_deref(), Some("31"), "nothing that was typed is lost");
        ines.sends(&form.with(&lead, "")).is(409);
        tomas.gets(&table()).is(404);
    }
}

/// Nothing to set up is shown in the demonstration's place of a database that is set up.
#[test]
fn a_tracker_that_is_set_up_shows_no_list() {
    let app = TestApp::sqlite();
    let amara = app.administrator();
    amara.sends(&amara.gets("/").form("/setup/end")).leads_to("/");
    let app = app.starts_again(&[]);
    app.visitor().signs_in("amara@example.org").gets("/").hides("Set up the tracker");
}
