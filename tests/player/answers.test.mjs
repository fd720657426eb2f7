// What every standard is told of an answer of every kind.

import assert from "node:assert/strict";
import test from "node:test";
import { launch as launchAicc } from "./support/aicc.mjs";
import { ANSWERS, EMPTY, LARGEST } from "./support/answers.mjs";
import { launch } from "./support/remote.mjs";
import { answerOf, open } from "./support/session.mjs";

/** type, response, patterns and result of each answer, as the LMS has them. */
async function told(standard, answers) {
  const reports = { scorm12: scormReport, scorm2004: scormReport, aicc: aiccReport, cmi5: lrsReport, xapi: lrsReport };
  return reports[standard](answers, standard);
}

function scormReport(answers, generation) {
  const { lms, update } = open(generation);
  answers.forEach((answer) => update({}, answer));
  assert.deepEqual(lms.refused, []);
  return answers.map((_answer, at) => {
    const read = (leaf) => lms.data[`cmi.interactions.${at}.${leaf}`];
    const patterns = [];
    while (read(`correct_responses.${patterns.length}.pattern`) !== undefined) patterns.push(read(`correct_responses.${patterns.length}.pattern`));
    return [read("type"), read("student_response") ?? read("learner_response"), patterns, read("result")];
  });
}

async function aiccReport(answers) {
  const { lms, update } = await launchAicc();
  for (const answer of answers) await update({}, answer);
  assert.deepEqual(lms.refused, []);
  return lms.stored.interactions.map((row) => [row.type_interaction, row.student_response, row.correct_response, row.result]);
}

async function lrsReport(answers, standard) {
  const { lrs, update } = await launch({ standard });
  for (const answer of answers) await update({}, answer);
  assert.deepEqual(lrs.problems, []);
  return lrs.said("answered").map(({ object, result }) => [
    object.definition.interactionType, result.response, object.definition.correctResponsesPattern, result.success, result.score?.scaled,
  ]);
}

/** The cut is told by its length. */
const short = (text) => (typeof text === "string" && text.length > 100 ? `${text.slice(0, 16)}… ${text.length}` : text);
const byKind = (reports) => Object.fromEntries(reports.map((report, at) => [ANSWERS[at].id, report.map(short)]));

test("1.2: every kind in single characters, half a score as a number, what is never scored as neutral", async () => {
  assert.deepEqual(byKind(await told("scorm12", ANSWERS)), {
    choice: ["choice", "b", ["a"], "wrong"],
    "multiple-response": ["choice", "a,c,d", ["a,c"], "0.5"],
    "true-false": ["true-false", "f", ["f"], "correct"],
    "fill-in": ["fill-in", "Early[,]; ; {lang=en}7,5", ["early; calm; 7.5", "in time; calm; 7.5"], "0.6667"],
    numeric: ["numeric", "59.5", ["60", "100"], "correct"],
    matching: ["matching", "a.1,c.3", ["a.1,b.2", "a.1,b.4"], "0.3333"],
    ordering: ["sequencing", "b,a,c", ["a,b,c"], "0.3333"],
    sorting: ["matching", "a.1,b.1,d.2", ["a.1,b.2"], "wrong"],
    "drag-and-drop": ["matching", "a.1", ["a.1,b.2"], "0.5"],
    hotspot: ["choice", "a,b", ["a,b"], "correct"],
    likert: ["likert", "e", [], "neutral"],
    "long-answer": ["fill-in", "First I listen. … 255", [], "neutral"],
    performance: ["performance", "a.b,b.a", ["a.b,b.b"], "0.5"],
    scenario: ["performance", "start.a,tell-him.b,it-goes-well", [], "correct"],
    ending: ["performance", "c", ["b", "d"], "0.25"],
  });
});

test("2004: every kind in its own grammar", async () => {
  assert.deepEqual(byKind(await told("scorm2004", ANSWERS)), {
    choice: ["choice", "b", ["a"], "incorrect"],
    "multiple-response": ["choice", "a[,]c[,]d", ["a[,]c"], "0.5"],
    "true-false": ["true-false", "false", ["false"], "correct"],
    "fill-in": ["fill-in", "Early,[,][,](lang=en}7,5", ["{case_matters=true}early[,]calm[,]7.5", "{case_matters=true}in time[,]calm[,]7.5"], "0.6667"],
    numeric: ["numeric", "59.5", ["58[:]62"], "correct"],
    matching: ["matching", "a[.]1[,]c[.]3", ["a[.]1[,]b[.]2", "a[.]1[,]b[.]4"], "0.3333"],
    ordering: ["sequencing", "b[,]a[,]c", ["a[,]b[,]c"], "0.3333"],
    sorting: ["matching", "a[.]1[,]b[.]1[,]d[.]2", ["a[.]1[,]b[.]2"], "incorrect"],
    "drag-and-drop": ["matching", "a[.]1", ["a[.]1[,]b[.]2"], "0.5"],
    hotspot: ["choice", "a[,]b", ["a[,]b"], "correct"],
    likert: ["likert", "e", [], "neutral"],
    "long-answer": ["long-fill-in", "First I listen. … 4000", [], "neutral"],
    performance: ["performance", "a[.]b[,]b[.]a", ["a[.]b[,]b[.]b"], "0.5"],
    scenario: ["performance", "start[.]a[,]tell_him[.]b[,]it_goes_well[.]", [], "correct"],
    ending: ["performance", "c[.]", ["b[.]", "d[.]"], "0.25"],
  });
});

