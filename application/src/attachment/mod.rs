//! The bytes of files that belong to events, in the folder `attachments` of the data folder: with SQLite. On PostgreSQL they are in the
//! database ([`crate::db::attachment`]), but for files of former versions that were not moved there yet.
//!
//! A file is stored under a name of ours, before its row is. What a crash leaves between the two stays and is counted in the log at each
//! start: a start deletes nothing. Which event a file belongs to and who may have it does not belong here (`db::attachment`, `web::event`).

mod kind;

use std::collections::HashSet;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::attachment::Attachment;
use domain::ids::AttachmentId;

pub use kind::kind_of;

use crate::auth::sha256_hex;
use crate::db::{Conn, attachment};
use crate::error::Error;

/// Ending of a file that is not whole yet.
const UNFINISHED: &str = ".part";

/// Why a file cannot be handed out.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("the attached file {0} cannot be read: {1}")]
    Unreadable(String, #[source] io::Error),
    /// Its bytes are not those that were stored.
    #[error("the attached file {0} is not what was stored")]
    Changed(String),
}

/// The folder of the files.
#[must_use]
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("attachments")
}

/// A new name for a file.
#[must_use]
pub fn new_name() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Stores bytes for good and returns the name under which they are.
///
/// # Errors
/// Those of the disk, after which nothing remains but perhaps an unfinished file.
pub fn store(folder: &Path, bytes: &[u8]) -> io::Result<String> {
    make(folder)?;
    let name = new_name();
    let unfinished = folder.join(format!("{name}{UNFINISHED}"));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&unfinished, folder.join(&name)));
    if let Err(error) = written.and_then(|()| settle(folder)) {
        drop(fs::remove_file(&unfinished));
        return Err(error);
    }
    Ok(name)
}

/// Makes the folder, for this user alone.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// A new name survives a power cut once its folder is on the disk; other systems than Unix see to that themselves.
fn settle(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// The bytes of a file, as they were stored.
///
/// # Errors
/// [`ReadError`].
pub fn read(folder: &Path, attachment: &Attachment) -> Result<Vec<u8>, ReadError> {
    let name = attachment.stored_as.clone();
    let bytes = fs::read(folder.join(&name)).map_err(|e| ReadError::Unreadable(name.clone(), e))?;
    if sha256_hex(&bytes) == attachment.sha256 { Ok(bytes) } else { Err(ReadError::Changed(name)) }
}

/// Removes a file whose row is gone. What cannot be removed is logged; a file whose bytes were in the database is not there.
pub fn remove(folder: &Path, name: &str) {
    match fs::remove_file(folder.join(name)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, name, folder = %folder.display(), "an attached file stays")
        }
        _ => {}
    }
}

/// Removes the files of a record that is gone.
pub fn remove_all(data_dir: &Path, files: &[Attachment]) {
    let folder = folder(data_dir);
    files.iter().for_each(|file| remove(&folder, &file.stored_as));
}

/// Counts the files that no row names. They stay: the rows may be in another database, or in a newer copy of this one.
///
/// # Errors
/// Those of the disk.
pub fn count_unclaimed(folder: &Path, known: &HashSet<String>) -> io::Result<usize> {
    if !folder.exists() {
        return Ok(0);
    }
    let mut unclaimed = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let is_known = entry.file_name().to_str().is_some_and(|name| known.contains(name));
        unclaimed += usize::from(entry.file_type()?.is_file() && !is_known);
    }
    Ok(unclaimed)
}

/// Moves the bytes of a file from the data folder into the database, if they are those that were stored. Call it in a write transaction;
/// after it, [`remove`] the file.
///
/// # Errors
/// [`Error::Internal`] for a file that cannot be read or was changed; nothing is moved then.
pub fn take_in(conn: &mut Conn, folder: &Path, (id, name, sha256): &(AttachmentId, String, String)) -> Result<(), Error> {
    let path = folder.join(name);
    let bytes = fs::read(&path).map_err(|e| Error::internal(format!("{}: {e}", path.display())))?;
    if sha256_hex(&bytes) != *sha256 {
        return Err(Error::internal(format!("{} is not what was stored: its hash differs", path.display())));
    }
    Ok(attachment::store(conn, *id, &bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::attachment::FileKind;
    use domain::ids::{AttachmentId, EventId};

    fn attachment(stored_as: &str, bytes: &[u8]) -> Attachment {
        Attachment {
            id: AttachmentId(1),
            event: EventId(1),
            stored_as: stored_as.to_owned(),
            name: "Report.pdf".into(),
            kind: FileKind::Pdf,
            size: 0,
            sha256: sha256_hex(bytes),
            added_by: String::new(),
            added_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_was_stored_is_read_again_and_nothing_else() {
        let data = tempfile::tempdir().unwrap();
        let folder = folder(data.path());
        let name = store(&folder, b"%PDF-1.7").unwrap();
        let kept = attachment(&name, b"%PDF-1.7");
        assert_eq!(read(&folder, &kept).unwrap(), b"%PDF-1.7");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&folder.join(&name))), (0o700, 0o600));
        }
        fs::write(folder.join(&name), b"%PDF-1.6").unwrap();
        assert!(matches!(read(&folder, &kept), Err(ReadError::Changed(_))));
        remove(&folder, &name);
        assert!(matches!(read(&folder, &kept), Err(ReadError::Unreadable(..))));
        remove(&folder, &name);
    }

    #[test]
    fn files_that_nobody_names_are_counted_and_stay() {
        let data = tempfile::tempdir().unwrap();
        let folder = folder(data.path());
        assert_eq!(count_unclaimed(&folder, &HashSet::new()).unwrap(), 0, "there is no folder yet");
        let [known, orphan] = [(); 2].map(|()| store(&folder, b"x").unwrap());
        assert_eq!(count_unclaimed(&folder, &HashSet::from([known.clone()])).unwrap(), 1);
        assert_eq!(count_unclaimed(&folder, &HashSet::new()).unwrap(), 2);
        assert!(folder.join(known).exists() && folder.join(orphan).exists());
    }
}
