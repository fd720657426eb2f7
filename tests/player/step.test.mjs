// A course that is a step of a learning path: when it is done, what the path is told, and when an attempt is over.

import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT, courseConfig, scenario } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";
import { testedConfig } from "./support/tested.mjs";

const names = [
  "newState", "submitAnswer", "keepActivity", "markSeen", "settle", "recordOf", "missing", "mayRetake", "questionsOf", "activitiesOf", "encodeState",
  "decodeState", "joinStates", "mergeStates", "beginStep", "isAttemptOver", "stepTimeLeft", "askedIn", "beginAttempt", "keepDraft",
  "submitTest", "statusOf",
];
const player = load("scorm2004", names);
const plain = (value) => JSON.parse(JSON.stringify(value));
/** Everything wrong. Of `promise` and `raise` other answers may be given still: they have attempts left. */
const WRONG = { promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] };
const FACTS = ["attempted", "done", "passed", "failed"].map((fact) => ({ objective: `fact.${fact}`, fact }));
const EVERY_FACT = [...FACTS, { objective: "fact.score-50", fact: "score", percent: 50 }];

const stepOf = (changes) => ({ id: "trust", done: "passed", facts: EVERY_FACT, ...changes });

function begin({ step = {}, config = courseConfig(), ...changes } = {}) {
  Object.assign(config, { step: step && stepOf(step) }, changes);
  const state = player.newState(config);
  const find = (id) => player.questionsOf(config).find((question) => question.id === id);
  return {
    config, state,
    answer: (id, ...response) => player.submitAnswer(config, state, find(id), response),
    answerAll: (answers) => Object.entries(answers).forEach(([id, response]) => player.submitAnswer(config, state, find(id), response)),
    keep: (id, ...response) => player.keepActivity(config, state, player.activitiesOf(config).find((entry) => entry.id === id), response),
    see: (...indexes) => indexes.forEach((index) => player.markSeen(config, state, index)),
    take(index, right) {
      player.beginAttempt(config, state, index);
      player.askedIn(config, state, index).forEach(({ id }, at) => player.keepDraft(config, state, index, id, [at < right ? "a" : "b"]));
      return player.submitTest(config, state, index);
    },
    record: () => player.recordOf(config, state),
    told: () => plain(player.recordOf(config, state).step),
    facts: () => plain(player.recordOf(config, state).step.facts).map((fact) => fact.slice("fact.".length)),
  };
}

// ---- When it is done -------------------------------------------------------------------------------

test("done when passed: whatever the course's own rule says, reading completes nothing and a pass completes all", () => {
  for (const rule of ["pages-seen", "quiz-passed", "either", "both"]) {
    const read = begin({ rule });
    read.see(0, 1, 2);
    assert.equal(read.record().completion, "incomplete", rule);
    const passed = begin({ rule });
    passed.answerAll(RIGHT);
    assert.deepEqual([passed.record().completion, passed.record().success, passed.told().done], ["completed", "passed", true], rule);
  }
});

test("done when finished: everything has an answer, right or wrong", () => {
  const course = begin({ step: { done: "finished" } });
  const { promise, ...rest } = WRONG;
  course.answerAll(rest);
  assert.equal(course.record().completion, "incomplete");
  assert.deepEqual(plain(player.missing(course.config, course.state)).map(({ lesson, kind }) => [lesson.id, kind]), [["trust", "questions"]]);
  course.answer("promise", ...promise);
  assert.equal(course.record().completion, "completed");
  assert.equal(course.told().over, false);
});

test("done when finished, where nothing is asked: the pages are read", () => {
  const lessons = courseConfig().lessons.map((lesson) => ({ ...lesson, questions: [] }));
  const course = begin({ step: { done: "finished" }, lessons, rule: "pages-seen", mastery: null });
  assert.equal(course.record().completion, "incomplete");
  course.see(0, 1, 2);
  assert.equal(course.record().completion, "completed");
});

