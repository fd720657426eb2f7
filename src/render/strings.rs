//! Which texts of the user interface fit a language best.
//!
//! Tags are looked up as BCP 47 lookup does (RFC 4647, 3.4), by leaving out subtags from the end. When that finds nothing,
//! another variety of the same language is better than English: Brazilian for Portuguese. What matters then is the
//! script; Simplified characters for Taiwan are the last choice. A whole database of likely subtags would weigh more than
//! the player, and say the same about the few languages that are written in several scripts.

/// Languages whose script depends on the country: language, country, script.
const SCRIPTS: &[(&str, &str, &str)] = &[
    ("zh", "tw", "hant"),
    ("zh", "hk", "hant"),
    ("zh", "mo", "hant"),
    ("zh", "", "hans"),
    ("sr", "", "cyrl"),
];

/// Other names of languages: old ones, and varieties that are written alike.
const NAMES: &[(&str, &str)] =
    &[("iw", "he"), ("nb", "no"), ("nn", "no"), ("cmn", "zh"), ("ji", "yi"), ("in", "id")];

/// The tags, of those that there are, whose texts fit a language: the best one last, English first.
pub(super) fn fitting<'a>(language: &str, there: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let wanted = Tag::of(language);
    let mut fitting: Vec<(usize, &str)> =
        there.filter_map(|tag| Some((wanted.fit(&Tag::of(tag))?, tag))).collect();
    fitting.sort();
    fitting.into_iter().map(|(_, tag)| tag).collect()
}

/// A language tag in pieces, in lower case.
struct Tag {
    language: String,
    script: String,
    subtags: Vec<String>,
}

impl Tag {
    fn of(tag: &str) -> Self {
        let mut subtags: Vec<String> = tag.split(['-', '_']).map(str::to_ascii_lowercase).collect();
        let language = subtags.remove(0);
        let language =
            NAMES.iter().find(|(name, _)| *name == language).map_or(language, |(_, name)| (*name).to_owned());
        let is_script =
            |subtag: &&String| subtag.len() == 4 && subtag.bytes().all(|b| b.is_ascii_alphabetic());
        let written = subtags.iter().find(is_script).cloned();
        let likely = || {
            let is_here =
                |country: &str| country.is_empty() || subtags.iter().any(|subtag| subtag == country);
            let found = SCRIPTS.iter().find(|(name, country, _)| *name == language && is_here(country));
            found.map(|(_, _, script)| (*script).to_owned())
        };
        let script = written.or_else(likely).unwrap_or_default();
        Self { language, script, subtags }
    }

    /// How well the texts of another tag fit this one; not at all when they are in another language than English.
    fn fit(&self, other: &Self) -> Option<usize> {
        let shared = self.subtags.iter().zip(&other.subtags).take_while(|(a, b)| a == b).count();
        let is_wider = shared == other.subtags.len();
        match (self.language == other.language, self.script == other.script, is_wider) {
            (true, true, true) => Some(3 + shared),
            (true, true, false) => Some(2),
            (true, false, _) => Some(1),
            (false, _, _) => (other.language == "en" && other.subtags.is_empty()).then_some(0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THERE: [&str; 7] = ["de", "en", "es", "he", "pt-BR", "zh-Hans", "zh-Hant"];

    fn best(language: &str, there: &[&'static str]) -> &'static str {
        fitting(language, there.iter().copied()).last().unwrap()
    }

    #[test]
    fn the_nearest_texts_are_found() {
        let cases = [
            ("de", "de"),
            ("de-AT", "de"),
            ("DE-ch", "de"),
            ("es-419", "es"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("iw", "he"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-SG", "zh-Hans"),
            ("cmn-Hans-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("tlh", "en"),
            ("en-GB", "en"),
            ("", "en"),
        ];
        for (language, expected) in cases {
            assert_eq!(best(language, &THERE), expected, "{language}");
        }
    }

    #[test]
    fn another_script_is_taken_only_if_there_is_nothing_better() {
        assert_eq!(best("zh-TW", &["en", "zh-Hans"]), "zh-Hans");
        assert_eq!(best("zh", &["en", "zh-Hant"]), "zh-Hant");
        assert_eq!(best("sr-Latn", &["en", "sr"]), "sr");
    }

    #[test]
    fn what_the_nearest_lacks_comes_from_the_next() {
        let there = ["de", "de-AT", "en", "zh-Hans"];
        assert_eq!(fitting("de-AT-1996", there.into_iter()), ["en", "de", "de-AT"]);
        // What is said in one country's variety is not said in that of another, unless there is nothing else.
        assert_eq!(fitting("de-DE", there.into_iter()), ["en", "de-AT", "de"]);
    }
}
