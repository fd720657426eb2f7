//! The commands, one file each, and what several of them need.

pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod explain;
pub(crate) mod lms;
pub(crate) mod new;
pub(crate) mod pack;
pub(crate) mod path;
pub(crate) mod standards;
pub(crate) mod write;

use std::path::Path;

use coursewright::{Course, Publisher, Standard, Theme};

use crate::args::Publishing;
use crate::failure::Failure;
use crate::session::Session;

/// Says plainly when a folder is not there, or is a file.
fn look_at(folder: &Path, what: &str) -> Result<(), Failure> {
    match folder.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => {
            let failure = Failure::new(format!("{} is a file; the {what} is needed", folder.display()));
            let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
            Err(failure.help(format!("name its folder: {}", parent.unwrap_or(Path::new(".")).display())))
        }
        Err(error) => Err(Failure::io("cannot read", folder, &error)),
    }
}

/// The same for the folder of schemas, if one was named.
fn look_at_schemas(folder: Option<&Path>) -> Result<(), Failure> {
    folder.map_or(Ok(()), |folder| look_at(folder, "folder with the schemas"))
}

/// The standards that were asked for. Of those that nobody named, only the ones that the course has something for; the
/// others are told.
fn standards(publishing: &Publishing, course: &Course, session: &mut Session) -> Vec<Standard> {
    let is_wanted = |standard: &Standard| publishing.names(*standard) || standard.is_for(course);
    let (wanted, left_out) = publishing.standards().into_iter().partition(is_wanted);
    session.left_out(left_out);
    wanted
}

/// A publisher with the LMS, layout, theme and schemas that were asked for, if any were.
fn publisher(publishing: &Publishing, theme: Option<Theme>) -> Publisher {
    let mut publisher = Publisher::new();
    if let Some(lms) = publishing.lms {
        publisher = publisher.lms(lms);
    }
    if let Some(layout) = publishing.layout() {
        publisher = publisher.layout(layout);
    }
    if let Some(theme) = theme {
        publisher = publisher.theme(theme);
    }
    if let Some(folder) = &publishing.schemas {
        publisher = publisher.schemas(folder);
    }
    publisher
}