test("done when completed: the course's own rule", () => {
  const course = begin({ step: { done: "completed" }, rule: "pages-seen", mastery: null });
  course.answerAll(WRONG);
  assert.equal(course.record().completion, "incomplete");
  course.see(0, 1, 2);
  assert.equal(course.record().completion, "completed");
});

test("without a pass mark there is no success, good or bad", () => {
  for (const answers of [RIGHT, WRONG]) {
    const course = begin({ step: { done: "finished" }, mastery: null });
    course.answerAll(answers);
    assert.deepEqual([course.record().completion, course.record().success, course.told().passed, course.told().failed], ["completed", "unknown", false, false]);
  }
});

test("a step offers no retake, however it went", () => {
  for (const answers of [RIGHT, WRONG]) {
    const course = begin();
    course.answerAll(answers);
    assert.equal(player.mayRetake(course.config, course.state), false);
  }
});

// ---- When an attempt is over -----------------------------------------------------------------------

test("an attempt is over when all is answered, the mark is missed, and no answer that is left would reach it", () => {
  const course = begin({ mastery: 60 });
  const { promise, ...rest } = WRONG;
  course.answerAll(rest);
  assert.equal(course.told().over, false, "a question has no answer");
  course.answer("promise", ...promise);
  // Two of four can still be right: 50 percent.
  assert.deepEqual([course.record().success, course.told().over], ["failed", true]);
  const hopeful = begin({ mastery: 50 });
  hopeful.answerAll(WRONG);
  assert.deepEqual([hopeful.record().success, hopeful.told().over], ["unknown", false]);
  assert.ok(player.missing(hopeful.config, hopeful.state).length > 0);
  hopeful.answer("promise", "c");
  assert.deepEqual([hopeful.record().success, hopeful.told().over], ["failed", true]);
  assert.deepEqual(plain(player.missing(hopeful.config, hopeful.state)), [], "nothing is left to do in this attempt");
});

test("to look at the result fails nobody", () => {
  const course = begin({ mastery: 50 });
  course.answerAll(WRONG);
  player.settle(course.config, course.state, !course.config.step);
  assert.equal(course.record().success, "unknown");
});

test("a test with attempts of its own left is not the end", () => {
  // `after` alone counts: two attempts, four questions.
  const only = (config) => ({ ...config, lessons: config.lessons.filter(({ id }) => id === "after"), mastery: 75 });
  const course = begin({ config: only(testedConfig()) });
  course.state.seed = 4711;
  course.take(0, 1);
  assert.deepEqual([course.record().success, course.told().over], ["unknown", false]);
  course.take(0, 2);
  assert.deepEqual([course.record().success, course.told().over, course.told().failed], ["failed", true, true]);
});

test("a pre-test that may be taken again can still free from what was failed", () => {
  const config = testedConfig({ mastery: 90, before: { attempts: 2 } });
  const course = begin({ config });
  course.state.seed = 4711;
  course.take(0, 0);
  player.askedIn(config, course.state, 1).forEach(({ id }) => course.answer(id, "b"));
  player.askedIn(config, course.state, 2).forEach(({ id }) => course.answer(id, "b"));
  course.take(3, 4);
  course.take(3, 4);
  assert.equal(course.told().over, false);
  course.take(0, 0);
  player.settle(config, course.state);
  assert.equal(course.told().over, true);
});

test("who has failed a step that is done by reading can still read on", () => {
  for (const rule of ["pages-seen", "either"]) {
    const course = begin({ step: { done: "completed" }, rule, mastery: 75 });
    course.answerAll(WRONG);
    assert.deepEqual([course.told().failed, course.told().over], [true, false], rule);
    course.see(0, 1, 2);
    assert.deepEqual([course.told().done, course.told().over], [true, false], rule);
  }
  const both = begin({ step: { done: "completed" }, rule: "both", mastery: 75 });
  both.answerAll(WRONG);
  assert.equal(both.told().over, true, "reading alone would not do");
});

