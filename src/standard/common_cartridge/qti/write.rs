//! Assessments and banks to XML.

use super::super::text::Text;
use super::super::version::QTI;
use super::{
    Assessment, Attempts, Clause, Comparison, Condition, FEEDBACK_KINDS, Feedback, FeedbackKind, Item,
    PROFILES, QuestionBank, Response, Test, YES_NO,
};
use crate::standard::CartridgeVersion;
use crate::standard::imscp::word_for;
use crate::standard::xml::{self, Element, Prefixes, XSI};

const PREFIXES: Prefixes = Prefixes(&[("", QTI), ("xsi", XSI)]);

fn element(name: &'static str) -> Element {
    Element::new(QTI, name)
}

fn document(content: Element, version: CartridgeVersion) -> String {
    let root = element("questestinterop")
        .attribute_in(XSI, "schemaLocation", version.names().qti_schema)
        .child(content);
    xml::write(&root, &PREFIXES)
}

/// A list of labels and entries, when there is any.
fn metadata(fields: Vec<(&str, Option<String>)>) -> Option<Element> {
    let fields: Vec<_> = fields
        .into_iter()
        .filter_map(|(label, entry)| {
            let entry = element("fieldentry").text(entry?);
            Some(element("qtimetadatafield").child(element("fieldlabel").text(label)).child(entry))
        })
        .collect();
    (!fields.is_empty()).then(|| element("qtimetadata").children(fields))
}

fn yes_no(value: bool) -> String {
    word_for(YES_NO, &value).to_owned()
}

impl Assessment {
    /// The document, for a cartridge of this version.
    #[must_use]
    pub fn write(&self, version: CartridgeVersion) -> String {
        let fixed = |text: &str| Some(text.to_owned());
        let settings = metadata(vec![
            ("cc_profile", fixed("cc.exam.v0p1")),
            ("qmd_assessmenttype", fixed("Examination")),
            ("qmd_scoretype", fixed("Percentage")),
            ("qmd_feedbackpermitted", self.feedback.map(yes_no)),
            ("qmd_hintspermitted", self.hints.map(yes_no)),
            ("qmd_solutionspermitted", self.solutions.map(yes_no)),
            ("qmd_timelimit", self.time_limit.map(|minutes| minutes.to_string())),
            ("cc_allow_late_submission", self.late_submission.map(yes_no)),
            ("cc_maxattempts", self.attempts.map(|attempts| attempts.word())),
        ]);
        let assessment = element("assessment")
            .attribute("ident", &self.identifier)
            .attribute("title", &self.title)
            .children(settings)
            .children(self.rubric.iter().map(|text| element("rubric").child(material(text))))
            .child(
                element("section")
                    .attribute("ident", &self.section)
                    .children(self.items.iter().map(Item::write)),
            );
        document(assessment, version)
    }
}

impl Attempts {
    fn word(self) -> String {
        match self {
            Self::Times(times) => times.to_string(),
            Self::Unlimited => "unlimited".to_owned(),
            Self::Examination => "Examination".to_owned(),
        }
    }
}

impl QuestionBank {
    /// The document, for a cartridge of this version.
    #[must_use]
    pub fn write(&self, version: CartridgeVersion) -> String {
        let bank = element("objectbank")
            .attribute("ident", &self.identifier)
            .children(self.items.iter().map(Item::write));
        document(bank, version)
    }
}

impl Item {
    fn write(&self) -> Element {
        let fields = metadata(vec![
            ("cc_profile", Some(word_for(PROFILES, &self.profile).to_owned())),
            ("cc_question_category", self.category.clone()),
            ("cc_weighting", self.weight.map(|weight| weight.to_string())),
            ("qmd_computerscored", self.computer_scored.map(yes_no)),
        ]);
        element("item")
            .attribute("ident", &self.identifier)
            .attribute_if("title", self.title.as_ref())
            .child(element("itemmetadata").children(fields))
            .children(self.presentation())
            .children(self.processing())
            .children(self.feedback.iter().map(Feedback::write))
    }

    fn presentation(&self) -> Option<Element> {
        let presentation = element("presentation")
            .children(self.prompt.iter().map(material))
            .children(self.response.iter().map(Response::write));
        (!presentation.children.is_empty()).then_some(presentation)
    }

    fn processing(&self) -> Option<Element> {
        let score = element("decvar")
            .attribute("maxvalue", "100")
            .attribute("minvalue", "0")
            .attribute("varname", "SCORE")
            .attribute("vartype", "Decimal");
        let processing = element("resprocessing")
            .child(element("outcomes").child(score))
            .children(self.conditions.iter().map(Condition::write));
        (!self.conditions.is_empty()).then_some(processing)
    }
}

fn material(text: &Text) -> Element {
    let text = element("mattext").attribute("texttype", text.format.media_type()).text(&text.text);
    element("material").child(text)
}

impl Response {
    fn write(&self) -> Element {
        match self {
            Self::Choice { identifier, multiple, answers } => {
                let answers = answers.iter().map(|answer| {
                    element("response_label")
                        .attribute("ident", &answer.identifier)
                        .child(material(&answer.text))
                });
                element("response_lid")
                    .attribute("ident", identifier)
                    .attribute("rcardinality", if *multiple { "Multiple" } else { "Single" })
                    .child(element("render_choice").children(answers))
            }
            Self::Text { identifier } => element("response_str")
                .attribute("ident", identifier)
                .attribute("rcardinality", "Single")
                // Canvas, whose importer grew from the QTI migration tool, sees no gap where there is no label.
                .child(element("render_fib").child(element("response_label").attribute("ident", "answer1"))),
        }
    }
}

impl Condition {
    fn write(&self) -> Element {
        let shows = self.shows.iter().map(|shown| {
            element("displayfeedback")
                .attribute("feedbacktype", word_for(FEEDBACK_KINDS, &shown.kind))
                .attribute("linkrefid", &shown.feedback)
        });
        let score = self.score.map(|score| {
            element("setvar").attribute("action", "Set").attribute("varname", "SCORE").text(score.to_string())
        });
        element("respcondition")
            .attribute("continue", word_for(YES_NO, &self.continues))
            .child(element("conditionvar").children(self.tests.iter().map(Test::write)))
            .children(score)
            .children(shows)
    }
}

impl Test {
    fn write(&self) -> Element {
        match self {
            Self::Is(comparison) => comparison.write("varequal"),
            Self::Contains(comparison) => comparison.write("varsubstring"),
            Self::All(clauses) => element("and").children(clauses.iter().map(Clause::write)),
            Self::Other => element("other"),
        }
    }
}

impl Clause {
    fn write(&self) -> Element {
        match self {
            Self::Is(comparison) => comparison.write("varequal"),
            Self::IsNot(comparisons) => {
                element("not").children(comparisons.iter().map(|comparison| comparison.write("varequal")))
            }
        }
    }
}

impl Comparison {
    fn write(&self, name: &'static str) -> Element {
        element(name)
            .attribute("respident", &self.response)
            .attribute("case", word_for(YES_NO, &self.case_sensitive))
            .text(&self.value)
    }
}

impl Feedback {
    fn write(&self) -> Element {
        let text = element("flow_mat").child(material(&self.text));
        let content = match self.kind {
            FeedbackKind::Response => text,
            FeedbackKind::Solution => element("solution").child(element("solutionmaterial").child(text)),
            FeedbackKind::Hint => element("hint").child(element("hintmaterial").child(text)),
        };
        element("itemfeedback").attribute("ident", &self.identifier).child(content)
    }
}
