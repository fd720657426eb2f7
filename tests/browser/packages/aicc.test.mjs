// The course as AICC: read from its course files, launched by HACP, taken, left, resumed, passed and failed.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { AiccLms } from "./lms/hacp.mjs";
import { readCourse } from "./support/course-files.mjs";
import { countedOf, questionsOf, rightAnswer, wrongAnswer } from "./support/learning.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage(AiccLms);
const SINGLE = "single/leading-upward-aicc";

/** A learner whom the LMS launches again and again. */
class AiccLearner {
  constructor(learner) {
    Object.assign(this, { learner, lms: learner.lms, context: learner.context, launches: 0 });
  }

  /** The session of the last launch. */
  get session() {
    return this.lms.sessions.get(`${this.learner.name}-${this.launches}`);
  }

  get stored() {
    return this.session.stored;
  }

  /** Launches a unit as an LMS does: its address, its own parameters, and those of the session. */
  async opens({ unit = 0, room = "package", origin = this.lms.origin, hacp = this.lms.origin, quirks = {}, wait = true, query = "" } = {}) {
    const before = `${this.learner.name}-${this.launches}`;
    this.launches += 1;
    const sid = `${this.learner.name}-${this.launches}`;
    this.lms.begin(sid, before, quirks);
    const { File_Name: file, Web_Launch: launch } = readCourse(join(PACKAGES, this.learner.packageName)).units[unit];
    const parameters = [query || `AICC_SID=${sid}&AICC_URL=${encodeURIComponent(`${hacp}/hacp`)}`, launch].filter(Boolean).join("&");
    return this.learner.opens({ at: "aicc.html", query: { unit: `${origin}/${room}/${this.learner.packageName}/${file}?${parameters}` }, wait });
  }
}

const promise = (words, body, name = SINGLE) =>
  test(words, () => here.withLearner({ package: name }, (learner) => {
    here.lms.onCommand = "store";
    return body(new AiccLearner(learner));
  }));

const nothingRefused = ({ session }) => assert.deepEqual(session.refused, [], "a strict LMS takes every word");

/** @returns the answer as a row of PutInteractions has it */
const TYPES = { choice: "C", "multiple-response": "C", "true-false": "T", "fill-in": "F", matching: "M", ordering: "S" };

/** The way through a scenario is the learner's own. */
const rowOf = (part) => ({
  interaction_id: part.id,
  type_interaction: TYPES[part.type] || "P",
  ...(part.type ? { student_response: part.type === "true-false" ? rightAnswer(part)[0][0] : rightAnswer(part).join() } : {}),
  result: "C",
});

for (const name of [SINGLE, "lessons/leading-upward-aicc", "arabic/arabic-aicc"]) {
  test(`the course files of ${name} keep every rule, and what they name is there`, () => {
    const folder = join(PACKAGES, name);
    const { course, description, units, tree } = readCourse(folder);
    assert.ok(course.Course_Title && description);
    for (const { File_Name: file, Mastery_Score: mastery } of units) {
      assert.ok(existsSync(join(folder, decodeURIComponent(file))), file);
      assert.match(mastery, /^(\d{1,2}|100)?$/);
    }
    const config = JSON.parse(/<script[^>]*id="cw-config"[^>]*>([^]*?)<\/script>/.exec(readFileSync(join(folder, units[0].File_Name), "utf8"))[1]);
    if (units.length === 1) assert.deepEqual([tree[0].title, tree[0].developer], [config.course.title, config.course.id]);
    else assert.equal(tree.flatMap((entry) => entry.members || [entry])[0].developer, config.lessons[0].id);
  });
}

