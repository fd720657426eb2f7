// Stories of learners in a package whose steps are activities: together they take every turn that the engine knows of.

/**
 * What a learner can do with the step that is open, by its page's configuration: how it ends, and what it then reports.
 * @returns {{ act: string, data: object }[]}
 */
export function endings({ step, mastery, lessons }) {
  const objectives = (facts) => step.facts.filter(facts).map(({ objective }) => ({ id: objective, success: true }));
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

/** Who comes back to what is done finds it as it was left. */
const LOOK = ({ satisfied, measure }) => ({
  act: "look",
  data: { completion: true, success: satisfied, scaledScore: measure, exit: "suspend" },
});

/**
 * @param {import("./sequencer.mjs").Sequencer} sequencer
 * @param {(activity: string) => { act: string, data: object }[]} endingsOf
 * @param {number} most so many turns at most; what is then left out is said
 * @returns {Promise<{ stories: Turn[][], leftOut: number }>}
 * @typedef {{ act: string, then: "continue" | { choice: string } }} Turn
 */
export async function stories(sequencer, endingsOf, most) {
  /** @type {Map<string, { turns: Map<string, { turn: Turn, to: string }> }>} by how everybody stands */
  const known = new Map();
  let learners = 0;

  /** Goes a way anew. @returns who has come where */
  async function walk(way) {
    const learner = `walker-${(learners += 1)}`;
    let answer = await sequencer.ask(learner, "start");
    for (const { data, turn } of way) {
      await sequencer.ask(learner, "exit", data);
      answer = await sequencer.ask(learner, turn.then);
    }
    return { learner, answer };
  }

  /** Every turn from here: each ending of what is open, and then everything that the engine lets the learner go on to. */
  async function turnsFrom(way) {
    const { answer: { current, activities: before } } = await walk(way);
    const turns = [];
    for (const { act, data } of before[current].completed ? [LOOK(before[current])] : endingsOf(current)) {
      const { learner } = await walk(way);
      const { valid, activities } = await sequencer.ask(learner, "exit", data);
      const leaves = valid.choice.filter((id) => endingsOf(id));
      // Who has taken a step looks at it again only when there is nothing else to do.
      const unfinished = leaves.filter((id) => !activities[id].completed);
      const others = (unfinished.length > 0 ? unfinished : leaves.slice(0, 1)).filter((id) => id !== current || act === "fail");
      const choices = others.map((choice) => ({ choice }));
      // Where a learner goes who has left a step open is tried once; what opens by an ending, each time.
      const wishes = act === "leave" ? choices.slice(-1) : [...(valid.continue ? ["continue"] : []), ...choices];
      turns.push(...wishes.map((then) => ({ data, turn: { act, then } })));
    }
    return turns;
  }

  const begin = keyOf((await walk([])).answer);
  const open = [{ key: begin, way: [] }];
  const found = new Set([begin]);
  for (let next = open.shift(); next && known.size < most; next = open.shift()) {
    const turns = new Map();
    known.set(next.key, { turns });
    for (const step of await turnsFrom(next.way)) {
      const way = [...next.way, step];
      const { answer } = await walk(way);
      const to = answer.outcome && answer.outcome.delivered ? keyOf(answer) : "end";
      turns.set(JSON.stringify(step.turn), { turn: step.turn, to });
      // Breadth first, so that the way to each place is the shortest.
      if (to !== "end" && !found.has(to)) {
        found.add(to);
        open.push({ key: to, way });
      }
    }
  }
  return cover(known, most);
}

/** How everybody stands: two learners of one key have the same before them. */
function keyOf({ current, valid, activities }) {
  const stands = Object.values(activities).map(({ satisfied, completed, attempts }) => [satisfied, completed, Math.min(attempts, 3)]);
  return JSON.stringify([current, valid.continue, valid.choice, stands]);
}

/** Walks that take every turn at least once: on from where one ends, as long as something new can be reached. */
function cover(known, most) {
  const fresh = new Set();
  for (const [key, { turns }] of known) for (const name of turns.keys()) fresh.add(`${key} ${name}`);
  const found = [];
  let taken = 0;
  const [start] = known.keys();
  while (fresh.size > 0 && taken < most) {
    const story = [];
    let at = start;
    for (;;) {
      const way = toFresh(known, at, fresh);
      if (!way) break;
      for (const name of way) {
        const { turn, to } = known.get(at).turns.get(name);
        fresh.delete(`${at} ${name}`);
        story.push(turn);
        at = to;
      }
      taken += way.length;
      if (!known.has(at) || taken >= most) break;
    }
    if (story.length === 0) break;
    found.push(story);
  }
  return { stories: found, leftOut: fresh.size };
}

/** The shortest way from a place to a turn that nobody has taken, that turn included. */
function toFresh(known, from, fresh) {
  const seen = new Set([from]);
  const open = [{ at: from, way: [] }];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const [name, { to }] of known.get(next.at).turns) {
      const way = [...next.way, name];
      if (fresh.has(`${next.at} ${name}`)) return way;
      if (known.has(to) && !seen.has(to)) {
        seen.add(to);
        open.push({ at: to, way });
      }
    }
  }
  return null;
}
