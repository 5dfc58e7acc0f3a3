//! `/money`: figures by currency, and the records from which they are made, filtered by the address.

use domain::access::{self, MoneySeen};
use domain::address;
use domain::directory::Directory;
use domain::ids::OrganisationId;
use domain::money::{Currency, InOne, Ledger, LedgerFilter, Totals};
use maud::{Markup, html};

use super::in_one;
use super::tables;
use crate::frame::Frame;
use crate::icon::icon;
use crate::layout::{self, Head, Place};
use crate::text::{self, t};
use crate::{as_of, form};

/// The filters as they stand in the address; empty means any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Number of an activity.
    pub activity: String,
    /// Slug of a donor.
    pub donor: String,
    /// Slug of an organisation that spent money.
    pub spender: String,
    /// Code of a currency.
    pub currency: String,
    /// Code of the currency in which a total is asked for.
    pub into: String,
}

impl Query {
    /// The address of a filter as it was understood.
    #[must_use]
    pub fn of(filter: &LedgerFilter, into: Option<Currency>, directory: &Directory) -> Self {
        let number = filter.activity.and_then(|id| directory.activity(id)).map_or_else(String::new, |a| a.number.to_string());
        let slug = |id: Option<OrganisationId>| id.and_then(|id| directory.organisation(id)).map_or_else(String::new, |o| o.slug.clone());
        let code = |currency: Option<Currency>| currency.map_or_else(String::new, |c| c.as_str().to_owned());
        Self {
            activity: number,
            donor: slug(filter.donor),
            spender: slug(filter.spender),
            currency: code(filter.currency),
            into: code(into),
        }
    }

    fn parts(&self) -> [(&'static str, &str); 5] {
        [
            ("activity", &self.activity),
            ("donor", &self.donor),
            ("spender", &self.spender),
            ("currency", &self.currency),
            ("into", &self.into),
        ]
    }

    /// The address with these filters and another currency.
    fn address(&self, frame: &Frame, currency: &str) -> String {
        let with = Self { currency: currency.to_owned(), into: String::new(), ..self.clone() };
        address::with_query(&frame.plan().money(), &with.parts())
    }

    fn is_filtered(&self) -> bool {
        self.parts().iter().any(|(_, value)| !value.is_empty())
    }
}

/// The page.
#[derive(Debug, Clone)]
pub struct Page {
    /// What keys stand for.
    pub directory: Directory,
    /// What was asked for.
    pub query: Query,
    /// The same, read.
    pub filter: LedgerFilter,
    /// Figures.
    pub totals: Totals,
    /// Totals in one currency, if they were asked for.
    pub in_one: Option<InOne>,
    /// The records that the reader may see.
    pub records: Ledger,
    /// Donors by whom the reader can filter.
    pub donors: Vec<OrganisationId>,
    /// Organisations that spent money by which the reader can filter.
    pub spenders: Vec<OrganisationId>,
}

impl Page {
    /// The page as markup.
    #[must_use]
    pub fn render(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let title = t!(lang, "money");
        let seen = MoneySeen::by(frame.member());
        let sentence = match seen {
            MoneySeen::Everything => t!(lang, "money-sentence"),
            MoneySeen::Own(_) => t!(lang, "money-sentence-own"),
            MoneySeen::Totals => t!(lang, "money-sentence-public"),
        };
        let actions = html! {
            @if access::may_report(frame.member()) {
                a."btn go" href=(frame.plan().new_contribution()) { (icon(frame, "plus")) (t!(lang, "contribution-add")) }
                a.btn href=(frame.plan().new_expenditure()) { (icon(frame, "plus")) (t!(lang, "expenditure-add")) }
            }
        };
        let is_empty = self.totals.currencies().is_empty() && self.records == Ledger::default();
        let body = html! {
            (layout::title(&title, &html! { (sentence) }, &actions))
            (crate::plan::tabs(frame, crate::plan::Tab::Money))
            @if !is_empty || self.query.is_filtered() { (self.filters(frame, seen)) }
            (as_of::line(frame, &frame.plan().money(), &self.query.parts()))
            @if is_empty { (self.blank(frame, seen)) } @else { (self.figures(frame)) (self.lists(frame)) }
        };
        layout::page(frame, &Head { title: &title, place: Place::Plan, crumbs: &[layout::plan_crumb(frame)], script: false }, &body)
    }

