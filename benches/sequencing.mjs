// scorm-again's sequencing on the courses of `sequencing.rs`: a line of JSON with a course and a learner's requests comes in,
// a line goes out with how many of them, in which time, and where they led.

import { createInterface } from "node:readline";
import { apiOf, reported, requested } from "../tests/sequencing/scorm-again.mjs";

/** A learner at the beginning of the course, whose content always reports the same. */
function learner({ activities, data, menu }) {
  const sequencing = apiOf(activities)._sequencing;
  const overall = sequencing.overallSequencingProcess;
  const report = reported(data);
  overall.terminationHandler._rteDataTransferService.context.getCMIData = () => report;
  overall.terminationHandler.getCMIData = () => report;
  // With each delivery it works out what may be requested next, unless nobody wants to know.
  if (!menu) overall.deliveryHandler.setUpdateNavigationValidityCallback(() => {});
  let isOver = false;
  overall.eventCallback = (name) => (isOver ||= name === "onSequencingSessionEnd");
  return ([word, target]) => {
    isOver = false;
    const result = overall.processNavigationRequest(word, target, "");
    // A host begins the next session anew, where this one leaves the learner behind the last activity.
    if (isOver) sequencing.activityTree.setCurrentActivityWithoutActivation(null);
    if (!result.valid) return "refused";
    return result.targetActivity?.id ?? (sequencing.activityTree.currentActivity ? "waiting" : "ended");
  };
}

/** Begins the requests again from the start as long as there is time. */
function walk(course) {
  const words = course.requests.map(requested);
  const outcomes = [];
  let [count, seconds, request] = [0, 0, learner(course)];
  while (seconds < course.seconds) {
    if (count && count % words.length === 0) request = learner(course);
    const begun = process.hrtime.bigint();
    const outcome = request(words[count % words.length]);
    seconds += Number(process.hrtime.bigint() - begun) / 1e9;
    if (count < words.length) outcomes.push(outcome);
    count += 1;
  }
  return { count, seconds, outcomes };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line) process.stdout.write(`${JSON.stringify(walk(JSON.parse(line)))}\n`);
}
