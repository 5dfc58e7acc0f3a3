//! `/plans/{code}/source`.

use actix_web::{HttpResponse, web};
use application::queries::plan;
use domain::lang::Translated;
use domain::plan::Plan;
use serde_json::Value;
use views::plan::source::{Page, Paragraph};

use crate::web::app::App;
use crate::web::error::AppError;
use crate::web::response;
use crate::web::visitor::Visit;

/// Shows where the plan comes from.
///
/// # Errors
/// When the database fails.
pub async fn show(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    let plan = visit.frame.plan.id;
    let (plan, origin) = app.ask(move |conn| plan::with_origin(conn, plan)).await?;
    Ok(response::page(page(plan, &origin).render(&visit.frame)))
}

/// A value of the data file: a text of several languages, or one that is the same in all.
fn text(value: &Value) -> Translated {
    match value {
        Value::String(s) => Translated::new(domain::lang::Lang::ALL.iter().map(|l| (*l, s.clone()))),
        Value::Object(_) => Translated::from_json(&value.to_string()).unwrap_or_default(),
        _ => Translated::default(),
    }
}

fn paragraph(key: &str, value: &Value) -> Paragraph {
    let number = value.get(key).map(|n| n.as_str().map_or_else(|| n.to_string(), str::to_owned)).unwrap_or_default();
    let part = |name: &str| value.get(name).map(text).unwrap_or_default();
    Paragraph { number, text: part("text"), note: part("note") }
}

fn page(plan: Plan, origin: &Value) -> Page {
    let list = |name: &str| origin.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let decision = origin.get("decision").cloned().unwrap_or_default();
    let keys = ["title", "body", "meeting", "place", "agenda_item", "annex", "annex_section", "full_plan_in", "maintains", "note"];
    let label =
        |key: &str| if key == "title" { "source-title-of-decision".to_owned() } else { format!("source-{}", key.replace('_', "-")) };
    let mut facts: Vec<(String, Translated)> = keys
        .iter()
        .filter_map(|k| decision.get(*k).map(text).filter(|t| !t.get(domain::lang::Lang::En).is_empty()).map(|t| (label(k), t)))
        .collect();
    let day = |key: &str| decision.get(key).and_then(Value::as_str).and_then(|d| d.parse::<chrono::NaiveDate>().ok());
    if let (Some(from), Some(to)) = (day("held_from"), day("held_to")) {
        let both = |l: domain::lang::Lang| (l, format!("{} – {}", views::text::day(l, from), views::text::day(l, to)));
        facts.insert(3.min(facts.len()), ("source-held".to_owned(), Translated::new(domain::lang::Lang::ALL.iter().map(|l| both(*l)))));
    }
    Page {
        plan,
        facts,
        context: list("context").iter().map(|v| paragraph("paragraph", v)).collect(),
        footnotes: list("footnotes").iter().map(|v| paragraph("number", v)).collect(),
        reading: list("reading_notes").iter().map(text).collect(),
    }
}
