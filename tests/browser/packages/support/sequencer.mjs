// Our engine beside scorm-again: learners in one package, each told what they did, as `examples/sequencer.rs` takes it.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

export class Sequencer {
  /**
   * @param {string} file the package
   * @param {number} seed what chance decides follows from it
   */
  constructor(file, seed) {
    this.process = spawn(`${ROOT}target/debug/examples/sequencer`, [file, String(seed)], { stdio: ["pipe", "pipe", "inherit"] });
    this.answers = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** What comes of a request of a learner, with what the content reported before. */
  async ask(learner, request, data) {
    this.process.stdin.write(`${JSON.stringify({ learner, request, data })}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error("the engine has stopped");
    return JSON.parse(value);
  }

  stop() {
    this.process.stdin.end();
  }
}

/** What content stored, flat, as the engine takes it. */
export function reported(stored) {
  const word = (value, yes, no) => (value === yes ? true : value === no ? false : null);
  const number = (value) => (value === undefined || value === "" ? null : Number(value));
  const data = {
    success: word(stored["cmi.success_status"], "passed", "failed"),
    completion: word(stored["cmi.completion_status"], "completed", "incomplete"),
    scaledScore: number(stored["cmi.score.scaled"]),
    progressMeasure: number(stored["cmi.progress_measure"]),
    exit: { suspend: "suspend", "time-out": "time-out", logout: "logout" }[stored["cmi.exit"]] || "normal",
    objectives: [],
  };
  for (let index = 0; stored[`cmi.objectives.${index}.id`]; index += 1) {
    const of = (name) => stored[`cmi.objectives.${index}.${name}`];
    data.objectives.push({
      id: of("id"),
      success: word(of("success_status"), "passed", "failed"),
      completion: word(of("completion_status"), "completed", "incomplete"),
      scaledScore: number(of("score.scaled")),
    });
  }
  return data;
}
