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
  test('importing unpacks and compiles nothing', async () => {
    const unpack = vi.spyOn(TextEncoder.prototype, 'encodeInto');
    const Module = vi.spyOn(WebAssembly, 'Module');
    const Memory = vi.spyOn(WebAssembly, 'Memory');
    vi.resetModules();
    await import('../src/index.js');
    expect([unpack, Module, Memory].map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
  });

  test('the first use compiles the unpacker and one build, once', async () => {
    const compile = vi.spyOn(WebAssembly, 'Module');
    const { kernels, build } = await fresh();
    expect(kernels()).toBe(kernels());
    expect(compile).toHaveBeenCalledTimes(2);
    expect(['simd', 'relaxed']).toContain(build());
  });

  test.each(['simd', 'relaxed'] as const)('what is unpacked as the %s build is what was compiled', async (name) => {
    const { readFile } = await import('node:fs/promises');
    const expected = await readFile(new URL(`../src/generated/core.${name}.wasm`, import.meta.url));
    const { moduleBytes } = await fresh();
    expect(Buffer.compare(moduleBytes(name), expected)).toBe(0);
  });

  test('modules that come with the program are taken instead', async () => {
    const { moduleBytes } = await fresh();
    const module = new WebAssembly.Module(moduleBytes('simd'));
    const { kernels, provideModules } = await fresh();
    const unpack = vi.spyOn(TextEncoder.prototype, 'encodeInto');
    provideModules({ simd: module, relaxed: module });
    expect(kernels().dExp(0)).toBe(1);
    expect(unpack).not.toHaveBeenCalled();
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
