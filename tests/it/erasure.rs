//! Erasing what must not be kept, and deleting what has been kept long enough.

use application::Actor;
use application::actions::retention;
use application::audit::verify;
use capacity_tracker::db::schema::{audit_entries, events, history, outbox, people, sessions};
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::access::Role;
use domain::event::EventInput;
use domain::ids::EventId;
use domain::review::Stage;

use crate::support::{TestApp, Visitor};

const NAME: &str = "Zebedee Quux";

/// Everything that the database holds, as text.
fn holds(app: &TestApp, words: &str) -> bool {
    let kinds = [
        "search_entries.text",
        "search_entries.title",
        "search_entries.words",
        "events.typed",
        "events.title",
        "events.words",
        "event_versions.title",
        "event_versions.words",
        "event_details.learning",
    ];
    let more = ["history.changes", "history.reason", "outbox.subject", "outbox.text_body", "outbox.html_body", "reports.document"];
    kinds.iter().chain(&more).any(|place| {
        let (table, column) = place.split_once('.').unwrap();
        let sql = format!("SELECT COUNT(*) AS count FROM {table} WHERE LOWER({column}) LIKE '%{}%'", words.to_lowercase());
        app.in_database_unseen(|conn| diesel::sql_query(sql).get_result::<Count>(conn).unwrap().count) > 0
    })
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    count: i64,
}

fn is_sound(app: &TestApp) {
    app.in_database_unseen(|conn| verify(conn, &[]).unwrap()).unwrap();
}

/// A verified event whose title names a person, also in mails and the history.
fn names_somebody(app: &TestApp) -> (Visitor, String) {
    let (tomas, ines) = (app.partner("jrc"), app.officer());
    ines.names_lead(7, "Ines Duarte");
    let event = tomas.logs_event(&[("title", &format!("Lecture by {NAME}"))]);
    ines.verifies(&event).leads_to("/reviews");
    let form = ines
        .form_at(&format!("{event}/correction/new"))
        .with("learning", &format!("{NAME} explained it"))
        .with("correct-reason", &format!("{NAME} asked"));
    ines.sends(&form).leads_to(&event);
    (ines, event)
}

fn erases(amara: &Visitor, words: &str, reason: &str) {
    let found = amara.fills("/admin/erasures", &[("erasure-words", words)]);
    let form = found.is(200).forms().into_iter().find(|f| f.fields.iter().any(|(n, _)| n == "intent")).unwrap();
    amara.sends(&form.with("erasure-reason", reason)).leads_to("/admin/erasures");
}

