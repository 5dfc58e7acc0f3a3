//! `/cooperation`: relationships as the documents state them, edited by officers; groups and their members.

use application::data::{self, cooperation};

use crate::support::page::Form;
use crate::support::{Page, TestApp, Visitor};

const NEW: &str = "/cooperation/relationships/new";

fn loads_again(app: &TestApp) -> bool {
    let data = cooperation::built_in(&data::built_in().unwrap()).unwrap();
    cooperation::load(&mut app.app.db.connection().unwrap(), &data, app.app.clock.now()).unwrap()
}

/// The form of the relationship with an organisation.
fn edit_of(officer: &Visitor, page: &str, with: &str) -> String {
    let page = officer.gets(page);
    let at = page.all("main td small a").iter().position(|name| name.ends_with(&format!(": {with}"))).unwrap();
    page.attributes("main td small a", "href")[at].clone()
}

fn relates(officer: &Visitor, one: &str, other: &str) -> Form {
    let page = officer.gets(NEW);
    let form =
        page.form(NEW).with("organisation", &page.choice("organisation", one)).with("counterpart", &page.choice("counterpart", other));
    form.with("relationship-kind", "mou")
        .with("protocol", "cartagena")
        .with("relationship-state", "in-force")
        .with("started-year", "2018")
        .with("description-en", "Memorandum on detection")
        .with("source", "Letter of 2018")
}

fn row(page: &Page, words: &str) -> String {
    let rows = page.rows(words);
    assert_eq!(rows.len(), 1, "{rows:?}");
    rows[0].clone()
}

