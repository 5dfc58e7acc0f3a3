//! The plan as it stands in the database, as JSON. Texts for people are objects of language and text; `null` is unknown.

use application::db::Conn;
use application::queries::plan_export::{self, ActivityExport};
use chrono::{DateTime, Utc};
use domain::ids::PlanId;
use domain::lang::Translated;
use serde_json::{Value, json};

use application::Error;

fn text(text: &Translated) -> Value {
    Value::Object(text.iter().map(|(lang, words)| (lang.as_str().to_owned(), words.into())).collect())
}

fn texts(list: &[Translated]) -> Value {
    list.iter().map(text).collect()
}

/// A whole number is written without a decimal point.
fn number(n: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "checked to be whole and small")]
    if n.fract() == 0.0 && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}

/// The export, with the terms of indicators as they are now.
///
/// # Errors
/// When the database fails; no plan is loaded.
pub fn json(conn: &mut Conn, plan: PlanId, now: DateTime<Utc>) -> Result<Value, Error> {
    let plan_export::PlanExport { plan, activities } = plan_export::whole(conn, plan, now)?;
    Ok(json!({
        "plan": {
            "code": plan.code,
            "title": text(&plan.title),
            "short_title": text(&plan.short_title),
            "summary": text(&plan.summary),
            "start": plan.years.map(|y| y.first),
            "end": plan.years.map(|y| y.last),
            "decision": plan.decision_code,
        },
        "activities": activities.iter().map(one).collect::<Vec<_>>(),
    }))
}

fn one(export: &ActivityExport) -> Value {
    let a = &export.activity;
    let decisions: Vec<Value> = export.citations.iter().map(|c| json!({ "code": c.code, "paragraphs": c.paragraphs })).collect();
    let result = |r: &domain::result::ExpectedResult| {
        json!({
            "kind": r.kind.as_str(),
            "kind_is_our_reading": true,
            "text": text(&r.text),
            "target": r.target.as_ref().map(|t| number(t.number)),
            "comparator": r.target.as_ref().map(|t| t.comparator.as_str()),
            "unit": r.target.as_ref().map(|t| t.unit.as_str()),
            "languages": r.languages,
            "components": texts(&r.components),
        })
    };
    let told = |i: &domain::indicator::Indicator| {
        json!({
            "name": text(&i.name),
            "unit": i.unit,
            "unit_name": text(&i.unit_name),
            "counts": text(&i.counts),
            "kind": i.kind.as_str(),
            "compound": i.is_compound,
            "parts": texts(&i.parts),
            "baseline": i.terms.baseline.map(|b| number(b.0)),
            "target": i.terms.target.map(|t| number(t.0)),
        })
    };
    let partner = |p: &domain::partner::Partner| json!({ "name": text(&p.name), "acronym": p.acronym, "role": p.role.as_str(), "standing": p.standing.as_str() });
    json!({
        "number": a.number,
        "full_plan_number": a.full_plan_number,
        "full_plan_number_inferred": a.full_plan_number_inferred,
        "priority": a.is_priority,
        "title": text(&a.title),
        "short_title": text(&a.short_title),
        "summary": text(&a.summary),
        "topic": a.topic.as_ref().map(|t| t.slug.as_str()),
        "modality": texts(&a.modality),
        "start": a.years.map(|y| y.first),
        "end": a.years.map(|y| y.last),
        "actual_start": a.actual_start,
        "actual_end": a.actual_end,
        "lead": a.lead.as_ref().map(|l| l.name.as_str()),
        "decisions": decisions,
        "results": export.results.iter().map(result).collect::<Vec<_>>(),
        "indicators": export.indicators.iter().map(told).collect::<Vec<_>>(),
        "partners": export.partners.iter().map(partner).collect::<Vec<_>>(),
        "partners_to_be_determined": a.partners_to_be_determined,
        "depends_on": export.depends_on,
        "source": { "document": a.source_document, "place": text(&a.source_place) },
        "notes": texts(&a.notes),
    })
}
