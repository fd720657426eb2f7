import assert from "node:assert/strict";
import test from "node:test";
import { FakeLrs } from "./support/lrs.mjs";
import { launch } from "./support/remote.mjs";
import { load } from "./support/scripts.mjs";
import { answerOf } from "./support/session.mjs";
import { settle } from "./support/window.mjs";

const PASSED = { completion: "completed", success: "passed", score: 90, answered: true, location: "end", states: ["state-9"] };
const at = (seconds) => answerOf({ at: new Date(Date.now() + seconds * 1000), right: true });
const open = (options = {}) => launch({ standard: "xapi", ...options });

test("a course from the first page to a pass", async () => {
  const run = await open();
  await run.update({ progress: 0.3, location: "trust" }, at(1));
  await run.update({ ...PASSED, progress: 1 }, at(2));
  assert.equal(await run.finish(), true);
  assert.deepEqual(run.lrs.verbs(), ["initialized", "answered", "progressed", "answered", "completed", "passed", "terminated"]);
  assert.deepEqual(run.lrs.said("passed")[0].result.score, { scaled: 0.9, raw: 90, min: 0, max: 100 });
  assert.deepEqual(run.lrs.said("passed")[0].object, {
    objectType: "Activity", id: run.lrs.activityId,
    definition: { type: "http://adlnet.gov/expapi/activities/course", name: { "en-GB": "Leading upward" } },
  });
  assert.deepEqual(run.lrs.said("progressed")[0].result.extensions, { "https://w3id.org/xapi/cmi5/result/extensions/progress": 30 });
  assert.deepEqual(run.lrs.problems, []);
});

test("a course that is left in the middle is suspended, and resumed with its bookmark", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const first = await open({ lrs });
  await first.update({ success: "failed", answered: true, score: 40, location: "time", states: ["half"], progress: 0.5 });
  await first.finish();
  const second = await open({ lrs });
  const { held } = second.ready[0];
  assert.deepEqual([held.resumed, held.state, held.location, held.score, held.progress], [true, "half", "time", 40, 0.5]);
  await second.update({ ...held, objectives: [], states: ["half"] });
  await second.update(PASSED);
  await second.finish();
  assert.deepEqual(lrs.verbs(), [
    "initialized", "progressed", "failed", "suspended", "terminated",
    "initialized", "resumed", "completed", "passed", "terminated",
  ]);
  assert.deepEqual(lrs.problems, []);
});

test("a better score is a new result, a worse one is none", async () => {
  const run = await open();
  await run.update({ ...PASSED, score: 80 });
  await run.update({ ...PASSED, score: 60 });
  await run.update({ ...PASSED, score: 95 });
  await run.pass(2000);
  assert.deepEqual(run.lrs.said("passed").map(({ result }) => result.score.raw), [80, 95]);
  const { lrs } = run;
  await run.finish();
  const again = await open({ lrs });
  await again.update(PASSED);
  await again.finish();
  assert.equal(lrs.said("passed").length, 2);
  assert.equal(lrs.said("completed").length, 1);
});

test("what the launch says about the course's place reaches every statement", async () => {
  const extra = { activity_platform: "Acme LMS", grouping: "https://lms.example.com/programme", "Accept-Language": "de-CH;q=0.9, en" };
  const run = await open({ extra });
  await run.update({}, at(1));
  await run.finish();
  assert.equal(run.ready[0].held.learner.language, "de-CH");
  for (const { context } of run.lrs.statements) {
    assert.equal(context.platform, "Acme LMS");
    assert.equal(context.registration, run.lrs.registration);
    assert.deepEqual(context.contextActivities.grouping.map(({ id }) => id), ["https://lms.example.com/programme"]);
  }
  assert.deepEqual(run.lrs.said("answered")[0].context.contextActivities.parent[0].id, run.lrs.activityId);
  assert.deepEqual(run.lrs.problems, []);
});

test("what else the launch says is given back, unless the LRS does not want it", async () => {
  for (const refusesParameters of [false, true]) {
    const lrs = new FakeLrs({ standard: "xapi", refusesParameters });
    const asked = [];
    const route = lrs.route;
    lrs.route = (request) => {
      asked.push(request.parameters.get("cohort"));
      return route.call(lrs, request);
    };
    const run = await open({ lrs, extra: { cohort: "spring" } });
    assert.equal(run.session.state, "saved");
    assert.equal(asked[0], "spring");
    assert.equal(asked.slice(1).every((cohort) => (cohort === null) === refusesParameters), true);
    assert.deepEqual(lrs.verbs(), ["initialized"]);
  }
});

test("an LRS that is out of order for a moment gets back what else the launch says all the same", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const asked = [];
  lrs.trouble = ({ parameters }) => {
    asked.push(parameters.get("cohort"));
    return asked.length === 1 ? 503 : undefined;
  };
  const run = await open({ lrs, extra: { cohort: "spring" } });
  await run.pass(1000);
  await settle(30);
  assert.equal(run.session.state, "saved");
  assert.equal(asked.every((cohort) => cohort === "spring"), true);
});

for (const [what, changes] of [["passed", { ...PASSED, answered: false }], ["failed", { success: "failed", score: 40, answered: false, states: ["half"] }]]) {
  test(`${what} that is said when the learner leaves is not said again by who only looks in`, async () => {
    const lrs = new FakeLrs({ standard: "xapi" });
    const first = await open({ lrs });
    await first.update(changes);
    await first.finish();
    assert.equal(lrs.said(what).length, 1);
    const second = await open({ lrs, storage: new Map() });
    await second.finish();
    assert.deepEqual([lrs.said(what).length, lrs.said("completed").length], [1, what === "passed" ? 1 : 0]);
  });
}

