//! `/team`: who has what to do, reminders that somebody asks for, and handing over.

use crate::support::{TestApp, Visitor};

/// An output that has been late since 20 March, of an activity that Ines leads.
fn late_output(app: &TestApp) -> Visitor {
    let ines = app.officer();
    ines.names_lead(7, "Ines Duarte");
    ines.expects_output(7, "Manual of methods", ("20", "3"), "JRC");
    ines
}

/// The first button that asks for a reminder.
fn remind(visitor: &Visitor) -> crate::support::Page {
    visitor.sends(&visitor.gets("/team").form("/team/reminders/new"))
}

on_both! {
    fn everybody_who_is_late_is_seen_by_person_and_by_activity(app) {
        let (_ines, _tomas) = (late_output(&app), app.partner("jrc"));
        let app = app.starts_again(&["--clock", "2019-03-30"]);
        let li = app.another_officer();
        let page = li.gets("/team");
        page.is(200).shows("Saturday 30 March 2019 · 1 late");
        assert_eq!(page.all("section[aria-labelledby^='person-'] h2"), ["Ines Duarte Programme officer", "Tomás Ferri Partner"]);
        assert_eq!(page.parts("section[aria-labelledby^='person-'] li", "div > a, .st, time"), ["Record delivery: Manual of methods | 10 days late | 20 Mar"; 2]);
        page.shows("1 late · leads 1 activity · Hand over");
        assert_eq!(page.all("#leaderless ~ ul li").len(), 13);
        let by_activity = li.gets("/team?by=activity");
        assert_eq!(by_activity.all("section[aria-labelledby^='activity-'] h2"), ["7. Sampling and detection workshops"]);
        assert_eq!(by_activity.all("section[aria-labelledby^='activity-'] li").len(), 1);
        app.visitor().signs_in("tomas@example.org").gets("/team").is(404);
        app.donor().gets("/team").is(404);
    }

    fn a_reminder_that_is_asked_for_goes_once_a_day_to_those_who_have_to_act(app) {
        let (_ines, _tomas) = (late_output(&app), app.partner("jrc"));
        let app = app.starts_again(&["--clock", "2019-03-30"]);
        let li = app.another_officer();
        remind(&li).leads_to("/team");
        let page = li.opens("/team");
        page.shows("A reminder is on its way.").shows("Reminder requested today by Li Wen").hides("Remind now");
        for email in ["ines@example.org", "tomas@example.org"] {
            let mail = app.mails.to(email);
            assert_eq!(mail.subject, "To do: Record delivery: Manual of methods");
            assert!(mail.text.contains("Li Wen asks you to do this now:") && mail.text.contains("/deliveries/new"), "{}", mail.text);
        }
        let again = li.gets("/activities/7");
        let token = again.value("token").unwrap();
        let fields = [("token", token.as_str()), ("kind", "output"), ("subject", "output"), ("key", "1")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        li.posts("/team/reminders/new", &fields, &[]).is(409);
        assert_eq!(app.mails.count(), 2, "not twice a day");
        let wrong = [("token", token.as_str()), ("kind", "output"), ("subject", "output"), ("key", "99")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        li.posts("/team/reminders/new", &wrong, &[]).is(404);
        app.administrator().gets("/admin/audit").shows("Li Wen requested a reminder.").shows("Ines Duarte, Tomás Ferri");
    }

    fn what_somebody_leads_is_handed_over(app) {
        let (ines, _li) = (app.officer(), app.another_officer());
        for number in [3, 7, 9] {
            ines.names_lead(number, "Ines Duarte");
        }
        let page = ines.gets("/team");
        let address = page.attributes("a[href$='/handover/new']", "href").remove(0);
        let form = ines.gets(&address).is(200).form(&address);
        assert_eq!(ines.sends(&form).is(422).all(".sum li").len(), 3, "each wants a choice");
        let li = ines.gets(&address).choice("lead-all", "Li Wen");
        let own = ines.gets(&address).attributes("select[id^='lead-']", "id").pop().unwrap();
        ines.sends(&form.with("lead-all", &li).with(&own, "nobody")).leads_to("/team");
        ines.opens("/team").shows("The activities are handed over.").shows("leads 2 activities");
        ines.gets("/activities/3").shows("Lead officer: Ines Duarte → Li Wen");
        assert_eq!(ines.gets("/team").all("#leaderless ~ ul li").len(), 12);
        ines.gets(&address).hides("Sampling and detection workshops");
    }

    fn handing_over_does_not_make_anything_less_late(app) {
        let ines = late_output(&app);
        app.another_officer();
        let address = ines.gets("/team").attributes("a[href$='/handover/new']", "href").remove(0);
        let form = ines.gets(&address).form(&address);
        ines.sends(&form.with("lead-all", &ines.gets(&address).choice("lead-all", "Li Wen"))).leads_to("/team");
        let app = app.starts_again(&["--clock", "2019-06-12"]);
        let page = app.visitor().signs_in("liwen@example.org").gets("/");
        page.shows("2 late").shows("84 days late").shows("2 days late");
    }
}
