//! Questions with their texts as HTML, for standards that take them in words of their own.

use super::page::{Page, Site};
use super::{picture_size, question, tested, text};
use crate::model::{
    Answer, AssessedAnswer, AssessedFeedback, AssessedPicture, AssessedQuestion, Block, Course, Id, Lesson,
    Locus, Picture, Question, QuestionBody,
};

/// The questions of a lesson; of the banks that it draws from, all.
pub(super) fn questions(site: &mut Site<'_>, index: usize) -> Vec<AssessedQuestion> {
    let (course, lesson) = (site.course, site.lessons[index]);
    let mut assessed = Vec::new();
    for (block, drawn, question) in tested::places(course, lesson) {
        let root = site.beside();
        let mut page = Page { site, lesson: index, block, drawn, root };
        let mut asked = assess(question, &mut page);
        asked.drawn = drawn.and_then(|place| draws_from(course, lesson, place));
        assessed.push(asked);
    }
    assessed
}

/// The bank of a question, and how many of the bank's questions the lesson asks.
fn draws_from(course: &Course, lesson: &Lesson, place: Locus) -> Option<(Id, usize)> {
    let Locus::BankQuestion { bank, .. } = place else { return None };
    let bank = course.banks.get(bank)?;
    let counts = lesson.blocks.iter().filter_map(|block| match block {
        Block::Draw(draw) if draw.bank == bank.id => Some(usize::from(draw.count)),
        _ => None,
    });
    Some((bank.id.clone(), counts.sum::<usize>().min(bank.questions.len())))
}

fn assess(question: &Question, page: &mut Page<'_, '_>) -> AssessedQuestion {
    let mut blocks =
        |markdown: &Option<String>| markdown.as_ref().map(|markdown| text::blocks(markdown, page));
    let overall = &question.feedback;
    let feedback = AssessedFeedback {
        correct: blocks(&overall.correct),
        partly: blocks(&overall.partly),
        incorrect: blocks(&overall.incorrect),
        sample: match &question.body {
            QuestionBody::LongAnswer { sample, .. } => blocks(sample),
            _ => None,
        },
    };
    AssessedQuestion {
        prompt: question::prompt(question, |markdown| text::blocks(markdown, page)),
        answers: answers(question, page),
        stems: stems(question, page),
        targets: targets(question, page),
        picture: question.body.picture().and_then(|it| picture(it, page)),
        feedback,
        question: question.clone(),
        drawn: None,
    }
}

/// Everything that is chosen, put in order or typed, in the author's order; those of gaps and steps one after the other.
fn answers(question: &Question, page: &mut Page<'_, '_>) -> Vec<AssessedAnswer> {
    let said = |text: String, feedback: &Option<String>, page: &mut Page<'_, '_>| AssessedAnswer {
        text,
        feedback: feedback.as_ref().map(|feedback| text::blocks(feedback, page)),
    };
    let of = |answers: &[Answer], page: &mut Page<'_, '_>| -> Vec<AssessedAnswer> {
        let lines = answers.iter().map(|answer| {
            let line = text::inline(&answer.text, page);
            said(line, &answer.feedback, page)
        });
        lines.collect()
    };
    let lines = |lines: &[String], page: &mut Page<'_, '_>| -> Vec<AssessedAnswer> {
        let line = |markdown: &String| AssessedAnswer { text: text::inline(markdown, page), feedback: None };
        lines.iter().map(line).collect()
    };
    match &question.body {
        QuestionBody::Choice { answers }
        | QuestionBody::MultipleResponse { answers }
        | QuestionBody::TrueFalse { answers } => of(answers, page),
        QuestionBody::Performance { steps } => {
            steps.iter().flat_map(|step| of(&step.actions, page)).collect()
        }
        QuestionBody::FillIn { gaps, .. } => {
            let typed = gaps.iter().flat_map(|gap| &gap.answers);
            typed.map(|answer| said(answer.text.trim().to_owned(), &answer.feedback, page)).collect()
        }
        QuestionBody::Numeric { answers, .. } => {
            answers.iter().map(|answer| said(String::new(), &answer.feedback, page)).collect()
        }
        QuestionBody::Hotspot { regions, .. } => {
            regions.iter().map(|region| said(region.text.trim().to_owned(), &region.feedback, page)).collect()
        }
        QuestionBody::Ordering { items } => lines(items, page),
        QuestionBody::Likert { points } => lines(points, page),
        QuestionBody::Matching { .. }
        | QuestionBody::Sorting { .. }
        | QuestionBody::DragAndDrop { .. }
        | QuestionBody::LongAnswer { .. } => Vec::new(),
    }
}

fn stems(question: &Question, page: &mut Page<'_, '_>) -> Vec<String> {
    let markdown: Vec<&str> = match &question.body {
        QuestionBody::Matching { pairs, .. } => pairs.iter().map(|pair| pair.stem.as_str()).collect(),
        QuestionBody::Sorting { .. } => question.sorting_items().into_iter().map(|(item, _)| item).collect(),
        QuestionBody::DragAndDrop { labels, .. } => labels.iter().map(|label| label.text.as_str()).collect(),
        QuestionBody::Performance { steps } => steps.iter().map(|step| step.title.as_str()).collect(),
        _ => Vec::new(),
    };
    markdown.into_iter().map(|line| text::inline(line, page)).collect()
}

fn targets(question: &Question, page: &mut Page<'_, '_>) -> Vec<String> {
    let markdown: Vec<&str> = match &question.body {
        QuestionBody::Matching { .. } => question.match_targets(),
        QuestionBody::Sorting { groups, .. } => groups.iter().map(|group| group.title.as_str()).collect(),
        _ => Vec::new(),
    };
    markdown.into_iter().map(|line| text::inline(line, page)).collect()
}

fn picture(picture: &Picture, page: &mut Page<'_, '_>) -> Option<AssessedPicture> {
    let size = page.source(&picture.src).and_then(|source| picture_size::of(&source));
    Some(AssessedPicture { address: page.media(&picture.src)?, alt: picture.alt.clone(), size })
}
