//! The pages behind signed links.

pub mod first;
pub mod password;

use domain::form::{Errors, Problem};

use super::extract::Fields;

/// Checks a new password that was typed twice.
fn check_password(fields: &Fields, name: &str, email: &str, errors: &mut Errors) {
    let typed = fields.get("password");
    if errors.check("password", domain::password::check(typed, name, email)).is_some() && typed != fields.get("again") {
        errors.add("again", Problem::Mismatch);
    }
}
