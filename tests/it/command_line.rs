//! The program as it is started: export, administrators, settings and their refusal, several starts at once, the end.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

use clap::CommandFactory;
use serde_json::Value;

use crate::support::app::PASSWORD;
use crate::support::database::{Database, private_folder};
use crate::support::program::{Serving, on, program, run};
use crate::support::{TestApp, Visitor, raw};

fn list<'a>(value: &'a Value, name: &str) -> &'a Vec<Value> {
    value[name].as_array().unwrap_or_else(|| panic!("{name} is no list: {value}"))
}

on_both! {
    fn the_export_holds_the_plan_with_its_numbers(app) {
        let text = run(&mut on(&app.database, &["export", "plan"])).well();
        let export: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(export["plan"]["code"], "cp-2017-2020");
        assert_eq!((&export["plan"]["start"], &export["plan"]["end"], &export["plan"]["decision"]), (&2017.into(), &2020.into(), &"CP-VIII/3".into()));
        let activities = list(&export, "activities");
        let numbers = |keep: &dyn Fn(&Value) -> bool| activities.iter().filter(|a| keep(a)).map(|a| a["number"].as_i64().unwrap()).collect::<Vec<_>>();
        assert_eq!(numbers(&|_| true), (1..=14).collect::<Vec<_>>());
        assert_eq!(numbers(&|a| a["priority"] == true), (1..=10).collect::<Vec<_>>());
        assert_eq!(numbers(&|a| a["full_plan_number"] == 97), [1]);
        assert_eq!(numbers(&|a| a["full_plan_number"].is_null()), (2..=14).collect::<Vec<_>>());
        assert_eq!(numbers(&|a| a["partners_to_be_determined"] == true), [4, 5, 6, 14]);
        assert_eq!(numbers(&|a| a["start"] == 2017 && a["end"] == 2018), [1, 2]);
        assert_eq!(numbers(&|a| a["start"] == 2017 && a["end"] == 2020), (3..=14).collect::<Vec<_>>());
        assert_eq!(numbers(&|a| !list(a, "depends_on").is_empty()), [2]);
        assert_eq!(activities[1]["depends_on"], serde_json::json!([1]));
        let all = |name: &str| activities.iter().flat_map(|a| list(a, name)).collect::<Vec<_>>();
        assert_eq!(all("results").len(), 16);
        assert_eq!(all("results").iter().filter(|r| r["kind"] == "output").count(), 3);
        assert_eq!(all("indicators").len(), 25);
        assert_eq!(all("indicators").iter().filter(|i| i["kind"] == "trend").count(), 3);
        assert_eq!(all("partners").len(), 22);
        assert_eq!(all("decisions").len(), 21);
        assert!(all("indicators").iter().all(|i| i["baseline"].is_null() && i["target"].is_null() && i["unit"].is_string()));
        let targets: Vec<_> = activities.iter().flat_map(|a| list(a, "results").iter().filter(|r| !r["target"].is_null()).map(|r| (a["number"].as_i64().unwrap(), r["target"].as_i64().unwrap(), r["unit"].as_str().unwrap()))).collect();
        assert_eq!(targets, [(3, 20, "countries")]);
        let texts = activities.iter().flat_map(|a| [&a["title"], &a["summary"]]).chain(all("results").into_iter().map(|r| &r["text"])).chain(all("indicators").into_iter().map(|i| &i["name"])).chain(all("partners").into_iter().map(|p| &p["name"]));
        for text in texts {
            for lang in ["en", "zh"] {
                assert!(text[lang].as_str().is_some_and(|t| !t.trim().is_empty()), "{lang}: {text}");
            }
        }
        let seven = &activities[6];
        assert_eq!(seven["decisions"], serde_json::json!([{"code": "BS-VII/10", "paragraphs": "5(d)"}, {"code": "CP-VIII/16", "paragraphs": "10(b)"}]));
        assert_eq!((&list(seven, "partners")[0]["acronym"], &list(seven, "partners")[0]["role"]), (&"JRC".into(), &"possible".into()));
        assert_eq!(list(&activities[5], "decisions")[0], serde_json::json!({"code": "BS-III/10", "paragraphs": null}));
        assert!(list(&activities[3], "partners").is_empty());
    }

    fn the_export_shows_what_people_have_changed(app) {
        app.officer().edits(7, &[("title-en", "Workshops, as we call them")]).leads_to("/activities/7");
        let export: Value = serde_json::from_str(&run(&mut on(&app.database, &["export", "plan"])).well()).unwrap();
        assert_eq!(export["activities"][6]["title"]["en"], "Workshops, as we call them");
    }
}

