//! The fields of a form or of an address, by name.

use domain::form::{self, DayInput};

use crate::web::error::AppError;

/// The fields of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty if it was not sent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// Whether a field was sent.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(n, _)| n == name)
    }

    /// A copy of the value.
    #[must_use]
    pub fn string(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// Every value of a field that can be sent several times, in their order.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect()
    }

    /// A number that the page itself had put into the form.
    ///
    /// # Errors
    /// [`AppError::Unreadable`] if it is none.
    pub fn number(&self, name: &str) -> Result<i32, AppError> {
        self.get(name).parse().map_err(|_| AppError::Unreadable("a hidden number of the form is missing"))
    }

    /// The three fields of a day: `name-day`, `name-month`, `name-year`.
    #[must_use]
    pub fn day(&self, name: &str) -> DayInput {
        ["day", "month", "year"].map(|part| self.string(&format!("{name}-{part}")))
    }

    /// The key by which a form that is sent twice is recognised.
    ///
    /// # Errors
    /// [`AppError::Unreadable`] if it is missing or longer than ours are.
    pub fn idempotency_key(&self) -> Result<String, AppError> {
        let key = self.get("idempotency-key");
        if form::is_idempotency_key(key) { Ok(key.to_owned()) } else { Err(AppError::Unreadable("the key of the form is missing")) }
    }

    /// What an address asks for behind its question mark. What cannot be read is left to each field's own parser.
    #[must_use]
    pub fn of_query(query: &str) -> Self {
        Self(url::form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.get(name) == "yes"
    }

    /// Reads an encoded form.
    ///
    /// # Errors
    /// [`AppError::Unreadable`] for bytes that are no UTF-8 or a NUL, which no person types and PostgreSQL cannot store.
    pub fn parse(body: &[u8]) -> Result<Self, AppError> {
        let fields: Vec<(String, String)> = url::form_urlencoded::parse(body).into_owned().collect();
        if std::str::from_utf8(body).is_err() || fields.iter().any(|(n, v)| n.contains(is_damage) || v.contains(is_damage)) {
            return Err(AppError::Unreadable("the form is not UTF-8"));
        }
        Ok(Self(fields))
    }

    /// The fields as a form body again.
    #[must_use]
    pub fn encode(&self) -> String {
        url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The fields that may be shown and sent once more: without tokens and passwords.
    #[must_use]
    pub fn without_secrets(self) -> Self {
        let is_kept = |name: &str| !matches!(name, "token" | "password" | "again" | "present" | "username" | "factor-code" | "proof");
        Self(self.0.into_iter().filter(|(name, _)| is_kept(name)).collect())
    }
}

/// Broken UTF-8 is decoded to this mark, and no person types a NUL.
pub(super) const fn is_damage(c: char) -> bool {
    matches!(c, '\u{FFFD}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_text_is_refused() {
        assert!(Fields::parse(b"a=%FF%FE").is_err());
        assert!(Fields::parse(b"a=\xff").is_err());
        assert!(Fields::parse(b"a=x%00y").is_err());
        assert_eq!(Fields::parse("a=%E9%A3%8E&b=1+2".as_bytes()).unwrap().get("a"), "风");
    }

    #[test]
    fn a_form_names_its_day_and_its_key() {
        let fields = Fields::of_query("due-day=1&due-month=2&due-year=2019&idempotency-key=k");
        assert_eq!(fields.day("due"), ["1", "2", "2019"].map(str::to_owned));
        assert_eq!(fields.idempotency_key().unwrap(), "k");
        assert!(Fields::default().idempotency_key().is_err());
    }

    #[test]
    fn secrets_are_not_carried_along() {
        let fields = Fields::parse(b"token=t&password=p&again=p&present=q&headline=h").unwrap().without_secrets();
        assert_eq!(fields.encode(), "headline=h");
    }
}
