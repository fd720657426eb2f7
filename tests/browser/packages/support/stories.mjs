// Stories of learners in a package whose steps are activities: together they take every turn that the engine knows of.

/**
 * What a learner can do with the step that is open, by its page's configuration: how it ends, and what it then reports.
 * @param activities how they stand before
 * @returns {{ act: string, data: object }[]}
 */
export function endings({ step, mastery, lessons }, activities = {}) {
  const isDoneBy = (facts) => facts({ fact: "done" });
  const objectives = (facts) => [
    ...step.facts.filter(facts).map(({ objective }) => ({ id: objective, success: true })),
    ...(isDoneBy(facts) ? enough({ step }, activities) : []),
  ];
  const scored = mastery !== null && mastery !== undefined;
  const left = {
    act: "leave",
    data: { completion: false, exit: "suspend", objectives: objectives(({ fact }) => fact === "attempted") },
  };
  if (!scored) {
    const reached = objectives(({ fact }) => fact === "attempted" || fact === "done");
    const complete = { act: "complete", data: { completion: true, exit: "suspend", objectives: reached } };
    // Who has opened a single page has seen it.
    return lessons.length === 1 ? [complete] : [left, complete];
  }
  const isDone = step.done !== "passed";
  const missed = objectives(({ fact, percent }) => fact === "attempted" || fact === "failed" || (fact === "done" && isDone) || (fact === "score" && percent === 0));
  const exit = isDone ? "suspend" : "normal";
  return [
    left,
    { act: "fail", data: { completion: isDone, success: false, scaledScore: 0, exit, objectives: missed } },
    { act: "pass", data: { completion: true, success: true, scaledScore: 1, exit: "suspend", objectives: objectives(({ fact }) => fact !== "failed") } },
  ];
}

/** What a step tells that is done when so many of its group are. */
export function enough({ step }, activities) {
  if (!step.enough) return [];
  const { objective, count, of } = step.enough;
  const isDone = (id) => id === "fact.done" || activities[id.replace(/^need\.(.*)-done$/, "item-$1")]?.completed;
  return of.filter((ids) => ids.some(isDone)).length >= count ? [{ id: objective, success: true }] : [];
}

/** Who comes back to what is done finds it as it was left. */
export const look = ({ satisfied, measure }) => ({
  act: "look",
  data: { completion: true, success: satisfied, scaledScore: measure, exit: "suspend" },
});

/**
 * A learner who has ended a step, or left it, goes on.
 * @param {object} data what the step has reported
 * @param {Then} then
 * @returns what came of it
 */
export async function goes(sequencer, learner, data, then) {
  if (then === "return") {
    await sequencer.ask(learner, "suspendAll", data);
    return sequencer.ask(learner, "resumeAll");
  }
  await sequencer.ask(learner, "exit", data);
  return sequencer.ask(learner, then);
}

/** Places of learners from which turns are looked for. */
const MOST_PLACES = 200;

/**
 * Stories that show each step with each of its endings that the engine can reach, and then as many other turns as there is
 * room for.
 * @param {import("./sequencer.mjs").Sequencer} sequencer
 * @param {(activity: string, activities?: object) => { act: string, data: object }[]} endingsOf
 * @param {number} most so many turns; more only where the endings need more. What is then left out is said
 * @param {boolean} mayReturn whether learners also leave the course, and open it again another day
 * @returns {Promise<{ stories: Turn[][], shown: Set<string>, leftOut: number }>} with what is shown, as "act activity"
 * @typedef {{ act: string, then: Then }} Turn
 * @typedef {"continue" | "previous" | "return" | { choice: string }} Then where the learner goes. To return is to leave the
 *   course, and to open it again another day
 */
