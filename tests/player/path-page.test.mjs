// The page of a path, with strict LMSs around it and courses in it that say what a test wants.

import assert from "node:assert/strict";
import test from "node:test";
import { LINEAR, fact, pathConfig, routeOf, visit } from "./support/path-page.mjs";
import { answerOf } from "./support/session.mjs";
import { FakeWindow } from "./support/window.mjs";

const STANDARDS = ["scorm12", "scorm2004", "cmi5", "web"];

/** What the LMS holds of the whole in the end. */
function outcomeIn(run) {
  if (run.lms) {
    assert.deepEqual(run.lms.refused, []);
    const { stored } = run.lms;
    return stored["cmi.core.lesson_status"] || `${stored["cmi.completion_status"]} ${stored["cmi.success_status"]}`;
  }
  if (run.lrs) {
    assert.deepEqual(run.lrs.problems, []);
    return run.lrs.verbs().filter((verb) => ["completed", "passed", "failed"].includes(verb)).join(" ");
  }
  const [kept] = [...run.storage.values()].map((text) => JSON.parse(text));
  return `${kept.completion} ${kept.success}`;
}

for (const standard of STANDARDS) {
  const finished = standard === "scorm12" ? "passed" : "completed passed";

  test(`${standard}: a path from its beginning to its pass`, async () => {
    const run = await visit(standard, pathConfig(LINEAR));
    assert.deepEqual(run.states(), { why: "open", trust: "closed", final: "closed" });
    await run.finishes("why");
    assert.deepEqual(run.states(), { why: "done", trust: "open", final: "closed" });
    await run.passes("trust");
    await run.passes("final", 85);
    assert.deepEqual(run.states(), { why: "done", trust: "passed", final: "passed" });
    await run.close();
    assert.equal(outcomeIn(run), finished);
  });

  test(`${standard}: who comes back goes on in the middle`, async () => {
    const first = await visit(standard, pathConfig(LINEAR));
    await first.finishes("why");
    const begun = await first.open("trust");
    assert.deepEqual([begun.state, begun.resumed, begun.completion], ["", false, "incomplete"]);
    await first.record({ score: 40, states: ["halfway"] });
    const kept = await first.close();

    const second = await visit(standard, pathConfig(LINEAR), kept);
    assert.deepEqual(second.states(), { why: "done", trust: "going", final: "closed" });
    assert.equal(second.suggestionOf(second.shell.state), second.place("trust"));
    const held = await second.open("trust");
    assert.deepEqual([held.state, held.completion, held.sameAttempt], ["halfway", "incomplete", true]);
    // What is done is shown as it was left, and nothing begins anew.
    await second.leave();
    const again = await second.open("why");
    assert.deepEqual([again.state, again.completion], ["whystate", "completed"]);
    await second.leave();
    await second.passes("trust");
    await second.passes("final");
    await second.close();
    assert.equal(outcomeIn(second), finished);
  });
}

test("answers go to the LMS under the name of their step", async () => {
  const run = await visit("scorm2004", pathConfig(LINEAR));
  await run.finishes("why");
  await run.open("trust");
  await run.record({ score: 50 }, [answerOf({ id: "promise" })]);
  assert.equal(run.lms.data["cmi.interactions.0.id"], "trust-promise");
  // What is told of objectives is told of steps.
  assert.equal(run.lms.data["cmi.interactions.0.objectives.0.id"], "trust");
  assert.equal(run.lms.data["cmi.objectives.0.id"], "trust");
  assert.deepEqual(run.lms.refused, []);
});

test("the score, the progress and the place of the whole are told", async () => {
  const route = { ...LINEAR, success: { score: 70 } };
  const run = await visit("scorm2004", pathConfig(route));
  await run.finishes("why");
  await run.passes("trust", 90);
  run.page.pass(2000);
  assert.equal(run.lms.data["cmi.score.scaled"], "0.45");
  assert.equal(run.lms.data["cmi.progress_measure"], "0.6667");
  assert.equal(run.lms.data["cmi.location"], "trust");
  assert.equal(run.lms.data["cmi.success_status"], "unknown");
  await run.passes("final", 80);
  assert.deepEqual([run.lms.data["cmi.success_status"], run.lms.data["cmi.completion_status"], run.lms.data["cmi.score.scaled"]], ["passed", "completed", "0.85"]);
});

