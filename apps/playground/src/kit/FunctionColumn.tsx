import type { ComponentChildren, JSX } from 'preact';
import type { Answer } from '../engine/useAnswer.js';
import { type Example, Examples } from './Examples.js';
import { FormulaField } from './FormulaField.js';
import { nameLatex } from './nameLatex.js';
import { isFormulaError, Trouble } from './Trouble.js';

/** What every page about one function begins with. */
export interface FunctionColumnProps<I, V> {
  readonly label: string;
  readonly f: string;
  /** The variables of the last formula that was one. */
  readonly names: readonly string[];
  readonly examples: readonly Example<I>[];
  readonly update: (change: Partial<I>) => void;
  /** What is shown of the function hangs on this. */
  readonly answer: Answer<V>;
  /** What is shown of it. */
  readonly children: (value: V) => ComponentChildren;
}

/** The left column: the formula, the course's examples, what is wrong, and what is shown of the function. */
export function FunctionColumn<I extends { readonly f: string }, V>(props: FunctionColumnProps<I, V>): JSX.Element {
  const { f, names, update, answer } = props;
  const { value, error } = answer;
  return (
    <div class="column">
      <FormulaField
        label={props.label}
        value={f}
        before={`f(${names.map(nameLatex).join(', ')}) =`}
        onInput={(typed) => update({ f: typed } as Partial<I>)}
      />
      <Examples items={props.examples} onPick={update} />
      {error !== undefined && !isFormulaError(error) && <Trouble error={error} />}
      {value !== undefined && (
        <Current of={f} answer={answer}>
          {props.children(value)}
        </Current>
      )}
    </div>
  );
}

/** Results, marked when they belong to an earlier formula. */
export function Current(props: { of: string; answer: Answer<unknown>; children: ComponentChildren }): JSX.Element {
  const stale = props.answer.error !== undefined || props.of.trim() === '';
  return <div class={stale ? 'column stale' : 'column'}>{props.children}</div>;
}
