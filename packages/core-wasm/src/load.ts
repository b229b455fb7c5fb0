/**
 * Makes the compiled core ready at its first use, synchronously: unpack, compile, instantiate. Nothing is unpacked
 * or compiled by importing the package.
 *
 * There are two builds of the same source. The relaxed one has fused multiply-add and serves where the engine has it,
 * unless `configure({ reproducible: true })` asks for the same bits everywhere. It ships as edits of the first, from which
 * it differs in few functions. Both work on the one core memory with the same static data, so switching leaves every
 * tensor where it is.
 */
import { NablaError } from './errors.js';
import type { Kernels } from './generated/exports.js';
import { text as relaxedEdits } from './generated/relaxed.js';
import { text as simdText } from './generated/simd.js';
import { text as unpacker } from './generated/unpack.js';
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
let crew: Crew | undefined;

/** Threads beside this one, and the kernels that share their work with them in place of a build's own. */
export interface Crew {
  readonly threads: number;
  share(kernels: Kernels, name: Build): Kernels;
}

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

/** Shares work with these threads from now on, or with none. */
export function setCrew(next: Crew | undefined): void {
  crew = next;
  current = undefined;
}

/** Threads that large operations are spread over. */
export function threads(): number {
  return crew?.threads ?? 1;
}

/** Modules that came with the program, for platforms that do not compile bytes. */
export function provideModules(modules: Record<Build, object>): void {
  Object.assign(compiled, modules as Record<Build, WebAssembly.Module>);
}

function instantiate(name: Build): Kernels {
  let instance = instances[name];
  if (instance === undefined) {
    const module = (compiled[name] ??= compile(name));
    const env = { memory: coreMemory() };
    instance = new WebAssembly.Instance(module, { env }).exports as unknown as Kernels;
    instances[name] = instance;
  }
  return crew === undefined ? instance : crew.share(instance, name);
}

/** A build as it was compiled. */
export function moduleBytes(name: Build): Bytes {
  const simd = unpack(simdText);
  return name === 'simd' ? simd : applyEdits(simd, decode(relaxedEdits));
}

function compile(name: Build): WebAssembly.Module {
  try {
    return new WebAssembly.Module(moduleBytes(name));
  } catch (cause) {
    throw new CompilationError({ reason: cause instanceof Error ? cause.message : String(cause) });
  }
}

/** A module's bytes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** In the unpacker's memory, the text goes here, behind room for dictionaries. */
const TEXT_START = 65536;
/** Room for the module itself; it has less than two bytes for each character. */
const ROOM = 2;

/** The module of a text of scripts/pack.mjs, put together by a small module of its own (assembly/unpack.ts). */
function unpack(text: string): Bytes {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(decode(unpacker)));
  const { memory, unpack } = instance.exports as unknown as Unpacker;
  const start = TEXT_START + text.length;
  memory.grow(Math.ceil((start + ROOM * text.length) / 65536));
  new TextEncoder().encodeInto(text, new Uint8Array(memory.buffer, TEXT_START));
  return new Uint8Array(memory.buffer.slice(start, unpack(TEXT_START, start)));
}

interface Unpacker {
  readonly memory: WebAssembly.Memory;
  unpack(text: number, out: number): number;
}

function decode(hex: string): Bytes {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Follows edits (where to copy from, how many bytes, how many bytes to add, these; numbers in LEB128): see scripts/delta.mjs. */
function applyEdits(source: Bytes, edits: Bytes): Bytes {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; at < edits.length; shift += 7) {
      const byte = edits[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value;
  };
  const parts: Bytes[] = [];
  let reached = 0;
  while (at < edits.length) {
    const [way, copied, added] = [number(), number(), number()];
    const from = reached + (way % 2 === 0 ? way / 2 : -(way + 1) / 2);
    reached = from + copied;
    parts.push(source.subarray(from, from + copied), edits.subarray(at, (at += added)));
  }
  const target = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let to = 0;
  for (const part of parts) {
    target.set(part, to);
    to += part.length;
  }
  return target;
}

/** The platform refused to compile the core. */
export class CompilationError extends NablaError {
  readonly code: string = 'COMPILATION';

  /** @param facts reason: what the engine said. */
  constructor(facts: { reason: string }) {
    super(
      'WebAssembly: the core could not be compiled. Under a Content Security Policy, script-src must contain ' +
        `'wasm-unsafe-eval'. The engine said: ${facts.reason}`,
      facts,
    );
  }
}
