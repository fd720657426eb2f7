// What the adapters share: numbers, times and texts in the forms that the standards take.

/**
 * @param {number} value
 * @param {number} places
 * @returns {string} a decimal number with a dot, without an exponent and without needless zeros
 */
function decimal(value, places) {
  const text = value.toFixed(places);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/**
 * @param {number} value
 * @param {number} width
 * @returns {string} the whole part, with leading zeros
 */
function digits(value, width) {
  return String(Math.floor(value)).padStart(width, "0");
}

/**
 * @param {Date} date
 * @returns {string} HH:MM:SS, local
 */
function clockTime(date) {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => digits(part, 2)).join(":");
}

/**
 * Local and without a zone or fractions: the one form that every LMS takes (Moodle refuses milliseconds).
 * @param {Date} date
 * @returns {string} YYYY-MM-DD
 */
function calendarDate(date) {
  return [digits(date.getFullYear(), 4), digits(date.getMonth() + 1, 2), digits(date.getDate(), 2)].join("-");
}

/**
 * @param {string} text
 * @param {number} length in UTF-16 units; a pair of them is never cut in two
 * @returns {string} one line without control characters
 */
function plainText(text, length) {
  const line = text.replace(/[\u0000-\u001f\u007f\s]+/g, " ").trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/**
 * @param {string} text
 * @returns {number | null}
 */
function asNumber(text) {
  const value = text.trim() === "" ? NaN : Number(text);
  return Number.isFinite(value) ? value : null;
}

/**
 * @param {number} milliseconds
 * @returns {string} ISO 8601, to hundredths of a second
 */
function isoDuration(milliseconds) {
  const hundredths = Math.max(0, Math.floor(milliseconds / 10));
  const hours = Math.floor(hundredths / 360000);
  const minutes = Math.floor(hundredths / 6000) % 60;
  return `PT${hours}H${minutes}M${decimal((hundredths % 6000) / 100, 2)}S`;
}

/**
 * An answer as SCORM 2004 and xAPI write it.
 * @param {Interaction["type"]} type
 * @param {string[]} response
 * @returns {string} `a[,]c`, `true` or `false`, or the text
 */
function responseText(type, response) {
  if (type !== "fill-in") return response.join("[,]");
  // `[,]` would end the text, and `{lang=` or the like at its beginning would be read as a property.
  const text = (response[0] || "").replace(/\[,\]/g, ",").replace(/^\{(?=[a-z_]+=)/, "(");
  return plainText(text, LIMITS.text);
}

/**
 * @param {Interaction} interaction
 * @returns {string[]} one for each answer that is accepted; none if the author names none
 */
function correctPatterns({ type, correct, caseSensitive }) {
  if (type !== "fill-in") return correct.length > 0 ? [responseText(type, correct)] : [];
  // Case does not matter by default, so only the other case is said.
  const prefix = caseSensitive ? "{case_matters=true}" : "";
  const patterns = correct.map((text) => prefix + responseText(type, [text]));
  return Array.from(new Set(patterns)).slice(0, LIMITS.patterns);
}

/**
 * @param {string} word
 * @returns {HeldRecord["mode"]}
 */
function sessionMode(word) {
  return word === "review" || word === "browse" ? word : "normal";
}

/**
 * @param {Api} api
 * @param {string} id
 * @returns {{ at: number, found: boolean }} the place of the objective, or the next free one
 */
function findObjective(api, id) {
  const count = asNumber(api.get("cmi.objectives._count")) || 0;
  for (let at = 0; at < count; at += 1) {
    if (api.get(`cmi.objectives.${at}.id`) === id) return { at, found: true };
  }
  return { at: count, found: false };
}
