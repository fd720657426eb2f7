//! Items: one question each (QTI 2.1 ASI §4, QTI 3.0 ASI §2).

use super::QtiVersion;
use super::content::{Node, write_into};
use super::interaction::{Choice, Interaction, ItemPicture, Overall, Place, Scoring, StepChoice, numbered};
use super::names::unexpected;
use super::{processing, read, variables};
use crate::error::Error;
use crate::standard::xml::{self, Element, XML};

/// The variable that holds the learner's response; with a number, where there are several.
pub(super) const RESPONSE: &str = "RESPONSE";
/// The variable that holds 1 for a right response, less for one that is right in parts, and 0 for any other.
pub(super) const SCORE: &str = "SCORE";
/// The variable that says which feedback to show; with a number, where there are several responses.
pub(super) const FEEDBACK: &str = "FEEDBACK";
/// The variable that says what is said to the response as a whole.
pub(super) const OVERALL: &str = "OVERALL";

/// `assessmentItem`: a question, how it is scored, and what is said to each answer.
///
/// It is scored from 0 to 1; what it counts in a test is the weight of its [reference](super::ItemRef).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AssessmentItem {
    /// Unique among the items of a package; an `NCName`.
    pub identifier: String,
    /// What lists of items show.
    pub title: String,
    /// A language tag, or empty.
    pub language: String,
    /// What stands above the interaction, or around its gaps: blocks.
    pub body: Vec<Node>,
    /// What the learner does.
    pub interaction: Interaction,
    /// How it is scored.
    pub scoring: Scoring,
    /// Whether choices come in another order each time.
    pub shuffle: bool,
    /// What is said to the response as a whole.
    pub overall: Overall,
}

impl AssessmentItem {
    /// The item as a document.
    #[must_use]
    pub fn write(&self, version: QtiVersion) -> String {
        let mut root = version.root(
            "assessmentItem",
            [
                ("identifier", self.identifier.clone()),
                ("title", self.title.clone()),
                ("adaptive", "false".to_owned()),
                ("timeDependent", "false".to_owned()),
            ],
        );
        if !self.language.is_empty() {
            root = root.attribute_in(XML, "lang", self.language.clone());
        }
        let body = write_into(version.element("itemBody", []), &self.body, version);
        let root = root
            .children(variables::response_declarations(self, version))
            .children(variables::outcome_declarations(self, version))
            .child(body.children(Writer { item: self, version }.interactions()))
            .children(processing::write(self, version))
            .children(self.modal_feedback(version));
        xml::write(&root, &version.vocabulary().prefixes)
    }

    fn modal_feedback(&self, version: QtiVersion) -> Vec<Element> {
        let write = |outcome: &str, identifier: &str, content: &[Node]| {
            let element = feedback_element("modalFeedback", outcome, identifier, version);
            content_of_feedback(element, content, version)
        };
        let said: Vec<Element> = match &self.interaction {
            Interaction::TextEntry { feedback, .. } => {
                feedback.iter().map(|it| write(FEEDBACK, &it.identifier, &it.content)).collect()
            }
            Interaction::Hotspot { feedback, .. } => {
                feedback.iter().map(|(identifier, content)| write(FEEDBACK, identifier, content)).collect()
            }
            Interaction::Number { ranges, .. } => {
                let said = ranges.iter().filter(|range| !range.content.is_empty());
                said.map(|range| write(FEEDBACK, &range.identifier, &range.content)).collect()
            }
            _ => Vec::new(),
        };
        let overall = self.overall.all().into_iter().filter(|(_, content)| !content.is_empty());
        said.into_iter().chain(overall.map(|(name, content)| write(OVERALL, name, content))).collect()
    }

    /// Reads an item of the kinds that this crate writes.
    ///
    /// # Errors
    /// [`Error::Xml`] when the document is not well-formed, is no item of this version, or asks a question of another kind.
    pub fn read(document: &[u8], version: QtiVersion) -> Result<Self, Error> {
        let root = xml::read_mixed(document, "item")?;
        read::item(&root, version).map_err(unexpected("item"))
    }
}

