//! Each question as an item.

use std::collections::BTreeSet;

use super::QtiVersion;
use super::content::{Node, plain};
use super::fit::{Fitter, in_paragraphs};
use super::interaction::{
    Choice, Interaction, ItemPicture, NumberRange, Overall, Place, Scoring, StepChoice, TextFeedback,
};
use super::item::AssessmentItem;
use crate::model::{
    Answer, AssessedAnswer, AssessedQuestion, Credit, NumericAnswer, Question, QuestionBody, QuestionKind,
    Rectangle, Region, Step, number,
};

/// Characters of an item's title, which is the beginning of its question.
const TITLE_LENGTH: usize = 100;

/// Characters of a place's name (hotspotLabel).
const LABEL_LENGTH: usize = 256;

/// What stands for a gap in the prompt.
const GAP: &str = "____";

/// A question as an item, or why there is none.
pub(super) fn item(
    asked: &AssessedQuestion,
    fitter: &mut Fitter<'_>,
    version: QtiVersion,
    language: &str,
) -> Result<AssessmentItem, String> {
    let question = &asked.question;
    let prompt = fitter.fragment(&asked.prompt);
    let is_line = prompt.iter().all(Node::is_inline);
    // A picture or a rule says nothing in a list of items.
    let beginning =
        prompt.iter().map(|block| plain(std::slice::from_ref(block))).find(|text| !text.is_empty());
    let beginning = if is_line { plain(&prompt) } else { beginning.unwrap_or_default() };
    let mut writer = Writer { asked, fitter, prompt, is_line };
    let interaction = writer.interaction(version)?;
    let body = writer.body(&interaction);
    let overall = writer.overall();
    Ok(AssessmentItem {
        identifier: format!("item-{}", question.id),
        title: title(&beginning.replace(GAP, "…"), question.id.as_str()),
        language: language.to_owned(),
        body: in_paragraphs(body),
        interaction,
        scoring: match question.credit {
            _ if !question.is_scored() => Scoring::None,
            Credit::Each => Scoring::Each,
            Credit::Whole => Scoring::Whole,
        },
        shuffle: question.is_shuffled(),
        overall,
    })
}

struct Writer<'a, 'f, 'p> {
    asked: &'a AssessedQuestion,
    fitter: &'f mut Fitter<'p>,
    prompt: Vec<Node>,
    is_line: bool,
}

