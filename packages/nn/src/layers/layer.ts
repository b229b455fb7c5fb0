import type { DType } from '@nablajs/core-wasm';
import type { OnnxGraph } from '../format/onnxGraph.js';
import type { NetworkKernels } from '../network/networkKernels.js';

/** One array of numbers that belongs to a layer. */
export interface ParameterSpec {
  /** First part of its name in a network; the number of the layer among those with parameters follows: `W` → `W1`. */
  readonly base: string;
  readonly shape: readonly number[];
  /** Its start: a number for every entry, or normal with mean 0 and this standard deviation. */
  readonly start: number | { readonly deviation: number };
  /** Whether training descends on it; running statistics are kept, not trained. */
  readonly trained: boolean;
  /** Its name in PyTorch's state_dict, behind the layer's position. */
  readonly torch: string;
  /** Whether PyTorch keeps the transpose. */
  readonly transposed?: boolean;
}

/** Where a layer finds its numbers in core memory while it works: addresses, and the sizes of the batch. */
export interface Place {
  rows: number;
  readonly inputs: number;
  readonly outputs: number;
  /** rows × inputs and rows × outputs, row-major without gaps. */
  readonly x: number;
  readonly y: number;
  /** ∂J/∂x and ∂J/∂y, laid out as x and y. */
  readonly dx: number;
  readonly dy: number;
  /** The layer's parameters and their gradients, in the order of its specs; 0 for what is not trained. */
  readonly parameters: readonly number[];
  readonly gradients: readonly number[];
  /** What `workspace` asked for: kept from forward to backward. */
  readonly workspace: number;
  /** Scratch of gemm. */
  readonly scratch: number;
  /** Whether this pass trains: dropout draws, batch normalisation looks at the batch. */
  training: boolean;
  /** Whether anybody needs ∂J/∂x. */
  readonly wantDx: boolean;
  /** What the layer's random draws depend on beside the element's index: two halves of a key, and the step. */
  readonly key: readonly [number, number];
  step: number;
}

/**
 * A layer: y = f(x; parameters) on rows, and its derivative. A layer is one file and one line in `index.ts`; everything
 * that differs between layers is asked here.
 */
export interface Layer {
  readonly kind: string;
  /** What `layerTypes[kind]` makes the layer again from; plain data. */
  readonly options: Readonly<Record<string, number | boolean>>;
  /** The width of x, where only one will do. */
  readonly inputs?: number;
  /** Width of y for a width of x. @throws ArgumentError when x does not fit. */
  outputs(inputs: number): number;
  parameters?(inputs: number): readonly ParameterSpec[];
  /** Elements that forward leaves for backward, beside x and y. */
  workspace?(rows: number, inputs: number): number;
  forward(core: NetworkKernels, at: Place): void;
  /** Whether y has no derivative where x is 0. */
  readonly kinkAtZero?: boolean;
  /** Writes ∂J/∂x, if wanted, and the parameters' gradients, from ∂J/∂y. */
  backward(core: NetworkKernels, at: Place): void;
  /** Adds the layer's nodes, as at inference, to the graph and gives the name of y. */
  onnx(graph: OnnxGraph, x: string, parameters: readonly string[], dtype: DType): string;
  /** The layer as a PyTorch module, and the class of that module where PyTorch has none. */
  torch(inputs: number): string;
  readonly torchDefinition?: string;
  /** y as a JAX expression of x and the names of the parameters. */
  jax(x: string, parameters: readonly string[]): string;
  /** While training, where that differs: lines that put y into x, and running statistics into `statistics`; `key` draws. */
  jaxTraining?(x: string, parameters: readonly string[], layer: number): readonly string[];
  /** The layer's formulas for the explanation of a backward pass: forward, then each derivative. */
  formulas(names: FormulaNames): readonly string[];
  /** Why the way back is what it is, in a sentence or two. */
  readonly reason: Reason;
}

/** A sentence in the languages of the explanations. */
export type Reason = Readonly<Record<'en' | 'zh', string>>;

/** The reason of every function that acts on each entry alone. */
export const entrywise: Reason = {
  en: 'Each entry of the output depends on the same entry of the input alone, so the chain rule multiplies entry by entry with the derivative of the function.',
  zh: '输出的每个元素只依赖输入中同一位置的元素，所以链式法则就是逐元素乘以该函数的导数。',
};

/** Names of a layer's quantities in a formula: the input, the output and the parameters. */
export interface FormulaNames {
  readonly x: string;
  readonly y: string;
  readonly parameters: readonly string[];
}
