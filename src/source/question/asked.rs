//! What learners write, rate or do.

use super::{Text, Understood};
use crate::model::{Gap, QuestionBody};
use crate::source::attributes::Attributes;

impl Text<'_, '_, '_> {
    pub(super) fn fill_in(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let case_sensitive = attributes.take_flag("case-sensitive");
        self.marked(|answers| QuestionBody::FillIn {
            gaps: vec![Gap { answers }],
            case_sensitive,
            tolerance: None,
        })
    }

    pub(super) fn numeric(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let body = QuestionBody::Numeric { answers: Vec::new(), unit: attributes.take_text("unit") };
        Understood { prompt: self.before(None), body }
    }

    pub(super) fn likert(&mut self) -> Understood {
        Understood { prompt: self.before(None), body: QuestionBody::Likert { points: Vec::new() } }
    }

    pub(super) fn long_answer(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let max =
            attributes.take_number("max", "a whole number of characters, up to 65535", self.reader.report);
        let body = QuestionBody::LongAnswer { max: max.unwrap_or(QuestionBody::LONG_ANSWER), sample: None };
        Understood { prompt: self.before(None), body }
    }

    pub(super) fn performance(&mut self) -> Understood {
        Understood { prompt: self.before(None), body: QuestionBody::Performance { steps: Vec::new() } }
    }
}
