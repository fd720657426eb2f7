// What learners write for themselves reaches whoever reads the reports, once for each thing they say.

import assert from "node:assert/strict";
import test from "node:test";
import { launch as launchAicc } from "./support/aicc.mjs";
import { HacpLms } from "./support/hacp.mjs";
import { FakeLms } from "./support/lms.mjs";
import { FakeLrs } from "./support/lrs.mjs";
import { launch } from "./support/remote.mjs";
import { open } from "./support/session.mjs";

const manager = (text) => ({ id: "my-manager", prompt: "What does your manager need?", text });
const next = (text) => ({ id: "next-week", prompt: "And next week?", text });
const NEED = "What does your manager need?";

/** A text that two saves in a row have found. */
function write(run, ...comments) {
  run.update({ comments });
  run.page.pass(60000);
  run.update({ comments, location: `after-${comments.map(({ text }) => text.length)}` });
  run.page.pass(60000);
}

test("1.2: one text for all, whether the LMS replaces or appends", () => {
  for (const appends of [false, true]) {
    const first = open("scorm12", { lms: new FakeLms("scorm12", { appends }) });
    write(first, manager("Early news"));
    write(first, manager("Early news"), next("Call him"));
    assert.deepEqual(first.lms.refused, []);
    const held = first.lms.data["cmi.comments"];
    assert.deepEqual([held.split("Early news").length, held.split("Call him").length], [2, 2], `${appends}: ${held}`);
    first.page.fire("pagehide");
    const second = open("scorm12", { lms: new FakeLms("scorm12", { appends, stored: first.lms.stored }) });
    write(second, manager("Early news"), next("Call him"));
    assert.equal(second.lms.data["cmi.comments"], held);
  }
});

test("1.2: as many as there is room for, and an LMS without comments misses none", () => {
  const many = Array.from({ length: 30 }, (_, at) => ({ id: `r-${at}`, prompt: "", text: `${at} `.repeat(120) }));
  const full = open("scorm12");
  write(full, ...many);
  assert.deepEqual(full.lms.refused, []);
  assert.ok(full.lms.data["cmi.comments"].length > 3500);
  const without = open("scorm12", { lms: new FakeLms("scorm12", { refuses: ["cmi.comments"] }) });
  write(without, manager("Early news"));
  write(without, manager("Early news!"));
  assert.equal(without.lms.refused.length, 1);
  assert.equal(without.session.state, "saved");
});

test("2004: a comment for each reflection, replaced when the learner thinks again", () => {
  const first = open("scorm2004");
  write(first, manager("Early news"), next("{lang=xx}Call him\nat nine"));
  write(first, manager("No surprises"), next("{lang=xx}Call him\nat nine"));
  const read = (run) => [0, 1, 2].map((at) => ["location", "comment"].map((leaf) => run.lms.data[`cmi.comments_from_learner.${at}.${leaf}`]));
  const both = [["my-manager", "No surprises"], ["next-week", "(lang=xx}Call him at nine"], [undefined, undefined]];
  assert.deepEqual(read(first), both);
  assert.match(first.lms.data["cmi.comments_from_learner.0.timestamp"], /^\d{4}-\d\d-\d\dT/);
  first.page.fire("pagehide");
  const second = open("scorm2004", { lms: new FakeLms("scorm2004", { stored: first.lms.stored }) });
  write(second, manager("No surprises"), next(""));
  assert.deepEqual(read(second)[1], ["next-week", ""]);
  assert.deepEqual([...first.lms.refused, ...second.lms.refused], []);
  assert.equal(second.lms.log.filter((line) => line.includes("No surprises")).length, 0);
});

test("what is still being written waits; the last words do not", () => {
  const run = open("scorm2004");
  for (const text of ["E", "Ear", "Early n"]) {
    run.update({ comments: [manager(text)] });
    run.page.pass(60000);
  }
  assert.ok(!run.lms.log.some((line) => line.includes("comments_from_learner")));
  run.update({ comments: [manager("Early news")] });
  run.page.fire("pagehide");
  assert.equal(run.lms.stored["cmi.comments_from_learner.0.comment"], "Early news");
});

for (const standard of ["cmi5", "xapi"]) {
  test(`${standard}: a statement for each comment, and none twice`, async () => {
    const lrs = new FakeLrs({ standard });
    const first = await launch({ standard, lrs });
    await first.update({ comments: [manager("Early\nnews")], states: ["one"] });
    await first.pass(60000);
    await first.update({ comments: [manager("Early\nnews"), next("Call him")], states: ["two"] });
    await first.pass(60000);
    assert.deepEqual(lrs.said("commented").map(({ result }) => result.response), ["Early\nnews"]);
    await first.finish();
    const [one, two] = lrs.said("commented");
    assert.deepEqual([one.object.id, two.result.response], [`${lrs.activityId}/reflection/my-manager`, "Call him"]);
    assert.deepEqual(one.object.definition, { description: { "en-GB": NEED } });
    assert.equal("success" in one.result, false);
    const second = await launch({ standard, lrs });
    await second.update({ comments: [manager("Early\nnews"), next("Ask him")], states: ["two"] });
    await second.finish();
    assert.deepEqual(lrs.said("commented").map(({ result }) => result.response), ["Early\nnews", "Call him", "Ask him"]);
    assert.deepEqual(lrs.problems, []);
  });
}

test("a comment that the LRS has not confirmed is told by the next session, once", async () => {
  const storage = new Map();
  const lrs = new FakeLrs({ standard: "xapi" });
  const first = await launch({ standard: "xapi", lrs, storage });
  lrs.trouble = () => 503;
  await first.update({ comments: [manager("Early news")], states: ["one"] });
  await first.finish();
  lrs.trouble = () => undefined;
  const second = await launch({ standard: "xapi", lrs, storage });
  await second.update({ comments: [manager("Early news")], states: ["one"] });
  await second.finish();
  assert.deepEqual(lrs.said("commented").map(({ result }) => result.response), ["Early news"]);
});

test("AICC: comments are numbered on one line, told once, and not again in a later session", async () => {
  const first = await launchAicc();
  await first.update({ states: ["one"], comments: [manager("Early <news>\n[Core]")] });
  await first.pass(60000);
  await first.update({ states: ["two"], location: "b", comments: [manager("Early <news>\n[Core]"), next("; Call him")] });
  await first.pass(60000);
  await first.session.finish("leave");
  assert.deepEqual(first.lms.stored.comments, [`${NEED}: Early (news) [Core]`, "And next week?: ; Call him"]);
  const second = await launchAicc(new HacpLms({ stored: first.lms.stored }));
  const kept = [manager("Early <news>\n[Core]"), next("; Call him")];
  await second.update({ states: ["two"], comments: kept });
  await second.update({ states: ["three"], comments: [manager("No surprises"), kept[1]] });
  await second.session.finish("leave");
  assert.deepEqual(second.lms.stored.comments.slice(2), [`${NEED}: No surprises`]);
  assert.deepEqual([...first.lms.refused, ...second.lms.refused], []);
});
