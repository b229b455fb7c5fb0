// Random specifications with repeated indices, ellipses, broadcasting and implicit outputs against NumPy's einsum.
import { spawnSync } from 'node:child_process';
import { einsum, type Tensor, tensor } from '@nablajs/core-wasm';
import { seededUniform } from '@nablajs/testing';
import { expect, it } from 'vitest';

const PYTHON = '/usr/bin/python3';
const present = spawnSync(PYTHON, ['-c', 'import numpy']).status === 0;

const NUMPY = `
import json, sys
import numpy as np
results = []
for spec, operands in json.load(sys.stdin):
    arrays = [np.array(data).reshape(shape) for shape, data in operands]
    result = np.einsum(spec, *arrays)
    results.append([list(result.shape), result.ravel().tolist()])
json.dump(results, sys.stdout)
`;

const random = seededUniform(17);
const below = (n: number): number => Math.min(n - 1, Math.floor(((random() + 1) / 2) * n));
const pick = <T>(from: readonly T[]): T => from[below(from.length)]!;

interface Sample {
  readonly spec: string;
  readonly operands: readonly (readonly [shape: number[], data: number[]])[];
}

/** One to three operands of rank at most 4, an output of rank at most 4. */
function sample(): Sample {
  const lengths = new Map([...'abcdef'].map((label) => [label, 1 + below(4)]));
  const batch = Array.from({ length: below(3) }, () => 1 + below(3));
  const inputs: string[] = [];
  const operands = Array.from({ length: 1 + below(3) }, (): [number[], number[]] => {
    const width = below(batch.length + 1);
    const labels = Array.from({ length: below(5 - width) }, () => pick([...lengths.keys()]));
    const at = below(labels.length + 1);
    const under = batch.slice(batch.length - width).map((length) => (below(4) === 0 ? 1 : length));
    const shape = labels.map((label) => lengths.get(label)!);
    shape.splice(at, 0, ...under);
    inputs.push(labels.slice(0, at).join('') + (width > 0 || below(5) === 0 ? '...' : '') + labels.slice(at).join(''));
    return [shape, Array.from({ length: shape.reduce((a, b) => a * b, 1) }, random)];
  });
  const used = [...new Set(inputs.join('').replace(/[.,]/g, ''))];
  const wide = inputs.some((labels) => labels.includes('...'));
  const kept = used.filter(() => below(2) === 0).sort(() => random());
  kept.splice(below(kept.length + 1), 0, ...(wide ? ['...'] : []));
  return { spec: inputs.join() + (below(3) === 0 ? '' : `->${kept.join('')}`), operands };
}

it.skipIf(!present)('random specifications (needs /usr/bin/python3 with NumPy)', { timeout: 30_000 }, () => {
  const samples = Array.from({ length: 400 }, sample);
  const input = JSON.stringify(samples.map(({ spec, operands }) => [spec, operands]));
  const { stdout } = spawnSync(PYTHON, ['-c', NUMPY], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  const answers: [number[], number[]][] = JSON.parse(stdout);
  let compared = 0;
  for (const [k, { spec, operands }] of samples.entries()) {
    const [shape, expected] = answers[k]!;
    if (shape.length > 4) continue;
    const tensors = operands.map(([own, data]): Tensor => tensor(data, { shape: own }));
    const got = einsum(spec, ...tensors);
    expect(got.shape, spec).toEqual(shape);
    const scale = Math.max(1, ...expected.map(Math.abs));
    for (const [i, value] of got.toTypedArray().entries())
      expect(Math.abs(value - expected[i]!) / scale).toBeLessThan(1e-13);
    compared++;
  }
  expect(compared).toBeGreaterThan(300);
});
