//! Storing the framework as the data has it, without touching the links that officers have changed.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::framework::{Framework, Link, Objective, ProgrammeItem};
use domain::ids::{ActivityId, ObjectiveId};

use super::link;
use crate::db::schema::{
    focal_areas, framework_notes, framework_priorities, frameworks, objective_indicators, objective_outcomes, objectives, programme_items,
};
use crate::db::{Conn, corrupt, list_json};

/// Stores the framework in the place of the one before; links stay where officers have changed them. `keys` are the activities
/// by number. Gives the objectives that are new.
///
/// # Errors
/// When the database fails.
pub fn replace(conn: &mut Conn, framework: &Framework, keys: &HashMap<i32, ActivityId>) -> QueryResult<Vec<ObjectiveId>> {
    document(conn, framework)?;
    areas(conn, framework)?;
    programme(conn, &framework.programme)?;
    let codes: Vec<&str> = framework.objectives.iter().map(|o| o.code.as_str()).collect();
    diesel::delete(objectives::table.filter(objectives::code.ne_all(codes))).execute(conn)?;
    let mut new = Vec::new();
    for (position, objective) in (0..).zip(&framework.objectives) {
        let (id, version, is_new) = objective_row(conn, position, objective)?;
        parts(conn, id, objective)?;
        if version == 0 {
            let own: Vec<Link> = framework.links.iter().filter(|(code, _)| *code == objective.code).map(|(_, l)| l.clone()).collect();
            link::put(conn, id, &own, keys)?;
        }
        new.extend(is_new.then_some(ObjectiveId(id)));
    }
    Ok(new)
}

fn document(conn: &mut Conn, framework: &Framework) -> QueryResult<()> {
    let d = &framework.document;
    diesel::delete(frameworks::table).execute(conn)?;
    diesel::insert_into(frameworks::table)
        .values((
            frameworks::code.eq(&d.code),
            frameworks::status.eq(d.status.as_str()),
            frameworks::title.eq(d.title.to_json()),
            frameworks::short_title.eq(d.short_title.to_json()),
            frameworks::meeting.eq(d.meeting.to_json()),
            frameworks::symbol.eq(&d.symbol),
            frameworks::symbol_note.eq(d.symbol_note.to_json()),
            frameworks::adopted_as.eq(d.adopted_as.to_json()),
        ))
        .execute(conn)?;
    diesel::delete(framework_notes::table).execute(conn)?;
    for (position, note) in (0..).zip(&framework.notes) {
        let place = framework_notes::place.eq(note.place.to_json());
        let values = (framework_notes::position.eq(position), framework_notes::kind.eq(note.kind.as_str()), place);
        diesel::insert_into(framework_notes::table).values((values, framework_notes::text.eq(note.text.to_json()))).execute(conn)?;
    }
    Ok(())
}

fn areas(conn: &mut Conn, framework: &Framework) -> QueryResult<()> {
    diesel::delete(framework_priorities::table).execute(conn)?;
    for (position, p) in (0..).zip(&framework.priorities) {
        diesel::insert_into(framework_priorities::table)
            .values((
                framework_priorities::position.eq(position),
                framework_priorities::text.eq(p.text.to_json()),
                framework_priorities::objective.eq(&p.objective),
                framework_priorities::activities.eq(serde_json::to_string(&p.activities).map_err(corrupt)?),
                framework_priorities::note.eq(p.note.to_json()),
            ))
            .execute(conn)?;
    }
    diesel::delete(focal_areas::table).execute(conn)?;
    for area in &framework.areas {
        diesel::insert_into(focal_areas::table)
            .values((
                focal_areas::number.eq(area.number),
                focal_areas::title.eq(area.title.to_json()),
                focal_areas::objective.eq(area.objective.to_json()),
                focal_areas::impacts.eq(list_json(&area.impacts)),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn programme(conn: &mut Conn, items: &[ProgrammeItem]) -> QueryResult<()> {
    diesel::delete(programme_items::table).execute(conn)?;
    for (position, item) in (0..).zip(items) {
        let cited: Vec<(&str, &str)> = item.cited.iter().map(|c| (c.as_printed.as_str(), c.meant.as_str())).collect();
        diesel::insert_into(programme_items::table)
            .values((
                programme_items::position.eq(position),
                programme_items::meeting.eq(item.meeting),
                programme_items::label.eq(&item.label),
                programme_items::place.eq(&item.place),
                programme_items::title.eq(item.title.to_json()),
                programme_items::task.eq(item.task.to_json()),
                programme_items::articles.eq(serde_json::to_string(&item.articles).map_err(corrupt)?),
                programme_items::decisions.eq(serde_json::to_string(&item.decisions).map_err(corrupt)?),
                programme_items::cited.eq(serde_json::to_string(&cited).map_err(corrupt)?),
                programme_items::note.eq(item.note.to_json()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Key and version of the stored objective, and whether it is new.
fn objective_row(conn: &mut Conn, position: i32, o: &Objective) -> QueryResult<(i32, i32, bool)> {
    let found: Option<(i32, i32)> =
        objectives::table.filter(objectives::code.eq(&o.code)).select((objectives::id, objectives::version)).first(conn).optional()?;
    let facts = (
        objectives::area.eq(o.area),
        objectives::position.eq(position),
        objectives::title.eq(o.title.to_json()),
        objectives::aim.eq(o.aim.to_json()),
        objectives::adopted_code.eq(o.adopted.as_ref().map(|a| a.code.as_str())),
        objectives::is_adopted_confirmed.eq(o.adopted.as_ref().is_some_and(|a| a.is_confirmed)),
        objectives::note.eq(o.note.to_json()),
    );
    if let Some((id, version)) = found {
        diesel::update(objectives::table.find(id)).set(facts).execute(conn)?;
        return Ok((id, version, false));
    }
    let id =
        diesel::insert_into(objectives::table).values((objectives::code.eq(&o.code), facts)).returning(objectives::id).get_result(conn)?;
    Ok((id, 0, true))
}

fn parts(conn: &mut Conn, id: i32, o: &Objective) -> QueryResult<()> {
    diesel::delete(objective_outcomes::table.filter(objective_outcomes::objective_id.eq(id))).execute(conn)?;
    for (position, text) in (0..).zip(&o.outcomes) {
        let key = (objective_outcomes::objective_id.eq(id), objective_outcomes::position.eq(position));
        diesel::insert_into(objective_outcomes::table).values((key, objective_outcomes::text.eq(text.to_json()))).execute(conn)?;
    }
    diesel::delete(objective_indicators::table.filter(objective_indicators::objective_id.eq(id))).execute(conn)?;
    for (position, i) in (0..).zip(&o.indicators) {
        let key = (objective_indicators::objective_id.eq(id), objective_indicators::position.eq(position));
        let facts = (objective_indicators::text.eq(i.text.to_json()), objective_indicators::measure.eq(i.measure.to_json()));
        diesel::insert_into(objective_indicators::table).values((key, facts)).execute(conn)?;
    }
    Ok(())
}
