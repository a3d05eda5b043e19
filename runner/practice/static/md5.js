"use strict";
// MD5 of a text (RFC 1321), which the sign-in form sends instead of the password.
function md5(text) {
  const add = (a, b) => (a + b) | 0;
  const turn = (value, by) => (value << by) | (value >>> (32 - by));
  const shifts = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
  const sines = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0);
  const bytes = new TextEncoder().encode(text);
  const words = new Array((((bytes.length + 8) >> 6) + 1) * 16).fill(0);
  bytes.forEach((byte, i) => { words[i >> 2] |= byte << ((i % 4) * 8); });
  words[bytes.length >> 2] |= 0x80 << ((bytes.length % 4) * 8);
  words[words.length - 2] = bytes.length * 8;
  let state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476];
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state;
    for (let i = 0; i < 64; i += 1) {
      const round = i >> 4;
      const mixed = [(b & c) | (~b & d), (b & d) | (c & ~d), b ^ c ^ d, c ^ (b | ~d)][round];
      const place = [i, (5 * i + 1) % 16, (3 * i + 5) % 16, (7 * i) % 16][round];
      const sum = add(add(a, mixed), add(sines[i], words[block + place]));
      [a, d, c, b] = [d, c, b, add(b, turn(sum, shifts[round][i % 4]))];
    }
    state = [add(state[0], a), add(state[1], b), add(state[2], c), add(state[3], d)];
  }
  return state.map((word) => [0, 8, 16, 24].map((by) => ((word >>> by) & 255).toString(16).padStart(2, "0")).join("")).join("");
}
