// Bits as text: every character carries six of them, the most significant first (base64url, RFC 4648 §5, without padding). The
// state records of courses and of paths are made of these. Their checksum is CRC-12: polynomial 0x80F, start 0xFFF, bit by bit in order.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

class BitWriter {
  constructor() {
    /** @type {number[]} */
    this.bits = [];
  }

  /**
   * @param {number} value a whole number; too large a one becomes the largest that fits
   * @param {number} width
   */
  put(value, width) {
    const fitting = Math.min(value, 2 ** width - 1);
    for (let place = width - 1; place >= 0; place -= 1) {
      this.bits.push(Math.floor(fitting / 2 ** place) % 2);
    }
  }

  /** @returns {string} */
  toText() {
    let text = "";
    for (let start = 0; start < this.bits.length; start += 6) {
      let value = 0;
      for (let place = 0; place < 6; place += 1) value = value * 2 + (this.bits[start + place] || 0);
      text += ALPHABET[value];
    }
    return text;
  }
}

class BitReader {
  /** @param {string} text throws on a character outside the alphabet */
  constructor(text) {
    /** @type {number[]} */
    this.bits = [];
    this.position = 0;
    for (const character of text) {
      const value = ALPHABET.indexOf(character);
      if (value < 0) throw new RangeError("not a state record");
      for (let place = 5; place >= 0; place -= 1) this.bits.push((value >> place) & 1);
    }
  }

  /**
   * @param {number} width
   * @returns {number} throws past the end
   */
  take(width) {
    if (this.position + width > this.bits.length) throw new RangeError("the state record is cut short");
    let value = 0;
    for (let place = 0; place < width; place += 1) {
      value = value * 2 + this.bits[this.position];
      this.position += 1;
    }
    return value;
  }
}

/**
 * @param {number[]} bits
 * @returns {number} CRC-12
 */
function checksum(bits) {
  let sum = 0xfff;
  for (const bit of bits) {
    const carry = (sum >> 11) ^ bit;
    sum = (sum << 1) & 0xfff;
    if (carry) sum ^= 0x80f;
  }
  return sum;
}

/**
 * @param {number} values
 * @returns {number} bits to tell so many values apart
 */
function bitsFor(values) {
  let width = 0;
  while (2 ** width < values) width += 1;
  return width;
}
