import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/scripts.mjs";
import { TIMED, question, testedConfig } from "./support/tested.mjs";

const names = [
  "newState", "encodeState", "decodeState", "joinStates", "sharedBy", "mergeStates", "recordOf", "missing", "markSeen", "retake", "mayRetake", "submitAnswer",
  "shuffled", "sharesOf", "drawQuestions", "askedIn", "layoutOf", "beginAttempt", "keepDraft", "submitTest", "spendTime", "extendTime", "timeLeft",
  "testView", "testOf", "allAnswered", "chooseSeed", "markPassed", "gradesOf",
];
const player = load("scorm12", names);
const plain = (value) => JSON.parse(JSON.stringify(value));
const [BEFORE, READ, PRACTISE, AFTER] = [0, 1, 2, 3];

function begin(changes, seed = 4711) {
  const config = testedConfig(changes);
  const state = player.newState(config);
  state.seed = seed;
  const ids = (index) => Array.from(player.askedIn(config, state, index), ({ id }) => id);
  const course = {
    config, state, ids,
    draft: (index, id, ...response) => player.keepDraft(config, state, index, id, response),
    /** Answers so many questions rightly, and the others wrongly. */
    take(index, right) {
      player.beginAttempt(config, state, index);
      ids(index).forEach((id, at) => course.draft(index, id, at < right ? "a" : "b"));
      return player.submitTest(config, state, index);
    },
    practise: (index, response = "a") => player.askedIn(config, state, index).forEach((it) => player.submitAnswer(config, state, it, [response])),
    view: (index = AFTER) => player.testView(config, state, index),
    record: () => player.recordOf(config, state),
    again: () => player.decodeState(config, player.encodeState(config, state)),
  };
  return course;
}

// ---- Chance ----------------------------------------------------------------------------------------

test("a shuffle gives the same for the same seed and name, and another for another", () => {
  const list = Array.from({ length: 20 }, (_entry, at) => at);
  const [one, same, otherSeed, otherName] = [[1, "x"], [1, "x"], [2, "x"], [1, "y"]].map(([seed, name]) => plain(player.shuffled(list, seed, name)));
  assert.deepEqual(one, same);
  assert.notDeepEqual(one, otherSeed);
  assert.notDeepEqual(one, otherName);
  assert.deepEqual([...one].sort((a, b) => a - b), list);
  assert.deepEqual(plain(player.shuffled([], 1, "x")), []);
});

/** Pearson's statistic of how often each of so many things came. */
const chiSquare = (counts, expected) => counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

test("every order is as likely as any other", () => {
  const counts = new Map();
  for (let seed = 1; seed < 24_000; seed += 1) {
    const order = player.shuffled(["a", "b", "c", "d"], seed, "options q 0").join("");
    counts.set(order, (counts.get(order) || 0) + 1);
  }
  assert.equal(counts.size, 24);
  // 23 degrees of freedom: a fair shuffle exceeds 49.7 once in a thousand.
  assert.ok(chiSquare([...counts.values()], 23_999 / 24) < 49.7);
});

test("every question is drawn as often as any other, in every attempt", () => {
  for (const turn of [0, 1]) {
    const config = testedConfig();
    const counts = new Map(config.banks[0].questions.map(({ id }) => [id, 0]));
    for (let seed = 1; seed <= 12_000; seed += 1) {
      player.drawQuestions(config, seed, PRACTISE, turn).forEach(({ question: { id } }) => counts.set(id, counts.get(id) + 1));
    }
    // 11 degrees of freedom: 31.3 once in a thousand.
    assert.ok(chiSquare([...counts.values()], 2000) < 31.3);
  }
});

test("a bank is dealt out: each lesson gets what it draws and its part of the rest", () => {
  assert.deepEqual(plain(player.sharesOf([2, 2, 3], 12)), [3, 3, 6]);
  assert.deepEqual(plain(player.sharesOf([0, 4], 4)), [0, 4]);
  assert.deepEqual(plain(player.sharesOf([1], 10)), [10]);
  for (let size = 6; size < 40; size += 1) {
    const shares = player.sharesOf([1, 0, 2, 3], size);
    assert.equal(shares.reduce((sum, share) => sum + share, 0), size);
    assert.ok(shares[0] >= 1 && shares[1] === 0 && shares[2] >= 2 && shares[3] >= 3);
  }
});

