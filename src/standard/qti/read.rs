//! Reading items of the kinds that this crate writes.

use std::collections::BTreeMap;

use super::QtiVersion;
use super::content::{Node, read_from, trim};
use super::interaction::{
    Choice, Interaction, ItemPicture, NumberRange, Overall, Place, Scoring, StepChoice, TextFeedback,
    numbered,
};
use super::item::{AssessmentItem, FEEDBACK, OVERALL, RESPONSE, SCORE};
use crate::standard::imscp::{boolean, number};
use crate::standard::xml::{Element, XML};

pub(super) fn item(root: &Element, version: QtiVersion) -> Result<AssessmentItem, String> {
    if !version.is(root, "assessmentItem") {
        return Err(format!("<{}> is no item of this version of QTI", root.name));
    }
    let body = version.find(root, "itemBody").ok_or("the item has no body")?;
    let reader = Reader { root, version };
    // The block around an interaction that stands alone is none of the question's.
    let others = body.children.iter().filter(|block| reader.entry_in(block).is_none());
    let mut blocks =
        read_from(&Element { children: others.cloned().collect(), ..Element::default() }, version);
    blocks.retain(|block| !block.is_blank());
    let interaction = reader.interaction(body)?;
    let shuffled = |block: &Element| version.get(block, "shuffle") == Some("true");
    Ok(AssessmentItem {
        identifier: version.required(root, "identifier")?,
        title: version.required(root, "title")?,
        language: root.get_in(XML, "lang").unwrap_or_default().to_owned(),
        body: blocks,
        scoring: reader.scoring()?,
        shuffle: body.children.iter().any(shuffled),
        overall: reader.overall(),
        interaction,
    })
}

struct Reader<'e> {
    root: &'e Element,
    version: QtiVersion,
}

