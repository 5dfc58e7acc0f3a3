//! Which country a cell names.
//!
//! Official names come from the caller. The table here holds only what people write instead of them; a name that could be two
//! countries (“Korea”) does not belong in it.

use std::collections::HashMap;

use super::result::Country;
use super::words::{agreed, key};

/// Usual names that are in no official list, by code.
const USUAL: [(&str, &[&str]); 36] = [
    ("AE", &["UAE", "阿联酋"]),
    ("BA", &["波黑"]),
    ("BN", &["Brunei", "文莱"]),
    ("BO", &["玻利维亚"]),
    ("CD", &["DR Congo", "DRC", "Congo DRC", "Congo Kinshasa", "刚果（金）", "民主刚果"]),
    ("CF", &["中非"]),
    ("CG", &["Republic of the Congo", "Congo Brazzaville", "刚果（布）"]),
    ("CI", &["Ivory Coast"]),
    ("CN", &["People's Republic of China", "中华人民共和国"]),
    ("CV", &["Cape Verde"]),
    ("CZ", &["Czech Republic"]),
    ("EU", &["欧盟"]),
    ("FM", &["密克罗尼西亚"]),
    ("GB", &["UK", "United Kingdom", "Great Britain", "英国"]),
    ("IR", &["伊朗"]),
    ("KN", &["St Kitts and Nevis"]),
    ("KP", &["North Korea", "DPRK", "DPR Korea", "朝鲜"]),
    ("KR", &["South Korea", "韩国"]),
    ("LA", &["Laos", "Lao PDR", "老挝"]),
    ("LC", &["St Lucia"]),
    ("MD", &["Moldova", "摩尔多瓦"]),
    ("MM", &["Burma"]),
    ("NL", &["Holland", "荷兰"]),
    ("PG", &["巴新"]),
    ("PS", &["Palestine", "巴勒斯坦"]),
    ("RU", &["Russia", "俄罗斯"]),
    ("SY", &["Syria", "叙利亚"]),
    ("SZ", &["Swaziland"]),
    ("TL", &["East Timor"]),
    ("TR", &["Turkey"]),
    ("TZ", &["Tanzania", "坦桑尼亚"]),
    ("US", &["United States", "美国"]),
    ("VA", &["Vatican", "Vatican City", "梵蒂冈"]),
    ("VC", &["St Vincent and the Grenadines"]),
    ("VE", &["委内瑞拉"]),
    ("VN", &["Vietnam"]),
];

/// All names of all countries.
pub(super) struct Countries<'a> {
    known: &'a [Country],
    by_key: HashMap<String, usize>,
}

impl<'a> Countries<'a> {
    /// Of the countries that may be named. An official name comes before one that was shortened, and that before a usual one.
    pub(super) fn new(known: &'a [Country]) -> Self {
        let mut by_key = HashMap::new();
        let mut add = |name: &str, at: usize| {
            let key = key(name);
            if !key.is_empty() {
                by_key.entry(key).or_insert(at);
            }
        };
        for (at, country) in known.iter().enumerate() {
            add(&country.code, at);
            country.names.iter().for_each(|name| add(name, at));
        }
        for (at, country) in known.iter().enumerate() {
            country.names.iter().filter_map(|name| name.split_once(" (")).for_each(|(short, _)| add(short, at));
        }
        for (at, country) in known.iter().enumerate() {
            let usual = USUAL.iter().filter(|(code, _)| *code == country.code).flat_map(|(_, names)| *names);
            usual.for_each(|name| add(name, at));
        }
        Self { known, by_key }
    }

    /// How many countries there are.
    pub(super) const fn len(&self) -> usize {
        self.known.len()
    }

    /// The code of the country at a place.
    pub(super) fn code(&self, at: usize) -> Option<&'a str> {
        self.known.get(at).map(|country| country.code.as_str())
    }

    /// The place of the country that a cell names; “Korea, Republic of” is turned round.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let turned = || text.split_once(',').and_then(|(last, first)| self.by_key(&key(&format!("{first} {last}"))));
        agreed(text, |key| self.by_key(key)).or_else(turned)
    }

    fn by_key(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).or_else(|| self.by_key.get(key.strip_prefix("the")?)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::participant_list::tests::countries;

    #[test]
    fn a_country_is_known_by_its_codes_and_names() {
        let known = countries();
        let countries = Countries::new(&known);
        let code = |text: &str| countries.find(text).and_then(|at| countries.code(at));
        for (text, expected) in [
            ("KE", Some("KE")),
            ("ken", Some("KE")),
            ("肯尼亚", Some("KE")),
            ("Kenya (KE)", Some("KE")),
            ("肯尼亚 Kenya", Some("KE")),
            ("Cote d'Ivoire", Some("CI")),
            ("CÔTE D’IVOIRE", Some("CI")),
            ("Ivory Coast", Some("CI")),
            ("Bolivia", Some("BO")),
            ("Bolivia, Plurinational State of", Some("BO")),
            ("Korea, Republic of", Some("KR")),
            ("The Congo", Some("CG")),
            ("刚果（金）", Some("CD")),
            ("Congo (Democratic Republic of)", None),
            ("Korea", None),
            ("Kenya/Bolivia", None),
            ("Atlantis", None),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn usual_names_are_not_two_countries() {
        let mut keys: Vec<String> = USUAL.iter().flat_map(|(_, names)| *names).map(|name| key(name)).collect();
        let all = keys.len();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }
}
