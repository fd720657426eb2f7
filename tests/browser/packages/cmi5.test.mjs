// The example course as cmi5 packages, launched by an LMS whose LRS refuses what the specification does not allow.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { MASTERY_SCORE, SESSION_ID, isDefined, verbOf } from "../../player/support/statement-rules.mjs";
import { isSatisfied, unitsOf } from "./lms/activities.mjs";
import { launchPad } from "./support/launches.mjs";
import { WORDS, countedOf, questionsOf, rightAnswer, seconds, wrongAnswer } from "./support/learning.mjs";
import { lrsPromises, retake } from "./support/lrs-promises.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { everyStatementHolds, independentFindings, shapeOf } from "./support/statements.mjs";

const here = launchPad("cmi5");
const PACKAGE = "single/leading-upward-cmi5";
const SCHEMA = fileURLToPath(new URL("../../../schemas/cmi5/CourseStructure.xsd", import.meta.url));

const promise = (words, body, options) =>
  test(`cmi5: ${words}`, () =>
    here.withLearner({ package: PACKAGE }, async (learner) => {
      await body(learner);
      everyStatementHolds(learner, options);
    }));

const TROUBLED = { troubled: true };

/** Who leaves by the course's button is taken to where the LMS wants to have them. */
async function leaveFor(visit, url) {
  await mouse.click(visit, 'header [data-action="exit"]');
  await visit.until(() => visit.page.frames().some((frame) => frame.url() === url), "the learner is back in the LMS");
}

/** The verbs of those statements that cmi5 defines, of one session or of all. */
function results(learner, visit) {
  const isOf = ({ context }) => !visit || context.extensions[SESSION_ID] === visit.session.id;
  return learner.lrs.statements.filter((statement) => isDefined(statement) && isOf(statement)).map(verbOf);
}

for (const name of ["single/leading-upward-cmi5", "lessons/leading-upward-cmi5", "arabic/arabic-cmi5"]) {
  test(`${name}: the course structure validates against our schema`, () => {
    execFileSync("xmllint", ["--noout", "--nonet", "--schema", SCHEMA, "cmi5.xml"], { cwd: join(PACKAGES, name), stdio: ["ignore", "ignore", "inherit"] });
  });
}

promise("the validator that is asked as well finds what is wrong with a statement", async (learner) => {
  const visit = await learner.opens();
  await mouse.leave(visit);
  const [statement] = learner.lrs.statements;
  assert.deepEqual(independentFindings(statement), []);
  for (const damage of [{ id: "1" }, { verb: { id: "said" } }, { timestamp: "today" }, { result: { score: { scaled: 2 } } }, { context: { registration: "x" } }, { more: 1 }]) {
    assert.notDeepEqual(independentFindings({ ...statement, ...damage }), [], JSON.stringify(damage));
  }
});

promise("the whole course is taken, the LMS counts it as satisfied, and answers are told as the specification has them", async (learner) => {
  const home = `${learner.lms.origin}/lms/home.html`;
  learner.lmsSays({ returnURL: home });
  const began = Date.now();
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config);
  assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.click(visit, '[data-action="exit"]');
  await visit.until(() => visit.page.url() === home, "the learner is back in the LMS");

  const { lrs } = learner;
  assert.deepEqual(results(learner).sort(), ["completed", "initialized", "passed", "terminated"]);
  assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()));
  assert.equal(learner.unit.moveOn, "CompletedAndPassed");
  const [passed] = lrs.said("passed");
  assert.deepEqual(passed.result.score, { scaled: 1, raw: 100, min: 0, max: 100 });
  assert.deepEqual(lrs.said("answered").map(({ result }) => result.success), countedOf(config).map(() => true));
  const time = seconds(lrs.said("terminated")[0].result.duration);
  assert.ok(time > 1 && time <= (Date.now() - began) / 1000, `${time} seconds`);

  const written = (response) => response.map((entry) => entry.replace(".", "[.]")).join("[,]");
  const answers = lrs.said("answered");
  assert.equal(answers.length, countedOf(config).length);
  questionsOf(config).forEach((question) => {
    const { object, result } = answers.find((answer) => answer.object.id.endsWith(`/${question.id}`));
    const type = WORDS[question.type] || question.type;
    assert.equal(object.id, `${lrs.activityId}/question/${question.id}`);
    assert.equal(object.definition.interactionType, type);
    assert.equal(result.response, written(rightAnswer(question)));
    if (question.type !== "fill-in") assert.deepEqual(object.definition.correctResponsesPattern, [written(question.correct)]);
    // Only what cmi5 defines has rules for scores (9.5.1); an answer is a statement that it allows.
    assert.deepEqual(result.score, { scaled: 1 });
  });
});

lrsPromises(promise);

