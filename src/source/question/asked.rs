//! What learners write, rate or do.

use super::answers::{Item, mark};
use super::{Headed, Text, Understood};
use crate::model::{Answer, Gap, NumericAnswer, QuestionBody, Step, number};
use crate::source::attributes::Attributes;
use crate::source::rules;

const A_NUMBER: &str = "a number of 0 or more, such as 0.5";

impl Text<'_, '_, '_> {
    /// One gap: a list of answers. Several: a numbered list, in which each entry holds the list of a gap.
    pub(super) fn fill_in(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let case_sensitive = attributes.take_flag("case-sensitive");
        let tolerance = attributes.take_number("tolerance", A_NUMBER, self.reader.report);
        let list = self.answer_list();
        let is_of_gaps = |list: &usize| {
            let entries = self.items(*list);
            !entries.iter().any(|entry| mark(&entry.markdown).is_some())
                && entries.iter().any(|entry| self.inner_items(entry).is_some())
        };
        let Some(list) = list.filter(is_of_gaps) else {
            let body =
                |answers| QuestionBody::FillIn { gaps: vec![Gap { answers }], case_sensitive, tolerance };
            return self.marked(body);
        };
        let prompt = self.before(Some(list));
        self.nothing_after(list, self.pieces.list.len());
        let gaps = self.items(list).iter().map(|entry| self.gap(entry)).collect();
        Understood { prompt, body: QuestionBody::FillIn { gaps, case_sensitive, tolerance } }
    }

    fn gap(&mut self, entry: &Item) -> Gap {
        let answers = self.inner_items(entry).map(|items| self.marked_items(&items));
        let answers = answers.unwrap_or_else(|| {
            let help = "each entry of the numbered list holds the answers of a gap: `1. - [x] early`";
            self.problem(&rules::ANSWER_FORM, entry.at, "a gap's entry is not a list of answers", help);
            // Stands in for what the author meant, so that the gap is not found without an answer as well.
            self.places.push(self.reader.source.place(entry.at));
            vec![Answer::correct(&entry.markdown)]
        });
        Gap { answers }
    }

    /// Numbers and ranges, marked as right or wrong.
    pub(super) fn numeric(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let unit = attributes.take_text("unit").filter(|unit| !unit.trim().is_empty());
        let list = self.answer_list();
        let prompt = self.before(list);
        let items = list.map(|list| self.items(list)).unwrap_or_default();
        let answers = list.map(|list| self.answers(list, self.pieces.list.len())).unwrap_or_default();
        let answers = items.iter().zip(answers);
        let answers =
            answers.map(|(item, answer)| self.numeric_answer(item, answer, unit.as_deref())).collect();
        Understood { prompt, body: QuestionBody::Numeric { answers, unit } }
    }

    fn numeric_answer(&mut self, item: &Item, answer: Answer, unit: Option<&str>) -> NumericAnswer {
        let range = range(&answer.text, unit.unwrap_or_default());
        if range.is_none() {
            let message = format!("`{}` is neither a number nor a range of numbers", answer.text);
            let help = "write `- [x] 60`, `- [x] 60 ± 2` (or `60 +- 2`), or `- [x] 55..65`";
            self.problem(&rules::NUMBER_FORM, item.at, message, help);
        }
        let (min, max) = range.unwrap_or_default();
        NumericAnswer { min, max, correct: answer.correct, feedback: answer.feedback }
    }

    /// The last list is the scale.
    pub(super) fn likert(&mut self) -> Understood {
        let end = self.pieces.list.len();
        let list = self.last_list(0..end);
        let prompt = self.before(list);
        let items = list.map(|list| self.items(list)).unwrap_or_default();
        if let Some(list) = list {
            self.nothing_after(list, end);
        }
        if let Some(item) = items.iter().find(|item| mark(&item.markdown).is_some()) {
            let help = "take the marks out; whatever the learner chooses is taken as it is";
            self.problem(&rules::ANSWER_FORM, item.at, "a scale has no right and wrong", help);
        }
        self.places = items.iter().map(|item| self.reader.source.place(item.at)).collect();
        let point =
            |item: Item| mark(&item.markdown).map_or(item.markdown.as_str(), |(_, rest)| rest).to_owned();
        Understood { prompt, body: QuestionBody::Likert { points: items.into_iter().map(point).collect() } }
    }

    /// All of the text asks.
    pub(super) fn long_answer(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let max =
            attributes.take_number("max", "a whole number of characters, up to 65535", self.reader.report);
        let body = QuestionBody::LongAnswer { max: max.unwrap_or(QuestionBody::LONG_ANSWER), sample: None };
        Understood { prompt: self.before(None), body }
    }

    /// Headings are steps; each has its list of actions.
    pub(super) fn performance(&mut self) -> Understood {
        let (first, steps) = self.headed();
        let prompt = if steps.is_empty() { self.before(None) } else { self.before(Some(first)) };
        let steps = steps.into_iter().map(|step| self.step(step)).collect();
        Understood { prompt, body: QuestionBody::Performance { steps } }
    }

    /// What stands between the heading and the actions says more about the situation.
    fn step(&mut self, step: Headed) -> Step {
        let list = self.last_list(step.body.clone());
        let text_end = list.unwrap_or(step.body.end);
        let more = self.between(step.heading + 1..text_end);
        let title = if more.is_empty() { step.title } else { format!("{}\n\n{more}", step.title) };
        let actions = list.map(|list| self.answers(list, step.body.end)).unwrap_or_default();
        Step { title, actions }
    }
}