/// Writes what stands below the body.
struct Writer<'i> {
    item: &'i AssessmentItem,
    version: QtiVersion,
}

impl Writer<'_> {
    fn interactions(&self) -> Vec<Element> {
        let version = self.version;
        vec![match &self.item.interaction {
            Interaction::Choice { multiple, prompt, choices, .. } => {
                self.choice((RESPONSE.to_owned(), FEEDBACK), *multiple, prompt, choices)
            }
            Interaction::Steps(steps) => {
                return steps.iter().enumerate().map(|(index, step)| self.step(index, step)).collect();
            }
            // The gaps stand in the body.
            Interaction::Gaps { .. } => return Vec::new(),
            Interaction::TextEntry { expected_length, .. } => self.entry(*expected_length, ""),
            Interaction::Number { expected_length, unit, .. } => self.entry(*expected_length, unit),
            Interaction::ExtendedText { expected_length } => {
                let element = version.element("extendedTextInteraction", [response()]);
                with_length(element, *expected_length, version)
            }
            Interaction::Match { prompt, stems, targets, .. } => {
                let set = |choices: &[Choice], most: &str| {
                    let choice = |choice: &Choice| self.associable("simpleAssociableChoice", choice, most);
                    version.element("simpleMatchSet", []).children(choices.iter().map(choice))
                };
                let block = self.block("matchInteraction", prompt);
                version.with(block, "maxAssociations", "0").child(set(stems, "1")).child(set(targets, "0"))
            }
            Interaction::Order { prompt, choices, .. } => {
                let order = self.block("orderInteraction", prompt);
                order.children(choices.iter().map(|choice| self.simple_choice(choice, FEEDBACK)))
            }
            Interaction::Hotspot { multiple, prompt, picture, places, .. } => {
                let most = if *multiple { "0" } else { "1" };
                version
                    .element("hotspotInteraction", [response(), ("maxChoices", most.to_owned())])
                    .children(self.prompt(prompt))
                    .child(self.picture(picture))
                    .children(places.iter().map(|place| self.place("hotspotChoice", place)))
            }
            Interaction::GraphicMatch { prompt, picture, labels, places, .. } => {
                let place =
                    |place: &Place| version.with(self.place("associableHotspot", place), "matchMax", "0");
                version
                    .element("graphicGapMatchInteraction", [response(), ("maxAssociations", "0".to_owned())])
                    .children(self.prompt(prompt))
                    .child(self.picture(picture))
                    .children(labels.iter().map(|label| self.associable("gapText", label, "1")))
                    .children(places.iter().map(place))
            }
        }]
    }

    fn prompt(&self, prompt: &[Node]) -> Option<Element> {
        let write = || write_into(self.version.element("prompt", []), prompt, self.version);
        (!prompt.is_empty()).then(write)
    }

    fn block(&self, name: &'static str, prompt: &[Node]) -> Element {
        let shuffle = ("shuffle", self.item.shuffle.to_string());
        self.version.element(name, [response(), shuffle]).children(self.prompt(prompt))
    }

    fn choice(
        &self,
        (response, feedback): (String, &str),
        multiple: bool,
        prompt: &[Node],
        choices: &[Choice],
    ) -> Element {
        let most = if multiple { "0" } else { "1" };
        self.version
            .element(
                "choiceInteraction",
                [
                    ("responseIdentifier", response),
                    ("shuffle", self.item.shuffle.to_string()),
                    ("maxChoices", most.to_owned()),
                ],
            )
            .children(self.prompt(prompt))
            .children(choices.iter().map(|choice| self.simple_choice(choice, feedback)))
    }

    fn step(&self, index: usize, step: &StepChoice) -> Element {
        let (response, feedback) = (numbered(RESPONSE, index), numbered(FEEDBACK, index));
        self.choice((response, &feedback), false, &step.prompt, &step.choices)
    }

    /// An interaction within a line needs a block around it.
    fn entry(&self, expected_length: Option<u32>, unit: &str) -> Element {
        let entry = self.version.element("textEntryInteraction", [response()]);
        let entry = with_length(entry, expected_length, self.version);
        let unit = (!unit.is_empty()).then(|| Element::run(format!(" {}", xml::legal(unit))));
        Element::new(self.version.vocabulary().namespace, "p").child(entry).children(unit)
    }

    fn simple_choice(&self, choice: &Choice, outcome: &str) -> Element {
        let version = self.version;
        let element = version.element("simpleChoice", [("identifier", choice.identifier.clone())]);
        // A blank keeps the feedback apart from the answer where both stand in one line.
        let gap = if choice.feedback.is_empty() { "" } else { " " };
        let element = write_into(element, &choice.content, version).child(Element::run(gap));
        if choice.feedback.is_empty() {
            return element;
        }
        let is_line = choice.feedback.iter().all(Node::is_inline);
        element.child(if is_line {
            let inline = feedback_element("feedbackInline", outcome, &choice.identifier, version);
            write_into(inline, &choice.feedback, version)
        } else {
            let block = feedback_element("feedbackBlock", outcome, &choice.identifier, version);
            content_of_feedback(block, &choice.feedback, version)
        })
    }

    fn associable(&self, name: &'static str, choice: &Choice, most: &str) -> Element {
        let identifier = ("identifier", choice.identifier.clone());
        let element = self.version.element(name, [identifier, ("matchMax", most.to_owned())]);
        write_into(element, &choice.content, self.version).child(Element::run(""))
    }

    /// An object in 2.1, and what HTML has for it in 3.0.
    fn picture(&self, picture: &ItemPicture) -> Element {
        let namespace = self.version.vocabulary().namespace;
        let sized = |element: Element| {
            element
                .attribute("width", picture.width.to_string())
                .attribute("height", picture.height.to_string())
        };
        match self.version {
            QtiVersion::V2_1 => {
                let object = Element::new(namespace, "object")
                    .attribute("type", picture.media_type())
                    .attribute("data", picture.address.as_str());
                sized(object).text(xml::legal(&picture.alt))
            }
            QtiVersion::V3_0 => {
                let img = Element::new(namespace, "img").attribute("src", picture.address.as_str());
                sized(img.attribute("alt", xml::legal(&picture.alt)))
            }
        }
    }

    fn place(&self, name: &'static str, place: &Place) -> Element {
        let coords = place.edges.map(|edge| edge.to_string()).join(",");
        let element = self.version.element(
            name,
            [("identifier", place.identifier.clone()), ("shape", "rect".to_owned()), ("coords", coords)],
        );
        match place.label.as_str() {
            "" => element,
            label => self.version.with(element, "hotspotLabel", xml::legal(label)),
        }
    }
}