on_both! {
    fn a_new_tracker_knows_what_the_documents_state(app) {
        let donor = app.donor();
        let page = donor.gets("/cooperation");
        page.is(200).shows("31 relationships").hides("Joint programme of work SCBD").hides("Add a relationship");
        assert_eq!(row(&page, "UNIDO"), "SCBD Secretariat of the Convention on Biological Diversity | UNIDO United Nations Industrial Development Organization | Memorandum of understanding | since March 2007 | Memorandum on capacity-building in biosafety and the exchange of information, with seven areas of cooperation | Cooperation with other organizations, conventions and initiatives: note by the Executive Secretary, paragraph 21COP-MOP 4 of the Cartagena Protocol, 2008");
        assert!(row(&page, "WTO SPS").contains("Observer status soughtApplication pending | not stated"));
        assert_eq!(page.rows("CGRFA").len(), 0, "the other Protocol is kept apart");
        let other = donor.gets("/cooperation?protocol=nagoya");
        other.shows("42 relationships").shows("They are no part of the plan of activities");
        assert!(row(&other, "Joint plan of work").contains("2011 – 2020"));
        assert_eq!(other.rows("UNIDO").len(), 0);
        assert_eq!(donor.gets("/cooperation?kind=mou").rows("SCBD").len(), 1);
        donor.gets("/cooperation?protocol=x&kind=y").is(200).shows("31 relationships");
        app.opens_to_the_public();
        app.visitor().gets("/cooperation").is(200).shows("GCI").hides("Edit");
        assert!(!loads_again(&app), "there is nothing to load");
    }

    fn an_organisation_shows_how_it_cooperates(app) {
        let donor = app.donor();
        let page = donor.gets("/organisations/fao");
        page.shows("Cooperation on the Cartagena Protocol").shows("Agreed, not yet implemented").hides("Cooperation on the Nagoya Protocol");
        page.shows("Events for the plan that it organizes").hides("Members");
        donor.gets("/organisations/itpgrfa").shows("Cooperation on the Nagoya Protocol").shows("Nagoya Protocol").hides("Cooperation on the Cartagena Protocol");
        donor.gets("/organisations/aarhus-convention").shows("not counted as results").shows("BS-VII/7");
    }

    fn an_officer_adds_edits_and_ends_a_relationship(app) {
        let officer = app.officer();
        officer.sends(&relates(&officer, "JRC", "UNIDO")).leads_to("/cooperation");
        assert!(row(&officer.gets("/cooperation"), "Memorandum on detection").contains("| UNIDO United Nations Industrial Development Organization | Memorandum of understanding"));
        assert_eq!(officer.sends(&relates(&officer, "JRC", "UNIDO")).is(422).error_at("counterpart").as_deref(), Some("Error: This is there already; give another"));
        let edit = edit_of(&officer, "/organisations/jrc", "UNIDO");
        officer.fills(&edit, &[("ended-month", "2"), ("ended-year", "2019"), ("description-zh", "检测备忘录")]).leads_to(&edit);
        let page = officer.gets(&edit);
        page.shows("Ines Duarte added the relationship.").shows("Ended: nothing → February 2019").shows("How they are related: nothing → Memorandum of understanding");
        let told = row(&officer.gets("/cooperation"), "Memorandum on detection");
        assert!(told.contains("ended") && told.contains("2018 – February 2019"), "{told}");
        officer.gets("/organisations/unido").shows("as the other party").shows("Letter of 2018");
        officer.fills(&edit, &[]).leads_to(&edit);
        assert_eq!(officer.gets(&edit).all("#history li p:first-child").len(), 2);
    }

    fn what_people_have_edited_stays(app) {
        let officer = app.officer();
        let (edited, other) = (edit_of(&officer, "/cooperation", "UNIDO"), edit_of(&officer, "/cooperation", "IPPC"));
        officer.fills(&edited, &[("ended-year", "2015"), ("source", "Letter of UNIDO")]).leads_to(&edited);
        let table = || officer.gets("/cooperation").parts("tbody tr", "th, td");
        let before = table();
        app.in_database(|conn| {
            use capacity_tracker::db::schema::relationships::{key, note, table, version};
            use diesel::prelude::*;
            diesel::update(table.filter(key.eq("rel34"))).set(note.eq("{\"en\":\"of another version\"}")).execute(conn).unwrap();
            assert_eq!(table.filter(version.gt(0)).count().get_result::<i64>(conn).unwrap(), 1);
        });
        officer.gets("/cooperation").shows("of another version");
        assert!(loads_again(&app));
        assert_eq!(table(), before, "loaded again, and what was edited stays");
        assert!(!loads_again(&app));
        officer.gets(&other).shows("The program read the relationship from the documents.");
    }

    fn organisations_are_attached_to_groups(app) {
        let officer = app.officer();
        let (group, attach) = ("/organisations/network-of-laboratories", "/organisations/network-of-laboratories/members/new");
        officer.gets(group).shows("No member is recorded yet.");
        let page = officer.gets(group);
        let form = page.form(attach).with("member", &page.choice("member", "JRC"));
        officer.sends(&form).leads_to(group);
        officer.sends(&form).leads_to(group);
        let page = officer.gets(group);
        page.shows("Members: nothing → JRC").shows("Take out: JRC");
        assert_eq!(page.all("#history li p:first-child").len(), 2, "pressed twice, done once");
        officer.gets("/organisations/jrc").shows("Belongs to").hides("Attach an organization");
        app.donor().gets(group).shows("JRC").hides("Take out");
        officer.gets("/cooperation").shows("Groups and networks");
        officer.sends(&page.form("/organisations/network-of-laboratories/members/end")).leads_to(group);
        officer.gets(group).shows("No member is recorded yet.").shows("Members: JRC → nothing");
        let mut wrong = form;
        wrong.action = "/organisations/jrc/members/new".into();
        officer.sends(&wrong).is(404);
        officer.sends(&officer.gets(group).form(attach).with("member", "")).leads_to(group);
    }

    fn what_is_wrong_stands_at_its_field(app) {
        let officer = app.officer();
        let empty = officer.sends(&officer.gets(NEW).form(NEW));
        assert_eq!(empty.is(422).all(".sum li").len(), 7);
        let wrong = officer.sends(&relates(&officer, "JRC", "JRC").with("started-month", "13").with("ended-year", "1492").with("source", ""));
        for (field, message) in [("counterpart", "Choose two different organizations"), ("started", "Give a day that exists, as day, month and year in numbers"), ("ended", "Give a year from 1990 to 2100"), ("source", "Fill in this field")] {
            assert_eq!(wrong.is(422).error_at(field), Some(format!("Error: {message}")), "{field}");
        }
        assert_eq!(wrong.value("started-month").as_deref(), Some("13"));
        officer.gets("/cooperation/relationships/9999/edit").is(404);
    }

    fn of_two_edits_at_once_neither_is_lost(app) {
        let (ines, li) = (app.officer(), app.another_officer());
        let edit = edit_of(&ines, "/cooperation", "UNIDO");
        let form = li.gets(&edit).form(&edit).with("description-en", "As Li sees it");
        ines.fills(&edit, &[("description-en", "As Ines sees it")]).leads_to(&edit);
        let back = li.sends(&form);
        back.is(409).shows("Somebody else has saved a change since you opened this form.");
        assert_eq!(back.value("description-en").as_deref(), Some("As Li sees it"));
        li.sends(&back.form(&edit)).leads_to(&edit);
        li.gets(&edit).shows("As Ines sees it → As Li sees it");
    }
}
