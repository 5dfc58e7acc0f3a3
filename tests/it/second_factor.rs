//! The second factor, and proving again who one is.

use capacity_tracker::db::schema::{second_factors, sessions};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::access::Role;
use domain::ids::PersonId;
use totp_rs::{Builder, Secret};

use crate::people::path_of;
use crate::support::app::PASSWORD;
use crate::support::{Page, TestApp, Visitor};

const NEW_PASSWORD: &str = "seven boats under bridges";

/// An authenticator app that has taken in the secret of the page.
struct Phone(Secret);

impl Phone {
    fn scans(page: &Page) -> Self {
        let secret = page.all("code.secret").remove(0).replace(' ', "");
        Self(Secret::try_from_base32(secret).unwrap())
    }

    /// The present code. Time passes, so that it is not one that was used before.
    fn code(&self, app: &TestApp) -> String {
        app.in_database_unseen(|conn| {
            diesel::update(second_factors::table).set(second_factors::last_step.eq(0_i64)).execute(conn).unwrap()
        });
        let app_code = Builder::new().with_secret(self.0.clone()).with_account_name("x").build().unwrap();
        app_code.generate(u64::try_from(app.app.clock.now().timestamp()).unwrap()).to_string()
    }
}

/// Sets up a second factor, and gives the phone and the recovery codes.
fn sets_up(app: &TestApp, visitor: &Visitor) -> (Phone, Vec<String>) {
    let page = visitor.gets("/account/second-factor/new");
    let phone = Phone::scans(&page);
    let done = visitor.sends(&page.form("/account/second-factor/new").with("factor-code", &phone.code(app)));
    done.is(200).shows("Your recovery codes");
    (phone, done.all(".codes code"))
}

fn gives_password(visitor: &Visitor, email: &str) -> Page {
    visitor.fills("/session/new", &[("email", email), ("password", PASSWORD)])
}

fn gives_code(visitor: &Visitor, page: &Page, code: &str) -> Page {
    visitor.sends(&page.form("/session/code").with("factor-code", code))
}

/// Lets time pass since everybody proved who they are.
fn time_passes(app: &TestApp, time: TimeDelta) {
    app.in_database(|conn| {
        let long_ago = (app.app.clock.now() - time).naive_utc();
        diesel::update(sessions::table).set(sessions::confirmed_at.eq(Some(long_ago))).execute(conn).unwrap()
    });
}

