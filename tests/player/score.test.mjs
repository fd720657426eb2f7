// What a response is worth: the script says what the library says (`src/render/question/scores.rs` writes its scores down).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const { judge } = load("scorm12", ["judge"]);
const cases = JSON.parse(readFileSync(new URL("support/scores.json", import.meta.url), "utf8"));

test("scripts and library give every response the same score", () => {
  for (const { question, answers } of cases) {
    for (const { response, score } of answers) {
      const judged = judge(question, { attempts: 1, response });
      assert.equal(judged.score, score, `${question.id}: ${JSON.stringify(response)}`);
      assert.equal(judged.correct, score === 1);
    }
  }
});

test("kinds of every form are tried", () => {
  const kinds = new Set(cases.map(({ question }) => question.type));
  assert.equal(kinds.size, 13);
  const forms = new Set(cases.map(({ question }) => question.keeps.form));
  assert.deepEqual([...forms].sort(), ["flags", "index", "order", "pairs", "texts"]);
});

test("what is right in a part is known even where parts do not count", () => {
  const steps = cases.find(({ question }) => question.type === "performance" && !question.partial).question;
  const judged = (response) => judge(steps, { attempts: 1, response });
  assert.equal(judged(["a.a", "b.b"]).score, 0);
  assert.equal(judged(["a.a", "b.b"]).partly, true);
  assert.equal(judged(["a.b", "b.b"]).partly, false);
  assert.equal(judged(["a.a", "b.c"]).partly, false);
});
