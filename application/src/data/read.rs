//! Reading a data file strictly: the error that names file, entry and reason, and the checks that all files share.

use std::collections::HashSet;

/// What is wrong with a data file.
#[derive(Debug, thiserror::Error)]
#[error("data file {file}, at {entry}: {reason}")]
pub struct DataError {
    file: &'static str,
    entry: String,
    reason: String,
}

impl DataError {
    pub(super) fn new(file: &'static str, entry: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { file, entry: entry.into(), reason: reason.into() }
    }
}

/// Reads JSON; an error names the place in the file.
pub(super) fn json<T: serde::de::DeserializeOwned>(file: &'static str, content: &str) -> Result<T, DataError> {
    let mut from = serde_json::Deserializer::from_str(content);
    serde_path_to_error::deserialize(&mut from).map_err(|e| DataError::new(file, e.path().to_string(), e.inner().to_string()))
}

/// The keys as a set; an error if one stands there twice.
pub(super) fn unique<'a>(file: &'static str, keys: impl Iterator<Item = &'a str>) -> Result<HashSet<&'a str>, DataError> {
    let mut seen = HashSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(DataError::new(file, key, "stands there twice"));
        }
    }
    Ok(seen)
}

/// An error unless `key` is one of `keys`.
pub(super) fn known(file: &'static str, entry: impl Fn() -> String, what: &str, key: &str, keys: &HashSet<&str>) -> Result<(), DataError> {
    if keys.contains(key) { Ok(()) } else { Err(DataError::new(file, entry(), format!("unknown {what} “{key}”"))) }
}
