// The state record of a path: where the learner has come on the route, and the state records of the courses on it.
//
// Characters as in the state record of a course (`bits.js`). The fields, in order:
//
//     bits                          field
//     6                             version, 2
//     24                            fingerprint: a hash of the leaves, of how often each may be begun, and of its thresholds
//     2                             completed, passed: once, and so for ever
//     1, and if it is 1: 16         the seed of what is drawn or shuffled (`mixing.js`); none while none is chosen
//     1, and if it is 1: 16         the day on which the learner began, counted from 1970; none while unknown, or nothing is due
//     17                            how many leaves follow: those that were begun, and that where the learner was last
//     17                            which of them that is, from 1; 0 for none
//     for each of these leaves, in the order of the route:
//       24                          its key: a hash of its identifier
//       8                           attempts begun, up to 255
//       4                           whether more can come of the attempt; done, passed, failed
//       1, and if it is 1: 30       score of the latest attempt, 0 to 1e9
//       1, and if it is 1: 30       the highest threshold that was reached, 0 to 1e9
//       1, and if it is 1:          whether its course has a state here (tries at one step share one course, and of their states
//                                   only one matters):
//         16                        its length in characters
//         6 × length                its characters
//     12                            checksum of all bits before it
//     0 to 5                        zeros, to fill the last character
//
// Worst case, in characters, with everything begun and every course's state as long as `state` of its step says:
//     ceil((6 + 24 + 2 + 1 + seed + 1 + day + 34 + Σ leaves(24 + 8 + 4 + 31 + 1 + threshold + 1) + Σ steps(16 + 6 × state) + 12) / 6)
// with 16 each for a seed and a day, and 30 for a threshold, where there are any. `render/state.rs` computes the same, and a test
// holds both together. Eight steps of one leaf each whose courses take 120 characters each:
//     6 + 24 + 2 + 2 + 34 + 8 × 69 + 8 × (16 + 720) + 12 = 6,520 bits, 1,087 characters.
//
// An LMS that keeps less gets a shorter form: without the states of courses that are done, but for the last one; with that of
// the last one alone; without any. A course whose state is left out begins anew, and what was reached there stays.
//
// The record says how it is read, whatever has become of the path: leaves that are not there any more are passed over, those that
// are new were not begun, and what is asked of a score that nobody asked before is held against those that are kept. A record of
// another version, or whose checksum is wrong, is not read at all: the learner begins afresh, and the LMS keeps the status and
// score that it has.

const PATH_STATE_VERSION = 2;
/** Attempts are counted up to this many. */
const MOST_ATTEMPTS = 255;
/** As many leaves as the tries at all steps of the largest path. */
const LEAVES_WIDTH = 17;
const KEY_WIDTH = 24;
/** Of a score: all that `unitsOf` tells apart. */
const SCORE_WIDTH = 30;
const LONGEST_STATE = 65535;
const MILLISECONDS_OF_A_DAY = 86400000;

/**
 * @param {Route} route
 * @returns {PathState} of a learner who has done nothing
 */
function newPathState(route) {
  return { traveller: newTraveller(route, 0), last: null, completed: false, passed: false, began: 0 };
}

/**
 * @param {Route} route
 * @returns {number[]} places, in their order
 */
function leavesOf({ places }) {
  return places.map((_place, index) => index).filter((index) => places[index].kind.kind === "leaf");
}

/**
 * @param {Route} route
 * @returns {number[][]} the leaves of each step: one, or the tries at it
 */
function triesOf(route) {
  /** @type {Map<string, number[]>} */
  const steps = new Map();
  for (const leaf of leavesOf(route)) {
    const { step } = route.places[leaf];
    steps.set(step, (steps.get(step) || []).concat(leaf));
  }
  return Array.from(steps.values());
}

/**
 * @param {Route} route
 * @returns {boolean}
 */
function hasDates(route) {
  return leavesOf(route).some((leaf) => leafKind(route, leaf).due !== null);
}

/**
 * @param {Route} route
 * @param {number} leaf
 * @returns {LeafPlace}
 */
function leafKind({ places }, leaf) {
  return /** @type {LeafPlace} */ (places[leaf].kind);
}

/**
 * @param {Route} route
 * @returns {number} 24 bits over all that gives the record its shape
 */
