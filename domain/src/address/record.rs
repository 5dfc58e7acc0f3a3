//! What the address of a single record names.

use crate::ids::{AttachmentId, ContributionId, DeliveryId, EventId, ExpenditureId, MeasurementId, OutputId, ReportId};

/// A record whose address does not name its plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// An event.
    Event(EventId),
    /// A file of an event.
    Attachment(AttachmentId),
    /// A status report.
    Report(ReportId),
    /// An output.
    Output(OutputId),
    /// A delivery of an output.
    Delivery(DeliveryId),
    /// An indicator, by its key.
    Indicator(i32),
    /// A measurement of an indicator.
    Measurement(MeasurementId),
    /// A contribution.
    Contribution(ContributionId),
    /// An expenditure.
    Expenditure(ExpenditureId),
}

impl Record {
    /// The record to which a path belongs: that of its page, its forms and its files.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix('/')?.split('/');
        let kind = match parts.next()? {
            "money" => parts.next()?,
            kind => kind,
        };
        let key = parts.next()?;
        let key = key.split_once('.').map_or(key, |(key, _)| key).parse().ok()?;
        Some(match kind {
            "events" => Self::Event(EventId(key)),
            "attachments" => Self::Attachment(AttachmentId(key)),
            "reports" => Self::Report(ReportId(key)),
            "outputs" => Self::Output(OutputId(key)),
            "deliveries" => Self::Delivery(DeliveryId(key)),
            "indicators" => Self::Indicator(key),
            "measurements" => Self::Measurement(MeasurementId(key)),
            "contributions" => Self::Contribution(ContributionId(key)),
            "expenditures" => Self::Expenditure(ExpenditureId(key)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    #[test]
    fn an_address_names_its_record() {
        for (path, record) in [
            (event(EventId(3)), Record::Event(EventId(3))),
            (review_event(EventId(3)), Record::Event(EventId(3))),
            (attachment(AttachmentId(4)), Record::Attachment(AttachmentId(4))),
            (report(ReportId(5)), Record::Report(ReportId(5))),
            ("/reports/5.xlsx".to_owned(), Record::Report(ReportId(5))),
            (edit_output(OutputId(6)), Record::Output(OutputId(6))),
            (review_delivery(DeliveryId(7)), Record::Delivery(DeliveryId(7))),
            (indicator(8), Record::Indicator(8)),
            (edit_measurement(MeasurementId(9)), Record::Measurement(MeasurementId(9))),
            (cancel_money(&contribution(ContributionId(1))), Record::Contribution(ContributionId(1))),
            (edit_expenditure(ExpenditureId(2)), Record::Expenditure(ExpenditureId(2))),
        ] {
            assert_eq!(Record::of_path(&path), Some(record), "{path}");
        }
    }

    #[test]
    fn other_addresses_name_no_record() {
        for path in [
            "",
            "/",
            "/reviews",
            "/events/participants/template",
            "/plans/seeds-2019/activities/3",
            "/organisations/3",
            "/events/99999999999",
        ] {
            assert_eq!(Record::of_path(path), None, "{path}");
        }
    }
}
