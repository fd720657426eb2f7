// The scripts as packages carry them: without comments, types, and long names. `npm run player` in `tests/browser` writes them
// to `src/player/built`, from where the library takes them; a test holds them to their sources.
//
// Each file is minified by itself, because each course has files of its own. What a file's own scope defines gets a short
// name that is the same in all files. It depends on the long one, and seldom on others, so that a change of one script
// changes little in the others.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";

const SOURCES = new URL("../../../src/player/", import.meta.url);
const BUILT = new URL("built/", SOURCES);
/** What `mod.rs` names. */
const KEPT = ["startCourse", "startContent", "scorm12", "scorm2004", "cmi5", "xapi", "aicc", "web", "pathstep"];
const FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const isScript = (name) => name.endsWith(".js") && name !== "types.js";
const scriptsIn = (folder) => readdirSync(folder).filter(isScript).sort();

/** @param {string} source @returns {string[]} what its own scope defines */
export function definitions(source) {
  return [...source.matchAll(/^(?:async )?(?:function|class|const|let|var)\s+(\w+)/gm)].map((match) => match[1]);
}

/** FNV-1a. */
function hash(text) {
  let sum = 0x811c9dc5;
  for (const character of text) sum = Math.imul(sum ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return sum;
}

/** @param {string[]} names @returns {Map<string, string>} short ones, of two letters where these are not taken */
function shortNames(names) {
  const short = new Map();
  const taken = new Set(["do", "if", "in", "is", "of", "as"]);
  for (const name of names) {
    let place = hash(name);
    const candidate = () => FIRST[place % 52] + FIRST[Math.floor(place / 52) % 52];
    while (taken.has(candidate())) place += 1;
    taken.add(candidate());
    short.set(name, candidate());
  }
  return short;
}

/** @returns {Promise<Map<string, string>>} what each file is to hold */
export async function build() {
  const { minify } = createRequire(new URL("../../browser/package.json", import.meta.url))("terser");
  const sources = new Map(scriptsIn(SOURCES).map((name) => [name, readFileSync(new URL(name, SOURCES), "utf8")]));
  const names = new Set([...sources.values()].flatMap(definitions).filter((name) => !KEPT.includes(name)));
  const props = Object.fromEntries([...shortNames([...names].sort())].map(([name, short]) => [`$${name}`, short]));
  const built = new Map();
  for (const [name, source] of sources) {
    const nameCache = { vars: { props: { ...props } } };
    const { code } = await minify(source, {
      ecma: 2020,
      compress: { passes: 2 },
      mangle: { toplevel: true, reserved: KEPT },
      nameCache,
      format: { ascii_only: true, comments: false },
    });
    const unforeseen = Object.keys(nameCache.vars.props).filter((key) => !(key in props));
    if (unforeseen.length > 0) throw new Error(`${name} defines ${unforeseen} in a way that \`definitions\` does not see`);
    if (!/^\w/.test(code)) throw new Error(`${name} could go on with the last statement of the file before it`);
    built.set(name, `${code}\n`);
  }
  return built;
}

/** @returns {Map<string, string>} what each file holds */
export const written = () => new Map(scriptsIn(BUILT).map((name) => [name, readFileSync(new URL(name, BUILT), "utf8")]));

if (argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(BUILT, { recursive: true, force: true });
  mkdirSync(BUILT);
  for (const [name, code] of await build()) writeFileSync(new URL(name, BUILT), code);
}
