//! The files of a course folder: read under limits, and never outside of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FolderReader;
use crate::diagnostic::Place;
use crate::source::rules;
use crate::source::text::SourceText;

/// The longest text file that is read, in bytes.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

impl FolderReader<'_> {
    /// A text file of the folder; when it cannot be had, a finding says why.
    pub(in crate::source) fn text(&mut self, name: &str) -> Option<SourceText> {
        let path = self.inside(name, Place::file(name))?;
        if path.metadata().is_ok_and(|metadata| !metadata.is_file()) {
            // Opening a pipe would wait for whoever writes into it.
            let help = "put a text file there, or take it out of the folder";
            self.finding(&rules::UNREADABLE, Place::file(name), "this is no ordinary file", help);
            return None;
        }
        let bytes = match read_limited(&path) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => {
                let message = format!("the file has more than {} MiB", MAX_BYTES >> 20);
                self.finding(&rules::TOO_LARGE, Place::file(name), message, "split it into several lessons");
                return None;
            }
            Err(error) => {
                self.unreadable(Place::file(name), &error);
                return None;
            }
        };
        match String::from_utf8(bytes) {
            Ok(text) => Some(SourceText::new(name, &text)),
            Err(error) => {
                self.not_utf8(name, error.as_bytes(), error.utf8_error().valid_up_to());
                None
            }
        }
    }

    /// A path without links, when it is inside the course folder; a finding at the place says when it is not.
    pub(in crate::source) fn inside(&mut self, name: &str, place: Place) -> Option<PathBuf> {
        match self.folder.join(name).canonicalize() {
            Ok(path) if path.starts_with(&self.root) => return Some(path),
            Ok(_) => {
                let help = "put the file itself there instead of the link";
                let message = format!("`{name}` is a link that leads out of the {}", self.main_file.folder);
                self.finding(&rules::LINK_OUTSIDE, place, message, help);
            }
            Err(error) => self.unreadable(place, &error),
        }
        None
    }

    pub(super) fn unreadable(&mut self, place: Place, error: &io::Error) {
        let help = "look at its permissions, and whether another program holds it";
        self.finding(&rules::UNREADABLE, place, format!("cannot be read: {error}"), help);
    }

    fn not_utf8(&mut self, name: &str, bytes: &[u8], valid: usize) {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            let help = "save it as UTF-8; Windows calls what it is now “Unicode”";
            self.finding(&rules::NOT_UTF8, Place::file(name), "the file is UTF-16", help);
            return;
        }
        let readable = SourceText::new(name, &String::from_utf8_lossy(&bytes[..valid]));
        let (line, column) = readable.line_and_column(readable.text().len());
        let place = SourceText::new(name, &String::from_utf8_lossy(bytes)).place_at(line, column);
        let help = "open it in an editor, choose the encoding that it has, and save it as UTF-8";
        self.finding(&rules::NOT_UTF8, place, "this character is not UTF-8", help);
    }
}

/// The names in a folder, spelt as the folder spells them: some systems find `Trust.md` under `trust.md`.
pub(in crate::source) fn names_in(folder: &Path) -> io::Result<BTreeSet<String>> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

/// The bytes of a file; `None` when there are too many.
fn read_limited(path: &Path) -> io::Result<Option<Vec<u8>>> {
    use std::io::Read;
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}
