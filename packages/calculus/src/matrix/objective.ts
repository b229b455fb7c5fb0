/**
 * A scalar formula, or several formulas, of vector and matrix variables as a function of one flat array: the variables'
 * entries one after the other, each row-major. Derivatives are derived in matrix notation when they are first asked for,
 *
 *     ∇f = [∂f/∂x₁; …]      H = [∂²f/∂xᵢ∂xⱼ]      H·v = [∂/∂xᵢ Σⱼ ⟨∂f/∂xⱼ, vⱼ⟩]
 *
 * and evaluated by one schedule that shares their nodes.
 */
import { ArgumentError, tensor } from '@nablajs/core-wasm';
import { diff } from '../derive/diff.js';
import { type Expr, symbol } from '../expr/node.js';
import { isScalar } from '../expr/shape.js';
import { postorder } from '../expr/walk.js';
import { product, sum } from '../ops/index.js';
import { Dense } from '../ops/matrix/dense.js';
import { total } from '../ops/matrix/reduce.js';
import { isZeroMatrix } from '../ops/matrix/zeros.js';
import { UnknownSymbolError } from '../parse/errors.js';
import { canonical } from '../simplify/canonical.js';
import { Schedule } from './schedule.js';
import { Sizes } from './sizes.js';

/** Data that stays the same while the variables move, and lengths of sizes that nothing else tells. */
export interface Fixed {
  readonly values?: Readonly<Record<string, unknown>> | undefined;
  readonly sizes?: Readonly<Record<string, number>> | undefined;
}

/** Levels of the schedule. */
const [DATA, POINT, DIRECTION] = [0, 1, 2];

/** The place of one variable among the numbers. */
interface Block {
  readonly start: number;
  readonly shape: readonly number[];
  readonly length: number;
}

export class MatrixObjective {
  readonly #sizes: Sizes = new Sizes();
  readonly #schedule: Schedule = new Schedule(this.#sizes);
  readonly #at: Float64Array[] = [];
  readonly #names: readonly string[];
  #blocks: readonly Block[] | undefined;
  #gradients: readonly (readonly Expr[])[] | undefined;
  #hessian: readonly (readonly Expr[])[] | undefined;
  #products: { readonly directions: readonly string[]; readonly formulas: readonly Expr[] } | undefined;

  /** @throws UnknownSymbolError for a symbol that is no variable and has no value; ShapeError for a value that does not fit. */
  constructor(
    readonly formulas: readonly Expr[],
    readonly variables: readonly Expr[],
    { values = {}, sizes = {} }: Fixed,
  ) {
    this.formulas = formulas.map(canonical);
    this.#names = variables.map((variable) => variable.name!);
    for (const [name, length] of Object.entries(sizes)) this.#sizes.bind(name, [name], [length]);
    const data = new Map<string, Dense>();
    for (const each of postorder(formulas)) {
      if (each.name === undefined || this.#names.includes(each.name) || data.has(each.name)) continue;
      if (!Object.hasOwn(values, each.name)) {
        if (isScalar(each.shape) && this.#isSize(each.name)) continue;
        const known = [...this.#names, ...Object.keys(values)];
        throw new UnknownSymbolError({ where: 'compile', kind: 'variable', name: each.name, known });
      }
      const dense = Dense.from(tensor(values[each.name] as never, { dtype: 'f64' }));
      this.#sizes.bind(each.name, each.shape, dense.shape);
      data.set(each.name, dense);
    }
    this.#schedule.assign(DATA, data);
    if (this.#unknownSizes().size === 0) this.#place();
  }

  #isSize(name: string): boolean {
    const all = [...this.variables, ...postorder(this.formulas)];
    return all.some(({ shape }) => shape.some((size) => typeof size === 'string' && size.split('*').includes(name)));
  }

  #unknownSizes(): Set<string> {
    const names = this.variables.flatMap(({ shape }) => shape).filter((size) => typeof size === 'string');
    return new Set(names.filter((size) => this.#sizes.lookup(size) === undefined));
  }

  #place(): readonly Block[] {
    let start = 0;
    this.#blocks = this.variables.map((variable) => {
      const shape = this.#sizes.of(variable.shape);
      const length = shape.reduce((count, each) => count * each, 1);
      start += length;
      return { start: start - length, shape, length };
    });
    return this.#blocks;
  }

  /** Where the variables stand among `count` numbers; the one size that is not known yet follows from their number. */
  #blocksFor(where: string, count: number): readonly Block[] {
    const open = this.#blocks === undefined ? [...this.#unknownSizes()] : [];
    if (open.length === 1) {
      const entries = (length: number): number =>
        this.variables.reduce((sum, { shape }) => {
          const lengths = shape.map((size) => (size === open[0] ? length : this.#sizes.length(size)));
          return sum + lengths.reduce((product, each) => product * each, 1);
        }, 0);
      let length = 1;
      while (entries(length) < count) length++;
      if (entries(length) === count) this.#sizes.bind(open[0]!, [open[0]!], [length]);
    } else if (open.length > 1) {
      const expected = `the sizes ${open.join(', ')} in compile's \`sizes\``;
      throw new ArgumentError({ where, expected, got: `${count} numbers` });
    }
    const blocks = this.#blocks ?? this.#place();
    const length = blocks.reduce((sum, block) => sum + block.length, 0);
    if (length === count) return blocks;
    throw new ArgumentError({ where, expected: `${length} numbers (${this.#names})`, got: `${count}` });
  }

  /** Gives the variables (or their directions) their values, unless they have them already. */
  #move(level: number, where: string, x: ArrayLike<number>, names: readonly string[]): readonly Block[] {
    const blocks = this.#blocksFor(where, x?.length);
    const at = this.#at[level];
    if (at !== undefined && at.length === x.length && at.every((each, k) => Object.is(each, x[k]))) return blocks;
    const entries = Float64Array.from(x);
    this.#at.length = Math.min(this.#at.length, level);
    this.#schedule.assign(
      level,
      new Map(
        blocks.map(({ start, shape, length }, k) => [names[k]!, Dense.of(shape, entries.slice(start, start + length))]),
      ),
    );
    this.#at[level] = entries;
    return blocks;
  }

