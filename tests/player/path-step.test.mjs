// A course in the page of a learning path, which keeps everything: the two know each other by messages alone.

import assert from "node:assert/strict";
import test from "node:test";
import { load } from "./support/scripts.mjs";
import { answerOf } from "./support/session.mjs";
import { FakeWindow } from "./support/window.mjs";

const { adapter, emptyRecord } = load("pathstep", ["emptyRecord"]);

const LEARNER = { id: "learner-1", name: "Jo Doe", language: "", volume: null, speed: null, captions: null };
const heldOf = (changes) => ({
  mode: "normal", credit: true, resumed: false, status: "", completion: "incomplete", success: "unknown", score: null, progress: null,
  mastery: null, location: "", state: "", launchData: "", learner: LEARNER, ...changes,
});

/** The path's page, and the course in a frame of it. Messages are copied, as browsers do, and come after what is under way. */
class Stage {
  constructor({ held = heldOf(), ways, answers = true, origin = "null", parent = new FakeWindow(), ...options } = {}) {
    Object.assign(this, { held, ways, answers, heard: [], targets: [], states: [], ready: [] });
    this.path = parent;
    this.course = new FakeWindow({ parent: parent === "none" ? null : parent });
    this.course.origin = origin;
    this.course.parent.postMessage = (message, target) => this.hear(structuredClone(message), target);
    this.session = adapter.open({
      window: this.course,
      courseId: "trust",
      onReady: (given, late) => this.ready.push({ held: given, late }),
      onState: (state) => this.states.push(state),
      ...options,
    });
  }

  start() {
    this.session.start();
    return this;
  }

  hear(message, target) {
    this.heard.push(message);
    this.targets.push(target);
    if (message.cwPath !== 1) throw new Error("a message of nobody");
    if (message.type === "open" && this.answers) this.say({ type: "held", held: this.held, ways: this.ways });
  }

  say(message, source = this.path) {
    this.course.fire("message", { source, origin: this.course.origin, data: structuredClone({ cwPath: 1, ...message }) });
  }

  update(changes, ...answers) {
    this.session.update({ ...emptyRecord(), states: ["state-1"], ...changes }, ...answers);
  }

  types() {
    return this.heard.map(({ type }) => type);
  }
}

// ---- Beginning -------------------------------------------------------------------------------------

test("the course asks the path, and begins with what it holds", () => {
  const stage = new Stage({ held: heldOf({ state: "abc", location: "time", success: "failed" }) }).start();
  assert.deepEqual(stage.heard, [{ cwPath: 1, type: "open" }]);
  assert.equal(stage.ready.length, 1);
  const [{ held, late }] = stage.ready;
  assert.deepEqual([held.state, held.location, held.success, held.learner.name, late], ["abc", "time", "failed", "Jo Doe", false]);
  assert.equal(stage.session.held, held);
  assert.deepEqual(stage.states, ["saved"]);
});

test("a path that is slow is asked again, and the learner waits no longer than five seconds", () => {
  const stage = new Stage({ answers: false }).start();
  stage.course.pass(1200);
  assert.deepEqual(stage.types(), ["open", "open", "open"]);
  assert.equal(stage.ready.length, 0);
  stage.course.pass(5000);
  assert.deepEqual(stage.ready, [{ held: null, late: false }]);
  assert.equal(stage.session.state, "alone");
});

test("a path that says that it is there is waited for", () => {
  const stage = new Stage({ answers: false }).start();
  stage.say({ type: "saved", state: "connecting" });
  stage.course.pass(60_000);
  assert.deepEqual([stage.ready.length, stage.heard.length, stage.states], [0, 1, []]);
  stage.say({ type: "held", held: heldOf() });
  assert.equal(stage.ready.length, 1);
});

