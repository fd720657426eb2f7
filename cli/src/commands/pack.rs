//! `coursewright pack`.

use std::path::{Path, PathBuf};

use coursewright::{Package, Standard};

use crate::Status;
use crate::args::PackArgs;
use crate::failure::Failure;
use crate::session::{Session, Voice};

/// Wraps a folder of web content into a package for each standard.
pub(crate) fn run(args: &PackArgs) -> Result<Status, Failure> {
    let mut session = Session::new(&args.folder, Voice::of(&args.telling));
    let done = pack(args, &mut session);
    session.end(done)
}

fn pack(args: &PackArgs, session: &mut Session) -> Result<(), Failure> {
    let timestamp = super::write::timestamp()?;
    super::look_at(&args.folder, "folder with the content")?;
    super::look_at_schemas(args.schemas.as_deref())?;
    stay_outside(&args.folder, &args.out)?;
    let targets = targets(&args.standards(), &args.out);
    super::write::packages(&targets, session, timestamp, |standard, _| {
        let mut builder = Package::builder(standard).title(&args.title).folder(&args.folder);
        if let Some(id) = &args.id {
            builder = builder.identifier(id);
        }
        if let Some(language) = &args.language {
            builder = builder.language(language);
        }
        if let Some(page) = &args.launch {
            builder = builder.launch(page);
        }
        if let Some(percent) = args.mastery_score {
            builder = builder.mastery_score(percent);
        }
        if let Some(lms) = args.lms {
            builder = builder.lms(lms);
        }
        if let Some(name) = &args.script {
            builder = builder.tracking_script(name);
        }
        if let Some(folder) = &args.schemas {
            builder = builder.schemas(folder);
        }
        builder.build()
    })
}

/// The file for each standard: the one that was named, or one beside it for each of several.
fn targets(standards: &[Standard], out: &Path) -> Vec<(Standard, PathBuf)> {
    if let [standard] = standards {
        return vec![(*standard, out.to_path_buf())];
    }
    let is_package = out.extension().is_some_and(|extension| {
        ["zip", "imscc"].iter().any(|package| extension.eq_ignore_ascii_case(package))
    });
    let stem = if is_package { out.file_stem() } else { out.file_name() }.unwrap_or_default();
    let name = |standard: Standard| {
        let mut name = stem.to_owned();
        name.push(format!("-{standard}.{}", standard.extension()));
        out.with_file_name(name)
    };
    standards.iter().map(|standard| (*standard, name(*standard))).collect()
}

/// A package in the folder that is packed would be part of the next one; and the folder is never written to.
fn stay_outside(folder: &Path, out: &Path) -> Result<(), Failure> {
    let Ok(folder) = folder.canonicalize() else { return Ok(()) };
    let whole = std::path::absolute(out).map_err(|error| Failure::io("cannot write", out, &error))?;
    let near = whole.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
    if near.is_some_and(|near| near.starts_with(&folder)) {
        let message = format!("{} lies inside the folder that is packed", out.display());
        return Err(Failure::new(message).help("name a file outside of it with --out"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use coursewright::standard::CartridgeVersion;

    use super::*;

    #[test]
    fn several_packages_are_named_after_their_standards() {
        let names = |standards: &[Standard], out: &str| -> Vec<String> {
            let targets = targets(standards, Path::new(out));
            targets.into_iter().map(|(_, path)| path.display().to_string()).collect()
        };
        let two = [Standard::Scorm12, Standard::CommonCartridge(CartridgeVersion::V1_3)];
        assert_eq!(names(&two[..1], "a/game.zip"), ["a/game.zip"]);
        assert_eq!(names(&two, "a/game.zip"), ["a/game-scorm12.zip", "a/game-cc13.imscc"]);
        assert_eq!(names(&two, "v1.2"), ["v1.2-scorm12.zip", "v1.2-cc13.imscc"]);
    }
}
