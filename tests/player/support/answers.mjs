// An answer of each kind of question, as the player hands it to an adapter, in the middle of what can happen: some of it
// wrong, something left open, and texts that look like grammar.

import { answerOf } from "./session.mjs";

const named = (...ids) => ids.map((id) => ({ id, text: `What ${id} says` }));
const of = (type, changes) => answerOf({ id: type, type, options: undefined, correct: [], scored: true, right: false, score: 0, ...changes });
const neverScored = { scored: false, right: false, score: null };

export const ANSWERS = [
  of("choice", { response: ["b"], correct: ["a"], options: named("a", "b", "c") }),
  of("multiple-response", { response: ["a", "c", "d"], correct: ["a", "c"], options: named("a", "b", "c", "d"), score: 0.5 }),
  of("true-false", { response: ["false"], correct: ["false"], right: true, score: 1 }),
  of("fill-in", {
    response: ["Early[,]", "", "{lang=en}7,5"], gaps: [{ accepted: ["early", "in time"] }, { accepted: ["calm"] }, { accepted: [], ranges: [{ min: 7, max: 8, right: true }] }],
    caseSensitive: true, score: 2 / 3,
  }),
  of("numeric", {
    response: ["59,5"], right: true, score: 1,
    gaps: [{ accepted: [], ranges: [{ min: 58, max: 62, right: true }, { min: 75, max: 75, right: false }, { min: 100, max: 100, right: true }] }],
  }),
  of("matching", { response: ["a.1", "c.3"], correct: ["a.1", "b.2", "b.4"], stems: named("a", "b", "c"), targets: named("1", "2", "3", "4"), score: 1 / 3 }),
  of("ordering", { response: ["b", "a", "c"], correct: ["a", "b", "c"], options: named("a", "b", "c"), score: 1 / 3 }),
  of("sorting", { response: ["a.1", "b.1", "d.2"], correct: ["a.1", "b.2"], stems: named("a", "b", "c", "d"), targets: named("1", "2") }),
  of("drag-and-drop", { response: ["a.1"], correct: ["a.1", "b.2"], stems: named("a", "b", "c"), targets: named("1", "2"), score: 0.5 }),
  of("hotspot", { response: ["a", "b"], correct: ["a", "b"], options: named("a", "b", "c"), right: true, score: 1 }),
  of("likert", { response: ["e"], options: named("a", "b", "c", "d", "e"), ...neverScored }),
  of("long-answer", { response: [`First I listen.\n\nThen I ask.${" And listen.".repeat(400)}`], gaps: [{ accepted: [] }], ...neverScored }),
  of("performance", { response: ["a.b", "b.a"], correct: ["a.b", "b.b"], stems: named("a", "b"), targets: named("a.a", "a.b", "b.a", "b.b"), score: 0.5 }),
  of("scenario", { response: ["start.a", "tell-him.b", "it-goes-well"], stems: named("start", "tell-him", "hide", "it-goes-well"), right: true, score: 1 }),
  // As the player tells it: the ending alone, of those that score.
  of("scenario", { id: "ending", response: ["c"], correct: ["b", "d"], options: named("b", "c", "d"), score: 0.25 }),
];

/** Everything of one kind at its largest: what no standard has room for. */
const all = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
export const LARGEST = [
  of("multiple-response", { response: all, correct: all, options: named(...all) }),
  of("matching", { response: all.map((id) => `${id}.${id}`), correct: all.flatMap((id) => all.map((target) => `${id}.${target}`)), stems: named(...all), targets: named(...all) }),
  of("ordering", { response: all, correct: all, options: named(...all) }),
  of("performance", { response: all.map((id) => `${id}.9`), correct: all.map((id) => `${id}.9`), stems: named(...all), targets: all.flatMap((id) => named(`${id}.a`, `${id}.9`)) }),
  of("fill-in", { response: all.map(() => "日本".repeat(200)), gaps: all.map((id) => ({ accepted: all.map((other) => id + other) })) }),
  of("numeric", { response: ["1e9"], gaps: [{ accepted: all.map((_id, at) => String(at)), ranges: [] }] }),
  of("scenario", { response: [...Array.from({ length: 400 }, (_step, at) => `scene-${at}.a`), "the-end"], ...neverScored }),
];

/** What leaves a question open. */
export const EMPTY = [
  of("matching", { response: [], correct: ["a.1"], stems: named("a"), targets: named("1") }),
  of("multiple-response", { response: [], correct: ["a"], options: named("a", "b") }),
  of("fill-in", { response: ["", ""], gaps: [{ accepted: ["a"] }, { accepted: ["b"] }] }),
  of("numeric", { response: ["about ten"], gaps: [{ accepted: [], ranges: [{ min: 10, max: 10, right: true }] }] }),
  of("long-answer", { response: [""], gaps: [{ accepted: [] }], ...neverScored }),
  of("scenario", { response: [], ...neverScored }),
];