/// A link that was printed, and the visitor who sets a password with it.
fn sets_password(printed: &str, base: &str, password: &str) -> Visitor {
    let link = printed.split_whitespace().find(|w| w.starts_with("http")).expect("a link");
    assert!(link.starts_with(base), "{link} leads to {base}");
    let visitor = Visitor::new(base);
    let path = &link[base.len()..];
    let next = if path.starts_with("/links/reset/") { "/session/new" } else { "/" };
    visitor.fills(path, &[("password", password), ("again", password)]).leads_to(next);
    assert_eq!(Visitor::new(base).gets(path).status, 410, "the link works once");
    visitor
}

fn administrators_are_made_listed_and_reset(database: &Database) {
    let serving = Serving::start(&mut on(database, &["serve", "--listen", "127.0.0.1:0"]));
    let base = serving.base.as_str();
    let create =
        |name: &str, email: &str| run(&mut on(database, &["admin", "create", "--name", name, "--email", email, "--base-url", base]));
    let amara = sets_password(&create("Amara Okello", "Amara@example.org").well(), base, PASSWORD);
    amara.gets("/admin/people").is(200).shows("Amara Okello");

    assert!(create("Amara Again", "amara@example.org").refused().contains("amara@example.org has an account already; see “admin reset”"));
    assert!(create("Amara Again", "no address").refused().contains("“no address” is not a mail address"));
    assert!(create(" ", "other@example.org").refused().contains("the name is empty or too long"));
    create("Second One", "second@example.org").well();
    let listed = run(&mut on(database, &["admin", "list"])).well();
    assert_eq!(
        listed.lines().collect::<BTreeSet<_>>(),
        ["amara@example.org\tadministrator\tactive\tAmara Okello", "second@example.org\tadministrator\tinvited\tSecond One"].into()
    );

    let reset = run(&mut on(database, &["admin", "reset", "--email", "AMARA@example.org", "--base-url", base])).well();
    assert!(amara.gets("/admin/people").location.is_some_and(|l| l.starts_with("/session/new")), "signed out at once");
    let again = sets_password(&reset, base, "several other small words");
    again.gets("/admin/people").is(303);
    again.fills("/session/new", &[("email", "amara@example.org"), ("password", "several other small words")]).leads_to("/");
    again.gets("/admin/people").is(200);
    Visitor::new(base).fills("/session/new", &[("email", "amara@example.org"), ("password", PASSWORD)]).is(422);
    let unknown = run(&mut on(database, &["admin", "reset", "--email", "who@example.org", "--base-url", base])).refused();
    assert!(unknown.contains("nobody has the address who@example.org"), "{unknown}");
}

#[test]
fn administrators_are_made_listed_and_reset_on_sqlite() {
    administrators_are_made_listed_and_reset(&Database::sqlite());
}

#[test]
fn administrators_are_made_listed_and_reset_on_postgres() {
    administrators_are_made_listed_and_reset(&Database::postgres());
}

#[test]
fn the_first_start_gives_a_link_for_the_first_administrator() {
    let database = Database::sqlite();
    let mut serving = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"]));
    let path = serving.first_link().unwrap()[serving.base.len()..].to_owned();
    assert!(serving.greeting.contains("No mail server is set (--smtp-url)."));
    let visitor = Visitor::new(&serving.base);
    visitor
        .fills(&path, &[("name", "Amara Okello"), ("email", "amara@example.org"), ("password", PASSWORD), ("again", PASSWORD)])
        .leads_to("/");
    visitor.gets("/admin/people").is(200);
    Visitor::new(&serving.base).gets(&path).is(410);
    serving.gets_signal("TERM");
    assert_eq!(serving.ends(), Some(0));
    let again = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"]));
    assert_eq!(again.first_link(), None, "somebody has an account");
    Visitor::new(&again.base).signs_in("amara@example.org").gets("/plan").is(200);
}

