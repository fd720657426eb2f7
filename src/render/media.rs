//! Media files of a course: where they go in the package, under which names.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{MediaSource, Origin};

/// Names in a package: lower-case ASCII, and no two files of one base name, since one LMS finds files by it alone.
#[derive(Default)]
pub(super) struct Names {
    used: BTreeSet<String>,
}

impl Names {
    /// A name in a folder, as near to the wanted base name as the rules allow.
    pub(super) fn claim(&mut self, folder: &str, wanted: &str) -> String {
        let (stem, extension) = wanted.rsplit_once('.').unwrap_or((wanted, ""));
        let (stem, extension) = (plain(stem), plain(extension));
        let stem = if stem.is_empty() { "file".to_owned() } else { stem };
        let extension = if extension.is_empty() { String::new() } else { format!(".{extension}") };
        let mut name = format!("{stem}{extension}");
        let mut count = 1;
        while !self.used.insert(name.clone()) {
            count += 1;
            name = format!("{stem}-{count}{extension}");
        }
        format!("{folder}{name}")
    }
}

/// Lower-case ASCII letters, digits, `-` and `_`; other characters become one `-`. Long names are cut.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(60);
    out.trim_end_matches('-').to_owned()
}

/// The media that pages use, by the author's path.
#[derive(Default)]
pub(super) struct Media {
    used: BTreeMap<String, (String, MediaSource)>,
}

impl Media {
    /// The name in the package of the file with the author's path, or `None` when there is no such file.
    pub(super) fn name(&mut self, path: &str, origin: &Origin, names: &mut Names) -> Option<String> {
        if let Some((name, _)) = self.used.get(path) {
            return Some(name.clone());
        }
        let source = origin.media(path)?;
        let name = names.claim("media/", path.rsplit('/').next().unwrap_or(path));
        self.used.insert(path.to_owned(), (name.clone(), source));
        Some(name)
    }

    /// Names in the package and where the bytes come from.
    pub(super) fn into_files(self) -> impl Iterator<Item = (String, MediaSource)> {
        self.used.into_values()
    }
}

/// The media type that browsers expect for a file name.
pub(super) fn media_type(path: &str) -> &'static str {
    match extension(path).as_str() {
        "mp3" => "audio/mpeg",
        "m4a" | "aac" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        "flac" => "audio/flac",
        "webm" => "video/webm",
        "ogv" => "video/ogg",
        "mov" => "video/quicktime",
        _ => "video/mp4",
    }
}

pub(super) fn extension(path: &str) -> String {
    path.rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'))
        .map_or_else(String::new, |(_, e)| e.to_ascii_lowercase())
}

/// A size for people: `12 KB`.
pub(super) fn size_text(source: Option<&MediaSource>) -> String {
    let bytes = match source {
        Some(MediaSource::Bytes(bytes)) => bytes.len() as u64,
        Some(MediaSource::File(path)) => std::fs::metadata(path).map_or(0, |metadata| metadata.len()),
        None => 0,
    };
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} KB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.claim("media/", "Hände & Füße.SVG"), "media/h-nde-f-e.svg");
        assert_eq!(names.claim("media/", "h-nde-f-e.svg"), "media/h-nde-f-e-2.svg");
        assert_eq!(names.claim("media/", "日本.png"), "media/file.png");
        assert_eq!(names.claim("lessons/", "Index.html"), "lessons/index.html");
        assert_eq!(names.claim("", "index.html"), "index-2.html");
    }
}