test("nobody is asked a question twice, whatever was taken how often", () => {
  for (let seed = 1; seed < 500; seed += 1) {
    const course = begin({ after: { attempts: 0 } }, seed);
    for (let turn = 0; turn < seed % 4; turn += 1) course.take(AFTER, 1);
    const asked = [BEFORE, PRACTISE, AFTER].flatMap(course.ids);
    assert.deepEqual([asked.length, new Set(asked).size], [8, 8]);
    assert.deepEqual(course.ids(AFTER).indexOf("last"), 2, "own questions keep their place");
  }
});

test("a seed is chosen by chance, and is never the one that means none", () => {
  const random = (value) => ({ crypto: { getRandomValues: (list) => list.fill(value) } });
  assert.equal(player.chooseSeed(random(9)), 9);
  assert.equal(player.chooseSeed(random(0)), 1);
  const seeds = Array.from({ length: 50 }, () => player.chooseSeed({}));
  assert.ok(seeds.every((seed) => Number.isInteger(seed) && seed > 0 && seed < 65_536) && new Set(seeds).size > 10);
});

// ---- An attempt ------------------------------------------------------------------------------------

test("who comes back in the middle of an attempt finds the same questions, order and drafts", () => {
  const course = begin({ after: TIMED });
  player.beginAttempt(course.config, course.state, AFTER);
  const [first, second] = course.ids(AFTER);
  assert.equal(course.draft(AFTER, first, "b"), true);
  assert.equal(course.draft(AFTER, second, "c"), true);
  assert.equal(course.draft(AFTER, second), true, "an answer may be taken back");
  player.spendTime(course.config.lessons[AFTER], course.state, 31);
  player.extendTime(course.config.lessons[AFTER], course.state);
  const again = course.again();
  assert.deepEqual(plain(player.askedIn(course.config, again, AFTER)), plain(player.askedIn(course.config, course.state, AFTER)));
  assert.deepEqual(plain(player.layoutOf(course.config, again, AFTER)), plain(player.layoutOf(course.config, course.state, AFTER)));
  const view = player.testView(course.config, again, AFTER);
  assert.deepEqual(plain([view.phase, view.responses]), ["open", { [first]: ["b"] }]);
  // Tens of seconds, rounded up: 2 minutes and one more, less 40 seconds.
  assert.equal(view.timeLeft, 180 - 40);
});

test("a second attempt has questions of its own, and none of the answers before", () => {
  const course = begin();
  const first = course.ids(AFTER);
  course.take(AFTER, 2);
  assert.deepEqual(course.ids(AFTER), first, "what was submitted can be looked at");
  assert.equal(player.beginAttempt(course.config, course.state, AFTER), true);
  assert.notDeepEqual(course.ids(AFTER), first);
  assert.deepEqual(plain(course.view().responses), {});
  assert.deepEqual(plain(course.again().tests.get("after")), plain(player.testOf(course.config.lessons[AFTER], course.state)));
});

test("answers are drafts until they are submitted, and judged then", () => {
  const course = begin();
  const [id] = course.ids(AFTER);
  course.draft(AFTER, id, "a");
  assert.equal(course.draft(AFTER, id, "a"), false, "nothing new");
  assert.equal(course.draft(AFTER, "own", "a"), false, "not of this test");
  assert.equal(course.record().objectives.length, 0);
  assert.ok(player.gradesOf(course.config, course.state).every(({ score }) => score === null));
  assert.equal(player.submitTest(course.config, course.state, AFTER), true);
  assert.deepEqual([course.view().score, course.view().outcome], [25, "failed"]);
  assert.equal(course.draft(AFTER, id, "b"), false, "too late");
  assert.equal(player.submitTest(course.config, course.state, AFTER), false);
});

test("attempts run out", () => {
  const course = begin();
  assert.deepEqual([course.take(AFTER, 1), course.view().attemptsLeft, course.view().again], [true, 1, true]);
  assert.deepEqual([course.take(AFTER, 2), course.view().attemptsLeft, course.view().again], [true, 0, false]);
  assert.equal(course.take(AFTER, 4), false);
  assert.equal(course.view().counts, 50);
});

