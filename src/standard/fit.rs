//! Whether what a course keeps and reports fits a standard: known before anything is written.

use super::{Layout, Standard, rules};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Course, Lesson, Locus, Question, QuestionKind};
use crate::render;

/// Everything that a standard keeps too little of.
pub(super) fn check(course: &Course, standard: Standard, layout: Layout) -> Report {
    let mut findings = Vec::new();
    findings.extend(check_state(course, standard, layout).map(|finding| (Locus::Course, finding)));
    let lessons = course.lessons();
    for (number, lesson) in lessons.iter().enumerate() {
        let questions = lesson.blocks.iter().enumerate();
        for (block, question) in questions.filter_map(|(block, it)| Some((block, it.as_question()?))) {
            let subject = format!("lesson `{}` › question `{}`", lesson.id, question.id);
            let locus = Locus::Block { lesson: number, block };
            let found = check_question(question, standard).into_iter();
            findings.extend(found.map(|finding| (locus, finding.subject(subject.clone()))));
        }
        if layout == Layout::ScoPerLesson {
            let subject = format!("lesson `{}`", lesson.id);
            let finding = check_records(&[*lesson], standard).map(|finding| finding.subject(subject));
            findings.extend(finding.map(|finding| (Locus::Lesson(number), finding)));
        }
    }
    if layout == Layout::SingleSco {
        let finding = check_records(&lessons, standard).map(|finding| finding.subject("course"));
        findings.extend(finding.map(|finding| (Locus::Course, finding)));
    }
    course.origin.locate(findings)
}

fn check_state(course: &Course, standard: Standard, layout: Layout) -> Option<Diagnostic> {
    let limit = standard.state_limit();
    let (size, lesson) = render::largest_state(course, layout == Layout::ScoPerLesson);
    let subject = lesson.map_or_else(|| "course".to_owned(), |lesson| format!("lesson `{}`", lesson.id));
    let message = format!(
        "pages, answers and results take up to {size} characters; {} keeps {limit}",
        standard.title()
    );
    let smaller = match layout {
        Layout::SingleSco => "publish one SCO per lesson, or shorten fill-in answers",
        Layout::ScoPerLesson => "divide the lesson, or shorten fill-in answers",
    };
    let larger = Standard::ALL.iter().find(|other| other.state_limit() >= size);
    let help = larger.map_or_else(
        || smaller.to_owned(),
        |other| format!("{smaller}, or choose {}, which keeps {}", other.title(), other.state_limit()),
    );
    (size > limit).then(|| Diagnostic::new(&rules::STATE_TOO_LARGE, message).subject(subject).help(help))
}

/// Each answer is one record of an interaction; learners who answer twice need more.
fn check_records(lessons: &[&Lesson], standard: Standard) -> Option<Diagnostic> {
    let most = standard.delivery().limits().run_time.records;
    let questions = lessons.iter().flat_map(|lesson| lesson.questions()).count();
    let message =
        format!("there are {questions} questions; {} has room for {most} answers", standard.title());
    (questions > most).then(|| Diagnostic::new(&rules::TOO_MANY_RECORDS, message))
}

fn check_question(question: &Question, standard: Standard) -> Vec<Diagnostic> {
    let limits = &standard.delivery().limits().run_time;
    let mut findings = Vec::new();
    let mut find = |message: String| findings.push(Diagnostic::new(&rules::REPORTED_SHORTER, message));
    if question.kind() == QuestionKind::FillIn {
        let count = question.answers().iter().filter(|answer| answer.correct).count();
        if count > limits.patterns {
            find(format!("{count} answers are right; {} takes {}", standard.title(), limits.patterns));
        }
    }
    if question.objectives.len() > limits.objectives {
        let count = question.objectives.len();
        find(format!(
            "the question measures {count} objectives; {} takes {}",
            standard.title(),
            limits.objectives
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LessonBuilder;
    use crate::standard::Edition;

    fn quiz(questions: usize, layout: Layout) -> Vec<String> {
        let question = |number| Question::true_false(format!("q{number}"), "?", true);
        let lesson =
            (0..questions).map(question).fold(Lesson::builder("quiz", "Quiz"), LessonBuilder::question);
        let course = Course::builder("c", "C").lesson(lesson).build().unwrap();
        codes(&course, layout)
    }

    fn codes(course: &Course, layout: Layout) -> Vec<String> {
        let report = check(course, Standard::Scorm2004(Edition::Fourth), layout);
        report.iter().map(|finding| format!("{} {}", finding.code(), finding.subject.clone())).collect()
    }

    #[test]
    fn more_questions_than_answers_that_every_lms_keeps() {
        assert_eq!(quiz(250, Layout::SingleSco), [""; 0]);
        assert_eq!(quiz(251, Layout::SingleSco), ["CW526 course"]);
        assert_eq!(quiz(251, Layout::ScoPerLesson), ["CW526 lesson `quiz`"]);
    }

    #[test]
    fn answers_that_are_reported_shorter() {
        let many = (0..6).fold(Question::fill_in("many", "?"), |q, n| q.correct(format!("a{n}")));
        let lesson = Lesson::builder("l", "L").question(many);
        let course = Course::builder("c", "C").lesson(lesson).build().unwrap();
        assert_eq!(codes(&course, Layout::SingleSco), ["CW527 lesson `l` › question `many`"]);
    }
}
