// What every engine must compute to the last bit under `configure({ reproducible: true })`: the SHA-256 of a million
// results of each elementary function, of linear algebra on fixed matrices, and of a training of 100 steps. Plain
// JavaScript of the packages' public names, so that any runtime and any page can run it as it stands.
//
// A NaN counts as one value: WebAssembly leaves the sign and payload of a computed NaN to the engine.
import { compile, parse } from '@nablajs/calculus';
import * as core from '@nablajs/core-wasm';
import { dense, dropout, gelu, Network } from '@nablajs/nn';

/** The functions by name. */
const exported = core;

const POINTS = 1_000_000;
const UNARY =
  'abs neg sign sqrt cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh erf sigmoid softplus relu gelu gelu_tanh floor ceil round'; // biome-ignore format: one line
const BINARY = 'add sub mul div pow atan2 hypot maximum minimum';

/**
 * The hash of each computation by its name.
 *
 * @returns {Promise<Record<string, string>>}
 */
export async function bits() {
  core.configure({ reproducible: true });
  const found = {};
  for (const dtype of ['f64', 'f32']) {
    const [x, y] = [argumentsOf(1, dtype), argumentsOf(2, dtype)];
    for (const name of UNARY.split(' ')) found[`${name} ${dtype}`] = await hash(exported[name](x));
    for (const name of BINARY.split(' ')) found[`${name} ${dtype}`] = await hash(exported[name](x, y));
    for (const [name, compute] of Object.entries(LINEAR_ALGEBRA)) {
      const A = core.random(3).normal([60, 60], { dtype });
      found[`${name} ${dtype}`] = await hash(
        compute(A, core.add(core.matmul(A, A, { transposeB: true }), core.eye(60, { dtype }))),
      );
    }
    for (const optimizer of ['adam', 'rmsprop', 'l-bfgs'])
      found[`training with ${optimizer} ${dtype}`] = await hash(await training(dtype, optimizer));
  }
  found['compiled formula'] = await hash(formula());
  core.configure({ reproducible: false });
  return found;
}

/** A quarter of any bits at all, a quarter in [-1, 1], half in [-20, 20]. */
function argumentsOf(seed, dtype) {
  const random = core.random(seed);
  const quarter = POINTS / 4;
  const words = Uint32Array.from(
    random.integers([dtype === 'f64' ? 2 * quarter : quarter], { high: 2 ** 32 }).toTypedArray(),
  );
  const any = dtype === 'f64' ? new Float64Array(words.buffer) : new Float32Array(words.buffer);
  return core.concat([
    core.tensor(any, { dtype }),
    random.uniform([quarter], { low: -1, high: 1, dtype }),
    random.uniform([2 * quarter], { low: -20, high: 20, dtype }),
  ]);
}

/** Of a general matrix A and a positive definite S. */
const LINEAR_ALGEBRA = {
  matmul: (A, S) => core.matmul(A, S),
  Aᵀ·A: (A) => core.matmul(A, A, { transposeA: true }),
  einsum: (A, S) => core.einsum('ij,kj->ik', A, S),
  solve: (A, S) => core.solve(A, S),
  inv: (A) => core.inv(A),
  lstsq: (A) => core.lstsq(core.slice(A, [null, [0, 30]]), core.slice(A, [null, [40, 42]])),
  cholesky: (_, S) => core.cholesky(S),
  qr: (A) => core.qr(A),
  svd: (A) => core.svd(A),
  eigh: (_, S) => core.eigh(S),
  eig: (A) => core.eig(A),
  slogdet: (A) => core.slogdet(A),
  expm: (A) => core.expm(core.div(A, 8)),
  softmax: (A) => core.softmax(A),
  sum: (A) => core.sum(A, { axis: 0 }),
  variance: (A) => core.variance(A),
};

/** The parameters of a network after 100 steps with a falling learning rate, or where L-BFGS ends. */
async function training(dtype, optimizer) {
  const X = core.random(4).normal([160, 12], { dtype });
  const labels = Array.from({ length: 160 }, (_, i) => (i * i) % 5);
  const whole = optimizer === 'l-bfgs';
  const net = new Network([dense(12, 32), gelu(), dropout(whole ? 0 : 0.2), dense(32, 5)], { seed: 5, dtype });
  const options = whole ? { epochs: 100 } : { epochs: 10, batchSize: 16, schedule: 'cosine', learningRate: 0.01 };
  const { steps } = await net.fit(X, labels, { ...options, optimizer, seed: 6 });
  if (!whole && steps !== 100) throw new Error(`100 steps, not ${steps}`);
  return net.parameters;
}

/** Values, gradients and Hessians of a formula at many points. */
function formula() {
  const f = compile(parse('exp(-x^2)*sin(3y)^2 + log(1 + x^2*y^2)/(1 + abs(x))^1.3 + tanh(x - y)'), ['x', 'y']);
  return Array.from({ length: 500 }, (_, i) => {
    const point = [Math.fround(i / 37 - 5), Math.fround(((i * 29) % 101) / 20 - 2.51)];
    return [f.value(point), f.gradient(point), f.hessian(point)];
  });
}

/** SHA-256 of all numbers in a result, in order. */
async function hash(result) {
  const parts = numbers(result);
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(oneNaN(part), at);
    at += part.byteLength;
  }
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function numbers(result) {
  if (typeof result === 'number') return [Float64Array.of(result)];
  if (ArrayBuffer.isView(result)) return [result];
  if (result instanceof core.Tensor) return [result.toTypedArray()];
  return result === null || typeof result !== 'object' ? [] : Object.values(result).flatMap(numbers);
}

/** The bytes of an array, every NaN with the same ones. */
function oneNaN(part) {
  const array = part.slice();
  const words = new Uint32Array(array.buffer);
  const double = array instanceof Float64Array;
  for (let i = 0; i < array.length; i++) {
    if (!Number.isNaN(array[i])) continue;
    if (double) {
      words[2 * i] = 0;
      words[2 * i + 1] = 0x7ff80000;
    } else words[i] = 0x7fc00000;
  }
  return new Uint8Array(array.buffer);
}