function pathFingerprint(route) {
  const shape = leavesOf(route).map((leaf) => {
    const { attempts, thresholds } = leafKind(route, leaf);
    return `${route.places[leaf].id} ${attempts === null ? "" : attempts} ${thresholds.join(",")}`;
  });
  return hashOf(Number(hasChance(route)) + 2 * Number(hasDates(route)), shape.join("\n")) % 2 ** 24;
}

/**
 * @param {Route} route
 * @returns {Map<number, number>} leaves by their keys, which stay the same while the identifiers do. Of two leaves with one key, the
 *   later one has the next that is free
 */
function leavesByKey(route) {
  const keys = new Map();
  for (const leaf of leavesOf(route)) {
    let key = hashOf(0, route.places[leaf].id) % 2 ** KEY_WIDTH;
    while (keys.has(key)) key = (key + 1) % 2 ** KEY_WIDTH;
    keys.set(key, leaf);
  }
  return keys;
}

// ---- Writing -------------------------------------------------------------------------------------

/**
 * @param {PathState} state
 * @param {(leaf: number) => boolean} [keeps] whether the state of its course is in the record
 * @returns {string}
 */
function encodePath(state, keeps = () => true) {
  const { traveller } = state;
  const { route } = traveller;
  const kept = Array.from(leavesByKey(route)).filter(([, leaf]) => leafOf(traveller, leaf).attempts > 0 || leaf === state.last);
  const holders = triesOf(route).map((tries) => tries.find((leaf) => keptState(traveller, leaf) !== "" && keeps(leaf)));
  const out = new BitWriter();
  out.put(PATH_STATE_VERSION, 6);
  out.put(pathFingerprint(route), 24);
  [state.completed, state.passed].forEach((flag) => out.put(Number(flag), 1));
  putMaybe(out, hasChance(route) && traveller.seed > 0 ? traveller.seed : null, 16);
  putMaybe(out, hasDates(route) && state.began > 0 ? state.began : null, 16);
  out.put(kept.length, LEAVES_WIDTH);
  out.put(kept.findIndex(([, leaf]) => leaf === state.last) + 1, LEAVES_WIDTH);
  for (const [key, leaf] of kept) {
    out.put(key, KEY_WIDTH);
    putLeaf(out, leafKind(route, leaf), leafOf(traveller, leaf));
    const holds = holders.includes(leaf);
    out.put(Number(holds), 1);
    if (holds) putCharacters(out, keptState(traveller, leaf));
  }
  out.put(checksum(out.bits), 12);
  return out.toText();
}

/**
 * @param {BitWriter} out
 * @param {number | null} value
 * @param {number} width
 */
function putMaybe(out, value, width) {
  out.put(Number(value !== null), 1);
  if (value !== null) out.put(value, width);
}

/**
 * @param {Traveller} traveller
 * @param {number} leaf
 * @returns {LeafRecord}
 */
function leafOf({ leaves }, leaf) {
  return /** @type {LeafRecord} */ (leaves[leaf]);
}

/**
 * What an attempt leaves behind that has failed is of no use: the next one begins anew.
 * @param {Traveller} traveller
 * @param {number} leaf
 * @returns {string} "" too if it is none of our own state records
 */
function keptState(traveller, leaf) {
  const { open, done, state } = leafOf(traveller, leaf);
  return (open || done) && state.length <= LONGEST_STATE && /^[\w-]*$/.test(state) ? state : "";
}

/**
 * @param {BitWriter} out
 * @param {LeafPlace} kind
 * @param {LeafRecord} leaf
 */
function putLeaf(out, { thresholds }, leaf) {
  const reached = thresholds.filter((_threshold, at) => leaf.reached[at]);
  out.put(Math.min(MOST_ATTEMPTS, leaf.attempts), 8);
  [leaf.done ? !leaf.ended : leaf.open, leaf.done, leaf.passed, leaf.failed].forEach((flag) => out.put(Number(flag), 1));
  putMaybe(out, leaf.score === null ? null : unitsOf(leaf.score), SCORE_WIDTH);
  putMaybe(out, reached.length === 0 ? null : unitsOf(Math.max(...reached)), SCORE_WIDTH);
}

