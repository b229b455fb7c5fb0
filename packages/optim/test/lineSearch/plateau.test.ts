// A first step that leaps onto a plateau is taken back; a flat minimum is still found.
import { parse } from '@nablajs/calculus';
import { describe, expect, it } from 'vitest';
import { minimize, type Objective } from '../../src/index.js';

/** Gulf research and development, number 11 of Moré, Garbow and Hillstrom, m = 20: far out exp(−|·|^x₃/x₁) underflows. */
const gulf = parse(
  Array.from({ length: 20 }, (_, i) => {
    const t = (i + 1) / 100;
    return `(exp(-abs(${25 + (-50 * Math.log(t)) ** (2 / 3)} - x2)^x3/x1) - ${t})^2`;
  }).join(' + '),
);

describe('onPlateau', () => {
  it('a leap onto a plateau is taken back', () => {
    for (const method of ['bfgs', 'l-bfgs', 'l-bfgs-b'] as const) {
      const { value, status } = minimize(gulf, [5, 2.5, 0.15], { method });
      expect(value, method).toBeLessThan(1e-8);
      expect(status, method).toBe('converged');
    }
  });

  it('a minimum that is flat all around is reached all the same', () => {
    const hinge: Objective = {
      value: (x) => Math.max(0, Math.abs(x[0]!) - 1),
      gradient: (x) => Float64Array.of(Math.abs(x[0]!) > 1 ? Math.sign(x[0]!) : 0),
    };
    for (const method of ['bfgs', 'cg', 'gradient-descent'] as const) {
      const { value, status } = minimize(hinge, [1.4], { method });
      expect([value, status], method).toEqual([0, 'converged']);
    }
  });

  it('a parabola hit at its minimum costs nothing more', () => {
    const parabola: Objective = { value: (x) => x[0]! ** 2 / 2, gradient: (x) => x.slice() };
    const { evaluations } = minimize(parabola, [0.4], { method: 'newton' });
    expect(evaluations.value).toBe(2);
  });
});
