//! A plan as one JSON file, as `plan check` and `plan load` take it, and the reading that the built-in plan shares with it.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use diesel::QueryResult;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::check::{Known, Names, check};
use super::entries::{Lists, PlanEntry};
use super::json;
use super::problems::Problems;
use super::reading::{Fields, Place};
use crate::db::{Conn, country, organisation, plan};

/// Most bytes of a plan's file.
pub const FILE_MAX: u64 = 16 << 20;
/// Most activities of a plan.
pub const ACTIVITIES_MAX: usize = 1_000;

/// A plan with everything that its file states.
pub(super) struct PlanFile {
    pub plan: PlanEntry,
    pub lists: Lists,
}

/// Reads and checks a plan. `None` if there is a problem.
pub(super) fn read(file: Value, known: &Known, problems: &mut Problems) -> Option<PlanFile> {
    let count = file.get("activities").and_then(Value::as_array).map_or(0, Vec::len);
    if count > ACTIVITIES_MAX {
        problems.add("activities", format!("{count} activities; a plan may have {ACTIVITIES_MAX}"));
        return None;
    }
    let names = Names::of(&file, known);
    let place = Place::default();
    let mut fields = Fields::of(file, &place, problems)?;
    let plan: Option<PlanEntry> = fields.required("plan");
    let lists = Lists {
        organisations: fields.optional("organisations").unwrap_or_default(),
        topics: fields.optional("topics").unwrap_or_default(),
        units: fields.optional("units").unwrap_or_default(),
        decisions: fields.optional("decisions").unwrap_or_default(),
        activities: fields.required("activities").unwrap_or_default(),
    };
    fields.finish();
    check(plan.as_ref(), &lists, &names, problems);
    if count == 0 && problems.count() == 0 {
        problems.add("activities", "a plan has at least one activity");
    }
    if problems.count() == 0 { Some(PlanFile { plan: plan?, lists }) } else { None }
}

/// A file that is JSON, of which nothing more is known yet.
pub struct PlanSource {
    file: String,
    content: Value,
    hash: String,
}

impl PlanSource {
    /// Reads a file. Its size is looked at before anything is read.
    ///
    /// # Errors
    /// It cannot be read, is no file, too large, empty, not UTF-8 or not JSON.
    pub fn open(path: &Path) -> Result<Self, Problems> {
        let file = path.display().to_string();
        let wrong = |reason: String| Problems::one(&file, "the file", reason);
        let bytes = bytes(path).map_err(wrong)?;
        let text = std::str::from_utf8(&bytes).map_err(|e| wrong(format!("not UTF-8 at byte offset {}", e.valid_up_to())))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.trim().is_empty() {
            return Err(wrong("the file is empty".to_owned()));
        }
        let content = json::parse(text).map_err(|e| wrong(e.to_string()))?;
        Ok(Self { content, hash: hash(&bytes), file })
    }

    /// Reads and checks the plan against what the database knows.
    ///
    /// # Errors
    /// When the database fails; inside, everything that is wrong with the file.
    pub fn read(self, conn: &mut Conn) -> QueryResult<Result<PlanContent, Problems>> {
        let known = Known {
            organisations: organisation::all(conn)?.into_iter().map(|o| o.slug).collect(),
            units: plan::units(conn)?.into_iter().collect(),
            decisions: plan::decisions(conn)?.into_iter().collect(),
            countries: country::all(conn)?.into_iter().map(|(code, _)| code).collect(),
        };
        Ok(self.checked(&known))
    }

    fn checked(self, known: &Known) -> Result<PlanContent, Problems> {
        let mut problems = Problems::new(&self.file);
        let plan = read(self.content, known, &mut problems);
        match plan {
            Some(plan) => Ok(PlanContent { file: self.file, hash: self.hash, plan }),
            None => Err(problems),
        }
    }
}

/// A plan that was read from a file and found right.
pub struct PlanContent {
    pub(super) file: String,
    pub(super) hash: String,
    pub(super) plan: PlanFile,
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// The content of a file that is not too large.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |e: io::Error| format!("cannot be read: {e}");
    let facts = std::fs::metadata(path).map_err(unreadable)?;
    if facts.is_dir() {
        return Err("is a directory, not a file".to_owned());
    }
    if !facts.is_file() {
        return Err("is not a regular file".to_owned());
    }
    let too_large = |size: u64| format!("has {size} bytes; a plan's file may have {FILE_MAX}");
    if facts.len() > FILE_MAX {
        return Err(too_large(facts.len()));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(unreadable)?.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > FILE_MAX { Err(too_large(size)) } else { Ok(bytes) }
}

#[cfg(test)]
#[path = "plan_file_tests.rs"]
mod tests;
