// scorm-again's sequencing, fed with our trees. One course and its steps come as a line of JSON on the standard input, one
// line with what came of each step goes out.

import { createInterface } from "node:readline";

const { Scorm2004API } = await import("../browser/node_modules/scorm-again/dist/esm/scorm2004.js");

// It tells the console what it does not like; the answers are enough.
for (const level of ["log", "info", "warn", "error", "debug"]) console[level] = () => {};

const WORDS = {
  resumeAll: "resumeAll",
  exitAll: "exitAll",
  abandonAll: "abandonAll",
  suspendAll: "suspendAll",
};

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
function reported(data) {
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

/** Whether what is known of an activity is of the current attempts on those around it. */
function counts(activity, flag, control) {
  for (let at = activity; at; at = at.parent) {
    if (at[flag] === false) return false;
    if (!at.parent?.sequencingControls[control]) return true;
  }
  return true;
}

/** For each activity, whether it may be chosen, or why not. */
function choices(overall, tree, current) {
  const listed = new Set(overall.getAvailableChoices());
  const why = ({ id }) => {
    if (listed.has(id)) return [id, null];
    const { exception } = overall.sequencingProcess.validateNavigationRequest("choice", id, current);
    return [id, exception ?? "no reason"];
  };
  return Object.fromEntries(tree.activities.map(why));
}

function play({ tree, steps }) {
  const api = new Scorm2004API({ autocommit: false, logLevel: 5, sequencing: { activityTree: settings(tree.activities) } });
  const sequencing = api._sequencing;
  const overall = sequencing.overallSequencingProcess;
  let data = null;
  overall.terminationHandler._rteDataTransferService.context.getCMIData = () => data;
  overall.terminationHandler.getCMIData = () => data;
  // A host begins the next session anew, where this one leaves the learner behind the last activity.
  let isOver = false;
  overall.eventCallback = (name) => (isOver ||= name === "onSequencingSessionEnd");
  return steps.map((step) => {
    isOver = false;
    data = reported(step.data);
    const [[word, target = null]] = typeof step.request === "string" ? [[step.request]] : Object.entries(step.request);
    const exit = step.data.exit === "normal" ? "" : step.data.exit;
    let result;
    try {
      result = overall.processNavigationRequest(WORDS[word] ?? word, target, exit);
    } catch (error) {
      return { outcome: `threw ${error.message}`, choice: {}, activities: {} };
    }
    if (isOver) sequencing.activityTree.setCurrentActivityWithoutActivation(null);
    const current = sequencing.activityTree.currentActivity;
    const outcome = !result.valid ? "refused" : result.targetActivity?.id ?? (current ? "waiting" : "ended");
    const activities = {};
    for (const { id } of tree.activities) {
      const it = sequencing.activityTree.getActivity(id);
      // What is from before the current attempt on the parent counts no more (SM.1).
      const objectives = counts(it, "objectiveInfoAvailableInCurrentParentAttempt", "useCurrentAttemptObjectiveInfo");
      const progress = counts(it, "progressInfoAvailableInCurrentParentAttempt", "useCurrentAttemptProgressInfo");
      activities[id] = {
        satisfied: objectives && it.objectiveSatisfiedStatusKnown ? it.objectiveSatisfiedStatus === true : null,
        completed: progress && it.completionStatus !== "unknown" ? it.completionStatus === "completed" : null,
        measure: objectives && it.objectiveMeasureStatus ? it.objectiveNormalizedMeasure : null,
      };
    }
    return { outcome, code: result.exception, current: current?.id ?? null, choice: choices(overall, tree, current), activities };
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line) process.stdout.write(`${JSON.stringify(play(JSON.parse(line)))}\n`);
}
