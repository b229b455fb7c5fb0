import { type Expr, keep, node } from '../expr/node.js';
import { Binding, type Operation } from '../expr/operation.js';
import { declare } from './table.js';

/** The number π, a constant of the grammar; exact until it is evaluated. */
export const piOperation: Operation = declare({
  name: 'pi',
  arity: [0, 0],
  aliases: null,
  rank: 5,
  value: () => Math.PI,
  lower: (lines) => lines.constant(Math.PI),
  interval: () => [Math.PI, Math.PI + 2 ** -51],
  sign: () => 2,
  latex: () => ({ text: '\\pi', binding: Binding.atom }),
  code: { js: 'Math.PI', c: 'M_PI', numpy: 'np.pi', torch: 'math.pi', jax: 'jnp.pi', julia: 'pi' },
  mathJson: 'Pi',
});

export const pi: Expr = keep(node(piOperation, []));
