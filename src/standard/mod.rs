//! Delivery standards: what a learning management system takes.
//!
//! [`Standard`] names one. Behind it stands one folder for each: its manifest as typed values
//! ([`scorm12::Manifest`], [`scorm2004::Manifest`]), its limits as data, and the schemas that its packages carry.

mod builder;
pub mod common_cartridge;
mod contents;
mod href;
mod imscp;
mod limits;
mod lom;
#[cfg(feature = "markdown")]
mod publisher;
pub(crate) mod rules;
pub mod scorm12;
pub mod scorm2004;
#[cfg(test)]
mod tests;
mod xml;

use std::fmt;
use std::str::FromStr;

pub use builder::{Item, PackageBuilder};
pub use imscp::{Resource, ScormType, TimeLimitAction};
pub use lom::Lom;
#[cfg(feature = "markdown")]
pub use publisher::{Layout, PublishProgress, Publisher};

use contents::Contents;
use limits::Limits;

use crate::player::Adapter;

/// A delivery standard.
///
/// ```
/// use coursewright::{Edition, Standard};
/// assert_eq!("scorm2004-4th".parse(), Ok(Standard::Scorm2004(Edition::Fourth)));
/// assert_eq!(Standard::Scorm12.to_string(), "scorm12");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standard {
    /// SCORM 1.2: every LMS takes it.
    Scorm12,
    /// SCORM 2004.
    Scorm2004(Edition),
}

/// An edition of SCORM 2004.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Edition {
    /// 4th Edition (2009).
    Fourth,
}

impl Standard {
    /// Every standard that this crate writes, the most widely taken first.
    pub const ALL: &'static [Self] = &[Self::Scorm12, Self::Scorm2004(Edition::Fourth)];

    /// The name on the command line and in file names, such as `scorm2004-4th`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.delivery().name()
    }

    /// The name for people, such as `SCORM 2004 4th Edition`.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.delivery().title()
    }

    /// How many characters it lets a SCO keep from one visit to the next (`cmi.suspend_data`).
    #[must_use]
    pub fn state_limit(self) -> usize {
        self.delivery().limits().state
    }

    /// The one place that maps a standard to its code.
    fn delivery(self) -> &'static dyn Delivery {
        match self {
            Self::Scorm12 => &scorm12::Scorm12,
            Self::Scorm2004(Edition::Fourth) => &scorm2004::FourthEdition,
        }
    }
}

impl fmt::Display for Standard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no standard has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a standard; known are {known}", known = known_names())]
pub struct UnknownStandard(String);

fn known_names() -> String {
    Standard::ALL.iter().map(|standard| standard.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for Standard {
    type Err = UnknownStandard;

    fn from_str(name: &str) -> Result<Self, UnknownStandard> {
        Self::ALL
            .iter()
            .copied()
            .find(|standard| standard.name().eq_ignore_ascii_case(name))
            .ok_or_else(|| UnknownStandard(name.to_owned()))
    }
}

/// The questions that a standard answers.
trait Delivery: Sync {
    fn name(&self) -> &'static str;
    fn title(&self) -> &'static str;
    fn limits(&self) -> &'static Limits;
    /// The schemas that a package carries at its root, by file name.
    fn schemas(&self) -> &'static [(&'static str, &'static str)];
    /// The script that speaks to the LMS.
    fn adapter(&self) -> Adapter;
    /// `imsmanifest.xml`.
    fn manifest(&self, contents: &Contents) -> String;
}