promise("whoever closes the tab has ended the session, and resumes in the next one", async (learner) => {
  const first = await learner.opens();
  const config = await first.config();
  await mouse.takeLessons(first, config, { last: 1 });
  const [question] = config.lessons[2].questions;
  await mouse.answer(first, question, rightAnswer(question));
  await first.closes();
  await first.until(() => learner.verbs(first).includes("terminated"), "the last words arrive");
  assert.equal(learner.lrs.said("answered").length, questionsOf({ lessons: config.lessons.slice(0, 2) }).length + 1);

  const second = await learner.opens();
  assert.match(await second.text("[data-resume-text]"), new RegExp(config.lessons[2].title));
  await mouse.click(second, '[data-action="resume"]');
  await second.onLesson(config.lessons[2].id);
  assert.equal((await second.answersShown())[0].result, "correct");
  await second.navigatesAway();
  await second.until(() => learner.verbs(second).includes("terminated"), "the last words arrive");
});

test("cmi5: an LRS of another origin gets the last words of a tab that is closed, too", () =>
  here.withLearner({ package: PACKAGE, elsewhere: true }, async (learner) => {
    const visit = await learner.opens();
    const config = await visit.config();
    await mouse.takeLessons(visit, config, { last: 0 });
    const [question] = config.lessons[1].questions;
    await mouse.answer(visit, question, rightAnswer(question));
    await visit.closes();
    await visit.until(() => learner.verbs().includes("terminated"), "the last words arrive");
    everyStatementHolds(learner);
  }));

promise("who fails passes in a later session, and nothing afterwards takes it away", async (learner) => {
  const first = await learner.opens();
  const config = await first.config();
  await mouse.takeLessons(first, config, { choose: wrongAnswer });
  assert.equal(await first.text("[data-summary-status]"), config.strings["status-failed"]);
  await mouse.leave(first);
  assert.deepEqual(results(learner, first), ["initialized", "failed", "terminated"]);
  assert.equal(learner.lrs.said("failed")[0].result.score.scaled, 0);
  assert.equal(isSatisfied(learner.unit.moveOn, learner.verbs()), false);

  const second = await learner.opens();
  await retake(second);
  const [slip] = questionsOf(config);
  await mouse.takeLessons(second, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
  assert.equal(await second.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.leave(second);
  assert.deepEqual(results(learner, second).sort(), ["completed", "initialized", "passed", "terminated"]);
  const { scaled } = learner.lrs.said("passed")[0].result.score;
  assert.ok(scaled > 0.94 && scaled < 0.96, `${scaled}`);
  assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()));

  const third = await learner.opens();
  await retake(third);
  await mouse.takeLessons(third, config, { choose: wrongAnswer });
  assert.equal(await third.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.leave(third);
  assert.deepEqual(results(learner, third), ["initialized", "terminated"]);
});

promise("who fails and passes in one session has passed", async (learner) => {
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { choose: wrongAnswer });
  await mouse.click(visit, '[data-action="retake"]');
  await mouse.takeLessons(visit, config);
  await mouse.leave(visit);
  assert.deepEqual(results(learner).sort(), ["completed", "initialized", "passed", "terminated"]);
});

for (const [mastery, verb] of [[0.9, "passed"], [1, "failed"], [0, "passed"]]) {
  promise(`the LMS may set the mastery score to ${mastery}, and it decides`, async (learner) => {
    learner.lmsSays({ masteryScore: mastery });
    const visit = await learner.opens();
    const config = await visit.config();
    const [slip] = questionsOf(config);
    await mouse.takeLessons(visit, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
    await mouse.leave(visit);
    const [judged] = learner.lrs.said(verb);
    assert.ok(judged, `${learner.verbs()}`);
    assert.equal(judged.context.extensions[MASTERY_SCORE], mastery);
    assert.equal(judged.result.score.scaled >= mastery, verb === "passed");
  });
}

for (const mode of ["Review", "Browse"]) {
  promise(`in ${mode} mode the course shows everything, and says only that it began and ended`, async (learner) => {
    const before = await learner.opens();
    const config = await before.config();
    await mouse.takeLessons(before, config, { last: 0 });
    await mouse.leave(before);
    const kept = JSON.stringify(learner.lrs.resume());

    learner.lmsSays({ launchMode: mode });
    const visit = await learner.opens();
    assert.equal(await visit.text("[data-status]"), config.strings[mode.toLowerCase()]);
    await visit.onLesson();
    if ((await visit.lesson.getAttribute("html", "data-lesson")) !== config.lessons[0].id) {
      await mouse.click(visit, `[data-menu] [data-go="${config.lessons[0].id}"]`);
      await visit.onLesson(config.lessons[0].id);
    }
    assert.equal((await visit.answersShown())[0].result, "correct");
    await mouse.next(visit);
    await visit.onLesson(config.lessons[1].id);
    const [question] = config.lessons[1].questions;
    if (mode === "Browse") await mouse.answer(visit, question, rightAnswer(question));
    await mouse.leave(visit);
    assert.deepEqual(learner.verbs(visit), ["initialized", "terminated"]);
    assert.equal(JSON.stringify(learner.lrs.resume()), kept);
  });
}

promise("in a frame of the LMS the course leads back within the frame", async (learner) => {
  const home = `${learner.lms.origin}/lms/home.html`;
  learner.lmsSays({ returnURL: home });
  const visit = await learner.opens({ framed: true });
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 0 });
  await leaveFor(visit, home);
  assert.match(visit.page.url(), /launched\.html/);
  assert.equal(learner.verbs().at(-1), "terminated");
});

