//! What can be known of an LMS, as values that rules read and people can amend.

use std::fmt;

use crate::standard::{CartridgeVersion, Edition, Standard};

/// All that is known of an LMS.
pub(super) struct Profile {
    /// On the command line.
    pub(super) name: &'static str,
    /// For people.
    pub(super) title: &'static str,
    /// What it takes, best first. The order is this project's judgement: what is taken whole, by a version that the
    /// sources name, stands before the rest; of such, what keeps completion apart from success stands before what does
    /// not; and what tracks learners stands before what does not.
    pub(super) best_first: &'static [Standard],
    /// Each source, and what it says. What no source says is not known, and nothing is assumed of it.
    pub(super) known: &'static [Known],
}

/// A source, and what it says.
pub(super) struct Known {
    pub(super) basis: Basis,
    /// Where to find it again.
    pub(super) source: &'static str,
    pub(super) facts: &'static [Fact],
}

impl Profile {
    /// Every fact, with its source.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&'static Fact, &'static Known)> + use<> {
        self.known.iter().flat_map(|known| known.facts.iter().map(move |fact| (fact, known)))
    }
}

/// How somebody came to know something of an LMS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Basis {
    /// Packages were imported and played.
    Observed,
    /// It was read in the program's own code.
    Code,
    /// The vendor's documentation says so.
    Documented,
    /// Users, or makers of other programs, say so.
    Reported,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Observed => "observed",
            Self::Code => "read in the code",
            Self::Documented => "documented",
            Self::Reported => "reported",
        })
    }
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Topic {
    /// Which standards it takes, and how well.
    Standards,
    /// What its import accepts and does.
    Import,
    /// Files: their kinds, names and sizes.
    Files,
    /// What it does while a learner learns: completion, scores, what it remembers.
    Tracking,
}

impl Topic {
    /// Every topic, in the order in which they are told.
    pub const ALL: &'static [Self] = &[Self::Standards, Self::Import, Self::Files, Self::Tracking];
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Standards => "Standards",
            Self::Import => "Import",
            Self::Files => "Files",
            Self::Tracking => "Tracking",
        })
    }
}

/// Standards of one name: versions that a source does not tell apart.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) standards: &'static [Standard],
}

pub(super) const SECOND: Standard = Standard::Scorm2004(Edition::Second);
pub(super) const THIRD: Standard = Standard::Scorm2004(Edition::Third);
pub(super) const FOURTH: Standard = Standard::Scorm2004(Edition::Fourth);
pub(super) const CC_1_1: Standard = Standard::CommonCartridge(CartridgeVersion::V1_1);
pub(super) const CC_1_2: Standard = Standard::CommonCartridge(CartridgeVersion::V1_2);
pub(super) const CC_1_3: Standard = Standard::CommonCartridge(CartridgeVersion::V1_3);

pub(super) const SCORM_1_2: Family = Family { name: "SCORM 1.2", standards: &[Standard::Scorm12] };
pub(super) const SCORM_2004: Family = Family { name: "SCORM 2004", standards: &[FOURTH, THIRD, SECOND] };
pub(super) const SCORM_2004_THIRD: Family = Family { name: "SCORM 2004 3rd Edition", standards: &[THIRD] };
pub(super) const CMI5: Family = Family { name: "cmi5", standards: &[Standard::Cmi5] };
pub(super) const XAPI: Family = Family { name: "xAPI (Tin Can)", standards: &[Standard::Xapi] };
pub(super) const AICC: Family = Family { name: "AICC", standards: &[Standard::Aicc] };
pub(super) const CARTRIDGE_1_1: Family = Family { name: "Common Cartridge 1.1", standards: &[CC_1_1] };
pub(super) const CARTRIDGE_1_1_AND_1_2: Family =
    Family { name: "Common Cartridge 1.1 and 1.2", standards: &[CC_1_2, CC_1_1] };
pub(super) const CARTRIDGE: Family =
    Family { name: "Common Cartridge", standards: &[CC_1_3, CC_1_2, CC_1_1] };

