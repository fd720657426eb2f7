//! What can be wrong with a course's certificate.

use super::{Locus, Validation};
use crate::model::{Block, Certificate, Lesson, rules};

const FIELD: Locus = Locus::Field("certificate");

impl Validation<'_> {
    pub(super) fn certificate(&mut self) {
        let course = self.course;
        let Some(certificate) = &course.certificate else { return };
        let Certificate { title, text, signed_by, logo } = certificate;
        for (what, text) in [("title", title), ("text", text), ("name of who signs", signed_by)] {
            let Some(text) = text else { continue };
            self.readable(FIELD, "certificate", text);
            if text.trim().is_empty() {
                self.add(FIELD, "certificate", &rules::CERTIFICATE, format!("the {what} is empty"));
            }
        }
        for name in text.iter().flat_map(|text| placeholders(text)) {
            if !Certificate::PLACEHOLDERS.contains(&name) {
                let known = Certificate::PLACEHOLDERS.map(|name| format!("`{{{name}}}`")).join(", ");
                let message = format!("nothing stands for `{{{name}}}`");
                self.add(FIELD, "certificate", &rules::CERTIFICATE, message).help =
                    Some(format!("there are {known}"));
            }
            if name == "score" && !course.lessons().into_iter().any(can_be_scored) {
                let message = "the text names the score, but there is no question";
                self.add(FIELD, "certificate", &rules::CERTIFICATE_SCORE, message);
            }
        }
        if let Some(logo) = logo {
            self.readable(FIELD, "certificate", logo);
            self.media(FIELD, "certificate", logo, "logo");
        }
    }
}

fn can_be_scored(lesson: &Lesson) -> bool {
    let is_scored = |block: &Block| matches!(block, Block::Scenario(scenario) if scenario.is_scored());
    lesson.asks() || lesson.blocks.iter().any(is_scored)
}

/// The words in braces of a text.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
