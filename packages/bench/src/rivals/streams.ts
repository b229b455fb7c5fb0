/**
 * The limit of kernels that do little with every number: loops that load, add and store as fast as WebAssembly's vectors
 * go through memory, written down as bytes, since no compiler is asked what the limit is.
 *
 *     read(x, y, bytes)     64 bytes of each block a turn, in eight running sums; the sum of their first lanes
 *     update(x, y, bytes)   y ← y + x, 64 bytes a turn
 */
import { memory } from '@nablajs/core-wasm/machine';

/** `bytes` is a positive multiple of 64; x and y are addresses in the core's memory. */
export interface Streams {
  read(x: number, y: number, bytes: number): number;
  update(x: number, y: number, bytes: number): void;
}

const I32 = 0x7f;
const F64 = 0x7c;
const V128 = 0x7b;
const [X, Y, LEFT, SUMS] = [0, 1, 2, 3];
const OFFSETS = [0, 16, 32, 48];

const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const load = (address: number, offset: number): number[] => [...get(address), 0xfd, 0x00, 4, offset];
const ADD = [0xfd, 0xf0, 0x01];

/** A number in base 128, lowest digits first; so short that two digits do. */
const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, value >> 7]);
const section = (id: number, bytes: readonly number[]): number[] => [id, ...leb(bytes.length), ...bytes];
const text = (word: string): number[] => [word.length, ...new TextEncoder().encode(word)];

/** Does `body` and moves 64 bytes on, until none are left. */
function turns(body: readonly number[]): number[] {
  const advance = [X, Y].flatMap((local) => [...get(local), 0x41, ...[0xc0, 0], 0x6a, ...set(local)]);
  const again = [...get(LEFT), 0x41, ...[0xc0, 0], 0x6b, 0x22, LEFT, 0x0d, 0];
  return [0x03, 0x40, ...body, ...advance, ...again, 0x0b];
}

function readBody(): number[] {
  const sums = [X, Y].flatMap((address, k) =>
    OFFSETS.flatMap((offset, i) => {
      const sum = SUMS + 4 * k + i;
      return [...get(sum), ...load(address, offset), ...ADD, ...set(sum)];
    }),
  );
  const total = [1, 2, 3, 4, 5, 6, 7].flatMap((i) => [...get(SUMS + i), ...ADD]);
  return [1, 8, V128, ...turns(sums), ...get(SUMS), ...total, 0xfd, 0x21, 0, 0x0b];
}

function updateBody(): number[] {
  const body = OFFSETS.flatMap((offset) => [
    ...get(Y),
    ...load(Y, offset),
    ...load(X, offset),
    ...ADD,
    ...[0xfd, 0x0b, 4, offset],
  ]);
  return [0, ...turns(body), 0x0b];
}

/** The loops on the core's memory. */
export function streams(): Streams {
  const parameters = [3, I32, I32, I32];
  const sized = (body: readonly number[]): number[] => [...leb(body.length), ...body];
  const bytes = Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [2, 0x60, ...parameters, 1, F64, 0x60, ...parameters, 0]),
    ...section(2, [1, ...text('env'), ...text('memory'), 2, 0, 1]),
    ...section(3, [2, 0, 1]),
    ...section(7, [2, ...text('read'), 0, 0, ...text('update'), 0, 1]),
    ...section(10, [2, ...sized(readBody()), ...sized(updateBody())]),
  ]);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: memory() } });
  return exports as unknown as Streams;
}
