//! Money as a section of other pages: figures of an activity, links for an organisation.

use domain::access::{self, MoneySeen};
use domain::address;
use domain::ids::OrganisationId;
use domain::money::Totals;
use maud::{Markup, html};

use super::tables;
use crate::as_of;
use crate::frame::Frame;
use crate::text::t;

/// Figures of one activity, as far as the reader may see them.
pub(crate) fn of_activity(frame: &Frame, number: i32, totals: &Totals) -> Markup {
    let lang = frame.lang;
    let of_it = [("activity", &*number.to_string())];
    let all = as_of::address(frame, &address::with_query(&frame.plan().money(), &of_it));
    html! {
        section aria-labelledby="money" {
            h2 #money { (t!(lang, "money")) }
            @if totals.currencies().is_empty() { p.soft { (t!(lang, "money-none-short")) } } @else {
                (tables::figures(frame, totals, &|code| format!("{all}&currency={code}")))
                (tables::notes(frame, totals))
            }
            p { a href=(all) { (t!(lang, "money-of-activity")) } }
            @if access::may_report(frame.member()) {
                p.small {
                    a href=(address::with_query(&frame.plan().new_contribution(), &of_it)) { (t!(lang, "contribution-add")) } " · "
                    a href=(address::with_query(&frame.plan().new_expenditure(), &of_it)) { (t!(lang, "expenditure-add")) }
                }
            }
        }
    }
}

/// The ways to what an organisation has given and spent, for those who may see it.
pub(crate) fn of_organisation(frame: &Frame, id: OrganisationId, slug: &str) -> Markup {
    let lang = frame.lang;
    html! {
        @if MoneySeen::by(frame.member()).may_read(id) {
            section { h2 { (t!(lang, "money")) }
                p { a href=(address::with_query(&frame.plan().money(), &[("donor", slug)])) { (t!(lang, "money-given-by")) } " · " a href=(address::with_query(&frame.plan().money(), &[("spender", slug)])) { (t!(lang, "money-spent-by")) } }
            }
        }
    }
}
