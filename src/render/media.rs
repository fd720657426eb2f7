//! Media files of a course: where they go in the package, under which names.

use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "sanitise")]
use std::sync::Arc;

use crate::model::{Locus, MediaSource, Origin, normal};

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
        let stem = match stem.as_str() {
            "" => "file".to_owned(),
            device if is_device(device) => format!("{device}-1"),
            _ => stem,
        };
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

/// `%20` and the like as the bytes that they stand for (RFC 3986 §2.1); what is no UTF-8 then stays as it was.
pub(super) fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| *first == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

/// Names that Windows keeps for devices, whatever the extension.
fn is_device(stem: &str) -> bool {
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit())
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

/// The media that pages use, by the author's path, and the part from elsewhere whose file it is.
#[derive(Default)]
pub(super) struct Media {
    used: BTreeMap<(Option<Locus>, String), (String, MediaSource)>,
    /// The names that they have in the package.
    #[cfg(feature = "sanitise")]
    names: Arc<BTreeSet<String>>,
    /// Files that no author wrote, such as calendar entries.
    made: Vec<(String, MediaSource)>,
}

impl Media {
    /// The name in the package of the file with the author's path, as a part of the course names it, or `None` when there is no
    /// such file. A path may also be written as a URL, percent-encoded, as Markdown wants it for spaces.
    pub(super) fn name(
        &mut self,
        locus: Locus,
        path: &str,
        origin: &Origin,
        names: &mut Names,
    ) -> Option<String> {
        let part = origin.part(locus).map(|(part, _)| part);
        let origin = origin.of(locus);
        let decoded = percent_decoded(path);
        let mut spelled = [path, &decoded].into_iter().filter_map(normal);
        let (path, source) = spelled.find_map(|path| origin.media(&path).map(|source| (path, source)))?;
        let wanted = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let key = (part, path);
        if let Some((name, _)) = self.used.get(&key) {
            return Some(name.clone());
        }
        let name = names.claim("media/", &wanted);
        #[cfg(feature = "sanitise")]
        Arc::make_mut(&mut self.names).insert(name.clone());
        self.used.insert(key, (name.clone(), source));
        Some(name)
    }

    /// The names given so far.
    #[cfg(feature = "sanitise")]
    pub(super) fn names(&self) -> Arc<BTreeSet<String>> {
        Arc::clone(&self.names)
    }

    /// Adds a file that is made of what the author says, under a name that was claimed for it.
    pub(super) fn add(&mut self, name: &str, text: String) {
        self.made.push((name.to_owned(), MediaSource::Bytes(text.into_bytes().into())));
    }

    /// Names in the package and where the bytes come from.
    pub(super) fn into_files(self) -> impl Iterator<Item = (String, MediaSource)> {
        self.used.into_values().chain(self.made)
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
    fn percent_encoding_is_undone_once() {
        assert_eq!(percent_decoded("a%20b%C3%A9%2520"), "a bé%20");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%ff%é"), "%ff%é");
    }

    #[test]
    fn names_are_plain_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.claim("media/", "Hände & Füße.SVG"), "media/h-nde-f-e.svg");
        assert_eq!(names.claim("media/", "h-nde-f-e.svg"), "media/h-nde-f-e-2.svg");
        assert_eq!(names.claim("media/", "日本.png"), "media/file.png");
        assert_eq!(names.claim("lessons/", "Index.html"), "lessons/index.html");
        assert_eq!(names.claim("", "index.html"), "index-2.html");
        assert_eq!(names.claim("lessons/", "con.html"), "lessons/con-1.html");
    }
}
