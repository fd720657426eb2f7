//! Formulas: LaTeX as MathML, which browsers show and screen readers speak.
//!
//! math-core is the only reader of LaTeX here. What it writes is well-formed, and so stays legal in HTML and in XML.

use std::ops::Range;

use super::page::Page;
use super::rules;

/// Where a formula stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// In a line of text.
    Inline,
    /// In a line of its own.
    Block,
}

/// Characters of a formula that a finding shows.
const SHOWN: usize = 80;

/// A formula as HTML. One that cannot be read is a finding, and nothing is shown.
pub(super) fn html(latex: &str, display: Display, page: &mut Page<'_, '_>) -> String {
    let latex = latex.trim();
    if page.root != Page::ROOT && page.site.form == super::Form::Pages {
        let message = format!("the formula `{}` stands in a question", shown(latex));
        page.find(&rules::FORMULA_IN_QUIZ, message, None);
    }
    mathml(latex, display, page).unwrap_or_default()
}

#[cfg(feature = "formulas")]
fn mathml(latex: &str, display: Display, page: &mut Page<'_, '_>) -> Option<String> {
    match convert(latex, display) {
        Ok(mathml) => Some(mathml),
        Err((problem, at)) => {
            let message = format!("the formula `{}` cannot be read: {problem}", shown(latex));
            let near = latex.get(at).map(str::trim).filter(|part| !part.is_empty() && *part != latex);
            let help = match near {
                Some(part) => format!("look at `{}`; for a dollar sign write `\\$`", shown(part)),
                None => "write it as LaTeX; for a dollar sign write `\\$`".to_owned(),
            };
            page.find(&rules::FORMULA, message, Some(help));
            None
        }
    }
}

#[cfg(not(feature = "formulas"))]
fn mathml(latex: &str, _display: Display, page: &mut Page<'_, '_>) -> Option<String> {
    let message = format!("the text holds the formula `{}`", shown(latex));
    page.find(&rules::FORMULA_NEEDS_FEATURE, message, None);
    None
}

/// Levels of groups and commands inside each other. Reading goes down the stack with them, and nobody could read more.
#[cfg(feature = "formulas")]
const MAX_DEPTH: usize = 40;

/// Bytes of a formula. Real ones have some hundreds.
#[cfg(feature = "formulas")]
const MAX_LENGTH: usize = 8 << 10;

#[cfg(feature = "formulas")]
fn convert(latex: &str, display: Display) -> Result<String, (String, Range<usize>)> {
    use math_core::{LatexToMathML, MathCoreConfig, MathDisplay};
    let whole = 0..latex.len();
    if latex.is_empty() {
        return Err(("it is empty".to_owned(), whole));
    }
    if latex.chars().any(|c| c.is_control() && !c.is_whitespace()) {
        return Err(("a gap, or another sign that is not to be seen, stands in it".to_owned(), whole));
    }
    if latex.len() > MAX_LENGTH || depth(latex) > MAX_DEPTH {
        return Err(("it is longer or nested deeper than people write".to_owned(), whole));
    }
    let converter =
        LatexToMathML::new(MathCoreConfig::default()).map_err(|(error, ..)| (error.error_message(), 0..0))?;
    let display = match display {
        Display::Inline => MathDisplay::Inline,
        Display::Block => MathDisplay::Block,
    };
    // With debug assertions, math-core 0.5 stops at one of its own when a command that it does not know follows `=^0`; without them
    // it gives the error that this is.
    let result = std::panic::catch_unwind(|| converter.convert_with_local_counter(latex, display));
    let Ok(result) = result else { return Err(("a command in it is not known".to_owned(), whole)) };
    match result {
        Ok(mathml) => Ok(with_source(&mathml, latex)),
        Err(error) => {
            let message = error.error_message();
            let message = message.trim_end_matches('.');
            let mut letters = message.chars();
            let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            Err((first + letters.as_str(), error.0.clone()))
        }
    }
}

/// MathML with the LaTeX that it was made from: as a text for programs that know no MathML (MathML Core §2.1.3), and as an
/// annotation for those that copy it.
#[cfg(feature = "formulas")]
fn with_source(mathml: &str, latex: &str) -> String {
    let latex = handlebars::html_escape(latex);
    let (start, rest) = mathml.split_once('>').unwrap_or_default();
    let inside = rest.strip_suffix("</math>").unwrap_or(rest);
    format!(
        "{start} alttext=\"{latex}\"><semantics><mrow>{inside}</mrow>\
         <annotation encoding=\"application/x-tex\">{latex}</annotation></semantics></math>"
    )
}

/// How deep groups stand in each other, and commands that each take the next one.
#[cfg(feature = "formulas")]
fn depth(latex: &str) -> usize {
    let (mut open, mut commands, mut deepest) = (Vec::new(), 0usize, 0usize);
    let mut total = 0usize;
    let mut rest = latex;
    while let Some(c) = rest.chars().next() {
        let mut after = &rest[c.len_utf8()..];
        let mut name = "";
        if c == '\\' {
            let letters = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
            let end = letters.max(after.chars().next().map_or(0, char::len_utf8));
            (name, after) = after.split_at(end);
        }
        rest = after;
        match (c, name) {
            ('{' | '[', _) | (_, "left" | "begin") => {
                total += commands + 1;
                open.push(commands + 1);
                commands = 0;
            }
            ('}' | ']', _) | (_, "right" | "end") => {
                total -= open.pop().unwrap_or(0);
                commands = 0;
            }
            ('\\' | '^' | '_', _) => commands += 1,
            (c, _) if c.is_whitespace() => {}
            _ => commands = 0,
        }
        deepest = deepest.max(total + commands);
    }
    deepest
}

