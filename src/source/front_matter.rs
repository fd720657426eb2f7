//! The lines at the top of a lesson or a bank, between two lines of three hyphens.

use super::fields::{Fields, Findings};
use super::file_report::FileReport;
use super::node::{Node, SyntaxError, Value};
use super::text::SourceText;
use super::{assessment, narration, rules, yaml};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Assessment, Id, Narration};

/// What the front matter says, and where the lesson's text begins.
#[derive(Default)]
pub(super) struct FrontMatter {
    pub(super) title: Option<(String, Place)>,
    pub(super) objectives: Option<(Vec<Id>, Place)>,
    pub(super) narration: Option<(Narration, Place)>,
    pub(super) assessment: Option<(Assessment, Place)>,
    /// `None` when nobody can say.
    pub(super) body: Option<usize>,
}

const KNOWN: &[&str] = &["title", "objectives", "narration", "assessment"];
const KNOWN_OF_BANK: &[&str] = &["title"];
const HELP: &str = "begin the file with a line `---`, a line `title: …` and a line `---`";

/// The front matter of a lesson.
pub(super) fn read(source: &SourceText, report: &mut FileReport) -> FrontMatter {
    read_known(source, "lesson", KNOWN, report)
}

/// The front matter of a bank: its title.
pub(super) fn read_bank(source: &SourceText, report: &mut FileReport) -> FrontMatter {
    read_known(source, "bank", KNOWN_OF_BANK, report)
}

fn read_known(source: &SourceText, what: &str, known: &[&str], report: &mut FileReport) -> FrontMatter {
    let text = source.text();
    let mut lines = source.lines_in(0..text.len());
    let Some((first, _)) = lines.next().filter(|(_, line)| line.trim_end() == "---") else {
        let message = if text.trim().is_empty() {
            "the file is empty".to_owned()
        } else {
            format!("the {what} has no front matter")
        };
        report.push(Diagnostic::new(&rules::FRONT_MATTER, message).place(source.place_at(1, 1)).help(HELP));
        return FrontMatter { body: Some(0), ..FrontMatter::default() };
    };
    let Some((last, _)) = lines.find(|(_, line)| line.trim_end() == "---") else {
        let finding = Diagnostic::new(&rules::FRONT_MATTER, "the front matter is not closed");
        report.push(finding.place(source.place_at(1, 1)).help("write a line `---` after its last key"));
        return FrontMatter::default();
    };
    let mut front = keys(source, first.end..last.start, known, report);
    front.body = Some(last.end);
    front
}

fn keys(
    source: &SourceText,
    range: std::ops::Range<usize>,
    known: &[&str],
    report: &mut FileReport,
) -> FrontMatter {
    let mut findings = Findings { source, lines_before: 1, report };
    let node = match yaml::read(source.slice(range)) {
        Ok(node) => Node { at: node.at.or(Some((0, 1))), ..node },
        Err(error) => {
            let help = "a text with `: ` or a special character at its beginning needs quotation marks";
            findings.syntax(SyntaxError { at: error.at.or(Some((0, 1))), ..error }, help);
            return FrontMatter::default();
        }
    };
    let node = match node.value {
        Value::Null => Node { value: Value::Map(Vec::new()), ..node },
        _ => node,
    };
    let at = node.at;
    let Some(mut fields) = Fields::new(node, known, &mut findings) else {
        findings.add(&rules::WRONG_VALUE, at, "the front matter is no group of keys", "write `title: …`");
        return FrontMatter::default();
    };
    let place =
        |fields: &Fields, key: &str, findings: &Findings<'_>| fields.key(key).map(|at| findings.place(at));
    let title_place = place(&fields, "title", &findings);
    let objectives_place = place(&fields, "objectives", &findings);
    let narration_place = place(&fields, "narration", &findings);
    let assessment_place = place(&fields, "assessment", &findings);
    let title = fields.require("title", "title: Trust comes first", &mut findings);
    let objectives = fields.texts("objectives", &mut findings);
    let narration = narration::read(&mut fields, &mut findings);
    FrontMatter {
        title: title.zip(title_place),
        objectives: objectives_place.map(|place| (objectives.into_iter().map(Id::from).collect(), place)),
        narration: narration.zip(narration_place),
        assessment: assessment::take(&mut fields, &mut findings).zip(assessment_place),
        body: None,
    }
}