export async function stories(sequencer, endingsOf, most, mayReturn = false) {
  /** @type {Map<string, { turns: Map<string, { turn: Turn, shows: string[], to: string }> }>} by how everybody stands */
  const known = new Map();
  const places = Math.max(MOST_PLACES, most);
  let learners = 0;

  /** Goes a way anew. @returns who has come where */
  async function walk(way) {
    const learner = `walker-${(learners += 1)}`;
    let answer = await sequencer.ask(learner, "start");
    for (const { data, turn } of way) answer = await goes(sequencer, learner, data, turn.then);
    return { learner, answer };
  }

  /** Every turn from here: each ending of what is open, and then everything that the engine lets the learner go on to. */
  async function turnsFrom(way) {
    const { answer: { current, activities: before } } = await walk(way);
    const turns = [];
    for (const { act, data } of before[current].completed ? [look(before[current])] : endingsOf(current, before)) {
      const { learner } = await walk(way);
      const { valid, activities } = await sequencer.ask(learner, "exit", data);
      const leaves = valid.choice.filter((id) => endingsOf(id));
      // Who has taken a step looks at it again only when there is nothing else to do.
      const unfinished = leaves.filter((id) => !activities[id].completed);
      const others = (unfinished.length > 0 ? unfinished : leaves.slice(0, 1)).filter((id) => id !== current || act === "fail");
      const choices = others.map((choice) => ({ choice }));
      // Where a learner goes who has left a step open is tried once; what opens by an ending, each time.
      const onwards = [valid.continue && "continue", valid.previous && "previous"].filter(Boolean);
      const wishes = act === "leave" ? [...choices.slice(-1), ...(mayReturn ? ["return"] : [])] : [...onwards, ...choices];
      const shows = (then) => [`${act} ${current}`, ...(then === "return" ? [`return ${current}`] : [])];
      turns.push(...wishes.map((then) => ({ data, turn: { act, then }, shows: shows(then) })));
    }
    return turns;
  }

  const begin = keyOf((await walk([])).answer);
  const open = [{ key: begin, way: [] }];
  const found = new Set([begin]);
  const steps = new Set();
  for (let next = open.shift(); next && known.size < places; next = open.shift()) {
    const turns = new Map();
    known.set(next.key, { turns });
    for (const step of await turnsFrom(next.way)) {
      const way = [...next.way, step];
      const { answer } = await walk(way);
      const to = answer.outcome && answer.outcome.delivered ? keyOf(answer) : "end";
      turns.set(JSON.stringify(step.turn), { turn: step.turn, shows: step.shows, to });
      if (to === "end" || found.has(to)) continue;
      found.add(to);
      // From where a step is seen for the first time, turns are looked for first; else the shortest ways come first.
      if (steps.has(answer.current)) open.push({ key: to, way });
      else open.unshift({ key: to, way });
      steps.add(answer.current);
    }
  }
  return cover(known, most);
}

/** How everybody stands: two learners of one key have the same before them. */
function keyOf({ current, valid, activities }) {
  const stands = Object.values(activities).map(({ satisfied, completed, attempts }) => [satisfied, completed, Math.min(attempts, 3)]);
  return JSON.stringify([current, valid.continue, valid.previous, valid.choice, stands]);
}

/** Walks that show everything that turns can show, and take new turns: on from where one ends, as long as there is more. */
function cover(known, most) {
  const fresh = new Set();
  for (const [key, { turns }] of known) for (const name of turns.keys()) fresh.add(`${key} ${name}`);
  const shown = new Set();
  const found = [];
  let taken = 0;
  const [start] = known.keys();
  const wayFrom = (at) => {
    const way = toTurn(known, at, (_, { shows }) => shows.some((each) => !shown.has(each)));
    return way || (taken < most ? toTurn(known, at, (name) => fresh.has(name)) : null);
  };
  for (let way = wayFrom(start); way; way = wayFrom(start)) {
    const story = [];
    for (let at = start; way; way = known.has(at) ? wayFrom(at) : null) {
      for (const name of way) {
        const { turn, shows, to } = known.get(at).turns.get(name);
        fresh.delete(`${at} ${name}`);
        for (const each of shows) shown.add(each);
        story.push(turn);
        at = to;
      }
      taken += way.length;
    }
    found.push(story);
  }
  return { stories: found, shown, leftOut: fresh.size };
}

/** The shortest way from a place to a turn that is wanted, that turn included. */
function toTurn(known, from, isWanted) {
  const seen = new Set([from]);
  const open = [{ at: from, way: [] }];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const [name, turn] of known.get(next.at).turns) {
      const way = [...next.way, name];
      if (isWanted(`${next.at} ${name}`, turn)) return way;
      if (known.has(turn.to) && !seen.has(turn.to)) {
        seen.add(turn.to);
        open.push({ at: turn.to, way });
      }
    }
  }
  return null;
}
