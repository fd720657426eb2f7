#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares Coursewright's schema of cmi5.xml with the one that AICC and ADL publish, and tries that of tincan.xml.

No package of npm, PyPI or crates.io has the published CourseStructure.xsd, so a
test that needs it could not run everywhere. Therefore its verdicts are kept:
whoever has the file (v1/CourseStructure.xsd of AICC/CMI-5_Spec_Current) lets it
judge thousands of damaged course structures and records the verdicts,

    python cmi5_oracle.py --standard CourseStructure.xsd --record

and without the file our schema is held against the record. The documents are
made anew each time; the record has their digest, so that it is never taken for
the record of others. It holds one bit for each document, in their order.

The schema of tincan.xml is held against nothing but a few documents that it
must take or refuse: nobody who may be asked has the published one.
"""

import argparse
import copy
import hashlib
import json
import pathlib
import random
import sys

from lxml import etree

from oracle import Mutator, attributes_after, elements

CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
TINCAN = "http://projecttincan.com/tincan.xsd"

# Values for texts and attributes, besides those found in the manifests. A list of its own: whatever changes the documents
# makes the record worthless.
VALUES = [
    "", " ", "0", "1", "-1", "+1", "01", "1.0", ".5", "0.", "0.00005", "1.00001", "0.12345678", "1e0", "NaN", "INF", "80",
    "true", "a", "a b", " a ", "1a", "urn:x:y", "http://[ ^", "a%zz", "#", "?", "\u00e9\u4e2d", "en", "en-GB", "x-none",
    "en_US", "toolonglanguage", "passed", "Passed ", "PASSED", "Failed", "Completed", "CompletedAndPassed", "AnyWindow",
    "OwnWindow", "anyWindow", "NewWindow", "Basic",
]


class Damage(Mutator):
    def __init__(self, manifests, namespaces, rng):
        super().__init__(manifests, namespaces, rng)
        found = {value for node in self.pool for value in node.attrib.values()}
        found |= {node.text for node in self.pool if node.text and node.text.strip()}
        self.values = sorted(found) + VALUES

    def every_value(self, tree):
        """Each attribute and each text, where it first occurs, with every value."""
        tried = set()
        for place, node in enumerate(elements(tree)):
            holders = [(node.tag, name) for name in node.attrib] + [(node.tag, None)] * (len(node) == 0)
            for holder in holders:
                if holder in tried:
                    continue
                tried.add(holder)
                for value in VALUES:
                    one = copy.deepcopy(tree)
                    target = elements(one)[place]
                    if holder[1] is None:
                        target.text = value
                    else:
                        target.set(holder[1], value)
                    yield "every_value", one


def documents(folder, namespaces, seed, count):
    """The good manifests of a folder, and what becomes of them when they are damaged; each once."""
    paths = sorted(folder.glob("*.xml"), key=lambda path: (path.stem != "rich", path.name))
    trees = [etree.parse(str(path), etree.XMLParser(remove_comments=True)) for path in paths]
    mutator = Damage(trees, namespaces, random.Random(seed))
    seen = set()

    def unseen(kind, tree):
        text = etree.tostring(tree)
        if text not in seen:
            seen.add(text)
            yield kind, text

    for path, tree in zip(paths, trees):
        yield from unseen("good", tree)
        for kind, damaged in [*mutator.every_simple_one(tree), *mutator.every_value(tree)]:
            yield from unseen(kind, damaged)
    for kind, damaged in mutator.random_ones(trees, count):
        yield from unseen(kind, damaged)


class Judge:
    """A schema. Its verdict is whether it takes a document, and the attributes that it fills in."""

    def __init__(self, path):
        self.schema = etree.XMLSchema(file=str(path))
        self.filling = etree.XMLSchema(file=str(path), attribute_defaults=True)

    def takes(self, text):
        return self.schema.validate(etree.fromstring(text).getroottree())

    def why_not(self, text):
        self.takes(text)
        return "; ".join(entry.message for entry in self.schema.error_log)

    def attributes(self, text):
        return attributes_after(self.filling, text)


def digest(texts):
    total = hashlib.sha256()
    for text in texts:
        total.update(hashlib.sha256(text).digest())
    return total.hexdigest()


def packed(verdicts):
    bits = "".join("1" if verdict else "0" for verdict in verdicts)
    bits += "0" * (-len(bits) % 4)
    digits = "".join("%x" % int(bits[place:place + 4], 2) for place in range(0, len(bits), 4))
    return [digits[place:place + 120] for place in range(0, len(digits), 120)]


def unpacked(lines, count):
    bits = "".join("{:04b}".format(int(digit, 16)) for digit in "".join(lines))
    return [bit == "1" for bit in bits[:count]]


def compare_cmi5(options):
    kinds, texts = zip(*documents(options.manifests / "cmi5", [CMI5, "urn:vendor"], options.seed, options.count))
    ours = Judge(options.schemas / "cmi5" / "CourseStructure.xsd")
    if options.standard:
        published = Judge(options.standard)
        expected = [published.takes(text) for text in texts]
        others = [kind for kind, text, taken in zip(kinds, texts, expected)
                  if taken and ours.takes(text) and ours.attributes(text) != published.attributes(text)]
        for kind in others[:options.show]:
            print("  %s: other defaults" % kind)
        if options.record:
            record = {"documents": len(texts), "digest": digest(texts), "verdicts": packed(expected)}
            options.verdicts.write_text(json.dumps(record, indent=1) + "\n")
    else:
        record = json.loads(options.verdicts.read_text())
        if (record["documents"], record["digest"]) != (len(texts), digest(texts)):
            sys.exit("cmi5: the documents are not those of the record; record the verdicts of the published "
                     "schema on them (see the head of %s)" % pathlib.Path(__file__).name)
        expected, others = unpacked(record["verdicts"], len(texts)), []

    differences = [(kind, text, taken) for kind, text, taken in zip(kinds, texts, expected)
                   if ours.takes(text) != taken]
    for kind, text, taken in differences[:options.show]:
        print("  %s: %s" % (kind, "ours refuses: " + ours.why_not(text) if taken else "ours takes it"))
    good = sum(expected)
    print("cmi5: %d documents, %d good, %d bad, %d disagreements (%s)"
          % (len(texts), good, len(texts) - good, len(differences) + len(others),
             "the published schema" if options.standard else "its recorded verdicts"))
    return len(differences) + len(others)


def try_tincan(options):
    """What the text of the specification settles: which elements an activity needs, and what they may hold."""
    judge = Judge(options.schemas / "xapi" / "tincan.xsd")
    wrong = 0
    for path in sorted((options.manifests / "xapi").glob("*.xml")):
        if not judge.takes(path.read_bytes()):
            print("  %s: refused: %s" % (path.name, judge.why_not(path.read_bytes())))
            wrong += 1
    rich = etree.parse(str(options.manifests / "xapi" / "rich.xml"))

    def without(name):
        tree = etree.fromstring(etree.tostring(rich))
        for node in tree.iter("{%s}%s" % (TINCAN, name)):
            node.getparent().remove(node)
            return tree

    def with_attribute(name, attribute, value):
        tree = etree.fromstring(etree.tostring(rich))
        node = next(tree.iter("{%s}%s" % (TINCAN, name)))
        node.attrib.pop(attribute, None)
        if value is not None:
            node.set(attribute, value)
        return tree

    def with_text(name, text):
        tree = etree.fromstring(etree.tostring(rich))
        next(tree.iter("{%s}%s" % (TINCAN, name))).text = text
        return tree

    damaged = [
        etree.Element("{%s}tincan" % TINCAN),
        etree.Element("tincan"),
        with_attribute("activity", "id", None),
        with_attribute("extension", "key", None),
        with_attribute("name", "lang", "not a language"),
        with_text("interactionType", "essay"),
        *[without(name) for name in ("id", "interactionType")],
    ]
    for tree in damaged:
        if judge.takes(etree.tostring(tree)):
            print("  taken: %s" % etree.tostring(tree)[:400])
            wrong += 1
    print("xAPI: %d documents, %d surprises" % (len(damaged) + 2, wrong))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = pathlib.Path(__file__).resolve().parent
    parser.add_argument("--standard", type=pathlib.Path, help="the published CourseStructure.xsd, if it is at hand")
    parser.add_argument("--record", action="store_true", help="keep the verdicts of the published schema")
    parser.add_argument("--verdicts", type=pathlib.Path, default=here / "cmi5-verdicts.json")
    parser.add_argument("--schemas", type=pathlib.Path, default=here.parent.parent / "schemas")
    parser.add_argument("--manifests", type=pathlib.Path, default=here / "manifests")
    parser.add_argument("--count", type=int, default=6000, help="random documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="disagreements to print")
    options = parser.parse_args()
    sys.exit(1 if compare_cmi5(options) + try_tincan(options) else 0)


if __name__ == "__main__":
    main()
