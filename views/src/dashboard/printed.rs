//! What stands on paper and not on the screen: which filters were chosen, and where the figures come from.

use domain::event::Group;
use maud::{Markup, html};

use super::Data;
use crate::event::totals::group_name;
use crate::frame::Frame;
use crate::text::{self, t};

impl Data {
    /// Filters and sources, for the print.
    pub(super) fn printed(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let chosen: Vec<String> = self.query.filters().into_iter().filter_map(|(name, value)| self.chosen(frame, name, value)).collect();
        let filters = if chosen.is_empty() { t!(lang, "sheet-none") } else { chosen.join(&t!(lang, "list-semicolon")) };
        html! {
            div."printed soft" {
                p { (t!(lang, "sheet-filters")) (t!(lang, "colon")) (filters) }
                p { (t!(lang, "report-sources")) (t!(lang, "colon")) (text::plan_source(lang, &self.plan)) " " (self.plan.summary.get(lang)) " " (t!(lang, "report-source-records", day = text::day(lang, self.day))) }
            }
        }
    }

    /// A filter with its value in words; `None`: it is not used.
    fn chosen(&self, frame: &Frame, name: &str, value: &str) -> Option<String> {
        let lang = frame.lang;
        let s = &self.selection;
        let organisation = |id| self.directory.organisation_name(lang, id);
        let words = match name {
            "activity" => s.activity.map(|id| self.directory.activity_name(lang, id)),
            "partner" => s.partner.map(organisation),
            "donor" => s.donor.map(organisation),
            "group" => s.group.map(|g: Group| group_name(lang, g)),
            _ => value.parse().ok().map(|day| text::day(lang, day)),
        };
        let label = || text::text(lang, &format!("filter-{name}"), &[]);
        words.map(|words| format!("{}{}{words}", label(), t!(lang, "colon")))
    }
}