test("a page on its own is alone at once, and asks nobody", () => {
  const stage = new Stage({ parent: "none" }).start();
  assert.deepEqual([stage.ready, stage.states, stage.heard], [[{ held: null, late: false }], ["alone"], []]);
  stage.update({ location: "time" }, answerOf());
  assert.equal(stage.session.finish("leave"), false);
  assert.deepEqual(stage.heard, []);
});

test("a path that is found late takes what was done until then", () => {
  const stage = new Stage({ answers: false }).start();
  stage.course.pass(6000);
  stage.update({ location: "time", states: ["mine"] }, answerOf({ id: "early" }));
  assert.ok(!stage.types().includes("record"));
  stage.answers = true;
  stage.course.pass(5000);
  assert.deepEqual(stage.ready.map(({ held, late }) => [held !== null, late]), [[false, false], [true, true]]);
  const said = stage.heard.at(-1);
  assert.deepEqual([said.type, said.record.location, said.answers.map(({ id }) => id)], ["record", "time", ["early"]]);
});

test("after two minutes nobody is asked any more", () => {
  const stage = new Stage({ answers: false }).start();
  stage.course.pass(600_000);
  const asked = stage.heard.length;
  stage.course.pass(600_000);
  assert.equal(stage.heard.length, asked);
  assert.ok(asked < 40);
});

// ---- Whom it hears ---------------------------------------------------------------------------------

test("nobody but the page around it is heard", () => {
  const stage = new Stage({ answers: false });
  stage.start();
  const said = { type: "held", held: heldOf() };
  for (const source of [new FakeWindow(), stage.course, null, new FakeWindow({ parent: stage.course })]) stage.say(said, source);
  assert.equal(stage.ready.length, 0);
  stage.course.fire("message", { source: stage.path, data: { type: "held", held: heldOf() } });
  stage.course.fire("message", { source: stage.path, data: null });
  stage.course.fire("message", { source: stage.path, data: "cwPath" });
  stage.say({ type: "held" });
  assert.equal(stage.ready.length, 0);
  stage.say(said);
  assert.equal(stage.ready.length, 1);
  stage.say({ type: "held", held: heldOf({ state: "another" }) });
  assert.equal(stage.ready.length, 1, "a course begins once");
});

test("from disk anybody may listen, elsewhere only the path's own origin", () => {
  for (const [origin, target] of [["null", "*"], ["file://", "*"], [undefined, "*"], ["https://lms.example", "https://lms.example"]]) {
    assert.deepEqual(new Stage({ origin }).start().targets, [target]);
  }
});

test("a page of another origin is not heard, though it stands around the course", () => {
  const stage = new Stage({ origin: "https://lms.example", answers: false }).start();
  const said = { cwPath: 1, type: "held", held: heldOf() };
  for (const origin of ["https://other.example", "null"]) stage.course.fire("message", { source: stage.path, origin, data: said });
  assert.equal(stage.ready.length, 0);
  stage.course.fire("message", { source: stage.path, origin: "https://lms.example", data: said });
  assert.equal(stage.ready.length, 1);
});

// ---- What it tells ---------------------------------------------------------------------------------

test("every record is told whole, with its answers and comments", () => {
  const stage = new Stage().start();
  const comments = [{ id: "my-manager", prompt: "What does your manager need?", text: "Time.\nAnd trust." }];
  const step = { done: true, passed: true, failed: false, over: false, facts: ["fact.done"] };
  const answers = [answerOf({ right: true }), answerOf({ id: "habits", type: "multiple-response" })];
  stage.update({ completion: "completed", success: "passed", score: 90, comments, step, states: ["long", "short"] }, ...answers, undefined);
  const { type, record, answers: told } = stage.heard.at(-1);
  assert.equal(type, "record");
  assert.deepEqual([record.comments, record.step, record.states, record.score], [comments, step, ["long", "short"], 90]);
  assert.deepEqual(told, answers);
  assert.ok(told[0].at instanceof Date);
  stage.update({ location: "end" });
  assert.deepEqual(stage.heard.at(-1).answers, [], "an answer is told once");
});

