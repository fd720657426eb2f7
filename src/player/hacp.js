// HACP, the way of AICC over HTTP (CMI001, HACP binding): what is posted, and what comes back.

/** The headings of what an LMS tells, in lower case. Any other line in brackets is text. */
const HACP_GROUPS = [
  "core",
  "core_lesson",
  "core_vendor",
  "comments",
  "evaluation",
  "objectives_status",
  "student_data",
  "student_demographics",
  "student_preferences",
];

/**
 * @typedef {object} HacpAddress
 * @property {string} url
 * @property {string} sid
 */

/**
 * @typedef {object} HacpAnswer
 * @property {number} version 0 if the LMS does not say
 * @property {Map<string, string[]>} groups the lines under each heading, by its name in lower case
 */

// ---- Launch ------------------------------------------------------------------------------------

/**
 * @param {Window} owner
 * @returns {HacpAddress | null} null if this is no launch by an LMS
 */
function hacpAddress(owner) {
  const [sid, place] = ["aicc_sid", "aicc_url"].map((name) => queryValue(owner.location.search, name));
  const url = place && absoluteUrl(owner, place);
  return sid && url ? { sid, url } : null;
}

/**
 * A plus sign stays: neither value may hold a blank, and not every LMS encodes them.
 * @param {string} search
 * @param {string} wanted in lower case; LMSs write the names in any case
 * @returns {string}
 */
function queryValue(search, wanted) {
  for (const pair of search.replace(/^\?/, "").split("&")) {
    const at = pair.indexOf("=");
    if (at > 0 && percentDecoded(pair.slice(0, at)).toLowerCase() === wanted) return percentDecoded(pair.slice(at + 1)).trim();
  }
  return "";
}

/**
 * @param {string} text
 * @returns {string}
 */
function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    return text;
  }
}

/**
 * @param {Window} owner
 * @param {string} text an address, which older LMSs give without `https://`, and some encoded twice
 * @returns {string} "" for what is none
 */
function absoluteUrl(owner, text) {
  const place = /^https?%3a/i.test(text) ? percentDecoded(text) : text;
  const { protocol, href } = owner.location;
  const whole = /^(https?:)?\/|^\./i.test(place) ? place : `${protocol === "http:" ? protocol : "https:"}//${place}`;
  try {
    const url = new URL(whole, href);
    return /^https?:$/.test(url.protocol) ? url.href : "";
  } catch (error) {
    return "";
  }
}

// ---- Asking ------------------------------------------------------------------------------------

/**
 * `command` comes first: Skillport does not find it at the end. Everything but letters, digits and `-._` is encoded, since
 * LMSs read what is left in several ways.
 * @param {string} command
 * @param {HacpAddress} address
 * @param {string} data
 * @returns {string}
 */
function hacpBody(command, address, data) {
  const encode = (/** @type {string} */ text) =>
    encodeURIComponent(text).replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const fields = [["command", command], ["version", "4.0"], ["session_id", address.sid], ["AU_password", ""], ["aicc_data", data]];
  return fields.map(([name, value]) => `${name}=${encode(value)}`).join("&");
}

/**
 * The request is on its way when this returns.
 * @param {Window} owner
 * @param {string} url
 * @param {string} body
 * @param {boolean} keepalive
 * @returns {Promise<string>} rejects with a RemoteError if nothing comes back, or nothing of use
 */
async function hacpPost(owner, url, body, keepalive) {
  // With this type browsers ask no LMS of another site beforehand.
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await ask(owner, url, { method: "POST", headers, body, keepalive });
  if (answer.ok) return answer.text;
  throw new RemoteError(`The LMS answers ${answer.status}`, answer.status < 500 && ![408, 429].includes(answer.status));
}

/**
 * A browser does not say whether an LMS of another site is out of reach or only keeps its answers from our page. A
 * request whose answer nobody reads tells the two apart.
 * @param {Window} owner
 * @param {string} url
 * @returns {Promise<boolean>} whether the LMS answers, but lets no page of this site read it (CORS)
 */
async function keepsAnswers(owner, url) {
  if (owner.navigator.onLine === false || new URL(url).origin === owner.location.origin) return false;
  try {
    await owner.fetch(url, { method: "HEAD", mode: "no-cors", cache: "no-store" });
    return true;
  } catch (error) {
    return false;
  }
}

// ---- Answers -----------------------------------------------------------------------------------

/**
 * @param {string} command
 * @param {string} text as it came: names in any case, lines that end in any way, perhaps inside an HTML page
 * @returns {HacpAnswer} throws a RemoteError for an error that the LMS tells, and for what is no answer of HACP
 */
