// Blocks that keep something, as far as they need no page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const { codeHash, normalCode, displayName, momentText, hasClosedGate } = load("scorm12", [
  "codeHash",
  "normalCode",
  "displayName",
  "momentText",
  "hasClosedGate",
]);
const HASHES = JSON.parse(readFileSync(new URL("support/code-hashes.json", import.meta.url), "utf8"));

test("codes have the numbers that the library puts on pages", () => {
  for (const [id, code, hash] of HASHES) assert.equal(codeHash(id, code), hash, code);
  assert.ok(HASHES.length > 3);
});

test("codes are compared as people write them", () => {
  for (const code of ["HARBOUR-7", "harbour 7", " har-bour\u20117\t", "Harbour7"]) assert.equal(normalCode(code), "HARBOUR7");
  assert.equal(normalCode("o\u0308"), "\u00d6");
  assert.notEqual(codeHash("a", "TIDE"), codeHash("b", "TIDE"));
});

test("names stand as people say them", () => {
  assert.equal(displayName("Marsh, Ada", "SCORM 1.2"), "Ada Marsh");
  assert.equal(displayName("Ada Marsh", "SCORM 2004"), "Ada Marsh");
  assert.equal(displayName("Ada Marsh, PhD", "cmi5"), "Ada Marsh, PhD");
  assert.equal(displayName("Marsh,", "AICC"), "Marsh,");
  assert.equal(displayName("", "Web"), "");
});

test("a session is told in the words of a language, and by the clocks of a place", () => {
  const moment = new Date("2027-03-01T09:00:00Z");
  assert.match(momentText(moment, "en-GB", "Europe/Berlin"), /^Monday.* 1 March 2027.* 10:00 /);
  assert.match(momentText(moment, "de", "Asia/Kathmandu"), /^Montag.* 14:45 /);
  for (const [when, language, zone] of [[new Date("soon"), "en", "UTC"], [moment, "en", "Europe/Atlantis"], [moment, "?", "UTC"]]) {
    assert.equal(momentText(when, language, zone), "");
  }
});

test("a page has not been seen while a part of it was never opened", () => {
  const gates = [{ id: "one", kind: "continue" }, { id: "list", kind: "checklist" }, { id: "two", kind: "continue" }];
  const state = (...ids) => ({ activities: new Map(ids.map((id) => [id, ["a"]])) });
  assert.equal(hasClosedGate({ activities: gates }, state("one")), true);
  assert.equal(hasClosedGate({ activities: gates }, state("one", "two")), false);
  assert.equal(hasClosedGate({}, state()), false);
});
