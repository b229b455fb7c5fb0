/**
 * A build of the core over a memory that several threads share. The code is the same: WebAssembly's plain loads and stores
 * work on shared memory, and the threads agree in JavaScript on who writes where. Only the declaration of the imported
 * memory differs, one flag and the largest size, so the module is made from the plain one here.
 *
 * Source: WebAssembly Core Specification 2.0 with the threads proposal, §5.5.5 (import section), limits 0x03.
 */
import type { Bytes } from '../load.js';

const IMPORT_SECTION = 2;
const SHARED_WITH_MAXIMUM = 3;
/** What precedes the limits in the section: one import, "env", "memory", of the kind memory. */
const BEFORE_LIMITS = 1 + 4 + 7 + 1;

/** The module with its memory declared as shared and of at most `maximum` pages. */
export function withSharedMemory(module: Bytes, maximum: number): Bytes {
  const section = sectionOf(module, IMPORT_SECTION);
  const minimum = module.subarray(section.from + BEFORE_LIMITS + 1, section.to);
  const limits = [SHARED_WITH_MAXIMUM, ...minimum, ...leb(maximum)];
  const head = module.subarray(section.from, section.from + BEFORE_LIMITS);
  const changed = [IMPORT_SECTION, head.length + limits.length, ...head, ...limits];
  const after = module.subarray(section.to);
  const shared = new Uint8Array(section.start + changed.length + after.length);
  shared.set(module.subarray(0, section.start));
  shared.set(changed, section.start);
  shared.set(after, section.start + changed.length);
  return shared;
}

/** Where a section starts, and its contents begin and end; an empty one at the end when there is none. */
function sectionOf(module: Bytes, id: number): { start: number; from: number; to: number } {
  for (let start = 8; start < module.length; ) {
    let length = 0;
    let from = start + 1;
    for (let shift = 0; ; shift += 7) {
      const byte = module[from++]!;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    if (module[start] === id) return { start, from, to: from + length };
    start = from + length;
  }
  return { start: module.length, from: module.length, to: module.length };
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)];
}
