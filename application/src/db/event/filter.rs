//! What is looked for among events, as the text of conditions.
//!
//! The conditions are written as text: as nested boxed queries over two databases they cost the compiler minutes. Only values of our own
//! types are put into the text; what people type is bound.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::access::{Member, Role};
use domain::event::{EventKind, Group, Mode};
use domain::ids::{ActivityId, OrganisationId, PlanId};
use domain::participation::StakeholderGroup;
use domain::review::Stage;
use domain::text::folded;

/// Which records exist for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All: officers and administrators.
    All,
    /// Verified and planned ones, and those on which a partner works.
    Own(Member),
    /// Verified and planned ones: donors and the public.
    Published,
}

impl Scope {
    /// What exists for this reader. It is the rule of [`domain::event::EventRecord::is_visible_to`] for lists.
    #[must_use]
    pub const fn of(member: Option<&Member>) -> Self {
        match member {
            Some(m) if m.role.is_officer() => Self::All,
            Some(m) if matches!(m.role, Role::Partner) => Self::Own(*m),
            _ => Self::Published,
        }
    }

    pub(super) fn condition(self) -> String {
        let seen = "(e.stage IN ('verified', 'planned') AND e.merged_into_id IS NULL)";
        match self {
            Self::All => "1 = 1".to_owned(),
            Self::Published => seen.to_owned(),
            Self::Own(member) => {
                let organisation = member.organisation.map_or(0, |o| o.0);
                format!("({seen} OR e.author_id = {} OR e.organisation_id = {organisation})", member.id.0)
            }
        }
    }
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// A plan of which it serves an activity, or a record that does not say yet what it serves; nothing: any plan.
    pub plan: Option<PlanId>,
    /// An activity that it serves.
    pub activity: Option<ActivityId>,
    /// Activities of which it serves one at least; nothing: any.
    pub one_of: Option<Vec<ActivityId>>,
    /// First and last day of a time in which it ended.
    pub ended: (Option<NaiveDate>, Option<NaiveDate>),
    /// Its kind.
    pub kind: Option<EventKind>,
    /// How it was held.
    pub mode: Option<Mode>,
    /// Code of a country in which it was held, or from which people came.
    pub country: Option<String>,
    /// A group of countries for which or in which it was held, or from which people came.
    pub group: Option<Group>,
    /// A stakeholder group from which people came.
    pub stakeholders: Option<StakeholderGroup>,
    /// The year of its last day.
    pub year: Option<i32>,
    /// Where the record stands.
    pub stage: Option<Stage>,
    /// Whether to find records that were merged into another; otherwise they are left out.
    pub merged: bool,
    /// Organiser or co-organiser, also of a record merged with it.
    pub organiser: Option<OrganisationId>,
    /// Words in title or city.
    pub words: String,
}

/// Most words that are looked for.
const WORDS_MAX: usize = 4;

/// Where a list reads from. In the text, `e` is the event, its parts are in tables of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventSource {
    /// The records as they are, in every state.
    Records,
    /// What counted at a moment, as it was then.
    Published(DateTime<Utc>),
}

impl EventSource {
    /// The table of events.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Records => "events",
            Self::Published(_) => "event_versions",
        }
    }

    /// The table of a part, and the column in it that names the event.
    pub(super) fn part(self, name: &str) -> (String, &'static str) {
        match self {
            Self::Records => (format!("event_{name}"), "event_id"),
            Self::Published(_) => (format!("version_{name}"), "version_id"),
        }
    }

    fn exists(self, part: &str, condition: &str) -> String {
        let (table, key) = self.part(part);
        format!("EXISTS (SELECT 1 FROM {table} x WHERE x.{key} = e.id AND {condition})")
    }

    /// The moment at which the list is read. It uses the place after the patterns, so it stands last.
    pub(super) const fn condition(self) -> &'static str {
        match self {
            Self::Records => "$5 IS NOT NULL",
            Self::Published(_) => "e.from_at <= $5 AND (e.to_at IS NULL OR e.to_at > $5)",
        }
    }

    pub(super) fn moment(self) -> NaiveDateTime {
        match self {
            Self::Records => DateTime::UNIX_EPOCH.naive_utc(),
            Self::Published(at) => at.naive_utc(),
        }
    }
}

