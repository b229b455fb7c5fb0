import {
  ArgumentError,
  configure,
  type DType,
  DTypeError,
  lstsq,
  ShapeError,
  tensor,
  type Warning,
} from '@nablajs/core-wasm';
import { epsilonOf, norm1, product, transposed, zooMatrix } from '@nablajs/testing';
import { afterEach, describe, expect, it } from 'vitest';

const filip: readonly (readonly [y: number, x: number])[] = [
  [0.8116, -6.860120914],
  [0.9072, -4.324130045],
  [0.9052, -4.358625055],
  [0.9039, -4.358426747],
  [0.8053, -6.955852379],
  [0.8377, -6.661145254],
  [0.8667, -6.355462942],
  [0.8809, -6.118102026],
  [0.7975, -7.115148017],
  [0.8162, -6.815308569],
  [0.8515, -6.519993057],
  [0.8766, -6.204119983],
  [0.8885, -5.853871964],
  [0.8859, -6.109523091],
  [0.8959, -5.79832982],
  [0.8913, -5.482672118],
  [0.8959, -5.171791386],
  [0.8971, -4.851705903],
  [0.9021, -4.517126416],
  [0.909, -4.143573228],
  [0.9139, -3.709075441],
  [0.9199, -3.499489089],
  [0.8692, -6.300769497],
  [0.8872, -5.953504836],
  [0.89, -5.642065153],
  [0.891, -5.031376979],
  [0.8977, -4.680685696],
  [0.9035, -4.329846955],
  [0.9078, -3.928486195],
  [0.7675, -8.56735134],
  [0.7705, -8.363211311],
  [0.7713, -8.107682739],
  [0.7736, -7.823908741],
  [0.7775, -7.522878745],
  [0.7841, -7.218819279],
  [0.7971, -6.920818754],
  [0.8329, -6.628932138],
  [0.8641, -6.323946875],
  [0.8804, -5.991399828],
  [0.7668, -8.781464495],
  [0.7633, -8.663140179],
  [0.7678, -8.473531488],
  [0.7697, -8.247337057],
  [0.77, -7.971428747],
  [0.7749, -7.676129393],
  [0.7796, -7.352812702],
  [0.7897, -7.072065318],
  [0.8131, -6.774174009],
  [0.8498, -6.478861916],
  [0.8741, -6.159517513],
  [0.8061, -6.835647144],
  [0.846, -6.53165267],
  [0.8751, -6.224098421],
  [0.8856, -5.910094889],
  [0.8919, -5.598599459],
  [0.8934, -5.290645224],
  [0.894, -4.974284616],
  [0.8957, -4.64454848],
  [0.9047, -4.290560426],
  [0.9129, -3.885055584],
  [0.9209, -3.408378962],
  [0.9219, -3.13200249],
  [0.7739, -8.726767166],
  [0.7681, -8.66695597],
  [0.7665, -8.511026475],
  [0.7703, -8.165388579],
  [0.7702, -7.886056648],
  [0.7761, -7.588043762],
  [0.7809, -7.283412422],
  [0.7961, -6.995678626],
  [0.8253, -6.691862621],
  [0.8602, -6.392544977],
  [0.8809, -6.067374056],
  [0.8301, -6.684029655],
  [0.8664, -6.378719832],
  [0.8834, -6.065855188],
  [0.8898, -5.752272167],
  [0.8964, -5.132414673],
  [0.8963, -4.811352704],
  [0.9074, -4.098269308],
  [0.9119, -3.66174277],
  [0.9228, -3.2644011],
];
const filipCertified = [
  -1467.489614229796, -2772.179591933424, -2316.3710816089306, -1127.9739409837157, -354.4782337033488,
  -75.12420173937572, -10.875318035534251, -1.0622149858894676, -0.06701911545934083, -0.0024678107827547863,
  -4.0296252508040365e-5,
];

const warnings: Warning[] = [];
afterEach(() => {
  configure({ onWarning: undefined });
  warnings.length = 0;
});
const listen = (): void => configure({ onWarning: (warning) => warnings.push(warning) });

describe('lstsq: full rank', () => {
  for (const dtype of ['f64', 'f32'] as DType[]) {
    for (const [m, n] of [
      [1, 1],
      [5, 3],
      [40, 40],
      [200, 7],
      [90, 60],
    ] as const) {
      it(`${dtype} ${m}×${n}: the residual is orthogonal to the columns`, () => {
        const a = tensor(zooMatrix('random', m, n).data, { shape: [m, n], dtype });
        const b = tensor(zooMatrix('random', m, 2).data, { shape: [m, 2], dtype });
        const { x, rank, singularValues } = lstsq(a, b);
        expect(rank).toBe(n);
        expect(x.shape).toEqual([n, 2]);
        expect(singularValues.shape).toEqual([n]);
        const ax = product(m, n, 2, a.toTypedArray(), x.toTypedArray());
        const residual = b.toTypedArray().map((value, i) => value - ax[i]!);
        const normal = product(n, m, 2, transposed(m, n, a.toTypedArray()), residual);
        const scale = norm1(m, n, a.toTypedArray()) ** 2 * norm1(n, 2, x.toTypedArray());
        expect(norm1(n, 2, normal) / scale / (m * epsilonOf[dtype])).toBeLessThan(10);
      });
    }
  }

  it("Longley's regression (NIST StRD certified values)", () => {
    const y = [
      60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551,
    ];
    const x = [
      [83.0, 234289, 2356, 1590, 107608, 1947],
      [88.5, 259426, 2325, 1456, 108632, 1948],
      [88.2, 258054, 3682, 1616, 109773, 1949],
      [89.5, 284599, 3351, 1650, 110929, 1950],
      [96.2, 328975, 2099, 3099, 112075, 1951],
      [98.1, 346999, 1932, 3594, 113270, 1952],
      [99.0, 365385, 1870, 3547, 115094, 1953],
      [100.0, 363112, 3578, 3350, 116219, 1954],
      [101.2, 397469, 2904, 3048, 117388, 1955],
      [104.6, 419180, 2822, 2857, 118734, 1956],
      [108.4, 442769, 2936, 2798, 120445, 1957],
      [110.8, 444546, 4681, 2637, 121950, 1958],
      [112.6, 482704, 3813, 2552, 123366, 1959],
      [114.2, 502601, 3931, 2514, 125368, 1960],
      [115.7, 518173, 4806, 2572, 127852, 1961],
      [116.9, 554894, 4007, 2827, 130081, 1962],
    ].map((row) => [1, ...row]);
    const certified = [
      -3482258.63459582, 15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359,
      -0.0511041056535807, 1829.15146461355,
    ];
    const solution = lstsq(tensor(x), tensor(y)).x.toTypedArray();
    for (let i = 0; i < 7; i++) expect(Math.abs(solution[i]! / certified[i]! - 1)).toBeLessThan(1e-9);
  });

  it("Filip's polynomial of degree 10 (NIST StRD), where scaling decides", () => {
    listen();
    const x = filip.map(([, t]) => Array.from({ length: 11 }, (_, k) => t ** k));
    const solution = lstsq(tensor(x), tensor(filip.map(([y]) => y)));
    expect(solution.rank).toBe(11);
    filipCertified.forEach((value, i) => {
      expect(Math.abs(solution.x.get(i) / value - 1), `coefficient ${i}`).toBeLessThan(1e-6);
    });
  });
});

