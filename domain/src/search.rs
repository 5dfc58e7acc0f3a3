//! Searching: how texts are taken apart into words, who may find what, and what is shown of a match.
//!
//! A text is found by the beginnings of its words, without regard to case, accents, apostrophes, width and invisible letters
//! ([`crate::text::folded`]). Scripts without blanks between words are taken apart into pairs of signs. Beside its words an entry has tags,
//! which begin with [`TAG`] so that nobody can type them: its area, and who may find it. So one question to the index answers both.

use crate::access::{Member, Role};
use crate::ids::{OrganisationId, PersonId};
use crate::lang::Translated;
use crate::string_enum::string_enum;
use crate::text::{folded, is_apostrophe};

/// The first character of a tag. Folded texts hold letters and digits alone.
pub const TAG: char = '=';
/// Most characters of what is typed that are looked at.
pub const TYPED_MAX: usize = 200;
/// Most words that are looked for.
const WORDS_MAX: usize = 8;
/// Most characters of a word that are compared.
const WORD_MAX: usize = 60;

string_enum! {
    /// What is searched, in the order in which results are shown.
    Area ("area of search") {
        /// Activities, with their newest update.
        Activity = "activity",
        /// Indicators.
        Indicator = "indicator",
        /// Outputs.
        Output = "output",
        /// Events.
        Event = "event",
        /// Organisations.
        Organisation = "organisation",
        /// Status reports.
        Report = "report",
        /// What the documents state: objectives of the Strategic Plan and earlier cooperation.
        Document = "document",
        /// Comments.
        Comment = "comment",
        /// People with an account.
        Person = "person",
    }
}

/// Who may find an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody who may see the site.
    Everybody,
    /// Everybody who has an account.
    Members,
    /// Officers, the author, and the author's organisation.
    Writers {
        /// The author.
        author: PersonId,
        /// Their organisation.
        organisation: Option<OrganisationId>,
    },
    /// Officers and administrators.
    Officers,
    /// Administrators.
    Administrators,
}

fn area_tag(area: Area) -> String {
    format!("{TAG}in:{area}")
}

fn person_tag(id: PersonId) -> String {
    format!("{TAG}person:{id}")
}

fn organisation_tag(id: OrganisationId) -> String {
    format!("{TAG}organisation:{id}")
}

const EVERYBODY: &str = "=everybody";
const MEMBERS: &str = "=members";
const OFFICERS: &str = "=officers";
const ADMINISTRATORS: &str = "=administrators";

impl Audience {
    fn tags(self) -> Vec<String> {
        match self {
            Self::Everybody => vec![EVERYBODY.to_owned()],
            Self::Members => vec![MEMBERS.to_owned()],
            Self::Writers { author, organisation } => {
                [OFFICERS.to_owned(), person_tag(author)].into_iter().chain(organisation.map(organisation_tag)).collect()
            }
            Self::Officers => vec![OFFICERS.to_owned()],
            Self::Administrators => vec![ADMINISTRATORS.to_owned()],
        }
    }

    /// The tags of which an entry has one at least if the reader may find it.
    fn of_reader(reader: Option<&Member>) -> Vec<String> {
        let mut tags = vec![EVERYBODY.to_owned()];
        tags.extend(reader.map(|_| MEMBERS.to_owned()));
        match reader {
            Some(m) if m.role.is_officer() => tags.push(OFFICERS.to_owned()),
            Some(m) if m.role == Role::Partner => tags.extend([person_tag(m.id)].into_iter().chain(m.organisation.map(organisation_tag))),
            _ => {}
        }
        if reader.is_some_and(|m| m.role == Role::Administrator) {
            tags.push(ADMINISTRATORS.to_owned());
        }
        tags
    }
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it belongs.
    pub area: Area,
    /// Its key within the area.
    pub key: String,
    /// The path of its page.
    pub address: String,
    /// What it is called.
    pub title: Translated,
    /// Everything by which it is found, besides the title; one text on each line.
    pub text: String,
    /// Who may find it.
    pub audience: Audience,
}

impl Entry {
    /// The words and tags by which it is found, each once, with blanks between them.
    #[must_use]
    pub fn words(&self) -> String {
        let titles: Vec<&str> = self.title.iter().map(|(_, title)| title).collect();
        let mut words = words_of(&format!("{}\n{}", titles.join("\n"), self.text));
        words.push(area_tag(self.area));
        words.extend(self.audience.tags());
        words.sort();
        words.dedup();
        words.join(" ")
    }
}

/// Signs of scripts that put no blanks between words.
const fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A folded word in parts that are all signs or all letters.
fn runs(word: &str) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    for c in word.chars() {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| is_sign(*last) == is_sign(c)) => run.push(c),
            _ => runs.push(vec![c]),
        }
    }
    runs
}

/// The words of a text. What stands behind an apostrophe is found by itself too: “Ivoire” of “d’Ivoire”.
fn words_of(text: &str) -> Vec<String> {
    let mut words = folded_words(text);
    if text.contains(is_apostrophe) {
        words.extend(folded_words(&text.replace(is_apostrophe, " ")));
    }
    words
}

