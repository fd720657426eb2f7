//! What can be wrong with banks, draws and tests.

use std::collections::{BTreeMap, BTreeSet};

use super::{Locus, Validation};
use crate::model::{Assessment, Bank, Block, Course, Draw, Id, Lesson, rules};

impl<'a> Validation<'a> {
    /// The banks, and what all lessons together draw from each.
    pub(super) fn banks(&mut self) {
        let course = self.course;
        let drawn = drawn(course);
        let mut seen = BTreeSet::new();
        for (number, bank) in course.banks.iter().enumerate() {
            let (locus, subject) = (Locus::Bank(number), format!("bank `{}`", bank.id));
            self.id(locus, &subject, &bank.id);
            self.title(locus, &subject, &bank.title);
            if !seen.insert(&bank.id) {
                let message = format!("the identifier `{}` is used by two banks", bank.id);
                self.add(locus, &subject, &rules::DUPLICATE_ID, message);
            }
            if bank.questions.is_empty() {
                self.add(locus, &subject, &rules::EMPTY_BLOCK, "the bank has no questions");
            }
            for (question, asked) in bank.questions.iter().enumerate() {
                self.question(Locus::BankQuestion { bank: number, question }, &subject, asked);
            }
            self.drawn(locus, &subject, bank, drawn.get(&bank.id).map_or(&[], Vec::as_slice));
        }
    }

    fn drawn(&mut self, locus: Locus, subject: &str, bank: &Bank, draws: &[&Draw]) {
        if draws.is_empty() {
            self.add(locus, subject, &rules::UNUSED_BANK, "no lesson draws from the bank").help = Some(
                format!("write `::: draw … bank={} count=3` in a lesson, or take the bank out", bank.id),
            );
        }
        let wanted: usize = draws.iter().map(|draw| usize::from(draw.count)).sum();
        let has = bank.questions.len();
        // One that wants too much by itself is told at its place.
        if wanted > has && draws.iter().all(|draw| usize::from(draw.count) <= has) {
            let names: Vec<_> = draws.iter().map(|draw| format!("`{}`", draw.id)).collect();
            let message = format!("{} together draw {wanted} questions of {has}", names.join(" and "));
            self.add(locus, subject, &rules::DRAW_COUNT, message).help =
                Some("nobody is asked the same question twice: add questions, or draw fewer".to_owned());
        }
    }

    /// Whether whoever is asked this question is asked in a test.
    pub(super) fn is_only_in_tests(&self, locus: Locus) -> bool {
        let course = self.course;
        match locus {
            Locus::Block { .. } => self.waits.is_test(),
            Locus::BankQuestion { bank, .. } => {
                course.banks.get(bank).is_some_and(|bank| self.only_tested.contains(&bank.id))
            }
            _ => false,
        }
    }

    pub(super) fn draw(&mut self, locus: Locus, subject: &str, draw: &Draw) {
        let course = self.course;
        let Some(bank) = course.bank(&draw.bank) else {
            let known: Vec<_> = course.banks.iter().take(20).map(|bank| format!("`{}`", bank.id)).collect();
            let help = match known.is_empty() {
                true => "the course has no banks".to_owned(),
                false => format!("the course has {}", known.join(", ")),
            };
            let message = format!("there is no bank `{}`", draw.bank);
            self.add(locus, subject, &rules::UNKNOWN_BANK, message).help = Some(help);
            return;
        };
        let has = bank.questions.len();
        if draw.count == 0 || usize::from(draw.count) > has {
            let message = format!("{} questions are drawn, the bank `{}` has {has}", draw.count, bank.id);
            self.add(locus, subject, &rules::DRAW_COUNT, message).help =
                Some(format!("draw 1 to {has}, or add questions to the bank"));
        }
    }

    pub(super) fn assessment(&mut self, index: usize, subject: &str, lesson: &Lesson) {
        let Some(assessment) = &lesson.assessment else { return };
        let locus = Locus::LessonField { lesson: index, field: "assessment" };
        if !lesson.asks() {
            self.add(locus, subject, &rules::TEST_WITHOUT_QUESTIONS, "the test asks nothing");
        }
        if let Some(mark) = assessment.pass_mark.filter(|mark| !(0.0..=100.0).contains(mark)) {
            self.add(locus, subject, &rules::PASS_MARK, format!("the pass mark is {mark}"));
        }
        let part = assessment.pass_mark.and_then(super::part_of_one);
        self.findings.extend(part.map(|finding| (locus, finding.subject(subject))));
        let frees = !assessment.test_out.is_empty() || !assessment.remediation.is_empty();
        if frees && assessment.pass_mark.or(self.course.mastery_score).is_none() {
            let message = "the test says what follows when it is passed or failed, but nobody passes it";
            self.add(locus, subject, &rules::NO_PASS_MARK, message).help =
                Some("give it a `pass-mark`, or the course a `mastery-score`".to_owned());
        }
        self.times(locus, subject, assessment);
        self.leads(locus, subject, lesson, assessment);
    }

    fn times(&mut self, locus: Locus, subject: &str, assessment: &Assessment) {
        let is_long = |minutes: &u16| !(1..=Assessment::MAX_MINUTES).contains(minutes);
        if let Some(minutes) = assessment.time_limit.filter(is_long) {
            self.add(locus, subject, &rules::TEST_TIME, format!("the time limit is {minutes} minutes"));
        }
        if assessment.extensions > Assessment::MAX_EXTENSIONS {
            let message = format!("the time may be extended {} times", assessment.extensions);
            self.add(locus, subject, &rules::TEST_TIME, message);
        }
    }

    /// Where the test leads: the lessons that it names, and the objectives.
    fn leads(&mut self, locus: Locus, subject: &str, lesson: &Lesson, assessment: &Assessment) {
        let objectives: Vec<Id> = assessment.remediation.keys().cloned().collect();
        self.known_objectives(locus, subject, &objectives);
        let lessons: BTreeSet<&Id> = self.course.lessons().into_iter().map(|lesson| &lesson.id).collect();
        for named in assessment.test_out.iter().chain(assessment.remediation.values()) {
            let message = if *named == lesson.id {
                format!("the test names itself, `{named}`")
            } else if !lessons.contains(named) {
                format!("there is no lesson `{named}`")
            } else {
                continue;
            };
            self.add(locus, subject, &rules::TEST_LEADS_NOWHERE, message);
        }
    }
}

/// The banks that tests draw from, and no other lesson does.
pub(super) fn only_tested(course: &Course) -> BTreeSet<&Id> {
    let lessons = course.lessons();
    let banks = |is_test: bool| {
        let lessons = lessons.iter().filter(move |lesson| lesson.assessment.is_some() == is_test);
        let draws = lessons.flat_map(|lesson| &lesson.blocks).filter_map(|block| match block {
            Block::Draw(draw) => Some(&draw.bank),
            _ => None,
        });
        draws.collect::<BTreeSet<_>>()
    };
    &banks(true) - &banks(false)
}

/// The draws of all lessons, by bank.
fn drawn(course: &Course) -> BTreeMap<&Id, Vec<&Draw>> {
    let mut drawn: BTreeMap<&Id, Vec<&Draw>> = BTreeMap::new();
    for block in course.lessons().into_iter().flat_map(|lesson| &lesson.blocks) {
        if let Block::Draw(draw) = block {
            drawn.entry(&draw.bank).or_default().push(draw);
        }
    }
    drawn
}