promise("a page that is loaded again has ended its session, and says so", async (learner) => {
  const first = await learner.opens();
  const config = await first.config();
  await mouse.takeLessons(first, config, { last: 0 });
  await first.page.reload();
  await first.shell.waitForSelector("html.cw-ready");
  await first.untilSaveState("lost");
  assert.equal(learner.verbs(first).at(-1), "terminated");
  await first.page.close();

  const second = await learner.opens();
  assert.equal(await second.asksToResume(), true);
  await mouse.click(second, '[data-action="resume"]');
  await mouse.leave(second);
}, TROUBLED);

test("cmi5, one AU per lesson: each is satisfied for itself, and all of them together are the course", async () => {
  const packageName = "lessons/leading-upward-cmi5";
  const units = unitsOf(join(PACKAGES, packageName));
  assert.equal(units.length, 10);
  assert.equal(new Set(units.map(({ id }) => id)).size, units.length);
  for (const unit of units.keys()) {
    await here.withLearner({ package: packageName, unit }, async (learner) => {
      const visit = await learner.opens();
      const config = await visit.config();
      assert.equal(isSatisfied(learner.unit.moveOn, learner.verbs()), false);
      await mouse.takeLessons(visit, config);
      await mouse.leave(visit);
      assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()), `${learner.unit.id}: ${learner.verbs()}`);
      everyStatementHolds(learner);
    });
  }
});

promise("another client of cmi5 says the same of the same session", async (learner) => {
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config);
  await mouse.leave(visit);
  const ours = learner.lrs.statements;

  // The same learner, LMS and activity; what the client says is taken down as it is.
  const { registration, actor, activityId, extraLaunchData: launchData } = learner.lrs;
  const store = here.lms.opensStore("another-client", { standard: "cmi5", launchData });
  Object.assign(store, { registration, actor, activityId, findings: () => [] });
  const page = await learner.context.newPage();
  await page.goto(`${here.lms.origin}/lms/client.html?${store.launch()}`);
  await page.evaluate(sayAgain, { statements: ours, questions: questionsOf(config) });

  assert.equal(store.statements.length, ours.length);
  const several = new Set(questionsOf(config).filter(({ gaps }) => gaps && gaps[0].accepted.length > 1).map(({ id }) => `${activityId}/question/${id}`));
  ours.forEach((statement, index) => {
    const [one, other] = [shapeOf(statement), shapeOf(store.statements[index])];
    // Its functions for answers take no score.
    if (one.verb.endsWith("/answered")) delete one.result.score;
    // The client joins several accepted texts to one pattern, which would be a text with several blanks.
    if (several.has(statement.object.id)) [one, other].forEach(({ object }) => delete object.correctResponsesPattern);
    assert.deepEqual(one, other);
  });
});

/** Runs in the page of the other client: what happened, told again by its own functions. */
async function sayAgain({ statements, questions }) {
  const client = new window.Cmi5();
  const progress = "https://w3id.org/xapi/cmi5/result/extensions/progress";
  const period = { start: new Date(0), end: new Date(1000) };
  const answered = ({ object: { id, definition }, result }) => {
    const question = questions.find((candidate) => id.endsWith(`/${candidate.id}`));
    // The client has no words for a choice in a scene.
    if (!question) return client.interaction("", id.split("/").pop(), result.response, definition, result.success, period);
    const { correct, gaps, type } = question;
    const given = result.response.split("[,]");
    const pairs = (list) => Object.fromEntries(list.map((entry) => entry.split(/\[\.\]|\./)));
    const rest = [undefined, definition.description, result.success, period];
    if (type === "true-false") return client.interactionTrueFalse("", question.id, given[0] === "true", correct[0] === "true", ...rest);
    if (type === "fill-in") return client.interactionFillIn("", question.id, given, gaps[0].accepted, ...rest);
    if (type === "matching") return client.interactionMatching("", question.id, pairs(given), pairs(correct), definition.source, definition.target, ...rest);
    if (type === "ordering") return client.interactionSequencing("", question.id, given, correct, definition.choices, ...rest);
    return client.interactionChoice("", question.id, given, correct, definition.choices, ...rest);
  };
  const say = {
    initialized: () => client.initialize(),
    progressed: ({ result }) => client.progress(result.extensions[progress]),
    answered,
    completed: () => client.complete(),
    passed: () => client.pass({ scaled: 1, raw: 100, min: 0, max: 100 }),
    terminated: () => client.terminate(),
  };
  for (const statement of statements) await say[statement.verb.id.split("/").pop()](statement);
}
