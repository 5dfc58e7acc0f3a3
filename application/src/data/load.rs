//! Loads the plan into the database: everything at the first start, later only what is new and what nobody has edited.

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use domain::activity::{Activity, Part};
use domain::decision::Citation;
use domain::history::{Action, Entry, SubjectKind};
use domain::ids::{ActivityId, OrganisationId, PlanId};
use domain::indicator::{Indicator, Terms};
use domain::lang::Translated;
use domain::monitoring::Monitoring;
use domain::organisation::Organisation;
use domain::partner::Standing;
use domain::plan::{Plan, Topic};
use domain::result::{ExpectedResult, ResultTarget};
use serde_json::json;

use super::entries::{self, ActivityEntry, Lists, OrganisationEntry, PlanEntry};
use super::file::PlanData;
use super::plan_file::PlanFile;
use crate::db::event::sums;
use crate::db::{Conn, activity, country, framework, history, organisation, plan, precedent};

/// Loads the data in one transaction. Says whether there was anything to do: the same data twice is loaded once.
///
/// # Errors
/// When the database fails, after which nothing has changed.
pub fn load(conn: &mut Conn, data: &PlanData, now: DateTime<Utc>) -> QueryResult<bool> {
    conn.write(|conn| {
        let code = &data.plan.plan.code;
        if plan::loaded(conn, code)?.is_some_and(|(_, hash)| hash == data.hash) {
            return Ok(false);
        }
        for row in &data.countries {
            country::put(conn, row)?;
        }
        sums::rebuild(conn)?;
        precedent::replace(conn, &data.precedents)?;
        load_organisations(conn, data, now)?;
        let id = store(conn, &data.plan, &data.hash, Shared::Replaced, now)?;
        load_framework(conn, id, data, now)?;
        Ok(true)
    })
}

/// What becomes of units and decisions that other plans use too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// They become as this plan says: the built-in one.
    Replaced,
    /// They stay as they are.
    Respected,
}

/// Stores a plan with its units, decisions, topics and activities.
pub(super) fn store(conn: &mut Conn, file: &PlanFile, hash: &str, shared: Shared, now: DateTime<Utc>) -> QueryResult<PlanId> {
    let (code, lists) = (&file.plan.code, &file.lists);
    for unit in lists.units.iter().map(|u| &u.entry) {
        if shared == Shared::Replaced || !plan::other_uses_unit(conn, code, &unit.id)? {
            plan::put_unit(conn, &unit.id, &unit.name)?;
        }
    }
    for d in lists.decisions.iter().map(|d| &d.entry) {
        if shared == Shared::Replaced || !plan::other_cites(conn, code, &d.code)? {
            plan::put_decision(conn, &d.code, d.body, &d.topic, &d.basis)?;
        }
    }
    let id = load_plan(conn, &file.plan, hash, now)?;
    load_activities(conn, id, lists, now)?;
    Ok(id)
}

pub(super) fn loaded(conn: &mut Conn, subject: SubjectKind, id: i32, at: DateTime<Utc>) -> QueryResult<()> {
    history::add(conn, &Entry { at, actor: None, subject, subject_id: id, action: Action::Loaded, changes: Vec::new(), reason: None })
}

fn load_organisations(conn: &mut Conn, data: &PlanData, now: DateTime<Utc>) -> QueryResult<()> {
    for o in data.organisations.iter().map(|o| &o.entry) {
        let organisation = organisation_of(o);
        if organisation::slug_exists(conn, &o.slug)? {
            organisation::refresh(conn, &o.slug, &organisation, &o.note)?;
        } else {
            let id = organisation::insert(conn, &o.slug, &organisation, &o.note, 0)?;
            loaded(conn, SubjectKind::Organisation, id.0, now)?;
        }
    }
    Ok(())
}

pub(super) fn organisation_of(o: &OrganisationEntry) -> Organisation {
    Organisation { name: o.name.clone(), acronym: o.acronym.clone(), kind: o.kind, country: o.country.clone() }
}

fn load_plan(conn: &mut Conn, p: &PlanEntry, hash: &str, now: DateTime<Utc>) -> QueryResult<PlanId> {
    let origin =
        json!({ "decision": p.decision, "context": p.context, "footnotes": p.footnotes, "reading_notes": p.reading_notes }).to_string();
    let record = Plan {
        id: PlanId(0),
        code: p.code.clone(),
        title: p.title.clone(),
        short_title: p.short_title.clone(),
        summary: p.summary.clone(),
        years: p.years(),
        decision_code: p.decision_code().map(str::to_owned),
    };
    let id = plan::put(conn, &record, &origin, hash)?;
    loaded(conn, SubjectKind::Plan, id.0, now)?;
    Ok(id)
}

