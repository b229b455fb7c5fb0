import { ArgumentError, DTypeError, einsum, ones, ShapeError, type Tensor, tensor } from '@nablajs/core-wasm';
import { seededUniform } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';

const random = seededUniform(6);

function filled(shape: readonly number[]): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return tensor(Float64Array.from({ length: size }, random), { shape: [...shape] });
}

/** The definition: for every value of every label, one product. */
function byDefinition(spec: string, operands: readonly Tensor[]): Float64Array {
  const [left, right] = spec.split('->') as [string, string];
  const inputs = left.split(',');
  const lengths = new Map<string, number>();
  inputs.forEach((labels, i) => {
    for (const [axis, label] of [...labels].entries()) lengths.set(label, operands[i]!.shape[axis]!);
  });
  const labels = [...lengths.keys()];
  const place = (letters: string, index: ReadonlyMap<string, number>): number =>
    [...letters].reduce((at, label) => at * lengths.get(label)! + index.get(label)!, 0);
  const size = [...right].reduce((product, label) => product * lengths.get(label)!, 1);
  const out = new Float64Array(size);
  const data = operands.map((operand) => operand.toTypedArray());
  const total = labels.reduce((product, label) => product * lengths.get(label)!, 1);
  for (let t = 0; t < total; t++) {
    const index = new Map<string, number>();
    let rest = t;
    for (const label of labels) {
      index.set(label, rest % lengths.get(label)!);
      rest = Math.floor(rest / lengths.get(label)!);
    }
    out[place(right, index)]! += data.reduce((product, x, i) => product * x[place(inputs[i]!, index)]!, 1);
  }
  return out;
}

const cases: readonly (readonly [spec: string, ...shapes: (readonly number[])[]])[] = [
  ['ij,jk->ik', [3, 4], [4, 5]],
  ['ij,kj->ki', [3, 4], [5, 4]],
  ['ii->', [4, 4]],
  ['ii->i', [4, 4]],
  ['iij->ji', [3, 3, 2]],
  ['ij->ji', [3, 4]],
  ['ij->', [3, 4]],
  ['abcd->dbca', [2, 3, 4, 5]],
  ['abcd->bd', [2, 3, 4, 5]],
  ['i,i->', [5], [5]],
  ['i,j->ij', [3], [4]],
  ['i,j->', [3], [4]],
  ['ij,ij->ij', [3, 4], [3, 4]],
  ['ij,ji->ij', [3, 4], [4, 3]],
  ['ij,ij->i', [3, 4], [3, 4]],
  ['ij,j->ij', [3, 4], [4]],
  ['bij,bjk->bik', [2, 3, 4], [2, 4, 5]],
  ['bij,bkj->ibk', [2, 3, 4], [2, 5, 4]],
  ['ijkl,km->imjl', [2, 3, 4, 5], [4, 6]],
  ['ijk,jki->ij', [2, 3, 4], [3, 4, 2]],
  ['acbd,bdae->ce', [2, 3, 4, 5], [4, 5, 2, 3]],
  ['ij,jk,kl->il', [3, 4], [4, 5], [5, 6]],
  ['i,ij,j->', [3], [3, 4], [4]],
  ['iij,j->i', [3, 3, 4], [4]],
  ['abcd,cdef,efab->', [2, 3, 4, 5], [4, 5, 2, 3], [2, 3, 2, 3]],
  ['ab,cd,ef->ace', [2, 3], [4, 5], [2, 2]],
  ['abc,def,adcf->be', [2, 3, 4], [3, 2, 2], [2, 3, 4, 2]],
  ['abc,def,gaf->bdeg', [2, 3, 4], [3, 2, 2], [2, 2, 2]],
  ['ik,jk,lk,mk->ijlm', [2, 3], [2, 3], [3, 3], [2, 3]],
  ['ij,jk->ik', [0, 4], [4, 5]],
  ['ij,jk->ik', [3, 0], [0, 5]],
  ['bij,bjk->bik', [0, 3, 4], [0, 4, 5]],
];