test("a failed attempt is followed by a new one that finds nothing, as often as there are attempts", async () => {
  const run = await visit("web", pathConfig(LINEAR));
  await run.finishes("why");
  await run.fails("trust");
  assert.deepEqual([run.view("trust").state, run.view("trust").triesLeft], ["again", 1]);
  const held = await run.open("trust");
  assert.deepEqual([held.state, held.score, held.success, held.attempt], ["", null, "unknown", "trust 2"]);
  await run.record({ score: 20, states: ["x"], step: { failed: true, over: true } });
  await run.leave();
  assert.deepEqual([run.view("trust").state, run.view("trust").enterable], ["over", false]);
  assert.equal(await run.open("trust"), null);
  assert.equal(run.suggestionOf(run.shell.state), null);
});

test("a course may ask for the next step, or for another attempt, and is told whether there is one", async () => {
  const run = await visit("web", pathConfig(LINEAR));
  await run.open("why");
  assert.deepEqual({ ...run.heard("held").at(-1).ways }, { continue: false, again: false });
  await run.record({ step: { done: true } });
  assert.deepEqual({ ...run.heard("saved").at(-1).ways }, { continue: true, again: false });
  await run.leave("continue");
  assert.equal(run.shell.here, run.place("trust"));
  await run.say({ type: "open" });
  await run.record({ score: 10, step: { failed: true, over: true } });
  assert.deepEqual({ ...run.heard("saved").at(-1).ways }, { continue: false, again: true });
  await run.leave("again");
  assert.equal(run.shell.here, run.place("trust"));
  assert.equal(run.leafOf(run.shell.state.traveller, run.place("trust")).attempts, 2);
  // Where there is no way on, the learner comes home.
  await run.leave("continue");
  assert.equal(run.shell.inStep, false);
});

test("the goodbye of a page that goes takes nobody anywhere", async () => {
  const run = await visit("web", pathConfig(LINEAR));
  await run.open("why");
  await run.leave("none");
  assert.equal(run.shell.inStep, true);
  run.shell.goHome();
  assert.equal(run.page.frame.src, "about:blank");
  // Last words are still heard.
  await run.record({ step: { done: true } });
  await run.leave("none");
  assert.deepEqual(run.states(), { why: "done", trust: "open", final: "closed" });
});

test("nobody but the frame's own page is listened to", async () => {
  const run = await visit("web", pathConfig(LINEAR));
  await run.open("why");
  const old = run.page.frame.contentWindow;
  const record = { type: "record", record: { states: [], step: { done: true } }, answers: [] };
  for (const source of [null, run.page, {}, new FakeWindow()]) await run.say(record, source);
  await run.leave();
  await run.open("why");
  await run.say(record, old);
  assert.equal(run.view("why").state, "going");
  for (const data of [null, 7, "x", { cwPath: 2 }, { cwPath: 1, type: "record" }, { cwPath: 1, type: "record", record: { score: "90", states: 4, step: [] }, answers: 3 }]) {
    run.page.fire("message", { source: run.page.frame.contentWindow, data });
  }
  assert.equal(run.view("why").state, "going");
});

test("pages of another origin are neither heard nor told anything; from disk no page has an origin to name", async () => {
  const record = { type: "record", turn: 0, record: { states: [], step: { done: true } }, answers: [] };
  const cases = [
    ["https://lms.example", ["https://other.example", "null", ""], "https://lms.example", "https://lms.example"],
    ["null", ["https://lms.example"], "file://", "*"],
    ["file://", ["http://localhost"], "null", "*"],
  ];
  for (const [own, others, same, target] of cases) {
    const run = await visit("web", pathConfig(LINEAR));
    run.page.origin = own;
    await run.open("why");
    const says = (origin) => run.page.fire("message", { source: run.page.frame.contentWindow, origin, data: { cwPath: 1, ...record } });
    others.forEach(says);
    assert.equal(run.view("why").state, "going", own);
    says(same);
    assert.equal(run.view("why").state, "done", own);
    assert.deepEqual([...new Set(run.page.frame.contentWindow.targets)], [target]);
  }
});

