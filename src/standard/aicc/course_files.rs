//! What the course interchange files say, as typed values.

use std::collections::BTreeMap;

use super::{description, text};
use crate::standard::imscp::TimeLimitAction;

/// The files that describe an AICC course: one name, and the extensions `.crs`, `.au`, `.des`, `.cst`, and `.pre` and `.ort`
/// where there is something in them (CMI001, course structure).
///
/// What the format cannot say without confusing some reader is written in another way, and [`plain`](Self::plain) tells how:
/// quotation marks, line breaks, and the sign `=` in the course's own texts. Reading takes files in UTF-8 and ISO 8859-1, with
/// columns in any order, and passes over what the fields here do not name: completion requirements (`.cmp`), and totals, which
/// are counted anew when the files are written.
///
/// ```
/// use coursewright::standard::aicc::CourseFiles;
///
/// let mut files = CourseFiles::default();
/// files.course.id = "tides".to_owned();
/// files.course.title = "How tides work".to_owned();
/// let written = files.write("tides");
/// assert_eq!(written[0].0, "tides.crs");
/// assert_eq!(CourseFiles::read(&written)?, files);
/// # Ok::<(), coursewright::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct CourseFiles {
    /// `.crs`
    pub course: CourseDescription,
    /// `.au`: what can be launched.
    pub units: Vec<AssignableUnit>,
    /// `.des`: titles.
    pub descriptors: Vec<Descriptor>,
    /// `.cst`: what stands in which block, in the order of the course. The outermost block is `root`.
    pub structure: Vec<Block>,
    /// `.pre`
    pub prerequisites: Vec<Prerequisite>,
    /// `.ort`: which objectives an element serves.
    pub objectives: Vec<ObjectiveRelation>,
}

/// The course as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CourseDescription {
    /// Who made it.
    pub creator: String,
    /// Unique in the world as far as the author can make it, stable from version to version.
    pub id: String,
    /// With what it was made.
    pub system: String,
    /// What learners see it called.
    pub title: String,
    /// The version of CMI001 that the files follow.
    pub version: String,
    /// How many units may be open at once; LMSs take 99 for any number.
    pub max_normal: u32,
    /// What it is about.
    pub description: String,
}

impl Default for CourseDescription {
    fn default() -> Self {
        Self {
            creator: String::new(),
            id: String::new(),
            system: String::new(),
            title: String::new(),
            version: String::new(),
            max_normal: 99,
            description: String::new(),
        }
    }
}

/// Something to launch.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct AssignableUnit {
    /// `A` and a number: LMSs keep learners' records under it.
    pub system_id: String,
    /// What kind of content it is, in the author's words.
    pub kind: String,
    /// For units that are programs: what to start them with.
    pub command_line: String,
    /// `HH:MM:SS`
    pub max_time_allowed: String,
    /// What happens when the time is over.
    pub time_limit_action: Option<TimeLimitAction>,
    /// Its address: relative to the course files and percent-encoded, or absolute.
    pub file_name: String,
    /// The most points that it gives.
    pub max_score: Option<f64>,
    /// The points that pass.
    pub mastery_score: Option<f64>,
    /// With what it was made.
    pub system_vendor: String,
    /// Its launch data.
    pub core_vendor: String,
    /// What the LMS appends to the address, without a question mark.
    pub web_launch: String,
    /// What the unit says to the LMS to prove that it is itself.
    pub au_password: String,
}

/// What an element is called.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Descriptor {
    /// The element: `A1`, `B1`, `J1`.
    pub system_id: String,
    /// The author's own identifier.
    pub developer_id: String,
    /// What learners see it called.
    pub title: String,
    /// What it is about.
    pub description: String,
}

/// A block and what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Block {
    /// `B` and a number, or `root`.
    pub system_id: String,
    /// Units and blocks, in order.
    pub members: Vec<String>,
}

/// What has to be done before an element may be launched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prerequisite {
    /// The element.
    pub element: String,
    /// An expression over system identifiers, such as `A1&A2`.
    pub script: String,
}

/// The objectives that an element serves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObjectiveRelation {
    /// The element.
    pub element: String,
    /// Identifiers of objectives.
    pub objectives: Vec<String>,
}

/// What the course file counts.
pub(super) struct Totals {
    pub(super) level: u8,
    pub(super) units: usize,
    pub(super) blocks: usize,
    pub(super) objectives: usize,
    pub(super) structure_fields: usize,
    pub(super) objective_fields: usize,
}

/// The block that stands in no other.
pub(super) const ROOT: &str = "root";

