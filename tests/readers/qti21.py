"""QTI 2.1 packages in pyslet: reads manifest, test and items, compares them with the course, and has every item scored.

    python qti21.py FOLDER   with FOLDER/qti21/COURSE/ and FOLDER/COURSE.json
"""

import io
import itertools
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
    """The words of a text, without what Markdown and HTML put around them, and without formulas."""
    markdown = re.sub(r"^```.*$|\$[^$]+\$", " ", markdown, flags=re.MULTILINE)
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
    # pyslet knows no formulas, and stops where an answer holds one.
    document.read(src=io.BytesIO(re.sub(rb"<math .*?</math>", b"", path.read_bytes(), flags=re.DOTALL)))
    return document.root


def same(what, found, wanted):
    if found != wanted:
        sys.exit("%s: %r, not %r" % (what, found, wanted))


def inside(element, kind):
    return list(element.find_children_depth_first(kind))


def check_item(item, question):
    body = question["body"]
    kind = body["kind"]
    Asked(item, question, body).__getattribute__(KINDS[kind])()


KINDS = {
    "choice": "choice", "multiple-response": "choice", "true-false": "choice", "fill-in": "typed", "numeric": "number",
    "likert": "scale", "long-answer": "text", "performance": "steps", "matching": "matching", "sorting": "sorting",
    "ordering": "order", "hotspot": "places",
}


class Asked:
    """A question of the course beside its item: what the item says, and what it makes of responses."""

    FEEDBACK = (FeedbackInline, FeedbackBlock)
    # What a picture says to those who do not see it is none of the question either.
    PARTS = (interactions.SimpleChoice, interactions.SimpleAssociableChoice, html.Object)

    def __init__(self, item, question, body):
        self.item, self.question, self.body = item, question, body
        self.name = question["id"]
        self.each = question.get("credit") == "each"
        self.scores = Scores(item)

    def prompt(self, more=()):
        asked = words_of(text_of(self.item.ItemBody, self.PARTS))
        wanted = words(self.question["prompt"]) + [word for text in more for word in words(text)]
        same(self.name + " asks", asked, wanted)

    def said(self, kind):
        return {part.identifier: words_of(text_of(part, self.FEEDBACK)) for part in inside(self.item.ItemBody, kind)}

    def share(self, right, of):
        """What so many right parts are worth."""
        return right / of if self.each else float(right == of)

    def choice(self):
        self.prompt()
        answers = self.body["answers"]
        said = self.said(interactions.SimpleChoice)
        same(self.name + " offers", list(said.values()), [words(answer["text"]) for answer in answers])
        self.chosen(list(said), answers, self.body["kind"] == "multiple-response")

    def chosen(self, ids, answers, many):
        correct = {ids[place] for place, answer in enumerate(answers) if answer.get("correct")}
        same(self.name + " is right", set(self.scores.correct()), correct)
        if not many:
            for identifier in ids:
                self.scores.expect({"RESPONSE": identifier}, float(identifier in correct))
            return
        for bits in range(1, 2 ** len(ids)):
            chosen = [identifier for place, identifier in enumerate(ids) if bits >> place & 1]
            right = len(correct & set(chosen))
            worth = max(0, right - (len(chosen) - right)) / len(correct) if self.each else float(set(chosen) == correct)
            self.scores.expect({"RESPONSE": chosen}, worth)

    def places(self):
        self.prompt()
        regions = self.body["regions"]
        ids = [place.identifier for place in inside(self.item.ItemBody, interactions.HotspotChoice)]
        same(self.name + " has places", len(ids), len(regions))
        self.chosen(ids, regions, sum(bool(region.get("correct")) for region in regions) > 1)

    def typed(self):
        gaps = self.body["gaps"]
        same(self.name + " has gaps", len(inside(self.item.ItemBody, interactions.TextEntryInteraction)), len(gaps))
        self.prompt()
        # pyslet follows a draft in which mapped texts have no caseSensitive; the other reader tries upper and lower case.
        if len(gaps) == 1:
            for answer in gaps[0]["answers"]:
                self.scores.expect({"RESPONSE": answer["text"]}, float(bool(answer.get("correct"))))
            self.scores.expect({"RESPONSE": "something else"}, 0.0)
            return
        choices = [[(a["text"], bool(a.get("correct"))) for a in gap["answers"]] + [("something else", False)] for gap in gaps]
        for typed in itertools.product(*choices):
            response = {"RESPONSE-%d" % (place + 1): text for place, (text, _) in enumerate(typed)}
            self.scores.expect(response, self.share(sum(right for _, right in typed), len(gaps)))

    def number(self):
        self.prompt([self.body.get("unit", "")])
        ranges = self.body["answers"]
        middles = [(r["min"] + r["max"]) / 2 for r in ranges]
        ends = [round(end, 6) for r in ranges for end in (r["min"], r["max"])]
        for number in middles + ends + [end + 0.01 for end in ends] + [end - 0.01 for end in ends] + [-1e6]:
            met = next((r for r in ranges if r["min"] - 1e-9 <= number <= r["max"] + 1e-9), {})
            self.scores.expect({"RESPONSE": number}, float(bool(met.get("correct"))))

    def scale(self):
        self.prompt()
        said = self.said(interactions.SimpleChoice)
        same(self.name + " has points", list(said.values()), [words(point) for point in self.body["points"]])
        for identifier in said:
            self.scores.expect({"RESPONSE": identifier}, 0.0)

    def text(self):
        self.prompt()
        (field,) = inside(self.item.ItemBody, interactions.ExtendedTextInteraction)
        same(self.name + " has room", field.expectedLength, self.body["max"])
        self.scores.expect({"RESPONSE": "Something\nlong"}, 0.0)

    def steps(self):
        steps = self.body["steps"]
        self.prompt([step["title"] for step in steps])
        found = inside(self.item.ItemBody, interactions.ChoiceInteraction)
        offered = [[words_of(text_of(c, self.FEEDBACK)) for c in inside(step, interactions.SimpleChoice)] for step in found]
        same(self.name + " offers", offered, [[words(action["text"]) for action in step["actions"]] for step in steps])
        ids = [[choice.identifier for choice in inside(step, interactions.SimpleChoice)] for step in found]
        actions = [list(zip(names, step["actions"])) for names, step in zip(ids, steps)]
        for taken in itertools.product(*actions):
            response = {"RESPONSE-%d" % (place + 1): identifier for place, (identifier, _) in enumerate(taken)}
            self.scores.expect(response, self.share(sum(bool(action.get("correct")) for _, action in taken), len(steps)))

    def matching(self):
        pairs = self.body["pairs"]
        targets = list(dict.fromkeys([pair["target"] for pair in pairs] + self.body.get("distractors", [])))
        self.paired([(pair["stem"], pair["target"]) for pair in pairs], targets)

    def sorting(self):
        groups = self.body["groups"]
        items = [(item, group["title"]) for group in groups for item in group["items"]]
        self.paired(items + [(item, None) for item in self.body.get("strangers", [])], [group["title"] for group in groups])

    def paired(self, wanted, targets):
        """Everything in its place, and then each stem in turn everywhere else."""
        self.prompt()
        stems, places = [
            {tuple(words_of(text_of(choice))): choice.identifier for choice in inside(part, interactions.SimpleAssociableChoice)}
            for part in inside(self.item.ItemBody, interactions.SimpleMatchSet)
        ]
        same(self.name + " has stems", sorted(stems), sorted(tuple(words(stem)) for stem, _ in wanted))
        same(self.name + " has targets", sorted(places), sorted(tuple(words(target)) for target in targets))
        right = [(stems[tuple(words(stem))], target and places[tuple(words(target))]) for stem, target in wanted]
        for changed, (_, place) in enumerate(right):
            for other in [None, *places.values()]:
                given = [(stem, other if at == changed else target) for at, (stem, target) in enumerate(right)]
                response = [pair for pair in given if pair[1]]
                if response:
                    worth = self.share(len(right) - (other != place), len(right))
                    self.scores.expect({"RESPONSE": response}, worth)

    def order(self):
        self.prompt()
        items = self.body["items"]
        said = {tuple(text): identifier for identifier, text in self.said(interactions.SimpleChoice).items()}
        same(self.name + " has items", sorted(said), sorted(tuple(words(item)) for item in items))
        right = [said[tuple(words(item))] for item in items]
        for order in itertools.permutations(right):
            in_place = sum(one == other for one, other in zip(order, right))
            self.scores.expect({"RESPONSE": list(order)}, self.share(in_place, len(right)))