/**
 * @param {BitWriter} out
 * @param {string} text
 */
function putCharacters(out, text) {
  out.put(text.length, 16);
  Array.from(text).forEach((character) => out.put(ALPHABET.indexOf(character), 6));
}

/**
 * @param {PathState} state
 * @param {(text: string) => boolean} [fits] nobody asks for shorter forms than one for which there is room
 * @returns {string[]} the whole record, and shorter forms of it, from the longest to the shortest
 */
function pathForms(state, fits = () => false) {
  const isLast = (/** @type {number} */ leaf) => leaf === state.last;
  const isOpen = (/** @type {number} */ leaf) => isLast(leaf) || !leafOf(state.traveller, leaf).done;
  /** @type {string[]} */
  const forms = [];
  for (const keeps of [() => true, isOpen, isLast, () => false]) {
    const form = encodePath(state, keeps);
    if (!forms.includes(form)) forms.push(form);
    if (fits(form)) break;
  }
  return forms;
}

// ---- Reading -------------------------------------------------------------------------------------

/**
 * @param {Route} route
 * @param {string} text
 * @returns {PathState | null} as much of it as there is of the route; null if it is no record
 */
function decodePath(route, text) {
  try {
    return readPath(route, new BitReader(text.trim()));
  } catch (error) {
    return null;
  }
}

/**
 * @param {Route} route
 * @param {string} text
 * @returns {boolean} whether it was written on this very route
 */
function isRecordOf(route, text) {
  try {
    const from = new BitReader(text.trim().slice(0, 5));
    return from.take(6) === PATH_STATE_VERSION && from.take(24) === pathFingerprint(route);
  } catch (error) {
    return false;
  }
}

/**
 * @param {Route} route
 * @param {BitReader} from
 * @returns {PathState | null}
 */
function readPath(route, from) {
  if (from.take(6) !== PATH_STATE_VERSION) return null;
  // Whose route it was is another's question.
  from.take(24);
  const [completed, passed] = [1, 1].map((width) => from.take(width) === 1);
  const [seed, began] = [16, 16].map((width) => takeMaybe(from, width) || 0);
  const traveller = newTraveller(route, hasChance(route) ? seed : 0);
  const leaves = leavesByKey(route);
  const count = from.take(LEAVES_WIDTH);
  const lastOfThem = from.take(LEAVES_WIDTH);
  /** @type {number | null} */
  let last = null;
  for (let number = 1; number <= count; number += 1) {
    const leaf = leaves.get(from.take(KEY_WIDTH));
    const kept = takeLeaf(from, leaf === undefined ? [] : leafKind(route, leaf).thresholds);
    if (leaf === undefined) continue;
    traveller.leaves[leaf] = kept;
    if (number === lastOfThem) last = leaf;
  }
  const body = from.bits.slice(0, from.position);
  if (from.take(12) !== checksum(body) || from.bits.length - from.position >= 6) return null;
  return { traveller, last, completed, passed, began: hasDates(route) ? began : 0 };
}

/**
 * @param {BitReader} from
 * @param {number} width
 * @returns {number | null}
 */
function takeMaybe(from, width) {
  return from.take(1) === 1 ? from.take(width) : null;
}

/**
 * @param {BitReader} from
 * @param {number[]} thresholds
 * @returns {LeafRecord}
 */
function takeLeaf(from, thresholds) {
  const attempts = from.take(8);
  const [goesOn, done, passed, failed] = [1, 1, 1, 1].map((width) => from.take(width) === 1);
  const [score, most] = [1, 1].map(() => takeMaybe(from, SCORE_WIDTH));
  const best = Math.max(score === null ? -1 : score, most === null ? -1 : most);
  const reached = thresholds.map((threshold) => best >= unitsOf(threshold));
  const state = from.take(1) === 1 ? takeCharacters(from) : "";
  const percent = score === null ? null : Math.min(100, score / (MEASURE_PLACES / 100));
  return { attempts, open: goesOn || done, ended: done && !goesOn, done, passed, failed, reached, score: percent, state };
}

/**
 * @param {BitReader} from
 * @returns {string}
 */
function takeCharacters(from) {
  return Array.from({ length: from.take(16) }, () => ALPHABET[from.take(6)]).join("");
}
