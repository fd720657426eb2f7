// Tests as learners meet them: questions drawn from a bank, a clock, one button for all answers, and a second try.

import assert from "node:assert/strict";
import test from "node:test";
import { findings } from "./support/axe.mjs";
import * as keyboard from "./support/keyboard.mjs";
import { launchPad } from "./support/launches.mjs";
import { interactions, outcome } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { STANDARDS } from "./support/packages.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();
const cmi5 = launchPad("cmi5");

const shown = (visit) => visit.lesson.$$eval("form[data-question]:not([hidden])", (forms) =>
  forms.map((form) => ({ id: form.dataset.question, options: Array.from(form.querySelectorAll("[data-option]"), ({ dataset }) => dataset.option).join("") })));

/** The page as it is shown: what is asked in which order, and what is chosen. */
const look = async (visit) => ({ asked: await shown(visit), answers: (await visit.answersShown()).filter(({ chosen }) => chosen.length > 0) });

/** Chooses in every question that is shown; with `right`, the right answers. */
async function fill(visit, right, { but = [] } = {}) {
  for (const { id } of await shown(visit)) {
    if (but.includes(id)) continue;
    const form = `form[data-question="${id}"]`;
    if (id === "when") await visit.lesson.fill(`${form} input`, right ? "noon" : "midnight");
    else await visit.lesson.$eval(`${form} input[value="${right ? "a" : "b"}"]`, (input) => input.click());
  }
}

async function begin(visit) {
  await visit.lesson.click("[data-test-begin]");
  await visit.lesson.waitForSelector("[data-test-bar]:not([hidden])");
}

async function submit(visit) {
  await visit.lesson.click("[data-test-submit]");
  await visit.lesson.click("[data-test-sure]");
  await visit.lesson.waitForSelector("[data-test-outcome]:not([hidden])");
}

const said = async (visit, selector) => (await visit.lesson.textContent(selector)).replace(/\s+/g, " ").trim();

for (const standard of STANDARDS) {
  test(`${standard}: failed, led to what was missed, passed at the second try; nothing is lost on the way`, () =>
    here.withLearner({ package: `tested/harbour-${standard}` }, async (learner) => {
      const first = await learner.opens();
      await first.goesTo("the-test");
      assert.deepEqual(await shown(first), [], "nothing is shown before the clock runs");
      await begin(first);
      const drawn = await look(first);
      assert.equal(drawn.asked.length, 4);
      await fill(first, false, { but: ["when"] });
      await first.lesson.waitForFunction(() => document.querySelector("[data-test-count]").textContent.includes("3"));
      assert.deepEqual(await first.lesson.$$("form[data-result]"), [], "nothing is told yet");
      await first.lesson.waitForFunction(() => /1:\d\d/.test(document.querySelector("[data-test-time]").textContent));
      const before = await look(first);
      await mouse.leave(first);
      assert.equal(interactions(standard, learner.stored()).length, 0);

      const second = await learner.opens({ wait: false });
      await second.until(() => second.page.frames().some((frame) => second.isShell(frame)), "the course opens");
      await second.shell.waitForSelector("dialog[data-resume][open]");
      await mouse.click(second, '[data-action="resume"]');
      await second.onLesson("the-test");
      await second.lesson.waitForSelector("[data-test-bar]:not([hidden])");
      assert.deepEqual(await look(second), before, "the same questions, options and drafts");
      assert.match(await said(second, "[data-test-time]"), /1:[0-5]\d/);

      await second.lesson.click("[data-test-submit]");
      const open = await second.lesson.$$eval("[data-test-open-list] button", (buttons) => buttons.map(({ textContent }) => textContent));
      const number = before.asked.findIndex(({ id }) => id === "when") + 1;
      assert.deepEqual(open, [`Question ${number}`]);
      await second.lesson.click("[data-test-open-list] button");
      assert.equal(await second.lesson.evaluate(() => document.activeElement.closest("form").dataset.question), "when");
      await submit(second);
      assert.match(await said(second, "[data-test-score]"), /not passed.*: 0 %/);
      assert.equal((await second.lesson.$$('form[data-result="incorrect"]')).length, 3);
      const reported = interactions(standard, learner.stored());
      assert.deepEqual(reported.map(({ id }) => id).sort(), before.answers.map(({ question }) => question).sort());
      assert.ok(reported.every(({ result }) => result === (standard === "scorm12" ? "wrong" : "incorrect")));

      await second.lesson.click('[data-test-ways] a[data-go="the-bridge"]');
      await second.onLesson("the-bridge");
      await mouse.answer(second, { id: "opens-at-noon", type: "true-false" }, ["true"]);
      await second.goesTo("the-gull");
      await fill(second, true);
      await second.lesson.$$eval("form[data-question]:not([hidden])", (forms) => forms.forEach((form) => form.requestSubmit()));
      await second.until(async () => (await second.lesson.$$("form[data-result]")).length === 2, "practice is judged at once");

      await second.goesTo("the-test");
      await begin(second);
      const again = await look(second);
      assert.deepEqual(again.answers, []);
      assert.notDeepEqual(again.asked, before.asked);
      await fill(second, true);
      await submit(second);
      assert.match(await said(second, "[data-test-score]"), /You have passed.*: 100 %/);
      assert.equal(await second.lesson.isVisible("[data-test-begin]"), false);
      await second.goesTo("first-look");
      for (const id of ["the-bridge", "the-gull", "the-test"]) {
        await mouse.next(second);
        await second.onLesson(id);
      }
      await mouse.next(second);
      await second.shell.waitForSelector("[data-summary]:not([hidden])");
      assert.equal(outcome(standard, learner.stored()).status, standard === "scorm12" ? "passed" : "completed, passed");
      assert.equal(outcome(standard, learner.stored()).score, "100");
      await mouse.leave(second);
      for (const visit of [first, second]) {
        await noCallFailed(visit);
        nothingWentWrong(visit);
      }
    }));
}

