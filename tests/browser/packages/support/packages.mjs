// The packages under test. `npm test` builds and unpacks them first.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const PACKAGES = process.env.COURSEWRIGHT_PACKAGES || fileURLToPath(new URL("../.built/", import.meta.url));

/** The standards whose run-time an LMS on scorm-again is. */
export const SCORM = ["scorm12", "scorm2004-2nd", "scorm2004-3rd", "scorm2004-4th"];

/** One for each run-time API: for promises about the scripts, which the editions of SCORM 2004 share. */
export const STANDARDS = ["scorm12", "scorm2004-4th"];

export function packageFolder(name) {
  const folder = join(PACKAGES, name);
  if (!existsSync(join(folder, "imsmanifest.xml"))) throw new Error(`${folder} is not there: run \`npm test\`, or \`packages/build.sh\` alone.`);
  return folder;
}
