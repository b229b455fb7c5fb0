import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArgumentError, arange, configure, info, matmul, type Tensor, tensor } from '@nablajs/core-wasm';
import { allocate, type Block, kernels } from '@nablajs/core-wasm/machine';
import { setThreads, ThreadsError } from '@nablajs/core-wasm/threads';
import { build, type Rollup } from 'vite';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { random } from '../src/index.js';
import { Team } from '../src/threads/team.js';

afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  configure({ reproducible: false });
  await setThreads(1);
});

/** Computes until every worker has done its part at least once: one that is slow to wake up has its part taken back. */
function untilShared(compute: () => void): void {
  const finished = vi.spyOn(Team.prototype, 'finished');
  for (let attempt = 0; attempt < 500; attempt++) {
    finished.mockClear();
    compute();
    if (finished.mock.results.length === 0) throw new Error('the product was not shared');
    if (finished.mock.results.every(({ value }) => value === true)) return;
  }
  throw new Error('no worker did its part');
}

/** The elements' bits, so that −0 and NaN count. */
const bits = (values: Float64Array | Float32Array): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);

const SHAPES = [
  [192, 192, 192],
  [257, 130, 319],
  [143, 321, 519],
  [300, 641, 97],
  [784, 128, 100],
] as const;

describe.each(['f64', 'f32'] as const)('products of %s on several threads', (dtype) => {
  describe.each([2, 3])('%d threads', (threads) => {
    test.each(SHAPES)('%d×%d×%d: the bits of one thread, in every form', async (m, k, n) => {
      const generator = random(7);
      const [a, at] = [generator.normal([m, k], { dtype }), generator.normal([k, m], { dtype })];
      const [b, bt] = [generator.normal([k, n], { dtype }), generator.normal([n, k], { dtype })];
      const forms: [Tensor, Tensor, object][] = [
        [a, b, {}],
        [at, b, { transposeA: true }],
        [a, bt, { transposeB: true }],
        [at, bt, { transposeA: true, transposeB: true }],
      ];
      const expected = forms.map(([x, y, options]) => matmul(x, y, options).toTypedArray());
      await setThreads(threads);
      forms.forEach(([x, y, options], form) => {
        untilShared(() => {
          const product = matmul(x, y, options).toTypedArray();
          expect(bits(product).equals(bits(expected[form]!)), `form ${form}`).toBe(true);
        });
      });
    });
  });

  test('C ← α·A·B + β·C by rows with gaps and by columns writes C and nothing else', async () => {
    const [m, n, k, gap] = [240, 200, 220, 5];
    const size = dtype === 'f64' ? 8 : 4;
    const view = (block: Block): Float64Array | Float32Array => (dtype === 'f64' ? block.f64() : block.f32());
    const fill = (block: Block, seed: number): void => {
      const values = random(seed)
        .normal([block.bytes / size], { dtype })
        .toTypedArray();
      view(block).set(values);
    };
    const blocks = [allocate((m + gap) * (k + gap) * size), allocate((k + gap) * (n + gap) * size)];
    const c = allocate((m + gap) * (n + gap) * size);
    const scratch = allocate(kernels().gemmScratchBytes());
    blocks.forEach(fill);
    const [a, b] = blocks as [Block, Block];
    const run = (byColumns: boolean, beta: number): Float64Array | Float32Array => {
      fill(c, 3);
      const gemm = dtype === 'f64' ? kernels().dgemm : kernels().sgemm;
      const strides: [number, number] = byColumns ? [1, m + gap] : [n + gap, 1];
      gemm(m, n, k, -1.5, a.ptr, k + gap, 1, b.ptr, n + gap, 1, beta, c.ptr, ...strides, scratch.ptr);
      return view(c).slice();
    };
    const cases: [boolean, number][] = [
      [false, 0],
      [false, 0.5],
      [true, 0],
      [true, 1],
    ];
    const expected = cases.map((options) => run(...options));
    await setThreads(2);
    cases.forEach((options, index) => {
      untilShared(() => expect(bits(run(...options)).equals(bits(expected[index]!)), `case ${index}`).toBe(true));
    });
    for (const block of [a, b, c, scratch]) block.free();
  });
});

