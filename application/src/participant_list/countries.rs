//! Which country a cell names.
//!
//! Names, official and usual, are those of [`domain::country`]; here is how a cell holds them.

use domain::country;

use super::result::Country;
use super::words::agreed;

/// All names of all countries.
pub(super) struct Countries<'a> {
    known: &'a [Country],
    named: country::Countries,
}

impl<'a> Countries<'a> {
    /// Of the countries that may be named.
    pub(super) fn new(known: &'a [Country]) -> Self {
        Self { known, named: country::Countries::new(known.iter().map(|c| (c.code.clone(), c.names.clone()))) }
    }

    /// How many countries there are.
    pub(super) const fn len(&self) -> usize {
        self.known.len()
    }

    /// The code of the country at a place.
    pub(super) fn code(&self, at: usize) -> Option<&'a str> {
        self.known.get(at).map(|country| country.code.as_str())
    }

    /// The place of the country that a cell names, alone or with the same name in another form.
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let at = |code: &str| self.known.iter().position(|country| country.code == code);
        agreed(text, |key| self.named.by_key(key).and_then(at)).or_else(|| self.named.code(text).and_then(at))
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
}
