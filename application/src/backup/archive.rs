//! A folder as a ZIP file and back.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::files;
use super::parts::BackupError;

/// Packs a folder into a file that must not exist yet.
pub(super) fn pack(folder: &Path, into: &Path) -> Result<(), BackupError> {
    let fault = |e: zip::result::ZipError| BackupError::file(into)(io::Error::other(e));
    let mut archive = ZipWriter::new(files::make(into)?);
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true).unix_permissions(0o600);
    for path in files::hash_all(folder)?.keys() {
        archive.start_file(path.as_str(), options).map_err(fault)?;
        let from = folder.join(path);
        let mut file = fs::File::open(&from).map_err(BackupError::file(&from))?;
        io::copy(&mut file, &mut archive).map_err(BackupError::file(into))?;
    }
    archive.finish().map_err(fault)?.sync_all().map_err(BackupError::file(into))
}

/// The bytes of one file in a ZIP file.
pub(super) fn read(file: &Path, name: &str) -> Result<Vec<u8>, BackupError> {
    let fault = |e: zip::result::ZipError| BackupError::file(file)(io::Error::other(e));
    let mut archive = ZipArchive::new(fs::File::open(file).map_err(BackupError::file(file))?).map_err(fault)?;
    let mut bytes = Vec::new();
    archive.by_name(name).map_err(fault)?.read_to_end(&mut bytes).map_err(BackupError::file(file))?;
    Ok(bytes)
}

/// Unpacks a file into an empty folder.
pub(super) fn unpack(file: &Path, into: &Path) -> Result<(), BackupError> {
    let fault = |e: zip::result::ZipError| BackupError::file(file)(io::Error::other(e));
    let mut archive = ZipArchive::new(fs::File::open(file).map_err(BackupError::file(file))?).map_err(fault)?;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(fault)?;
        let name = entry.name().map_err(fault)?.into_owned();
        // At most one folder deep, and nothing outside.
        let is_ours = Path::new(&name).components().all(|c| matches!(c, Component::Normal(_))) && name.matches('/').count() <= 1;
        if !is_ours || entry.is_dir() {
            return Err(BackupError::Refused(format!("{} contains “{name}”, which no backup contains", file.display())));
        }
        let path = into.join(&name);
        if let Some(folder) = path.parent().filter(|folder| !folder.exists()) {
            files::make_folder(folder)?;
        }
        let mut unpacked = files::make(&path)?;
        io::copy(&mut entry, &mut unpacked).map_err(BackupError::file(&path))?;
    }
    Ok(())
}
