// Learning paths whose steps are activities: scorm-again steers real packages, step by step beside our engine. Together the
// stories of a path take its turns: every way in which a step can end, and everywhere that a learner can go from there.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchBrowser } from "./support/browser.mjs";
import { PACKAGES } from "./support/packages.mjs";
import { configsOf, does } from "./support/steps.mjs";
import { reported, Sequencer } from "./support/sequencer.mjs";
import { endings, enough, goes, stories } from "./support/stories.mjs";
import { Visit } from "./support/visit.mjs";
import { Lms } from "./lms/server.mjs";
import { Deviations, expectedIn } from "../../sequencing/deviations.mjs";

/** Turns that are taken of one path; each is a visit of a step, with all its pages. `EVERY_TURN=1` takes them all. */
const MOST_TURNS = process.env.EVERY_TURN ? 2000 : 24;

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
  test(`${name}: scorm-again and our engine steer learners the same way, turn by turn`, async (t) => {
    const configs = configsOf(join(folder, name));
    const offer = await drawn(name);
    const sequencer = await sequencerLike(offer, join(folder, `${name}.zip`), configs);
    t.after(() => sequencer.stop());
    const found = await stories(sequencer, (id, activities) => configs.has(id) && endings(configs.get(id), activities), MOST_TURNS, true);
    // Each step that was drawn, with each of its endings; and each from which a learner can turn away is returned to.
    const steps = [...configs].filter(([id]) => offer.order.includes(id));
    assert.ok(steps.length > 1);
    const turns = steps.flatMap(([id, config]) => endings(config).flatMap(({ act }) => (act === "leave" ? [`leave ${id}`, `return ${id}`] : [`${act} ${id}`])));
    assert.deepEqual(turns.filter((turn) => !found.shown.has(turn)), []);
    if (found.leftOut > 0) t.diagnostic(`${found.leftOut} turns are left out`);
    const deviations = new Deviations();
    for (const [number, story] of found.stories.entries()) {
      await withContext((context) => {
        const learner = { lms: here.lms, context, packageName: `paths/steps/${name}` };
        return plays(new SequencedVisit(learner, `${name}-${number}`, deviations), sequencer, story, configs);
      });
    }
    t.diagnostic(`deviations: ${deviations.said}`);
    assert.deepEqual([...deviations.counts.keys()].sort(), expectedIn(name));
  });
}

test("the path of the fixtures is taken to its end: failed twice, once more with help, passed over where a pre-test is passed", async (t) => {
  const name = "leaders-and-their-managers-scorm2004-4th";
  const whole = join(PACKAGES, "paths", "whole", name);
  const configs = configsOf(whole);
  const sequencer = new Sequencer(`${whole}.zip`, 1);
  t.after(() => sequencer.stop());
  const failed = ["item-upward-1", "item-upward-2"];
  await withContext(async (context) => {
    const deviations = new Deviations();
    const visit = new SequencedVisit({ lms: here.lms, context, packageName: `paths/whole/${name}` }, "from-end-to-end", deviations);
    await visit.open();
    await visit.ask("start");
    let ours = await sequencer.ask(visit.id, "start");
    const told = [];
    while (ours.current && !ours.activities["org-leaders-and-their-managers"].completed) {
      assert.ok(told.length < 20, told.join("; "));
      await agree(visit, ours, configs, told.join("; "));
      const { current } = ours;
      if (told.length === 4) {
        // In the middle the learner leaves the course, and opens it again another day.
        await does(visit, configs.get(current), "leave");
        assert.ok(await visit.returns());
        const left = reported(await visit.page.evaluate((id) => window.lms.stored.get(id), current));
        ours = await goes(sequencer, visit.id, left, "return");
        await agree(visit, ours, configs, `returned: ${told.join("; ")}`);
        assert.equal(ours.current, current);
      }
      const ending = endings(configs.get(current)).at(failed.includes(current) ? -2 : -1);
      await does(visit, configs.get(current), ending.act);
      const delivered = await visit.page.evaluate(() => window.lms.delivered);
      await visit.ask("exit");
      const data = reported(await visit.page.evaluate((id) => window.lms.stored.get(id), current));
      agreesWithPlan(data, ending.data, configs.get(current), undefined, `${told.join("; ")}; ${current}`);
      told.push(`${ending.act} ${current}`);
      ours = await sequencer.ask(visit.id, "exit", data);
      const { choice } = await visit.stands();
      const open = ours.valid.choice.filter((id) => configs.has(id) && choice.includes(id) && !ours.activities[id].completed);
      const next = ours.valid.continue ? "continue" : { choice: open[0] };
      if (ours.activities["org-leaders-and-their-managers"].completed) break;
      const [request, target] = typeof next === "string" ? [next] : ["choice", next.choice];
      await visit.ask(request, target);
      ours = await sequencer.ask(visit.id, next);
      await visit.until(async () => (await visit.page.evaluate(() => window.lms.delivered)) > delivered, `a delivery (${told})`);
    }
    t.diagnostic(told.join("; "));
    t.diagnostic(`deviations: ${deviations.said}`);
    assert.deepEqual([...deviations.counts.keys()].sort(), expectedIn(name));
    const root = ours.activities["org-leaders-and-their-managers"];
    assert.deepEqual([root.completed, root.satisfied], [true, true], told.join("; "));
    assert.deepEqual(visit.problems, []);
  });
});

