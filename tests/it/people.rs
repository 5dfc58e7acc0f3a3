//! Accounts: the first administrator, invitations, links, changing, shutting and opening accounts, and what is remembered of it.

use std::sync::Arc;

use application::actions::person as actions;
use application::{Actor, Error};
use capacity_tracker::db::person;
use domain::access::Role;
use domain::form::Problem;
use domain::handover::HandoverInput;
use domain::ids::PersonId;
use domain::lang::Lang;

use crate::support::{Page, TestApp, Visitor};

const NEW_PASSWORD: &str = "seven boats under bridges";

/// The address of a link without the site.
pub fn path_of(link: &str) -> String {
    url::Url::parse(link).unwrap().path().to_owned()
}

/// Opens a link from a mail and sets a password.
#[track_caller]
fn sets_password(visitor: &Visitor, link: &str, password: &str) -> Page {
    let path = path_of(link);
    visitor.fills(&path, &[("password", password), ("again", password)])
}

/// Fills in the invitation form: an officer, unless something else is typed.
pub fn invites(administrator: &Visitor, name: &str, email: &str, more: &[(&str, &str)]) -> Page {
    let form = administrator.gets("/admin/people/new").form("/admin/people/new");
    administrator.sends(&form.typed(&[("name", name), ("email", email), ("role", "officer"), ("lang", "en")]).typed(more))
}

/// The address of somebody's account, found in the list by name.
#[track_caller]
fn account_of(administrator: &Visitor, name: &str) -> String {
    let list = administrator.gets("/admin/people");
    let (names, addresses) = (list.all("main th a"), list.attributes("main th a", "href"));
    let at = names.iter().position(|n| n == name).unwrap_or_else(|| panic!("{name} is not in the list: {names:?}"));
    addresses[at].clone()
}

fn account(id: PersonId) -> String {
    format!("/admin/people/{id}")
}

/// Presses a button of a page that has a form to this address below somebody's account.
#[track_caller]
fn presses(administrator: &Visitor, account: &str, button: &str) -> Page {
    let from = if button == "deactivation/new" { format!("{account}/{button}") } else { account.to_owned() };
    administrator.sends(&administrator.gets(&from).form(&format!("{account}/{button}")))
}

/// The same token with one letter of one part changed.
fn tampered(link: &str, part: usize) -> String {
    let (start, token) = link.rsplit_once('/').unwrap();
    let mut parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    let middle = parts[part].len() / 2;
    let other = if &parts[part][middle..=middle] == "A" { "B" } else { "A" };
    parts[part].replace_range(middle..=middle, other);
    format!("{start}/{}", parts.join("."))
}

/// A link is dead: a clear page, for looking at it and for sending its form.
#[track_caller]
fn is_dead(visitor: &Visitor, link: &str) {
    let path = path_of(link);
    visitor.gets(&path).is(410).shows("This link has expired");
    let token = visitor.gets("/password/forgotten").value("token").unwrap();
    for again in [NEW_PASSWORD, "short"] {
        let fields = [
            ("token", token.as_str()),
            ("name", "Mallory"),
            ("email", "mallory@example.org"),
            ("password", NEW_PASSWORD),
            ("again", again),
        ];
        let fields: Vec<_> = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        visitor.posts(&path, &fields, &[]).is(410).shows("This link has expired");
    }
}

fn administrator_and_invitation(app: &TestApp) -> (Visitor, String) {
    let amara = app.administrator();
    invites(&amara, "Wei Zhang", "wei@example.org", &[]).leads_to("/admin/people");
    let link = app.mails.to("wei@example.org").link();
    (amara, link)
}