impl Writer<'_, '_, '_> {
    /// One arm for each kind of question: a new kind does not compile before somebody has thought of how QTI says it, or
    /// refuses it.
    fn interaction(&mut self, version: QtiVersion) -> Result<Interaction, String> {
        let asked = self.asked;
        Ok(match &asked.question.body {
            QuestionBody::Choice { answers } | QuestionBody::TrueFalse { answers } => {
                self.choice(false, self.correct(answers))
            }
            QuestionBody::MultipleResponse { answers } => self.choice(true, self.correct(answers)),
            QuestionBody::Likert { .. } => self.choice(false, Vec::new()),
            QuestionBody::FillIn { gaps, .. } if gaps.len() == 1 => match near_numbers(&asked.question) {
                Some(ranges) => self.number(&ranges, None),
                None => self.text_entry(),
            },
            QuestionBody::FillIn { gaps, case_sensitive, .. } => Interaction::Gaps {
                case_sensitive: *case_sensitive,
                accepted: gaps.iter().map(|gap| accepted_texts(&gap.answers, *case_sensitive)).collect(),
            },
            QuestionBody::Numeric { answers, unit } => self.number(answers, unit.as_deref()),
            QuestionBody::LongAnswer { max, .. } => {
                Interaction::ExtendedText { expected_length: Some(u32::from(*max)) }
            }
            QuestionBody::Matching { .. } | QuestionBody::Sorting { .. } => Interaction::Match {
                prompt: self.line(),
                stems: self.stems(),
                targets: self.targets(),
                correct: self.pairs("target"),
            },
            QuestionBody::Ordering { items } => self.order(items.len()),
            QuestionBody::Performance { steps } => self.steps(steps),
            QuestionBody::Hotspot { regions, .. } => self.hotspot(regions)?,
            QuestionBody::DragAndDrop { .. } => self.drag_and_drop(version)?,
        })
    }

    /// What stands above the interaction, or around its gaps.
    fn body(&mut self, interaction: &Interaction) -> Vec<Node> {
        let prompt = std::mem::take(&mut self.prompt);
        match interaction {
            Interaction::Gaps { accepted, .. } => with_gaps(prompt, accepted.len()),
            Interaction::TextEntry { .. }
            | Interaction::Number { .. }
            | Interaction::ExtendedText { .. }
            | Interaction::Steps(_) => prompt,
            // A line stands in the interaction.
            _ if self.is_line => Vec::new(),
            _ => prompt,
        }
    }

    fn line(&self) -> Vec<Node> {
        if self.is_line { self.prompt.clone() } else { Vec::new() }
    }

    fn overall(&mut self) -> Overall {
        let feedback = &self.asked.feedback;
        let mut said = |html: &Option<String>| {
            html.as_ref().map(|html| in_paragraphs(self.fitter.fragment(html))).unwrap_or_default()
        };
        let scored = self.asked.question.is_scored();
        let of_score = |said: Vec<Node>| if scored { said } else { Vec::new() };
        Overall {
            correct: of_score(said(&feedback.correct)),
            // Where everything or nothing counts, nobody knows of a part.
            partly: match self.asked.question.credit {
                Credit::Each => of_score(said(&feedback.partly)),
                Credit::Whole => Vec::new(),
            },
            incorrect: of_score(said(&feedback.incorrect)),
            sample: said(&feedback.sample),
        }
    }

    // ---- Choosing ------------------------------------------------------------------------------

    fn choice(&mut self, multiple: bool, correct: Vec<String>) -> Interaction {
        let asked = self.asked;
        Interaction::Choice {
            multiple,
            prompt: self.line(),
            choices: self.choices(&asked.answers, 0),
            correct,
        }
    }

    fn choices(&mut self, answers: &[AssessedAnswer], first: usize) -> Vec<Choice> {
        let mut choices = Vec::with_capacity(answers.len());
        for (index, answer) in answers.iter().enumerate() {
            choices.push(Choice {
                identifier: answer_identifier(self.asked.question.kind(), first + index),
                content: self.fitter.fragment(&answer.text),
                feedback: answer.feedback.as_ref().map(|html| self.fitter.fragment(html)).unwrap_or_default(),
            });
        }
        choices
    }

    fn correct(&self, answers: &[Answer]) -> Vec<String> {
        let right = answers.iter().enumerate().filter(|(_, answer)| answer.correct);
        right.map(|(index, _)| answer_identifier(self.asked.question.kind(), index)).collect()
    }

    /// Where everything has its place, nothing may be met in it.
    fn order(&mut self, count: usize) -> Interaction {
        let asked = self.asked;
        let mut choices = self.choices(&asked.answers, 0);
        let mixed = asked.question.mixed(count);
        choices.sort_by_key(|choice| {
            mixed
                .iter()
                .position(|index| answer_identifier(QuestionKind::Ordering, *index) == choice.identifier)
        });
        Interaction::Order {
            prompt: self.line(),
            choices,
            correct: (0..count).map(|index| answer_identifier(QuestionKind::Ordering, index)).collect(),
        }
    }

    fn steps(&mut self, steps: &[Step]) -> Interaction {
        let asked = self.asked;
        let mut first = 0;
        let mut all = Vec::with_capacity(steps.len());
        for (step, title) in steps.iter().zip(&asked.stems) {
            let count = step.actions.len();
            let answers = asked.answers.get(first..first + count).unwrap_or_default();
            let right = step.actions.iter().enumerate().filter(|(_, action)| action.correct);
            all.push(StepChoice {
                prompt: line_of(self.fitter.fragment(title)),
                choices: self.choices(answers, first),
                correct: right
                    .map(|(index, _)| answer_identifier(QuestionKind::Performance, first + index))
                    .collect(),
            });
            first += count;
        }
        Interaction::Steps(all)
    }

    // ---- Pairing -------------------------------------------------------------------------------

    /// What is sorted stands by its groups in the course, so it is met in another order.
    fn stems(&mut self) -> Vec<Choice> {
        let asked = self.asked;
        let stems = self.lines("stem", &asked.stems);
        if asked.question.kind() != QuestionKind::Sorting {
            return stems;
        }
        let order = asked.question.mixed(stems.len());
        order.into_iter().filter_map(|index| stems.get(index).cloned()).collect()
    }

    /// Beside the stems the matches may not stand in the order of the stems.
    fn targets(&mut self) -> Vec<Choice> {
        let asked = self.asked;
        let targets = self.lines("target", &asked.targets);
        if asked.question.kind() != QuestionKind::Matching {
            return targets;
        }
        let order = asked.question.mixed(targets.len());
        order.into_iter().filter_map(|index| targets.get(index).cloned()).collect()
    }

    fn lines(&mut self, name: &str, lines: &[String]) -> Vec<Choice> {
        let mut choices = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            choices.push(Choice {
                identifier: format!("{name}-{}", index + 1),
                content: self.fitter.fragment(line),
                feedback: Vec::new(),
            });
        }
        choices
    }

    fn pairs(&self, target: &str) -> Vec<(String, String)> {
        let place = |letter: &str| "abcdefghijklmnopqrstuvwxyz0123456789".find(letter).map(|index| index + 1);
        let pairs = self.asked.question.correct_response();
        let pairs = pairs.iter().filter_map(|pair| pair.split_once('.'));
        pairs
            .filter_map(|(one, other)| {
                Some((format!("stem-{}", place(one)?), format!("{target}-{}", place(other)?)))
            })
            .collect()
    }

    // ---- Typing --------------------------------------------------------------------------------

    /// Accepted texts go before foreseen mistakes, as they do in the player. Of texts that are the same to the comparison, the
    /// first counts.
    fn text_entry(&mut self) -> Interaction {
        let question = &self.asked.question;
        let comparable = |text: &str| comparable(text, question.is_case_sensitive());
        let mut seen = BTreeSet::new();
        let (mut accepted, mut feedback) = (Vec::new(), Vec::new());
        for is_right in [true, false] {
            let answers = question.answers().iter().zip(&self.asked.answers).enumerate();
            for (index, (answer, texts)) in answers.filter(|(_, (answer, _))| answer.correct == is_right) {
                if !seen.insert(comparable(&texts.text)) {
                    continue;
                }
                let text = one_line(&texts.text);
                if let Some(html) = &texts.feedback {
                    feedback.push(TextFeedback {
                        identifier: answer_identifier(question.kind(), index),
                        text: text.clone(),
                        content: in_paragraphs(self.fitter.fragment(html)),
                    });
                }
                if answer.correct {
                    accepted.push(text);
                }
            }
        }
        let longest = self.asked.answers.iter().map(|answer| answer.text.chars().count()).max();
        Interaction::TextEntry {
            expected_length: longest.and_then(|length| u32::try_from(length).ok()),
            case_sensitive: question.is_case_sensitive(),
            accepted,
            feedback,
        }
    }

    /// The first range that holds a number counts: in the author's order for numbers, and for a gap what is right goes before
    /// foreseen mistakes.
    fn number(&mut self, answers: &[NumericAnswer], unit: Option<&str>) -> Interaction {
        let mut ranges = Vec::with_capacity(answers.len());
        for (index, (answer, texts)) in answers.iter().zip(&self.asked.answers).enumerate() {
            let said = texts.feedback.as_ref().map(|html| in_paragraphs(self.fitter.fragment(html)));
            ranges.push(NumberRange {
                identifier: answer_identifier(QuestionKind::Numeric, index),
                min: tidy_number(answer.min),
                max: tidy_number(answer.max),
                correct: answer.correct,
                content: said.unwrap_or_default(),
            });
        }
        // The first that holds the number counts, and what is right goes before foreseen mistakes, as in the player.
        ranges.sort_by_key(|range| !range.correct);
        let digits = ranges.iter().flat_map(|range| [range.min, range.max]).map(|end| end.to_string().len());
        Interaction::Number {
            expected_length: digits.max().and_then(|length| u32::try_from(length).ok()),
            unit: one_line(unit.unwrap_or_default()),
            ranges,
        }
    }

    // ---- Pictures ------------------------------------------------------------------------------

    fn picture(&mut self) -> Result<ItemPicture, String> {
        let picture = self.asked.picture.as_ref().ok_or("its picture is not in the package")?;
        let (width, height) = picture.size.ok_or_else(|| {
            format!("`{}` does not say how large it is, and QTI counts places in pixels", picture.address)
        })?;
        let address = self.fitter.file(&picture.address).ok_or("its picture is not in the package")?;
        Ok(ItemPicture { address, alt: one_line(&picture.alt), width, height })
    }

    fn hotspot(&mut self, regions: &[Region]) -> Result<Interaction, String> {
        let picture = self.picture()?;
        let named = |index| answer_identifier(QuestionKind::Hotspot, index);
        let places = regions.iter().enumerate().map(|(index, region)| Place {
            identifier: named(index),
            label: one_line(&region.text).chars().take(LABEL_LENGTH).collect(),
            edges: edges(&region.area, &picture),
        });
        let places = places.collect();
        let correct: Vec<String> =
            regions.iter().enumerate().filter(|(_, it)| it.correct).map(|(index, _)| named(index)).collect();
        let mut feedback = Vec::new();
        for (index, answer) in self.asked.answers.iter().enumerate() {
            if let Some(html) = &answer.feedback {
                feedback.push((named(index), in_paragraphs(self.fitter.fragment(html))));
            }
        }
        let multiple = correct.len() > 1;
        Ok(Interaction::Hotspot { multiple, prompt: self.line(), picture, places, correct, feedback })
    }

    /// In 2.1 what is dragged onto a picture is a picture itself (QTI 2.1 ASI §7.4, graphicGapMatchInteraction).
    fn drag_and_drop(&mut self, version: QtiVersion) -> Result<Interaction, String> {
        if version == QtiVersion::V2_1 {
            return Err("QTI 2.1 has no labels of text to put on a picture".to_owned());
        }
        let picture = self.picture()?;
        let zones = self.asked.question.zones();
        let places = zones.iter().enumerate().map(|(index, zone)| Place {
            identifier: format!("place-{}", index + 1),
            label: String::new(),
            edges: edges(zone, &picture),
        });
        let places = places.collect();
        let asked = self.asked;
        let mut labels = self.lines("stem", &asked.stems);
        labels.iter_mut().for_each(|label| label.content = line_of(std::mem::take(&mut label.content)));
        let order = asked.question.mixed(labels.len());
        let labels = order.into_iter().filter_map(|index| labels.get(index).cloned()).collect();
        Ok(Interaction::GraphicMatch {
            prompt: self.line(),
            picture,
            labels,
            places,
            correct: self.pairs("place"),
        })
    }
}

