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
 * A scenario that has come to an ending is reported like an answer: which ending it is, and which are the best.
 * @param {ActivityConfig} activity
 * @param {string[]} response
 * @param {number} latency milliseconds
 * @param {PartTexts} [texts]
 * @returns {Interaction | null} null if it has not come to one that counts
 */
function endingOf(activity, response, latency, texts = {}) {
  const score = scoreOfActivity(activity, response);
  if (!activity.scored || score === null) return null;
  const { endings, weight, objectives = [] } = activity.scored;
  const best = Math.max(...Object.values(endings));
  // Where a block keeps pairs, an ending is the target of one.
  const nameOf = (/** @type {string} */ ending) => ending.slice(ending.indexOf(".") + 1);
  return {
    id: activity.id,
    type: "scenario",
    description: activity.prompt || "",
    at: new Date(),
    latency,
    response: response.slice(0, 1).map(nameOf),
    correct: Object.keys(endings).filter((id) => endings[id] === best).map(nameOf),
    options: named(Object.keys(endings).map(nameOf), texts.options),
    caseSensitive: false,
    scored: true,
    right: score === best,
    score,
    weight,
    objectives,
  };
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
