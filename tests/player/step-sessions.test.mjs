// A step of a learning path, as each standard tells its LMS of it.

import assert from "node:assert/strict";
import test from "node:test";
import { launch as launchAicc } from "./support/aicc.mjs";
import { HacpLms } from "./support/hacp.mjs";
import { FakeLms } from "./support/lms.mjs";
import { FakeLrs } from "./support/lrs.mjs";
import { launch as launchRemote } from "./support/remote.mjs";
import { answerOf, open } from "./support/session.mjs";

const ITEM = "item-trust";
const NEXT = "adl.nav.request_valid.continue";
const AGAIN = `adl.nav.request_valid.choice.{target=${ITEM}}`;

const stepOf = (changes) => ({ done: false, passed: false, failed: false, over: false, facts: ["fact.attempted"], ...changes });
const OPEN = { step: stepOf() };
const DONE = {
  completion: "completed", success: "passed", score: 90, decided: true, answered: true, quizDecides: true,
  step: stepOf({ done: true, passed: true, facts: ["fact.attempted", "fact.done", "fact.score-75"] }),
};
const OVER = {
  completion: "incomplete", success: "failed", score: 40, decided: true, answered: true, quizDecides: true,
  step: stepOf({ failed: true, over: true, facts: ["fact.attempted", "fact.failed"] }),
};

const written = (lms, pattern) => lms.log.filter((line) => pattern.test(line));

// ---- SCORM 2004 ------------------------------------------------------------------------------------

test("SCORM 2004: facts are objectives that are passed, each told once, with no other word", () => {
  const { lms, update } = open("scorm2004");
  update(OPEN);
  update(DONE);
  update({ ...DONE, location: "end" });
  assert.deepEqual(written(lms, /^cmi\.objectives/), [
    "cmi.objectives.0.id=fact.attempted", "cmi.objectives.0.success_status=passed",
    "cmi.objectives.1.id=fact.done", "cmi.objectives.1.success_status=passed",
    "cmi.objectives.2.id=fact.score-75", "cmi.objectives.2.success_status=passed",
  ]);
  assert.deepEqual(lms.refused, []);
});

test("SCORM 2004: objectives that the LMS has made from the manifest are found by their ids, among the course's own", () => {
  const stored = { "cmi.objectives.0.id": "trust", "cmi.objectives.1.id": "fact.done", "cmi.objectives.1.success_status": "unknown" };
  const { lms, update } = open("scorm2004", { lms: new FakeLms("scorm2004", { stored }) });
  update({ ...DONE, objectives: [{ id: "trust", score: 90, success: "passed", done: true }] });
  assert.deepEqual(written(lms, /fact|objectives\.[12]/), [
    "cmi.objectives.2.id=fact.attempted", "cmi.objectives.2.success_status=passed",
    "cmi.objectives.1.success_status=passed",
    "cmi.objectives.3.id=fact.score-75",
  ]);
  assert.equal(lms.data["cmi.objectives.0.score.raw"], "90");
  assert.deepEqual(lms.refused, []);
});

test("SCORM 2004: who has to choose so many of many steps has done enough when the LMS knows of so many, this one included", () => {
  const enough = { objective: "fact.enough", count: 2, of: [["fact.done"], ["need.s2-done"], ["need.s3-1-done", "need.s3-2-done"]] };
  const told = (known) => {
    const ids = ["need.s2-done", "need.s3-1-done", "need.s3-2-done"];
    const stored = Object.fromEntries(ids.flatMap((id, at) => [
      [`cmi.objectives.${at}.id`, id],
      [`cmi.objectives.${at}.success_status`, known.includes(id) ? "passed" : "unknown"],
    ]));
    const { lms, update } = open("scorm2004", { lms: new FakeLms("scorm2004", { stored }) });
    update(OPEN);
    assert.deepEqual(written(lms, /enough/), [], "nothing is counted before the step is done");
    update({ ...DONE, step: { ...DONE.step, enough } });
    update({ ...DONE, step: { ...DONE.step, enough }, location: "end" });
    assert.deepEqual(lms.refused, []);
    return written(lms, /enough/);
  };
  assert.deepEqual(told([]), []);
  for (const known of [["need.s2-done"], ["need.s3-1-done"], ["need.s3-1-done", "need.s3-2-done"], ["need.s2-done", "need.s3-2-done"]])
    assert.deepEqual(told(known), ["cmi.objectives.6.id=fact.enough"], `${known}`);
});

test("SCORM 2004: without credit the path is not told of anything", () => {
  const { lms, update } = open("scorm2004", { lms: new FakeLms("scorm2004", { stored: { "cmi.credit": "no-credit" } }) });
  update(DONE);
  assert.deepEqual(written(lms, /^cmi\.objectives/), []);
});

test("SCORM 2004: a LMS that lost its session is told all facts again", () => {
  const { lms, update, session } = open("scorm2004");
  update(DONE);
  Object.keys(lms.data).filter((name) => name.startsWith("cmi.objectives")).forEach((name) => delete lms.data[name]);
  session.save();
  assert.equal(lms.data["cmi.objectives.1.id"], "fact.done");
  assert.equal(lms.data["cmi.objectives.1.success_status"], "passed");
});

for (const [name, record, exit, request] of [["open", OPEN, "suspend", "suspendAll"], ["done", DONE, "suspend", "suspendAll"], ["over", OVER, "normal", "exit"]]) {
  test(`SCORM 2004: who leaves a step that is ${name} leaves with ${exit} and asks for ${request}`, () => {
    const { lms, update, session } = open("scorm2004");
    update(record);
    assert.equal(session.finish("leave"), true);
    assert.equal(lms.stored["cmi.exit"], exit);
    assert.equal(lms.stored["adl.nav.request"], request);
    assert.deepEqual(lms.refused, []);
  });
}