test("a step that is done is never over, and keeps what it was", () => {
  const finished = begin({ step: { done: "finished" }, mastery: 60 });
  finished.answerAll(WRONG);
  assert.deepEqual(finished.told(), { done: true, passed: false, failed: true, over: false, ended: false, facts: ["attempted", "done", "failed"].map((fact) => `fact.${fact}`) });
});

test("scenarios that count are part of it", () => {
  const lessons = [{ ...courseConfig().lessons[0], questions: [], activities: [scenario] }];
  const course = begin({ lessons, mastery: 75 });
  course.keep("deadline", "tell");
  assert.equal(course.told().over, false);
  course.keep("deadline", "badly");
  assert.equal(course.told().over, true);
});

// ---- What the path is told -------------------------------------------------------------------------

test("facts are told once they are true", () => {
  const course = begin();
  assert.deepEqual(course.facts(), ["attempted"]);
  const { promise, ...rest } = RIGHT;
  course.answerAll(rest);
  assert.deepEqual(course.facts(), ["attempted", "done", "passed", "score-50"]);
  course.answer("promise", "b");
  assert.deepEqual(course.facts(), ["attempted", "done", "passed", "score-50"]);
});

test("what was asked for is told, and nothing else", () => {
  const course = begin({ step: { facts: [FACTS[1], { objective: "fact.score-80", fact: "score", percent: 80 }] } });
  assert.deepEqual(course.facts(), []);
  course.answerAll({ ...RIGHT, habits: ["b"] });
  assert.deepEqual(course.facts(), ["done"]);
});

test("a course that is no step says nothing of it", () => {
  const course = begin({ step: null });
  course.answerAll(WRONG);
  assert.ok(!("step" in plain(course.record())));
});

test("a new fact is saved at once", () => {
  const course = begin({ step: { facts: EVERY_FACT } });
  const before = player.statusOf(course.record());
  course.see(0);
  assert.equal(player.statusOf(course.record()), before);
  course.answerAll(RIGHT);
  assert.notEqual(player.statusOf(course.record()), before);
});

// ---- A new attempt ---------------------------------------------------------------------------------

const heldOf = (changes) => ({ mode: "normal", success: "unknown", ...changes });

function failedCourse(step) {
  const course = begin({ step });
  course.see(0, 1);
  course.answerAll({ ...WRONG, promise: ["b"] });
  course.answer("promise", "c");
  course.answer("raise", "never");
  return course;
}

test("what an attempt left that is over is followed by a new one, wherever the LMS gives it back", () => {
  const { config, state } = failedCourse();
  assert.equal(player.isAttemptOver(config, state), true);
  const held = heldOf({ success: "failed" });
  const fresh = player.beginStep(config, held, state);
  assert.deepEqual([fresh.answers.size, fresh.failed, fresh.retakes, [...fresh.seen]], [0, false, 1, [false, false, false]]);
  assert.equal(held.success, "unknown");
});

test("what is not over goes on, and so does what may only be looked at or what the LMS says goes on", () => {
  const open = begin();
  open.answerAll({ promise: ["b"] });
  assert.equal(player.beginStep(open.config, heldOf(), open.state), open.state);
  const { config, state } = failedCourse();
  for (const changes of [{ mode: "review" }, { mode: "browse" }, { sameAttempt: true }]) {
    assert.equal(player.beginStep(config, heldOf(changes), state), state);
  }
  const done = begin();
  done.answerAll(RIGHT);
  assert.equal(player.beginStep(done.config, heldOf(), done.state), done.state);
});

test("where no LMS counts attempts, the course does", () => {
  const { config, state } = failedCourse({ attempts: 2 });
  const second = player.beginStep(config, heldOf(), state);
  assert.equal(second.answers.size, 0);
  const lost = { ...state, retakes: second.retakes };
  assert.equal(player.beginStep(config, heldOf(), lost), lost);
});