#[test]
fn wrong_settings_are_refused_with_a_sentence() {
    let folder = private_folder();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let in_file = folder.path().join("file/data");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let cases: &[(&[&str], &str)] = &[
        (&["--database-url", "mysql://localhost/tracker"], "expected sqlite:<path of a file> or postgres://"),
        (&["--database-url", "sqlite::memory:"], "a SQLite database needs the path of a file"),
        (&["--database-url", "postgres://me:secret@127.0.0.1:1/none"], "cannot open the database"),
        (&["--database-url", "sqlite:/no/such/folder/data.db"], "cannot open the database"),
        (&["--base-url", "tracker.example.org"], "expected for instance https://tracker.example.org"),
        (&["--base-url", "https://tracker.example.org/path"], "without path"),
        (&["--base-url", "ftp://tracker.example.org"], "expected http:// or https://"),
        (&["--smtp-url", "mail.example.org"], "expected for instance smtp://mail.example.org:25"),
        (&["--smtp-url", "http://mail.example.org"], "expected smtp:// or smtps://"),
        (&["--smtp-url", "smtps://mail.example.org", "--smtp-ca", "/no/such/file.pem"], "/no/such/file.pem"),
        (&["--smtp-url", "smtps://mail.example.org", "--smtp-ca", "/etc/hostname"], "no certificate (PEM) is in it"),
        (&["--smtp-url", "smtp://me:secret@mail.example.org"], "has a password but does not require TLS"),
        (&["--smtp-url", "smtp://me:secret@mail.example.org?tls=opportunistic"], "has a password but does not require TLS"),
        (&["--smtp-allow-plain-password"], "--smtp-url"),
        (&["--smtp-ca", "mail.pem"], "--smtp-url"),
        (&["--mail-from", "nobody"], "--mail-from"),
        (&["--demo", "--database-url", "sqlite:x.db"], "--demo uses a throwaway database of its own"),
        (&["--data-dir", in_file.to_str().unwrap()], "cannot make the data folder"),
        (&["--listen", &taken], "cannot listen on 127.0.0.1:"),
        (&["--listen", "8080"], "--listen"),
        (&["--clock", "yesterday"], "--clock"),
        (&["--log-format", "xml"], "[possible values: text, json]"),
        (&["--no-such-setting"], "--no-such-setting"),
    ];
    for (arguments, sentence) in cases {
        let mut command = program(&["serve"]);
        if !arguments.contains(&"--data-dir") {
            command.args(["--data-dir", data]);
        }
        if !arguments.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        let said = run(command.args(*arguments)).refused();
        assert!(said.contains(sentence), "{arguments:?}: {said}");
        assert!(!said.contains("secret"), "a password is not printed: {said}");
    }
}

