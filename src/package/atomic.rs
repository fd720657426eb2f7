//! Files and folders that appear whole or not at all.
//!
//! Nothing is forced to disk: this guards against a process that fails or is stopped, not against a loss of power.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process;

use crate::Error;

/// A file that is being written beside its place. Unless it is kept, it is removed.
pub(super) struct Part {
    /// `None` once closed: Windows does not rename or remove an open file.
    file: Option<File>,
    place: Place,
}

/// A folder that is being filled beside its place. Unless it is kept, it is removed with all that is in it.
pub(super) struct PartFolder {
    place: Place,
}

struct Place {
    part: PathBuf,
    target: PathBuf,
    kept: bool,
}

impl Part {
    pub(super) fn create(target: &Path) -> Result<Self, Error> {
        if target.is_dir() {
            return Err(Error::write(target, io::ErrorKind::IsADirectory.into()));
        }
        let (place, file) = Place::beside(target, |part| File::create_new(part))?;
        Ok(Self { file: Some(file), place })
    }

    pub(super) fn file(&self) -> &File {
        self.file.as_ref().expect("open until it is kept or dropped")
    }

    /// Puts the file in its place, over the one that may be there.
    pub(super) fn keep(mut self) -> Result<(), Error> {
        self.file = None;
        self.place.keep()
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        self.file = None;
        if !self.place.kept {
            let _ = fs::remove_file(&self.place.part);
        }
    }
}

impl PartFolder {
    pub(super) fn create(target: &Path) -> Result<Self, Error> {
        match fs::read_dir(target).map(|mut entries| entries.next().is_none()) {
            Ok(true) => {}
            Ok(false) => return Err(Error::write(target, io::ErrorKind::DirectoryNotEmpty.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(Error::write(target, error)),
        }
        let (place, ()) = Place::beside(target, |part| fs::create_dir(part))?;
        Ok(Self { place })
    }

    pub(super) fn path(&self) -> &Path {
        &self.place.part
    }

    /// Puts the folder in its place, which an empty one may have.
    pub(super) fn keep(mut self) -> Result<(), Error> {
        let target = &self.place.target;
        // Removes an empty folder only, whatever was put there meanwhile.
        match fs::remove_dir(target) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::write(target, error)),
            _ => self.place.keep(),
        }
    }
}

impl Drop for PartFolder {
    fn drop(&mut self) {
        if !self.place.kept {
            let _ = fs::remove_dir_all(&self.place.part);
        }
    }
}

impl Place {
    /// A name in the target's folder that nobody has, made into something by `create`.
    fn beside<T>(target: &Path, create: impl Fn(&Path) -> io::Result<T>) -> Result<(Self, T), Error> {
        let Some(name) = target.file_name() else {
            return Err(Error::write(
                target,
                io::Error::new(io::ErrorKind::InvalidFilename, "not a file name"),
            ));
        };
        let mut attempt = 0u32;
        loop {
            let mut part = OsString::from(".");
            part.push(name);
            part.push(format!(".part-{}", process::id()));
            if attempt > 0 {
                part.push(format!("-{attempt}"));
            }
            let part = target.with_file_name(part);
            match create(&part) {
                Ok(created) => {
                    return Ok((Self { part, target: target.to_path_buf(), kept: false }, created));
                }
                // Another thread's, or left by a process that was killed and had the same number.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && attempt < 1_000 => attempt += 1,
                Err(error) => return Err(Error::write(target, error)),
            }
        }
    }

    fn keep(&mut self) -> Result<(), Error> {
        fs::rename(&self.part, &self.target).map_err(|error| Error::write(&self.target, error))?;
        self.kept = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
    }

    #[test]
    fn a_file_appears_only_when_kept() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("a.zip");
        fs::write(&target, "old").unwrap();

        let dropped = Part::create(&target).unwrap();
        dropped.file().write_all(b"half").unwrap();
        assert_eq!(names(folder.path()).len(), 2);
        drop(dropped);
        assert_eq!(names(folder.path()), ["a.zip"]);
        assert_eq!(fs::read(&target).unwrap(), b"old");

        let (first, second) = (Part::create(&target).unwrap(), Part::create(&target).unwrap());
        second.file().write_all(b"second").unwrap();
        first.keep().unwrap();
        second.keep().unwrap();
        assert_eq!(names(folder.path()), ["a.zip"]);
        assert_eq!(fs::read(&target).unwrap(), b"second");
    }

    #[test]
    fn a_folder_takes_the_place_of_an_empty_one_only() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        fs::create_dir(&target).unwrap();
        let part = PartFolder::create(&target).unwrap();
        fs::write(part.path().join("x"), "x").unwrap();
        part.keep().unwrap();
        assert_eq!(names(&target), ["x"]);

        assert!(matches!(PartFolder::create(&target), Err(Error::Io { path, .. }) if path == target));
        assert_eq!(names(&target), ["x"]);
        assert_eq!(names(folder.path()), ["out"]);
    }

    #[test]
    fn errors_name_the_target() {
        let folder = tempfile::tempdir().unwrap();
        for target in [folder.path().join("missing/a.zip"), folder.path().to_path_buf(), PathBuf::from("/")] {
            assert!(matches!(Part::create(&target), Err(Error::Io { path, .. }) if path == target));
        }
    }
}
