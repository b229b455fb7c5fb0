/**
 * The constants of the update rules: defaults, with what was given in their place, under the names of this package or of
 * PyTorch, so that a dictionary of hyper-parameters can be handed over as it is. A name that the rule does not have is refused:
 * a constant that goes unnoticed is another training.
 */
import { ArgumentError } from '@nablajs/core-wasm';

/** λ of a rule, for whoever is not told another: `fit` of @nablajs/nn takes it when `learningRate` is not given. */
export interface RuleRate {
  learningRate?: number;
}

/** PyTorch's names of the same constants: `epsilon`, `beta1` and `beta2`, `weightDecay`, `rateDecay`, `learningRate`. */
export interface TorchConstants {
  eps?: number;
  betas?: readonly [number, number];
  weight_decay?: number;
  lr_decay?: number;
  lr?: number;
  /** What only its neutral value is understood of. */
  dampening?: 0;
  initial_accumulator_value?: 0;
  maximize?: false;
}

/** Values by name: numbers, and switches. */
export type RuleValues = Readonly<Record<string, number | boolean>>;

const ours: ReadonlyMap<string, string> = new Map([
  ['eps', 'epsilon'],
  ['weight_decay', 'weightDecay'],
  ['lr_decay', 'rateDecay'],
  ['lr', 'learningRate'],
]);

/** Options of PyTorch that change nothing while they are 0, false or null. */
const neutral: ReadonlySet<string> = new Set([
  'dampening',
  'nesterov',
  'initial_accumulator_value',
  'maximize',
  'foreach',
  'capturable',
  'differentiable',
  'fused',
]);

/** Constants that are shares of what was before. */
const shares: ReadonlySet<string> = new Set(['beta1', 'beta2', 'alpha']);

/**
 * @param defaults Every constant of the rule, with its default.
 * @throws ArgumentError for a name the rule does not have, and for a value that is none of the constant.
 */
export function ruleConstants<D extends RuleValues>(
  rule: string,
  given: object,
  defaults: D,
): { readonly constants: { [K in keyof D]: D[K] extends boolean ? boolean : number } } & Readonly<RuleRate> {
  const constants: Record<string, number | boolean> = { ...defaults };
  const rate: RuleRate = {};
  for (const [name, value] of translated(given)) {
    if (name === 'learningRate') rate.learningRate = checked(rule, name, value, 0) as number;
    else if (Object.hasOwn(defaults, name)) constants[name] = checked(rule, name, value, defaults[name]!);
    else if (!neutral.has(name) || value)
      throw new ArgumentError({
        where: rule,
        expected: `constants among ${[...Object.keys(defaults), 'learningRate'].join(', ')}`,
        got: `${name}: ${String(value)}`,
      });
  }
  return { constants: constants as { [K in keyof D]: D[K] extends boolean ? boolean : number }, ...rate };
}

/** What was given, under this package's names. */
function* translated(given: object): Generator<readonly [string, unknown]> {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (name === 'betas' && Array.isArray(value) && value.length === 2) {
      yield ['beta1', value[0]];
      yield ['beta2', value[1]];
    } else {
      yield [ours.get(name) ?? name, value];
    }
  }
}

function checked(rule: string, name: string, value: unknown, like: number | boolean): number | boolean {
  if (typeof like === 'boolean' && typeof value === 'boolean') return value;
  const below = shares.has(name) ? 1 : Number.POSITIVE_INFINITY;
  if (typeof like === 'number' && typeof value === 'number' && value >= 0 && value < below) return value;
  const expected = typeof like === 'boolean' ? 'true or false' : `a number ≥ 0${below === 1 ? ' and below 1' : ''}`;
  throw new ArgumentError({ where: `${rule}: ${name}`, expected, got: String(value) });
}
