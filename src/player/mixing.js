// Chance that can be repeated: a seed, chosen once and kept with what the learner has done, and orders that depend on it alone.
//
// The seed is 16 bits, chosen once (`chooseSeed`, the only chance there is). Every use of it has a name, such as
// "draw final-test 2": FNV-1a makes 32 bits of seed and name, mulberry32 makes numbers of these, and Fisher and Yates'
// shuffle uses them.

/** 0 is "not chosen yet". */
const SEEDS = 2 ** 16;

/**
 * @param {Window} owner
 * @returns {number} 1 to 65535
 */
function chooseSeed(owner) {
  const { crypto } = owner;
  const chance = crypto && crypto.getRandomValues ? crypto.getRandomValues(new Uint16Array(1))[0] : Math.floor(Math.random() * SEEDS);
  return chance || 1;
}

/**
 * FNV-1a over the UTF-16 units.
 * @param {number} seed
 * @param {string} name
 * @returns {number} 32 bits
 */
function hashOf(seed, name) {
  let hash = 0x811c9dc5;
  const text = `${seed} ${name}`;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/**
 * mulberry32: a counter, scrambled.
 * @param {number} start 32 bits
 * @returns {() => number} the next number, 0 to below 1
 */
function numbersFrom(start) {
  let count = start;
  return () => {
    count = (count + 0x6d2b79f5) | 0;
    let mixed = Math.imul(count ^ (count >>> 15), 1 | count);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * @template T
 * @param {readonly T[]} list stays as it is
 * @param {number} seed
 * @param {string} name what the shuffle is for
 * @returns {T[]}
 */
function shuffled(list, seed, name) {
  const next = numbersFrom(hashOf(seed, name));
  const mixed = Array.from(list);
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}