async function withContext(body) {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    return await body(context);
  } finally {
    await context.close();
  }
}

/** What scorm-again offers a learner who begins: what was drawn, in the order in which it stands. */
function drawn(name) {
  return withContext(async (context) => {
    const visit = new SequencedVisit({ lms: here.lms, context, packageName: `paths/steps/${name}` }, `${name}-drawn`);
    await visit.open();
    await visit.ask("start");
    return visit.stands();
  });
}

/** Our engine with a seed by which it draws the same. */
async function sequencerLike({ current, order }, file, configs) {
  for (let seed = 1; seed < 1000; seed += 1) {
    const sequencer = new Sequencer(file, seed);
    const answer = await sequencer.ask("probe", "start");
    const offered = answer.valid.choice.filter((id) => configs.has(id));
    if (answer.current === current && offered.join() === order.filter((id) => offered.includes(id)).join()) return sequencer;
    sequencer.stop();
  }
  throw new Error("no seed draws so");
}

class SequencedVisit extends Visit {
  constructor(learner, id, deviations = new Deviations()) {
    super(learner, id);
    this.deviations = deviations;
  }

  async open() {
    const { lms, context, packageName } = this.learner;
    this.page = await context.newPage();
    this.watch(this.page);
    // Every visit draws the same.
    await this.page.addInitScript(() => {
      let last = 7;
      Math.random = () => (last = (last * 16807) % 2147483647) / 2147483647;
    });
    await this.page.goto(`${lms.origin}/lms/sequencer.html?${new URLSearchParams({ package: packageName, learner: this.id, visit: this.id })}`);
    await this.page.waitForFunction(() => window.lms);
  }

  ask(request, target) {
    return this.page.evaluate(([request, target]) => window.lms.request(request, target), [request, target]);
  }

  /** The learner leaves the course, and opens it again another day. */
  async returns() {
    await this.ask("suspendAll");
    const kept = await this.page.evaluate(() => window.lms.kept());
    await this.page.close();
    await this.open();
    await this.page.evaluate((kept) => window.lms.restore(kept), kept);
    return this.ask("resumeAll");
  }

  /** Where the LMS has the learner, and how everybody stands. */
  stands() {
    return this.page.evaluate(() => {
      const { _sequencing } = window.lms.api;
      const tree = _sequencing.activityTree;
      const holds = (it, wanted) => it.sequencingRules.preConditionRules.some((rule) => rule.action === wanted && rule.evaluate(it));
      const around = (it) => (it.parent ? [it.parent, ...around(it.parent)] : []);
      const inside = (it) => it.children.flatMap((child) => [child, ...inside(child)]);
      const activities = {};
      for (const it of tree.getAllActivities()) {
        activities[it.id] = {
          satisfied: Boolean(it.objectiveSatisfiedStatusKnown && it.objectiveSatisfiedStatus === true),
          completed: it.completionStatus === "completed",
          attempts: it.attemptCount,
          isSkipped: holds(it, "skip"),
          isInDisabled: around(it).some((cluster) => holds(cluster, "disabled")),
          hasSkipped: inside(it).some((each) => holds(each, "skip")),
          lacksMeasure: Boolean(it.primaryObjective && it.primaryObjective.satisfiedByMeasure && it.children.some((child) => !child.objectiveMeasureStatus)),
        };
      }
      const leavesOf = (it) => (it.children.length > 0 ? it.getAvailableChildren().flatMap(leavesOf) : [it.id]);
      const order = leavesOf(tree.root);
      return { order, current: tree.currentActivity?.id ?? null, choice: _sequencing.overallSequencingProcess.getAvailableChoices(), activities };
    });
  }
}

