//! Reading words of our enums, and texts that must exist in every language of the tracker.

use std::collections::BTreeMap;

use domain::UnknownValue;
use domain::lang::{Lang, Translated};
use serde::{Deserialize, Deserializer};

pub(super) fn read_enum<'de, D: Deserializer<'de>, T: std::str::FromStr<Err = UnknownValue>>(from: D) -> Result<T, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// A text that must exist in every language of the tracker.
fn whole(map: BTreeMap<String, String>) -> Result<Translated, String> {
    let texts = map.into_iter().map(|(l, t)| Ok((l.parse::<Lang>()?, t)));
    let text = Translated::new(texts.collect::<Result<Vec<_>, UnknownValue>>().map_err(|e| e.to_string())?);
    match Lang::ALL.iter().find(|lang| text.exactly(**lang).is_none()) {
        Some(lang) => Err(format!("the text in “{lang}” is missing")),
        None => Ok(text),
    }
}

pub(super) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Translated, D::Error> {
    whole(BTreeMap::deserialize(from)?).map_err(serde::de::Error::custom)
}

pub(super) fn optional_text<'de, D: Deserializer<'de>>(from: D) -> Result<Translated, D::Error> {
    Option::<BTreeMap<String, String>>::deserialize(from)?
        .map_or_else(|| Ok(Translated::default()), |m| whole(m).map_err(serde::de::Error::custom))
}

pub(super) fn texts<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Translated>, D::Error> {
    let maps = Vec::<BTreeMap<String, String>>::deserialize(from)?;
    maps.into_iter().map(whole).collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}
