// The layout with one SCO for each lesson: every SCO is tracked by itself, and leads on where the LMS lets it.

import assert from "node:assert/strict";
import test from "node:test";
import { countedIn, interactions, outcome, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { STANDARDS } from "./support/packages.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const PASSED = { scorm12: "passed", "scorm2004-4th": "completed, passed" };

for (const standard of STANDARDS) {
  const promise = (words, body) =>
    test(`${standard}: ${words}`, () => here.withLearner({ package: `lessons/leading-upward-${standard}` }, body));

  /** Takes the lesson that is open, and leaves it as its last button offers. */
  async function takeLesson(visit, choose = rightAnswer) {
    const config = await visit.config();
    await mouse.answerLesson(visit, config.lessons[0], choose);
    await mouse.next(visit);
    return config;
  }

  promise("each lesson is a SCO that is passed or not by itself", async (learner) => {
    const first = await learner.opens();
    const items = await first.page.evaluate(() => window.lms.items.map(({ id }) => id));
    assert.equal(items.length, 10);
    const config = await takeLesson(first);
    assert.equal(config.lessons.length, 1);
    if (standard === "scorm12") {
      // SCORM 1.2 knows no way to the next SCO.
      await first.shell.waitForSelector("[data-summary]:not([hidden])");
      assert.equal(await first.text("[data-summary-status]"), config.strings["status-passed"]);
      await mouse.leave(first);
    } else {
      await first.untilLeft();
      assert.deepEqual(await first.written("adl.nav.request"), ["continue"]);
    }
    assert.equal(outcome(standard, learner.stored(0)).status, PASSED[standard]);
    await noCallFailed(first);
    nothingWentWrong(first);

    const fourth = await learner.opens({ query: { item: "3" } });
    assert.equal(await fourth.asksToResume(), false);
    await takeLesson(fourth, wrongAnswer);
    if (standard === "scorm12") await mouse.leave(fourth);
    else await fourth.untilLeft();
    assert.equal(interactions(standard, learner.stored(3)).length, 3);
    assert.notEqual(outcome(standard, learner.stored(3)).status, PASSED[standard]);
    assert.equal(outcome(standard, learner.stored(0)).status, PASSED[standard]);
    await noCallFailed(fourth);
    nothingWentWrong(fourth);
  });

  promise("a lesson that was left half way is there again", async (learner) => {
    const first = await learner.opens({ query: { item: "3" } });
    const { lessons } = await first.config();
    const [question] = lessons[0].questions;
    await mouse.answer(first, question, rightAnswer(question));
    await mouse.leave(first);
    if (standard !== "scorm12") assert.deepEqual(await first.written("adl.nav.request"), ["suspendAll"]);
    const second = await learner.opens({ query: { item: "3" } });
    assert.deepEqual((await second.answersShown()).map(({ result }) => result), ["correct", null]);
    await takeLessonRest(second, countedIn(lessons[0]).slice(1));
    assert.equal(outcome(standard, learner.stored(3)).status, PASSED[standard]);
    await noCallFailed(second);
  });

  async function takeLessonRest(visit, parts) {
    for (const part of parts) await mouse.answer(visit, part, rightAnswer(part));
    await mouse.next(visit);
    if (standard === "scorm12") await mouse.leave(visit);
    else await visit.untilLeft();
  }

  promise("the last lesson ends with the result", async (learner) => {
    const visit = await learner.opens({ query: { item: "9" } });
    const { strings } = await takeLesson(visit);
    await visit.shell.waitForSelector("[data-summary]:not([hidden])");
    assert.equal(await visit.text("[data-summary-status]"), strings["status-passed"]);
    await mouse.leave(visit);
    assert.equal(outcome(standard, learner.stored(9)).status, PASSED[standard]);
    nothingWentWrong(visit);
  });

  promise("no page leads around the LMS into another lesson", async (learner) => {
    const visit = await learner.opens();
    assert.deepEqual(await visit.lesson.$$eval("main a[href*='.html']", (links) => links.map((link) => link.href)), []);
  });
}
