// An LMS that is found late, when the learner has already begun: what it holds and what was done until then become one, in the path
// and in the course of the step that is open.

import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT } from "./support/course.mjs";
import { fact, routeOf } from "./support/path-page.mjs";
import { World, answersOf, decodeCourse } from "./support/path-tabs.mjs";

/** Of two of them other answers may be given still, which would be too few for a pass. */
const WRONG = { promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] };
const routeWith = (attempts) => routeOf({ steps: [{ id: "trust", leaf: { attempts } }, { id: "final", opens: fact(1, "done") }] });

/** What the LMS holds after a visit in which this was answered. */
async function after(attempts, answers) {
  const world = new World(routeWith(attempts));
  const tab = await world.tab("scorm2004", {});
  tab.opens("trust");
  world.rests();
  Object.entries(answers).forEach(([id, response]) => tab.course.answer(id, response));
  world.rests();
  const { stored } = await tab.run.close();
  return { ...stored, "cmi.entry": "resume" };
}

/** A visit in which the LMS is late, and the learner in a step of which this was answered. */
async function alone(attempts, stored, answers) {
  const world = new World(routeWith(attempts));
  const tab = await world.tab("scorm2004", { stored, late: true });
  assert.equal(tab.run.shell.session.state, "alone");
  tab.opens("trust");
  world.rests();
  Object.entries(answers).forEach(([id, response]) => tab.course.answer(id, response));
  world.rests();
  await tab.run.arrives();
  assert.ok(world.rests());
  tab.run.page.pass(5000);
  const kept = () => tab.run.decodePath(world.config.route, tab.run.lms.stored["cmi.suspend_data"]);
  return { world, tab, kept };
}

test("the step in hand has what was answered before and since", async () => {
  const { tab, kept } = await alone(3, await after(3, { promise: RIGHT.promise }), { habits: RIGHT.habits });
  assert.deepEqual(answersOf(tab.course.state), ["habits", "promise"]);
  assert.equal(tab.leaf("trust").attempts, 1);
  assert.deepEqual(answersOf(decodeCourse(kept().traveller.leaves[1].state)), ["habits", "promise"]);
  assert.deepEqual(tab.run.lms.refused, []);
});

test("what both together pass is passed", async () => {
  const { tab, kept } = await alone(3, await after(3, { promise: RIGHT.promise, habits: RIGHT.habits }), { "bad-news": RIGHT["bad-news"], raise: RIGHT.raise });
  assert.deepEqual([tab.leaf("trust").done, kept().traveller.leaves[1].passed], [true, true]);
});

test("where the last attempt is over, the step in hand is the next one", async () => {
  const { tab, world, kept } = await alone(3, await after(3, WRONG), { promise: RIGHT.promise });
  assert.deepEqual([tab.leaf("trust").attempts, tab.leaf("trust").open, tab.leaf("trust").failed], [2, true, true]);
  assert.deepEqual(answersOf(tab.course.state), ["promise"]);
  for (const [id, response] of Object.entries(RIGHT)) tab.course.answer(id, response);
  assert.ok(world.rests());
  tab.run.page.pass(5000);
  assert.deepEqual([kept().traveller.leaves[1].attempts, kept().traveller.leaves[1].passed], [2, true]);
});

test("where no attempt is left, the learner comes home, and what was done meanwhile does not count", async () => {
  const { tab, kept } = await alone(1, await after(1, WRONG), RIGHT);
  assert.equal(tab.run.shell.inStep, false);
  assert.deepEqual([tab.run.view("trust").state, tab.run.view("trust").enterable], ["over", false]);
  const { attempts, done, failed } = kept().traveller.leaves[1];
  assert.deepEqual([attempts, done, failed], [1, false, true]);
});

test("what is done is shown with what was answered since, and stays done", async () => {
  const { tab, kept } = await alone(1, await after(1, RIGHT), { habits: WRONG.habits });
  assert.deepEqual([tab.leaf("trust").done, tab.leaf("trust").attempts], [true, 1]);
  assert.deepEqual(answersOf(tab.course.state), Object.keys(RIGHT).sort());
  assert.deepEqual(answersOf(decodeCourse(kept().traveller.leaves[1].state)), Object.keys(RIGHT).sort());
});

test("a learner for whom the LMS holds nothing goes on as if it had been there", async () => {
  const { tab, kept } = await alone(3, {}, { promise: RIGHT.promise });
  assert.deepEqual([tab.leaf("trust").attempts, tab.leaf("trust").open], [1, true]);
  assert.deepEqual(answersOf(decodeCourse(kept().traveller.leaves[1].state)), ["promise"]);
});

test("in a review that shows itself late nothing of what was done counts", async () => {
  const stored = await after(3, { promise: RIGHT.promise });
  const { tab } = await alone(3, { ...stored, "cmi.mode": "review" }, RIGHT);
  assert.equal(tab.course.session.state, "review");
  assert.equal(tab.leaf("trust").done, false);
  assert.equal(tab.run.lms.stored["cmi.suspend_data"], stored["cmi.suspend_data"]);
});
