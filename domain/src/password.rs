//! Which passwords are good enough. Length counts, recipes of character classes do not (NIST SP 800-63B); and how many guesses it would take
//! somebody who knows common passwords, words, names, dates, keyboards and the person.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;
use zxcvbn::{Score, zxcvbn};

use crate::form::{Errors, Problem};

/// Fewest characters of a password.
pub const MIN: usize = 12;
/// Most characters of a password; more would only cost time to hash.
pub const MAX: usize = 200;

/// Words of this tracker and its field, and common passwords of languages whose words the estimate does not know.
const OWN_WORDS: [&str; 19] = [
    "cartagena",
    "protocol",
    "biosafety",
    "capacity",
    "tracker",
    "capacitytracker",
    "convention",
    "biodiversity",
    "secretariat",
    "passwort",
    "motdepasse",
    "contrasena",
    "mima",
    "woaini",
    "qwertz",
    "azerty",
    "administrator",
    "changeme",
    "bonjour",
];

/// The password in the one form of all in which the same letters can be typed: composed and of the usual width (NFKC, as NIST SP 800-63B
/// recommends).
#[must_use]
pub fn normalized(password: &str) -> Cow<'_, str> {
    ComposingNormalizerBorrowed::new_nfkc().normalize(password)
}

/// Checks a new password of the person with this name and address.
///
/// # Errors
/// [`Problem::TooShort`], [`Problem::TooLong`], [`Problem::GuessablePassword`].
pub fn check(password: &str, name: &str, email: &str) -> Result<(), Problem> {
    let password = normalized(password);
    let length = password.chars().count();
    if length == 0 {
        return Err(Problem::Required);
    }
    if length < MIN {
        return Err(Problem::TooShort { min: MIN });
    }
    if length > MAX {
        return Err(Problem::TooLong { max: MAX, by: length - MAX });
    }
    if is_guessable(&password, &normalized(name).to_lowercase(), &email.to_lowercase()) {
        return Err(Problem::GuessablePassword);
    }
    Ok(())
}

/// Checks a new password that was typed twice, and adds what is wrong (`password`, `again`).
pub fn check_twice(password: &str, again: &str, name: &str, email: &str, errors: &mut Errors) {
    if errors.check("password", check(password, name, email)).is_some() && normalized(password) != normalized(again) {
        errors.add("again", Problem::Mismatch);
    }
}

/// Whether fewer than ten thousand million guesses would find it (the best of the five grades of zxcvbn begins there), or what remains
/// without the words that everybody here knows is too little.
fn is_guessable(password: &str, name: &str, email: &str) -> bool {
    let parts = || email.split(['@', '.', '-', '_', '+']).chain(name.split_whitespace()).filter(|word| word.chars().count() >= 4);
    let whole = [name.to_owned(), name.split_whitespace().collect(), email.to_owned()];
    let known: Vec<&str> = OWN_WORDS.into_iter().chain(parts()).chain(whole.iter().map(String::as_str)).collect();
    if zxcvbn(password, &known).score() < Score::Four {
        return true;
    }
    let rest = OWN_WORDS.into_iter().chain(parts()).fold(password.to_lowercase(), |rest, word| rest.replace(word, ""));
    let mut distinct: Vec<char> = rest.chars().filter(|c| c.is_alphabetic()).collect();
    distinct.sort_unstable();
    distinct.dedup();
    distinct.len() < 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(password: &str) -> Result<(), Problem> {
        check(password, "Ines Duarte", "ines.duarte@example.org")
    }

    #[test]
    fn length_is_what_counts() {
        assert_eq!(checked(""), Err(Problem::Required));
        assert_eq!(checked("short words"), Err(Problem::TooShort { min: 12 }));
        assert_eq!(checked("four plain little words"), Ok(()));
        assert_eq!(checked("生物安全议定书能力建设计划"), Ok(()));
        assert_eq!(checked(&"ab cd".repeat(41)), Err(Problem::TooLong { max: 200, by: 5 }));
    }

    #[test]
    fn what_everybody_tries_is_refused() {
        for worn in [
            "password12345",
            "Password-2020!",
            "aaaaaaaaaaaaaa",
            "123456789012",
            "inesduarte2019",
            "Ines.Duarte.Ines",
            "ines.duarte@example.org",
            "Cartagena2000",
            "QwertyQwerty12",
            "qwertyuiopasdfgh",
            "Summer2024!!!",
            "Montreal2024!!",
            "P@ssw0rd2024!!",
            "letmeinletmein12",
            "woaini1314520",
            "CapacityTracker1",
        ] {
            assert_eq!(checked(worn), Err(Problem::GuessablePassword), "{worn}");
        }
    }

    #[test]
    fn the_own_name_is_known_however_its_letters_are_composed() {
        for password in ["José Muñoz 2024", "Jose\u{301} Mun\u{303}oz 2024"] {
            for name in ["José Muñoz", "Jose\u{301} Mun\u{303}oz"] {
                assert_eq!(check(password, name, "jm@example.org"), Err(Problem::GuessablePassword), "{password} of {name}");
            }
        }
    }

    #[test]
    fn twice_means_the_same_letters_however_they_are_typed() {
        let mut errors = Errors::new();
        check_twice("caf\u{e9} ou th\u{e9} ce soir", "cafe\u{301} ou the\u{301} ce soir", "Ines", "ines@example.org", &mut errors);
        assert!(errors.is_empty());
    }
}