describe('einsum ≡ its definition', () => {
  for (const [spec, ...shapes] of cases) {
    it(`${spec} of ${shapes.map((shape) => shape.join('×')).join(', ')}`, () => {
      const operands = shapes.map(filled);
      const got = einsum(spec, ...operands).toTypedArray();
      const expected = byDefinition(spec, operands);
      expect(got.length).toBe(expected.length);
      for (const [i, x] of expected.entries()) expect(got[i]).toBeCloseTo(x, 12);
    });
  }

  it('without an arrow: labels that occur once, in alphabetical order', () => {
    const a = filled([2, 3]);
    expect(einsum('ba', a).toArray()).toEqual(a.T.toArray());
    expect(einsum('ij,jk', a, filled([3, 4])).shape).toEqual([2, 4]);
    expect(
      einsum(
        'ii',
        tensor([
          [1, 2],
          [3, 4],
        ]),
      ).item(),
    ).toBe(5);
  });

  it('spaces, rank 0, f32, one operand untouched', () => {
    expect(einsum(' i j , j -> i ', filled([2, 3]), filled([3])).shape).toEqual([2]);
    expect(einsum(',i->i', tensor(2), tensor([1, 2])).toArray()).toEqual([2, 4]);
    expect(einsum('ij,jk->ik', ones([2, 2], { dtype: 'f32' }), ones([2, 2], { dtype: 'f32' })).dtype).toBe('f32');
    const a = filled([30, 40]);
    expect(einsum('ij->ij', a).toArray()).toEqual(a.toArray());
  });

  it('an ellipsis: axes without a letter, aligned at the right, length 1 broadcast', () => {
    const a = filled([2, 3, 4]);
    const same = (spec: string, plain: string, ...operands: Tensor[]): void =>
      expect(einsum(spec, ...operands).toArray(), spec).toEqual(einsum(plain, ...operands).toArray());
    same('...', 'abc->abc', a);
    same('i...', 'abc->bca', a);
    same('i...->...', 'abc->bc', a);
    same('a...b->...', 'abc->b', a);
    same('...ij->...ji', 'abc->acb', a);
    same('...abc->cab...', 'abc->cab', a);
    same('...ii->...i', 'abb->ab', filled([2, 3, 3]));
    same('...i,i', 'abi,i->ab', a, filled([4]));
    same('...ij,...jk', 'bij,bjk->bik', a, filled([2, 4, 5]));
    same('i...,...->i', 'i,->i', filled([3]), filled([]));
    same('ij->...ij', 'ij->ij', filled([2, 3]));
    const wide = filled([1, 4, 5]);
    const repeated = einsum('ijk,h->hijk', wide, ones([2])).reshape([2, 4, 5]);
    expect(einsum('...ij,...jk->...ik', a, wide).toArray()).toEqual(einsum('bij,bjk->bik', a, repeated).toArray());
    expect(einsum('...,...', filled([2, 1]), filled([3])).shape).toEqual([2, 3]);
    expect(einsum('...,...', filled([1, 1]), filled([1])).shape).toEqual([1, 1]);
    expect(einsum('...i,...i->...', filled([0, 1, 3]), filled([2, 3])).shape).toEqual([0, 2]);
  });

  it('NaN comes out', () => {
    expect(einsum('i,i->', tensor([0, 1]), tensor([Number.NaN, 1])).item()).toBeNaN();
  });
});

describe('einsum: what does not fit', () => {
  it('specifications', () => {
    const a = filled([2, 2]);
    for (const spec of [
      'i...j...->ij',
      'i..->i',
      '.',
      'i....->...',
      'ij->......',
      'ij->k',
      'ij->ii',
      'i1->i',
      'ij->i->j',
      'ij,jk->ik',
      'ij-i',
      '->',
    ]) {
      expect(() => einsum(spec, a), spec).toThrow(spec === '->' ? ShapeError : ArgumentError);
    }
    expect(() => einsum('')).toThrow(ArgumentError);
    expect(() => einsum(5 as unknown as string, a)).toThrow(ArgumentError);
  });

  it('shapes and dtypes', () => {
    expect(() => einsum('ij,jk->ik', filled([2, 3]), filled([4, 2]))).toThrow(/label "j".*3 and 4/);
    expect(() => einsum('ijk->i', filled([2, 3]))).toThrow(ShapeError);
    expect(() => einsum('ii->i', filled([2, 3]))).toThrow(ShapeError);
    expect(() => einsum('...ij->ij', filled([2, 2, 3]))).toThrow(/"\.\.\." in the output/);
    expect(() => einsum('...i,...i->...', filled([2, 4]), filled([3, 4]))).toThrow(ShapeError);
    expect(() => einsum('...ijk->...', filled([2, 4]))).toThrow(ShapeError);
    expect(() => einsum('ab,cd,e->abcde', filled([2, 2]), filled([2, 2]), filled([2]))).toThrow(ShapeError);
    expect(() => einsum('i,i->', ones([2]), ones([2], { dtype: 'f32' }))).toThrow(DTypeError);
  });
});
