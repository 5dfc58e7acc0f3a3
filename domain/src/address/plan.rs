//! What belongs to one plan: its activities, its lists, its dashboard.

use crate::ids::UpdateId;
use crate::lang::Lang;
/// Where all pages of plans are, by code.
const PLANS: &str = "/plans/";

/// The pages of the plan with this code: [`InPlan::list`] and what is below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPlan<'a>(pub &'a str);

impl InPlan<'_> {
    /// The list of activities.
    #[must_use]
    pub fn list(self) -> String {
        self.below("")
    }

    /// The activities on a timeline.
    #[must_use]
    pub fn timeline(self) -> String {
        self.below("/timeline")
    }

    /// Leads, partners and due days of all activities in one table.
    #[must_use]
    pub fn setup(self) -> String {
        self.below("/setup")
    }

    /// How often leads report, and the thresholds of the calculated status.
    #[must_use]
    pub fn monitoring(self) -> String {
        self.below("/monitoring")
    }

    /// What is known of the document from which the plan was taken.
    #[must_use]
    pub fn source(self) -> String {
        self.below("/source")
    }

    /// The objectives that the plan serves.
    #[must_use]
    pub fn framework(self) -> String {
        self.below("/framework")
    }

    /// The form that links an objective, by its code, with activities.
    #[must_use]
    pub fn edit_links(self, objective: &str) -> String {
        self.below(&format!("/framework/links/{objective}/edit"))
    }

    /// The dashboard.
    #[must_use]
    pub fn dashboard(self) -> String {
        self.below("/dashboard")
    }

    /// All tables of the dashboard as a workbook.
    #[must_use]
    pub fn dashboard_xlsx(self) -> String {
        self.below("/dashboard.xlsx")
    }

    /// One table of the dashboard as CSV, by its name.
    #[must_use]
    pub fn dashboard_csv(self, table: &str) -> String {
        self.below(&format!("/dashboard/{table}.csv"))
    }

    /// An activity, by its number.
    #[must_use]
    pub fn activity(self, number: i32) -> String {
        self.below(&format!("/activities/{number}"))
    }

    /// The form of an activity.
    #[must_use]
    pub fn edit_activity(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/edit"))
    }

    /// The form of the words of an update in a language.
    #[must_use]
    pub fn update_wording(self, number: i32, update: UpdateId, lang: Lang) -> String {
        self.below(&format!("/activities/{number}/updates/{update}/wordings/{}/edit", lang.as_str()))
    }

    /// All progress updates of an activity.
    #[must_use]
    pub fn updates(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/updates"))
    }

    /// Changing what is planned about an activity.
    #[must_use]
    pub fn revise(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/revision/edit"))
    }

    /// Following an activity, or not any more.
    #[must_use]
    pub fn follow(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/following/edit"))
    }

    /// The form of a progress update.
    #[must_use]
    pub fn new_update(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/updates/new"))
    }

    /// Where the newest progress update is confirmed to hold still.
    #[must_use]
    pub fn new_confirmation(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/confirmations/new"))
    }

    /// Where an organisation becomes a partner of an activity.
    #[must_use]
    pub fn new_partner(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/partners/new"))
    }

    /// The form that adds evidence to the results of an activity.
    #[must_use]
    pub fn new_evidence(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/evidence/new"))
    }

    /// Where evidence is withdrawn.
    #[must_use]
    pub fn end_evidence(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/evidence/end"))
    }

    /// The form of a new output of an activity.
    #[must_use]
    pub fn new_output(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/outputs/new"))
    }

    /// The rules by which people are reminded of an activity.
    #[must_use]
    pub fn activity_reminders(self, number: i32) -> String {
        self.below(&format!("/activities/{number}/reminders"))
    }

    /// The list of events.
    #[must_use]
    pub fn events(self) -> String {
        self.below("/events")
    }

    /// The list of events as a workbook.
    #[must_use]
    pub fn events_xlsx(self) -> String {
        self.below("/events.xlsx")
    }

    /// The list of events as CSV.
    #[must_use]
    pub fn events_csv(self) -> String {
        self.below("/events.csv")
    }

    /// The form of a new event.
    #[must_use]
    pub fn new_event(self) -> String {
        self.below("/events/new")
    }

    /// Events that took place before the plan.
    #[must_use]
    pub fn precedents(self) -> String {
        self.below("/events/precedents")
    }

    /// Money that was given and spent.
    #[must_use]
    pub fn money(self) -> String {
        self.below("/money")
    }

    /// The form of a new contribution.
    #[must_use]
    pub fn new_contribution(self) -> String {
        self.below("/money/contributions/new")
    }

    /// The form of a new expenditure.
    #[must_use]
    pub fn new_expenditure(self) -> String {
        self.below("/money/expenditures/new")
    }

    /// The status reports.
    #[must_use]
    pub fn reports(self) -> String {
        self.below("/reports")
    }

    /// The form of a new status report.
    #[must_use]
    pub fn new_report(self) -> String {
        self.below("/reports/new")
    }

    /// The page of this plan that is the same as an address shows of another plan, if every plan has that page; otherwise the list.
    #[must_use]
    pub fn counterpart(self, address: &str) -> String {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let pages = plan_code(path).map(|other| InPlan(other).of_every_plan().into_iter().zip(self.of_every_plan()));
        pages.and_then(|mut pages| pages.find(|(theirs, _)| theirs == path)).map_or_else(|| self.list(), |(_, ours)| ours)
    }

    fn of_every_plan(self) -> [String; 7] {
        [self.timeline(), self.source(), self.framework(), self.dashboard(), self.events(), self.money(), self.reports()]
    }

    fn below(self, tail: &str) -> String {
        format!("{PLANS}{}{tail}", self.0)
    }
}

/// The code of the plan in which a path is, if it is in one.
#[must_use]
pub fn plan_code(path: &str) -> Option<&str> {
    path.strip_prefix(PLANS)?.split('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_its_plan() {
        assert_eq!(plan_code("/plans/seeds-2019"), Some("seeds-2019"));
        assert_eq!(plan_code("/plans/seeds-2019/activities/3"), Some("seeds-2019"));
        assert_eq!(plan_code("/plan"), None);
        assert_eq!(plan_code("/events/3"), None);
    }

    #[test]
    fn what_every_plan_has_is_found_in_another() {
        let (here, other) = (InPlan("first"), InPlan("second"));
        for page in [InPlan::list, InPlan::timeline, InPlan::source, InPlan::framework, InPlan::dashboard, InPlan::events, InPlan::money] {
            assert_eq!(other.counterpart(&format!("{}?status=delayed#list", page(here))), page(other));
        }
        assert_eq!(other.counterpart(&here.reports()), other.reports());
        assert_eq!(other.counterpart(&here.activity(7)), other.list());
        assert_eq!(other.counterpart("/organisations"), other.list());
    }
}
