//! Files and folders for one user alone, and their hashes.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::manifest::File;
use super::parts::BackupError;

/// Bytes that are read at once.
const PIECE: usize = 256 * 1024;

/// Makes a folder that must not exist yet.
pub(super) fn make_folder(path: &Path) -> Result<(), BackupError> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(BackupError::file(path))
}

/// Makes a file that must not exist yet.
pub(super) fn make(path: &Path) -> Result<fs::File, BackupError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(BackupError::file(path))
}

/// Copies a file to a name that must not exist yet, and waits for the disk.
pub(super) fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut source = fs::File::open(from).map_err(BackupError::file(from))?;
    let mut file = make(to)?;
    io::copy(&mut source, &mut file).and_then(|_| file.sync_all()).map_err(BackupError::file(to))
}

/// Writes a file that must not exist yet, and waits for the disk.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), BackupError> {
    let mut file = make(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(BackupError::file(path))
}

/// Waits until the names in a folder are on the disk.
pub(super) fn settle(folder: &Path) -> Result<(), BackupError> {
    if cfg!(unix) { fs::File::open(folder).and_then(|f| f.sync_all()).map_err(BackupError::file(folder)) } else { Ok(()) }
}

/// Size and hash of a file.
pub(super) fn hash(path: &Path) -> Result<File, BackupError> {
    let mut file = fs::File::open(path).map_err(BackupError::file(path))?;
    let (mut digest, mut size, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        let read = file.read(&mut piece).map_err(BackupError::file(path))?;
        if read == 0 {
            break;
        }
        digest.update(&piece[..read]);
        size += read as u64;
    }
    Ok(File { size, sha256: digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect() })
}

/// The names in a folder; none if there is no folder.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, BackupError> {
    let entries = match fs::read_dir(folder) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(BackupError::file(folder))?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(BackupError::file(folder))?;
        let name = entry.file_name().into_string();
        names.push(name.map_err(|name| BackupError::Refused(format!("{}: {} is not a name of ours", folder.display(), name.display())))?);
    }
    names.sort();
    Ok(names)
}

/// Size and hash of every file in a folder and the folders in it, by path with slashes.
pub(super) fn hash_all(folder: &Path) -> Result<BTreeMap<String, File>, BackupError> {
    let mut files = BTreeMap::new();
    for name in names(folder)? {
        let path = folder.join(&name);
        if path.is_dir() {
            files.extend(hash_all(&path)?.into_iter().map(|(below, file)| (format!("{name}/{below}"), file)));
        } else {
            files.insert(name, hash(&path)?);
        }
    }
    Ok(files)
}
