// What holds in every visit, whatever the learner does.

import assert from "node:assert/strict";

/**
 * A value that was never stored is no failure to ask for: SCORM 2004 says 403, SCORM 1.2 answers "".
 * @param {{ name: string, error: string }} call
 */
const isEmptyRead = ({ name, error }) => name === "GetValue" && error === "403";

/**
 * Browsers refuse an LMS's blocking request while a page is being left; scorm-again then says that the commit
 * failed, and sends everything with the end of the session.
 */
const isCommitWhileLeaving = ({ name, leaving }) => leaving && name.endsWith("Commit");

/** Every call succeeded. */
export async function noCallFailed(visit) {
  const failed = (await visit.calls()).filter((call) => {
    if (isEmptyRead(call) || isCommitWhileLeaving(call)) return false;
    const read = call.name.endsWith("GetValue");
    return call.thrown || call.error !== "0" || (!read && String(call.result) !== "true");
  });
  assert.deepEqual(failed, [], "no call of the LMS fails");
  assert.ok((await visit.calls()).length > 0, "the calls were recorded");
}

/** Nothing in the console, nothing from other hosts, nothing missing. */
export function nothingWentWrong(visit) {
  assert.deepEqual(visit.problems, [], "no errors, no requests to other hosts");
}
