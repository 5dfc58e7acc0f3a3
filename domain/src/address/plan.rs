//! What belongs to one plan: its activities, its lists, its dashboard.

/// The pages of the plan with this code.
///
/// The site shows one plan, so the code does not stand in the addresses yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InPlan<'a>(pub &'a str);

impl InPlan<'_> {
    /// The list of activities.
    #[must_use]
    pub fn list(self) -> String {
        "/plan".to_owned()
    }

    /// The activities on a timeline.
    #[must_use]
    pub fn timeline(self) -> String {
        "/plan/timeline".to_owned()
    }

    /// What is known of the document from which the plan was taken.
    #[must_use]
    pub fn source(self) -> String {
        "/plan/source".to_owned()
    }

    /// The objectives that the plan serves.
    #[must_use]
    pub fn framework(self) -> String {
        "/framework".to_owned()
    }

    /// The form that links an objective, by its code, with activities.
    #[must_use]
    pub fn edit_links(self, objective: &str) -> String {
        format!("/framework/links/{objective}/edit")
    }

    /// The dashboard.
    #[must_use]
    pub fn dashboard(self) -> String {
        "/dashboard".to_owned()
    }

    /// All tables of the dashboard as a workbook.
    #[must_use]
    pub fn dashboard_xlsx(self) -> String {
        "/dashboard.xlsx".to_owned()
    }

    /// One table of the dashboard as CSV, by its name.
    #[must_use]
    pub fn dashboard_csv(self, table: &str) -> String {
        format!("/dashboard/{table}.csv")
    }

    /// An activity, by its number.
    #[must_use]
    pub fn activity(self, number: i32) -> String {
        format!("/activities/{number}")
    }

    /// The form of an activity.
    #[must_use]
    pub fn edit_activity(self, number: i32) -> String {
        format!("/activities/{number}/edit")
    }

    /// All progress updates of an activity.
    #[must_use]
    pub fn updates(self, number: i32) -> String {
        format!("/activities/{number}/updates")
    }

    /// The form of a progress update.
    #[must_use]
    pub fn new_update(self, number: i32) -> String {
        format!("/activities/{number}/updates/new")
    }

    /// Where the newest progress update is confirmed to hold still.
    #[must_use]
    pub fn new_confirmation(self, number: i32) -> String {
        format!("/activities/{number}/confirmations/new")
    }

    /// Where an organisation becomes a partner of an activity.
    #[must_use]
    pub fn new_partner(self, number: i32) -> String {
        format!("/activities/{number}/partners/new")
    }

    /// The form that adds evidence to the results of an activity.
    #[must_use]
    pub fn new_evidence(self, number: i32) -> String {
        format!("/activities/{number}/evidence/new")
    }

    /// Where evidence is withdrawn.
    #[must_use]
    pub fn end_evidence(self, number: i32) -> String {
        format!("/activities/{number}/evidence/end")
    }

    /// The form of a new output of an activity.
    #[must_use]
    pub fn new_output(self, number: i32) -> String {
        format!("/activities/{number}/outputs/new")
    }

    /// The rules by which people are reminded of an activity.
    #[must_use]
    pub fn activity_reminders(self, number: i32) -> String {
        format!("/admin/reminders/activities/{number}")
    }

    /// The list of events.
    #[must_use]
    pub fn events(self) -> String {
        "/events".to_owned()
    }

    /// The list of events as a workbook.
    #[must_use]
    pub fn events_xlsx(self) -> String {
        "/events.xlsx".to_owned()
    }

    /// The list of events as CSV.
    #[must_use]
    pub fn events_csv(self) -> String {
        "/events.csv".to_owned()
    }

    /// The form of a new event.
    #[must_use]
    pub fn new_event(self) -> String {
        "/events/new".to_owned()
    }

    /// Events that took place before the plan.
    #[must_use]
    pub fn precedents(self) -> String {
        "/events/precedents".to_owned()
    }

    /// What waits for review.
    #[must_use]
    pub fn reviews(self) -> String {
        "/reviews".to_owned()
    }

    /// Money that was given and spent.
    #[must_use]
    pub fn money(self) -> String {
        "/money".to_owned()
    }

    /// The form of a new contribution.
    #[must_use]
    pub fn new_contribution(self) -> String {
        "/money/contributions/new".to_owned()
    }

    /// The form of a new expenditure.
    #[must_use]
    pub fn new_expenditure(self) -> String {
        "/money/expenditures/new".to_owned()
    }

    /// The status reports.
    #[must_use]
    pub fn reports(self) -> String {
        "/reports".to_owned()
    }

    /// The form of a new status report.
    #[must_use]
    pub fn new_report(self) -> String {
        "/reports/new".to_owned()
    }
}
