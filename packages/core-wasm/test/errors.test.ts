// Every operation on what it cannot take: an error of a type, quick, whose facts and message name what came.
import { describe, expect, it } from 'vitest';
import * as core from '../src/index.js';
import { NablaError, ShapeError, tensor } from '../src/index.js';

const exported = core as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
const wide = tensor([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: a matrix
const vector = tensor([1, 2]);

const ofSquare = 'trace lu eig eigvals det slogdet expm inv adjugate cofactor cholesky eigh eigvalsh ldlt rcond';
const ofMatrix = `${ofSquare} qr svd svdvals pinv rank cond nullSpace`;
const ofTensor = `${ofMatrix} sum mean max min prod argmax argmin cumsum variance std transpose softmax logsumexp writeNpy`;
const binary = 'add sub mul div pow atan2 hypot maximum minimum equal less greaterEqual';

function refused(call: () => unknown): NablaError {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(NablaError);
    return error as NablaError;
  }
  return expect.fail('it was taken');
}

describe('not square', () => {
  it.each(ofSquare.split(' ').filter((name) => name !== 'lu' && name !== 'trace'))('%s', (name) => {
    const error = refused(() => exported[name]!(wide));
    expect(error).toBeInstanceOf(ShapeError);
    expect(error.message).toMatch(new RegExp(`^${name}\\b.*2×3|^${name}\\b.*\\[2, 3\\]`));
  });
});

describe('a vector for a matrix', () => {
  it.each(ofMatrix.split(' '))('%s', (name) => {
    expect(refused(() => exported[name]!(vector)).message).toContain(name);
  });
});

describe.each([
  ['text', '3'],
  ['nothing', undefined],
  ['null', null],
  ['an object', { shape: [1], data: [1] }],
])('%s for a tensor', (_, value) => {
  it.each(ofTensor.split(' '))('%s', (name) => {
    expect(refused(() => exported[name]!(value)).message).toContain(name);
  });
});

describe('shapes that do not go together', () => {
  it.each(binary.split(' '))('%s', (name) => {
    const { message } = refused(() => exported[name]!(wide, vector));
    for (const size of ['2', '3']) expect(message).toContain(size);
  });
  it.each([
    ['matmul', () => core.matmul(wide, wide)],
    ['dot', () => core.dot(vector, tensor([1, 2, 3]))],
    ['solve', () => core.solve(tensor([[1, 0], [0, 1]]), tensor([1, 2, 3]))], // biome-ignore format: a matrix
    ['lstsq', () => core.lstsq(wide, tensor([1, 2, 3]))],
    ['concat', () => core.concat([wide, vector])],
    ['reshape', () => core.reshape(wide, [4])],
    ['einsum', () => core.einsum('ij,ij->i', wide, core.transpose(wide))],
  ])('%s', (_, call) => {
    const error = refused(call);
    expect(error.message).toMatch(/\d/);
    expect(error.facts).toBeDefined();
  });
});

describe('data that are no tensor', () => {
  it.each([
    ['ragged rows', [[1, 2], [3]], /\[1\]|row|length/],
    ['text among numbers', [[1, 'a']], /a/],
    ['nothing among numbers', [[1, undefined]], /undefined/],
    ['holes', [[1, null]], /null/],
    ['an integer beyond doubles', [1n], /1/],
    ['numbers beside rows', [1, [2]], /\d/],
    ['a function', () => 1, /function/],
  ])('%s', (_, data, mentioned) => {
    expect(refused(() => tensor(data as never)).message).toMatch(mentioned);
  });
});
