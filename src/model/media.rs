use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::{Id, Locus};
use crate::diagnostic::{Diagnostic, Place, Report};

/// Where the bytes of a media file come from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum MediaSource {
    /// A file on disk, read when the package is written.
    File(PathBuf),
    /// Bytes in memory.
    Bytes(Arc<[u8]>),
}

/// Where a course came from: its folder, its files in memory and the places of its parts in the author's files.
///
/// Two courses that say the same are equal wherever they came from, so any two origins are equal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    pub(crate) folder: Option<PathBuf>,
    pub(crate) files: BTreeMap<String, Arc<[u8]>>,
    pub(crate) places: BTreeMap<Locus, Place>,
    /// What was found while the course was read or built, and cannot be seen in the model any more.
    pub(crate) noted: Vec<(Locus, Diagnostic)>,
    /// Parts that were taken from elsewhere, such as a bank of another course: their files are there.
    pub(crate) parts: BTreeMap<Locus, Arc<Self>>,
    /// Lessons of the courses that it was taken from: links to them are left out.
    pub(crate) elsewhere: BTreeSet<Id>,
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Origin {
    /// Where the files are that a part of the course names.
    pub(crate) fn of(&self, locus: Locus) -> &Self {
        self.part(locus).map_or(self, |(_, origin)| origin)
    }

    /// The part from elsewhere that something belongs to; of several from one place, the first.
    pub(crate) fn part(&self, locus: Locus) -> Option<(Locus, &Self)> {
        if self.parts.is_empty() {
            return None; // as nearly every course is of one piece
        }
        let found = locus.outward().find_map(|locus| self.parts.get(&locus))?;
        let first = self.parts.iter().find(|(_, origin)| Arc::ptr_eq(origin, found));
        first.map(|(locus, origin)| (*locus, &**origin))
    }

    /// The same files, without what was found and where.
    pub(crate) fn files_alone(&self) -> Self {
        Self { folder: self.folder.clone(), files: self.files.clone(), ..Self::default() }
    }

    /// The source of a media path, or `None` when there is no such file inside the course folder. Every way to a file
    /// of the course leads through here, so nothing outside the folder can get into a package: not by `..`, not by an
    /// absolute path, not by a link on disk.
    pub(crate) fn media(&self, path: &str) -> Option<MediaSource> {
        let path = normal(path)?;
        if let Some(bytes) = self.files.get(&path) {
            return Some(MediaSource::Bytes(Arc::clone(bytes)));
        }
        self.inside(&path).filter(|file| file.is_file()).map(MediaSource::File)
    }

    /// Whether the course folder has a folder of this path, wherever it may really lead.
    pub(crate) fn has_folder(&self, path: &str) -> bool {
        self.folder.as_ref().is_some_and(|folder| folder.join(path).is_dir())
    }

    /// A path below the course folder, when it is there and is really below it.
    pub(crate) fn inside(&self, path: &str) -> Option<PathBuf> {
        let folder = self.folder.as_ref()?;
        let file = folder.join(normal(path)?);
        let is_inside = file.canonicalize().ok()?.starts_with(folder.canonicalize().ok()?);
        is_inside.then_some(file)
    }

    /// Where the author wrote something, or else what is around it.
    pub(crate) fn place(&self, locus: Locus) -> Option<&Place> {
        locus.outward().find_map(|locus| self.places.get(&locus))
    }

    /// The findings, each at the place of the part of the course that it speaks of.
    pub(crate) fn locate(&self, findings: impl IntoIterator<Item = (Locus, Diagnostic)>) -> Report {
        let mut report = Report::default();
        for (locus, mut diagnostic) in findings {
            if diagnostic.place.is_none() {
                diagnostic.place = self.place(locus).cloned();
            }
            report.push(diagnostic);
        }
        report
    }
}

/// A path in its plainest form: relative, forward slashes, no `.` and nothing empty. `None` when it leaves the folder.
pub(crate) fn normal(path: &str) -> Option<String> {
    if path.contains('\\') || path.contains('\0') {
        return None;
    }
    let mut parts = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::CurDir => {}
            _ => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        assert_eq!(normal("./media//a.svg").as_deref(), Some("media/a.svg"));
        for outside in ["", "/etc/passwd", "../a", "a/../../b", "a\\b", "."] {
            assert_eq!(normal(outside), None, "{outside}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_on_disk_do_not_lead_out() {
        let (course, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::write(elsewhere.path().join("secret.txt"), "x").unwrap();
        std::fs::write(course.path().join("own.txt"), "x").unwrap();
        std::os::unix::fs::symlink(elsewhere.path().join("secret.txt"), course.path().join("out.txt"))
            .unwrap();
        std::os::unix::fs::symlink("own.txt", course.path().join("in.txt")).unwrap();
        let origin = Origin { folder: Some(course.path().to_owned()), ..Origin::default() };
        assert!(origin.media("own.txt").is_some() && origin.media("in.txt").is_some());
        assert!(origin.media("out.txt").is_none());
    }
}