fn folded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in folded(text).split(' ').flat_map(runs) {
        if run.first().is_some_and(|c| is_sign(*c)) {
            words.extend(run.iter().map(char::to_string));
            words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>()));
        } else {
            words.push(run.into_iter().take(WORD_MAX).collect());
        }
    }
    words.retain(|word: &String| !word.is_empty());
    words
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word that begins like this.
    Beginning(String),
    /// This very sign or pair of signs.
    Whole(String),
}

/// What is asked of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Every entry has all of these.
    pub terms: Vec<Term>,
    /// And one of these tags at least.
    pub any_of: Vec<String>,
}

impl Question {
    /// What somebody looks for; `None` if nothing that can be looked for was typed.
    #[must_use]
    pub fn new(typed: &str, reader: Option<&Member>) -> Option<Self> {
        let typed: String = typed.chars().take(TYPED_MAX).collect();
        let mut terms = Vec::new();
        for run in folded(&typed).split(' ').filter(|word| !word.is_empty()).take(WORDS_MAX).flat_map(runs) {
            match run.as_slice() {
                [sign] if is_sign(*sign) => terms.push(Term::Whole(sign.to_string())),
                [first, ..] if is_sign(*first) => terms.extend(run.windows(2).map(|pair| Term::Whole(pair.iter().collect()))),
                _ => terms.push(Term::Beginning(run.into_iter().take(WORD_MAX).collect())),
            }
        }
        (!terms.is_empty()).then(|| Self { terms, any_of: Audience::of_reader(reader) })
    }

    /// The same in one area.
    #[must_use]
    pub fn within(&self, area: Area) -> Self {
        let mut terms = self.terms.clone();
        terms.push(Term::Whole(area_tag(area)));
        Self { terms, any_of: self.any_of.clone() }
    }

    /// Whether a word, as it was written, is one of those that are looked for.
    fn is_match(&self, word: &str) -> bool {
        let words = words_of(word);
        self.terms.iter().any(|term| match term {
            Term::Beginning(start) => words.iter().any(|word| word.starts_with(start.as_str())),
            Term::Whole(whole) => words.contains(whole),
        })
    }
}

/// Most characters that are shown around what matched.
const AROUND: usize = 160;

/// A part of a text, and whether it is what matched.
pub type Part = (String, bool);

/// Results are counted up to here.
pub const COUNTED: i64 = 1000;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The path of its page.
    pub address: String,
    /// What it is called.
    pub title: Translated,
    /// The line in which most of what was looked for stands, with what matched.
    pub excerpt: Vec<Part>,
}

/// What was found in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The area.
    pub area: Area,
    /// How many there are; [`COUNTED`] and one stand for more than that.
    pub count: i64,
    /// The first of them, or those of a page.
    pub results: Vec<Found>,
}

/// The line of a text in which most of what is looked for stands, shortened, with what matched; empty if nothing of it does.
#[must_use]
pub fn excerpt(text: &str, question: &Question) -> Vec<Part> {
    let part = |piece: &str| {
        let word = piece.trim_end();
        let blanks = piece.get(word.len()..).unwrap_or_default();
        [(word.to_owned(), question.is_match(word)), (blanks.to_owned(), false)]
    };
    let parts = |line: &str| -> Vec<Part> { pieces(line).into_iter().flat_map(part).filter(|(piece, _)| !piece.is_empty()).collect() };
    let matches = |parts: &[Part]| parts.iter().filter(|(_, is_match)| *is_match).count();
    let mut best: Vec<Part> = Vec::new();
    for line in text.lines() {
        let found = parts(line);
        if matches(&found) > matches(&best) {
            best = found;
        }
    }
    shortened(best)
}

