//! Reviewing many records: one mail for a batch, duplicates held back, back to review, one record after the other.

use crate::support::{Page, TestApp, Visitor};

const COUNTRIES: [&str; 4] = ["Kenya", "Uganda", "Ghana", "Rwanda"];

/// Tomás submits workshops in several countries.
fn submits(tomas: &Visitor, countries: &[&str]) -> Vec<String> {
    let one = |country: &&str| tomas.logs_event(&[("title", &format!("Workshop in {country}")), ("country", country), ("city", country)]);
    countries.iter().map(one).map(|path| path.split('?').next().unwrap().to_owned()).collect()
}

fn verifies_all(ines: &Visitor) -> Page {
    let page = ines.gets("/reviews?all=yes");
    ines.sends(&page.form("/reviews"))
}

fn verified(visitor: &Visitor) -> usize {
    visitor.gets("/events?state=verified").rows("Workshop in").len()
}

on_both! {
    fn a_batch_is_one_mail_to_each_side(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        ines.names_lead(7, "Ines Duarte");
        submits(&tomas, &COUNTRIES);
        let mail = app.mails.to("ines@example.org");
        assert_eq!((mail.subject.as_str(), app.mails.count()), ("For your review: Workshop in Kenya", 1), "the others are gathered");
        app.comes("2019-03-13");
        let gathered = app.reminder_to("ines@example.org");
        assert_eq!(gathered.subject, "4 waiting", "and stand in the mail of the next morning");
        app.comes("2019-03-14");
        assert_eq!(app.reminders_to("ines@example.org").len(), 1, "once");
        verifies_all(&ines).leads_to("/reviews");
        assert_eq!(verified(&ines), 4);
        let mail = app.mails.to("tomas@example.org");
        assert_eq!(mail.subject, "4 of your records are verified");
        for country in COUNTRIES {
            assert!(mail.text.contains(&format!("Workshop in {country}")), "{}", mail.text);
        }
        assert_eq!(app.mails.count(), 2);
    }

    fn a_single_record_of_a_batch_gets_its_usual_mail(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        submits(&tomas, &COUNTRIES[..1]);
        verifies_all(&ines).leads_to("/reviews");
        assert_eq!(app.mails.to("tomas@example.org").subject, "Verified: Workshop in Kenya");
    }

    fn possible_duplicates_are_not_verified_together(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        let ruth = app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep");
        ines.edits(7, &[("partner-2-organisation", &ines.gets("/activities/9/edit").value("partner-0-organisation").unwrap())]).leads_to("/activities/7");
        submits(&tomas, &COUNTRIES[..2]);
        ruth.logs_event(&[("title", "Workshop in Nairobi")]);
        let page = ines.gets("/reviews?all=yes");
        page.shows("Possible duplicate").shows("review it by itself");
        assert_eq!(page.all("tbody tr").len(), 3);
        assert_eq!(page.attributes("input[name='event'][checked]", "value").len(), 1, "only the one without a duplicate can be ticked");
        // Whoever asks for all of them all the same gets the one.
        let all: Vec<(String, String)> = (1..=3).map(|id| ("event".to_owned(), format!("{id}:{}", app.event(domain::ids::EventId(id)).version))).collect();
        let token = page.value("token").unwrap();
        ines.posts("/reviews", &[vec![("token".to_owned(), token)], all].concat(), &[]).leads_to("/reviews");
        ines.opens("/reviews").shows("Possible duplicates were held back");
        assert_eq!(verified(&ines), 1);
    }

    fn a_verified_record_goes_back_to_review_with_a_reason(app) {
        let (ines, li, tomas, donor) = (app.officer(), app.another_officer(), app.partner("jrc"), app.donor());
        let event = submits(&tomas, &COUNTRIES[..1]).remove(0);
        ines.verifies(&event);
        donor.gets("/events").shows("1 verified event");
        let address = format!("{event}/reopening/new");
        let silent = li.sends(&li.form_at(&address));
        assert!(silent.is(422).error_at("reopen-reason").is_some());
        li.sends(&li.form_at(&address).with("reopen-reason", "The list names thirty.")).leads_to(&event);
        li.gets(&event).shows("Awaiting review").shows("Li Wen put the record back to review.").shows("The list names thirty.");
        donor.gets("/events").hides("1 verified event");
        donor.gets(&event).is(404);
        let mail = app.mails.nth_to("tomas@example.org", 2);
        assert!(mail.subject == "Back to review: Workshop in Kenya" && mail.text.contains("“The list names thirty.”"), "{}", mail.text);
        ines.verifies(&event);
        donor.gets("/events").shows("1 verified event");
    }

    fn the_next_record_is_one_click_away(app) {
        let (ines, tomas) = (app.officer(), app.partner("jrc"));
        let events = submits(&tomas, &COUNTRIES[..3]);
        let rel = |page: &Page, rel: &str| page.attributes(&format!("main nav a[rel='{rel}']"), "href");
        let second = ines.gets(&format!("{}/review", events[1]));
        assert_eq!((rel(&second, "prev"), rel(&second, "next")), (vec![format!("{}/review", events[0])], vec![format!("{}/review", events[2])]));
        let first = ines.gets(&rel(&second, "prev")[0]);
        assert_eq!((rel(&first, "prev").len(), rel(&first, "next").len()), (0, 1));
    }
}

/// The reason of a status stays until the status changes.
#[test]
fn the_reason_of_a_status_stays_while_the_status_does() {
    let app = TestApp::sqlite();
    let ines = app.officer();
    ines.publishes(7, "delayed", "Venue lost");
    let page = "/activities/7";
    ines.gets(page).shows("“The labs asked for more time”");
    ines.sends(&ines.writes_update(7, "delayed", "Still no venue").with("reason", "")).leads_to(page);
    ines.gets(page).shows("Still no venue").shows("“The labs asked for more time”");
    ines.confirms(7);
    ines.gets(page).shows("“The labs asked for more time”");
    ines.sends(&ines.writes_update(7, "on-track", "Found").with("reason", "We have a venue")).leads_to(page);
    ines.gets(page).shows("“We have a venue”");
}
