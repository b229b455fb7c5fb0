import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** A copy of the loader that has not loaded anything yet. */
async function fresh(): Promise<typeof import('../src/load.js')> {
  vi.resetModules();
  return import('../src/load.js');
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('loading', () => {
  test('importing decodes and compiles nothing', async () => {
    const decode = vi.spyOn(Buffer, 'from');
    const Module = vi.spyOn(WebAssembly, 'Module');
    const Memory = vi.spyOn(WebAssembly, 'Memory');
    vi.resetModules();
    await import('../src/index.js');
    expect([decode, Module, Memory].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
  });

  test('the first use compiles one build, once', async () => {
    const compile = vi.spyOn(WebAssembly, 'Module');
    const { kernels, build } = await fresh();
    expect(kernels()).toBe(kernels());
    expect(compile).toHaveBeenCalledTimes(1);
    expect(['simd', 'relaxed']).toContain(build());
  });

  test('every way of decoding gives the same module', async () => {
    const { Buffer } = globalThis;
    const values: number[] = [];
    for (const way of ['fromHex', 'Buffer', 'loop']) {
      vi.stubGlobal('Buffer', way === 'Buffer' ? Buffer : undefined);
      if (way === 'fromHex') {
        const value = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
        Object.defineProperty(Uint8Array, 'fromHex', { value, configurable: true });
      }
      const { kernels } = await fresh();
      values.push(kernels().dExp(0.3));
      delete (Uint8Array as { fromHex?: unknown }).fromHex;
    }
    expect(new Set(values).size).toBe(1);
  });

  test('the relaxed build, made by editing the other, is the one that was compiled', async () => {
    const { readFile } = await import('node:fs/promises');
    const expected = await readFile(new URL('../src/generated/core.relaxed.wasm', import.meta.url));
    let bytes: Uint8Array | undefined;
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(true);
    class Recording {
      constructor(source: Uint8Array) {
        bytes = source;
        throw new Error('enough');
      }
    }
    vi.spyOn(WebAssembly, 'Module').mockImplementation(Recording as never);
    const { kernels } = await fresh();
    expect(kernels).toThrow(/enough/);
    expect(Buffer.compare(bytes!, expected)).toBe(0);
  });

  test('modules that come with the program are taken instead', async () => {
    const { hex } = await import('../src/generated/simd.js');
    const module = new WebAssembly.Module(Buffer.from(hex, 'hex'));
    const { kernels, provideModules } = await fresh();
    const decode = vi.spyOn(Buffer, 'from');
    provideModules({ simd: module, relaxed: module });
    expect(kernels().dExp(0)).toBe(1);
    expect(decode).not.toHaveBeenCalled();
  });
});

describe('where the platform refuses', () => {
  test('a policy without wasm-unsafe-eval gives an error that names it, and later calls try again', async () => {
    const { kernels, CompilationError } = await fresh();
    class Refusing {
      constructor() {
        throw new WebAssembly.CompileError("violates 'unsafe-eval'");
      }
    }
    const refuse = vi.spyOn(WebAssembly, 'Module').mockImplementation(Refusing as never);
    expect(kernels).toThrow(CompilationError);
    expect(kernels).toThrow(/script-src must contain 'wasm-unsafe-eval'.*violates/);
    refuse.mockRestore();
    expect(kernels().dExp(0)).toBe(1);
  });

  test('no WebAssembly at all is said as such', async () => {
    const { kernels } = await fresh();
    vi.stubGlobal('WebAssembly', undefined);
    expect(kernels).toThrow(/WebAssembly/);
  });
});
