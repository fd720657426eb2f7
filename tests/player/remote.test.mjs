// What a session over HTTP promises, whatever the standard: here against a remote that a test holds in its hand.

import assert from "node:assert/strict";
import test from "node:test";
import { RemoteError, RemoteSession, follow } from "./support/remote.mjs";
import { answerOf } from "./support/session.mjs";
import { FakeWindow, settle } from "./support/window.mjs";

const held = (changes) => ({
  mode: "normal", credit: true, resumed: false, status: "", completion: "incomplete", success: "unknown", score: null, progress: null,
  mastery: null, location: "", state: "", launchData: "",
  learner: { id: "learner-1", name: "Jo Doe", language: "", volume: null, speed: null, captions: null }, ...changes,
});

/** Saves when a test says so, unless told how. */
class HeldRemote {
  constructor(opening) {
    this.standard = "test";
    this.opening = opening;
    this.saves = [];
    this.answer = () => Promise.resolve();
    this.returnUrl = () => null;
  }
  open() {
    return typeof this.opening === "function" ? this.opening() : Promise.resolve(this.opening);
  }
  save(record, answers, context) {
    // Copies: lists of the scripts are of another realm than those of the test.
    this.saves.push({ record: record && { ...record, states: [...record.states] }, answers: [...answers], ...context });
    return this.answer(this.saves.length);
  }
}

async function open(opening = held(), { storage = new Map(), limit = 1000, remote = new HeldRemote(opening) } = {}) {
  const page = new FakeWindow({ storage });
  const run = follow("cmi5", page, (options) => new RemoteSession(options, remote, limit));
  run.session.start();
  await settle();
  return { ...run, remote, storage, last: () => remote.saves[remote.saves.length - 1] };
}

test("the session opens with a save, so that the LMS knows of it", async () => {
  const run = await open(held({ state: "s0", location: "trust", success: "passed", score: 80 }));
  assert.deepEqual(run.states, ["saved"]);
  assert.equal(run.remote.saves.length, 1);
  const { record } = run.last();
  assert.deepEqual([record.states[0], record.location, record.success, record.score], ["s0", "trust", "passed", 80]);
});

test("page changes wait for each other, answers and statuses do not", async () => {
  const run = await open();
  await run.update({ location: "trust" });
  const before = run.remote.saves.length;
  await run.update({ location: "time" });
  assert.deepEqual([run.session.state, run.remote.saves.length], ["saving", before]);
  await run.pass(1000);
  await run.update({ location: "end" });
  await run.pass(600);
  assert.deepEqual([run.session.state, run.remote.saves.length, run.last().record.location], ["saved", before + 1, "end"]);
  await run.update({ location: "end" }, answerOf());
  await run.update({ location: "end", completion: "completed" });
  assert.equal(run.remote.saves.length, before + 3);
});

test("one save at a time: what changes meanwhile goes into the next one", async () => {
  const run = await open();
  const waiting = [];
  run.remote.answer = () => new Promise((resolve) => waiting.push(resolve));
  const first = answerOf();
  const second = answerOf({ id: "habits" });
  await run.update({ states: ["s1"] }, first);
  await run.update({ states: ["s2"] }, second);
  await run.update({ states: ["s3"] });
  assert.deepEqual([run.remote.saves.length, run.last().answers], [2, [first]]);
  waiting.shift()();
  await settle();
  assert.deepEqual([run.remote.saves.length, run.last().answers, run.last().record.states], [3, [second], ["s3"]]);
  waiting.shift()();
  await settle();
  assert.equal(run.session.state, "saved");
});

test("nothing gets worse", async () => {
  const run = await open(held({ completion: "completed", success: "passed", score: 90 }));
  await run.update({ completion: "incomplete", success: "failed", score: 10 });
  const { record } = run.last();
  assert.deepEqual([record.completion, record.success, record.score], ["completed", "passed", 90]);
});

test("the longest form of the state that fits", async () => {
  const run = await open(held(), { limit: 10 });
  await run.update({ states: ["a".repeat(11), "b".repeat(10)] });
  assert.deepEqual(run.last().record.states, ["b".repeat(10)]);
});

for (const mode of ["review", "browse"]) {
  test(`in ${mode} mode nothing is saved, and the session closed without a word`, async () => {
    const run = await open(held({ mode }));
    await run.update({ completion: "completed" }, answerOf());
    await run.pass(60000);
    run.page.hide();
    run.session.save();
    assert.deepEqual([run.session.state, run.remote.saves.length], ["review", 0]);
    assert.equal(await run.finish(), true);
    assert.deepEqual(run.remote.saves.map(({ record, answers, final }) => [record, answers.length, final]), [[null, 0, true]]);
  });
}

// ---- Trouble ----

