import assert from "node:assert/strict";
import test from "node:test";
import { FakeLms } from "./support/lms.mjs";
import { load } from "./support/scripts.mjs";
import { answerOf, open } from "./support/session.mjs";

const twelve = load("scorm12", ["decimal", "plainText", "scorm12Timespan", "scorm12Score", "newStatusWord", "asNumber"]);
const later = load("scorm2004", ["isoDuration", "responseText"]);

const interaction = (generation, changes, stored) => {
  const run = open(generation, { lms: new FakeLms(generation, { stored }) });
  run.update({}, answerOf(changes));
  assert.deepEqual(run.lms.refused, []);
  const entries = Object.entries(run.lms.data).filter(([name]) => name.startsWith("cmi.interactions.0."));
  return Object.fromEntries(entries.map(([name, value]) => [name.slice("cmi.interactions.0.".length), value]));
};

test("decimal numbers", () => {
  const { decimal } = twelve;
  assert.deepEqual([decimal(1e-7, 7), decimal(100, 2), decimal(66.666, 2), decimal(50.5, 2), decimal(0, 0)], ["0.0000001", "100", "66.67", "50.5", "0"]);
});

test("numbers that an LMS gives", () => {
  assert.deepEqual(["", " ", "x", "12", "0.5", "NaN"].map(twelve.asNumber), [null, null, null, 12, 0.5, null]);
});

test("times", () => {
  assert.deepEqual([0, -5, 59999, 3661230, 1e15].map(twelve.scorm12Timespan), [
    "0000:00:00.00", "0000:00:00.00", "0000:00:59.99", "0001:01:01.23", "9999:59:59.99",
  ]);
  assert.deepEqual([0, -5, 59999, 3661230].map(later.isoDuration), ["PT0H0M0S", "PT0H0M0S", "PT0H0M59.99S", "PT1H1M1.23S"]);
});

test("texts are one line and never cut inside a character", () => {
  assert.equal(twelve.plainText("a\n\t b\u0007c ", 10), "a b c");
  assert.equal(twelve.plainText("ab😀", 3), "ab");
});

test("1.2: a score is rounded, but never over the mastery score", () => {
  const { scorm12Score } = twelve;
  assert.deepEqual([scorm12Score(66.67, null), scorm12Score(79.6, 80), scorm12Score(66.67, 66.5), scorm12Score(80.4, 80)], ["67", "79.6", "67", "80"]);
});

test("1.2: the one status word", () => {
  const word = (completion, success, quizDecides, leaving) => twelve.newStatusWord({ completion, success, quizDecides, leaving });
  assert.equal(word("completed", "passed", true, false), "passed");
  assert.equal(word("completed", "failed", false, true), "completed");
  assert.equal(word("incomplete", "passed", true, true), "incomplete");
  assert.equal(word("incomplete", "failed", true, false), "incomplete");
  assert.equal(word("incomplete", "failed", true, true), "failed");
  assert.equal(word("incomplete", "failed", false, true), "incomplete");
});

test("1.2: failed is said when the learner leaves", () => {
  const { lms, update, page } = open("scorm12");
  update({ success: "failed", quizDecides: true, score: 40 });
  assert.equal(lms.data["cmi.core.lesson_status"], "incomplete");
  page.fire("pagehide");
  assert.equal(lms.stored["cmi.core.lesson_status"], "failed");
});

test("1.2: a failed course stays failed until it is passed", () => {
  const { lms, update } = open("scorm12", { lms: new FakeLms("scorm12", { stored: { "cmi.core.lesson_status": "failed" } }) });
  update({});
  assert.equal(lms.data["cmi.core.lesson_status"], "failed");
  update({ completion: "completed", success: "passed", quizDecides: true });
  assert.equal(lms.data["cmi.core.lesson_status"], "passed");
});

test("1.2: a completed course leaves with the empty exit", () => {
  const { lms, update, page } = open("scorm12");
  update({ completion: "completed", success: "passed", score: 90 });
  page.fire("pagehide");
  assert.equal(lms.stored["cmi.core.exit"], "");
  assert.equal(lms.stored["cmi.core.lesson_status"], "passed");
});

