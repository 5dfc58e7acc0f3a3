//! How words are compared: by their letters and digits only, and in two languages at once.
//!
//! What the words mean does not belong here: headings and values are in `columns`, countries in `countries`.

/// Letters and digits in lower case, without accents, apostrophes, blanks and signs.
pub(super) fn key(text: &str) -> String {
    domain::country::key(text)
}

/// The text without what stands in brackets.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Finds the whole text, or its parts if it repeats the same thing: “Gender/Sex”, “女 Female”, “Kenya (KE)”.
pub(super) fn agreed<T: PartialEq>(text: &str, look_up: impl Fn(&str) -> Option<T>) -> Option<T> {
    if let Some(found) = look_up(&key(text)) {
        return Some(found);
    }
    let parts = parts(text);
    let mut found = parts.iter().map(|part| look_up(part));
    let first = found.next()??;
    found.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// The keys of the parts between strokes, brackets and line ends, and between Chinese and other writing.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_chinese = None;
    for c in text.chars() {
        let is_new = match c {
            '/' | '／' | '|' | '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】' | '\n' => true,
            _ if c.is_alphanumeric() => was_chinese.replace(is_chinese(c)).is_some_and(|was| was != is_chinese(c)),
            _ => false,
        };
        if is_new {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.iter().map(|part| key(part)).filter(|part| !part.is_empty()).collect()
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_letters_and_digits_count() {
        assert_eq!(key("  Côte d’Ivoire "), key("COTE D'IVOIRE"));
        assert_eq!(key("Stakeholder-Group:*"), "stakeholdergroup");
        assert_eq!(key("Ｆｅｍａｌｅ"), "female");
        assert_eq!(key("Trinidad & Tobago"), "trinidadandtobago");
        assert_eq!(key(" – "), "");
    }

    #[test]
    fn parts_must_all_say_the_same() {
        let look_up = |key: &str| match key {
            "female" | "女" => Some('w'),
            "male" => Some('m'),
            _ => None,
        };
        for (text, found) in [
            ("Female", Some('w')),
            ("女 Female", Some('w')),
            ("Female (女)", Some('w')),
            ("female/male", None),
            ("Female Smith", None),
            ("Smith (female)", None),
            ("()", None),
            ("", None),
        ] {
            assert_eq!(agreed(text, look_up), found, "{text}");
        }
        assert_eq!(without_brackets("Gender (F/M)（性别）"), "Gender ");
    }
}
