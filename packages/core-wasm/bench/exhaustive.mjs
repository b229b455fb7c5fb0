// node bench/exhaustive.mjs [names…]: every f32 function at all 2³² floats. The f32 kernels are compared with the f64
// kernels, whose own error of at most 4 ulp is 2⁻²⁷ ulp of f32. About a minute for each function.
import { readFile } from 'node:fs/promises';

const wasm = await readFile(new URL('../src/generated/core.simd.wasm', import.meta.url));
const memory = new WebAssembly.Memory({ initial: 512, maximum: 65536 });
const { exports } = await WebAssembly.instantiate(await WebAssembly.compile(wasm), { env: { memory } });

const ALL =
  'Exp Exp2 Expm1 Log Log2 Log10 Log1p Sin Cos Tan Asin Acos Atan Sinh Cosh Tanh Asinh Acosh Atanh Cbrt Erf Sigmoid Softplus Gelu GeluTanh';
const COUNT = 1 << 18;
const START = 1 << 20;
const x32 = new Float32Array(memory.buffer, START, COUNT);
const bits = new Uint32Array(memory.buffer, START, COUNT);
const y32 = new Float32Array(memory.buffer, START + 4 * COUNT, COUNT);
const x64 = new Float64Array(memory.buffer, START + 8 * COUNT, COUNT);
const y64 = new Float64Array(memory.buffer, START + 16 * COUNT, COUNT);

/** Weight of the last bit of a float as large as x. */
function lastPlace(x) {
  let place = 2 ** -149;
  const a = Math.abs(x);
  if (a >= 2 ** -125) place = 2 ** (Math.floor(Math.log2(a)) - 23);
  if (a < place * 2 ** 23 && place > 2 ** -149) place /= 2;
  return place;
}

for (const name of process.argv.length > 2 ? process.argv.slice(2) : ALL.split(' ')) {
  let worst = 0;
  let at = 0;
  let wrong = 0;
  for (let first = 0; first < 2 ** 32; first += COUNT) {
    for (let i = 0; i < COUNT; i++) bits[i] = first + i;
    x64.set(x32);
    exports[`vs${name}`](COUNT, START, START + 4 * COUNT);
    exports[`vd${name}`](COUNT, START + 8 * COUNT, START + 16 * COUNT);
    for (let i = 0; i < COUNT; i++) {
      const got = y32[i];
      const exact = y64[i];
      if (got === exact) {
        if (got === 0 && 1 / got !== 1 / exact) wrong++;
        continue;
      }
      if (Number.isNaN(got) && Number.isNaN(exact)) continue;
      const nearest = Math.fround(exact);
      if (got === nearest && Math.abs(got) === Infinity) continue;
      const error = Math.abs(got - exact) / lastPlace(exact);
      if (!(error <= 1)) wrong++;
      if (error > worst) {
        worst = error;
        at = x32[i];
      }
    }
  }
  console.log(`vs${name} ${worst.toFixed(4)} ulp at ${at}, ${wrong} wrong`);
}
