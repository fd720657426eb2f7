// What the awkward pages do to a run-time. They change what the content sees, so that the record shows it too.

export const STATE = "cmi.suspend_data";

/**
 * Puts own functions in the place of some calls. Each gets the call that it replaces.
 * @param {object} api
 * @param {string[]} names in the order of the standard: begin, end, get, set, commit, last error …
 * @param {Record<string, (original: Function) => Function>} changes
 */
export function calls(api, names, changes) {
  const order = ["begin", "end", "get", "set", "commit", "lastError"];
  const changed = { ...api };
  for (const [key, change] of Object.entries(changes)) {
    const name = names[order.indexOf(key)];
    changed[name] = change(api[name]);
  }
  return changed;
}

/** Refuses to read or write some elements, with this error code. */
export function refusing(api, names, refuses, code) {
  let error = null;
  const guard = (call, refused) => (element, value) => {
    error = refuses(element, value ?? "") ? code : null;
    return error ? refused : call(element, value);
  };
  const plain = (call) => (...values) => {
    error = null;
    return call(...values);
  };
  return calls(api, names, {
    begin: plain, end: plain, commit: plain,
    get: (get) => guard((element) => get(element), ""),
    set: (set) => guard(set, "false"),
    lastError: (lastError) => () => error || lastError(),
  });
}

/** While `fails` says so, every call fails with this error code. */
export function failing(api, names, fails, code) {
  const guard = (refused) => (call) => (...values) => (fails() ? refused : call(...values));
  return calls(api, names, {
    begin: guard("false"), end: guard("false"), set: guard("false"), commit: guard("false"), get: guard(""),
    lastError: (lastError) => () => (fails() ? code : lastError()),
  });
}

let leaving = false;
window.addEventListener("pagehide", () => (leaving = true));

/** Whether the browser is leaving the page. */
export const whileLeaving = () => leaving;
