// Learning paths whose steps are activities: scorm-again steers real packages, step by step beside our engine. Together the
// stories of a path take its turns: every way in which a step can end, and everywhere that a learner can go from there.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { rightAnswer, wrongAnswer } from "./support/answers.mjs";
import { launchBrowser } from "./support/browser.mjs";
import * as mouse from "./support/mouse.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { reported, Sequencer } from "./support/sequencer.mjs";
import { endings, stories } from "./support/stories.mjs";
import { Visit } from "./support/visit.mjs";
import { Lms } from "./lms/server.mjs";

/** Turns that are taken of one path; each is a visit of a step, with all its pages. */
const MOST_TURNS = 40;

const here = { lms: null, browser: null };
before(async () => {
  here.lms = await new Lms(PACKAGES).start();
  here.browser = await launchBrowser();
});
after(async () => {
  await here.browser?.close();
  await here.lms?.stop();
});

const folder = join(PACKAGES, "paths", "steps");
for (const name of readdirSync(folder).filter((file) => !file.endsWith(".zip"))) {
  test(`${name}: scorm-again and our engine steer learners the same way, through every turn`, async (t) => {
    const sequencer = new Sequencer(join(folder, `${name}.zip`));
    t.after(() => sequencer.stop());
    const configs = configsOf(join(folder, name));
    const found = await stories(sequencer, (id) => configs.has(id) && endings(configs.get(id)), MOST_TURNS);
    assert.ok(found.stories.length > 0);
    if (found.leftOut > 0) t.diagnostic(`${found.leftOut} turns are left out`);
    for (const [number, story] of found.stories.entries()) {
      const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 } });
      try {
        await plays(new SequencedVisit({ lms: here.lms, context, packageName: `paths/steps/${name}` }, `${name}-${number}`), sequencer, story, configs);
      } finally {
        await context.close();
      }
    }
  });
}

/** The configuration of each step's page, by activity. */
function configsOf(folder) {
  const manifest = readFileSync(join(folder, "imsmanifest.xml"), "utf8");
  const items = [...manifest.matchAll(/<item identifier="([^"]*)" identifierref="([^"]*)"/g)];
  return new Map(items.map(([, item, resource]) => {
    const [, href] = new RegExp(`<resource identifier="${resource}"[^>]*? href="([^"]*)"`).exec(manifest);
    const page = readFileSync(join(folder, href), "utf8");
    return [item, JSON.parse(/<script[^>]*id="cw-config"[^>]*>([^]*?)<\/script>/.exec(page)[1])];
  }));
}

class SequencedVisit extends Visit {
  async open() {
    const { lms, context, packageName } = this.learner;
    this.page = await context.newPage();
    this.watch(this.page);
    await this.page.goto(`${lms.origin}/lms/sequencer.html?${new URLSearchParams({ package: packageName, learner: this.id, visit: this.id })}`);
    await this.page.waitForFunction(() => window.lms);
  }

  ask(request, target) {
    return this.page.evaluate(([request, target]) => window.lms.request(request, target), [request, target]);
  }

  /** Where the LMS has the learner, and how everybody stands. */
  stands() {
    return this.page.evaluate(() => {
      const { _sequencing } = window.lms.api;
      const tree = _sequencing.activityTree;
      const activities = {};
      for (const it of tree.getAllActivities()) {
        activities[it.id] = {
          satisfied: Boolean(it.objectiveSatisfiedStatusKnown && it.objectiveSatisfiedStatus === true),
          completed: it.completionStatus === "completed",
          attempts: it.attemptCount,
        };
      }
      return { current: tree.currentActivity?.id ?? null, choice: _sequencing.overallSequencingProcess.getAvailableChoices(), activities };
    });
  }
}

async function plays(visit, sequencer, story, configs) {
  const learner = visit.id;
  await visit.open();
  await visit.ask("start");
  let ours = await sequencer.ask(learner, "start");
  for (const [index, { act, then }] of story.entries()) {
    const told = story.slice(0, index + 1).map((turn) => `${turn.act} ${JSON.stringify(turn.then)}`).join("; ");
    await agree(visit, ours, configs, told);
    const { current } = ours;
    const config = configs.get(current);
    const delivered = await visit.page.evaluate(() => window.lms.delivered);
    await does(visit, config, act);
    const [request, target] = typeof then === "string" ? [then] : Object.entries(then)[0];
    await visit.ask(request, target);
    const stored = await visit.page.evaluate((id) => window.lms.stored.get(id), current);
    const data = reported(stored);
    agreesWithPlan(data, act === "look" ? SEEN_AGAIN : endings(config).find((ending) => ending.act === act).data, config, told);
    await sequencer.ask(learner, "exit", data);
    ours = await sequencer.ask(learner, then);
    if (ours.outcome?.delivered) await visit.until(async () => (await visit.page.evaluate(() => window.lms.delivered)) > delivered, `a delivery (${told})`);
  }
  assert.deepEqual(visit.problems, []);
}

/** What the learner does with the step that is open. */
async function does(visit, config, act) {
  await visit.ready();
  if (act === "leave") return;
  if (await visit.asksToResume()) await mouse.click(visit, '[data-action="resume"]');
  if (act === "look") return;
  const choose = act === "fail" ? wrongAnswer : rightAnswer;
  const last = config.lessons.length - 1;
  // Who has answered sees the result; from the last page of what was only read, "next" would leave the step.
  if (config.mastery !== null) return mouse.takeLessons(visit, config, { choose });
  if (last > 0) await mouse.takeLessons(visit, config, { choose, last: last - 1 });
  await visit.onLesson(config.lessons[last].id);
  await mouse.answerLesson(visit, config.lessons[last], choose);
}

/** What is done stays so. */
const SEEN_AGAIN = { completion: true, exit: "suspend", objectives: [] };

/** The content reports what the stories have learners report. */
function agreesWithPlan(data, plan, config, told) {
  assert.equal(data.exit, plan.exit, told);
  assert.equal(data.completion === true, plan.completion, `completion: ${told}`);
  if (plan.success !== undefined) assert.equal(data.success, plan.success, `success: ${told}`);
  const facts = new Set(config.step.facts.map(({ objective }) => objective));
  const reached = data.objectives.filter(({ id, success }) => facts.has(id) && success === true).map(({ id }) => id).sort();
  for (const { id } of plan.objectives) assert.ok(reached.includes(id), `${id} is told: ${told}`);
}

/** Both have the learner at the same place, let them choose the same, and have rolled up the same. */
async function agree(visit, ours, configs, told) {
  const theirs = await visit.stands();
  assert.equal(theirs.current, ours.current, `delivered: ${told}`);
  const leaves = (ids) => ids.filter((id) => configs.has(id)).sort();
  assert.deepEqual(leaves(theirs.choice), leaves(ours.valid.choice), `may be chosen: ${told}`);
  for (const [id, { satisfied, completed, attempts }] of Object.entries(ours.activities)) {
    const other = theirs.activities[id];
    assert.deepEqual([other.satisfied, other.completed], [satisfied === true, completed === true], `${id} stands: ${told}`);
    if (configs.has(id)) assert.equal(other.attempts, attempts, `attempts at ${id}: ${told}`);
  }
}
