// A session against a fake LMS, as a test wants it.

import { FakeLms } from "./lms.mjs";
import { load } from "./scripts.mjs";
import { launched } from "./window.mjs";

const parts = {
  scorm12: load("scorm12", ["emptyRecord"]),
  scorm2004: load("scorm2004", ["emptyRecord"]),
};
export const API_NAME = { scorm12: "API", scorm2004: "API_1484_11" };

export function open(generation, { lms = new FakeLms(generation), window, storage, stateLimit, item, start = true } = {}) {
  const { adapter, emptyRecord } = parts[generation];
  const page = window || launched(lms && lms.api, { name: API_NAME[generation], storage });
  const run = { lms, page, states: [], ready: [], limited: 0, adapter };
  run.session = adapter.open({
    window: page,
    courseId: "leading-upward",
    stateLimit,
    item,
    onReady: (held, late) => run.ready.push({ held, late }),
    onState: (state) => run.states.push(state),
    onLimited: () => (run.limited += 1),
  });
  run.record = (changes) => ({ ...emptyRecord(), states: ["state-1"], ...changes });
  run.update = (changes, answer) => run.session.update(run.record(changes), answer);
  if (start) run.session.start();
  return run;
}

export const answerOf = (changes) => ({
  id: "promise", type: "choice", description: "Which of these builds trust?", at: new Date(2026, 10, 23, 9, 5, 7), latency: 61234,
  response: ["a", "c"], correct: ["a"], caseSensitive: false, right: false, weight: 1, objectives: ["trust"], ...changes,
});
