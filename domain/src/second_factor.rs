//! The second proof of who somebody is, besides the password: a code of an authenticator app, or one of the recovery codes that were printed
//! when the app was set up.

use crate::access::Role;

/// Digits of a code of an authenticator app.
const DIGITS: usize = 6;
/// Characters of a recovery code: 120 bits, so that a fast hash of it tells nothing.
pub const RECOVERY_LENGTH: usize = 24;
/// How many recovery codes somebody gets.
pub const RECOVERY_CODES: usize = 10;
/// Crockford's 32 symbols: no two of them look alike.
const SYMBOLS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// What was typed as the second proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A code of an authenticator app: six digits.
    Code(String),
    /// A recovery code, as it is hashed.
    Recovery(String),
}

impl Proof {
    /// Reads what was typed, with or without spaces and hyphens; `None` if it is neither.
    #[must_use]
    pub fn read(typed: &str) -> Option<Self> {
        let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if plain.len() == DIGITS && plain.bytes().all(|b| b.is_ascii_digit()) {
            return Some(Self::Code(plain));
        }
        let symbol = |c: char| match c.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        };
        let code: String = plain.chars().map(symbol).collect();
        let is_code = code.len() == RECOVERY_LENGTH && code.bytes().all(|b| SYMBOLS.contains(&b));
        is_code.then_some(Self::Recovery(code))
    }
}

/// A recovery code as it is hashed, made of random bytes.
#[must_use]
pub fn recovery_code(random: [u8; RECOVERY_LENGTH]) -> String {
    random.iter().map(|byte| char::from(SYMBOLS[usize::from(byte % 32)])).collect()
}

/// A recovery code as it is shown: in groups of four.
#[must_use]
pub fn shown(code: &str) -> String {
    let groups: Vec<String> = code.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join("-")
}

/// Whether somebody of this role has to set up a second factor before anything else.
#[must_use]
pub fn is_missing(required: &[Role], role: Role, has_one: bool) -> bool {
    !has_one && required.contains(&role)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        assert_eq!(Proof::read(" 123 456 "), Some(Proof::Code("123456".into())));
        assert_eq!(Proof::read("OIL0-1234-abcd-EFGH-7777-8888"), Some(Proof::Recovery("01101234abcdefgh77778888".into())));
        for bad in ["", "12345", "1234567", "12345a", "uuuu-1234-abcd-efgh-7777-8888", "１２３４５６", "0110-1234-abcd-efgh-7777-888"]
        {
            assert_eq!(Proof::read(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_recovery_code_is_read_as_it_is_shown(random: [u8; RECOVERY_LENGTH]) {
            let code = recovery_code(random);
            prop_assert_eq!(Proof::read(&shown(&code)), Some(Proof::Recovery(code.clone())));
            prop_assert_eq!(Proof::read(&shown(&code).to_uppercase()), Some(Proof::Recovery(code)));
        }
    }
}
