// One learner with a path open in several tabs: whatever they do and in whatever order the tabs hear of each other, all come to the
// same, and nothing that was reached or answered is lost.

import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT } from "./support/course.mjs";
import { LINEAR, fact, routeOf } from "./support/path-page.mjs";
import { World, answersOf, decodeCourse, withoutPlace } from "./support/path-tabs.mjs";

/** One step that many tabs may have open, and one after it. */
const TWO = routeOf({ steps: [{ id: "trust", leaf: { attempts: 3 } }, { id: "final", opens: fact(1, "done") }] });
/** With two of them wrong for good, no pass is left. */
const WRONG = { promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] };

const sameEverywhere = (world) => {
  const of = (state) => JSON.stringify(state.traveller.leaves.map((leaf) => leaf && { ...leaf, state: leaf.open || leaf.done ? withoutPlace(decodeCourse(leaf.state)) : "" }));
  const first = of(world.stored());
  world.tabs.forEach((tab) => assert.equal(of(tab.state), first, tab.name));
};

test("two tabs in one step have the answers of both", async () => {
  const world = new World(TWO);
  const [one, two] = [await world.tab(), await world.tab()];
  one.opens("trust");
  two.opens("trust");
  assert.ok(world.rests());
  one.course.turnsTo(1);
  one.course.answer("promise", RIGHT.promise);
  two.course.turnsTo(2);
  two.course.answer("habits", RIGHT.habits);
  assert.ok(world.rests(), "they do not talk for ever");
  for (const tab of [one, two]) assert.deepEqual(answersOf(tab.course.state), ["habits", "promise"]);
  assert.deepEqual([one.course.state.lesson, two.course.state.lesson], [1, 2], "each stays where it is");
  assert.deepEqual(answersOf(decodeCourse(world.stored().traveller.leaves[1].state)), ["habits", "promise"]);
  sameEverywhere(world);
});

test("a step that was left takes what another tab does in it", async () => {
  const world = new World(TWO);
  const [one, two] = [await world.tab(), await world.tab()];
  one.opens("trust");
  world.rests();
  one.course.answer("promise", RIGHT.promise);
  world.rests();
  one.comesHome();
  world.rests();
  two.opens("trust");
  world.rests();
  assert.deepEqual(answersOf(two.course.state), ["promise"]);
  two.course.answer("habits", RIGHT.habits);
  world.rests();
  one.opens("trust");
  assert.ok(world.rests());
  assert.deepEqual(answersOf(one.course.state), ["habits", "promise"]);
  sameEverywhere(world);
});

test("an attempt that ended in another tab is left, and says nothing more", async () => {
  const world = new World(TWO);
  const [one, two] = [await world.tab(), await world.tab()];
  one.opens("trust");
  two.opens("trust");
  world.rests();
  for (const [id, response] of Object.entries(WRONG)) one.course.answer(id, response);
  world.drain("tab 1 up");
  two.course.answer("promise", RIGHT.promise);
  assert.ok(world.rests());
  assert.equal(two.run.shell.inStep, false);
  for (const tab of [one, two]) {
    const { open, failed, attempts } = tab.leaf("trust");
    assert.deepEqual([open, failed, attempts], [false, true, 1], tab.name);
  }
  sameEverywhere(world);
});

test("an attempt that another tab has begun is not told what belongs to the one before", async () => {
  const world = new World(LINEAR);
  const [one, two] = [await world.tab(), await world.tab()];
  await one.run.finishes("why");
  world.rests();
  one.opens("trust");
  world.rests();
  // The other tab fails the same attempt, and begins the next.
  const heard = two.run.shell;
  two.run.shell.open(two.run.place("trust"));
  heard.hear(two.run.place("trust"), { record: { score: 10, states: ["x"], step: { failed: true, over: true } }, answers: [], turn: 0 });
  heard.goHome();
  heard.open(two.run.place("trust"));
  assert.equal(two.leaf("trust").attempts, 2);
  one.course.answer("habits", RIGHT.habits);
  assert.ok(world.rests());
  assert.equal(one.run.shell.inStep, false);
  assert.deepEqual([one.leaf("trust").attempts, one.leaf("trust").open, one.leaf("trust").state], [2, true, ""]);
});

