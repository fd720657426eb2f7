//! Each question as an item.

mod typed;

pub(super) use typed::near_numbers;

use typed::{accepted_texts, with_gaps};

use super::QtiVersion;
use super::content::{Node, plain};
use super::fit::{Fitter, in_paragraphs};
use super::interaction::{Choice, Interaction, ItemPicture, Overall, Place, Scoring, StepChoice};
use super::item::AssessmentItem;
use crate::model::{
    Answer, AssessedAnswer, AssessedQuestion, Credit, QuestionBody, QuestionKind, Rectangle, Region, Step,
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

/// Percent of a picture as pixels. A place has at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn edges(area: &Rectangle, picture: &ItemPicture) -> [u32; 4] {
    let at = |percent: f64, side: u32| (percent / 100.0 * f64::from(side)).round().max(0.0) as u32;
    let (left, top) = (at(area.left, picture.width), at(area.top, picture.height));
    let right = at(area.left + area.width, picture.width).max(left.saturating_add(1));
    let bottom = at(area.top + area.height, picture.height).max(top.saturating_add(1));
    [left, top, right, bottom]
}

/// Content of a place that holds a line of text alone: of blocks, the words.
fn line_of(content: Vec<Node>) -> Vec<Node> {
    if content.iter().all(Node::is_inline) { content } else { vec![Node::Text(plain(&content))] }
}

/// Attributes hold no line breaks.
fn one_line(text: &str) -> String {
    crate::standard::xml::legal(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of the question, at a word's end.
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
