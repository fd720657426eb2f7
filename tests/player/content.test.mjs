import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { FakeLms } from "./support/lms.mjs";
import { FakeLrs } from "./support/lrs.mjs";
import { PLATFORM, contentScript } from "./support/scripts.mjs";
import { API_NAME } from "./support/session.mjs";
import { FakeWindow, launched, settle } from "./support/window.mjs";

function open(generation, { lms = new FakeLms(generation), page, dataset = {} } = {}) {
  const owner = page || launched(lms && lms.api, { name: API_NAME[generation] });
  owner.document.currentScript = { dataset };
  const warnings = [];
  const before = Object.keys(owner).length;
  vm.runInNewContext(contentScript(generation), { window: owner, console: { warn: (text) => warnings.push(text) }, ...PLATFORM });
  assert.equal(Object.keys(owner).length, before + 1);
  return { content: owner.Coursewright, lms, page: owner, warnings };
}

for (const generation of ["scorm12", "scorm2004"]) {
  const on = (what, run) => test(`${generation}: ${what}`, run);
  const status = generation === "scorm12" ? "cmi.core.lesson_status" : "cmi.completion_status";
  const location = generation === "scorm12" ? "cmi.core.lesson_location" : "cmi.location";

  on("nothing happens before the first call", () => {
    assert.deepEqual(open(generation).lms.log, []);
  });

  on("start tells what the LMS holds", async () => {
    const lms = new FakeLms(generation, { stored: { [location]: "level-3", "cmi.suspend_data": "coins=7", "cmi.launch_data": "hard" } });
    const info = await open(generation, { lms }).content.start();
    assert.deepEqual(
      [info.connected, info.resumed, info.mode, info.learner.id, info.bookmark, info.data, info.score, info.status, info.launchData],
      [true, true, "normal", "learner-1", "level-3", "coins=7", null, "incomplete", "hard"]
    );
  });

  on("what is said before start is kept, and what the LMS held as well", () => {
    const lms = new FakeLms(generation, { stored: { "cmi.suspend_data": "coins=7" } });
    const { content } = open(generation, { lms });
    content.bookmark("level-4");
    assert.equal(lms.data[location], "level-4");
    assert.equal(lms.data["cmi.suspend_data"], "coins=7");
    assert.deepEqual([content.bookmark(), content.data()], ["level-4", "coins=7"]);
  });

  on("a game from beginning to end", () => {
    const { content, lms } = open(generation);
    content.progress(0.5);
    content.data("coins=9");
    content.answer({ id: "level 1", type: "choice", response: "r", correct: ["b"], right: false, text: "Which door?" });
    content.score(85);
    content.pass();
    assert.equal(content.finish(), true);
    assert.deepEqual(lms.refused, []);
    assert.equal(lms.stored[status], generation === "scorm12" ? "passed" : "completed");
    assert.equal(lms.stored["cmi.suspend_data"], "coins=9");
    assert.equal(lms.stored["cmi.interactions.0.id"], "level_1");
    assert.equal(lms.terminations, 1);
    assert.equal(content.state(), "ended");
  });

  on("failed, and passed later", () => {
    const { content, lms } = open(generation);
    content.score(40);
    content.fail();
    content.finish();
    const word = generation === "scorm12" ? "cmi.core.lesson_status" : "cmi.success_status";
    assert.equal(lms.stored[word], "failed");
    const next = new FakeLms(generation, { stored: lms.stored });
    const again = open(generation, { lms: next });
    again.content.score(90);
    again.content.pass();
    assert.equal(next.data[word], "passed");
  });

  on("limits are kept, and said", () => {
    const { content, lms, warnings } = open(generation, { dataset: { stateLimit: "4000" } });
    lms.rules = lms.rules.filter(([pattern]) => !/response/.test(pattern.source));
    lms.rules.push([/^cmi\.interactions\.\d+\.(correct_responses\.\d+\.pattern|(student|learner)_response)$/, () => true]);
    content.data("short");
    assert.equal(content.data("x".repeat(4001)), false);
    content.bookmark("y".repeat(2000));
    content.score("a lot");
    content.score(120);
    content.progress(-1);
    content.answer({ id: "q", type: "essay", response: "", right: true });
    content.answer({ type: "choice", response: "a", right: true });
    content.answer({ id: "q", type: "choice", response: "red door", right: true });
    content.finish();
    assert.equal(warnings.length, 8, warnings.join("\n"));
    assert.deepEqual(lms.refused, []);
    assert.equal(lms.data["cmi.suspend_data"], "short");
    assert.equal(content.data(), "short");
    assert.equal(lms.data[location].length, generation === "scorm12" ? 255 : 1000);
  });

  on("without an LMS everything works and nothing is kept", async () => {
    const { content } = open(generation, { page: new FakeWindow(), lms: null });
    content.bookmark("level-2");
    content.complete();
    const info = await content.start();
    assert.deepEqual([info.connected, info.status, content.bookmark(), content.state(), content.finish()], [false, "incomplete", "level-2", "alone", false]);
  });

  on("what is said while the LMS is looked for is reported when it is found", async () => {
    const lms = new FakeLms(generation, { stored: { "cmi.suspend_data": "coins=7" } });
    const { content, page } = open(generation, { page: launched(null), lms });
    content.bookmark("level-2");
    content.complete();
    page.parent[API_NAME[generation]] = lms.api;
    page.pass(1000);
    assert.equal((await content.start()).data, "coins=7");
    assert.deepEqual([lms.data[location], lms.data[status], lms.data["cmi.suspend_data"]], ["level-2", "completed", "coins=7"]);
  });

  on("nothing is written in review mode", () => {
    const mode = generation === "scorm12" ? "cmi.core.lesson_mode" : "cmi.mode";
    const { content, lms } = open(generation, { lms: new FakeLms(generation, { stored: { [mode]: "review" } }) });
    content.complete();
    content.bookmark("level-2");
    assert.deepEqual(lms.log, ["initialize"]);
  });
}

