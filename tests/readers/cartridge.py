"""Reads cartridges with programs that other people wrote, and compares what they read with the courses.

  pyslet     reads the manifest and QTI 1.2.1, turns the questions into QTI 2.1 and *runs* them: every answer is given, and its
             score and feedback must be the course's. It knows Common Cartridge 1.1; manifests of 1.2 and 1.3 are shown to it under
             the names of 1.1, since nothing that this library writes differs but names.
  qti2latex  reads prompts, kinds, answers and accepted texts.

The course comes as JSON (`cargo run --example course_as_json`); its Markdown is turned into text by markdown-it-py.

    python tests/readers/cartridge.py FOLDER_OF_SCHEMAS FOLDER_OF_CARTRIDGES
"""
import html.parser
import io
import itertools
import json
import logging
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

import qti2latex
from lxml import etree
from markdown_it import MarkdownIt
from pyslet import imscc_profilev1p0, imscc_profilev1p1
from pyslet.qtiv1.xml import QTIDocument
from pyslet.qtiv2 import interactions
from pyslet.qtiv2.variables import ItemSessionState
from pyslet.xml import structures

logging.disable(logging.CRITICAL)
MARKDOWN = MarkdownIt().enable("table")
SCHEMAS = {"imsmanifest.xml": "imscp.xsd", "assessment.xml": "qtiasi.xsd", "topic.xml": "imsdt.xsd", "link.xml": "imswl.xsd"}
PROFILES = {
    "choice": "cc.multiple_choice.v0p1",
    "multiple-response": "cc.multiple_response.v0p1",
    "true-false": "cc.true_false.v0p1",
    "fill-in": "cc.fib.v0p1",
    "long-answer": "cc.essay.v0p1",
}


def get_or_add_child(element, child_class):
    """pyslet 0.7 calls `next` by its name in Python 2 here, and nowhere else on our way."""
    for child in element.get_children():
        if isinstance(child, child_class):
            return child
    return element.add_child(child_class)


structures.Element.get_or_add_child = get_or_add_child


class Page(html.parser.HTMLParser):
    """The text of HTML, its title, and the addresses in it."""

    def __init__(self, source):
        super().__init__()
        self.text, self.title, self.addresses, self.open, self.formula = [], [], [], None, False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.open = tag
        self.formula = self.formula or tag == "math"
        self.addresses += [value for name, value in attributes if name in ("src", "href", "poster") and value]

    def handle_endtag(self, tag):
        self.open = None
        self.formula = self.formula and tag != "math"

    def handle_data(self, data):
        if not self.formula:
            (self.title if self.open == "title" else self.text).append(data)


def words(text):
    return " ".join(text.split())


def letters(text):
    """Without white space, of which nobody knows how much stands between blocks."""
    return "".join(text.split())


def text_of_html(source):
    return words("".join(Page(source).text))


def text_of_markdown(source):
    """Without formulas, which are compared nowhere."""
    return text_of_html(MARKDOWN.render(re.sub(r"\$[^$]+\$", "", source)))


def text_of_element(element):
    """The text of an element that pyslet has read."""
    parts = []
    for child in element.get_children():
        parts.append(text_of_element(child) if isinstance(child, structures.Element) else str(child))
    return "".join(parts)


def children(element, name):
    """Elements below an element for which pyslet has no class of its own."""
    return [
        child
        for child in element.get_children()
        if isinstance(child, structures.Element) and str(child.xmlname) == name
    ]


def title_of(element):
    (title,) = children(element, "title")
    return str(title.get_value())


def same(what, read, wanted):
    assert read == wanted, f"{what}\n  read:   {read!r}\n  wanted: {wanted!r}"


def questions_of(lesson):
    """The questions that a cartridge has words for, with what belongs to the kind beside what all have."""
    found = []
    for block in lesson["blocks"]:
        if block["type"] != "question":
            continue
        body = block["body"]
        gaps = body.get("gaps", [{}])
        if body["kind"] in PROFILES and len(gaps) == 1:
            found.append({**block, **body, "answers": body.get("answers", gaps[0].get("answers", []))})
    return found


def lessons_of(outline):
    for entry in outline:
        if "lesson" in entry:
            yield entry["lesson"]
        else:
            yield from lessons_of(entry["module"]["outline"])


def wanted_tree(outline):
    """Titles and kinds, as the organization has to say them."""
    for entry in outline:
        if "module" in entry:
            yield entry["module"]["title"], list(wanted_tree(entry["module"]["outline"]))
            continue
        lesson = entry["lesson"]
        if len(questions_of(lesson)) < len(lesson["blocks"]):
            yield lesson["title"], "webcontent"
        if questions_of(lesson):
            yield f"{lesson['title']}: questions", "assessment"