test("2004: a completed course stays suspended, so that its data stay", () => {
  const { lms, update, page } = open("scorm2004");
  update({ completion: "completed", success: "passed", score: 90, progress: 1 });
  page.fire("pagehide");
  assert.equal(lms.stored["cmi.exit"], "suspend");
  assert.deepEqual(
    ["cmi.completion_status", "cmi.success_status", "cmi.score.scaled", "cmi.score.raw", "cmi.progress_measure"].map((name) => lms.stored[name]),
    ["completed", "passed", "0.9", "90", "1"]
  );
});

test("score before status", () => {
  for (const [generation, raw, status] of [["scorm12", "cmi.core.score.raw=90", "cmi.core.lesson_status=passed"], ["scorm2004", "cmi.score.scaled=0.9", "cmi.completion_status=completed"]]) {
    const { lms, update } = open(generation);
    update({ completion: "completed", success: "passed", score: 90 });
    assert.ok(lms.log.indexOf(raw) > 0 && lms.log.indexOf(raw) < lms.log.indexOf(status));
  }
});

test("2004: leaving asks to suspend everything, going on asks to continue", () => {
  for (const [request, word] of [["leave", "suspendAll"], ["continue", "continue"]]) {
    const { lms, session } = open("scorm2004");
    assert.equal(session.finish(request), true);
    assert.equal(lms.stored["adl.nav.request"], word);
    assert.equal(lms.log.at(-1), "terminate");
  }
  const { lms, session } = open("scorm12");
  session.finish("leave");
  assert.deepEqual(lms.refused, []);
});

test("2004: going on only where the LMS says that it can", () => {
  assert.equal(open("scorm2004").session.canContinue(), false);
  const lms = new FakeLms("scorm2004", { stored: { "adl.nav.request_valid.continue": "true" } });
  assert.equal(open("scorm2004", { lms }).session.canContinue(), true);
  assert.equal(open("scorm12").session.canContinue(), false);
});

test("a choice", () => {
  assert.deepEqual(interaction("scorm12"), {
    id: "promise", type: "choice", "objectives.0.id": "trust", time: "09:05:07", "correct_responses.0.pattern": "a",
    weighting: "1", student_response: "a,c", result: "wrong", latency: "0000:01:01.23",
  });
  assert.deepEqual(interaction("scorm2004"), {
    id: "promise", type: "choice", "objectives.0.id": "trust", timestamp: "2026-11-23T09:05:07", "correct_responses.0.pattern": "a",
    weighting: "1", learner_response: "a[,]c", result: "incorrect", latency: "PT0H1M1.23S", description: "Which of these builds trust?",
  });
});

test("a multiple response is a choice to the LMS", () => {
  const changes = { type: "multiple-response", correct: ["a", "c"], right: true };
  const first = interaction("scorm12", changes);
  assert.deepEqual([first.type, first["correct_responses.0.pattern"], first.result], ["choice", "a,c", "correct"]);
  const second = interaction("scorm2004", changes);
  assert.deepEqual([second.type, second["correct_responses.0.pattern"], second.result], ["choice", "a[,]c", "correct"]);
});

test("true and false", () => {
  const changes = { type: "true-false", response: ["false"], correct: ["true"] };
  const first = interaction("scorm12", changes);
  assert.deepEqual([first.student_response, first["correct_responses.0.pattern"]], ["f", "t"]);
  const second = interaction("scorm2004", changes);
  assert.deepEqual([second.learner_response, second["correct_responses.0.pattern"]], ["false", "true"]);
});

test("a fill-in has a pattern for each accepted answer", () => {
  const changes = { type: "fill-in", response: [`${"x".repeat(300)}`], correct: [], gaps: [{ accepted: ["early", "in time"] }], caseSensitive: true };
  const first = interaction("scorm12", changes);
  assert.deepEqual([first["correct_responses.0.pattern"], first["correct_responses.1.pattern"], first.student_response.length], ["early", "in time", 255]);
  const second = interaction("scorm2004", changes);
  assert.deepEqual(
    [second["correct_responses.0.pattern"], second["correct_responses.1.pattern"], second.learner_response.length],
    ["{case_matters=true}early", "{case_matters=true}in time", 250]
  );
});

