//! Anchors of headings.

use std::collections::BTreeMap;

/// What the theme's templates put before an id of the author's.
const PREFIXES: [&str; 8] = ["activity", "title", "label", "scene", "result", "prompt", "hint", "count"];

/// The anchors of a page, each of them once.
#[derive(Default)]
pub(super) struct Anchors {
    /// With the number that the next heading of the same words gets.
    taken: BTreeMap<String, usize>,
}

impl Anchors {
    /// The anchors of a page on which questions and activities have these ids.
    pub(super) fn beside<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let names = |id: &'a str| PREFIXES.map(|prefix| (format!("{prefix}-{id}"), 2));
        Self { taken: ids.flat_map(names).collect() }
    }

    /// The anchor of the next heading.
    pub(super) fn take(&mut self, heading: &str) -> String {
        let wanted = slug(heading);
        let mut number = self.taken.get(&wanted).copied().unwrap_or(1);
        let mut anchor = wanted.clone();
        while self.taken.contains_key(&anchor) {
            anchor = format!("{wanted}-{number}");
            number += 1;
        }
        self.taken.insert(wanted, number.max(2));
        self.taken.entry(anchor.clone()).or_insert(2);
        anchor
    }
}

/// The anchor of a heading, as most Markdown tools make it: lower case, letters and digits of any script, and a hyphen
/// for each run of white space; other characters go.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            out.push(c);
        } else if c.is_whitespace() && !out.ends_with('-') {
            out.push('-');
        }
    }
    // The theme's own anchors begin so.
    if out.is_empty() || out.starts_with("cw-") || out.starts_with("question-") {
        out.insert_str(0, if out.is_empty() { "section" } else { "section-" });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Anchors;

    #[test]
    fn no_anchor_is_there_twice_and_many_of_the_same_words_take_no_long_search() {
        let mut anchors = Anchors::beside(["a"].into_iter());
        let taken: Vec<_> = ["Tides", "Tides", "Tides 2", "Tides", "Hint a", "Hint b"]
            .map(|heading| anchors.take(heading))
            .into();
        assert_eq!(taken, ["tides", "tides-2", "tides-2-2", "tides-3", "hint-a-2", "hint-b"]);
        let last = (0..20_000).map(|_| anchors.take("Tides")).last();
        assert_eq!(last.as_deref(), Some("tides-20003"));
    }

    #[test]
    fn slugs_are_those_of_other_tools() {
        assert_eq!(super::slug("Say what you do not know"), "say-what-you-do-not-know");
        assert_eq!(super::slug("What’s next?"), "whats-next");
        assert_eq!(super::slug("信頼 について"), "信頼-について");
        assert_eq!(super::slug("!?"), "section");
        assert_eq!(super::slug("CW content"), "section-cw-content");
    }
}
