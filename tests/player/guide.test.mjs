// The guide says what is really sent: the tables in docs/guide/questions, held to the scripts. What the learner of a page answers is
// read from the table's row on SCORM 2004; the questions are the pages' own sources (`src/render/question/guide.rs`).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { load } from "./support/scripts.mjs";

const guide = JSON.parse(readFileSync(new URL("support/guide.json", import.meta.url), "utf8"));
const NAMES = ["judge", "interactionOf", "cleanResponse", "resultWord"];
const scorm12 = load("scorm12", [...NAMES, "plainResponse", "plainPatterns"]);
const scorm2004 = load("scorm2004", [...NAMES, "responseText", "correctPatterns"]);
const xapi = load("xapi", [...NAMES, "questionActivity", "answerResult"]);
const aicc = load("aicc", [...NAMES, "aiccInteraction"]);

/** The rows of a page's table, by standard: type, what is said to be sent, what is said to be right. */
function rowsOf(page) {
  const text = readFileSync(new URL(`../../docs/guide/questions/${page}.md`, import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| (SCORM 1\.2|SCORM 2004|cmi5, xAPI|AICC) \| `([^`]+)` \| (.+?) \| (.+?) \|$/gm)];
  return { text, rows: Object.fromEntries(rows.map(([, standard, type, given, right]) => [standard, { type, given: allSpans(given), right }])) };
}

/** What stands in backticks, before any remark. */
const spans = (cell) => [...cell.split(";")[0].matchAll(/`([^`]+)`/g)].map(([, code]) => code);
/** Several texts are divided by a semicolon, so of them the whole cell counts. */
const allSpans = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

function answerOf(scripts, question, response) {
  const clean = scripts.cleanResponse(question.keeps, response);
  const judged = scripts.judge(question, { attempts: 1, response: clean });
  return scripts.interactionOf(question, judged, 5000, {});
}

const plain = (value) => JSON.parse(JSON.stringify(value));

for (const { page, question } of guide) {
  test(`the guide's page on ${page} says what is sent`, () => {
    const { text, rows } = rowsOf(page);
    const written = page === "fill-in" ? allSpans : spans;
    const right = (standard) => (rows[standard].right.startsWith("the same as") ? spans(rows["SCORM 2004"].right) : written(rows[standard].right));
    const response = rows["SCORM 2004"].given[0].split("[,]").map((part) => part.replace("[.]", "."));

    const first = answerOf(scorm12, question, response);
    assert.deepEqual(rows["SCORM 1.2"].given[0] ?? "", scorm12.plainResponse(first.type, first.response));
    assert.deepEqual(right("SCORM 1.2"), plain(scorm12.plainPatterns(first)));

    const second = answerOf(scorm2004, question, response);
    assert.equal(rows["SCORM 2004"].given[0], scorm2004.responseText(second.type, second.response));
    assert.deepEqual(right("SCORM 2004"), plain(scorm2004.correctPatterns(second)));

    const third = answerOf(xapi, question, response);
    const { interactionType, correctResponsesPattern = [] } = plain(xapi.questionActivity("https://example.com", third, "en").definition);
    assert.deepEqual([rows["cmi5, xAPI"].type, rows["cmi5, xAPI"].given[0]], [interactionType, xapi.answerResult(third).response]);
    assert.deepEqual(right("cmi5, xAPI"), correctResponsesPattern);

    const [, , , , type, pattern, sent, result] = plain(aicc.aiccInteraction(answerOf(aicc, question, response)));
    assert.deepEqual([rows.AICC.type, rows.AICC.given[0], right("AICC")[0] ?? ""], [type, sent, pattern]);
    // A part of the score is told as a number, which the page names.
    if (/^0\.\d+$/.test(result)) assert.ok(text.includes(`\`${result}\``), result);
  });
}

test("the guide's pages say how much an answer takes of the record", () => {
  for (const { page, bits, question } of guide) {
    const { text } = rowsOf(page);
    const number = bits.toLocaleString("en");
    const record = text.slice(text.indexOf("The learner’s record takes"));
    const paragraph = record.slice(0, record.indexOf("\n\n")).replace(/\s+/g, " ");
    const total = (bits + question.bits.attempts).toLocaleString("en");
    assert.ok([number, total].some((shown) => new RegExp(`(^|[^\\d,.])${shown}($|[^\\d,]|, )`).test(paragraph)), `${page}: ${number} or ${total} in: ${paragraph}`);
  }
});
