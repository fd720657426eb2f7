// The forms of a response: what the learner has chosen, put in order, paired or written, as a list of short strings.
//
//     form    response                                     bits in the state record
//     index   [id], one of n                               ceil(log2 n)
//     flags   [id…], any of n, in their order              n, one each
//     pairs   ["stem.target"…], in the order of the stems  for each of k stems ceil(log2(m + 1)): 0 for none, or the target's
//                                                          place from 1, of m
//     order   [id…], all n, in the learner's order         n × ceil(log2 n), the place of each among the ids
//     texts   [text…], k of them, "" for an empty one      for each ceil(log2(max + 1)): length; 1: wide; length × 7 or,
//                                                          wide, 16: UTF-16 units
//
// A response that holds nothing is []. Questions and blocks use the same forms, and the library computes the same widths
// (`render/state.rs`). Pure functions; none of them throws, whatever a page or a record says, but for a record that ends.

/**
 * @param {Keeps} keeps
 * @param {unknown} response
 * @returns {string[]} in the form; [] if there is nothing in it that belongs there
 */
function cleanResponse(keeps, response) {
  const given = (Array.isArray(response) ? response : [response]).map((entry) => String(entry ?? ""));
  switch (keeps.form) {
    case "flags":
      return keeps.ids.filter((id) => given.includes(id));
    case "pairs":
      return keeps.stems.map((stem, at) => pairOf(stem, targetsOf(keeps, at), given)).filter(Boolean);
    case "order":
      return cleanOrder(keeps.ids, given);
    case "texts":
      return cleanTexts(keeps.lengths, given);
    default:
      return given.filter((id) => keeps.ids.includes(id)).slice(0, 1);
  }
}

/**
 * @param {{ targets: string[][] }} keeps
 * @param {number} stem
 * @returns {string[]} what this stem may be paired with
 */
function targetsOf({ targets }, stem) {
  return targets.length > 1 ? targets[stem] || [] : targets[0] || [];
}

/**
 * @param {string} stem
 * @param {string[]} targets
 * @param {string[]} given
 * @returns {string} `stem.target`, "" if it is not paired
 */
function pairOf(stem, targets, given) {
  const target = targets.find((id) => given.includes(`${stem}.${id}`));
  return target === undefined ? "" : `${stem}.${target}`;
}

/**
 * @param {string[]} ids
 * @param {string[]} given
 * @returns {string[]} every id once; those that are not given come last
 */
function cleanOrder(ids, given) {
  const known = Array.from(new Set(given)).filter((id) => ids.includes(id));
  return known.length === 0 ? [] : known.concat(ids.filter((id) => !known.includes(id)));
}

/**
 * @param {number[]} lengths
 * @param {string[]} given
 * @returns {string[]}
 */
function cleanTexts(lengths, given) {
  // Half of a pair of UTF-16 units is no text that could be sent.
  const texts = lengths.map((length, at) => (given[at] || "").slice(0, length).replace(/[\ud800-\udbff]$/, ""));
  return texts.some((text) => text.trim()) ? texts : [];
}

/**
 * @param {BitWriter} out
 * @param {Keeps} keeps
 * @param {string[]} response clean
 */
function putResponse(out, keeps, response) {
  if (keeps.form === "texts") {
    keeps.lengths.forEach((length, at) => putText(out, length, response[at] || ""));
  } else if (keeps.form === "pairs") {
    keeps.stems.forEach((stem, at) => {
      const targets = targetsOf(keeps, at);
      out.put(targets.findIndex((id) => response.includes(`${stem}.${id}`)) + 1, bitsFor(targets.length + 1));
    });
  } else if (keeps.form === "flags") {
    keeps.ids.forEach((id) => out.put(Number(response.includes(id)), 1));
  } else {
    const places = keeps.form === "order" ? cleanOrder(keeps.ids, response.concat(keeps.ids)) : response.slice(0, 1);
    places.forEach((id) => out.put(Math.max(0, keeps.ids.indexOf(id)), bitsFor(keeps.ids.length)));
    if (places.length === 0) out.put(0, bitsFor(keeps.ids.length));
  }
}

/**
 * @param {BitReader} from
 * @param {Keeps} keeps
 * @returns {string[]}
 */
function takeResponse(from, keeps) {
  switch (keeps.form) {
    case "texts":
      return keeps.lengths.map((length) => takeText(from, length));
    case "pairs":
      return keeps.stems.map((stem, at) => takePair(from, stem, targetsOf(keeps, at))).filter(Boolean);
    case "flags":
      return keeps.ids.filter(() => from.take(1) === 1);
    case "order":
      return cleanOrder(keeps.ids, keeps.ids.map(() => keeps.ids[from.take(bitsFor(keeps.ids.length))]));
    default:
      return keeps.ids.slice(from.take(bitsFor(keeps.ids.length))).slice(0, 1);
  }
}

/**
 * @param {BitReader} from
 * @param {string} stem
 * @param {string[]} targets
 * @returns {string}
 */
function takePair(from, stem, targets) {
  const place = from.take(bitsFor(targets.length + 1));
  return place > 0 && place <= targets.length ? `${stem}.${targets[place - 1]}` : "";
}

/**
 * @param {BitWriter} out
 * @param {number} most
 * @param {string} text
 */
function putText(out, most, text) {
  const units = Array.from({ length: Math.min(text.length, most) }, (_unit, index) => text.charCodeAt(index));
  const wide = units.some((unit) => unit > 127);
  out.put(units.length, bitsFor(most + 1));
  out.put(Number(wide), 1);
  units.forEach((unit) => out.put(unit, wide ? 16 : 7));
}

/**
 * @param {BitReader} from
 * @param {number} most
 * @returns {string}
 */
function takeText(from, most) {
  const length = from.take(bitsFor(most + 1));
  const width = from.take(1) === 1 ? 16 : 7;
  return Array.from({ length }, () => String.fromCharCode(from.take(width))).join("");
}
