//! Text as people type and paste it: what nobody sees is taken out, and what looks alike is alike.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// Marks without width that hide in pasted text: soft hyphens, joiners of words, marks of direction, tags. Those that join or part letters
/// of a word (U+200C, U+200D) and choose between forms of a sign belong to the writing of some languages, and stay.
#[must_use]
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180E}'
            | '\u{200B}'
            | '\u{200E}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Whether a character ends a line, in whichever program the text was written.
const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn composed(text: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// A text of one line: every sort of blank and line end is one blank, and there is none at its ends.
#[must_use]
pub fn one_line(typed: &str) -> String {
    let blank = |c: char| if ends_line(c) || c.is_whitespace() { ' ' } else { c };
    let seen: String = typed.chars().filter(|c| !is_invisible(*c)).map(blank).filter(|c| !c.is_control()).collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    composed(&words.join(" "))
}

/// A text of several lines: every sort of line end is `\n`, every sort of blank is a blank or a tab.
#[must_use]
pub fn lines(typed: &str) -> String {
    let blank = |c: char| match c {
        c if ends_line(c) => '\n',
        '\t' => '\t',
        c if c.is_whitespace() => ' ',
        other => other,
    };
    let unix = typed.replace("\r\n", "\n");
    let is_kept = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let seen: String = unix.chars().filter(|c| !is_invisible(*c)).map(blank).filter(is_kept).collect();
    composed(seen.trim())
}

/// Accents, vowel marks and other signs above, below or within letters.
const fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5C7}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6ED}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{200C}'..='\u{200D}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Signs that people write for an apostrophe.
#[must_use]
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{B4}' | '\u{2B9}'..='\u{2BF}' | '\u{2C8}' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{55A}' | '\u{A78C}')
}

/// Letters that no normal form takes apart, as people write them without the keyboard for them.
const fn plain_letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ى' => "ي",
        'ة' => "ه",
        'ـ' => "",
        '&' => " and ",
        _ => return None,
    })
}

/// A text as it is compared and searched: without regard to case, accents, apostrophes, width, invisible letters and signs between words.
/// Words are parted by one blank.
#[must_use]
pub fn folded(text: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    // Lower case can bring new marks, as the dot of İ.
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(&apart).into_owned();
    let mut folded = String::with_capacity(apart.len());
    for c in apart.chars().filter(|c| !is_invisible(*c) && !is_mark(*c) && !is_apostrophe(*c)) {
        match plain_letter(c) {
            Some(letters) => folded.push_str(letters),
            None if c.is_alphanumeric() => folded.push(c),
            None => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits of [`folded`] alone: what two spellings of one name have in common.
#[must_use]
pub fn key(text: &str) -> String {
    folded(text).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_nobody_sees_is_taken_out() {
        assert_eq!(
            lines("First line\u{B}Second\u{85}third\u{2028}fourth\r\nfifth\rsixth"),
            "First line\nSecond\nthird\nfourth\nfifth\nsixth"
        );
        assert_eq!(one_line("\u{FEFF}A\u{200B}B\u{2060} C\u{200E}\tD\u{A0}\u{202F}E\nF"), "AB C D E F");
        assert_eq!(one_line("invoice\u{202E}fdp.exe soft\u{AD}hyphen"), "invoicefdp.exe softhyphen");
        assert_eq!(one_line("e\u{301}"), "é");
        assert_eq!(lines("a\u{0}b\u{7}c\td"), "abc\td");
        assert_eq!(one_line("می\u{200C}خواهم"), "می\u{200C}خواهم", "it belongs to the word");
    }

    #[test]
    fn what_looks_alike_is_found() {
        for (text, typed) in [
            ("Atelier sur la détection, Côte d’Ivoire", "COTE D'IVOIRE"),
            ("São Tomé", "sao tome"),
            ("Семинар Ёлка", "елка"),
            ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
            ("soft\u{AD}hyphen", "softhyphen"),
            ("Øresund, Łódź, Straße", "oresund lodz strasse"),
            ("İstanbul", "istanbul"),
            ("الأنشطة", "الانشطه"),
            ("风险评估", "风险评估"),
            ("Trinidad & Tobago", "Trinidad and Tobago"),
        ] {
            assert!(folded(text).contains(&folded(typed)), "{} / {}", folded(text), folded(typed));
        }
        assert_eq!(key("Guinea-Bissau"), key("guinea bissau"));
        assert_ne!(key("Niger"), key("Nigeria"));
    }

    proptest! {
        #[test]
        fn cleaning_and_folding_are_done_once(text in "\\PC{0,40}|[\\x00-\\x20\u{200B}\u{AD}aé1 ]{0,40}") {
            prop_assert_eq!(one_line(&one_line(&text)), one_line(&text));
            prop_assert_eq!(lines(&lines(&text)), lines(&text));
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
            prop_assert!(!one_line(&text).contains(|c: char| c.is_control() || is_invisible(c)));
        }

        #[test]
        fn invisible_marks_make_no_difference(before in "[a-zé ]{0,9}", after in "[a-zé ]{0,9}") {
            let marked = format!("{before}\u{200B}\u{2060}{after}\u{FEFF}");
            prop_assert_eq!(one_line(&marked), one_line(&format!("{before}{after}")));
            prop_assert_eq!(folded(&marked), folded(&format!("{before}{after}")));
        }
    }
}
