//! How organisations are named where there is little room.

/// The acronym of an organisation, or its name where there is none, without what stands in brackets.
#[must_use]
pub fn short_name<'a>(acronym: Option<&'a str>, name: &'a str) -> &'a str {
    let before_brackets = name.find(['(', '（']).map_or(name, |at| name[..at].trim_end());
    acronym.unwrap_or(if before_brackets.is_empty() { name } else { before_brackets })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_the_acronym_or_what_precedes_brackets() {
        assert_eq!(short_name(Some("JRC"), "Joint Research Centre"), "JRC");
        assert_eq!(short_name(None, "World Bank (Group)"), "World Bank");
        assert_eq!(short_name(None, "(unnamed)"), "(unnamed)");
    }
}
