//! The data folder: for the program's user alone.

use std::path::Path;

use crate::db::DatabaseUrl;

/// Makes the folder if it is not there, and refuses one that other users of the machine can read or that belongs to another user: it holds
/// the secret with which links are signed, and everything that people entered.
///
/// # Errors
/// A sentence that names the file and the command that mends it.
pub fn make(folder: &Path, database: &DatabaseUrl) -> Result<(), String> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|e| format!("cannot make the data folder {}: {e}", folder.display()))?;
    faults(folder, database).into_iter().next().map_or(Ok(()), Err)
}

/// What is wrong with owners and rights of the folder and what is in it, each as a sentence that names the file and the command that mends it.
#[cfg(unix)]
#[must_use]
pub fn faults(folder: &Path, database: &DatabaseUrl) -> Vec<String> {
    use std::fs;
    use std::os::unix::fs::MetadataExt as _;
    use std::path::PathBuf;

    let is_open = |path: &Path| fs::metadata(path).is_ok_and(|m| m.mode() & 0o077 != 0);
    let mut paths: Vec<PathBuf> = vec![folder.to_owned(), folder.join("secret.key")];
    if let DatabaseUrl::Sqlite(file) = database {
        paths.extend(["", "-wal"].map(|ending| {
            let mut name = file.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        }));
    }
    let mut faults = Vec::new();
    let user = rustix::process::geteuid().as_raw();
    for path in &paths {
        let Ok(found) = fs::metadata(path) else { continue };
        if user != found.uid() {
            let (path, folder, owner) = (path.display(), folder.display(), found.uid());
            faults.push(format!(
                "{path} belongs to user {owner}, and this program runs as user {user}: run it as user {owner}, or run `chown -R {user} {folder}`"
            ));
            continue;
        }
        let is_behind_closed_door = path != folder && path.parent().is_some_and(|parent| !is_open(parent));
        if is_open(path) && !is_behind_closed_door {
            let (mode, wanted) = (found.mode() & 0o777, if found.is_dir() { "700" } else { "600" });
            faults.push(format!(
                "other users of this machine may read {} (mode {mode:o}): run `chmod {wanted} {}`",
                path.display(),
                path.display()
            ));
        }
    }
    faults
}

/// Rights are those of Unix.
#[cfg(not(unix))]
#[must_use]
pub fn faults(_: &Path, _: &DatabaseUrl) -> Vec<String> {
    Vec::new()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt as _;

    fn sets(path: &Path, mode: u32) {
        let set = fs::set_permissions(path, Permissions::from_mode(mode));
        assert!(set.is_ok(), "{set:?}");
    }

    #[test]
    fn what_others_may_read_is_refused_by_name() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("data");
        let url = DatabaseUrl::Sqlite(folder.join("data.db"));
        assert_eq!(make(&folder, &url), Ok(()));
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        fs::write(folder.join("data.db"), "").unwrap();
        sets(&folder.join("data.db"), 0o644);
        assert_eq!(make(&folder, &url), Ok(()), "nobody else gets into the folder");
        sets(&folder, 0o755);
        let refusal = make(&folder, &url).unwrap_err();
        assert!(refusal.contains("(mode 755)") && refusal.contains(&format!("`chmod 700 {}`", folder.display())), "{refusal}");
    }

    #[test]
    fn a_database_elsewhere_is_checked_as_well() {
        let place = tempfile::tempdir().unwrap();
        let (folder, elsewhere) = (place.path().join("data"), place.path().join("elsewhere"));
        fs::create_dir(&elsewhere).unwrap();
        sets(&elsewhere, 0o755);
        let url = DatabaseUrl::Sqlite(elsewhere.join("data.db"));
        for name in ["data.db", "data.db-wal"] {
            let file = elsewhere.join(name);
            fs::write(&file, "").unwrap();
            sets(&file, 0o644);
            let refusal = make(&folder, &url).unwrap_err();
            assert!(refusal.contains(&format!("`chmod 600 {}`", file.display())), "{refusal}");
            sets(&file, 0o600);
            assert_eq!(make(&folder, &url), Ok(()));
        }
    }
}