class Cartridge:
    def __init__(self, file, course, schemas, folder):
        self.course, self.folder = course, folder
        self.version = file.stem[-1]
        with zipfile.ZipFile(file) as archive:
            archive.extractall(folder)
            self.names = set(archive.namelist())
        self.validate(schemas)
        self.rename_as_1_1()
        self.package = imscc_profilev1p1.CommonCartridge(str(folder))
        self.resources = {str(resource.id): resource for resource in self.package.cp.manifest.root.Resources.Resource}

    def validate(self, schemas):
        for name in sorted(self.names):
            schema = SCHEMAS.get(pathlib.PurePath(name).name)
            if schema:
                etree.XMLSchema(file=schemas / f"cc1{self.version}" / schema).assertValid(etree.parse(self.folder / name))

    def rename_as_1_1(self):
        manifest = self.folder / "imsmanifest.xml"
        names = re.sub(rf"(imscc_xml|imscc|imswl_xml|imsdt_xml)v1p{self.version}", r"\1v1p1", manifest.read_text("utf-8"))
        manifest.write_text(names, "utf-8")

    def check_profile(self):
        """The tests of the profile that pyslet has."""
        suite = imscc_profilev1p0.CCTestSuite(self.package)
        result = suite.run(unittest.TestResult())
        assert result.wasSuccessful(), result.failures + result.errors
        assert result.testsRun >= 8, result

    def check_files(self):
        listed = [str(file.href) for resource in self.resources.values() for file in resource.File]
        same("files that resources list", sorted(listed), sorted(self.names - {"imsmanifest.xml"}))

    def check_tree(self):
        (organization,) = self.package.cp.manifest.root.Organizations.Organization
        (root,) = children(organization, "item")
        assert not children(root, "title") and root.get_attribute("identifier"), "the root has a title"
        same("title", words(title_of(organization)), words(self.course["title"]))
        same("tree", self.tree(root), list(wanted_tree(self.course["outline"])))

    def tree(self, parent):
        nodes = []
        for item in children(parent, "item"):
            attributes = {str(name[1]): str(value) for name, value in item.get_attributes().items()}
            resource = attributes.get("identifierref")
            kind = self.resources[resource].type.split("/")[-1] if resource else self.tree(item)
            nodes.append((title_of(item), kind))
        return nodes

    def check_pages(self):
        for lesson in lessons_of(self.course["outline"]):
            resource = self.resources.get(f"res-{lesson['id']}")
            if not resource:
                continue
            file = self.folder / str(resource.href)
            page = Page(file.read_text("utf-8"))
            assert lesson["title"] in "".join(page.title + page.text), f"{file} lacks its title"
            for address in page.addresses:
                if not re.match(r"[a-z]+:|#", address):
                    assert (file.parent / address.split("#")[0]).is_file(), f"{file} names {address}"

    def check_questions(self):
        count = 0
        for lesson in lessons_of(self.course["outline"]):
            wanted = questions_of(lesson)
            if not wanted:
                continue
            (file,) = self.resources[f"questions-{lesson['id']}"].File
            path = self.folder / str(file.href)
            document = QTIDocument()
            # pyslet knows no formulas, and stops where an answer holds one.
            plain = re.sub(rb"&lt;math.*?&lt;/math&gt;", b"", path.read_bytes(), flags=re.DOTALL)
            document.read(src=io.BytesIO(plain))
            same("title", document.root.Assessment.title, f"{lesson['title']}: questions")
            check_test(document.root.Assessment, lesson.get("assessment"))
            migrated = document.root.migrate_to_v2()
            items = [node for node in ElementTree.parse(path).iter() if node.tag.endswith("}item")]
            same("questions", [item.get("ident") for item in items], [question["id"] for question in wanted])
            for (document, _, log), item, question in zip(migrated, items, wanted, strict=True):
                # Of what is shown in any case it says what it makes: a condition that is always true.
                assert not [line for line in log if "warning" in line.lower() and "<other/>" not in line], log
                check_question(document.root, question, path)
                check_with_qti2latex(item, question)
                count += 1
        return count


def check_test(assessment, test):
    """Attempts and time of a lesson that is a test."""
    fields = {str(field.FieldLabel.get_value()): str(field.FieldEntry.get_value())
              for metadata in assessment.QTIMetadata for field in metadata.QTIMetadataField}
    if test:
        same("attempts", fields["cc_maxattempts"], str(test["attempts"] or "unlimited"))
        same("minutes", fields.get("qmd_timelimit"), str(test["time-limit"]) if "time-limit" in test else None)
    else:
        assert "qmd_timelimit" not in fields, fields


