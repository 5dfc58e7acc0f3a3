//! Reports that are there already when a test begins, and what people do with them.

use capacity_tracker::db::report::{self, NewReport};
use capacity_tracker::db::{person, plan};
use chrono::NaiveDate;
use domain::ids::ReportId;
use domain::lang::Lang;
use domain::report::ReportScope;

use super::{Page, TestApp, Visitor};

impl TestApp {
    /// A draft about 2018 without words.
    pub fn has_report(&self, author: &str) -> ReportId {
        let now = self.app.clock.now();
        let day = |month, day| NaiveDate::from_ymd_opt(2018, month, day).unwrap();
        let terms = ReportScope { title: "Report".into(), meeting: String::new(), from: day(1, 1), until: day(12, 31), lang: Lang::En };
        self.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap().id;
            let author = person::by_email(conn, author).unwrap().unwrap().0.id;
            report::insert(conn, NewReport { idempotency_key: "report", plan, author, now }, &terms, &[]).unwrap()
        })
    }
}

impl Visitor {
    /// Makes a report about the days up to one of March 2019, and gives its address.
    #[track_caller]
    pub fn makes_report(&self, title: &str, until: &str) -> String {
        let day = [("report-from-day", "1"), ("report-from-month", "1"), ("report-from-year", "2017")];
        let end = [("report-until-day", until), ("report-until-month", "3"), ("report-until-year", "2019")];
        let page = self.fills("/reports/new", &[&[("title", title)], &day[..], &end[..]].concat());
        assert_eq!(page.status, 303, "{}", page.text());
        page.location.unwrap()
    }

    /// Freezes what the page that asks shows.
    pub fn freezes(&self, report: &str) -> Page {
        self.fills(&format!("{report}/freeze/new"), &[])
    }
}

impl Page {
    /// The report alone, without what surrounds it.
    #[track_caller]
    pub fn article(&self) -> &str {
        let (start, end) = (self.body.find("<article"), self.body.find("</article>"));
        &self.body[start.expect("the page holds a report")..end.unwrap()]
    }
}
