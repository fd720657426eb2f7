//! The course interchange files as text: the file binding of CMI001.

use super::course_files::{
    AssignableUnit, Block, CourseFiles, Descriptor, MEMBERS, ObjectiveRelation, Prerequisite, plain_members,
};
use super::table::{self, Row, Table};
use super::{Fault, description, text};
use crate::error::Error;
use crate::standard::imscp::TimeLimitAction;

/// No course file is larger: this is some 25,000 units.
const MOST_BYTES: usize = 4 << 20;

const UNIT_COLUMNS: [&str; 12] = [
    "System_ID",
    "Type",
    "Command_Line",
    "Max_Time_Allowed",
    "Time_Limit_Action",
    "File_Name",
    "Max_Score",
    "Mastery_Score",
    "System_Vendor",
    "Core_Vendor",
    "Web_Launch",
    "AU_Password",
];

const TIME_LIMIT_ACTIONS: &[(&str, TimeLimitAction)] = &[
    ("E,M", TimeLimitAction::ExitMessage),
    ("E,N", TimeLimitAction::ExitNoMessage),
    ("C,M", TimeLimitAction::ContinueMessage),
    ("C,N", TimeLimitAction::ContinueNoMessage),
];

impl CourseFiles {
    /// The files, by name: all have the base name that is given. The texts are in UTF-8.
    #[must_use]
    pub fn write(&self, base_name: &str) -> Vec<(String, String)> {
        let plain = self.plain();
        let mut files = vec![
            ("crs", description::write(&plain.course, &plain.totals())),
            ("au", table::write(&UNIT_COLUMNS, plain.units.iter().map(unit_row))),
            ("des", write_descriptors(&plain.descriptors)),
            ("cst", write_members("Block", plain.structure.iter().map(|b| (&b.system_id, &b.members)))),
        ];
        if !plain.prerequisites.is_empty() {
            let rows = plain.prerequisites.iter().map(|p| vec![p.element.clone(), p.script.clone()]);
            files.push(("pre", table::write(&["Structure_Element", "Prerequisite"], rows)));
        }
        if !plain.objectives.is_empty() {
            let relations = plain.objectives.iter().map(|r| (&r.element, &r.objectives));
            files.push(("ort", write_members("Course_Element", relations)));
        }
        files.into_iter().map(|(extension, text)| (format!("{base_name}.{extension}"), text)).collect()
    }

    /// Reads the course files among others, such as those of a whole package.
    ///
    /// # Errors
    /// [`Error::CourseFile`] when one of `.crs`, `.au`, `.des` and `.cst` is missing, when there are several courses, and for
    /// what cannot be read, with its line.
    pub fn read<N: AsRef<str>, T: AsRef<[u8]>>(files: &[(N, T)]) -> Result<Self, Error> {
        let found = Found::among(files)?;
        let block = |(system_id, members)| Block { system_id, members };
        let relation = |(element, objectives)| ObjectiveRelation { element, objectives };
        let relations = found.optional("ort", |text| read_members(text, "Course_Element"))?;
        Ok(Self {
            course: found.needed("crs", description::read)?,
            units: found.needed("au", read_units)?,
            descriptors: found.needed("des", read_descriptors)?,
            structure: found
                .needed("cst", |text| read_members(text, "Block"))?
                .into_iter()
                .map(block)
                .collect(),
            prerequisites: found.optional("pre", read_prerequisites)?,
            objectives: relations.into_iter().map(relation).collect(),
        })
    }
}

fn write_descriptors(descriptors: &[Descriptor]) -> String {
    let row = |d: &Descriptor| {
        vec![d.system_id.clone(), d.developer_id.clone(), d.title.clone(), d.description.clone()]
    };
    table::write(&["System_ID", "Developer_ID", "Title", "Description"], descriptors.iter().map(row))
}

