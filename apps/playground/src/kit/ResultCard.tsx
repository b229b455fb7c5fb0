import type { ComponentChildren, JSX } from 'preact';
import type { Formula } from '../engine/formulas.js';
import { CodeButton } from './CodeButton.js';
import { Tex } from './Tex.js';

/** A result: what it is, the formula, and its code one click away. */
export interface ResultCardProps {
  /** LaTeX of the left-hand side. */
  readonly name: string;
  readonly formula: Formula;
  /** Below the formula, such as its value at a point. */
  readonly children?: ComponentChildren;
  /** Name of the function in the code; default f. */
  readonly codeName?: string;
}

export function ResultCard({ name, formula, children, codeName }: ResultCardProps): JSX.Element {
  return (
    <div class="result">
      <Tex display latex={`${name} = ${formula.latex}`} />
      <CodeButton formula={formula} {...(codeName === undefined ? {} : { name: codeName })} />
      {children !== undefined && <div class="result-value">{children}</div>}
    </div>
  );
}
