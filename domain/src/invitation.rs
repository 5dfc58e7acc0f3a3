//! Inviting several people at once: one line each, as it is pasted from a list or a mail.

use crate::form::{Errors, Problem};
use crate::person::PersonInput;

/// Most people who are invited at once.
pub const LINES_MAX: usize = 100;

/// What was typed about several people.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InvitationsInput {
    /// A name with a mail address in each line.
    pub lines: String,
    /// Word of the role of all of them.
    pub role: String,
    /// Key of the organisation of all of them, or empty.
    pub organisation: String,
    /// Word of the language of the mails.
    pub lang: String,
}

impl InvitationsInput {
    /// The people, each with the number of the line. Lines without anything are passed over.
    ///
    /// # Errors
    /// The problem of `lines`.
    pub fn people(&self) -> Result<Vec<(usize, PersonInput)>, Errors> {
        let mut errors = Errors::new();
        let mut people = Vec::new();
        for (at, line) in self.lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match split(line) {
                Some((name, email)) => people.push((at + 1, self.person(name, email))),
                None => errors.add("lines", in_line(at + 1, Problem::NotANameWithAddress)),
            }
        }
        if people.is_empty() && errors.is_empty() {
            errors.add("lines", Problem::Required);
        }
        if people.len() > LINES_MAX {
            errors.add("lines", Problem::TooManyLines { max: LINES_MAX });
        }
        if errors.is_empty() { Ok(people) } else { Err(errors) }
    }

    fn person(&self, name: &str, email: &str) -> PersonInput {
        PersonInput {
            name: name.to_owned(),
            email: email.to_owned(),
            role: self.role.clone(),
            organisation: self.organisation.clone(),
            lang: self.lang.clone(),
        }
    }
}

/// A problem of one line.
#[must_use]
pub fn in_line(line: usize, problem: Problem) -> Problem {
    Problem::InLine { line, problem: Box::new(problem) }
}

/// Name and address: `Name <address>`, or the two with a comma, semicolon, tab or blanks between them, in either order.
fn split(line: &str) -> Option<(&str, &str)> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"' | '，' | '；');
    let mut words = line.split(is_mark).filter(|word| word.contains('@'));
    let (email, None) = (words.next()?, words.next()) else { return None };
    let start = line.find(email)?;
    let trim = |text: &'_ str| -> usize { text.trim_matches(is_mark).len() };
    let (before, after) = (&line[..start], &line[start + email.len()..]);
    match (trim(before), trim(after)) {
        (1.., 0) => Some((before.trim_matches(is_mark), email)),
        (0, 1..) => Some((after.trim_matches(is_mark), email)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_people_paste_them() {
        let input = InvitationsInput {
            lines: "Wei Zhang <wei@example.org>\n\n\"Ferri, Tomás\" <tomas@example.org>;\nRuth Abate\truth@example.org\nli@example.org, 李文\r\n".into(),
            role: "officer".into(),
            ..InvitationsInput::default()
        };
        let people = input.people().unwrap();
        let read: Vec<_> = people.iter().map(|(at, p)| (*at, p.name.as_str(), p.email.as_str())).collect();
        let expected = [
            (1, "Wei Zhang", "wei@example.org"),
            (3, "Ferri, Tomás", "tomas@example.org"),
            (4, "Ruth Abate", "ruth@example.org"),
            (5, "李文", "li@example.org"),
        ];
        assert_eq!(read, expected);
        assert!(people.iter().all(|(_, p)| p.role == "officer"));
    }

    #[test]
    fn lines_that_are_not_understood_are_named() {
        let read = |lines: &str| InvitationsInput { lines: lines.into(), ..InvitationsInput::default() }.people().unwrap_err();
        assert_eq!(read(" \n ").of("lines"), Some(&Problem::Required));
        for wrong in ["wei@example.org", "Wei Zhang", "Wei a@example.org b@example.org", "Wei wei@example.org Zhang"] {
            assert_eq!(
                read(&format!("Ruth <ruth@example.org>\n{wrong}")).of("lines"),
                Some(&in_line(2, Problem::NotANameWithAddress)),
                "{wrong}"
            );
        }
        let many = "Wei <wei@example.org>\n".repeat(LINES_MAX + 1);
        assert_eq!(read(&many).of("lines"), Some(&Problem::TooManyLines { max: LINES_MAX }));
    }
}
