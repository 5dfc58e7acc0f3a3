//! Countries as they may be named in a form: by code or by name.

use std::sync::Arc;

/// The countries that may be named, each with what it is called. Copies share what they hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Countries(Arc<[(String, Vec<String>)]>);

impl Countries {
    /// Code (ISO 3166-1 alpha-2) and names of each country.
    #[must_use]
    pub fn new(all: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let spelled = |(code, names): (String, Vec<String>)| {
            let names = names.iter().chain([&code]).map(|n| plain(n)).collect();
            (code, names)
        };
        Self(all.into_iter().map(spelled).collect())
    }

    /// The code of the country that somebody means, if it is one of these. Case and doubled blanks are ignored.
    #[must_use]
    pub fn code(&self, typed: &str) -> Option<&str> {
        let typed = plain(typed);
        self.0.iter().find(|(_, names)| names.contains(&typed)).map(|(code, _)| code.as_str())
    }
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_known_by_code_and_by_each_name() {
        let known = Countries::new([("CI".to_owned(), vec!["Côte d’Ivoire".to_owned(), "科特迪瓦".to_owned()])]);
        for typed in ["CI", "ci", " côte  d’ivoire ", "科特迪瓦"] {
            assert_eq!(known.code(typed), Some("CI"), "{typed}");
        }
        assert_eq!(known.code(""), None);
        assert_eq!(known.code("Ivory"), None);
    }
}
