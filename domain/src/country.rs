//! Countries as they may be named in a form or a list: by code, by an official name, or as people call them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::text;

/// Usual names that are in no official list, by code. A name that could be two countries (“Korea”, “Congo”) does not belong here.
const USUAL: [(&str, &[&str]); 53] = [
    ("AE", &["UAE", "Emirates", "阿联酋"]),
    ("BA", &["Bosnia", "Bosnia-Herzegovina", "波黑"]),
    ("BN", &["Brunei", "文莱"]),
    ("BO", &["Bolivia", "玻利维亚"]),
    (
        "CD",
        &[
            "DR Congo",
            "DRC",
            "RDC",
            "D.R. Congo",
            "Congo DRC",
            "Congo Kinshasa",
            "Congo (Kinshasa)",
            "Dem. Rep. of the Congo",
            "刚果（金）",
            "民主刚果",
        ],
    ),
    ("CF", &["CAR", "中非"]),
    ("CG", &["Republic of the Congo", "Congo Brazzaville", "Congo (Brazzaville)", "刚果（布）"]),
    ("CI", &["Ivory Coast"]),
    ("CN", &["PR China", "P.R. China", "People's Republic of China", "中华人民共和国"]),
    ("CV", &["Cape Verde"]),
    ("CZ", &["Czech Republic"]),
    ("DM", &["Commonwealth of Dominica"]),
    ("EU", &["EU", "欧盟"]),
    ("FM", &["Micronesia", "密克罗尼西亚"]),
    ("GB", &["UK", "U.K.", "United Kingdom", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "英国"]),
    ("GM", &["Gambia"]),
    ("GW", &["Guinea Bissau"]),
    ("IR", &["Iran", "伊朗"]),
    ("KG", &["Kirghizstan", "Kyrgyz Republic"]),
    ("KN", &["St Kitts and Nevis", "St Kitts", "Saint Kitts"]),
    ("KP", &["North Korea", "DPRK", "DPR Korea", "D.P.R. Korea", "朝鲜"]),
    ("KR", &["South Korea", "Republic of Korea", "ROK", "R.O. Korea", "韩国"]),
    ("LA", &["Laos", "Lao PDR", "Lao", "老挝"]),
    ("LC", &["St Lucia"]),
    ("LY", &["Libya", "利比亚"]),
    ("MD", &["Moldova", "摩尔多瓦"]),
    ("MK", &["Macedonia", "FYROM", "FYR Macedonia"]),
    ("MM", &["Burma"]),
    ("NL", &["Netherlands", "Holland", "The Netherlands", "荷兰"]),
    ("PG", &["PNG", "巴新"]),
    ("PS", &["Palestine", "巴勒斯坦"]),
    ("RU", &["Russia", "俄罗斯"]),
    ("SA", &["KSA"]),
    ("SK", &["Slovak Republic"]),
    ("SR", &["Surinam"]),
    ("ST", &["Sao Tome"]),
    ("SY", &["Syria", "叙利亚"]),
    ("SZ", &["Swaziland"]),
    ("TL", &["East Timor"]),
    ("TR", &["Turkey"]),
    ("TT", &["Trinidad"]),
    ("TZ", &["Tanzania", "坦桑尼亚"]),
    ("UA", &["the Ukraine"]),
    ("US", &["United States", "USA", "U.S.A.", "U.S.", "America", "United States of America", "美国"]),
    ("UZ", &["Uzbekistan"]),
    ("VA", &["Vatican", "Vatican City", "Holy See", "梵蒂冈"]),
    ("VC", &["St Vincent and the Grenadines", "St Vincent", "Saint Vincent"]),
    ("VE", &["Venezuela", "委内瑞拉"]),
    ("VN", &["Vietnam", "Viet Nam"]),
    ("ZA", &["RSA"]),
    ("BS", &["Bahamas"]),
    ("PH", &["Philippines"]),
    ("CK", &["Cook Islands"]),
];

/// The countries that may be named, by everything they are called. Copies share what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Countries(Arc<HashMap<String, String>>);

