/**
 * Polynomials in n variables truncated at a total degree: sums, products and composition of Taylor series.
 */

/** Exponents and coefficient of one monomial. */
export interface Term {
  readonly exponents: readonly number[];
  readonly coefficient: number;
}

export class Series {
  readonly variables: number;
  readonly order: number;
  readonly #terms = new Map<string, Term>();

  constructor(variables: number, order: number, terms: Iterable<Term> = []) {
    this.variables = variables;
    this.order = order;
    for (const term of terms) this.#add(term.exponents, term.coefficient);
  }

  /** The coordinate function xᵢ. */
  static coordinate(variables: number, order: number, i: number): Series {
    const exponents = new Array<number>(variables).fill(0);
    exponents[i] = 1;
    return new Series(variables, order, [{ exponents, coefficient: 1 }]);
  }

  terms(): Iterable<Term> {
    return this.#terms.values();
  }

  /** this + factor·other. */
  plus(other: Series, factor = 1): Series {
    const sum = new Series(this.variables, this.order, this.terms());
    for (const { exponents, coefficient } of other.terms()) sum.#add(exponents, factor * coefficient);
    return sum;
  }

  times(other: Series): Series {
    const product = new Series(this.variables, this.order);
    for (const a of this.terms()) {
      for (const b of other.terms()) {
        product.#add(
          a.exponents.map((e, i) => e + b.exponents[i]!),
          a.coefficient * b.coefficient,
        );
      }
    }
    return product;
  }

  /** ∂/∂xᵢ. */
  derivative(i: number): Series {
    const terms = [...this.terms()].filter(({ exponents }) => exponents[i]! > 0);
    return new Series(
      this.variables,
      this.order,
      terms.map(({ exponents, coefficient }) => ({
        exponents: exponents.map((e, j) => (j === i ? e - 1 : e)),
        coefficient: coefficient * exponents[i]!,
      })),
    );
  }

  /** this(s₁, …, sₙ), truncated at the order of the inner series; each has no constant term. */
  compose(inner: readonly Series[]): Series {
    const { variables, order } = inner[0]!;
    const one = new Series(variables, order, [{ exponents: new Array<number>(variables).fill(0), coefficient: 1 }]);
    const powers = inner.map((series) => {
      const list = [one];
      for (let k = 1; k <= order; k++) list.push(list[k - 1]!.times(series));
      return list;
    });
    let sum = new Series(variables, order);
    for (const { exponents, coefficient } of this.terms()) {
      let product = one;
      for (let i = 0; i < exponents.length; i++)
        if (exponents[i]! > 0) product = product.times(powers[i]![exponents[i]!]!);
      sum = sum.plus(product, coefficient);
    }
    return sum;
  }

  /** The terms of total degree `degree`. */
  part(degree: number): Term[] {
    return [...this.terms()].filter(({ exponents }) => total(exponents) === degree);
  }

  #add(exponents: readonly number[], coefficient: number): void {
    if (total(exponents) > this.order) return;
    const key = exponents.join();
    const before = this.#terms.get(key)?.coefficient ?? 0;
    this.#terms.set(key, { exponents, coefficient: before + coefficient });
  }
}

function total(exponents: readonly number[]): number {
  return exponents.reduce((sum, e) => sum + e, 0);
}
