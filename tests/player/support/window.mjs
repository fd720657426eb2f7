// A window without a page: clock, timers, events, storage, frames. Time passes only when a test says so.

export class FakeWindow {
  constructor({ parent = null, opener = null, storage = new Map(), tab = new Map(), search = "", fetch } = {}) {
    this.time = 1000;
    this.timers = new Map();
    this.nextTimer = 1;
    this.listeners = new Map();
    this.parent = parent || this;
    this.top = parent ? parent.top : this;
    this.opener = opener;
    this.navigator = { onLine: true };
    this.performance = { now: () => this.time };
    this.reloaded = 0;
    this.went = null;
    const pathname = "/content/index.html";
    this.location = {
      pathname, search, href: `http://lms.test${pathname}${search}`,
      reload: () => (this.reloaded += 1),
      assign: (url) => (this.went = url),
    };
    this.localStorage = storageOf(storage);
    this.sessionStorage = storageOf(tab);
    this.crypto = globalThis.crypto;
    if (fetch) this.fetch = fetch;
    this.document = { visibilityState: "visible", currentScript: null, addEventListener: (...of) => this.addEventListener(...of) };
    this.setTimeout = (run, delay) => {
      this.timers.set(this.nextTimer, { run, at: this.time + delay });
      return this.nextTimer++;
    };
    this.clearTimeout = (id) => this.timers.delete(id);
  }

  addEventListener(name, listener) {
    this.listeners.set(name, [...(this.listeners.get(name) || []), listener]);
  }

  fire(name, event = {}) {
    (this.listeners.get(name) || []).forEach((listener) => listener(event));
  }

  hide() {
    this.document.visibilityState = "hidden";
    this.fire("visibilitychange");
  }

  pass(milliseconds) {
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.time = due[1].at;
      due[1].run();
    }
    this.time = end;
  }
}

const storageOf = (entries) => ({
  getItem: (key) => (entries.has(key) ? entries.get(key) : null),
  setItem: (key, value) => entries.set(key, String(value)),
  removeItem: (key) => entries.delete(key),
});

/** Lets everything that waits for an answer go on. */
export async function settle(turns = 12) {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A window of another origin: every touch throws, as browsers do. */
export function foreignWindow() {
  return new Proxy({}, {
    get(_target, name) {
      if (name === "then" || typeof name === "symbol") return undefined;
      throw new Error("SecurityError");
    },
  });
}

/** A window that holds an LMS, with the content in a frame. */
export function launched(api, { name = "API", storage } = {}) {
  const lms = new FakeWindow();
  if (api) lms[name] = api;
  return new FakeWindow({ parent: lms, storage });
}