test("a failed save is tried again, with the same answers and a copy in this browser meanwhile", async () => {
  const run = await open();
  run.remote.answer = () => Promise.reject(new RemoteError("500", false));
  const answer = answerOf();
  await run.update({ states: ["s1"] }, answer);
  assert.equal(run.session.state, "unsaved");
  assert.equal(run.storage.size, 1);
  await run.pass(1900);
  assert.equal(run.remote.saves.length, 2);
  run.remote.answer = () => Promise.resolve();
  await run.pass(200);
  assert.deepEqual([run.session.state, run.remote.saves.length, run.storage.size], ["saved", 3, 0]);
  assert.equal(run.last().answers[0], answer);
});

test("waits grow, and begin anew when the learner asks", async () => {
  const run = await open();
  run.remote.answer = () => Promise.reject(new RemoteError("500", false));
  await run.update({}, answerOf());
  for (const wait of [2000, 4000, 8000, 16000, 32000, 60000, 60000]) {
    const before = run.remote.saves.length;
    await run.pass(wait - 1);
    assert.equal(run.remote.saves.length, before, `after ${wait}`);
    await run.pass(1);
    assert.equal(run.remote.saves.length, before + 1, `after ${wait}`);
  }
  const before = run.remote.saves.length;
  run.session.save();
  await settle();
  await run.pass(2000);
  assert.equal(run.remote.saves.length, before + 2);
});

test("an LMS that refuses has closed the session", async () => {
  const run = await open();
  run.remote.answer = () => Promise.reject(new RemoteError("403", true));
  await run.update({}, answerOf());
  assert.equal(run.session.state, "lost");
  run.remote.answer = () => Promise.resolve();
  await run.pass(2000);
  assert.equal(run.session.state, "saved");
});

test("offline and back", async () => {
  const run = await open();
  run.page.navigator.onLine = false;
  run.page.fire("offline");
  assert.equal(run.session.state, "offline");
  run.remote.answer = () => Promise.reject(new TypeError("network"));
  await run.update({ states: ["s1"] }, answerOf());
  assert.equal(run.session.state, "offline");
  run.page.navigator.onLine = true;
  run.remote.answer = () => Promise.resolve();
  run.page.fire("online");
  await settle();
  assert.deepEqual([run.session.state, run.last().record.states], ["saved", ["s1"]]);
});

test("what this browser kept is the newer if the LMS still holds what it was based on", async () => {
  const storage = new Map();
  const first = await open(held({ state: "s0" }), { storage });
  first.remote.answer = () => Promise.reject(new TypeError("network"));
  await first.update({ states: ["s1"], score: 50 });
  await first.finish("none");
  const second = await open(held({ state: "s0" }), { storage: new Map(storage) });
  assert.deepEqual([second.ready[0].held.state, second.ready[0].held.score], ["s1", 50]);
  const elsewhere = await open(held({ state: "s7" }), { storage: new Map(storage) });
  assert.deepEqual([elsewhere.ready[0].held.state, elsewhere.ready[0].held.score], ["s7", null]);
});

test("what this browser kept is the newer, too, if the LMS took a state without our hearing of it", async () => {
  const storage = new Map();
  const first = await open(held({ state: "s0" }), { storage });
  first.remote.answer = () => Promise.reject(new TypeError("network"));
  await first.update({ states: ["s1"] }, answerOf());
  await first.update({ states: ["s2"], score: 50 }, answerOf());
  await first.finish("none");
  const took = await open(held({ state: "s1" }), { storage: new Map(storage) });
  assert.deepEqual([took.ready[0].held.state, took.ready[0].held.score], ["s2", 50]);
  const elsewhere = await open(held({ state: "s7" }), { storage: new Map(storage) });
  assert.deepEqual([elsewhere.ready[0].held.state, elsewhere.ready[0].held.score], ["s7", null]);
});

test("what this browser kept of one attempt is nothing to another, nor is the mastery score of then", async () => {
  const storage = new Map();
  const first = await open(held({ attempt: "r1", mastery: 75 }), { storage });
  first.remote.answer = () => Promise.reject(new TypeError("network"));
  await first.update({ states: ["s1"], completion: "completed", mastery: 75 });
  await first.finish("none");
  const same = await open(held({ attempt: "r1", mastery: 95 }), { storage: new Map(storage) });
  assert.deepEqual([same.ready[0].held.state, same.ready[0].held.mastery], ["s1", 95]);
  const other = await open(held({ attempt: "r2" }), { storage: new Map(storage) });
  assert.deepEqual([other.ready[0].held.state, other.ready[0].held.completion], ["", "incomplete"]);
});

// ---- Beginning ----

test("no launch: alone", async () => {
  const run = await open(null);
  assert.deepEqual([run.session.state, run.ready.length, run.ready[0].held], ["alone", 1, null]);
  await run.update({ completion: "completed" });
  run.session.save();
  assert.equal(await run.finish(), false);
  assert.equal(run.remote.saves.length, 0);
});

