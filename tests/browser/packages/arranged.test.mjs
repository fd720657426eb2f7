// Questions whose answers are arranged: with a mouse, with a finger, and with keys alone, each as well as the others.

import assert from "node:assert/strict";
import test from "node:test";
import { findings } from "./support/axe.mjs";
import * as keyboard from "./support/keyboard.mjs";
import { nothingWentWrong } from "./support/promises.mjs";
import { stage } from "./support/stage.mjs";

const here = stage();
const COURSE = "arranging/arranging-scorm2004-4th";
const KINDS = ["knows", "mooring", "belongs", "shelf", "lights"];

const promise = (words, context, body) => test(words, () => here.withLearner({ package: COURSE, context }, body));
const form = (visit, id) => visit.lesson.locator(`form[data-question="${id}"]`);
const result = (visit, id) => form(visit, id).getAttribute("data-result");
const results = (visit) => Promise.all(KINDS.map((id) => result(visit, id)));
const check = (visit, id) => form(visit, id).getByRole("button", { name: "Check answer" });
const orderOf = (visit) => form(visit, "mooring").locator("[data-item]").evaluateAll((items) => items.map((item) => item.dataset.item).join(""));

/** What each part is marked as, in words that are read aloud. */
const verdicts = (visit, id, parts) =>
  form(visit, id).locator(parts).evaluateAll((all) => all.map((part) => `${(part.querySelector("[data-label]") || part).textContent.trim()} ${part.querySelector("[data-verdict]").textContent}`).sort());

/** Where everything was put. */
const arrangement = async (visit) => ({
  knows: await form(visit, "knows").locator("[data-place] [data-holder]").allTextContents(),
  mooring: await orderOf(visit),
  belongs: await form(visit, "belongs").locator("[data-place]").evaluateAll((bins) => bins.map((bin) => Array.from(bin.querySelectorAll("[data-chip]"), (chip) => chip.dataset.chip).sort().join(""))),
  shelf: await form(visit, "shelf").locator("[data-place]").evaluateAll((zones) => zones.map((zone) => Array.from(zone.querySelectorAll("[data-token]"), (token) => token.dataset.token).sort().join(""))),
  lights: await form(visit, "lights").locator('[aria-pressed="true"]').evaluateAll((pressed) => pressed.map((button) => button.value).join("")),
});

async function submit(visit, id) {
  await check(visit, id).click();
  await form(visit, id).and(visit.lesson.locator("[data-result]")).waitFor();
}

/** From the middle of one thing into another, in steps, as hands move; both are in view. */
async function path(from, to, depth = 0.5) {
  await to.scrollIntoViewIfNeeded();
  await from.scrollIntoViewIfNeeded();
  const inside = ({ x, y, width, height }, part) => [x + width / 2, y + height * part];
  const [start, end] = [inside(await from.boundingBox(), 0.5), inside(await to.boundingBox(), depth)];
  return Array.from({ length: 9 }, (_step, at) => start.map((value, axis) => value + ((end[axis] - value) * at) / 8));
}

async function drag(visit, from, to) {
  const [start, ...rest] = await path(from, to);
  const { mouse } = visit.page;
  await mouse.move(...start);
  await mouse.down();
  for (const point of rest) await mouse.move(...point);
  await mouse.up();
}

