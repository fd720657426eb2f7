// The package in LMSs that behave as some do. The course goes on, says what it cannot save, and loses nothing
// that could be kept. Each LMS is a small page in lms/.

import assert from "node:assert/strict";
import test from "node:test";
import { countedOf, interactions, outcome, rightAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { STANDARDS } from "./support/packages.mjs";
import { noCallFailed } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const PASSED = { scorm12: "passed", "scorm2004-4th": "completed, passed" };

for (const standard of STANDARDS) {
  const promise = (words, body) =>
    test(`${standard}: ${words}`, () => here.withLearner({ package: `single/leading-upward-${standard}` }, body));

  /** Answers the first question, and waits until the LMS has it. */
  async function answerFirst(visit, config) {
    const [question] = config.lessons[0].questions;
    await mouse.answer(visit, question, rightAnswer(question));
    return question;
  }

  promise("an LMS that says nothing of entry and mode gives back what it holds", async (learner) => {
    const first = await learner.opens({ at: "empty-entry.html" });
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 1 });
    await first.navigatesAway();
    const second = await learner.opens({ at: "empty-entry.html" });
    assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[2].title));
    await mouse.click(second, '[data-action="resume"]');
    await second.onLesson(config.lessons[2].id);
    await mouse.takeLessons(second, config, { first: 2 });
    await mouse.leave(second);
    assert.equal(outcome(standard, learner.stored()).status, PASSED[standard]);
    await noCallFailed(second);
  });

  for (const at of ["commit-null.html", "commit-throws.html"]) {
    promise(`${at.slice(0, -5)} at the end: the session ends all the same, and the work is there again`, async (learner) => {
      const first = await learner.opens({ at });
      const config = await first.config();
      await answerFirst(first, config);
      await mouse.next(first);
      await first.onLesson(config.lessons[1].id);
      await first.calls();
      await first.navigatesAway();
      const ends = (await first.calls()).filter(({ name }) => /Finish|Terminate/.test(name));
      assert.deepEqual(ends.map(({ result }) => result), ["true"]);
      const second = await learner.opens();
      assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[1].title));
      assert.deepEqual(await second.seen(), [config.lessons[0].id]);
    });
  }

  promise("an LMS without interactions gets everything else", async (learner) => {
    const visit = await learner.opens({ at: "no-interactions.html" });
    const config = await visit.config();
    await mouse.takeLessons(visit, config);
    assert.deepEqual(await visit.notices(), []);
    await mouse.leave(visit);
    assert.equal(outcome(standard, learner.stored()).status, PASSED[standard]);
    assert.equal(Number(outcome(standard, learner.stored()).score), 100);
  });

  promise("where both generations of the API are shown, only the right one is spoken to", async (learner) => {
    const visit = await learner.opens({ at: "both-apis.html" });
    const config = await visit.config();
    await answerFirst(visit, config);
    await mouse.leave(visit);
    assert.deepEqual(await visit.page.evaluate(() => window.callsToNobody), []);
    assert.equal(interactions(standard, learner.stored()).length, 1);
    await noCallFailed(visit);
  });

  promise("an API that appears late is found, and nobody notices", async (learner) => {
    const visit = await learner.opens({ at: "late.html", query: { delay: "2000" } });
    const config = await visit.config();
    assert.deepEqual(await visit.notices(), []);
    await answerFirst(visit, config);
    assert.equal(interactions(standard, learner.stored()).length, 1);
    await noCallFailed(visit);
  });

  promise("what was done before a very late API was there is saved with the rest", async (learner) => {
    const visit = await learner.opens({ at: "late.html", query: { delay: "7000" } });
    const config = await visit.config();
    assert.deepEqual(await visit.notices(), ["notice-alone"]);
    const question = await answerFirst(visit, config);
    await visit.until(async () => (await visit.notices()).includes("notice-found"), "the LMS is found", 20000);
    assert.deepEqual(await visit.notices(), ["notice-found"]);
    await visit.untilSaveState("saved", "saving");
    assert.deepEqual(interactions(standard, learner.stored()).map(({ id }) => id), [question.id]);
    await noCallFailed(visit);
  });

  promise("without reach to an LMS of another origin the course says that nothing is kept, and goes on", async (learner) => {
    const visit = await learner.opens({ at: "cross-origin.html" });
    const config = await visit.config();
    assert.deepEqual(await visit.notices(), ["notice-alone"]);
    await mouse.takeLessons(visit, config, { last: 1 });
    assert.deepEqual(visit.problems, []);
  });

  promise("a portal of another origin around the LMS does not stand in the way", async (learner) => {
    const visit = await learner.opens({ at: "portal.html" });
    const config = await visit.config();
    await answerFirst(visit, config);
    assert.equal(await visit.saveState(), "saved");
    assert.equal(interactions(standard, learner.stored()).length, 1);
    assert.deepEqual(visit.problems, []);
  });

  promise("in a window of its own the course finds the LMS, and leaving closes the window", async (learner) => {
    const visit = await learner.opens({ at: "popup.html", wait: false });
    const lms = visit.page;
    const [popup] = await Promise.all([lms.waitForEvent("popup"), lms.click("button")]);
    visit.watch(popup);
    visit.page = popup;
    await visit.ready();
    const config = await visit.config();
    await mouse.takeLessons(visit, config);
    const closed = popup.waitForEvent("close");
    await mouse.click(visit, 'header [data-action="exit"]');
    await closed;
    visit.page = lms;
    assert.equal(outcome(standard, learner.stored()).status, PASSED[standard]);
    await noCallFailed(visit);
    assert.deepEqual(visit.problems, []);
  });

  for (const at of ["truncates.html", "refuses.html"]) {
    promise(`an LMS that ${at.slice(0, -5)} a long state keeps place, marks and result, and the learner is told`, async (learner) => {
      const first = await learner.opens({ at });
      const config = await first.config();
      await mouse.takeLessons(first, config);
      assert.deepEqual(await first.notices(), ["notice-limited"]);
      await mouse.leave(first);
      assert.equal(outcome(standard, learner.stored()).status, PASSED[standard]);
      assert.equal(interactions(standard, learner.stored()).length, countedOf(config).length);

      const second = await learner.opens({ at });
      assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons.at(-1).title));
      await mouse.click(second, '[data-action="resume"]');
      await second.onLesson();
      assert.equal((await second.seen()).length, config.lessons.length);
      await mouse.click(second, '[data-menu] [data-action="summary"]');
      assert.equal(await second.text("[data-summary-status]"), config.strings["status-passed"]);
      await mouse.leave(second);
      assert.equal(outcome(standard, learner.stored()).status, PASSED[standard]);
    });
  }

  promise("when the LMS drops the session the learner is told, and finds the work again", async (learner) => {
    const first = await learner.opens({ at: "drops-session.html" });
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 0 });
    await first.page.evaluate(() => (window.dropped = true));
    const [question] = config.lessons[1].questions;
    await mouse.answer(first, question, rightAnswer(question));
    await first.untilSaveState("lost");
    assert.deepEqual(await first.notices(), ["notice-lost"]);
    assert.match(await first.text("[data-status]"), new RegExp(config.strings["kept-here"]));
    await first.navigatesAway();
    assert.equal(interactions(standard, learner.stored()).length, 1);

    const second = await learner.opens();
    await mouse.click(second, '[data-action="resume"]');
    await second.onLesson(config.lessons[1].id);
    assert.equal((await second.answersShown())[0].result, "correct");
    await second.untilSaveState("saved");
  });

  promise("an LMS that hides the loss of the network gets everything again when it is back", async (learner) => {
    const visit = await learner.opens({ at: "cached.html" });
    const config = await visit.config();
    await learner.context.setOffline(true);
    await answerFirst(visit, config);
    await visit.untilSaveState("offline");
    await learner.context.setOffline(false);
    await visit.untilSaveState("saved", "saving");
    assert.equal(interactions(standard, learner.stored()).length, 1);
  });
}
