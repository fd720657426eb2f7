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
}