fn load_activities(conn: &mut Conn, plan_id: PlanId, lists: &Lists, now: DateTime<Utc>) -> QueryResult<()> {
    let organisations = organisation::all(conn)?;
    let mut topics = Vec::new();
    for (position, t) in (0..).zip(lists.topics.iter().map(|t| &t.entry)) {
        let topic = Topic { slug: t.id.clone(), name: t.name.clone() };
        topics.push((plan::put_topic(conn, plan_id, position, &topic)?, topic));
    }
    let mut keys: Vec<(i32, Option<ActivityId>)> = Vec::new();
    for entry in lists.activities.iter().map(|a| &a.entry) {
        let topic = topics.iter().find(|(_, t)| Some(&t.slug) == entry.topic.as_ref());
        let is_new = activity::by_number(conn, plan_id, entry.number)?.is_none();
        let key = activity::load::activity(conn, plan_id, topic.map(|(id, _)| *id), &record(entry, topic.map(|(_, topic)| topic)))?;
        keys.push((entry.number, key));
        let Some(id) = key else { continue };
        activity::load::citations(conn, id, &citations(entry))?;
        activity::load::results(conn, id, &results(entry))?;
        activity::load::indicators(conn, id, &indicators(entry))?;
        let slug = |s: &str| organisations.iter().find(|o| o.slug == s).map(|o| o.id);
        activity::set_partners(conn, id, &parts(entry, slug))?;
        if is_new {
            loaded(conn, SubjectKind::Activity, id.0, now)?;
        }
    }
    for entry in lists.activities.iter().map(|a| &a.entry) {
        let Some((_, Some(own))) = keys.iter().find(|(n, _)| *n == entry.number) else { continue };
        activity::load::forget_dependencies(conn, *own)?;
        for d in &entry.depends_on {
            if let Some(on) = activity::by_number(conn, plan_id, d.activity)? {
                activity::load::dependency(conn, *own, on.id, &d.relation, d.cited_as.as_deref().unwrap_or_default())?;
            }
        }
    }
    Ok(())
}

fn load_framework(conn: &mut Conn, plan_id: PlanId, data: &PlanData, now: DateTime<Utc>) -> QueryResult<()> {
    let keys = activity::all(conn, plan_id)?.into_iter().map(|a| (a.number, a.id)).collect();
    for id in framework::replace(conn, &data.framework, &keys)? {
        loaded(conn, SubjectKind::Objective, id.0, now)?;
    }
    Ok(())
}

fn record(entry: &ActivityEntry, topic: Option<&Topic>) -> Activity {
    Activity {
        id: ActivityId(0),
        plan: PlanId(0),
        number: entry.number,
        full_plan_number: entry.full_plan_number,
        full_plan_number_inferred: entry.full_plan_number_inferred,
        is_priority: entry.priority,
        title: entry.title.clone(),
        short_title: entry.short_title.clone(),
        summary: entry.summary.clone(),
        topic: topic.cloned(),
        modality: entry.modality.clone(),
        years: entry.years(),
        actual_start: None,
        actual_end: None,
        lead: None,
        led_since: None,
        monitoring: Monitoring::default(),
        partners_to_be_determined: entry.partners_to_be_determined,
        source_document: entry.source.as_ref().map_or_else(String::new, |s| s.document.clone()),
        source_place: entry.source.as_ref().map_or_else(Translated::default, |s| s.place.clone()),
        notes: entry.notes.clone(),
        version: 0,
    }
}

fn citations(entry: &ActivityEntry) -> Vec<Citation> {
    let citation = |c: &entries::CitationEntry| Citation {
        code: c.code.clone(),
        body: domain::decision::Body::CopMop,
        topic: Translated::default(),
        basis: Translated::default(),
        paragraphs: c.paragraphs.clone(),
        note: c.note.clone(),
    };
    entry.decisions.iter().map(citation).collect()
}

fn results(entry: &ActivityEntry) -> Vec<ExpectedResult> {
    let target = |t: &entries::TargetEntry| ResultTarget {
        number: t.number,
        comparator: t.comparator.clone(),
        unit: t.unit.clone(),
        unit_name: Translated::default(),
    };
    let result = |r: &entries::ResultEntry| ExpectedResult {
        kind: r.kind,
        text: r.text.clone(),
        target: r.target.as_ref().map(target),
        languages: r.languages.clone(),
        components: r.components.clone(),
    };
    entry.results.iter().map(result).collect()
}

fn indicators(entry: &ActivityEntry) -> Vec<Indicator> {
    let indicator = |i: &entries::IndicatorEntry| Indicator {
        id: 0,
        name: i.name.clone(),
        unit: i.unit.clone(),
        unit_name: Translated::default(),
        counts: i.counts.clone(),
        kind: i.kind,
        is_compound: i.compound,
        parts: i.parts.clone(),
        terms: Terms {
            baseline: i.baseline.map(|value| (value, None)),
            target: i.target.map(|value| (value, None)),
            ..Terms::usual(&i.unit, i.kind, i.compound)
        },
        set_at: None,
    };
    entry.indicators.iter().map(indicator).collect()
}

fn parts(entry: &ActivityEntry, organisation: impl Fn(&str) -> Option<OrganisationId>) -> Vec<Part> {
    let part =
        |p: &entries::PartnerEntry| Some(Part { organisation: organisation(&p.organisation)?, role: p.role, standing: Standing::Listed });
    entry.partners.iter().filter_map(part).collect()
}
