//! Items: one question each (QTI 2.1 ASI §4, QTI 3.0 ASI §2).

use super::QtiVersion;
use super::content::{Node, read_from, trim, write_into};
use super::names::unexpected;
use super::processing;
use crate::error::Error;
use crate::standard::xml::{self, Element, XML};

/// The variable that holds the learner's response.
pub(super) const RESPONSE: &str = "RESPONSE";
/// The variable that holds 1 for a right response and 0 for any other.
pub(super) const SCORE: &str = "SCORE";
/// The variable that says which feedback to show.
pub(super) const FEEDBACK: &str = "FEEDBACK";

/// `assessmentItem`: a question, how it is scored, and what is said to each answer.
///
/// It is scored 0 or 1; what it counts in a test is the weight of its [reference](super::ItemRef).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AssessmentItem {
    /// Unique among the items of a package; an `NCName`.
    pub identifier: String,
    /// What lists of items show.
    pub title: String,
    /// A language tag, or empty.
    pub language: String,
    /// What stands above the interaction: blocks.
    pub body: Vec<Node>,
    /// What the learner does.
    pub interaction: Interaction,
}

/// What a learner does to answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Interaction {
    /// `choiceInteraction`: choosing among answers. The response is right when exactly the right ones are chosen.
    Choice {
        /// Whether any number may be chosen, or one.
        multiple: bool,
        /// The question as a line of text; empty when it stands in the body.
        prompt: Vec<Node>,
        /// What there is to choose from, in order.
        choices: Vec<Choice>,
        /// Identifiers of the right ones.
        correct: Vec<String>,
    },
    /// `textEntryInteraction`: typing a short text.
    TextEntry {
        /// Roughly how many characters are expected.
        expected_length: Option<u32>,
        /// Whether upper and lower case matter.
        case_sensitive: bool,
        /// The texts that are right.
        accepted: Vec<String>,
        /// What is said to some texts, right or wrong.
        feedback: Vec<TextFeedback>,
    },
}

/// `simpleChoice`: one answer to choose.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Choice {
    /// Unique in the item.
    pub identifier: String,
    /// What it says.
    pub content: Vec<Node>,
    /// What is said when it was chosen.
    pub feedback: Vec<Node>,
}

/// `modalFeedback` to a text that was typed.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TextFeedback {
    /// Unique in the item.
    pub identifier: String,
    /// The text.
    pub text: String,
    /// What is said.
    pub content: Vec<Node>,
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
        let root = root
            .child(processing::response_declaration(&self.interaction, version))
            .children(processing::score_declarations(version))
            .children(processing::feedback_declaration(&self.interaction, version))
            .child(self.write_body(version))
            .child(processing::write(&self.interaction, version))
            .children(self.modal_feedback(version));
        xml::write(&root, &version.vocabulary().prefixes)
    }

    fn write_body(&self, version: QtiVersion) -> Element {
        let body = write_into(version.element("itemBody", []), &self.body, version);
        let response = ("responseIdentifier", RESPONSE.to_owned());
        body.child(match &self.interaction {
            Interaction::Choice { multiple, prompt, choices, .. } => {
                let most = if *multiple { "0" } else { "1" };
                let prompt =
                    (!prompt.is_empty()).then(|| write_into(version.element("prompt", []), prompt, version));
                version
                    .element(
                        "choiceInteraction",
                        [response, ("shuffle", "false".to_owned()), ("maxChoices", most.to_owned())],
                    )
                    .children(prompt)
                    .children(choices.iter().map(|choice| choice.write(version)))
            }
            // An interaction within a line needs a block around it.
            Interaction::TextEntry { expected_length, .. } => {
                let mut entry = version.element("textEntryInteraction", [response]);
                if let Some(length) = expected_length {
                    let name = version.attribute_name("expectedLength");
                    entry.attributes.push(("".into(), name, length.to_string()));
                }
                Element::new(version.vocabulary().namespace, "p").child(entry)
            }
        })
    }

    fn modal_feedback(&self, version: QtiVersion) -> Vec<Element> {
        let Interaction::TextEntry { feedback, .. } = &self.interaction else { return Vec::new() };
        let write = |feedback: &TextFeedback| {
            let element = feedback_element("modalFeedback", &feedback.identifier, version);
            content_of_feedback(element, &feedback.content, version)
        };
        feedback.iter().map(write).collect()
    }

    /// Reads an item of the kinds that this crate writes.
    ///
    /// # Errors
    /// [`Error::Xml`] when the document is not well-formed, is no item of this version, or asks a question of another kind.
    pub fn read(document: &[u8], version: QtiVersion) -> Result<Self, Error> {
        let root = xml::read_mixed(document, "item")?;
        read(&root, version).map_err(unexpected("item"))
    }
}

