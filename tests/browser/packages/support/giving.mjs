// How an answer is given, kind by kind, and what there is to do in each kind of block; whatever the hand that does it. A hand
// presses, ticks, writes, picks from a list that a button opens, and moves an item of a list: with a mouse, a finger or keys.

import assert from "node:assert/strict";
import { rightAnswer } from "./answers.mjs";

/**
 * @typedef {object} Hand
 * @property {(visit, selector: string) => Promise<void>} press a button, a link, a summary
 * @property {(visit, selector: string) => Promise<void>} tick a checkbox, or a radio button
 * @property {(visit, selector: string, text: string) => Promise<void>} write into a field
 * @property {(visit, opener: string, option: string) => Promise<void>} pick an option of the list that a button opens
 * @property {(visit, tab: string) => Promise<void>} select a tab
 * @property {(visit, item: string, steps: number) => Promise<void>} move an item of an ordering up (below 0) or down
 */

// ---- Questions ---------------------------------------------------------------------------------

const ticked = async (hand, visit, form, response) => {
  for (const value of response) await hand.tick(visit, `${form} input[value="${value}"]`);
};

const written = async (hand, visit, form, response) => {
  const names = await visit.lesson.$$eval(`${form} :is(input, textarea)`, (fields) => fields.map((field) => field.name));
  for (const [at, text] of response.entries()) await hand.write(visit, `${form} [name="${names[at]}"]`, text);
};

const pressed = async (hand, visit, form, response) => {
  for (const value of response) await hand.press(visit, `${form} button[value="${value}"]`);
};

/** The stems are places, for each of which a chip is picked; or chips, for each of which a place is. */
const paired = (part, opener) => async (hand, visit, form, response) => {
  for (const entry of response) {
    const [stem, target] = entry.split(".");
    await hand.pick(visit, `${form} [${part}="${stem}"] [${opener}]`, `${form} [role="listbox"] [data-value="${target}"]`);
  }
};

const ordered = async (hand, visit, form, response) => {
  const now = () => visit.lesson.$$eval(`${form} [data-item]`, (items) => items.map((item) => item.dataset.item));
  const item = (id) => `${form} [data-item="${id}"]`;
  // Nothing is an answer before something has been moved.
  if ((await now()).join() === response.join()) for (const steps of [1, -1]) await hand.move(visit, item(response[0]), steps);
  for (const [place, id] of response.entries()) {
    const steps = place - (await now()).indexOf(id);
    if (steps !== 0) await hand.move(visit, item(id), steps);
  }
};

const GIVING = {
  choice: ticked, "multiple-response": ticked, "true-false": ticked, likert: ticked, performance: ticked,
  "fill-in": written, numeric: written, "long-answer": written,
  matching: paired("data-place", "data-open-place"), sorting: paired("data-chip", "data-open-chip"), "drag-and-drop": paired("data-chip", "data-open-chip"),
  ordering: ordered, hotspot: pressed,
};

export const formOf = ({ id }) => `form[data-question="${id}"]`;

/** Gives an answer, and submits it where questions are submitted one by one. */
export async function give(hand, visit, question, response, { submit = true } = {}) {
  const form = formOf(question);
  const start = `${form} [data-action="start"]`;
  if (await visit.lesson.isVisible(start)) await hand.press(visit, start);
  await GIVING[question.type](hand, visit, form, response);
  if (!submit) return;
  await hand.press(visit, `${form} button[type="submit"]`);
  await visit.lesson.waitForSelector(`${form}[data-result]`);
}

// ---- Blocks ------------------------------------------------------------------------------------

const each = (control) => async (hand, visit, block, { response }) => {
  for (const id of response) await hand.press(visit, `${block} [data-part="${id}"] ${control}`);
};

const tabs = async (hand, visit, block) => {
  const panels = await visit.lesson.$$eval(`${block} [role="tab"]`, (buttons) => buttons.map((button) => button.getAttribute("aria-controls")));
  for (const panel of panels) await hand.select(visit, `${block} [role="tab"][aria-controls="${panel}"]`);
};

const steps = async (hand, visit, block) => {
  const next = `${block} .cw-stage-controls .cw-button:not(.cw-secondary)`;
  while (await visit.lesson.isEnabled(next)) await hand.press(visit, next);
};

const confirmed = async (hand, visit, block, { code }) => {
  await hand.write(visit, `${block} [data-entry] input`, code);
  await hand.press(visit, `${block} [data-entry] button`);
  await visit.lesson.waitForSelector(`${block}[data-done]`);
};

