//! Assessments and banks from XML.
//!
//! What is read is what this crate writes, and what other tools write in the same shape: text in the first `mattext` of a
//! material, with or without a flow around it.

use super::super::text::Text;
use super::super::version::QTI;
use super::{
    Answer, Assessment, Attempts, Clause, Comparison, Condition, FEEDBACK_KINDS, Feedback, FeedbackKind,
    Item, PROFILES, QuestionBank, Response, Shown, Test, YES_NO,
};
use crate::error::Error;
use crate::standard::imscp::{number, required, word};
use crate::standard::xml::{self, Element};

type Read<T> = Result<T, String>;

fn document<T>(bytes: &[u8], name: &'static str, read: impl FnOnce(&Element) -> Read<T>) -> Result<T, Error> {
    let error = |message: String| Error::Xml { document: format!("QTI {name}"), message };
    let root = xml::read(bytes, "QTI document")?;
    if !root.is(QTI, "questestinterop") {
        return Err(error(format!(
            "the root is <{}> in `{}`, expected <questestinterop>",
            root.name, root.namespace
        )));
    }
    let content = root.find(QTI, name).ok_or_else(|| error(format!("there is no <{name}>")))?;
    read(content).map_err(error)
}

/// The entries of a `qtimetadata`, by label.
struct Fields<'e>(Vec<(String, &'e str)>);

impl<'e> Fields<'e> {
    fn of(parent: &'e Element) -> Self {
        let fields = parent
            .find_all(QTI, "qtimetadata")
            .flat_map(|metadata| metadata.find_all(QTI, "qtimetadatafield"))
            .filter_map(|field| {
                Some((field.text_of(QTI, "fieldlabel")?, field.find(QTI, "fieldentry")?.text.trim()))
            });
        Self(fields.collect())
    }

    fn get(&self, label: &str) -> Option<&'e str> {
        self.0.iter().find(|(other, _)| other == label).map(|(_, entry)| *entry)
    }

    fn yes_no(&self, label: &str) -> Read<Option<bool>> {
        self.get(label).map(|entry| word(YES_NO, entry, label)).transpose()
    }

    fn integer<T: std::str::FromStr>(&self, label: &str) -> Read<Option<T>> {
        self.get(label)
            .map(|entry| entry.parse().map_err(|_| format!("{label} is `{entry}`, expected a whole number")))
            .transpose()
    }
}

impl Assessment {
    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, holds no assessment, or has a value outside its vocabulary.
    pub fn read(document_bytes: &[u8]) -> Result<Self, Error> {
        document(document_bytes, "assessment", Self::from_element)
    }

    fn from_element(element: &Element) -> Read<Self> {
        let fields = Fields::of(element);
        let section =
            element.find(QTI, "section").ok_or_else(|| "the assessment has no section".to_owned())?;
        Ok(Self {
            identifier: required(element, "ident")?,
            title: element.get("title").unwrap_or_default().to_owned(),
            attempts: fields.get("cc_maxattempts").map(Attempts::read).transpose()?,
            time_limit: fields.integer("qmd_timelimit")?,
            late_submission: fields.yes_no("cc_allow_late_submission")?,
            feedback: fields.yes_no("qmd_feedbackpermitted")?,
            hints: fields.yes_no("qmd_hintspermitted")?,
            solutions: fields.yes_no("qmd_solutionspermitted")?,
            rubric: element.find(QTI, "rubric").and_then(text_in).map(Text::read).transpose()?,
            section: required(section, "ident")?,
            items: Item::read_all(section)?,
        })
    }
}

impl Attempts {
    fn read(text: &str) -> Read<Self> {
        match text {
            "unlimited" => Ok(Self::Unlimited),
            "Examination" => Ok(Self::Examination),
            times => match times.parse() {
                Ok(times @ 1..=5) => Ok(Self::Times(times)),
                _ => Err(format!("cc_maxattempts is `{times}`, expected 1 to 5, unlimited or Examination")),
            },
        }
    }
}

impl QuestionBank {
    /// Reads a document.
    ///
    /// # Errors
    /// [`Error::Xml`] when it is not well-formed, holds no bank, or has a value outside its vocabulary.
    pub fn read(document_bytes: &[u8]) -> Result<Self, Error> {
        document(document_bytes, "objectbank", |bank| {
            Ok(Self { identifier: required(bank, "ident")?, items: Item::read_all(bank)? })
        })
    }
}

impl Item {
    fn read_all(parent: &Element) -> Read<Vec<Self>> {
        parent.find_all(QTI, "item").map(Self::read).collect()
    }

