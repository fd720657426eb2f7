//! Why a command ends without doing its work, in plain words and with a way out.

use std::fmt::Display;
use std::io;
use std::path::Path;

use coursewright::Error;

use crate::output;

/// Wrong usage, or a file that cannot be read or written. What is wrong with content is a finding.
#[derive(Debug)]
pub(crate) struct Failure {
    /// What happened, naming the file.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) help: Option<String>,
}

impl Failure {
    /// A failure that says all in one sentence.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// With a way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What the operating system said about a file or folder.
    pub(crate) fn io(action: &str, path: &Path, error: &io::Error) -> Self {
        let message = format!("{action} {}: {}", path.display(), plain(error));
        Self { message, help: way_out(error.kind()).map(str::to_owned) }
    }

    /// Prints it to standard error.
    pub(crate) fn tell(&self) {
        output::tell_failure(&self.message, self.help.as_deref());
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match &error {
            Error::Io { action, path, source, .. } => Self::io(action, path, source),
            Error::Template { .. } => {
                Self::new(error.to_string()).help("mend the template in the folder of the theme")
            }
            _ => Self::new(error.to_string()),
        }
    }
}

/// What the operating system says, without its number.
fn plain(error: &impl Display) -> String {
    let text = error.to_string();
    text.split(" (os error ").next().unwrap_or(&text).to_owned()
}

fn way_out(kind: io::ErrorKind) -> Option<&'static str> {
    use io::ErrorKind as Kind;
    Some(match kind {
        Kind::NotFound => "look at the spelling, and whether the file or folder was moved",
        Kind::PermissionDenied => "look at the permissions, or name another place",
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => "make room, or name another place",
        Kind::ReadOnlyFilesystem => "name a place that can be written to",
        Kind::NotADirectory | Kind::AlreadyExists => "a file is where a folder is needed: name another place",
        Kind::IsADirectory => "a folder is where a file is needed: name another place",
        Kind::DirectoryNotEmpty => "name a new folder, or an empty one",
        Kind::InvalidFilename => "use a shorter name, without special characters",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_name_the_file_and_the_way_out_without_numbers_of_the_system() {
        let error = io::Error::from_raw_os_error(2);
        let failure = Failure::io("cannot read", Path::new("a/b.svg"), &error);
        assert!(failure.message.starts_with("cannot read a/b.svg: "), "{}", failure.message);
        assert!(!failure.message.contains("os error"), "{}", failure.message);
        assert!(failure.help.is_some());
    }
}