describe('switching', () => {
  test('info tells the threads, and tensors and blocks keep their values', async () => {
    const small = tensor([1, 2, 3]);
    const large = arange(50_000);
    const square = matmul(large, large).item();
    const block = allocate(64);
    block.f64().fill(7);
    for (const n of [2, 3, 1]) {
      await setThreads(n);
      expect(info().threads).toBe(n);
      expect(small.toArray()).toEqual([1, 2, 3]);
      expect(matmul(large, large).item()).toBe(square);
      expect([...block.f64()]).toEqual(Array.from({ length: 8 }, () => 7));
    }
    block.free();
  });

  test('calls that overlap are done in their order', async () => {
    const calls = [2, 3, 1, 2].map((n) => setThreads(n));
    await Promise.all(calls);
    expect(info().threads).toBe(2);
  });

  test('another build goes on with the threads', async () => {
    await setThreads(2);
    const a = random(1).normal([256, 256]);
    configure({ reproducible: true });
    const shared = vi.spyOn(Team.prototype, 'post');
    const product = matmul(a, a).toTypedArray();
    expect(shared).toHaveBeenCalled();
    await setThreads(1);
    expect(bits(matmul(a, a).toTypedArray()).equals(bits(product))).toBe(true);
  });

  test('kernels asked for earlier go on working after the threads are gone', async () => {
    await setThreads(2);
    const { dgemm } = kernels();
    await setThreads(1);
    const [a, c] = [allocate(256 * 256 * 8), allocate(256 * 256 * 8)];
    const scratch = allocate(kernels().gemmScratchBytes());
    a.f64().fill(1);
    dgemm(256, 256, 256, 1, a.ptr, 256, 1, a.ptr, 256, 1, 0, c.ptr, 256, 1, scratch.ptr);
    expect(c.f64().every((sum) => sum === 256)).toBe(true);
    for (const block of [a, c, scratch]) block.free();
  });

  test('small products are not shared', async () => {
    await setThreads(2);
    const post = vi.spyOn(Team.prototype, 'post');
    const a = random(1).normal([100, 100]);
    matmul(a, a);
    expect(post).not.toHaveBeenCalled();
  });

  test('a part that its worker does not begin or does not finish is computed here', async () => {
    const a = random(1).normal([300, 300]);
    const expected = matmul(a, a).toTypedArray();
    await setThreads(3);
    vi.spyOn(Team.prototype, 'call').mockImplementation(() => undefined);
    vi.spyOn(Team.prototype, 'post').mockImplementation(() => undefined);
    vi.spyOn(Team.prototype, 'finished').mockReturnValue(false);
    expect(bits(matmul(a, a).toTypedArray()).equals(bits(expected))).toBe(true);
  });

  test('a product whose operands the shared memory cannot hold is computed on one thread', async () => {
    const a = random(1).normal([300, 300]);
    const expected = matmul(a, a).toTypedArray();
    await setThreads(2);
    vi.spyOn(WebAssembly.Memory.prototype, 'grow').mockImplementation(() => {
      throw new RangeError('no');
    });
    const post = vi.spyOn(Team.prototype, 'post');
    expect(bits(matmul(a, a).toTypedArray()).equals(bits(expected))).toBe(true);
    expect(post).not.toHaveBeenCalled();
  });

  test('many switches leave no thread behind', async () => {
    const tasks = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/task').length : 0);
    const a = random(1).normal([200, 200]);
    const round = async (): Promise<void> => {
      await setThreads(3);
      matmul(a, a);
      await setThreads(1);
    };
    await round();
    const before = tasks();
    for (let i = 0; i < 20; i++) await round();
    // Others of the process may start a few threads meanwhile; forty workers would not be a few.
    expect(tasks()).toBeLessThan(before + 20);
  });
});

describe('errors', () => {
  test.each([0, -1, 1.5, 65, Number.NaN, '2', undefined])('setThreads(%s) is refused', async (n) => {
    await expect(setThreads(n as number)).rejects.toThrow(ArgumentError);
    expect(info().threads).toBe(1);
  });

  test('where memory cannot be shared the error names the headers, and nothing changes', async () => {
    await setThreads(2);
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const refused = setThreads(3);
    await expect(refused).rejects.toThrow(ThreadsError);
    await expect(refused).rejects.toThrow(/Cross-Origin-Opener-Policy.*Cross-Origin-Embedder-Policy/);
    expect(info().threads).toBe(2);
  });

  test('where workers cannot be had, too', async () => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never);
    await expect(setThreads(2)).rejects.toThrow(/no workers/);
    expect(info().threads).toBe(1);
    vi.restoreAllMocks();
    await setThreads(2);
    expect(info().threads).toBe(2);
  });
});

test('a program with threads, bundled into one file, ends by itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-threads-'));
  try {
    const program = join(folder, 'program.ts');
    const source = (name: string): string => JSON.stringify(join(import.meta.dirname, '..', 'src', `${name}.ts`));
    writeFileSync(
      program,
      `import { info, matmul, ones } from ${source('index')};
       import { setThreads } from ${source('threads')};
       await setThreads(2);
       console.log(info().threads, matmul(ones([300, 300]), ones([300, 300])).get(299, 299));`,
    );
    const { output } = (await build({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: { ssr: program, target: 'es2022', write: false, minify: true },
    })) as Rollup.RollupOutput;
    const bundle = join(folder, 'program.mjs');
    writeFileSync(bundle, output[0].code);
    const { stdout, stderr, status } = spawnSync(process.execPath, [bundle], { encoding: 'utf8', timeout: 30_000 });
    expect([stdout.trim(), stderr, status]).toEqual(['2 300', '', 0]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
