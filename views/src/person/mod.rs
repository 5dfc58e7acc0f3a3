//! People with accounts, as administrators see them.

pub mod edit;
pub mod invitations;
pub mod list;

use domain::access::Role;
use domain::form::Errors;
use domain::lang::Lang;
use maud::{Markup, html};

use crate::form::{self, Field};
use crate::text::{self, t};

/// Role, organisation (of `organisations`: key and name) and language of somebody, or of several people.
fn role_fields(lang: Lang, errors: &Errors, [role, organisation, language]: [&str; 3], organisations: &[(String, String)]) -> Markup {
    let roles: Vec<(String, Markup)> = [Role::Officer, Role::Partner, Role::Donor, Role::Administrator]
        .iter()
        .map(|r| (r.as_str().to_owned(), html! { (text::text(lang, &format!("role-{r}"), &[])) " " span.soft { (text::text(lang, &format!("role-{r}-does"), &[])) } }))
        .collect();
    let none = (String::new(), t!(lang, "no-organisation"));
    let organisations: Vec<(String, String)> = std::iter::once(none).chain(organisations.iter().cloned()).collect();
    let langs: Vec<(String, String)> = Lang::ALL.iter().map(|l| (l.as_str().to_owned(), l.own_name().to_owned())).collect();
    html! {
        (form::radios(lang, errors, &Field { name: "role", value: role, ..Field::default() }, &roles))
        (form::select(lang, errors, &Field { name: "organisation", value: organisation, hint: Some("hint-organisation"), ..Field::default() }, &organisations))
        (form::select(lang, errors, &Field { name: "lang", value: language, width: "w20", hint: Some("hint-person-lang"), ..Field::default() }, &langs))
    }
}