impl Reader<'_> {
    fn interaction(&self, body: &Element) -> Result<Interaction, String> {
        let version = self.version;
        let of_steps = |element: &&Element| version.get(element, "responseIdentifier") != Some(RESPONSE);
        let steps: Vec<&Element> = version.all(body, "choiceInteraction").filter(of_steps).collect();
        let mut found = Vec::new();
        if !steps.is_empty() {
            found.push(self.steps(&steps)?);
        }
        for block in &body.children {
            if version.is(block, "choiceInteraction") && !of_steps(&block) {
                found.push(self.choice(block)?);
            } else if version.is(block, "matchInteraction") {
                found.push(self.matching(block)?);
            } else if version.is(block, "orderInteraction") {
                found.push(Interaction::Order {
                    prompt: self.prompt(block),
                    choices: self.choices(block, "simpleChoice")?,
                    correct: self.correct(RESPONSE),
                });
            } else if version.is(block, "extendedTextInteraction") {
                found.push(Interaction::ExtendedText { expected_length: self.length(block) });
            } else if version.is(block, "hotspotInteraction") {
                found.push(self.hotspot(block)?);
            } else if version.is(block, "graphicGapMatchInteraction") {
                found.push(self.graphic(block)?);
            } else if let Some(entry) = self.entry_in(block) {
                found.push(if self.is_number() { self.number(block, entry)? } else { self.entry(entry)? });
            }
        }
        if self.declaration(&numbered(RESPONSE, 0)).is_some() && steps.is_empty() {
            found.push(self.gaps()?);
        }
        match (found.pop(), found.is_empty()) {
            (Some(interaction), true) => Ok(interaction),
            _ => Err("the item does not have one interaction of a known kind".to_owned()),
        }
    }

    /// The interaction of a block that holds nothing else of the question.
    fn entry_in<'b>(&self, block: &'b Element) -> Option<&'b Element> {
        let alone = |entry: &&Element| self.version.get(entry, "responseIdentifier") == Some(RESPONSE);
        self.version.find(block, "textEntryInteraction").filter(alone)
    }

    fn declaration(&self, identifier: &str) -> Option<&Element> {
        let named = |element: &&Element| self.version.get(element, "identifier") == Some(identifier);
        self.version.all(self.root, "responseDeclaration").find(named)
    }

    fn is_number(&self) -> bool {
        self.declaration(RESPONSE).and_then(|response| self.version.get(response, "baseType"))
            == Some("float")
    }

    fn correct(&self, identifier: &str) -> Vec<String> {
        let version = self.version;
        let correct = self.declaration(identifier).and_then(|it| version.find(it, "correctResponse"));
        let values = correct.into_iter().flat_map(|correct| version.all(correct, "value"));
        values.map(|value| value.text.trim().to_owned()).collect()
    }

    fn pairs(&self) -> Result<Vec<(String, String)>, String> {
        let pair = |value: String| match value.split_once(' ') {
            Some((stem, target)) => Ok((stem.to_owned(), target.to_owned())),
            None => Err(format!("`{value}` is no pair")),
        };
        self.correct(RESPONSE).into_iter().map(pair).collect()
    }

    /// Whether case matters, and the texts that are mapped to a score.
    fn mapping(&self, identifier: &str) -> Result<(bool, Vec<String>), String> {
        let version = self.version;
        let mapping = self.declaration(identifier).and_then(|response| version.find(response, "mapping"));
        let mut case_sensitive = false;
        let mut accepted = Vec::new();
        for entry in mapping.into_iter().flat_map(|mapping| version.all(mapping, "mapEntry")) {
            if version.number(entry, "mappedValue")?.is_some_and(|value| value > 0.0) {
                accepted.push(version.required(entry, "mapKey")?);
            }
            // Left out, it does not matter (QTI 2.1 §5.1.2, mapEntry).
            let flag = version.get(entry, "caseSensitive");
            case_sensitive |= flag.map_or(Ok(false), |flag| boolean(flag, "caseSensitive"))?;
        }
        Ok((case_sensitive, accepted))
    }

    fn length(&self, element: &Element) -> Option<u32> {
        self.version.get(element, "expectedLength").and_then(|length| length.trim().parse().ok())
    }

    fn prompt(&self, element: &Element) -> Vec<Node> {
        let prompt = self.version.find(element, "prompt");
        prompt.map(|prompt| read_from(prompt, self.version)).unwrap_or_default()
    }

    fn choices(&self, parent: &Element, name: &'static str) -> Result<Vec<Choice>, String> {
        let version = self.version;
        let read_one = |element: &Element| {
            let feedback =
                version.find(element, "feedbackInline").or_else(|| version.find(element, "feedbackBlock"));
            let mut content = read_from(element, version);
            trim(&mut content);
            Ok(Choice {
                identifier: version.required(element, "identifier")?,
                content,
                feedback: feedback.map(|feedback| self.feedback(feedback)).unwrap_or_default(),
            })
        };
        version.all(parent, name).map(read_one).collect()
    }

    fn feedback(&self, element: &Element) -> Vec<Node> {
        read_from(self.version.find(element, "contentBody").unwrap_or(element), self.version)
    }

    fn is_multiple(&self, element: &Element) -> bool {
        self.version.get(element, "maxChoices") != Some("1")
    }

    fn choice(&self, choice: &Element) -> Result<Interaction, String> {
        Ok(Interaction::Choice {
            multiple: self.is_multiple(choice),
            prompt: self.prompt(choice),
            choices: self.choices(choice, "simpleChoice")?,
            correct: self.correct(RESPONSE),
        })
    }

    fn steps(&self, steps: &[&Element]) -> Result<Interaction, String> {
        let read_one = |step: &&Element| {
            Ok(StepChoice {
                prompt: self.prompt(step),
                choices: self.choices(step, "simpleChoice")?,
                correct: self.correct(&self.version.required(step, "responseIdentifier")?),
            })
        };
        Ok(Interaction::Steps(steps.iter().map(read_one).collect::<Result<_, String>>()?))
    }

    fn gaps(&self) -> Result<Interaction, String> {
        let mut all = Vec::new();
        let mut any_case = false;
        while self.declaration(&numbered(RESPONSE, all.len())).is_some() {
            let (case_sensitive, accepted) = self.mapping(&numbered(RESPONSE, all.len()))?;
            any_case |= case_sensitive;
            all.push(accepted);
        }
        Ok(Interaction::Gaps { case_sensitive: any_case, accepted: all })
    }

    fn matching(&self, element: &Element) -> Result<Interaction, String> {
        let mut sets = self.version.all(element, "simpleMatchSet");
        let (Some(stems), Some(targets)) = (sets.next(), sets.next()) else {
            return Err("the interaction does not have two sets".to_owned());
        };
        Ok(Interaction::Match {
            prompt: self.prompt(element),
            stems: self.choices(stems, "simpleAssociableChoice")?,
            targets: self.choices(targets, "simpleAssociableChoice")?,
            correct: self.pairs()?,
        })
    }

    fn hotspot(&self, element: &Element) -> Result<Interaction, String> {
        Ok(Interaction::Hotspot {
            multiple: self.is_multiple(element),
            prompt: self.prompt(element),
            picture: self.picture(element)?,
            places: self.places(element, "hotspotChoice")?,
            correct: self.correct(RESPONSE),
            feedback: self.modal(FEEDBACK),
        })
    }

    fn graphic(&self, element: &Element) -> Result<Interaction, String> {
        Ok(Interaction::GraphicMatch {
            prompt: self.prompt(element),
            picture: self.picture(element)?,
            labels: self.choices(element, "gapText")?,
            places: self.places(element, "associableHotspot")?,
            correct: self.pairs()?,
        })
    }

    fn picture(&self, element: &Element) -> Result<ItemPicture, String> {
        let named = |child: &&Element| matches!(&*child.name, "object" | "img");
        let picture = element.children.iter().find(named).ok_or("the interaction has no picture")?;
        let side = |name: &str| -> Result<u32, String> {
            let text = picture.get(name).ok_or_else(|| format!("the picture has no {name}"))?;
            text.trim().parse().map_err(|_| format!("the picture's {name} is `{text}`"))
        };
        let address =
            picture.get("data").or_else(|| picture.get("src")).ok_or("the picture has no address")?;
        let inside = || picture.children.iter().map(|run| run.text.as_str()).collect::<String>();
        let alt = picture.get("alt").map_or_else(
            || if picture.children.is_empty() { picture.text.clone() } else { inside() },
            str::to_owned,
        );
        Ok(ItemPicture { address: address.to_owned(), alt, width: side("width")?, height: side("height")? })
    }

    fn places(&self, parent: &Element, name: &'static str) -> Result<Vec<Place>, String> {
        let version = self.version;
        let read_one = |element: &Element| {
            let coords = version.required(element, "coords")?;
            let edges: Result<Vec<u32>, _> = coords.split(',').map(|edge| edge.trim().parse()).collect();
            let edges = edges.ok().and_then(|edges| edges.try_into().ok());
            Ok(Place {
                identifier: version.required(element, "identifier")?,
                label: version.get(element, "hotspotLabel").unwrap_or_default().to_owned(),
                edges: edges.ok_or_else(|| format!("`{coords}` is no rectangle"))?,
            })
        };
        version.all(parent, name).map(read_one).collect()
    }

    fn entry(&self, entry: &Element) -> Result<Interaction, String> {
        let (case_sensitive, accepted) = self.mapping(RESPONSE)?;
        let texts = self.text_feedback();
        let feedback = self.modal(FEEDBACK).into_iter().map(|(identifier, content)| {
            let text = texts.get(&identifier).cloned();
            let text = text.ok_or_else(|| format!("nothing leads to the feedback `{identifier}`"))?;
            Ok(TextFeedback { identifier, text, content })
        });
        Ok(Interaction::TextEntry {
            expected_length: self.length(entry),
            case_sensitive,
            accepted,
            feedback: feedback.collect::<Result<_, String>>()?,
        })
    }

    /// What is said in pop-ups by one of the outcomes: identifiers and contents.
    fn modal(&self, outcome: &str) -> Vec<(String, Vec<Node>)> {
        let version = self.version;
        let of_outcome = |element: &&Element| version.get(element, "outcomeIdentifier") == Some(outcome);
        let read_one = |element: &Element| {
            (version.get(element, "identifier").unwrap_or_default().to_owned(), self.feedback(element))
        };
        version.all(self.root, "modalFeedback").filter(of_outcome).map(read_one).collect()
    }

    fn overall(&self) -> Overall {
        let mut said: BTreeMap<String, Vec<Node>> = self.modal(OVERALL).into_iter().collect();
        let mut take = |name: &str| said.remove(name).unwrap_or_default();
        Overall {
            correct: take("correct"),
            partly: take("partly"),
            incorrect: take("incorrect"),
            sample: take("sample"),
        }
    }

    fn number(&self, block: &Element, entry: &Element) -> Result<Interaction, String> {
        let mut said: BTreeMap<String, Vec<Node>> = self.modal(FEEDBACK).into_iter().collect();
        let mut ranges = Vec::new();
        if let Some(rules) = self.version.find(self.root, "responseProcessing") {
            self.collect_ranges(rules, &mut said, &mut ranges)?;
        }
        let runs = block.children.iter().filter(|child| child.is_run());
        let unit = runs.map(|run| run.text.as_str()).collect::<String>().trim().to_owned();
        Ok(Interaction::Number { expected_length: self.length(entry), unit, ranges })
    }

    fn collect_ranges(
        &self,
        rules: &Element,
        said: &mut BTreeMap<String, Vec<Node>>,
        ranges: &mut Vec<NumberRange>,
    ) -> Result<(), String> {
        let version = self.version;
        let bound = |test: &Element, name| -> Result<Option<f64>, String> {
            let value = version.find(test, name).and_then(|test| version.find(test, "baseValue"));
            value.map(|value| number(&value.text, name)).transpose()
        };
        for rule in &rules.children {
            if let Some(test) = version.find(rule, "and") {
                let set = |outcome| {
                    let named = |it: &&Element| version.get(it, "identifier") == Some(outcome);
                    let set = version.all(rule, "setOutcomeValue").find(named);
                    set.and_then(|set| version.find(set, "baseValue")).map(|value| value.text.trim())
                };
                let identifier =
                    set(FEEDBACK).map_or_else(|| numbered("answer", ranges.len()), str::to_owned);
                ranges.push(NumberRange {
                    min: bound(test, "gte")?.ok_or("a range has no beginning")?,
                    max: bound(test, "lte")?.ok_or("a range has no end")?,
                    correct: set(SCORE) == Some("1"),
                    content: said.remove(&identifier).unwrap_or_default(),
                    identifier,
                });
            }
            self.collect_ranges(rule, said, ranges)?;
        }
        Ok(())
    }

    /// Identifiers of feedback, and the first text that leads to each.
    fn text_feedback(&self) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        if let Some(rules) = self.version.find(self.root, "responseProcessing") {
            collect_text_feedback(rules, self.version, &mut found);
        }
        found
    }

    /// Parts of a score are the only ones that are divided.
    fn scoring(&self) -> Result<Scoring, String> {
        let version = self.version;
        let named = |element: &&Element| version.get(element, "identifier") == Some(SCORE);
        let score = version.all(self.root, "outcomeDeclaration").find(named);
        let best = score.map_or(Ok(None), |score| version.number(score, "normalMaximum"))?;
        let divides = |rules: &Element| holds(rules, version, "divide");
        Ok(match best {
            Some(best) if best <= 0.0 => Scoring::None,
            _ if version.find(self.root, "responseProcessing").is_some_and(divides) => Scoring::Each,
            _ => Scoring::Whole,
        })
    }
}

fn holds(element: &Element, version: QtiVersion, name: &'static str) -> bool {
    element.children.iter().any(|child| version.is(child, name) || holds(child, version, name))
}

fn collect_text_feedback(rules: &Element, version: QtiVersion, found: &mut BTreeMap<String, String>) {
    for rule in &rules.children {
        let text = version.find(rule, "stringMatch").and_then(|text| version.find(text, "baseValue"));
        let set = version.find(rule, "setOutcomeValue").and_then(|set| version.find(set, "baseValue"));
        if let (Some(text), Some(feedback)) = (text, set) {
            found.entry(feedback.text.trim().to_owned()).or_insert_with(|| text.text.clone());
        }
        collect_text_feedback(rule, version, found);
    }
}
