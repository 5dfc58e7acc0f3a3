use std::collections::HashSet;

use proptest::prelude::*;

use super::*;
use crate::ids::{ActivityId, OutputId};
use crate::reminder::{About, Rule, Tally, worklist};
use crate::schedule::Urgency;

const ME: PersonId = PersonId(1);
const BOSS: PersonId = PersonId(2);

fn day(n: i64) -> NaiveDate {
    // A Monday.
    NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() + TimeDelta::days(n)
}

fn obligation(kind: Kind, id: i32, due: i64) -> Obligation {
    Obligation {
        kind,
        subject: Subject::Output(OutputId(id)),
        due: day(due),
        until: None,
        activities: vec![ActivityId(id)],
        from: vec![ME],
        escalated_to: vec![BOSS],
        is_news: false,
        about: About::default(),
    }
}

fn reader(id: PersonId, choice: Choice) -> Reader {
    Reader { id, since: day(-900), choices: Choices::new(Kind::ALL.iter().map(|kind| (*kind, choice))) }
}

/// The reminders of a person, digest by digest: the day, and kind, subject and step of each line.
type Mails = Vec<(i64, Vec<(Kind, Subject, i32)>)>;

/// Lets days go by as the job sees them.
fn live(reader: &Reader, obligations: &[Obligation], rules: &Rules, days: impl IntoIterator<Item = i64>) -> Mails {
    let mut sent = SentReminders::default();
    let mut mails = Mails::new();
    for at in days {
        let lines = due(reader, obligations, rules, &sent, day(at));
        let news: Vec<(&Obligation, i32)> = lines.iter().filter_map(|line| Some((line.obligation, line.step?))).collect();
        for (obligation, step) in &news {
            sent.add(obligation.kind, obligation.subject, obligation.due, *step, day(at));
        }
        assert_eq!(lines.is_empty(), news.is_empty(), "no mail without news");
        if !news.is_empty() {
            mails.push((at, news.into_iter().map(|(obligation, step)| (obligation.kind, obligation.subject, step)).collect()));
        }
    }
    mails
}

fn days_of(mails: &Mails) -> Vec<i64> {
    mails.iter().map(|(at, _)| *at).collect()
}

#[test]
fn an_update_is_told_as_the_table_says_and_to_administrators_after_three_weeks() {
    let obligations = [obligation(Kind::Update, 1, 50)];
    let tell = |id| days_of(&live(&reader(id, Choice::AsItComes), &obligations, &Rules::default(), 0..90));
    assert_eq!(tell(ME), [43, 50, 57, 64, 71, 78, 85]);
    assert_eq!(tell(BOSS), [71, 78, 85]);
    assert_eq!(tell(PersonId(9)), Vec::<i64>::new(), "it is nobody else's");
}

#[test]
fn both_sides_of_an_escalation_are_told_of_each_other() {
    let obligations = [obligation(Kind::Update, 1, 0)];
    let part = |id, at| {
        due(&reader(id, Choice::AsItComes), &obligations, &Rules::default(), &SentReminders::default(), day(at)).first().map(|l| l.part)
    };
    assert_eq!(part(ME, 20), Some(Part::Own { is_escalated: false }));
    assert_eq!(part(ME, 21), Some(Part::Own { is_escalated: true }));
    assert_eq!((part(BOSS, 20), part(BOSS, 21)), (None, Some(Part::Other)));
}

#[test]
fn what_nobody_has_to_do_goes_to_those_above_at_once() {
    let obligations = [Obligation { from: Vec::new(), ..obligation(Kind::Output, 1, 40) }];
    let lines = live(&reader(BOSS, Choice::AsItComes), &obligations, &Rules::default(), 0..60);
    assert_eq!(days_of(&lines), [10, 33, 40, 47]);
    let line = due(&reader(BOSS, Choice::AsItComes), &obligations, &Rules::default(), &SentReminders::default(), day(40))[0];
    assert_eq!(line.part, Part::Nobody);
}

