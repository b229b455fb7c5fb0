// node packages/core-wasm/bench/exhaustive.mjs [--stride=1] [--threads=1] [--save] [names…]: every f32 function of one
// argument at every stride-th of the 2³² floats, in the shipped module; --save puts the figures into ACCURACY.md,
// in place of those of the run before it with a stride, or without one.
//
// The reference is V8's Math where it has the function and the f64 kernel otherwise; both are within a few ulp of f64, which
// is 10⁻⁸ ulp of f32. Where both exist they must agree to 8 ulp of f64, so that no mistake shared by the two kernels passes.
// A result counts as correctly rounded if it is the float nearest to the reference; references too close to the middle of
// two floats to decide, within 8 ulp of f64, count as undecided. About seven minutes for a function at stride 1.
import { readFile } from 'node:fs/promises';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { save, table } from './report.mjs';

const COUNT = 1 << 16;
const START = 1 << 20;
/** ulp of f32 allowed, 0 for the functions that are exact. */
const BOUNDS = {
  ...Object.fromEntries(
    'Exp Exp2 Expm1 Log Log2 Log10 Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Cbrt Erf Sigmoid Softplus Gelu GeluTanh'
      .split(' ')
      .map((name) => [name, 1]),
  ),
  ...Object.fromEntries('Sqrt Abs Neg Sign Floor Ceil Round Relu'.split(' ').map((name) => [name, 0])),
};
/** V8's own, where it is as good: Sqrt of a float in f64, rounded, is the correctly rounded root. */
const V8 = 'Exp Expm1 Log Log2 Log10 Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Cbrt Sqrt'
  .split(' ')
  .reduce((known, name) => known.set(name, Math[name.toLowerCase()]), new Map());

const words = new DataView(new ArrayBuffer(8));
/** Weight of the last bit of a double as large as x. */
function lastPlaceOfDouble(x) {
  words.setFloat64(0, Math.abs(x));
  return 2 ** (Math.max(words.getUint32(0) >>> 20, 1) - 1075);
}
/** Weight of the last bit of a float as large as x. */
function lastPlace(x) {
  words.setFloat64(0, Math.abs(x));
  const exponent = (words.getUint32(0) >>> 20) - 1023;
  return 2 ** (Math.max(exponent, -126) - 23);
}

async function instantiate() {
  const wasm = await readFile(new URL('../src/generated/core.simd.wasm', import.meta.url));
  const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536 });
  const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(wasm), { env: { memory } });
  return { exports, memory };
}

/** The figures of one function at bits `first`, `first + stride`, … below `end`. */
function examine({ exports, memory }, name, first, end, stride) {
  const x32 = new Float32Array(memory.buffer, START, COUNT);
  const bits = new Uint32Array(memory.buffer, START, COUNT);
  const y32 = new Float32Array(memory.buffer, START + 4 * COUNT, COUNT);
  const x64 = new Float64Array(memory.buffer, START + 8 * COUNT, COUNT);
  const y64 = new Float64Array(memory.buffer, START + 16 * COUNT, COUNT);
  const v8 = V8.get(name);
  const found = { worst: 0, at: 0, wrong: 0, inexact: 0, undecided: 0, disagree: 0, points: 0 };
  for (let from = first; from < end; from += COUNT * stride) {
    const count = Math.min(COUNT, Math.ceil((end - from) / stride));
    for (let i = 0; i < count; i++) bits[i] = from + i * stride;
    x64.set(x32);
    exports[`vs${name}`](count, START, START + 4 * COUNT);
    exports[`vd${name}`](count, START + 8 * COUNT, START + 16 * COUNT);
    found.points += count;
    for (let i = 0; i < count; i++) {
      const got = y32[i];
      const exact = v8 ? v8(x64[i]) : y64[i];
      const own = y64[i];
      if (
        own !== exact &&
        !(Math.abs(own - exact) <= 8 * lastPlaceOfDouble(exact)) &&
        !(Number.isNaN(own) && Number.isNaN(exact))
      )
        found.disagree++;
      if (got === exact) {
        if (got === 0 && 1 / got !== 1 / exact) found.wrong++;
        continue;
      }
      if (Number.isNaN(got) && Number.isNaN(exact)) continue;
      const nearest = Math.fround(exact);
      if (got !== nearest || (got === 0 && 1 / got !== 1 / nearest)) {
        const slack = 8 * lastPlaceOfDouble(exact);
        if (got === Math.fround(exact - slack) || got === Math.fround(exact + slack)) found.undecided++;
        else found.inexact++;
      } else if (Math.abs(got) === Infinity) continue;
      const error = Math.abs(got - exact) / lastPlace(exact);
      if (!(error <= (BOUNDS[name] || 0.5000001))) found.wrong++;
      if (!(error <= found.worst)) {
        found.worst = error;
        found.at = x32[i];
      }
    }
  }
  return found;
}

function merged(parts) {
  return parts.reduce((sum, part) => {
    const worse = part.worst > sum.worst ? part : sum;
    const total = Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + part[key]]));
    return { ...total, worst: worse.worst, at: worse.at };
  });
}

/** The range in as many pieces as there are threads, whose lengths are multiples of the stride. */
function pieces(threads, stride) {
  const length = Math.ceil(2 ** 32 / stride / threads) * stride;
  return Array.from({ length: threads }, (_, k) => [k * length, Math.min(2 ** 32, (k + 1) * length)]);
}

function examineInWorker(name, [first, end], stride) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { name, first, end, stride } });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

async function main() {
  const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
  const chosen = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const option = (key) => Number(options.find((word) => word.startsWith(`--${key}=`))?.split('=')[1] ?? 1);
  const [stride, threads] = [option('stride'), option('threads')];
  const rows = [];
  for (const name of chosen.length > 0 ? chosen : Object.keys(BOUNDS)) {
    const found = merged(
      await Promise.all(pieces(threads, stride).map((piece) => examineInWorker(name, piece, stride))),
    );
    rows.push([
      name,
      found.worst.toFixed(4),
      String(found.at),
      `${((100 * (found.points - found.inexact - found.undecided)) / found.points).toFixed(3)} %`,
      found.undecided,
      found.wrong,
      V8.has(name) ? found.disagree : 'no V8',
    ]);
    console.log(rows.at(-1).join('  '));
    if (found.wrong > 0 || found.disagree > 0) process.exitCode = 1;
  }
  if (!options.includes('--save')) return;
  const heads = ['function', 'largest error, ulp', 'at', 'correctly rounded', 'undecided', 'beyond bound', 'f64 ≠ V8'];
  await save(
    stride === 1 ? 'all f32' : 'f32',
    `Every ${stride === 1 ? '' : `${stride}th `}float, ${Math.ceil(2 ** 32 / stride)} inputs a function.`,
    table(heads, rows),
  );
}

if (isMainThread) await main();
else {
  const { name, first, end, stride } = workerData;
  parentPort.postMessage(examine(await instantiate(), name, first, end, stride));
}
