//! What can be wrong with what a step is made of.

use super::{Check, known, subject};
use crate::model::path::{Content, Step, TestDraw, rules};
use crate::model::validate::{self as course_rules, is_https};
use crate::model::{Id, Locus, rules as model_rules};

impl Check<'_> {
    pub(super) fn content(&mut self, number: usize, step: &Step) {
        self.title(number, step);
        match &step.content {
            Content::Course { course } => {
                self.course(number, "course", course);
            }
            Content::Lesson { course, lesson } => self.lesson(number, course, lesson),
            Content::Test { draws } => self.test(number, draws),
            Content::Session(session) => {
                self.page(number, "session", step, &session.id);
                if session.code.is_none() {
                    let message = "the session has no code, so it is done before it has taken place";
                    self.at(number, "session", &rules::NOBODY_CONFIRMS, message).help =
                        Some("give it a `code` that is said in the session".to_owned());
                }
            }
            Content::Assignment(task) => self.page(number, "assignment", step, &task.id),
            Content::Discussion(discussion) => self.page(number, "discussion", step, &discussion.id),
            Content::Link { url, .. } => {
                self.page(number, "link", step, &step.id);
                if !is_https(url) {
                    let message = format!("the link leads to `{url}`");
                    self.at(number, "link", &rules::LINK_ADDRESS, message).help =
                        Some("write an address that begins with `https://`".to_owned());
                }
            }
            Content::Group(_) => {}
        }
    }

    fn title(&mut self, number: usize, step: &Step) {
        if let Some(title) = &step.title {
            if let Some((rule, message)) = course_rules::unreadable(title) {
                self.at(number, "title", rule, message);
            }
            if title.trim().is_empty() {
                self.at(number, "title", &model_rules::EMPTY_TITLE, "the title is empty");
            }
            return;
        }
        let has_one = match &step.content {
            Content::Course { .. } | Content::Lesson { .. } => true,
            Content::Session(session) => !session.title.trim().is_empty(),
            Content::Discussion(discussion) => !discussion.title.trim().is_empty(),
            _ => false,
        };
        if !has_one {
            self.at(number, "title", &model_rules::EMPTY_TITLE, "the step has no title");
        }
    }

    /// Whether the course is there.
    fn course(&mut self, number: usize, field: &'static str, course: &Id) -> bool {
        let path = self.path;
        let is_there = path.course(course).is_some();
        if !is_there {
            let message = format!("the path has no course `{course}`");
            let help = known("the path has", path.courses.iter().map(|course| &course.id));
            self.at(number, field, &rules::UNKNOWN_CONTENT, message).help = Some(help);
        }
        is_there
    }

    fn lesson(&mut self, number: usize, course: &Id, lesson: &Id) {
        if !self.course(number, "course", course) {
            return;
        }
        let path = self.path;
        let lessons = path.course(course).map_or_else(Vec::new, |course| course.lessons());
        if !lessons.iter().any(|known| known.id == *lesson) {
            let message = format!("the course `{course}` has no lesson `{lesson}`");
            let help = known("the course has", lessons.into_iter().map(|lesson| &lesson.id));
            self.at(number, "lesson", &rules::UNKNOWN_CONTENT, message).help = Some(help);
        }
    }

    fn test(&mut self, number: usize, draws: &[TestDraw]) {
        if draws.is_empty() {
            self.at(number, "test", &rules::EMPTY_TEST, "the test draws no questions");
        }
        for (index, draw) in draws.iter().enumerate() {
            self.draw(number, index, draw, draws);
        }
    }

    fn draw(&mut self, number: usize, index: usize, draw: &TestDraw, draws: &[TestDraw]) {
        let path = self.path;
        let locus = Locus::StepItem { step: number, field: "draw", index };
        let subject = subject(self.entries[number].step);
        let TestDraw { course, bank, count } = draw;
        let Some(course) = path.course(course) else {
            let message = format!("the path has no course `{course}`");
            let help = known("the path has", path.courses.iter().map(|course| &course.id));
            self.add(locus, &subject, &rules::UNKNOWN_CONTENT, message).help = Some(help);
            return;
        };
        let Some(found) = course.bank(bank) else {
            let message = format!("the course `{}` has no bank `{bank}`", course.id);
            let help = known("the course has", course.banks.iter().map(|bank| &bank.id));
            self.add(locus, &subject, &rules::UNKNOWN_CONTENT, message).help = Some(help);
            return;
        };
        let has = found.questions.len();
        if has == 0 {
            return; // which the course tells
        }
        let same = |other: &&TestDraw| other.course == draw.course && other.bank == draw.bank;
        let before: usize = draws[..index].iter().filter(same).map(|other| usize::from(other.count)).sum();
        let message = if *count == 0 || usize::from(*count) > has {
            format!("{count} questions are drawn, the bank `{bank}` has {has}")
        } else if before <= has && before + usize::from(*count) > has {
            format!("{} questions are drawn, the bank `{bank}` has {has}", before + usize::from(*count))
        } else {
            return;
        };
        self.add(locus, &subject, &model_rules::DRAW_COUNT, message).help =
            Some(format!("draw 1 to {has} from it, or add questions to the bank"));
    }

    /// A step that is a page with a block: the block is checked as that of a course.
    fn page(&mut self, number: usize, field: &'static str, step: &Step, block: &Id) {
        let Some(page) = self.path.course_of(step) else { return };
        let subject = subject(step);
        for (locus, finding) in course_rules::validate(&page) {
            // The title and the identifier of the page are those of the step, which are looked at by themselves.
            let is_of_step = std::ptr::eq(finding.rule, &model_rules::ILLEGAL_ID) && *block == step.id
                || std::ptr::eq(finding.rule, &model_rules::EMPTY_TITLE);
            if matches!(locus, Locus::Block { block: 0, .. }) && !is_of_step {
                let locus = Locus::StepField { step: number, field };
                self.findings.push((locus, finding.subject(subject.clone())));
            }
        }
    }
}
