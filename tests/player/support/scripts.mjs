// The scripts as a package carries them: the files and their order are read from src/player/mod.rs.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../../src/player/", import.meta.url);
const read = (name) => readFileSync(new URL(name, folder), "utf8");
const assembly = read("mod.rs");

const filesOf = (list) => {
  const block = assembly.match(new RegExp(`const ${list}: \\[&str; \\d+\\] = \\[([^\\]]*)\\]`))[1];
  return [...block.matchAll(/include_str!\("([^"]+)"\)/g)].map((match) => match[1]);
};

const REMOTE = ["remote.js", "lrs.js", "outbox.js", "statements.js", "recording.js"];
const ADAPTERS = { cmi5: [...REMOTE, "cmi5.js"], xapi: [...REMOTE, "xapi.js"] };
const LIMITS = {
  state: 64000, location: 1000, identifier: 250, description: 1000, text: 250, patterns: 10, objectives: 10,
  types: { "choice": "choice", "multiple-response": "choice", "true-false": "true-false", "fill-in": "fill-in" },
};

/**
 * @param {"scorm12" | "scorm2004" | "cmi5" | "xapi"} adapter
 * @param {"COURSE" | "CONTENT"} kind
 * @param {string} last what stands at the end of the function
 */
export function script(adapter, kind, last) {
  const files = [...filesOf("SESSION"), ...(ADAPTERS[adapter] || [`${adapter}.js`]), ...filesOf(kind)];
  return `(function () {\n"use strict";\nconst LIMITS = ${JSON.stringify(LIMITS)};\n${files.map(read).join("")}${last}\n})();\n`;
}

export const courseScript = (adapter) => script(adapter, "COURSE", `startCourse(window, ${adapter});`);
export const contentScript = (adapter) => script(adapter, "CONTENT", `startContent(window, ${adapter});`);

/** What a browser gives beyond the language. */
const PLATFORM = { Intl, URL, URLSearchParams, TextEncoder, AbortController };

/** Runs the scripts in a page of their own and hands out what a test wants to look at. */
export function load(adapter, names, { globals = {}, kind = "COURSE" } = {}) {
  const context = vm.createContext({ console: { warn() {} }, ...PLATFORM, ...globals });
  const last = `return { adapter: ${adapter}, ${names.join(", ")} };`;
  const source = script(adapter, kind, last).replace("(function () {", "out = (function () {");
  vm.runInContext(`var out; ${source}`, context, { filename: `${adapter}.js` });
  return context.out;
}