test("refused: lost, and not asked again", async () => {
  let asked = 0;
  const run = await open(() => ((asked += 1), Promise.reject(new RemoteError("token used", true))));
  assert.deepEqual([run.session.state, run.ready[0].held], ["lost", null]);
  await run.pass(300000);
  run.page.fire("online");
  run.session.save();
  await settle();
  assert.equal(asked, 1);
});

test("an LMS that is not reached: the learner starts after three looks, and what was done is saved when it is", async () => {
  let opening = () => Promise.reject(new TypeError("network"));
  const run = await open(() => opening());
  assert.equal(run.ready.length, 0);
  await run.pass(1000);
  await run.pass(2000);
  assert.deepEqual([run.session.state, run.ready.length, run.ready[0].held], ["unsaved", 1, null]);
  await run.update({ states: ["s1"] }, answerOf());
  opening = () => Promise.resolve(held({ state: "s0" }));
  await run.pass(60000);
  assert.deepEqual([run.ready.length, run.ready[1].late, run.session.state], [2, true, "saved"]);
  await run.update({ states: ["s1"] });
  assert.deepEqual(run.remote.saves.flatMap(({ answers }) => answers).length, 1);
  assert.deepEqual(run.last().record.states, ["s1"]);
});

test("a page without a network goes on at once, and connects when there is one", async () => {
  let opening = () => Promise.reject(new TypeError("network"));
  const remote = new HeldRemote(() => opening());
  const page = new FakeWindow();
  page.navigator.onLine = false;
  const run = follow("cmi5", page, (options) => new RemoteSession(options, remote, 1000));
  run.session.start();
  await settle();
  assert.deepEqual([run.session.state, run.ready.length], ["offline", 1]);
  opening = () => Promise.resolve(held());
  page.navigator.onLine = true;
  page.fire("online");
  await settle();
  assert.deepEqual([run.session.state, run.ready.length], ["saved", 2]);
});

test("the learner closes the page before the LMS has answered: the session is closed when it does", async () => {
  let answer;
  const run = await open(() => new Promise((resolve) => (answer = resolve)));
  run.page.fire("pagehide");
  assert.equal(run.session.state, "ended");
  answer(held());
  await settle();
  assert.deepEqual(run.remote.saves.map(({ record, final }) => [record, final]), [[null, true]]);
  assert.equal(run.ready.length, 0);
});

// ---- Ending ----

test("leaving waits for the save that is under way, and then says the last words once", async () => {
  const run = await open();
  const waiting = [];
  run.remote.answer = () => new Promise((resolve) => waiting.push(resolve));
  await run.update({ states: ["s1"] }, answerOf());
  const finished = run.session.finish("leave");
  await settle();
  assert.equal(run.remote.saves.filter(({ final }) => final).length, 0);
  waiting.shift()();
  await settle();
  assert.deepEqual([run.last().final, run.last().record.leaving, run.last().answers], [true, true, []]);
  waiting.shift()();
  assert.equal(await finished, true);
  assert.equal(await run.session.finish("leave"), true);
  run.page.fire("pagehide");
  assert.equal(run.remote.saves.filter(({ final }) => final).length, 1);
  assert.equal(run.storage.size, 0);
});

test("a page that goes while leaving waits does not wait", async () => {
  const run = await open();
  run.remote.answer = () => new Promise(() => {});
  await run.update({ states: ["s1"] }, answerOf());
  run.session.finish("leave");
  run.page.fire("pagehide");
  assert.equal(run.last().final, true);
  assert.equal(run.session.state, "ended");
});

test("last words that did not arrive stay in this browser, whatever arrived before them", async () => {
  const run = await open();
  const waiting = [];
  run.remote.answer = () => new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  await run.update({ states: ["s1"] }, answerOf());
  run.session.update(run.record({ states: ["s2"] }));
  run.page.fire("pagehide");
  waiting[1].reject(new TypeError("network"));
  waiting[0].resolve();
  await settle();
  assert.match([...run.storage.values()][0], /"s2"/);
});

test("pagehide hands over the last words before it returns", async () => {
  const run = await open();
  run.session.update(run.record({ states: ["s1"] }));
  run.session.update(run.record({ states: ["s2"] }));
  run.page.fire("pagehide");
  assert.deepEqual([run.last().final, run.last().record.states], [true, ["s2"]]);
});

test("hiding saves what is open", async () => {
  const run = await open();
  await run.update({ location: "trust" });
  const before = run.remote.saves.length;
  await run.update({ location: "time" });
  run.page.hide();
  await settle();
  assert.deepEqual([run.remote.saves.length, run.last().record.location], [before + 1, "time"]);
  run.page.hide();
  await settle();
  assert.equal(run.remote.saves.length, before + 1);
});

test("a page that comes back from the browser's memory begins anew", async () => {
  const run = await open();
  run.page.fire("pagehide");
  run.page.fire("pageshow", { persisted: true });
  assert.equal(run.page.reloaded, 1);
});
