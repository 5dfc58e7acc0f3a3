//! Where pages are: tests name those of the built-in plan by a short path.

/// Code of the plan that is built in.
pub const PLAN: &str = "cp-2017-2020";

/// Pages that every plan has, besides its list and what is below it.
const OF_A_PLAN: [&str; 13] = [
    "/dashboard",
    "/dashboard.xlsx",
    "/events",
    "/events.csv",
    "/events.xlsx",
    "/events/new",
    "/events/precedents",
    "/framework",
    "/money",
    "/money/contributions/new",
    "/money/expenditures/new",
    "/reports",
    "/reports/new",
];

/// The address that a short path stands for: `/plan` is the list of the built-in plan, `/activities/7` one of its activities.
/// What is no page of a plan stays as it is; so does a whole URL.
pub fn in_plan(path: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (bare, rest) = path.split_at(end);
    let below = |start: &str| bare.starts_with(start);
    let plan = format!("/plans/{PLAN}");
    if let Some(tail) = bare.strip_prefix("/plan").filter(|tail| tail.is_empty() || tail.starts_with('/')) {
        return format!("{plan}{tail}{rest}");
    }
    if let Some(number) = bare.strip_prefix("/admin/reminders/activities/") {
        return format!("{plan}/activities/{number}/reminders{rest}");
    }
    let is_of_plan = OF_A_PLAN.contains(&bare) || below("/dashboard/") || below("/activities/") || below("/framework/");
    if is_of_plan { format!("{plan}{path}") } else { path.to_owned() }
}
