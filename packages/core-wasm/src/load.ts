/**
 * Makes the compiled core ready at its first use, synchronously: decode base64, compile, instantiate. Nothing is decoded
 * or compiled by importing the package.
 *
 * There are two builds of the same source. The relaxed one has fused multiply-add and serves where the engine has it,
 * unless `configure({ reproducible: true })` asks for the same bits everywhere. Both work on the one core memory, with
 * their static data apart, so switching leaves every tensor where it is.
 */
import { NablaError } from './errors.js';
import type { Kernels } from './generated/exports.js';
import { base64 as relaxedBase64 } from './generated/relaxed.js';
import { base64 as simdBase64 } from './generated/simd.js';
import { coreMemory } from './memory.js';
import { hasRelaxedSimd } from './probe.js';

export type { Kernels } from './generated/exports.js';

/** The two builds of the core. */
export type Build = 'simd' | 'relaxed';

const compiled: Partial<Record<Build, WebAssembly.Module>> = {};
const instances: Partial<Record<Build, Kernels>> = {};
let relaxedSimd: boolean | undefined;
let reproducible = false;
let current: Kernels | undefined;

/** The exports of the build in use. */
export function kernels(): Kernels {
  return (current ??= instantiate(build()));
}

/** The build in use. */
export function build(): Build {
  if (reproducible) return 'simd';
  relaxedSimd ??= hasRelaxedSimd();
  return relaxedSimd ? 'relaxed' : 'simd';
}

/** Keeps to the baseline build (the same bits on every engine), or takes the fastest that runs. */
export function setReproducible(on: boolean): void {
  reproducible = on;
  current = undefined;
}

/** Modules that came with the program, for platforms that do not compile bytes. */
export function provideModules(modules: Record<Build, WebAssembly.Module>): void {
  Object.assign(compiled, modules);
}

function instantiate(name: Build): Kernels {
  let instance = instances[name];
  if (instance === undefined) {
    const module = (compiled[name] ??= compile(name));
    const env = { memory: coreMemory() };
    instance = new WebAssembly.Instance(module, { env }).exports as unknown as Kernels;
    instances[name] = instance;
  }
  return instance;
}

function compile(name: Build): WebAssembly.Module {
  const bytes = decode(name === 'relaxed' ? relaxedBase64 : simdBase64);
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new CompilationError({ reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const fromBase64 = (Uint8Array as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** The platform refused to compile the core. */
export class CompilationError extends NablaError {
  readonly code: string = 'COMPILATION';

  constructor(facts: { reason: string }) {
    super(
      'WebAssembly: the core could not be compiled. Under a Content Security Policy, script-src must contain ' +
        `'wasm-unsafe-eval'. The engine said: ${facts.reason}`,
      facts,
    );
  }
}