  /** The entries of all formulas at x. */
  values(where: string, x: ArrayLike<number>, out?: Float64Array): Float64Array {
    this.#move(POINT, where, x, this.#names);
    const parts = this.formulas.map((formula) => this.#schedule.value(formula).data);
    const result = output(
      where,
      out,
      parts.reduce((sum, part) => sum + part.length, 0),
    );
    let at = 0;
    for (const part of parts) {
      result.set(part, at);
      at += part.length;
    }
    return result;
  }

  /** ∂f/∂x for every entry of every formula: one row each, the variables' entries across. */
  jacobian(where: string, x: ArrayLike<number>, out?: Float64Array): Float64Array {
    const blocks = this.#move(POINT, where, x, this.#names);
    this.#gradients ??= this.formulas.map((formula) => this.variables.map((variable) => diff(formula, variable)));
    const n = x.length;
    const heights = this.formulas.map(({ shape }) => this.#sizes.of(shape).reduce((count, each) => count * each, 1));
    const result = output(where, out, n * heights.reduce((sum, each) => sum + each, 0));
    let top = 0;
    this.#gradients.forEach((gradient, k) => {
      gradient.forEach((part, i) => {
        const { start, length } = blocks[i]!;
        this.#write(part, result, { rows: heights[k]!, columns: length, at: top * n + start, stride: n });
      });
      top += heights[k]!;
    });
    return result;
  }

  /** The Hessian of the first formula, a scalar. */
  hessian(where: string, x: ArrayLike<number>, out?: Float64Array): Float64Array {
    const blocks = this.#move(POINT, where, x, this.#names);
    this.#hessian ??= this.variables.map((first, i) => {
      const slope = diff(this.formulas[0]!, first);
      return this.variables.slice(i).map((second) => diff(slope, second));
    });
    const n = x.length;
    const result = output(where, out, n * n);
    this.#hessian.forEach((row, i) => {
      row.forEach((part, offset) => {
        const [above, beside] = [blocks[i]!, blocks[i + offset]!];
        const at = above.start * n + beside.start;
        this.#write(part, result, { rows: above.length, columns: beside.length, at, stride: n });
        if (offset > 0) mirror(result, n, above, beside);
      });
    });
    return result;
  }

  /** H·v of the first formula, without H. */
  hessianVectorProduct(x: ArrayLike<number>, v: ArrayLike<number>, out?: Float64Array): Float64Array {
    const where = 'hessianVectorProduct';
    this.#move(POINT, where, x, this.#names);
    this.#products ??= this.#deriveProducts();
    const { directions, formulas } = this.#products;
    const blocks = this.#move(DIRECTION, where, v, directions);
    const result = output(where, out, x.length);
    formulas.forEach((formula, i) => {
      const { start, length } = blocks[i]!;
      this.#write(formula, result, { rows: 1, columns: length, at: start, stride: length });
    });
    return result;
  }

  #deriveProducts(): { directions: readonly string[]; formulas: readonly Expr[] } {
    const taken = new Set(postorder([...this.formulas, ...this.variables]).map((each) => each.name));
    const directions = this.#names.map((name) => {
      let free = `d${name}`;
      while (taken.has(free)) free = `d${free}`;
      return free;
    });
    const slopes = this.variables.map((variable, k) =>
      total(product([canonical(diff(this.formulas[0]!, variable)), symbol(directions[k]!, variable.shape)])),
    );
    const along = sum(slopes);
    return { directions, formulas: this.variables.map((variable) => diff(along, variable)) };
  }

  /** Puts a block's value into its rows and columns. */
  #write(part: Expr, result: Float64Array, { rows, columns, at, stride }: Place): void {
    const entries = isZeroMatrix(part) ? undefined : this.#schedule.value(part).data;
    for (let r = 0; r < rows; r++) {
      const start = at + r * stride;
      if (entries === undefined) result.fill(0, start, start + columns);
      else result.set(entries.subarray(r * columns, (r + 1) * columns), start);
    }
  }
}

interface Place {
  readonly rows: number;
  readonly columns: number;
  readonly at: number;
  readonly stride: number;
}

/** The block below the diagonal is the transposed one above it. */
function mirror(result: Float64Array, n: number, above: Block, beside: Block): void {
  for (let r = 0; r < above.length; r++) {
    for (let c = 0; c < beside.length; c++) {
      result[(beside.start + c) * n + above.start + r] = result[(above.start + r) * n + beside.start + c]!;
    }
  }
}

function output(where: string, out: Float64Array | undefined, length: number): Float64Array {
  if (out === undefined) return new Float64Array(length);
  if (out instanceof Float64Array && out.length === length) return out;
  throw new ArgumentError({ where: `${where}: out`, expected: `a Float64Array of ${length}`, got: `${out?.length}` });
}