#[test]
fn wrong_settings_of_the_environment_are_refused_too() {
    let folder = private_folder();
    for (name, value, sentence) in [
        ("DATABASE_URL", "mysql://me:secret@localhost/tracker", "expected sqlite:<path of a file>"),
        ("BASE_URL", "tracker", "https://tracker.example.org"),
        ("SMTP_URL", "smtp:", "smtp://"),
        ("LISTEN", "everywhere", "--listen"),
        ("LOG_FORMAT", "xml", "--log-format"),
        ("CLOCK", "31-2-2019", "--clock"),
    ] {
        let mut command = program(&["serve"]);
        command.env("LISTEN", "127.0.0.1:0").env("DATA_DIR", folder.path()).env(name, value);
        let said = run(&mut command).refused();
        assert!(said.contains(sentence), "{name}: {said}");
    }
    let mut demo = program(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    assert!(run(demo.env("DATABASE_URL", "sqlite:x.db")).refused().contains("leave out --database-url (and DATABASE_URL)"));
}

#[test]
fn a_damaged_secret_is_refused() {
    let folder = private_folder();
    std::fs::write(folder.path().join("secret.key"), "short").unwrap();
    let mut command = program(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(run(command.arg("--data-dir").arg(folder.path())).refused().contains("too short to be a secret"));
}

#[test]
fn settings_come_from_the_environment() {
    let database = Database::sqlite();
    let mut command = program(&["serve"]);
    command.env("DATA_DIR", database.folder()).env("DATABASE_URL", database.url()).env("LISTEN", "127.0.0.1:0");
    command
        .env("BASE_URL", "https://tracker.example.org")
        .env("LOG_FORMAT", "json")
        .env("SMTP_URL", "smtp://127.0.0.1:1")
        .env("CLOCK", "2019-03-12");
    let serving = Serving::start(&mut command);
    assert_eq!(serving.base, "https://tracker.example.org");
    assert!(serving.first_link().unwrap().starts_with("https://tracker.example.org/links/first/"));
    assert!(!serving.greeting.contains("No mail server is set"));
    let line: Value = serde_json::from_str(&serving.logs("database ready")).unwrap();
    assert_eq!(line["level"], "INFO");
    assert!(database.folder().join("data.db").exists());
}

#[test]
fn a_flag_outweighs_the_environment() {
    let database = Database::sqlite();
    let mut command = on(&database, &["serve", "--listen", "127.0.0.1:0", "--base-url", "https://flag.example.org"]);
    assert_eq!(Serving::start(command.env("BASE_URL", "https://environment.example.org")).base, "https://flag.example.org");
}

#[test]
fn help_lists_every_setting_with_its_variable() {
    let help = run(&mut program(&["serve", "--help"])).well();
    let command = capacity_tracker::config::Cli::command();
    let serve = command.find_subcommand("serve").unwrap();
    let mut settings = 0;
    for argument in serve.get_arguments().filter(|a| a.get_id() != "help" && !a.is_hide_set()) {
        assert!(help.contains(&format!("--{}", argument.get_long().unwrap())), "{argument:?}");
        assert!(argument.get_help().is_some(), "{argument:?}");
        match argument.get_env() {
            Some(name) => assert!(help.contains(&format!("[env: {}", name.to_str().unwrap())), "{name:?}"),
            None => assert!(
                ["demo", "new_secret"].contains(&argument.get_id().as_str()),
                "{argument:?}: what is not for one start alone has a variable"
            ),
        }
        settings += 1;
    }
    assert_eq!(settings, 21);
    let overview = run(&mut program(&["--help"])).well();
    for word in ["serve", "work", "migrate", "admin", "export", "remind"] {
        assert!(overview.contains(word), "{word}");
    }
    assert!(run(&mut program(&["--version"])).well().starts_with("capacity-tracker 0."));
    run(&mut program(&[])).refused();
}

fn three_starts_at_once_make_one_schema(database: Database) {
    let started: Vec<_> =
        (0..3).map(|_| on(&database, &["migrate"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()).collect();
    let said: Vec<String> = started
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    let migrations: Vec<u32> = said.iter().map(|s| s.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(migrations.iter().filter(|n| **n > 0).count(), 1, "one runs the migrations: {said:?}");
    assert_eq!(said.iter().filter(|s| s.contains("the plan was loaded\n")).count(), 1, "one loads the plan: {said:?}");
    let app = TestApp::on(database, &[]);
    assert_eq!(app.donor().gets("/plan").activities().len(), 14);
}

#[test]
fn three_starts_at_once_make_one_schema_on_sqlite() {
    three_starts_at_once_make_one_schema(Database::sqlite());
}

#[test]
fn three_starts_at_once_make_one_schema_on_postgres() {
    three_starts_at_once_make_one_schema(Database::postgres());
}

#[test]
fn three_servers_at_once_share_one_database_and_one_secret() {
    let database = Database::postgres();
    let serving: Vec<Serving> = std::thread::scope(|scope| {
        let starts: Vec<_> =
            (0..3).map(|_| scope.spawn(|| Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"])))).collect();
        starts.into_iter().map(|s| s.join().unwrap()).collect()
    });
    for server in &serving {
        Visitor::new(&server.base).gets("/readyz").is(200);
    }
    let link = run(&mut on(
        &database,
        &["admin", "create", "--name", "Amara Okello", "--email", "amara@example.org", "--base-url", &serving[2].base],
    ))
    .well();
    sets_password(&link, &serving[2].base, PASSWORD);
    Visitor::new(&serving[0].base).signs_in("amara@example.org").gets("/admin/people").is(200);
}

#[test]
fn the_server_answers_to_probes() {
    let app = TestApp::sqlite();
    assert_eq!(app.visitor().gets("/healthz").is(200).body, "ok\n");
    assert_eq!(app.visitor().gets("/readyz").is(200).body, "ready\n");
}

#[test]
fn a_server_that_is_about_to_stop_is_not_ready_and_goes_on() {
    let database = Database::prepared_sqlite();
    let mut serving = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0", "--stop-grace", "600"]));
    serving.gets_signal("TERM");
    serving.logs("not ready any more; stopping soon");
    let probe = Visitor::new(&serving.base).gets("/readyz");
    assert_eq!((probe.status, probe.body.as_str()), (503, "not ready: the server is stopping\n"));
    Visitor::new(&serving.base).gets("/session/new").is(200);
    // A second signal does not wait any longer.
    serving.gets_signal("TERM");
    assert_eq!(serving.ends(), Some(0));
}

/// A request of which the server has read the head and waits for the body, `email=x`.
fn begins_a_request(base: &str) -> TcpStream {
    let mut stream = raw::connect(base);
    let head = "POST /session/new HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 7\r\n";
    stream.write_all(format!("{head}Expect: 100-continue\r\nConnection: close\r\n\r\n").as_bytes()).unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n", "the server has begun to read");
    stream
}

/// Sends a signal while a request is under way, which must still be answered.
fn finishes_after(signal: &str) {
    let database = Database::sqlite();
    let mut serving = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"]));
    let mut stream = begins_a_request(&serving.base);
    let asked = Instant::now();
    serving.gets_signal(signal);
    serving.logs("stopping: what has begun is finished");
    stream.write_all(b"email=x").unwrap();
    let answer = raw::read(stream);
    assert_eq!(answer.status, 403, "a whole answer: {}", answer.head);
    assert!(answer.body.ends_with(b"</html>"));
    assert_eq!(serving.ends(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(9), "{:?}", asked.elapsed());
}

#[test]
fn a_signal_to_end_lets_the_server_finish_what_it_has_begun() {
    finishes_after("TERM");
}

#[test]
fn ctrl_c_lets_the_server_finish_what_it_has_begun() {
    finishes_after("INT");
}

#[test]
fn an_idle_connection_does_not_hold_the_server_up() {
    let database = Database::sqlite();
    let mut serving = Serving::start(&mut on(&database, &["serve", "--listen", "127.0.0.1:0"]));
    let visitor = Visitor::new(&serving.base);
    visitor.gets("/healthz").is(200);
    let asked = Instant::now();
    serving.gets_signal("TERM");
    assert_eq!(serving.ends(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(9), "{:?}", asked.elapsed());
}

#[test]
fn the_demonstration_is_whole_small_and_gone_at_the_end() {
    let folder = private_folder();
    let mut command = program(&["serve", "--demo", "--listen", "127.0.0.1:0"]);
    let mut serving = Serving::start(command.env("TMPDIR", folder.path()));
    assert!(serving.greeting.contains("all people, updates and results are invented"));
    assert_eq!(serving.first_link(), None);
    let public = Visitor::new(&serving.base);
    public.gets("/plan").is(200).shows("Demonstration data.").shows("12 March 2019");
    let officer = Visitor::new(&serving.base);
    let form = officer.gets("/session/new").forms().into_iter().find(|f| f.action == "/session/demo").unwrap();
    officer.sends(&form).leads_to("/");
    for (visitor, paths) in [(&public, ["/plan", "/plan/timeline", "/activities/7"]), (&officer, ["/plan", "/", "/activities/7"])] {
        for path in paths {
            let bytes = super::plan::first_view(visitor, &serving.base, path);
            assert!(bytes <= 14_000, "{path}: {bytes} bytes");
        }
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    serving.gets_signal("TERM");
    assert_eq!(serving.ends(), Some(0));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing of it stays");
}
