// Two records of one learner on a path as one: of two tabs, or of the time before the LMS was found. Pure functions.
//
// What the course of a step keeps is a text that the page of the path cannot read. Where two texts are of the same attempt, it takes
// the newer one; a course that is open in the frame is told the other's and joins both itself (`path-step.js`).

/**
 * What a learner does in two tabs. Facts of both hold; of what is no fact, that counts which comes from the later attempt. Both
 * tabs come to the same, but for where the learner is in each.
 * @param {PathState} mine
 * @param {PathState} other
 * @param {PathState | null} [base] what both have gone on from
 * @param {number | null} [here] the place whose course is open: it knows what is mine, and joins the other's itself
 * @returns {PathState}
 */
function joinPaths(mine, other, base = null, here = null) {
  const { route } = mine.traveller;
  const traveller = newTraveller(route, leadOf(mine.traveller, other.traveller).seed);
  for (const leaf of leavesOf(route)) {
    const [one, two] = [leafOf(mine.traveller, leaf), leafOf(other.traveller, leaf)];
    const before = base && leafOf(base.traveller, leaf);
    const later = one.attempts > two.attempts ? one : two;
    const ofAttempt = one.attempts === two.attempts ? joinAttempt(one, two, before, leaf === here) : later;
    traveller.leaves[leaf] = withFactsOf(one, two, ofAttempt);
  }
  return { ...joinedWhole(mine, other), traveller };
}

/**
 * @param {PathState} mine
 * @param {PathState} other
 * @returns {Omit<PathState, "traveller">}
 */
function joinedWhole(mine, other) {
  return {
    last: mine.last === null ? other.last : mine.last,
    completed: mine.completed || other.completed,
    passed: mine.passed || other.passed,
    began: mine.began && other.began ? Math.min(mine.began, other.began) : mine.began || other.began,
  };
}

/**
 * @param {LeafRecord} one
 * @param {LeafRecord} two
 * @param {Omit<LeafRecord, "done" | "passed" | "failed" | "reached">} ofAttempt
 * @returns {LeafRecord}
 */
function withFactsOf(one, two, { attempts, open, ended, score, state }) {
  const done = one.done || two.done;
  return {
    attempts,
    open: open || done,
    ended: ended && done,
    done,
    passed: one.passed || two.passed,
    failed: one.failed || two.failed,
    reached: one.reached.map((flag, at) => flag || two.reached[at]),
    score,
    state,
  };
}

/**
 * @param {LeafRecord} one
 * @param {LeafRecord} two of the same attempt, which is over when either is
 * @param {LeafRecord | null} before
 * @param {boolean} isHere
 * @returns {Omit<LeafRecord, "done" | "passed" | "failed" | "reached">}
 */
function joinAttempt(one, two, before, isHere) {
  const known = before && before.attempts === one.attempts ? before.state : null;
  return {
    attempts: one.attempts,
    open: one.open && two.open,
    ended: one.ended || two.ended,
    score: larger(one.score, two.score),
    state: newerState(one.state, two.state, known, isHere),
  };
}

/**
 * @param {string} mine
 * @param {string} other
 * @param {string | null} known to both
 * @param {boolean} isHere whether a course knows what is mine
 * @returns {string} what has changed; if both have, what both tabs choose alike
 */
function newerState(mine, other, known, isHere) {
  // A record without it is one that was too long.
  if (other === "" || other === known) return mine;
  if (mine === "" || mine === known || isHere) return other;
  const lead = mine.length - other.length || (mine < other ? -1 : 1);
  return lead > 0 ? mine : other;
}

/**
 * @param {PathState} joined
 * @param {PathState} other of which it knows everything
 * @param {string} text the record of the other, which may be one of its shorter forms
 * @returns {boolean} whether the other lacks anything of it that there is room for
 */
function hasNewsFor(joined, other, text) {
  return !pathForms({ ...joined, last: other.last }, (form) => form === text).includes(text);
}

/**
 * @param {Traveller} one
 * @param {Traveller} two
 * @returns {Traveller} whose seed stays: who has come further with what chance has given
 */
function leadOf(one, two) {
  const begun = (/** @type {Traveller} */ { leaves }) => leaves.reduce((sum, leaf) => sum + (leaf ? leaf.attempts : 0), 0);
  const lead = Number(two.seed !== 0) - Number(one.seed !== 0) || begun(two) - begun(one) || two.seed - one.seed;
  return lead > 0 ? two : one;
}

// ---- An LMS that is found late -------------------------------------------------------------------

/**
 * What a learner did before the LMS was found comes after all that it holds, and attempts are counted on from there.
 * @param {PathState} stored
 * @param {PathState} since
 * @param {number | null} here the place whose course is open: it knows what was done since, and joins what is stored itself
 * @returns {PathState}
 */
function followPath(stored, since, here) {
  const { route } = stored.traveller;
  const traveller = newTraveller(route, stored.traveller.seed || since.traveller.seed);
  for (const leaf of leavesOf(route)) {
    const [before, after] = [leafOf(stored.traveller, leaf), leafOf(since.traveller, leaf)];
    traveller.leaves[leaf] = followLeaf(leafKind(route, leaf), before, after, leaf === here);
  }
  return { ...joinedWhole(since, stored), traveller };
}

/**
 * @param {LeafPlace} kind
 * @param {LeafRecord} before
 * @param {LeafRecord} after
 * @param {boolean} isHere
 * @returns {LeafRecord}
 */
function followLeaf({ attempts: limit }, before, after, isHere) {
  const goesOn = before.open || before.done;
  // An attempt that the learner had no more does not count.
  if (after.attempts === 0 || (!goesOn && limit !== null && before.attempts >= limit)) return before;
  if (before.attempts === 0) return after;
  const count = before.attempts + after.attempts - Number(goesOn);
  const attempts = before.done ? before.attempts : limit === null ? count : Math.min(limit, count);
  if (!goesOn || attempts > before.attempts) return withFactsOf(before, after, { ...after, attempts });
  const state = isHere ? before.state : newerState(after.state, before.state, after.done ? before.state : null, false);
  // A course that joins both says itself whether more can come of it.
  const ended = before.ended || (!isHere && after.ended);
  return withFactsOf(before, after, { attempts, open: after.open, ended, score: larger(before.score, after.score), state });
}