promise("with a mouse, everything can be dragged to its place", { viewport: { width: 1280, height: 1100 } }, async (learner) => {
  const visit = await learner.opens();
  assert.deepEqual(await findings(visit.lesson), [], "before");
  const at = (id, selector) => form(visit, id).locator(selector);
  assert.equal(await check(visit, "mooring").isDisabled(), true, "what nobody has touched is no answer");
  await drag(visit, at("knows", '[data-chip="a"]'), at("knows", '[data-place="b"] .cw-slot'));
  assert.equal(await check(visit, "knows").isDisabled(), true);
  // From one place into the other, and what was there before is free again.
  await drag(visit, at("knows", '[data-place="b"] [data-token]'), at("knows", '[data-place="a"] .cw-slot'));
  await drag(visit, at("knows", '[data-chip="b"]'), at("knows", '[data-place="b"] .cw-slot'));
  for (const [item, place] of [["a", 0], ["b", 1], ["c", 2]]) {
    if ((await orderOf(visit))[place] === item) continue;
    await drag(visit, at("mooring", `[data-item="${item}"] [data-grip]`), at("mooring", "[data-item]").nth(place));
  }
  assert.equal(await orderOf(visit), "abc");
  for (const [chip, bin] of [["a", "a"], ["b", "a"], ["c", "b"], ["d", "b"]]) await drag(visit, at("belongs", `[data-chip="${chip}"]`), at("belongs", `[data-place="${bin}"]`));
  await drag(visit, at("belongs", '[data-chip="d"]'), at("belongs", "[data-back]"));
  await at("shelf", ".cw-picture").scrollIntoViewIfNeeded();
  for (const [chip, zone] of [["a", "a"], ["b", "a"]]) await drag(visit, at("shelf", `[data-chip="${chip}"]`), at("shelf", `[data-place="${zone}"]`));
  await drag(visit, at("shelf", '[data-token="b"]'), at("shelf", '[data-place="b"]'));
  for (const name of ["The lighthouse", "The crane"]) await form(visit, "lights").getByRole("button", { name }).click();
  for (const id of KINDS) await submit(visit, id);
  assert.deepEqual(await results(visit), KINDS.map(() => "correct"));
  assert.equal(await form(visit, "lights").getByText("Yes, 25 metres.").isVisible(), true);
  assert.equal(await form(visit, "lights").getByText("Tall, but she floats.").isVisible(), false);
  assert.equal(await at("belongs", ".cw-chip-button:enabled").count(), 0, "what is right is locked");
  assert.deepEqual(await findings(visit.lesson), [], "all right");
  nothingWentWrong(visit);
});

promise("with a finger, by tapping and by dragging the grip; half right, marked, and there again in the next visit", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }, async (learner) => {
  const visit = await learner.opens();
  const tap = async (id, opener, name) => {
    await form(visit, id).locator(opener).tap();
    await visit.lesson.getByRole("option", { name }).tap();
  };
  const touch = await learner.context.newCDPSession(visit.page);
  const fingerDrag = async (from, to, depth) => {
    const [start, ...rest] = await path(from, to, depth);
    const send = (type, points) => touch.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
    await send("touchStart", [start]);
    for (const point of rest) await send("touchMove", [point]);
    // A finger that leaves while it moves throws, and the next tap would only stop that.
    await visit.page.waitForTimeout(200);
    await send("touchMove", [rest.at(-1)]);
    await send("touchEnd", []);
    // A tap at once would be the second of two, by which this LMS's page is enlarged.
    await visit.page.waitForTimeout(400);
  };
  await tap("knows", '[data-place="a"] .cw-slot', "The way in");
  await tap("knows", '[data-chip="c"] button', "Net maker");
  const items = form(visit, "mooring").locator("[data-item]");
  const before = await orderOf(visit);
  await fingerDrag(items.nth(0).locator("[data-grip]"), items.nth(2), 0.9);
  assert.equal(await orderOf(visit), before.slice(1) + before[0], "the first one was dragged to the end");
  for (const [item, place] of [["a", 0], ["c", 1]]) {
    while ((await orderOf(visit)).indexOf(item) > place) await form(visit, "mooring").locator(`[data-item="${item}"] [data-move="-1"]`).tap();
  }
  assert.equal(await orderOf(visit), "acb");
  await tap("belongs", '[data-chip="a"] button', "In the water");
  await tap("belongs", '[data-chip="b"] button', "On land");
  await fingerDrag(form(visit, "belongs").locator('[data-chip="c"] [data-grip]'), form(visit, "belongs").locator('[data-place="b"]'));
  await tap("shelf", '[data-place="a"] button', "A coin");
  await tap("shelf", '[data-chip="c"] button', "Place 2");
  assert.equal(await form(visit, "shelf").getByRole("button", { name: "Place 2: The sea" }).count(), 1, "a place says what lies on it");
  await form(visit, "lights").getByRole("button", { name: "The crane" }).tap();
  for (const id of KINDS) await submit(visit, id);
  assert.deepEqual(await results(visit), KINDS.map(() => "partly"));
  const marked = {
    knows: await verdicts(visit, "knows", "[data-stem]"), mooring: await verdicts(visit, "mooring", "[data-item]"),
    belongs: await verdicts(visit, "belongs", "[data-stem]"), shelf: await verdicts(visit, "shelf", "[data-stem]"),
  };
  assert.deepEqual(marked, {
    knows: ["Net maker (not right)", "Pilot (right)"],
    mooring: ["Make it fast (not right)", "Report to the harbour master (not right)", "Throw the line (right)"],
    belongs: ["Bakery (right)", "Fog (right)", "Herring (not right)", "Ship (right)"],
    shelf: ["A coin (right)", "A slice of cake (not right)", "The sea (not right)"],
  });
  assert.deepEqual(await findings(visit.lesson), [], "partly right");
  const sideways = await visit.lesson.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
  assert.equal(sideways, 0);
  const put = await arrangement(visit);
  assert.deepEqual(put, { knows: ["The way in", "The price of parrots"], mooring: "acb", belongs: ["a", "bc"], shelf: ["a", "c"], lights: "b" });
  nothingWentWrong(visit);
  await visit.navigatesAway();

  const later = await learner.opens();
  if (await later.asksToResume()) await later.shell.click('[data-action="resume"]');
  await later.onLesson("harbour");
  await form(later, "knows").and(later.lesson.locator("[data-result]")).waitFor();
  assert.deepEqual(await arrangement(later), put);
  assert.deepEqual(await results(later), KINDS.map(() => "partly"));
  // Whoever tries again goes on from there.
  await form(later, "knows").getByRole("button", { name: "Try again" }).tap();
  assert.deepEqual(await arrangement(later), put);
  assert.deepEqual(await verdicts(later, "knows", "[data-stem]"), ["Net maker ", "Pilot "]);
});

