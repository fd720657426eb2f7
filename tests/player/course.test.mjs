import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT, choice, courseConfig, fillIn, multiple } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";

const {
  newState, submitAnswer, judge, markSeen, settle, retake, mayRetake, missing, mergeStates, recordOf, scoreOf, questionsOf,
} = load("scorm12", [
  "newState", "submitAnswer", "judge", "markSeen", "settle", "retake", "mayRetake", "missing", "mergeStates", "recordOf",
  "scoreOf", "questionsOf",
]);

const plain = (value) => JSON.parse(JSON.stringify(value));

function begin(changes) {
  const config = courseConfig(changes);
  const state = newState(config);
  const question = (id) => questionsOf(config).find((entry) => entry.id === id);
  return {
    config,
    state,
    answer: (id, ...response) => submitAnswer(config, state, question(id), response),
    answerAll: (answers) => Object.entries(answers).forEach(([id, response]) => submitAnswer(config, state, question(id), response)),
    seeAll: () => config.lessons.forEach((_lesson, index) => markSeen(config, state, index)),
    record: () => recordOf(config, state),
  };
}

test("a choice is right with the right option only", () => {
  assert.equal(judge(choice, { attempts: 1, response: ["a"] }).correct, true);
  assert.equal(judge(choice, { attempts: 1, response: ["b"] }).correct, false);
  assert.equal(judge(choice, undefined), null);
});

test("a multiple response is right with exactly the right options", () => {
  const right = (...response) => judge(multiple, { attempts: 1, response }).correct;
  assert.deepEqual([right("a", "c"), right("c", "a"), right("a"), right("a", "b", "c")], [true, true, false, false]);
});

test("fill-in answers are compared without case, spaces and ways to write accents", () => {
  const judged = (text, question = fillIn) => judge(question, { attempts: 1, response: [text] });
  assert.equal(judged("  In   TIME ").correct, true);
  assert.equal(judged("  In   TIME ").match, "in time");
  assert.deepEqual([judged("Late").correct, judged("Late").match], [false, "late"]);
  assert.equal(judged("never").match, null);
  assert.equal(judged("Cafe\u0301", { ...fillIn, accepted: ["caf\u00e9"] }).correct, true);
  assert.equal(judged("Early", { ...fillIn, caseSensitive: true }).correct, false);
});

test("attempts run out, and a right answer locks at once", () => {
  const course = begin();
  assert.equal(course.answer("promise", "b"), true);
  assert.equal(judge(choice, course.state.answers.get("promise")).attemptsLeft, 1);
  assert.equal(course.answer("promise", "c"), true);
  assert.equal(course.answer("promise", "a"), false);
  assert.deepEqual([...course.state.answers.get("promise").response], ["c"]);
  assert.equal(course.answer("raise", "early"), true);
  assert.equal(course.answer("raise", "late"), false);
});

test("what is no answer is not counted", () => {
  const course = begin();
  assert.equal(course.answer("promise"), false);
  assert.equal(course.answer("promise", "z"), false);
  assert.equal(course.answer("raise", "   "), false);
  assert.equal(course.state.answers.size, 0);
});

test("with a mastery score nothing is reported of a half-done quiz", () => {
  const course = begin();
  course.answer("promise", "a");
  assert.equal(course.record().score, null);
  assert.equal(course.record().success, "unknown");
  course.answer("habits", "a", "c");
  course.answer("bad-news", "false");
  assert.equal(course.record().score, 75);
  assert.equal(course.record().success, "passed");
});

test("failed: all answered and nothing left to try, or the result asked for", () => {
  const course = begin();
  course.answerAll({ promise: ["b"], habits: ["a"], "bad-news": ["true"], raise: ["late"] });
  assert.equal(course.record().success, "unknown");
  settle(course.config, course.state, true);
  assert.equal(course.record().success, "failed");
  course.answer("promise", "a");
  course.answer("raise", "early");
  assert.equal(course.record().success, "failed");
  retake(course.state);
  assert.equal(course.state.failed, false);
  course.answerAll(RIGHT);
  assert.equal(course.record().success, "passed");
  assert.equal(course.record().score, 100);
});

test("a retake keeps the best score and what was seen", () => {
  const course = begin();
  course.seeAll();
  course.answerAll({ ...RIGHT, habits: ["b"] });
  assert.equal(course.record().completion, "completed");
  assert.equal(mayRetake(course.config, course.state), true);
  retake(course.state);
  course.answerAll({ promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] });
  settle(course.config, course.state, true);
  const record = course.record();
  assert.deepEqual([record.score, record.success, record.completion], [75, "passed", "completed"]);
  assert.equal(scoreOf(questionsOf(course.config), course.state), 0);
});

test("the rules", () => {
  const outcome = (rule, mastery, { seen, quiz }) => {
    const course = begin({ rule, mastery });
    if (seen) course.seeAll();
    if (quiz) course.answerAll(RIGHT);
    return course.record().completion === "completed";
  };
  const table = (rule, mastery) =>
    [[0, 0], [1, 0], [0, 1], [1, 1]].map(([seen, quiz]) => Number(outcome(rule, mastery, { seen, quiz }))).join("");
  assert.equal(table("pages-seen", 75), "0101");
  assert.equal(table("quiz-passed", 75), "0011");
  assert.equal(table("either", 75), "0111");
  assert.equal(table("both", 75), "0001");
  assert.equal(table("quiz-passed", null), "0011");
});

test("without questions there is no score", () => {
  const course = begin({ rule: "pages-seen", mastery: null, objectives: [] });
  course.config.lessons.forEach((lesson) => (lesson.questions = []));
  course.seeAll();
  assert.deepEqual(plain([course.record().score, course.record().success, course.record().completion]), [null, "unknown", "completed"]);
});

test("progress is the share of pages seen, and whole only when completed", () => {
  const course = begin();
  assert.equal(course.record().progress, 0);
  markSeen(course.config, course.state, 0);
  assert.equal(Math.round(course.record().progress * 100), 33);
  course.seeAll();
  assert.equal(course.record().progress, 0.99);
  course.answerAll(RIGHT);
  assert.equal(course.record().progress, 1);
});

test("objectives are reported when all their questions are answered", () => {
  const course = begin();
  course.answer("promise", "a");
  assert.equal(course.record().objectives.length, 0);
  course.answer("habits", "a");
  assert.deepEqual(plain(course.record().objectives), [{ id: "trust", score: 50, success: "failed", done: true }]);
});

test("what is missing is said page by page", () => {
  const course = begin();
  course.answer("promise", "b");
  const list = missing(course.config, course.state).map(({ lesson, kind, count }) => `${lesson.id} ${kind} ${count}`);
  assert.deepEqual(plain(list), ["trust page 1", "trust questions 1", "trust wrong 1", "time page 1", "time questions 2", "end page 1"]);
});

test("two records of one learner join", () => {
  const before = begin();
  before.seeAll();
  before.answer("promise", "a");
  const after = begin();
  after.answer("habits", "a", "c");
  after.answer("bad-news", "false");
  after.state.lesson = 1;
  const merged = mergeStates(before.config, before.state, after.state);
  assert.deepEqual([merged.lesson, merged.passed, merged.completed, merged.best], [1, true, true, 75]);
});

test("ids that every object has are ids like others", () => {
  const course = begin({ lessons: [{ id: "one", title: "", href: "", questions: [{ ...choice, id: "constructor" }] }], objectives: [] });
  assert.equal(scoreOf(questionsOf(course.config), course.state), 0);
  assert.equal(course.answer("constructor", "a"), true);
});
