//! The languages of the tracker, and texts that exist in several of them.

use std::collections::BTreeMap;

use crate::string_enum::string_enum;

string_enum! {
    /// A language in which the tracker can be read (BCP 47).
    Lang ("language") {
        /// English.
        En = "en",
        /// Chinese, in simplified characters.
        Zh = "zh",
    }
}

impl Lang {
    /// The language's own name, for the menu of languages.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Zh => "中文",
        }
    }

    /// Direction of writing, as HTML's `dir` wants it.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::En | Self::Zh => "ltr",
        }
    }

    /// The best of our languages for an `Accept-Language` header, if it names any.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for range in header.split(',') {
            let mut parts = range.split(';').map(str::trim);
            let primary = parts.next().unwrap_or("").split('-').next().unwrap_or("").to_ascii_lowercase();
            let weight = parts.find_map(|p| p.strip_prefix("q=")).map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if let Ok(lang) = primary.parse::<Self>()
                && weight > best.map_or(0.0, |b| b.0)
            {
                best = Some((weight, lang));
            }
        }
        best.map(|b| b.1)
    }
}

/// One text in several languages. English is the language in which every text exists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Translated(BTreeMap<Lang, String>);

impl Translated {
    /// A text of the given languages; blank ones are left out.
    #[must_use]
    pub fn new(texts: impl IntoIterator<Item = (Lang, String)>) -> Self {
        Self(texts.into_iter().filter(|(_, t)| !t.trim().is_empty()).collect())
    }

    /// A text that exists in English alone.
    #[must_use]
    pub fn english(text: &str) -> Self {
        Self::new([(Lang::En, text.to_owned())])
    }

    /// The text in exactly this language, if there is one.
    #[must_use]
    pub fn exactly(&self, lang: Lang) -> Option<&str> {
        self.0.get(&lang).map(String::as_str)
    }

    /// The text for a reader of this language, and the language it is really in: the reader's, else English, else any.
    #[must_use]
    pub fn best(&self, lang: Lang) -> (Lang, &str) {
        self.0
            .get_key_value(&lang)
            .or_else(|| self.0.get_key_value(&Lang::En))
            .or_else(|| self.0.iter().next())
            .map_or((lang, ""), |(l, t)| (*l, t.as_str()))
    }

    /// The text for a reader of this language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.best(lang).1
    }

    /// Languages and texts, in the order of [`Lang::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &str)> {
        self.0.iter().map(|(l, t)| (*l, t.as_str()))
    }

    /// The stored form: a JSON object of language and text.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::Value::Object(self.iter().map(|(l, t)| (l.as_str().to_owned(), t.into())).collect()).to_string()
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// When it is not a JSON object of our languages and texts.
    pub fn from_json(stored: &str) -> Result<Self, crate::UnknownValue> {
        let corrupt = || crate::UnknownValue { what: "text by language", value: stored.to_owned() };
        let map: BTreeMap<String, String> = serde_json::from_str(stored).map_err(|_| corrupt())?;
        let texts = map.into_iter().map(|(l, t)| Ok((l.parse()?, t)));
        Ok(Self::new(texts.collect::<Result<Vec<_>, crate::UnknownValue>>()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readers_preference_is_followed() {
        assert_eq!(Lang::negotiate("zh-CN,zh;q=0.9,en;q=0.8"), Some(Lang::Zh));
        assert_eq!(Lang::negotiate("de, en;q=0.3, zh-Hans;q=0.2"), Some(Lang::En));
        assert_eq!(Lang::negotiate("de;q=0.9"), None);
        assert_eq!(Lang::negotiate("en;q=0"), None);
        assert_eq!(Lang::negotiate(";;,,q=x"), None);
    }

    #[test]
    fn a_missing_language_falls_back_to_english_and_says_so() {
        let text = Translated::english("Training");
        assert_eq!(text.best(Lang::Zh), (Lang::En, "Training"));
        assert_eq!(text.exactly(Lang::Zh), None);
    }

    #[test]
    fn texts_survive_storage() {
        let text = Translated::new([(Lang::En, "a \"b\"".into()), (Lang::Zh, "风险".into())]);
        assert_eq!(Translated::from_json(&text.to_json()), Ok(text));
        assert!(Translated::from_json("{\"xx\":\"\"}").is_err());
        assert!(Translated::from_json("[]").is_err());
    }
}
