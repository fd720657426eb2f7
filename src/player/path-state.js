// The state record of a path: where the learner has come on the route, and the state records of the courses on it.
//
// Characters as in the state record of a course (`bits.js`). The fields, in order:
//
//     bits                          field
//     6                             version, 1
//     24                            fingerprint: a hash of the leaves, of how often each may be begun, and of its thresholds
//     ceil(log2(leaves + 1))        where the learner was last: 0 for nowhere, or the leaf from 1
//     2                             completed, passed: once, and so for ever
//     16, only if anything is drawn or shuffled
//                                   the seed (`mixing.js`), 0 while none is chosen
//     16, only if anything is due   the day on which the learner began, counted from 1970; 0 while unknown
//     for each leaf:
//       1                           whether it was begun
//       only if it was:
//         attempts                  begun: ceil(log2(limit + 1)); without a limit 8, and then it stops at 255
//         4                         whether the attempt goes on; done, passed, failed
//         thresholds                reached, one bit each
//         1 + 14                    score of the latest attempt: known, hundredths of a percent
//     for each step (tries at one step share one course, and of their states only the latest matters):
//       ceil(log2(tries + 1))       of which of its leaves there is a state: 0 for none, or its number among them from 1
//       only if there is one:
//         16                        its length in characters
//         6 × length                its characters
//     12                            checksum of all bits before it
//     0 to 5                        zeros, to fill the last character
//
// Worst case, in characters, with everything begun and every course's state as long as `state` of its step says:
//     ceil((6 + 24 + position + 2 + 16 + 16 + Σ leaves(1 + attempts + 4 + thresholds + 15)
//           + Σ steps(tries' width + 16 + 6 × state) + 12) / 6)
// with each 16 of the first line only where it is there. `render/state.rs` computes the same, and a test holds both together.
// Eight steps of one leaf each, without limits, whose courses take 120 characters each:
//     6 + 24 + 4 + 2 + 8 × (1 + 8 + 4 + 15) + 8 × (1 + 16 + 720) + 12 = 6,168 bits, 1,028 characters.
//
// An LMS that keeps less gets a shorter form: without the states of courses that are done, but for the last one; with that of
// the last one alone; without any. A course whose state is left out begins anew, and what was reached there stays.
//
// A record of another version, of another fingerprint, or whose checksum is wrong is not read at all: the learner begins
// afresh, and the LMS keeps the status and score that it has.

const PATH_STATE_VERSION = 1;
/** Attempts are counted up to this many where there is no limit. */
const MOST_ATTEMPTS = 255;
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
 * @param {LeafPlace} leaf
 * @returns {number} bits
 */
function attemptsWidth({ attempts }) {
  return bitsFor((attempts === null ? MOST_ATTEMPTS : attempts) + 1);
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
  const leaves = leavesOf(route);
  const out = new BitWriter();
  out.put(PATH_STATE_VERSION, 6);
  out.put(pathFingerprint(route), 24);
  out.put(state.last === null ? 0 : leaves.indexOf(state.last) + 1, bitsFor(leaves.length + 1));
  [state.completed, state.passed].forEach((flag) => out.put(Number(flag), 1));
  if (hasChance(route)) out.put(traveller.seed, 16);
  if (hasDates(route)) out.put(state.began, 16);
  leaves.forEach((leaf) => putLeaf(out, leafKind(route, leaf), leafOf(traveller, leaf)));
  for (const tries of triesOf(route)) {
    const holder = tries.findIndex((leaf) => keptState(traveller, leaf) !== "" && keeps(leaf));
    out.put(holder + 1, bitsFor(tries.length + 1));
    if (holder >= 0) putCharacters(out, keptState(traveller, tries[holder]));
  }
  out.put(checksum(out.bits), 12);
  return out.toText();
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
function putLeaf(out, kind, leaf) {
  out.put(Number(leaf.attempts > 0), 1);
  if (leaf.attempts === 0) return;
  out.put(leaf.attempts, attemptsWidth(kind));
  [leaf.open, leaf.done, leaf.passed, leaf.failed, ...leaf.reached].forEach((flag) => out.put(Number(flag), 1));
  out.put(Number(leaf.score !== null), 1);
  out.put(Math.round((leaf.score || 0) * 100), 14);
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
 * @returns {string[]} the whole record, and shorter forms of it, from the longest to the shortest
 */
function pathForms(state) {
  const isLast = (/** @type {number} */ leaf) => leaf === state.last;
  const forms = [
    encodePath(state),
    encodePath(state, (leaf) => isLast(leaf) || !leafOf(state.traveller, leaf).done),
    encodePath(state, isLast),
    encodePath(state, () => false),
  ];
  return Array.from(new Set(forms));
}

// ---- Reading -------------------------------------------------------------------------------------

/**
 * @param {Route} route
 * @param {string} text
 * @returns {PathState | null} null if it is not a record of this very route
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
 * @param {BitReader} from
 * @returns {PathState | null}
 */
function readPath(route, from) {
  if (from.take(6) !== PATH_STATE_VERSION || from.take(24) !== pathFingerprint(route)) return null;
  const leaves = leavesOf(route);
  const last = from.take(bitsFor(leaves.length + 1));
  const [completed, passed] = [1, 1].map((width) => from.take(width) === 1);
  const traveller = newTraveller(route, hasChance(route) ? from.take(16) : 0);
  const began = hasDates(route) ? from.take(16) : 0;
  leaves.forEach((leaf) => takeLeaf(from, leafKind(route, leaf), leafOf(traveller, leaf)));
  for (const tries of triesOf(route)) {
    const holder = from.take(bitsFor(tries.length + 1));
    if (holder > 0) leafOf(traveller, tries[holder - 1]).state = takeCharacters(from);
  }
  const body = from.bits.slice(0, from.position);
  if (from.take(12) !== checksum(body) || from.bits.length - from.position >= 6) return null;
  return { traveller, last: last > 0 && last <= leaves.length ? leaves[last - 1] : null, completed, passed, began };
}

/**
 * @param {BitReader} from
 * @param {LeafPlace} kind
 * @param {LeafRecord} leaf is changed
 */
function takeLeaf(from, kind, leaf) {
  if (from.take(1) === 0) return;
  leaf.attempts = from.take(attemptsWidth(kind));
  [leaf.open, leaf.done, leaf.passed, leaf.failed] = [1, 1, 1, 1].map((width) => from.take(width) === 1);
  leaf.reached = leaf.reached.map(() => from.take(1) === 1);
  const isKnown = from.take(1) === 1;
  const score = from.take(14) / 100;
  leaf.score = isKnown ? Math.min(100, score) : null;
}

/**
 * @param {BitReader} from
 * @returns {string}
 */
function takeCharacters(from) {
  return Array.from({ length: from.take(16) }, () => ALPHABET[from.take(6)]).join("");
}