test("SCORM 2004: a browser that dies after the end has said that it is over", () => {
  const { lms, update } = open("scorm2004");
  update(OVER, answerOf());
  assert.equal(lms.stored["cmi.exit"], "normal");
  assert.equal(lms.stored["cmi.success_status"], "failed");
  assert.equal(lms.stored["cmi.completion_status"], "incomplete");
});

test("SCORM 2004: the LMS says where it would go on, and whether it would begin anew", () => {
  for (const [next, again] of [["true", "false"], ["false", "true"], ["unknown", "unknown"]]) {
    const lms = new FakeLms("scorm2004", { stored: { [NEXT]: next, [AGAIN]: again } });
    const { session, update } = open("scorm2004", { lms, item: ITEM });
    update(OVER);
    assert.deepEqual([session.canContinue(), session.mayTryAgain()], [next === "true", again === "true"]);
  }
  const lms = new FakeLms("scorm2004", { stored: { [AGAIN]: "true" } });
  assert.equal(open("scorm2004", { lms }).session.mayTryAgain(), false, "without its name it cannot be asked for");
});

for (const [request, asked] of [["continue", "continue"], ["again", `{target=${ITEM}}choice`]]) {
  test(`SCORM 2004: ${request} is asked of the LMS at the end`, () => {
    const { lms, update, session } = open("scorm2004", { item: ITEM });
    update(OVER);
    session.finish(request);
    assert.equal(lms.stored["adl.nav.request"], asked);
    assert.equal(lms.stored["cmi.exit"], "normal");
    assert.equal(lms.log.at(-1), "terminate");
    assert.deepEqual(lms.refused, []);
    assert.deepEqual([session.canContinue(), session.mayTryAgain()], [false, false]);
  });
}

test("SCORM 2004: an attempt that goes on is known by the LMS's word for it", () => {
  const held = (entry) => open("scorm2004", { lms: new FakeLms("scorm2004", { stored: { "cmi.entry": entry } }) }).ready[0].held;
  assert.equal(held("resume").sameAttempt, true);
  assert.equal(held("").sameAttempt, false);
  assert.equal(held("ab-initio").sameAttempt, false);
});

// ---- SCORM 1.2 and AICC ----------------------------------------------------------------------------

for (const [name, record, exit, status] of [["open", OPEN, "suspend", "incomplete"], ["done", DONE, "", "passed"], ["over", OVER, "", "failed"]]) {
  test(`SCORM 1.2: who leaves a step that is ${name} leaves with "${exit}" and ${status}; facts are nothing to it`, () => {
    const { lms, update, session } = open("scorm12", { item: ITEM });
    update(record);
    session.finish("leave");
    assert.equal(lms.stored["cmi.core.exit"], exit);
    assert.equal(lms.stored["cmi.core.lesson_status"], status);
    assert.deepEqual(written(lms, /objectives|adl/), []);
    assert.deepEqual(lms.refused, []);
    assert.equal(session.mayTryAgain(), false);
  });

  test(`AICC: who leaves a step that is ${name} leaves with ${status}${exit ? ", suspend" : ""}`, async () => {
    const lms = new HacpLms();
    const { session, update } = await launchAicc(lms);
    await update(record);
    await session.finish("none");
    assert.equal(lms.stored.status, status);
    assert.equal(lms.stored.exit, exit);
    assert.deepEqual(lms.refused, []);
  });
}

// ---- xAPI and cmi5 ---------------------------------------------------------------------------------

for (const [name, record, verbs] of [
  ["open", OPEN, ["initialized", "suspended", "terminated"]],
  ["done", DONE, ["initialized", "completed", "passed", "terminated"]],
  ["over", OVER, ["initialized", "failed", "terminated"]],
]) {
  test(`xAPI: what is said of a step that is ${name}`, async () => {
    const run = await launchRemote({ standard: "xapi" });
    await run.update(record);
    await run.finish();
    assert.deepEqual(run.lrs.verbs(), verbs);
    assert.deepEqual(run.lrs.problems, []);
  });

  test(`cmi5: what is said of a step that is ${name}`, async () => {
    const run = await launchRemote();
    await run.update(record);
    await run.finish();
    assert.deepEqual(run.lrs.verbs(), verbs.filter((verb) => verb !== "suspended"));
    assert.deepEqual(run.lrs.problems, []);
  });
}

test("cmi5: a new attempt in the same registration may fail again, and pass at last", async () => {
  const lrs = new FakeLrs({ standard: "cmi5" });
  for (const record of [OVER, { ...OVER, score: 50 }, DONE]) {
    const run = await launchRemote({ lrs });
    // What `beginStep` does with what the last attempt left.
    run.session.held.success = run.session.held.success === "failed" ? "unknown" : run.session.held.success;
    await run.update(OPEN);
    await run.update(record, answerOf({ at: new Date(Date.now() + 1000) }));
    await run.finish();
  }
  assert.deepEqual(lrs.verbs().filter((verb) => verb !== "answered"), [
    "initialized", "failed", "terminated", "initialized", "failed", "terminated", "initialized", "completed", "passed", "terminated",
  ]);
  assert.deepEqual(lrs.problems, []);
});

test("cmi5: a second attempt that is left in the middle has not failed again", async () => {
  const lrs = new FakeLrs({ standard: "cmi5" });
  const first = await launchRemote({ lrs });
  await first.update(OVER);
  await first.finish();
  const second = await launchRemote({ lrs });
  second.session.held.success = "unknown";
  await second.update(OPEN, answerOf({ at: new Date(Date.now() + 1000) }));
  await second.finish();
  assert.equal(lrs.said("failed").length, 1);
});
