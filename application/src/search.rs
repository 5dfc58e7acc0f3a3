//! Making the entries of the search index from the records.

use std::iter;

use domain::comment::Topic;
use domain::directory::Directory;
use domain::event::EventRecord;
use domain::history::SubjectKind;
use domain::ids::{ActivityId, EventId, OrganisationId, OutputId, PersonId, ReportId};
use domain::lang::Translated;
use domain::review::{Stage, State};
use domain::search::{Area, Audience, Entry};
use domain::update::Words;
use domain::{address, address::InPlan};

use crate::db::{
    Conn, activity, comment, event, framework, indicator, organisation, output, person, plan, precedent, report, search, update,
};
use crate::error::Error;
use crate::queries::event::directory;

/// How many records are indexed in one transaction.
const PIECE: i64 = 500;

/// Makes the entries of records that have changed, as many as fit into one transaction. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub fn catch_up(conn: &mut Conn, now: chrono::DateTime<chrono::Utc>) -> Result<usize, Error> {
    let queued = search::take(conn, PIECE)?;
    let events: Vec<EventId> = queued.iter().filter(|(kind, _)| *kind == SubjectKind::Event).map(|(_, key)| EventId(*key)).collect();
    if !events.is_empty() {
        index_events(conn, &events)?;
    }
    for (kind, key) in &queued {
        let (area, entry) = match kind {
            SubjectKind::Activity => (Area::Activity, of_activity(conn, ActivityId(*key))?),
            SubjectKind::Indicator => (Area::Indicator, of_indicator(conn, *key, now)?),
            SubjectKind::Output => (Area::Output, of_output(conn, OutputId(*key))?),
            SubjectKind::Organisation => (Area::Organisation, of_organisation(conn, OrganisationId(*key))?),
            SubjectKind::Report => (Area::Report, of_report(conn, ReportId(*key))?),
            SubjectKind::Person => (Area::Person, of_person(conn, PersonId(*key))?),
            _ => continue,
        };
        store(conn, area, &key.to_string(), entry)?;
    }
    for topic in queued.iter().filter_map(|(kind, key)| Topic::read(*kind, *key)) {
        index_comments(conn, topic, now)?;
    }
    Ok(queued.len())
}

/// Makes the entries of the comments on a topic anew: who may find them depends on it.
fn index_comments(conn: &mut Conn, topic: Topic, now: chrono::DateTime<chrono::Utc>) -> Result<(), Error> {
    let (kind, key) = topic.stored();
    search::remove_beginning(conn, Area::Comment, &format!("{kind}-{key}-"))?;
    let comments = comment::of(conn, topic)?;
    if comments.is_empty() {
        return Ok(());
    }
    let Some((title, address, audience)) = place_of_comments(conn, topic, now)? else { return Ok(()) };
    for c in comments {
        let entry = Entry {
            area: Area::Comment,
            key: format!("{kind}-{key}-{}", c.id),
            address: address::with_fragment(&address, "comments"),
            title: title.clone(),
            audience: audience(c.at),
            text: c.text,
        };
        search::put(conn, &entry)?;
    }
    Ok(())
}

/// Who may find a comment, by when it was written.
type AudienceAt = Box<dyn Fn(chrono::DateTime<chrono::Utc>) -> Audience>;