test("an outcome that an earlier session could not get rid of is said once", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const storage = new Map();
  const first = await open({ lrs, storage });
  lrs.trouble = ({ path }) => (path.endsWith("statements") ? 503 : undefined);
  await first.update({ success: "failed", score: 87.35, answered: true, states: ["half"] });
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  const second = await open({ lrs, storage });
  await second.finish();
  assert.equal(lrs.said("failed").length, 1);
});

test("an actor of an early launch is mended", () => {
  const { mendActor } = load("xapi", ["mendActor"]);
  const mended = (actor) => JSON.parse(JSON.stringify(mendActor(actor)));
  assert.deepEqual(mended({ name: ["Jo Doe"], mbox: ["mailto:jo@example.com"], objectType: "Person" }), {
    objectType: "Agent", name: "Jo Doe", mbox: "mailto:jo@example.com",
  });
  assert.deepEqual(mended({ mbox: "jo@example.com" }), { objectType: "Agent", mbox: "mailto:jo@example.com" });
  assert.deepEqual(mended({ account: [{ accountServiceHomePage: "https://lms.example.com", accountName: "7" }], mbox: ["mailto:jo@example.com"] }), {
    objectType: "Agent", account: { homePage: "https://lms.example.com", name: "7" },
  });
  assert.deepEqual(mended({ openid: "https://jo.example.com/" }), { objectType: "Agent", openid: "https://jo.example.com/" });
  assert.deepEqual([mended({ name: "Jo" }), mended(null), mended("Jo")], [null, null, null]);
});

test("an early launch: lists for the actor, a bare token, an endpoint without a slash, no activity", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  lrs.activityId = "urn:coursewright:leading-upward";
  lrs.expectedActor = { objectType: "Agent", name: "Jo Doe", mbox: "mailto:jo@example.com" };
  const query = new URLSearchParams(lrs.launch());
  query.set("actor", JSON.stringify({ name: ["Jo Doe"], mbox: ["mailto:jo@example.com"] }));
  query.set("auth", query.get("auth").replace("Basic ", ""));
  query.set("endpoint", `${lrs.origin}/xapi`);
  query.delete("activity_id");
  const run = await open({ lrs, search: `?${query}` });
  assert.deepEqual([run.session.state, run.ready[0].held.learner.id], ["saved", "mailto:jo@example.com"]);
  await run.finish();
  assert.deepEqual([lrs.verbs(), lrs.problems], [["initialized", "suspended", "terminated"], []]);
  assert.equal(lrs.statements[0].object.id, "urn:coursewright:leading-upward");
});

test("without a registration the learner's document is the course's one", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  lrs.registration = null;
  const query = new URLSearchParams(lrs.launch());
  query.delete("registration");
  const run = await open({ lrs, search: `?${query}` });
  await run.update({ states: ["s1"] }, at(1));
  assert.equal(lrs.resume().state, "s1");
  assert.deepEqual(lrs.problems, []);
});

test("what was not said before the page went is said by the next launch", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const storage = new Map();
  const first = await open({ lrs, storage });
  lrs.trouble = () => 503;
  await first.update({ ...PASSED, states: ["s2"] }, at(1));
  assert.equal(first.session.state, "unsaved");
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  const second = await open({ lrs, storage });
  assert.deepEqual([second.ready[0].held.state, second.ready[0].held.success], ["s2", "passed"]);
  await settle();
  assert.deepEqual(lrs.verbs().slice(0, 6), ["initialized", "answered", "completed", "passed", "terminated", "initialized"]);
  assert.equal(lrs.said("completed").length, 1);
  assert.deepEqual(lrs.problems, []);
  assert.ok(![...storage.keys()].some((key) => key.startsWith("coursewright-statements")));
});

test("what was left behind is sent in one request where the LRS takes it", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const storage = new Map();
  const first = await open({ lrs, storage });
  lrs.trouble = () => 503;
  for (let index = 0; index < 40; index += 1) first.session.update(first.record({}), answerOf({ id: `q${index}` }));
  first.page.fire("pagehide");
  await lrs.unload();
  lrs.trouble = () => undefined;
  const before = lrs.log.length;
  await open({ lrs, storage });
  assert.equal(lrs.said("answered").length, 40);
  assert.ok(lrs.log.slice(before).filter(({ method }) => method === "POST").length <= 3);
  assert.deepEqual(lrs.problems, []);
});

test("a tab that is closed long after the learner has gone on in another takes nothing back", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  const storage = new Map();
  const first = await open({ lrs, storage });
  await first.update({ states: ["s1"], location: "trust" });
  const second = await open({ lrs, storage });
  await second.update(PASSED);
  for (const ended of [false, true]) {
    if (ended) await second.finish();
    first.page.hide();
    assert.equal(lrs.resume().state, "state-9");
  }
  first.page.fire("pagehide");
  await settle(30);
  assert.equal(lrs.resume().state, "state-9");
  assert.ok(![...storage.keys()].some((key) => key.startsWith("coursewright-last")));
});

test("the time after the last step counts", async () => {
  const run = await open();
  await run.update(PASSED);
  await run.pass(60000);
  await run.finish();
  assert.equal(run.lrs.resume().milliseconds, 60000);
});

test("401: the LMS has closed the door", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  lrs.trouble = () => 401;
  const run = await open({ lrs });
  assert.deepEqual([run.session.state, run.ready[0].held], ["lost", null]);
});

test("other content's document under the same name is not read as ours", async () => {
  const lrs = new FakeLrs({ standard: "xapi" });
  lrs.documents.set(lrs.stateKey("resume"), '{"page":3}');
  const run = await open({ lrs });
  assert.deepEqual([run.session.state, run.ready[0].held.state], ["saved", ""]);
});
