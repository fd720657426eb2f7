//! `coursewright lms`.

use coursewright::Lms;
use coursewright::lms::Topic;
use textwrap::Options;

use crate::Status;
use crate::args::LmsArgs;
use crate::failure::Failure;
use crate::json;
use crate::output::{self, BOLD};

/// Lists the LMSs, or tells what is known of one.
pub(crate) fn run(args: &LmsArgs) -> Result<Status, Failure> {
    let asked = args.lms.map(|lms| vec![lms]);
    let text = match (args.json, args.lms) {
        (true, _) => json::lmss(asked.as_deref().unwrap_or(Lms::ALL))?,
        (false, Some(lms)) => profile(lms),
        (false, None) => list(),
    };
    output::print(&text)?;
    Ok(Status::Fine)
}

fn list() -> String {
    let width = Lms::ALL.iter().map(|lms| lms.name().len()).max().unwrap_or_default();
    let titles = Lms::ALL.iter().map(|lms| lms.title().len()).max().unwrap_or_default();
    let row = |lms: &Lms| format!("{:<width$}  {:<titles$}  {}\n", lms.name(), lms.title(), lms.standard());
    let rows: String = Lms::ALL.iter().map(row).collect();
    rows + "\nThe last column is the standard that a course does best with there.\n"
}

fn profile(lms: Lms) -> String {
    let width = output::text_columns();
    let standards: Vec<_> = lms.standards().iter().map(|standard| standard.name()).collect();
    let mut text = format!("{BOLD}{}{BOLD:#}\n", lms.title());
    text += &wrapped(&format!("Best first: {}", standards.join(", ")), width, "  ");
    let claims = lms.claims();
    let mut sources = Vec::new();
    for topic in Topic::ALL {
        let mut of_topic = claims.iter().filter(|claim| claim.topic == *topic).peekable();
        if of_topic.peek().is_some() {
            text += &format!("\n{BOLD}{topic}{BOLD:#}\n");
        }
        for claim in of_topic {
            let source = (claim.basis, claim.source);
            let known = sources.iter().position(|other| *other == source);
            let number = known.unwrap_or_else(|| {
                sources.push(source);
                sources.len() - 1
            });
            text += &wrapped(&format!("- {} [{}]", claim.text, number + 1), width, "  ");
        }
    }
    text += &format!("\n{BOLD}Sources{BOLD:#}\n");
    for (number, (basis, source)) in sources.iter().enumerate() {
        text += &wrapped(&format!("[{}] {basis}: {source}", number + 1), width, "    ");
    }
    text
}

fn wrapped(text: &str, width: usize, indent: &str) -> String {
    textwrap::fill(text, Options::new(width).subsequent_indent(indent)) + "\n"
}
