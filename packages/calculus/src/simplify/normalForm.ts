import { type Expr, integer } from '../expr/node.js';
import { Rational } from '../expr/rational.js';
import { postorder } from '../expr/walk.js';
import { contentOf, primeFactors } from './content.js';
import { definitionOf, type Tools } from './definitions.js';
import {
  addLaurent,
  atomLaurent,
  constantLaurent,
  fromTerms,
  type Laurent,
  type Monomial,
  multiplyLaurent,
  multiplyMonomials,
  powerMonomial,
  scaleLaurent,
  serialize,
  type Term,
  UNIT,
  Unsupported,
} from './laurent.js';
import { type Atom, isPositiveAtom, isPositiveSum } from './positivity.js';
import { squareRoot } from './squareRoot.js';

/**
 * A normal form by which equality of formulas is decided: everything is rewritten into
 *
 *   rational numbers, symbols, roots, exp of monomials (sin u = (e^{iu} − e^{−iu})/2i), log of what cannot be split,
 *
 * multiplied out to a Laurent polynomial over these atoms, and cleared of denominators. Angle sums, double angles,
 * hyperbolic identities, laws of exponents and logarithms then are all the same cancellation. A polynomial that
 * vanishes proves equality; one that does not proves nothing, since atoms may still depend on each other.
 *
 * With `positive`, every symbol is taken to be positive, which splits logarithms and roots of products.
 */
export class NormalForm {
  readonly #positive: boolean;
  readonly #atoms: Atom[] = [];
  readonly #ids = new Map<string, number>();
  readonly #i: number;
  readonly #settle = (term: Term): Term => this.#settled(term);

  constructor(positive: boolean) {
    this.#positive = positive;
    this.#i = this.#atom('i', { kind: 'imaginary' });
  }

  /** True when the expression is proved to vanish; throws Unsupported where the form does not reach. */
  vanishes(f: Expr): boolean {
    let p = this.#of(f);
    for (let atom = this.#atoms.length - 1; atom >= 0 && p.size > 0; atom--) {
      const known = this.#atoms[atom]!;
      if (known.kind === 'sum') p = this.#clear(p, atom, known.base);
    }
    return p.size === 0;
  }