test("a broken or foreign record begins anew without harm, and what the LMS says of the whole stays", async () => {
  for (const state of ["", "nonsense!", "AAAA", "BAAAAAAAAAAAAAAAAA"]) {
    const stored = { "cmi.suspend_data": state, "cmi.completion_status": "completed", "cmi.success_status": "passed", "cmi.entry": "resume" };
    const run = await visit("scorm2004", pathConfig(LINEAR), { stored });
    assert.deepEqual(run.states(), { why: "open", trust: "closed", final: "closed" });
    await run.finishes("why");
    await run.close();
    assert.equal(outcomeIn(run), "completed passed");
  }
});

test("in a review nothing begins, and every step that is open can be looked at", async () => {
  const first = await visit("scorm2004", pathConfig(LINEAR));
  await first.finishes("why");
  const { stored } = await first.close();
  const run = await visit("scorm2004", pathConfig(LINEAR), { stored: { ...stored, "cmi.mode": "review" } });
  const held = await run.open("why");
  assert.deepEqual([held.mode, held.state], ["review", "whystate"]);
  await run.record({ step: { passed: true } });
  await run.leave();
  const unseen = await run.open("trust");
  assert.equal(unseen.mode, "review");
  await run.record({ step: { done: true, passed: true } });
  assert.equal(run.leafOf(run.shell.state.traveller, run.place("trust")).attempts, 0);
});

// ---- What paths are made of ----------------------------------------------------------------------

const REMEDIATION = routeOf({
  steps: [
    {
      id: "exam", group: { choose: 1, order: "any", tries: true },
      steps: [
        { id: "exam-1", step: "exam", leaf: { attempts: 1 } },
        { id: "help", opens: fact(2, "failed"), skips: fact(4, "done"), required: false, leaf: { done: "completed", passMark: null } },
        { id: "exam-2", step: "exam", opens: { all: [fact(2, "failed"), fact(3, "done")] } },
      ],
    },
    { id: "end", opens: { any: [fact(2, "done"), fact(4, "done")] }, leaf: { done: "completed", passMark: null } },
  ],
});
// A step that was done makes its other tries superfluous.
REMEDIATION.places[2].skips = fact(4, "done");
REMEDIATION.places[4].skips = fact(2, "done");

test("who fails learns more before the next try; tries are one step to the learner", async () => {
  const run = await visit("scorm2004", pathConfig(REMEDIATION));
  assert.deepEqual(run.states(), { exam: "open", end: "closed" });
  await run.fails("exam-1");
  assert.deepEqual(run.states(), { exam: "waiting", help: "open", end: "closed" });
  assert.equal(run.view("exam").needs.place, run.place("help"));
  assert.equal(run.suggestionOf(run.shell.state), run.place("help"));
  await run.finishes("help");
  assert.deepEqual(run.states(), { exam: "again", help: "done", end: "closed" });
  assert.equal(run.view("exam").leaf, run.place("exam-2"));
  await run.passes("exam-2", 88);
  assert.deepEqual(run.states(), { exam: "passed", help: "done", end: "open" });
  assert.equal(run.view("exam").score, 88);
  await run.finishes("end");
  await run.close();
  assert.equal(outcomeIn(run), "completed passed");
});

test("who passes at once meets none of it", async () => {
  const run = await visit("web", pathConfig(REMEDIATION));
  await run.passes("exam-1");
  assert.deepEqual(run.states(), { exam: "passed", end: "open" });
});