class Scores:
    """The sessions of one item."""

    def __init__(self, item):
        self.item = item
        self.tried = 0
        template = item.ResponseProcessing and item.ResponseProcessing.template
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

    def expect(self, response, worth):
        state = self.session()
        for name, value in response.items():
            state[name].set_value(value)
        state.end_attempt()
        score = state["SCORE"].value
        if self.by_template == "match_correct":
            score = 1.0 if state["RESPONSE"].value == state["RESPONSE.CORRECT"].value else 0.0
        elif self.by_template == "map_response":
            declaration = self.item.get_declaration("RESPONSE")
            score = declaration.Mapping.map_value(state["RESPONSE"]).value
        elif self.by_template is not None:
            sys.exit("%s: an unknown template" % self.item.identifier)
        if abs((score or 0.0) - worth) > 1e-6:
            sys.exit("%s scores %r: %r, not %r" % (self.item.identifier, response, score, worth))
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
    # Labels on pictures have no words in this version.
    told = lambda question: question["body"]["kind"] != "drag-and-drop"
    lessons = [(lesson, list(filter(told, questions))) for lesson, questions in lessons]
    lessons = [(lesson, questions) for lesson, questions in lessons if questions]
    same("sections", [section.title for section in sections], [lesson["title"] for lesson, _ in lessons])
    count = 0
    for section, (lesson, questions) in zip(sections, lessons):
        references = inside(section, tests.AssessmentItemRef)
        same("the part is a test", section.parent.submissionMode == tests.SubmissionMode.simultaneous, "assessment" in lesson)
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
