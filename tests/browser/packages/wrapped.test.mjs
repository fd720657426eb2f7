// A web app that was made elsewhere, packed as it is: the small script gives it start, resume, progress, score
// and finish in every standard.

import assert from "node:assert/strict";
import test from "node:test";
import { interactions, outcome, seconds } from "./support/learning.mjs";
import { STANDARDS } from "./support/packages.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const PASSED = { scorm12: "passed", "scorm2004-4th": "completed, passed" };
const OPEN = { scorm12: "incomplete", "scorm2004-4th": "incomplete, unknown" };
const WRONG = { scorm12: "wrong", "scorm2004-4th": "incorrect" };

for (const standard of STANDARDS) {
  const promise = (words, body) => test(`${standard}: ${words}`, () => here.withLearner({ package: `wrapped/tides-${standard}` }, body));

  async function opens(learner) {
    const visit = await learner.opens({ wait: false });
    await visit.until(() => visit.page.frames().some((frame) => visit.isShell(frame)), "the app opens");
    await visit.shell.waitForSelector("#count:not(:empty)");
    return visit;
  }

  const next = (visit) => visit.shell.click("#next");
  const choose = (visit, option) => visit.shell.check(`input[value="${option}"]`);

  promise("a web app is started, left, resumed and passed", async (learner) => {
    const first = await opens(learner);
    assert.equal(await first.text("#count"), "Card 1 of 4");
    await next(first);
    await choose(first, "c");
    await choose(first, "b");
    await next(first);
    await first.calls();
    await first.navigatesAway();
    await noCallFailed(first);
    assert.equal(outcome(standard, learner.stored()).status, OPEN[standard]);
    if (standard !== "scorm12") assert.equal(learner.stored()["cmi.progress_measure"], "0.5");

    const second = await opens(learner);
    assert.equal(await second.text("#count"), "Card 3 of 4");
    await second.shell.click("#back");
    assert.equal(await second.shell.isChecked('input[value="b"]'), true);
    await next(second);
    await next(second);
    await choose(second, "a");
    await next(second);
    assert.match(await second.text("#card"), /Well done/);
    await next(second);
    const stored = learner.stored();
    await second.until(() => outcome(standard, learner.stored()).status === PASSED[standard], "the result arrives");
    assert.equal(Number(outcome(standard, learner.stored()).score), 100);
    assert.deepEqual(interactions(standard, stored).map(({ id, response, result }) => [id, response, result]), [
      ["how-often", "c", WRONG[standard]], ["how-often", "b", "correct"], ["spring-tide", "a", "correct"],
    ]);
    assert.ok(seconds(stored[standard === "scorm12" ? "cmi.core.total_time" : "cmi.total_time"]) > 0);
    await noCallFailed(second);
    nothingWentWrong(second);
  });

  promise("a web app that is failed can be passed on the next visit", async (learner) => {
    const first = await opens(learner);
    await next(first);
    await choose(first, "a");
    await next(first);
    await next(first);
    await choose(first, "a");
    await next(first);
    await next(first);
    await first.until(() => /failed/.test(outcome(standard, learner.stored()).status), "the result arrives");
    assert.equal(Number(outcome(standard, learner.stored()).score), 50);
    await noCallFailed(first);
    await first.page.close();

    const second = await opens(learner);
    for (let card = 0; card < 3; card += 1) await second.shell.click("#back");
    await choose(second, "b");
    for (let card = 0; card < 3; card += 1) await next(second);
    await next(second);
    await second.until(() => outcome(standard, learner.stored()).status === PASSED[standard], "the result arrives");
    await noCallFailed(second);
    nothingWentWrong(second);
  });
}
