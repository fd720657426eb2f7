// A package carries the scripts of what its course uses, and no others. So no script may name what one that may be left out
// defines: the scripts of a course without one family, and of a course without any, are looked through for names that
// nobody has.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "node:test";
import vm from "node:vm";

import { written } from "./support/built.mjs";
import { ADAPTERS, FAMILIES, PLATFORM, courseScript, pathScript } from "./support/scripts.mjs";

const NAMES = FAMILIES.map(({ name }) => name);

/** Every family left out by itself, with those that cannot be without it; every one by itself; and none at all. */
const courses = new Map([
  ["everything", NAMES],
  ["nothing", []],
  ...NAMES.map((name) => [`without-${name}`, FAMILIES.filter((family) => family.name !== name && !family.needed.includes(name)).map((family) => family.name)]),
  ...NAMES.map((name) => [`just-${name}`, [name]]),
]);

const built = written();
const shipped = (name) => built.get(name);

/** The code alone: with the comments the types of what is left out would be missed, and they are not shipped. */
const withoutComments = (source) => source.replace(/\/\*\*[\s\S]*?\*\//g, "");

test("no script names what a course may do without", { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "cw-families-"));
  try {
    for (const [name, families] of courses) writeFileSync(join(folder, `${name}.js`), withoutComments(courseScript("cmi5", families)));
    for (const adapter of ADAPTERS) {
      writeFileSync(join(folder, `${adapter}.js`), withoutComments(courseScript(adapter, [])));
      writeFileSync(join(folder, `${adapter}-shipped.js`), courseScript(adapter, NAMES, shipped));
      writeFileSync(join(folder, `${adapter}-path.js`), withoutComments(pathScript(adapter, false)));
      writeFileSync(join(folder, `${adapter}-path-shipped.js`), pathScript(adapter, true, shipped));
    }
    // What the search itself has to find.
    writeFileSync(join(folder, "planted.js"), "(function () { nobodyHasThis(); })();\n");
    const options = { allowJs: true, checkJs: true, noEmit: true, target: "ES2020", lib: ["ES2020", "DOM", "DOM.Iterable"], types: [], strict: false };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include: ["*.js"] }));
    const tsc = fileURLToPath(new URL("../browser/node_modules/.bin/tsc", import.meta.url));
    const { stdout, error } = spawnSync(tsc, ["-p", folder], { encoding: "utf8", maxBuffer: 2 ** 28 });
    assert.equal(error, undefined);
    // Without types it has much to say; "cannot find name" in its forms is what counts here.
    const unknown = stdout.split("\n").filter((line) => /error TS(2304|2552|2503|18004|2663):/.test(line));
    assert.deepEqual(unknown.map((line) => line.replace(/\(.*/, "").replace(/^.*\//, "")), ["planted.js"], unknown.join("\n"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the scripts of every course run", () => {
  const root = { getAttribute: () => "none" };
  for (const certificate of [false, true]) {
    const window = { document: { documentElement: root } };
    for (const text of [undefined, shipped]) {
      const context = vm.createContext({ window, console, ...PLATFORM });
      assert.doesNotThrow(() => vm.runInContext(pathScript("cmi5", certificate, text), context));
    }
  }
  for (const [name, families] of courses) {
    const window = { document: { documentElement: root } };
    const context = vm.createContext({ window, console, ...PLATFORM });
    for (const text of [undefined, shipped]) {
      assert.doesNotThrow(() => vm.runInContext(courseScript("cmi5", families, text), context), name);
    }
  }
});