on_both! {
    fn words_are_erased_from_every_page_past_view_export_and_history(app) {
        let amara = app.administrator();
        let (ines, event) = names_somebody(&app);
        let report = ines.makes_report("Report to the tenth meeting", "12");
        let edit = format!("{report}/edit");
        ines.sends(&ines.gets(&edit).form(&edit).with("introduction", &format!("Thanks to {NAME}."))).leads_to(&report);
        ines.freezes(&report).leads_to(&report);
        assert!(holds(&app, NAME));
        let preview = amara.fills("/admin/erasures", &[("erasure-words", "zebedee quux")]);
        preview.is(200).shows("events.title").shows("Lecture by Zebedee Quux").shows("history.reason").shows("reports.document");
        assert!(holds(&app, NAME), "showing erases nothing");
        erases(&amara, "zebedee quux", "Asked for by the person");
        assert!(!holds(&app, NAME));
        for page in [event.as_str(), "/events?as_of=2019-03-12", "/events.csv", &report, "/admin/mail"] {
            ines.gets(page);
            amara.gets(page).is(200).hides(NAME);
        }
        amara.gets(&event).shows("Lecture by [erased]").shows("Amara Okello erased content of the record.").shows("Asked for by the person");
        amara.gets(&report).shows("Thanks to [erased].").shows("Amara Okello erased content of the record.");
        is_sound(&app);
        let detail = app.in_database_unseen(|conn| {
            audit_entries::table.filter(audit_entries::kind.eq("erasure")).select(audit_entries::detail).first::<Option<String>>(conn).unwrap()
        });
        assert!(detail.is_some_and(|d| d.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '-')), "the entries are named, the words are not");
        amara.gets("/admin/audit").shows("erased content");
    }

    fn what_is_wrong_is_said_and_nothing_is_erased(app) {
        let amara = app.administrator();
        names_somebody(&app);
        assert!(amara.fills("/admin/erasures", &[("erasure-words", "ab")]).is(422).error_at("erasure-words").is_some());
        amara.fills("/admin/erasures", &[("erasure-words", "Quu")]).is(200).shows("The words do not stand anywhere.");
        let found = amara.fills("/admin/erasures", &[("erasure-words", NAME)]);
        let form = found.forms().into_iter().find(|f| f.fields.iter().any(|(n, _)| n == "intent")).unwrap();
        assert!(amara.sends(&form.with("erasure-reason", " ")).is(422).error_at("erasure-reason").is_some());
        assert!(holds(&app, NAME));
    }

    fn a_whole_record_is_erased_and_a_stone_stays(app) {
        let (amara, donor) = (app.administrator(), app.donor());
        let (ines, event) = names_somebody(&app);
        donor.gets("/events?as_of=2019-03-12").shows(NAME);
        donor.gets("/activities/7").shows("people attended");
        ines.gets(&event).hides("Erase the record");
        ines.gets(&format!("{event}/erasure/new")).is(404);
        let asks = format!("{event}/erasure/new");
        assert!(amara.fills(&asks, &[("erasure-reason", "")]).is(422).error_at("erasure-reason").is_some());
        amara.fills(&asks, &[("erasure-reason", "It never took place")]).leads_to(&event);
        assert!(!holds(&app, NAME));
        donor.gets(&event).is(410).shows("What was here was erased");
        app.opens_to_the_public();
        app.visitor().gets(&event).is(410);
        for page in ["/events?as_of=2019-03-12", "/events", "/events.csv"] {
            donor.gets(page).is(200).hides(NAME).hides("Nairobi");
        }
        donor.gets("/activities/7").is(200).hides("people attended");
        amara.gets(&event).is(200).shows("Amara Okello erased content of the record.").shows("It never took place").shows("[erased]");
        amara.fills(&asks, &[("erasure-reason", "Again")]).is(409);
        is_sound(&app);
    }

    fn the_database_lets_nothing_else_change_what_is_past(app) {
        names_somebody(&app);
        let refused = |sql: &'static str| {
            let done: Result<usize, diesel::result::Error> = app.app.db.connection().unwrap().write(|conn| diesel::sql_query(sql).execute(conn));
            done.unwrap_err().to_string()
        };
        assert!(refused("UPDATE history SET reason = 'x'").contains("can only be added"));
        assert!(refused("DELETE FROM history").contains("can only be added"));
        // An erasure that the audit trail does not name is found.
        app.in_database(|conn| {
            diesel::sql_query("INSERT INTO erasing (id) VALUES (1)").execute(conn).unwrap();
            let last: Option<i32> = history::table.select(diesel::dsl::max(history::id)).first(conn).unwrap();
            diesel::update(history::table.find(last.unwrap())).set((history::reason.eq(Some("x")), history::salt.eq(""))).execute(conn).unwrap();
            diesel::sql_query("DELETE FROM erasing").execute(conn).unwrap();
        });
        assert!(app.in_database_unseen(|conn| verify(conn, &[]).unwrap()).is_err());
    }

    fn old_personal_data_goes_when_its_time_is_over(app) {
        let amara = app.administrator();
        app.partner("jrc");
        let typed = EventInput { contact: "zoe@lab.example.org".into(), ..app.whole_event() };
        let event: EventId = app.has_event_saying("tomas@example.org", Stage::Verified, &typed);
        amara.fills("/password/forgotten", &[("email", "tomas@example.org")]).is(200);
        app.mails.to("tomas@example.org");
        app.has_person(Role::Donor, "Astrid Holm", "astrid@example.org", Some("undp"));
        let long_ago = app.app.clock.now().naive_utc() - TimeDelta::days(900);
        app.in_database(|conn| {
            diesel::update(people::table.filter(people::email.eq("astrid@example.org"))).set(people::joined_at.eq(Some(long_ago))).execute(conn).unwrap();
            diesel::update(events::table).set((events::ends_on.eq(Some(long_ago.date())), events::starts_on.eq(Some(long_ago.date())))).execute(conn).unwrap();
            diesel::update(outbox::table).set((outbox::queued_at.eq(long_ago), outbox::text_body.eq("Dear Tomás"))).execute(conn).unwrap();
            diesel::insert_into(sessions::table)
                .values((
                    sessions::token_hash.eq("x"),
                    sessions::person_id.eq(1),
                    sessions::created_at.eq(long_ago),
                    sessions::last_seen_at.eq(long_ago),
                    sessions::expires_at.eq(long_ago),
                    sessions::agent.eq("Old browser"),
                    sessions::address.eq("203.0.113.9"),
                ))
                .execute(conn)
                .unwrap();
        });
        let wrong = amara.fills("/admin/retention", &[("retention-sign-ins", "soon")]);
        assert!(wrong.is(422).error_at("retention-sign-ins").is_some());
        let periods = [("retention-sign-ins", "12"), ("retention-mail-texts", "12"), ("retention-contacts", "24"), ("retention-accounts", "24")];
        let preview = amara.fills("/admin/retention", &periods);
        preview.is(200).shows("What would go with these periods").shows("One ended session or link").shows("The contact of one event").shows("One account is deactivated").shows("Astrid Holm");
        amara.gets("/admin/retention").shows("Nothing: everything is kept.");
        amara.sends(&preview.form("/admin/retention").with("intent", "save")).leads_to("/admin/retention");
        let program = Actor::program(app.app.clock.now(), std::sync::Arc::clone(&app.app.site));
        let run = || app.in_database(|conn| retention::run(conn, &program).unwrap());
        assert!(run());
        assert!(!run(), "once a day");
        let left = app.in_database_unseen(|conn| {
            let typed: String = events::table.find(event.0).select(events::typed).first(conn).unwrap();
            let texts: Vec<String> = outbox::table.filter(outbox::kind.eq("password-reset")).select(outbox::text_body).load(conn).unwrap();
            let agents: Vec<String> = sessions::table.select(sessions::agent).load(conn).unwrap();
            (typed.contains("zoe@lab"), texts, agents.contains(&"Old browser".to_owned()))
        });
        assert_eq!(left, (false, vec![String::new()], false));
        assert!(!holds(&app, "zoe@lab.example.org"));
        amara.gets("/admin/people").shows("Deactivated");
        app.visitor().fills("/session/new", &[("email", "astrid@example.org"), ("password", crate::support::app::PASSWORD)]).is(422);
        amara.gets("/admin/audit").shows("deleted what had been kept long enough").shows("contacts 1");
        amara.gets("/admin/retention").shows("The contacts of 0 events");
        is_sound(&app);
    }
}
