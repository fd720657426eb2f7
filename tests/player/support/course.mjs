// A course that has one of everything.

export function courseConfig(changes = {}) {
  return {
    format: 2,
    course: { id: "leading-upward", iri: "https://example.com/courses/leading-upward", title: "Leading upward", language: "en-GB" },
    layout: "single",
    rule: "both",
    mastery: 75,
    fingerprint: 1234567,
    stateLimit: 4096,
    lessons: [
      { id: "trust", title: "Trust comes first", href: "lessons/trust.html", questions: [choice, multiple], activities: [] },
      { id: "time", title: "In good time", href: "lessons/time.html", questions: [trueFalse, fillIn], activities: [] },
      { id: "end", title: "What to keep", href: "lessons/end.html", questions: [], activities: [] },
    ],
    objectives: [
      { id: "trust", title: "Explain what builds trust" },
      { id: "early", title: "Speak up early" },
    ],
    strings: {},
    ...changes,
  };
}

const basis = { weight: 1, attempts: 1, objectives: [], scored: true, partial: false, bits: { attempts: 1 } };

export const choice = {
  ...basis, id: "promise", type: "choice", prompt: "Which of these builds trust?", attempts: 2,
  keeps: { form: "index", ids: ["a", "b", "c"] }, correct: ["a"], objectives: ["trust"], bits: { attempts: 2 },
};
export const multiple = {
  ...basis, id: "habits", type: "multiple-response", prompt: "Which habits help?",
  keeps: { form: "flags", ids: ["a", "b", "c", "d"] }, correct: ["a", "c"], objectives: ["trust"],
};
export const trueFalse = {
  ...basis, id: "bad-news", type: "true-false", prompt: "Bad news can wait.",
  keeps: { form: "index", ids: ["true", "false"] }, correct: ["false"], objectives: ["early"],
};
export const fillIn = {
  ...basis, id: "raise", type: "fill-in", prompt: "When do you raise a risk?", attempts: 0, keeps: { form: "texts", lengths: [40] },
  gaps: [{ accepted: ["early", "in time"], anticipated: ["late"] }], caseSensitive: false, objectives: ["early"], bits: { attempts: 4 },
};

// ---- The kinds that the small course has not -----------------------------------------------------

export const gaps = {
  ...basis, id: "okr", type: "fill-in", prompt: "An ____ has ____.", partial: true, keeps: { form: "texts", lengths: [24, 30] },
  gaps: [{ accepted: ["objective"], anticipated: ["goal"] }, { accepted: ["key results"], anticipated: [] }],
};
export const numeric = {
  ...basis, id: "share", type: "numeric", prompt: "How many take part?", unit: "%", keeps: { form: "texts", lengths: [24] },
  gaps: [{ accepted: [], anticipated: [], ranges: [{ min: 58, max: 62, right: true }, { min: 75, max: 75, right: false }] }],
};
export const matching = {
  ...basis, id: "pairs", type: "matching", prompt: "What belongs together?",
  keeps: { form: "pairs", stems: ["a", "b", "c"], targets: [["a", "b", "c", "d"]] }, correct: ["a.b", "b.a", "c.d"],
};
export const sorting = {
  ...basis, id: "groups", type: "sorting", prompt: "Where does it belong?",
  keeps: { form: "pairs", stems: ["a", "b", "c"], targets: [["a", "b"]] }, correct: ["a.a", "b.b"],
};
export const ordering = {
  ...basis, id: "steps", type: "ordering", prompt: "What comes first?",
  keeps: { form: "order", ids: ["a", "b", "c", "d", "e"] }, correct: ["b", "a", "c", "d", "e"],
};
export const performance = {
  ...basis, id: "drill", type: "performance", prompt: "What do you do?",
  keeps: { form: "pairs", stems: ["a", "b"], targets: [["a", "b"], ["a", "b", "c"]] }, correct: ["a.b", "b.c"],
};
export const likert = {
  ...basis, id: "mood", type: "likert", prompt: "My manager listens.", scored: false, keeps: { form: "index", ids: ["a", "b", "c", "d", "e"] },
};
export const essay = {
  ...basis, id: "story", type: "long-answer", prompt: "Tell of a time.", scored: false, keeps: { form: "texts", lengths: [200] },
};

export const checklist = { id: "one-to-one", kind: "checklist", keeps: { form: "flags", ids: ["a", "b", "c"] } };
export const reflection = { id: "my-manager", kind: "reflection", prompt: "What does your manager need?", keeps: { form: "texts", lengths: [300] } };
export const scenario = {
  id: "deadline", kind: "scenario", keeps: { form: "index", ids: ["start", "tell", "hide", "well", "badly"] },
  scored: { weight: 2, endings: { well: 1, badly: 0.25 } },
};
export const signOff = { id: "mentor", kind: "sign-off", keeps: { form: "flags", ids: ["a"] } };

/** A course with every kind of question and of block. */
export function fullConfig(changes = {}) {
  const [first, second, third] = courseConfig().lessons;
  return courseConfig({
    lessons: [
      { ...first, questions: [choice, multiple, likert, gaps], activities: [checklist, reflection] },
      { ...second, questions: [trueFalse, fillIn, numeric, matching, sorting], activities: [] },
      { ...third, questions: [ordering, performance, essay], activities: [scenario, signOff] },
    ],
    ...changes,
  });
}

export const RIGHT = { promise: ["a"], habits: ["a", "c"], "bad-news": ["false"], raise: ["early"] };
