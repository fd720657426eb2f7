// The keyboard as a learner uses it: Tab, Space, Enter, arrows and letters. At every stop of the focus these
// helpers make sure that it can be seen.

import assert from "node:assert/strict";
import { rightAnswer } from "./answers.mjs";
import { give, play } from "./giving.mjs";

const MOST_STOPS = 120;

/** Presses Tab until the focus is on an element that matches, in the lesson or in the shell. */
export async function tabTo(visit, selector, { back = false } = {}) {
  const stops = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await visit.page.keyboard.press(back ? "Shift+Tab" : "Tab");
    const focus = await focused(visit, selector);
    stops.push(focus.name);
    assert.ok(focus.trouble === null, `the focus can be seen: ${focus.trouble}`);
    if (focus.matches) return;
  }
  assert.fail(`Tab never reaches ${selector}; it stops at ${stops.join(", ")}`);
}

/** Whether the focus is on an element that matches. */
export async function hasFocus(visit, selector) {
  return (await focused(visit, selector)).matches;
}

/** All pages are of one origin here, so one look from the top finds the focus. */
function focused(visit, selector) {
  return visit.page.evaluate((wanted) => {
    let element = document.activeElement;
    while (element && element.tagName === "IFRAME" && element.contentDocument) element = element.contentDocument.activeElement;
    if (!element || element === element.ownerDocument.body) return { name: "the page", matches: false, trouble: null };
    const owner = element.ownerDocument.defaultView;
    const name = `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent || element.name || "").trim().slice(0, 30)}”`;
    // The browser draws the focus on its own controls of sound and video.
    const ringed = element instanceof owner.HTMLMediaElement || [element, element.closest("label"), element.closest(".cw-option")].filter(Boolean).some((part) => {
      const style = owner.getComputedStyle(part);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
    });
    const box = element.getBoundingClientRect();
    const inView = box.bottom > 0 && box.top < owner.innerHeight && box.width > 0 && box.height > 0;
    const at = [Math.min(Math.max(box.left + box.width / 2, 0), owner.innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), owner.innerHeight - 1)];
    const onTop = owner.document.elementFromPoint(...at);
    // What was put into a place lies on the middle of its button, whose ring goes around both.
    const held = element.closest("[data-place]")?.contains(onTop);
    const hidden = !held && onTop && !element.contains(onTop) && !onTop.contains(element) && !element.closest("label")?.contains(onTop);
    const trouble = !ringed ? `${name} has no ring` : !inView ? `${name} is out of view` : hidden ? `${name} is under ${onTop.className}` : null;
    return { name, matches: element.matches(wanted), trouble };
  }, selector);
}

/**
 * The keyboard as a hand, beginning wherever the focus is.
 * @type {import("./giving.mjs").Hand}
 */
export const hand = {
  press: (visit, selector) => press(visit, selector),
  async tick(visit, selector) {
    const { keyboard } = visit.page;
    const group = await visit.lesson.$eval(selector, ({ type, name, form }) =>
      type === "radio" ? Array.from(form.elements).filter((input) => input.name === name).map(({ value }) => value) : null);
    if (!group) {
      await tabTo(visit, selector);
      return keyboard.press("Space");
    }
    // One stop for all radio buttons of a group; arrows choose.
    await tabTo(visit, group.map((value) => selector.replace(/\[value="[^"]*"\]$/, `[value="${value}"]`)).join());
    await keyboard.press("Space");
    for (let option = 0; option < group.length && !(await hasFocus(visit, `${selector}:checked`)); option += 1) {
      await keyboard.press("ArrowDown");
    }
  },
  async write(visit, selector, text) {
    await tabTo(visit, selector);
    await visit.page.keyboard.press("ControlOrMeta+a");
    await visit.page.keyboard.type(text);
  },
  async pick(visit, opener, option) {
    await press(visit, opener);
    for (let step = 0; step < MOST_STOPS && !(await hasFocus(visit, option)); step += 1) {
      await visit.page.keyboard.press(step === 0 ? "Home" : "ArrowDown");
    }
    await visit.page.keyboard.press("Enter");
  },
  async select(visit, tab) {
    const list = tab.slice(0, tab.lastIndexOf("[aria-controls="));
    if (!(await hasFocus(visit, list))) await tabTo(visit, `${list}[tabindex="0"]`);
    for (let step = 0; step < MOST_STOPS && !(await hasFocus(visit, tab)); step += 1) await visit.page.keyboard.press("ArrowRight");
  },
  async move(visit, item, steps) {
    await tabTo(visit, `${item} [data-move]`);
    for (let step = 0; step < Math.abs(steps); step += 1) await visit.page.keyboard.press(steps < 0 ? "ArrowUp" : "ArrowDown");
  },
};

/** Answers one question of the lesson that is open, beginning wherever the focus is. */
export async function answer(visit, question, response) {
  await give(hand, visit, question, response);
}

export async function press(visit, selector) {
  await tabTo(visit, selector);
  await visit.page.keyboard.press("Enter");
}

/** Takes the lessons `first` to `last`; ends on the page after, or in the summary. */
export async function takeLessons(visit, config, { first = 0, last = config.lessons.length - 1, choose = rightAnswer } = {}) {
  for (let index = first; index <= last; index += 1) {
    await visit.onLesson(config.lessons[index].id);
    await play(hand, visit, config, config.lessons[index], { choose, blocks: () => false });
    await press(visit, 'footer [data-action="next"]');
  }
  if (last === config.lessons.length - 1) await visit.shell.waitForSelector("[data-summary]:not([hidden])");
  else await visit.onLesson(config.lessons[last + 1].id);
}