test("best, last or first counts; who has passed once has passed", () => {
  const counts = (which) => {
    const course = begin({ after: { counts: which, attempts: 0 } });
    const scores = [3, 1, 4].map((right) => {
      course.take(AFTER, right);
      return course.view().counts;
    });
    return [...scores, course.view().outcome];
  };
  assert.deepEqual(counts("best"), [75, 75, 100, "passed"]);
  assert.deepEqual(counts("last"), [75, 25, 100, "passed"]);
  assert.deepEqual(counts("first"), [75, 75, 75, "passed"]);
});

test("what was right is told after submitting, if the author wants it", () => {
  const review = (changes, act) => {
    const course = begin(changes);
    act(course);
    return course.view().review;
  };
  assert.equal(review({}, (course) => course.draft(AFTER, "last", "a")), false);
  assert.equal(review({}, (course) => course.take(AFTER, 4)), true);
  assert.equal(review({ after: { review: false } }, (course) => course.take(AFTER, 4)), false);
});

test("who fails is led to what was missed, and to each lesson once", () => {
  const course = begin();
  course.take(AFTER, 0);
  const odd = player.askedIn(course.config, course.state, AFTER).some(({ objectives }) => objectives.includes("odd"));
  assert.ok(odd);
  const [way, ...more] = plain(course.view().ways);
  assert.deepEqual([way.lesson, way.title, way.href, more.length], ["read", "Lesson read", "lessons/read.html", 0]);
  assert.ok(way.objectives.includes("Odd"));
  course.take(AFTER, 4);
  assert.deepEqual(plain(course.view().ways), []);
});

// ---- The time --------------------------------------------------------------------------------------

test("a test with a time limit waits until the learner begins", () => {
  const course = begin({ after: TIMED });
  assert.equal(course.view().phase, "ready");
  assert.equal(course.draft(AFTER, "last", "a"), false);
  assert.equal(course.view().timeLeft, null);
  player.beginAttempt(course.config, course.state, AFTER);
  assert.deepEqual([course.view().phase, course.view().timeLeft, course.view().extension], ["open", 120, 1]);
  player.spendTime(course.config.lessons[AFTER], course.state, 100);
  assert.equal(player.extendTime(course.config.lessons[AFTER], course.state), true);
  assert.equal(player.extendTime(course.config.lessons[AFTER], course.state), false);
  assert.deepEqual([course.view().timeLeft, course.view().extension], [80, 0]);
  player.spendTime(course.config.lessons[AFTER], course.state, 1000);
  assert.equal(course.view().timeLeft, 0);
});

test("the time is said a few times, and never twice", () => {
  const said = [];
  let before = 20 * 60;
  for (let left = 20 * 60; left >= 0; left -= 1) {
    const mark = player.markPassed(before, left);
    if (mark !== null) said.push(mark);
    before = left;
  }
  assert.deepEqual(said, [10, 5, 1]);
  assert.equal(player.markPassed(700, 30), 1, "a browser that has slept says the last");
});

// ---- The course ------------------------------------------------------------------------------------

test("a test counts as much as its questions, and the others count besides", () => {
  const course = begin();
  course.take(AFTER, 2);
  assert.equal(course.record().score, null, "there is still something to answer");
  course.practise(READ);
  course.practise(PRACTISE);
  // A test of weight 4, half right; 2 and 2 × 1 outside of it.
  assert.equal(course.record().score, 75);
  assert.equal(course.record().success, "passed");
});

test("a pre-test that is not taken, or failed, counts for nothing and holds nothing up", () => {
  const course = begin();
  course.practise(READ);
  course.practise(PRACTISE);
  course.take(AFTER, 4);
  assert.deepEqual([course.record().score, player.allAnswered(course.config, course.state)], [100, true]);
  const failed = begin();
  failed.take(BEFORE, 0);
  failed.practise(READ);
  failed.practise(PRACTISE);
  failed.take(AFTER, 4);
  assert.equal(failed.record().score, 100);
});