/// A line in pieces: words with what follows them up to the next, and single signs where no blanks part the words.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in line.char_indices() {
        let begins = before.is_some_and(|last| (last == ' ' && c != ' ') || is_sign(c) || is_sign(last));
        if begins {
            pieces.extend(line.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    pair_up(line, pieces)
}

/// Two signs that follow each other are looked at together.
fn pair_up<'a>(line: &'a str, pieces: Vec<&'a str>) -> Vec<&'a str> {
    let mut paired = Vec::new();
    let mut at = 0;
    let mut rest = pieces.into_iter().peekable();
    while let Some(piece) = rest.next() {
        let start = at;
        at += piece.len();
        let is_single = |piece: &str| piece.chars().next().is_some_and(is_sign);
        if is_single(piece)
            && let Some(next) = rest.next_if(|next| is_single(next))
        {
            at += next.len();
        }
        paired.extend(line.get(start..at));
    }
    paired
}

/// The parts around the first match.
fn shortened(parts: Vec<Part>) -> Vec<Part> {
    let Some(first) = parts.iter().position(|(_, is_match)| *is_match) else { return Vec::new() };
    let length = |parts: &[Part]| parts.iter().map(|(piece, _)| piece.chars().count()).sum::<usize>();
    let mut start = first;
    while start > 0 && parts.get(start - 1..first).is_some_and(|before| length(before) < AROUND / 4) {
        start -= 1;
    }
    let mut end = first + 1;
    while end < parts.len() && parts.get(start..end).is_some_and(|seen| length(seen) < AROUND) {
        end += 1;
    }
    let mut shown: Vec<Part> = Vec::new();
    if start > 0 {
        shown.push(("… ".to_owned(), false));
    }
    for (piece, is_match) in parts.get(start..end).unwrap_or_default() {
        match shown.last_mut() {
            Some((last, was_match)) if was_match == is_match => last.push_str(piece),
            _ => shown.push((piece.clone(), *is_match)),
        }
    }
    if end < parts.len() {
        shown.push((" …".to_owned(), false));
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn question(typed: &str) -> Question {
        Question::new(typed, None).unwrap()
    }

    fn entry(title: &str, text: &str, audience: Audience) -> Entry {
        Entry { area: Area::Event, key: "1".into(), address: "/".into(), title: Translated::english(title), text: text.into(), audience }
    }

    /// What an index answers.
    fn finds(typed: &str, reader: Option<&Member>, entry: &Entry) -> bool {
        let words = entry.words();
        let words: Vec<&str> = words.split(' ').collect();
        Question::new(typed, reader).is_some_and(|question| {
            let has = |term: &Term| match term {
                Term::Beginning(start) => words.iter().any(|word| word.starts_with(start.as_str())),
                Term::Whole(whole) => words.contains(&whole.as_str()),
            };
            question.terms.iter().all(has) && question.any_of.iter().any(|tag| words.contains(&tag.as_str()))
        })
    }

    #[test]
    fn words_are_found_however_they_are_written() {
        let seen = entry("Atelier sur la détection, Côte d’Ivoire", "风险评估讲习班\nСеминар Ёлка\nالأنشطة", Audience::Everybody);
        for typed in [
            "DETECTION",
            "cote d'ivoire",
            "detect ate",
            "风险",
            "评估讲",
            "险",
            "елка",
            "الانشطه",
            "ｄｅｔｅｃｔ",
            "det\u{AD}ection",
            "ivoire",
            "divoire",
        ] {
            assert!(finds(typed, None, &seen), "{typed}");
        }
        for typed in ["tection", "估风", "detection brazil", "=everybody", "everybody", "in:event"] {
            assert!(!finds(typed, None, &seen), "{typed}");
        }
        assert_eq!(Question::new(" …  ", None), None);
    }

    #[test]
    fn each_finds_what_they_may_see() {
        let member =
            |id, role, organisation: Option<i32>| Member { id: PersonId(id), role, organisation: organisation.map(OrganisationId) };
        let draft = entry("Secret", "", Audience::Writers { author: PersonId(3), organisation: Some(OrganisationId(7)) });
        assert!(finds("secret", Some(&member(1, Role::Officer, None)), &draft));
        assert!(finds("secret", Some(&member(3, Role::Partner, Some(8))), &draft), "its author");
        assert!(finds("secret", Some(&member(4, Role::Partner, Some(7))), &draft), "a colleague");
        assert!(!finds("secret", Some(&member(4, Role::Partner, Some(8))), &draft));
        assert!(!finds("secret", Some(&member(3, Role::Donor, Some(7))), &draft) && !finds("secret", None, &draft));
        let person = entry("Secret", "", Audience::Administrators);
        assert!(finds("secret", Some(&member(1, Role::Administrator, None)), &person));
        assert!(!finds("secret", Some(&member(1, Role::Officer, None)), &person));
    }

    #[test]
    fn what_matched_is_shown() {
        let marked = |text: &str, typed: &str| -> String {
            let part = |(piece, is_match): &Part| if *is_match { format!("[{piece}]") } else { piece.clone() };
            excerpt(text, &question(typed)).iter().map(part).collect()
        };
        assert_eq!(marked("First line\nWorkshop on Détection of LMOs", "detect"), "Workshop on [Détection] of LMOs");
        assert_eq!(marked("关于风险评估的讲习班", "风险评估"), "关于[风险评估]的讲习班");
        assert_eq!(marked("nothing here", "detect"), "");
        let long = format!("{} needle {}", "hay ".repeat(60), "hay ".repeat(60));
        let shown = marked(&long, "needle");
        assert!(
            shown.starts_with("… ") && shown.ends_with("hay …") && shown.contains("[needle]") && shown.chars().count() < 200,
            "{shown}"
        );
    }

    proptest! {
        /// Every word of an entry finds it, and so does its beginning.
        #[test]
        fn whatever_is_written_is_found(text in "\\PC{1,60}", at in 0usize..20, length in 1usize..6) {
            let entry = entry("", &text, Audience::Everybody);
            for word in folded(&text).split(' ').filter(|w| !w.is_empty()).take(WORDS_MAX) {
                prop_assert!(finds(word, None, &entry), "{} in {}", word, text);
                let start: String = word.chars().take(length).collect();
                prop_assert!(finds(&start, None, &entry), "{} of {} in {}", start, word, text);
            }
            let words: Vec<&str> = text.split(' ').collect();
            let from = at.min(words.len() - 1);
            if let Some(question) = Question::new(&words[from..].join(" "), None) {
                let _ = excerpt(&text, &question);
            }
        }
    }
}
