//! The life of a record: submitted, returned, corrected, verified, cancelled; who sees it; who gets a mail; merging.

use domain::access::Role;
use domain::event::EventInput;
use domain::lang::Lang;
use domain::review::Stage;

use crate::support::logging::id;
use crate::support::{TestApp, Visitor};

/// What the figures of activity 7 say.
fn figures(visitor: &Visitor) -> String {
    let page = visitor.gets("/events?activity=7");
    page.all("p.totals").join(" ")
}

/// Who may open the page of a record: administrator, officer, author, colleague, other partner, donor, the public.
fn readers(app: &TestApp, others: &[Visitor], address: &str) -> Vec<u16> {
    let mut seen: Vec<u16> = others.iter().map(|v| v.gets(address).status).collect();
    seen.push(app.visitor().gets(address).status);
    seen
}

on_both! {
    fn a_record_is_returned_corrected_and_verified(app) {
        let (tomas, ines, donor) = (app.partner("jrc"), app.officer(), app.donor());
        ines.names_lead(7, "Ines Duarte");
        let event = tomas.logs_event(&[]);
        donor.gets(&event).is(404);
        let told = app.mails.to("ines@example.org");
        assert_eq!(told.subject, "For your review: Workshop on detection, Nairobi");
        assert!(told.link().ends_with(&format!("{event}/review")), "{}", told.link());
        ines.gets("/").shows("Waiting for you").shows("Workshop on detection, Nairobi");

        let silent = ines.returns(&event, "  ");
        assert_eq!(silent.is(422).error_at("return-reason").as_deref(), Some("Error: Fill in this field"));
        ines.returns(&event, "Where is Rwanda?").leads_to("/reviews");
        let back = app.mails.to("tomas@example.org");
        assert_eq!(back.subject, "Please correct: Workshop on detection, Nairobi");
        assert!(back.text.contains("“Where is Rwanda?”") && back.html.contains("Where is Rwanda?"));
        assert!(back.link().ends_with(&format!("{event}/edit")), "the mail opens the very form");
        tomas.gets("/").shows("Reason: Where is Rwanda?");
        tomas.gets(&event).shows("Returned. What has to change:").shows("Where is Rwanda?");
        assert_eq!(figures(&tomas), "No verified event yet.");

        tomas.resubmits(&event, &[("country-2", "Rwanda"), ("people-2", "9")]).leads_to(&event);
        assert_eq!(app.mails.nth_to("ines@example.org", 2).subject, "For your review: Workshop on detection, Nairobi");
        ines.gets(&format!("{event}/review")).shows("All countries are stated").shows("Events held01").shows("Attendances032").shows("Countries03");
        ines.verifies(&event).leads_to("/reviews");
        assert_eq!(app.mails.nth_to("tomas@example.org", 2).subject, "Verified: Workshop on detection, Nairobi");
        donor.gets(&event).is(200).shows("Verified").shows("32");
        assert_eq!(figures(&donor), "1 verified event · 32 people attended · 3 countries");
        donor.gets("/activities/7").shows("1 verified event · 32 people attended · 3 countries").shows("Least developed countries (LDC)202");
        let history = ines.gets(&event).all("#history li p:first-child");
        let expected = ["Ines Duarte verified the record.", "Tomás Ferri submitted the record for review.", "Ines Duarte returned the record.", "Tomás Ferri submitted the record for review.", "Tomás Ferri began the record."];
        assert_eq!(history, expected);
        ines.gets(&event).shows("People by country: KE 12, UG 11 → KE 12, RW 9, UG 11");
    }

    fn others_know_the_history_from_the_verification_on(app) {
        let (tomas, ines, donor) = (app.partner("jrc"), app.officer(), app.donor());
        let stranger = app.partner_named("Sara Bel", "sara@example.org", "unep");
        let colleague = app.partner_named("Rui Paz", "rui@example.org", "jrc");
        let event = tomas.logs_event(&[]);
        ines.returns(&event, "this partner inflates numbers").leads_to("/reviews");
        tomas.resubmits(&event, &[("country-2", "Rwanda"), ("people-2", "9")]).leads_to(&event);
        ines.verifies(&event).leads_to("/reviews");
        for visitor in [&donor, &stranger] {
            assert_eq!(visitor.gets(&event).all("#history li p:first-child"), ["Ines Duarte verified the record."]);
            visitor.gets(&event).hides("inflates").hides("UG 11 → ");
        }
        for visitor in [&tomas, &colleague, &ines] {
            visitor.gets(&event).shows("this partner inflates numbers");
        }
    }

    fn who_changed_the_figures_does_not_verify_them(app) {
        let (tomas, ines, li, donor) = (app.partner("jrc"), app.officer(), app.another_officer(), app.donor());
        let event = tomas.logs_event(&[]);
        let corrects = |title: &str, people: &str| {
            let form = ines.form_at(&format!("{event}/edit")).with("title", title).with("attended", people).with("women", people).with("men", "0").with("other", "0");
            ines.sends(&form.with("country-0", "Kenya").with("people-0", people).with("country-1", "").with("people-1", "").with("intent", "submit")).leads_to(&event);
        };
        // A word may be mended by whoever verifies.
        let form = ines.form_at(&format!("{event}/edit")).with("city", "Nairobi, Gigiri").with("intent", "submit");
        ines.sends(&form).leads_to(&event);
        ines.gets(&format!("{event}/review")).is(200);
        corrects("Workshop on detection, Nairobi", "9999");
        ines.gets(&event).shows("You changed figures of this record. Another officer verifies or returns it.");
        ines.gets(&format!("{event}/review")).is(404);
        ines.gets("/reviews").shows("you changed its figures: somebody else reviews it");
        let form = li.form_at(&format!("{event}/review")).with("decision", "verify");
        let token = ines.gets(&event).form("/session/end").fields[0].1.clone();
        ines.sends(&form.clone().with("token", &token)).is(404);
        li.sends(&form).leads_to("/reviews");
        donor.gets(&event).is(200).hides("were corrected after");
        // A correction afterwards is said on the page.
        let form = li.form_at(&format!("{event}/correction/new")).with("attended", "50").with("women", "50").with("people-0", "50").with("correct-reason", "a typing error");
        li.sends(&form).leads_to(&event);
        for visitor in [&donor, &ines] {
            visitor.gets(&event).shows("Figures of this record were corrected after it was verified.").shows("a typing error");
        }
    }

    fn nobody_reviews_a_record_of_their_own(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let event = ines.logs_event(&[]);
        ines.gets(&event).shows("Awaiting review").hides("Your decision");
        ines.gets(&format!("{event}/review")).is(404);
        let form = li.form_at(&format!("{event}/review")).with("decision", "verify");
        let token = ines.gets(&event).form("/session/end").fields[0].1.clone();
        ines.sends(&form.with("token", &token)).is(404);
        let queue = ines.gets("/reviews");
        queue.shows("your own: somebody else reviews it");
        assert!(queue.attributes("input[name='event']", "value").is_empty(), "it cannot be ticked");
        let version = li.gets("/reviews").attributes("input[name='event']", "value")[0].clone();
        ines.sends(&queue.form("/reviews").with("event", &version)).leads_to("/reviews");
        ines.gets("/reviews").shows("Not all of them could be verified");
        li.verifies(&event).leads_to("/reviews");
        ines.gets(&format!("{event}/correction/new")).is(404);
    }

    fn many_records_are_verified_at_once(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        for year in ["2017", "2018"] {
            tomas.logs_event(&[("start-year", year), ("end-year", year), ("title", &format!("Workshop of {year}"))]);
        }
        let third = tomas.logs_event(&[("title", "Changed meanwhile"), ("start-year", "2016"), ("end-year", "2016")]);
        let queue = ines.gets("/reviews");
        queue.shows("3 records wait for review").shows("since today");
        let ticked = queue.attributes("input[name='event']", "value");
        let mut form = queue.form("/reviews");
        form.fields.extend(ticked.iter().map(|v| ("event".to_owned(), v.clone())));
        tomas.resubmits(&third, &[("city", "Nakuru")]).leads_to(&third);
        ines.sends(&form).leads_to("/reviews");
        let left = ines.gets("/reviews");
        left.shows("Not all of them could be verified").shows("Changed meanwhile").shows("1 record waits");
        assert_eq!(figures(&ines).split(" · ").next(), Some("2 verified events"));
        assert_eq!(app.mails.to("tomas@example.org").subject, "2 of your records are verified");
        ines.sends(&left.form("/reviews")).leads_to("/reviews");
        ines.gets("/reviews").shows("Tick the records that you want to verify first.");
    }

    fn what_has_waited_longest_comes_first(app) {
        let ines = app.officer();
        let first = app.partner("jrc").logs_event(&[("title", "First")]);
        let second = app.partner_named("Ruth Ndlovu", "ruth@example.org", "jrc").logs_event(&[("title", "Second"), ("start-year", "2018"), ("end-year", "2018")]);
        app.has_waited(&second, 9);
        app.has_waited(&first, 2);
        let rows = ines.gets("/reviews").parts("tbody tr", "th a, td .st");
        assert_eq!(rows, ["Second | 9 days", "First | 2 days"]);
    }

    fn a_verified_record_is_corrected_with_a_reason(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let event = tomas.logs_event(&[]);
        ines.verifies(&event).leads_to("/reviews");
        let correction = format!("{event}/correction/new");
        tomas.gets(&correction).is(404);
        tomas.gets(&format!("{event}/edit")).is(404);
        let form = ines.form_at(&correction).with("women", "18").with("men", "13");
        let refused = ines.sends(&form);
        assert_eq!(refused.is(422).error_at("correct-reason").as_deref(), Some("Error: Fill in this field"));
        assert_eq!(refused.value("women").as_deref(), Some("18"));
        let form = form.with("correct-reason", "Counted again from the list");
        ines.sends(&form).leads_to(&event);
        ines.sends(&form).leads_to(&event);
        let page = ines.gets(&event);
        page.shows("Verified").shows("logged by Tomás Ferri").shows("Women: 17 → 18").shows("Men: 14 → 13").shows("Reason: Counted again from the list");
        assert_eq!(page.all("#history ol.log > li").len(), 4, "the second press changed nothing");
        assert_eq!(figures(&ines).split(" · ").nth(1), Some("32 people attended"));
    }

    fn a_record_is_cancelled_with_a_reason(app) {
        let (tomas, ines, donor) = (app.partner("jrc"), app.officer(), app.donor());
        let event = tomas.logs_event(&[]);
        assert_eq!(tomas.cancels(&event, "").is(422).error_at("cancel-reason").as_deref(), Some("Error: Fill in this field"));
        ines.verifies(&event).leads_to("/reviews");
        tomas.gets(&format!("{event}/cancellation/new")).is(404);
        ines.cancels(&event, "It was counted twice").leads_to(&event);
        tomas.gets(&event).shows("Cancelled:").shows("It was counted twice");
        donor.gets(&event).is(404);
        assert_eq!(figures(&donor), "");
        ines.gets(&format!("{event}/edit")).is(404);
        ines.gets(&format!("{event}/cancellation/new")).is(404);
    }

    fn who_sees_a_record_in_each_state(app) {
        let ines = app.officer();
        let tomas = app.partner("jrc");
        let others = [app.administrator(), app.another_officer(), app.partner_named("Jo", "jo@example.org", "jrc"), app.partner_named("Ruth", "ruth@example.org", "unep"), app.donor()];
        app.opens_to_the_public();
        // administrator, officer, colleague, partner elsewhere, donor, public
        let (own, all) = ([200, 200, 200, 404, 404, 404], [200; 6]);
        let draft = tomas.drafts_event(&[("title", "D")]);
        assert_eq!(readers(&app, &others, &draft), own, "a draft");
        let later = |year: &str, title: &str| tomas.logs_event(&[("title", title), ("start-year", year), ("end-year", year)]);
        let sent = later("2018", "S");
        assert_eq!(readers(&app, &others, &sent), own, "submitted");
        ines.returns(&sent, "why").leads_to("/reviews");
        assert_eq!(readers(&app, &others, &sent), own, "returned");
        tomas.cancels(&sent, "no").leads_to(&sent);
        assert_eq!(readers(&app, &others, &sent), own, "cancelled");
        let verified = later("2017", "V");
        ines.verifies(&verified).leads_to("/reviews");
        assert_eq!(readers(&app, &others, &verified), all, "verified");
        let [_, _, colleague, elsewhere, donor] = &others;
        let titles = |v: &Visitor| v.gets("/events?sort=title").all("table.rows tbody th a");
        assert_eq!(titles(&tomas), ["D", "S", "V"]);
        assert_eq!(titles(colleague), ["D", "S", "V"]);
        assert_eq!([titles(elsewhere), titles(donor), titles(&app.visitor())], [["V"], ["V"], ["V"]]);
        for other in [elsewhere, donor] {
            for page in ["edit", "discard/new", "cancellation/new"] {
                other.gets(&format!("{draft}/{page}")).is(404);
            }
            assert!(!other.gets("/events.csv").body.contains(",S,"), "nor in the table");
        }
        // What is opened by colleagues can be worked on by them.
        colleague.gets(&format!("{draft}/edit")).is(200);
        // The public reads no names of people and no addresses.
        let public = app.visitor().gets(&verified);
        public.hides("Tomás").hides("tomas@example.org").hides("History");
        donor.gets(&verified).shows("tomas@example.org");
    }

    fn forged_changes_of_foreign_records_find_nothing(app) {
        let (tomas, ruth) = (app.partner("jrc"), app.partner_named("Ruth", "ruth@example.org", "unep"));
        let draft = tomas.drafts_event(&[]);
        let token = ruth.gets("/events").form("/session/end").fields[0].1.clone();
        for page in ["edit", "discard/new", "cancellation/new"] {
            let form = tomas.form_at(&format!("{draft}/{page}")).with("token", &token).with("cancel-reason", "x");
            ruth.sends(&form).is(404);
        }
        tomas.gets(&draft).shows("Draft");
    }

    fn merging_credits_both_and_can_be_undone(app) {
        let (tomas, ruth, ines) = (app.partner("jrc"), app.partner_named("Ruth", "ruth@example.org", "network-of-laboratories"), app.officer());
        let both = ines.gets("/events/new").box_of("activities", "8. ");
        let first = tomas.logs_event(&[]);
        let page = ines.gets("/events/new").choice("organiser", "Joint Research Centre of the European Commission (JRC)");
        assert!(!page.is_empty());
        let mut form = ines.writes_event(&[("title", "Detection training, Nairobi"), ("attended", "30"), ("women", "16"), ("men", "14"), ("other", "0"), ("people-0", "12")]);
        form = form.with("organiser", &ines.gets("/events/new").choice("organiser", "United Nations Environment Programme (UNEP)"));
        form.fields.push(("activities".to_owned(), both));
        let warned = ines.sends(&form);
        let second = ines.sends(&warned.is(422).form("/events/new").with("intent", "submit")).location.unwrap();
        let li = app.another_officer();
        li.gets("/reviews").shows("Possible duplicate");
        li.gets(&format!("{first}/review")).shows("Possible duplicate").shows("Detection training, Nairobi");
        li.verifies(&first).leads_to("/reviews");
        li.verifies(&second).leads_to("/reviews");
        assert_eq!(figures(&li), "2 verified events · 62 attendances · 2 countries");
        ines.gets(&format!("{second}/merging/new?with={}", id(&first))).is(200).shows("one of the records is your own");
        li.gets(&format!("{second}/merging/new?with={}", id(&second))).is(404);
        let beside = li.gets(&format!("{second}/merging/new?with={}", id(&first)));
        let marked = beside.all("dl.facts mark");
        assert!(marked.iter().any(|m| m.contains("Joint Research Centre")) && !marked.iter().any(|m| m.contains("Nairobi")), "{marked:?}");
        beside.shows("The numbers of participants differ.");
        li.merges(&second, &first).leads_to(&first);
        assert_eq!(figures(&li), "1 verified event · 32 people attended · 2 countries");
        li.gets(&first).shows("Recorded more than once").shows("United Nations Environment Programme").shows("Joint Research Centre");
        assert_eq!(li.gets("/events?organiser=unep").all("table.rows tbody th a"), ["Workshop on detection, Nairobi"], "both organisers are credited");
        app.donor().gets(&second).is(404);
        ruth.gets(&second).is(404);
        ines.gets(&second).shows("Merged with another").shows("It is credited together with".strip_prefix("It is ").unwrap());
        assert_eq!(li.gets("/events?state=merged").all("table.rows tbody th a"), ["Detection training, Nairobi"]);
        li.sends(&li.gets(&first).form(&format!("{second}/merging/end"))).leads_to(&second);
        assert_eq!(figures(&li), "2 verified events · 62 attendances · 2 countries");
        let told = li.gets(&first).all("#history li p:first-child");
        assert_eq!(told[..2], ["Li Wen separated it from the other record.", "Li Wen merged it with another record."]);
    }

    fn separating_is_a_review_like_others(app) {
        let (tomas, ines, li) = (app.partner("jrc"), app.officer(), app.another_officer());
        let first = tomas.logs_event(&[]);
        let second = ines.logs_event(&[("title", "Detection training"), ("start-year", "2018"), ("end-year", "2018")]);
        li.verifies(&first).leads_to("/reviews");
        li.verifies(&second).leads_to("/reviews");
        li.merges(&second, &first).leads_to(&first);
        let end = format!("{second}/merging/end");
        let form = li.gets(&first).form(&end);

        // Who is the author of one of them is not asked, and does not get through.
        let page = ines.gets(&first);
        assert!(page.shows("Recorded more than once").forms().iter().all(|f| f.action != end));
        let token = page.form("/session/end").fields[0].1.clone();
        ines.sends(&form.clone().with("token", &token)).is(404);

        // The record that stands for both has changed meanwhile.
        let administrator = app.administrator();
        let correction = administrator.form_at(&format!("{first}/correction/new")).with("women", "18").with("men", "13");
        administrator.sends(&correction.with("correct-reason", "Counted again")).leads_to(&first);
        li.sends(&form).is(409);
        assert_eq!(figures(&li), "1 verified event · 32 people attended · 2 countries");
        li.sends(&li.gets(&first).form(&end)).leads_to(&second);
        li.sends(&form).leads_to(&second);
        assert_eq!(figures(&li), "2 verified events · 64 attendances · 2 countries");
    }

    fn what_is_merged_is_neither_reviewed_nor_cancelled(app) {
        let (tomas, li) = (app.partner("jrc"), app.another_officer());
        let first = tomas.logs_event(&[]);
        let second = tomas.logs_event(&[("title", "Detection training"), ("start-year", "2018"), ("end-year", "2018")]);
        let review = li.form_at(&format!("{second}/review"));
        let cancellation = li.form_at(&format!("{second}/cancellation/new")).with("cancel-reason", "Recorded twice");
        li.merges(&second, &first).leads_to(&first);
        let version = app.event(domain::ids::EventId(id(&second).parse().unwrap())).version.to_string();
        for form in [review.clone().with("decision", "verify"), review.with("decision", "return").with("return-reason", "x"), cancellation] {
            li.sends(&form).is(409);
            li.sends(&form.with("version", &version)).is(409);
        }
        li.gets(&format!("{second}/review")).is(404);
        li.gets(&format!("{second}/cancellation/new")).is(404);
    }

    fn mails_are_written_in_the_readers_language(app) {
        let ines = app.officer();
        app.has_person_reading(Lang::Zh, Role::Partner, "王芳", "wang@example.org", Some("jrc"));
        let wang = app.visitor().signs_in("wang@example.org");
        let event = wang.logs_event(&[]);
        ines.returns(&event, "Please add Rwanda").leads_to("/reviews");
        assert_eq!(app.mails.to("wang@example.org").subject, "请修改：Workshop on detection, Nairobi");
    }

    fn nothing_is_told_of_what_was_not_stored(app) {
        let (tomas, ines) = (app.partner("jrc"), app.officer());
        let event = tomas.logs_event(&[]);
        app.mails.to("ines@example.org");
        let stale = ines.form_at(&format!("{event}/review")).with("decision", "verify");
        tomas.resubmits(&event, &[("city", "Nakuru")]).leads_to(&event);
        ines.sends(&stale).is(409);
        ines.gets(&event).shows("Awaiting review");
        ines.verifies(&event).leads_to("/reviews");
        assert_eq!(app.mails.to("tomas@example.org").subject, "Verified: Workshop on detection, Nairobi");
        assert_eq!(app.mails.count(), 2, "a change of a waiting record and a refused decision send no mail");
    }
}

on_both! {
    fn what_waits_comes_in_pages(app) {
        let officer = app.officer();
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let typed = app.whole_event();
        for n in 0..53 {
            app.has_event_saying("ruth@example.org", Stage::Submitted, &EventInput { title: format!("Workshop {n}"), ..typed.clone() });
        }
        let first = officer.gets("/reviews");
        first.shows("53 records wait for review").shows("Page 1 of 2");
        assert_eq!(first.all("table.queue tbody tr").len(), 50);
        let second = officer.gets("/reviews?page=2");
        assert_eq!(second.all("table.queue tbody tr").len(), 3);
        for far in ["3", "999999999999999999", "-5", "x"] {
            officer.gets(&format!("/reviews?page={far}")).shows("53 records wait for review");
        }
    }
}
