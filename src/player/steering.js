// The rules of a learning path for one learner: what is open, what may be taken, where "next" leads, what is done and passed.
//
// It says the same as `Learner` of the library (`steering/learner`); `tests/player/steering.test.mjs` holds both to the same
// answers. Pure functions over the route, which never changes, and what the learner has reached. Facts are monotone: what was
// once reached stays so, and nothing that opened closes.

/**
 * @param {Route} route
 * @param {number} seed of what is drawn and shuffled for this learner; 0 where nothing is
 * @returns {Traveller} who has done nothing yet
 */
function newTraveller(route, seed) {
  return {
    route,
    seed,
    offered: offeredTo(route, seed),
    leaves: route.places.map(({ kind }) => (kind.kind === "leaf" ? newLeafRecord(kind) : null)),
  };
}

/**
 * @param {LeafPlace} leaf
 * @returns {LeafRecord}
 */
function newLeafRecord({ thresholds }) {
  return { attempts: 0, open: false, ended: false, done: false, passed: false, failed: false, reached: thresholds.map(() => false), score: null, state: "" };
}

// ---- What there is for this learner --------------------------------------------------------------

/**
 * @param {Route} route
 * @param {number} seed
 * @returns {number[][]} by place: what is in it for this learner, in the order in which "next" leads through it
 */
function offeredTo(route, seed) {
  return route.places.map(({ children, kind }, place) => {
    if (kind.kind === "leaf" || (kind.draw === null && !kind.shuffle)) return children;
    const next = lotsOf(seed, place);
    const drawn = kind.draw === null ? children : mixedBy(next, children).slice(0, kind.draw).sort((one, two) => one - two);
    return kind.shuffle ? mixedBy(next, drawn) : drawn;
  });
}

/**
 * Numbers that depend on the seed and the place alone: SplitMix64, as the library has it.
 * @param {number} seed
 * @param {number} place
 * @returns {(bound: number) => number} the next one, below the bound
 */
