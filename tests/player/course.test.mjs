import assert from "node:assert/strict";
import test from "node:test";
import { RIGHT, checklist, choice, courseConfig, fullConfig, likert, reflection, scenario } from "./support/course.mjs";
import { load } from "./support/scripts.mjs";

const {
  newState, submitAnswer, keepActivity, judge, markSeen, settle, retake, mayRetake, missing, mergeStates, joinStates, sharedBy, encodeState,
  recordOf, scoreOf, gradesOf, questionsOf, activitiesOf, endingOf,
} = load("scorm12", [
  "newState", "submitAnswer", "keepActivity", "judge", "markSeen", "settle", "retake", "mayRetake", "missing", "mergeStates",
  "joinStates", "sharedBy", "encodeState", "recordOf", "scoreOf", "gradesOf", "questionsOf", "activitiesOf", "endingOf",
]);

const plain = (value) => JSON.parse(JSON.stringify(value));

function begin(changes, config = courseConfig(changes)) {
  const state = newState(config);
  const question = (id) => questionsOf(config).find((entry) => entry.id === id);
  return {
    config,
    state,
    answer: (id, ...response) => submitAnswer(config, state, question(id), response),
    answerAll: (answers) => Object.entries(answers).forEach(([id, response]) => submitAnswer(config, state, question(id), response)),
    keep: (id, ...response) => keepActivity(config, state, activitiesOf(config).find((entry) => entry.id === id), response),
    seeAll: () => config.lessons.forEach((_lesson, index) => markSeen(config, state, index)),
    record: () => recordOf(config, state),
  };
}

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
  retake(course.config, course.state);
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
  retake(course.config, course.state);
  course.answerAll({ promise: ["b"], habits: ["b"], "bad-news": ["true"], raise: ["late"] });
  settle(course.config, course.state, true);
  const record = course.record();
  assert.deepEqual([record.score, record.success, record.completion], [75, "passed", "completed"]);
  assert.equal(scoreOf(gradesOf(course.config, course.state)), 0);
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
  assert.equal(scoreOf(gradesOf(course.config, course.state)), 0);
  assert.equal(course.answer("constructor", "a"), true);
});

// ---- What is not scored, and what is besides questions --------------------------------------------

test("what is not scored counts to nothing and holds nothing up", () => {
  const [first, ...rest] = courseConfig().lessons;
  const course = begin({ lessons: [{ ...first, questions: [choice, likert] }, ...rest.map((lesson) => ({ ...lesson, questions: [] }))] });
  course.seeAll();
  course.answer("mood", "d");
  assert.deepEqual(plain([course.record().score, course.record().success, course.record().answered]), [null, "unknown", false]);
  course.answer("promise", "a");
  assert.deepEqual(plain([course.record().score, course.record().success, course.record().answered]), [100, "passed", true]);
  assert.equal(course.record().completion, "completed");
});

test("nothing that is not scored is asked for", () => {
  const course = begin({}, fullConfig());
  const open = () => missing(course.config, course.state).filter(({ kind }) => kind !== "page").map(({ lesson, kind, count }) => `${lesson.id} ${kind} ${count}`);
  assert.deepEqual(plain(open()), ["trust questions 3", "time questions 5", "end questions 3"]);
  course.answer("mood", "a");
  course.answer("story", "Once");
  assert.deepEqual(plain(open()), ["trust questions 3", "time questions 5", "end questions 3"]);
});

test("a course that asks for opinions alone is done when all are given", () => {
  const [lesson] = courseConfig().lessons;
  const course = begin({ rule: "quiz-passed", mastery: null, objectives: [], lessons: [{ ...lesson, questions: [likert, { ...likert, id: "second" }] }] });
  course.answer("mood", "a");
  assert.equal(course.record().completion, "incomplete");
  assert.equal(missing(course.config, course.state)[0].count, 1);
  course.answer("second", "b");
  assert.deepEqual(plain([course.record().completion, course.record().score, course.record().success]), ["completed", null, "unknown"]);
  assert.equal(mayRetake(course.config, course.state), false);
});

