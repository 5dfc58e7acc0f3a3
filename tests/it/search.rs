//! `/search`: everybody finds, by words in any language, what they may see, and nothing else.

use domain::access::Role;
use domain::event::EventInput;
use domain::review::Stage;

use crate::support::{Page, TestApp, Visitor};

/// Opens the search as a browser does that has sent its form.
#[track_caller]
pub fn search(visitor: &Visitor, words: &str) -> Page {
    let query: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let page = visitor.gets(&format!("/search?q={query}"));
    page.is(200);
    assert_eq!(page.attributes("#search-words", "value"), [words]);
    page
}

/// Areas with how many results each has.
fn counts(page: &Page) -> Vec<String> {
    page.all("section[aria-labelledby^='found-'] h2")
}

fn titled(app: &TestApp, title: &str) -> EventInput {
    EventInput { title: title.into(), ..app.whole_event() }
}

on_both! {
    fn everything_is_found_with_what_matched(app) {
        let (ines, donor) = (app.officer(), app.donor());
        ines.expects_output(7, "Manual on détection", ("20", "5"), "");
        ines.publishes(7, "on-track", "Two detection workshops were held");
        app.has_event_saying("ines@example.org", Stage::Verified, &titled(&app, "Workshop on detection, Nairobi"));
        let page = search(&donor, "detect");
        assert!(page.attributes("#found-activity ~ ul a", "href").contains(&crate::support::in_plan("/activities/7")));
        assert_eq!(page.all("#found-output ~ ul a"), ["Manual on détection"]);
        assert_eq!(page.all("#found-event ~ ul a"), ["Workshop on detection, Nairobi"]);
        assert!(page.all("mark").iter().any(|m| m.starts_with("detection")), "{:?}", page.all("mark"));
        assert!(search(&donor, "joint research").all("#found-organisation ~ ul a").iter().any(|o| o.contains("Joint Research Centre")));
        assert!(search(&donor, "2.3").text().contains("Documents"));
        assert!(!search(&donor, "CP-VIII/3").all("#found-activity ~ ul a").is_empty() || !counts(&search(&donor, "VIII 3")).is_empty());
        donor.gets(&page.attributes("#found-event ~ ul a", "href")[0]).is(200).shows("Nairobi");
        donor.gets("/dashboard").is(200);
        assert_eq!(donor.gets("/dashboard").attributes("header form[role='search']", "action")[0], "/search");
    }

    fn words_are_found_however_they_are_typed(app) {
        let (_tomas, donor) = (app.partner("jrc"), app.donor());
        app.has_event_saying("tomas@example.org", Stage::Verified, &titled(&app, "Atelier de détection, Côte d’Ivoire"));
        app.has_event_saying("tomas@example.org", Stage::Verified, &titled(&app, "Семинар Ёлка"));
        app.has_event_saying("tomas@example.org", Stage::Verified, &titled(&app, "ورشة الأنشطة"));
        app.has_event_saying("tomas@example.org", Stage::Verified, &titled(&app, "风险评估讲习班"));
        for (typed, found) in [
            ("DETECTION COTE D'IVOIRE", "Atelier de détection, Côte d’Ivoire"),
            ("det\u{AD}ection  ivoire", "Atelier de détection, Côte d’Ivoire"),
            ("ｄéｔｅｃ", "Atelier de détection, Côte d’Ivoire"),
            ("елка", "Семинар Ёлка"),
            ("الانشطه", "ورشة الأنشطة"),
            ("评估讲习", "风险评估讲习班"),
        ] {
            assert_eq!(search(&donor, typed).all("#found-event ~ ul a"), [found], "{typed}");
            assert_eq!(donor.gets(&format!("/events?words={}", url::form_urlencoded::byte_serialize(typed.as_bytes()).collect::<String>())).rows(found).len(), 1, "{typed} in the list");
        }
        search(&donor, "评讲").shows("Nothing was found");
        search(&donor, "\"*' OR (=everybody) ☃").shows("Nothing was found");
        search(&donor, " ").shows("Type the beginnings of words");
    }

    fn nobody_finds_or_counts_what_they_may_not_see(app) {
        let (amara, ines, tomas, donor) = (app.administrator(), app.officer(), app.partner("jrc"), app.donor());
        let ruth = app.partner_named("Ruth Ndlovu", "ruth@example.org", "unep");
        app.opens_to_the_public();
        let event = app.has_event_saying("tomas@example.org", Stage::Draft, &titled(&app, "Zanzibar gathering"));
        let who_finds = || {
            [&amara, &ines, &tomas, &ruth, &donor, &app.visitor()].map(|reader| counts(&search(reader, "zanzibar")).len())
        };
        for (stage, expected) in [
            (Stage::Draft, [1, 1, 1, 0, 0, 0]),
            (Stage::Submitted, [1, 1, 1, 0, 0, 0]),
            (Stage::Verified, [1, 1, 1, 1, 1, 1]),
            (Stage::Returned, [1, 1, 1, 0, 0, 0]),
            (Stage::Planned, [1, 1, 1, 1, 1, 1]),
            (Stage::Cancelled, [1, 1, 1, 0, 0, 0]),
        ] {
            app.comes_to(event, stage);
            assert_eq!(who_finds(), expected, "{stage}");
        }
        assert_eq!(counts(&search(&amara, "ndlovu")), ["People 1"]);
        for other in [&ines, &tomas, &ruth, &donor] {
            search(other, "ndlovu").hides("People").shows("Nothing was found");
        }
        app.visitor().gets("/search?q=zanzibar").is(200).shows("Nothing was found");
    }

    fn what_changes_is_found_anew_and_what_goes_is_gone(app) {
        let (ines, tomas, donor) = (app.officer(), app.partner("jrc"), app.donor());
        let event = tomas.logs_event(&[]);
        let event = event.split('?').next().unwrap();
        ines.verifies(event);
        assert_eq!(counts(&search(&donor, "nairobi")), ["Events 1"]);
        let there = [("city", "Mombasa"), ("title", "Workshop on detection, Mombasa"), ("correct-reason", "It was held there.")];
        ines.sends(&ines.form_at(&format!("{event}/correction/new")).typed(&there)).leads_to(event);
        search(&donor, "nairobi").shows("Nothing was found");
        assert_eq!(counts(&search(&donor, "mombasa")), ["Events 1"]);
        let draft = tomas.drafts_event(&[("title", "Zanzibar gathering"), ("country", "Uganda")]);
        let draft = draft.split("/edit").next().unwrap();
        assert_eq!(counts(&search(&tomas, "zanzibar")), ["Events 1"]);
        tomas.sends(&tomas.form_at(&format!("{draft}/discard/new"))).leads_to("/events");
        search(&tomas, "zanzibar").shows("Nothing was found");
    }

    fn a_long_list_goes_on_and_is_counted_up_to_a_thousand(app) {
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        let donor = app.donor();
        for n in 0..52 {
            app.has_event_saying("ruth@example.org", Stage::Verified, &titled(&app, &format!("Zanzibar gathering {n}")));
        }
        let page = search(&donor, "zanzibar");
        assert_eq!((counts(&page), page.all("#found-event ~ ul li").len()), (vec!["Events 52".to_owned()], 5));
        let all = page.attributes("#found-event ~ p a", "href").remove(0);
        let first = donor.gets(&all);
        assert_eq!((first.all("#found-event ~ ul li").len(), first.all("#found-event ~ ul a")[0].as_str()), (50, "Zanzibar gathering 51"));
        let second = donor.gets(&first.attributes("a[rel='next']", "href")[0]);
        assert_eq!(second.all("#found-event ~ ul a"), ["Zanzibar gathering 1", "Zanzibar gathering 0"]);
    }
}

/// Words that are erased are not found any more, at once.
#[test]
fn erased_words_are_not_found() {
    let app = TestApp::sqlite();
    let amara = app.administrator();
    app.partner("jrc");
    app.has_event_saying("tomas@example.org", Stage::Verified, &titled(&app, "Talk of Quirinus Zweig"));
    assert_eq!(counts(&search(&amara, "quirinus")), ["Events 1"]);
    let found = amara.fills("/admin/erasures", &[("erasure-words", "Quirinus Zweig")]);
    let form = found.forms().into_iter().find(|form| form.fields.iter().any(|(name, _)| name == "erasure-reason")).unwrap();
    amara.sends(&form.with("erasure-reason", "They asked for it.")).leads_to("/admin/erasures");
    search(&amara, "quirinus").shows("Nothing was found");
}
