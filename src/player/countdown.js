// A time limit that nobody is caught by (WCAG 2.2.1): it begins when the learner says so, there is a word before it ends,
// and it can be had again as often as wanted.

/** Seconds before the end at which the learner is told: that long must be left to ask for more. */
const TIME_WARNING = 20;

class Countdown {
  /**
   * @param {Window} owner
   * @param {number} seconds
   * @param {{ tick: (left: number) => void, warn: (left: number) => void, end: () => void }} tell
   */
  constructor(owner, seconds, tell) {
    this.window = owner;
    this.seconds = Math.max(TIME_WARNING, seconds);
    this.tell = tell;
    this.ends = 0;
    this.timer = 0;
    this.warned = false;
  }

  /** Begins, or begins again. */
  start() {
    this.ends = this.window.performance.now() + this.seconds * 1000;
    this.warned = false;
    this.tick();
  }

  stop() {
    this.window.clearTimeout(this.timer);
    this.timer = 0;
  }

  tick() {
    this.stop();
    const now = this.window.performance.now();
    if (!this.warned && this.ends - now <= TIME_WARNING * 1000) {
      // A window in the background is asked so rarely that the time may be over before anybody was told.
      this.ends = now + TIME_WARNING * 1000;
      this.warned = true;
      this.tell.warn(TIME_WARNING);
    }
    const left = Math.max(0, Math.ceil((this.ends - now) / 1000));
    this.tell.tick(left);
    if (left === 0) this.tell.end();
    else this.timer = this.window.setTimeout(() => this.tick(), 1000);
  }
}

/**
 * @param {number} seconds
 * @returns {string} minutes:seconds
 */
function minutesText(seconds) {
  return `${Math.floor(seconds / 60)}:${digits(seconds % 60, 2)}`;
}
