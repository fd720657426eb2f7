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
  return cutText(text.replace(/[\u0000-\u001f\u007f\s]+/g, " ").trim(), length);
}

/**
 * @param {string} text
 * @param {number} length in UTF-16 units; a pair of them is never cut in two
 * @returns {string}
 */
function cutText(text, length) {
  const cut = text.slice(0, length);
  return cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
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
