//! What surrounds every page: who reads it, in which language, on which day.

use std::sync::Arc;

use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::access::{Member, Role};
use domain::address::{self, InPlan};
use domain::ids::PlanId;
use domain::lang::Lang;
use domain::mail::Outage;
use domain::plan::PlanRef;

/// The signed-in reader, as far as pages show them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reader {
    /// Key, role, organisation.
    pub member: Member,
    /// Name.
    pub name: String,
}

/// What surrounds a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Frame {
    /// Language of the page.
    pub lang: Lang,
    /// The reader's time zone.
    pub zone: Tz,
    /// Today, in that zone.
    pub today: NaiveDate,
    /// The past day as of which figures are shown, if the address names one.
    pub as_of: Option<NaiveDate>,
    /// Who reads; `None`: nobody is signed in.
    pub reader: Option<Reader>,
    /// Whether published pages are open to the public.
    pub public_open: bool,
    /// The plan that is shown.
    pub plan: PlanRef,
    /// All plans, in the order in which they came.
    pub plans: Arc<[PlanRef]>,
    /// Path and query of the page, to come back to.
    pub here: String,
    /// Token that proves that a form came from us.
    pub token: String,
    /// Word for what has just happened, if something has; its text is `notice-<word>`.
    pub notice: Option<String>,
    /// That no mails go out, for those who have to see to it.
    pub mail_outage: Option<Outage>,
    /// Whether the data is invented.
    pub demo: bool,
    /// Address of the stylesheet.
    pub stylesheet: String,
    /// Address of the icons.
    pub icons: String,
    /// Address of the script.
    pub script: String,
}

impl Frame {
    /// The addresses of the plan that is shown.
    #[must_use]
    pub fn plan(&self) -> InPlan<'_> {
        InPlan(&self.plan.code)
    }

    /// The addresses of a plan by its key; those of the plan that is shown if the key is not known.
    #[must_use]
    pub fn in_plan(&self, id: PlanId) -> InPlan<'_> {
        self.plans.iter().find(|p| p.id == id).map_or_else(|| self.plan(), |p| InPlan(&p.code))
    }

    /// The short title of a plan, if there are several: what tells its activities from those of the others.
    #[must_use]
    pub fn plan_title(&self, id: PlanId) -> Option<&str> {
        self.plans.iter().find(|p| p.id == id && self.plans.len() > 1).map(|p| p.title.get(self.lang))
    }

    /// The name of a file to download: with the plan's code before it, if there are several plans.
    #[must_use]
    pub fn file_name(&self, name: &str) -> String {
        if self.plans.len() > 1 { format!("{}-{name}", self.plan.code) } else { name.to_owned() }
    }

    /// The reader, as far as rights depend on it.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        self.reader.as_ref().map(|r| &r.member)
    }

    /// The reader's role.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.member().map(|m| m.role)
    }

    /// A frame for tests: an officer on 12 March 2019.
    #[must_use]
    pub fn sample(lang: Lang) -> Self {
        Self {
            lang,
            zone: Tz::UTC,
            today: NaiveDate::from_ymd_opt(2019, 3, 12).unwrap_or_default(),
            as_of: None,
            reader: Some(Reader {
                member: Member { id: domain::ids::PersonId(1), role: Role::Officer, organisation: None },
                name: "Ines Duarte".into(),
            }),
            public_open: false,
            plan: PlanRef { code: "cp-2017-2020".into(), ..PlanRef::default() },
            plans: Arc::default(),
            here: address::with_query(&InPlan("cp-2017-2020").list(), &[("status", "delayed")]),
            token: "token".into(),
            notice: None,
            mail_outage: None,
            demo: true,
            stylesheet: "/assets/app.css".into(),
            icons: "/assets/icons.svg".into(),
            script: "/assets/form.js".into(),
        }
    }
}