def is_right(question, chosen):
    return {answer["text"] for answer in question["answers"] if answer.get("correct")} == set(chosen)


def check_question(item, question, path):
    what = question["id"]
    (declaration,) = item.ResponseDeclaration
    prompt = text_of_element(item.ItemBody)
    feedback = {str(f.identifier): words(text_of_element(f)) for f in item.QTIModalFeedback}
    if question["kind"] == "long-answer":
        same(what, words(prompt), text_of_markdown(question["prompt"]))
        return same(what, list(feedback.values()), [text_of_markdown(question["sample"])] if "sample" in question else [])
    if question["kind"] == "fill-in":
        same(what, words(prompt), text_of_markdown(question["prompt"]))
        return check_typed(item, str(declaration.identifier), feedback, question)
    (interaction,) = item.ItemBody.find_children_depth_first(interactions.ChoiceInteraction)
    choices = {str(choice.identifier): words(text_of_element(choice)) for choice in interaction.SimpleChoice}
    assert letters(prompt).startswith(letters(text_of_markdown(question["prompt"]))), (prompt, question["prompt"])
    same(what, list(choices.values()), [text_of_markdown(answer["text"]) for answer in question["answers"]])
    for address in Page(path.read_text("utf-8")).addresses:
        if address.startswith("$IMS-CC-FILEBASE$"):
            assert (path.parent / address.removeprefix("$IMS-CC-FILEBASE$")).is_file(), address
    identifiers = list(choices)
    many = question["kind"] == "multiple-response"
    sizes = range(1, len(identifiers) + 1) if many else [1]
    for chosen in itertools.chain(*(itertools.combinations(range(len(identifiers)), size) for size in sizes)):
        given = [question["answers"][index] for index in chosen]
        answer = [identifiers[index] for index in chosen]
        score, shown = judge(item, str(declaration.identifier), answer if many else answer[0])
        same(f"{what}: score of {answer}", score, 100.0 if is_right(question, [a["text"] for a in given]) else 0.0)
        wanted = [text_of_markdown(a["feedback"]) for a in given if a.get("feedback")]
        same(f"{what}: feedback to {answer}", sorted(feedback[f] for f in shown), sorted(wanted))


def check_typed(item, response, feedback, question):
    what = question["id"]
    for answer in question["answers"]:
        text, right = answer["text"], bool(answer.get("correct"))
        told = [text_of_markdown(answer["feedback"])] if right and answer.get("feedback") else []
        variants = [(text, right)]
        if text.swapcase() != text:
            variants.append((text.swapcase(), right and not question.get("case-sensitive")))
        variants.append((f"not {text}", False))
        for typed, accepted in variants:
            score, shown = judge(item, response, typed)
            same(f"{what}: score of {typed!r}", score, 100.0 if accepted else 0.0)
            same(f"{what}: feedback to {typed!r}", [feedback[f] for f in shown], told if accepted else [])


def judge(item, response, answer):
    """What pyslet makes of an answer: the score, and the identifiers of the feedback that is shown."""
    state = ItemSessionState(item)
    state.begin_session()
    state[response].set_value(answer)
    state.end_attempt()
    shown = state["FEEDBACK"].value if "FEEDBACK" in state else None
    return state["SCORE"].value, sorted(str(identifier) for identifier in shown or [])


def check_with_qti2latex(item, question):
    what = f"{question['id']} by qti2latex"
    profile = qti2latex.get_qti_metadata(item)["cc_profile"]
    same(what, profile, PROFILES[question["kind"]])
    same(what, letters(text_of_html(qti2latex.get_item_stem(item))), letters(text_of_markdown(question["prompt"])))
    right = [answer for answer in question["answers"] if answer.get("correct")]
    if question["kind"] == "long-answer":
        # It knows texts to type, and no long ones.
        same(what, qti2latex.get_correct_idents(item), set())
    elif question["kind"] == "fill-in":
        same(what, qti2latex.guess_type({}, item), "short_answer_question")
        same(what, qti2latex.get_correct_idents(item), {answer["text"] for answer in right})
    else:
        texts = [text_of_html(text) for _, text in qti2latex.get_choices(item)]
        same(what, texts, [text_of_markdown(answer["text"]) for answer in question["answers"]])


def main(schemas, out):
    for file in sorted(out.glob("*.imscc")):
        course = json.loads((out / f"{file.stem.rsplit('-', 1)[0]}.json").read_text("utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            cartridge = Cartridge(file, course, schemas, pathlib.Path(folder))
            cartridge.check_profile()
            cartridge.check_files()
            cartridge.check_tree()
            cartridge.check_pages()
            print(f"{file.name}: {cartridge.check_questions()} questions read and answered as the course has them")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
