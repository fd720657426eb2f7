use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::Locus;
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
}

impl PartialEq for Origin {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Origin {
    /// The source of a media path, or `None` when there is no such file.
    pub(crate) fn media(&self, path: &str) -> Option<MediaSource> {
        if let Some(bytes) = self.files.get(path) {
            return Some(MediaSource::Bytes(Arc::clone(bytes)));
        }
        let file = self.folder.as_ref()?.join(path);
        file.is_file().then_some(MediaSource::File(file))
    }

    /// The findings, each at the place of the part of the course that it speaks of.
    pub(crate) fn locate(&self, findings: impl IntoIterator<Item = (Locus, Diagnostic)>) -> Report {
        let mut report = Report::default();
        for (locus, mut diagnostic) in findings {
            if diagnostic.place.is_none() {
                diagnostic.place = locus.outward().find_map(|locus| self.places.get(&locus)).cloned();
            }
            report.push(diagnostic);
        }
        report
    }
}

/// Whether a media path stays inside the course folder: relative, forward slashes, no `..`.
pub(crate) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains('\\')
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}
