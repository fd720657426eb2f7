// Answers as SCORM 1.2 and AICC write them (CMIFeedback): `a,c`, `a.b,c.d`, `t`, one number, or a text; 255 characters.

/**
 * @param {Interaction["type"]} type
 * @param {string[]} response
 * @returns {string} "" where there is nothing to say
 */
function plainResponse(type, response) {
  if (type === "true-false") return response.length === 0 ? "" : response[0] === "true" ? "t" : "f";
  if (type === "numeric") return numberText(typedNumber(response[0] || "") ?? NaN);
  // There is no grammar for several texts.
  if (WRITTEN.includes(type)) return plainText(response.join("; "), LIMITS.text);
  return lastThatFit(response, LIMITS.text);
}

/**
 * Only a long way through a scenario needs more room than there is: where it led is worth more than how it began.
 * @param {string[]} parts
 * @param {number} length
 * @returns {string}
 */
function lastThatFit(parts, length) {
  const left = [...parts];
  while (left.join(",").length > length) left.shift();
  return left.join(",");
}

/**
 * @param {Interaction} interaction
 * @returns {string[]} one for each response that is right. A range has no word here: its middle stands for it
 */
function plainPatterns(interaction) {
  const { type, gaps } = interaction;
  const patterns =
    type === "numeric"
      ? rightRanges(gaps).map(middleOf)
      : rightResponses(interaction).map((response) => plainResponse(type, response));
  return Array.from(new Set(patterns)).slice(0, LIMITS.patterns);
}