#[test]
fn weekly_readers_hear_on_mondays_or_as_soon_after_as_possible() {
    // Due on a Wednesday.
    let obligations = [obligation(Kind::Update, 1, 23), obligation(Kind::Output, 2, 23)];
    let weekly = reader(ME, Choice::Weekly);
    let mails = live(&weekly, &obligations, &Rules::default(), 0..30);
    assert_eq!(days_of(&mails), [0, 14, 21, 28]);
    assert_eq!(days_of(&live(&weekly, &obligations, &Rules::default(), (0..30).filter(|d| d % 7 != 0))), [1, 15, 22, 29]);
    assert!(live(&reader(ME, Choice::Off), &obligations, &Rules::default(), 0..90).is_empty());
}

#[test]
fn nothing_is_told_of_an_event_that_has_begun() {
    let obligations = [Obligation { until: Some(day(20)), ..obligation(Kind::EventComing, 1, 20) }];
    let tell = |days: Vec<i64>| days_of(&live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), days));
    assert_eq!(tell((0..40).collect()), [6, 18]);
    assert_eq!(tell(vec![0, 20, 21]), [20]);
    assert_eq!(tell(vec![0, 21, 40]), Vec::<i64>::new());
}

#[test]
fn news_that_nobody_was_told_of_comes_the_next_morning() {
    let gathered = [Obligation { is_news: true, ..obligation(Kind::Review, 1, 10) }, obligation(Kind::Review, 2, 10)];
    let mails = live(&reader(ME, Choice::AsItComes), &gathered, &Rules::default(), 0..30);
    let steps = |id: i32| -> Vec<(i64, i32)> {
        let of = |(at, lines): &(i64, Vec<(Kind, Subject, i32)>)| {
            lines.iter().find(|l| l.1 == Subject::Output(OutputId(id))).map(|l| (*at, l.2))
        };
        mails.iter().filter_map(of).collect()
    };
    assert_eq!((steps(1), steps(2)), (vec![(11, 1), (13, 3), (17, 7)], vec![(13, 3), (17, 7)]));
}

#[test]
fn the_most_urgent_stands_first_and_ones_own_before_others() {
    let mine = [obligation(Kind::Update, 1, 40), obligation(Kind::Review, 2, 20), obligation(Kind::Output, 3, 30)];
    let theirs = Obligation { from: vec![PersonId(9)], escalated_to: vec![ME], ..obligation(Kind::Update, 4, 0) };
    let all: Vec<Obligation> = mine.into_iter().chain([theirs]).collect();
    let lines = due(&reader(ME, Choice::AsItComes), &all, &Rules::default(), &SentReminders::default(), day(40));
    assert_eq!(lines.iter().map(|l| l.obligation.activities[0].0).collect::<Vec<_>>(), [3, 2, 1, 4]);
    assert_eq!(
        lines.iter().map(|l| l.urgency(day(40))).collect::<Vec<_>>(),
        [Urgency::Late(10), Urgency::Late(20), Urgency::Soon(0), Urgency::Late(40)]
    );
}

#[test]
fn an_activity_may_have_a_rule_of_its_own() {
    let rules = Rules::new([
        (None, Kind::Update, Rule { steps: vec![0], every: None, escalates: None }),
        (Some(ActivityId(2)), Kind::Update, Rule { steps: vec![-1], every: None, escalates: None }),
    ]);
    let obligations = [obligation(Kind::Update, 1, 20), obligation(Kind::Update, 2, 20)];
    let mails = live(&reader(ME, Choice::AsItComes), &obligations, &rules, 0..90);
    assert_eq!(
        mails.iter().map(|(at, lines)| (*at, lines[0].1)).collect::<Vec<_>>(),
        [(19, Subject::Output(OutputId(2))), (20, Subject::Output(OutputId(1)))]
    );
    assert_eq!(rules.activities(), [ActivityId(2)]);
}

