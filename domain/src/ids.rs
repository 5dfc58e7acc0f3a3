//! Keys of records, one type each, so that one cannot be passed for another.

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i32);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+ };
}

ids! {
    /// Key of a file that belongs to an event.
    AttachmentId;
    /// Key of an activity; its number within its plan is another thing.
    ActivityId;
    /// Key of a contribution.
    ContributionId;
    /// Key of an event.
    EventId;
    /// Key of something delivered of an output.
    DeliveryId;
    /// Key of a measurement.
    MeasurementId;
    /// Key of an output.
    OutputId;
    /// Key of an operational objective.
    ObjectiveId;
    /// Key of an expenditure.
    ExpenditureId;
    /// Key of an organisation.
    OrganisationId;
    /// Key of a person with an account.
    PersonId;
    /// Key of a plan.
    PlanId;
    /// Key of a relationship between two organisations.
    RelationshipId;
    /// Key of a status report.
    ReportId;
    /// Key of a sign-in session.
    SessionId;
    /// Key of a published progress update.
    UpdateId;
}
