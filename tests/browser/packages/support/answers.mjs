// What a learner may answer, from the page's configuration alone: rightly, wrongly, and half rightly. One entry for each
// form that a response has (`src/player/forms.js`); a scenario that counts is answered by the ending that is wanted.

/** @typedef {{ id: string, type?: string, keeps: object, correct?: string[], gaps?: object[], scored?: any }} Part a question, or a block that counts */

const FORMS = {
  index: {
    right: ({ keeps, correct }) => (correct || keeps.ids).slice(0, 1),
    wrong: ({ keeps, correct = [] }) => keeps.ids.filter((id) => !correct.includes(id)).slice(0, 1),
  },
  flags: {
    right: ({ correct }) => correct,
    wrong: ({ keeps, correct }) => keeps.ids.filter((id) => !correct.includes(id)).slice(0, 1),
    half: ({ correct }) => correct.slice(0, Math.floor(correct.length / 2)),
  },
  order: {
    right: ({ correct }) => correct,
    wrong: ({ correct }) => [...correct.slice(1), correct[0]],
    half: ({ correct: [first, second, ...rest] }) => [second, first, ...rest],
  },
  pairs: {
    right: (question) => pair(question, () => true),
    wrong: (question) => pair(question, () => false),
    half: (question) => pair(question, (_stem, at) => at === 0),
  },
  texts: {
    right: (question) => gapsOf(question).map((gap) => rightText(gap)),
    wrong: (question) => gapsOf(question).map((gap, at) => wrongText(gap, question.keeps.lengths[at])),
    half: (question) => {
      const [first, ...rest] = gapsOf(question);
      return rest.length === 0 ? [] : [rightText(first), ...rest.map((gap, at) => wrongText(gap, question.keeps.lengths[at + 1]))];
    },
  },
};

/** @param {Part} part @returns {string[]} what earns all there is to earn; where nothing does, what may be said */
export function rightAnswer(part) {
  return isScenario(part) ? ending(part, Math.max) : FORMS[part.keeps.form].right(part);
}

/** @param {Part} part @returns {string[]} an answer of the right form that earns nothing, as far as there is one */
export function wrongAnswer(part) {
  if (isScenario(part)) return ending(part, Math.min);
  const wrong = FORMS[part.keeps.form].wrong(part);
  return wrong.length > 0 ? wrong : part.keeps.ids.slice(0, 1);
}

/** @param {Part} part @returns {string[]} an answer that is right in parts, where there are parts; else a wrong one */
export function halfAnswer(part) {
  const half = isScenario(part) ? undefined : FORMS[part.keeps.form].half;
  const response = half ? half(part) : [];
  return response.length > 0 ? response : wrongAnswer(part);
}

const isScenario = ({ scored }) => Boolean(scored && scored.endings);

function ending({ scored: { endings } }, choose) {
  const wanted = choose(...Object.values(endings));
  return [Object.keys(endings).find((id) => endings[id] === wanted)];
}

/**
 * Every stem gets a target, no target two stems unless the author puts several there; a stem that belongs nowhere is left
 * alone when it is to be right.
 */
function pair({ type, keeps: { stems, targets }, correct }, isToBeRight) {
  const targetsOf = (at) => (targets.length > 1 ? targets[at] : targets[0]);
  const used = correct.map((entry) => entry.split(".")[1]);
  const shared = type !== "matching" || new Set(used).size < used.length;
  const place = (at, taken) => {
    if (at === stems.length) return [];
    const own = correct.filter((entry) => entry.startsWith(`${stems[at]}.`));
    const right = isToBeRight(stems[at], at);
    if (right && own.length === 0) return place(at + 1, taken);
    const open = targetsOf(at).map((id) => `${stems[at]}.${id}`).filter((entry) => own.includes(entry) === right);
    for (const entry of open) {
      const target = entry.split(".")[1];
      if (!shared && taken.includes(target)) continue;
      const rest = place(at + 1, [...taken, target]);
      if (rest) return [entry, ...rest];
    }
    return null;
  };
  return place(0, []) || [];
}

const gapsOf = ({ gaps, keeps }) => gaps || keeps.lengths.map(() => null);

function rightText(gap) {
  if (!gap) return "In my own words.";
  if (gap.accepted.length > 0) return gap.accepted[0];
  const { min, max } = gap.ranges.find(({ right }) => right);
  return String((min + max) / 2);
}

function wrongText(gap, length) {
  if (!gap) return "Other words.".slice(0, length);
  if (gap.ranges && gap.ranges.length > 0) return String(Math.floor(Math.max(...gap.ranges.map(({ max }) => max))) + 1000);
  return "something else".slice(0, length);
}