test("who passes the pre-test by keyboard need not read the lessons; the page is accessible at each step", () =>
  here.withLearner({ package: "tested/harbour-scorm12" }, async (learner) => {
    const visit = await learner.opens();
    assert.deepEqual(await findings(visit.lesson), []);
    for (const { id } of await shown(visit)) {
      await keyboard.tabTo(visit, `form[data-question="${id}"] input`);
      await visit.page.keyboard.press("Space");
      for (let option = 0; option < 3 && !(await keyboard.hasFocus(visit, 'input[value="a"]:checked')); option += 1) await visit.page.keyboard.press("ArrowDown");
    }
    await keyboard.press(visit, "[data-test-submit]");
    assert.ok(await visit.lesson.isVisible("[data-test-confirm]"));
    assert.deepEqual(await findings(visit.lesson), []);
    await keyboard.press(visit, "[data-test-sure]");
    await visit.lesson.waitForSelector("[data-test-outcome]:not([hidden])");
    assert.ok(await keyboard.hasFocus(visit, ".cw-test-title"));
    assert.match(await said(visit, "[data-test-freed]"), /The bridge, The gull/);
    assert.equal((await visit.lesson.$$("form[data-result]")).length, 0, "this author does not tell what was right");
    assert.deepEqual((await visit.seen()).filter((id) => id !== "first-look"), ["the-bridge", "the-gull"]);
    await visit.page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await findings(visit.lesson), []);
    await visit.goesTo("the-test");
    await begin(visit);
    assert.deepEqual(await findings(visit.lesson), []);
    await fill(visit, false);
    await submit(visit);
    assert.deepEqual(await findings(visit.lesson), []);
    nothingWentWrong(visit);
  }));

test("when the time is over, what there is is submitted; more can be had before", () =>
  here.withLearner({ package: "tested/harbour-scorm12" }, async (learner) => {
    const visit = await learner.opens();
    await visit.goesTo("the-test");
    await begin(visit);
    await visit.lesson.click("[data-test-extend]");
    await visit.lesson.waitForSelector("[data-test-extend]", { state: "hidden" });
    assert.match(await said(visit, "[data-test-time]"), /[23]:\d\d/);
    await fill(visit, true);
    await visit.until(async () => (await said(visit, "[data-test-count]")).includes("4"), "all is answered");
    // The clock of the shell, three minutes later.
    await visit.shell.evaluate(() => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 180_000;
    });
    await visit.lesson.waitForSelector("[data-test-outcome]:not([hidden])");
    assert.match(await said(visit, "[data-test-said]"), /time is over/);
    assert.match(await said(visit, "[data-test-score]"), /100 %/);
    nothingWentWrong(visit);
  }));

test("cmi5: a test is told when it is submitted, answer by answer", () =>
  cmi5.withLearner({ package: "tested/harbour-cmi5" }, async (learner) => {
    const visit = await learner.opens();
    await visit.goesTo("the-test");
    await begin(visit);
    await fill(visit, true);
    await visit.until(async () => (await said(visit, "[data-test-count]")).includes("4"), "all is answered");
    assert.equal(learner.verbs(visit).filter((verb) => verb.endsWith("answered")).length, 0);
    await submit(visit);
    await visit.until(() => learner.verbs(visit).filter((verb) => verb.endsWith("answered")).length === 4, "four answers are told");
    assert.deepEqual(visit.mishaps(), []);
  }));