test("who passes a pre-test has seen the lessons, and need not answer there", () => {
  const course = begin();
  course.take(BEFORE, 2);
  assert.deepEqual(plain(course.state.seen), [false, true, true, false]);
  assert.deepEqual(plain(course.view(BEFORE).freed), ["Lesson read", "Lesson practise"]);
  assert.deepEqual(plain(player.missing(course.config, course.state).map(({ lesson, kind }) => `${lesson.id} ${kind}`)), ["before page", "after page", "after test"]);
  course.take(AFTER, 1);
  // 2 for the pre-test and 1 of 4 for the test; nothing for what need not be answered.
  assert.equal(course.record().score, 50);
  player.markSeen(course.config, course.state, BEFORE);
  player.markSeen(course.config, course.state, AFTER);
  assert.deepEqual([course.record().completion, course.record().success], ["completed", "passed"]);
});

test("a final test that frees from lessons counts in any case", () => {
  const course = begin({ before: { pretest: false } });
  course.take(BEFORE, 0);
  course.practise(READ);
  course.practise(PRACTISE);
  course.take(AFTER, 4);
  assert.equal(course.record().score, 80);
});

test("the rules keep their meaning", () => {
  const completed = (rule, mastery, act) => {
    const course = begin({ rule, mastery });
    act(course);
    return course.record().completion === "completed";
  };
  const all = (right) => (course) => {
    course.practise(READ, right ? "a" : "b");
    course.practise(PRACTISE, right ? "a" : "b");
    course.take(AFTER, right ? 4 : 0);
  };
  assert.equal(completed("quiz-passed", 50, all(true)), true);
  assert.equal(completed("quiz-passed", 50, all(false)), false);
  assert.equal(completed("quiz-passed", null, all(false)), true);
  assert.equal(completed("quiz-passed", null, (course) => course.draft(AFTER, "last", "a")), false);
  assert.equal(completed("either", 50, all(true)), true);
  assert.equal(completed("both", 50, all(true)), false);
});

test("failed: all answered, and no attempt left", () => {
  const course = begin();
  course.practise(READ, "b");
  course.practise(PRACTISE, "b");
  course.take(AFTER, 1);
  assert.equal(course.record().success, "unknown");
  course.take(AFTER, 1);
  assert.equal(course.record().success, "failed");
});

test("objectives have the score of the questions that measure them", () => {
  const course = begin();
  course.take(AFTER, 4);
  const records = () => Object.fromEntries(course.record().objectives.map(({ id, score, success }) => [id, `${score} ${success}`]));
  // Practice measures them too, and is not answered yet.
  const practised = new Set(player.askedIn(course.config, course.state, PRACTISE).flatMap(({ objectives }) => [...objectives]));
  for (const id of ["odd", "even"]) assert.equal(id in records(), !practised.has(id));
  course.practise(PRACTISE, "a");
  assert.equal(records().odd, "100 passed");
});

test("who takes the questions again practises others, and the tests stay", () => {
  const course = begin();
  course.practise(READ, "b");
  course.practise(PRACTISE, "b");
  course.take(AFTER, 2);
  const tested = course.ids(AFTER);
  assert.equal(player.mayRetake(course.config, course.state), true);
  player.retake(course.config, course.state);
  assert.ok(course.ids(PRACTISE).every((id) => !course.state.answers.has(id)));
  assert.deepEqual(course.ids(AFTER), tested);
  assert.deepEqual([course.view().attempts, course.state.answers.size], [1, 4]);
  course.practise(READ);
  course.practise(PRACTISE);
  assert.equal(player.mayRetake(course.config, course.state), false, "only the test could still be better");
});

test("a retake draws anew", () => {
  const courses = Array.from({ length: 20 }, (_course, at) => begin({}, at + 1));
  const before = courses.map((course) => course.ids(PRACTISE).join());
  courses.forEach(({ config, state }) => player.retake(config, state));
  assert.ok(courses.filter((course, at) => course.ids(PRACTISE).join() !== before[at]).length > 10);
});

test("a test that asks for opinions alone is done when it is submitted", () => {
  const mood = question("mood", { type: "likert", scored: false });
  const course = begin({ mastery: null, rule: "quiz-passed", banks: [] , lessons: [{ ...testedConfig().lessons[AFTER], draws: [], questions: [mood], assessment: { ...testedConfig().lessons[AFTER].assessment, passMark: undefined, weight: 0 } }] });
  assert.equal(course.record().completion, "incomplete");
  course.take(0, 1);
  assert.deepEqual([course.record().completion, course.record().score, course.view(0).outcome], ["completed", null, null]);
});

