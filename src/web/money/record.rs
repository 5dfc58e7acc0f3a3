//! `/money/contributions/{id}` and `/money/expenditures/{id}`; and what the handlers of both kinds have in common.

use actix_web::{HttpResponse, web};
use application::db::money::Stored;
use application::queries::money;
use domain::access::MoneySeen;
use domain::ids::ActivityId;
use domain::money::{Contribution, ContributionInput, Expenditure, ExpenditureInput, PAYMENTS_MAX, PaymentInput};
use views::money::edit::Editable;
use views::money::show::Page;

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::extract::Fields;
use crate::web::response;
use crate::web::visitor::Visit;

/// A kind of record with its form.
pub trait Form: Stored + Editable {
    /// What is said when one was recorded, and when one was changed.
    const NOTICES: [&'static str; 2];

    /// What was typed.
    fn read(fields: &Fields) -> Self::Input;

    /// An empty form for an activity.
    fn of_activity(activity: ActivityId) -> Self::Input;
}

impl Form for Contribution {
    const NOTICES: [&'static str; 2] = ["contribution-added", "contribution-saved"];

    fn read(fields: &Fields) -> ContributionInput {
        let payment =
            |at: usize| PaymentInput { amount: fields.string(&format!("received-{at}")), on: fields.day(&format!("received-on-{at}")) };
        let mut payments: Vec<PaymentInput> = (0..PAYMENTS_MAX).map(payment).collect();
        while payments.last().is_some_and(PaymentInput::is_empty) {
            payments.pop();
        }
        ContributionInput {
            donor: fields.string("donor"),
            currency: fields.string("currency"),
            pledged: fields.string("pledged"),
            pledged_on: fields.day("pledged-on"),
            purpose: fields.all("purpose"),
            payments,
            source: fields.string("source"),
            note: fields.string("note"),
        }
    }

    fn of_activity(activity: ActivityId) -> ContributionInput {
        ContributionInput { purpose: vec![activity.to_string()], ..ContributionInput::default() }
    }
}

impl Form for Expenditure {
    const NOTICES: [&'static str; 2] = ["expenditure-added", "expenditure-saved"];

    fn read(fields: &Fields) -> ExpenditureInput {
        ExpenditureInput {
            activity: fields.string("activity"),
            spender: fields.string("spender"),
            currency: fields.string("currency"),
            amount: fields.string("spent"),
            first: fields.day("spent-from"),
            last: fields.day("spent-to"),
            purpose: fields.string("spent-for"),
            source: fields.string("source"),
        }
    }

    fn of_activity(activity: ActivityId) -> ExpenditureInput {
        ExpenditureInput { activity: activity.to_string(), ..ExpenditureInput::default() }
    }
}

/// The page of a record.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn show<E: Form>(app: web::Data<App>, visit: Visit, id: web::Path<i32>) -> Result<HttpResponse, AppError> {
    let seen = MoneySeen::by(visit.member().ok().as_ref());
    let money::Shown { record, directory, history } = app.ask(move |conn| money::shown::<E>(conn, E::id(*id), seen)).await?;
    Ok(response::page(Page { record, directory, history }.render(&visit.frame)))
}
