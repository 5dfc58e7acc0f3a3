//! The framework: what the draft Strategic Plan states, and which activity serves which objective.

mod link;
mod store;

pub use link::{served_by, update};
pub use store::replace;

use std::collections::HashMap;

use diesel::prelude::*;
use domain::framework::{Adopted, Cited, Document, FocalArea, Indicator, Link, Note, Objective, ObjectiveRecord, Priority, ProgrammeItem};
use domain::ids::{ObjectiveId, PlanId};
use domain::lang::Translated;

use super::schema::{
    focal_areas, framework_notes, framework_priorities, frameworks, objective_indicators, objective_outcomes, objectives, programme_items,
};
use super::{Conn, corrupt, read_enum, translated, translated_list};

type DocumentRow = (String, String, String, String, String, Option<String>, String, String);

/// The document, if one is loaded.
///
/// # Errors
/// When the database fails.
pub fn document(conn: &mut Conn) -> QueryResult<Option<Document>> {
    let row: Option<DocumentRow> = frameworks::table.first(conn).optional()?;
    let read = |(code, status, title, short_title, meeting, symbol, symbol_note, adopted_as): DocumentRow| {
        Ok(Document {
            status: read_enum(&status)?,
            title: translated(&title)?,
            short_title: translated(&short_title)?,
            meeting: translated(&meeting)?,
            symbol_note: translated(&symbol_note)?,
            adopted_as: translated(&adopted_as)?,
            code,
            symbol,
        })
    };
    row.map(read).transpose()
}

/// The notes, in order.
///
/// # Errors
/// When the database fails.
pub fn notes(conn: &mut Conn) -> QueryResult<Vec<Note>> {
    let rows: Vec<(i32, String, String, String)> = framework_notes::table.order(framework_notes::position).load(conn)?;
    let note = |(_, kind, place, text): (i32, String, String, String)| {
        Ok(Note { kind: read_enum(&kind)?, place: translated(&place)?, text: translated(&text)? })
    };
    rows.into_iter().map(note).collect()
}

/// What the decision behind the plan puts first, in its order.
///
/// # Errors
/// When the database fails.
pub fn priorities(conn: &mut Conn) -> QueryResult<Vec<Priority>> {
    let rows: Vec<(i32, String, String, String, String)> = framework_priorities::table.order(framework_priorities::position).load(conn)?;
    let priority = |(_, text, objective, activities, note): (i32, String, String, String, String)| {
        let activities = serde_json::from_str(&activities).map_err(corrupt)?;
        Ok(Priority { text: translated(&text)?, objective, activities, note: translated(&note)? })
    };
    rows.into_iter().map(priority).collect()
}

/// The focal areas, in order.
///
/// # Errors
/// When the database fails.
pub fn areas(conn: &mut Conn) -> QueryResult<Vec<FocalArea>> {
    let rows: Vec<(i32, String, String, String)> = focal_areas::table.order(focal_areas::number).load(conn)?;
    let area = |(number, title, objective, impacts): (i32, String, String, String)| {
        Ok(FocalArea { number, title: translated(&title)?, objective: translated(&objective)?, impacts: translated_list(&impacts)? })
    };
    rows.into_iter().map(area).collect()
}

type ObjectiveRow = (i32, String, i32, i32, String, String, Option<String>, bool, String, i32);

/// The objectives with their links from activities of a plan, in order.
///
/// # Errors
/// When the database fails.
pub fn objectives(conn: &mut Conn, plan: PlanId) -> QueryResult<Vec<ObjectiveRecord>> {
    let rows: Vec<ObjectiveRow> = objectives::table.order(objectives::position).load(conn)?;
    let mut outcomes = outcomes(conn)?;
    let mut indicators = indicators(conn)?;
    let mut links = link::all(conn, plan)?;
    let record = |row: ObjectiveRow| {
        let of = row.0;
        let parts = (outcomes.remove(&of).unwrap_or_default(), indicators.remove(&of).unwrap_or_default());
        record(row, parts, links.remove(&of).unwrap_or_default())
    };
    rows.into_iter().map(record).collect()
}

/// The objective with this number, with its links from activities of a plan.
///
/// # Errors
/// When the database fails.
pub fn objective(conn: &mut Conn, plan: PlanId, code: &str) -> QueryResult<Option<ObjectiveRecord>> {
    Ok(objectives(conn, plan)?.into_iter().find(|o| o.objective.code == code))
}

fn record(row: ObjectiveRow, parts: (Vec<Translated>, Vec<Indicator>), links: Vec<Link>) -> QueryResult<ObjectiveRecord> {
    let (id, code, area, _, title, aim, adopted_code, is_confirmed, note, version) = row;
    let objective = Objective {
        area,
        code,
        title: translated(&title)?,
        aim: translated(&aim)?,
        outcomes: parts.0,
        indicators: parts.1,
        adopted: adopted_code.map(|code| Adopted { code, is_confirmed }),
        note: translated(&note)?,
    };
    Ok(ObjectiveRecord { id: ObjectiveId(id), objective, links, version })
}

fn outcomes(conn: &mut Conn) -> QueryResult<HashMap<i32, Vec<Translated>>> {
    let rows: Vec<(i32, i32, String)> = objective_outcomes::table.order(objective_outcomes::position).load(conn)?;
    let mut all: HashMap<i32, Vec<Translated>> = HashMap::new();
    for (of, _, text) in rows {
        all.entry(of).or_default().push(translated(&text)?);
    }
    Ok(all)
}

fn indicators(conn: &mut Conn) -> QueryResult<HashMap<i32, Vec<Indicator>>> {
    let rows: Vec<(i32, i32, String, String)> = objective_indicators::table.order(objective_indicators::position).load(conn)?;
    let mut all: HashMap<i32, Vec<Indicator>> = HashMap::new();
    for (of, _, text, measure) in rows {
        all.entry(of).or_default().push(Indicator { text: translated(&text)?, measure: translated(&measure)? });
    }
    Ok(all)
}

type ItemRow = (i32, Option<i32>, String, String, String, String, String, String, String, String);

/// The programme of work, in order: standing items first.
///
/// # Errors
/// When the database fails.
pub fn programme(conn: &mut Conn) -> QueryResult<Vec<ProgrammeItem>> {
    let rows: Vec<ItemRow> = programme_items::table.order(programme_items::position).load(conn)?;
    let item = |(_, meeting, label, place, title, task, articles, decisions, cited, note): ItemRow| {
        let cited: Vec<(String, String)> = serde_json::from_str(&cited).map_err(corrupt)?;
        Ok(ProgrammeItem {
            title: translated(&title)?,
            task: translated(&task)?,
            articles: serde_json::from_str(&articles).map_err(corrupt)?,
            decisions: serde_json::from_str(&decisions).map_err(corrupt)?,
            cited: cited.into_iter().map(|(as_printed, meant)| Cited { as_printed, meant }).collect(),
            note: translated(&note)?,
            meeting,
            label,
            place,
        })
    };
    rows.into_iter().map(item).collect()
}
