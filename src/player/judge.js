// Right, partly right and wrong: what an answer amounts to. Pure functions over a question and a response.
//
// All or nothing, unless the question gives credit for each part:
//     flags   (right ones chosen − wrong ones chosen) / right ones, never below 0
//     pairs   stems paired rightly / stems; a stem that belongs nowhere is right when it is left alone
//     order   places that hold the right entry / places
//     texts   gaps filled rightly / gaps
//     index   1 or 0
// What is not scored has no score at all: it counts to nothing, and is recorded as it is.

/** Kinds that have no right and wrong. */
const UNSCORED = ["likert", "long-answer"];

/**
 * @param {QuestionConfig} question
 * @returns {boolean}
 */
function isScored({ type, scored }) {
  return scored !== false && !UNSCORED.includes(type);
}

/**
 * @param {QuestionConfig} question
 * @param {Answer | undefined} answer
 * @returns {Judgement | null} null if the question has not been answered
 */
function judge(question, answer) {
  if (!answer) return null;
  const { response, attempts } = answer;
  const matches = (question.gaps || []).map((gap, at) => matchText(question, gap, response[at] || ""));
  const parts = partsOf(question, response, matches);
  const score = isScored(question) ? scoreOfAnswer(question, response, parts) : null;
  const correct = score === 1;
  const attemptsLeft = question.attempts === 0 ? null : Math.max(0, question.attempts - attempts);
  const locked = correct || attemptsLeft === 0;
  const partly = score !== null && !correct && scoreOfAnswer({ ...question, partial: true }, response, parts) > 0;
  const told = score === null ? {} : parts ? { parts } : { hits: response.map((id) => (question.correct || []).includes(id)) };
  return { response, attempts, attemptsLeft, correct, partly, score, matches, locked, ...told };
}

/**
 * @param {QuestionConfig} question
 * @param {string[]} response
 * @param {boolean[] | null} parts
 * @returns {number} 0 to 1
 */
function scoreOfAnswer(question, response, parts) {
  const correct = question.correct || [];
  if (!parts) {
    if (sameSet(response, correct)) return 1;
    if (!question.partial || question.keeps.form === "index" || correct.length === 0) return 0;
    const right = response.filter((id) => correct.includes(id)).length;
    return Math.max(0, right - (response.length - right)) / correct.length;
  }
  const right = parts.filter(Boolean).length;
  return question.partial && parts.length > 0 ? right / parts.length : Number(parts.length > 0 && right === parts.length);
}

/**
 * @param {QuestionConfig} question
 * @param {string[]} response
 * @param {Judgement["matches"]} matches
 * @returns {boolean[] | null} which parts are right; null for a form without parts
 */
function partsOf({ keeps, correct = [], gaps = [] }, response, matches) {
  if (keeps.form === "order") return keeps.ids.map((_id, at) => correct[at] !== undefined && response[at] === correct[at]);
  if (keeps.form === "texts") return gaps.map((gap, at) => isRightMatch(gap, matches[at]));
  if (keeps.form !== "pairs") return null;
  return keeps.stems.map((stem) => {
    const [pair] = pairsWith(stem, response);
    return pair === undefined ? pairsWith(stem, correct).length === 0 : correct.includes(pair);
  });
}

/**
 * @param {string} stem
 * @param {string[]} pairs
 * @returns {string[]}
 */
function pairsWith(stem, pairs) {
  return pairs.filter((pair) => pair.startsWith(`${stem}.`));
}

/**
 * @param {string[]} first
 * @param {string[]} second
 * @returns {boolean}
 */
function sameSet(first, second) {
  return first.length === second.length && first.every((entry) => second.includes(entry));
}

/**
 * @param {QuestionConfig} question
 * @param {NonNullable<QuestionConfig["gaps"]>[number]} gap
 * @param {string} text
 * @returns {string | number | null} what of the author's this meets: an accepted text goes before the ranges that hold the
 *   number, of these a right one before the others, and a foreseen mistake comes last
 */
function matchText(question, { accepted, anticipated = [], ranges = [] }, text) {
  const wanted = comparable(question, text);
  const met = (/** @type {string} */ answer) => comparable(question, answer) === wanted;
  const right = accepted.find(met);
  if (right !== undefined) return right;
  const numbers = ranges.length > 0 ? readNumbers(text, question.unit) : [];
  const holds = (/** @type {NumberRange} */ range) => numbers.some((number) => isWithin(number, range));
  const at = [true, false].map((wanted) => ranges.findIndex((range) => range.right === wanted && holds(range))).find((place) => place >= 0);
  return at ?? anticipated.find(met) ?? null;
}

/**
 * @param {Gap} gap
 * @param {string | number | null} match
 * @returns {boolean}
 */
function isRightMatch({ accepted, ranges = [] }, match) {
  return typeof match === "number" ? ranges[match].right : match !== null && accepted.includes(match);
}

/**
 * @param {QuestionConfig} question
 * @param {string} text
 * @returns {string}
 */
function comparable(question, text) {
  const plain = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return question.caseSensitive ? plain : plain.toLowerCase();
}