test("what a pre-test shows to be known is not needed, and may be taken all the same", async () => {
  const route = routeOf({
    steps: [
      { id: "pre", required: true, leaf: { done: "finished", thresholds: [75] }, counts: false },
      { id: "basics", opens: fact(1, "done"), skips: fact(1, "score", 75), leaf: { done: "completed", passMark: null } },
      { id: "end", opens: { all: [fact(1, "done"), { any: [fact(2, "done"), fact(1, "score", 75)] }] }, leaf: { done: "completed", passMark: null } },
    ],
  });
  const run = await visit("web", pathConfig(route));
  await run.open("pre");
  await run.record({ score: 80, step: { done: true, passed: true } });
  await run.leave("continue");
  assert.equal(run.shell.here, run.place("end"));
  await run.leave();
  assert.deepEqual(run.states(), { pre: "passed", basics: "skipped", end: "going" });
  assert.equal(run.view("basics").enterable, true);
  await run.finishes("end");
  assert.equal(run.shell.state.completed, true);
});

test("who comes to the end is shown how the whole came out, and everybody else the step that they come from", async () => {
  const run = await visit("web", pathConfig(LINEAR));
  const shown = [];
  run.shell.steps.focus = (entry) => shown.push(run.shell.config.route.places[entry].id) > 0;
  run.shell.focusHeading = () => shown.push("the whole");
  await run.finishes("why");
  await run.passes("trust");
  await run.passes("final");
  await run.open("why");
  await run.leave();
  assert.deepEqual(shown, ["why", "trust", "the whole", "why"]);
});

test("of several steps the learner chooses, and the others are not needed then", async () => {
  const route = routeOf({
    steps: [
      {
        id: "focus", group: { choose: 1, order: "choice" },
        steps: ["here", "there"].map((id, at) => ({ id, skips: fact(at === 0 ? 3 : 2, "done"), leaf: { done: "completed", passMark: null } })),
      },
      { id: "end", opens: { any: [fact(2, "done"), fact(3, "done")] }, leaf: { done: "completed", passMark: null } },
    ],
  });
  const run = await visit("web", pathConfig(route));
  assert.equal(run.suggestionOf(run.shell.state), run.place("focus"));
  await run.finishes("there");
  assert.deepEqual(run.states(), { focus: "done", here: "skipped", there: "done", end: "open" });
  assert.equal(run.suggestionOf(run.shell.state), run.place("end"));
});

test("what is drawn for a learner stays drawn", async () => {
  const pool = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id, leaf: { done: "completed", passMark: null } }));
  const route = routeOf({ group: { order: "any", draw: 3, shuffle: true }, steps: pool });
  const first = await visit("web", pathConfig(route));
  const drawn = Object.keys(first.states());
  assert.equal(drawn.length, 3);
  await first.finishes(drawn[0]);
  const second = await visit("web", pathConfig(route), await first.close());
  assert.deepEqual(Object.keys(second.states()), drawn);
  await second.finishes(drawn[1]);
  await second.finishes(drawn[2]);
  assert.equal(second.shell.state.completed, true);
});

test("two tabs of one learner come to the same", async () => {
  const storage = new Map();
  const [one, two] = [await visit("web", pathConfig(LINEAR), { storage }), await visit("web", pathConfig(LINEAR), { storage })];
  const tell = (run) => run.page.fire("storage", { key: [...storage.keys()][0] });
  await one.finishes("why");
  tell(two);
  assert.deepEqual(two.states(), { why: "done", trust: "open", final: "closed" });
  await two.passes("trust");
  tell(one);
  assert.deepEqual(one.states(), { why: "done", trust: "passed", final: "open" });
});

test("an LMS with little room keeps what was reached", async () => {
  const long = "s".repeat(3000);
  const run = await visit("scorm12", pathConfig(LINEAR, { stateLimit: 4096 }));
  await run.open("why");
  await run.record({ states: [long], step: { done: true } });
  await run.leave();
  await run.open("trust");
  await run.record({ score: 90, states: [long], step: { done: true, passed: true } });
  await run.leave();
  const { stored } = await run.close();
  assert.ok(stored["cmi.suspend_data"].length <= 4096);
  const again = await visit("scorm12", pathConfig(LINEAR, { stateLimit: 4096 }), { stored });
  assert.deepEqual(again.states(), { why: "done", trust: "passed", final: "open" });
  assert.equal((await again.open("trust")).state, long);
});
