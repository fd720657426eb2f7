// Where scorm-again 3.4.3 steers the packages of the browser's tests otherwise than our engine, beside what `differences.rs`
// lists of random courses: the clause that decides, in which situation theirs may differ, and in which packages it does. What
// differs in another situation, or in another package, is a fault; and so is a deviation that nothing shows any more.

/** @typedef {{ decision: string, packages: string[] }} Deviation */

/** @type {Record<string, Deviation>} */
export const DEVIATIONS = {
  "DB.1.1": {
    decision: "UP.5: what is around an activity has to be available too; theirs lists what is inside of a disabled cluster",
    packages: ["learning-key-results-scorm2004-4th", "leaders-and-their-managers-scorm2004-4th"],
  },
  "SB.2.9": {
    decision: "skip rules keep nobody from choosing; theirs lists and accepts no activity that a rule skips now",
    packages: ["delegating-scorm2004-4th", "learning-key-results-scorm2004-4th", "leaders-and-their-managers-scorm2004-4th", "menu-scorm2004-4th"],
  },
  "RB.1.4.2": {
    decision: "what a rule skips now is left out; theirs leaves out what flow has passed over, and so rolls up later",
    packages: ["keeping-promises-scorm2004-4th", "learning-key-results-scorm2004-4th", "leaders-and-their-managers-scorm2004-4th", "menu-scorm2004-4th"],
  },
  "RB.1.1": {
    decision: "what has no measure counts with its weight; theirs leaves it out, and so is satisfied too early",
    packages: ["reading-the-numbers-scorm2004-4th"],
  },
};

/** Counts the deviations of one package. */
export class Deviations {
  constructor() {
    /** @type {Map<string, number>} */
    this.counts = new Map();
  }

  /** Something differs as this clause explains. */
  saw(clause) {
    this.counts.set(clause, (this.counts.get(clause) || 0) + 1);
  }

  /** How often each was seen. */
  get said() {
    return [...this.counts].map(([clause, count]) => `${clause} ${count} times`).join(", ") || "none";
  }
}

/** The clauses by which theirs deviates in a package. */
export function expectedIn(packageName) {
  return Object.keys(DEVIATIONS).filter((clause) => DEVIATIONS[clause].packages.includes(packageName)).sort();
}