/// Where comments stand, and who may find them.
fn place_of_comments(
    conn: &mut Conn,
    topic: Topic,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<(Translated, String, AudienceAt)>, Error> {
    let members = |entry: Entry| -> (Translated, String, AudienceAt) { (entry.title, entry.address, Box::new(|_| Audience::Members)) };
    Ok(match topic {
        Topic::Activity(id) => of_activity(conn, id)?.map(members),
        Topic::Indicator(id) => of_indicator(conn, id, now)?.map(members),
        Topic::Output(id) => of_output(conn, id)?.map(members),
        Topic::Event(id) => {
            let directory = directory(conn)?;
            event::find(conn, &directory, id)?.map(|record| {
                let entry = of_event(&directory, &record);
                let writers = Audience::Writers { author: record.review.author, organisation: record.review.organisation };
                // What was said before everybody could see the record is for those who write it.
                let since = match &record.review.state {
                    State::Verified { at, .. } | State::Planned { at } if record.merged_into.is_none() => Some(*at),
                    _ => None,
                };
                let audience = move |at| if since.is_some_and(|since| at >= since) { Audience::Members } else { writers };
                (entry.title, entry.address, Box::new(audience) as AudienceAt)
            })
        }
    })
}

fn store(conn: &mut Conn, area: Area, key: &str, entry: Option<Entry>) -> Result<(), Error> {
    match entry {
        Some(entry) => Ok(search::put(conn, &entry)?),
        None => Ok(search::remove(conn, area, key)?),
    }
}

/// The texts of all languages, one on each line.
fn all(texts: &[&Translated]) -> String {
    texts.iter().flat_map(|text| text.iter()).map(|(_, text)| text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

fn index_events(conn: &mut Conn, ids: &[EventId]) -> Result<(), Error> {
    let directory = directory(conn)?;
    let records = event::of_keys(conn, &directory, ids)?;
    for id in ids {
        let record = records.iter().find(|record| record.id == *id);
        store(conn, Area::Event, &id.to_string(), record.map(|record| of_event(&directory, record)))?;
    }
    Ok(())
}

fn of_event(directory: &Directory, record: &EventRecord) -> Entry {
    let e = &record.event;
    let title = e.title.clone().unwrap_or_else(|| record.typed.title.clone());
    let country = e.country.as_deref().and_then(|code| directory.country(code)).map(|country| all(&[&country.name]));
    let organisers = e.organisers().filter_map(|id| directory.organisation(id));
    let organisers = organisers.flat_map(|o| o.acronym.iter().cloned().chain([all(&[&o.name])]));
    let lines = e.city.iter().cloned().chain(country).chain(organisers).chain([e.learning.clone()]);
    let is_published = matches!(record.stage(), Stage::Verified | Stage::Planned) && record.merged_into.is_none();
    let (author, organisation) = (record.review.author, record.review.organisation);
    Entry {
        area: Area::Event,
        key: record.id.to_string(),
        address: address::event(record.id),
        title: Translated::english(&title),
        text: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        audience: if is_published { Audience::Everybody } else { Audience::Writers { author, organisation } },
    }
}

fn of_activity(conn: &mut Conn, id: ActivityId) -> Result<Option<Entry>, Error> {
    let (Some(a), Some(plan)) = (activity::find(conn, id)?, plan::of_activity(conn, id)?) else { return Ok(None) };
    let cited: Vec<String> = activity::citations(conn, id)?.into_iter().map(|c| c.code).collect();
    let newest = update::of(conn, id)?.into_iter().find(|u| !u.report.headline.is_empty());
    let wordings = newest.into_iter().flat_map(|u| iter::once(Words::from(u.report)).chain(u.wordings.into_iter().map(|(_, words)| words)));
    let newest = wordings.flat_map(|w| [w.headline, w.done, w.next, w.risks]);
    let lines = [all(&[&a.short_title, &a.summary]), cited.join(", ")].into_iter().chain(newest);
    Ok(Some(Entry {
        area: Area::Activity,
        key: id.to_string(),
        address: InPlan(&plan.code).activity(a.number),
        text: lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        title: a.title,
        audience: Audience::Everybody,
    }))
}

fn of_indicator(conn: &mut Conn, id: i32, now: chrono::DateTime<chrono::Utc>) -> Result<Option<Entry>, Error> {
    let entry = |(_, i): (ActivityId, domain::indicator::Indicator)| Entry {
        area: Area::Indicator,
        key: id.to_string(),
        address: address::indicator(id),
        text: all(&[&i.counts, &i.unit_name]),
        title: i.name,
        audience: Audience::Everybody,
    };
    Ok(indicator::find(conn, id, now)?.map(entry))
}

fn of_output(conn: &mut Conn, id: OutputId) -> Result<Option<Entry>, Error> {
    let found = output::find(conn, id)?.filter(|record| record.gone_at.is_none());
    Ok(found.map(|record| Entry {
        area: Area::Output,
        key: id.to_string(),
        address: address::output(id),
        title: Translated::english(&record.output.title),
        text: String::new(),
        audience: Audience::Everybody,
    }))
}

fn of_organisation(conn: &mut Conn, id: OrganisationId) -> Result<Option<Entry>, Error> {
    let entry = |record: domain::organisation::OrganisationRecord| Entry {
        area: Area::Organisation,
        key: id.to_string(),
        address: address::organisation(&record.slug),
        text: [record.organisation.acronym.unwrap_or_default(), all(&[&record.note])].join("\n"),
        title: record.organisation.name,
        audience: Audience::Everybody,
    };
    Ok(organisation::find(conn, id)?.map(entry))
}

fn of_report(conn: &mut Conn, id: ReportId) -> Result<Option<Entry>, Error> {
    let entry = |record: domain::report::ReportRecord| Entry {
        area: Area::Report,
        key: id.to_string(),
        address: address::report(id),
        title: Translated::english(&record.terms.title),
        audience: if record.is_draft() { Audience::Officers } else { Audience::Everybody },
        text: std::iter::once(record.introduction)
            .chain(record.narratives.into_iter().map(|(_, words)| words))
            .collect::<Vec<_>>()
            .join("\n"),
    };
    Ok(report::find(conn, id)?.map(entry))
}

fn of_person(conn: &mut Conn, id: PersonId) -> Result<Option<Entry>, Error> {
    let entry = |profile: domain::person::Profile| Entry {
        area: Area::Person,
        key: id.to_string(),
        address: address::person(id),
        text: profile.person.email,
        title: Translated::english(&profile.person.name),
        audience: Audience::Administrators,
    };
    Ok(person::find(conn, id)?.map(entry))
}

/// Makes the entries of what the documents state, which changes with the program alone: objectives and earlier cooperation.
///
/// # Errors
/// When the database fails.
pub fn index_documents(conn: &mut Conn) -> Result<(), Error> {
    let Some(plan) = plan::first(conn)? else { return Ok(()) };
    let in_plan = InPlan(&plan.code);
    let mut entries = Vec::new();
    for record in framework::objectives(conn, plan.id)? {
        let o = record.objective;
        let texts: Vec<&Translated> = std::iter::once(&o.aim).chain(&o.outcomes).chain(o.indicators.iter().map(|i| &i.text)).collect();
        entries.push(Entry {
            area: Area::Document,
            key: format!("objective-{}", o.code),
            address: address::with_fragment(&in_plan.framework(), &o.code),
            text: format!("{}\n{}", o.code, all(&texts)),
            title: o.title,
            audience: Audience::Everybody,
        });
    }
    for (p, country) in precedent::all(conn)? {
        let organisers: Vec<String> = p.organisers.iter().map(|o| all(&[&o.name])).collect();
        let country = country.unwrap_or_default();
        entries.push(Entry {
            area: Area::Document,
            key: format!("precedent-{}", p.key),
            address: in_plan.precedents(),
            text: [all(&[&p.place, &country, &p.role, &p.note]), organisers.join("\n")].join("\n"),
            title: p.title,
            audience: Audience::Everybody,
        });
    }
    for entry in &entries {
        search::put(conn, entry)?;
    }
    let keys: Vec<String> = entries.into_iter().map(|entry| entry.key).collect();
    Ok(search::keep_only(conn, Area::Document, &keys)?)
}
