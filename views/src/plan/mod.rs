//! The plan: its list of activities, its timeline, its source.

pub mod list;
pub mod source;
pub mod timeline;

use domain::activity::Activity;
use domain::lang::Lang;
use domain::partner::Partner;
use domain::progress::Computed;
use domain::update::Update;
use maud::{Markup, html};

use crate::text::t;

/// An activity with what lists show beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivitySummary {
    /// The activity.
    pub activity: Activity,
    /// Its partners.
    pub partners: Vec<Partner>,
    /// Its newest published update.
    pub latest: Option<Update>,
    /// How it stands by its figures.
    pub computed: Computed,
}

impl ActivitySummary {
    /// The declared status.
    #[must_use]
    pub fn status(&self) -> Option<domain::activity::Status> {
        self.latest.as_ref().map(|u| u.report.status)
    }

    /// When the next update is due.
    #[must_use]
    pub fn next_update(&self) -> Option<chrono::NaiveDate> {
        self.activity.next_update(self.latest.as_ref().map(Update::latest).as_ref())
    }
}

/// The views of the plan, one of them current.
pub(crate) fn tabs(lang: Lang, current: &str) -> Markup {
    html! {
        nav.tabs aria-label=(t!(lang, "plan-views")) {
            @for (address, key) in [("/plan", "plan-list"), ("/plan/timeline", "plan-timeline"), ("/framework", "framework-tab"), ("/money", "money")] {
                a href=(address) aria-current=[(address == current).then_some("page")] { (t!(lang, key)) }
            }
        }
    }
}
