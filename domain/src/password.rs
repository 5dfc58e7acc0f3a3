//! Which passwords are good enough. Length counts, recipes of character classes do not (NIST SP 800-63B).

use crate::form::{Errors, Problem};

/// Fewest characters of a password.
pub const MIN: usize = 12;
/// Most characters of a password; more would only cost time to hash.
pub const MAX: usize = 200;

/// What people try first, as the letters and digits that remain when everything else is taken out.
const WORN: [&str; 18] = [
    "password",
    "passwort",
    "motdepasse",
    "contrasena",
    "mima",
    "letmein",
    "welcome",
    "qwerty",
    "qwertz",
    "azerty",
    "asdfgh",
    "zxcvbn",
    "iloveyou",
    "administrator",
    "admin",
    "changeme",
    "cartagena",
    "capacitytracker",
];

/// Checks a new password of the person with this name and address.
///
/// # Errors
/// [`Problem::TooShort`], [`Problem::TooLong`], [`Problem::GuessablePassword`].
pub fn check(password: &str, name: &str, email: &str) -> Result<(), Problem> {
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
    if is_guessable(&password.to_lowercase(), &name.to_lowercase(), &email.to_lowercase()) {
        return Err(Problem::GuessablePassword);
    }
    Ok(())
}

/// Checks a new password that was typed twice, and adds what is wrong (`password`, `again`).
pub fn check_twice(password: &str, again: &str, name: &str, email: &str, errors: &mut Errors) {
    if errors.check("password", check(password, name, email)).is_some() && password != again {
        errors.add("again", Problem::Mismatch);
    }
}

/// Whether what remains after taking out worn words, the person's own words, digits and repetitions is too little.
fn is_guessable(password: &str, name: &str, email: &str) -> bool {
    let own = email.split(['@', '.', '-', '_', '+']).chain(name.split_whitespace()).filter(|w| w.chars().count() >= 4);
    let rest = WORN.into_iter().chain(own).fold(password.to_owned(), |rest, word| rest.replace(word, ""));
    let mut distinct: Vec<char> = rest.chars().filter(|c| !c.is_ascii_digit()).collect();
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
        for worn in
            ["password12345", "Password-2020!", "aaaaaaaaaaaaaa", "123456789012", "inesduarte2019", "Cartagena2000", "QwertyQwerty12"]
        {
            assert_eq!(checked(worn), Err(Problem::GuessablePassword), "{worn}");
        }
    }
}