impl ItemPicture {
    fn media_type(&self) -> String {
        let extension = self.address.rsplit_once('.').map_or("", |(_, extension)| extension);
        let subtype = match extension {
            "jpg" => "jpeg",
            "svg" => "svg+xml",
            "" => "png",
            other => other,
        };
        format!("image/{subtype}")
    }
}

fn response() -> (&'static str, String) {
    ("responseIdentifier", RESPONSE.to_owned())
}

fn with_length(element: Element, length: Option<u32>, version: QtiVersion) -> Element {
    match length {
        Some(length) => version.with(element, "expectedLength", length.to_string()),
        None => element,
    }
}

fn feedback_element(name: &'static str, outcome: &str, identifier: &str, version: QtiVersion) -> Element {
    version.element(
        name,
        [
            ("outcomeIdentifier", outcome.to_owned()),
            ("identifier", identifier.to_owned()),
            ("showHide", "show".to_owned()),
        ],
    )
}

/// In 3.0, blocks of feedback have their content in an element of its own.
fn content_of_feedback(element: Element, content: &[Node], version: QtiVersion) -> Element {
    match version {
        QtiVersion::V2_1 => write_into(element, content, version),
        QtiVersion::V3_0 => element.child(write_into(version.element("contentBody", []), content, version)),
    }
}
