//! What is said about a question in blocks inside of it: hints, feedback on the whole answer, a sample.

use super::rules;
use crate::model::{Question, QuestionBody, QuestionKind};
use crate::source::attributes::Attributes;
use crate::source::blocks::BlockReader;
use crate::source::fences::{Fence, Segment, segments};
use crate::source::suggest::did_you_mean;

/// What stands in blocks inside of a question, in Markdown.
#[derive(Default)]
pub(super) struct Said {
    hints: Vec<String>,
    correct: Option<String>,
    partly: Option<String>,
    incorrect: Option<String>,
    sample: Option<String>,
}

const NAMES: &[&str] = &["hint", "correct", "partly", "incorrect", "sample"];

/// Parts a question into its own text and what is said about it. In the text, space stands where the blocks were, so that
/// everything keeps its place.
pub(super) fn read(reader: &mut BlockReader<'_>, kind: QuestionKind, fence: &Fence) -> (String, Said) {
    let source = reader.source;
    let written = source.slice(fence.body.clone());
    let mut own = blank(written);
    let mut said = Said::default();
    for segment in segments(source, fence.body.clone(), reader.report) {
        match segment {
            Segment::Markdown(range) => {
                let inside = range.start - fence.body.start..range.end - fence.body.start;
                own.replace_range(inside.clone(), &written[inside]);
            }
            Segment::Fence(inner) => said.add(reader, kind, &inner),
        }
    }
    (own, said)
}

/// Whether an answer of this kind can never be what the block speaks of.
fn is_never(kind: QuestionKind, block: &str) -> bool {
    use QuestionKind::{Choice, Likert, LongAnswer, Numeric, TrueFalse};
    match kind {
        Likert | LongAnswer => true,
        Choice | TrueFalse | Numeric => block == "partly",
        _ => false,
    }
}

/// As many bytes of nothing, in as many lines.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

impl Said {
    fn add(&mut self, reader: &mut BlockReader<'_>, kind: QuestionKind, fence: &Fence) {
        let attributes = Attributes::read(reader.source, fence.at, fence.header.clone(), reader.report);
        let (name, at) = (attributes.name.text.clone(), attributes.name.at);
        if !NAMES.contains(&name.as_str()) {
            let message = format!("a question has no block `{name}` inside");
            reader.problem(&rules::INSIDE_QUESTION, at, message, did_you_mean(&name, NAMES));
            return;
        }
        attributes.finish(&[], reader.report);
        let markdown = reader.inner_markdown(fence.body.clone());
        let slot = match name.as_str() {
            "partly" | "incorrect" if is_never(kind, &name) => {
                let message = format!("the answer to a {} question is never `{name}`", kind.name());
                let help = "take the block out, or say it in `::: correct`";
                return reader.problem(&rules::INSIDE_QUESTION, at, message, help);
            }
            "correct" => &mut self.correct,
            "partly" => &mut self.partly,
            "incorrect" => &mut self.incorrect,
            "sample" if kind == QuestionKind::LongAnswer => &mut self.sample,
            "sample" => {
                let message = format!("a {} question has no sample answer", kind.name());
                let help = "only a `long-answer` has one; put it into the feedback: `::: correct`";
                return reader.problem(&rules::INSIDE_QUESTION, at, message, help);
            }
            _ => return self.hints.push(markdown),
        };
        if slot.replace(markdown).is_some() {
            let message = format!("the question has two blocks `{name}`");
            reader.problem(&rules::INSIDE_QUESTION, at, message, "put both texts into one block");
        }
    }

    /// Gives it to the question.
    pub(super) fn tell(self, question: &mut Question) {
        question.hints = self.hints;
        question.feedback.correct = self.correct;
        question.feedback.partly = self.partly;
        question.feedback.incorrect = self.incorrect;
        if let QuestionBody::LongAnswer { sample, .. } = &mut question.body {
            *sample = self.sample;
        }
    }
}