function lotsOf(seed, place) {
  let count = BigInt(seed);
  const scrambled = () => {
    count = BigInt.asUintN(64, count + 0x9e3779b97f4a7c15n);
    let mixed = BigInt.asUintN(64, (count ^ (count >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
  // A place is drawn once, in what the library calls the first attempt.
  for (const part of [BigInt(place), 1n]) count = scrambled() ^ part;
  return (bound) => Number((scrambled() * BigInt(bound)) >> 64n);
}

/**
 * @param {(bound: number) => number} next
 * @param {number[]} list stays as it is
 * @returns {number[]} by Fisher and Yates
 */
function mixedBy(next, list) {
  const mixed = Array.from(list);
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = next(last + 1);
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/**
 * @param {Route} route
 * @returns {boolean} whether anything is left to chance
 */
function hasChance({ places }) {
  return places.some(({ kind }) => kind.kind === "group" && (kind.draw !== null || kind.shuffle));
}

/**
 * @param {Traveller} traveller
 * @param {number} [place]
 * @returns {number[]} the place and all that is in it for this learner, groups before what is in them
 */
function placesOf(traveller, place = 0) {
  return [place].concat(flatten(traveller.offered[place].map((child) => placesOf(traveller, child))));
}

// ---- What is true of a place ---------------------------------------------------------------------

/**
 * @param {Traveller} traveller
 * @param {Expression} expression
 * @param {(fact: Fact) => boolean} [is]
 * @returns {boolean}
 */
function holds(traveller, expression, is = (fact) => isFact(traveller, fact)) {
  if ("is" in expression) return is(expression.is);
  if ("all" in expression) return expression.all.every((part) => holds(traveller, part, is));
  if ("any" in expression) return expression.any.some((part) => holds(traveller, part, is));
  const { count, of } = expression.atLeast;
  return of.filter((part) => holds(traveller, part, is)).length >= count;
}

/**
 * @param {Traveller} traveller
 * @param {Fact} fact
 * @returns {boolean}
 */
function isFact({ route, leaves }, { place, fact, percent }) {
  const leaf = leaves[place];
  const { kind } = route.places[place] || {};
  if (!leaf || !kind || kind.kind !== "leaf") return false;
  switch (fact) {
    case "attempted":
      return leaf.attempts > 0;
    case "score":
      return kind.thresholds.some((threshold, at) => leaf.reached[at] && threshold === percent);
    default:
      return leaf[fact];
  }
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {boolean} whether it and every group around it is open
 */
function isOpen(traveller, place) {
  const { parent, opens } = traveller.route.places[place];
  const isAround = parent === null || (traveller.offered[parent].includes(place) && isOpen(traveller, parent));
  return isAround && holds(traveller, opens);
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {boolean} whether the learner can take it now, go on with it, or look at it again
 */
function mayEnter(traveller, place) {
  const leaf = traveller.leaves[place];
  return leaf !== null && isOpen(traveller, place) && (leaf.open || leaf.done || attemptsLeft(traveller, place) > 0);
}

/**
 * @param {Traveller} traveller
 * @param {number} place a leaf
 * @returns {number} how often it may still be begun anew
 */
function attemptsLeft({ route, leaves }, place) {
  const { kind } = route.places[place];
  const leaf = leaves[place];
  if (!leaf || kind.kind !== "leaf") return 0;
  return kind.attempts === null ? Infinity : Math.max(0, kind.attempts - leaf.attempts);
}

/**
 * @param {Traveller} traveller
 * @returns {number[]} the leaves that may be entered, in order
 */
function choices(traveller) {
  return placesOf(traveller).filter((place) => mayEnter(traveller, place));
}

// ---- What the learner does -----------------------------------------------------------------------

/**
 * @param {Traveller} traveller is changed
 * @param {number} place
 * @returns {"closed" | "anew" | "again"} anew: an attempt begins, and nothing is left of earlier ones; again: one goes on, or
 *   what is done is shown
 */
function enter(traveller, place) {
  const leaf = traveller.leaves[place];
  if (!leaf || !mayEnter(traveller, place)) return "closed";
  if (leaf.open || leaf.done) return "again";
  const { places } = traveller.route;
  traveller.leaves.forEach((other, at) => other && places[at].step === places[place].step && (other.state = ""));
  Object.assign(leaf, { attempts: leaf.attempts + 1, open: true });
  return "anew";
}

/**
 * Takes what the course of a leaf says. After the end of an attempt, or of what is done, it has nothing more to say.
 * @param {Traveller} traveller is changed
 * @param {number} place
 * @param {StepOutcome} outcome
 */
function takeOutcome(traveller, place, { done, passed, failed, over, ended, score }) {
  const leaf = traveller.leaves[place];
  const { kind } = traveller.route.places[place];
  if (!leaf || !leaf.open || leaf.ended || kind.kind !== "leaf") return;
  if (score !== null) {
    leaf.score = exactPercent(score);
    leaf.reached = kind.thresholds.map((threshold, at) => leaf.reached[at] || exactPercent(score) >= exactPercent(threshold));
  }
  leaf.passed = leaf.passed || (passed && kind.passMark !== null);
  leaf.done = leaf.done || done;
  const hasFailed = failed && kind.passMark !== null && !leaf.passed;
  leaf.failed = leaf.failed || hasFailed;
  // Where nothing has failed an attempt does not end: it would be lost without a fault of the learner's.
  leaf.open = leaf.done || !(over && hasFailed);
  leaf.ended = leaf.done && ended;
}

// ---- The whole -----------------------------------------------------------------------------------

/** Measures have as many decimals as any content can tell apart, so that what adds up to a passing score passes. */
const MEASURE_PLACES = 1e9;

/**
 * @param {number} percent
 * @returns {number} measures of the full score, 0 to 1e9
 */
function unitsOf(percent) {
  return Math.min(MEASURE_PLACES, Math.max(0, Math.round((percent / 100) * MEASURE_PLACES)));
}

/**
 * @param {number} percent
 * @returns {number} as a state record keeps it
 */
function exactPercent(percent) {
  return unitsOf(percent) / (MEASURE_PLACES / 100);
}

/**
 * @param {Traveller} traveller
 * @returns {Standing} how all places stand at once
 */
function standingOf(traveller) {
  const { places } = traveller.route;
  const none = () => places.map(() => false);
  /** @type {Standing} */
  const standing = { done: none(), passed: none(), skipped: none(), measure: places.map(() => null), progress: places.map(() => 0) };
  // Backward, so that what is inside is known before the group.
  for (const place of placesOf(traveller).sort((one, two) => two - one)) {
    const isByItself = traveller.leaves[place] ? standLeaf(traveller, place, standing) : standGroup(traveller, place, standing);
    const { counts, skips } = places[place];
    const isGood = isByItself && (!counts || standing.passed[place]);
    standing.skipped[place] = !isGood && holds(traveller, skips);
  }
  return standing;
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @param {Standing} standing is changed
 * @returns {boolean} whether it is done
 */
function standLeaf({ leaves }, place, standing) {
  const { done, passed, score } = /** @type {LeafRecord} */ (leaves[place]);
  standing.done[place] = done;
  standing.passed[place] = passed;
  standing.measure[place] = score === null ? null : measureOf(score / 100);
  standing.progress[place] = Number(done);
  return done;
}

/**
 * @param {Traveller} traveller
 * @param {number} group
 * @param {Standing} standing of what is in it is known; is changed
 * @returns {boolean} whether it was done by something, and not because all in it is skipped
 */
function standGroup(traveller, group, standing) {
  const { places } = traveller.route;
  const asked = traveller.offered[group].filter((child) => places[child].required && !standing.skipped[child]);
  const hasPassed = (/** @type {number} */ child) => !places[child].counts || standing.passed[child];
  standing.done[group] = asked.every((child) => standing.done[child]);
  // What was passed before it became superfluous is not taken away.
  const hasAny = traveller.offered[group].some((child) => places[child].counts && standing.passed[child]);
  standing.passed[group] = hasAny && asked.every(hasPassed);
  standing.measure[group] = groupMeasure(traveller, group, standing);
  standing.progress[group] = groupProgress(traveller, group, asked.map((child) => standing.progress[child]));
  return standing.done[group] && asked.length > 0;
}

/**
 * The weighted mean, as SCORM has it: what has no score counts with its weight and nothing else. Of tries, the last score.
 * @param {Traveller} traveller
 * @param {number} group
 * @param {Standing} standing
 * @returns {number | null} 0 to 1; null while nothing is known
 */
function groupMeasure({ route, offered }, group, { measure }) {
  const { places } = route;
  const { kind } = places[group];
  const known = offered[group].filter((child) => measure[child] !== null);
  const of = (/** @type {number | undefined} */ child) => (child === undefined ? null : measure[child]);
  if (kind.kind === "group" && kind.tries) return of(known.filter((child) => places[child].required).pop());
  const weights = offered[group].reduce((sum, child) => sum + places[child].weight, 0);
  const reached = known.reduce((sum, child) => sum + places[child].weight * (of(child) || 0), 0);
  return known.length > 0 && weights > 0 ? measureOf(reached / weights) : null;
}

/**
 * @param {number} measure
 * @returns {number}
 */
function measureOf(measure) {
  return Math.round(measure * MEASURE_PLACES) / MEASURE_PLACES;
}

/**
 * @param {Traveller} traveller
 * @param {number} group
 * @param {number[]} parts of what is asked for
 * @returns {number} the part that is done; where the learner chooses, of so many as are enough
 */
function groupProgress({ route }, group, parts) {
  const { kind } = route.places[group];
  const best = kind.kind === "group" && kind.choose !== null ? parts.sort((one, two) => two - one).slice(0, kind.choose) : parts;
  return best.length === 0 ? 1 : best.reduce((sum, part) => sum + part, 0) / best.length;
}

/**
 * @param {Traveller} traveller
 * @param {Standing} [standing]
 * @returns {PathStatus} how the whole stands
 */
function statusOfPath(traveller, standing = standingOf(traveller)) {
  const { success } = traveller.route;
  const [completed, measure] = [standing.done[0], standing.measure[0]];
  const hasPassed = typeof success === "string" ? standing.passed[0] : measure !== null && measure >= measureOf(success.score / 100);
  const isKnown = canBePassed(traveller.route) && (hasPassed || (completed && !mayStillPass(traveller, null, standing)));
  return { completed, passed: isKnown ? hasPassed : null, score: measure === null ? null : measure * 100, progress: standing.progress[0] };
}

/**
 * @param {Route} route
 * @returns {boolean} whether there is anything to pass
 */
function canBePassed({ places: [whole], success }) {
  return typeof success === "string" ? whole.counts : whole.weight > 0;
}

// ---- Where to go ---------------------------------------------------------------------------------

/**
 * Where "next" leads: to the first of those that follow in this learner's order and are not skipped, if it can be entered.
 * Among what is chosen only, it does not lead.
 * @param {Traveller} traveller
 * @param {number | null} from the leaf that was entered last; null at the beginning
 * @returns {number | null}
 */
function nextOf(traveller, from) {
  const { places } = traveller.route;
  const { skipped } = standingOf(traveller);
  if (from !== null && !flowsAround(traveller.route, from)) return null;
  /** @type {number | null | undefined} */
  let at = from === null ? 0 : placeAfter(traveller, from);
  while (at !== null && at !== undefined && flowsAround(traveller.route, at)) {
    if (skipped[at]) at = placeAfter(traveller, at);
    else if (!holds(traveller, places[at].opens)) return null;
    else if (traveller.leaves[at]) return mayEnter(traveller, at) ? at : null;
    else at = traveller.offered[at][0];
  }
  return null;
}

/**
 * @param {Route} route
 * @param {number} place
 * @returns {boolean} whether "next" leads to a place, and away from it, as far as its group is concerned
 */
function flowsAround({ places }, place) {
  const { parent } = places[place];
  const kind = parent === null ? null : places[parent].kind;
  return !kind || kind.kind === "leaf" || kind.order !== "choice";
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {number | null} what follows it and all that is in it
 */
function placeAfter(traveller, place) {
  const { parent } = traveller.route.places[place];
  if (parent === null) return null;
  const siblings = traveller.offered[parent];
  const at = siblings.indexOf(place);
  return at >= 0 && at + 1 < siblings.length ? siblings[at + 1] : placeAfter(traveller, parent);
}

/**
 * @param {Traveller} traveller
 * @param {number} from a leaf
 * @returns {number | null} the leaf in which a new attempt at the same step may begin: the same, or a later try
 */
function againFrom(traveller, from) {
  const { places } = traveller.route;
  const tries = placesOf(traveller).filter((place) => traveller.leaves[place] && places[place].step === places[from].step);
  const of = (/** @type {number} */ place) => /** @type {LeafRecord} */ (traveller.leaves[place]);
  const wanted = tries.find((place) => place >= from && !of(place).open && mayEnter(traveller, place));
  return wanted === undefined || tries.some((place) => of(place).done || of(place).open) ? null : wanted;
}
