// A course that has one of everything.

import { readFileSync } from "node:fs";

export function courseConfig(changes = {}) {
  return {
    format: 1,
    course: { id: "leading-upward", iri: "https://example.com/courses/leading-upward", title: "Leading upward", language: "en-GB" },
    layout: "single",
    rule: "both",
    mastery: 75,
    fingerprint: 1234567,
    stateLimit: 4096,
    lessons: [
      { id: "trust", title: "Trust comes first", href: "lessons/trust.html", questions: [choice, multiple] },
      { id: "time", title: "In good time", href: "lessons/time.html", questions: [trueFalse, fillIn] },
      { id: "end", title: "What to keep", href: "lessons/end.html", questions: [] },
    ],
    objectives: [
      { id: "trust", title: "Explain what builds trust" },
      { id: "early", title: "Speak up early" },
    ],
    strings: {},
    ...changes,
  };
}

export const choice = {
  id: "promise", type: "choice", prompt: "Which of these builds trust?", weight: 1, attempts: 2,
  options: ["a", "b", "c"], correct: ["a"], objectives: ["trust"], bits: { attempts: 2, answer: 2 },
};
export const multiple = {
  id: "habits", type: "multiple-response", prompt: "Which habits help?", weight: 1, attempts: 1,
  options: ["a", "b", "c", "d"], correct: ["a", "c"], objectives: ["trust"], bits: { attempts: 1, answer: 4 },
};
export const trueFalse = {
  id: "bad-news", type: "true-false", prompt: "Bad news can wait.", weight: 1, attempts: 1,
  options: ["true", "false"], correct: ["false"], objectives: ["early"], bits: { attempts: 1, answer: 1 },
};
export const fillIn = {
  id: "raise", type: "fill-in", prompt: "When do you raise a risk?", weight: 1, attempts: 0,
  accepted: ["early", "in time"], anticipated: ["late"], caseSensitive: false, maxLength: 40,
  objectives: ["early"], bits: { attempts: 4, answer: 6 },
};

export const RIGHT = { promise: ["a"], habits: ["a", "c"], "bad-news": ["false"], raise: ["early"] };
