// Our activities, and what content reported, in the words of scorm-again's sequencing.

const { Scorm2004API } = await import("../browser/node_modules/scorm-again/dist/esm/scorm2004.js");

// It tells the console what it does not like; the answers are enough.
for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = () => {};

/** An API of scorm-again with these activities. */
export function apiOf(activities) {
  return new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree: settings(activities) } });
}

/** A request as scorm-again has it: its word, and its target. */
export function requested(request) {
  const [[word, target = null]] = typeof request === "string" ? [[request]] : Object.entries(request);
  return [word, target];
}

/** Our activities as the settings of scorm-again's. */
function settings(list) {
  const all = new Map(list.map((activity) => [activity.id, activitySettings(activity)]));
  for (const { id, parent } of list) {
    if (parent) (all.get(parent).children ??= []).push(all.get(id));
  }
  return all.get(list[0].id);
}

function activitySettings({ id, sequencing: s, completionThreshold }) {
  return {
    id,
    title: id,
    attemptLimit: s.limits.attemptLimit ?? null,
    primaryObjective: objective(s.objectives.primary, id),
    objectives: s.objectives.others.map((it) => objective(it, id)),
    sequencingRules: {
      preConditionRules: s.rules.pre.map(rule),
      exitConditionRules: s.rules.exit.map(rule),
      postConditionRules: s.rules.post.map(rule),
    },
    sequencingControls: { ...s.controlMode, ...s.constrainedChoice, ...s.rollupControls },
    deliveryControls: s.deliveryControls,
    rollupRules: { rules: s.rollupRules.map(rollupRule) },
    rollupConsiderations: s.rollupConsiderations,
    completionThreshold,
  };
}

function objective(it, id) {
  return {
    objectiveID: it.id ?? `${id}-primary`,
    satisfiedByMeasure: it.satisfiedByMeasure !== null,
    minNormalizedMeasure: it.satisfiedByMeasure,
    mapInfo: it.maps.map(({ target, ...map }) => ({
      targetObjectiveID: target,
      ...map,
      readCompletionStatus: false,
      readProgressMeasure: false,
      readRawScore: false,
      readMinScore: false,
      readMaxScore: false,
    })),
  };
}

function rule({ combination, conditions, action }) {
  return {
    action,
    conditionCombination: combination,
    conditions: conditions.map((it) => ({
      condition: it.condition,
      ...(it.not ? { operator: "not" } : {}),
      ...(it.referencedObjective ? { referencedObjective: it.referencedObjective } : {}),
      parameters: { threshold: it.measureThreshold },
    })),
  };
}

function rollupRule({ childActivitySet: set, combination, conditions, action }) {
  const [[consideration, number]] = typeof set === "string" ? [[set]] : Object.entries(set);
  return {
    action,
    conditionCombination: combination,
    consideration,
    ...(consideration === "atLeastCount" ? { minimumCount: number } : {}),
    ...(consideration === "atLeastPercent" ? { minimumPercent: number } : {}),
    conditions: conditions.map((it) => ({
      condition: it.condition === "activityProgressKnown" ? "progressKnown" : it.condition,
      operator: it.not ? "not" : "noOp",
    })),
  };
}

/** What content reported, as scorm-again takes it over from the run-time. */
export function reported(data) {
  const word = (value, yes, no) => (value === null || value === undefined ? "unknown" : value ? yes : no);
  const one = (it) => ({
    success_status: word(it.success, "passed", "failed"),
    success_status_was_set: it.success !== null,
    completion_status: word(it.completion, "completed", "incomplete"),
    completion_status_was_set: it.completion !== null,
    score_was_set: it.scaledScore !== null,
    score: it.scaledScore === null ? {} : { scaled: String(it.scaledScore) },
    progress_measure: it.progressMeasure === null ? "" : String(it.progressMeasure),
  });
  return { ...one(data), objectives: data.objectives.map((it) => ({ id: it.id, ...one(it) })) };
}
