//! LMSs: what is known of each, from which source, and what follows for a package that is meant for one.
//!
//! [`Lms`] names one. Behind it stands a profile in `profiles/`: sources, and what each of them says, as values. What no
//! source says is not known. Some facts are rules for packages ([`Lms::check`]); the others are there to be read
//! ([`Lms::claims`]).

mod check;
mod claim;
mod profiles;
mod publish;
pub(crate) mod rules;
mod spelling;

use std::fmt;
use std::str::FromStr;

pub use claim::{Basis, Topic};

use claim::Profile;

#[cfg(feature = "markdown")]
use crate::standard::Layout;
use crate::standard::Standard;

/// A learning management system that something is known of.
///
/// ```
/// use coursewright::{Lms, Standard};
///
/// assert_eq!("moodle".parse(), Ok(Lms::Moodle));
/// assert_eq!(Lms::Moodle.standard(), Standard::Scorm12);
/// for claim in Lms::Moodle.claims() {
///     println!("{} ({}: {})", claim.text, claim.basis, claim.source);
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lms {
    /// Moodle.
    Moodle,
    /// Canvas, by Instructure.
    Canvas,
    /// Blackboard Learn, by Anthology.
    Blackboard,
    /// Brightspace, by D2L.
    Brightspace,
    /// SCORM Cloud, by Rustici Software.
    ScormCloud,
    /// Cornerstone Learning (Cornerstone OnDemand).
    Cornerstone,
    /// SAP SuccessFactors Learning.
    SuccessFactors,
    /// Docebo.
    Docebo,
    /// TalentLMS, by Epignosis.
    TalentLms,
    /// Absorb LMS.
    Absorb,
    /// Open edX with the SCORM XBlock.
    OpenEdx,
    /// ILIAS.
    Ilias,
    /// Chamilo.
    Chamilo,
    /// Totara Learn.
    Totara,
}

/// Something that is known of an LMS, for people to read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// What it is about.
    pub topic: Topic,
    /// A sentence that begins after the name of the LMS, without its full stop: `takes SCORM 1.2`.
    pub text: String,
    /// How it is known.
    pub basis: Basis,
    /// Where it can be read or was seen.
    pub source: &'static str,
}

impl Lms {
    /// Every LMS that something is known of.
    pub const ALL: &'static [Self] = &[
        Self::Moodle,
        Self::Canvas,
        Self::Blackboard,
        Self::Brightspace,
        Self::ScormCloud,
        Self::Cornerstone,
        Self::SuccessFactors,
        Self::Docebo,
        Self::TalentLms,
        Self::Absorb,
        Self::OpenEdx,
        Self::Ilias,
        Self::Chamilo,
        Self::Totara,
    ];

    /// The name on the command line, such as `open-edx`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.profile().name
    }

    /// The name for people, such as `Open edX`.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.profile().title
    }

    /// The standards that it is known to take, the best for a course first.
    #[must_use]
    pub fn standards(self) -> &'static [Standard] {
        self.profile().best_first
    }

    /// The best standard for a course: the first of [`standards`](Self::standards).
    #[must_use]
    pub fn standard(self) -> Standard {
        self.standards().first().copied().unwrap_or(Standard::Scorm12)
    }

    /// The best layout for a course. It is one SCO for all of them: no source knows of an LMS that does better with a
    /// SCO for each lesson, and several are known that do worse.
    #[cfg(feature = "markdown")]
    #[must_use]
    pub fn layout(self) -> Layout {
        Layout::SingleSco
    }

    /// The best layout for a learning path in SCORM 2004: a SCO for each step where the LMS is known to follow the rules that stand
    /// in the manifest, and one SCO, whose own page steers, everywhere else.
    #[cfg(feature = "markdown")]
    #[must_use]
    pub fn path_layout(self) -> Layout {
        if self.follows_sequencing() { Layout::ScoPerLesson } else { Layout::SingleSco }
    }

    /// Everything that is known of it, each with its source, ordered by topic.
    #[must_use]
    pub fn claims(self) -> Vec<Claim> {
        let claim = |(fact, known): (&claim::Fact, &claim::Known)| Claim {
            topic: fact.topic(),
            text: fact.to_string(),
            basis: known.basis,
            source: known.source,
        };
        let mut claims: Vec<_> = self.profile().facts().map(claim).collect();
        claims.sort_by_key(|claim| claim.topic);
        claims
    }

    /// The one place that maps an LMS to what is known of it.
    fn profile(self) -> &'static Profile {
        match self {
            Self::Moodle => &profiles::MOODLE,
            Self::Canvas => &profiles::CANVAS,
            Self::Blackboard => &profiles::BLACKBOARD,
            Self::Brightspace => &profiles::BRIGHTSPACE,
            Self::ScormCloud => &profiles::SCORM_CLOUD,
            Self::Cornerstone => &profiles::CORNERSTONE,
            Self::SuccessFactors => &profiles::SUCCESSFACTORS,
            Self::Docebo => &profiles::DOCEBO,
            Self::TalentLms => &profiles::TALENTLMS,
            Self::Absorb => &profiles::ABSORB,
            Self::OpenEdx => &profiles::OPEN_EDX,
            Self::Ilias => &profiles::ILIAS,
            Self::Chamilo => &profiles::CHAMILO,
            Self::Totara => &profiles::TOTARA,
        }
    }
}

