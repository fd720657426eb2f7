// Finding the LMS's API and calling it.
//
// Whatever the LMS does, nothing here throws: windows of other origins raise a SecurityError at the
// first touch, and an LMS may throw from any call or answer with something that is not a string.

/** How far to look: parents as the 2004 sample of ADL does, openers as a popup of a popup needs. */
const MAX_PARENTS = 500;
const MAX_OPENERS = 10;

/** The answer of a call that threw. */
const THROWN = Symbol("thrown");

/**
 * The windows that may hold the API, nearest first: own window, its parents, the top, then each
 * opener with its parents.
 * @param {Window} start
 * @returns {Window[]}
 */
function candidateWindows(start) {
  /** @type {Window[]} */
  const windows = [];
  /** @type {Window | null} */
  let origin = start;
  for (let opened = 0; origin && opened <= MAX_OPENERS; opened += 1) {
    const chain = withParents(origin);
    windows.push(...chain.filter((candidate) => !windows.includes(candidate)));
    origin = firstOpener(chain);
  }
  return windows;
}

/**
 * @param {Window} start
 * @returns {Window[]} the window, its parents, and the top (reached even past a parent that hides its own)
 */
function withParents(start) {
  const chain = [start];
  let current = start;
  while (chain.length < MAX_PARENTS) {
    const parent = windowProperty(current, "parent");
    if (!parent || parent === current) break;
    chain.push(parent);
    current = parent;
  }
  const top = windowProperty(start, "top");
  if (top && !chain.includes(top)) chain.push(top);
  return chain;
}

/**
 * @param {Window[]} chain
 * @returns {Window | null}
 */
function firstOpener(chain) {
  for (const candidate of chain) {
    const opener = windowProperty(candidate, "opener");
    if (opener && !chain.includes(opener)) return opener;
  }
  return null;
}

/**
 * @param {Window} owner
 * @param {"parent" | "top" | "opener"} name
 * @returns {Window | null}
 */
function windowProperty(owner, name) {
  try {
    return owner[name] || null;
  } catch (error) {
    return null;
  }
}

/**
 * Looks for the API object of one generation. An object of the other generation is never mistaken
 * for it: some LMSs (Saba, Kallidus, Open edX) show both, and speaking the wrong one loses data.
 * @param {Window} start
 * @param {ApiNames} names
 * @returns {Api | null}
 */
function findApi(start, names) {
  for (const candidate of candidateWindows(start)) {
    try {
      const object = /** @type {any} */ (candidate)[names.object];
      if (object && typeof object[names.initialize] === "function") return new Api(object, names);
    } catch (error) {
      // A window of another origin.
    }
  }
  return null;
}

/** The LMS's API object with every call made safe. All answers are strings, as the standards have them. */
class Api {
  /**
   * @param {any} object
   * @param {ApiNames} names
   */
  constructor(object, names) {
    this.object = object;
    this.names = names;
  }

  /**
   * @param {string} name
   * @param {...string} values
   * @returns {unknown} what the LMS answered; THROWN if it threw
   */
  call(name, ...values) {
    try {
      return this.object[name](...values);
    } catch (error) {
      return THROWN;
    }
  }

  /**
   * Begins the session, or goes on with one that is still open (a page that was reloaded before it
   * could end its session).
   * @returns {boolean}
   */
  initialize() {
    return isTrue(this.call(this.names.initialize, "")) || this.isOpen();
  }

  /** @returns {boolean} whether the LMS answers as it does inside a session */
  isOpen() {
    this.get(this.names.probe);
    return this.lastError() === "0";
  }

  /** @returns {boolean} */
  terminate() {
    return isTrue(this.call(this.names.terminate, ""));
  }

  /**
   * @param {string} element
   * @returns {string} "" also for what the LMS does not know or has not stored
   */
  get(element) {
    const answer = this.call(this.names.get, element);
    return answer === THROWN ? "" : asText(answer);
  }

  /**
   * @param {string} element
   * @param {string} value
   * @returns {boolean}
   */
  set(element, value) {
    return this.succeeded(this.call(this.names.set, element, value));
  }

  /** @returns {boolean} */
  commit() {
    const answer = this.call(this.names.commit, "");
    return this.succeeded(answer) && !isFalse(answer);
  }

  /**
   * Not every LMS answers "true" or "false": null, undefined and "" count by the error they leave, and
   * "false" without an error is known from LMSs that did store the value.
   * @param {unknown} answer
   * @returns {boolean}
   */
  succeeded(answer) {
    if (answer === THROWN) return false;
    if (isTrue(answer)) return true;
    const code = this.lastError();
    return code === "0" || (code === "" && !isFalse(answer));
  }

  /** @returns {string} the code of the last error, "0" for none, "" if the LMS does not say */
  lastError() {
    const answer = this.call(this.names.lastError);
    return answer === THROWN ? "" : asText(answer).trim();
  }

  /** @returns {string} the last error in words, for the console */
  explainError() {
    const code = this.lastError();
    const words = [this.names.errorString, this.names.diagnostic].map((name) => this.call(name, code));
    return [code, ...words].filter((word) => word && word !== THROWN).join(" – ");
  }
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isTrue(value) {
  return value === true || value === 1 || String(value).toLowerCase() === "true";
}

/**
 * @param {unknown} value
 * @returns {boolean}
 */
function isFalse(value) {
  return value === false || value === 0 || String(value).toLowerCase() === "false";
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function asText(value) {
  return value === null || value === undefined ? "" : String(value);
}
