// The strict LRS of these tests is only worth something if it finds mistakes: a good session, each time with one.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import test from "node:test";
import { FakeLrs } from "./support/lrs.mjs";
import { launch } from "./support/remote.mjs";
import { answerOf } from "./support/session.mjs";
import { cmi5Findings, cmi5OrderFindings, statementFindings, verbOf } from "./support/statement-rules.mjs";

const EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/";
const copy = (value) => JSON.parse(JSON.stringify(value));

async function goodSession() {
  const lrs = new FakeLrs({ launchData: { masteryScore: 0.75 } });
  const run = await launch({ lrs });
  await run.update({ progress: 0.3 }, answerOf({ options: [{ id: "a" }, { id: "c" }] }));
  await run.update({ completion: "completed", success: "passed", score: 90, answered: true });
  await run.finish();
  assert.deepEqual([lrs.verbs(), lrs.problems], [["initialized", "answered", "progressed", "completed", "passed", "terminated"], []]);
  return { lrs, session: run.launched };
}

const { lrs, session } = await goodSession();
const statement = (verb) => copy(lrs.said(verb)[0]);

/** Everything that is found in a statement after it was spoiled. */
function spoiled(verb, spoil) {
  const bad = statement(verb);
  spoil(bad);
  return [...statementFindings(bad), ...cmi5Findings(bad, session)];
}

const MISTAKES = [
  ["passed", "an id that is no UUID", (bad) => (bad.id = "1")],
  ["passed", "a local time", (bad) => (bad.timestamp = "2026-11-23T09:00:00.000+01:00")],
  ["passed", "a property that xAPI does not know", (bad) => (bad.kind = "result")],
  ["passed", "null", (bad) => (bad.result.response = null)],
  ["passed", "an actor with two identifiers", (bad) => (bad.actor.mbox = "mailto:jo@example.com")],
  ["passed", "somebody else", (bad) => (bad.actor.account.name = "learner-2")],
  ["passed", "another registration", (bad) => (bad.context.registration = randomUUID())],
  ["passed", "no session", (bad) => delete bad.context.extensions[`${EXTENSIONS}sessionid`]],
  ["passed", "no publisher's id", (bad) => delete bad.context.contextActivities.grouping],
  ["passed", "no moveOn category", (bad) => bad.context.contextActivities.category.pop()],
  ["passed", "no mastery score", (bad) => delete bad.context.extensions[`${EXTENSIONS}masteryscore`]],
  ["passed", "below the mastery score", (bad) => (bad.result.score.scaled = 0.7)],
  ["passed", "a score of more than 1", (bad) => (bad.result.score.scaled = 1.1)],
  ["passed", "a broken raw score", (bad) => (bad.result.score.raw = 90.5)],
  ["passed", "a raw score without its bounds", (bad) => delete bad.result.score.max],
  ["passed", "no duration", (bad) => delete bad.result.duration],
  ["passed", "a duration that is none", (bad) => (bad.result.duration = "90")],
  ["passed", "another activity", (bad) => (bad.object.id = "https://example.com/courses/leading-upward")],
  ["completed", "a score", (bad) => (bad.result.score = { scaled: 1 })],
  ["completed", "success", (bad) => (bad.result.success = true)],
  ["initialized", "moveOn category without a result", (bad) => bad.context.contextActivities.category.push({ id: "https://w3id.org/xapi/cmi5/context/categories/moveon" })],
  ["initialized", "completion", (bad) => (bad.result = { completion: true })],
  ["terminated", "no duration", (bad) => delete bad.result.duration],
  ["answered", "a choice that there is not", (bad) => (bad.result.response = "z")],
  ["answered", "a question without its type", (bad) => delete bad.object.definition.type],
  ["answered", "the same choice twice", (bad) => bad.object.definition.choices.push({ id: "a" })],
  ["answered", "a text without its language", (bad) => (bad.object.definition.description = "Which?")],
  ["progressed", "progress as a fraction", (bad) => (bad.result.extensions["https://w3id.org/xapi/cmi5/result/extensions/progress"] = 0.3)],
];

for (const [verb, mistake, spoil] of MISTAKES) {
  test(`found in ${verb}: ${mistake}`, () => {
    assert.deepEqual(spoiled(verb, () => {}), []);
    assert.notDeepEqual(spoiled(verb, spoil), []);
  });
}

const order = (statements) => statements.flatMap((next, index) => cmi5OrderFindings(next, statements.slice(0, index), session.id));
const WRONG_ORDERS = [
  ["something before initialized", ["answered", "initialized"]],
  ["something after terminated", ["initialized", "terminated", "answered"]],
  ["initialized twice", ["initialized", "initialized"]],
  ["completed twice", ["initialized", "completed", "completed"]],
  ["passed twice", ["initialized", "passed", "passed"]],
];

for (const [mistake, verbs] of WRONG_ORDERS) {
  test(`found in a session: ${mistake}`, () => {
    assert.notDeepEqual(order(verbs.map((verb) => ({ ...statement(verb), id: randomUUID() }))), []);
  });
}

test("found in a session: times that run backwards, failed after passed", () => {
  assert.deepEqual(order(lrs.statements), []);
  const early = { ...statement("answered"), timestamp: "2020-01-01T00:00:00.000Z" };
  assert.notDeepEqual(order([statement("initialized"), early]), []);
  const failed = copy(statement("passed"));
  failed.verb.id = failed.verb.id.replace("passed", "failed");
  assert.equal(verbOf(failed), "failed");
  assert.notDeepEqual(order([statement("initialized"), statement("passed"), failed]), []);
});

test("found in requests: no version, no authorization, another method for the token, the LMS's own document", async () => {
  const strict = new FakeLrs();
  const parameters = new URLSearchParams(strict.launch());
  const ask = async (url, init) => (await strict.fetch(url, init)).status;
  assert.equal(await ask(parameters.get("fetch"), { method: "GET" }), 405);
  await ask(parameters.get("fetch"), { method: "POST" });
  const state = `${strict.origin}/xapi/activities/state?stateId=LMS.LaunchData&activityId=${strict.activityId}&registration=${strict.registration}&agent=${encodeURIComponent(JSON.stringify(strict.actor))}`;
  const authorized = { "Authorization": `Basic ${strict.session.token}`, "Content-Type": "application/json" };
  const versioned = { ...authorized, "X-Experience-API-Version": "1.0.3" };
  assert.equal(await ask(state, { headers: authorized }), 400);
  assert.equal(await ask(state, { headers: { "X-Experience-API-Version": "1.0.3" } }), 401);
  assert.equal(await ask(state, { headers: versioned }), 200);
  assert.equal(await ask(state, { method: "PUT", headers: versioned, body: "{}" }), 403);
  assert.equal(strict.problems.length, 4);
});
