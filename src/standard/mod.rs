//! Delivery standards: what a learning management system takes.
//!
//! [`Standard`] names one. Behind it stands one folder for each: what describes its packages as typed values
//! ([`scorm12::Manifest`], [`scorm2004::Manifest`], [`cmi5::CourseStructure`], [`xapi::TinCan`], [`aicc::CourseFiles`],
//! [`common_cartridge::Manifest`], [`qti::Manifest`]), its limits as data, and the schemas that its packages carry.

#[cfg(feature = "markdown")]
mod active;
pub mod aicc;
#[cfg(feature = "markdown")]
mod budget;
mod builder;
pub mod cmi5;
pub mod common_cartridge;
mod contents;
#[cfg(feature = "markdown")]
mod fit;
mod href;
mod imscp;
mod inspect;
mod lang_string;
mod limits;
mod lom;
#[cfg(feature = "markdown")]
mod parts;
#[cfg(feature = "markdown")]
pub mod path;
#[cfg(feature = "markdown")]
mod publisher;
pub mod qti;
mod quiz;
pub(crate) mod rules;
pub mod scorm12;
pub mod scorm2004;
#[cfg(test)]
mod tests;
mod web;
pub mod xapi;
mod xml;

use std::fmt;
use std::str::FromStr;

#[cfg(feature = "markdown")]
pub use budget::StateBudget;
pub use builder::{Item, PackageBuilder};
pub use imscp::{Resource, ScormType, TimeLimitAction};
pub(crate) use inspect::Inspector;
pub use lom::Lom;
#[cfg(feature = "markdown")]
pub use publisher::{Layout, PublishProgress, Publisher};

use contents::Contents;
use limits::Limits;

use crate::diagnostic::Diagnostic;
use crate::model::Course;
use crate::player::Adapter;
pub use crate::sequencing::Edition;

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
    /// cmi5: xAPI with the rules that an LMS needs.
    Cmi5,
    /// xAPI (Tin Can) with `tincan.xml`.
    Xapi,
    /// AICC CMI001 with HACP.
    Aicc,
    /// IMS Common Cartridge: content and questions for the LMS's own pages and quizzes. Nothing in it talks to the LMS.
    CommonCartridge(CartridgeVersion),
    /// A website, which keeps the learner's progress in the browser.
    Web,
    /// IMS QTI: the questions alone, for testing systems.
    Qti(QtiVersion),
}

/// A version of IMS Common Cartridge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CartridgeVersion {
    /// 1.1 (2010).
    V1_1,
    /// 1.2 (2011).
    V1_2,
    /// 1.3 (2013).
    V1_3,
}

/// A version of IMS QTI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QtiVersion {
    /// 2.1 (2012).
    V2_1,
    /// 3.0 (2022).
    V3_0,
}

impl Standard {
    /// Every standard that this crate writes.
    pub const ALL: &'static [Self] = &[
        Self::Scorm12,
        Self::Scorm2004(Edition::Second),
        Self::Scorm2004(Edition::Third),
        Self::Scorm2004(Edition::Fourth),
        Self::Cmi5,
        Self::Xapi,
        Self::Aicc,
        Self::CommonCartridge(CartridgeVersion::V1_1),
        Self::CommonCartridge(CartridgeVersion::V1_2),
        Self::CommonCartridge(CartridgeVersion::V1_3),
        Self::Web,
        Self::Qti(QtiVersion::V2_1),
        Self::Qti(QtiVersion::V3_0),
    ];

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

    /// The extension of its packages' file names, without the dot: `zip`, or `imscc` for Common Cartridge.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.delivery().extension()
    }

    /// How many characters it lets a SCO keep from one visit to the next (`cmi.suspend_data`); 0 where nothing of a package
    /// runs.
    #[must_use]
    pub fn state_limit(self) -> usize {
        self.delivery().limits().state
    }

    /// Whether it takes anything of a course: QTI takes questions alone, so it has nothing to say of a course without any.
    #[must_use]
    pub fn is_for(self, course: &Course) -> bool {
        !matches!(self.delivery().takes(), Takes::Questions) || course.questions().next().is_some()
    }

    /// The one place that maps a standard to its code.
    fn delivery(self) -> &'static dyn Delivery {
        match self {
            Self::Scorm12 => &scorm12::Scorm12,
            Self::Scorm2004(Edition::Second) => &scorm2004::Scorm2004(Edition::Second),
            Self::Scorm2004(Edition::Third) => &scorm2004::Scorm2004(Edition::Third),
            Self::Scorm2004(Edition::Fourth) => &scorm2004::Scorm2004(Edition::Fourth),
            Self::Cmi5 => &cmi5::Cmi5,
            Self::Xapi => &xapi::Xapi,
            Self::Aicc => &aicc::Aicc,
            Self::CommonCartridge(CartridgeVersion::V1_1) => &common_cartridge::V1_1,
            Self::CommonCartridge(CartridgeVersion::V1_2) => &common_cartridge::V1_2,
            Self::CommonCartridge(CartridgeVersion::V1_3) => &common_cartridge::V1_3,
            Self::Web => &web::Web,
            Self::Qti(QtiVersion::V2_1) => &qti::V2_1,
            Self::Qti(QtiVersion::V3_0) => &qti::V3_0,
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
    /// What of a course it takes.
    fn takes(&self) -> Takes;
    /// Whether a package of it launches one page alone, so that a course cannot be cut into parts that are launched.
    #[cfg(feature = "markdown")]
    fn is_one_whole(&self) -> bool {
        false
    }
    /// The extension of its packages' file names.
    fn extension(&self) -> &'static str {
        "zip"
    }
    /// The fixed names of the files that it adds to a package, besides the schemas.
    fn own_names(&self) -> &'static [&'static str];
    /// The schemas that a package carries at its root, by file name.
    fn schemas(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
    /// Why a question has no place in it; such a question is left out.
    #[cfg(feature = "markdown")]
    fn refuses(&self, _question: &crate::model::Question) -> Option<Diagnostic> {
        None
    }
    /// What it cannot say of a package.
    fn check(&self, _contents: &Contents) -> Vec<Diagnostic> {
        Vec::new()
    }
    /// The files that describe a package: names and texts.
    fn describe(&self, contents: &Contents) -> Vec<(String, String)>;
    /// What the head of a course's page says to search engines, in JSON-LD.
    #[cfg(feature = "markdown")]
    fn structured_data(&self, _course: &Course) -> Option<String> {
        None
    }
    /// What the head of a learning path's own page says to them.
    #[cfg(feature = "markdown")]
    fn structured_data_of_path(&self, _path: &crate::model::path::LearningPath) -> Option<String> {
        None
    }
}

/// What of a course a standard takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Pages with a player, and the script that talks to the LMS.
    Player(Adapter),
    /// Pages to read; questions go in the standard's own words.
    Pages,
    /// Questions alone.
    Questions,
}
