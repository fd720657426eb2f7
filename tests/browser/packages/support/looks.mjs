// One page in every look that learners may give it: light, dark, twice and four times as large.

import assert from "node:assert/strict";
import { ALL, COLOURS, findings, sideways } from "./axe.mjs";

const LOOKS = {
  light: { colorScheme: "light", rules: ALL },
  // Nothing but the colours is different.
  dark: { colorScheme: "dark", rules: COLOURS },
  // Twice as large means half as many of the pixels that style sheets speak of (WCAG 1.4.4).
  "at 200 %": { colorScheme: "light", viewport: { width: 640, height: 400 }, rules: ALL },
  // 320 px wide is what 1280 px are at 400 % (WCAG 1.4.10): nothing is smaller there than at 200 %, only narrower.
  "at 400 %": { colorScheme: "light", viewport: { width: 320, height: 256 } },
};

/** axe finds nothing in a frame, and nothing has to be moved sideways, in any look; then the page is as it was. */
export async function faultless(visit, frame, what) {
  const usual = visit.page.viewportSize();
  // Nobody needs to wait until one colour has become another.
  const reducedMotion = "reduce";
  for (const [look, { colorScheme, rules, viewport = usual }] of Object.entries(LOOKS)) {
    await visit.page.emulateMedia({ colorScheme, reducedMotion });
    await visit.page.setViewportSize(viewport);
    if (rules) assert.deepEqual(await findings(frame, rules), [], `${what}, ${look}`);
    assert.equal(await sideways(frame), null, `${what} needs no scrolling sideways, ${look}`);
  }
  await visit.page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await visit.page.setViewportSize(usual);
}
