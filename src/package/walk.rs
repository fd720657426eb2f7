//! The files of a folder, as an author means them.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::file::PackageFile;
use super::{names, rules};
use crate::diagnostic::Rule;
use crate::{Diagnostic, Error, Place, Report};

/// A file of a folder.
#[derive(Debug)]
pub(crate) struct Found {
    /// Relative to the folder, with forward slashes.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) path: PathBuf,
    metadata: Metadata,
}

impl From<Found> for PackageFile {
    fn from(found: Found) -> Self {
        Self::measured(found.name, found.path, &found.metadata)
    }
}

/// The files of a folder and of its folders, in the order of their names, and findings about what was left out.
///
/// Hidden files and what operating systems and editors leave behind are passed over in silence. A symbolic link is followed
/// where it stays inside the folder. The folder is only read.
///
/// # Errors
///
/// [`Error::Io`] when the folder, or one in it, cannot be read.
pub(crate) fn walk(folder: &Path) -> Result<(Vec<Found>, Report), Error> {
    walk_with(folder, true)
}

/// As [`walk`], but every symbolic link is left out.
///
/// # Errors
///
/// As [`walk`].
pub(crate) fn walk_without_links(folder: &Path) -> Result<(Vec<Found>, Report), Error> {
    walk_with(folder, false)
}

fn walk_with(folder: &Path, follow_links: bool) -> Result<(Vec<Found>, Report), Error> {
    let root = folder.canonicalize().map_err(|error| Error::read(folder, error))?;
    let mut walk = Walk { folder, root, follow_links, found: Vec::new(), report: Report::default() };
    let mut entries =
        WalkDir::new(folder).min_depth(1).follow_links(follow_links).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        if !walk.take(entry)? && is_folder {
            entries.skip_current_dir();
        }
    }
    let Walk { mut found, report, .. } = walk;
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((found, report))
}

struct Walk<'a> {
    folder: &'a Path,
    root: PathBuf,
    follow_links: bool,
    found: Vec<Found>,
    report: Report,
}

