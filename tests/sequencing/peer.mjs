// scorm-again's sequencing, fed with our trees. One course and its steps come as a line of JSON on the standard input, one
// line with what came of each step goes out.

import { createInterface } from "node:readline";
import { apiOf, reported, requested } from "./scorm-again.mjs";

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
  const sequencing = apiOf(tree.activities)._sequencing;
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
    const [word, target] = requested(step.request);
    const exit = step.data.exit === "normal" ? "" : step.data.exit;
    let result;
    try {
      result = overall.processNavigationRequest(word, target, exit);
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
