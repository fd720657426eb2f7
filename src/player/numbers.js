// Numbers as learners write them: with a decimal comma or point, a sign, groups of digits, and digits of other scripts.

/** The zeros of the decimal digits that learners may type: Arabic-Indic, Persian, Devanagari, Bengali, Thai, fullwidth. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
/** Room for what rounding does to bounds like 0.8 − 0.1. */
const SLACK = 1e-9;

/**
 * @param {string} text
 * @param {string} [unit] that may follow
 * @returns {number[]} what it may mean: none if it is no number, two for `1,234`, which depends on who writes it
 */
function readNumbers(text, unit = "") {
  const plain = plainDigits(withoutUnit(text.trim(), unit));
  const parts = /^([+-]?)([\d.,]+)(?:e([+-]?\d{1,3}))?$/i.exec(plain);
  if (!parts) return [];
  const [, sign, digits, exponent] = parts;
  const readings = [...decimalOf(digits), ...groupsOf(digits)].map((number) => Number(`${sign}${number}e${exponent || 0}`));
  return Array.from(new Set(readings)).filter(Number.isFinite);
}

/**
 * @param {string} text
 * @param {string} unit
 * @returns {string}
 */
function withoutUnit(text, unit) {
  const end = unit.trim().toLowerCase();
  return end && text.toLowerCase().endsWith(end) ? text.slice(0, text.length - end.length).trim() : text;
}

/**
 * @param {string} text
 * @returns {string} with ASCII for digits, signs and separators, and without spaces and apostrophes between digits
 */
function plainDigits(text) {
  const ascii = Array.from(text, (character) => {
    const zero = ZEROS.find((start) => character.charCodeAt(0) >= start && character.charCodeAt(0) < start + 10);
    return zero === undefined ? character : String(character.charCodeAt(0) - zero);
  }).join("");
  return ascii
    .replace(/[\u2212\u2012\u2013\ufe63\uff0d]/g, "-")
    .replace(/\uff0b/g, "+")
    .replace(/[\u066b\uff0c]/g, ",")
    .replace(/\uff0e/g, ".")
    .replace(/(\d)[\s'\u2019\u066c]+(?=\d{3}(?!\d))/g, "$1")
    .replace(/^([+-])\s+/, "$1");
}

/**
 * @param {string} digits
 * @returns {string[]} with the last separator as the decimal one, if that can be
 */
function decimalOf(digits) {
  const at = Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","));
  if (at < 0) return [digits];
  const [whole, fraction] = [digits.slice(0, at), digits.slice(at + 1)];
  const [before] = whole.includes(digits[at]) ? [] : /[.,]/.test(whole) ? groupsOf(whole) : [whole || "0"];
  return before === undefined || !(whole || fraction) ? [] : [`${before}.${fraction || 0}`];
}

/**
 * @param {string} digits
 * @returns {string[]} with every separator between groups of three, if that can be
 */
function groupsOf(digits) {
  return /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(digits) ? [digits.replace(/[.,]/g, "")] : [];
}

/**
 * @param {number} number
 * @param {{ min: number, max: number }} range both ends included
 * @returns {boolean}
 */
function isWithin(number, { min, max }) {
  const slack = SLACK * Math.max(1, Math.abs(number));
  return number >= min - slack && number <= max + slack;
}
