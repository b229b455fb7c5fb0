// From a text to its gradient: parsing and deriving, nothing evaluated, nothing simplified that a library need not. Every
// run has new variable names, since expressions that were seen before may be remembered.
import { type BenchCase, contend } from '../case.js';
import { algebriteDerivation } from '../rivals/algebrite.js';
import { computeEngineDerivation } from '../rivals/computeEngine.js';
import { mathjsDerivation } from '../rivals/mathjs.js';
import { nablaDerivation } from '../rivals/nablaFormula.js';
import { nerdamerDerivation } from '../rivals/nerdamer.js';
import { pythonRival } from '../rivals/python.js';
import { deep, type Formula, rosenbrockFormula, small, wide } from './formulas.js';

/** Derives `text` by each of `names`; what it returns evaluates the gradient at a point given by name. */
export type Derivation = (text: string, names: readonly string[]) => (at: Record<string, number>) => number[];

function testPoint(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => 0.7 + 0.5 * Math.cos(i + 1));
}

/** SymPy, given the text with x0, x1, … for names, which it replaces by new ones in each run. */
const sympyDerivation = pythonRival<Formula>('formulas', ({ n, text }) => ({
  what: 'derive',
  text: text((i) => `x${i}`),
  point: testPoint(n),
}));

function deriveCase(formula: Formula, withNerdamer: boolean): BenchCase {
  const { n } = formula;
  const prepare = (derive: Derivation) => () => {
    let run = 0;
    const names = (): string[] => Array.from({ length: n }, (_, i) => `x${run}_${i}`);
    const next = () => {
      run++;
      const fresh = names();
      return derive(
        formula.text((i) => fresh[i]),
        fresh,
      );
    };
    return {
      run: () => void next(),
      answer() {
        const gradient = next();
        const point = testPoint(n);
        return gradient(Object.fromEntries(names().map((name, i) => [name, point[i]])));
      },
    };
  };
  return {
    name: `derive gradient ${formula.name}`,
    reference() {
      const out = new Float64Array(n);
      formula.gradient(testPoint(n), out);
      return out;
    },
    tolerance: 1e-12,
    contenders: contend(() => formula, prepare(nablaDerivation), {
      mathjs: prepare(mathjsDerivation),
      'compute-engine': prepare(computeEngineDerivation),
      ...(withNerdamer ? { nerdamer: prepare(nerdamerDerivation), algebrite: prepare(algebriteDerivation) } : {}),
      SymPy: sympyDerivation,
    }),
  };
}

export const deriveCases: readonly BenchCase[] = [
  deriveCase(small, true),
  deriveCase(rosenbrockFormula(10), true),
  deriveCase(deep, false),
  deriveCase(wide, false),
  deriveCase(rosenbrockFormula(100), false),
];
