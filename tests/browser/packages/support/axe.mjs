// axe-core in a frame. Each frame is looked at by itself: then every rule applies, those for whole pages too.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { settled } from "./settled.mjs";

/** Every page needs it anew, and half the length takes half the time. */
const AXE = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

/** What axe looks at. */
export const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
export const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** @returns {Promise<string[]>} the findings in words, with the elements at fault */
export async function findings(frame, runOnly = ALL) {
  await settled(frame);
  if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(AXE);
  const violations = await frame.evaluate(async (runOnly) => {
    const result = await window.axe.run(document, { iframes: false, resultTypes: ["violations"], runOnly });
    return result.violations;
  }, runOnly);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)} – ${node.failureSummary.replace(/\s+/g, " ").slice(0, 200)}`));
}

/** Whether a page must be moved sideways to be read. */
export const sideways = (frame) => frame.evaluate(() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const wide = Array.from(document.querySelectorAll("body *")).filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
  return `${root.scrollWidth} px in ${root.clientWidth}: ${wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 80)).join(" | ")}`;
});