function readHacp(command, text) {
  const lines = (/^\s*<[!a-z]/i.test(text) ? textOfPage(text) : text).split(/\r\n|\r|\n/);
  /** @type {Map<string, string>} */
  const head = new Map();
  let line = 0;
  for (; line < lines.length && !head.has("aicc_data") && !groupName(lines[line]); line += 1) addPair(head, lines[line]);
  const error = head.get("error");
  const first = head.get("aicc_data") || "";
  const groups = readGroups([/^%5b/i.test(first) ? percentDecoded(first) : first, ...lines.slice(line)].join("\n").split("\n"));
  if (error === undefined && groups.size === 0) throw new RemoteError(`What came back for ${command} is no answer of HACP`, true);
  if (error && Number.parseInt(error, 10) !== 0) {
    throw new RemoteError(`The LMS refuses ${command}: error ${error} ${head.get("error_text") || ""}`, true);
  }
  return { version: Number.parseFloat(head.get("version") || "") || 0, groups };
}

/**
 * @param {string} page
 * @returns {string}
 */
function textOfPage(page) {
  /** @type {Record<string, string>} */
  const entities = { lt: "<", gt: ">", quot: '"', amp: "&", nbsp: " " };
  return page
    .replace(/<(br|cr|p|div|pre|body)\b[^>]*>/gi, "\n")
    .replace(/<[!/a-z][^>]*>/gi, "")
    .replace(/&(lt|gt|quot|amp|nbsp);/g, (_whole, name) => entities[name]);
}

/**
 * @param {Map<string, string>} pairs
 * @param {string} line
 */
function addPair(pairs, line) {
  const at = line.indexOf("=");
  const name = line.slice(0, Math.max(0, at)).trim().toLowerCase();
  if (name && !name.startsWith(";") && !pairs.has(name)) pairs.set(name, line.slice(at + 1).trim());
}

/**
 * @param {string} line
 * @returns {string} the heading that it is, "" for any other line
 */
function groupName(line) {
  const match = /^\s*\[\s*(\w+)\s*\]\s*$/.exec(line);
  const name = match ? match[1].toLowerCase().replace(/^student_preference$/, "student_preferences") : "";
  return HACP_GROUPS.includes(name) ? name : "";
}

/**
 * @param {string[]} lines
 * @returns {Map<string, string[]>}
 */
function readGroups(lines) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  /** @type {string[]} */
  let current = [];
  for (const line of lines) {
    const name = groupName(line);
    if (name) {
      current = groups.get(name) || [];
      groups.set(name, current);
    } else {
      current.push(line);
    }
  }
  return groups;
}

/**
 * @param {HacpAnswer} answer
 * @param {string} group
 * @returns {Map<string, string>} what stands in it, by names in lower case
 */
function pairsOf(answer, group) {
  /** @type {Map<string, string>} */
  const pairs = new Map();
  (answer.groups.get(group) || []).forEach((line) => addPair(pairs, line));
  return pairs;
}

/**
 * @param {HacpAnswer} answer
 * @param {string} group
 * @returns {string} its lines as one text
 */
function textOf(answer, group) {
  return (answer.groups.get(group) || []).join("\n").trim();
}

// ---- Texts -------------------------------------------------------------------------------------

/**
 * A text that could be taken for something else, such as a heading, a comment or the end of a line, is sent with the
 * signs in question as `~` and two digits for each byte. Not with `%`: some LMSs decode once too often.
 * @param {string} text
 * @returns {string}
 */
function hacpEscape(text) {
  return text.replace(/[^\w\-/.,:*!$ ]|^ | $/gu, (sign) =>
    Array.from(new TextEncoder().encode(sign), (byte) => `~${byte.toString(16).padStart(2, "0").toUpperCase()}`).join("")
  );
}

/**
 * @param {string} text
 * @returns {string}
 */
function hacpUnescape(text) {
  if (!/~[0-9A-F]{2}/.test(text)) return text;
  const encoded = text.replace(/%/g, "%25").replace(/~([0-9A-F]{2})/g, "%$1");
  const decoded = percentDecoded(encoded);
  // What has only come to look so was not written by us.
  return decoded === encoded ? text : decoded;
}

/**
 * @param {string} text
 * @returns {number | null}
 */
function hacpNumber(text) {
  const match = /^\s*-?\d+(\.\d+)?/.exec(text);
  return match ? Number(match[0]) : null;
}
