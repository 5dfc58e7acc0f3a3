//! The plan: its list of activities, its timeline, its source.

pub mod list;
pub mod source;
pub mod timeline;

use domain::lang::Lang;
pub use domain::plan::ActivitySummary;
use maud::{Markup, html};

use crate::text::t;

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
