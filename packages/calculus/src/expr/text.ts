import { TooLargeError } from './budget.js';
import type { Expr } from './node.js';
import { Binding, type PrintContext, type Printed } from './operation.js';
import { isRow } from './shape.js';

/**
 * Characters a printed formula may have; a graph with many shared parts can be exponentially longer as text. One that was read
 * with raised limits may be as long as its nodes make it.
 */
const [TEXT_LIMIT, TEXT_OF_NODE] = [10_000_000, 64];

/**
 * Prints a graph bottom-up, each node once: `form` makes a node's text from the texts of its parts.
 *
 * @param wrap puts parentheses round a text.
 * @param closed says of a node that its form needs no parts: it is printed by a name.
 * @internal
 */
export function printTree(
  root: Expr,
  form: (context: PrintContext) => Printed,
  wrap: (text: string) => string,
  closed: (node: Expr) => boolean = () => false,
): Printed {
  const printed = new Map<Expr, Printed>();
  const layouts = new Map<Expr, readonly Expr[]>();
  const stack: Expr[] = [root];
  while (stack.length > 0) {
    const node = stack[stack.length - 1]!;
    if (printed.has(node)) {
      stack.pop();
      continue;
    }
    let parts = layouts.get(node);
    if (parts === undefined) {
      parts = closed(node) ? [] : (node.op.layout?.(node) ?? node.args);
      layouts.set(node, parts);
      const before = stack.length;
      for (const part of parts) if (!printed.has(part)) stack.push(part);
      if (stack.length > before) continue;
    }
    const shown = parts;
    const result = form({
      node,
      parts: shown,
      part(index, binding) {
        const part = printed.get(shown[index]!)!;
        return part.binding < binding ? wrap(part.text) : part.text;
      },
    });
    const limit = Math.max(TEXT_LIMIT, TEXT_OF_NODE * printed.size);
    if (result.text.length > limit)
      throw new TooLargeError({ where: 'print', what: 'the number of characters', limit });
    printed.set(node, result);
    stack.pop();
  }
  return printed.get(root)!;
}

/** The formula in the grammar that `parse` reads. @internal */
export function printText(root: Expr): string {
  return printTree(root, textForm, (text) => `(${text})`).text;
}

function textForm(context: PrintContext): Printed {
  const { node, parts } = context;
  if (node.name !== undefined) return { text: node.name, binding: Binding.atom };
  if (node.value !== undefined) return withShape(numberText(node), node);
  const own = node.op.text?.(context);
  if (own !== undefined) return own;
  if (parts.length === 0) return { text: node.op.name, binding: Binding.atom };
  const args = parts.map((_, i) => context.part(i, 0));
  return { text: `${node.op.name}(${chainText(args, ', ')})`, binding: Binding.atom };
}

/** The texts with a separator between them; unlike `join`, which copies what it joins, level by level. */
export function chainText(texts: readonly string[], separator: string): string {
  return texts.length === 0 ? '' : texts.reduce((text, each) => text + separator + each);
}

function numberText(node: Expr): Printed {
  const { value } = node;
  if (typeof value === 'number') return signed(String(value), Binding.atom);
  const decimal = decimalText(value!.num, value!.den);
  if (decimal !== undefined) return signed(decimal, Binding.atom);
  return signed(value!.toString(), value!.isInteger ? Binding.atom : Binding.product);
}

function signed(text: string, binding: number): Printed {
  return { text, binding: text.startsWith('-') ? Binding.negation : binding };
}

/** `0.3` for 3/10: fractions over a multiple of ten that terminate were written as decimals, 1/8 and 2/3 were not. */
export function decimalText(num: bigint, den: bigint): string | undefined {
  if (den % 10n !== 0n || den > 10n ** 30n) return undefined;
  let places = 1;
  let scale = 10n;
  while (scale % den !== 0n) {
    places++;
    scale *= 10n;
    if (places > 30) return undefined;
  }
  const digits = ((num < 0n ? -num : num) * (scale / den)).toString().padStart(places + 1, '0');
  return `${num < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A constant that fills a vector or matrix: `ones(2,3)`, `zeros(3)`, `5*ones(3)`. */
function withShape(scalar: Printed, node: Expr): Printed {
  if (node.shape.length === 0) return scalar;
  const row = isRow(node.shape);
  const sizes = (row ? node.shape.slice(1) : node.shape).join(', ');
  const binding = row ? Binding.postfix : Binding.atom;
  if (scalar.text === '0') return { text: `zeros(${sizes})${row ? "'" : ''}`, binding };
  const ones = `ones(${sizes})${row ? "'" : ''}`;
  if (scalar.text === '1') return { text: ones, binding };
  const factor = scalar.binding < Binding.product ? `(${scalar.text})` : scalar.text;
  return { text: `${factor}*${ones}`, binding: Binding.product };
}
