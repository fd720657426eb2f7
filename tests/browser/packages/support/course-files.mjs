// A reader of AICC's course files, of our own and from the rules alone: CMI001, and what importers are known to need.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const COLUMNS = {
  au: ["System_ID", "Type", "Command_Line", "Max_Time_Allowed", "Time_Limit_Action", "File_Name", "Max_Score", "Mastery_Score", "System_Vendor", "Core_Vendor", "Web_Launch", "AU_Password"],
  des: ["System_ID", "Developer_ID", "Title", "Description"],
};

/**
 * @param {string} folder of an unpacked package
 * @returns {{ course: Record<string, string>, description: string, units: object[], tree: object[] }} the tree as learners see it
 */
export function readCourse(folder) {
  const names = readdirSync(folder);
  const crs = names.filter((name) => name.endsWith(".crs"));
  assert.equal(crs.length, 1, "there is one course file at the root");
  const base = crs[0].slice(0, -4);
  assert.match(base, /^[a-z][a-z0-9_-]{0,31}$/);
  const read = (extension) => lines(readFileSync(join(folder, `${base}.${extension}`)));
  const { course, description } = readDescription(read("crs"));
  const units = table(read("au"), COLUMNS.au);
  const descriptors = new Map(table(read("des"), COLUMNS.des).map((row) => [row.System_ID, row]));
  const [header, ...rows] = read("cst").map(fields);
  assert.equal(header.join(), ["Block", ...header.slice(1).fill("Member")].join());
  assert.equal(Number(course.Max_Fields_CST), header.length);
  assert.ok(header.length <= 16, "Moodle reads no wider structure");
  assert.equal(rows[0][0], "root");
  const members = new Map();
  for (const [block, ...row] of rows) {
    assert.equal(row.length, header.length - 1, "every row is as wide as the header");
    members.set(block, [...(members.get(block) || []), ...row.filter(Boolean)]);
  }
  const ids = units.map((unit) => unit.System_ID);
  assert.deepEqual([Number(course.Total_AUs), Number(course.Total_Blocks)], [units.length, members.size - 1]);
  assert.deepEqual([...members.values()].flat().sort(), [...ids, ...members.keys()].filter((id) => id !== "root").sort(), "all stand in the tree, once");
  assert.deepEqual([...descriptors.keys()].sort(), [...members.values()].flat().sort());
  const grow = (block) => members.get(block).map((id) => ({
    id, title: descriptors.get(id).Title, developer: descriptors.get(id).Developer_ID,
    ...(members.has(id) ? { members: grow(id) } : { unit: units.find((unit) => unit.System_ID === id) }),
  }));
  return { course, description, units, tree: grow("root") };
}

/** Lines in CR LF, none empty, none with blanks at its ends, and nothing after the last. */
function lines(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const found = text.split("\r\n");
  for (const line of found) assert.ok(line && line === line.trim() && !/[\r\n\t]/.test(line), JSON.stringify(line));
  return found;
}

/** Every field quoted, and no quotation mark inside. */
function fields(line) {
  assert.match(line, /^"[^"]*"(,"[^"]*")*$/);
  return line.slice(1, -1).split('","');
}

function table(rows, columns) {
  assert.deepEqual(fields(rows[0]), columns);
  return rows.slice(1).map((line) => {
    const row = fields(line);
    assert.equal(row.length, columns.length);
    return Object.fromEntries(columns.map((column, at) => [column, row[at]]));
  });
}

function readDescription(rows) {
  const groups = {};
  let current;
  for (const line of rows) {
    const heading = /^\[(\w+)\]$/.exec(line);
    if (heading) current = groups[heading[1]] = [];
    else current.push(line);
  }
  assert.deepEqual(Object.keys(groups), ["Course", "Course_Behavior", "Course_Description"]);
  const pairs = [...groups.Course, ...groups.Course_Behavior].map((line) => /^([^=]+)=([^=]*)$/.exec(line).slice(1));
  const course = Object.fromEntries(pairs);
  assert.equal(course.Level, "1");
  assert.ok(Number(course.Max_Normal) > 0);
  assert.equal(groups.Course_Description.length, 1, "one line, since ILIAS reads the first alone");
  return { course, description: groups.Course_Description[0] };
}