impl fmt::Display for Lms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name of no LMS that something is known of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("nothing is known of an LMS called `{0}`; known are {known}", known = known_names())]
pub struct UnknownLms(String);

fn known_names() -> String {
    Lms::ALL.iter().map(|lms| lms.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Lms {
    type Err = UnknownLms;

    fn from_str(name: &str) -> Result<Self, UnknownLms> {
        Self::ALL
            .iter()
            .copied()
            .find(|lms| lms.name().eq_ignore_ascii_case(name))
            .ok_or_else(|| UnknownLms(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::claim::Fact;
    use super::*;

    #[test]
    fn names_are_unique_and_are_parsed_in_any_case() {
        let names: HashSet<_> = Lms::ALL.iter().map(|lms| lms.name()).collect();
        assert_eq!(names.len(), Lms::ALL.len());
        for &lms in Lms::ALL {
            assert_eq!(lms.to_string().to_uppercase().parse(), Ok(lms));
        }
        let error = "mudle".parse::<Lms>().unwrap_err().to_string();
        assert!(error.contains("`mudle`") && error.contains("moodle, canvas"), "{error}");
    }

    #[test]
    fn what_an_lms_takes_best_first_is_what_its_sources_say_that_it_takes() {
        for &lms in Lms::ALL {
            let taken: HashSet<_> = lms
                .profile()
                .facts()
                .filter_map(|(fact, _)| match fact {
                    Fact::Takes(family, _) => Some(family.standards),
                    _ => None,
                })
                .flatten()
                .copied()
                .collect();
            let best_first: HashSet<_> = lms.standards().iter().copied().collect();
            assert_eq!(best_first, taken, "{lms}");
            assert_eq!(best_first.len(), lms.standards().len(), "{lms} names a standard twice");
            assert!(!taken.is_empty(), "{lms} takes nothing");
        }
    }

    #[test]
    fn no_lms_takes_what_it_refuses() {
        for &lms in Lms::ALL {
            for (fact, _) in lms.profile().facts() {
                if let Fact::Refuses(family, _) = fact {
                    assert!(
                        family.standards.iter().all(|refused| !lms.standards().contains(refused)),
                        "{lms}"
                    );
                }
            }
        }
    }

    #[test]
    fn every_claim_is_a_sentence_with_a_source() {
        for &lms in Lms::ALL {
            let claims = lms.claims();
            assert!(claims.is_sorted_by_key(|claim| claim.topic));
            for Claim { text, source, .. } in &claims {
                assert!(
                    text.starts_with(|c: char| c.is_lowercase()) && !text.ends_with('.'),
                    "{lms}: {text}"
                );
                assert!(source.len() > 8, "{lms}: {text} has no source");
            }
            let texts: HashSet<_> = claims.iter().map(|claim| &claim.text).collect();
            assert_eq!(texts.len(), claims.len(), "{lms} says something twice");
        }
    }
}
