// What an answer amounts to, for every kind of question.

import assert from "node:assert/strict";
import test from "node:test";
import {
  choice, essay, fillIn, fullConfig, gaps, likert, matching, multiple, numeric, ordering, performance, sorting,
} from "./support/course.mjs";
import { load } from "./support/scripts.mjs";

const { judge, readNumbers, isWithin, interactionOf, cleanResponse, questionsOf } = load("scorm12", [
  "judge", "readNumbers", "isWithin", "interactionOf", "cleanResponse", "questionsOf",
]);
const plain = (value) => JSON.parse(JSON.stringify(value));
const judged = (question, ...response) => judge(question, { attempts: 1, response });
const score = (question, ...response) => judged(question, ...response).score;
const each = (question) => ({ ...question, partial: true });
const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test("a choice is right with the right option only", () => {
  assert.deepEqual([judged(choice, "a").correct, judged(choice, "b").correct], [true, false]);
  assert.deepEqual([score(each(choice), "a"), score(each(choice), "b")], [1, 0]);
  assert.equal(judge(choice, undefined), null);
});

test("a multiple response is right with exactly the right options", () => {
  assert.deepEqual([["a", "c"], ["c", "a"], ["a"], ["a", "b", "c"]].map((response) => score(multiple, ...response)), [1, 1, 0, 0]);
});

test("with credit for each, wrong options take away what right ones give", () => {
  const table = [[["a", "c"], 1], [["a"], 0.5], [["a", "b"], 0], [["a", "b", "c"], 0.5], [["b", "d"], 0], [["a", "b", "c", "d"], 0]];
  for (const [response, wanted] of table) assert.equal(score(each(multiple), ...response), wanted, response.join());
  assert.deepEqual([judged(each(multiple), "a").correct, judged(each(multiple), "a", "c").correct], [false, true]);
});

test("fill-in answers are compared without case, spaces and ways to write accents", () => {
  const match = (text, question = fillIn) => judged(question, text).matches[0];
  assert.equal(judged(fillIn, "  In   TIME ").correct, true);
  assert.equal(match("  In   TIME "), "in time");
  assert.deepEqual([judged(fillIn, "Late").correct, match("Late")], [false, "late"]);
  assert.equal(match("never"), null);
  assert.equal(judged({ ...fillIn, gaps: [{ accepted: ["caf\u00e9"] }] }, "Cafe\u0301").correct, true);
  assert.equal(judged({ ...fillIn, caseSensitive: true }, "Early").correct, false);
});

test("each gap is judged for itself", () => {
  const half = judged(gaps, "Objective", "results");
  assert.deepEqual(plain([half.score, half.correct, half.parts, half.matches]), [0.5, false, [true, false], ["objective", null]]);
  assert.deepEqual(plain(judged(gaps, "goal", "key results").matches), ["goal", "key results"]);
  assert.deepEqual([score({ ...gaps, partial: false }, "objective", ""), score({ ...gaps, partial: false }, "objective", "key results")], [0, 1]);
});

test("a number is right within a range, and meets the feedback of a wrong one", () => {
  for (const text of ["58", "62", "60", "6e1", "60,5", "60 %", "\u0666\u0660"]) assert.equal(score(numeric, text), 1, text);
  for (const text of ["57.9", "63", "-60", "sixty", "", "600"]) assert.equal(score(numeric, text), 0, text);
  assert.deepEqual(["60", "75", "80"].map((text) => judged(numeric, text).matches[0]), [0, 1, null]);
});

test("what is in a right range is right, whatever else holds it, and a text goes before ranges", () => {
  const ranges = [{ min: 60, max: 70, right: false }, { min: 50, max: 65, right: true }];
  const question = { ...numeric, gaps: [{ accepted: ["62"], anticipated: ["55", "many"], ranges }] };
  assert.deepEqual(["62", "63", "55", "66", "Many", "71"].map((text) => judged(question, text).matches[0]), ["62", 1, 1, 0, "many", null]);
  assert.deepEqual(["62", "63", "55", "66", "Many"].map((text) => score(question, text)), [1, 1, 1, 0, 0]);
  assert.equal(score({ ...numeric, gaps: [{ accepted: [], ranges: [{ min: 1200, max: 1300, right: true }] }] }, "1,234"), 1);
});

test("bounds hold what rounding does to them", () => {
  assert.equal(isWithin(0.7, { min: 0.8 - 0.1, max: 0.9 }), true);
  assert.equal(isWithin(0.3, { min: 0, max: 0.1 + 0.2 }), true);
  assert.equal(isWithin(0.69999, { min: 0.8 - 0.1, max: 0.9 }), false);
});

test("numbers as people write them", () => {
  const table = {
    "60": [60], " 60 ": [60], "+60": [60], "-60": [-60], "\u221260": [-60], "- 60": [-60], "007": [7],
    "3.5": [3.5], "3,5": [3.5], ".5": [0.5], ",5": [0.5], "5.": [5], "0,234": [0.234], "1234,567": [1234.567],
    "1,234": [1.234, 1234], "1.234": [1.234, 1234], "1,234,567": [1234567], "1.234.567": [1234567],
    "1,234.5": [1234.5], "1.234,5": [1234.5], "1.234.567,89": [1234567.89],
    "1 234": [1234], "1\u00a0234,5": [1234.5], "1\u2009234\u2009567": [1234567], "1\u202f234.5": [1234.5], "1'234": [1234], "1\u2019234": [1234],
    "\u0661\u0662\u066b\u0665": [12.5], "\u06f1\u06f2\u066c\u06f3\u06f4\u06f5": [12345], "\uff11\uff12\uff0e\uff15": [12.5],
    "1e3": [1000], "2,5E-1": [0.25],
    "": [], " ": [], "-": [], ".": [], "1 2": [], "1 23": [], "60 apples": [], "sixty": [], "1,2,3": [], "1.2.3": [], "12,34.5": [],
    "1..2": [], "--1": [], "1/2": [], "0x10": [], "Infinity": [], "NaN": [], "60 or 70": [], "1e999": [],
  };
  for (const [text, wanted] of Object.entries(table)) assert.deepEqual(plain(readNumbers(text)), wanted, JSON.stringify(text));
  assert.deepEqual(plain(["60 %", "60%", "60", "60 kg"].map((text) => readNumbers(text, "%"))), [[60], [60], [60], []]);
  assert.deepEqual(plain(readNumbers("5 KM", "km")), [5]);
});

