//! The plan: its list of activities, its timeline, its source.

pub mod list;
pub mod monitoring;
pub mod setup;
pub mod source;
pub mod timeline;

pub use domain::plan::ActivitySummary;
use maud::{Markup, html};

use crate::frame::Frame;
use crate::text::t;

/// The views of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    List,
    Timeline,
    Framework,
    Money,
}

/// The views of the plan, one of them current.
pub(crate) fn tabs(frame: &Frame, current: Tab) -> Markup {
    let (lang, plan) = (frame.lang, frame.plan());
    let tabs = [
        (Tab::List, plan.list(), "plan-list"),
        (Tab::Timeline, plan.timeline(), "plan-timeline"),
        (Tab::Framework, plan.framework(), "framework-tab"),
        (Tab::Money, plan.money(), "money"),
    ];
    html! {
        nav.tabs aria-label=(t!(lang, "plan-views")) {
            @for (tab, address, key) in &tabs {
                a href=(address) aria-current=[(*tab == current).then_some("page")] { (t!(lang, key)) }
            }
        }
    }
}
