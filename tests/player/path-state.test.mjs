// The state record of a path: it reads back as it was written, never exceeds what the library reckons with, and what is not a
// record of this very path is not read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const NAMES = [
  "newPathState", "encodePath", "decodePath", "pathForms", "joinPaths", "leavesOf", "leafOf", "leafKind", "triesOf", "enter", "takeOutcome",
  "offeredTo", "hasChance", "hasDates", "pathFingerprint", "isRecordOf", "statusOfPath", "exactPercent", "ALPHABET",
];
const player = load("web", NAMES, { kind: "PATH", globals: { BigInt } });
const cases = JSON.parse(readFileSync(new URL("support/routes.json", import.meta.url), "utf8"));
const plain = (value) => JSON.parse(JSON.stringify(value));

/** Numbers that are the same each time. */
function chanceFrom(seed) {
  let count = seed;
  return (bound) => {
    count = (Math.imul(count, 1664525) + 1013904223) >>> 0;
    return Math.floor((count / 2 ** 32) * bound);
  };
}

const textOf = (chance, length) => Array.from({ length }, () => player.ALPHABET[chance(64)]).join("");

/** A learner who has been everywhere, with as much to keep as there may be, or with anything. */
function busyState({ route, seed, sizes }, chance, full) {
  const state = player.newPathState(route);
  const { traveller } = state;
  if (player.hasChance(route)) Object.assign(traveller, { seed, offered: player.offeredTo(route, seed) });
  const leaves = Array.from(player.leavesOf(route));
  for (const leaf of leaves) {
    const record = player.leafOf(traveller, leaf);
    const { attempts, thresholds } = player.leafKind(route, leaf);
    if (!full && chance(3) === 0) continue;
    const flag = () => full || chance(2) === 0;
    const done = flag();
    const most = full ? 100 : thresholds[chance(thresholds.length + 1)] ?? 0;
    const score = full ? 100 : chance(2) ? player.exactPercent(chance(1e9) / 1e7) : null;
    Object.assign(record, {
      attempts: full ? (attempts ?? 255) : 1 + chance(attempts ?? 300),
      open: done || flag(), ended: done && !full && flag(), done, passed: flag(), failed: flag(),
      reached: thresholds.map((threshold) => threshold <= Math.max(most, score ?? 0)), score,
    });
  }
  for (const tries of Array.from(player.triesOf(route), (list) => Array.from(list))) {
    const most = Math.max(...tries.map((leaf) => sizes.find(({ place }) => place === leaf).state));
    const holder = player.leafOf(traveller, tries[full ? tries.length - 1 : chance(tries.length)]);
    if (holder.attempts > 0 && (holder.open || holder.done)) holder.state = textOf(chance, full ? most : chance(most));
  }
  Object.assign(state, { last: full ? leaves[leaves.length - 1] : chance(2) ? leaves[chance(leaves.length)] : null });
  Object.assign(state, { completed: full, passed: full || chance(2) === 0, began: player.hasDates(route) ? 20000 + chance(9000) : 0 });
  return state;
}

const capped = (state) => {
  const copy = plain(state);
  copy.traveller.leaves.forEach((leaf) => leaf && (leaf.attempts = Math.min(leaf.attempts, 255)));
  return copy;
};

test("a record reads back as it was written", () => {
  for (const [number, entry] of cases.entries()) {
    for (let round = 0; round < 12; round += 1) {
      const state = busyState(entry, chanceFrom(100 * number + round), false);
      const text = player.encodePath(state);
      assert.match(text, /^[\w-]+$/);
      assert.deepEqual(plain(player.decodePath(entry.route, text)), capped(state));
    }
  }
});

test("a record is never longer than the library says, and may be as long", () => {
  for (const [number, entry] of cases.entries()) {
    const full = player.encodePath(busyState(entry, chanceFrom(number), true));
    assert.equal(full.length, entry.worst, `route ${number}`);
    for (let round = 0; round < 12; round += 1) {
      const text = player.encodePath(busyState(entry, chanceFrom(7000 + 100 * number + round), false));
      assert.ok(text.length <= entry.worst);
    }
  }
});