fn unit_row(unit: &AssignableUnit) -> Vec<String> {
    let number = |score: Option<f64>| score.map_or_else(String::new, |score| score.to_string());
    let action =
        |action| TIME_LIMIT_ACTIONS.iter().find(|(_, known)| *known == action).map(|(word, _)| *word);
    vec![
        unit.system_id.clone(),
        unit.kind.clone(),
        unit.command_line.clone(),
        unit.max_time_allowed.clone(),
        unit.time_limit_action.and_then(action).unwrap_or_default().to_owned(),
        unit.file_name.clone(),
        number(unit.max_score),
        number(unit.mastery_score),
        unit.system_vendor.clone(),
        text::launch_data_to_field(&unit.core_vendor),
        unit.web_launch.clone(),
        unit.au_password.clone(),
    ]
}

/// An identifier and its members in each row. All rows are as wide as the widest, as Moodle's pattern wants them.
fn write_members<'m>(
    element: &str,
    relations: impl Iterator<Item = (&'m String, &'m Vec<String>)> + Clone,
) -> String {
    let widest = relations.clone().map(|(_, members)| members.len()).max().unwrap_or(0).clamp(1, MEMBERS);
    let columns: Vec<_> = std::iter::once(element).chain(std::iter::repeat_n("Member", widest)).collect();
    let rows = relations.flat_map(|(id, members)| {
        members.chunks(MEMBERS).map(move |members| {
            let mut row = vec![id.clone()];
            row.extend_from_slice(members);
            row.resize(1 + widest, String::new());
            row
        })
    });
    table::write(&columns, rows)
}

/// A course file that was found.
struct File<'f> {
    name: &'f str,
    bytes: &'f [u8],
}

impl File<'_> {
    fn read<T>(&self, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Error> {
        let found = if self.bytes.len() > MOST_BYTES {
            let message =
                format!("the file has {} bytes; no course file needs over {MOST_BYTES}", self.bytes.len());
            Err(Fault::new(1, message))
        } else {
            read(&text::decode(self.bytes))
        };
        found.map_err(|fault| Error::CourseFile {
            file: self.name.to_owned(),
            line: Some(fault.line),
            message: fault.message,
        })
    }
}

/// The course files among others.
struct Found<'f>(Vec<(&'static str, File<'f>)>);

const EXTENSIONS: [&str; 6] = ["crs", "au", "des", "cst", "pre", "ort"];

impl<'f> Found<'f> {
    /// Of each kind there is one; where there are more, those that are called as the course file is.
    fn among<N: AsRef<str>, T: AsRef<[u8]>>(files: &'f [(N, T)]) -> Result<Self, Error> {
        let of_kind = |kind: &str| -> Vec<(&'f str, File<'f>)> {
            let file = |(name, bytes): &'f (N, T)| {
                let (base, extension) = name.as_ref().rsplit_once('.')?;
                let file = File { name: name.as_ref(), bytes: bytes.as_ref() };
                extension.eq_ignore_ascii_case(kind).then_some((base, file))
            };
            files.iter().filter_map(file).collect()
        };
        let courses = of_kind("crs");
        let base = match courses.as_slice() {
            [] => return Err(missing("crs")),
            [(base, _)] => *base,
            [(_, first), (_, second), ..] => {
                let message = format!("there is another course beside this one: {}", second.name);
                return Err(Error::CourseFile { file: first.name.to_owned(), line: None, message });
            }
        };
        let mut found = Vec::new();
        for kind in EXTENSIONS {
            let (same, others): (Vec<_>, Vec<_>) =
                of_kind(kind).into_iter().partition(|(other, _)| other.eq_ignore_ascii_case(base));
            found.extend(same.into_iter().chain(others).next().map(|(_, file)| (kind, file)));
        }
        Ok(Self(found))
    }

    fn file(&self, extension: &str) -> Option<&File<'f>> {
        self.0.iter().find(|(kind, _)| *kind == extension).map(|(_, file)| file)
    }

    fn needed<T>(&self, extension: &str, read: impl FnOnce(&str) -> Result<T, Fault>) -> Result<T, Error> {
        self.file(extension).ok_or_else(|| missing(extension))?.read(read)
    }

    fn optional<T: Default>(
        &self,
        extension: &str,
        read: impl FnOnce(&str) -> Result<T, Fault>,
    ) -> Result<T, Error> {
        self.file(extension).map_or_else(|| Ok(T::default()), |file| file.read(read))
    }
}

