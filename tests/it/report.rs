//! `/reports`: collected, worded, frozen for good; who sees what; what is different from the one before.

use std::io::Read;

use capacity_tracker::db::person;
use capacity_tracker::db::report::{self, Stored};
use diesel::RunQueryDsl;
use domain::ids::ReportId;
use domain::review::Stage;

use crate::support::{TestApp, Visitor, logging};

/// An officer, an update, an event, money: things of which a report tells.
fn has_records(app: &TestApp) -> Visitor {
    let (officer, _) = (app.officer(), app.partner("jrc"));
    officer.publishes(7, "at-risk", "Two workshops held");
    app.has_event("tomas@example.org", Stage::Verified);
    app.has_money("unep");
    app.has_output(7, "jrc");
    officer
}

/// The parts of a workbook, unpacked.
fn unpacked(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

on_both! {
    fn a_new_tracker_has_no_report_and_says_what_to_do(app) {
        app.officer().gets("/reports").is(200).shows("Make the first one").shows("New report");
        app.donor().gets("/reports").is(200).shows("No report has been published yet.").hides("New report");
    }

    fn an_officer_makes_a_report_of_what_is_known(app) {
        let officer = has_records(&app);
        let report = officer.makes_report("Report to the tenth meeting", "12");
        let page = officer.gets(&report);
        page.is(200).shows("The report is made.").shows("Report to the tenth meeting").shows("1 January 2017 to 12 March 2019");
        page.shows("12 March 2019: Two workshops held").shows("Forty people met in Pretoria.").shows("The labs asked for more time");
        page.shows("1 verified event took place in the period, with 32 attendances from 2 countries.").shows("People came from: Kenya, Uganda.");
        page.shows("This is the first report").shows("section D of the annex to decision CP-VIII/3").shows("Draft: only officers");
        assert_eq!(page.rows("7. ")[0].split(" | ").nth(1), Some("At risk"));
        assert_eq!(page.rows("USD |"), ["USD | 10.00 |  | 10.00 | "], "totals, and no record");
        let bar = page.html().select(&scraper::Selector::parse("article svg desc").unwrap()).map(|d| d.text().collect::<String>()).collect::<String>();
        assert!(bar.contains("At risk 1") && bar.contains("13"), "{bar}");
        officer.gets("/reports").shows("Report to the tenth meeting").shows("Draft").shows("English").shows("Ines Duarte");
        officer.gets(&report).shows("Ines Duarte made the report.");
    }

    fn words_that_were_taken_out_of_a_draft_stay_unknown_to_others(app) {
        let (officer, donor) = (has_records(&app), app.donor());
        let report = officer.makes_report("Report to the tenth meeting", "12");
        let edit = format!("{report}/edit");
        officer.sends(&officer.gets(&edit).form(&edit).with("introduction", "Words that nobody should read")).leads_to(&report);
        officer.sends(&officer.gets(&edit).form(&edit).with("introduction", "Careful words")).leads_to(&report);
        officer.freezes(&report).leads_to(&report);
        donor.gets(&report).is(200).shows("Careful words").shows("froze the report").hides("nobody should read");
        officer.gets(&report).shows("nobody should read");
    }

    fn a_report_is_written_in_its_own_language(app) {
        let officer = has_records(&app);
        let form = officer.gets("/reports/new").form("/reports/new").with("title", "提交第十次会议的报告").with("report-lang", "zh");
        let form = form.with("report-until-day", "12").with("report-until-month", "3").with("report-until-year", "2019");
        let report = officer.sends(&form).location.unwrap();
        let page = officer.gets(&report);
        assert_eq!(page.attributes("article", "lang"), ["zh"]);
        page.shows("2019年3月12日：Two workshops held").shows("资料来源").shows("Draft: only officers");
        let article = page.article().to_owned();
        assert!(!article.contains("Sources") && !article.contains("At risk"), "{article}");
        officer.sends(&officer.gets(&format!("{report}/freeze/new")).form(&format!("{report}/freeze/new"))).leads_to(&report);
        let other = officer.opens(&format!("{report}?lang=zh"));
        assert_eq!(other.article(), article, "whoever reads it, in whatever language");
    }

    fn its_words_are_edited_and_kept_when_they_are_wrong(app) {
        let officer = has_records(&app);
        let report = officer.makes_report("First", "12");
        let edit = format!("{report}/edit");
        let form = officer.gets(&edit).form(&edit);
        assert!(form.fields.iter().any(|(n, v)| n == "narrative-6" && v.contains("Two workshops held")));
        let long = "x".repeat(6001);
        let wrong = officer.sends(&form.clone().with("title", "  ").with("introduction", &long).with("narrative-0", "Kept words"));
        wrong.is(422);
        assert!(wrong.error_at("title").is_some() && wrong.error_at("introduction").unwrap().contains('1'));
        assert_eq!((wrong.value("introduction"), wrong.value("narrative-0")), (Some(long), Some("Kept words".into())));
        let whole = "风".repeat(6000);
        let all = (0..14).fold(form.clone(), |form, at| form.with(&format!("narrative-{at}"), &whole));
        officer.sends(&all.with("introduction", &whole)).leads_to(&report);
        officer.sends(&officer.gets(&edit).form(&edit).with("introduction", "Much was done.\r\n\r\nMore is to come.").with("narrative-6", "<b>Own</b> words")).leads_to(&report);
        let page = officer.gets(&report);
        page.shows("The words are saved.").shows("Much was done.").shows("<b>Own</b> words");
        assert!(!page.article().contains("Forty people met in Pretoria."), "the history alone tells what stood there");
        page.shows("Ines Duarte changed the words.").shows("Words on activity");
        officer.fills(&edit, &[]).leads_to(&report);
        assert_eq!(officer.gets(&report).all("#history li p:first-child").len(), 3, "nothing changed, nothing told");
    }

    fn two_who_edit_at_once_see_both_texts(app) {
        let (ines, li) = (has_records(&app), app.another_officer());
        let report = ines.makes_report("First", "12");
        let edit = format!("{report}/edit");
        let (hers, his) = (ines.gets(&edit).form(&edit), li.gets(&edit).form(&edit));
        li.sends(&his.with("introduction", "Words of Li")).leads_to(&report);
        let conflict = ines.sends(&hers.with("introduction", "Words of Ines"));
        conflict.is(409).shows("Li Wen has saved a change").shows("Words of Li").shows("Words of Ines");
        assert_eq!(conflict.value("introduction").as_deref(), Some("Words of Ines"));
        ines.sends(&conflict.form(&edit)).leads_to(&report);
        ines.gets(&report).shows("Words of Ines").hides("Words of Li Wen");
    }

    fn what_cannot_be_reported_is_refused(app) {
        let officer = app.officer();
        let typed = |day: &str, month: &str, year: &str| {
            let form = officer.gets("/reports/new").form("/reports/new").with("title", "Report").with("meeting", "Tenth");
            officer.sends(&form.with("report-until-day", day).with("report-until-month", month).with("report-until-year", year))
        };
        let future = typed("13", "3", "2019");
        future.is(422);
        assert!(future.error_at("report-until").is_some());
        assert_eq!((future.value("report-until-day").as_deref(), future.value("meeting").as_deref()), (Some("13"), Some("Tenth")));
        typed("31", "12", "2016").is(422);
        typed("30", "2", "2018").is(422);
        officer.fills("/reports/new", &[("title", ""), ("report-lang", "xx")]).is(422);
        officer.gets("/reports").shows("Make the first one");
        let form = officer.gets("/reports/new").form("/reports/new").with("title", "Once");
        let first = officer.sends(&form).location;
        assert_eq!(officer.sends(&form).location, first, "sent twice, made once");
        assert_eq!(officer.gets("/reports").all("tbody tr").len(), 1);
        officer.gets("/reports/99").is(404);
        officer.gets("/reports/x").is(404);
    }

    fn a_frozen_report_never_changes(app) {
        let officer = has_records(&app);
        let report = officer.makes_report("First", "12");
        let draft = officer.gets(&report).article().to_owned();
        officer.freezes(&report).leads_to(&report);
        app.opens_to_the_public();
        let (public, donor) = (app.visitor(), app.donor());
        let frozen = officer.gets(&report);
        frozen.shows("The report is frozen. It stays as it is.").shows("Ines Duarte froze the report.").hides("Edit narrative");
        assert_eq!(frozen.article(), draft, "what was read is what is frozen");
        let whole = public.gets(&report).body;
        let workbook = |visitor: &Visitor| unpacked(&visitor.gets_bytes(&format!("{report}.xlsx")));
        let sheets = workbook(&public);
        assert!(sheets.contains("Two workshops held") && sheets.contains("Kenya") && sheets.contains("At risk"));

        officer.publishes(7, "delayed", "Another headline");
        app.has_event("tomas@example.org", Stage::Verified);
        app.comes_to(domain::ids::EventId(1), Stage::Cancelled);
        app.has_money("undp");
        officer.edits(7, &[("short-title-en", "Other title")]).leads_to("/activities/7");
        app.in_database(|conn| {
            let ines = person::by_email(conn, "ines@example.org").unwrap().unwrap().0;
            let version = ines.version;
            person::update(conn, ines.id, version, &domain::person::Person { name: "Ines D.".into(), ..ines.person }).unwrap();
        });
        for (who, page) in [("officer", officer.gets(&report)), ("donor", donor.gets(&report)), ("public", public.gets(&report))] {
            assert_eq!(page.article(), draft, "{who}");
        }
        assert_eq!(public.gets(&report).body, whole, "every byte");
        assert_eq!(workbook(&public).replace(char::is_numeric, ""), sheets.replace(char::is_numeric, ""), "but for the time at which it is made");
        for page in ["edit", "freeze/new"] {
            officer.gets(&format!("{report}/{page}")).is(404);
        }
        let id = logging::id(&report);
        for sql in ["UPDATE reports SET title = 'x', document = 'x'", "UPDATE reports SET frozen_at = NULL", "DELETE FROM reports"] {
            let refused = diesel::sql_query(format!("{sql} WHERE id = {id}")).execute(&mut *app.app.db.connection().unwrap());
            assert!(refused.unwrap_err().to_string().contains("a frozen report"), "{sql}");
        }
        let next = officer.makes_report("Another draft", "12");
        officer.gets(&next).shows("Another headline").shows("Other title");
    }

    fn what_is_frozen_is_what_was_read(app) {
        let officer = has_records(&app);
        let report = officer.makes_report("First", "12");
        let freeze = format!("{report}/freeze/new");
        let asked = officer.gets(&freeze);
        asked.shows("no words on 13 activities");
        let edit = format!("{report}/edit");
        let slow = officer.gets(&edit).form(&edit).with("introduction", "Words that came too late");
        officer.publishes(7, "delayed", "In between");
        let again = officer.sends(&asked.form(&freeze));
        again.is(409).shows("Nothing is frozen yet.");
        officer.gets(&report).shows("Draft: only officers");
        officer.sends(&again.form(&freeze)).leads_to(&report);
        officer.sends(&again.form(&freeze)).is(404);
        officer.gets(&report).shows("froze the report");
        let late = officer.sends(&slow);
        late.is(409).shows("Somebody has frozen this report meanwhile");
        assert_eq!(late.value("introduction").as_deref(), Some("Words that came too late"), "nothing typed is lost");
        officer.gets(&report).hides("Words that came too late");
    }

    fn drafts_are_for_officers_and_frozen_ones_for_everybody(app) {
        let officer = has_records(&app);
        let report = officer.makes_report("First", "12");
        let (administrator, partner, donor, public) = (app.administrator(), app.partner_named("Jo Abe", "jo@example.org", "unep"), app.donor(), app.visitor());
        let status = |visitor: &Visitor| [report.clone(), format!("{report}.xlsx"), format!("{report}/edit")].map(|a| visitor.gets(&a).status);
        assert_eq!(status(&administrator)[0], 200);
        for reader in [&partner, &donor] {
            assert_eq!(status(reader), [404; 3]);
            reader.gets("/reports").hides("First");
        }
        app.opens_to_the_public();
        assert_eq!(status(&public)[..2], [404; 2]);
        officer.freezes(&report).leads_to(&report);
        for reader in [&partner, &donor, &public] {
            assert_eq!(status(reader)[..2], [200; 2]);
            reader.gets("/reports").shows("First").hides("New report");
            reader.gets(&report).hides("Freeze the report").hides("Edit narrative").shows("Fingerprint");
        }
        public.gets(&report).hides("Ines Duarte");
        public.gets("/reports").hides("Ines Duarte");
    }

    fn the_next_report_says_what_is_different(app) {
        let officer = app.officer();
        let first = officer.makes_report("First", "11");
        officer.freezes(&first).leads_to(&first);
        officer.publishes(7, "at-risk", "Two workshops held");
        app.partner("jrc");
        app.has_event("tomas@example.org", Stage::Verified);
        app.has_money("unep");
        let next = officer.makes_report("Second", "12");
        let page = officer.gets(&next);
        page.shows("Compared with “First”, whose period ended on 11 March 2019.");
        assert_eq!(page.rows("Events held"), ["Events held | 0 | 1 | +1"]);
        assert_eq!(page.rows("Attendances"), ["Attendances | 0 | 32 | +32"]);
        assert_eq!(page.rows("Countries reached"), ["Countries reached | 0 | 2 | +2"]);
        assert_eq!(page.rows("Pledged, USD"), ["Pledged, USD |  | 10.00 | +10.00"]);
        let moved = page.parts("article table", "tbody tr").into_iter().find(|t| t.contains("No status") || t.contains("At risk")).unwrap();
        assert!(moved.contains("7. ") && moved.contains("At risk"), "{moved}");
        officer.freezes(&next).leads_to(&next);
        let third = officer.makes_report("Third", "12");
        officer.gets(&third).shows("Compared with “First”");
        officer.gets(&first).shows("This is the first report");
    }
}

#[test]
fn a_frozen_report_reads_the_same_on_the_other_database() {
    let (one, other) = (TestApp::sqlite(), TestApp::postgres());
    let officer = has_records(&one);
    let report = officer.makes_report("First", "12");
    officer.freezes(&report).leads_to(&report);
    let document = one.in_database(|conn| report::document(conn, ReportId(1)).unwrap().unwrap());
    let reader = other.officer();
    let id = other.has_report("ines@example.org");
    let now = other.app.clock.now();
    other.in_database(|conn| {
        let author = person::by_email(conn, "ines@example.org").unwrap().unwrap().0.id;
        assert!(report::freeze(conn, id, author, now, &Stored::of(&document).unwrap()).unwrap());
        assert!(!report::find(conn, id).unwrap().unwrap().is_draft());
    });
    assert_eq!(reader.gets(&format!("/reports/{id}")).article(), officer.gets(&report).article());
}

/// Freezes a draft with what is stored, as another version of the program would have.
fn has_stored(app: &TestApp, json: &str) -> String {
    let id = app.has_report("ines@example.org");
    let stored = Stored::of_json(json.to_owned());
    app.in_database(|conn| {
        let author = person::by_email(conn, "ines@example.org").unwrap().unwrap().0.id;
        assert!(report::freeze(conn, id, author, app.app.clock.now(), &stored).unwrap());
    });
    format!("/reports/{id}")
}

on_both! {
    fn reports_of_every_format_that_was_stored_are_shown(app) {
        let officer = app.officer();
        let report = has_stored(&app, include_str!("../../domain/src/report/golden/unnumbered.json"));
        officer.gets(&report).is(200).shows("Report to the meeting <train>").shows("Hello.").shows("At risk");
        assert!(unpacked(&officer.gets_bytes(&format!("{report}.xlsx"))).contains("At risk"));
    }

    fn a_report_of_a_format_that_is_not_known_is_an_error_that_says_so(app) {
        let officer = app.officer();
        let report = has_stored(&app, "{\"format\":2,\"document\":{}}");
        officer.gets(&report).is(500);
        let error = app.in_database(|conn| report::document(conn, ReportId(1)).unwrap_err().to_string());
        assert_eq!(error, "the document of report 1 cannot be read: the report is stored in format 2; this version reads formats up to 1");
        officer.gets("/reports").is(200).shows("Report");
    }
}

#[test]
fn the_demonstration_holds_a_frozen_report_and_a_draft() {
    let app = TestApp::demo();
    let public = app.visitor();
    public.gets("/reports").shows("Invented report on 2017").hides("Invented report on 2018");
    public.gets("/reports/1").is(200).shows("All people, updates and results in this report are invented.").hides("Ines Duarte");
    public.gets("/reports/2").is(404);
    let officer = app.visitor().enters_demo("Ines Duarte");
    officer.gets("/reports/2").shows("Compared with “Invented report on 2017”").shows("Draft: only officers");
}