test("a broken record is not read, whatever is broken", () => {
  const entry = cases[3];
  const text = player.encodePath(busyState(entry, chanceFrom(5), false));
  for (let at = 0; at < text.length - 1; at += 1) {
    const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
    assert.equal(player.decodePath(entry.route, changed), null, `character ${at}`);
  }
  for (const other of ["", "A", "not a record!", text.slice(0, -2), `${text}AA`, "{}", "\u0000"]) {
    assert.equal(player.decodePath(entry.route, other), null, other);
  }
  assert.ok(player.decodePath(entry.route, ` ${text}\n`));
});

test("a record says on which route it was written", () => {
  const fingerprints = new Set(cases.map(({ route }) => player.pathFingerprint(route)));
  assert.ok(fingerprints.size > cases.length - 3);
  const text = player.encodePath(busyState(cases[1], chanceFrom(1), true));
  assert.ok(player.isRecordOf(cases[1].route, text));
  for (const { route } of cases.slice(2)) assert.ok(!player.isRecordOf(route, text));
  for (const other of ["", "A", "not a record!"]) assert.ok(!player.isRecordOf(cases[1].route, other));
});

/** The route without one of its leaves, and with a new one in the first place, which moves all others. */
function edited({ route }, gone) {
  const places = plain(route.places);
  places[gone].id = places[gone].step = "something-else";
  places.forEach((place) => place.kind.kind === "leaf" && Object.assign(place.kind, { attempts: 7, thresholds: [25, ...place.kind.thresholds, 100] }));
  return { ...route, places };
}

test("when a path was changed, what was reached at the steps that are still there stays", () => {
  for (const [number, entry] of cases.entries()) {
    const state = busyState(entry, chanceFrom(number), false);
    const leaves = Array.from(player.leavesOf(entry.route));
    const gone = leaves[number % leaves.length];
    const route = edited(entry, gone);
    const text = player.encodePath(state);
    assert.ok(!player.isRecordOf(route, text));
    const read = player.decodePath(route, text);
    for (const leaf of leaves) {
      const [before, after] = [player.leafOf(state.traveller, leaf), player.leafOf(read.traveller, leaf)];
      if (leaf === gone) {
        assert.equal(after.attempts, 0);
        continue;
      }
      for (const name of ["open", "ended", "done", "passed", "failed", "score", "state"]) assert.equal(after[name], before[name], name);
      // What nobody asked for before is held against the score.
      const [low, ...same] = Array.from(after.reached);
      assert.deepEqual(same.slice(0, -1), Array.from(before.reached));
      assert.equal(low, before.reached.some((flag, at) => flag && player.leafKind(entry.route, leaf).thresholds[at] >= 25) || (before.score ?? 0) >= 25);
    }
    assert.equal(read.last, state.last === gone ? null : state.last);
    assert.deepEqual([read.completed, read.passed, read.began], [state.completed, state.passed, state.began]);
    // And back again: what was written on the changed path is read on the first one.
    assert.ok(player.decodePath(entry.route, player.encodePath(read)));
  }
});

test("scores are kept so exactly that nobody passes or fails by coming back", () => {
  const leaf = (id, weight) => ({
    id, step: id, title: id, parent: 0, children: [], opens: { all: [] }, skips: { any: [] }, behind: { any: [] }, required: true, counts: true, weight,
    kind: { kind: "leaf", done: "finished", passMark: 50, attempts: 1, timeLimit: null, due: null, thresholds: [66.67] },
  });
  const group = { kind: "group", order: "any", choose: null, draw: null, shuffle: false, tries: false };
  const whole = { ...leaf("whole", 1), parent: null, children: [1, 2], kind: group };
  for (const [mark, scores, passed] of [
    [66.67, [66.67, 66.67], true], [66.67, [66.67, 66.669999], false], [200 / 3, [100 / 3, 100], true], [66.6667, [100 / 3, 100], false], [50.005, [50.004, 50.006], true],
  ]) {
    const route = { places: [whole, leaf("a", 1), leaf("b", 1)], success: { score: mark } };
    const state = player.newPathState(route);
    scores.forEach((score, at) => {
      player.enter(state.traveller, at + 1);
      player.takeOutcome(state.traveller, at + 1, { done: true, passed: true, failed: false, over: false, ended: true, score });
    });
    const again = player.decodePath(route, player.encodePath(state));
    assert.deepEqual([state, again].map(({ traveller }) => player.statusOfPath(traveller).passed), [passed, passed], String(mark));
    assert.deepEqual(plain(again), plain(state));
  }
});

