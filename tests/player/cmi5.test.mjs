import assert from "node:assert/strict";
import test from "node:test";
import { FakeLrs } from "./support/lrs.mjs";
import { follow, launch } from "./support/remote.mjs";
import { answerOf } from "./support/session.mjs";
import { FakeWindow, settle } from "./support/window.mjs";

const PASSED = { completion: "completed", success: "passed", score: 90, answered: true, location: "end", states: ["state-9"] };
const at = (minute) => answerOf({ at: new Date(Date.now() + minute * 1000), options: [{ id: "a" }, { id: "c", text: "Keep it" }] });

test("a session from launch to goodbye is said in order, and nothing in it breaks a rule", async () => {
  const run = await launch();
  assert.deepEqual(run.lrs.verbs(), ["initialized"]);
  assert.equal(run.session.state, "saved");
  await run.update({ location: "trust", progress: 0.3 }, at(1));
  await run.update(PASSED, at(2));
  assert.equal(await run.finish(), true);
  assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", "progressed", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(run.lrs.problems, []);
  assert.equal(run.session.state, "ended");
  assert.deepEqual(run.launched.asked.slice(0, 2), ["GET activities/state LMS.LaunchData", "GET agents/profile cmi5LearnerPreferences"]);
});

test("what the LMS says about the learner and the launch reaches the course", async () => {
  const lrs = new FakeLrs({
    launchData: { masteryScore: 0.8, launchParameters: "level=hard" },
    preferences: { languagePreference: "fr-FR, en-US", audioPreference: "off" },
  });
  const { held } = (await launch({ lrs })).ready[0];
  assert.deepEqual(
    [held.mode, held.mastery, held.masteryBinds, held.launchData, held.resumed, held.state],
    ["normal", 80, true, "level=hard", false, ""]
  );
  assert.deepEqual({ ...held.learner }, { id: "learner-1", name: "Jo Doe", language: "fr-FR", volume: 0, speed: null, captions: null });
});

test("an answer is told with its question", async () => {
  const run = await launch();
  await run.update({}, at(0));
  await run.update({}, answerOf({ id: "raise", type: "fill-in", correct: [], gaps: [{ accepted: ["Early", "in time"] }], response: ["{lang=x}[,]early"], caseSensitive: true, right: true }));
  await run.update({}, answerOf({ id: "bad-news", type: "true-false", correct: ["false"], response: ["true"] }));
  const [choice, text, flag] = run.lrs.said("answered");
  assert.equal(choice.object.id, "https://lms.example.com/au/42/question/promise");
  assert.deepEqual(choice.object.definition, {
    type: "http://adlnet.gov/expapi/activities/cmi.interaction",
    interactionType: "choice",
    description: { "en-GB": "Which of these builds trust?" },
    correctResponsesPattern: ["a"],
    choices: [{ id: "a" }, { id: "c", description: { "en-GB": "Keep it" } }],
  });
  assert.deepEqual(choice.result, { success: false, response: "a[,]c", duration: "PT0H1M1.23S" });
  assert.deepEqual(choice.context.contextActivities.parent.map(({ id }) => id), [
    "https://lms.example.com/au/42", "https://example.com/courses/leading-upward/objective/trust",
  ]);
  assert.deepEqual(text.object.definition.correctResponsesPattern, ["{case_matters=true}Early", "{case_matters=true}in time"]);
  assert.equal(text.result.response, "(lang=x},early");
  assert.equal(flag.result.response, "true");
  assert.deepEqual(run.lrs.problems, []);
});