impl EventFilter {
    pub(super) fn condition(&self, source: EventSource) -> String {
        let mut all = match source {
            EventSource::Records => vec![format!("e.merged_into_id IS {}", if self.merged { "NOT NULL" } else { "NULL" })],
            EventSource::Published(_) if self.merged => vec!["1 = 0".to_owned()],
            EventSource::Published(_) => Vec::new(),
        };
        let exists = |part: &str, condition: &str| source.exists(part, condition);
        // Activities belong to one plan each: with them, the plan is asked for already.
        if let Some(plan) = self.plan.filter(|_| self.activity.is_none() && self.one_of.is_none()) {
            all.push(plan_condition(source, plan));
        }
        if let Some(id) = self.activity {
            all.push(exists("activities", &format!("x.activity_id = {id}")));
        }
        if let Some(activities) = &self.one_of {
            // No activity has the key 0: an empty list fits nothing.
            let keys: Vec<String> = std::iter::once(ActivityId(0)).chain(activities.iter().copied()).map(|a| a.to_string()).collect();
            all.push(exists("activities", &format!("x.activity_id IN ({})", keys.join(", "))));
        }
        if let Some(from) = self.ended.0 {
            all.push(format!("e.ends_on >= '{from}'"));
        }
        if let Some(until) = self.ended.1 {
            all.push(format!("e.ends_on <= '{until}'"));
        }
        if let Some(kind) = self.kind {
            all.push(format!("e.kind = '{kind}'"));
        }
        if let Some(mode) = self.mode {
            all.push(format!("e.mode = '{mode}'"));
        }
        if let Some(code) = self.country.as_ref().filter(|c| c.chars().all(|c| c.is_ascii_alphanumeric())) {
            all.push(format!("(e.country = '{code}' OR {})", exists("countries", &format!("x.country = '{code}'"))));
        }
        if let Some(group) = self.group {
            all.push(group_condition(source, group));
        }
        if let Some(group) = self.stakeholders {
            all.push(exists("groups", &format!("x.stakeholder_group = '{group}'")));
        }
        if let Some(year) = self.year.filter(|y| (1000..=9999).contains(y)) {
            // As on the dashboard: an event counts when it is over.
            all.push(format!("e.ends_on BETWEEN '{year}-01-01' AND '{year}-12-31'"));
        }
        match (self.stage, source) {
            (Some(stage), EventSource::Records) => all.push(format!("e.stage = '{stage}'")),
            (Some(stage), EventSource::Published(_)) if stage != Stage::Verified => all.push("1 = 0".to_owned()),
            _ => {}
        }
        if let Some(id) = self.organiser {
            all.push(organiser_condition(source, id));
        }
        let words = folded(&self.words).split(' ').filter(|word| !word.is_empty()).count();
        if words == 0 && !self.words.trim().is_empty() {
            // Marks alone stand in no text that is searched.
            all.push("1 = 0".to_owned());
        }
        for at in 1..=WORDS_MAX {
            // A place without a word is still named, as its pattern is bound; but it is not compared with every event.
            all.push(if at <= words { format!("e.words LIKE ${at} ESCAPE '\\'") } else { format!("${at} = '%%'") });
        }
        all.join(" AND ")
    }

    /// The words as patterns, one for each place in the condition.
    pub(super) fn patterns(&self) -> [String; WORDS_MAX] {
        let words = folded(&self.words);
        let mut words = words.split(' ');
        // Folded words hold letters and digits alone.
        std::array::from_fn(|_| format!("%{}%", words.next().unwrap_or_default()))
    }
}

/// A country counts as least developed if it was so on the first day of the event.
pub(super) const IS_LDC: &str = "(COALESCE(k.is_ldc_today, FALSE) OR COALESCE(k.ldc_until > e.starts_on, FALSE))";

/// A country is a small island developing State, or it is not known to be one.
pub(super) const IS_SIDS: &str = "COALESCE(k.is_sids, FALSE)";

/// Organisers and co-organisers, also of a record merged with it, share the credit.
fn organiser_condition(source: EventSource, id: OrganisationId) -> String {
    if let EventSource::Published(_) = source {
        return source.exists("organisers", &format!("x.organisation_id = {id}"));
    }
    let by = |alias: &str| {
        let shared = format!("SELECT 1 FROM event_co_organisers x WHERE x.event_id = {alias}.id AND x.organisation_id = {id}");
        format!("({alias}.organiser_id = {id} OR EXISTS ({shared}))")
    };
    format!("({} OR EXISTS (SELECT 1 FROM events m WHERE m.merged_into_id = e.id AND {}))", by("e"), by("m"))
}

/// What serves an activity of a plan. A record that serves none yet is shown with each plan, so that it is not lost. Where there is one
/// plan alone, each event is of it.
pub(super) fn plan_condition(source: EventSource, plan: PlanId) -> String {
    let served = source.exists("activities", &format!("x.activity_id IN (SELECT y.id FROM activities y WHERE y.plan_id = {plan})"));
    let open = match source {
        EventSource::Records => format!(" OR (e.stage <> 'verified' AND NOT {})", source.exists("activities", "1 = 1")),
        EventSource::Published(_) => String::new(),
    };
    format!("(NOT EXISTS (SELECT 1 FROM plans o WHERE o.id <> {plan}) OR {served}{open})")
}

fn group_condition(source: EventSource, group: Group) -> String {
    let (table, key) = source.part("countries");
    let (here, belongs) = match group {
        Group::Region(region) => (format!("e.region = '{region}' OR "), format!("k.regional_group = '{}'", region.name())),
        Group::Ldc => (String::new(), IS_LDC.to_owned()),
        Group::Sids => (String::new(), IS_SIDS.to_owned()),
    };
    format!(
        "({here}EXISTS (SELECT 1 FROM countries k WHERE k.iso2 = e.country AND {belongs}) OR EXISTS \
         (SELECT 1 FROM {table} x JOIN countries k ON k.iso2 = x.country WHERE x.{key} = e.id AND {belongs}))"
    )
}

/// A country counts as a Party if it was one on the last day of the event.
pub(super) const IS_PARTY: &str = "(COALESCE(k.is_cpb_party, FALSE) AND COALESCE(k.cpb_party_since <= e.ends_on, TRUE))";

/// What a list holds: records that exist for the reader and match the filter. A record that counted at a past moment existed for everybody then.
pub(super) fn selection(source: EventSource, scope: Scope, filter: &EventFilter) -> String {
    match source {
        EventSource::Records => format!("{} AND {}", scope.condition(), filter.condition(source)),
        EventSource::Published(_) => filter.condition(source),
    }
}

/// A query with its values: the patterns of the words, then the moment, whose condition is put at the end.
macro_rules! bound {
    ($sql:expr, $filter:expr, $source:expr, $rest:expr $(,)?) => {{
        let [a, b, c, d] = $filter.patterns();
        diesel::sql_query(format!("{} AND {} {}", $sql, $source.condition(), $rest))
            .bind::<Text, _>(a)
            .bind::<Text, _>(b)
            .bind::<Text, _>(c)
            .bind::<Text, _>(d)
            .bind::<Timestamp, _>($source.moment())
    }};
}

pub(super) use bound;
