"""QTI 2.1 packages in pyslet: reads manifest, test and items, compares them with the course, and has every item scored.

    python qti21.py FOLDER   with FOLDER/qti21/COURSE/ and FOLDER/COURSE.json
"""

import json
import pathlib
import re
import sys

import pyslet.html401 as html
import pyslet.imscpv1p2 as cp
import pyslet.qtiv2.content as content
import pyslet.qtiv2.core as core
import pyslet.qtiv2.interactions as interactions
import pyslet.qtiv2.tests as tests
import pyslet.qtiv2.variables as variables
import pyslet.qtiv2.xml as qti
import pyslet.xml.structures as xml


class FeedbackInline(html.InlineMixin, content.BodyElement):
    """pyslet reads no feedback inside answers; this makes it pass over it."""

    XMLNAME = (core.IMSQTI_NAMESPACE, "feedbackInline")
    XMLCONTENT = xml.XMLMixedContent


class FeedbackBlock(html.BlockMixin, content.BodyElement):
    """The same for feedback of several paragraphs."""

    XMLNAME = (core.IMSQTI_NAMESPACE, "feedbackBlock")
    XMLCONTENT = xml.XMLMixedContent


for added in (FeedbackInline, FeedbackBlock):
    qti.QTIDocument.classMap[added.XMLNAME] = added

TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"


def words(markdown):
    """The words of a text, without what Markdown and HTML put around them."""
    markdown = re.sub(r"`([^`]*)`", lambda code: re.sub(r"[<>]", " ", code.group(1)), markdown)
    plain = re.sub(r"</?[a-zA-Z][^>]*>|\]\([^)]*\)|^\d+\. ", " ", markdown, flags=re.MULTILINE)
    return words_of(plain)


def words_of(text):
    return re.findall(r"\w+", text.replace("_", " "))


def text_of(element, leave_out=()):
    parts = []
    for child in element.get_children():
        if isinstance(child, str):
            parts.append(child)
        elif not isinstance(child, leave_out):
            parts.append(" " + text_of(child, leave_out) + " ")
    return "".join(parts)


def lessons_of(outline):
    for entry in outline:
        if "lesson" in entry:
            yield entry["lesson"]
        else:
            yield from lessons_of(entry["module"]["outline"])


def read(path):
    document = qti.QTIDocument(base_uri=path.as_uri())
    document.read()
    return document.root


def same(what, found, wanted):
    if found != wanted:
        sys.exit("%s: %r, not %r" % (what, found, wanted))


def inside(element, kind):
    return list(element.find_children_depth_first(kind))


def check_item(item, question):
    name = question["id"]
    feedback = (FeedbackInline, FeedbackBlock)
    answers = question["answers"]
    body = item.ItemBody
    asked = text_of(body, (interactions.SimpleChoice,))
    same(name + " asks", words_of(asked), words(question["prompt"]))
    correct = [place for place, answer in enumerate(answers) if answer.get("correct")]
    scores = Scores(item)
    if question["kind"] == "fill-in":
        same(name + " has gaps", len(inside(body, interactions.TextEntryInteraction)), 1)
        # pyslet follows a draft in which mapped texts have no caseSensitive; the other reader tries upper and lower case.
        for place, answer in enumerate(answers):
            scores.expect(answer["text"], place in correct)
        scores.expect("something else", False)
        return
    choices = inside(body, interactions.SimpleChoice)
    said = [words_of(text_of(choice, feedback)) for choice in choices]
    same(name + " offers", said, [words(answer["text"]) for answer in answers])
    ids = [choice.identifier for choice in choices]
    same(name + " is right", sorted(scores.correct()), sorted(ids[place] for place in correct))
    if question["kind"] != "multiple-response":
        for place, identifier in enumerate(ids):
            scores.expect(identifier, place in correct)
        return
    for chosen in range(1, 2 ** len(ids)):
        places = [place for place in range(len(ids)) if chosen >> place & 1]
        scores.expect([ids[place] for place in places], places == correct)


class Scores:
    """The sessions of one item."""

    def __init__(self, item):
        self.item = item
        self.tried = 0
        template = item.ResponseProcessing.template
        if template:
            # pyslet does not fetch the standard's templates. What they say is what the standard says.
            self.by_template = template.removeprefix(TEMPLATES)
            same(item.identifier + " has rules", list(item.ResponseProcessing.ResponseRule), [])
        else:
            self.by_template = None

    def session(self):
        state = variables.ItemSessionState(self.item)
        state.begin_session()
        state["numAttempts"].set_value(1)
        return state

    def correct(self):
        value = self.session()["RESPONSE.CORRECT"].value
        return list(value) if isinstance(value, dict) else [value]

    def expect(self, response, right):
        state = self.session()
        state["RESPONSE"].set_value(response)
        state.end_attempt()
        score = state["SCORE"].value
        if self.by_template == "match_correct":
            score = 1.0 if state["RESPONSE"].value == state["RESPONSE.CORRECT"].value else 0.0
        elif self.by_template == "map_response":
            declaration = self.item.get_declaration("RESPONSE")
            score = declaration.Mapping.map_value(state["RESPONSE"]).value
        elif self.by_template is not None:
            sys.exit("%s: an unknown template" % self.item.identifier)
        same("%s scores %r" % (self.item.identifier, response), score, 1.0 if right else 0.0)
        self.tried += 1


def check(folder, course):
    manifest = cp.ManifestDocument(base_uri=(folder / "imsmanifest.xml").as_uri())
    manifest.read()
    resources = {resource.id: resource for resource in manifest.root.Resources.Resource}
    by_type = lambda kind: [r for r in resources.values() if r.type == kind]
    (test_resource,) = by_type("imsqti_test_xmlv2p1")
    same("the test needs", [d.identifierref for d in test_resource.Dependency],
         [r.id for r in by_type("imsqti_item_xmlv2p1")])
    test = read(folder / str(test_resource.href))
    same("the test's title", test.title, course["title"])
    sections = inside(test, tests.AssessmentSection)
    lessons = [(lesson, [block for block in lesson["blocks"] if block["type"] == "question"])
               for lesson in lessons_of(course["outline"])]
    lessons = [(lesson, questions) for lesson, questions in lessons if questions]
    same("sections", [section.title for section in sections], [lesson["title"] for lesson, _ in lessons])
    count = 0
    for section, (_, questions) in zip(sections, lessons):
        references = inside(section, tests.AssessmentItemRef)
        same("items", [reference.identifier for reference in references],
             ["item-" + question["id"] for question in questions])
        for reference, question in zip(references, questions):
            item = read((folder / "tests" / str(reference.href)).resolve())
            same("an item's identifier", item.identifier, reference.identifier)
            same("its file", str(resources[item.identifier].href), "items/%s.xml" % item.identifier)
            check_item(item, question)
            count += 1
    print("pyslet: %s: %d items are what the course says, and are scored like it" % (course["id"], count))


packages = pathlib.Path(sys.argv[1]).resolve()
for path in sorted(packages.glob("*.json")):
    check(packages / "qti21" / path.stem, json.loads(path.read_text()))