/// How much of a standard an LMS takes.
#[derive(Debug)]
pub(super) enum Extent {
    /// As far as is known, all of it, in every version.
    Whole,
    /// All of it, as far as is known; the source names no version.
    SomeVersion,
    /// Some of it: what is there and what is not.
    Part(&'static str),
}

/// Something known of an LMS. Rules read all but the notes.
#[derive(Debug)]
pub(super) enum Fact {
    /// It takes these standards.
    Takes(&'static Family, Extent),
    /// It refuses these standards: in which words.
    Refuses(&'static Family, &'static str),
    /// Of the pages to launch, it launches only the first of the manifest.
    LaunchesFirstPage,
    /// It takes a SCORM package for SCORM 1.2 unless the text of `schemaversion` is exactly one of these.
    ExactVersions(&'static [&'static str]),
    /// It completes SCORM 2004 content by itself unless the manifest says that the content does.
    CompletesByItself,
    /// It follows the sequencing rules of SCORM 2004.
    FollowsSequencing,
    /// It stores sequencing rules, or reads over them, and does not follow them.
    NoSequencing,
    /// Titles and identifiers of more characters break the import.
    LongestText(usize),
    /// The import drops a text, or a piece of one between two entities, that is a lone `0` or only white space.
    DropsPieces,
    /// The import takes numeric character references in texts literally.
    LiteralReferences,
    /// The import knows names in the manifest by their spelling: elements of content packaging must have no prefix.
    LiteralPrefixes,
    /// An element of this spelling, which ends the import.
    AbortsAt(&'static str),
    /// The import refuses SCORM packages that have files with these extensions; `*` stands for any further letters.
    RefusesFiles(&'static [&'static str]),
    /// File and folder names should have only letters, digits and `-`, `_`, `.`.
    PlainNames,
    /// Files are looked up by their last name alone.
    LastNamesOnly,
    /// Packages of these standards should not have more bytes than this, or must not.
    MostBytes(&'static [Standard], u64, Binding),
    /// Pages may load only by HTTPS.
    HttpsOnly,
    /// Worth knowing for people; no rule can look at it.
    Note(Topic, &'static str),
}

/// Whether a bound is advice or is enforced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binding {
    Advised,
    Enforced,
}

impl Fact {
    pub(super) fn topic(&self) -> Topic {
        match self {
            Self::Takes(..) | Self::Refuses(..) => Topic::Standards,
            Self::LaunchesFirstPage
            | Self::ExactVersions(_)
            | Self::LongestText(_)
            | Self::DropsPieces
            | Self::LiteralReferences
            | Self::LiteralPrefixes
            | Self::AbortsAt(_) => Topic::Import,
            Self::RefusesFiles(_)
            | Self::PlainNames
            | Self::LastNamesOnly
            | Self::MostBytes(..)
            | Self::HttpsOnly => Topic::Files,
            Self::CompletesByItself | Self::FollowsSequencing | Self::NoSequencing => Topic::Tracking,
            Self::Note(topic, _) => *topic,
        }
    }
}

/// One sentence, without the LMS's name at its head and without a full stop.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Takes(family, Extent::Whole) => write!(f, "takes {}", family.name),
            Self::Takes(family, Extent::SomeVersion) => {
                write!(f, "takes {}; which version is not said", family.name)
            }
            Self::Takes(family, Extent::Part(part)) => write!(f, "takes {} in part: {part}", family.name),
            Self::Refuses(family, how) => write!(f, "does not take {}: {how}", family.name),
            Self::LaunchesFirstPage => f.write_str(
                "launches the first resource of the manifest that has a page, whatever the items say",
            ),
            Self::ExactVersions(versions) => {
                write!(
                    f,
                    "takes a package for SCORM 1.2 unless its schemaversion is exactly one of these: {}",
                    versions.join(", ")
                )
            }
            Self::CompletesByItself => f.write_str(
                "completes SCORM 2004 content by itself unless the manifest sets completionSetByContent and objectiveSetByContent",
            ),
            Self::FollowsSequencing => f.write_str("follows SCORM 2004 sequencing"),
            Self::NoSequencing => f.write_str("does not follow sequencing rules"),
            Self::LongestText(most) => {
                write!(f, "fails on titles and identifiers of more than {most} characters")
            }
            Self::DropsPieces => {
                f.write_str("drops a lone 0, and white space that stands alone between two entities, from texts")
            }
            Self::LiteralReferences => {
                f.write_str("shows numeric character references in texts as they are spelled")
            }
            Self::LiteralPrefixes => f.write_str(
                "knows manifests by their spelling: content packaging without prefix, and adlcp:, imsss:, adlnav:, adlseq:",
            ),
            Self::AbortsAt(element) => write!(f, "ends the import at the element {element}"),
            Self::RefusesFiles(extensions) => {
                write!(f, "refuses SCORM packages with files of these extensions: {}", extensions.join(" "))
            }
            Self::PlainNames => {
                f.write_str("asks for file and folder names without special characters, exact in case")
            }
            Self::LastNamesOnly => {
                f.write_str("looks files up by their last name alone, so that equal names in two folders collide")
            }
            Self::MostBytes(_, bytes, binding) => {
                let binding = match binding {
                    Binding::Advised => "advises packages of at most",
                    Binding::Enforced => "refuses packages of more than",
                };
                write!(f, "{binding} {} MB", bytes / 1_000_000)
            }
            Self::HttpsOnly => {
                f.write_str("serves pages by HTTPS, where browsers block what a page loads by plain http")
            }
            Self::Note(_, text) => f.write_str(text),
        }
    }
}
