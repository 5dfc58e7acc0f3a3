//! What has to be done and by whom, from the records as they are.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Role;
use domain::activity::{Activity, Status};
use domain::address::{self, InPlan};
use domain::ids::{ActivityId, OrganisationId, PersonId, PlanId};
use domain::indicator::{Feed, Indicator};
use domain::lang::Translated;
use domain::measurement::Measurement;
use domain::output::OutputRecord;
use domain::partner::{Partner, PartnerRole, Standing};
use domain::person::{Account, Profile};
use domain::plan::Plan;
use domain::quarter::Quarter;
use domain::reminder::{About, Escalation, Kind, Obligation, Subject, reviewers, unmeasured};
use domain::review::{Review, Stage, State};
use domain::schedule::Report;
use domain::update::{Latest, Update, confirm};

use crate::db::{Conn, activity, event, indicator, measurement, outbox, output, person, update};
use crate::error::Error;
use crate::messages::{SUBMITTED, thread_of_event as thread};
use crate::queries::plan;

/// Whether somebody can act at all: invited people have not joined yet, deactivated ones have left.
pub const fn is_active(profile: &Profile) -> bool {
    matches!(profile.account, Account::Active { .. })
}

/// Everything that obligations are made from.
struct Records {
    plans: Vec<Plan>,
    people: Vec<Profile>,
    activities: Vec<Activity>,
    partners: Vec<(ActivityId, Partner)>,
    latest: Vec<(ActivityId, Latest)>,
}

/// Everything of all plans that somebody has to do, each obligation once, and the digests at the beginning of the quarter in which `day` lies and of the next one.
///
/// # Errors
/// When the database fails.
pub fn all(conn: &mut Conn, day: NaiveDate, now: DateTime<Utc>) -> Result<Vec<Obligation>, Error> {
    let records = Records::load(conn, now)?;
    let mut obligations: Vec<Obligation> = records.activities.iter().filter_map(|a| records.report(a, day)).collect();
    for plan in &records.plans {
        for output in output::all(conn, plan.id)? {
            records.of_output(&output, &mut obligations);
        }
    }
    let open = event::list::open(conn)?;
    let submitted: Vec<String> = open.iter().filter(|line| line.stage == Stage::Submitted).map(|line| thread(line.id)).collect();
    let told = outbox::newest_of_threads(conn, SUBMITTED, &submitted)?;
    for line in open {
        let was_told = told.get(&thread(line.id)).zip(line.stage_at).is_some_and(|(told, since)| *told >= since);
        obligations.extend(records.of_event(&line).into_iter().map(|o| Obligation { is_news: o.kind == Kind::Review && !was_told, ..o }));
    }
    for activity in &records.activities {
        for indicator in indicator::of(conn, activity.id, now)? {
            if indicator.terms.feed != Feed::Reported {
                continue;
            }
            let measured = measurement::of(conn, indicator.id)?;
            records.of_indicator(activity, &indicator, &measured, &mut obligations);
        }
    }
    let quarter = Quarter::of(day);
    obligations.extend([quarter, quarter.after()].map(|q| records.quarter(q)));
    Ok(obligations)
}

impl Records {
    fn load(conn: &mut Conn, now: DateTime<Utc>) -> Result<Self, Error> {
        let mut people = person::all(conn)?;
        people.retain(is_active);
        let plans = plan::all(conn)?;
        let (mut activities, mut partners, mut latest) = (Vec::new(), Vec::new(), Vec::new());
        for plan in &plans {
            activities.extend(activity::all(conn, plan.id)?);
            partners.extend(activity::partners(conn, plan.id)?);
            latest.extend(update::newest(conn, plan.id, now)?.into_iter().map(|(id, u): (ActivityId, Update)| (id, u.latest())));
        }
        Ok(Self { plans, people, activities, partners, latest })
    }

