import type { JSX } from 'preact';
import { engineOf } from '../../engine/engineOf.js';
import { useAnswer } from '../../engine/useAnswer.js';
import { nameLatex } from '../../kit/nameLatex.js';
import { ResultCard } from '../../kit/ResultCard.js';
import { Steps } from '../../kit/Steps.js';
import { numberLatex, vectorLatex } from '../../kit/showNumber.js';
import { textOf } from '../../text/dictionary.js';
import type * as functions from './engine.js';
import { text } from './text.js';

const engine = engineOf<typeof functions>('descent');

/** x₁ = x₀ − λ∇f(x₀) at the start, told step by step, and the gradient as code. */
export function FirstStep(props: {
  f: string;
  start: Readonly<Record<string, number>>;
  rate: number;
}): JSX.Element | null {
  const words = textOf(text);
  const { value } = useAnswer(engine, 'firstStep', [props.f, props.start, props.rate]);
  if (value === undefined) return null;
  const { names, gradient, from, slope, to, before, after } = value;
  const finite = [...slope, ...to, before, after].every(Number.isFinite);
  return (
    <section class="section">
      <Steps
        heading={words.stepTitle}
        steps={[
          {
            text: words.stepGradient,
            formula: `\\nabla f = \\left(${gradient.map(({ latex }) => latex).join(',\\; ')}\\right)`,
          },
          { text: words.stepAtStart, formula: `\\nabla f${vectorLatex(from)} = ${vectorLatex(slope)}` },
          ...(finite
            ? [
                {
                  text: words.stepMove,
                  formula: `x_{1} = x_{0} - \\lambda \\nabla f(x_{0}) = ${vectorLatex(from)} - ${numberLatex(props.rate, 4)} ${vectorLatex(slope)} = ${vectorLatex(to)}`,
                },
                {
                  text: after < before ? words.stepLower : words.stepNotLower,
                  formula: `f(x_{0}) = ${numberLatex(before, 5)} \\quad f(x_{1}) = ${numberLatex(after, 5)}`,
                },
              ]
            : []),
        ]}
      />
      <div class="results">
        {gradient.map((formula, i) => (
          <ResultCard
            key={names[i]}
            name={`\\frac{\\partial f}{\\partial ${nameLatex(names[i]!)}}`}
            formula={formula}
            codeName={`df_d${names[i]}`}
          />
        ))}
      </div>
    </section>
  );
}