test("the LMS's mastery score decides, whatever the course thinks", async () => {
  const strict = await launch({ lrs: new FakeLrs({ launchData: { masteryScore: 0.95 } }) });
  await strict.update(PASSED);
  assert.deepEqual(strict.lrs.said("passed"), []);
  await strict.finish();
  assert.deepEqual(strict.lrs.verbs(), ["initialized", "completed", "failed", "terminated"]);
  assert.deepEqual(strict.lrs.said("failed")[0].result.score, { scaled: 0.9, raw: 90, min: 0, max: 100 });
  const lenient = await launch({ lrs: new FakeLrs({ launchData: { masteryScore: 0 } }) });
  await lenient.update({ success: "failed", score: 0, answered: true });
  assert.deepEqual(lenient.lrs.verbs(), ["initialized", "passed"]);
  const unscored = await launch({ lrs: new FakeLrs({ launchData: { masteryScore: 0.5 } }) });
  await unscored.update({ completion: "completed", success: "passed", score: null, answered: true });
  assert.deepEqual(unscored.lrs.verbs(), ["initialized", "completed", "passed"]);
  assert.equal("score" in unscored.lrs.said("passed")[0].result, false);
  const own = await launch({ lrs: new FakeLrs({ launchData: { masteryScore: 0.5 } }) });
  await own.update({ score: 60, answered: false });
  await own.update({ score: 80, answered: true }, at(1));
  assert.deepEqual(own.lrs.verbs(), ["initialized", "answered", "passed"]);
  for (const { lrs } of [strict, lenient, unscored, own]) assert.deepEqual(lrs.problems, []);
});

test("failed waits for the end, so that the learner may still pass in the same session", async () => {
  const run = await launch({ lrs: new FakeLrs({ launchData: { masteryScore: 0.75 } }) });
  await run.update({ success: "failed", answered: true, score: 40 });
  assert.deepEqual(run.lrs.verbs(), ["initialized"]);
  await run.update(PASSED);
  await run.finish();
  assert.deepEqual(run.lrs.verbs(), ["initialized", "completed", "passed", "terminated"]);
  assert.deepEqual(run.lrs.problems, []);
});

test("passed waits for the open questions, since its score is the only one that the registration will ever have", async () => {
  const run = await launch();
  await run.update({ ...PASSED, answered: false, score: 75 });
  assert.deepEqual(run.lrs.verbs(), ["initialized", "completed"]);
  await run.update({ ...PASSED, score: 100 }, at(1));
  assert.deepEqual(run.lrs.said("passed").map(({ result }) => result.score.raw), [100]);
  const hasty = await launch();
  await hasty.update({ ...PASSED, answered: false, score: 75 });
  await hasty.finish();
  assert.deepEqual(hasty.lrs.verbs(), ["initialized", "completed", "passed", "terminated"]);
});

