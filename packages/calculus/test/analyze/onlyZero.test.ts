import { describe, expect, it } from 'vitest';
import { type IntervalPolynomial, polynomialOf } from '../../src/analyze/intervalPolynomial.js';
import { isOnlyZero } from '../../src/analyze/onlyZero.js';
import { Rational } from '../../src/expr/rational.js';

/** Σ c·xᵃyᵇ from rows [c, a, b]. */
const polynomial = (...rows: readonly (readonly [number, number, number])[]): IntervalPolynomial =>
  polynomialOf(rows.map(([c, a, b]) => ({ exponents: [a, b], coefficient: Rational.of(BigInt(c)) })));

const EQUAL = [[1, 1]];

describe('isOnlyZero', () => {
  it('tells an isolated zero from a line and from a curve of them', () => {
    expect(isOnlyZero([polynomial([4, 3, 0]), polynomial([4, 0, 3])], 2, 0.5, EQUAL)).toBe(true);
    expect(isOnlyZero([polynomial([2, 1, 2]), polynomial([2, 2, 1])], 2, 0.5, EQUAL)).toBe(false);
    expect(isOnlyZero([polynomial([1, 0, 1], [-1, 2, 0])], 2, 0.5, [...EQUAL, [1, 2]])).toBe(false);
  });

  it('sees zeros that lie farther out', () => {
    // 8x³ − x = 0 at ±1/√8, y = 0.
    const system = [polynomial([8, 3, 0], [-1, 1, 0]), polynomial([1, 0, 1])];
    expect(isOnlyZero(system, 2, 0.3, EQUAL)).toBe(true);
    expect(isOnlyZero(system, 2, 0.4, EQUAL)).toBe(false);
  });

  it('needs nested blow-ups or weights for tangential branches', () => {
    // Peano: ∇(y − x²)(y − 2x²)
    const peano = [polynomial([-6, 1, 1], [8, 3, 0]), polynomial([2, 0, 1], [-3, 2, 0])];
    expect(isOnlyZero(peano, 2, 0.2, EQUAL)).toBe(true);
    expect(isOnlyZero(peano, 2, 0.2, [[1, 2]])).toBe(true);
  });

  it('does not count on coefficients that are known by intervals', () => {
    const uncertain = polynomialOf([{ exponents: [3, 0], coefficient: [-1, 1] as const }]);
    expect(isOnlyZero([uncertain, polynomial([1, 0, 1])], 2, 0.5, EQUAL)).toBe(false);
    const certain = polynomialOf([{ exponents: [3, 0], coefficient: [0.9, 1] as const }]);
    expect(isOnlyZero([certain, polynomial([1, 0, 1])], 2, 0.5, EQUAL)).toBe(true);
  });
});
