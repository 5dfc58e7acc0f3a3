//! `/admin/reminders` and `/admin/reminders/activities/{number}`: the rules for all activities, and those of one.

use actix_web::{HttpResponse, web};
use domain::activity::Activity;
use domain::form::Errors;
use domain::history::{Action, Changes, Entry, Field, SubjectKind};
use domain::reminder::{Kind, Rule, RuleInput, Rules};
use views::reminder::rules::Page;

use crate::app::App;
use crate::db::{Conn, activity, history, reminder};
use crate::error::AppError;
use crate::web::extract::{Fields, Posted};
use crate::web::visitor::Visit;
use crate::web::{plan, response};

/// The rules with the activity whose own are meant, if one is.
struct Found {
    rules: Rules,
    activity: Option<Activity>,
    activities: Vec<Activity>,
}

fn find(conn: &mut Conn, number: Option<i32>) -> Result<Found, AppError> {
    let plan = plan::current(conn)?;
    let activities = activity::all(conn, plan.id)?;
    let activity = activities.iter().find(|a| Some(a.number) == number).cloned();
    if number.is_some() && activity.is_none() {
        return Err(AppError::NotFound);
    }
    Ok(Found { rules: reminder::rules(conn)?, activity, activities })
}

impl Found {
    /// The kinds that can be set: the digest for donors belongs to no activity.
    fn kinds(&self) -> impl Iterator<Item = Kind> {
        let is_own = self.activity.is_some();
        Kind::ALL.iter().copied().filter(move |kind| !is_own || *kind != Kind::DonorDigest)
    }

    /// What holds now; an activity may have nothing of its own.
    fn present(&self, kind: Kind) -> Option<Rule> {
        match &self.activity {
            Some(a) => self.rules.own(a.id, kind).cloned(),
            None => Some(self.rules.general(kind)),
        }
    }

    fn stored(&self) -> Vec<(Kind, RuleInput)> {
        self.kinds().map(|kind| (kind, self.present(kind).as_ref().map(RuleInput::from).unwrap_or_default())).collect()
    }

    fn page(self, typed: Vec<(Kind, RuleInput)>, errors: Errors) -> Page {
        let own = self.rules.activities();
        Page {
            activity: self.activity.map(|a| (a.number, a.short_title)),
            typed,
            errors,
            rules: self.rules,
            activities: self.activities.into_iter().map(|a| (a.number, a.short_title, own.contains(&a.id))).collect(),
        }
    }

    /// Reads what was typed. For an activity, what is left empty follows the rules for all.
    fn parse(&self, typed: &[(Kind, RuleInput)]) -> Result<Vec<(Kind, Option<Rule>)>, Errors> {
        let mut errors = Errors::new();
        let is_own = self.activity.is_some();
        let one = |(kind, typed): &(Kind, RuleInput)| match typed.is_blank() && is_own {
            true => (*kind, None),
            false => (*kind, typed.parse(*kind, &mut errors)),
        };
        let rules = typed.iter().map(one).collect();
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }
}

async fn show(app: &App, visit: &Visit, number: Option<i32>) -> Result<HttpResponse, AppError> {
    let found = app.read(move |conn| find(conn, number)).await?;
    let stored = found.stored();
    Ok(response::page(found.page(stored, Errors::new()).render(&visit.frame)))
}

async fn change(app: &App, visit: &Visit, number: Option<i32>, fields: Fields) -> Result<HttpResponse, AppError> {
    let (by, now) = (visit.member()?.id, app.clock.now());
    let back = app
        .write(move |conn| {
            let found = find(conn, number)?;
            let get = |name: &str, kind: Kind| fields.string(&format!("{name}-{kind}"));
            let read = |kind| RuleInput { steps: get("steps", kind), every: get("every", kind), escalates: get("escalates", kind) };
            let typed: Vec<(Kind, RuleInput)> = found.kinds().map(|kind| (kind, read(kind))).collect();
            let rules = match found.parse(&typed) {
                Ok(rules) => rules,
                Err(errors) => return Ok(Some(found.page(typed, errors))),
            };
            let changes = store(conn, &found, &rules)?.into_vec();
            if !changes.is_empty() {
                let (subject, subject_id) = found.activity.as_ref().map_or((SubjectKind::Settings, 0), |a| (SubjectKind::Activity, a.id.0));
                let entry = Entry { at: now, actor: Some(by), subject, subject_id, action: Action::Edited, changes, reason: None };
                history::add(conn, &entry)?;
            }
            Ok(None)
        })
        .await?;
    let address = number.map_or_else(|| "/admin/reminders".to_owned(), |n| format!("/admin/reminders/activities/{n}"));
    Ok(match back {
        None => response::done(app, &address, "reminder-rules-saved"),
        Some(page) => response::invalid(page.render(&visit.frame)),
    })
}

/// Stores the rules that differ from what holds, and tells in what.
fn store(conn: &mut Conn, found: &Found, rules: &[(Kind, Option<Rule>)]) -> Result<Changes, AppError> {
    let mut changes = Changes::new();
    for (kind, rule) in rules {
        let before = found.present(*kind);
        if before != *rule {
            let told = |rule: Option<&Rule>| rule.map(|rule| format!("{kind}: {}", rule.told()));
            changes = changes.value(Field::ReminderRule, told(before.as_ref()).as_deref(), told(rule.as_ref()).as_deref());
            reminder::set_rule(conn, found.activity.as_ref().map(|a| a.id), *kind, rule.as_ref())?;
        }
    }
    Ok(changes)
}

/// The rules for all activities.
///
/// # Errors
/// Those of the database.
pub async fn form(app: web::Data<App>, visit: Visit) -> Result<HttpResponse, AppError> {
    show(&app, &visit, None).await
}

/// Changes them.
///
/// # Errors
/// Those of the database.
pub async fn submit(app: web::Data<App>, visit: Visit, Posted(fields): Posted) -> Result<HttpResponse, AppError> {
    change(&app, &visit, None, fields).await
}

/// The rules of one activity.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn own_form(app: web::Data<App>, visit: Visit, number: web::Path<i32>) -> Result<HttpResponse, AppError> {
    show(&app, &visit, Some(*number)).await
}

/// Changes them.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn own_submit(
    app: web::Data<App>,
    visit: Visit,
    number: web::Path<i32>,
    Posted(fields): Posted,
) -> Result<HttpResponse, AppError> {
    change(&app, &visit, Some(*number), fields).await
}