    fn read(element: &Element) -> Read<Self> {
        let empty = Element::default();
        let fields = Fields::of(element.find(QTI, "itemmetadata").unwrap_or(&empty));
        let profile = fields.get("cc_profile").ok_or_else(|| "an item has no cc_profile".to_owned())?;
        let presentation = element.find(QTI, "presentation").unwrap_or(&empty);
        let flow = presentation.find(QTI, "flow").unwrap_or(presentation);
        Ok(Self {
            identifier: required(element, "ident")?,
            title: element.get("title").map(str::to_owned),
            profile: word(PROFILES, profile, "cc_profile")?,
            weight: fields.integer("cc_weighting")?,
            category: fields.get("cc_question_category").map(str::to_owned),
            computer_scored: fields.yes_no("qmd_computerscored")?,
            prompt: flow.find(QTI, "material").and_then(text_in).map(Text::read).transpose()?,
            response: Response::read(flow)?,
            conditions: element
                .find_all(QTI, "resprocessing")
                .flat_map(|processing| processing.find_all(QTI, "respcondition"))
                .map(Condition::read)
                .collect::<Read<_>>()?,
            feedback: element.find_all(QTI, "itemfeedback").map(Feedback::read).collect::<Read<_>>()?,
        })
    }
}

/// The first text somewhere inside. Documents are of bounded depth, so this is too.
fn text_in(element: &Element) -> Option<&Element> {
    if element.is(QTI, "mattext") { Some(element) } else { element.children.iter().find_map(text_in) }
}

fn text_or_empty(element: &Element) -> Read<Text> {
    text_in(element).map_or_else(|| Ok(Text::plain("")), Text::read)
}

impl Response {
    fn read(parent: &Element) -> Read<Option<Self>> {
        if let Some(choice) = parent.find(QTI, "response_lid") {
            return Self::read_choice(choice).map(Some);
        }
        let text = parent.find(QTI, "response_str");
        text.map(|text| Ok(Self::Text { identifier: required(text, "ident")? })).transpose()
    }

    fn read_choice(element: &Element) -> Read<Self> {
        let cardinality = element.get("rcardinality").unwrap_or("Single");
        let answers = element
            .find_all(QTI, "render_choice")
            .flat_map(|choice| choice.find_all(QTI, "response_label"))
            .map(|label| Ok(Answer { identifier: required(label, "ident")?, text: text_or_empty(label)? }));
        Ok(Self::Choice {
            identifier: required(element, "ident")?,
            multiple: word(&[("Single", false), ("Multiple", true)], cardinality, "rcardinality")?,
            answers: answers.collect::<Read<_>>()?,
        })
    }
}

impl Condition {
    fn read(element: &Element) -> Read<Self> {
        let tests = element.find(QTI, "conditionvar").map_or(&[][..], |tests| &tests.children);
        Ok(Self {
            continues: word(YES_NO, element.get("continue").unwrap_or("No"), "continue")?,
            tests: tests.iter().map(Test::read).collect::<Read<_>>()?,
            score: element.find(QTI, "setvar").map(|score| number(&score.text, "the score")).transpose()?,
            shows: element.find_all(QTI, "displayfeedback").map(Shown::read).collect::<Read<_>>()?,
        })
    }
}

impl Test {
    fn read(element: &Element) -> Read<Self> {
        match &*element.name {
            "varequal" => Comparison::read(element).map(Self::Is),
            "varsubstring" => Comparison::read(element).map(Self::Contains),
            "and" => element.children.iter().map(Clause::read).collect::<Read<_>>().map(Self::All),
            "other" => Ok(Self::Other),
            other => Err(format!("a condition tests <{other}>, which the profile does not have")),
        }
    }
}

impl Clause {
    fn read(element: &Element) -> Read<Self> {
        match &*element.name {
            "varequal" => Comparison::read(element).map(Self::Is),
            "not" => element.children.iter().map(Comparison::read).collect::<Read<_>>().map(Self::IsNot),
            other => Err(format!("<and> holds <{other}>, which the profile does not have")),
        }
    }
}

impl Comparison {
    fn read(element: &Element) -> Read<Self> {
        Ok(Self {
            response: required(element, "respident")?,
            value: element.text.clone(),
            case_sensitive: word(YES_NO, element.get("case").unwrap_or("No"), "case")?,
        })
    }
}

impl Shown {
    fn read(element: &Element) -> Read<Self> {
        Ok(Self {
            kind: word(FEEDBACK_KINDS, &required(element, "feedbacktype")?, "feedbacktype")?,
            feedback: required(element, "linkrefid")?,
        })
    }
}

impl Feedback {
    fn read(element: &Element) -> Read<Self> {
        let kind = if element.find(QTI, "solution").is_some() {
            FeedbackKind::Solution
        } else if element.find(QTI, "hint").is_some() {
            FeedbackKind::Hint
        } else {
            FeedbackKind::Response
        };
        Ok(Self { identifier: required(element, "ident")?, kind, text: text_or_empty(element)? })
    }
}
