//! Whether what a course keeps and reports fits a standard: known before anything is written.

use super::limits::RunTime;
use super::{Layout, Standard, StateBudget, rules};
use crate::diagnostic::{Diagnostic, Report};
use crate::model::{Block, Course, Gap, Lesson, Locus, Question, QuestionBody};

/// Everything that a standard keeps too little of.
pub(super) fn check(course: &Course, standard: Standard, layout: Layout) -> Report {
    let mut findings = Vec::new();
    findings.extend(check_state(course, standard, layout).map(|finding| (Locus::Course, finding)));
    for (number, lesson) in course.lessons().iter().enumerate() {
        findings.extend(check_lesson(number, lesson, standard));
        if layout == Layout::ScoPerLesson {
            let subject = format!("lesson `{}`", lesson.id);
            let finding =
                check_records_of(course, &[*lesson], standard).map(|finding| finding.subject(subject));
            findings.extend(finding.map(|finding| (Locus::Lesson(number), finding)));
            findings.extend(check_test(number, lesson));
        }
    }
    if layout == Layout::SingleSco {
        let finding = check_records(&[course], standard).map(|finding| finding.subject("course"));
        findings.extend(finding.map(|finding| (Locus::Course, finding)));
    }
    findings.extend(check_banks(course, standard));
    course.origin.locate(findings)
}

/// What is told of answers, for a course that is part of a larger whole.
pub(super) fn check_reports(course: &Course, standard: Standard) -> Report {
    let lessons = course.lessons().into_iter().enumerate();
    let mut findings: Vec<_> =
        lessons.flat_map(|(number, lesson)| check_lesson(number, lesson, standard)).collect();
    findings.extend(check_banks(course, standard));
    course.origin.locate(findings)
}

fn check_lesson(number: usize, lesson: &Lesson, standard: Standard) -> Vec<(Locus, Diagnostic)> {
    let mut findings = Vec::new();
    let questions = lesson.blocks.iter().enumerate();
    for (block, question) in questions.filter_map(|(block, it)| Some((block, it.as_question()?))) {
        let subject = format!("lesson `{}` › question `{}`", lesson.id, question.id);
        let locus = Locus::Block { lesson: number, block };
        let found = check_question(question, standard).into_iter();
        findings.extend(found.map(|finding| (locus, finding.subject(subject.clone()))));
    }
    findings
}

fn check_banks(course: &Course, standard: Standard) -> Vec<(Locus, Diagnostic)> {
    let mut findings = Vec::new();
    for (number, bank) in course.banks.iter().enumerate() {
        for (question, asked) in bank.questions.iter().enumerate() {
            let subject = format!("bank `{}` › question `{}`", bank.id, asked.id);
            let locus = Locus::BankQuestion { bank: number, question };
            let found = check_question(asked, standard).into_iter();
            findings.extend(found.map(|finding| (locus, finding.subject(subject.clone()))));
        }
    }
    findings
}

/// A SCO of its own knows nothing of the others.
fn check_test(number: usize, lesson: &Lesson) -> Option<(Locus, Diagnostic)> {
    let assessment = lesson.assessment.as_ref().filter(|assessment| !assessment.test_out.is_empty())?;
    let count = assessment.test_out.len();
    let message = format!("the test frees from {count} lessons, which are SCOs of their own");
    let finding = Diagnostic::new(&rules::TEST_OUT_REACH, message);
    let locus = Locus::LessonField { lesson: number, field: "assessment" };
    Some((locus, finding.subject(format!("lesson `{}`", lesson.id))))
}

fn check_state(course: &Course, standard: Standard, layout: Layout) -> Option<Diagnostic> {
    let budget = StateBudget::of(course, standard, layout);
    let StateBudget { worst_case: size, limit, .. } = budget;
    let subject = budget.lesson.as_ref().map_or_else(|| "course".to_owned(), |id| format!("lesson `{id}`"));
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
    (!budget.fits()).then(|| Diagnostic::new(&rules::STATE_TOO_LARGE, message).subject(subject).help(help))
}

/// Each answer is one record of an interaction, and so is each way through a scenario; learners who answer twice need more.
pub(super) fn check_records(courses: &[&Course], standard: Standard) -> Option<Diagnostic> {
    too_many(courses.iter().map(|course| records(course, &course.lessons())).sum(), standard)
}

fn check_records_of(course: &Course, lessons: &[&Lesson], standard: Standard) -> Option<Diagnostic> {
    too_many(records(course, lessons), standard)
}

fn records(course: &Course, lessons: &[&Lesson]) -> usize {
    let scenarios = lessons.iter().flat_map(|lesson| &lesson.blocks);
    let scenarios = scenarios.filter(|block| matches!(block, Block::Scenario(_))).count();
    let asked = lessons.iter().flat_map(|lesson| course.asked(lesson));
    scenarios + asked.map(|(_, asked)| asked.count()).sum::<usize>()
}

fn too_many(questions: usize, standard: Standard) -> Option<Diagnostic> {
    let most = standard.delivery().limits().run_time.records;
    let message =
        format!("there are {questions} questions; {} has room for {most} answers", standard.title());
    (questions > most).then(|| Diagnostic::new(&rules::TOO_MANY_RECORDS, message))
}

fn check_question(question: &Question, standard: Standard) -> Vec<Diagnostic> {
    let limits = &standard.delivery().limits().run_time;
    let title = standard.title();
    let mut messages = shorter_answers(question, limits, title);
    if question.objectives.len() > limits.objectives {
        let count = question.objectives.len();
        messages
            .push(format!("the question measures {count} objectives; {title} takes {}", limits.objectives));
    }
    messages.into_iter().map(|message| Diagnostic::new(&rules::REPORTED_SHORTER, message)).collect()
}