promise("the whole course can be taken, and the LMS holds it all", async (learner) => {
  const began = Date.now();
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config);
  assert.equal(await visit.text("[data-summary-status]"), config.strings["status-passed"]);
  await mouse.click(visit, '[data-action="exit"]');
  await visit.untilLeft();
  await visit.until(async () => (await visit.text("[data-goodbye-text]")) === config.strings["goodbye-saved"], "the goodbye");

  const { status, exit, score, seconds, interactions } = learner.stored;
  assert.deepEqual([status, exit, score], ["passed", "", "100"]);
  const told = interactions.map(({ interaction_id, type_interaction, student_response, result }) => ({
    interaction_id, type_interaction, ...(type_interaction === "P" ? {} : { student_response }), result,
  }));
  assert.deepEqual(told, countedOf(config).map(rowOf));
  assert.ok(seconds > 0 && seconds <= (Date.now() - began) / 1000, `${seconds} seconds`);
  assert.deepEqual(Object.values(learner.stored.objectives).map(({ ID }) => ID), config.objectives.map(({ id }) => id));
  assert.equal(learner.session.log.at(-1), "ExitAU");
  nothingRefused(learner);
  nothingWentWrong(visit);
});

promise("a tab that dies half way costs nothing that was answered", async (learner) => {
  const first = await learner.opens();
  const config = await first.config();
  await mouse.takeLessons(first, config, { last: 2 });
  const lesson = config.lessons[3];
  await mouse.answer(first, lesson.questions[0], rightAnswer(lesson.questions[0]));
  await mouse.answer(first, lesson.questions[1], ["late"]);
  const shown = await first.answersShown();
  await first.untilSaveState("saved");
  await first.dies();

  const second = await learner.opens();
  assert.equal(await second.asksToResume(), true);
  await mouse.click(second, '[data-action="resume"]');
  await second.onLesson(lesson.id);
  assert.deepEqual(await second.answersShown(), shown);
  assert.deepEqual((await second.seen()).slice(0, 3), config.lessons.slice(0, 3).map(({ id }) => id));
  await second.navigatesAway();
  await second.until(() => learner.session.phase === "ended", "the end of the session arrives");
  nothingRefused(learner);
  nothingWentWrong(second);
});

promise("who fails is told so, may take the questions again, passes, and stays passed", async (learner) => {
  const first = await learner.opens({ quirks: { mastery: "80" } });
  const config = await first.config();
  await mouse.takeLessons(first, config, { choose: wrongAnswer });
  assert.equal(await first.text("[data-summary-status]"), config.strings["status-failed"]);
  await mouse.leave(first);
  await first.until(() => learner.session.phase === "ended", "the end of the session arrives");
  assert.deepEqual([learner.stored.status, learner.stored.score], ["failed", "0"]);
  nothingRefused(learner);

  const second = await learner.opens({ quirks: { mastery: "80" } });
  await mouse.click(second, '[data-action="resume"]');
  await second.onLesson();
  await mouse.click(second, '[data-menu] [data-action="summary"]');
  await mouse.click(second, '[data-action="retake"]');
  const [slip] = questionsOf(config);
  await mouse.takeLessons(second, config, { choose: (question) => (question === slip ? wrongAnswer : rightAnswer)(question) });
  await mouse.leave(second);
  await second.until(() => learner.session.phase === "ended", "the end of the session arrives");
  assert.deepEqual([learner.stored.status, learner.stored.score], ["passed", "96"]);

  const third = await learner.opens({ quirks: { mastery: "80" } });
  if (await third.asksToResume()) await mouse.click(third, '[data-action="resume"]');
  await third.onLesson();
  await mouse.click(third, '[data-menu] [data-action="summary"]');
  await mouse.click(third, '[data-action="retake"]');
  await mouse.takeLessons(third, config, { choose: wrongAnswer });
  await mouse.leave(third);
  await third.until(() => learner.session.phase === "ended", "the end of the session arrives");
  assert.deepEqual([learner.stored.status, learner.stored.score], ["passed", "96"]);
  nothingRefused(learner);
  nothingWentWrong(third);
});

