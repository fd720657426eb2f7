use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::model::Id;
use crate::model::question::is_space;

/// Things to tick off. What is ticked is kept for the learner and never scored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Checklist {
    /// Unique among the questions and blocks of the course that keep something.
    pub id: Id,
    /// Markdown; at most 36.
    pub items: Vec<String>,
}

/// A gate: what follows is shown when the learner has done what stands before it and goes on. Without scripts
/// everything is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Continue {
    /// Unique among the questions and blocks of the course that keep something.
    pub id: Id,
    /// Questions and blocks of the lesson that must be done; when empty, all since the gate before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<Id>,
    /// What the button says; the theme's own words when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// A text that learners write for themselves. It is kept, and sent as the standard's learner comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Reflection {
    /// Unique among the questions and blocks of the course that keep something.
    pub id: Id,
    /// Markdown.
    pub prompt: String,
    /// Characters, as UTF-16 units: 16 bits each of the learner's state at worst.
    pub max: u16,
}

impl Reflection {
    /// Characters where the author says nothing.
    pub const MAX: u16 = 300;
}

/// Something that another person confirms with a code.
///
/// A code keeps honest people honest: the page carries only a number made of it, but whoever wants to can try all words
/// until one fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SignOff {
    /// Unique among the questions and blocks of the course that keep something.
    pub id: Id,
    /// Markdown: what has to be done.
    pub task: String,
    /// Who confirms it, such as "Your mentor".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What that person tells the learner. Case and spaces do not matter.
    pub code: String,
}

impl SignOff {
    /// A task, confirmed with a code by whoever asks for it.
    pub fn new(id: impl Into<Id>, task: impl Into<String>, code: impl Into<String>) -> Self {
        Self { id: id.into(), task: task.into(), by: None, code: code.into() }
    }

    /// Says who confirms it, such as "Your mentor".
    #[must_use]
    pub fn by(mut self, name: impl Into<String>) -> Self {
        self.by = Some(name.into());
        self
    }
}

/// A meeting at a time.
///
/// ```
/// use coursewright::model::LiveSession;
/// let session = LiveSession::new("workshop", "Putting it to work", "2027-03-01 10:00", "Europe/Berlin", 90)
///     .url("https://meet.example.com/workshop")
///     .code("HARBOUR");
/// assert_eq!(session.minutes, 90);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LiveSession {
    /// Unique among the questions and blocks of the course that keep something; the calendar file is named after it.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// The local time of `zone`: `2027-03-01 10:00`.
    pub start: String,
    /// IANA time zone, such as `Europe/Berlin`.
    pub zone: String,
    /// How long it takes.
    pub minutes: u32,
    /// Where to join, an `https` address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// What confirms attendance; said in the session. See [`SignOff`] for what a code can do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Markdown: what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl LiveSession {
    /// A session at a local time of an IANA time zone, so many minutes long.
    pub fn new(
        id: impl Into<Id>,
        title: impl Into<String>,
        start: impl Into<String>,
        zone: impl Into<String>,
        minutes: u32,
    ) -> Self {
        let (id, title, start, zone) = (id.into(), title.into(), start.into(), zone.into());
        Self { id, title, start, zone, minutes, url: None, code: None, description: None }
    }

    /// Sets where to join, an `https` address.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets what confirms attendance; it is said in the session.
    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Says in Markdown what it is about.
    #[must_use]
    pub fn description(mut self, markdown: impl Into<String>) -> Self {
        self.description = Some(markdown.into());
        self
    }
}

/// Something to talk about with others: a topic of the LMS's forum where the standard knows such, a card elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Discussion {
    /// Unique among the questions and blocks of the course.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// Markdown.
    pub prompt: String,
}

impl Discussion {
    /// A title, and in Markdown what to talk about.
    pub fn new(id: impl Into<Id>, title: impl Into<String>, prompt: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), prompt: prompt.into() }
    }
}

/// Questions drawn from a bank of the course, others in each attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Draw {
    /// Unique among the questions and blocks of the course.
    pub id: Id,
    /// The bank.
    pub bank: Id,
    /// How many.
    pub count: u16,
}

/// A code as it is compared: people write it in any case, with spaces and hyphens, and their keyboards give accents with the
/// letter or after it (NFC).
pub(crate) fn normal_code(code: &str) -> String {
    let is_separator = |c: char| is_space(c) || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    code.nfc().filter(|c| !is_separator(*c)).flat_map(char::to_uppercase).collect()
}

/// What stands on the page instead of a code: FNV-1a, 32 bits, over the block's identifier, a colon and the normal code,
/// in UTF-8, as eight hexadecimal digits. `src/player/code.js` computes the same from what a learner types, without the
/// browser's own hashes, which pages from disk do not get. The identifier makes equal codes look different.
#[cfg(feature = "markdown")]
pub(crate) fn code_hash(id: &Id, code: &str) -> String {
    let text = format!("{id}:{}", normal_code(code));
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(all(test, feature = "markdown"))]
mod tests {
    use super::*;

    #[test]
    fn codes_are_compared_as_people_write_them() {
        for code in ["HARBOUR-7", "harbour 7", " har-bour\u{2011}7\t", "Harbour7"] {
            assert_eq!(normal_code(code), "HARBOUR7");
        }
        assert_eq!(normal_code("straße"), "STRASSE");
        // Some keyboards, and some systems, give an accent after its letter.
        assert_eq!(normal_code("mau\u{308}er\u{feff}"), "MA\u{dc}ER");
    }

    /// `tests/player/activities.test.mjs` holds the script to the same numbers.
    #[test]
    fn the_tests_of_the_scripts_know_the_hashes() {
        let hash = |(id, code): (&str, &str)| {
            format!("  [\"{id}\", \"{code}\", \"{}\"]", code_hash(&Id::from(id), code))
        };
        let codes = [
            ("mentor-talk", "HARBOUR-7"),
            ("workshop", "harbour 7"),
            ("a", "Straße"),
            ("b", "早い12"),
            ("c", "ΟΔΟΣ"),
        ];
        let wanted = format!("[\n{}\n]\n", codes.map(hash).join(",\n"));
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/code-hashes.json");
        if std::env::var_os("UPDATE_LIMITS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(path).unwrap_or_default();
        assert!(found == wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
    }
}
