//! Single status reports. Their list is in [`super::InPlan`].

use crate::ids::ReportId;

/// A status report.
#[must_use]
pub fn report(id: ReportId) -> String {
    format!("/reports/{id}")
}

/// The tables of a status report as a workbook.
#[must_use]
pub fn report_xlsx(id: ReportId) -> String {
    format!("/reports/{id}.xlsx")
}

/// The form of a status report.
#[must_use]
pub fn edit_report(id: ReportId) -> String {
    format!("/reports/{id}/edit")
}

/// The form that freezes a status report.
#[must_use]
pub fn freeze_report(id: ReportId) -> String {
    format!("/reports/{id}/freeze/new")
}
