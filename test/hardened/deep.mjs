// node --stack-size=… deep.mjs <depth>: everything that walks a formula, on formulas nested as deep as said.
import { compile, diff, evaluate, parse, simplify, symbol, toLatex } from '@nablajs/calculus';

const depth = Number(process.argv[2]);
const limits = { characters: 1e9, depth: 1e9, nodes: 1e9 };

if (parse('('.repeat(depth) + 'x' + ')'.repeat(depth), { limits }) !== symbol('x')) throw new Error('brackets');
for (const each of ['-', 'x+', 'x*', 'x^']) parse(`${each.repeat(depth)}x`, { limits });
const f = parse(`${'sin('.repeat(depth)}x${')'.repeat(depth)}`, { limits });
const uses = {
  print: () => String(f),
  latex: () => toLatex(f),
  evaluate: () => evaluate(f, { x: 1 }),
  simplify: () => simplify(f),
  derive: () => diff(f, 'x'),
  compile: () => compile(f, ['x'], { derivatives: 1 }).gradient([1]),
};
for (const [name, use] of Object.entries(uses)) {
  use();
  console.log(`${name}: done`);
}