test("2004: no answer of a learner can break the grammar", () => {
  const { responseText } = later;
  assert.equal(responseText("fill-in", ["a[,]b"]), "a,b");
  assert.equal(responseText("fill-in", ["{lang=xx}a"]), "(lang=xx}a");
  assert.equal(responseText("fill-in", ["{a}"]), "{a}");
});

test("2004: descriptions are cut to what LMSs take", () => {
  assert.equal(interaction("scorm2004", { description: "x".repeat(400) }).description.length, 250);
});

test("answers are appended after those that the LMS has", () => {
  for (const generation of ["scorm12", "scorm2004"]) {
    const run = open(generation);
    run.update({}, answerOf({ id: "first" }));
    run.update({}, answerOf({ id: "second" }));
    run.update({}, answerOf({ id: "first" }));
    assert.deepEqual(run.lms.refused, []);
    assert.deepEqual([0, 1, 2].map((at) => run.lms.data[`cmi.interactions.${at}.id`]), ["first", "second", "first"]);
    const next = open(generation, { lms: new FakeLms(generation, { stored: run.lms.stored }) });
    next.update({}, answerOf({ id: "third" }));
    assert.equal(next.lms.data["cmi.interactions.3.id"], "third");
  }
});

test("1.2: an LMS without interactions gets none, one with some leaves gets those", () => {
  const without = open("scorm12", { lms: new FakeLms("scorm12", { stored: { "cmi.interactions._children": "" } }) });
  without.update({}, answerOf());
  assert.equal(without.session.state, "saved");
  assert.ok(!without.lms.log.some((line) => line.startsWith("cmi.interactions")));
  assert.deepEqual(Object.keys(interaction("scorm12", {}, { "cmi.interactions._children": "id,type,result" })), ["id", "type", "result"]);
});

test("objectives are found by their id, and get no worse", () => {
  const objective = (score) => ({ objectives: [{ id: "trust", score, success: score >= 75 ? "passed" : "failed", done: true }] });
  const later = new FakeLms("scorm2004", { stored: { "cmi.objectives.0.id": "primary", "cmi.objectives.1.id": "trust" } });
  const run = open("scorm2004", { lms: later });
  run.update(objective(100));
  run.update(objective(50));
  assert.deepEqual(later.refused, []);
  assert.deepEqual(["score.scaled", "success_status", "completion_status"].map((leaf) => later.data[`cmi.objectives.1.${leaf}`]), ["1", "passed", "completed"]);
  const first = open("scorm12");
  first.update(objective(50));
  first.update(objective(80));
  first.page.pass(2000);
  assert.deepEqual(first.lms.refused, []);
  assert.deepEqual(["id", "score.raw", "status"].map((leaf) => first.lms.data[`cmi.objectives.0.${leaf}`]), ["trust", "80", "passed"]);
  const none = open("scorm12", { lms: new FakeLms("scorm12", { stored: { "cmi.objectives._children": "" } }) });
  none.update(objective(50));
  assert.equal(none.session.state, "saved");
});

test("what the learner has asked the LMS for is understood", () => {
  const preferences = { "cmi.student_preference.audio": "50", "cmi.student_preference.speed": "25", "cmi.student_preference.text": "1", "cmi.student_preference.language": "nl" };
  const { learner } = open("scorm12", { lms: new FakeLms("scorm12", { stored: preferences }) }).ready[0].held;
  assert.deepEqual({ ...learner }, { id: "learner-1", name: "Doe, Jo", language: "nl", volume: 0.5, speed: 1.25, captions: true });
  const plain = open("scorm2004").ready[0].held.learner;
  assert.deepEqual({ ...plain }, { id: "learner-1", name: "Jo Doe", language: "", volume: 1, speed: 1, captions: null });
});

test("1.2: with a mastery score the score waits for the outcome, since the LMS compares on its own", () => {
  const { lms, update } = open("scorm12");
  update({ score: 90, mastery: 80, success: "passed" });
  assert.equal(lms.data["cmi.core.score.raw"], "");
  update({ score: 90, mastery: 80, success: "passed", completion: "completed", decided: true });
  assert.equal(lms.data["cmi.core.score.raw"], "90");
});