test("pairs are right when every stem is, and a stem that belongs nowhere when it is left alone", () => {
  assert.deepEqual([score(matching, "a.b", "b.a", "c.d"), score(matching, "a.b", "b.a")], [1, 0]);
  near(score(each(matching), "a.b", "b.a"), 2 / 3);
  assert.equal(score(sorting, "a.a", "b.b"), 1);
  assert.equal(score(sorting, "a.a", "b.b", "c.a"), 0);
  assert.deepEqual(plain(judged(each(sorting), "a.b", "b.b").parts), [false, true, true]);
  assert.equal(score(performance, "a.b", "b.c"), 1);
  assert.equal(score(each(performance), "a.b", "b.a"), 0.5);
});

test("an order is right in whole, or place by place", () => {
  assert.deepEqual([score(ordering, "b", "a", "c", "d", "e"), score(ordering, "a", "b", "c", "d", "e")], [1, 0]);
  near(score(each(ordering), "a", "b", "c", "d", "e"), 3 / 5);
  assert.deepEqual(plain(judged(ordering, "b", "c", "a", "d", "e").parts), [true, false, false, true, true]);
});

test("what has no right and wrong has no score, and is never right", () => {
  for (const [question, response] of [[likert, "c"], [essay, "Once"], [{ ...choice, scored: false }, "a"], [{ ...likert, scored: undefined }, "c"]]) {
    const found = judged(question, response);
    assert.deepEqual([found.score, found.correct, found.parts], [null, false, undefined]);
  }
  assert.equal(judged(likert, "c").locked, true);
});

test("a right answer locks, a partly right one may be bettered", () => {
  const question = { ...each(multiple), attempts: 2 };
  const locked = (attempts, ...response) => judge(question, { attempts, response }).locked;
  assert.deepEqual([locked(1, "a"), locked(1, "a", "c"), locked(2, "a")], [false, true, true]);
});

test("the response that a question calls right is right, in whole and in parts", () => {
  for (const question of questionsOf(fullConfig())) {
    const right = question.gaps ? question.gaps.map(({ accepted, ranges }) => accepted[0] || String(ranges[0].min)) : question.correct;
    if (question.scored) {
      for (const partial of [true, false]) assert.equal(score({ ...question, partial }, ...cleanResponse(question.keeps, right)), 1, question.id);
    }
  }
});

test("a score is from 0 to 1, and 1 exactly when the answer is right", () => {
  let state = 1;
  const chance = (most) => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * most | 0;
  const questions = questionsOf(fullConfig()).filter(({ keeps, scored }) => scored && keeps.form !== "texts");
  for (let round = 0; round < 2000; round += 1) {
    const question = { ...questions[chance(questions.length)], partial: chance(2) === 1 };
    const { keeps } = question;
    const given = keeps.form === "pairs" ? keeps.stems.map((stem) => `${stem}.${"abcdz"[chance(5)]}`) : [...keeps.ids].sort(() => chance(3) - 1).slice(chance(2));
    const found = judged(question, ...cleanResponse(keeps, given));
    assert.ok(found.score >= 0 && found.score <= 1);
    assert.equal(found.correct, found.score === 1);
    if (found.parts) assert.equal(found.correct, found.parts.every(Boolean));
  }
});

// ---- What the adapters are told ---------------------------------------------------------------------

test("an answer is told with its parts by name", () => {
  const texts = { stems: { a: "Trust" }, targets: { b: "Promises" }, options: { a: "Promise" } };
  const told = (question, ...response) => plain(interactionOf(question, judged(question, ...response), 5, texts));
  const pairs = told(each(matching), "a.b", "b.a");
  assert.deepEqual([pairs.response, pairs.correct, pairs.scored, pairs.right], [["a.b", "b.a"], matching.correct, true, false]);
  assert.deepEqual(pairs.stems, [{ id: "a", text: "Trust" }, { id: "b", text: "" }, { id: "c", text: "" }]);
  assert.deepEqual([pairs.targets[1], pairs.targets.length, pairs.options], [{ id: "b", text: "Promises" }, 4, undefined]);
  assert.deepEqual(told(performance, "a.b").targets.map(({ id }) => id), ["a.a", "a.b", "b.a", "b.b", "b.c"]);
  assert.deepEqual(told(choice, "a").options[0], { id: "a", text: "Promise" });
  const text = told(numeric, "60");
  assert.deepEqual([text.correct, text.gaps], [[], [{ accepted: [], ranges: numeric.gaps[0].ranges }]]);
  const opinion = told(likert, "b");
  assert.deepEqual([opinion.scored, opinion.right, opinion.score, opinion.correct], [false, false, null, []]);
});

test("of what was chosen it is told which is right, and of what was not chosen nothing", () => {
  assert.deepEqual(plain(judged(multiple, "a", "b").hits), [true, false]);
  assert.deepEqual(plain(judged(choice, "b").hits), [false]);
  assert.equal("hits" in judged({ ...multiple, scored: false }, "a"), false);
});
