//! What is different from the report before: figures then and now, and the activities whose status has changed.

use chrono::NaiveDate;
use domain::lang::Lang;
use domain::money::Amount;
use domain::report::Snapshot;

use super::document::Block;
use crate::table::{Cell, Table, Value};
use crate::text::{self, t};
use domain::report::Last;

/// The parts of the section. `now`: last day and figures of this report; `name`: what the activity of a number is called.
pub(super) fn blocks(lang: Lang, last: &Last, (day, now): (NaiveDate, &Snapshot), name: impl Fn(i32) -> String) -> Vec<Block> {
    let then = &last.standing;
    let (before, today) = (text::day(lang, last.terms.until), text::day(lang, day));
    let mut table = Table::new(
        "since",
        t!(lang, "report-since-figures"),
        &[t!(lang, "column-figure"), before.clone(), today.clone(), t!(lang, "report-difference")],
        1,
    );
    table.note = Some(t!(lang, "report-since-note"));
    for (key, then, now) in [
        ("dashboard-due", then.due, now.due),
        ("dashboard-delivered", then.delivered, now.delivered),
        ("dashboard-events-held", then.events, now.events),
        ("totals-attendances", then.attendances, now.attendances),
        ("dashboard-countries", then.countries, now.countries),
    ] {
        table.rows.push(vec![text::text(lang, key, &[]).into(), then.into(), now.into(), more(i128::from(now) - i128::from(then))]);
    }
    for (currency, then, now) in now.money_since(then) {
        for (key, then, now) in [
            ("column-pledged", then.pledged, now.pledged),
            ("column-received", then.received, now.received),
            ("column-spent", then.spent, now.spent),
        ] {
            if then.is_some() || now.is_some() {
                let label = t!(lang, "report-in-currency", what = text::text(lang, key, &[]), currency = currency.as_str());
                table.rows.push(vec![label.into(), then.map(Value::Amount).into(), now.map(Value::Amount).into(), more_money(then, now)]);
            }
        }
    }
    let note = Block::Note(t!(lang, "report-since-which", title = last.terms.title.as_str(), day = before.as_str()));
    let moved = now.moved_since(then);
    let moves = if moved.is_empty() {
        Block::Note(t!(lang, "report-since-no-status"))
    } else {
        Block::Moves {
            title: t!(lang, "report-since-statuses"),
            head: [t!(lang, "column-activity"), before, today],
            rows: moved.into_iter().map(|(number, then, now)| (name(number), then, now)).collect(),
        }
    };
    vec![note, moves, Block::Table(table)]
}

/// A difference of counts, with its sign.
fn more(difference: i128) -> Cell {
    match difference {
        0 => Value::Nothing.into(),
        d if d > 0 => Value::Text(format!("+{}", text::count(u64::try_from(d).unwrap_or(u64::MAX)))).into(),
        d => Value::Text(format!("−{}", text::count(u64::try_from(-d).unwrap_or(u64::MAX)))).into(),
    }
}

/// A difference of amounts of one currency, with its sign.
fn more_money(then: Option<Amount>, now: Option<Amount>) -> Cell {
    let minor = |amount: Option<Amount>| amount.map_or(0, |a| a.minor);
    let Some(currency) = now.or(then).map(|a| a.currency) else { return Value::Nothing.into() };
    let difference = minor(now) - minor(then);
    let words = Amount { minor: difference.abs(), currency }.words();
    match difference {
        0 => Value::Nothing.into(),
        d => Value::Text(format!("{}{words}", if d > 0 { '+' } else { '−' })).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::ValueWords as _;
    use domain::money::Currency;

    #[test]
    fn differences_have_a_sign() {
        let usd = |minor| Some(Amount { minor, currency: Currency::Usd });
        let words = |cell: Cell| cell.value.words(Lang::En);
        assert_eq!([0, 5, -1200].map(|d| words(more(d))), ["", "+5", "−1,200"]);
        assert_eq!(words(more_money(usd(100), usd(123_450))), "+1,233.50");
        assert_eq!(words(more_money(usd(100), None)), "−1.00");
        assert_eq!(words(more_money(None, usd(5))), "+0.05");
        assert_eq!(words(more_money(None, None)), "");
    }
}
