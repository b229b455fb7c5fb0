import type { Expr } from './node.js';

/** Entries up to which looking through them all is faster than hashing. */
const FEW = 24;

/**
 * Values by node in the order of insertion, for the handful of terms or factors that most sums and products have; it turns
 * to hashing when there are many.
 */
export class NodeMap<V> {
  readonly keys: Expr[] = [];
  readonly values: V[] = [];
  #index: Map<Expr, number> | undefined;

  /** Where the node is among the keys, or −1. */
  indexOf(key: Expr): number {
    if (this.#index !== undefined) return this.#index.get(key) ?? -1;
    const { keys } = this;
    for (let i = 0; i < keys.length; i++) if (keys[i] === key) return i;
    return -1;
  }

  /** Adds a node that is not among the keys. */
  append(key: Expr, value: V): void {
    this.keys.push(key);
    this.values.push(value);
    if (this.#index !== undefined) this.#index.set(key, this.keys.length - 1);
    else if (this.keys.length > FEW) this.#index = new Map(this.keys.map((each, i) => [each, i]));
  }
}
