// The network goes away, or the LMS does not save: the learner is told, and nothing is lost.

import assert from "node:assert/strict";
import test from "node:test";
import { interactions, rightAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { STANDARDS } from "./support/packages.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();

for (const standard of STANDARDS) {
  const promise = (words, body) =>
    test(`${standard}: ${words}`, () => here.withLearner({ package: `single/leading-upward-${standard}` }, body));

  promise("answers given without a network are saved when it is back", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await mouse.takeLessons(visit, config, { last: 2 });
    await learner.context.setOffline(true);
    const [first, second] = config.lessons[3].questions;
    await mouse.answer(visit, first, rightAnswer(first));
    await mouse.answer(visit, second, rightAnswer(second));
    await visit.untilSaveState("offline");
    assert.match(await visit.text("[data-status]"), new RegExp(`${config.strings.offline} ${config.strings["kept-here"]}`));
    assert.equal(interactions(standard, learner.stored()).length, 3);

    await learner.context.setOffline(false);
    await visit.untilSaveState("saved", "saving");
    await visit.until(() => interactions(standard, learner.stored()).length === 5, "the answers arrive");
    await mouse.next(visit);
    await visit.onLesson(config.lessons[4].id);
    await mouse.leave(visit);
    assert.equal(await visit.text("[data-goodbye-text]"), config.strings["goodbye-saved"]);
  });

  promise("a page that could not be loaded without a network comes when it is back", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await learner.context.setOffline(true);
    await mouse.next(visit);
    await visit.untilSaveState("offline");
    await visit.until(() => !visit.lesson.url().includes(config.lessons[0].id), "the page fails to load");
    await learner.context.setOffline(false);
    await visit.onLesson(config.lessons[1].id);
    await visit.untilSaveState("saved", "saving");
  });

  promise("a window that is closed without a network loses nothing on this computer", async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    await learner.context.setOffline(true);
    const [question] = config.lessons[0].questions;
    await mouse.answer(first, question, rightAnswer(question));
    await first.dies();
    assert.equal(interactions(standard, learner.stored()).length, 0, "nothing has reached the LMS");
    await learner.context.setOffline(false);

    const second = await learner.opens();
    assert.equal((await second.answersShown())[0].result, "correct");
    await second.untilSaveState("saved");
  });

  promise("while the LMS does not save, the learner is told; when it does again, all is saved by itself", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    learner.lms.onCommit = "fail";
    const [question] = config.lessons[0].questions;
    await mouse.answer(visit, question, rightAnswer(question));
    await visit.untilSaveState("unsaved");
    assert.match(await visit.text("[data-status]"), new RegExp(config.strings.unsaved.replace(/\W+$/, "")));
    assert.equal(await visit.shell.isVisible('[data-action="save"]'), true);
    learner.lms.onCommit = "store";
    await visit.untilSaveState("saved");
    assert.equal(await visit.shell.isVisible('[data-action="save"]'), false);
    assert.equal(interactions(standard, learner.stored()).length, 1);
  });

  promise("the learner may ask to save at once", async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    learner.lms.onCommit = "refuse";
    await mouse.next(visit);
    await visit.onLesson(config.lessons[1].id);
    await visit.untilSaveState("unsaved");
    learner.lms.onCommit = "store";
    await mouse.click(visit, '[data-action="save"]');
    await visit.untilSaveState("saved");
  });
}