test("two sessions of a registration: failed, resumed, passed; nothing is said twice", async () => {
  const lrs = new FakeLrs({ launchData: { masteryScore: 0.75 } });
  const storage = new Map();
  const first = await launch({ lrs, storage });
  await first.update({ success: "failed", answered: true, score: 40, location: "time", states: ["half"] }, at(1));
  await first.finish();
  const second = await launch({ lrs, storage: new Map() });
  const { held } = second.ready[0];
  assert.deepEqual([held.resumed, held.state, held.location, held.score, held.success], [true, "half", "time", 40, "failed"]);
  await second.update(PASSED, at(5));
  await second.finish();
  const third = await launch({ lrs, storage });
  assert.deepEqual([third.ready[0].held.completion, third.ready[0].held.success], ["completed", "passed"]);
  await third.update({ ...PASSED, success: "failed", score: 10 });
  await third.finish();
  assert.deepEqual(lrs.verbs(first.launched), ["initialized", "answered", "failed", "terminated"]);
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.verbs(third.launched), ["initialized", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("who only looks in again has not failed again; who tries again has", async () => {
  const lrs = new FakeLrs({ launchData: { masteryScore: 0.75 } });
  const failed = { success: "failed", answered: true, score: 40, states: ["half"] };
  const first = await launch({ lrs });
  await first.update(failed, at(1));
  await first.finish();
  const second = await launch({ lrs });
  await second.update(failed);
  await second.finish();
  const third = await launch({ lrs });
  await third.update(failed, at(2));
  await third.finish();
  assert.deepEqual(lrs.verbs(first.launched), ["initialized", "answered", "failed", "terminated"]);
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "terminated"]);
  assert.deepEqual(lrs.verbs(third.launched), ["initialized", "answered", "failed", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("passed that is said when the learner leaves is known to the next session, also where the LRS tells no statements", async () => {
  const lrs = new FakeLrs({ hidesStatements: true });
  const first = await launch({ lrs });
  await first.update({ ...PASSED, answered: false });
  assert.equal(await first.finish(), true);
  const second = await launch({ lrs, storage: new Map() });
  await second.update(PASSED);
  await second.finish();
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("an earlier session's passed is not said late where another session has passed since", async () => {
  const lrs = new FakeLrs({ takesLate: true });
  const storage = new Map();
  const first = await launch({ lrs, storage });
  lrs.trouble = () => 503;
  await first.update(PASSED);
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  const elsewhere = await launch({ lrs, storage: new Map() });
  await elsewhere.update(PASSED);
  await elsewhere.finish();
  await (await launch({ lrs, storage })).finish();
  assert.deepEqual(["passed", "completed"].map((verb) => lrs.said(verb).length), [1, 1]);
  assert.deepEqual(lrs.verbs(first.launched), ["initialized", "terminated"]);
});

test("an LRS whose document was lost is asked what was said", async () => {
  const lrs = new FakeLrs();
  const first = await launch({ lrs });
  await first.update(PASSED);
  await first.finish();
  lrs.documents.delete(lrs.stateKey("resume"));
  const second = await launch({ lrs });
  assert.deepEqual([second.ready[0].held.completion, second.ready[0].held.success], ["completed", "passed"]);
  await second.update(PASSED);
  await second.finish();
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("passed stays passed when the LMS asks for more the next time", async () => {
  const lrs = new FakeLrs({ launchData: { masteryScore: 0.75 } });
  await (await launch({ lrs })).update(PASSED);
  lrs.extraLaunchData = { masteryScore: 0.95 };
  const second = await launch({ lrs });
  await second.update(PASSED);
  await second.finish();
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("what the LRS has not confirmed is not written down as said", async () => {
  const lrs = new FakeLrs({ hidesStatements: true });
  const first = await launch({ lrs });
  lrs.trouble = ({ path }) => (path.endsWith("statements") ? 503 : undefined);
  first.session.update(first.record(PASSED));
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  assert.deepEqual([lrs.resume().success, lrs.resume().said], ["passed", []]);
  const elsewhere = await launch({ lrs, storage: new Map() });
  await elsewhere.update(PASSED);
  assert.deepEqual(lrs.verbs(elsewhere.launched), ["initialized", "completed", "passed"]);
  const third = await launch({ lrs });
  await third.update(PASSED);
  assert.deepEqual(lrs.verbs(third.launched), ["initialized"]);
});

test("what an earlier session could not say is said late, where the LMS takes it, and not said again", async () => {
  const lrs = new FakeLrs({ takesLate: true });
  const storage = new Map();
  const first = await launch({ lrs, storage });
  lrs.trouble = () => 503;
  await first.update(PASSED, at(1));
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  const second = await launch({ lrs, storage });
  await second.finish();
  assert.deepEqual(lrs.verbs(first.launched), ["initialized", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "terminated"]);
});

test("a save that has nothing new asks nothing of the LMS", async () => {
  const run = await launch();
  await run.update({ states: ["s1"] }, at(1));
  const before = run.lrs.log.length;
  run.session.save();
  await settle();
  assert.deepEqual([run.session.state, run.lrs.log.length], ["saved", before]);
});

for (const launchMode of ["Browse", "Review"]) {
  test(`${launchMode} mode says only that the course was opened and closed`, async () => {
    const run = await launch({ lrs: new FakeLrs({ launchData: { launchMode } }) });
    assert.equal(run.session.state, "review");
    await run.update(PASSED, at(1));
    await run.pass(60000);
    run.page.hide();
    assert.equal(await run.finish(), true);
    assert.deepEqual(run.lrs.verbs(), ["initialized", "terminated"]);
    assert.deepEqual(run.lrs.problems, []);
    assert.equal(run.lrs.resume(), null);
  });
}

// ---- Leaving ----

test("the learner is taken back to where the LMS wants, in the same window", async () => {
  const run = await launch({ lrs: new FakeLrs({ launchData: { returnURL: "https://lms.example.com/done?id=1" } }) });
  await run.finish();
  assert.equal(run.page.went, "https://lms.example.com/done?id=1");
  assert.deepEqual(run.lrs.verbs(), ["initialized", "terminated"]);
});

test("a save that is slow does not write over the last words", async () => {
  const run = await launch();
  const fetch = run.page.fetch;
  /** @type {(() => void)[]} */
  const waiting = [];
  run.page.fetch = (url, init) => {
    if (!init.body || !init.body.includes("/question/") || init.keepalive) return fetch(url, init);
    return new Promise((resolve) => waiting.push(() => resolve(fetch(url, init))));
  };
  await run.update({ states: ["s1"] }, at(1));
  await run.update({ states: ["s2"] });
  const finished = run.session.finish("leave");
  await run.pass(3000);
  await settle(40);
  assert.equal(await finished, true);
  waiting.forEach((goOn) => goOn());
  await settle(40);
  assert.deepEqual([run.lrs.resume().state, run.lrs.problems], ["s2", []]);
});

test("nothing follows terminated where the LRS refuses a batch for a statement that it has", async () => {
  const run = await launch({ lrs: new FakeLrs({ refusesKnown: true }) });
  run.lrs.trouble = ({ method }) => (method === "POST" ? "cut" : undefined);
  await run.update({}, at(1));
  run.lrs.trouble = ({ method }) => (method === "POST" ? "silence" : undefined);
  await run.update({}, at(2));
  await run.pass(2000);
  run.lrs.trouble = () => undefined;
  const finished = run.session.finish("leave");
  await run.pass(3000);
  await settle(40);
  assert.equal(await finished, true);
  assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", "answered", "terminated"]);
  assert.deepEqual(run.lrs.problems, []);
});

test("a page that goes while the learner is leaving still says all that is left, and that once", async () => {
  const run = await launch();
  run.lrs.trouble = ({ path }) => (path.endsWith("statements") ? 503 : undefined);
  for (let index = 0; index < 30; index += 1) run.session.update(run.record(PASSED), at(index));
  await settle();
  run.lrs.trouble = () => undefined;
  const before = run.lrs.log.length;
  run.session.finish("leave");
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(run.lrs.pending.filter(({ method }) => method === "POST").length, 1);
  run.page.fire("pagehide");
  await run.lrs.unload();
  assert.deepEqual(run.lrs.verbs().slice(-1), ["terminated"]);
  assert.deepEqual([run.lrs.said("answered").length, run.lrs.said("passed").length], [30, 1]);
  assert.deepEqual(run.lrs.problems, []);
  assert.equal(run.lrs.log.slice(before).filter(({ method }) => method === "POST").length, 2);
});

test("last words that were cut off get a second try while the page is there", async () => {
  const run = await launch();
  await run.update({ success: "failed", score: 40, answered: true, states: ["half"] }, at(1));
  let cut = 2;
  run.lrs.trouble = () => (cut-- > 0 ? 503 : undefined);
  assert.equal(await run.finish(), true);
  assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", "failed", "terminated"]);
  assert.deepEqual(run.lrs.problems, []);
  assert.equal(run.storage.size, 0);
});

test("a learner whose work could not be saved may read so before being taken back", async () => {
  const run = await launch({ lrs: new FakeLrs({ launchData: { returnURL: "https://lms.example.com/done" } }) });
  run.lrs.trouble = () => 500;
  assert.equal(await run.finish(), false);
  assert.equal(run.page.went, null);
  run.page.pass(6000);
  await settle();
  assert.equal(run.page.went, "https://lms.example.com/done");
});

test("an address that would run as a script is not followed", async () => {
  const run = await launch({ lrs: new FakeLrs({ launchData: { returnURL: "javascript:alert(1)" } }) });
  await run.finish();
  assert.equal(run.page.went, null);
});

test("closing the page says all that is left: what is under way is not lost with the page", async () => {
  const run = await launch();
  run.session.update(run.record({ location: "trust" }), at(1));
  run.session.update(run.record(PASSED), at(2));
  run.page.fire("pagehide");
  await run.lrs.unload();
  assert.deepEqual([...run.lrs.verbs()].sort(), ["answered", "answered", "completed", "initialized", "passed", "terminated"]);
  assert.equal(run.lrs.statements.map(({ timestamp }) => timestamp).every((time, index, all) => index === 0 || time > all[index - 1]), true);
  assert.equal(run.lrs.resume().state, "state-9");
  assert.deepEqual(run.lrs.problems, []);
  run.page.fire("pagehide");
  assert.equal(run.lrs.said("terminated").length, 1);
});

test("more than a browser keeps alive: the results go first", async () => {
  const run = await launch();
  run.lrs.trouble = ({ path }) => (path.endsWith("statements") ? 503 : undefined);
  for (let index = 0; index < 90; index += 1) {
    run.session.update(run.record({ states: ["s".repeat(9000)] }), answerOf({ id: `q${index}`, description: "x".repeat(900) }));
  }
  await settle();
  run.session.update(run.record({ ...PASSED, states: ["s".repeat(9000)] }));
  run.lrs.trouble = () => undefined;
  run.page.fire("pagehide");
  await run.lrs.unload();
  assert.deepEqual(["passed", "completed", "terminated"].map((verb) => run.lrs.said(verb).length), [1, 1, 1]);
  assert.equal(run.lrs.resume().state.length, 9000);
  assert.ok(run.lrs.said("answered").length > 10, "and of the answers as many as there is room for");
  assert.deepEqual(run.lrs.problems.filter((problem) => /bytes/.test(problem)), []);
});

test("the state is kept alive with the results, also where the statements alone would fit", async () => {
  const run = await launch();
  run.lrs.trouble = ({ path }) => (path.endsWith("statements") ? 503 : undefined);
  for (let index = 0; index < 27; index += 1) {
    run.session.update(run.record({ states: ["a"] }), answerOf({ id: `q${index}`, description: "x".repeat(900) }));
  }
  await settle();
  run.session.update(run.record({ ...PASSED, states: ["s".repeat(12000)] }));
  run.lrs.trouble = () => undefined;
  run.page.fire("pagehide");
  await run.lrs.unload();
  assert.equal(run.lrs.resume().state.length, 12000);
  assert.deepEqual(["passed", "completed", "terminated"].map((verb) => run.lrs.said(verb).length), [1, 1, 1]);
});

// ---- Trouble ----

test("offline: statements keep their ids and times, and are flushed in order before terminated", async () => {
  const run = await launch();
  run.lrs.trouble = () => "cut";
  const cut = run.lrs.route;
  run.lrs.route = () => ({ status: 500 });
  run.page.navigator.onLine = false;
  run.page.fire("offline");
  await run.update({ location: "trust", states: ["s1"] }, at(1));
  await run.update({ location: "time", states: ["s2"] }, at(2));
  assert.equal(run.session.state, "offline");
  const kept = JSON.parse([...run.storage].find(([key]) => key.startsWith("coursewright-statements"))[1]);
  assert.deepEqual(kept.map(({ statement }) => [statement.verb.id.split("/").pop(), statement.actor]), [["answered", null], ["answered", null]]);
  run.lrs.route = cut;
  run.lrs.trouble = () => undefined;
  run.page.navigator.onLine = true;
  run.page.fire("online");
  await settle(30);
  assert.equal(run.session.state, "saved");
  assert.deepEqual(run.lrs.said("answered").map(({ id }) => id), kept.map(({ statement }) => statement.id));
  assert.deepEqual(run.lrs.said("answered").map(({ timestamp }) => timestamp), kept.map(({ statement }) => statement.timestamp));
  await run.finish();
  assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", "answered", "terminated"]);
  assert.deepEqual(run.lrs.problems, []);
  assert.equal(run.storage.size, 0);
});

test("an answer that got lost on the way back is sent again and not stored twice", async () => {
  for (const [refusesKnown, inBatch] of [[false, true], [true, true], [true, false]]) {
    const run = await launch({ lrs: new FakeLrs({ refusesKnown }) });
    run.lrs.trouble = ({ path }) => (path.endsWith("statements") ? "cut" : undefined);
    await run.update({}, at(1));
    assert.equal(run.session.state, "unsaved");
    run.lrs.trouble = () => undefined;
    if (inBatch) await run.update({}, at(2));
    await run.pass(3000);
    await settle(30);
    assert.equal(run.session.state, "saved");
    assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", ...(inBatch ? ["answered"] : [])]);
    assert.deepEqual(run.lrs.problems, []);
  }
});

test("500 is tried again with longer and longer waits", async () => {
  const run = await launch();
  run.lrs.trouble = () => 500;
  await run.update({}, at(1));
  const tries = () => run.lrs.log.filter(({ path, status }) => path.endsWith("statements") && status === 500).length;
  assert.deepEqual([tries(), run.session.state], [1, "unsaved"]);
  await run.pass(2000);
  await run.pass(3900);
  assert.equal(tries(), 2);
  await run.pass(200);
  assert.equal(tries(), 3);
  run.lrs.trouble = () => undefined;
  await run.pass(8000);
  assert.equal(run.session.state, "saved");
});

test("a session that the LMS closes is lost, and the work is kept in this browser for the next one", async () => {
  const lrs = new FakeLrs();
  const storage = new Map();
  const first = await launch({ lrs, storage });
  await first.update({ states: ["s1"], location: "trust" });
  lrs.trouble = () => 401;
  await first.update({ ...PASSED, states: ["s2"] }, at(1));
  assert.equal(first.session.state, "lost");
  await first.finish("none");
  lrs.trouble = () => undefined;
  const second = await launch({ lrs, storage });
  assert.deepEqual([second.ready[0].held.state, second.ready[0].held.success], ["s2", "passed"]);
  await second.finish();
  // What the closed session could not say, the LMS does not take any more; the results are said anew.
  assert.deepEqual(lrs.verbs(second.launched), ["initialized", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("a statement that the LMS does not take holds up no other", async () => {
  const run = await launch();
  const store = run.lrs.store;
  run.lrs.store = (request, session) => (request.body.includes("/question/") ? { status: 403 } : store.call(run.lrs, request, session));
  await run.update({}, at(1));
  assert.equal(run.session.state, "lost");
  await run.update(PASSED);
  await run.pass(3000);
  assert.equal(run.session.state, "saved");
  assert.deepEqual(run.lrs.verbs(), ["initialized", "completed", "passed"]);
});

test("an LMS that says nothing at all: the learner can leave, and loses nothing", async () => {
  const run = await launch();
  run.lrs.trouble = () => "silence";
  await run.update(PASSED, at(1));
  assert.equal(run.session.state, "saving");
  const finished = run.session.finish("leave");
  await run.pass(3000);
  assert.equal(run.session.state, "ended");
  await run.pass(10000);
  assert.equal(await finished, false);
  assert.ok([...run.storage.keys()].some((key) => key.startsWith("coursewright:leading-upward")));
});

test("a document that may only be overwritten by who knows it", async () => {
  const run = await launch({ lrs: new FakeLrs({ wantsMatch: true }) });
  await run.update({ states: ["s1"] }, at(1));
  await run.update({ states: ["s2"] }, at(2));
  assert.equal(run.session.state, "saved");
  assert.equal(run.lrs.resume().state, "s2");
  await run.finish("none");
  assert.deepEqual(run.lrs.problems, []);
});

test("last words are not shut out by the document that was under way before them", async () => {
  const run = await launch({ lrs: new FakeLrs({ wantsMatch: true, tellsVersion: true }) });
  await run.update({ states: ["s1"] }, at(1));
  run.session.update(run.record({ states: ["s2"] }), at(2));
  const isUnderWay = () => run.lrs.pending.some(({ method }) => method === "PUT");
  for (let turn = 0; turn < 20 && !isUnderWay(); turn += 1) await settle(1);
  assert.ok(isUnderWay());
  run.session.update(run.record({ states: ["s3"] }));
  run.page.fire("pagehide");
  run.lrs.gone = true;
  await settle(20);
  assert.equal(run.lrs.resume().state, "s3");
});

test("the token stays in this browser no longer than the session", async () => {
  for (const how of ["leave", "none"]) {
    const run = await launch();
    const kept = () => JSON.stringify([...run.tab.values(), ...run.storage.values()]);
    assert.ok(kept().includes(run.launched.token));
    await run.finish(how);
    assert.equal(kept().includes(run.launched.token), false);
    const again = await launch({ lrs: run.lrs, search: run.search, storage: run.storage, tab: run.tab });
    assert.equal(again.session.state, "lost");
    assert.deepEqual(run.lrs.problems, []);
  }
});

// ---- Launches that go wrong ----

test("a page that no LMS launched is alone, and asks nobody", async () => {
  for (const search of ["", "?endpoint=https://lrs.example.com/", "?endpoint=x&fetch=y&actor=nonsense&registration=r&activityId=a"]) {
    const run = await launch({ search });
    assert.deepEqual([run.session.state, run.ready.length, run.ready[0].held, run.lrs.log.length], ["alone", 1, null, 0]);
    assert.equal(await run.finish(), false);
  }
});

test("a token that was given before, to somebody else: lost, and not asked for again", async () => {
  const lrs = new FakeLrs();
  const first = await launch({ lrs });
  const second = await launch({ lrs, search: first.search });
  assert.equal(second.session.state, "lost");
  await second.pass(120000);
  assert.equal(lrs.log.filter(({ path }) => path === "/token").length, 2);
});

test("an LMS that takes no word: lost, before the learner begins", async () => {
  const lrs = new FakeLrs();
  lrs.trouble = ({ path, method }) => (path.endsWith("statements") && method === "POST" ? 403 : undefined);
  const run = await launch({ lrs });
  assert.deepEqual([run.session.state, run.ready.map(({ held }) => held)], ["lost", [null]]);
});

test("no launch data: lost, and not a word is said without a session", async () => {
  const run = await launch({ lrs: new FakeLrs({ launchData: null }) });
  assert.equal(run.session.state, "lost");
  await run.finish();
  assert.deepEqual([run.lrs.statements, run.lrs.problems], [[], []]);
});

test("an LRS that is not reached at first is found later, and what was done meanwhile is said", async () => {
  const lrs = new FakeLrs();
  lrs.trouble = () => 503;
  const run = await launch({ lrs });
  assert.deepEqual([run.session.state, run.ready.length], ["connecting", 0]);
  await run.pass(1000);
  await run.pass(2000);
  assert.deepEqual([run.session.state, run.ready[0].held], ["unsaved", null]);
  await run.update({ ...PASSED }, at(-5));
  lrs.trouble = () => undefined;
  run.page.fire("online");
  await settle(40);
  assert.deepEqual([run.ready.length, run.ready[1].late], [2, true]);
  await run.update(PASSED);
  await run.finish();
  assert.deepEqual(lrs.verbs(), ["initialized", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("an answer that stops in the middle counts as none", async () => {
  const lrs = new FakeLrs();
  const page = new FakeWindow({ search: `?${lrs.launch()}` });
  let stuck = true;
  page.fetch = async (url, init) => {
    const answer = await lrs.fetch(url, init);
    const never = () => new Promise((_resolve, reject) => init.signal.addEventListener("abort", () => reject(new TypeError("aborted"))));
    return stuck && url.includes("LaunchData") ? { ok: true, status: 200, headers: answer.headers, text: never } : answer;
  };
  const run = follow("cmi5", page);
  run.session.start();
  await settle(30);
  await run.pass(30000);
  stuck = false;
  await run.pass(1000);
  await settle(30);
  assert.equal(run.session.state, "saved");
});

test("a browser that died: the page goes on in the same session with the same token", async () => {
  const lrs = new FakeLrs();
  const first = await launch({ lrs });
  await first.update({ states: ["s1"], location: "trust" }, at(1));
  const again = await launch({ lrs, search: first.search, storage: first.storage, tab: first.tab });
  assert.deepEqual([again.session.state, again.ready[0].held.state], ["saved", "s1"]);
  await again.update(PASSED, at(2));
  await again.finish();
  assert.deepEqual(lrs.verbs(), ["initialized", "answered", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("loading the page again ends the session; the learner is told, and nothing follows terminated", async () => {
  const lrs = new FakeLrs();
  const first = await launch({ lrs });
  first.page.fire("pagehide");
  await lrs.unload();
  const again = await launch({ lrs, search: first.search, storage: first.storage, tab: first.tab });
  assert.equal(again.session.state, "lost");
  await again.update(PASSED, at(2));
  await again.finish();
  assert.deepEqual(lrs.verbs(), ["initialized", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});

test("a browser that keeps nothing: all is said all the same", async () => {
  const lrs = new FakeLrs();
  const page = new FakeWindow({ search: `?${lrs.launch()}`, fetch: lrs.fetch });
  const refuse = () => { throw new Error("SecurityError"); };
  Object.defineProperty(page, "localStorage", { get: refuse });
  Object.defineProperty(page, "sessionStorage", { get: refuse });
  page.crypto = { getRandomValues: (bytes) => globalThis.crypto.getRandomValues(bytes) };
  const run = follow("cmi5", page);
  run.session.start();
  await settle(40);
  await run.update(PASSED, at(1));
  assert.equal(await run.finish(), true);
  assert.deepEqual(lrs.verbs(), ["initialized", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(lrs.problems, []);
});
