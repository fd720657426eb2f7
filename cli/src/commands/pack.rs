//! `coursewright pack`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use coursewright::{Package, Standard};

use super::write::{Form, Target};
use crate::Status;
use crate::args::{Format, PackArgs};
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
    let language = args.language.clone().unwrap_or_else(|| "en".to_owned());
    let target = |(standard, path)| Target { standard, language: language.clone(), path };
    let targets: Vec<_> =
        targets(&args.standards(), &args.out, args.format).into_iter().map(target).collect();
    let form = Form { format: args.format, timestamp };
    super::write::packages(&targets, session, form, |target, _| {
        let mut builder = Package::builder(target.standard).title(&args.title).folder(&args.folder);
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

/// The file or folder for each standard: the one that was named, or one beside it for each of several.
fn targets(standards: &[Standard], out: &Path, format: Format) -> Vec<(Standard, PathBuf)> {
    if let [standard] = standards {
        return vec![(*standard, out.to_path_buf())];
    }
    let is_package = |extension: &OsStr| {
        standards.iter().any(|standard| extension.eq_ignore_ascii_case(standard.extension()))
            || extension.eq_ignore_ascii_case("zip")
    };
    let has_extension = out.extension().is_some_and(is_package);
    let stem = if has_extension { out.file_stem() } else { out.file_name() }.unwrap_or_default();
    let name = |standard| {
        let mut name = stem.to_owned();
        name.push(format.name("", standard));
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
    use coursewright::Edition;
    use coursewright::standard::CartridgeVersion;

    use super::*;

    #[test]
    fn several_packages_are_named_after_their_standards() {
        let names = |standards: &[Standard], out: &str| -> Vec<String> {
            let targets = targets(standards, Path::new(out), Format::Zip);
            targets.into_iter().map(|(_, path)| path.display().to_string()).collect()
        };
        let both = [Standard::Scorm12, Standard::Scorm2004(Edition::Fourth)];
        assert_eq!(names(&both[..1], "a/game.zip"), ["a/game.zip"]);
        assert_eq!(names(&both, "a/game.zip"), ["a/game-scorm12.zip", "a/game-scorm2004-4th.zip"]);
        assert_eq!(names(&both, "v1.2"), ["v1.2-scorm12.zip", "v1.2-scorm2004-4th.zip"]);
        let mixed = [Standard::Web, Standard::CommonCartridge(CartridgeVersion::V1_3)];
        assert_eq!(names(&mixed, "game.imscc"), ["game-web.zip", "game-cc13.imscc"]);
        let folders = targets(&mixed, Path::new("a/site"), Format::Folder);
        assert_eq!(folders[0].1, Path::new("a/site-web"));
    }
}
