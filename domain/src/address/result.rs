//! Outputs with their deliveries, indicators with their measurements.

use crate::ids::{DeliveryId, MeasurementId, OutputId};

/// An output.
#[must_use]
pub fn output(id: OutputId) -> String {
    format!("/outputs/{id}")
}

/// The form of an output.
#[must_use]
pub fn edit_output(id: OutputId) -> String {
    format!("/outputs/{id}/edit")
}

/// The form of a delivery.
#[must_use]
pub fn new_delivery(id: OutputId) -> String {
    format!("/outputs/{id}/deliveries/new")
}

/// Where a delivery is reviewed.
#[must_use]
pub fn review_delivery(id: DeliveryId) -> String {
    format!("/deliveries/{id}/review")
}

/// An indicator, by its key.
#[must_use]
pub fn indicator(id: i32) -> String {
    format!("/indicators/{id}")
}

/// The form of the terms of an indicator: baseline, target, milestones.
#[must_use]
pub fn edit_terms(indicator: i32) -> String {
    format!("/indicators/{indicator}/terms/edit")
}

/// The form of a value of an indicator.
#[must_use]
pub fn new_measurement(indicator: i32) -> String {
    format!("/indicators/{indicator}/measurements/new")
}

/// The form that corrects a measurement.
#[must_use]
pub fn edit_measurement(id: MeasurementId) -> String {
    format!("/measurements/{id}/edit")
}

/// Where a measurement is reviewed.
#[must_use]
pub fn review_measurement(id: MeasurementId) -> String {
    format!("/measurements/{id}/review")
}
