// The scripts as a package puts them together, from their sources: the files and their order are read from src/player/mod.rs.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const folder = new URL("../../../src/player/", import.meta.url);
export const read = (name) => readFileSync(new URL(name, folder), "utf8");
const assembly = read("mod.rs");

export const ADAPTERS = ["scorm12", "scorm2004", "cmi5", "xapi", "aicc", "web", "pathstep"];

/** What each standard allows, by its name: the numbers of src/standard, which a test of the library keeps in step. */
const LIMITS = JSON.parse(readFileSync(new URL("limits.json", import.meta.url), "utf8"));
/** In a path the numbers are those of whatever standard the path is packed for. */
const standardOf = (adapter) => ({ scorm2004: "scorm2004-4th", pathstep: "web" })[adapter] || adapter;

const namesIn = (text) => [...text.matchAll(/"([^"]+)"/g)].map((match) => match[1]);
/** A list is written out, or made by a macro of that module, which puts what is named where it has `$adapter`. */
export const filesOf = (list) => {
  const [, macro, named] = assembly.match(new RegExp(`const ${list}: &\\[Script\\] =\\s*(\\w+)!\\[([^\\]]*)\\]`));
  if (macro === "scripts") return namesIn(named);
  const [, body] = assembly.match(new RegExp(`macro_rules! ${macro} \\{[^]*?scripts!\\[([^\\]]*)\\]`));
  return namesIn(body.replace("$adapter", named));
};

/** What a course may do without: families with scripts of their own. */
export const FAMILIES = [...assembly.matchAll(/family\("([^"]+)", &\[([^\]]*)\], &\[([^\]]*)\]\)/g)].map(
  ([, name, needed, files]) => ({ name, needed: namesIn(needed), files: namesIn(files) })
);

/** The files of a course that has just these families, by the names of them. */
function courseFiles(families) {
  const wanted = new Set(families.concat(FAMILIES.filter(({ name }) => families.includes(name)).flatMap(({ needed }) => needed)));
  return filesOf("COURSE").filter((file) => {
    const owners = FAMILIES.filter(({ files }) => files.includes(file));
    return owners.length === 0 || owners.some(({ name }) => wanted.has(name));
  });
}

/**
 * @param {"scorm12" | "scorm2004" | "cmi5" | "xapi" | "aicc" | "web" | "pathstep"} adapter
 * @param {"COURSE" | "CONTENT"} kind
 * @param {string} last what stands at the end of the function
 * @param {string[]} [families] of the course; all if none are named
 * @param {(name: string) => string} [text] of a file: its source, or what is shipped
 */
export function script(adapter, kind, last, families = FAMILIES.map(({ name }) => name), text = read) {
  const own = kind === "COURSE" ? courseFiles(families) : filesOf(kind);
  const files = [...filesOf("SHARED"), ...filesOf(adapter.toUpperCase()), ...own];
  const limits = `const LIMITS = ${JSON.stringify(LIMITS[standardOf(adapter)])};\n`;
  return `(function () {\n"use strict";\n${limits}${files.map(text).join("")}${last}\n})();\n`;
}

export const courseScript = (adapter, families, text) => script(adapter, "COURSE", `startCourse(window, ${adapter});`, families, text);
/** Of the page of a path, with a certificate or without. */
export const pathScript = (adapter, certificate, text = read) =>
  script(adapter, "PATH", `startCourse(window, ${adapter});`, [], (name) => (certificate || name !== "certificate.js" ? text(name) : ""));
export const contentScript = (adapter) => script(adapter, "CONTENT", `startContent(window, ${adapter});`);

/** What a browser gives beyond the language. */
export const PLATFORM = { Intl, URL, URLSearchParams, TextEncoder, AbortController };

/** Runs the scripts in a page of their own and hands out what a test wants to look at. */
export function load(adapter, names, { globals = {}, kind = "COURSE" } = {}) {
  const context = vm.createContext({ console: { warn() {} }, ...PLATFORM, ...globals });
  const last = `return { adapter: ${adapter}, ${names.join(", ")} };`;
  const source = script(adapter, kind, last).replace("(function () {", "out = (function () {");
  vm.runInContext(`var out; ${source}`, context, { filename: `${adapter}.js` });
  return context.out;
}
