// What learners choose about how pages look: from wherever it comes, only choices that there are.

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const { knownSettings, readSettings, keepSettings, showSettings } = load("scorm12", [
  "knownSettings", "readSettings", "keepSettings", "showSettings",
]);
const DEFAULTS = { scheme: "auto", size: "normal", width: "normal", motion: "full" };
const plain = (value) => JSON.parse(JSON.stringify(value));

const browser = (kept) => {
  const store = new Map(kept === undefined ? [] : [["coursewright-settings", kept]]);
  return { localStorage: { getItem: (key) => store.get(key) ?? null, setItem: (key, value) => store.set(key, value) } };
};

test("what was chosen is kept, and read again", () => {
  const owner = browser();
  keepSettings(owner, knownSettings({ scheme: "dark", size: "large" }));
  assert.deepEqual(plain(readSettings(owner)), { ...DEFAULTS, scheme: "dark", size: "large" });
});

test("whatever stands in the storage, only choices that there are come out", () => {
  for (const kept of [undefined, "", "null", "[]", "7", "{", '{"scheme":"pink","size":["large"],"other":1}', '{"__proto__":{"size":"large"}}']) {
    assert.deepEqual(plain(readSettings(browser(kept))), DEFAULTS, kept);
  }
});

test("a browser that refuses its storage changes nothing", () => {
  const owner = { get localStorage() { throw new Error("denied"); } };
  assert.deepEqual(plain(readSettings(owner)), DEFAULTS);
  keepSettings(owner, DEFAULTS);
});

test("what is as the theme has it leaves no attribute", () => {
  const attributes = new Map([["data-scheme", "dark"]]);
  const documentElement = {
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
  };
  showSettings({ documentElement }, { scheme: "auto", size: "largest", motion: "less", width: "x" });
  assert.deepEqual([...attributes], [["data-size", "largest"], ["data-motion", "less"]]);
});
