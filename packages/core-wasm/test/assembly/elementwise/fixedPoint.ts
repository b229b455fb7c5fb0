/**
 * An independent reference for the elementary functions: binary fixed point in BigInt, v = a·2^−P, with Taylor series and
 * Newton steps of the textbook and none of the kernels' tables or polynomials.
 *
 * Errors are a few hundred units of 2^−P, so P is chosen to leave at least 100 bits below the last bit of a result.
 */

const constants = new Map<string, bigint>();

function constant(name: string, P: number, compute: () => bigint): bigint {
  const key = `${name}${P}`;
  let value = constants.get(key);
  if (value === undefined) constants.set(key, (value = compute()));
  return value;
}

const bits = (a: bigint): number => (a < 0n ? -a : a).toString(16).length * 4;

/** The double exactly; every bit must have weight ≥ 2^−P. */
export function fixed(x: number, P: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const word = view.getBigUint64(0);
  const field = Number((word >> 52n) & 2047n);
  const m = (word & 0xfffffffffffffn) | (field === 0 ? 0n : 1n << 52n);
  const shift = P + Math.max(field, 1) - 1075;
  const a = shift >= 0 ? m << BigInt(shift) : m >> BigInt(-shift);
  return word >> 63n ? -a : a;
}

const approximate = (a: bigint, P: number): number => {
  const drop = Math.max(0, bits(a) - 64);
  return Number(a >> BigInt(drop)) * 2 ** (drop - P);
};

const mul = (a: bigint, b: bigint, P: number): bigint => (a * b) >> BigInt(P);
const div = (a: bigint, b: bigint, P: number): bigint => (a << BigInt(P)) / b;
const one = (P: number): bigint => 1n << BigInt(P);

function inverseSeries(n: bigint, P: number, alternate: boolean): bigint {
  let power = one(P) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= n * n;
    sum += alternate && k % 4n === 3n ? -(power / k) : power / k;
  }
  return sum;
}

/** ln 2 = 2·artanh(1/3). */
export const ln2 = (P: number): bigint => constant('ln2', P, () => 2n * inverseSeries(3n, P, false));
/** π = 16·arctan(1/5) − 4·arctan(1/239) (Machin). */
export const pi = (P: number): bigint =>
  constant('pi', P, () => 16n * inverseSeries(5n, P, true) - 4n * inverseSeries(239n, P, true));

export function sqrt(a: bigint, P: number): bigint {
  const n = a << BigInt(P);
  if (n === 0n) return 0n;
  let x = 1n << BigInt((bits(n) >> 1) + 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

export function exp(a: bigint, P: number): bigint {
  const k = (a * 2n + ln2(P)) / (2n * ln2(P)) - (a < 0n ? 1n : 0n);
  const r = (a - k * ln2(P)) >> 8n;
  let term = one(P);
  let sum = term;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = mul(term, r, P) / n;
    sum += term;
  }
  for (let i = 0; i < 8; i++) sum = mul(sum, sum, P);
  return k >= 0n ? sum << k : sum >> -k;
}

export function log(a: bigint, P: number): bigint {
  const k = BigInt(a.toString(2).length - 1 - P);
  const m = k >= 0n ? a >> k : a << -k;
  // Halley's iteration triples the correct bits; m is in [1, 2)
  let y = fixed(Math.log(approximate(m, P)), P);
  for (let correct = 45; correct < P; correct *= 3) {
    const e = exp(y, P);
    y += (2n * (m - e) * one(P)) / (m + e);
  }
  return y + k * ln2(P);
}

/** [sin a, cos a]. */
export function sincos(a: bigint, P: number): [bigint, bigint] {
  // a large argument needs as many more digits of π
  const extra = Math.max(0, bits(a) - P);
  const half = pi(P + extra) >> 1n;
  const wide = a << BigInt(extra);
  const k = (2n * wide + half) / (2n * half) - (wide < 0n ? 1n : 0n);
  const r = (wide - k * half) >> BigInt(extra);
  const square = mul(r, r, P);
  let sinTerm = r;
  let cosTerm = one(P);
  let sin = sinTerm;
  let cos = cosTerm;
  for (let n = 1n; sinTerm !== 0n || cosTerm !== 0n; n++) {
    cosTerm = -mul(cosTerm, square, P) / ((2n * n - 1n) * 2n * n);
    sinTerm = -mul(sinTerm, square, P) / (2n * n * (2n * n + 1n));
    cos += cosTerm;
    sin += sinTerm;
    if (n > 4000n) break;
  }
  const quadrant = ((k % 4n) + 4n) % 4n;
  if (quadrant === 0n) return [sin, cos];
  if (quadrant === 1n) return [cos, -sin];
  if (quadrant === 2n) return [-sin, -cos];
  return [-cos, sin];
}

export function tan(a: bigint, P: number): bigint {
  const [s, c] = sincos(a, P);
  return div(s, c, P);
}

export function atan(a: bigint, P: number): bigint {
  if (a > one(P)) return (pi(P) >> 1n) - atan(div(one(P), a, P), P);
  if (a < -one(P)) return -atan(-a, P);
  const start = fixed(Math.atan(approximate(a, P)), P);
  const t = tan(start, P);
  const d = div(a - t, one(P) + mul(a, t, P), P);
  let power = d;
  let sum = d;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = -mul(mul(power, d, P), d, P);
    sum += power / n;
    if (n > 400n) break;
  }
  return start + sum;
}

