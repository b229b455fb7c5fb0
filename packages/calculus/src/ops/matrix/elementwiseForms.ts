import { Binding, type PrintContext, type Printed } from '../../expr/operation.js';

/** An element-wise product as the printers see it: which parts stand above and below the bar, and the number in front. */
export interface ProductSides {
  readonly over: readonly number[];
  readonly under: readonly number[];
  /** The number's sign, numerator and denominator. */
  readonly number: readonly [top: string, bottom: string, sign: string];
}

interface Sorted {
  readonly scalars: string[];
  readonly shaped: string[];
  readonly divisors: string[];
  readonly shapedDivisors: string[];
}

/** Scalars come first, then a constant that fills the shape; what carries the shape keeps its own parentheses where several are joined element by element. */
function sorted(context: PrintContext, { over, under, number }: ProductSides): Sorted {
  const shapedAt = (index: number): boolean => context.parts[index]!.shape.length > 0;
  const several = [...over, ...under].filter(shapedAt).length > 1;
  const tight = Binding.product + 1;
  const filled = context.parts[0]!.shape.length > 0;
  const [top, bottom] = filled ? ['1', '1'] : number;
  return {
    scalars: [
      ...(top === '1' ? [] : [top]),
      ...over.filter((index) => !shapedAt(index)).map((index) => context.part(index, Binding.product)),
    ],
    shaped: [...(filled ? [0] : []), ...over.filter(shapedAt)].map((index) =>
      context.part(index, several ? tight : Binding.product),
    ),
    divisors: [
      ...(bottom === '1' ? [] : [bottom]),
      ...under.filter((index) => !shapedAt(index)).map((index) => context.part(index, tight)),
    ],
    shapedDivisors: under.filter(shapedAt).map((index) => context.part(index, tight)),
  };
}

/** `2*s*A.*B./C/t` */
export function elementwiseText(context: PrintContext, sides: ProductSides): Printed {
  const { scalars, shaped, divisors, shapedDivisors } = sorted(context, sides);
  const lead = [...scalars, ...(shaped.length > 0 ? [shaped.join('.*')] : [])].join('*') || '1';
  const below = shapedDivisors.map((text) => `./${text}`).join('');
  const divisor = divisors.length === 0 ? '' : divisors.length === 1 ? `/${divisors[0]}` : `/(${divisors.join('*')})`;
  const sign = context.parts[0]!.shape.length > 0 ? '' : sides.number[2];
  return { text: `${sign}${lead}${below}${divisor}`, binding: sign === '' ? Binding.product : Binding.negation };
}

/** `\frac{2 s}{t} A \odot B \oslash C` */
export function elementwiseLatex(context: PrintContext, sides: ProductSides): Printed {
  const { scalars, shaped, divisors, shapedDivisors } = sorted(context, sides);
  const product = shaped.join(' \\odot ');
  const sign = context.parts[0]!.shape.length > 0 ? '' : sides.number[2];
  let text: string;
  if (divisors.length > 0 && shapedDivisors.length === 0) {
    text = `\\frac{${[...scalars, product].join(' ')}}{${divisors.join(' ')}}`;
  } else {
    const lead = [...scalars, product].filter((part) => part !== '').join(' ') || '1';
    const below = shapedDivisors.map((part) => ` \\oslash ${part}`).join('');
    text = divisors.length > 0 ? `\\frac{1}{${divisors.join(' ')}} ${lead}${below}` : `${lead}${below}`;
  }
  return { text: `${sign}${text}`, binding: sign === '' ? Binding.product : Binding.negation };
}