on_both! {
    fn a_code_is_asked_for_after_the_password_and_works_once(app) {
        let (ines, elsewhere) = (app.officer(), app.visitor().signs_in("ines@example.org"));
        ines.gets("/account/second-factor").is(200).shows("Set up the second factor");
        let page = ines.gets("/account/second-factor/new");
        assert!(page.attributes("svg.qr path", "d")[0].len() > 1000, "a QR code");
        let wrong = ines.sends(&page.form("/account/second-factor/new").with("factor-code", "000 000"));
        assert!(wrong.is(422).error_at("factor-code").unwrap().contains("does not fit"));
        assert_eq!(wrong.all("code.secret"), page.all("code.secret"), "the same secret after a wrong code");
        let (phone, codes) = sets_up(&app, &ines);
        assert_eq!(codes.len(), 10);
        ines.gets("/account").is(200);
        elsewhere.gets("/account").is(303);
        assert_eq!(app.mails.to("ines@example.org").subject, "A second factor was set up for your account");

        let visitor = app.visitor();
        let asked = gives_password(&visitor, "ines@example.org");
        visitor.gets("/account").is(303);
        assert!(gives_code(&visitor, &asked, "000000").is(422).error_at("factor-code").unwrap().contains("does not fit"));
        let code = phone.code(&app);
        gives_code(&visitor, &asked, &code).leads_to("/");
        visitor.gets("/account").is(200);
        let again = app.visitor();
        let asked = gives_password(&again, "ines@example.org");
        gives_code(&again, &asked, &code).is(422);
        again.gets("/account").is(303);

        let asked = gives_password(&again, "ines@example.org");
        gives_code(&again, &asked, &codes[3].to_uppercase()).leads_to("/");
        again.gets("/account/second-factor").shows("9 unused");
        assert_eq!(app.mails.nth_to("ines@example.org", 2).subject, "A recovery code of your account was used");
        let third = app.visitor();
        let asked = gives_password(&third, "ines@example.org");
        gives_code(&third, &asked, &codes[3]).is(422);
    }

    fn the_database_holds_neither_the_secret_nor_the_recovery_codes(app) {
        let ines = app.officer();
        let page = ines.gets("/account/second-factor/new");
        let secret = page.all("code.secret").remove(0).replace(' ', "");
        let (_, codes) = sets_up(&app, &ines);
        let (nonce, hashes) = app.in_database_unseen(|conn| {
            use capacity_tracker::db::schema::recovery_codes as table;
            let nonce: String = second_factors::table.select(second_factors::nonce).first(conn).unwrap();
            (nonce, table::table.select(table::code_hash).load::<String>(conn).unwrap())
        });
        assert!(!nonce.contains(&secret) && hashes.len() == 10);
        assert!(codes.iter().all(|code| !hashes.iter().any(|hash| hash.contains(&code.replace('-', "")))));
    }

    fn a_new_password_does_not_get_around_it_and_what_was_typed_comes_along(app) {
        let ines = app.officer();
        let (phone, _) = sets_up(&app, &ines);
        let visitor = app.visitor();
        visitor.fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let path = path_of(&app.mails.nth_to("ines@example.org", 2).link());
        visitor.fills(&path, &[("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]).leads_to("/session/new");
        let form = ines.gets("/session/new").form("/session/new");
        let asked = ines.sends(&form.with("email", "ines@example.org").with("password", NEW_PASSWORD).with("carried-action", "/account").with("carried-body", "lang=zh"));
        asked.is(200).shows("Your second factor");
        gives_code(&ines, &asked, &phone.code(&app)).is(200).shows("What you typed is here.");
        // A proof of the password before does not work any more.
        let old = app.visitor();
        let stale = gives_password(&old, "ines@example.org");
        stale.is(422);
    }

    fn a_role_that_requires_it_comes_to_nothing_else_before(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        let form = ines.gets("/activities/7/updates/new").form("/activities/7/updates/new");
        let settings = amara.gets("/admin/settings").form("/admin/settings/second-factor");
        amara.sends(&settings.with("second-factor-roles", "officer")).leads_to("/admin/settings");
        amara.gets("/admin/settings").shows("Required for these roles: nothing → Programme officer");
        ines.gets("/reviews").leads_to("/account/second-factor?next=%2Freviews");
        let kept = ines.sends(&form.with("headline", "Two workshops were held"));
        kept.is(403).shows("Set up a second factor first").shows("Two workshops were held");
        ines.gets("/account/second-factor").shows("Your role requires a second factor.");
        sets_up(&app, &ines);
        ines.gets("/activities/7/updates/new").is(200);
        ines.sends(&kept.form("/activities/7/updates/new")).is(422);
        ines.gets("/account/second-factor").shows("You can replace it, but not turn it off.");
        let end = ines.gets("/account/second-factor").form("/account/second-factor/recovery-codes/new");
        ines.posts("/account/second-factor/end", &end.fields, &[]).is(409);
        amara.gets("/plan").is(200);
    }

    fn who_has_lost_it_is_let_in_by_another_administrator_alone(app) {
        let amara = app.administrator();
        let other = app.has_person(Role::Administrator, "Olu Ade", "olu@example.org", None);
        let olu = app.visitor().signs_in("olu@example.org");
        sets_up(&app, &amara);
        let asked = gives_password(&app.visitor(), "amara@example.org");
        let visitor = app.visitor();
        let page = gives_password(&visitor, "amara@example.org");
        visitor.sends(&page.form("/session/code/removal/new")).is(200).shows("The administrators have been asked");
        asked.is(200);
        assert_eq!(app.mails.nth_to("amara@example.org", 2).subject, "You ask for the removal of your second factor");
        let mail = app.mails.to("olu@example.org");
        assert_eq!(mail.subject, "Amara Okello asks for the removal of a second factor");
        let account = path_of(&mail.link());
        // Not by herself, should she still be signed in somewhere.
        let own = amara.gets(&account);
        own.shows("Asks you to remove the second factor");
        assert!(!own.forms().iter().any(|f| f.action.ends_with("/second-factor/end")));
        let token = own.forms().remove(0).fields;
        amara.posts(&format!("{account}/second-factor/end"), &token, &[]).is(404);
        olu.sends(&olu.gets(&account).form(&format!("{account}/second-factor/end"))).leads_to(&account);
        amara.gets("/account").is(303);
        assert_eq!(app.mails.nth_to("amara@example.org", 3).subject, "The second factor of your account was removed");
        assert_eq!(app.mails.nth_to("olu@example.org", 2).subject, "A second factor was removed");
        app.visitor().signs_in("amara@example.org");
        olu.posts(&format!("/admin/people/{other}/second-factor/end"), &token, &[]).is(403);
        olu.gets("/admin/audit").shows("removed the second factor of this account").shows("asked for the removal of the second factor");
    }

    fn dangerous_acts_ask_again_who_it_is(app) {
        let amara = app.administrator();
        let ines: PersonId = app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let account = format!("/admin/people/{ines}");
        time_passes(&app, TimeDelta::minutes(31));
        amara.gets(&account).is(200);
        let asked = amara.fills(&account, &[("name", "Ines Maria Duarte")]);
        asked.is(403).shows("Please confirm that it is you").shows("Nothing you typed is lost");
        let confirm = |password: &str| amara.sends(&asked.form("/session/confirmation/new").with("present", password));
        assert!(confirm("not the password").is(422).error_at("present").is_some());
        let resumed = confirm(PASSWORD);
        resumed.is(200).shows("Ines Maria Duarte");
        amara.sends(&resumed.form(&account)).leads_to(&account);
        amara.gets(&account).shows("Ines Maria Duarte");
        // Confirmed for half an hour; and a time when the clock ran ahead does not count.
        amara.fills(&account, &[("name", "Ines Duarte")]).leads_to(&account);
        time_passes(&app, TimeDelta::days(-2));
        amara.fills(&account, &[("name", "Ines")]).is(403);
        // Other acts do not ask.
        amara.fills("/account", &[("time-zone", "Asia/Shanghai")]).leads_to("/account");
        amara.gets("/account/second-factor/new").leads_to("/session/confirmation/new?next=%2Faccount%2Fsecond-factor%2Fnew");
    }

    fn whoever_has_a_second_factor_confirms_with_both(app) {
        let amara = app.administrator();
        let (phone, _) = sets_up(&app, &amara);
        time_passes(&app, TimeDelta::minutes(31));
        let page = amara.gets("/session/confirmation/new?next=/admin/settings");
        let form = page.form("/session/confirmation/new").with("present", PASSWORD);
        assert!(amara.sends(&form.clone().with("factor-code", "123")).is(422).error_at("factor-code").is_some());
        amara.sends(&form.with("factor-code", &phone.code(&app))).leads_to("/admin/settings");
        let codes = amara.sends(&amara.gets("/account/second-factor").form("/account/second-factor/recovery-codes/new"));
        assert_eq!(codes.is(200).all(".codes code").len(), 10);
        amara.sends(&amara.gets("/account/second-factor").form("/account/second-factor/end")).leads_to("/account/second-factor");
        app.visitor().signs_in("amara@example.org");
    }

    fn administrators_end_all_sessions_of_a_person(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        let account = ines_account(&app);
        amara.gets(&account).shows("1 open session");
        amara.sends(&amara.gets(&account).form(&format!("{account}/sessions/end"))).leads_to(&account);
        ines.gets("/account").is(303);
        amara.gets(&account).shows("No open session");
    }

    fn a_session_ends_a_month_after_it_began_however_much_it_is_used(app) {
        let ines = app.officer();
        app.in_database(|conn| {
            let began: NaiveDateTime = (app.app.clock.now() - TimeDelta::days(30)).naive_utc();
            diesel::update(sessions::table).set(sessions::created_at.eq(began + TimeDelta::minutes(1))).execute(conn).unwrap();
        });
        ines.gets("/account").is(200);
        app.in_database(|conn| {
            let began: NaiveDateTime = (app.app.clock.now() - TimeDelta::days(30)).naive_utc();
            diesel::update(sessions::table).set(sessions::created_at.eq(began)).execute(conn).unwrap();
        });
        ines.gets("/account").is(303);
    }
}

fn ines_account(app: &TestApp) -> String {
    let id = app.in_database_unseen(|conn| capacity_tracker::db::person::by_email(conn, "ines@example.org").unwrap().unwrap().0.id);
    format!("/admin/people/{id}")
}
