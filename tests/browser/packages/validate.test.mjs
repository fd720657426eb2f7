// Every SCORM manifest validates against the schemas in its own package, and lists exactly the files that are there.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { packageFolder, PACKAGES, SCORM } from "./support/packages.mjs";

const SCHEMA = ["imscp_rootv1p1p2.xsd", "imscp_v1p1.xsd"];
const folders = (path) => readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const packages = folders(PACKAGES)
  .flatMap((kind) => folders(join(PACKAGES, kind)).map((name) => `${kind}/${name}`))
  .filter((name) => /-scorm\w+(-\w+)?$/.test(name));

test("there are packages of every kind, for every standard", () => {
  for (const name of ["single/leading-upward", "lessons/leading-upward", "arabic/arabic"]) {
    for (const standard of SCORM) assert.ok(packages.includes(`${name}-${standard}`), `${name}-${standard}`);
  }
});

for (const name of packages) {
  test(`${name}: the manifest validates against the schemas beside it`, () => {
    const folder = packageFolder(name);
    const schema = SCHEMA.find((file) => readdirSync(folder).includes(file));
    // Without a network: nothing may be fetched.
    execFileSync("xmllint", ["--noout", "--nonet", "--schema", schema, "imsmanifest.xml"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  });

  test(`${name}: the manifest lists the files that are there, and no others`, () => {
    const folder = packageFolder(name);
    const manifest = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
    const listed = new Set([...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, href]) => decodeURIComponent(href)));
    const there = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath || entry.path, entry.name).slice(folder.length + 1))
      .filter((file) => file !== "imsmanifest.xml" && !file.endsWith(".xsd"));
    assert.deepEqual([...listed].sort(), there.sort());
  });
}
