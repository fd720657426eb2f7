// What the LMS is told of a path as a whole: failed only when nothing could still better it, and a score on the right side of the mark.

import assert from "node:assert/strict";
import test from "node:test";
import { fact, pathConfig, routeOf, visit } from "./support/path-page.mjs";
import { load } from "./support/scripts.mjs";

const NAMES = ["newPathState", "settlePath", "successOfPath", "toldScore", "answersOfStep", "enter", "takeOutcome", "mayStillPass", "pathForms", "recordOfPath"];
const player = load("web", NAMES, { kind: "PATH", globals: { BigInt } });

const OUTCOME = { done: false, passed: false, failed: false, over: false, ended: false, score: null };

/** A learner on a route, and what came of the steps. */
function walk(route) {
  const state = player.newPathState(route);
  const place = (id) => route.places.findIndex((it) => it.id === id);
  const walked = {
    state,
    says(id, outcome) {
      player.enter(state.traveller, place(id));
      player.takeOutcome(state.traveller, place(id), { ...OUTCOME, ...outcome });
      player.settlePath(state);
      return walked;
    },
    success: (mastery) => player.successOfPath(state, mastery),
    leaf: (id) => state.traveller.leaves[place(id)],
  };
  return walked;
}

const page = (id, more) => ({ id, ...more, leaf: { done: "completed", passMark: null } });
const quiz = (id, leaf, more) => ({ id, ...more, leaf: { attempts: 1, ...leaf } });

test("a step that is done and can still be passed fails nobody", () => {
  const route = routeOf({ steps: [quiz("a", { done: "completed" })] });
  const read = walk(route).says("a", { done: true, score: 20 });
  assert.deepEqual([read.state.completed, read.success()], [true, "unknown"]);
  assert.equal(walk(route).says("a", { done: true }).says("a", { done: true, passed: true, score: 90 }).success(), "passed");
  // Failed for good, though there is something left to answer.
  assert.equal(read.says("a", { done: true, failed: true, score: 40 }).success(), "failed");
  assert.equal(walk(route).says("a", { done: true, ended: true, score: 40 }).success(), "failed");
});

test("another choice that can still be passed fails nobody", () => {
  const choice = (...others) => ({ atLeast: { count: 1, of: others } });
  const route = routeOf({
    group: { order: "any", choose: 1 },
    steps: [{ ...page("a"), skips: choice(fact(2, "done")) }, quiz("b", {}, { skips: choice(fact(1, "done")) })],
  });
  const chosen = walk(route).says("a", { done: true, ended: true });
  assert.deepEqual([chosen.state.completed, chosen.success()], [true, "unknown"]);
  assert.equal(chosen.says("b", { failed: true, over: true, ended: true, score: 0 }).success(), "failed");
});

test("an optional step with a weight can still raise the score, and one that never opens cannot", () => {
  const tree = (opens) => ({
    group: { order: "any" },
    steps: [quiz("a", { done: "finished" }), quiz("b", {}, { required: false, weight: 1, opens })],
  });
  const low = { done: true, ended: true, score: 40 };
  const opens = walk(routeOf(tree(fact(1, "done")), { score: 70 })).says("a", low);
  assert.deepEqual([opens.state.completed, opens.success()], [true, "unknown"]);
  assert.equal(opens.says("b", { passed: true, done: true, ended: true, score: 100 }).success(), "passed");
  const stays = walk(routeOf(tree(fact(1, "passed")), { score: 70 })).says("a", low);
  assert.equal(stays.success(), "failed");
});

test("a mastery score of the LMS fails nobody before it is out of reach", () => {
  const route = routeOf({ steps: [quiz("a", { passMark: 60 })] });
  const good = walk(route);
  player.enter(good.state.traveller, 1);
  player.takeOutcome(good.state.traveller, 1, { ...OUTCOME, done: true, passed: true, score: 70 });
  player.settlePath(good.state, 80);
  assert.deepEqual([good.state.passed, good.success(80)], [false, "unknown"]);
  player.takeOutcome(good.state.traveller, 1, { ...OUTCOME, done: true, passed: true, ended: true, score: 75 });
  player.settlePath(good.state, 80);
  assert.deepEqual([good.state.passed, good.success(80)], [false, "failed"]);
});

test("an attempt that is over without a failure strands nobody", () => {
  const route = routeOf({ steps: [{ id: "a", leaf: { done: "completed", passMark: null, attempts: 1, timeLimit: 10 } }] });
  const { leaf, says } = walk(route);
  says("a", { over: true, ended: true });
  assert.deepEqual([leaf("a").open, leaf("a").failed], [true, false]);
  says("a", { done: true, ended: true });
  assert.deepEqual([leaf("a").done, leaf("a").ended], [true, true]);
});

test("a score is told on the side of the mark where it is", () => {
  for (const [score, asked, told] of [
    [74.996, 75, 74.99], [75, 75, 75], [75.004, 75, 75], [74.994, 75, 74.99], [66.6741, 66.674, 66.68], [66.67, 66.67, 66.67], [74.996, null, 75], [100, 99.999, 100],
  ]) assert.equal(player.toldScore(score, asked), told, `${score} ${asked}`);
});

test("an answer is one to the objective of its step, where that is told of", () => {
  const route = routeOf({ steps: [page("why"), quiz("trust-2", {}, { step: "trust" })] });
  const answer = { id: "promise", at: new Date(0).toISOString(), objectives: ["keeping-word"] };
  const of = (place) => Array.from(player.answersOfStep(route, place, [answer, null]), ({ id, objectives }) => [id, Array.from(objectives)]);
  assert.deepEqual(of(1), [["why-promise", []]]);
  assert.deepEqual(of(2), [["trust-2-promise", ["trust"]]]);
});

for (const standard of ["scorm2004", "cmi5", "web"]) {
  test(`${standard}: the LMS hears that a path was failed when it was, and not before`, async () => {
    const route = routeOf({ steps: [quiz("a", { done: "completed" }), page("z", { opens: fact(1, "done") })] });
    const run = await visit(standard, pathConfig(route));
    const success = () => {
      if (run.lms) return run.lms.data["cmi.success_status"] || "unknown";
      if (run.lrs) return run.lrs.verbs().find((verb) => ["passed", "failed"].includes(verb)) || "unknown";
      return JSON.parse([...run.storage.values()][0]).success;
    };
    await run.open("a");
    await run.record({ score: 20, step: { done: true } });
    await run.leave();
    await run.finishes("z");
    run.page.pass(2000);
    assert.deepEqual([run.shell.state.completed, success()], [true, "unknown"]);
    await run.open("a");
    await run.record({ score: 40, step: { done: true, failed: true, ended: true } });
    await run.leave();
    await run.close();
    assert.equal(success(), "failed");
  });
}

test("who comes back to a path that was changed keeps what was reached at the steps that are still there", async () => {
  const before = routeOf({ steps: [page("why"), quiz("trust", {}, { opens: fact(1, "done") }), quiz("old", {}, { opens: fact(2, "done") })] });
  const first = await visit("web", pathConfig(before));
  await first.finishes("why");
  await first.passes("trust");
  const kept = await first.close();
  const after = routeOf({
    steps: [page("hello"), page("why", { opens: fact(1, "done") }), quiz("trust", { attempts: 3 }, { opens: fact(2, "done") })],
  });
  const second = await visit("web", pathConfig(after), { storage: kept.storage });
  assert.deepEqual([second.view("hello").state, second.leafOf(second.shell.state.traveller, 2).done], ["open", true]);
  assert.equal(second.leafOf(second.shell.state.traveller, 3).passed, true);
});
