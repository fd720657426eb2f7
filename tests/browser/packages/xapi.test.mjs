// The example course as an xAPI package, launched as LMSs launch Tin Can packages, with a strict LRS behind.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { launchPad } from "./support/launches.mjs";
import { countedOf, questionsOf, rightAnswer, seconds, wrongAnswer } from "./support/learning.mjs";
import { lrsPromises, retake } from "./support/lrs-promises.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { everyStatementHolds } from "./support/statements.mjs";

const here = launchPad("xapi");
const PACKAGE = "single/leading-upward-xapi";
const SCHEMA = fileURLToPath(new URL("../../../schemas/xapi/tincan.xsd", import.meta.url));
const TROUBLED = { troubled: true };

const promise = (words, body, { troubled, ...options } = {}) =>
  test(`xapi: ${words}`, () =>
    here.withLearner({ package: PACKAGE, ...options }, async (learner) => {
      await body(learner);
      everyStatementHolds(learner, { troubled });
    }));

for (const name of [PACKAGE, "lessons/leading-upward-xapi", "arabic/arabic-xapi"]) {
  test(`${name}: tincan.xml validates against our schema`, () => {
    execFileSync("xmllint", ["--noout", "--nonet", "--schema", SCHEMA, "tincan.xml"], { cwd: join(PACKAGES, name), stdio: ["ignore", "ignore", "inherit"] });
  });
}

/** The results in the order of their times. */
const results = ({ lrs }) =>
  [...lrs.statements].sort((one, other) => one.timestamp.localeCompare(other.timestamp)).map(({ verb }) => verb.id.split("/").pop())
    .filter((verb) => ["completed", "passed", "failed"].includes(verb));

promise("the whole course is taken, and the LRS holds it all", async (learner) => {
  const began = Date.now();
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config);
  assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.click(visit, '[data-action="exit"]');
  await visit.untilLeft();
  assert.equal(await visit.text("[data-goodbye-text]"), config.strings["goodbye-saved"]);

  const { lrs } = learner;
  assert.deepEqual(results(learner).sort(), ["completed", "passed"]);
  assert.deepEqual([learner.verbs()[0], learner.verbs().at(-1)], ["initialized", "terminated"]);
  const [passed] = lrs.said("passed");
  assert.equal(passed.object.id, "https://example.com/courses/leading-upward");
  assert.equal(passed.context.registration, lrs.registration);
  assert.deepEqual(passed.result.score, { scaled: 1, raw: 100, min: 0, max: 100 });
  const answers = lrs.said("answered");
  assert.deepEqual(answers.map(({ result }) => result.success), countedOf(config).map(() => true));
  const time = seconds(lrs.said("terminated")[0].result.duration);
  assert.ok(time > 1 && time <= (Date.now() - began) / 1000, `${time} seconds`);

  // What a statement calls an objective is what the package calls it.
  const description = readFileSync(join(PACKAGES, PACKAGE, "tincan.xml"), "utf8");
  const parents = new Set(answers.flatMap(({ context }) => context.contextActivities.parent.map(({ id }) => id)));
  for (const id of parents) assert.ok(description.includes(`<activity id="${id}"`), `${id} is described`);
  assert.ok(parents.size > 2);
});

lrsPromises(promise);

for (const elsewhere of [false, true]) {
  const where = elsewhere ? "an LRS of another origin" : "the LMS's own LRS";
  promise(`whoever closes the tab is noted by ${where}, and resumes later`, async (learner) => {
    const first = await learner.opens();
    const config = await first.config();
    await mouse.takeLessons(first, config, { last: 1 });
    const [question] = config.lessons[2].questions;
    await mouse.answer(first, question, rightAnswer(question));
    await first.closes();
    await first.until(() => learner.verbs().includes("terminated"), "the last words arrive");
    assert.deepEqual(learner.verbs().slice(-2), ["suspended", "terminated"]);

    const second = await learner.opens();
    assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[2].title));
    await mouse.click(second, '[data-action="resume"]');
    await second.onLesson(config.lessons[2].id);
    assert.equal((await second.answersShown())[0].result, "correct");
    assert.equal(learner.lrs.said("resumed").length, 1);
    await mouse.leave(second);
  }, { elsewhere });
}

promise("who fails passes later, and nothing afterwards takes it away", async (learner) => {
  const first = await learner.opens();
  const config = await first.config();
  await mouse.takeLessons(first, config, { choose: wrongAnswer });
  await mouse.leave(first);
  assert.deepEqual(results(learner), ["failed"]);
  assert.deepEqual(learner.lrs.said("failed")[0].result.score, { scaled: 0, raw: 0, min: 0, max: 100 });

  const second = await learner.opens();
  await retake(second);
  const [slip] = questionsOf(config);
  await mouse.takeLessons(second, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
  await mouse.leave(second);
  assert.deepEqual(results(learner).sort(), ["completed", "failed", "passed"]);

  const third = await learner.opens();
  await retake(third);
  await mouse.takeLessons(third, config, { choose: wrongAnswer });
  assert.equal(await third.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.leave(third);
  assert.deepEqual(results(learner).sort(), ["completed", "failed", "passed"]);

  // A better score is news, though.
  const fourth = await learner.opens();
  await retake(fourth);
  await mouse.takeLessons(fourth, config);
  await mouse.leave(fourth);
  const scores = learner.lrs.said("passed").map(({ result }) => result.score.scaled);
  assert.ok(scores.length === 2 && scores[0] > 0.94 && scores[0] < 0.96 && scores[1] === 1, `${scores}`);
});

promise("what the LMS adds to the launch goes back to it, and an actor of the first days is understood", async (learner) => {
  const asked = [];
  learner.lrs.trouble = ({ parameters }) => void asked.push(parameters.get("tenant"));
  const old = { name: ["Jo Doe"], mbox: ["mailto:jo@example.com"], objectType: "Person" };
  learner.lrs.expectedActor = { objectType: "Agent", name: "Jo Doe", mbox: "mailto:jo@example.com" };
  const visit = await learner.opens({ extra: { actor: JSON.stringify(old), tenant: "north", grouping: "https://lms.example.com/spring" } });
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 0 });
  await mouse.leave(visit);
  assert.ok(asked.length > 3 && asked.every((tenant) => tenant === "north"), `${asked}`);
  for (const { context } of learner.lrs.statements) {
    assert.deepEqual(context.contextActivities.grouping.map(({ id }) => id), ["https://lms.example.com/spring"]);
  }
});

promise("without a launch the course can be read, and says that nothing is saved", async (learner) => {
  const visit = await learner.opens();
  await mouse.leave(visit);
  await visit.page.goto(`${here.lms.origin}/package/${PACKAGE}/index.html`);
  await visit.ready();
  assert.equal(await visit.saveState(), "alone");
  assert.equal(learner.verbs().filter((verb) => verb === "initialized").length, 1);
}, TROUBLED);