impl Countries {
    /// Code (ISO 3166-1 alpha-2) and names of each country. An official name comes before one that was shortened, and that before a usual one.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let all: Vec<(String, Vec<String>)> = all.into_iter().collect();
        let mut by_key: HashMap<String, String> = HashMap::new();
        let mut add = |name: &str, code: &str| {
            let key = key(name);
            if !key.is_empty() {
                by_key.entry(key).or_insert_with(|| code.to_owned());
            }
        };
        for (code, names) in &all {
            add(code, code);
            names.iter().for_each(|name| add(name, code));
        }
        for (code, names) in &all {
            names.iter().filter_map(|name| shortened(name)).for_each(|short| add(short, code));
        }
        for (code, _) in &all {
            let usual = USUAL.iter().filter(|(of, _)| of == code).flat_map(|(_, names)| *names);
            usual.for_each(|name| add(name, code));
        }
        Self(Arc::new(by_key))
    }

    /// The code of the country that somebody means, if it is one of these. Case, accents, apostrophes, width, signs and “the” make no
    /// difference, “Saint” may be short, and “Korea, Republic of” is turned round.
    #[must_use]
    pub fn code(&self, typed: &str) -> Option<&str> {
        let turned = || {
            let (last, first) = typed.split_once([',', '，'])?;
            self.by_key(&key(&format!("{first} {last}")))
        };
        self.by_key(&key(typed)).or_else(turned)
    }

    /// The code of the country whose name has this [`key`].
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&str> {
        self.0.get(key).or_else(|| self.0.get(key.strip_prefix("the")?)).map(String::as_str)
    }
}

/// A name without what stands in brackets at its end.
fn shortened(name: &str) -> Option<&str> {
    name.split_once(['(', '（']).map(|(short, _)| short.trim()).filter(|short| !short.is_empty())
}

/// What spellings of one name have in common.
#[must_use]
pub fn key(name: &str) -> String {
    let words = text::folded(name);
    let words: Vec<&str> =
        words.split(' ').map(|word| if word == "saint" || word == "ste" || word == "sainte" { "st" } else { word }).collect();
    words.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Countries {
        let names = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<String>>();
        Countries::new([
            ("CI".to_owned(), names(&["Côte d’Ivoire", "科特迪瓦", "CIV"])),
            ("BO".to_owned(), names(&["Bolivia (Plurinational State of)", "玻利维亚（多民族国）"])),
            ("TR".to_owned(), names(&["Türkiye"])),
            ("KR".to_owned(), names(&["Republic of Korea"])),
            ("LC".to_owned(), names(&["Saint Lucia"])),
            ("GM".to_owned(), names(&["Gambia (the)"])),
            ("CD".to_owned(), names(&["Democratic Republic of the Congo"])),
            ("CG".to_owned(), names(&["Congo"])),
            ("NE".to_owned(), names(&["Niger"])),
            ("NG".to_owned(), names(&["Nigeria"])),
        ])
    }

    #[test]
    fn usual_names_are_not_two_countries() {
        let mut of: HashMap<String, &str> = HashMap::new();
        for (code, names) in USUAL {
            for name in names {
                assert_eq!(of.insert(key(name), code).unwrap_or(code), code, "{name}");
            }
        }
    }

    #[test]
    fn a_country_is_known_by_code_and_by_each_name() {
        let known = known();
        for (typed, code) in [
            ("CI", "CI"),
            ("ci", "CI"),
            ("civ", "CI"),
            (" côte  d’ivoire ", "CI"),
            ("Cote d'Ivoire", "CI"),
            ("COTE D IVOIRE", "CI"),
            ("Ivory Coast", "CI"),
            ("科特迪瓦", "CI"),
            ("Bolivia", "BO"),
            ("bolivia (plurinational state of)", "BO"),
            ("玻利维亚", "BO"),
            ("Turkey", "TR"),
            ("Turkiye", "TR"),
            ("ＴＵＲＫＥＹ", "TR"),
            ("Korea, Republic of", "KR"),
            ("South Korea", "KR"),
            ("St. Lucia", "LC"),
            ("St Lucia", "LC"),
            ("The Gambia", "GM"),
            ("Gambia", "GM"),
            ("D.R. Congo", "CD"),
            ("Congo", "CG"),
            ("Niger", "NE"),
            ("Nige\u{200B}ria", "NG"),
        ] {
            assert_eq!(known.code(typed), Some(code), "{typed}");
        }
        for unknown in ["", "Ivory", "Korea", "Guinea", "XX", " ( ", "Congo (Democratic Republic of)"] {
            assert_eq!(known.code(unknown), None, "{unknown}");
        }
    }
}
