//! A package as a folder: writing one, and opening one.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::file::PackageFile;
use super::writer::{Progress, Written};
use super::{names, zip};
use crate::Error;

/// Writes files into an empty folder.
pub(super) fn write(
    files: &[PackageFile],
    folder: &Path,
    options: &mut zip::Options<'_>,
) -> Result<Written, Error> {
    let bytes = files.iter().map(PackageFile::len).sum();
    let mut progress = Progress { files_done: 0, files: files.len(), bytes_done: 0, bytes };
    let mut made = HashSet::new();
    for file in files {
        if cfg!(windows) && names::is_device_or_stream(file.name()) {
            let error = io::Error::new(io::ErrorKind::InvalidFilename, "Windows has no files of this name");
            return Err(Error::write(folder.join(file.name()), error));
        }
        let path = folder.join(file.name());
        if let Some(parent) = path.parent()
            && made.insert(parent.to_path_buf())
        {
            fs::create_dir_all(parent).map_err(|error| Error::write(parent, error))?;
        }
        // A name that is there already differs only by case, on a file system that does not tell them apart.
        let to = File::create_new(&path).map_err(|error| Error::write(&path, error))?;
        zip::copy(file, &to, &path)?;
        progress.files_done += 1;
        progress.bytes_done += file.len();
        if let Some(callback) = &mut options.progress {
            callback(progress);
        }
    }
    Ok(Written { files: files.len(), bytes })
}