describe('lstsq: least norm', () => {
  it('of an underdetermined system is a combination of the rows', () => {
    const x = lstsq(tensor([[1, 1, 1]]), tensor([3])).x.toTypedArray();
    for (const value of x) expect(value).toBeCloseTo(1, 14);
  });

  it('of a rank-deficient system, which is told of', () => {
    listen();
    const a = tensor([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    const { x, rank } = lstsq(a, tensor([1, 2, 3]));
    expect(rank).toBe(1);
    for (const value of x.toTypedArray()) expect(value).toBeCloseTo(1, 14);
    expect(warnings.map(({ kind }) => kind)).toEqual(['rank-deficient']);
    expect(warnings[0]!.facts.rank).toBe(1);
  });

  it('reports instead of warning on request', () => {
    listen();
    const a = tensor([
      [1, 0],
      [0, 1e-20],
    ]);
    const report = lstsq(a, tensor([1, 1]), { report: true, tolerance: 1e-15 });
    expect(report.rcond / 1e-20).toBeCloseTo(1, 12);
    expect(report.growth).toBe(1);
    expect(report.rank).toBe(1);
    expect(report.x.toArray()).toEqual([1, 0]);
    expect(warnings).toEqual([]);
    lstsq(
      tensor([
        [1, 0],
        [0, 1e-10],
      ]),
      tensor([1, 1]),
    );
    expect(warnings).toEqual([]);
  });

  it('tells of a rank that is not full even where rounding hides it', () => {
    listen();
    const a = zooMatrix('rank-deficient', 50).data;
    const { rank } = lstsq(tensor(a, { shape: [50, 50] }), tensor(a.slice(0, 50)));
    expect(rank).toBe(25);
    expect(warnings.length).toBe(1);
  });

  it('does not take columns of small norm for dependent, but tells of them', () => {
    listen();
    const { x, rank } = lstsq(
      tensor([
        [1, 0],
        [0, 1e-20],
        [0, 0],
      ]),
      tensor([1, 1, 1]),
    );
    expect(rank).toBe(2);
    expect(x.get(0)).toBeCloseTo(1, 14);
    expect(x.get(1) / 1e20).toBeCloseTo(1, 14);
    expect(warnings.length).toBe(1);
  });

  it('takes the tolerance it is given', () => {
    const a = tensor([
      [1, 0],
      [0, 1e-20],
    ]);
    expect(lstsq(a, tensor([1, 1]), { tolerance: 0, report: true }).x.get(1) / 1e20).toBeCloseTo(1, 12);
    expect(lstsq(a, tensor([1, 1]), { tolerance: 2, report: true }).x.toArray()).toEqual([0, 0]);
  });

  it('works at both ends of the exponent range', () => {
    for (const unit of [1e300, 1e-300, 1e-310]) {
      const x = lstsq(
        tensor([
          [3 * unit, 0],
          [0, 2 * unit],
        ]),
        tensor([6 * unit, 6 * unit]),
      ).x.toTypedArray();
      expect(x[0]).toBeCloseTo(2, 12);
      expect(x[1]).toBeCloseTo(3, 12);
    }
  });

  it('of empty systems', () => {
    listen();
    expect(lstsq(tensor([], { shape: [0, 2] }), tensor([])).x.toArray()).toEqual([0, 0]);
    expect(lstsq(tensor([], { shape: [2, 0] }), tensor([1, 2])).x.shape).toEqual([0]);
  });
});

it('lstsq refuses what does not fit', () => {
  const a = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(() => lstsq(a, tensor([1, 2, 3]))).toThrow(ShapeError);
  expect(() => lstsq(a, tensor([1, 2, 3]))).toThrow('lstsq: expected b of 2 rows');
  expect(() => lstsq(a, tensor([1, 2], { dtype: 'f32' }))).toThrow(DTypeError);
  expect(() => lstsq(a, tensor([1, Number.NaN]))).toThrow('lstsq: expected finite entries, got NaN at [1]');
  expect(() => lstsq(a, tensor([1, 2]), { tolerance: -1 })).toThrow(ArgumentError);
});