on_both! {
    fn several_people_are_invited_by_pasted_lines(app) {
        let amara = app.administrator();
        let invites = |lines: &str, more: &[(&str, &str)]| {
            let form = amara.gets("/admin/invitations/new").form("/admin/invitations/new");
            amara.sends(&form.typed(&[("lines", lines), ("role", "officer"), ("lang", "en")]).typed(more))
        };
        let wrong = "Wei Zhang <wei@example.org>\nRuth Abate\nWei Again <WEI@example.org>";
        let page = invites(wrong, &[]);
        assert_eq!(page.is(422).error_at("lines").as_deref(), Some("Error: Line 2: Give a name and one e-mail address"));
        assert!(page.body.contains("Ruth Abate"), "nothing that was typed is lost");
        let page = invites("Wei Zhang <wei@example.org>\nWei Again <WEI@example.org>\nAmara <amara@example.org>", &[]);
        assert!(page.is(422).error_at("lines").unwrap().starts_with("Error: Line 2: This is there already"));
        assert!(invites("Wei Zhang <wei@example.org>", &[("role", "partner")]).is(422).error_at("organisation").is_some());
        assert!(!amara.gets("/admin/people").all("main th a").iter().any(|name| name == "Wei Zhang"), "all or nobody");

        invites("Wei Zhang <wei@example.org>\n\nRuth Abate\truth@example.org\n", &[]).leads_to("/admin/people");
        let names = amara.gets("/admin/people").shows("The invitations are on their way.").all("main th a");
        assert!(["Wei Zhang", "Ruth Abate"].iter().all(|name| names.iter().any(|n| n == name)), "{names:?}");
        for address in ["wei@example.org", "ruth@example.org"] {
            app.visitor().opens(&app.mails.to(address).link()).is(200).shows("Set a password to open your account");
        }
    }

    fn what_is_done_with_accounts_is_for_administrators_whoever_calls_it(app) {
        let now = app.app.clock.now();
        let actor = |id| {
            let profile = app.in_database(|conn| person::find(conn, id).unwrap().unwrap());
            Actor::person(&profile, now, Arc::clone(&app.app.site))
        };
        let ines = app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let amara = app.has_person(Role::Administrator, "Amara Okello", "amara@example.org", None);
        let deactivates = |by: &Actor, whom| app.in_database(|conn| actions::deactivate(conn, by, whom, &HandoverInput::default()));
        let (officer, administrator) = (actor(ines), actor(amara));
        assert!(matches!(deactivates(&officer, amara), Err(Error::NotFound)));
        assert!(matches!(deactivates(&administrator, amara), Err(Error::Invalid(errors)) if errors.of("role") == Some(&Problem::LastAdministrator)));
        deactivates(&administrator, ines).unwrap();
        assert!(matches!(deactivates(&administrator, ines), Err(Error::Stale)));
    }

    fn the_first_link_makes_the_first_administrator_once(app) {
        let (first, link) = (app.visitor(), app.first_link.clone().unwrap());
        let path = path_of(&link);
        let who = [("name", "Amara Okello"), ("email", "Amara@Example.org")];
        let form = first.gets(&path).is(200).shows("Make the first administrator").form(&path).typed(&who);
        first.sends(&form.clone().typed(&[("password", NEW_PASSWORD), ("again", NEW_PASSWORD)])).leads_to("/");
        first.opens("/").is(200).shows("Welcome. Your password is set and you are signed in.").shows("Amara Okello");
        let own = first.gets(&account_of(&first, "Amara Okello"));
        assert_eq!(own.value("email").as_deref(), Some("amara@example.org"));
        own.shows("Amara Okello followed the invitation and set a password.");
        is_dead(&app.visitor(), &link);

        let app = app.starts_again(&[]);
        assert_eq!(app.first_link, None, "a database with people needs no first link");
        is_dead(&app.visitor(), &link);
        app.visitor().fills("/session/new", &[("email", "AMARA@example.org"), ("password", NEW_PASSWORD)]).leads_to("/");
    }

    fn the_first_link_is_dead_once_anybody_exists(app) {
        let link = app.first_link.clone().unwrap();
        let visitor = app.visitor();
        let form = visitor.gets(&path_of(&link)).form(&path_of(&link));
        app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        visitor.sends(&form.typed(&[("name", "Mallory"), ("email", "m@example.org"), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)])).is(410);
        is_dead(&app.visitor(), &link);
    }

    fn a_start_on_a_database_still_empty_withdraws_the_link_before(app) {
        let before = app.first_link.clone().unwrap();
        let app = app.starts_again(&[]);
        is_dead(&app.visitor(), &before);
        app.visitor().gets(&path_of(app.first_link.as_ref().unwrap())).is(200);
    }

    fn the_first_form_says_at_each_field_what_is_wrong_and_keeps_the_rest(app) {
        let path = path_of(app.first_link.as_ref().unwrap());
        let visitor = app.visitor();
        let sends = |password: &str, again: &str| {
            visitor.fills(&path, &[("name", "Amara Okello"), ("email", "amara@example.org"), ("password", password), ("again", again)])
        };
        for (password, again, field, words) in [
            ("", "", "password", "Fill in this field"),
            ("short words", "short words", "password", "Use at least 12 characters"),
            ("Amara-Okello-2019", "Amara-Okello-2019", "password", "too easy to guess"),
            ("password12345", "password12345", "password", "too easy to guess"),
            (NEW_PASSWORD, "seven boats under bridge", "again", "The two entries differ"),
        ] {
            let page = sends(password, again);
            page.is(422).shows("There is a problem");
            assert!(page.error_at(field).unwrap().contains(words), "{password}: {:?}", page.error_at(field));
            assert_eq!(page.value("name").as_deref(), Some("Amara Okello"));
            assert_eq!(page.value("email").as_deref(), Some("amara@example.org"));
            assert_eq!((page.value("password").as_deref(), page.value("again").as_deref()), (Some(""), Some("")));
            assert!(password.is_empty() || !page.body.contains(password), "the password is sent back");
        }
        let page = visitor.fills(&path, &[("name", " "), ("email", "amara@"), ("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]);
        page.is(422);
        assert!(page.error_at("name").unwrap().contains("Fill in this field"));
        assert!(page.error_at("email").unwrap().contains("Give a mail address"));
        assert_eq!(page.value("email").as_deref(), Some("amara@"));
        sends(NEW_PASSWORD, NEW_PASSWORD).leads_to("/");
    }

    fn an_invitation_is_followed_once(app) {
        let (amara, link) = administrator_and_invitation(&app);
        amara.gets("/admin/people").shows("Wei Zhang").shows("Invited");
        let wei = app.visitor();
        let path = path_of(&link);
        wei.gets(&path).is(200).shows("Wei Zhang").shows("wei@example.org");
        let wrong = sets_password(&wei, &link, "weizhang2019");
        wrong.is(422);
        assert!(wrong.error_at("password").unwrap().contains("too easy to guess"));
        sets_password(&wei, &link, NEW_PASSWORD).leads_to("/");
        wei.opens("/").is(200).shows("Welcome. Your password is set and you are signed in.").shows("Wei Zhang");
        is_dead(&app.visitor(), &link);
        is_dead(&wei, &link);
        wei.gets("/account").is(200);
        amara.gets(&account_of(&amara, "Wei Zhang")).shows("Active").hides("Invited").shows("Wei Zhang followed the invitation and set a password.");
    }

    fn a_link_that_was_changed_is_dead(app) {
        let (amara, link) = administrator_and_invitation(&app);
        for part in 0..3 {
            is_dead(&app.visitor(), &tampered(&link, part));
        }
        for other in [link.replace("/join/", "/reset/"), link.replace("/join/", "/first/"), format!("{link}x")] {
            is_dead(&app.visitor(), &other);
        }
        is_dead(&app.visitor(), &link[..link.rfind('.').unwrap() + 1]);
        app.visitor().gets(&format!("/links/join/{}", "a".repeat(6000))).is(410);
        sets_password(&app.visitor(), &link, NEW_PASSWORD).leads_to("/");
        amara.gets("/admin/people").is(200);
    }

    fn an_invitation_works_for_a_week(app) {
        let (_, link) = administrator_and_invitation(&app);
        let token = path_of(&link);
        let app = app.starts_again(&["--clock", "2019-03-18"]);
        app.visitor().gets(&token).is(200);
        let app = app.starts_again(&["--clock", "2019-03-25"]);
        is_dead(&app.visitor(), &format!("{}{token}", app.base));
        let amara = app.visitor().signs_in("amara@example.org");
        presses(&amara, &account_of(&amara, "Wei Zhang"), "invitations/new");
        sets_password(&app.visitor(), &app.mails.to("wei@example.org").link(), NEW_PASSWORD).leads_to("/");
    }

    fn a_new_invitation_ends_the_one_before(app) {
        let (amara, first) = administrator_and_invitation(&app);
        let account = account_of(&amara, "Wei Zhang");
        presses(&amara, &account, "invitations/new").leads_to(&account);
        let second = app.mails.nth_to("wei@example.org", 2).link();
        is_dead(&app.visitor(), &first);
        sets_password(&app.visitor(), &second, NEW_PASSWORD).leads_to("/");
        let token = amara.gets("/admin/people/new").value("token").unwrap();
        amara.posts(&format!("{account}/invitations/new"), &[("token".into(), token)], &[]).is(409);
    }

    fn an_invitation_that_is_wrong_comes_back_as_it_was_typed(app) {
        let amara = app.administrator();
        let page = invites(&amara, "Another Amara", "AMARA@example.org", &[("lang", "zh")]);
        page.is(422);
        assert!(page.error_at("email").unwrap().contains("This is there already"));
        assert_eq!(page.value("name").as_deref(), Some("Another Amara"));
        assert_eq!(page.value("email").as_deref(), Some("AMARA@example.org"));
        assert_eq!((page.value("role").as_deref(), page.value("lang").as_deref()), (Some("officer"), Some("zh")));

        for role in ["partner", "donor"] {
            let page = invites(&amara, "Tomás Ferri", "tomas@example.org", &[("role", role)]);
            page.is(422);
            assert!(page.error_at("organisation").unwrap().contains("choose it"));
            assert_eq!(page.value("role").as_deref(), Some(role));
        }
        for (field, typed, words) in [
            ("name", "", "Fill in this field"),
            ("email", "tomas at example.org", "Give a mail address"),
            ("role", "emperor", "Choose one from the list"),
            ("organisation", "999999", "Choose one from the list"),
            ("lang", "tlh", "Choose one from the list"),
        ] {
            let page = invites(&amara, "Tomás Ferri", "tomas@example.org", &[(field, typed)]);
            page.is(422);
            assert!(page.error_at(field).unwrap().contains(words), "{field}: {:?}", page.error_at(field));
        }
        let long = "x".repeat(121);
        let page = invites(&amara, &long, "tomas@example.org", &[]);
        page.is(422);
        assert!(page.error_at("name").unwrap().contains("Use 120 characters at most; there are 1 too many"));
        assert_eq!(page.value("name"), Some(long));
        amara.gets("/admin/people").shows("1 person with an account");
        assert_eq!(app.mails.count(), 0);
    }

    fn a_corrected_address_gets_its_own_invitation(app) {
        let (amara, astray) = administrator_and_invitation(&app);
        let account = account_of(&amara, "Wei Zhang");
        amara.fills(&account, &[("email", "wei.zhang@example.org")]).leads_to(&account);
        let link = app.mails.to("wei.zhang@example.org").link();
        is_dead(&app.visitor(), &astray);
        sets_password(&app.visitor(), &link, NEW_PASSWORD).leads_to("/");
    }

    fn a_new_address_or_role_ends_sessions_and_is_said_at_both_addresses(app) {
        let (amara, ines) = (app.administrator(), app.officer());
        let account = account_of(&amara, "Ines Duarte");
        amara.fills(&account, &[("role", "administrator")]).leads_to(&account);
        assert_eq!(app.mails.to("ines@example.org").subject, "Your role in Capacity Tracker was changed");
        ines.gets("/account").is(200);
        amara.fills(&account, &[("email", "ines.duarte@example.org")]).leads_to(&account);
        let (old, new) = (app.mails.nth_to("ines@example.org", 2), app.mails.to("ines.duarte@example.org"));
        for mail in [&old, &new] {
            assert_eq!(mail.subject, "The mail address of your account was changed");
            assert!(mail.text.contains("Amara Okello changed the mail address"), "{}", mail.text);
        }
        ines.gets("/account").is(303);
        app.visitor().signs_in("ines.duarte@example.org");
    }

    fn following_an_invitation_ends_the_session_that_was_open_there(app) {
        let (amara, link) = administrator_and_invitation(&app);
        let old = amara.cookie("session").unwrap();
        sets_password(&amara, &link, NEW_PASSWORD).leads_to("/");
        amara.gets("/account").shows("wei@example.org");
        let thief = app.visitor();
        thief.takes_cookie("session", &old);
        thief.gets("/account").leads_to("/session/new?next=%2Faccount");
    }

    fn deactivation_ends_everything_at_once_and_loses_nothing(app) {
        let amara = app.administrator();
        let id = app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None);
        let (ines, elsewhere) = (app.visitor().signs_in("ines@example.org"), app.visitor().signs_in("ines@example.org"));
        ines.fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        let link = app.mails.to("ines@example.org").link();
        amara.fills("/activities/7/edit", &[("lead", &id.to_string())]).leads_to("/activities/7");
        amara.gets(&format!("{}/deactivation/new", account(id))).shows("Deactivate Ines Duarte?").shows("Ines Duarte leads 1 activity");

        let address = format!("{}/deactivation/new", account(id));
        let silent = presses(&amara, &account(id), "deactivation/new");
        assert!(silent.is(422).text().contains("Lead officer"), "who leads the activity from now on is asked for");
        ines.gets("/account").is(200);
        let form = amara.gets(&address).form(&address);
        amara.sends(&form.with("lead-all", &amara.gets(&address).choice("lead-all", "Amara Okello"))).leads_to(&account(id));
        amara.gets(&account(id)).shows("The account is shut").shows("Deactivated").shows("Amara Okello deactivated it.");
        for browser in [&ines, &elsewhere] {
            browser.gets("/account").leads_to("/session/new?next=%2Faccount");
        }
        let refused = app.visitor().fills("/session/new", &[("email", "ines@example.org"), ("password", crate::support::app::PASSWORD)]);
        refused.is(422).shows("Incorrect e-mail address or password.");
        is_dead(&app.visitor(), &link);
        app.visitor().fills("/password/forgotten", &[("email", "ines@example.org")]).is(200);
        amara.gets("/activities/7").shows("Lead officer: Ines Duarte → Amara Okello");
        let token = amara.gets("/admin/people/new").value("token").unwrap();
        amara.posts(&format!("{}/deactivation/new", account(id)), &[("token".into(), token)], &[]).is(409);

        presses(&amara, &account(id), "reactivation/new").leads_to(&account(id));
        app.visitor().signs_in("ines@example.org");
        elsewhere.gets("/account").leads_to("/session/new?next=%2Faccount");
        is_dead(&app.visitor(), &link);
        assert_eq!(app.mails.count(), 1, "nobody who is shut out gets a link");
    }

    fn reactivation_invites_anew_whoever_had_never_joined(app) {
        let (amara, first) = administrator_and_invitation(&app);
        let account = account_of(&amara, "Wei Zhang");
        presses(&amara, &account, "deactivation/new").leads_to(&account);
        is_dead(&app.visitor(), &first);
        presses(&amara, &account, "reactivation/new").leads_to(&account);
        let second = app.mails.nth_to("wei@example.org", 2).link();
        is_dead(&app.visitor(), &first);
        sets_password(&app.visitor(), &second, NEW_PASSWORD).leads_to("/");
    }

    fn who_joins_chooses_language_and_time_zone(app) {
        let amara = app.administrator();
        invites(&amara, "Wei Zhang", "wei@example.org", &[("lang", "zh")]).leads_to("/admin/people");
        let path = path_of(&app.mails.to("wei@example.org").link());
        let wei = app.visitor();
        let page = wei.gets(&path);
        assert_eq!(page.attributes("html", "lang"), ["zh"], "the invitation was in Chinese, and so is its page");
        assert_eq!((page.value("lang").as_deref(), page.value("time-zone").as_deref()), (Some("zh"), Some("UTC")));
        let form = page.form(&path).typed(&[("password", NEW_PASSWORD), ("again", NEW_PASSWORD)]);
        let wrong = wei.sends(&form.clone().with("time-zone", "Mars/Olympus"));
        assert!(wrong.is(422).error_at("time-zone").is_some());
        wei.sends(&form.with("time-zone", "Pacific/Fiji")).leads_to("/");
        assert_eq!(wei.gets("/account").value("time-zone").as_deref(), Some("Pacific/Fiji"));
        assert_eq!(wei.gets("/account").attributes("html", "lang"), ["zh"]);
    }

    fn the_last_administrator_stays(app) {
        let amara = app.administrator();
        let own = account_of(&amara, "Amara Okello");
        // Somebody who was invited and never came cannot keep the house.
        invites(&amara, "Wei Zhang", "wei@example.org", &[("role", "administrator")]).leads_to("/admin/people");
        let demoted = amara.fills(&own, &[("role", "officer"), ("name", "Amara O.")]);
        demoted.is(422);
        assert!(demoted.error_at("role").unwrap().contains("This is the last administrator"));
        assert_eq!((demoted.value("name").as_deref(), demoted.value("role").as_deref()), (Some("Amara O."), Some("officer")));
        let shut = presses(&amara, &own, "deactivation/new");
        shut.is(422);
        assert!(shut.error_at("role").unwrap().contains("This is the last administrator"));
        amara.gets(&own).is(200).hides("deactivated it").hides("changed the account");

        sets_password(&app.visitor(), &app.mails.to("wei@example.org").link(), NEW_PASSWORD).leads_to("/");
        amara.fills(&own, &[("role", "officer")]).leads_to(&own);
        amara.gets("/admin/people").is(404);
    }

    fn of_two_edits_at_once_the_second_sees_both(app) {
        let (amara, id) = (app.administrator(), app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None));
        app.has_person(Role::Administrator, "Bo Lindqvist", "bo@example.org", None);
        let bo = app.visitor().signs_in("bo@example.org");
        let (first, second) = (bo.gets(&account(id)).form(&account(id)), amara.gets(&account(id)).form(&account(id)));
        bo.sends(&first.with("name", "Inês Duarte")).leads_to(&account(id));
        let page = amara.sends(&second.with("name", "Ines M. Duarte").with("lang", "zh"));
        page.is(409).shows("Somebody else has saved a change since you opened this form.").shows("Inês Duarte");
        assert_eq!((page.value("name").as_deref(), page.value("lang").as_deref()), (Some("Ines M. Duarte"), Some("zh")));
        amara.gets("/admin/people").shows("Inês Duarte");
        amara.sends(&page.form(&account(id))).leads_to(&account(id));
        amara.gets("/admin/people").shows("Ines M. Duarte").hides("Inês Duarte");
    }

    fn the_history_of_a_person_is_told_in_words(app) {
        let (amara, link) = administrator_and_invitation(&app);
        let account = account_of(&amara, "Wei Zhang");
        sets_password(&app.visitor(), &link, NEW_PASSWORD).leads_to("/");
        amara.fills(&account, &[("role", "administrator"), ("name", "Zhang Wei"), ("lang", "zh")]).leads_to(&account);
        amara.fills(&account, &[]).leads_to(&account);
        let page = amara.gets(&account);
        assert_eq!(page.all(".log > li > div > p"), [
            "Amara Okello changed the account.",
            "Zhang Wei followed the invitation and set a password.",
            "Amara Okello sent an invitation.",
            "Amara Okello made the account.",
        ]);
        assert_eq!(page.all(".log > li:first-child li"), [
            "Name: Wei Zhang → Zhang Wei",
            "Role: Programme officer → Administrator",
            "Language: English → 中文",
        ]);
        assert!(page.all(".log time").iter().all(|t| t.contains("12 March 2019")), "{:?}", page.all(".log time"));
    }

    fn nobody_is_deleted(app) {
        let (amara, id) = (app.administrator(), app.has_person(Role::Officer, "Ines Duarte", "ines@example.org", None));
        let page = amara.gets(&account(id));
        assert!(page.forms().iter().all(|f| !f.action.contains("delet") && !f.action.contains("remov")));
        amara.gets(&account(PersonId(9999))).is(404);
        amara.gets("/admin/people/99999999999999").is(404);
        amara.gets("/admin/people/-1").is(404);
        let form = page.form(&account(id));
        amara.sends(&form.clone().without("version")).is(400);
        amara.sends(&form.with("version", "first")).is(400);
    }

    fn mails_reach_people_in_their_own_language(app) {
        let amara = app.administrator();
        invites(&amara, "张伟", "wei@example.org", &[("lang", "zh")]).leads_to("/admin/people");
        let mail = app.mails.to("wei@example.org");
        assert_eq!(mail.subject, "邀请您使用能力建设跟踪系统");
        assert!(mail.text.contains("尊敬的张伟：") && mail.text.contains("Amara Okello邀请您") && mail.text.contains("7天内有效"), "{}", mail.text);
        assert!(mail.html.contains("<html lang=\"zh\"") && mail.html.contains("设置您的密码"), "{}", mail.html);
        let wei = app.visitor();
        sets_password(&wei, &mail.link(), NEW_PASSWORD).leads_to("/");
        assert_eq!(wei.gets("/account").attributes("html", "lang"), [Lang::Zh.as_str()]);
    }
}