test("a shortened record still knows attempts and score", () => {
  const course = begin();
  course.take(AFTER, 3);
  const short = player.decodeState(course.config, player.encodeState(course.config, course.state, { answers: false }));
  const view = player.testView(course.config, short, AFTER);
  assert.deepEqual([view.score, view.counts, view.attemptsLeft, view.outcome], [75, 75, 1, "passed"]);
});

// ---- Two tabs --------------------------------------------------------------------------------------

/** The same numbers for the same seed. */
function chanceOf(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

function someState(chance, config, seed) {
  const state = player.newState(config);
  state.seed = seed;
  for (let step = chance(12); step > 0; step -= 1) {
    const index = [BEFORE, AFTER][chance(2)];
    const act = chance(6);
    if (act === 0) player.submitTest(config, state, index);
    else if (act === 1) player.beginAttempt(config, state, index);
    else if (act === 2) player.submitAnswer(config, state, player.askedIn(config, state, PRACTISE)[chance(2)], ["abcd"[chance(4)]]);
    else if (act === 3 && chance(4) === 0) player.retake(config, state);
    else player.keepDraft(config, state, index, player.askedIn(config, state, index)[chance(2)].id, ["abcd"[chance(4)]]);
    player.spendTime(config.lessons[AFTER], state, chance(30));
  }
  return state;
}

test("two tabs come to the same, whoever hears of the other first; states read back as they were", () => {
  for (let seed = 1; seed < 800; seed += 1) {
    const chance = chanceOf(seed);
    const config = testedConfig({ after: { ...TIMED, attempts: 3 } });
    const seeds = chance(3) === 0 ? [chance(65_536), chance(65_536)] : [77, 77];
    const [one, two] = seeds.map((own) => someState(chance, config, own));
    const [ab, ba] = [player.joinStates(config, one, two), player.joinStates(config, two, one)];
    const text = player.encodeState(config, ab);
    assert.equal(text, player.encodeState(config, ba), `seed ${seed}`);
    const base = someState(chance, config, seeds[0]);
    const known = [player.joinStates(config, one, two, base), player.joinStates(config, two, one, base)];
    assert.equal(...known.map((state) => player.encodeState(config, state)), `with a base, seed ${seed}`);
    assert.equal(player.encodeState(config, player.joinStates(config, ab, two)), text, `again, seed ${seed}`);
    assert.equal(player.encodeState(config, player.decodeState(config, text)), text, `read back, seed ${seed}`);
    for (const lesson of config.lessons.filter((entry) => entry.assessment)) {
      const [joined, ...before] = [ab, one, two].map((state) => player.testOf(lesson, state));
      if (seeds[0] === seeds[1]) assert.ok(before.every(({ attempts, passed }) => joined.attempts >= attempts && joined.passed >= passed));
    }
  }
});

test("in two tabs a draft is as the last to change it says, though another was right", () => {
  const [one, two] = [begin({}), begin({})];
  const [first, second] = one.ids(AFTER);
  for (const tab of [one, two]) tab.draft(AFTER, first, "a");
  const base = player.sharedBy(one.state);
  one.draft(AFTER, first, "b");
  two.draft(AFTER, second, "c");
  for (const joined of [player.joinStates(one.config, one.state, two.state, base), player.joinStates(one.config, two.state, one.state, base)]) {
    assert.deepEqual(plain(joined.answers.get(first).response), ["b"]);
    assert.deepEqual(plain(joined.answers.get(second).response), ["c"]);
  }
  one.draft(AFTER, first);
  assert.equal(player.joinStates(one.config, one.state, two.state, base).answers.has(first), false);
});

test("what was done before an LMS was found is not lost", () => {
  const stored = begin({}, 5);
  const here = begin({}, 6);
  here.take(AFTER, 4);
  const merged = player.mergeStates(stored.config, stored.state, here.state);
  assert.deepEqual([merged.seed, merged.tests.get("after").score], [6, 100]);
});