const opened = async (hand, visit, block) => {
  await hand.press(visit, `${block} button`);
  await visit.lesson.waitForSelector(block, { state: "hidden" });
};

/** By the shortest way to the ending. */
const played = async (hand, visit, block, { response }) => {
  const scenes = await visit.lesson.$$eval(`${block} [data-scene]`, (elements) =>
    elements.map((scene) => [scene.dataset.scene, Array.from(scene.querySelectorAll("[data-choice]"), ({ dataset }) => [dataset.choice, dataset.to])]));
  for (const [scene, choice] of wayTo(scenes, response[0].slice(2))) {
    const here = `${block} [data-scene="${scene}"]`;
    await hand.press(visit, `${here} [data-choice="${choice}"]`);
    if (await visit.lesson.$(`${here} [data-consequence="${choice}"]`)) await hand.press(visit, `${block} [data-scenario="go"]`);
  }
};

/** @returns {string[][]} scene and choice, until the ending */
function wayTo(scenes, ending) {
  const [[first]] = scenes;
  const ways = new Map([[first, []]]);
  for (const scene of ways.keys()) {
    for (const [choice, to] of new Map(scenes).get(scene)) {
      if (!ways.has(to)) ways.set(to, [...ways.get(scene), [scene, choice]]);
    }
  }
  assert.ok(ways.has(ending), `a way leads to ${ending}`);
  return ways.get(ending);
}

const DOING = {
  accordion: each("summary"), "labelled-image": each("summary"), tabs, process: steps, "flash-cards": each(".cw-card-turn"),
  checklist: async (hand, visit, block, { response }) => {
    for (const value of response) await hand.tick(visit, `${block} input[value="${value}"]`);
  },
  reflection: (hand, visit, block, { response }) => hand.write(visit, `${block} textarea`, response[0]),
  "sign-off": confirmed, "live-session": confirmed, continue: opened, scenario: played,
};

export const blockOf = ({ id }) => `[data-activity="${id}"]`;

/**
 * Does what there is to do in a block.
 * @param {Record<string, string>} codes by the ids of the blocks that ask for one
 */
export async function perform(hand, visit, activity, { codes = {}, choose = rightAnswer } = {}) {
  const { form, ids } = activity.keeps;
  const response = activity.scored ? choose(activity) : form === "flags" ? ids : form === "texts" ? ["What I think of it."] : [];
  await DOING[activity.kind](hand, visit, blockOf(activity), { response, code: codes[activity.id] });
}

// ---- Lessons -----------------------------------------------------------------------------------

/** The questions of a lesson and of what is drawn in it, and its blocks that keep something, as they stand on the page. */
export async function partsOf(visit, config, lesson) {
  const known = new Map([
    ...lesson.questions, ...(lesson.activities || []),
    ...(config.banks || []).flatMap(({ questions }) => questions),
  ].map((part) => [part.id, part]));
  const ids = await visit.lesson.$$eval("form[data-question], [data-activity]", (parts) =>
    parts.filter((part) => !part.closest("[data-draw]") || !part.hidden).map((part) => part.dataset.activity || part.getAttribute("data-question")));
  return ids.map((id) => known.get(id));
}

/**
 * Does everything on the page of a lesson, in its order; what is answered is handed to `noted`.
 * @param {object} [options] `only`: which parts; `blocks`: which blocks besides those that count
 */
export async function play(hand, visit, config, lesson, { choose = rightAnswer, codes = {}, noted = () => {}, blocks = () => true } = {}) {
  if (lesson.assessment) return takeTest(hand, visit, config, lesson, { choose, noted });
  for (const part of await partsOf(visit, config, lesson)) {
    if (part.type) {
      const response = choose(part);
      await give(hand, visit, part, response);
      noted(part, response);
    } else if (part.scored || blocks(part)) {
      await perform(hand, visit, part, { codes, choose });
      if (part.scored) noted(part, choose(part));
    }
  }
}

/** Answers a test, and submits all of it together. */
async function takeTest(hand, visit, config, lesson, { choose, noted }) {
  if (await visit.lesson.isVisible("[data-test-begin]")) await hand.press(visit, "[data-test-begin]");
  await visit.lesson.waitForSelector('html[data-test-phase="open"]');
  for (const question of await partsOf(visit, config, lesson)) {
    const response = choose(question);
    await give(hand, visit, question, response, { submit: false });
    noted(question, response);
  }
  await hand.press(visit, "[data-test-submit]");
  await hand.press(visit, "[data-test-sure]");
  await visit.lesson.waitForSelector('html[data-test-phase="submitted"]');
}