  #atom(key: string, atom: Atom): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#atoms.length);
    return this.#atoms.push(atom) - 1;
  }

  #of(root: Expr): Laurent {
    const values = new Map<Expr, Laurent>();
    const order = postorder([root]);
    if (order.length > 5000) throw new Unsupported();
    for (const node of order) {
      const args = node.args.map((arg) => values.get(arg)!);
      values.set(node, this.#node(node, args));
    }
    return values.get(root)!;
  }

  #node(node: Expr, args: readonly Laurent[]): Laurent {
    if (node.value !== undefined) {
      if (typeof node.value === 'number') throw new Unsupported();
      return constantLaurent(node.value);
    }
    if (node.name !== undefined) {
      return atomLaurent(
        this.#atom(`s:${node.name}`, { kind: this.#positive || node.sign === 2 ? 'positive' : 'real' }),
      );
    }
    return definitionOf(node.op)(this.tools, args, node);
  }

  /** The arithmetic that the definitions of functions are written in. */
  readonly tools: Tools = {
    add: (...parts) => addLaurent(parts),
    scale: scaleLaurent,
    multiply: (...parts) => parts.reduce((left, right) => multiplyLaurent(left, right, this.#settle)),
    power: (p, exponent) => this.#power(p, exponent),
    exp: (p) => this.#exp(p),
    log: (p) => this.#log(p),
    imaginary: () => atomLaurent(this.#i),
    atom: (key, positive) => atomLaurent(this.#atom(key, { kind: positive ? 'positive' : 'real' })),
    isPositive: (p) => this.#isSumPositive(p),
  };

  /** Integer powers of primes go to the coefficient, i² = −1, e^{iπ/2} = i. */
  #settled(term: Term): Term {
    let { coefficient } = term;
    let quarter = 0;
    const monomial: (readonly [number, number])[] = [];
    for (const [id, exponent] of term.monomial) {
      const atom = this.#atoms[id]!;
      if (atom.kind === 'imaginary') quarter += exponent / UNIT;
      else if (atom.kind === 'exp' && atom.turn) {
        const halves = Math.floor((2 * exponent) / UNIT);
        quarter += halves;
        const rest = exponent - (halves * UNIT) / 2;
        if (rest !== 0) monomial.push([id, rest]);
      } else if (atom.kind === 'prime') {
        const whole = Math.floor(exponent / UNIT);
        coefficient = coefficient.times(Rational.of(this.#prime(id)).power(whole));
        if (exponent !== whole * UNIT) monomial.push([id, exponent - whole * UNIT]);
      } else monomial.push([id, exponent]);
    }
    quarter = ((quarter % 4) + 4) % 4;
    if (quarter >= 2) coefficient = coefficient.negated();
    if (quarter % 2 === 1) monomial.unshift([this.#i, UNIT]);
    return { monomial, coefficient };
  }

  readonly #primes: bigint[] = [];

  #prime(id: number): bigint {
    return this.#primes[id]!;
  }

  #primeAtom(prime: bigint): number {
    const id = this.#atom(`p:${prime}`, { kind: 'prime' });
    this.#primes[id] = prime;
    return id;
  }

  /** c^r for c > 0 over prime atoms. */
  #rationalPower(c: Rational, exponent: Rational): Laurent {
    if (exponent.isInteger && Math.abs(Number(exponent.num)) < 1000)
      return constantLaurent(c.power(Number(exponent.num)));
    const factors = [...primeFactors(c.num)].map(([p, n]) => [p, n] as const);
    const inverse = [...primeFactors(c.den)].map(([p, n]) => [p, -n] as const);
    const monomials = [...factors, ...inverse].map(([prime, n]): Monomial => [[this.#primeAtom(prime), n * UNIT]]);
    const terms = monomials.map((each) =>
      fromTerms([this.#settled({ monomial: powerMonomial(each, exponent), coefficient: Rational.one })]),
    );
    return this.tools.multiply(constantLaurent(Rational.one), ...terms);
  }

  #isPositive(id: number): boolean {
    return isPositiveAtom(this.#atoms[id]!);
  }

  #isSumPositive(p: Laurent): boolean {
    return isPositiveSum(p, this.#atoms);
  }

  #sumAtom(base: Laurent): number {
    return this.#atom(`S:${serialize(base)}`, { kind: 'sum', base, positive: this.#isSumPositive(base) });
  }

  #power(p: Laurent, exponent: Rational): Laurent {
    if (exponent.isZero) return constantLaurent(Rational.one);
    if (p.size === 0) throw new Unsupported();
    if (exponent.isInteger && exponent.num > 0n && p.size > 1) {
      if (exponent.num > 24n) throw new Unsupported();
      return this.tools.multiply(...new Array<Laurent>(Number(exponent.num)).fill(p));
    }
    const { outside, sign, inside } = this.#split(this.#withoutWholeSums(p), exponent.isInteger);
    const taken = powerMonomial(outside.monomial, exponent);
    let result = this.tools.multiply(
      this.#rationalPower(outside.coefficient, exponent),
      fromTerms([this.#settled({ monomial: taken, coefficient: Rational.one })]),
    );
    if (sign < 0 && exponent.isInteger && exponent.num % 2n !== 0n) result = scaleLaurent(result, Rational.of(-1n));
    if (inside === undefined) return result;
    const base = sign < 0 && !exponent.isInteger ? scaleLaurent(inside, Rational.of(-1n)) : inside;
    const scaled = Number(exponent.num) * (UNIT / Number(exponent.den));
    if (!Number.isSafeInteger(scaled)) throw new Unsupported();
    const root = exponent.den === 2n ? squareRoot(base, this.tools) : undefined;
    if (root !== undefined) return this.tools.multiply(result, this.#power(root, Rational.of(exponent.num)));
    return this.tools.multiply(result, atomLaurent(this.#sumAtom(base), scaled));
  }

  /**
   * p = sign · c · m · inside with c > 0 the content, m the common monomial (its positive atoms, or all of it) and
   * `inside` primitive with a positive first coefficient; inside is undefined when it is 1.
   */
  #split(p: Laurent, all: boolean): { outside: Term; sign: 1 | -1; inside: Laurent | undefined } {
    const terms = [...p.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, term]) => term);
    const content = contentOf(terms.map((term) => term.coefficient));
    const sign = terms[0]!.coefficient.isNegative ? -1 : 1;
    const least = new Map<number, number>();
    const exponents = terms.map((term) => new Map(term.monomial));
    for (const id of new Set(exponents.flatMap((own) => [...own.keys()]))) {
      const smallest = exponents.reduce((found, own) => Math.min(found, own.get(id) ?? 0), Number.POSITIVE_INFINITY);
      if (smallest !== 0 && (all || this.#isPositive(id))) least.set(id, smallest);
    }
    const monomial = [...least].sort(([a], [b]) => a - b);
    const divisor = powerMonomial(monomial, Rational.of(-1n));
    const scale = content.inverse().times(Rational.of(BigInt(sign)));
    const primitive = multiplyLaurent(p, fromTerms([{ monomial: divisor, coefficient: scale }]), (term) => term);
    const inside = this.#writtenOut(primitive, monomial);
    if (inside !== primitive && inside.size > 0) {
      const rest = this.#split(inside, all);
      const outside = {
        monomial: multiplyMonomials(monomial, rest.outside.monomial),
        coefficient: content.times(rest.outside.coefficient),
      };
      return { outside, sign: sign === rest.sign ? 1 : -1, inside: rest.inside };
    }
    const only = inside.size === 1 ? [...inside.values()][0]! : undefined;
    const trivial = only !== undefined && only.monomial.length === 0 && only.coefficient.isOne;
    return { outside: { monomial, coefficient: content }, sign, inside: trivial ? undefined : inside };
  }

  /** Whole positive powers of sums multiplied out where there are other terms: (x² − 1)¹ + 1 = x². */
  #withoutWholeSums(p: Laurent): Laurent {
    if (p.size < 2) return p;
    let result = p;
    for (const id of new Set([...p.values()].flatMap(({ monomial }) => monomial.map(([each]) => each)))) {
      const atom = this.#atoms[id]!;
      if (atom.kind !== 'sum') continue;
      const exponents = [...result.values()].map(({ monomial }) => monomial.find(([each]) => each === id)?.[1] ?? 0);
      const whole = exponents.some((e) => e >= UNIT) && exponents.every((e) => e >= 0) && exponents.includes(0);
      if (whole) result = this.#clear(result, id, atom.base);
    }
    return result;
  }

  /** Whole powers of the sums among some atoms multiplied out: (1 + x²)¹ − x² = 1. */
  #writtenOut(p: Laurent, among: Monomial): Laurent {
    let result = p;
    for (const [id, exponent] of among) {
      const atom = this.#atoms[id]!;
      if (atom.kind === 'sum' && exponent < 0) result = this.#clear(result, id, atom.base);
    }
    return result;
  }

  /** exp(Σ c·m) = Π exp(m)^c, with exp(log a) = a. */
  #exp(p: Laurent): Laurent {
    let result = constantLaurent(Rational.one);
    for (const { monomial, coefficient } of p.values()) {
      const only = monomial.length === 1 ? monomial[0]! : undefined;
      const atom = only === undefined ? undefined : this.#atoms[only[0]]!;
      let id: number;
      if (atom?.kind === 'log' && atom.of !== undefined && only![1] === UNIT) id = atom.of;
      else {
        const imaginary = monomial.some(([each]) => each === this.#i);
        const turn =
          imaginary &&
          monomial.length === 2 &&
          monomial.every(([each, e]) => e === UNIT && (each === this.#i || each === this.#ids.get('pi')));
        const key = monomial.map(([each, e]) => `${each}^${e}`).join('*');
        id = this.#atom(`e:${key}`, { kind: 'exp', monomial, turn, real: !imaginary });
      }
      const exponent = powerMonomial([[id, UNIT]], coefficient);
      result = this.tools.multiply(
        result,
        fromTerms([this.#settled({ monomial: exponent, coefficient: Rational.one })]),
      );
    }
    return result;
  }

  /** log(c·Π aᵉ·s) = log c + Σ e·log a + log s, for positive atoms a. */
  #log(p: Laurent): Laurent {
    if (p.size === 0) throw new Unsupported();
    const { outside, sign, inside } = this.#split(p, false);
    const parts: Laurent[] = [];
    for (const [value, direction] of [
      [outside.coefficient.num, 1n],
      [outside.coefficient.den, -1n],
    ] as const) {
      for (const [prime, n] of primeFactors(value)) {
        parts.push(scaleLaurent(this.#logAtom(this.#primeAtom(prime)), Rational.of(BigInt(n) * direction)));
      }
    }
    for (const [id, exponent] of outside.monomial) {
      parts.push(scaleLaurent(this.#logAtom(id), Rational.of(BigInt(exponent), BigInt(UNIT))));
    }
    const rest = inside === undefined ? constantLaurent(Rational.one) : inside;
    const signed = sign < 0 ? scaleLaurent(rest, Rational.of(-1n)) : rest;
    if (inside !== undefined || sign < 0) {
      const single = signed.size === 1 ? [...signed.values()][0]! : undefined;
      const own = single?.monomial.length === 1 && single.coefficient.isOne ? single.monomial[0]! : undefined;
      const sumAtom = own !== undefined && this.#atoms[own[0]]!.kind === 'sum' ? own : undefined;
      if (sumAtom !== undefined) {
        parts.push(scaleLaurent(this.#logAtom(sumAtom[0]), Rational.of(BigInt(sumAtom[1]), BigInt(UNIT))));
      } else if (own !== undefined && own[1] === UNIT) parts.push(this.#logAtom(own[0]));
      else parts.push(this.#logAtom(this.#sumAtom(signed)));
    }
    return addLaurent(parts);
  }

  #logAtom(id: number): Laurent {
    const atom = this.#atoms[id]!;
    if (atom.kind === 'exp' && atom.real) return fromTerms([{ monomial: atom.monomial, coefficient: Rational.one }]);
    return atomLaurent(this.#atom(`l:${id}`, { kind: 'log', of: id }));
  }

  /** Multiplies by a power of the atom's sum so that its exponents are in [0, 1), and writes whole powers out. */
  #clear(p: Laurent, atom: number, base: Laurent): Laurent {
    const exponents = [...p.values()].map(({ monomial }) => monomial.find(([id]) => id === atom)?.[1] ?? 0);
    if (exponents.every((exponent) => exponent === 0)) return p;
    const least = Math.min(...exponents);
    const parts: Laurent[] = [];
    [...p.values()].forEach((term, index) => {
      const exponent = exponents[index]! - least;
      const whole = Math.floor(exponent / UNIT);
      const rest = term.monomial.filter(([id]) => id !== atom);
      const left = exponent - whole * UNIT;
      const monomial = left === 0 ? rest : [...rest, [atom, left] as const].sort(([a], [b]) => a - b);
      let part = fromTerms([{ monomial, coefficient: term.coefficient }]);
      for (let k = 0; k < whole; k++) part = multiplyLaurent(part, base, this.#settle);
      parts.push(part);
    });
    return addLaurent(parts);
  }
}

/** Whether f is proved to be identically zero; false says nothing. */
export function provedZero(f: Expr, positive: boolean): boolean {
  if (f === integer(0)) return true;
  try {
    return new NormalForm(positive).vanishes(f);
  } catch (error) {
    if (error instanceof Unsupported) return false;
    throw error;
  }
}