promise("with keys alone: wrong at first, then right", { viewport: { width: 1280, height: 800 } }, async (learner) => {
  const visit = await learner.opens();
  const { keyboard: keys } = visit.page;
  const press = async (...names) => {
    for (const name of names) await keys.press(name);
  };
  const to = (id, selector, options) => keyboard.tabTo(visit, `[data-question="${id}"] ${selector}`, options);
  const send = async (id) => {
    await to(id, 'button[type="submit"]');
    await press("Enter");
    await form(visit, id).and(visit.lesson.locator("[data-result]")).waitFor();
  };
  /** Goes to the option of that name in the list that is open. */
  const pick = async (name) => {
    const focused = () => visit.lesson.evaluate(() => document.activeElement.textContent);
    assert.equal(await visit.lesson.evaluate(() => document.activeElement.getAttribute("role")), "option");
    await press("Home");
    for (let step = 0; step < 9 && (await focused()) !== name; step += 1) await press("ArrowDown");
    await press("Enter");
  };
  await to("knows", '[data-place="a"] .cw-slot');
  await press("Enter", "Escape", "Enter");
  assert.deepEqual(await findings(visit.lesson), [], "with an open list");
  await pick("The price of parrots");
  assert.match(await form(visit, "knows").locator("[data-said]").textContent(), /The price of parrots: now at Pilot/);
  await to("knows", '[data-place="b"] .cw-slot');
  await press("Space");
  await pick("The way in");
  await send("knows");
  assert.equal(await result(visit, "knows"), "incorrect");
  await press("Enter");
  assert.equal(await keyboard.hasFocus(visit, '[data-place="a"] .cw-slot'), true, "trying again begins at what was not right");
  await press("Enter");
  await pick("The way in");
  await to("knows", '[data-place="b"] .cw-slot');
  await press("Enter");
  await pick("Every knot");
  await send("knows");

  await to("mooring", '[data-item="c"] [data-move="1"]');
  await press("End", "Home");
  assert.equal((await orderOf(visit))[0], "c");
  assert.match(await form(visit, "mooring").locator("[data-said]").textContent(), /Report to the harbour master: now 1 of 3/);
  await press("ArrowDown", "ArrowDown");
  assert.equal(await keyboard.hasFocus(visit, '[data-item="c"] [data-move="1"]'), true, "the focus stays with what moves");
  if ((await orderOf(visit)) !== "abc") {
    await to("mooring", '[data-item="a"] [data-move="-1"]', { back: true });
    await press("Enter");
  }
  await send("mooring");

  await to("belongs", "[data-tray] [data-chip] button");
  for (let left = 4; left > 1; left -= 1) {
    // The focus goes on to the next one that is not sorted yet.
    const name = await visit.lesson.evaluate(() => document.activeElement.querySelector("[data-label]").textContent);
    if (name === "Fog") await press("Tab");
    const chip = await visit.lesson.evaluate(() => document.activeElement.querySelector("[data-label]").textContent);
    await press("Enter");
    await pick(chip === "Bakery" ? "On land" : "In the water");
  }
  await send("belongs");

  await to("shelf", '[data-place="a"] button');
  await press("Enter");
  await pick("A coin");
  await to("shelf", '[data-chip="b"] button');
  await press("Enter");
  await pick("Place 2");
  await send("shelf");

  for (const value of ["a", "b"]) {
    await to("lights", `button[value="${value}"]`);
    await press("Space");
  }
  await send("lights");
  assert.deepEqual(await results(visit), KINDS.map(() => "correct"));
  nothingWentWrong(visit);
});
