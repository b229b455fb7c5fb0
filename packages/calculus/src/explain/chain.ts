import { type ChainLink, chainRule } from '../derive/chain.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { freeSymbols } from '../expr/walk.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import type { Teller } from './explanation.js';
import { derivative, guarded, joined, latexName } from './notation.js';
import { sentences } from './sentences.js';

/** Letters for the composed function, which is another one than f. */
const LETTERS = ['z', 'w', 'F', 'Z', 'W'];

/**
 * The total derivative through intermediate variables: one step per path, from the chain rule's own outline. The composed
 * function has a letter of its own, so that ∂f/∂x, with the intermediate variables held, is not taken for ∂z/∂x.
 */
export function explainChain(teller: Teller, f: Expr, variable: Variable, inner: Readonly<Record<string, Expr>>): Expr {
  const names = Object.keys(inner);
  const [root, ...parts] = enter(
    [f, ...names.map((name) => inner[name])].map((each) => requireExpr('explain', each)),
  ) as [Expr, ...Expr[]];
  const t = resolveVariable('explain', variable, [root, ...parts]);
  const expressions = new Map(names.map((name, i) => [name, canonical(parts[i]!)]));
  const { links, result } = chainRule(root, t, expressions);
  const letter = toLatex(t);
  const used = new Set([...freeSymbols(root, ...parts), ...names, 'f']);
  const composed = LETTERS.find((each) => !used.has(each)) ?? 'f^{*}';
  const independent = new Set(
    [root, ...parts].flatMap((each) => freeSymbols(each)).filter((name) => !names.includes(name)),
  );
  const total = derivative(composed, letter, independent.size <= 1);
  const rateOf = (name: string): string => derivative(latexName(name), letter, independent.size <= 1);
  const own = (name: string): string => derivative('f', latexName(name), false);
  const through = links.filter(({ rate }) => rate !== undefined).map((link) => link.through);
  const shape = `${composed} = f\\left(${freeSymbols(root).map(latexName).join(', ')}\\right)`;
  const sums = links.map(({ rate, through: name }) =>
    rate === undefined ? own(name) : `${own(name)} ${rateOf(name)}`,
  );
  teller.say(
    'chain',
    through.length > 0 ? sentences.chain : sentences.unchained,
    { variable: t.name!, through: through.join(', ') },
    `${shape}:\\quad ${total} = ${joined(sums)}`,
  );
  for (const link of links) {
    const first = `${own(link.through)} = ${toLatex(tidy(link.partial))}`;
    if (link.rate === undefined) teller.say('direct', sentences.direct, { variable: link.through }, first);
    else {
      const speed = `${rateOf(link.through)} = ${toLatex(tidy(link.rate))}`;
      teller.say('link', sentences.link, { through: link.through }, `${first},\\quad ${speed}`);
    }
  }
  const tidied = tidy(result);
  const shown = toLatex(tidied);
  if (links.length > 1) teller.say('inserted', sentences.inserted, {}, `${total} = ${joined(links.map(product))}`);
  const meaning = names.map((name) => `${latexName(name)} = ${toLatex(expressions.get(name)!)}`).join(', ');
  teller.say(
    'substituted',
    sentences.substituted,
    { meaning: names.join(', ') },
    `${meaning}:\\quad ${total} = ${shown}`,
  );
  return tidied;
}

/** ∂f/∂u · du/dt as it stands. */
function product({ partial, rate }: ChainLink): string {
  const first = toLatex(tidy(partial));
  if (rate === undefined) return first;
  const second = toLatex(tidy(rate));
  if (second === '1') return first;
  // sin v · y could be read as sin(v·y).
  const open = /\\[a-z]{3,} (?!\\left)/.test(first) ? `\\left(${first}\\right)` : guarded(first);
  return `${open} \\cdot ${guarded(second)}`;
}