impl Walk<'_> {
    /// Takes in one entry, or says that it is not wanted.
    fn take(&mut self, entry: walkdir::Result<DirEntry>) -> Result<bool, Error> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.broken(error).map(|()| false),
        };
        let file_name = entry.file_name().to_string_lossy();
        if file_name.starts_with('.') || names::is_litter(&file_name) {
            return Ok(false);
        }
        let Some(name) = self.name(entry.path()) else {
            self.left_out(&rules::NAME_NOT_UTF_8, entry.path(), "the name of this file is not valid UTF-8");
            return Ok(false);
        };
        if entry.path_is_symlink() && !self.follow_links {
            self.left_out(&rules::LINK_LEFT_OUT, entry.path(), "links are not followed here");
            return Ok(false);
        }
        if entry.path_is_symlink() && !self.stays_inside(entry.path()) {
            self.left_out(&rules::LINK_LEFT_OUT, entry.path(), "the link leads out of the folder");
            return Ok(false);
        }
        let metadata = entry.metadata().map_err(|error| Error::read(entry.path(), error.into()))?;
        if metadata.is_file() {
            self.found.push(Found { name, path: entry.into_path(), metadata });
        } else if !metadata.is_dir() {
            self.left_out(&rules::NOT_A_FILE, entry.path(), "this is a device, pipe or socket, and no file");
        }
        Ok(true)
    }

    /// A link that leads nowhere or in a circle is a finding; what cannot be read is an error.
    fn broken(&mut self, error: walkdir::Error) -> Result<(), Error> {
        let path = error.path().unwrap_or(self.folder).to_path_buf();
        if error.loop_ancestor().is_some() {
            self.left_out(&rules::LINK_LEFT_OUT, &path, "the link leads in a circle");
        } else if path.is_symlink() && !hidden(&path) {
            self.left_out(&rules::LINK_LEFT_OUT, &path, "the link leads to nothing");
        } else if !path.is_symlink() {
            return Err(Error::read(&path, error.into()));
        }
        Ok(())
    }

    fn stays_inside(&self, link: &Path) -> bool {
        link.canonicalize().is_ok_and(|target| target.starts_with(&self.root))
    }

    fn name(&self, path: &Path) -> Option<String> {
        let parts = path.strip_prefix(self.folder).ok()?.iter().map(|part| part.to_str());
        Some(parts.collect::<Option<Vec<_>>>()?.join("/"))
    }

    fn left_out(&mut self, rule: &'static Rule, path: &Path, message: &str) {
        let name = self
            .name(path)
            .unwrap_or_else(|| path.strip_prefix(self.folder).unwrap_or(path).to_string_lossy().into());
        self.report.push(Diagnostic::new(rule, message).place(Place::file(name)));
    }
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        name.starts_with('.') || names::is_litter(&name)
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        folder
    }

    fn names(found: &[Found]) -> Vec<&str> {
        found.iter().map(|found| found.name.as_str()).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_names() {
        let folder = folder(&["b/x.html", "b-1.html", "a.html", "b/a/y.html", "B.html"]);
        let (found, report) = walk(folder.path()).unwrap();
        assert_eq!(names(&found), ["B.html", "a.html", "b-1.html", "b/a/y.html", "b/x.html"]);
        assert!(report.is_empty());
        assert_eq!(PackageFile::from(found.into_iter().next().unwrap()).read().unwrap(), b"B.html");
    }

    #[test]
    fn litter_is_passed_over() {
        let folder = folder(&[
            ".git/config",
            ".DS_Store",
            "a/Thumbs.db",
            "a/desktop.ini",
            "__MACOSX/a.html",
            "a/page.html~",
            "a/page.html",
            ".hidden/page.html",
        ]);
        let (found, report) = walk(folder.path()).unwrap();
        assert_eq!(names(&found), ["a/page.html"]);
        assert!(report.is_empty());
    }

    #[test]
    fn a_missing_folder_is_named() {
        let missing = Path::new("no/such/folder");
        assert!(matches!(walk(missing), Err(Error::Io { path, .. }) if path == missing));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_inside_only() {
        use std::os::unix::fs::symlink;

        let outside = folder(&["secret.html"]);
        let folder = folder(&["a/page.html", "b/x.html"]);
        let at = |name: &str| folder.path().join(name);
        symlink("page.html", at("a/same.html")).unwrap();
        symlink("../b", at("a/b")).unwrap();
        symlink("..", at("a/circle")).unwrap();
        symlink("nothing", at("dangling.html")).unwrap();
        symlink(outside.path(), at("out")).unwrap();
        symlink(outside.path().join("secret.html"), at("secret.html")).unwrap();
        symlink("nothing", at(".hidden")).unwrap();

        let (found, report) = walk(folder.path()).unwrap();
        assert_eq!(names(&found), ["a/b/x.html", "a/page.html", "a/same.html", "b/x.html"]);
        let places: Vec<_> =
            report.iter().map(|d| (d.code(), d.place.as_ref().unwrap().file.as_str())).collect();
        assert_eq!(
            places,
            [("CW417", "a/circle"), ("CW417", "dangling.html"), ("CW417", "out"), ("CW417", "secret.html")]
        );

        let (found, report) = walk_without_links(folder.path()).unwrap();
        assert_eq!(names(&found), ["a/page.html", "b/x.html"]);
        assert_eq!(report.iter().count(), 6);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_not_utf_8_are_findings() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let folder = folder(&["a.html"]);
        fs::write(folder.path().join(OsStr::from_bytes(b"b\xff.html")), "").unwrap();
        let (found, report) = walk(folder.path()).unwrap();
        assert_eq!(names(&found), ["a.html"]);
        assert_eq!(report.iter().map(Diagnostic::code).collect::<Vec<_>>(), ["CW418"]);
    }
}