/// A formula that Markdown takes for text, so that learners would see its signs: what of it to show. Two things keep `$` from
/// beginning a formula where the author meant one: an empty line before the second `$$`, and braces that do not match.
pub(super) fn left_open(markdown: &str, range: Range<usize>) -> Option<String> {
    if markdown.get(range.clone()) != Some("$") {
        return None;
    }
    let after = &markdown[range.end..];
    let line = markdown[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let begins_line = markdown[line..range.start].trim_matches([' ', '>', '-', '*']).is_empty();
    if let Some(rest) = after.strip_prefix('$')
        && begins_line
        && rest.lines().next().is_none_or(|line| line.trim().is_empty())
    {
        return Some("$$".to_owned());
    }
    let formula = after.split('$').next().unwrap_or_default();
    let formula = formula.split("\n\n").next().unwrap_or_default();
    let is_latex = ["_{", "^{"].iter().any(|sign| formula.contains(sign))
        || formula.split('\\').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    is_latex.then(|| shown(&format!("${formula}")))
}

pub(super) fn report_left_open(begin: &str, page: &mut Page<'_, '_>) {
    let (message, help) = match begin {
        "$$" => (
            "the formula after `$$` does not end".to_owned(),
            "write `$$` before and after the formula, with no empty line between them",
        ),
        begin => (
            format!("the formula `{begin}` does not end"),
            "close every brace, and write `$` right after the formula; for a dollar sign write `\\$`",
        ),
    };
    page.find(&rules::FORMULA, message, Some(help.to_owned()));
}

fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(all(test, feature = "formulas"))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_become_mathml_with_their_source() {
        assert_eq!(
            convert("a < b^2", Display::Inline).unwrap(),
            "<math alttext=\"a &lt; b^2\"><semantics><mrow><mi>a</mi><mo>&lt;</mo><msup><mi>b</mi><mn>2</mn></msup></mrow>\
             <annotation encoding=\"application/x-tex\">a &lt; b^2</annotation></semantics></math>"
        );
        assert!(convert("x", Display::Block).unwrap().starts_with("<math display=\"block\" alttext=\"x\">"));
        for latex in [r#"\text{<b>"}"#, r"\operatorname{<script>}", "\"><script>"] {
            let mathml = convert(latex, Display::Inline).unwrap();
            assert!(!mathml.contains("<b>") && !mathml.contains("<script"), "{mathml}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_place() {
        let problem = |latex| convert(latex, Display::Inline).unwrap_err();
        assert_eq!(problem(r"a + \foo{b}").0, r#"unknown command "\foo""#);
        assert_eq!(problem(r"a + \foo{b}").1, 4..8);
        assert_eq!(problem(r"\frac{a").0, r#"expected token "}", but not found"#);
        assert_eq!(problem("").0, "it is empty");
    }

    /// Reading goes down the stack with each level, and threads have two megabytes of it.
    #[test]
    fn no_formula_is_too_deep_for_the_stack() {
        for (begin, end) in [
            ("{", "}"),
            (r"\frac{", "}{y}"),
            (r"\frac{y}{", "}"),
            (r"\sqrt ", ""),
            ("x^{", "}"),
            (r"\left(", r"\right)"),
            (r"\begin{matrix}", r"\end{matrix}"),
            (r"\hat \sqrt[x]", ""),
            ("x_", ""),
            (r"\sqrt[", "]{x}"),
        ] {
            for count in [1, 10, 19, 20, 39, 41, 1000, 2000] {
                let latex = format!("{}x{}", begin.repeat(count), end.repeat(count));
                let result = convert(&latex, Display::Block);
                assert!(count < 1000 || result.is_err(), "{latex}");
            }
        }
        assert_eq!(depth(r"\frac{a_1}{\sqrt{b}} + \alpha \beta x"), 3);
    }

    #[test]
    fn a_formula_that_never_ends_is_seen() {
        let open = |text: &str| -> Vec<String> {
            let parser = pulldown_cmark::Parser::new_ext(text, crate::model::markdown_options());
            parser.into_offset_iter().filter_map(|(_, range)| left_open(text, range)).collect()
        };
        assert_eq!(open("$$\na\n\nb\n$$"), ["$$", "$$"]);
        assert_eq!(open("a $\\frac{b}{c$ d"), ["$\\frac{b}{c"]);
        for text in [
            "$$\na\n$$",
            "Restaurants: $$\n",
            "\\$\\$",
            "$$ a",
            "`$$`",
            "$5 and $6",
            "$a^{2}$",
            "C:\\a costs $5",
        ] {
            assert!(open(text).is_empty(), "{text}");
        }
    }

    /// Every tag is closed, and no sign of the text looks like markup.
    fn is_well_formed(mathml: &str) -> bool {
        let mut open = Vec::new();
        for part in mathml.split('<').skip(1) {
            let Some((tag, text)) = part.split_once('>') else { return false };
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            let closes = tag.starts_with('/');
            if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                return false;
            }
            if closes && open.pop() != Some(name) || text.contains('>') {
                return false;
            }
            if !closes && !tag.ends_with('/') {
                open.push(name);
            }
        }
        open.is_empty()
            && mathml
                .split('&')
                .skip(1)
                .all(|rest| rest.split_once(';').is_some_and(|(name, _)| name.len() < 9))
    }

    proptest! {
        #[test]
        fn any_text_is_mathml_or_a_finding(latex in r#"([a-z0-9{}^_&<>"' \[\]()|%~#$]|\\[a-z]{0,4}|\\(frac|sqrt|left|right|text|sum)[ {(]|\PC){0,40}"#) {
            let Ok(mathml) = convert(&latex, Display::Block) else { return Ok(()) };
            prop_assert!(is_well_formed(&mathml), "{latex}: {mathml}");
        }
    }
}
