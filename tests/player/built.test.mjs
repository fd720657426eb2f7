// What packages carry is made from the sources that the other tests try. Here the two are held together.

import assert from "node:assert/strict";
import test from "node:test";

import { build, definitions, written } from "./support/built.mjs";
import { ADAPTERS, filesOf, read } from "./support/scripts.mjs";

test("the scripts that are shipped are those of the sources", async () => {
  const [made, there] = [await build(), written()];
  assert.deepEqual([...there.keys()], [...made.keys()], "run `npm run player` in tests/browser");
  for (const [name, code] of made) assert.ok(there.get(name) === code, `${name} is stale: run \`npm run player\` in tests/browser`);
});

test("the same sources make the same bytes", async () => {
  assert.deepEqual(await build(), await build());
});

test("what is shipped is ASCII, so that no server's word on its encoding matters", () => {
  for (const [name, code] of written()) assert.ok(/^[\x20-\x7e\n]*$/.test(code), name);
});

// The files share one scope, and the second function of a name would silently take the place of the first.
test("no two files of a script define the same name", () => {
  for (const adapter of ADAPTERS) {
    for (const kind of ["COURSE", "CONTENT", "PATH"]) {
      const names = [...filesOf("SHARED"), ...filesOf(adapter.toUpperCase()), ...filesOf(kind)].flatMap((file) => definitions(read(file)));
      const twice = names.filter((name, at) => names.indexOf(name) !== at);
      assert.deepEqual(twice, [], adapter);
    }
  }
});

test("no source is forgotten", () => {
  const lists = ["SHARED", "COURSE", "CONTENT", "PATH", ...ADAPTERS.map((adapter) => adapter.toUpperCase())];
  const named = new Set(lists.flatMap(filesOf));
  for (const name of written().keys()) assert.ok(named.has(name), `${name} is in no list of mod.rs`);
});
