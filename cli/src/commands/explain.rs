//! `coursewright explain`.

use coursewright::Rule;
use textwrap::Options;

use crate::Status;
use crate::args::ExplainArgs;
use crate::failure::Failure;
use crate::output::{self, BOLD};

/// Explains a code, or lists them all.
pub(crate) fn run(args: &ExplainArgs) -> Result<Status, Failure> {
    let text = match &args.code {
        Some(code) => explanation(Rule::find(code).ok_or_else(|| unknown(code))?),
        None => Rule::all().map(row).collect(),
    };
    output::print(&text)?;
    Ok(Status::Fine)
}

fn row(rule: &Rule) -> String {
    format!("{}  {:<7}  {}\n", rule.code, rule.severity.to_string(), rule.title)
}

fn explanation(rule: &Rule) -> String {
    let width = output::text_columns();
    let mut text = format!("{BOLD}{}: {}{BOLD:#}\nSeverity: {}\n\n", rule.code, rule.title, rule.severity);
    for line in rule.explanation.lines() {
        let indent = if line.starts_with("- ") { "  " } else { "" };
        text.push_str(&textwrap::fill(line, Options::new(width).subsequent_indent(indent)));
        text.push('\n');
    }
    text
}

fn unknown(code: &str) -> Failure {
    let wanted = code.to_ascii_uppercase();
    let mut near: Vec<_> = Rule::all()
        .map(|rule| (strsim::damerau_levenshtein(&wanted, rule.code), rule))
        .filter(|(distance, _)| *distance <= 2)
        .collect();
    near.sort_by_key(|(distance, rule)| (*distance, rule.code));
    let nearest = near.first().map(|(distance, _)| *distance);
    let near: Vec<_> = near
        .into_iter()
        .filter(|(distance, _)| Some(*distance) == nearest)
        .take(3)
        .map(|(_, rule)| format!("{} ({})", rule.code, rule.title))
        .collect();
    let help = match near.as_slice() {
        [] => "`coursewright explain --all` lists all codes".to_owned(),
        near => format!("near to it: {}; `coursewright explain --all` lists all codes", near.join(", ")),
    };
    Failure::new(format!("there is no finding with the code `{code}`")).help(help)
}