/// What an answer is called: what it means where it can only be true or false, and its place elsewhere.
fn answer_identifier(kind: QuestionKind, index: usize) -> String {
    match (kind, index) {
        (QuestionKind::TrueFalse, 0) => "true".to_owned(),
        (QuestionKind::TrueFalse, 1) => "false".to_owned(),
        _ => format!("answer-{}", index + 1),
    }
}

fn comparable(text: &str, case_sensitive: bool) -> String {
    let text = one_line(text);
    if case_sensitive { text } else { text.to_lowercase() }
}

/// The ranges of a single gap that takes numbers which are near enough, where each of its texts is a number.
pub(super) fn near_numbers(question: &Question) -> Option<Vec<NumericAnswer>> {
    let QuestionBody::FillIn { gaps, tolerance: Some(tolerance), .. } = &question.body else { return None };
    let [gap] = gaps.as_slice() else { return None };
    let range = |answer: &Answer| {
        let value = number(&answer.text)?;
        Some(NumericAnswer { correct: answer.correct, ..NumericAnswer::correct(value, *tolerance) })
    };
    gap.answers.iter().map(range).collect()
}

/// The right texts of a gap, each once.
fn accepted_texts(answers: &[Answer], case_sensitive: bool) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let right = answers.iter().filter(|answer| answer.correct).map(|answer| one_line(&answer.text));
    right.filter(|text| seen.insert(comparable(text, case_sensitive))).collect()
}

