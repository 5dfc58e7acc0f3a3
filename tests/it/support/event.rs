//! Events that are there already when a test begins.

use capacity_tracker::db::event::version::{self, Since};
use capacity_tracker::db::event::{self, NewEvent};
use capacity_tracker::db::{activity, directory, history, organisation, output, person, plan};
use chrono::NaiveDate;
use domain::access::Role;
use domain::event::{EventInput, EventRecord};
use domain::history::{HistoryEntry, SubjectKind};
use domain::ids::{EventId, OutputId};
use domain::output::Output;
use domain::participation::ParticipationInput;
use domain::review::{Stage, State};

use super::TestApp;

impl TestApp {
    /// Everything that is typed about a workshop of JRC for activity 7: it lacks nothing.
    pub fn whole_event(&self) -> EventInput {
        let (organiser, activity) = self.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let organiser = organisation::by_slug(conn, "jrc").unwrap().unwrap().id;
            (organiser, activity::by_number(conn, plan.id, 7).unwrap().unwrap().id)
        });
        let day = |d: &str| [d.to_owned(), "2".to_owned(), "2019".to_owned()];
        EventInput {
            title: "Workshop on detection, Nairobi".into(),
            kind: "workshop".into(),
            mode: "in-person".into(),
            start: day("25"),
            end: day("28"),
            city: "Nairobi".into(),
            country: "Kenya".into(),
            region: "africa".into(),
            languages: vec!["en".into()],
            organiser: organiser.to_string(),
            activities: vec![activity.to_string()],
            participation: ParticipationInput {
                registered: "40".into(),
                attended: "32".into(),
                women: "17".into(),
                men: "14".into(),
                other: "1".into(),
                countries: vec![("Kenya".into(), "12".into()), ("Uganda".into(), "11".into())],
                basis: "counted".into(),
                ..ParticipationInput::default()
            },
            contact: "tomas@example.org".into(),
            ..EventInput::default()
        }
    }

    /// A whole record that somebody has logged, for their organisation.
    pub fn has_event(&self, author: &str, stage: Stage) -> EventId {
        self.has_event_saying(author, stage, &self.whole_event())
    }

    /// A record that says just this.
    pub fn has_event_saying(&self, author: &str, stage: Stage, typed: &EventInput) -> EventId {
        let (now, idempotency_key) = (self.app.clock.now(), capacity_tracker::auth::random_token());
        let id = self.in_database(|conn| {
            let profile = person::by_email(conn, author).unwrap().expect("the author has an account").0;
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            let new = NewEvent { idempotency_key: &idempotency_key, author: profile.id, organisation: profile.person.organisation, now };
            let id = event::insert(conn, &new).unwrap();
            let (event, gaps) = typed.read(&directory.whole(), NaiveDate::MAX);
            assert!(matches!(stage, Stage::Draft | Stage::Returned) || gaps.is_empty(), "such a record would be whole: {gaps:?}");
            event::store(conn, &directory, id, typed, &event).unwrap();
            id
        });
        self.comes_to(id, stage);
        id
    }

    /// Fills the database with verified workshops of one day, for activity 7.
    pub fn has_many_events(&self, author: &str, how_many: i32) {
        let (typed, state) = (self.whole_event(), self.state(Stage::Verified));
        let now = self.app.clock.now();
        self.in_database(|conn| {
            let profile = person::by_email(conn, author).unwrap().expect("the author has an account").0;
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            for n in 0..how_many {
                let typed = EventInput { title: format!("Workshop {n}"), ..typed.clone() };
                let event = typed.parse(&directory.whole(), NaiveDate::MAX).unwrap();
                let (idempotency_key, organisation) = (format!("many-{n}"), profile.person.organisation);
                let id =
                    event::insert(conn, &NewEvent { idempotency_key: &idempotency_key, author: profile.id, organisation, now }).unwrap();
                event::store(conn, &directory, id, &typed, &event).unwrap();
                event::set_state(conn, id, &state).unwrap();
                version::refresh(conn, &directory, id, Since::Now, now).unwrap();
            }
        });
    }

    /// Expects a manual of an activity, from an organisation.
    pub fn has_output(&self, number: i32, organisation: &str) -> OutputId {
        let now = self.app.clock.now();
        self.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let activity = activity::by_number(conn, plan.id, number).unwrap().unwrap().id;
            let responsible = organisation::by_slug(conn, organisation).unwrap().map(|o| o.id);
            let output = Output { title: "Manual".into(), quantity: 1, languages: Vec::new(), due: None, responsible, result: None };
            output::insert(conn, "manual", activity, &output, now).unwrap()
        })
    }

    /// Lets a submitted record have waited for so many days already.
    pub fn has_waited(&self, address: &str, days: i64) {
        let at = self.app.clock.now() - chrono::TimeDelta::days(days);
        let id = EventId(super::logging::id(address).parse().unwrap());
        self.in_database(|conn| event::set_state(conn, id, &State::Submitted { at }).unwrap());
    }

    /// Brings a record to a stage.
    pub fn comes_to(&self, id: EventId, stage: Stage) {
        let state = self.state(stage);
        let now = self.app.clock.now();
        self.in_database(|conn| {
            event::set_state(conn, id, &state).unwrap();
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            version::refresh(conn, &directory, id, Since::Now, now).unwrap();
        });
    }

    /// A state as an officer has left it who has nothing to do with the record otherwise.
    fn state(&self, stage: Stage) -> State {
        let (at, reviewer) = (self.app.clock.now(), "reviewer@example.org");
        let by = || {
            let known = self.in_database(|conn| person::by_email(conn, reviewer).unwrap().map(|found| found.0.id));
            known.unwrap_or_else(|| self.has_person(Role::Officer, "Rana Haddad", reviewer, None))
        };
        match stage {
            Stage::Draft => State::Draft,
            Stage::Planned => State::Planned { at },
            Stage::Submitted => State::Submitted { at },
            Stage::Returned => State::Returned { at, by: by(), reason: "The total differs from the report".into() },
            Stage::Verified => State::Verified { at, by: by() },
            Stage::Cancelled => State::Cancelled { at, by: by(), reason: "Counted twice".into() },
        }
    }

    /// A record as it is stored.
    pub fn event(&self, id: EventId) -> EventRecord {
        self.in_database(|conn| {
            let plan = plan::first(conn).unwrap().unwrap();
            let directory = directory::load(conn, plan.id).unwrap();
            event::find(conn, &directory, id).unwrap().expect("the event exists")
        })
    }

    /// What is remembered of a record, newest first.
    pub fn history_of(&self, id: EventId) -> Vec<HistoryEntry> {
        self.in_database(|conn| history::of(conn, SubjectKind::Event, id.0).unwrap())
    }
}
