// A course with a pre-test, practice that is drawn, and a final test; all of them draw from one bank.

import { courseConfig } from "./course.mjs";

export const question = (id, changes = {}) => ({
  id, type: "choice", prompt: id, weight: 1, attempts: 1, objectives: [], scored: true, partial: false, bits: { attempts: 1 },
  keeps: { form: "index", ids: ["a", "b", "c", "d"] }, correct: ["a"], ...changes,
});

export const assessment = (changes = {}) => ({
  passMark: 75, attempts: 2, counts: "best", review: true, shuffle: true, extensions: 0, testOut: [], remediation: [], pretest: false,
  weight: 4, bits: { attempts: 2, time: 0, extensions: 0 }, ...changes,
});

export const TIMED = { timeLimit: 2, extensions: 1, bits: { attempts: 2, time: 5, extensions: 1 } };

export function testedConfig({ before = {}, after = {}, ...changes } = {}) {
  const topic = (at) => ({ objectives: [at % 2 ? "odd" : "even"] });
  const lesson = (id, rest) => ({ id, title: `Lesson ${id}`, href: `lessons/${id}.html`, questions: [], activities: [], ...rest });
  return courseConfig({
    rule: "both",
    mastery: 50,
    seeded: true,
    objectives: [{ id: "odd", title: "Odd" }, { id: "even", title: "Even" }],
    banks: [{ id: "bank", questions: Array.from({ length: 12 }, (_question, at) => question(`q${at}`, topic(at))) }],
    lessons: [
      lesson("before", {
        draws: [{ id: "draw-before", bank: "bank", count: 2, at: 0 }],
        assessment: assessment({ attempts: 1, bits: { attempts: 2, time: 0, extensions: 0 }, testOut: ["read", "practise"], pretest: true, weight: 2, ...before }),
      }),
      lesson("read", { questions: [question("own", { weight: 2, shuffle: true })] }),
      lesson("practise", { draws: [{ id: "draw-more", bank: "bank", count: 2, at: 0 }] }),
      lesson("after", {
        questions: [question("last", { objectives: ["odd"] })],
        draws: [{ id: "draw-first", bank: "bank", count: 2, at: 0 }, { id: "draw-second", bank: "bank", count: 1, at: 1 }],
        assessment: assessment({ remediation: [{ objective: "odd", lesson: "read", title: "Lesson read" }, { objective: "even", lesson: "read", title: "Lesson read" }], ...after }),
      }),
    ],
    ...changes,
  });
}
