import type { Expr } from './node.js';
import type { Operation } from './operation.js';

/**
 * The table that makes structure identity: open addressing with linear probing over the hashes of operation and
 * arguments, at most half full.
 */
export class NodeTable {
  #slots: (Expr | undefined)[] = new Array(FIRST_SLOTS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  find(op: Operation, args: readonly Expr[], hash: number): Expr | undefined {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let index = hash & mask;
    for (let found = slots[index]; found !== undefined; found = slots[index]) {
      if (found.hash === hash && found.op === op && sameArgs(found.args, args)) return found;
      index = (index + 1) & mask;
    }
    return undefined;
  }

  insert(made: Expr): void {
    if (2 * (this.#count + 1) > this.#slots.length) {
      const old = this.#slots;
      this.#slots = new Array(old.length * 2);
      for (const each of old) if (each !== undefined) this.#place(each);
    }
    this.#place(made);
    this.#count++;
  }

  clear(): void {
    this.#slots = new Array(FIRST_SLOTS);
    this.#count = 0;
  }

  #place(made: Expr): void {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let index = made.hash & mask;
    while (slots[index] !== undefined) index = (index + 1) & mask;
    slots[index] = made;
  }
}

const FIRST_SLOTS = 1 << 12;

/** The hash of an operation applied to nodes known by their identity. */
export function structureHash(op: Operation, args: readonly Expr[]): number {
  let hash = Math.imul(args.length + 0x9e3779b1, 0x85ebca6b) ^ nameHash(op);
  for (let i = 0; i < args.length; i++) hash = Math.imul(hash ^ args[i]!.id, 0x01000193) ^ (hash >>> 15);
  return hash;
}

const nameHashes = new Map<Operation, number>();

function nameHash(op: Operation): number {
  const known = nameHashes.get(op);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < op.name.length; i++) hash = Math.imul(hash ^ op.name.charCodeAt(i), 0x01000193);
  nameHashes.set(op, hash);
  return hash;
}

function sameArgs(a: readonly Expr[], b: readonly Expr[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