/// Sums of decimal fractions, such as 60.1 - 0.3, without what binary fractions add to them.
fn tidy_number(value: f64) -> f64 {
    let rounded = (value * 1e9).round() / 1e9;
    if rounded.is_finite() { rounded } else { value }
}

/// Percent of a picture as pixels. A place has at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn edges(area: &Rectangle, picture: &ItemPicture) -> [u32; 4] {
    let at = |percent: f64, side: u32| (percent / 100.0 * f64::from(side)).round().max(0.0) as u32;
    let (left, top) = (at(area.left, picture.width), at(area.top, picture.height));
    let right = at(area.left + area.width, picture.width).max(left.saturating_add(1));
    let bottom = at(area.top + area.height, picture.height).max(top.saturating_add(1));
    [left, top, right, bottom]
}

/// The marks of a prompt as fields. What has no mark gets a field of its own at the end.
fn with_gaps(prompt: Vec<Node>, count: usize) -> Vec<Node> {
    fn mark(nodes: Vec<Node>, next: &mut usize, count: usize) -> Vec<Node> {
        let mut out = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Text(text) => {
                    let mut rest = text.as_str();
                    while *next < count {
                        let Some((before, after)) = rest.split_once(GAP) else { break };
                        out.extend((!before.is_empty()).then(|| Node::Text(before.to_owned())));
                        out.push(Node::Gap(*next));
                        *next += 1;
                        // A mark may be longer than it has to be.
                        rest = after.trim_start_matches('_');
                    }
                    out.extend((!rest.is_empty()).then(|| Node::Text(rest.to_owned())));
                }
                Node::Element(mut tag) => {
                    tag.children = mark(tag.children, next, count);
                    out.push(Node::Element(tag));
                }
                gap @ Node::Gap(_) => out.push(gap),
            }
        }
        out
    }
    let mut next = 0;
    let mut body = in_paragraphs(mark(prompt, &mut next, count));
    let more = (next..count).map(|gap| Node::Element(super::Tag::new("p", vec![Node::Gap(gap)])));
    body.extend(more);
    body
}

/// Content of a place that holds a line of text alone: of blocks, the words.
fn line_of(content: Vec<Node>) -> Vec<Node> {
    if content.iter().all(Node::is_inline) { content } else { vec![Node::Text(plain(&content))] }
}

/// Attributes hold no line breaks.
fn one_line(text: &str) -> String {
    crate::standard::xml::legal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
fn title(question: &str, fallback: &str) -> String {
    if question.is_empty() {
        return fallback.to_owned();
    }
    if question.chars().count() <= TITLE_LENGTH {
        return question.to_owned();
    }
    let cut: String = question.chars().take(TITLE_LENGTH - 1).collect();
    let end = cut.rfind(' ').filter(|end| *end > TITLE_LENGTH / 2).unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}
