/** Settings of the core, what it found, and what it warns of. */
import { ArgumentError, type Facts } from './errors.js';
import { version } from './generated/version.js';
import { build, setReproducible, threads } from './load.js';
import { memoryBytes } from './memory.js';
import { describe } from './shape.js';
import { setMemoryBudget } from './storage.js';

/** What `info()` tells. */
export interface CoreInfo {
  /** The core always computes with 128-bit vectors. */
  readonly simd: true;
  /** Whether the build in use has fused multiply-add and its like. */
  readonly relaxedSimd: boolean;
  /** Threads that large operations are spread over. */
  readonly threads: number;
  /** Size of the core's memory now. */
  readonly memoryBytes: number;
  /** Version of the package. */
  readonly version: string;
}

/** Something that computed but deserves attention. */
export interface Warning {
  /** A stable name of the kind of warning, such as `'near-singular'`. */
  readonly kind: string;
  readonly message: string;
  readonly facts: Facts;
}

/** What `configure` sets; what is left out stays. */
export interface Settings {
  /** The same bits on every engine and machine: keeps to the baseline build. Off at first. */
  reproducible?: boolean;
  /** Bytes of tensors that may stay in the core's memory between operations; 256 MiB at first. */
  memoryBudget?: number;
  /** Receives every warning; `undefined` brings back `console.warn`, once for each kind. */
  onWarning?: ((warning: Warning) => void) | undefined;
}

const warned = new Set<string>();
let onWarning: ((warning: Warning) => void) | undefined;

/**
 * What the core runs on.
 *
 * @example
 * ```ts
 * import { info } from '@nablajs/core-wasm';
 *
 * const { simd, relaxedSimd, threads, memoryBytes, version } = info();
 * console.log(simd, relaxedSimd, threads, memoryBytes, version);
 * ```
 */
export function info(): CoreInfo {
  return { simd: true, relaxedSimd: build() === 'relaxed', threads: threads(), memoryBytes: memoryBytes(), version };
}

/**
 * Changes settings of the core, for the whole program; tensors stay as they are.
 *
 * `reproducible: true` gives the same bits on every engine. `memoryBudget` bounds the bytes of tensors kept in the core's
 * memory: beyond it the least recently used are moved out to JavaScript arrays, and back when they are used. A small
 * budget costs time, never results; an operation may exceed it while it runs.
 *
 * @throws ArgumentError when a setting is unknown or of the wrong type; nothing is changed then.
 *
 * @example
 * ```ts
 * import { configure } from '@nablajs/core-wasm';
 *
 * configure({ reproducible: true, memoryBudget: 64 * 2 ** 20, onWarning: ({ message }) => console.error(message) });
 * configure({ reproducible: false, onWarning: undefined });
 * ```
 */
export function configure(settings: Settings): void {
  if (typeof settings !== 'object' || settings === null) {
    throw new ArgumentError({ where: 'configure', expected: 'an object of settings', got: describe(settings) });
  }
  for (const [name, value] of Object.entries(settings)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof Settings] : undefined;
    if (check === undefined) {
      throw new ArgumentError({ where: 'configure', expected: Object.keys(CHECKS).join(', '), got: describe(name) });
    }
    if (!check.accepts(value)) {
      throw new ArgumentError({ where: `configure: ${name}`, expected: check.expected, got: describe(value) });
    }
  }
  if (settings.reproducible !== undefined) setReproducible(settings.reproducible);
  if (settings.memoryBudget !== undefined) setMemoryBudget(settings.memoryBudget);
  if ('onWarning' in settings) onWarning = settings.onWarning;
}

const CHECKS: Record<keyof Settings, { expected: string; accepts: (value: unknown) => boolean }> = {
  reproducible: { expected: 'true or false', accepts: (value) => value === undefined || typeof value === 'boolean' },
  memoryBudget: {
    expected: 'a number of bytes ≥ 0',
    accepts: (value) => value === undefined || (typeof value === 'number' && value >= 0),
  },
  onWarning: { expected: 'a function', accepts: (value) => value === undefined || typeof value === 'function' },
};

/**
 * Tells the program of something that computed but deserves attention: through `configure({ onWarning })`, or else by
 * `console.warn` the first time for each kind.
 *
 * @internal
 */
export function warn(kind: string, message: string, facts: Facts): void {
  if (onWarning !== undefined) {
    onWarning({ kind, message, facts });
    return;
  }
  if (warned.has(kind)) return;
  warned.add(kind);
  console.warn(`@nablajs/core-wasm: ${message}`);
}
