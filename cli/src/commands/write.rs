//! Packages for several standards, one after the other, into files.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use coursewright::package::Progress;
use coursewright::{Error, Package, Standard};

use crate::failure::Failure;
use crate::progress::Bar;
use crate::session::Session;

/// Makes and writes a package for each standard. Findings stop the one that they belong to and not the others; what
/// is no finding stops them all.
pub(super) fn packages(
    targets: &[(Standard, PathBuf)],
    session: &mut Session,
    timestamp: Option<u64>,
    make: impl Fn(Standard, &mut Bar) -> Result<Package, Error>,
) -> Result<(), Failure> {
    let width = targets.iter().map(|(_, path)| path.display().to_string().chars().count()).max();
    for (standard, path) in targets {
        let begun = Instant::now();
        let made = make(*standard, &mut session.bar);
        let Some(package) = session.unless_findings(made, Some(*standard))? else {
            session.not_written(path);
            continue;
        };
        let written = write(&package, path, timestamp, session.bar.writing(*standard));
        session.bar.clear();
        session.found(package.findings(), Some(*standard));
        session.written(path, *standard, written?, begun.elapsed(), width.unwrap_or_default())?;
    }
    Ok(())
}

/// Writes a package, and the folder that it goes into. Gives the number of bytes.
fn write(
    package: &Package,
    path: &Path,
    timestamp: Option<u64>,
    progress: impl FnMut(Progress) + Send,
) -> Result<u64, Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Failure::io("cannot create", folder, &error))?;
    }
    let mut writer = package.writer().progress(progress);
    if let Some(seconds) = timestamp {
        writer = writer.timestamp(seconds);
    }
    Ok(writer.write_zip(path)?.bytes)
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
