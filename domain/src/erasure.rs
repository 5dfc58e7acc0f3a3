//! Erasing words that must not be kept: a name, a telephone number. Where they stood, [`STONE`] stays.

use crate::form::{self, Errors, Problem};

/// What stands where words were erased.
pub const STONE: &str = "[erased]";
/// Fewest characters that can be erased at once: shorter words stand in too many places.
const WORDS_MIN: usize = 3;
/// Most characters.
const WORDS_MAX: usize = 300;
/// Most characters of a reason.
const REASON_MAX: usize = 1000;

/// What was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ErasureInput {
    /// The words.
    pub words: String,
    /// Why.
    pub reason: String,
}

/// Words to be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Vec<char>);

/// The reason for an erasure.
///
/// # Errors
/// The problem of `erasure-reason`.
pub fn reason(typed: &str) -> Result<String, Errors> {
    let mut errors = Errors::new();
    errors.check("erasure-reason", form::required_prose(typed, REASON_MAX)).ok_or(errors)
}

impl ErasureInput {
    /// Reads the words.
    ///
    /// # Errors
    /// The problem of `erasure-words`.
    pub fn words(&self) -> Result<Words, Errors> {
        let mut errors = Errors::new();
        let words = errors.check("erasure-words", form::line(&self.words, WORDS_MAX));
        match words {
            Some(words) if words.chars().count() >= WORDS_MIN && !STONE.contains(words.to_lowercase().as_str()) => {
                Ok(Words(words.chars().collect()))
            }
            Some(_) => {
                errors.add("erasure-words", Problem::TooShort { min: WORDS_MIN });
                Err(errors)
            }
            None => Err(errors),
        }
    }
}

fn same(a: char, b: char) -> bool {
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// Whether a word goes on from one character to the other. Between Chinese characters words have no gap.
fn goes_on(a: Option<char>, b: Option<char>) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !('\u{2e80}'..='\u{9fff}').contains(&c));
    is_letter(a) && is_letter(b)
}

impl Words {
    /// Whether they begin at a place of a text, as whole words.
    fn stand_at(&self, text: &[char], at: usize) -> bool {
        let end = at + self.0.len();
        text.get(at..end).is_some_and(|part| part.iter().zip(&self.0).all(|(a, b)| same(*a, *b)))
            && !goes_on(at.checked_sub(1).and_then(|before| text.get(before)).copied(), text.get(at).copied())
            && !goes_on(text.get(end - 1).copied(), text.get(end).copied())
    }

    /// The text without the words; `None` if they do not stand in it. Capital and small letters are the same.
    #[must_use]
    pub fn erased_from(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        let (mut left, mut at, mut found) = (String::new(), 0, false);
        while at < chars.len() {
            if self.stand_at(&chars, at) {
                left.push_str(STONE);
                at += self.0.len();
                found = true;
            } else {
                left.push(chars[at]);
                at += 1;
            }
        }
        found.then_some(left)
    }

    /// A part of a text around the words, to recognise the place; `None` if they do not stand in it.
    #[must_use]
    pub fn excerpt(&self, text: &str) -> Option<String> {
        const AROUND: usize = 40;
        let chars: Vec<char> = text.chars().collect();
        let at = (0..chars.len()).find(|at| self.stand_at(&chars, *at))?;
        let (from, to) = (at.saturating_sub(AROUND), (at + self.0.len() + AROUND).min(chars.len()));
        let part: String = chars[from..to].iter().map(|c| if c.is_control() { ' ' } else { *c }).collect();
        Some(format!("{}{part}{}", if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(typed: &str) -> Words {
        ErasureInput { words: typed.into(), reason: String::new() }.words().unwrap()
    }

    #[test]
    fn whole_words_are_erased_wherever_they_stand() {
        assert_eq!(
            words("Ann Lee").erased_from("ANN LEE came. Ann Leest, Joann Lee; (ann lee)"),
            Some("[erased] came. Ann Leest, Joann Lee; ([erased])".into())
        );
        assert_eq!(words("王小明").erased_from("由王小明主持"), Some("由[erased]主持".into()));
        assert_eq!(words("+41 22 917").erased_from("Call +41 22 917 8000"), Some("Call [erased] 8000".into()));
        assert_eq!(words("José").erased_from("JOSÉ"), Some("[erased]".into()));
        assert_eq!(words("Ann").erased_from("planning"), None);
    }

    #[test]
    fn short_words_and_the_stone_are_refused() {
        for (typed, problem) in [("", Problem::Required), ("ab", Problem::TooShort { min: 3 }), ("erased", Problem::TooShort { min: 3 })] {
            let errors = ErasureInput { words: typed.into(), reason: String::new() }.words().unwrap_err();
            assert_eq!(errors.of("erasure-words"), Some(&problem), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_of_the_words_is_left_and_the_rest_stays(before in "[a-z ]{0,20}", after in "[a-z ]{0,20}") {
            let text = format!("{before} Qqq Zzz, {after}");
            let left = words("qqq zzz").erased_from(&text).unwrap();
            prop_assert_eq!(left.clone(), format!("{before} [erased], {after}"));
            prop_assert_eq!(words("qqq zzz").erased_from(&left), None);
            prop_assert!(words("qqq zzz").excerpt(&text).unwrap().contains("Qqq Zzz"));
        }
    }
}
