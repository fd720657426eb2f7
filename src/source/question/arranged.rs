//! What learners arrange: pairs, orders, groups, labels and places in a picture.

use super::{Text, Understood};
use crate::model::{Picture, QuestionBody};
use crate::source::attributes::Attributes;

impl Text<'_, '_, '_> {
    pub(super) fn matching(&mut self) -> Understood {
        let body = QuestionBody::Matching { pairs: Vec::new(), distractors: Vec::new() };
        Understood { prompt: self.before(None), body }
    }

    pub(super) fn ordering(&mut self) -> Understood {
        Understood { prompt: self.before(None), body: QuestionBody::Ordering { items: Vec::new() } }
    }

    pub(super) fn sorting(&mut self) -> Understood {
        let body = QuestionBody::Sorting { groups: Vec::new(), strangers: Vec::new() };
        Understood { prompt: self.before(None), body }
    }

    pub(super) fn drag_and_drop(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let picture = self.picture(attributes);
        let body = QuestionBody::DragAndDrop { picture, labels: Vec::new() };
        Understood { prompt: self.before(None), body }
    }

    pub(super) fn hotspot(&mut self, attributes: &mut Attributes<'_>) -> Understood {
        let picture = self.picture(attributes);
        let body = QuestionBody::Hotspot { picture, regions: Vec::new() };
        Understood { prompt: self.before(None), body }
    }

    fn picture(&mut self, attributes: &mut Attributes<'_>) -> Picture {
        let example = format!("::: {} bridge src=media/bridge.svg alt=\"A bridge\"", attributes.name.text);
        let src = attributes.require("src", &example, self.reader.report).unwrap_or_default();
        let alt = attributes.take_text("alt").unwrap_or_default();
        Picture { src, alt, caption: None }
    }
}