impl Choice {
    fn write(&self, version: QtiVersion) -> Element {
        let element = version.element("simpleChoice", [("identifier", self.identifier.clone())]);
        // A blank keeps the feedback apart from the answer where both stand in one line.
        let gap = if self.feedback.is_empty() { "" } else { " " };
        let element = write_into(element, &self.content, version).child(Element::run(gap));
        if self.feedback.is_empty() {
            return element;
        }
        let is_line = self.feedback.iter().all(Node::is_inline);
        element.child(if is_line {
            let inline = feedback_element("feedbackInline", &self.identifier, version);
            write_into(inline, &self.feedback, version)
        } else {
            let block = feedback_element("feedbackBlock", &self.identifier, version);
            content_of_feedback(block, &self.feedback, version)
        })
    }
}

fn feedback_element(name: &'static str, identifier: &str, version: QtiVersion) -> Element {
    version.element(
        name,
        [
            ("outcomeIdentifier", FEEDBACK.to_owned()),
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

fn read(root: &Element, version: QtiVersion) -> Result<AssessmentItem, String> {
    if !version.is(root, "assessmentItem") {
        return Err(format!("<{}> is no item of this version of QTI", root.name));
    }
    let body = version.find(root, "itemBody").ok_or("the item has no body")?;
    let choice = version.find(body, "choiceInteraction");
    let entry_of = |block: &&Element| version.find(block, "textEntryInteraction").is_some();
    let around_entry = body.children.iter().find(entry_of);
    let entry = around_entry.and_then(|block| version.find(block, "textEntryInteraction"));
    // The block around the interaction is none of the question's.
    let others = body.children.iter().filter(|block| !entry_of(block));
    let mut blocks =
        read_from(&Element { children: others.cloned().collect(), ..Element::default() }, version);
    blocks.retain(|block| !block.is_blank());
    let interaction = match (choice, entry) {
        (Some(choice), None) => read_choice(root, choice, version)?,
        (None, Some(entry)) => read_entry(root, entry, version)?,
        _ => return Err("the item does not have one interaction of a known kind".to_owned()),
    };
    Ok(AssessmentItem {
        identifier: version.required(root, "identifier")?,
        title: version.required(root, "title")?,
        language: root.get_in(XML, "lang").unwrap_or_default().to_owned(),
        body: blocks,
        interaction,
    })
}

fn read_choice(root: &Element, choice: &Element, version: QtiVersion) -> Result<Interaction, String> {
    let read_one = |element: &Element| {
        let feedback = version
            .find(element, "feedbackInline")
            .or_else(|| version.find(element, "feedbackBlock"))
            .map(|feedback| read_feedback(feedback, version));
        let mut content = read_from(element, version);
        trim(&mut content);
        Ok(Choice {
            identifier: version.required(element, "identifier")?,
            content,
            feedback: feedback.unwrap_or_default(),
        })
    };
    Ok(Interaction::Choice {
        multiple: version.get(choice, "maxChoices") != Some("1"),
        prompt: version.find(choice, "prompt").map(|p| read_from(p, version)).unwrap_or_default(),
        choices: version.all(choice, "simpleChoice").map(read_one).collect::<Result<_, String>>()?,
        correct: processing::correct_values(root, version),
    })
}

fn read_entry(root: &Element, entry: &Element, version: QtiVersion) -> Result<Interaction, String> {
    let (case_sensitive, accepted) = processing::read_mapping(root, version)?;
    let texts = processing::read_text_feedback(root, version);
    let feedback = version.all(root, "modalFeedback").map(|element| {
        let identifier = version.required(element, "identifier")?;
        let text = texts.get(&identifier).cloned();
        let text = text.ok_or_else(|| format!("nothing leads to the feedback `{identifier}`"))?;
        Ok(TextFeedback { identifier, text, content: read_feedback(element, version) })
    });
    Ok(Interaction::TextEntry {
        expected_length: version.get(entry, "expectedLength").and_then(|length| length.trim().parse().ok()),
        case_sensitive,
        accepted,
        feedback: feedback.collect::<Result<_, String>>()?,
    })
}

fn read_feedback(element: &Element, version: QtiVersion) -> Vec<Node> {
    read_from(version.find(element, "contentBody").unwrap_or(element), version)
}
