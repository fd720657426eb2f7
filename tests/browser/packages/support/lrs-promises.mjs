// What is promised to learners wherever answers go to an LRS: cmi5 and xAPI.

import assert from "node:assert/strict";
import { countedIn, rightAnswer, wrongAnswer } from "./learning.mjs";
import * as mouse from "./mouse.mjs";

const TROUBLED = { troubled: true };

/**
 * The same promises for each of the two.
 * @param {(words: string, body: (learner: any) => Promise<void>, options?: object) => void} promise
 */
export function lrsPromises(promise) {
  promise("a tab that dies half way costs nothing that was answered", async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 2 });
    const lesson = config.lessons[3];
    await mouse.answer(first, lesson.questions[0], rightAnswer(lesson.questions[0]));
    await first.untilSaveState("saved");
    const shown = await first.answersShown();
    await first.dies();

    const second = await learner.opens();
    assert.equal(await second.asksToResume(), true);
    assert.match(await second.text("[data-resume-text]"), new RegExp(lesson.title));
    await mouse.click(second, '[data-action="resume"]');
    await second.onLesson(lesson.id);
    assert.deepEqual(await second.answersShown(), shown);
    assert.deepEqual((await second.seen()).slice(0, 3), config.lessons.slice(0, 3).map(({ id }) => id));
    for (const part of countedIn(lesson).slice(1)) await mouse.answer(second, part, rightAnswer(part));
    await mouse.next(second);
    await mouse.takeLessons(second, config, { first: 4 });
    await mouse.leave(second);
    assert.equal(learner.lrs.said("passed")[0].result.score.scaled, 1);
  });

  promise("answers given without a network arrive when it is back, each with its own time and once", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await mouse.takeLessons(visit, config, { last: 2 });
    await visit.untilSaveState("saved");
    const before = learner.lrs.said("answered").length;
    await learner.context.setOffline(true);
    const left = Date.now();
    const [first, second] = config.lessons[3].questions;
    await mouse.answer(visit, first, rightAnswer(first));
    await mouse.answer(visit, second, wrongAnswer(second));
    await visit.untilSaveState("offline");
    assert.equal(learner.lrs.said("answered").length, before);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const returned = Date.now();

    await learner.context.setOffline(false);
    await visit.until(() => learner.lrs.said("answered").length === before + 2, "the answers arrive");
    for (const { timestamp } of learner.lrs.said("answered").slice(before)) {
      assert.ok(Date.parse(timestamp) >= left - 5 && Date.parse(timestamp) < returned, "the time is that of the answer");
    }
    await visit.untilSaveState("saved");
    await mouse.leave(visit);
    assert.equal(learner.verbs().at(-1), "terminated");
  }, TROUBLED);

  promise("while the LRS does not save, the learner is told; when it does again, all is saved by itself", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await visit.untilSaveState("saved");
    learner.lrs.trouble = () => 503;
    const [question] = config.lessons[0].questions;
    await mouse.answer(visit, question, rightAnswer(question));
    await visit.untilSaveState("unsaved");
    learner.lrs.trouble = () => undefined;
    await visit.untilSaveState("saved");
    assert.equal(learner.lrs.said("answered").length, 1);
    await mouse.leave(visit);
  }, TROUBLED);

  promise("a statement whose answer was lost is not stored twice", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await visit.untilSaveState("saved");
    let lost = 0;
    learner.lrs.trouble = ({ path, method }) => (method === "POST" && path.endsWith("statements") && (lost += 1) === 1 ? "cut" : undefined);
    const [question] = config.lessons[0].questions;
    await mouse.answer(visit, question, rightAnswer(question));
    await visit.until(() => lost > 1, "the statement is sent again");
    await visit.untilSaveState("saved");
    assert.equal(learner.lrs.said("answered").length, 1);
    await mouse.leave(visit);
  }, TROUBLED);
}

/** From wherever the learner is to the first page of another attempt. */
export async function retake(visit) {
  if (await visit.asksToResume()) await mouse.click(visit, '[data-action="resume"]');
  await visit.onLesson();
  await mouse.click(visit, '[data-menu] [data-action="summary"]');
  await mouse.click(visit, '[data-action="retake"]');
}
