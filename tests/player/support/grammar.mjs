// What an answer may look like: SCORM 1.2 and AICC (CMIFeedback), SCORM 2004 and xAPI (IEEE 1484.11.1), as strict as the
// strictest LMS. Each is asked with the interaction's type, and whether it is a pattern of a right response.

const MEMBER = "[a-z0-9]";
const NUMBER = "-?\\d{1,10}(\\.\\d{1,7})?";
const list = (part) => new RegExp(`^${part}(,${part})*$`);
// Moodle takes no hyphen in a short identifier.
const SHORT = /^[A-Za-z0-9_.]{1,250}$/;

const PLAIN = {
  "true-false": /^[tf01]$/,
  choice: list(MEMBER),
  sequencing: list(MEMBER),
  likert: new RegExp(`^${MEMBER}?$`),
  matching: list(`${MEMBER}\\.${MEMBER}`),
  numeric: new RegExp(`^${NUMBER}$`),
  performance: /^[A-Za-z0-9_.,-]+$/,
  "fill-in": /^[^\n\r]*$/,
};

/** @returns {boolean} */
export const isPlain = (value, type) => value.length <= 255 && Boolean(PLAIN[type]?.test(value));

const unique = (parts) => new Set(parts).size === parts.length;
const isShort = (part) => SHORT.test(part);
const isText = (length) => (text) => text.length <= length && !/[\n\r]/.test(text) && !/^\{[a-z_]+=/.test(text);

function isPair(part) {
  const [stem, target, ...more] = part.split("[.]");
  return more.length === 0 && isShort(stem) && target !== undefined && isShort(target);
}

function isStep(part) {
  const [step, action, ...more] = part.split("[.]");
  return more.length === 0 && action !== undefined && step + action !== "" && (step === "" || isShort(step)) && (action === "" || isShort(action));
}

function isRange(value) {
  const [min, max, ...more] = value.split("[:]");
  const number = new RegExp(`^(${NUMBER})?$`);
  return more.length === 0 && max !== undefined && number.test(min) && number.test(max) && !(Number(min) > Number(max) && max !== "");
}

const BRACKETED = {
  "true-false": (value) => value === "true" || value === "false",
  choice: (value, parts) => parts.length <= 36 && unique(parts) && parts.every(isShort),
  sequencing: (value, parts) => parts.length <= 36 && parts.every(isShort),
  likert: isShort,
  matching: (value, parts) => parts.length <= 36 && parts.every(isPair),
  performance: (value, parts) => parts.length <= 125 && parts.every(isStep),
  numeric: (value, parts, isPattern) => (isPattern ? isRange(value) : new RegExp(`^${NUMBER}$`).test(value)),
  "fill-in": (value, parts, isPattern, limits) => parts.length <= limits.gaps && parts.every(isText(limits.text)),
  "long-fill-in": (value, parts, isPattern, limits) => isText(limits.longText)(value),
};

const WITH_CASE = ["fill-in", "long-fill-in"];

/** @returns {boolean} */
export function isBracketed(value, type, isPattern, limits) {
  const body = isPattern && WITH_CASE.includes(type) ? value.replace(/^\{case_matters=(true|false)\}/, "") : value;
  return Boolean(BRACKETED[type]?.(body, body.split("[,]"), isPattern, limits));
}