test("a score is the sum of weights and shares", () => {
  const [lesson] = courseConfig().lessons;
  const questions = [{ ...choice, weight: 3 }, { ...questionsOf(fullConfig()).find(({ id }) => id === "okr"), weight: 1 }];
  const course = begin({ mastery: null, lessons: [{ ...lesson, questions, activities: [scenario] }] });
  course.answer("promise", "a");
  course.answer("okr", "objective", "nothing");
  course.keep("deadline", "badly");
  assert.equal(scoreOf(gradesOf(course.config, course.state)), Math.round((10000 * (3 + 0.5 + 2 * 0.25)) / 6) / 100);
});

test("a scenario counts when it has come to an ending, and is told like an answer", () => {
  const [lesson] = courseConfig().lessons;
  const course = begin({ rule: "quiz-passed", objectives: [], lessons: [{ ...lesson, questions: [choice], activities: [scenario] }] });
  course.answer("promise", "a");
  course.keep("deadline", "hide");
  assert.deepEqual([course.record().answered, course.record().score, endingOf(scenario, ["hide"], 0)], [false, null, null]);
  course.keep("deadline", "badly");
  assert.deepEqual([course.record().answered, course.record().score, course.record().success], [true, 50, "failed"]);
  retake(course.config, course.state);
  assert.equal(course.state.activities.size, 0);
  course.answer("promise", "a");
  course.keep("deadline", "well");
  assert.deepEqual([course.record().score, course.record().success], [100, "passed"]);
  const told = plain(endingOf(scenario, ["badly"], 1200, { options: { badly: "It goes wrong" } }));
  assert.deepEqual([told.type, told.response, told.correct, told.right, told.score, told.weight], ["scenario", ["badly"], [], false, 0.25, 2]);
  assert.deepEqual(told.stems.at(-1), { id: "badly", text: "It goes wrong" });
});

test("a scenario is told by its scenes: what was chosen in each, and where it ended", () => {
  const keeps = { form: "pairs", stems: ["a", "b", "c", "d", "e"], targets: [["a", "b", "c", "d"], ["a", "b"], ["a", "b"], [], []] };
  const pairs = { ...scenario, keeps, objectives: ["early"], scored: { weight: 1, endings: { "a.c": 1, "a.d": 0 } } };
  const told = plain(endingOf(pairs, ["a.d", "b.b", "c.a"], 0, { options: { "a.a": "The deadline slips", "a.d": "Trust is lost" } }));
  assert.deepEqual([told.response, told.objectives], [["a.b", "b.a", "d"], ["early"]]);
  assert.deepEqual(told.stems.map(({ text }) => text), ["The deadline slips", "", "", "Trust is lost"]);
});

test("a scenario counts to its objectives", () => {
  const [lesson] = courseConfig().lessons;
  const course = begin({ lessons: [{ ...lesson, questions: [], activities: [{ ...scenario, objectives: ["early"] }] }] });
  course.keep("deadline", "tell");
  assert.equal(course.record().objectives.length, 0);
  course.keep("deadline", "badly");
  assert.deepEqual(plain(course.record().objectives), [{ id: "early", score: 25, success: "failed", done: true }]);
});

test("what a block holds is kept as it is, and nothing else", () => {
  const course = begin({}, fullConfig());
  assert.equal(course.keep("one-to-one", "c", "a", "z"), true);
  assert.equal(course.keep("one-to-one", "a", "c"), false);
  assert.deepEqual([...course.state.activities.get("one-to-one")], ["a", "c"]);
  assert.equal(course.keep("one-to-one"), true);
  assert.equal(course.keep("my-manager", "   "), false);
  assert.equal(course.state.activities.size, 0);
});

test("what was written for oneself goes with the record", () => {
  const course = begin({}, fullConfig());
  assert.deepEqual(plain(course.record().comments), []);
  course.keep("my-manager", " More time. ");
  course.keep("one-to-one", "a");
  assert.deepEqual(plain(course.record().comments), [{ id: "my-manager", prompt: reflection.prompt, text: "More time." }]);
});

// ---- Two records of one learner -------------------------------------------------------------------

