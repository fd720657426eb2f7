// What the LMS is told of one answer, in the words of no standard (`Interaction`).

/** What a page says of the parts of a question, by id: an LMS may list them in its reports. */
/** @typedef {{ options?: Record<string, unknown>, stems?: Record<string, unknown>, targets?: Record<string, unknown> }} PartTexts */

/**
 * @param {QuestionConfig} question
 * @param {Judgement} judged
 * @param {number} latency milliseconds
 * @param {PartTexts} [texts]
 * @returns {Interaction}
 */
function interactionOf(question, judged, latency, texts = {}) {
  return {
    id: question.id,
    type: question.type,
    description: question.prompt,
    at: new Date(),
    latency,
    response: judged.response,
    correct: question.correct || [],
    ...(question.gaps ? { gaps: question.gaps.map(({ accepted, ranges }) => ({ accepted, ranges })) } : {}),
    ...partsToName(question.keeps, texts),
    caseSensitive: Boolean(question.caseSensitive),
    scored: judged.score !== null,
    right: judged.correct,
    score: judged.score,
    weight: question.weight,
    objectives: question.objectives,
  };
}

/**
 * A scenario that has come to an ending that counts is reported like an answer: `scene.choice` for what was chosen on the
 * way, and the scene where it ended. No way is the right one; what it was worth is the score.
 * @param {ActivityConfig} activity
 * @param {string[]} response
 * @param {number} latency milliseconds
 * @param {PartTexts} [texts] of the endings and scenes, as options by what names them in the response
 * @returns {Interaction | null} null if it has not come to one
 */
function endingOf(activity, response, latency, texts = {}) {
  const { keeps, scored } = activity;
  const score = scoreOfActivity(activity, response);
  if (!scored || score === null) return null;
  const options = texts.options || {};
  const scenes = keeps.form === "pairs" ? targetsOf(keeps, 0) : keeps.form === "texts" ? [] : keeps.ids;
  return {
    id: activity.id,
    type: "scenario",
    description: activity.prompt || "",
    at: new Date(),
    latency,
    response: keeps.form === "pairs" ? stepsOf(keeps, response) : response.slice(0, 1),
    correct: [],
    stems: scenes.map((id) => ({ id, text: String(options[id] || options[`${response[0].split(".")[0]}.${id}`] || "") })),
    caseSensitive: false,
    scored: true,
    right: score === Math.max(...Object.values(scored.endings)),
    score,
    weight: scored.weight,
    objectives: activity.objectives || [],
  };
}

/**
 * @param {{ stems: string[], targets: string[][] }} keeps the first stem names the scene where the learner is, and each
 *   other one what was chosen in a scene, in the order of the scenes
 * @param {string[]} response
 * @returns {string[]}
 */
function stepsOf({ stems, targets }, [present, ...choices]) {
  const steps = choices.map((pair) => {
    const [stem, choice] = pair.split(".");
    return `${targets[0][stems.indexOf(stem) - 1]}.${choice}`;
  });
  return steps.concat(present.split(".")[1]);
}

/**
 * @param {Keeps} keeps
 * @param {PartTexts} texts
 * @returns {{ options?: Choosable[], stems?: Choosable[], targets?: Choosable[] }}
 */
function partsToName(keeps, texts) {
  if (keeps.form === "texts") return {};
  if (keeps.form !== "pairs") return { options: named(keeps.ids, texts.options) };
  const own = keeps.targets.length > 1;
  const targets = own ? keeps.stems.map((stem, at) => targetsOf(keeps, at).map((id) => `${stem}.${id}`)) : keeps.targets;
  return { stems: named(keeps.stems, texts.stems), targets: named(flatten(targets), texts.targets) };
}

/**
 * @param {string[]} ids
 * @param {Record<string, unknown>} [texts]
 * @returns {Choosable[]}
 */
function named(ids, texts = {}) {
  return ids.map((id) => ({ id, text: String(texts[id] || "") }));
}