test("nothing gets worse than what the path held", () => {
  const stage = new Stage({ held: heldOf({ completion: "completed", success: "passed", score: 80 }) }).start();
  stage.update({ score: 20, success: "failed" });
  const { completion, success, score } = stage.heard.at(-1).record;
  assert.deepEqual([completion, success, score], ["completed", "passed", 80]);
});

test("in review nothing is told", () => {
  const stage = new Stage({ held: heldOf({ mode: "review" }) }).start();
  assert.deepEqual(stage.states, ["review"]);
  stage.update({ location: "time" }, answerOf());
  stage.session.save();
  stage.say({ type: "saved", state: "saved" });
  assert.equal(stage.session.state, "review");
  stage.session.finish("leave");
  assert.deepEqual(stage.types(), ["open", "leave"]);
});

test("what the path says of saving is shown", () => {
  const stage = new Stage().start();
  stage.update({ location: "time" });
  assert.equal(stage.session.state, "saving");
  for (const state of ["saved", "offline", "unsaved", "lost", "alone"]) {
    stage.say({ type: "saved", state });
    assert.equal(stage.session.state, state);
  }
  stage.say({ type: "saved", state: "ended" });
  assert.equal(stage.session.state, "alone", "the course ends its session itself");
});

test("Save now tells everything again and asks the path to save", () => {
  const stage = new Stage().start();
  stage.session.save();
  stage.update({ location: "time" });
  stage.session.save();
  assert.deepEqual(stage.types(), ["open", "save", "record", "record", "save"]);
});

// ---- Leaving ---------------------------------------------------------------------------------------

for (const request of ["leave", "continue", "again"]) {
  test(`${request} is the path's to do, after the last record`, () => {
    const stage = new Stage().start();
    stage.update({ location: "end" });
    stage.say({ type: "saved", state: "saved" });
    assert.equal(stage.session.finish(request), true);
    const [record, leave] = stage.heard.slice(-2);
    assert.deepEqual([record.type, record.record.leaving, leave], ["record", true, { cwPath: 1, type: "leave", request }]);
    assert.equal(stage.session.state, "ended");
    const said = stage.heard.length;
    stage.course.fire("pagehide");
    stage.update({ location: "trust" });
    stage.say({ type: "saved", state: "saved" });
    assert.equal(stage.session.finish(request), false);
    assert.equal(stage.heard.length, said);
    assert.equal(stage.session.state, "ended");
  });
}

test("a page that goes has left, and a page that comes back is loaded anew", () => {
  const stage = new Stage().start();
  stage.update({ location: "end" });
  stage.course.fire("pagehide");
  assert.deepEqual(stage.heard.at(-1), { cwPath: 1, type: "leave", request: "none" });
  stage.course.fire("pageshow", { persisted: true });
  assert.equal(stage.course.reloaded, 1);
});

test("what could not be saved is not called saved", () => {
  const stage = new Stage().start();
  stage.update({ location: "end" });
  stage.say({ type: "saved", state: "offline" });
  assert.equal(stage.session.finish("leave"), false);
});

test("the path says where it leads, from the start and whenever something was saved", () => {
  const silent = new Stage().start();
  assert.deepEqual([silent.session.canContinue(), silent.session.mayTryAgain()], [true, false], "a path that is silent decides when it is asked");
  const stage = new Stage({ ways: { continue: false, again: false } }).start();
  assert.equal(stage.session.canContinue(), false);
  const shown = stage.states.length;
  stage.say({ type: "saved", state: "saved", ways: { continue: true, again: true } });
  assert.deepEqual([stage.session.canContinue(), stage.session.mayTryAgain()], [true, true]);
  assert.equal(stage.states.length, shown + 1, "and it is shown, though nothing else has changed");
  stage.session.finish("again");
  assert.deepEqual([stage.session.canContinue(), stage.session.mayTryAgain()], [false, false]);
});