/// What a report leaves out of a response, or of what is right. Of what is chosen or arranged there are at most 36, which
/// every standard takes in its least length.
fn shorter_answers(question: &Question, limits: &RunTime, title: &str) -> Vec<String> {
    let mut messages = Vec::new();
    match &question.body {
        QuestionBody::FillIn { gaps, .. } => {
            let right = |gap: &Gap| gap.answers.iter().filter(|answer| answer.correct).count();
            let count = gaps.iter().map(right).max().unwrap_or(0);
            if count > limits.patterns {
                messages.push(format!("{count} answers are right; {title} takes {}", limits.patterns));
            }
            if gaps.len() > limits.gaps {
                let count = gaps.len();
                messages.push(format!("there are {count} gaps; {title} takes texts of {}", limits.gaps));
            }
        }
        QuestionBody::Numeric { answers, .. } => {
            let right = answers.iter().filter(|answer| answer.correct);
            let count = right.clone().count();
            if limits.ranges == 0 && right.clone().any(|answer| answer.min < answer.max) {
                messages.push(format!("{title} has no ranges of numbers: the middle is told as right"));
            }
            let most = if limits.ranges == 0 { limits.patterns } else { limits.ranges };
            if count > most {
                messages.push(format!("{count} ranges are right; {title} takes {most}"));
            }
        }
        QuestionBody::LongAnswer { max, .. } if usize::from(*max) > limits.long_text => {
            let most = limits.long_text;
            messages.push(format!("the answer may have {max} characters; {title} is told the first {most}"));
        }
        _ => {}
    }
    messages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Assessment, Bank, LessonBuilder, NumericAnswer};
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

    fn shorter(question: Question, standard: Standard) -> Vec<String> {
        check_question(&question, standard).iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn of_a_bank_only_what_is_drawn_is_reported_and_kept() {
        let question = |number| Question::true_false(format!("q{number}"), "?", true);
        let bank = (0..300).map(question).fold(Bank::new("b", "B"), Bank::question);
        let lesson = Lesson::builder("l", "L").draw("d", "b", 10);
        let course = Course::builder("c", "C").bank(bank).lesson(lesson).build().unwrap();
        assert_eq!(codes(&course, Layout::SingleSco), [""; 0]);
        // 68 fixed + 1 position + 1 seen + 16 seed + 10 questions of 1 + 1.
        let budget = StateBudget::of(&course, Standard::Scorm12, Layout::SingleSco);
        assert_eq!(budget.worst_case, usize::div_ceil(68 + 2 + 16 + 20, 6));
    }

    #[test]
    fn a_test_in_a_sco_of_its_own_reaches_no_other() {
        let assessment = Assessment::new().pass_mark(50).test_out("other");
        let test = Lesson::builder("test", "Test").question(Question::true_false("q", "?", true));
        let other = Lesson::builder("other", "Other").question(Question::true_false("r", "?", true));
        let course = Course::builder("c", "C").lesson(test.assessment(assessment)).lesson(other);
        let course = course.build().unwrap();
        assert_eq!(codes(&course, Layout::SingleSco), [""; 0]);
        assert_eq!(codes(&course, Layout::ScoPerLesson), ["CW566 lesson `test`"]);
    }

    #[test]
    fn answers_that_are_reported_shorter() {
        let later = Standard::Scorm2004(Edition::Fourth);
        let many = || (0..6).fold(Question::fill_in("many", "?"), |q, n| q.correct(format!("a{n}")));
        let lesson = Lesson::builder("l", "L").question(many());
        let course = Course::builder("c", "C").lesson(lesson).build().unwrap();
        assert_eq!(codes(&course, Layout::SingleSco), ["CW527 lesson `l` › question `many`"]);
        assert_eq!(shorter(many(), Standard::Cmi5), [""; 0]);
        let gaps =
            || (0..10).fold(Question::fill_in("gaps", "?").correct("a"), |q, _| q.next_gap().correct("b"));
        assert_eq!(shorter(gaps(), later), ["there are 11 gaps; SCORM 2004 4th Edition takes texts of 10"]);
        assert_eq!(shorter(gaps(), Standard::Scorm12), [""; 0]);
    }

    #[test]
    fn numbers_and_long_answers_that_are_reported_shorter() {
        let number = |ranges: Vec<NumericAnswer>| Question::numeric("n", "?", ranges);
        let (one, other) = (NumericAnswer::correct(1.0, 0.5), NumericAnswer::correct(9.0, 0.0));
        let later = Standard::Scorm2004(Edition::Second);
        assert_eq!(shorter(number(vec![one.clone()]), later), [""; 0]);
        assert_eq!(
            shorter(number(vec![one.clone(), other.clone()]), later),
            ["2 ranges are right; SCORM 2004 2nd Edition takes 1"]
        );
        assert_eq!(shorter(number(vec![other.clone()]), Standard::Scorm12), [""; 0]);
        assert_eq!(
            shorter(number(vec![one, other]), Standard::Scorm12),
            ["SCORM 1.2 has no ranges of numbers: the middle is told as right"]
        );
        let long = || Question::long_answer("l", "?");
        assert_eq!(
            shorter(long(), Standard::Scorm12),
            ["the answer may have 300 characters; SCORM 1.2 is told the first 255"]
        );
        assert_eq!(shorter(long(), later), [""; 0]);
    }
}
