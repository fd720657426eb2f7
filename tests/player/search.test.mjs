// What the search within a course finds.

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const { folded, wordsOf, search, marksIn } = load("scorm12", ["folded", "wordsOf", "search", "marksIn"]);
const plain = (value) => JSON.parse(JSON.stringify(value));
const lesson = (id, title, ...blocks) => ({ id, title, blocks: blocks.map((block) => (Array.isArray(block) ? block : [0, block])) });
const ids = (index, query, language = "en") => plain(search(index, wordsOf(query, language)).map((found) => found.lesson.id));

test("case and accents make no difference, and signs are no words", () => {
  assert.equal(folded("Élan ΆΛΦΑ Ёж שָׁלוֹם قُرْآن"), "elan αλφα еж שלום قران");
  assert.deepEqual(plain(wordsOf("  “Élan”, élan – 5 % ", "fr")), ["elan", "5"]);
  const index = [lesson("a", "A", "Le café est ouvert."), lesson("b", "B", "No coffee.")];
  assert.deepEqual(ids(index, "CAFE", "fr"), ["a"]);
});

test("words are found by their beginnings, and every one has to be on the page", () => {
  const index = [lesson("a", "A", "Promises build trust."), lesson("b", "B", "Distrust."), lesson("c", "C", "Trusting", "a promise")];
  assert.deepEqual(ids(index, "trust").sort(), ["a", "c"]);
  assert.deepEqual(ids(index, "prom trust").sort(), ["a", "c"]);
  assert.deepEqual(ids(index, "promises trust"), ["a"]);
  assert.deepEqual(ids(index, "..."), []);
});

test("a title says more than a heading, and a heading more than a text", () => {
  const index = [lesson("text", "A", "Trust, trust, trust."), lesson("heading", "B", [2, "On trust"]), lesson("title", "Trust")];
  assert.deepEqual(ids(index, "trust"), ["title", "heading", "text"]);
});

test("scripts without blanks are found anywhere", () => {
  const index = [lesson("ja", "信頼の構築", "約束を守ることが大切です。"), lesson("zh", "建立信任", "遵守诺言。")];
  assert.deepEqual(ids(index, "約束", "ja"), ["ja"]);
  assert.deepEqual(ids(index, "信頼構築", "ja"), ["ja"]);
  assert.deepEqual(ids(index, "信任", "zh-Hans"), ["zh"]);
  assert.notEqual(folded("が"), folded("か"));
});

test("the words that are marked are those that were found", () => {
  const marked = (text, query) => plain(marksIn(text, wordsOf(query, "en"))).map(([from, to]) => text.slice(from, to));
  assert.deepEqual(marked("Trust: the café trusts İstanbul trust", "trust cafe"), ["Trust", "café", "trust", "trust"]);
  assert.deepEqual(marked("𝐱 trust", "trust"), ["trust"]);
  assert.deepEqual(marked("trusted", "tru trust"), ["trust"]);
});