/** Numbers that are the same each time. */
function chanceFrom(seed) {
  let count = seed;
  return (bound) => {
    count = (Math.imul(count, 1664525) + 1013904223) >>> 0;
    return Math.floor((count / 2 ** 32) * bound);
  };
}

/** What a learner may do in a tab. @returns what is known to be true from then on */
function acts(tab, chance) {
  const { shell } = tab.run;
  if (!shell.inStep) {
    const open = tab.run.choices(tab.state.traveller);
    return tab.opens(tab.run.config.route.places[open[chance(open.length)]].id);
  }
  if (!tab.course || tab.course.session.held === null) return;
  const kind = chance(8);
  if (kind === 0) tab.comesHome();
  else if (kind === 1) tab.course.turnsTo(chance(3));
  else {
    const ids = Object.keys(RIGHT);
    const id = ids[chance(ids.length)];
    tab.course.answer(id, chance(2) > 0 ? RIGHT[id] : WRONG[id]);
  }
}

test("whatever tabs do, and in whatever order they hear of it, all come to the same and no fact is lost", async () => {
  const seen = { done: 0, passed: 0, failed: 0, joined: 0 };
  for (let round = 0; round < 120; round += 1) {
    const chance = chanceFrom(round + 1);
    const world = new World(TWO);
    for (let count = 2 + chance(2); count > 0; count -= 1) await world.tab();
    const facts = new Set();
    const note = (tab) => tab.state.traveller.leaves.forEach((leaf, place) => leaf && ["done", "passed", "failed"].forEach((name) => leaf[name] && facts.add(`${place} ${name}`)));
    for (let turn = 0; turn < 60; turn += 1) {
      const ways = world.waiting();
      const tab = world.tabs[chance(world.tabs.length)];
      if (ways.length > 0 && chance(3) > 0) world.deliver(ways[chance(ways.length)]);
      else acts(tab, chance);
      world.tabs.forEach(note);
    }
    assert.ok(world.rests(1000), `round ${round}: they come to rest`);
    sameEverywhere(world);
    const stored = world.stored();
    for (const known of facts) {
      const [place, name] = known.split(" ");
      assert.ok(stored.traveller.leaves[place][name], `round ${round}: ${known}`);
      seen[name] += 1;
    }
    for (const tab of world.tabs) {
      const here = tab.course && stored.traveller.leaves[tab.run.shell.here];
      // Of an attempt that is over nothing is kept, and its course may still be looked at.
      if (!here || !(here.open || here.done)) continue;
      seen.joined += 1;
      assert.equal(withoutPlace(tab.course.state), withoutPlace(decodeCourse(here.state)), `round ${round}: ${tab.name}`);
    }
  }
  assert.ok(seen.done > 20 && seen.failed > 20 && seen.joined > 50, JSON.stringify(seen));
});

test("no answer is lost while the step stays open in the tab that gave it", async () => {
  for (let round = 0; round < 60; round += 1) {
    const chance = chanceFrom(1000 + round);
    const world = new World(TWO);
    const [one, two] = [await world.tab(), await world.tab()];
    one.opens("trust");
    two.opens("trust");
    world.rests();
    const given = new Set();
    // Fewer than pass or fail: the attempt goes on.
    for (let turn = 0; turn < 30; turn += 1) {
      const ways = world.waiting();
      if (ways.length > 0 && chance(2) > 0) world.deliver(ways[chance(ways.length)]);
      else {
        const id = ["promise", "habits"][chance(2)];
        [one, two][chance(2)].course.answer(id, RIGHT[id]);
        given.add(id);
      }
    }
    assert.ok(world.rests());
    for (const tab of [one, two]) assert.deepEqual(answersOf(tab.course.state), [...given].sort(), `round ${round}`);
    assert.deepEqual(answersOf(decodeCourse(world.stored().traveller.leaves[1].state)), [...given].sort());
  }
});
