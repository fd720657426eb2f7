//! One file for each LMS: its sources, and what each of them says.
//!
//! To amend a profile, find or add the source and change what it says; `docs/lms.md` follows (`tests/lms.rs` says how).
//! Claim nothing without a source, and nothing that the source does not say: what is not known is left out.

mod absorb;
mod blackboard;
mod brightspace;
mod canvas;
mod chamilo;
mod cornerstone;
mod docebo;
mod ilias;
mod moodle;
mod open_edx;
mod scorm_cloud;
mod successfactors;
mod talentlms;
mod totara;

pub(super) use absorb::ABSORB;
pub(super) use blackboard::BLACKBOARD;
pub(super) use brightspace::BRIGHTSPACE;
pub(super) use canvas::CANVAS;
pub(super) use chamilo::CHAMILO;
pub(super) use cornerstone::CORNERSTONE;
pub(super) use docebo::DOCEBO;
pub(super) use ilias::ILIAS;
pub(super) use moodle::MOODLE;
pub(super) use open_edx::OPEN_EDX;
pub(super) use scorm_cloud::SCORM_CLOUD;
pub(super) use successfactors::SUCCESSFACTORS;
pub(super) use talentlms::TALENTLMS;
pub(super) use totara::TOTARA;
