// f, ∇f and the Hessian at many points, compiled beforehand: nanoseconds a point.
import { type BenchCase, contend, type Prepare } from '../case.js';
import { computeEngineEvaluation } from '../rivals/computeEngine.js';
import { mathjsEvaluation } from '../rivals/mathjs.js';
import { nablaEvaluation } from '../rivals/nablaFormula.js';
import { pythonRival } from '../rivals/python.js';
import { straightLineEvaluation } from '../rivals/straightLine.js';
import { deep, type Formula, type Quantity, rosenbrockFormula, small, wide, width } from './formulas.js';
import { sequence } from './gemm.js';

/** What is evaluated, at `count` points: variable i of point p is `columns[i][p]`. */
export interface Evaluation {
  readonly formula: Formula;
  readonly quantity: Quantity;
  readonly count: number;
  readonly columns: readonly Float64Array[];
}

/**
 * Point by point by the formula's own code: component c of point p at c·count + p, the layout of batches; but Hessians one
 * after the other.
 */
function reference(task: Evaluation): Float64Array {
  const { formula, quantity, count, columns } = task;
  const out = new Float64Array(width(formula, quantity) * count);
  const part = new Float64Array(width(formula, quantity));
  for (let p = 0; p < count; p++) {
    const x = columns.map((column) => column[p]);
    if (quantity === 'value') part[0] = formula.value(x);
    else formula[quantity]?.(x, part);
    part.forEach((value, c) => {
      out[quantity === 'hessian' ? p * part.length + c : c * count + p] = value;
    });
  }
  return out;
}

function evaluateCase(formula: Formula, quantity: Quantity, rivals: Record<string, Prepare<Evaluation>>): BenchCase {
  const count = formula.n > 10 ? 32 : 1024;
  const task = (): Evaluation => ({
    formula,
    quantity,
    count,
    columns: Array.from(
      { length: formula.n },
      (_, i) => sequence(count, i + 1, 'f64').map((value) => 0.7 + value / 2) as Float64Array,
    ),
  });
  return {
    name: `evaluate ${quantity} ${formula.name}`,
    points: count,
    reference: () => reference(task()),
    tolerance: 1e-12,
    contenders: contend(task, nablaEvaluation, rivals),
  };
}

/** SymPy's expressions through lambdify with NumPy, all points in one call. */
const sympyEvaluation = pythonRival<Evaluation>('formulas', ({ formula, quantity, columns }) => ({
  what: 'evaluate',
  text: formula.text((i) => `x${i}`),
  quantity,
  columns,
}));

const limit = { 'straight-line js': straightLineEvaluation, 'SymPy lambdify': sympyEvaluation };
const both = { ...limit, mathjs: mathjsEvaluation, 'compute-engine': computeEngineEvaluation };

export const evaluateCases: readonly BenchCase[] = [
  ...[small, rosenbrockFormula(10), deep, wide].flatMap((formula) => [
    evaluateCase(formula, 'value', both),
    evaluateCase(formula, 'gradient', both),
  ]),
  evaluateCase(small, 'hessian', both),
  evaluateCase(rosenbrockFormula(10), 'hessian', limit),
  evaluateCase(rosenbrockFormula(100), 'hessian', limit),
];
