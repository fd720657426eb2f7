// What a page shows of what was done on it, and what that should be worth.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "../../../player/support/scripts.mjs";
import { countedIn } from "./learning.mjs";

const { judge } = load("scorm12", ["judge"]);
const COURSES = fileURLToPath(new URL("../../../../fixtures/courses/", import.meta.url));

/** The codes that mentors and hosts of a course give, by the ids of the blocks: packages hold no more than their hashes. */
export function codesOf(course) {
  const folder = join(COURSES, course, "lessons");
  const lessons = readdirSync(folder).filter((name) => name.endsWith(".md")).map((name) => readFileSync(join(folder, name), "utf8"));
  return Object.fromEntries(lessons.flatMap((text) => [...text.matchAll(/^:{3,} ?(?:sign-off|live-session) (\S+).*? code=(\S+)/gm)].map(([, id, code]) => [id, code])));
}

/** 0 to 1. */
export const worthOf = (part, response) => (part.type ? judge(part, { attempts: 1, response }).score : part.scored.endings[response[0]]);

const hundredth = (number) => Math.round(number * 100) / 100;

/**
 * The score of the course: every question for itself, and a test as one entry. What a test frees from counts no more, where it
 * was passed.
 * @param {Map<object, string[]>} answers by question, or block that counts
 * @returns {number} percent
 */
export function scoreOf(config, answers) {
  const banks = new Map((config.banks || []).map(({ id, questions }) => [id, questions]));
  const tests = new Map(config.lessons.filter(({ assessment }) => assessment).map((lesson) => [lesson, 100 * mean(gradedIn(lesson))]));
  const passed = [...tests].filter(([{ assessment }, percent]) => assessment.passMark !== undefined && percent >= assessment.passMark);
  const freed = passed.flatMap(([{ assessment }]) => assessment.testOut);
  const counted = config.lessons.filter(({ id }) => !freed.includes(id));
  return hundredth(100 * mean(counted.flatMap((lesson) => {
    return tests.has(lesson) ? [{ weight: lesson.assessment.weight, worth: hundredth(tests.get(lesson)) / 100 }] : gradedIn(lesson);
  })));

  /** What was answered in a lesson, with its weight. */
  function gradedIn(lesson) {
    const asked = [...countedIn(lesson), ...(lesson.draws || []).flatMap(({ bank }) => banks.get(bank))].filter((part) => answers.has(part));
    const graded = asked.map((part) => ({ weight: part.weight || (part.scored ? part.scored.weight : 0), worth: worthOf(part, answers.get(part)) }));
    return graded.filter(({ worth }) => worth !== null);
  }
}

function mean(entries) {
  const sum = (of) => entries.reduce((total, entry) => total + of(entry), 0);
  return sum(({ weight, worth }) => weight * worth) / sum(({ weight }) => weight);
}

/**
 * What the lesson that is open shows of its questions and blocks: what was chosen, written, put and opened, in which order, what
 * was said to it. Which tab or card was last looked at is nobody's to keep.
 */
export function stateShown(visit) {
  return visit.lesson.evaluate(() => {
    const all = (root, selector, read) => Array.from(root.querySelectorAll(selector), read);
    const values = (root) => all(root, "input, textarea", (field) => (/radio|checkbox/.test(field.type) ? `${field.value}: ${field.checked}` : field.value));
    const names = ["data-result", "data-locked", "data-done", "hidden", "data-behind-gate"];
    const marks = (part) => names.filter((name) => part.hasAttribute(name)).map((name) => `${name}=${part.getAttribute(name)}`);
    const textOf = (form) => {
      const said = all(form, "[data-said]", (part) => part.textContent).filter(Boolean);
      return said.reduce((text, words) => text.replace(words, ""), form.innerText).replace(/\s+/g, " ").trim();
    };
    return all(document, "form[data-question], [data-activity]", (part) => {
      const question = part.getAttribute("data-question");
      return {
        id: question || part.dataset.activity,
        marks: marks(part),
        values: values(part),
        pressed: all(part, '[aria-pressed="true"]', (button) => button.value),
        order: all(part, "[data-item]", (item) => item.dataset.item),
        parts: all(part, "[data-stem], [data-option], [data-item]", (item) => item.dataset.part || ""),
        placed: all(part, "[data-place]", (place) => [place.dataset.place, ...all(place, "[data-token], [data-chip]", (thing) => thing.dataset.token || thing.dataset.chip)].join(" ")),
        opened: question ? [] : all(part, "[data-part][data-opened]", (panel) => panel.dataset.part),
        scene: all(part, "[data-scene]:not([hidden])", (scene) => scene.dataset.scene),
        text: question ? textOf(part) : "",
      };
    });
  });
}
