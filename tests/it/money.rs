//! `/money`: contributions, expenditures, exchange rates; who sees what; figures that are never mixed.

use std::sync::Arc;

use application::Actor;
use application::actions::money::{record, state_rate};
use capacity_tracker::db::money::{New, Stored as _, contribution, expenditure};
use capacity_tracker::db::{directory, person, plan};
use domain::access::Role;
use domain::money::{Amount, Contribution, ContributionInput, Currency, Expenditure, ExpenditureInput, Payment, Purpose, RateInput};

use crate::support::in_plan;
use crate::support::page::Form;
use crate::support::{Page, TestApp, Visitor};

const GIVE: &str = "/money/contributions/new";
const SPEND: &str = "/money/expenditures/new";
const RATE: &str = "/money/rates/new";

fn on(form: Form, name: &str, [day, month, year]: [&str; 3]) -> Form {
    form.with(&format!("{name}-day"), day).with(&format!("{name}-month"), month).with(&format!("{name}-year"), year)
}

/// The value behind a box of activities.
fn activity(page: &Page, number: i32) -> String {
    let (names, values) = (page.all("input[name=purpose] + span"), page.attributes("input[name=purpose]", "value"));
    values[names.iter().position(|n| n.starts_with(&format!("{number}. "))).unwrap()].clone()
}

/// A whole contribution for activity 7, not sent yet.
fn gives(officer: &Visitor, donor: &str, amount: &str, currency: &str) -> Form {
    let page = officer.gets(GIVE);
    let form = page.form(GIVE).with("donor", &page.choice("donor", donor)).with("currency", currency).with("pledged", amount);
    let form = on(form, "pledged-on", ["1", "2", "2018"]).with("purpose", &activity(&page, 7));
    form.with("source", "Letter of agreement 12")
}

fn spends(officer: &Visitor, spender: &str, amount: &str, currency: &str) -> Form {
    let page = officer.gets(&format!("{SPEND}?activity=7"));
    let form = page.form(SPEND).with("spender", &page.choice("spender", spender)).with("currency", currency).with("spent", amount);
    on(form, "spent-from", ["25", "2", "2019"]).with("spent-for", "Travel of participants").with("source", "Statement 4")
}

fn received(form: Form, at: usize, amount: &str, day: [&str; 3]) -> Form {
    on(form.with(&format!("received-{at}"), amount), &format!("received-on-{at}"), day)
}

#[track_caller]
fn at(answer: &Page) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.location.clone().unwrap()
}

fn states(officer: &Visitor, from: &str, to: &str, rate: &str, day: [&str; 3]) -> Page {
    let form = officer.gets(RATE).form(RATE).with("rate-from", from).with("rate-to", to).with("rate", rate).with("source", "UN rates");
    officer.sends(&on(form, "rate-on", day))
}

/// UNDP gave, JRC gave and spent.
fn has_money(app: &TestApp) -> (Visitor, [String; 3]) {
    let officer = app.officer();
    let first = officer.sends(&received(gives(&officer, "UNDP", "12,500.50", "USD"), 0, "15 000", ["3", "5", "2018"]));
    let second = officer.sends(&gives(&officer, "JRC", "200", "EUR"));
    let third = officer.sends(&spends(&officer, "JRC", "1000", "JPY"));
    let made = [at(&first), at(&second), at(&third)];
    (officer, made)
}

