//! What a standard can carry, as data: checks, publishing and the player's scripts read it here.

/// The lengths that this crate holds a package to, in characters (Unicode scalar values, as XML Schema counts them).
///
/// The standards bound more than these: identifiers, types, versions and fields of the metadata record. Identifiers are short
/// by their grammar (64 characters, with a prefix), and types and versions are written by this crate; but nothing checks how long
/// the texts of the record are.
#[derive(Debug)]
pub(crate) struct Limits {
    /// Title of an organization or item.
    pub(crate) title: Bound,
    /// Parameters of an item, as they stand in the manifest.
    pub(crate) parameters: Bound,
    /// Launch data of a SCO.
    pub(crate) launch_data: Bound,
    /// What a SCO may keep from one visit to the next (`cmi.suspend_data`). Publishing computes the worst case before anything
    /// is written; what a package of other content keeps cannot be known.
    pub(crate) state: usize,
    /// A file's address in the manifest, percent-encoded. LMSs keep shorter ones: names over 100 characters are a finding of
    /// their own (CW410).
    pub(crate) href: Bound,
    /// What a SCO may send while it runs.
    pub(crate) run_time: RunTime,
}

/// A size, and what happens above it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) most: usize,
    /// Whether more breaks the standard's own schema. Otherwise `most` is what every LMS must take (the smallest
    /// permitted maximum), and some take no more.
    pub(crate) hard: bool,
    /// Where the standard says so.
    pub(crate) clause: &'static str,
}

impl Bound {
    /// Where a standard sets no length, and nothing is known of an LMS that does.
    pub(crate) const NONE: Self = Self { most: usize::MAX, hard: false, clause: "" };
}

/// What the player keeps to when it talks to the LMS. Lengths are in characters as JavaScript counts them (UTF-16 units).
#[derive(Debug)]
pub(crate) struct RunTime {
    /// The bookmark (`cmi.location`).
    pub(crate) location: usize,
    /// Identifier of an interaction or objective.
    pub(crate) identifier: usize,
    /// The question in words.
    pub(crate) description: usize,
    /// A text that the learner typed into one gap, and one that was accepted.
    pub(crate) text: usize,
    /// A long answer.
    pub(crate) long_text: usize,
    /// Texts of one fill-in.
    pub(crate) gaps: usize,
    /// Ranges of one number that can be said to be right; where none can, the middle stands for each.
    pub(crate) ranges: usize,
    /// What a learner writes for themselves; where there is one text for all of it, all of it.
    pub(crate) comment: usize,
    /// Correct responses of one interaction.
    pub(crate) patterns: usize,
    /// Interactions of one SCO.
    pub(crate) records: usize,
    /// Objectives of one interaction.
    pub(crate) objectives: usize,
    /// Decimals of a score out of 100.
    pub(crate) decimals: u8,
    /// The standard's word for each kind of question. A kind that is missing cannot be reported.
    pub(crate) interactions: &'static [(&'static str, &'static str)],
}

/// The words that SCORM 2004, cmi5 and xAPI share (IEEE 1484.11.1). Whatever marks some of several things is `choice`, and
/// whatever puts things together is `matching`. A scenario is a performance: its scenes are the steps, and what the learner
/// chose in each is what they did.
pub(crate) const INTERACTIONS: &[(&str, &str)] = &[
    ("choice", "choice"),
    ("multiple-response", "choice"),
    ("true-false", "true-false"),
    ("fill-in", "fill-in"),
    ("numeric", "numeric"),
    ("matching", "matching"),
    ("ordering", "sequencing"),
    ("sorting", "matching"),
    ("drag-and-drop", "matching"),
    ("hotspot", "choice"),
    ("likert", "likert"),
    ("long-answer", "long-fill-in"),
    ("performance", "performance"),
    ("scenario", "performance"),
];

impl Limits {
    /// As an object of JavaScript, for the package's script.
    pub(crate) fn for_player(&self) -> String {
        let run_time = &self.run_time;
        let types: Vec<_> =
            run_time.interactions.iter().map(|(kind, word)| format!("\"{kind}\":\"{word}\"")).collect();
        format!(
            "{{\"state\":{},\"location\":{},\"identifier\":{},\"description\":{},\"text\":{},\"longText\":{},\"gaps\":{},\"ranges\":{},\"comment\":{},\"patterns\":{},\"records\":{},\"objectives\":{},\"decimals\":{},\"types\":{{{}}}}}",
            self.state,
            run_time.location,
            run_time.identifier,
            run_time.description,
            run_time.text,
            run_time.long_text,
            run_time.gaps,
            run_time.ranges,
            run_time.comment,
            run_time.patterns,
            run_time.records,
            run_time.objectives,
            run_time.decimals,
            types.join(",")
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::standard::{Standard, Takes};

    /// The tests of the scripts run with the numbers that packages carry.
    #[test]
    fn the_tests_of_the_scripts_know_the_limits() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/player/support/limits.json");
        let lines: Vec<_> = Standard::ALL
            .iter()
            .filter(|standard| matches!(standard.delivery().takes(), Takes::Player(_)))
            .map(|standard| format!("  \"{standard}\": {}", standard.delivery().limits().for_player()))
            .collect();
        let wanted = format!("{{\n{}\n}}\n", lines.join(",\n"));
        let found = std::fs::read_to_string(path).unwrap_or_default();
        if found != wanted && std::env::var_os("UPDATE_LIMITS").is_some() {
            std::fs::write(path, &wanted).unwrap();
        } else {
            assert_eq!(found, wanted, "run the test with UPDATE_LIMITS=1 to bring {path} up to date");
        }
    }
}
