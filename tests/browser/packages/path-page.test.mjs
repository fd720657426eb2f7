// Learning paths in one page of their own, in an LMS that knows no sequencing: the page lets learners go where our engine would
// let them go with the same path as activities, through the same stories, and tells the LMS of the whole what the engine rolls up.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser } from "./support/browser.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { PathVisit } from "./support/path-visit.mjs";
import { configsOf, does } from "./support/steps.mjs";
import { Sequencer } from "./support/sequencer.mjs";
import { endings, look, stories } from "./support/stories.mjs";
import { Lms } from "./lms/server.mjs";

/** Turns that are taken of one path. `EVERY_TURN=1` takes them all. */
const MOST_TURNS = process.env.EVERY_TURN ? 2000 : 12;

const here = { lms: null, browser: null };
before(async () => {
  here.lms = await new Lms(PACKAGES).start();
  here.browser = await launchBrowser();
});
after(async () => {
  await here.browser?.close();
  await here.lms?.stop();
});

const names = readdirSync(join(PACKAGES, "paths", "single")).filter((file) => file.endsWith("-scorm12"));
assert.ok(names.length > 0, "there are paths to play");
for (const name of names) {
  test(`${name}: the path's own page opens what sequencing would open`, async (t) => {
    const steps = join(PACKAGES, "paths", "steps", name.replace("scorm12", "scorm2004-4th"));
    const configs = configsOf(steps);
    const sequencer = new Sequencer(`${steps}.zip`, 1);
    t.after(() => sequencer.stop());
    const found = await stories(sequencer, (id) => configs.has(id) && endings(configs.get(id)), MOST_TURNS);
    assert.ok(found.stories.length > 0);
    if (found.leftOut > 0) t.diagnostic(`${found.leftOut} turns are left out`);
    const whole = /<organization identifier="([^"]*)"/.exec(readFileSync(join(steps, "imsmanifest.xml"), "utf8"))[1];
    // SCORM 2004 says of the whole all that there is to say, SCORM 1.2 a word and a score: the first story is taken in both.
    const takes = found.stories.map((story, number) => ({ story, standard: number % 2 === 0 ? "scorm2004-4th" : "scorm12" }));
    takes.push({ story: found.stories[0], standard: "scorm12" });
    for (const [number, { story, standard }] of takes.entries()) {
      const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        const learner = { lms: here.lms, context, packageName: `paths/single/${name.replace("scorm12", standard)}`, name: `${name}-${number}` };
        await plays(new PathVisit(learner, `${name}-${number}`), sequencer, { story, configs, whole, standard });
      } finally {
        await context.close();
      }
    }
  });
}

async function plays(visit, sequencer, { story, configs, whole, standard }) {
  await visit.begin();
  const { stepOf } = visit;
  const learner = visit.id;
  let ours = await sequencer.ask(learner, "start");
  await visit.goesIn(stepOf(ours.current));
  for (const [index, { act, then }] of story.entries()) {
    const told = story.slice(0, index + 1).map((turn) => `${turn.act} ${JSON.stringify(turn.then)}`).join("; ");
    const config = configs.get(ours.current);
    await does(visit, config, act);
    await visit.comesHome();
    const { data } = act === "look" ? look(ours.activities[ours.current]) : endings(config).find((ending) => ending.act === act);
    const { valid, activities } = await sequencer.ask(learner, "exit", data);
    const may = [...new Set(valid.choice.filter((id) => configs.has(id)).map(stepOf))].sort();
    assert.deepEqual(await visit.opens(), may, told);
    await isTold[standard](visit, activities[whole], told);
    ours = await sequencer.ask(learner, then);
    if (ours.outcome?.delivered === undefined) break;
    await visit.goesIn(stepOf(ours.current));
  }
  assert.deepEqual(visit.problems, []);
}

/** What the LMS was told last. */
const last = async (visit, element) => (await visit.written(element)).at(-1);

/** @returns waits until the LMS was told this: what is no result goes with the next save */
async function untilTold(visit, element, expected, story) {
  await visit.until(async () => expected(await last(visit, element)), `${element} after ${story}`, 8000).catch(async (error) => {
    throw new Error(`${error.message}; told: ${await visit.written(element)}`);
  });
}

/** Whether the LMS knows of the whole what the engine has rolled up. */
const isTold = {
  async "scorm2004-4th"(visit, { completed, satisfied, measure }, story) {
    const words = [undefined, "unknown", "failed"];
    await untilTold(visit, "cmi.completion_status", (word) => (completed === true) === (word === "completed"), story);
    await untilTold(visit, "cmi.success_status", (word) => (satisfied === true ? word === "passed" : words.includes(word)), story);
    await untilTold(visit, "cmi.score.scaled", (score) => sameScore(score, measure, 1), story);
    const parts = (await visit.written("cmi.progress_measure")).map(Number);
    assert.deepEqual(parts, [...parts].sort((one, two) => one - two), "nothing that was done is taken back");
    assert.equal(parts.includes(1), completed === true, story);
  },
  async scorm12(visit, { completed, satisfied, measure }, story) {
    const word = completed === true ? (satisfied === true ? "passed" : "completed") : undefined;
    await untilTold(visit, "cmi.core.lesson_status", (told) => (told === "incomplete" ? undefined : told) === word, story);
    const score = await last(visit, "cmi.core.score.raw");
    assert.ok(score === undefined || sameScore(score, measure, 100), story);
  },
};

/** The page tells a hundredth of a percent. */
function sameScore(told, measure, most) {
  if (told === undefined) return measure === null;
  return measure !== null && Math.abs(Number(told) - most * measure) <= 0.0001 * most;
}
