import type { Random } from './random.js';

/** No input grows beyond this; what matters is found in small ones. */
export const MAX_LENGTH = 2048;

type Mutation = (input: Uint8Array, other: Uint8Array, words: readonly Uint8Array[], random: Random) => Uint8Array;

const INTERESTING = [0, 1, 0x7f, 0x80, 0xff, 0x20, 0x22, 0x28, 0x29, 0x2c, 0x5b, 0x7b];

/** The classical mutations of libFuzzer: each makes one small change. */
const mutations: readonly Mutation[] = [
  function changeByte(input, _other, _words, random) {
    const result = input.slice();
    if (result.length > 0) result[random(result.length)] = random(256);
    return result;
  },
  function flipBit(input, _other, _words, random) {
    const result = input.slice();
    if (result.length > 0) result[random(result.length)]! ^= 1 << random(8);
    return result;
  },
  function interestingByte(input, _other, _words, random) {
    const result = input.slice();
    if (result.length > 0) result[random(result.length)] = INTERESTING[random(INTERESTING.length)]!;
    return result;
  },
  function insertBytes(input, _other, _words, random) {
    const piece = Uint8Array.from({ length: 1 + random(4) }, () => random(256));
    return splice(input, random(input.length + 1), 0, piece);
  },
  function insertWord(input, _other, words, random) {
    if (words.length === 0) return input;
    return splice(input, random(input.length + 1), 0, words[random(words.length)]!);
  },
  function replaceByWord(input, _other, words, random) {
    if (words.length === 0) return input;
    const word = words[random(words.length)]!;
    return splice(input, random(input.length + 1), word.length, word);
  },
  function eraseBytes(input, _other, _words, random) {
    if (input.length === 0) return input;
    return splice(input, random(input.length), 1 + random(Math.min(16, input.length)), new Uint8Array());
  },
  function repeatPiece(input, _other, _words, random) {
    const from = random(input.length + 1);
    const piece = input.subarray(from, from + 1 + random(32));
    const times = 1 + random(8);
    const repeated = new Uint8Array(piece.length * times);
    for (let k = 0; k < times; k++) repeated.set(piece, k * piece.length);
    return splice(input, from, 0, repeated);
  },
  function crossOver(input, other, _words, random) {
    return splice(input, random(input.length + 1), input.length, other.subarray(random(other.length + 1)));
  },
  function insertPiece(input, other, _words, random) {
    const from = random(other.length + 1);
    return splice(input, random(input.length + 1), 0, other.subarray(from, from + 1 + random(32)));
  },
];

/** A neighbour of `input`: one to five mutations, with pieces of `other` and of the dictionary; `input` is unchanged. */
export function mutate(input: Uint8Array, other: Uint8Array, words: readonly Uint8Array[], random: Random): Uint8Array {
  let result = input;
  for (let times = 1 + random(5); times > 0; times--) {
    result = mutations[random(mutations.length)]!(result, other, words, random);
  }
  return result.subarray(0, MAX_LENGTH);
}

function splice(input: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  const tail = input.subarray(Math.min(input.length, at + remove));
  const result = new Uint8Array(at + insert.length + tail.length);
  result.set(input.subarray(0, at));
  result.set(insert, at);
  result.set(tail, at + insert.length);
  return result;
}