#[test]
fn a_donor_gets_one_digest_a_quarter_from_their_first_quarter_on() {
    let quarters = [90, 181, 273].map(|at| Obligation { subject: Subject::Plan, ..obligation(Kind::DonorDigest, 0, at) });
    let donor = Reader { since: day(100), ..reader(ME, Choice::AsItComes) };
    let mails: Vec<i64> = (80..300)
        .filter(|at| {
            let quarter = quarters.iter().rfind(|q| q.due <= day(*at));
            quarter.is_some_and(|q| {
                let mut sent = SentReminders::default();
                (80..*at).filter(|d| day(*d) >= q.due).for_each(|d| sent.add(q.kind, q.subject, q.due, 0, day(d)));
                !due(&donor, std::slice::from_ref(q), &Rules::default(), &sent, day(*at)).is_empty()
            })
        })
        .collect();
    assert_eq!(mails, [181, 273]);
}

#[test]
fn a_clock_that_was_far_ahead_keeps_nothing_back_afterwards() {
    let obligations = [obligation(Kind::Update, 1, 50)];
    let mails = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), [40, 43, 9000, 44, 50, 57, 64]);
    assert_eq!(days_of(&mails), [43, 9000, 50, 57, 64]);
}

#[test]
fn what_is_coming_is_what_then_comes() {
    let obligations =
        [obligation(Kind::Update, 1, 50), Obligation { from: vec![BOSS], escalated_to: vec![ME], ..obligation(Kind::Output, 2, 30) }];
    let me = reader(ME, Choice::AsItComes);
    let seen = coming(&me, &obligations, &Rules::default(), &SentReminders::default(), day(30));
    assert_eq!(
        seen.iter().map(|c| (c.day, c.line.part)).collect::<Vec<_>>(),
        [(day(43), Part::Own { is_escalated: false }), (day(60), Part::Other)]
    );
    let weekly = coming(&reader(ME, Choice::Weekly), &obligations, &Rules::default(), &SentReminders::default(), day(30));
    assert_eq!(weekly.iter().map(|c| c.day).collect::<Vec<_>>(), [day(42), day(63)]);
    assert!(coming(&reader(ME, Choice::Off), &obligations, &Rules::default(), &SentReminders::default(), day(30)).is_empty());
}

fn any_matters() -> impl Strategy<Value = Vec<Obligation>> {
    let kinds = prop_oneof![Just(Kind::Update), Just(Kind::Output), Just(Kind::Review), Just(Kind::Returned), Just(Kind::Measurement)];
    proptest::collection::vec((kinds, -100i64..200, any::<bool>()), 1..6).prop_map(|all| {
        let numbered = all.into_iter().zip(1..);
        let one = |((kind, due, is_mine), id): ((Kind, i64, bool), i32)| {
            let (from, escalated_to) = if is_mine { (vec![ME], vec![BOSS]) } else { (vec![BOSS], vec![ME]) };
            Obligation { from, escalated_to, ..obligation(kind, id, due) }
        };
        numbered.map(one).collect()
    })
}

/// The steps that a person must hear of when no day is left out.
fn expected(reader: PersonId, m: &Obligation, days: std::ops::Range<i64>) -> Vec<i32> {
    let rule = Rule::usual(m.kind);
    let mut steps: Vec<i32> = days.filter_map(|at| rule.newest(elapsed(m, day(at)))).collect();
    steps.retain(|step| m.from.contains(&reader) || rule.is_escalated(*step));
    steps.dedup();
    steps
}

