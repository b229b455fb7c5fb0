/**
 * θ, all numbers of a network in one vector, and where it is now: in JavaScript, or, while a training lasts, in the training's
 * pass in core memory.
 */
import { ArgumentError, random, ShapeError, Tensor, type TensorData, tensor } from '@nablajs/core-wasm';
import type { Architecture, Parameter } from './architecture.js';
import type { FloatArray, Pass } from './pass.js';

export class Theta {
  readonly #architecture: Architecture;
  readonly #values: FloatArray;
  #tensors: Readonly<Record<string, Tensor>> | undefined;
  #live: Pass | undefined;

  /** @param values Taken over; without them θ starts as the layers say, drawn from the seed. */
  constructor(architecture: Architecture, seed: number, values?: FloatArray) {
    this.#architecture = architecture;
    this.#values = values ?? startingValues(architecture, seed);
  }

  /** θ, current even while a training is under way; never to be written to. */
  get values(): FloatArray {
    if (this.#live) this.#values.set(this.#live.view(this.#live.theta, this.#architecture.size));
    return this.#values;
  }

  /** Every parameter by name. */
  get tensors(): Readonly<Record<string, Tensor>> {
    if (this.#live) this.#tensors = undefined;
    if (this.#tensors === undefined) {
      const { values } = this;
      const { parameters, dtype } = this.#architecture;
      const entries = parameters.map(({ name, offset, size, shape }) => {
        return [name, tensor(values.slice(offset, offset + size), { shape, dtype })] as const;
      });
      this.#tensors = Object.freeze(Object.fromEntries(entries));
    }
    return this.#tensors;
  }

  /** Replaces parameters by name, all or, after an error, none. */
  replace(values: Readonly<Record<string, TensorData | Tensor | undefined>>): void {
    this.requireIdle('setParameters');
    const checked = Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ({
        offset: this.#parameter(name).offset,
        elements: matching(this.#parameter(name), value instanceof Tensor ? value : tensor(value!)),
      }));
    for (const { offset, elements } of checked) this.#values.set(elements, offset);
    this.#tensors = undefined;
  }

  /** θ lives in the pass from now on, until `rest`. */
  train(pass: Pass): void {
    this.requireIdle('fit');
    pass.view(pass.theta, this.#architecture.size).set(this.#values);
    this.#live = pass;
  }

  /** Takes θ back from the training's pass. */
  rest(): void {
    this.#values.set(this.values);
    this.#live = undefined;
    this.#tensors = undefined;
  }

  /** @throws ArgumentError while a training is under way. */
  requireIdle(where: string): void {
    if (this.#live) throw new ArgumentError({ where, expected: 'a network at rest', got: 'one in training' });
  }

  #parameter(name: string): Parameter {
    const { parameters } = this.#architecture;
    const parameter = parameters.find((candidate) => candidate.name === name);
    if (parameter) return parameter;
    const expected = `names among ${parameters.map((known) => known.name).join(', ')}`;
    throw new ArgumentError({ where: 'setParameters', expected, got: name });
  }
}

function matching({ name, shape }: Parameter, given: Tensor): FloatArray {
  if (given.shape.join() !== shape.join())
    throw new ShapeError(`setParameters: ${name}`, `shape ${shape.join('×')}`, given.shape.join('×') || '()');
  return given.toTypedArray();
}

function startingValues({ parameters, size, dtype }: Architecture, seed: number): FloatArray {
  const theta = dtype === 'f32' ? new Float32Array(size) : new Float64Array(size);
  const generator = random(seed);
  for (const { start, shape, offset, size: length } of parameters) {
    if (typeof start === 'number') theta.fill(start, offset, offset + length);
    else theta.set(generator.normal(shape, { std: start.deviation, dtype }).toTypedArray(), offset);
  }
  return theta;
}