/// Members in one row of a table; Moodle's pattern gives up on rows of more than 16 or so, and loses the whole structure. What
/// does not fit stands in further rows of the same block.
pub(super) const MEMBERS: usize = 15;

impl CourseFiles {
    /// The same course in texts that every reader takes: on one line and without quotation marks, launch data with its lines;
    /// in the course's own texts without `=`, and a description that cannot be taken for a heading. Blocks without members, and
    /// what has no identifier, are left out. What is read back after writing is this.
    #[must_use]
    pub fn plain(&self) -> Self {
        let field = |text: &String| text::field(text);
        let unit = |unit: &AssignableUnit| AssignableUnit {
            system_id: field(&unit.system_id),
            kind: field(&unit.kind),
            command_line: field(&unit.command_line),
            max_time_allowed: field(&unit.max_time_allowed),
            time_limit_action: unit.time_limit_action,
            file_name: field(&unit.file_name),
            max_score: unit.max_score.filter(|score| score.is_finite()),
            mastery_score: unit.mastery_score.filter(|score| score.is_finite()),
            system_vendor: field(&unit.system_vendor),
            core_vendor: text::launch_data(&text::launch_data_from_field(&unit.core_vendor)),
            web_launch: field(&unit.web_launch),
            au_password: field(&unit.au_password),
        };
        let descriptor = |descriptor: &Descriptor| Descriptor {
            system_id: field(&descriptor.system_id),
            developer_id: field(&descriptor.developer_id),
            title: field(&descriptor.title),
            description: field(&descriptor.description),
        };
        let prerequisite = |prerequisite: &Prerequisite| Prerequisite {
            element: field(&prerequisite.element),
            script: field(&prerequisite.script),
        };
        let structure = self.structure.iter().map(|block| (&block.system_id, &block.members));
        let objectives = self.objectives.iter().map(|relation| (&relation.element, &relation.objectives));
        Self {
            course: description::plain(&self.course),
            units: self.units.iter().map(unit).filter(|unit| !unit.system_id.is_empty()).collect(),
            descriptors: self
                .descriptors
                .iter()
                .map(descriptor)
                .filter(|descriptor| !descriptor.system_id.is_empty())
                .collect(),
            structure: plain_members(structure)
                .into_iter()
                .map(|(system_id, members)| Block { system_id, members })
                .collect(),
            prerequisites: self
                .prerequisites
                .iter()
                .map(prerequisite)
                .filter(|prerequisite| !prerequisite.element.is_empty())
                .collect(),
            objectives: plain_members(objectives)
                .into_iter()
                .map(|(element, objectives)| ObjectiveRelation { element, objectives })
                .collect(),
        }
    }

    /// Level 1 has the four files that every LMS reads; prerequisites make level 2, and objectives level 3.
    pub(super) fn totals(&self) -> Totals {
        let counted = |prefix: char| {
            self.descriptors.iter().filter(|d| d.system_id.to_ascii_uppercase().starts_with(prefix)).count()
        };
        let widest =
            |members: &mut dyn Iterator<Item = usize>| members.max().map_or(0, |most| 1 + most.min(MEMBERS));
        Totals {
            level: match (self.prerequisites.is_empty(), self.objectives.is_empty()) {
                (true, true) => 1,
                (false, true) => 2,
                _ => 3,
            },
            units: self.units.len(),
            blocks: self.structure.iter().filter(|block| block.system_id != ROOT).count(),
            objectives: counted('J'),
            structure_fields: widest(&mut self.structure.iter().map(|block| block.members.len())).max(2),
            objective_fields: widest(&mut self.objectives.iter().map(|relation| relation.objectives.len())),
        }
    }
}

/// Blocks, or relations of objectives: each identifier once, in the order of first mention, with all its members.
pub(super) fn plain_members<'m>(
    relations: impl Iterator<Item = (&'m String, &'m Vec<String>)>,
) -> Vec<(String, Vec<String>)> {
    let mut merged: Vec<(String, Vec<String>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (system_id, members) in relations {
        let mut id = text::field(system_id);
        if id.eq_ignore_ascii_case(ROOT) {
            id = ROOT.to_owned();
        }
        let members = members.iter().map(|member| text::field(member)).filter(|member| !member.is_empty());
        let members: Vec<_> = members.collect();
        if id.is_empty() || members.is_empty() {
            continue;
        }
        let place = *places.entry(id.clone()).or_insert(merged.len());
        match merged.get_mut(place) {
            Some((_, known)) => known.extend(members),
            None => merged.push((id, members)),
        }
    }
    merged
}