async function plays(visit, sequencer, story, configs) {
  const learner = visit.id;
  await visit.open();
  await visit.ask("start");
  let ours = await sequencer.ask(learner, "start");
  /** What each step reported last. */
  const before = new Map();
  for (const [index, { act, then }] of story.entries()) {
    const told = story.slice(0, index + 1).map((turn) => `${turn.act} ${JSON.stringify(turn.then)}`).join("; ");
    await agree(visit, ours, configs, told);
    const { current } = ours;
    const config = configs.get(current);
    const delivered = await visit.page.evaluate(() => window.lms.delivered);
    await does(visit, config, act);
    const [request, target] = typeof then === "string" ? [then] : Object.entries(then)[0];
    const accepted = request === "return" ? await visit.returns() : await visit.ask(request, target);
    // A step that is skipped now cannot be chosen there, and the story ends.
    if (!accepted && target && (await visit.stands()).activities[target].isSkipped) return visit.deviations.saw("SB.2.9");
    const stored = await visit.page.evaluate((id) => window.lms.stored.get(id), current);
    const data = reported(stored);
    const plan = act === "look" ? seenAgain(before.get(current), enough(config, ours.activities)) : endings(config, ours.activities).find((ending) => ending.act === act).data;
    agreesWithPlan(data, plan, config, before.get(current), told);
    before.set(current, data);
    ours = await goes(sequencer, learner, data, then);
    const since = request === "return" ? 0 : delivered;
    if (ours.outcome?.delivered) await visit.until(async () => (await visit.page.evaluate(() => window.lms.delivered)) > since, `a delivery (${told})`);
  }
  assert.deepEqual(visit.problems, []);
}

/** Who comes back to what is done finds it as it was left. */
function seenAgain(before, more) {
  return { ...before, completion: true, exit: "suspend", objectives: [...before.objectives, ...more] };
}

/** The content reports what the stories have learners report: all of it, and no more than that and what it knew before. */
function agreesWithPlan(data, plan, config, before, told) {
  assert.equal(data.exit, plan.exit, told);
  assert.equal(data.completion === true, plan.completion, `completion: ${told}`);
  assert.equal(data.success, plan.success ?? null, `success: ${told}`);
  if (data.scaledScore !== null || plan.success !== undefined) assert.equal(data.scaledScore, plan.scaledScore ?? null, `score: ${told}`);
  const facts = new Set([...config.step.facts, ...(config.step.enough ? [config.step.enough] : [])].map(({ objective }) => objective));
  const reached = (objectives) => objectives.filter(({ id, success }) => facts.has(id) && success === true).map(({ id }) => id);
  const known = before ? reached(before.objectives) : [];
  assert.deepEqual(reached(data.objectives).sort(), [...new Set([...reached(plan.objectives), ...known])].sort(), `facts: ${told}`);
  // "Not yet" is unknown to sequencing: a fact is never told to be false.
  const denied = data.objectives.filter(({ id, success }) => facts.has(id) && success === false);
  assert.deepEqual(denied, [], told);
}

/** Both have the learner at the same place, let them choose the same, and have rolled up the same. */
async function agree(visit, ours, configs, told) {
  const theirs = await visit.stands();
  assert.equal(theirs.current, ours.current, `delivered: ${told}`);
  for (const id of configs.keys()) {
    const [may, lists] = [ours.valid.choice.includes(id), theirs.choice.includes(id)];
    if (may !== lists) visit.deviations.saw(whyListed(id, may, ours, theirs, told));
  }
  for (const [id, { satisfied, completed, attempts }] of Object.entries(ours.activities)) {
    const other = theirs.activities[id];
    if (other.completed !== (completed === true)) {
      assert.ok(other.hasSkipped && completed === true, `${id} is completed: ${completed} / ${other.completed}: ${told}`);
      visit.deviations.saw("RB.1.4.2");
    }
    if (other.satisfied !== (satisfied === true)) {
      const situation = JSON.stringify([satisfied, other]);
      const isLate = other.hasSkipped && satisfied === true;
      assert.ok(isLate || (other.lacksMeasure && satisfied !== true), `${id} is satisfied: ${situation}: ${told}`);
      visit.deviations.saw(isLate ? "RB.1.4.2" : "RB.1.1");
    }
    if (configs.has(id)) assert.equal(other.attempts, attempts, `attempts at ${id}: ${told}`);
  }
}

/** The clause by which one lists a step among what may be chosen, and the other does not. */
function whyListed(id, may, ours, theirs, told) {
  const situation = `${id} may be chosen: ${may ? "yes" : ours.refused[id]} / ${JSON.stringify(theirs.activities[id])}: ${told}`;
  if (may) {
    assert.ok(theirs.activities[id].isSkipped, situation);
    return "SB.2.9";
  }
  assert.ok(ours.refused[id] === "DB.1.1-3" && theirs.activities[id].isInDisabled, situation);
  return "DB.1.1";
}
