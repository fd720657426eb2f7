// The state record of a path: it reads back as it was written, never exceeds what the library reckons with, and what is not a
// record of this very path is not read.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const NAMES = [
  "newPathState", "encodePath", "decodePath", "pathForms", "joinPaths", "leavesOf", "leafOf", "leafKind", "triesOf", "enter", "takeOutcome",
  "offeredTo", "hasChance", "hasDates", "pathFingerprint", "ALPHABET",
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
    Object.assign(record, {
      attempts: full ? (attempts ?? 255) : 1 + chance(attempts ?? 300),
      open: flag(), done: flag(), passed: flag(), failed: flag(),
      reached: thresholds.map(flag), score: full ? 100 : chance(2) ? chance(10001) / 100 : null,
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

test("a record of another path is not read", () => {
  const fingerprints = new Set(cases.map(({ route }) => player.pathFingerprint(route)));
  assert.ok(fingerprints.size > cases.length - 3);
  const text = player.encodePath(busyState(cases[1], chanceFrom(1), true));
  for (const { route } of cases.slice(2)) assert.equal(player.decodePath(route, text), null);
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
  player.takeOutcome(state.traveller, leaf, { done: false, passed: false, failed: true, over: true, score: 10 });
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
