//! `/organisations`: list, add, change, set as not active.

use crate::support::Page;

const NEW: &str = "/organisations/new";

fn history(page: &Page) -> Vec<String> {
    page.all("#history li p:first-child")
}

on_both! {
    fn everybody_sees_who_takes_part_in_what(app) {
        let donor = app.donor();
        let list = donor.gets("/organisations");
        assert_eq!(list.is(200).rows("UNEP"), ["United Nations Environment Programme | UNEP | United Nations programme | 2, 3, 8, 9, 11, 12, 13"]);
        list.hides("Add an organization");
        let page = donor.gets("/organisations/jrc");
        assert_eq!(page.is(200).rows("7. "), ["7. Sampling and detection workshops | Possible | Listed in the plan only"]);
        assert_eq!(history(&page), ["The program read the organization from the plan."]);
        assert!(page.forms().iter().all(|f| f.action == "/session/end"));
    }

    fn an_officer_adds_an_organisation(app) {
        let officer = app.officer();
        let form = officer.gets(NEW).form(NEW).with("name-en", "Institute of Plant Health").with("name-zh", "植物卫生研究所").with("acronym", "IPH").with("kind", "university").with("country", "CH");
        officer.sends(&form).leads_to("/organisations/iph");
        let page = officer.gets("/organisations/iph");
        page.shows("The organization is added.").shows("植物卫生研究所").shows("University").shows("Switzerland").shows("It takes part in no activity of the plan.");
        assert_eq!(history(&page), ["Ines Duarte added the organization."]);
        let twice = officer.sends(&form);
        assert_eq!(twice.is(422).error_at("name-en").as_deref(), Some("Error: There is one already: Institute of Plant Health. Use it, or give a name that tells the two apart"));
        assert_eq!(twice.value("acronym").as_deref(), Some("IPH"));
        let other = form.with("name-en", "Institute of Public Health").with("name-zh", "");
        assert!(officer.sends(&other).is(422).error_at("acronym").unwrap().contains("Institute of Plant Health"));
        officer.sends(&other.with("acronym", "IPuH")).leads_to("/organisations/ipuh");
        assert_eq!(officer.gets("/organisations").rows("Institute of P").len(), 2);
    }

    fn names_that_make_no_address_get_one(app) {
        let officer = app.officer();
        let add = |name: &str| officer.sends(&officer.gets(NEW).form(NEW).with("name-en", name).with("kind", "group"));
        add("植物").leads_to("/organisations/organisation");
        add("动物").leads_to("/organisations/organisation-2");
        add("New").leads_to("/organisations/organisation-3");
        officer.gets("/organisations/organisation-3").is(200).shows("New");
        officer.gets(NEW).is(200).shows("Add an organization");
    }

    fn adding_in_the_same_moment_adds_one(app) {
        let officer = app.officer();
        let form = officer.gets(NEW).form(NEW).with("name-en", "Institute of Plant Health").with("acronym", "IPH").with("kind", "university");
        let answers: Vec<u16> = std::thread::scope(|scope| {
            let presses: Vec<_> = (0..6).map(|_| scope.spawn(|| officer.sends(&form).status)).collect();
            presses.into_iter().map(|p| p.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|s| **s == 303).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|s| **s == 422).count(), 5, "{answers:?}");
        assert_eq!(officer.gets("/organisations").rows("IPH").len(), 1);
    }

    fn an_officer_changes_an_organisation(app) {
        let officer = app.officer();
        officer.fills("/organisations/jrc/edit", &[("acronym", "EC-JRC"), ("country", "IT")]).leads_to("/organisations/jrc");
        let page = officer.gets("/organisations/jrc");
        page.shows("EC-JRC").shows("Italy").shows("Acronym: JRC → EC-JRC").shows("Country: nothing → IT");
        assert_eq!(history(&page)[0], "Ines Duarte changed the organization.");
        officer.fills("/organisations/jrc/edit", &[]).leads_to("/organisations/jrc");
        assert_eq!(history(&officer.gets("/organisations/jrc")).len(), 2);
        assert!(officer.gets("/plan").rows("EC-JRC").len() == 1);
    }

    fn of_two_edits_at_once_neither_is_lost(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let address = "/organisations/jrc/edit";
        let form = li.gets(address).form(address).with("name-en", "Centre, as Li sees it");
        ines.fills(address, &[("name-en", "Centre, as Ines sees it")]).leads_to("/organisations/jrc");
        let back = li.sends(&form);
        back.is(409).shows("Somebody else has saved a change since you opened this form.");
        assert_eq!(back.value("name-en").as_deref(), Some("Centre, as Li sees it"));
        assert_eq!(li.gets("/organisations/jrc").title(), "Centre, as Ines sees it");
        li.sends(&back.form(address)).leads_to("/organisations/jrc");
        assert_eq!(li.gets("/organisations/jrc").title(), "Centre, as Li sees it");
    }

    fn an_organisation_is_set_as_not_active_and_back(app) {
        let officer = app.officer();
        let standing = "/organisations/jrc/standing/edit";
        let button = officer.gets("/organisations/jrc").form(standing);
        officer.sends(&button).leads_to("/organisations/jrc");
        officer.sends(&button).leads_to("/organisations/jrc");
        let page = officer.gets("/organisations/jrc");
        page.shows("This organization is not active").shows("Set as active again");
        assert_eq!(history(&page).len(), 2, "pressed twice, done once");
        assert_eq!(officer.gets("/organisations").rows("Not active").len(), 1);
        officer.gets("/activities/7").shows("(JRC)");
        officer.sends(&page.form(standing)).leads_to("/organisations/jrc");
        officer.gets("/organisations/jrc").hides("This organization is not active");
        officer.sends(&button).is(409).shows("This record was changed by someone else");
    }

    fn what_is_wrong_stands_at_its_field(app) {
        let officer = app.officer();
        let wrong = officer.sends(&officer.gets(NEW).form(NEW).with("name-en", "  ").with("name-zh", "所").with("acronym", &"A".repeat(25)).with("kind", "club").with("country", "XX"));
        wrong.is(422);
        for (field, message) in [("name-en", "Fill in this field"), ("acronym", "Use 24 characters at most; there are 1 too many"), ("kind", "Choose one from the list"), ("country", "Choose one from the list")] {
            assert_eq!(wrong.error_at(field), Some(format!("Error: {message}")), "{field}");
        }
        assert_eq!(wrong.error_at("name-zh"), None);
        assert_eq!((wrong.value("name-zh").as_deref(), wrong.value("acronym").map(|a| a.len())), (Some("所"), Some(25)));
        officer.gets("/organisations/no-such").is(404);
        officer.gets("/organisations/no-such/edit").is(404);
    }
}
