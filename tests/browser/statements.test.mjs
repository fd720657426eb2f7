// Statements on answers of every kind, and on reflections, before the validator that an LRS in use stands on.

import assert from "node:assert/strict";
import test from "node:test";
import { ANSWERS, EMPTY, LARGEST } from "../player/support/answers.mjs";
import { FakeLrs } from "../player/support/lrs.mjs";
import { launch } from "../player/support/remote.mjs";
import { independentFindings } from "./packages/support/statements.mjs";

for (const standard of ["cmi5", "xapi"]) {
  test(`${standard}: an answer of every kind and a reflection are statements`, async () => {
    const { lrs, update, finish } = await launch({ standard, lrs: new FakeLrs({ standard }) });
    for (const answer of [...ANSWERS, ...EMPTY, ...LARGEST]) await update({}, answer);
    await update({ comments: [{ id: "my-manager", prompt: "What helps?", text: "Early news" }] });
    await finish();
    assert.equal(lrs.said("answered").length, ANSWERS.length + EMPTY.length + LARGEST.length);
    assert.equal(lrs.said("commented").length, 1);
    assert.deepEqual(lrs.statements.flatMap(independentFindings), []);
    assert.deepEqual(lrs.problems, []);
  });
}