// ---- The time --------------------------------------------------------------------------------------

const timed = (changes) => begin({ step: { timeLimit: 2, ...changes } });

test("the time spent is part of the record, in tens of seconds", () => {
  const course = timed();
  course.state.spent = 31;
  course.answer("promise", "a");
  const again = player.decodeState(course.config, player.encodeState(course.config, course.state));
  assert.equal(again.spent, 40);
  assert.equal(player.stepTimeLeft(course.config, again), 80);
  assert.deepEqual(plain([...again.answers]), plain([...course.state.answers]));
  const longest = timed({ timeLimit: 65535 });
  longest.state.spent = 65535 * 60;
  assert.equal(player.decodeState(longest.config, player.encodeState(longest.config, longest.state)).spent, 65535 * 60);
});

test("a step without a limit keeps no time, and a record is as long as in any course", () => {
  const [step, course] = [begin(), begin({ step: null })];
  assert.equal(player.stepTimeLeft(step.config, step.state), null);
  assert.equal(player.encodeState(step.config, step.state), player.encodeState(course.config, course.state));
});

test("two tabs have spent what the one has that has spent more", () => {
  const { config, state } = timed();
  const other = { ...player.newState(config), spent: 50 };
  assert.equal(player.joinStates(config, state, other).spent, 50);
  assert.equal(player.mergeStates(config, other, state).spent, 50);
});

test("when the time is over what was answered counts, and the attempt has ended", () => {
  const course = timed();
  course.answer("promise", "a");
  assert.deepEqual([course.record().score, course.told().over], [null, false]);
  course.state.spent = 120;
  player.settle(course.config, course.state);
  const { score, success, answered, decided } = course.record();
  assert.deepEqual([score, success, answered, decided], [25, "failed", true, true]);
  assert.deepEqual([course.told().over, course.told().failed], [true, true]);
});

test("when the time is over a pass is a pass, and what asks only for an end has come to it", () => {
  const passed = timed();
  const { promise, ...rest } = RIGHT;
  passed.answerAll(rest);
  passed.state.spent = 120;
  player.settle(passed.config, passed.state);
  assert.deepEqual([passed.told().done, passed.told().over], [true, false]);
  const finished = timed({ done: "finished" });
  finished.state.spent = 120;
  player.settle(finished.config, finished.state);
  assert.deepEqual([finished.told().done, finished.told().over, finished.told().failed], [true, false, true]);
});

test("when the time is over a step is done where nobody has failed: nothing would be better the next time", () => {
  const course = begin({ step: { timeLimit: 2, done: "completed", attempts: 1 }, rule: "pages-seen", mastery: null });
  course.see(0);
  assert.deepEqual([course.told().done, course.told().over], [false, false]);
  course.state.spent = 120;
  player.settle(course.config, course.state);
  assert.deepEqual(course.told(), { done: true, passed: false, failed: false, over: false, ended: true, facts: ["fact.attempted", "fact.done"] });
  assert.equal(player.beginStep(course.config, heldOf(), course.state).spent, 120);
  // Who has passed and not read everything would else be kept from going on by the pass.
  const passed = begin({ step: { timeLimit: 2, done: "completed", attempts: 1 }, rule: "pages-seen" });
  passed.answerAll(RIGHT);
  passed.state.spent = 120;
  player.settle(passed.config, passed.state);
  assert.deepEqual([passed.told().done, passed.told().passed, passed.told().over], [true, true, false]);
  const failed = begin({ step: { timeLimit: 2, done: "completed" }, rule: "pages-seen" });
  failed.state.spent = 120;
  player.settle(failed.config, failed.state);
  assert.deepEqual([failed.told().done, failed.told().failed, failed.told().over], [false, true, true]);
});

