//! `coursewright path`.

mod publish;
mod simulate;

use std::fs;
use std::path::{Path, PathBuf};

use coursewright::LearningPath;

pub(super) use publish::{build, check};

use crate::Status;
use crate::args::PathArgs;
use crate::failure::Failure;
use crate::output;
use crate::session::{Session, Voice};

/// Shows, draws or plays a learning path.
pub(crate) fn run(args: &PathArgs) -> Result<Status, Failure> {
    let voice = if args.json { Voice::Json } else { Voice::Result };
    let mut session = Session::new(&args.folder, voice).without_packages();
    let read = super::look_at(&args.folder, "folder of the path");
    let done = match read.and_then(|()| session.read_path(&args.folder)) {
        Ok(Some(path)) if args.simulate => {
            simulate::play(&path, args.seed)?;
            return Ok(Status::Fine);
        }
        Ok(Some(path)) => show(args, &path, &mut session),
        other => other.map(|_| ()),
    };
    session.end(done)
}

fn show(args: &PathArgs, path: &LearningPath, session: &mut Session) -> Result<(), Failure> {
    if !args.json {
        output::print(&format!("{}\n", path.outline()))?;
    }
    // What can be worked out of the path, before what comes of it.
    session.found(&path.route().check(), None);
    let exploration = path.explore();
    session.explored(&exploration);
    let target = |file: &Option<PathBuf>, name: &str| {
        file.clone().unwrap_or_else(|| args.folder.join("dist").join(format!("{}{name}.svg", path.id)))
    };
    if let Some(file) = &args.svg {
        write(&target(file, ""), &path.svg(), session)?;
    }
    if let Some(file) = &args.coverage {
        write(&target(file, "-coverage"), &path.svg_explored(&exploration), session)?;
    }
    Ok(())
}

/// Writes a picture, and the folder that it goes into.
fn write(path: &Path, svg: &str, session: &mut Session) -> Result<(), Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|error| Failure::io("cannot create", folder, &error))?;
    }
    fs::write(path, svg).map_err(|error| Failure::io("cannot write", path, &error))?;
    session.drawn(path)
}

/// Whether a folder is one of a learning path.
pub(super) fn is_path(folder: &Path) -> bool {
    LearningPath::is_in(folder)
}
