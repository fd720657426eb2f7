// The example course in a real LMS run-time: taken, left, resumed, passed.

import assert from "node:assert/strict";
import test from "node:test";
import * as keyboard from "./support/keyboard.mjs";
import { countedOf, interactions, outcome, questionsOf, rightAnswer, rightEnding, rightInteraction, seconds, wrongAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { SCORM, STANDARDS } from "./support/packages.mjs";
import { noCallFailed, nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

const is12 = (standard) => standard === "scorm12";
const passedAs = (standard) => (is12(standard) ? "passed" : "completed, passed");
const failedAs = (standard) => (is12(standard) ? "failed" : "incomplete, failed");
/** SCORM 1.2 knows no exit word for a completed course; SCORM 2004 keeps the data only with `suspend`. */
const exitWhenDone = (standard) => (is12(standard) ? "" : "suspend");

const promiseOf = (standard) => (words, body) =>
  test(`${standard}: ${words}`, () => here.withLearner({ package: `single/leading-upward-${standard}` }, body));

for (const standard of SCORM) {
  promiseOf(standard)("the whole course can be taken, and the LMS holds it all", async (learner) => {
    const began = Date.now();
    const visit = await learner.opens();
    const config = await visit.config();
    await mouse.takeLessons(visit, config);
    assert.ok(await keyboard.hasFocus(visit, "[data-summary] [data-heading]"), "the summary's heading has the focus");
    assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
    assert.match(await visit.text("[data-summary-score]"), /100/);
    await mouse.click(visit, '[data-action="exit"]');
    await visit.untilLeft();
    assert.equal(await visit.text("[data-goodbye-text]"), config.strings["goodbye-saved"]);

    const stored = learner.stored();
    assert.deepEqual([outcome(standard, stored).status, Number(outcome(standard, stored).score)], [passedAs(standard), 100]);
    assert.equal(outcome(standard, stored).exit, exitWhenDone(standard));
    if (!is12(standard)) {
      assert.deepEqual([stored["cmi.score.scaled"], stored["cmi.progress_measure"]], ["1", "1"]);
      assert.deepEqual(await visit.written("adl.nav.request"), ["suspendAll"]);
    }
    const expected = countedOf(config).map((part) => (part.type ? rightInteraction(standard, part) : rightEnding(part)));
    // The way through a scenario is the learner's own.
    const told = interactions(standard, stored).map(({ response, ...rest }) => (rest.type === "performance" ? rest : { ...rest, response }));
    assert.deepEqual(told, expected);
    const time = seconds(stored[is12(standard) ? "cmi.core.session_time" : "cmi.session_time"]);
    const passed = (Date.now() - began) / 1000;
    assert.ok(time > 1 && time <= passed && time > passed - 10, `${time} of ${passed} seconds`);
    await noCallFailed(visit);
    nothingWentWrong(visit);
  });
}

for (const standard of STANDARDS) {
  const promise = promiseOf(standard);

  promise("a tab that dies half way costs nothing that was answered", async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 2 });
    const lesson = config.lessons[3];
    await mouse.answer(first, lesson.questions[0], rightAnswer(lesson.questions[0]));
    await mouse.answer(first, lesson.questions[1], ["late"]);
    const shown = await first.answersShown();
    await first.calls();
    await first.dies();
    await noCallFailed(first);

    const second = await learner.opens();
    assert.equal(await second.asksToResume(), true);
    assert.match(await second.text("[data-resume-text]"), new RegExp(lesson.title));
    await keyboard.press(second, '[data-action="resume"]');
    await second.onLesson(lesson.id);
    assert.ok(await keyboard.hasFocus(second, "h1"), "the focus is at the top of the page");
    assert.deepEqual(await second.answersShown(), shown);
    // The page itself may count as seen: its end came into view with the last question.
    assert.deepEqual((await second.seen()).slice(0, 3), config.lessons.slice(0, 3).map(({ id }) => id));
    assert.match(await second.lesson.textContent(`form[data-question="${lesson.questions[1].id}"] .cw-result`), /2/);
    await second.navigatesAway();
    await noCallFailed(second);
    nothingWentWrong(second);
  });

  promise("whoever goes to another site resumes where they were, and time adds up", async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 1 });
    await mouse.next(first);
    await first.onLesson(config.lessons[3].id);
    await first.calls();
    await first.navigatesAway();
    await noCallFailed(first);
    const total = is12(standard) ? "cmi.core.total_time" : "cmi.total_time";
    await first.until(() => learner.stored()[total], "the end of the session arrives");
    const before = seconds(learner.stored()[total]);

    const second = await learner.opens();
    assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[3].title));
    await mouse.click(second, '[data-action="restart"]');
    await second.onLesson(config.lessons[0].id);
    assert.deepEqual(await second.seen(), config.lessons.slice(0, 3).map(({ id }) => id));
    assert.equal((await second.answersShown())[0].result, "correct");
    await mouse.leave(second);
    assert.equal(outcome(standard, learner.stored()).exit, "suspend");
    assert.ok(seconds(learner.stored()[total]) > before, "the total time grows");
    await noCallFailed(second);
    nothingWentWrong(second);
  });

  promise("who fails is told so, may take the questions again, passes, and stays passed", async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    const { strings } = config;
    await mouse.takeLessons(first, config, { choose: wrongAnswer });
    assert.equal(await first.text("[data-summary-status]"), strings["status-failed"]);
    assert.match(await first.text("[data-summary-score]"), /\b0\s?%.*80/);
    await mouse.leave(first);
    assert.equal(outcome(standard, learner.stored()).status, failedAs(standard));
    await noCallFailed(first);

    const second = await learner.opens();
    await mouse.click(second, '[data-action="resume"]');
    await second.onLesson();
    await mouse.click(second, '[data-menu] [data-action="summary"]');
    await mouse.click(second, '[data-action="retake"]');
    const [slip] = questionsOf(config);
    await mouse.takeLessons(second, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
    assert.equal(await second.text("[data-summary-status]"), strings["status-passed"]);
    await mouse.leave(second);
    const passed = outcome(standard, learner.stored());
    assert.equal(passed.status, passedAs(standard));
    assert.ok(Number(passed.score) > 94 && Number(passed.score) < 97, passed.score);
    await noCallFailed(second);

    // A third visit with nothing but wrong answers takes nothing away.
    const third = await learner.opens();
    if (await third.asksToResume()) await mouse.click(third, '[data-action="resume"]');
    await third.onLesson();
    await mouse.click(third, '[data-menu] [data-action="summary"]');
    await mouse.click(third, '[data-action="retake"]');
    await mouse.takeLessons(third, config, { choose: wrongAnswer });
    assert.equal(await third.text("[data-summary-status]"), strings["status-passed"]);
    await mouse.leave(third);
    assert.deepEqual(outcome(standard, learner.stored()), passed);
    const words = await third.written(is12(standard) ? "cmi.core.lesson_status" : "cmi.success_status");
    assert.ok(words.every((word) => word === "passed"), `only ever: ${words}`);
    await noCallFailed(third);
    nothingWentWrong(third);
  });

  for (const mode of ["review", "browse"]) {
    promise(`in ${mode} mode the course shows everything and writes nothing`, async (learner) => {
      const before = await learner.opens();
      const config = await before.config();
      await mouse.takeLessons(before, config, { last: 0 });
      await mouse.leave(before);

      const visit = await learner.opens({ query: { mode } });
      assert.equal(await visit.text("[data-status]"), config.strings[mode]);
      await visit.onLesson();
      if ((await visit.lesson.getAttribute("html", "data-lesson")) !== config.lessons[0].id) {
        await mouse.click(visit, `[data-menu] [data-go="${config.lessons[0].id}"]`);
        await visit.onLesson(config.lessons[0].id);
      }
      assert.equal((await visit.answersShown())[0].result, "correct");
      await mouse.next(visit);
      await visit.onLesson(config.lessons[1].id);
      const [question] = config.lessons[1].questions;
      const form = `form[data-question="${question.id}"]`;
      if (mode === "review") assert.equal(await visit.lesson.isDisabled(`${form} input`), true);
      else await mouse.answer(visit, question, rightAnswer(question));
      await mouse.leave(visit);
      const writes = (await visit.calls()).filter(({ name, values }) => /SetValue|Commit/.test(name) && values[0] !== "adl.nav.request");
      assert.deepEqual(writes, []);
      await noCallFailed(visit);
      nothingWentWrong(visit);
    });
  }
}