fn missing(extension: &str) -> Error {
    let message = "there is no such file; an AICC course has .crs, .au, .des and .cst".to_owned();
    Error::CourseFile { file: format!("*.{extension}"), line: None, message }
}

fn read_units(text: &str) -> Result<Vec<AssignableUnit>, Fault> {
    let table = &Table::read(text)?;
    table.needs("System_ID")?;
    table.needs("File_Name")?;
    let rows = table.rows().iter().filter(|row| !table.text(row, "System_ID").is_empty());
    rows.map(|row| read_unit(table, row)).collect()
}

fn read_unit(table: &Table, row: &Row) -> Result<AssignableUnit, Fault> {
    let text = |name| table.text(row, name).to_owned();
    Ok(AssignableUnit {
        system_id: text("System_ID"),
        kind: text("Type"),
        command_line: text("Command_Line"),
        max_time_allowed: text("Max_Time_Allowed"),
        time_limit_action: read_action(table, row)?,
        file_name: text("File_Name"),
        max_score: read_number(table, row, "Max_Score")?,
        mastery_score: read_number(table, row, "Mastery_Score")?,
        system_vendor: text("System_Vendor"),
        core_vendor: text::launch_data_from_field(table.text(row, "Core_Vendor")),
        web_launch: text("Web_Launch"),
        au_password: text("AU_Password"),
    })
}

fn read_number(table: &Table, row: &Row, name: &str) -> Result<Option<f64>, Fault> {
    let text = table.text(row, name);
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    match number {
        None if !text.is_empty() => {
            Err(Fault::new(row.line, format!("{name} is `{text}`, which is no number")))
        }
        number => Ok(number),
    }
}

/// The first letters count, in any order: `E,M`, `message,exit`.
fn read_action(table: &Table, row: &Row) -> Result<Option<TimeLimitAction>, Fault> {
    let text = table.text(row, "Time_Limit_Action");
    if text.is_empty() {
        return Ok(None);
    }
    let mut letters: Vec<_> = text
        .split(',')
        .filter_map(|word| word.trim().chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    letters.sort_unstable();
    let is_meant = |word: &str| {
        let mut known: Vec<_> = word.chars().filter(|c| *c != ',').collect();
        known.sort_unstable();
        known == letters
    };
    let found = TIME_LIMIT_ACTIONS.iter().find(|(word, _)| is_meant(word)).map(|(_, action)| Some(*action));
    found.ok_or_else(|| {
        Fault::new(row.line, format!("Time_Limit_Action is `{text}`; known are E,M E,N C,M C,N"))
    })
}

fn read_descriptors(text: &str) -> Result<Vec<Descriptor>, Fault> {
    let table = &Table::read(text)?;
    table.needs("System_ID")?;
    let rows = table.rows().iter().filter(|row| !table.text(row, "System_ID").is_empty());
    let descriptor = |row| {
        let text = |name| table.text(row, name).to_owned();
        Descriptor {
            system_id: text("System_ID"),
            developer_id: text("Developer_ID"),
            title: text("Title"),
            description: text("Description"),
        }
    };
    Ok(rows.map(descriptor).collect())
}

fn read_members(text: &str, element: &str) -> Result<Vec<(String, Vec<String>)>, Fault> {
    let table = &Table::read(text)?;
    table.needs(element)?;
    let rows =
        table.rows().iter().map(|row| (table.text(row, element).to_owned(), table.members(row, "Member")));
    let rows: Vec<_> = rows.collect();
    Ok(plain_members(rows.iter().map(|(id, members)| (id, members))))
}

fn read_prerequisites(text: &str) -> Result<Vec<Prerequisite>, Fault> {
    let table = &Table::read(text)?;
    table.needs("Structure_Element")?;
    table.needs("Prerequisite")?;
    let rows = table.rows().iter().filter(|row| !table.text(row, "Structure_Element").is_empty());
    let prerequisite = |row| Prerequisite {
        element: table.text(row, "Structure_Element").to_owned(),
        script: table.text(row, "Prerequisite").to_owned(),
    };
    Ok(rows.map(prerequisite).collect())
}
