// A web app that was made elsewhere, wrapped as it is: the small script gives it start, resume, progress, score
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
const ANSWERS = ["5", "13", "42", "72", "198"];

for (const standard of STANDARDS) {
  const promise = (words, body) => test(`${standard}: ${words}`, () => here.withLearner({ package: `wrapped-${standard}` }, body));

  async function opens(learner) {
    const visit = await learner.opens({ wait: false });
    await visit.until(() => visit.page.frames().some((frame) => /index\.html$/.test(frame.url())), "the app opens");
    await visit.shell.waitForSelector("html[data-connected]");
    return visit;
  }

  async function plays(visit, answers) {
    for (const answer of answers) {
      await visit.shell.fill("#answer", answer);
      await visit.shell.press("#answer", "Enter");
    }
  }

  promise("a wrapped app is started, left, resumed and passed", async (learner) => {
    const first = await opens(learner);
    assert.match(await first.text("#greeting"), /^Welcome, .*Ada/);
    await plays(first, ANSWERS.slice(0, 2));
    await first.until(() => learner.stored()["cmi.suspend_data"]?.includes("2"), "the app's data arrives");
    await first.calls();
    await first.navigatesAway();
    await noCallFailed(first);
    assert.equal(outcome(standard, learner.stored()).status, OPEN[standard]);
    if (standard !== "scorm12") assert.equal(learner.stored()["cmi.progress_measure"], "0.4");

    const second = await opens(learner);
    assert.match(await second.text("#greeting"), /^Welcome back/);
    assert.equal(await second.text("#state"), "2 of 5");
    await plays(second, ["0", ...ANSWERS.slice(3)]);
    await second.shell.click("#leave");
    await second.shell.waitForSelector("text=Saved");
    const stored = learner.stored();
    assert.deepEqual([outcome(standard, stored).status, Number(outcome(standard, stored).score)], [PASSED[standard], 80]);
    assert.deepEqual(interactions(standard, stored).map(({ id, result }) => `${id} ${result}`), [
      "sum-1 correct", "sum-2 correct", `sum-3 ${standard === "scorm12" ? "wrong" : "incorrect"}`, "sum-4 correct", "sum-5 correct",
    ]);
    assert.ok(seconds(stored[standard === "scorm12" ? "cmi.core.total_time" : "cmi.total_time"]) > 0);
    await noCallFailed(second);
    nothingWentWrong(second);
  });

  promise("a wrapped app that is failed says so", async (learner) => {
    const visit = await opens(learner);
    await plays(visit, ["1", "1", "1", "1", "198"]);
    await visit.shell.click("#leave");
    await visit.shell.waitForSelector("text=Saved");
    const { status, score } = outcome(standard, learner.stored());
    assert.match(status, /failed/);
    assert.equal(Number(score), 20);
    await noCallFailed(visit);
  });
}
