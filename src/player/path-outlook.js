// What can still come on a path, at best: nobody has failed for good before that is not enough. It says the same as
// `learner/outlook.rs` of the library. Pure functions.

/**
 * @param {Traveller} traveller
 * @returns {boolean[]} by place: of leaves, whether something can still come of them, now or after something else
 */
function mayChange(traveller) {
  const places = placesOf(traveller);
  const leaves = places.filter((place) => traveller.leaves[place]);
  const may = traveller.route.places.map(() => false);
  const comes = (/** @type {number} */ place) => !may[place] && isUnfinished(traveller, place) && mayOpen(traveller, may, place);
  // What may come of one step may open another.
  for (let found = leaves.filter(comes); found.length > 0; found = leaves.filter(comes)) {
    found.forEach((place) => (may[place] = true));
  }
  return may;
}

/**
 * @param {Traveller} traveller
 * @param {number} place a leaf
 * @returns {boolean} whether anything can still come of it, if it is open
 */
function isUnfinished(traveller, place) {
  const { open, done, ended } = /** @type {LeafRecord} */ (traveller.leaves[place]);
  if (done) return !ended;
  return open || attemptsLeft(traveller, place) > 0;
}

/**
 * @param {Traveller} traveller
 * @param {boolean[]} may
 * @param {number} place
 * @returns {boolean}
 */
function mayOpen(traveller, may, place) {
  const { parent, opens } = traveller.route.places[place];
  return mayHold(traveller, may, opens) && (parent === null || mayOpen(traveller, may, parent));
}

/**
 * @param {Traveller} traveller
 * @param {boolean[]} may
 * @param {Expression} expression
 * @returns {boolean}
 */
function mayHold(traveller, may, expression) {
  return holds(traveller, expression, (fact) => isFact(traveller, fact) || (may[fact.place] && mayCome(traveller, fact)));
}

/**
 * @param {Traveller} traveller
 * @param {Fact} fact of a leaf of which something can still come
 * @returns {boolean}
 */
function mayCome({ route, leaves }, { place, fact }) {
  const { kind } = route.places[place];
  const leaf = leaves[place];
  const canBePassed = kind.kind === "leaf" && kind.passMark !== null;
  if (fact === "failed") return canBePassed && leaf !== null && !leaf.passed;
  return fact !== "passed" || canBePassed;
}

/**
 * @param {Traveller} traveller
 * @param {number | null} [mastery] percent that the LMS asks for besides
 * @param {Standing} [standing]
 * @returns {boolean} whether the whole can still be passed
 */
function mayStillPass(traveller, mastery = null, standing = standingOf(traveller)) {
  const { success } = traveller.route;
  const may = mayChange(traveller);
  const asked = typeof success === "string" ? [] : [success.score];
  if (mastery !== null) asked.push(mastery);
  const best = asked.length === 0 ? null : bestMeasures(traveller, may, standing)[0];
  const isEnough = asked.every((percent) => best !== null && best >= measureOf(percent / 100));
  return isEnough && (typeof success !== "string" || passable(traveller, may, standing)[0]);
}

/**
 * @param {Traveller} traveller
 * @param {boolean[]} may
 * @param {Standing} standing
 * @returns {boolean[]} by place: whether it can still be passed
 */
function passable(traveller, may, standing) {
  const { places } = traveller.route;
  const found = standing.passed.slice();
  for (const place of placesOf(traveller).sort((one, two) => two - one)) {
    const { kind } = places[place];
    if (kind.kind === "leaf") {
      const leaf = /** @type {LeafRecord} */ (traveller.leaves[place]);
      // An attempt that has failed is lost before all in it is answered.
      const isLost = leaf.failed && leaf.attempts === 1 && (leaf.done || leaf.open);
      found[place] = found[place] || (may[place] && kind.passMark !== null && !isLost);
      continue;
    }
    const counting = traveller.offered[place].filter((child) => places[child].counts);
    const maySkip = (/** @type {number} */ child) => standing.skipped[child] || mayHold(traveller, may, places[child].skips);
    found[place] = found[place] || (counting.every((child) => found[child] || maySkip(child)) && counting.some((child) => found[child]));
  }
  return found;
}

/**
 * @param {Traveller} traveller
 * @param {boolean[]} may
 * @param {Standing} standing
 * @returns {(number | null)[]} by place, 0 to 1
 */
function bestMeasures(traveller, may, standing) {
  const best = { ...standing, measure: standing.measure.slice() };
  for (const place of placesOf(traveller).sort((one, two) => two - one)) {
    if (!traveller.leaves[place]) best.measure[place] = groupMeasure(traveller, place, best);
    else if (may[place]) best.measure[place] = 1;
  }
  return best.measure;
}