test("shorter forms are made only where there is no room for the longer ones", () => {
  const state = busyState(cases[0], chanceFrom(0), true);
  const forms = Array.from(player.pathForms(state));
  const asked = [];
  const fitting = player.pathForms(state, (text) => asked.push(text) === 2);
  assert.deepEqual(Array.from(fitting), forms.slice(0, 2));
  assert.deepEqual(asked, forms.slice(0, 2));
});

test("where there is little room the states of courses give way, and what was reached stays", () => {
  for (const [number, entry] of cases.entries()) {
    const state = busyState(entry, chanceFrom(number), true);
    const forms = Array.from(player.pathForms(state));
    assert.equal(forms[0], player.encodePath(state));
    forms.slice(1).forEach((form, at) => assert.ok(form.length < forms[at].length));
    for (const form of forms) {
      const read = player.decodePath(entry.route, form);
      const facts = (kept) => kept.traveller.leaves.map((leaf) => leaf && { ...leaf, state: "" });
      assert.deepEqual(plain(facts(read)), plain(facts(state)));
    }
    const least = player.decodePath(entry.route, forms[forms.length - 1]);
    assert.ok(least.traveller.leaves.every((leaf) => !leaf || leaf.state === ""));
  }
});

test("what an attempt leaves behind that has failed is not kept", () => {
  const entry = cases.find(({ route }) => route.places.some(({ kind }) => kind.kind === "leaf" && kind.passMark !== null && kind.done === "passed"));
  const state = player.newPathState(entry.route);
  const leaf = entry.route.places.findIndex(({ kind }) => kind.kind === "leaf" && kind.passMark !== null && kind.done === "passed");
  Object.assign(player.leafOf(state.traveller, leaf), { attempts: 1, open: true, state: "abc" });
  assert.equal(player.decodePath(entry.route, player.encodePath(state)).traveller.leaves[leaf].state, "abc");
  player.takeOutcome(state.traveller, leaf, { done: false, passed: false, failed: true, over: true, ended: true, score: 10 });
  const read = player.decodePath(entry.route, player.encodePath(state)).traveller.leaves[leaf];
  assert.deepEqual([read.state, read.failed, read.open, read.attempts, read.score], ["", true, false, 1, 10]);
});

test("two records of one learner are one, and nothing that either reached is lost", () => {
  for (const [number, entry] of cases.entries()) {
    for (let round = 0; round < 8; round += 1) {
      const [one, two] = [1, 2].map((part) => busyState(entry, chanceFrom(9000 + 100 * number + 10 * round + part), false));
      const joined = player.joinPaths(one, two);
      const turned = player.joinPaths(two, one);
      assert.deepEqual(plain(turned.traveller), plain(joined.traveller), "both tabs decide alike");
      joined.traveller.leaves.forEach((leaf, at) => {
        if (!leaf) return;
        const both = [one, two].map((state) => state.traveller.leaves[at]);
        for (const fact of ["done", "passed", "failed"]) assert.equal(leaf[fact], both.some((record) => record[fact]));
        assert.equal(leaf.attempts, Math.max(...both.map(({ attempts }) => attempts)));
      });
      assert.deepEqual(plain(player.joinPaths(joined, two).traveller), plain(joined.traveller));
    }
  }
});