/** The same numbers for the same seed. */
function chanceOf(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** What a learner may have done, by chance. */
function someone(config, chance) {
  const course = begin({}, config);
  const idsOf = (keeps) => {
    if (keeps.form === "texts") return keeps.lengths.map(() => ["", "early", "a longer text", "9"][chance(4)]);
    if (keeps.form === "pairs") return keeps.stems.map((stem) => `${stem}.${"abcd"[chance(4)]}`);
    if (keeps.form === "flags") return keeps.ids.filter(() => chance(2));
    const [...ids] = keeps.ids;
    return keeps.form === "index" ? [ids[chance(ids.length)]] : ids.sort(() => chance(3) - 1);
  };
  if (chance(3) === 0) retake(config, course.state);
  for (let step = chance(20); step > 0; step -= 1) {
    const [questions, activities] = [questionsOf(config), activitiesOf(config)];
    if (chance(2)) submitAnswer(config, course.state, ...((question) => [question, idsOf(question.keeps)])(questions[chance(questions.length)]));
    else keepActivity(config, course.state, ...((activity) => [activity, idsOf(activity.keeps)])(activities[chance(activities.length)]));
    if (chance(4) === 0) markSeen(config, course.state, chance(config.lessons.length));
  }
  return course.state;
}

test("two tabs come to the same, whoever hears of the other first, and again and again", () => {
  const config = fullConfig();
  for (let seed = 0; seed < 300; seed += 1) {
    const chance = chanceOf(seed);
    const [one, two, before] = [someone(config, chance), someone(config, chance), someone(config, chance)];
    one.lesson = two.lesson = 0;
    for (const base of [null, before]) {
      const there = encodeState(config, joinStates(config, one, two, base));
      assert.equal(encodeState(config, joinStates(config, two, one, base)), there, `seed ${seed}`);
    }
    const joined = joinStates(config, one, two);
    assert.equal(encodeState(config, joinStates(config, joined, two)), encodeState(config, joined), `seed ${seed}`);
  }
});

test("marks of both tabs stay, and of two texts the longer one", () => {
  const [one, two] = [begin({}, fullConfig()), begin({}, fullConfig())];
  one.keep("one-to-one", "a");
  two.keep("one-to-one", "c");
  one.keep("my-manager", "Time");
  two.keep("my-manager", "Time to think");
  const joined = joinStates(one.config, one.state, two.state);
  assert.deepEqual(plain([...joined.activities]), [["one-to-one", ["a", "c"]], ["my-manager", ["Time to think"]]]);
});

test("a mark that one tab takes back stays taken back", () => {
  const [one, two] = [begin({}, fullConfig()), begin({}, fullConfig())];
  for (const tab of [one, two]) tab.keep("one-to-one", "a", "c");
  const base = sharedBy(one.state);
  one.keep("one-to-one", "c");
  for (const joined of [joinStates(one.config, one.state, two.state, base), joinStates(one.config, two.state, one.state, base)]) {
    assert.deepEqual(plain([...joined.activities]), [["one-to-one", ["c"]]]);
  }
});

test("who takes the questions again has left a scenario behind, but not a checklist", () => {
  const [one, two] = [begin({}, fullConfig()), begin({}, fullConfig())];
  for (const tab of [one, two]) {
    tab.keep("one-to-one", "a");
    tab.keep("deadline", "well");
  }
  retake(one.config, one.state);
  const joined = joinStates(one.config, one.state, two.state);
  assert.deepEqual(plain([...joined.activities]), [["one-to-one", ["a"]]]);
});

test("with an LMS that is found late, what was done last stands", () => {
  const [one, two] = [begin({}, fullConfig()), begin({}, fullConfig())];
  one.keep("one-to-one", "a");
  one.keep("my-manager", "A long text of another day");
  one.keep("deadline", "well");
  two.keep("one-to-one", "b");
  two.keep("my-manager", "Short");
  two.keep("deadline", "start");
  const merged = mergeStates(one.config, one.state, two.state);
  assert.deepEqual(plain([...merged.activities]), [[checklist.id, ["a", "b"]], [reflection.id, ["Short"]], [scenario.id, ["start"]]]);
});