on_both! {
    fn a_new_tracker_holds_no_money_and_says_what_to_do(app) {
        let officer = app.officer();
        let page = officer.gets("/money");
        page.is(200).shows("No data yet. Add the first contribution");
        assert_eq!(page.all("main table").len(), 0);
        app.donor().gets("/money").shows("No data yet.").hides("Add a contribution");
        app.partner("jrc").gets("/money").shows("send its programme officers the figures");
        officer.gets("/activities/7").shows("Contributions and expenditures for this activity");
        assert_eq!(officer.gets("/plan").attributes(".tabs a", "href"), ["/plan", "/plan/timeline", "/framework", "/money"].map(in_plan));
    }

    fn an_officer_records_what_was_pledged_and_received(app) {
        let (officer, [given, ..]) = has_money(&app);
        let page = officer.gets(&given);
        page.is(200).shows("UNDP: USD 12,500.50").shows("USD 15,000.00").shows("More has arrived than was pledged.").shows("Letter of agreement 12");
        page.shows("Ines Duarte added the contribution.").shows("Amount pledged: nothing → USD 12,500.50").shows("Amounts received: nothing → USD 15,000.00 (3 May 2018)");
        let all = officer.gets("/money");
        assert_eq!(all.rows("US dollar"), ["USD – US dollar | 12,500.50 | 15,000.00 | –"]);
        assert_eq!(all.rows("Euro"), ["EUR – Euro | 200.00 | – | –"]);
        assert_eq!(all.rows("Yen"), ["JPY – Yen | – | – | 1,000"]);
        assert_eq!(officer.gets("/activities/7").rows("US dollar"), ["USD – US dollar | 12,500.50 | 15,000.00 | –"]);
        officer.gets("/activities/8").shows("No data yet.");
    }

    fn every_figure_leads_to_its_records(app) {
        let (officer, _) = has_money(&app);
        let page = officer.gets("/activities/7");
        let links: Vec<String> = page.attributes("section[aria-labelledby=money] td a", "href");
        assert_eq!(links, ["/money?activity=7&currency=USD#contributions", "/money?activity=7&currency=USD#contributions", "/money?activity=7&currency=EUR#contributions", "/money?activity=7&currency=JPY#expenditures"].map(in_plan));
        for link in links {
            let (address, part) = link.split_once('#').unwrap();
            let rows = officer.gets(address).parts(&format!("section[aria-labelledby={part}] tbody tr"), "th, td");
            assert_eq!(rows.len(), 1, "{link}: {rows:?}");
        }
        let by_donor = officer.gets("/money?donor=undp");
        by_donor.shows("12,500.50").hides("200.00").shows("Expenditures are recorded by activity, not by donor");
        assert_eq!(by_donor.all("section[aria-labelledby=expenditures]").len(), 0);
        officer.gets("/money?spender=jrc").shows("1,000").hides("12,500.50");
        officer.gets("/money?activity=8").shows("Nothing fits these filters.");
        officer.gets("/money?activity=x&donor=%27&currency=XXX&into=nothing").is(200).shows("12,500.50");
    }

    fn who_sees_whose_money(app) {
        let (_, [undp, jrc, spent]) = has_money(&app);
        let (partner, donor) = (app.partner("jrc"), app.donor());
        let own = partner.gets("/money");
        own.shows("200.00").shows("1,000").shows("These are the figures of your organization alone.").hides("12,500.50").hides("UNDP");
        partner.gets(&undp).is(404);
        partner.gets(&jrc).is(200).shows("added the contribution").hides("Cancel record");
        partner.gets(&spent).is(200);
        partner.gets("/money?donor=undp").hides("12,500.50");
        partner.gets("/activities/7").hides("12,500.50").shows("200.00");
        for address in [&undp, &jrc, &spent] {
            donor.gets(address).is(200);
            donor.gets(&format!("{address}/edit")).is(404);
            partner.gets(&format!("{address}/cancellation/new")).is(404);
        }
        donor.gets("/money").shows("12,500.50").shows("200.00").hides("Add a contribution");
        app.has_person(Role::Partner, "Ruth Ndlovu", "ruth@example.org", Some("unep"));
        app.visitor().signs_in("ruth@example.org").gets("/money").shows("No data yet.").hides("12,500.50");
    }

    fn the_public_reads_totals_alone(app) {
        let (_, [undp, ..]) = has_money(&app);
        let public = app.visitor();
        assert!(public.gets("/money").location.unwrap().starts_with("/session/new"));
        app.opens_to_the_public();
        let page = public.gets("/money?donor=jrc");
        page.is(200).shows("12,500.50").shows("200.00").hides("UNDP").hides("Letter of agreement").hides("Travel of participants");
        assert_eq!((page.attributes("main td a", "href"), page.all("#filter-donor").len()), (Vec::new(), 0));
        assert!(public.gets(&undp).location.unwrap().starts_with("/session/new"));
        public.gets("/activities/7").shows("12,500.50").hides("Letter of agreement");
        public.gets("/organisations/undp").hides("What it has given");
    }

    fn a_contribution_is_changed_and_payments_are_added(app) {
        let (officer, [given, ..]) = has_money(&app);
        let edit = format!("{given}/edit");
        let form = officer.gets(&edit).form(&edit);
        officer.sends(&received(form.with("pledged", "20000"), 1, "1,000.25", ["4", "3", "2019"])).leads_to(&given);
        let page = officer.gets(&given);
        page.shows("USD 20,000.00").shows("USD 16,000.25").hides("More has arrived").shows("Amount pledged: USD 12,500.50 → USD 20,000.00");
        assert_eq!(page.rows("4 March 2019"), ["4 March 2019 | USD 1,000.25"]);
        let without = received(officer.gets(&edit).form(&edit), 0, "", ["", "", ""]);
        officer.sends(&without).leads_to(&given);
        officer.gets(&given).shows("Amounts received: USD 15,000.00 (3 May 2018); USD 1,000.25 (4 March 2019) → USD 1,000.25 (4 March 2019)");
        officer.fills(&edit, &[]).leads_to(&given);
        assert_eq!(officer.gets(&given).all("#history li p:first-child").len(), 3, "nothing changed, nothing told");
    }

    fn money_of_a_past_day_is_what_was_known_and_had_happened(app) {
        let (officer, donor) = (app.officer(), app.donor());
        let noon = |d: &str| format!("{d}T12:00:00Z").parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        let day = |d: &str| d.parse::<chrono::NaiveDate>().unwrap();
        app.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            let usd = |whole: i64| Amount { minor: whole * 100, currency: Currency::Usd };
            let donor = directory.organisations.iter().find(|o| o.slug == "undp").unwrap().id;
            let activity = directory.activities.iter().find(|a| a.number == 7).unwrap().id;
            let mut given = Contribution {
                donor,
                pledged: usd(1000),
                pledged_on: day("2018-02-01"),
                payments: vec![Payment { amount: usd(400), on: day("2018-05-03") }],
                purpose: Purpose::Activities(vec![activity]),
                source: "Letter".into(),
                note: String::new(),
            };
            // Recorded on 1 June, changed on 1 September, taken out on 1 December.
            let id = contribution::insert(conn, New { idempotency_key: "one", now: noon("2018-06-01") }, &given).unwrap();
            given.pledged = usd(1500);
            given.payments.push(Payment { amount: usd(600), on: day("2018-08-20") });
            assert!(contribution::update(conn, id, 0, &given, noon("2018-09-01")).unwrap());
            assert!(Contribution::cancel(conn, id, 1, "Entered twice", noon("2018-12-01")).unwrap());
            let spent = Expenditure { activity, spender: donor, amount: usd(70), first: day("2018-06-01"), last: day("2018-07-10"), purpose: "Travel".into(), source: String::new() };
            expenditure::insert(conn, New { idempotency_key: "two", now: noon("2018-06-02") }, &spent).unwrap();
        });
        for (as_of, expected) in [
            ("2018-05-31", None),
            ("2018-06-01", Some("1,000.00 | 400.00 | –")),
            ("2018-08-31", Some("1,000.00 | 400.00 | 70.00")),
            ("2018-09-01", Some("1,500.00 | 1,000.00 | 70.00")),
            ("2018-11-30", Some("1,500.00 | 1,000.00 | 70.00")),
            ("2018-12-01", Some("– | – | 70.00")),
        ] {
            for page in ["/money", "/activities/7"] {
                let rows = donor.gets(&format!("{page}?as_of={as_of}")).rows("US dollar");
                assert_eq!(rows.first().map(|r| r.replacen("USD – US dollar | ", "", 1)).as_deref(), expected, "{page} as of {as_of}");
            }
        }
        officer.gets("/money?as_of=2018-09-01&donor=undp").shows("as they were known then").shows("1,500.00").hides("Entered twice");
        let links = officer.gets("/activities/7?as_of=2018-09-01").attributes("section[aria-labelledby=money] td a", "href");
        assert!(!links.is_empty() && links.iter().all(|l| l.contains("as_of=2018-09-01&")), "{links:?}");
    }

    fn shared_contributions_are_told_as_such(app) {
        let officer = app.officer();
        let page = officer.gets(GIVE);
        let mut form = gives(&officer, "UNDP", "90", "CHF");
        form.fields.push(("purpose".into(), activity(&page, 8)));
        officer.sends(&form).is(303);
        for number in [7, 8] {
            officer.gets(&format!("/activities/{number}")).shows("90.00").shows("1 contribution is for other activities too.");
        }
        officer.gets("/money").hides("for other activities too").shows("activities 7, 8");
    }

    fn what_is_taken_out_is_kept_and_does_not_count(app) {
        let (officer, [given, _, spent]) = has_money(&app);
        let ask = format!("{given}/cancellation/new");
        officer.fills(&ask, &[]).is(422).shows("Fill in this field");
        let form = officer.gets(&ask).form(&ask).with("cancel-reason", "Entered twice");
        officer.sends(&form).leads_to(&given);
        officer.sends(&form).is(404);
        officer.gets(&given).shows("This record was taken out and does not count.").shows("Entered twice").shows("Ines Duarte cancelled the record.").hides("Edit");
        officer.gets(&format!("{given}/edit")).is(404);
        assert!(officer.gets("/money").rows("Entered twice")[0].starts_with("UNDP Cancelled"));
        app.donor().gets("/money").shows("200.00").hides("12,500.50").hides("UNDP");
        assert_eq!(officer.gets("/activities/7").rows("US dollar").len(), 0);
        officer.fills(&format!("{spent}/cancellation/new"), &[("cancel-reason", "Not of this plan")]).leads_to(&spent);
        assert_eq!(officer.gets("/activities/7").rows("Yen").len(), 0);
    }

    fn a_total_in_one_currency_needs_stated_rates(app) {
        let (officer, _) = has_money(&app);
        officer.gets("/money?into=USD").shows("No total: no rate is stated for EUR").shows("No total: no rate is stated for JPY");
        states(&officer, "EUR", "USD", "1.0825", ["1", "3", "2019"]).leads_to(RATE);
        states(&officer, "EUR", "USD", "9", ["1", "3", "2017"]).leads_to(RATE);
        let page = officer.gets("/money?into=USD");
        page.shows("USD 12,717.00").shows("1 EUR = 1.0825 USD on 1 March 2019 (UN rates)").shows("no rate is stated for JPY");
        states(&officer, "EUR", "USD", "1.1", ["1", "3", "2019"]).leads_to(RATE);
        states(&officer, "EUR", "USD", "1.1", ["1", "3", "2019"]).leads_to(RATE);
        officer.gets("/money?into=USD").shows("USD 12,720.50").hides("1.0825");
        assert_eq!(officer.gets(RATE).rows("1 EUR"), ["1 EUR = 1.1 USD | 1 March 2019 | UN rates | Ines Duarte", "1 EUR = 1.0825 USD | 1 March 2019 | UN rates | Ines Duarte", "1 EUR = 9 USD | 1 March 2017 | UN rates | Ines Duarte"]);
        let wrong = states(&officer, "EUR", "EUR", "1,5", ["1", "3", "2020"]);
        for (field, message) in [("rate-to", "Choose two different currencies"), ("rate", "Give a rate above 0 in numbers, for example 1.0825, with 9 decimals at most"), ("rate-on", "This day has not come yet; give the day on which it happened")] {
            assert_eq!(wrong.is(422).error_at(field), Some(format!("Error: {message}")), "{field}");
        }
    }

    fn what_is_wrong_stands_at_its_field_and_is_kept(app) {
        let officer = app.officer();
        for (typed, message) in [
            ("-5", "Give an amount above 0 in numbers, for example 12,500.50: a point before the decimals, a comma or blank between thousands"),
            ("12,50,0", "Give an amount above 0 in numbers, for example 12,500.50: a point before the decimals, a comma or blank between thousands"),
            ("12.5055", "This currency has 2 decimals at most"),
            ("1000000000001", "This amount is too high; give a thousand billion at most"),
            ("", "Fill in this field"),
        ] {
            let page = officer.sends(&gives(&officer, "UNDP", typed, "USD"));
            assert_eq!(page.is(422).error_at("pledged"), Some(format!("Error: {message}")), "{typed}");
            assert_eq!((page.value("pledged").as_deref(), page.value("source").as_deref()), (Some(typed), Some("Letter of agreement 12")));
        }
        let late = received(gives(&officer, "UNDP", "5", "USD"), 1, "x", ["13", "3", "2019"]);
        let page = officer.sends(&late);
        assert_eq!(page.is(422).error_at("received-on-1").as_deref(), Some("Error: This day has not come yet; give the day on which it happened"));
        assert_eq!(page.value("received-1").as_deref(), Some("x"));
        let nothing = officer.sends(&officer.gets(SPEND).form(SPEND));
        assert_eq!(nothing.is(422).all(".sum li").len(), 6);
        officer.gets("/money").shows("No data yet.");
    }

    fn pressed_twice_a_record_is_made_once(app) {
        let officer = app.officer();
        let (give, spend) = (gives(&officer, "UNDP", "5", "USD"), spends(&officer, "JRC", "5", "USD"));
        let answers: Vec<String> = std::thread::scope(|scope| {
            let presses: Vec<_> = (0..4).map(|_| scope.spawn(|| at(&officer.sends(&give)))).collect();
            presses.into_iter().map(|p| p.join().unwrap()).collect()
        });
        assert!(answers.iter().all(|a| *a == answers[0]), "{answers:?}");
        assert_eq!(at(&officer.sends(&spend)), at(&officer.sends(&spend)));
        officer.gets("/money").shows("1 contribution").shows("1 expenditure");
        officer.sends(&give.without("idempotency-key")).is(400);
    }

    fn of_two_edits_at_once_neither_is_lost(app) {
        let (ines, [given, _, spent]) = has_money(&app);
        let li = app.another_officer();
        for (address, field) in [(&given, "note"), (&spent, "spent-for")] {
            let edit = format!("{address}/edit");
            let form = li.gets(&edit).form(&edit).with(field, "As Li sees it");
            ines.fills(&edit, &[(field, "As Ines sees it")]).leads_to(address);
            let back = li.sends(&form);
            back.is(409).shows("Somebody else has saved a change since you opened this form.");
            assert_eq!(back.value(field).as_deref(), Some("As Li sees it"));
            li.sends(&back.form(&edit)).leads_to(address);
            li.gets(address).shows("As Li sees it").shows("As Ines sees it → As Li sees it");
        }
    }

    fn only_officers_record_money_whoever_calls_the_action(app) {
        app.partner("jrc");
        let refused = app.in_database(|conn| {
            let tomas = person::by_email(conn, "tomas@example.org").unwrap().unwrap().0;
            let actor = Actor::person(&tomas, app.app.clock.now(), Arc::clone(&app.app.site));
            [
                record::<Contribution>(conn, &actor, domain::ids::PlanId(1), "key", &ContributionInput::default()).unwrap_err(),
                record::<Expenditure>(conn, &actor, domain::ids::PlanId(1), "key", &ExpenditureInput::default()).unwrap_err(),
                state_rate(conn, &actor, &RateInput::default()).unwrap_err(),
            ]
        });
        assert!(refused.iter().all(|e| matches!(e, application::Error::NotFound)), "{refused:?}");
    }
}
