// An LMS that launches cmi5 and xAPI packages: it reads what the package says of itself, gives every learner a strict LRS
// for each activity, and judges by the statements alone.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { FakeLrs } from "../../../player/support/lrs.mjs";
import { Lms, serve } from "./server.mjs";

const CLIENT = fileURLToPath(new URL("../../node_modules/@xapi/cmi5/dist/", import.meta.url));

export class ActivityLms extends Lms {
  constructor(packages) {
    super(packages);
    /** @type {Map<string, FakeLrs>} */
    this.stores = new Map();
  }

  /** An LRS of its own under this name, for one activity and one registration. */
  opensStore(name, options) {
    const lrs = new FakeLrs(options);
    lrs.origin = `${this.origin}/lrs/${name}`;
    this.stores.set(name, lrs);
    return lrs;
  }

  answer(request, response) {
    const [, room, name, ...rest] = request.url.split("/");
    if (room === "lrs") {
      request.url = `/${rest.join("/")}`;
      return this.stores.get(name).serve(request, response);
    }
    if (room === "content") return serve(request, response, this.packages, decodeURIComponent([name, ...rest].join("/").split("?")[0]));
    if (room === "client") return serve(request, response, CLIENT, name);
    return super.answer(request, response);
  }
}

/** The units of a package, as its `cmi5.xml` tells of them; values as they stand there. */
export function unitsOf(folder) {
  const structure = readFileSync(join(folder, "cmi5.xml"), "utf8");
  return [...structure.matchAll(/<au ([^>]*)>(.*?)<\/au>/gs)].map(([, attributes, inside]) => ({
    ...Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, plain(value)])),
    url: plain(/<url>(.*?)<\/url>/s.exec(inside)[1]),
    launchParameters: plain((/<launchParameters>(.*?)<\/launchParameters>/s.exec(inside) || [])[1]),
  }));
}

/** What a package's `tincan.xml` says is launched. */
export function launchedActivityOf(folder) {
  const description = readFileSync(join(folder, "tincan.xml"), "utf8");
  const [, id, inside] = /<activity id="([^"]*)"[^>]*>((?:(?!<\/activity>).)*<launch.*?)<\/activity>/s.exec(description);
  return { id: plain(id), url: plain(/<launch[^>]*>(.*?)<\/launch>/s.exec(inside)[1]) };
}

function plain(text) {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text && text.trim().replace(/&(\w+);/g, (_, name) => entities[name]);
}

/** What an LMS writes into LMS.LaunchData for a unit (cmi5 §10). */
export function launchDataOf({ moveOn, masteryScore, launchParameters }) {
  return {
    moveOn,
    ...(masteryScore === undefined ? {} : { masteryScore: Number(masteryScore) }),
    ...(launchParameters ? { launchParameters } : {}),
  };
}

/** Whether an LMS counts a unit as satisfied (cmi5 §13.1.4, moveOn). */
export function isSatisfied(moveOn, verbs) {
  const [completed, passed] = [verbs.includes("completed"), verbs.includes("passed")];
  return { Completed: completed, Passed: passed, CompletedAndPassed: completed && passed, CompletedOrPassed: completed || passed, NotApplicable: true }[moveOn];
}