/// `60`, `60 ± 2`, `60 +- 2`, `55..65`: the least and the greatest number.
fn range(text: &str, unit: &str) -> Option<(f64, f64)> {
    let value = |text: &str| number(text.trim().strip_suffix(unit.trim()).unwrap_or(text));
    let split = ["±", "+-", "+/-"].iter().find_map(|sign| text.split_once(sign));
    if let Some((middle, tolerance)) = split {
        let (middle, tolerance) = (value(middle)?, value(tolerance)?);
        return Some((middle - tolerance, middle + tolerance));
    }
    match text.split_once("..") {
        Some((min, max)) => Some((value(min)?, value(max)?)),
        None => value(text).map(|value| (value, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Question};
    use crate::source::blocks::{PlacedBlock, read_blocks};
    use crate::source::file_report::FileReport;
    use crate::source::text::SourceText;

    /// A question without anything wrong with it, and the lines of its answers.
    fn read(text: &str) -> (Question, Vec<Option<usize>>) {
        let source = SourceText::new("a.md", text);
        let mut report = FileReport::default();
        let mut blocks = read_blocks(&source, 0..source.text().len(), &mut report).blocks;
        assert_eq!(report.into_report().to_string(), "");
        match blocks.remove(0) {
            PlacedBlock { block: Block::Question(question), answers, .. } => {
                (question, answers.into_iter().map(|place| place.line).collect())
            }
            PlacedBlock { block, .. } => panic!("{block:?}"),
        }
    }

    #[test]
    fn numbers_and_ranges_are_written_as_people_write_them() {
        assert_eq!(range("60", ""), Some((60.0, 60.0)));
        assert_eq!(range("60 ± 2", ""), Some((58.0, 62.0)));
        assert_eq!(range("60 % +- 2 %", "%"), Some((58.0, 62.0)));
        assert_eq!(range("0,5 +/- 0,25", ""), Some((0.25, 0.75)));
        assert_eq!(range("-3..-1.5", ""), Some((-3.0, -1.5)));
        assert_eq!(range("about 60", ""), None);
        assert_eq!(range("55..", ""), None);
    }

    #[test]
    fn every_entry_of_the_numbered_list_is_a_gap() {
        let (question, lines) = read(
            ":::: fill-in trust tolerance=0.5 credit=each\nSay ____\n\n____ it.\n\n\
             1. - [x] what\n   - [ ] why\n     > No.\n2.\n   - [x] 2\n\n::: hint\nOne.\n:::\n\n::: hint\nTwo.\n:::\n::::\n",
        );
        let mut expected = Question::fill_in("trust", "Say ____\n\n____ it.")
            .correct("what")
            .answer(Answer::incorrect("why").feedback("No."))
            .next_gap()
            .correct("2")
            .partial_credit()
            .hint("One.")
            .hint("Two.");
        if let QuestionBody::FillIn { tolerance, .. } = &mut expected.body {
            *tolerance = Some(0.5);
        }
        assert_eq!(question, expected);
        assert_eq!(lines, [Some(6), Some(7), Some(10)]);
    }

    #[test]
    fn what_is_said_may_stand_anywhere_in_the_question() {
        let (question, lines) = read(
            ":::: numeric people unit=% shuffle time-limit=60\n::: correct\nYes.\n:::\nHow many?\n\n- [x] 60 ± 2\n\n\
             ::: incorrect\nNo.\n:::\n\n- [ ] 75\n  > Too many.\n::::\n",
        );
        let answers = [NumericAnswer::correct(60.0, 2.0), NumericAnswer::incorrect(75.0, 0.0, "Too many.")];
        let mut expected = Question::numeric("people", "How many?", answers).shuffled().time_limit(60);
        expected.feedback.correct = Some("Yes.".into());
        expected.feedback.incorrect = Some("No.".into());
        if let QuestionBody::Numeric { unit, .. } = &mut expected.body {
            *unit = Some("%".into());
        }
        assert_eq!(question, expected);
        assert_eq!(lines, [Some(7), Some(13)]);
    }

    #[test]
    fn scales_and_texts() {
        let (scale, lines) = read("::: likert heard\nI am heard.\n\n1. Never\n2. *Always*\n:::\n");
        assert_eq!(scale, Question::likert("heard", "I am heard.", ["Never", "*Always*"]));
        assert_eq!(lines, [Some(4), Some(5)]);
        let (text, _) = read(
            ":::: long-answer plan max=500\nWhat will you do?\n\n- now\n- then\n\n::: sample\nThis.\n:::\n::::\n",
        );
        let mut expected = Question::long_answer("plan", "What will you do?\n\n- now\n- then");
        expected.body = QuestionBody::LongAnswer { max: 500, sample: Some("This.".into()) };
        assert_eq!(text, expected);
    }

    #[test]
    fn headings_are_steps() {
        let (question, lines) = read(
            "::: performance late\nA delivery is late.\n\n## Monday\n\nThe boss is away.\n\n- [x] Write\n- [ ] Wait\n  > No.\n\n\
             ## Tuesday\n- [ ] Hide\n- [x] Say so\n:::\n",
        );
        let steps = [
            Step {
                title: "Monday\n\nThe boss is away.".into(),
                actions: vec![Answer::correct("Write"), Answer::incorrect("Wait").feedback("No.")],
            },
            Step {
                title: "Tuesday".into(),
                actions: vec![Answer::incorrect("Hide"), Answer::correct("Say so")],
            },
        ];
        assert_eq!(question, Question::performance("late", "A delivery is late.", steps));
        assert_eq!(lines, [Some(8), Some(9), Some(13), Some(14)]);
    }
}