test("a path is told when nothing that counts can be done any more", () => {
  const course = begin({ step: { done: "finished" } });
  course.answerAll(WRONG);
  assert.deepEqual([course.told().done, course.told().ended], [true, false], "two questions may be answered again");
  course.answerAll({ promise: ["a"], raise: RIGHT.raise });
  assert.deepEqual([course.told().done, course.told().ended], [true, true]);
  const timely = timed({ done: "finished" });
  timely.state.spent = 120;
  player.settle(timely.config, timely.state);
  assert.equal(timely.told().ended, true);
});

// ---- Learners who do anything ----------------------------------------------------------------------

/** The same numbers for the same seed (mulberry32). */
function chanceOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Any course of ours as any step. */
function anyCourse(pick) {
  const step = { done: pick("passed", "finished", "completed"), ...(pick(true, false) ? { timeLimit: 10 } : {}) };
  const changes = { rule: pick("pages-seen", "quiz-passed", "either", "both"), mastery: pick(null, 20, 50, 75, 90, 100) };
  if (pick(true, false)) return begin({ step, ...changes });
  const counts = pick("best", "last", "first");
  const course = begin({ step, config: testedConfig({ before: { attempts: pick(0, 1, 2) }, after: { counts, attempts: pick(0, 1, 2) } }), ...changes });
  course.state.seed = 1 + Math.floor(pick(...Array(1000).keys()));
  return course;
}

/** @returns {boolean} whether it was anything that a page lets learners do */
function doAnything(course, pick) {
  const { config, state } = course;
  const index = pick(...config.lessons.keys());
  const lesson = config.lessons[index];
  if (player.stepTimeLeft(config, state) === 0) return false;
  const act = pick("see", "answer", "answer", "answer", "time", "again");
  if (act === "see") course.see(index);
  else if (act === "time" && config.step.timeLimit) {
    state.spent = Math.min(60 * config.step.timeLimit, state.spent + pick(10, 100, 300));
    player.settle(config, state);
  } else if (act === "again") player.settle(config, state);
  else if (lesson.assessment) course.take(index, pick(0, 1, 2, 3, 4));
  else {
    const asked = player.askedIn(config, state, index);
    if (asked.length > 0) {
      const { id, keeps } = pick(...asked);
      course.answer(id, ...(keeps.form === "texts" ? [pick("early", "late")] : [pick(...keeps.ids)]));
    }
  }
  return true;
}

test("what a path has heard stays true, and an attempt that is over stays over, whatever learners do", () => {
  const seen = { over: 0, done: 0, failed: 0 };
  for (let seed = 0; seed < 600; seed += 1) {
    const chance = chanceOf(seed);
    const pick = (...of) => of[Math.floor(chance() * of.length)];
    const course = anyCourse(pick);
    let before = course.told();
    for (let turn = 0; turn < 60; turn += 1) {
      doAnything(course, pick);
      const record = course.record();
      const now = plain(record.step);
      const told = `story ${seed}, turn ${turn}: ${JSON.stringify([before, now])}`;
      assert.ok(before.facts.every((fact) => now.facts.includes(fact)), told);
      for (const word of ["done", "passed", "failed", "over"]) assert.ok(now[word] || !before[word], told);
      assert.ok(!(now.over && now.done), told);
      assert.equal(record.completion, now.done ? "completed" : "incomplete", told);
      assert.equal(record.success, now.passed ? "passed" : now.failed ? "failed" : "unknown", told);
      assert.ok(!(now.passed && now.failed), told);
      const again = player.decodeState(course.config, player.encodeState(course.config, course.state));
      assert.deepEqual(plain(player.recordOf(course.config, again).step), now, told);
      before = now;
    }
    for (const word of Object.keys(seen)) seen[word] += Number(before[word]);
  }
  assert.ok(seen.over > 50 && seen.done > 50 && seen.failed > 50, JSON.stringify(seen));
});
