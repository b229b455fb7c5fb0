import { Binding, type PrintContext, type Printed } from '../../expr/operation.js';
import { transposeOperation } from './transpose.js';

/** `A*X^2*B'`: equal neighbours are shown as a power, and a power of transposes as `(X^2)'`. */
export function chainText(context: PrintContext): Printed {
  return chainForm(
    context,
    '*',
    Binding.power,
    "'",
    (base, power) => `${base}^${power}`,
    (text) => `(${text})'`,
  );
}

/** `A X^{2} B^{\top}` */
export function chainLatex(context: PrintContext): Printed {
  return chainForm(
    context,
    ' ',
    Binding.applied,
    '^{\\top}',
    (base, power) => `${base}^{${power}}`,
    (text) => `\\left(${text}\\right)^{\\top}`,
  );
}

function chainForm(
  context: PrintContext,
  separator: string,
  tight: number,
  mark: string,
  raise: (base: string, power: number) => string,
  flip: (text: string) => string,
): Printed {
  const { args } = context.node;
  const texts: string[] = [];
  let runs = 0;
  for (let start = 0; start < args.length; runs++) {
    let end = start + 1;
    while (args[end] === args[start] && args[start]!.shape.length === 2) end++;
    const factor = args[start]!;
    if (end === start + 1) texts.push(context.part(start, tight));
    else if (factor.op === transposeOperation && context.part(start, Binding.postfix).endsWith(mark)) {
      texts.push(flip(raise(context.part(start, Binding.postfix).slice(0, -mark.length), end - start)));
    } else texts.push(raise(context.part(start, Binding.atom), end - start));
    start = end;
  }
  return { text: texts.join(separator), binding: runs === 1 ? Binding.power : Binding.product };
}
