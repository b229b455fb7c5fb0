import { chainRule } from '../derive/chain.js';
import { requireExpr, resolveVariable, type Variable } from '../derive/variables.js';
import { type Expr, enter } from '../expr/node.js';
import { toLatex } from '../print/latex.js';
import { canonical } from '../simplify/canonical.js';
import { tidy } from '../simplify/tidy.js';
import type { Teller } from './explanation.js';
import { sentences } from './sentences.js';

/** The total derivative through intermediate variables: one step per path, from the chain rule's own outline. */
export function explainChain(teller: Teller, f: Expr, variable: Variable, inner: Readonly<Record<string, Expr>>): Expr {
  const names = Object.keys(inner);
  const [root, ...parts] = enter(
    [f, ...names.map((name) => inner[name])].map((each) => requireExpr('explain', each)),
  ) as [Expr, ...Expr[]];
  const t = resolveVariable('explain', variable, [root, ...parts]);
  const { links, result } = chainRule(root, t, new Map(names.map((name, i) => [name, canonical(parts[i]!)])));
  const letter = toLatex(t);
  const through = links.filter(({ rate }) => rate !== undefined).map((link) => link.through);
  const terms = links.map(({ rate, through: name }) =>
    rate === undefined
      ? `\\frac{\\partial f}{\\partial ${letter}}`
      : `\\frac{\\partial f}{\\partial ${latexName(name)}} \\frac{\\mathrm{d} ${latexName(name)}}{\\mathrm{d} ${letter}}`,
  );
  const total = `\\frac{\\mathrm{d} f}{\\mathrm{d} ${letter}}`;
  teller.say(
    'chain',
    sentences.chain,
    { variable: t.name!, through: through.join(', ') },
    `${total} = ${terms.join(' + ') || '0'}`,
  );
  for (const { rate, partial, through: name } of links) {
    const own = `\\frac{\\partial f}{\\partial ${latexName(name)}} = ${toLatex(tidy(partial))}`;
    if (rate === undefined) teller.say('direct', sentences.direct, { variable: name }, own);
    else {
      const speed = `\\frac{\\mathrm{d} ${latexName(name)}}{\\mathrm{d} ${letter}} = ${toLatex(tidy(rate))}`;
      teller.say('link', sentences.link, { through: name }, `${own},\\quad ${speed}`);
    }
  }
  const tidied = tidy(result);
  teller.say('substituted', sentences.substituted, {}, `${total} = ${toLatex(tidied)}`);
  return tidied;
}

function latexName(name: string): string {
  return name.length === 1 ? name : `\\mathrm{${name.replace(/_/g, '\\_')}}`;
}
