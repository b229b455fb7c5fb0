// The secant condition S must meet, and what knowing S is worth where residuals stay large at the minimum.
import { smallProblems } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/index.js';
import { Linearization } from '../../src/leastSquares/linearization.js';
import { SecondOrderPart } from '../../src/leastSquares/secondOrderPart.js';

/** r(x) = (x² + y − 3, xy − 1, y² − x), whose Σ rᵢ∇²rᵢ is [[2r₀, r₁], [r₁, 2r₂]]. */
const residual = ([x, y]: Float64Array): Float64Array => Float64Array.of(x! * x! + y! - 3, x! * y! - 1, y! * y! - x!);
/** Column-major. */
const jacobian = ([x, y]: Float64Array): Float64Array => Float64Array.of(2 * x!, y!, -1, 1, x!, 2 * y!);

function gradient(j: Float64Array, r: Float64Array): Float64Array {
  return Float64Array.of(j[0]! * r[0]! + j[1]! * r[1]! + j[2]! * r[2]!, j[3]! * r[0]! + j[4]! * r[1]! + j[5]! * r[2]!);
}

/** Learns from a walk through the points. */
function learned(points: number[][]): { part: SecondOrderPart; last: { p: Float64Array; sharp: Float64Array } } {
  const part = new SecondOrderPart(2);
  let last = { p: new Float64Array(2), sharp: new Float64Array(2) };
  for (let k = 1; k < points.length; k++) {
    const [from, to] = [Float64Array.from(points[k - 1]!), Float64Array.from(points[k]!)];
    const [j, r] = [jacobian(from), residual(to)];
    const [before, after] = [gradient(j, r), gradient(jacobian(to), r)];
    part.leave(j, gradient(j, residual(from)), r);
    last = { p: to.map((c, i) => c - from[i]!), sharp: after.map((g, i) => g - before[i]!) };
    part.learn(last.p, after);
  }
  return { part, last };
}

describe('S', () => {
  it('meets pᵀSp = pᵀŷ for the last step, and is not believed after one', () => {
    const { part, last } = learned([
      [1, 2],
      [1.2, 2.1],
      [1.3, 1.9],
    ]);
    const { p, sharp } = last;
    expect(part.curvature(p)).toBeCloseTo(p[0]! * sharp[0]! + p[1]! * sharp[1]!, 12);
    expect(part.known).toBe(true);
    expect(
      learned([
        [1, 2],
        [1.2, 2.1],
      ]).part.known,
    ).toBe(false);
  });

  it('steps to (JᵀJ + S)p = −Jᵀr where the radius allows it', () => {
    const { part } = learned([
      [1, 2],
      [1.2, 2.1],
      [1.3, 1.9],
    ]);
    const at = Float64Array.of(1.3, 1.9);
    const [j, r] = [jacobian(at), residual(at)];
    const linear = new Linearization(3, 2);
    linear.factor(j, r, undefined);
    const p = new Float64Array(2);
    part.step(linear, 1e6, p);
    const [s00, s11, all] = [
      [1, 0],
      [0, 1],
      [1, 1],
    ].map((v) => part.curvature(Float64Array.from(v)));
    const s01 = (all! - s00! - s11!) / 2;
    const g = gradient(j, r);
    const mixed = j[0]! * j[3]! + j[1]! * j[4]! + j[2]! * j[5]! + s01;
    expect((j[0]! ** 2 + j[1]! ** 2 + j[2]! ** 2 + s00!) * p[0]! + mixed * p[1]!).toBeCloseTo(-g[0]!, 12);
    expect(mixed * p[0]! + (j[3]! ** 2 + j[4]! ** 2 + j[5]! ** 2 + s11!) * p[1]!).toBeCloseTo(-g[1]!, 12);
  });

  it('turns the hundreds of steps that a large residual costs Gauss–Newton into a few', () => {
    const problem = smallProblems.find(({ name }) => name === '16 Brown and Dennis')!;
    const { value, evaluations, status } = leastSquares(
      {
        residual(x, out = new Float64Array(problem.m)) {
          problem.residual(x, out);
          return out;
        },
        jacobian(x, out = new Float64Array(problem.m * 4)) {
          problem.jacobian(x, out);
          return out;
        },
      },
      problem.start,
    );
    expect(status).toBe('converged');
    expect(value).toBeCloseTo(85822.2016, 3); // Moré, Garbow, Hillstrom; MINPACK's lmder takes 266 evaluations
    expect(evaluations.value).toBeLessThan(40);
  });
});
