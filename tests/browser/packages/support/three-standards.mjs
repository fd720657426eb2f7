// The same learner in SCORM 1.2, SCORM 2004 and cmi5, and what the LMS was told, in one language.

import assert from "node:assert/strict";
import { isSatisfied } from "../lms/activities.mjs";
import { LaunchedLearner } from "./launches.mjs";
import { interactions, outcome } from "./learning.mjs";
import { stateShown } from "./played.mjs";
import { noCallFailed, nothingWentWrong } from "./promises.mjs";
import { everyStatementHolds } from "./statements.mjs";

export const STANDARDS = ["scorm12", "scorm2004-4th", "cmi5"];

/** A learner of a course in one of the three standards; `here` is a stage with an `ActivityLms`. */
export function withLearnerOf(here, course, standard, context, body) {
  const packageName = `courses/${course}-${standard}`;
  return here.withLearner({ package: packageName, context }, async (scorm) => {
    if (standard !== "cmi5") return body(scorm);
    await body(new LaunchedLearner(here.lms, scorm.context, { name: scorm.name, package: packageName, standard }));
  });
}

/** What the LMS holds in the end: passed and completed, and the score. */
export function resultTold(learner, standard) {
  if (standard === "cmi5") {
    const [passed] = learner.lrs.said("passed");
    assert.ok(isSatisfied(learner.unit.moveOn, learner.verbs()), `satisfied by ${learner.verbs()}`);
    return { status: "passed", score: passed.result.score.scaled * 100 };
  }
  const { status, score, scaled } = outcome(standard, learner.stored());
  return { status, score: standard === "scorm12" ? Number(score) : Number(scaled) * 100 };
}

/** What each answer was worth, as the LMS was told: from 0 to 1, or null where there is no right and wrong. */
export function worthsTold(learner, standard) {
  if (standard === "cmi5") {
    return new Map(learner.lrs.said("answered").map(({ object, result }) =>
      [object.id.split("/").pop(), result.score ? result.score.scaled : result.success === undefined ? null : Number(result.success)]));
  }
  const words = { correct: 1, wrong: 0, incorrect: 0, neutral: null };
  return new Map(interactions(standard, learner.stored()).map(({ id, result }) => [id, result in words ? words[result] : Number(result)]));
}

/** No call and no statement was refused, and the console is empty. */
export async function allWentWell(learner, standard, visit) {
  if (standard === "cmi5") return everyStatementHolds(learner);
  await noCallFailed(visit);
  nothingWentWrong(visit);
}

/** The learner leaves the field, and what was written in it has the moment that it needs. */
async function rests(visit) {
  await visit.lesson.evaluate(() => new Promise((resolve) => {
    document.activeElement.blur();
    setTimeout(resolve, 100);
  }));
  await visit.untilSaveState("saved");
}

/**
 * The tab dies; in the next visit the learner goes on where this one was.
 * @param {(visit, selector: string) => Promise<void>} press a button of the shell
 * @returns {Promise<import("./visit.mjs").Visit>} the next visit, on the page that the first one left
 */
export async function breaksOff(learner, standard, first, lesson, press) {
  await rests(first);
  const before = await stateShown(first);
  await first.calls?.().catch(() => []);
  await first.dies();
  if (standard !== "cmi5") await noCallFailed(first);
  nothingWentWrong({ problems: first.mishaps ? first.mishaps() : first.problems });
  const second = await learner.opens();
  await press(second, '[data-action="resume"]');
  await second.onLesson(lesson.id);
  assert.deepEqual(await stateShown(second), before, `${lesson.id} is as it was`);
  return second;
}
