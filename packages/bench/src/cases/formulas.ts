// The formulas that are derived and evaluated: as text for the libraries, and as straight-line JavaScript written by the
// rules of differentiation alone, which is both the reference and the limit of what compiled code can reach.

/** A formula of n variables; `text` names them as it is told, so that a text can be new to every cache. */
export interface Formula {
  readonly name: string;
  readonly n: number;
  text(variable: (i: number) => string): string;
  value(x: ArrayLike<number>): number;
  gradient(x: ArrayLike<number>, out: Float64Array): void;
  hessian?(x: ArrayLike<number>, out: Float64Array): void;
}

export type Quantity = 'value' | 'gradient' | 'hessian';

/** How many numbers one point has. */
export function width({ n }: Formula, quantity: Quantity): number {
  return { value: 1, gradient: n, hessian: n * n }[quantity];
}

/** exp(−x²)·sin(xy) + ln(1 + y²). */
export const small: Formula = {
  name: 'small',
  n: 2,
  text: (v) => `exp(-${v(0)}^2)*sin(${v(0)}*${v(1)}) + log(1 + ${v(1)}^2)`,
  value: ({ 0: x, 1: y }) => Math.exp(-x * x) * Math.sin(x * y) + Math.log(1 + y * y),
  gradient({ 0: x, 1: y }, out) {
    const bell = Math.exp(-x * x);
    const sine = Math.sin(x * y);
    const cosine = Math.cos(x * y);
    out[0] = bell * (y * cosine - 2 * x * sine);
    out[1] = bell * x * cosine + (2 * y) / (1 + y * y);
  },
  hessian({ 0: x, 1: y }, out) {
    const bell = Math.exp(-x * x);
    const sine = Math.sin(x * y);
    const cosine = Math.cos(x * y);
    const q = 1 + y * y;
    out[0] = bell * ((4 * x * x - 2 - y * y) * sine - 4 * x * y * cosine);
    out[1] = bell * ((1 - 2 * x * x) * cosine - x * y * sine);
    out[2] = out[1];
    out[3] = -bell * x * x * sine + (2 - 2 * y * y) / (q * q);
  },
};

/** Σ 100(xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)². */
export function rosenbrockFormula(n: number): Formula {
  return {
    name: `rosenbrock${n}`,
    n,
    text: (v) =>
      Array.from({ length: n - 1 }, (_, i) => `100*(${v(i + 1)} - ${v(i)}^2)^2 + (1 - ${v(i)})^2`).join(' + '),
    value(x) {
      let value = 0;
      for (let i = 0; i + 1 < n; i++) {
        const bend = x[i + 1] - x[i] * x[i];
        value += 100 * bend * bend + (1 - x[i]) * (1 - x[i]);
      }
      return value;
    },
    gradient(x, out) {
      out[0] = 0;
      for (let i = 0; i + 1 < n; i++) {
        const bend = x[i + 1] - x[i] * x[i];
        out[i] += -400 * bend * x[i] - 2 * (1 - x[i]);
        out[i + 1] = 200 * bend;
      }
    },
    hessian(x, out) {
      out.fill(0);
      for (let i = 0; i + 1 < n; i++) {
        const k = i * (n + 1);
        out[k] += 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
        out[k + 1] = -400 * x[i];
        out[k + n] = -400 * x[i];
        out[k + n + 1] = 200;
      }
    },
  };
}

const DEPTH = 20;

/** u₂₀ with u₀ = x and uₖ₊₁ = sin(uₖ·y) + z: products of twenty factors by the chain rule. */
export const deep: Formula = {
  name: 'deep20',
  n: 3,
  text(v) {
    let text = v(0);
    for (let k = 0; k < DEPTH; k++) text = `(sin(${text}*${v(1)}) + ${v(2)})`;
    return text;
  },
  value({ 0: x, 1: y, 2: z }) {
    let u = x;
    for (let k = 0; k < DEPTH; k++) u = Math.sin(u * y) + z;
    return u;
  },
  gradient({ 0: x, 1: y, 2: z }, out) {
    let u = x;
    let [byX, byY, byZ] = [1, 0, 0];
    for (let k = 0; k < DEPTH; k++) {
      const slope = Math.cos(u * y);
      byX *= slope * y;
      byY = slope * (byY * y + u);
      byZ = slope * byZ * y + 1;
      u = Math.sin(u * y) + z;
    }
    out[0] = byX;
    out[1] = byY;
    out[2] = byZ;
  },
};

const TERMS = 25;

/** Σₖ sin(aᵢ·xᵢ + xⱼ)·exp(−xⱼ²/cₖ) over changing pairs of four variables: about 200 nodes, little of it shared. */
export const wide: Formula = {
  name: 'wide200',
  n: 4,
  text: (v) =>
    Array.from(
      { length: TERMS },
      (_, k) => `sin(${k + 2}*${v(k % 4)} + ${v((k * 3 + 1) % 4)})*exp(-${v((k * 3 + 1) % 4)}^2/${k + 3})`,
    ).join(' + '),
  value(x) {
    let value = 0;
    for (let k = 0; k < TERMS; k++) {
      const q = x[(k * 3 + 1) % 4];
      value += Math.sin((k + 2) * x[k % 4] + q) * Math.exp((-q * q) / (k + 3));
    }
    return value;
  },
  gradient(x, out) {
    out.fill(0);
    for (let k = 0; k < TERMS; k++) {
      const [i, j] = [k % 4, (k * 3 + 1) % 4];
      const angle = (k + 2) * x[i] + x[j];
      const bell = Math.exp((-x[j] * x[j]) / (k + 3));
      const slope = Math.cos(angle) * bell;
      out[i] += (k + 2) * slope;
      out[j] += slope - ((2 * x[j]) / (k + 3)) * Math.sin(angle) * bell;
    }
  },
};