    fn blank(&self, frame: &Frame, seen: MoneySeen) -> Markup {
        let lang = frame.lang;
        html! {
            div.blank {
                (icon(frame, "measure"))
                @if self.query.is_filtered() {
                    p { (t!(lang, "money-none-found")) }
                    div.acts { a.btn href=(as_of::address(frame, &frame.plan().money())) { (t!(lang, "money-show-all")) } }
                } @else if access::may_report(frame.member()) {
                    p { (t!(lang, "money-none-officer")) }
                } @else {
                    p { (t!(lang, if matches!(seen, MoneySeen::Own(_)) { "money-none-own" } else { "money-none" })) }
                }
            }
        }
    }

    fn filters(&self, frame: &Frame, seen: MoneySeen) -> Markup {
        let (lang, q) = (frame.lang, &self.query);
        let any = |more: Vec<(String, String)>| std::iter::once((String::new(), t!(lang, "any"))).chain(more).collect::<Vec<_>>();
        let activities =
            any(self.directory.activities.iter().map(|a| (a.number.to_string(), self.directory.activity_name(lang, a.id))).collect());
        let organisations = |ids: &[OrganisationId]| {
            let one =
                |id: &OrganisationId| Some((self.directory.organisation(*id)?.slug.clone(), self.directory.organisation_name(lang, *id)));
            let mut all: Vec<(String, String)> = ids.iter().filter_map(one).collect();
            all.sort_by_key(|(_, name)| name.to_lowercase());
            any(all)
        };
        let select = |name: &str, choices: &[(String, String)], chosen: &str| {
            html! { div { label for={ "filter-" (name) } { (text::text(lang, &format!("filter-{name}"), &[])) } select.in id={ "filter-" (name) } name=(name) { (form::options(choices, chosen)) } } }
        };
        html! {
            form.filter action=(frame.plan().money()) {
                (select("activity", &activities, &q.activity))
                @if seen == MoneySeen::Everything { (select("donor", &organisations(&self.donors), &q.donor)) (select("spender", &organisations(&self.spenders), &q.spender)) }
                (select("currency", &super::currencies(lang, "any"), &q.currency))
                (select("into", &super::currencies(lang, "money-into-none"), &q.into))
                (as_of::kept(frame))
                button.btn { (t!(lang, "filter-apply")) }
                @if q.is_filtered() { a."btn link" href=(as_of::address(frame, &frame.plan().money())) { (t!(lang, "filter-clear")) } }
            }
        }
    }

    fn figures(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section aria-labelledby="figures" {
                h2 #figures { (t!(lang, "money-figures")) }
                @if self.totals.currencies().is_empty() { p.soft { (t!(lang, "money-none-counts")) } } @else {
                    (tables::figures(frame, &self.totals, &|currency| as_of::address(frame, &self.query.address(frame, currency.as_str()))))
                    (tables::notes(frame, &self.totals))
                }
                @if !self.filter.has_expenditures() { p.small.soft { (t!(lang, "money-by-donor")) } }
                @if let Some(in_one) = &self.in_one { (in_one::part(frame, in_one)) }
            }
        }
    }

    fn lists(&self, frame: &Frame) -> Markup {
        let (lang, records) = (frame.lang, &self.records);
        html! {
            @if MoneySeen::by(frame.member()).has_records() {
                @if self.filter.has_contributions() {
                    section aria-labelledby="contributions" {
                        h2 #contributions { (t!(lang, "contributions")) }
                        @if records.contributions.is_empty() { p.soft { (t!(lang, "contributions-none")) } } @else { (tables::contributions(frame, &self.directory, &records.contributions)) }
                    }
                }
                @if self.filter.has_expenditures() {
                    section aria-labelledby="expenditures" {
                        h2 #expenditures { (t!(lang, "expenditures")) }
                        @if records.expenditures.is_empty() { p.soft { (t!(lang, "expenditures-none")) } } @else { (tables::expenditures(frame, &self.directory, &records.expenditures)) }
                    }
                }
            }
        }
    }
}
