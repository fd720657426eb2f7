//! The course file (`.crs`): labels and values under headings, and a text that is neither.

use std::collections::BTreeSet;

use super::course_files::{CourseDescription, Totals};
use super::{Fault, text};

/// Lines end in CR LF, and nothing follows the description.
pub(super) fn write(course: &CourseDescription, totals: &Totals) -> String {
    let mut lines = vec!["[Course]".to_owned()];
    let mut say = |label: &str, value: &str| lines.push(format!("{label}={value}"));
    say("Course_Creator", &course.creator);
    say("Course_ID", &course.id);
    say("Course_System", &course.system);
    say("Course_Title", &course.title);
    say("Level", &totals.level.to_string());
    say("Max_Fields_CST", &totals.structure_fields.to_string());
    if totals.objective_fields > 0 {
        say("Max_Fields_ORT", &totals.objective_fields.to_string());
    }
    say("Total_AUs", &totals.units.to_string());
    say("Total_Blocks", &totals.blocks.to_string());
    if totals.objectives > 0 {
        say("Total_Objectives", &totals.objectives.to_string());
        say("Total_Complex_Objectives", "0");
    }
    say("Version", &course.version);
    lines.push("[Course_Behavior]".to_owned());
    lines.push(format!("Max_Normal={}", course.max_normal));
    lines.push("[Course_Description]".to_owned());
    lines.extend(Some(course.description.clone()).filter(|text| !text.is_empty()));
    lines.join("\r\n")
}

/// Headings and labels count in any case, with any white space around them; of a label that is repeated, the first.
pub(super) fn read(document: &str) -> Result<CourseDescription, Fault> {
    let mut course = CourseDescription::default();
    let mut seen = BTreeSet::new();
    let mut in_description = false;
    for (index, line) in lines(document).enumerate() {
        let line = line.trim();
        if let Some(heading) = heading(line) {
            in_description = heading == "course_description";
            seen.insert(heading);
        } else if in_description {
            if !course.description.is_empty() {
                course.description.push('\n');
            }
            course.description.push_str(line);
        } else if let Some((label, value)) = line.split_once('=').filter(|_| !line.starts_with(';')) {
            let label = name(label);
            if !seen.contains(&label) {
                set(&mut course, &label, value.trim()).map_err(|message| Fault::new(index + 1, message))?;
                seen.insert(label);
            }
        }
    }
    course.description = course.description.trim().to_owned();
    if !seen.iter().any(|name| matches!(name.as_str(), "course" | "course_id" | "course_title")) {
        return Err(Fault::new(1, "this is no AICC course file: it has neither [Course] nor Course_ID"));
    }
    Ok(course)
}

fn set(course: &mut CourseDescription, label: &str, value: &str) -> Result<(), String> {
    let field = match label {
        "course_creator" => &mut course.creator,
        "course_id" => &mut course.id,
        "course_system" => &mut course.system,
        "course_title" => &mut course.title,
        "version" => &mut course.version,
        "max_normal" if !value.is_empty() => {
            let number = value.parse().map_err(|_| format!("Max_Normal is `{value}`, which is no number"))?;
            course.max_normal = number;
            return Ok(());
        }
        _ => return Ok(()),
    };
    value.clone_into(field);
    Ok(())
}

/// Lines that end in CR LF, LF or, on old Macs, CR.
fn lines(document: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(document);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = text.find(['\r', '\n']);
        rest = end.map(|at| text[at..].strip_prefix("\r\n").unwrap_or(&text[at + 1..]));
        Some(end.map_or(text, |at| &text[..at]))
    })
}

fn heading(line: &str) -> Option<String> {
    line.strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .map(|(heading, _)| name(heading))
        .filter(|heading| matches!(heading.as_str(), "course" | "course_behavior" | "course_description"))
}

fn name(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join("_").to_ascii_lowercase()
}

/// The description as every reader of course files takes it.
pub(super) fn plain(course: &CourseDescription) -> CourseDescription {
    CourseDescription {
        creator: text::value(&course.creator),
        id: text::value(&course.id),
        system: text::value(&course.system),
        title: text::value(&course.title),
        version: text::value(&course.version),
        max_normal: course.max_normal,
        description: text::description(&course.description),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_labels_are_read_in_any_case() {
        let document = "\n[ COURSE ]\ncourse_id = X1\n ; note = 1\nCourse Title=A = B\nCOURSE_ID=late\n[course_behavior]\n\
                        max_normal=3\n[Course_Description]\nTwo\r\n lines [sic] = here\n\n";
        let course = read(document).unwrap();
        assert_eq!((course.id.as_str(), course.title.as_str(), course.max_normal), ("X1", "A = B", 3));
        assert_eq!(course.description, "Two\nlines [sic] = here");
    }

    #[test]
    fn many_lines_take_no_longer_than_few_each() {
        let labels: String = (0..50_000).map(|label| format!("label{label}=x\n")).collect();
        let text = "word\n".repeat(200_000);
        let began = std::time::Instant::now();
        let course = read(&format!("[Course]\n{labels}[Course_Description]\n{text}")).unwrap();
        assert_eq!(course.description.len(), text.len() - 1);
        // Looking through all that was read before, at every line, takes minutes.
        assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
    }

    #[test]
    fn what_is_no_course_file_is_said_with_its_line() {
        assert!(read("<html>").unwrap_err().message.contains("[Course]"));
        assert_eq!(read("[Course]\n\nMax_Normal=many").unwrap_err().line, 3);
    }
}