proptest! {
    /// Day after day: every step comes, on its day, once.
    #[test]
    fn nothing_is_skipped_and_nothing_comes_twice(obligations in any_matters()) {
        let mails = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), 0..300);
        for m in &obligations {
            let heard: Vec<(i64, i32)> = mails.iter().flat_map(|(at, lines)| lines.iter().filter(|l| l.1 == m.subject).map(|l| (*at, l.2))).collect();
            prop_assert_eq!(heard.iter().map(|h| h.1).collect::<Vec<_>>(), expected(ME, m, 0..300));
            // Reminders due before the first day are sent on the first; the rest each on its own day. No due day moves.
            for (at, step) in heard {
                prop_assert!(at == 0 || day(at) == m.due + TimeDelta::days(i64::from(step)));
            }
        }
    }

    /// Page and mail show the same: the mail is the list of the day, whatever of it is news.
    #[test]
    fn the_mail_is_the_list(obligations in any_matters(), at in -120i64..300, told in -120i64..300) {
        let (mut sent, rules) = (SentReminders::default(), Rules::default());
        let me = reader(ME, Choice::AsItComes);
        for line in due(&me, &obligations, &rules, &sent.clone(), day(told)) {
            if let Some(step) = line.step {
                sent.add(line.obligation.kind, line.obligation.subject, line.obligation.due, step, day(told));
            }
        }
        let (mail, list) = (due(&me, &obligations, &rules, &sent, day(at)), worklist(ME, &obligations, &rules, day(at)));
        if !mail.is_empty() {
            prop_assert_eq!(Tally::of(&mail, day(at)), Tally::of(&list, day(at)));
            let shown = |lines: &[Notice<'_>]| lines.iter().map(|l| (l.obligation.subject, l.part)).collect::<Vec<_>>();
            prop_assert_eq!(shown(&mail), shown(&list));
        }
    }

    /// After an outage there is one digest with all that was missed, and then everything goes on as if nothing had been.
    #[test]
    fn an_outage_of_any_length_gives_one_digest(obligations in any_matters(), from in 1i64..150, long in 1i64..200) {
        let back = from + long;
        let without = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), 0..400);
        let with = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), (0..400).filter(|d| !(from..back).contains(d)));
        let before_and_after = |mails: &Mails| mails.iter().filter(|(at, _)| *at < from || *at > back).cloned().collect::<Mails>();
        prop_assert_eq!(before_and_after(&without), before_and_after(&with));
        let missed: HashSet<Subject> = without.iter().filter(|(at, _)| (from..=back).contains(at)).flat_map(|(_, l)| l.iter().map(|l| l.1)).collect();
        let made_up: Vec<Subject> = with.iter().filter(|(at, _)| *at == back).flat_map(|(_, l)| l.iter().map(|l| l.1)).collect();
        prop_assert_eq!(made_up.len(), missed.len());
        prop_assert_eq!(made_up.into_iter().collect::<HashSet<_>>(), missed);
    }

    /// However the clock jumps, no step of an obligation is sent twice.
    #[test]
    fn a_clock_that_jumps_repeats_nothing(obligations in any_matters(), days in proptest::collection::vec(0i64..300, 1..60), weekly: bool) {
        let choice = if weekly { Choice::Weekly } else { Choice::AsItComes };
        let mails = live(&reader(ME, choice), &obligations, &Rules::default(), days);
        let mut seen = HashSet::new();
        for line in mails.iter().flat_map(|(_, lines)| lines) {
            prop_assert!(seen.insert(*line), "{line:?} came twice");
        }
    }

    /// After a jump back by a month at most there is nothing to say that was not said; after a jump ahead and back all goes on.
    #[test]
    fn a_short_jump_is_not_even_noticed(obligations in any_matters(), at in 40i64..200, back in 1i64..31) {
        let usual = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), 0..300);
        let jumping = (0..=at).chain(at - back..300);
        prop_assert_eq!(usual, live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), jumping));
    }

    /// Somebody who wants weekly reminders hears at most once a week, and of every obligation of which others would hear.
    #[test]
    fn weekly_means_weekly(obligations in any_matters()) {
        let daily = live(&reader(ME, Choice::AsItComes), &obligations, &Rules::default(), 0..280);
        let weekly = live(&reader(ME, Choice::Weekly), &obligations, &Rules::default(), 0..287);
        let weeks: Vec<i64> = days_of(&weekly).into_iter().map(|d| d / 7).collect();
        prop_assert!(weeks.windows(2).all(|w| w[0] < w[1]) && days_of(&weekly).iter().all(|d| d % 7 == 0));
        let subjects = |mails: &Mails| mails.iter().flat_map(|(_, l)| l.iter().map(|l| l.1)).collect::<HashSet<_>>();
        prop_assert!(subjects(&daily).is_subset(&subjects(&weekly)));
    }
}
