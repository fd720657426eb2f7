// What the home of a path says of each step: how it stands, what it waits for, which try a click leads to. Pure functions.

/**
 * @param {Traveller} traveller
 * @returns {number[]} what stands in the list, groups before what is in them; of a step with several tries the group of these
 */
function entriesOf(traveller) {
  const { route } = traveller;
  return placesOf(traveller).filter((place) => place > 0 && !isTry(route, place) && isShown(traveller, place));
}

/**
 * @param {Route} route
 * @param {number} place
 * @returns {boolean} whether it is one of several tries at a step
 */
function isTry({ places }, place) {
  const { parent, step } = places[place];
  return parent !== null && parent > 0 && places[parent].step === step;
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {boolean} what only those need who fail is not there for others, and once in each round
 */
function isShown(traveller, place) {
  const { route } = traveller;
  const around = triesAround(route, place);
  if (around === null) return true;
  const same = placesOf(traveller, around).filter((other) => route.places[other].step === route.places[place].step);
  const { skipped } = standingOf(traveller);
  const open = same.filter((other) => isOpen(traveller, other) && (!skipped[other] || isBegun(traveller, other)));
  return open[open.length - 1] === place;
}

/**
 * @param {Route} route
 * @param {number} place
 * @returns {number | null} the step with several tries to which it belongs without being one of them
 */
function triesAround(route, place) {
  const { parent } = route.places[place];
  if (parent === null) return null;
  return isTriesGroup(route, parent) ? parent : triesAround(route, parent);
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @param {Pick<Standing, "skipped">} [standing]
 * @returns {boolean} whether it, or a group around it, is skipped
 */
function isPassedOver(traveller, place, { skipped } = standingOf(traveller)) {
  const { parent } = traveller.route.places[place];
  return skipped[place] || (parent !== null && isPassedOver(traveller, parent, { skipped }));
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {boolean}
 */
function isBegun(traveller, place) {
  const leaf = traveller.leaves[place];
  return leaf ? leaf.attempts > 0 : traveller.offered[place].some((child) => isBegun(traveller, child));
}

/**
 * @param {Traveller} traveller
 * @param {number} entry
 * @returns {number[]} the leaf itself, or the tries at the step
 */
function triesIn(traveller, entry) {
  if (traveller.leaves[entry]) return [entry];
  return traveller.offered[entry].filter((child) => traveller.leaves[child] && isTry(traveller.route, child));
}

/**
 * @param {Traveller} traveller
 * @param {number} entry a step
 * @returns {number} the leaf that a click leads to, or would lead to: what is done, what goes on, what comes next
 */
function currentTry(traveller, entry) {
  const tries = triesIn(traveller, entry);
  const is = (/** @type {(leaf: LeafRecord) => boolean} */ test) => tries.find((place) => test(leafOf(traveller, place)));
  const found = [is(({ done }) => done), is(({ open }) => open), tries.find((place) => mayEnter(traveller, place))];
  const left = tries.find((place) => attemptsLeft(traveller, place) > 0);
  return found.concat(left, tries[tries.length - 1]).find((place) => place !== undefined) || entry;
}

/**
 * @param {Traveller} traveller
 * @param {number} entry a step or a group
 * @returns {EntryView}
 */
function viewOf(traveller, entry) {
  const { places } = traveller.route;
  if (!traveller.leaves[entry] && !isTriesGroup(traveller.route, entry)) return groupView(traveller, entry);
  const tries = triesIn(traveller, entry);
  const leaf = currentTry(traveller, entry);
  const record = leafOf(traveller, leaf);
  const all = tries.map((place) => leafOf(traveller, place));
  const left = tries.reduce((sum, place) => sum + attemptsLeft(traveller, place), 0);
  const limited = tries.every((place) => leafKind(traveller.route, place).attempts !== null);
  const scores = all.map(({ score }) => score).filter((score) => score !== null);
  const isLate = tries.some((place) => isBegun(traveller, place));
  return {
    entry,
    leaf,
    state: stepState(traveller, entry, leaf),
    enterable: mayEnter(traveller, leaf),
    score: record.done || scores.length === 0 ? record.score : scores[scores.length - 1],
    triesLeft: limited && !record.done && (isLate || left > 1) ? left : null,
    needs: needsOf(traveller, isOpen(traveller, entry) ? leaf : entry),
    title: places[entry].title,
  };
}

/**
 * @param {Traveller} traveller
 * @param {number} entry
 * @param {number} leaf
 * @returns {EntryView["state"]}
 */
function stepState(traveller, entry, leaf) {
  const { done, passed, open } = leafOf(traveller, leaf);
  const all = triesIn(traveller, entry).map((place) => leafOf(traveller, place));
  const asksToPass = leafKind(traveller.route, leaf).passMark !== null;
  const hasFailed = all.some(({ failed }) => failed);
  if (done) return passed ? "passed" : asksToPass && hasFailed ? "failed" : "done";
  if (open) return "going";
  if (isPassedOver(traveller, entry) && !hasFailed) return "skipped";
  if (mayEnter(traveller, leaf)) return hasFailed ? "again" : "open";
  if (!isOpen(traveller, leaf)) return hasFailed ? "waiting" : "closed";
  return "over";
}

/**
 * @param {Traveller} traveller
 * @param {number} entry
 * @returns {EntryView}
 */
function groupView(traveller, entry) {
  const isClosed = !isOpen(traveller, entry);
  const isDone = isBegun(traveller, entry) && standingOf(traveller).done[entry];
  const state = isDone ? "done" : isPassedOver(traveller, entry) ? "skipped" : isClosed ? "closed" : "open";
  const { title } = traveller.route.places[entry];
  return { entry, leaf: null, state, enterable: false, score: null, triesLeft: null, needs: needsOf(traveller, entry), title };
}

/**
 * Where the main button leads: on with what was begun, else to the first step that is to be taken.
 * @param {PathState} state
 * @returns {number | null} a leaf, or a group of which the learner has to choose; null if there is nothing to take
 */
function suggestionOf({ traveller, last }) {
  const standing = standingOf(traveller);
  const isTaken = (/** @type {number} */ place) => leafOf(traveller, place).done || isPassedOver(traveller, place, standing);
  const free = choices(traveller).filter((place) => !isTaken(place));
  const isNeeded = (/** @type {number} */ place) => isRequired(traveller.route, place) || triesAround(traveller.route, place) !== null;
  const going = free.filter((place) => leafOf(traveller, place).open);
  if (last !== null && going.includes(last)) return last;
  const best = going.concat(free.filter(isNeeded), free)[0];
  if (best === undefined) return null;
  const group = chosenFrom(traveller, best);
  return group === null || leafOf(traveller, best).open ? best : group;
}

/**
 * @param {Route} route
 * @param {number} place
 * @returns {boolean} whether the path cannot be completed without it, as far as groups leave no choice
 */
function isRequired(route, place) {
  const { parent, required } = route.places[place];
  return parent === null || (required && isRequired(route, parent));
}

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {number | null} the outermost group around it whose steps the learner chooses
 */
function chosenFrom(traveller, place) {
  const { route } = traveller;
  const { parent } = route.places[place];
  if (parent === null) return null;
  const outer = chosenFrom(traveller, parent);
  const { kind } = route.places[parent];
  if (outer !== null || kind.kind === "leaf" || isTriesGroup(route, parent) || parent === 0) return outer;
  return kind.order === "choice" || kind.choose !== null ? parent : null;
}

// ---- What a place waits for ----------------------------------------------------------------------

/**
 * @param {Traveller} traveller
 * @param {number} place
 * @returns {Need | null} what is missing until it opens; null if nothing is, or what the group around it misses, which says so
 *   itself
 */
function needsOf(traveller, place) {
  const { parent, opens } = traveller.route.places[place];
  return parent !== null && !isOpen(traveller, parent) ? null : needOf(traveller, opens);
}

/**
 * @param {Traveller} traveller
 * @param {Expression} expression
 * @returns {Need | null} null if nothing is missing
 */
function needOf(traveller, expression) {
  if (holds(traveller, expression)) return null;
  const place = placeBehind(traveller.route, expression);
  if (place !== null) return { type: "fact", place, fact: "done", percent: 0 };
  if ("is" in expression) {
    const { place: leaf, fact, percent = 0 } = expression.is;
    return { type: "fact", place: entryOf(traveller.route, leaf), fact, percent };
  }
  const [parts, count] =
    "all" in expression ? [expression.all, expression.all.length]
    : "any" in expression ? [expression.any, 1]
    : [expression.atLeast.of, expression.atLeast.count];
  const missing = parts.map((part) => needOf(traveller, part)).filter((need) => need !== null);
  return someOf(/** @type {Need[]} */ (missing), count - (parts.length - missing.length));
}

/**
 * @param {Need[]} needs
 * @param {number} count how many of them
 * @returns {Need}
 */
function someOf(needs, count) {
  const isAll = count >= needs.length;
  const flat = isAll ? flatten(needs.map((need) => (need.type === "some" && need.count === need.of.length ? need.of : [need]))) : needs;
  const own = flat.filter((need, at) => flat.findIndex((other) => JSON.stringify(other) === JSON.stringify(need)) === at);
  return own.length === 1 ? own[0] : { type: "some", count: isAll ? own.length : Math.min(count, own.length), of: own };
}

/**
 * @param {Route} route
 * @param {Expression} expression
 * @returns {number | null} the place that is meant, where the whole expression says that it is done or skipped
 */
function placeBehind(route, expression) {
  const words = JSON.stringify(expression);
  const found = route.places.findIndex(({ behind }, place) => place > 0 && !isTry(route, place) && JSON.stringify(behind) === words);
  return found < 0 ? null : found;
}

/**
 * @param {Route} route
 * @param {number} leaf
 * @returns {number} what stands for it in the list
 */
function entryOf(route, leaf) {
  return isTry(route, leaf) ? /** @type {number} */ (route.places[leaf].parent) : leaf;
}