export function atan2(y: bigint, x: bigint, P: number): bigint {
  if (x === 0n) return y > 0n ? pi(P) >> 1n : -(pi(P) >> 1n);
  const a = atan(div(y, x, P), P);
  if (x > 0n) return a;
  return y >= 0n ? a + pi(P) : a - pi(P);
}

/** 2/√π·Σ (−1)ⁿ·x^(2n+1)/(n!·(2n+1)); e^x² bits are lost to cancellation. */
export function erf(a: bigint, P: number): bigint {
  const square = mul(a, a, P);
  let term = a;
  let sum = a;
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = -mul(term, square, P) / n;
    sum += term / (2n * n + 1n);
  }
  return div(2n * sum, sqrt(pi(P), P), P);
}

const sigmoid = (a: bigint, P: number): bigint => div(one(P), one(P) + exp(-a, P), P);
const log1p = (a: bigint, P: number): bigint => log(one(P) + a, P);

/** The functions by kernel name, on fixed-point arguments. */
export const reference: Record<string, (x: bigint, P: number, y: bigint) => bigint> = {
  Exp: exp,
  Exp2: (x, P) => exp(mul(x, ln2(P), P), P),
  Expm1: (x, P) => exp(x, P) - one(P),
  Log: log,
  Log2: (x, P) => div(log(x, P), ln2(P), P),
  Log10: (x, P) => div(log(x, P), log(10n * one(P), P), P),
  Log1p: log1p,
  Sin: (x, P) => sincos(x, P)[0],
  Cos: (x, P) => sincos(x, P)[1],
  Tan: tan,
  Asin: (x, P) => atan2(x, sqrt(one(P) - mul(x, x, P), P), P),
  Acos: (x, P) => atan2(sqrt(one(P) - mul(x, x, P), P), x, P),
  Atan: atan,
  Atan2: (y, P, x) => atan2(y, x, P),
  Sinh: (x, P) => (exp(x, P) - exp(-x, P)) >> 1n,
  Cosh: (x, P) => (exp(x, P) + exp(-x, P)) >> 1n,
  Tanh: (x, P) => 2n * sigmoid(2n * x, P) - one(P),
  Asinh: (x, P) => (x < 0n ? -reference.Asinh!(-x, P, 0n) : log(x + sqrt(mul(x, x, P) + one(P), P), P)),
  Acosh: (x, P) => log(x + sqrt(mul(x, x, P) - one(P), P), P),
  Atanh: (x, P) => log(div(one(P) + x, one(P) - x, P), P) >> 1n,
  Pow: (x, P, y) => exp(mul(y, log(x, P), P), P),
  Sqrt: sqrt,
  Cbrt: (x, P) => (x < 0n ? -reference.Cbrt!(-x, P, 0n) : exp(log(x, P) / 3n, P)),
  Hypot: (x, P, y) => sqrt(mul(x, x, P) + mul(y, y, P), P),
  Erf: erf,
  Sigmoid: sigmoid,
  Softplus: (x, P) => log1p(exp(x, P), P),
  Gelu: (x, P) => mul(x, one(P) + erf(div(x, sqrt(2n * one(P), P), P), P), P) >> 1n,
  GeluTanh: (x, P) => {
    const cubic = (44715n * mul(x, mul(x, x, P), P)) / 1000000n;
    const factor = 2n * sqrt(div(2n * one(P), pi(P), P), P);
    return mul(x, sigmoid(mul(factor, x + cubic, P), P), P);
  },
};

/** |got − exact| in units of the last place of `exact` among doubles, or floats. */
export function ulps(got: number, exact: bigint, P: number, float = false): number {
  const more = Math.max(0, 1075 - P);
  const value = exact << BigInt(more);
  const place = Math.max(
    (exact < 0n ? -exact : exact).toString(2).length - P - (float ? 24 : 53),
    float ? -149 : -1074,
  );
  const difference = fixed(got, P + more) - value;
  return Number(((difference < 0n ? -difference : difference) << 24n) >> BigInt(place + P + more)) / 2 ** 24;
}