for (const standard of ["cmi5", "xapi"]) {
  test(`${standard}: a game from beginning to end, and again`, async () => {
    const lrs = new FakeLrs({ standard });
    const storage = new Map();
    const launch = () => open(standard, { lms: null, page: new FakeWindow({ storage, search: `?${lrs.launch()}`, fetch: lrs.fetch }) });
    const { content, warnings } = launch();
    await settle(40);
    assert.deepEqual(lrs.log, []);
    content.bookmark("level-2");
    await settle(40);
    content.data("coins=9");
    content.answer({ id: "level 1", type: "choice", response: "red", correct: ["blue"], right: false, text: "Which door?" });
    content.score(85);
    content.pass();
    await settle(40);
    assert.equal(await content.finish(), true);
    for (const verb of ["initialized", "answered", "completed", "passed", "terminated"]) assert.equal(lrs.said(verb).length, 1, verb);
    assert.deepEqual([lrs.problems, content.state()], [[], "ended"]);
    const again = launch().content;
    await Promise.all([again.start(), settle(40)]);
    const { bookmark, data, status, score, learner } = await again.start();
    assert.deepEqual([bookmark, data, status, score, learner.id], ["level-2", "coins=9", "passed", 85, "learner-1"]);
    assert.equal(warnings.length, 1, warnings.join());
  });
}

test("cmi5: content that ends before it has begun is told so, and the session is closed", async () => {
  const lrs = new FakeLrs();
  const { content } = open("cmi5", { lms: null, page: new FakeWindow({ search: `?${lrs.launch()}`, fetch: lrs.fetch }) });
  assert.equal(await content.finish(), false);
  assert.equal((await content.start()).connected, false);
  await settle(60);
  assert.deepEqual([lrs.verbs(), lrs.problems, content.state()], [["initialized", "terminated"], [], "ended"]);
});