    /// The addresses of a plan.
    fn in_plan(&self, id: PlanId) -> InPlan<'_> {
        InPlan(self.plans.iter().find(|p| p.id == id).map_or("", |p| &p.code))
    }

    fn activity(&self, id: ActivityId) -> Option<&Activity> {
        self.activities.iter().find(|a| a.id == id)
    }

    fn is_cancelled(&self, id: ActivityId) -> bool {
        self.latest.iter().any(|(of, latest)| *of == id && latest.status == Status::Cancelled)
    }

    /// Those of these people who can act and may have to do with such an obligation.
    fn able(&self, kind: Kind, who: impl Fn(&Profile) -> bool) -> Vec<PersonId> {
        self.people.iter().filter(|p| kind.is_for(p.person.role) && who(p)).map(|p| p.id).collect()
    }

    fn leads(&self, kind: Kind, activities: &[ActivityId]) -> Vec<PersonId> {
        let leads: Vec<PersonId> = activities.iter().filter_map(|id| self.activity(*id)?.lead.as_ref().map(|l| l.id)).collect();
        self.able(kind, |p| p.person.role.is_officer() && leads.contains(&p.id))
    }

    fn officers(&self) -> Vec<PersonId> {
        self.people.iter().filter(|p| p.person.role.is_officer()).map(|p| p.id).collect()
    }

    fn colleagues(&self, kind: Kind, organisation: OrganisationId) -> Vec<PersonId> {
        self.able(kind, |p| p.person.role == Role::Partner && p.person.organisation == Some(organisation))
    }

    /// An obligation of these activities; the escalation follows from its kind.
    fn obligation(
        &self,
        (kind, subject, due): (Kind, Subject, NaiveDate),
        activities: &[ActivityId],
        from: Vec<PersonId>,
        about: About,
    ) -> Obligation {
        let leads = self.leads(kind, activities);
        let (escalation, escalated_to) = match kind.escalation() {
            Some(Escalation::Lead) if leads.iter().any(|id| !from.contains(id)) => (Some(Escalation::Lead), leads),
            None if !from.is_empty() => (None, Vec::new()),
            _ => (Some(Escalation::Administrators), self.able(kind, |p| p.person.role == Role::Administrator)),
        };
        let first = activities.first().and_then(|id| self.activity(*id));
        let plan = first.filter(|_| self.plans.len() > 1).and_then(|a| self.plans.iter().find(|p| p.id == a.plan));
        let plan = plan.map(|p| p.short_title.clone());
        let activity = first.map(|a| (a.number, a.short_title.clone()));
        let names = from.iter().filter_map(|id| self.people.iter().find(|p| p.id == *id)).map(|p| p.person.name.clone()).collect();
        let about = About { activity: about.activity.or(activity), plan, names, escalation, ..about };
        Obligation { kind, subject, due, until: None, activities: activities.to_vec(), from, escalated_to, is_news: false, about }
    }

    /// What the lead reports next: a progress update, or the end of the activity.
    fn report(&self, a: &Activity, day: NaiveDate) -> Option<Obligation> {
        let latest = self.latest.iter().find(|(id, _)| *id == a.id).map(|(_, l)| *l);
        let (kind, due) = match a.next_report(latest.as_ref(), day)? {
            Report::Update(due) => (Kind::Update, due),
            Report::Closing(since) => (Kind::Closing, since),
        };
        let in_plan = self.in_plan(a.plan);
        let confirmed = confirm(latest).ok().filter(|_| kind == Kind::Update);
        let confirms = confirmed.map(|latest| (latest.id, in_plan.new_confirmation(a.number)));
        let form = in_plan.new_update(a.number);
        let about = About { title: a.short_title.clone(), form, confirms, ..About::default() };
        Some(self.obligation((kind, Subject::Activity(a.id), due), &[a.id], self.leads(kind, &[a.id]), about))
    }

    /// The day from which somebody could know that something of an activity is due on `due`: not before the tracker learned of it, nor
    /// before the activity had a lead.
    fn known(&self, due: NaiveDate, activity: ActivityId, recorded: Option<DateTime<Utc>>) -> NaiveDate {
        let led_since = self.activity(activity).and_then(|a| a.led_since);
        due.max(recorded.map_or(due, |at| at.date_naive())).max(led_since.unwrap_or(due))
    }

    fn of_output(&self, record: &OutputRecord, obligations: &mut Vec<Obligation>) {
        let (id, activities) = (record.id, [record.activity]);
        if record.gone_at.is_some() || self.is_cancelled(record.activity) {
            return;
        }
        let title = Translated::english(&record.output.title);
        let form = address::new_delivery(id);
        let about = |form: &str| About { title: title.clone(), form: form.to_owned(), ..About::default() };
        if let Some(due) = record.output.due.filter(|_| !record.is_reported()) {
            let kind = Kind::Output;
            let due = match record.output.responsible {
                Some(_) => due.max(record.created_at.date_naive()),
                None => self.known(due, record.activity, Some(record.created_at)),
            };
            let mut from = self.leads(kind, &activities);
            from.extend(record.output.responsible.map(|o| self.colleagues(kind, o)).unwrap_or_default());
            obligations.push(self.obligation((kind, Subject::Output(id), due), &activities, from, about(&form)));
        }
        for delivery in &record.deliveries {
            let review = address::with_fragment(&address::output(id), "deliveries");
            // A returned delivery is made good by a later one.
            let is_replaced = record.deliveries.iter().any(|d| d.id > delivery.id) || record.is_reported();
            let sent = (Subject::Delivery(delivery.id), delivery.author_name.as_str());
            obligations.extend(
                self.review(&delivery.review, sent, &activities, about(&form), &review).filter(|m| m.kind == Kind::Review || !is_replaced),
            );
        }
    }

    fn of_event(&self, line: &domain::event::EventSummary) -> Vec<Obligation> {
        let (id, subject, leads) = (line.id, Subject::Event(line.id), |kind| self.leads(kind, &line.activities));
        let title = line.title.as_deref().map(Translated::english).unwrap_or_default();
        let about = About { title, form: address::edit_event(id), ..About::default() };
        let author = |kind| self.able(kind, |p| p.id == line.author);
        let since = line.stage_at.map(|at| at.date_naive());
        match (line.stage, line.days, since) {
            (Stage::Draft | Stage::Planned, Some((start, end)), _) => {
                let mut both = author(Kind::EventComing);
                both.extend(leads(Kind::EventComing).into_iter().filter(|id| *id != line.author));
                let coming = self.obligation((Kind::EventComing, subject, start), &line.activities, both, about.clone());
                let report = self.obligation((Kind::EventReport, subject, end), &line.activities, author(Kind::EventReport), about);
                vec![Obligation { until: Some(start), ..coming }, report]
            }
            (Stage::Returned, _, Some(since)) => {
                let about = About { reason: line.stage_reason.clone(), ..about };
                vec![self.obligation((Kind::Returned, subject, since), &line.activities, author(Kind::Returned), about)]
            }
            (Stage::Submitted, _, Some(since)) => {
                let from = reviewers(&leads(Kind::Review), &self.officers(), line.author);
                let about = About { form: address::review_event(id), sender: Some(line.author_name.clone()), ..about };
                vec![self.obligation((Kind::Review, subject, since), &line.activities, from, about)]
            }
            _ => Vec::new(),
        }
    }

    fn of_indicator(&self, activity: &Activity, indicator: &Indicator, measured: &[Measurement], obligations: &mut Vec<Obligation>) {
        let (terms, activities) = (&indicator.terms, [activity.id]);
        if self.is_cancelled(activity.id) {
            return;
        }
        let about = |form: String| About { title: indicator.name.clone(), form, ..About::default() };
        let ends: Vec<NaiveDate> = terms.milestones.iter().map(|(day, _)| *day).chain(terms.target.and_then(|t| t.1)).collect();
        let counts = |m: &&Measurement| matches!(m.review.state.stage(), Stage::Submitted | Stage::Verified) && m.gone_at.is_none();
        let days: Vec<NaiveDate> = measured.iter().filter(counts).map(|m| m.measured.day).collect();
        if let Some(due) = unmeasured(&ends, &days) {
            let (form, due) = (address::new_measurement(indicator.id), self.known(due, activity.id, indicator.set_at));
            let from = self.measurers(activity.id);
            obligations.push(self.obligation((Kind::Measurement, Subject::Indicator(indicator.id), due), &activities, from, about(form)));
        }
        for m in measured {
            let review = address::with_fragment(&address::indicator(indicator.id), "measurements");
            let sent = (Subject::Measurement(m.id), m.author_name.as_str());
            obligations.extend(self.review(&m.review, sent, &activities, about(address::edit_measurement(m.id)), &review));
        }
    }

    /// The lead officer; where there is none, the people of partners who have agreed to answer for the work.
    fn measurers(&self, activity: ActivityId) -> Vec<PersonId> {
        let leads = self.leads(Kind::Measurement, &[activity]);
        if !leads.is_empty() {
            return leads;
        }
        let answers = |p: &Partner| p.role == PartnerRole::Implementing && p.standing == Standing::Confirmed;
        let named = self.partners.iter().filter(|(id, p)| *id == activity && answers(p));
        named.flat_map(|(_, p)| self.colleagues(Kind::Measurement, p.organisation)).collect()
    }

    /// What is to become of a delivery or a measurement that waits or was returned.
    fn review(
        &self,
        d: &Review,
        (subject, sender): (Subject, &str),
        activities: &[ActivityId],
        about: About,
        review: &str,
    ) -> Option<Obligation> {
        match &d.state {
            State::Submitted { at } => {
                let from = reviewers(&self.leads(Kind::Review, activities), &self.officers(), d.author);
                let about = About { form: review.to_owned(), sender: Some(sender.to_owned()), ..about };
                Some(self.obligation((Kind::Review, subject, at.date_naive()), activities, from, about))
            }
            State::Returned { at, reason, .. } => {
                let about = About { reason: Some(reason.clone()), ..about };
                let author = self.able(Kind::Returned, |p| p.id == d.author);
                Some(self.obligation((Kind::Returned, subject, at.date_naive()), activities, author, about))
            }
            State::Draft | State::Planned { .. } | State::Verified { .. } | State::Cancelled { .. } => None,
        }
    }

    fn quarter(&self, quarter: Quarter) -> Obligation {
        let kind = Kind::DonorDigest;
        // One digest tells of all plans; its line leads to the one that was there first.
        let first = self.plans.first().map_or(PlanId(0), |p| p.id);
        let about = About { form: self.in_plan(first).list(), ..About::default() };
        let donors = self.able(kind, |_| true);
        Obligation { escalated_to: Vec::new(), ..self.obligation((kind, Subject::Plan, quarter.first_day()), &[], donors, about) }
    }
}