test("AICC: the first right response, and one letter for the kind", async () => {
  const reports = byKind(await told("aicc", ANSWERS));
  assert.deepEqual(reports.matching, ["M", "a.1,c.3", "a.1,b.2", "0.3333"]);
  assert.deepEqual(reports.numeric, ["N", "59.5", "60", "C"]);
  assert.deepEqual(reports.likert, ["L", "e", "", "N"]);
  assert.deepEqual(Object.values(reports).map(([type]) => type).join(""), "CCTFNMSMMCLFPPP");
});

for (const standard of ["cmi5", "xapi"]) {
  test(`${standard}: the same words as 2004, success only where there is right and wrong, and the part of the score`, async () => {
    const reports = byKind(await told(standard, ANSWERS));
    assert.deepEqual(reports["multiple-response"], ["choice", "a[,]c[,]d", ["a[,]c"], false, 0.5]);
    assert.deepEqual(reports.numeric, ["numeric", "59.5", ["58[:]62", "100[:]100"], true, 1]);
    assert.deepEqual(reports.likert, ["likert", "e", undefined, undefined, undefined]);
    assert.deepEqual(reports.scenario, ["performance", "start[.]a[,]tell_him[.]b[,]it_goes_well[.]", undefined, true, 1]);
    assert.equal(reports.matching[4], 0.3333);
  });
}

test("xAPI: what the ids stand for, and a long answer with its paragraphs", async () => {
  const { lrs, update } = await launch({ standard: "xapi" });
  for (const answer of ANSWERS) await update({}, answer);
  const said = (id) => lrs.said("answered").find(({ object }) => object.id.endsWith(`/question/${id}`));
  const lists = ({ object: { definition } }) => Object.fromEntries(Object.entries(definition).filter(([, value]) => Array.isArray(value) && value[0].id));
  const word = (id, text = `What ${id} says`) => ({ id, description: { "en-GB": text } });
  assert.deepEqual(lists(said("sorting")), { source: ["a", "b", "c", "d"].map((id) => word(id)), target: ["1", "2"].map((id) => word(id)) });
  assert.deepEqual(lists(said("likert")), { scale: ["a", "b", "c", "d", "e"].map((id) => word(id)) });
  assert.deepEqual(lists(said("ordering")), { choices: ["a", "b", "c"].map((id) => word(id)) });
  assert.deepEqual(lists(said("performance")), {
    steps: [word("a", "What a says: a = What a.a says; b = What a.b says"), word("b", "What b says: a = What b.a says; b = What b.b says")],
  });
  assert.deepEqual(lists(said("scenario")).steps.map(({ id }) => id), ["start", "tell_him", "hide", "it_goes_well"]);
  assert.deepEqual(lists(said("ending")), { steps: ["b", "c", "d"].map((id) => word(id)) });
  assert.match(said("long-answer").result.response, /^First I listen\.\n\nThen I ask\./);
});

for (const standard of ["scorm12", "scorm2004", "aicc", "cmi5", "xapi"]) {
  test(`${standard}: the largest answers are cut to what is legal, and where a way led is what is kept of it`, async () => {
    const reports = await told(standard, LARGEST);
    assert.equal(reports.length, LARGEST.length);
    assert.match(reports.at(-1)[1], /the[-_]end(\[\.\])?$/);
  });

  test(`${standard}: an open question has no response, and breaks nothing`, async () => {
    const reports = await told(standard, EMPTY);
    assert.deepEqual(reports.map(([, response]) => (response || "").replace(/[;, [\]]/g, "")), EMPTY.map(() => ""));
  });
}

test("what says nothing of scoring is scored", async () => {
  const plain = answerOf({ scored: undefined, score: undefined, right: true });
  assert.deepEqual((await told("scorm12", [plain]))[0].at(-1), "correct");
  assert.deepEqual((await told("xapi", [plain]))[0].slice(3), [true, undefined]);
});
