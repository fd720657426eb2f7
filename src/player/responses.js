// What the standards' words for an answer have in common: which responses are right, and how right an answer was.

/** The kinds whose response pairs stems with targets. */
const PAIRED = ["matching", "sorting", "drag-and-drop", "performance"];

/** The kinds whose response is a text for each gap. */
const WRITTEN = ["fill-in", "long-answer"];

/**
 * Where several answers are right in one place (a gap, a stem), every one of them stands in one of the responses: the first
 * right response takes the first of each place, the second the second, and so on. All combinations would be too many for
 * any report.
 * @param {Interaction} interaction
 * @returns {string[][]} right responses, in the form of the learner's; none where nothing is right or wrong
 */
function rightResponses({ type, correct, gaps = [] }) {
  if (WRITTEN.includes(type)) return inParallel(gaps.map(acceptedTexts));
  // Each of the best endings is one.
  if (type === "scenario") return correct.map((ending) => [ending]);
  if (PAIRED.includes(type)) return inParallel(pairsByStem(correct));
  return correct.length > 0 ? [correct] : [];
}

/**
 * @param {string[][]} places
 * @returns {string[][]} one entry of each place; the first where a place has no more
 */
function inParallel(places) {
  const count = Math.max(0, ...places.map((place) => place.length));
  return Array.from({ length: count }, (_nothing, at) => places.map((place) => place[at] || place[0] || ""));
}

/**
 * @param {Gap} gap
 * @returns {string[]}
 */
function acceptedTexts(gap) {
  return gap.accepted.length > 0 ? gap.accepted : rightRanges([gap]).map(middleOf);
}

/**
 * @param {string[]} pairs
 * @returns {string[][]} the pairs of each stem, in the order in which the stems are named
 */
function pairsByStem(pairs) {
  /** @type {Map<string, string[]>} */
  const stems = new Map();
  for (const pair of pairs) {
    const [stem] = splitPair(pair);
    stems.set(stem, [...(stems.get(stem) || []), pair]);
  }
  return Array.from(stems.values());
}

/**
 * @param {string} pair
 * @returns {[stem: string, target: string]} the target is "" where there is none
 */
function splitPair(pair) {
  const at = pair.lastIndexOf(".");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

// ---- Numbers -----------------------------------------------------------------------------------

/** @typedef {{ min: number, max: number }} NumberRange */

/**
 * @param {Gap[]} [gaps]
 * @returns {NumberRange[]}
 */
function rightRanges(gaps = []) {
  return gaps.flatMap(({ accepted, ranges = [] }) => {
    const numbers = accepted.map(typedNumber).flatMap((value) => (value === null ? [] : [{ min: value, max: value }]));
    const right = ranges.filter((range) => range.right);
    return right.length > 0 ? right : numbers;
  });
}

/**
 * @param {NumberRange} range
 * @returns {string} the number in the middle, which is right whatever else is
 */
function middleOf({ min, max }) {
  const ends = [min, max].filter(Number.isFinite);
  return ends.length > 0 ? numberText(ends.reduce((sum, end) => sum + end / ends.length, 0)) : "";
}

/**
 * @param {number} value
 * @returns {string} "" for one without end
 */
function numberText(value) {
  return Number.isFinite(value) ? decimal(value, 7) : "";
}

/**
 * @param {string} text as a learner types it, with any unit after it
 * @returns {number | null} null if it is no number
 */
function typedNumber(text) {
  const [value = null] = [...readNumbers(text), ...readNumbers(text.replace(/[^\p{Nd}]+$/u, ""))];
  return value;
}

// ---- Results -----------------------------------------------------------------------------------

/**
 * A part of the score is told as a number from 0 to 1: that, unlike a percent, is what the standards' weighting multiplies.
 * @param {Interaction} interaction
 * @param {{ right: string, wrong: string, neutral: string }} words
 * @returns {string}
 */
function resultWord({ scored, right, score }, words) {
  if (scored === false) return words.neutral;
  if (typeof score === "number" && score > 0 && score < 1) return decimal(score, 4);
  return right ? words.right : words.wrong;
}