promise("answers given without a network are saved when it is back", async (learner) => {
  const visit = await learner.opens();
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 2 });
  await visit.untilSaveState("saved");
  const before = learner.stored.interactions.length;
  await learner.context.setOffline(true);
  const [first, second] = config.lessons[3].questions;
  await mouse.answer(visit, first, rightAnswer(first));
  await mouse.answer(visit, second, rightAnswer(second));
  await visit.untilSaveState("offline");
  assert.equal(learner.stored.interactions.length, before);
  await learner.context.setOffline(false);
  await visit.untilSaveState("saved");
  assert.equal(learner.stored.interactions.length, before + 2);
  await mouse.leave(visit);
  await visit.until(() => learner.session.phase === "ended", "the end of the session arrives");
  nothingRefused(learner);
});

promise("while the LMS does not save, the learner is told; when it does again, all is saved by itself", async (learner) => {
  const visit = await learner.opens();
  const config = await visit.config();
  learner.lms.onCommand = "fail";
  const [question] = config.lessons[0].questions;
  await mouse.answer(visit, question, rightAnswer(question));
  await visit.untilSaveState("unsaved");
  learner.lms.onCommand = "store";
  await visit.untilSaveState("saved");
  assert.equal(learner.stored.interactions.length, 1);
  nothingRefused(learner);
});

promise("who closes the tab with an answer on its way loses nothing, and the LMS hears the end last", async (learner) => {
  for (let round = 0; round < 5; round += 1) {
    const visit = await learner.opens();
    if (await visit.asksToResume()) await mouse.click(visit, '[data-action="resume"]');
    await visit.onLesson();
    const config = await visit.config();
    await mouse.next(visit);
    await visit.onLesson(config.lessons[round + 1].id);
    if (round % 2) await visit.page.close({ runBeforeUnload: true });
    else await visit.navigatesAway();
    await visit.until(() => learner.session.phase === "ended", "the end of the session arrives");
    assert.deepEqual([learner.session.log.at(-1), learner.session.log.at(-2)], ["ExitAU", "PutParam"]);
    assert.equal(learner.stored.location, config.lessons[round + 1].id);
    nothingRefused(learner);
  }
});

promise("each lesson is a unit of its own, with a record of its own", async (learner) => {
  const { units } = readCourse(join(PACKAGES, "lessons/leading-upward-aicc"));
  const visit = await learner.opens({ unit: 1 });
  const config = await visit.config();
  await mouse.takeLessons(visit, config);
  await mouse.leave(visit);
  await visit.until(() => learner.session.phase === "ended", "the end of the session arrives");
  assert.ok(["passed", "completed"].includes(learner.stored.status), learner.stored.status);
  assert.ok(units.length > 1);
  nothingRefused(learner);
  nothingWentWrong(visit);
}, "lessons/leading-upward-aicc");

promise("an LMS on another site is heard when it lets our pages read its answers (CORS)", async (learner) => {
  learner.lms.onCommand = "cors";
  const visit = await learner.opens({ room: "open", hacp: learner.lms.otherOrigin });
  const config = await visit.config();
  await mouse.takeLessons(visit, config, { last: 0 });
  await visit.untilSaveState("saved");
  await visit.navigatesAway();
  await visit.until(() => learner.session.phase === "ended", "the end of the session arrives");
  assert.equal(learner.stored.location, config.lessons[1].id);
  nothingRefused(learner);
});

promise("where it does not, the learner is told that nothing is saved, and the course goes on", async (learner) => {
  const visit = await learner.opens({ room: "open", hacp: learner.lms.otherOrigin });
  const config = await visit.config();
  assert.deepEqual(await visit.notices(), ["notice-lost"]);
  await mouse.takeLessons(visit, config, { last: 1 });
  assert.ok(visit.problems.some((problem) => problem.includes("(CORS)")), visit.problems.join("\n"));
});

promise("a session that the LMS does not know, and a page opened without one, say so", async (learner) => {
  const unknown = await learner.opens({ query: `aicc_sid=nobody&aicc_url=${learner.lms.origin}/hacp` });
  assert.deepEqual(await unknown.notices(), ["notice-lost"]);
  const alone = await learner.opens({ query: "level=1" });
  assert.deepEqual(await alone.notices(), ["notice-alone"]);
  nothingWentWrong(alone);
});
