// What must hold of all that a learner's LRS has stored, whatever the learner did.

import assert from "node:assert/strict";
import validation from "@learninglocker/xapi-validation";
import { SESSION_ID, isDefined, verbOf } from "../../../player/support/statement-rules.mjs";

/** What a validator that an LRS in use stands on has to say. */
export function independentFindings(statement) {
  return validation.default(statement).map(({ name, path, data }) => `${verbOf(statement)}: ${name} at ${path.join(".")}: ${JSON.stringify(data)}`);
}

/**
 * Nothing was refused, every statement is one, and sessions and registration have the shape that cmi5 wants.
 * @param {object} [options] `troubled`: the LRS was not always there, and the course said so in the console
 */
export function everyStatementHolds(learner, { troubled = false } = {}) {
  const { lrs, standard } = learner;
  assert.deepEqual(lrs.problems, [], "the LRS refused nothing");
  assert.deepEqual(lrs.statements.flatMap(independentFindings), []);
  const ids = lrs.statements.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, "no statement came twice");
  if (standard === "cmi5") cmi5Holds(learner);
  const isExpected = (problem) => troubled && problem.startsWith("warning: [coursewright]");
  for (const visit of learner.visits) {
    assert.deepEqual(visit.mishaps().filter((problem) => !isExpected(problem)), [], "no errors, no requests to other hosts");
  }
}

function cmi5Holds({ lrs }) {
  const byTime = [...lrs.statements].sort((first, second) => first.timestamp.localeCompare(second.timestamp));
  const sessionOf = ({ context }) => context.extensions[SESSION_ID];
  for (const session of new Set(byTime.map(sessionOf))) {
    const statements = byTime.filter((statement) => sessionOf(statement) === session);
    const verbs = statements.map(verbOf);
    assert.equal(verbs[0], "initialized", `first by time (7.1.1): ${verbs}`);
    assert.equal(verbs.lastIndexOf("initialized"), 0, `initialized once (9.3.2): ${verbs}`);
    const end = verbs.indexOf("terminated");
    assert.ok(end === -1 || end === verbs.length - 1, `terminated is last by time (7.1.2): ${verbs}`);
    const judged = statements.filter(isDefined).map(verbOf).filter((verb) => ["passed", "failed"].includes(verb));
    assert.ok(judged.length <= 1, `judged once in a session (9.3): ${verbs}`);
  }
  const results = byTime.filter(isDefined).map(verbOf).filter((verb) => ["completed", "passed", "failed"].includes(verb));
  assert.ok(results.filter((verb) => verb === "completed").length <= 1, `completed once in a registration: ${results}`);
  assert.ok(results.filter((verb) => verb === "passed").length <= 1, `passed once in a registration: ${results}`);
  assert.ok(!results.slice(results.indexOf("passed") + 1 || results.length).includes("failed"), `nothing failed after passed: ${results}`);
}

/** A statement without what is new in every session, and without what clients may choose: words for verbs, ids of questions. */
export function shapeOf({ verb, object, result, context }) {
  const { duration, ...outcome } = result || {};
  const { parent, ...activities } = context.contextActivities;
  const names = Object.entries(activities).map(([kind, list]) => [kind, list.map(({ id }) => id)]);
  return {
    verb: verb.id,
    object: object.definition ? { ...object.definition } : object.id,
    result: { ...outcome, timed: duration !== undefined },
    registration: context.registration,
    activities: Object.fromEntries(names),
    extensions: { ...context.extensions, [SESSION_ID]: "a session" },
  };
}
