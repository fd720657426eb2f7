// A window without a page: clock, timers, events, storage, frames. Time passes only when a test says so.

export class FakeWindow {
  constructor({ parent = null, opener = null, storage = new Map() } = {}) {
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
    this.location = { reload: () => (this.reloaded += 1), pathname: "/content/index.html" };
    this.localStorage = {
      getItem: (key) => (storage.has(key) ? storage.get(key) : null),
      setItem: (key, value) => storage.set(key, String(value)),
      removeItem: (key) => storage.delete(key),
    };
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
