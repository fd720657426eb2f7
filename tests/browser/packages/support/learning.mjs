// What is right in a course, what is wrong, and what an LMS should hold of it.

import { halfAnswer, rightAnswer, wrongAnswer } from "./answers.mjs";

export { halfAnswer, rightAnswer, wrongAnswer };

export const questionsOf = (config) => config.lessons.flatMap((lesson) => lesson.questions);

/** What the LMS holds, in the same words for both standards. */
export function outcome(standard, stored) {
  if (standard === "scorm12") {
    return { status: stored["cmi.core.lesson_status"], score: stored["cmi.core.score.raw"], exit: stored["cmi.core.exit"] };
  }
  return {
    status: `${stored["cmi.completion_status"]}, ${stored["cmi.success_status"]}`,
    score: stored["cmi.score.raw"],
    scaled: stored["cmi.score.scaled"],
    exit: stored["cmi.exit"],
  };
}

/** The answers as the LMS keeps them. */
export function interactions(standard, stored) {
  const found = [];
  for (let index = 0; stored[`cmi.interactions.${index}.id`]; index += 1) {
    const read = (name) => stored[`cmi.interactions.${index}.${name}`];
    const patterns = [];
    for (let at = 0; read(`correct_responses.${at}.pattern`); at += 1) patterns.push(read(`correct_responses.${at}.pattern`));
    found.push({
      id: read("id"), type: read("type"), result: read("result"), weighting: Number(read("weighting")), objective: read("objectives.0.id"),
      response: read(standard === "scorm12" ? "student_response" : "learner_response"), patterns,
    });
  }
  return found;
}

/** What counts in a lesson: its questions and the blocks with a score, questions first. */
export const countedIn = (lesson) => [...lesson.questions, ...(lesson.activities || []).filter(({ scored }) => scored)];

/** The same of a whole course, in the order in which it is taken. */
export const countedOf = (config) => config.lessons.flatMap(countedIn);

/** The standards' words for kinds of questions, where these are others. */
export const WORDS = {
  "multiple-response": "choice", ordering: "sequencing", sorting: "matching", "drag-and-drop": "matching", hotspot: "choice", scenario: "performance",
};

/** How the standards write a right answer to this question. */
export function rightInteraction(standard, question) {
  const old = standard === "scorm12";
  const { id, weight, objectives: [objective], gaps } = question;
  const write = (response) => {
    if (question.type === "true-false") return old ? response[0].slice(0, 1) : response[0];
    if (gaps) return response[0];
    return response.map((entry) => (old ? entry : entry.replace(".", "[.]"))).join(old ? "," : "[,]");
  };
  return {
    id, type: WORDS[question.type] || question.type, result: "correct", weighting: weight, objective, response: write(rightAnswer(question)),
    // SCORM 2004 allows five patterns of a fill-in.
    patterns: gaps ? gaps[0].accepted.slice(0, old ? Infinity : 5) : [write(question.correct)],
  };
}

/** The same of a scenario: how it is worth what it is worth, and no way the only right one. */
export function rightEnding({ id, scored, objectives: [objective] }) {
  return { id, type: "performance", result: "correct", weighting: scored.weight, objective, patterns: [] };
}

/** Seconds of a time span of either standard. */
export function seconds(span) {
  const old = /^(\d+):(\d+):([\d.]+)$/.exec(span);
  const newer = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(span);
  const [, hours = 0, minutes = 0, rest = 0] = old || newer;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
}
