// The rules of a path: the script comes to what the library comes to (`src/steering/tests/script_cases.rs` writes down what learners on
// random routes find).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const NAMES = [
  "newTraveller", "placesOf", "isOpen", "choices", "enter", "takeOutcome", "standingOf", "statusOfPath", "nextOf", "againFrom", "hasChance",
];
const player = load("web", NAMES, { kind: "PATH", globals: { BigInt } });
const cases = JSON.parse(readFileSync(new URL("support/routes.json", import.meta.url), "utf8"));
const plain = (value) => JSON.parse(JSON.stringify(value));
const rounded = (number) => (number === null ? null : Math.round(number * 1e4) / 1e4);

function view(traveller, last) {
  const all = traveller.route.places.map((_place, index) => index);
  const there = player.placesOf(traveller);
  const those = (is) => all.filter((place) => there.includes(place) && is(place));
  const standing = player.standingOf(traveller);
  const { completed, passed, score, progress } = player.statusOfPath(traveller);
  return plain({
    choices: player.choices(traveller),
    next: player.nextOf(traveller, last),
    open: those((place) => player.isOpen(traveller, place)),
    done: those((place) => standing.done[place]),
    passed: those((place) => standing.passed[place]),
    skipped: those((place) => standing.skipped[place]),
    completed,
    success: passed,
    score: rounded(score),
    progress: rounded(progress),
  });
}

test("script and library let every learner take the same, and come to the same", () => {
  let entered = 0;
  for (const [number, { route, seed, first, steps }] of cases.entries()) {
    const traveller = player.newTraveller(route, seed);
    assert.deepEqual(view(traveller, null), first, `route ${number}, at the beginning`);
    for (const [at, { enter, outcome, then }] of steps.entries()) {
      assert.notEqual(player.enter(traveller, enter), "closed", `route ${number}, step ${at}`);
      if (outcome) player.takeOutcome(traveller, enter, outcome);
      assert.deepEqual(view(traveller, enter), then, `route ${number}, step ${at}: ${route.places[enter].id} ${JSON.stringify(outcome)}`);
      entered += 1;
    }
  }
  assert.ok(entered > 400, String(entered));
});

test("what is closed cannot be entered", () => {
  for (const { route, seed } of cases) {
    const traveller = player.newTraveller(route, seed);
    const open = Array.from(player.choices(traveller));
    route.places.forEach((_place, place) => {
      if (!open.includes(place)) assert.equal(player.enter(traveller, place), "closed");
    });
    assert.ok(traveller.leaves.every((leaf) => !leaf || leaf.attempts === 0));
  }
});

test("a new attempt may begin where one has failed, and nowhere else", () => {
  for (const { route, seed, steps } of cases) {
    const traveller = player.newTraveller(route, seed);
    for (const { enter, outcome } of steps) {
      player.enter(traveller, enter);
      if (outcome) player.takeOutcome(traveller, enter, outcome);
      const again = player.againFrom(traveller, enter);
      if (again === null) continue;
      const leaf = traveller.leaves[again];
      assert.ok(!leaf.open && !leaf.done && route.places[again].step === route.places[enter].step);
      assert.ok(Array.from(player.choices(traveller)).includes(again));
    }
  }
});
