//! Packages for several standards, one after the other, into files.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use coursewright::package::Progress;
use coursewright::{Error, Package, Standard};

use crate::args::Format;
use crate::failure::Failure;
use crate::progress::Bar;
use crate::session::Session;

/// A package that is to be made.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) standard: Standard,
    pub(crate) language: String,
    pub(crate) path: PathBuf,
}

/// How packages are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) format: Format,
    /// Of all files in a zip, in seconds since 1970.
    pub(super) timestamp: Option<u64>,
}

/// Makes and writes packages. Findings stop the one that they belong to and not the others; what
/// is no finding stops them all.
pub(super) fn packages(
    targets: &[Target],
    session: &mut Session,
    form: Form,
    make: impl Fn(&Target, &mut Bar) -> Result<Package, Error>,
) -> Result<(), Failure> {
    let width = targets.iter().map(|target| target.path.display().to_string().chars().count()).max();
    for target in targets {
        let begun = Instant::now();
        let made = make(target, &mut session.bar);
        let Some(package) = session.unless_findings(made, Some(target.standard))? else {
            session.not_written(&target.path);
            continue;
        };
        let written = write(&package, &target.path, form, session.bar.writing(target.standard));
        session.bar.clear();
        session.found(package.findings(), Some(target.standard));
        session.written(target, written?, begun.elapsed(), width.unwrap_or_default())?;
    }
    Ok(())
}

/// Writes a package, and the folder that it goes into. Gives the number of bytes.
pub(super) fn write(
    package: &Package,
    path: &Path,
    form: Form,
    progress: impl FnMut(Progress) + Send,
) -> Result<u64, Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Failure::io("cannot create", folder, &error))?;
    }
    let mut writer = package.writer().progress(progress);
    if let Some(seconds) = form.timestamp {
        writer = writer.timestamp(seconds);
    }
    let written = match form.format {
        Format::Zip => writer.write_zip(path)?,
        Format::Folder => writer.write_folder(path)?,
    };
    Ok(written.bytes)
}

/// The time that `SOURCE_DATE_EPOCH` names, if it is set.
pub(super) fn timestamp() -> Result<Option<u64>, Failure> {
    let Some(value) = env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    match value.to_str().and_then(|value| value.parse().ok()) {
        Some(seconds) => Ok(Some(seconds)),
        None => Err(Failure::new(format!("SOURCE_DATE_EPOCH is `{}`, which is no number", value.display()))
            .help("give seconds since 1970-01-01 UTC, such as 1767225600, or unset it")),
    }
}
