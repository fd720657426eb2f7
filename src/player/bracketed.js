// Answers as SCORM 2004 and xAPI write them (IEEE 1484.11.1): `a[,]c`, `a[.]b`, `58[:]62`, `{case_matters=true}early`.

/** A learner may go in circles; some LMSs take no more steps than this (the standard's own tests among them). */
const MOST_STEPS = 125;

/**
 * @param {Interaction["type"]} type
 * @param {string[]} response
 * @returns {string} "" where there is nothing to say
 */
function responseText(type, response) {
  if (type === "scenario") return response.slice(-MOST_STEPS).map(stepText).join("[,]");
  if (type === "numeric") return numberText(typedNumber(response[0] || "") ?? NaN);
  if (type === "long-answer") return freeText(response[0] || "", LIMITS.longText);
  if (type === "fill-in") return response.slice(0, LIMITS.gaps).map((text) => freeText(text, LIMITS.text)).join("[,]");
  return PAIRED.includes(type) ? response.map((pair) => splitPair(pair).join("[.]")).join("[,]") : response.join("[,]");
}

/**
 * @param {string} text
 * @param {number} length
 * @returns {string} a text that is nothing else: `[,]` would end it, and `{lang=` at its beginning would be a property
 */
function freeText(text, length) {
  return plainText(text.replace(/\[,\]/g, ",").replace(/^\s*\{(?=[a-z_]+=)/, "("), length);
}

/**
 * A scenario is a performance: each scene is a step, and the choice in it what the learner did. The scene where it ends, which
 * may be all that is told, has none.
 * @param {string} step
 * @returns {string}
 */
function stepText(step) {
  const [scene, choice] = splitPair(step);
  return `${stepName(scene)}[.]${choice}`;
}

/**
 * @param {string} scene
 * @returns {string} without the hyphen, which not every LMS takes in the name of a step (Moodle)
 */
function stepName(scene) {
  return scene.replace(/[^A-Za-z0-9_]/g, "_");
}

/**
 * @param {Interaction} interaction
 * @returns {string[]} one for each response that is right, as far as the author says; never two alike
 */
function correctPatterns(interaction) {
  const { type, gaps, caseSensitive } = interaction;
  // Case does not matter by default, so only the other case is said. The order of the gaps does.
  const prefix = WRITTEN.includes(type) && caseSensitive ? "{case_matters=true}" : "";
  const patterns =
    type === "numeric"
      ? rightRanges(gaps).map(({ min, max }) => `${numberText(min)}[:]${numberText(max)}`)
      : rightResponses(interaction).map((response) => prefix + responseText(type, response));
  return Array.from(new Set(patterns)).slice(0, type === "numeric" ? LIMITS.ranges : LIMITS.patterns);
}
