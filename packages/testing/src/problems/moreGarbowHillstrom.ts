// Test functions 1–19 of J. Moré, B. Garbow, K. Hillstrom, Testing unconstrained optimization software, ACM TOMS 7
// (1981), by their numbers, with the starts and minima published there (minima to more digits from Σ r² itself).

import type { LeastSquaresProblem } from './problem.js';
import { bard, gaussian, kowalikU, kowalikY, meyer, osborne1, osborne2 } from './publishedData.js';

const { exp, sqrt, sin, cos, atan2, hypot, PI } = Math;

export const smallProblems: readonly LeastSquaresProblem[] = [
  {
    name: '1 Rosenbrock',
    start: [-1.2, 1],
    m: 2,
    minima: [{ value: 0, x: [1, 1] }],
    residual([x, y], r) {
      r[0] = 10 * (y! - x! * x!);
      r[1] = 1 - x!;
    },
    jacobian([x], j) {
      j.set([-20 * x!, 10, -1, 0]);
    },
  },
  {
    name: '2 Freudenstein and Roth',
    start: [0.5, -2],
    m: 2,
    minima: [{ value: 0, x: [5, 4] }, { value: 48.98425367924 }],
    residual([x, y], r) {
      r[0] = -13 + x! + ((5 - y!) * y! - 2) * y!;
      r[1] = -29 + x! + ((y! + 1) * y! - 14) * y!;
    },
    jacobian([, y], j) {
      j.set([1, 10 * y! - 3 * y! * y! - 2, 1, 3 * y! * y! + 2 * y! - 14]);
    },
  },
  {
    name: '3 Powell badly scaled',
    start: [0, 1],
    m: 2,
    minima: [{ value: 0, x: [1.0981593296998e-5, 9.1061467398665] }],
    residual([x, y], r) {
      r[0] = 1e4 * x! * y! - 1;
      r[1] = exp(-x!) + exp(-y!) - 1.0001;
    },
    jacobian([x, y], j) {
      j.set([1e4 * y!, 1e4 * x!, -exp(-x!), -exp(-y!)]);
    },
  },
  {
    name: '4 Brown badly scaled',
    start: [1, 1],
    m: 3,
    minima: [{ value: 0, x: [1e6, 2e-6] }],
    residual([x, y], r) {
      r[0] = x! - 1e6;
      r[1] = y! - 2e-6;
      r[2] = x! * y! - 2;
    },
    jacobian([x, y], j) {
      j.set([1, 0, 0, 1, y!, x!]);
    },
  },
  {
    name: '5 Beale',
    start: [1, 1],
    m: 3,
    minima: [{ value: 0, x: [3, 0.5] }],
    residual([x, y], r) {
      [1.5, 2.25, 2.625].forEach((c, i) => {
        r[i] = c - x! * (1 - y! ** (i + 1));
      });
    },
    jacobian([x, y], j) {
      for (let i = 0; i < 3; i++) j.set([y! ** (i + 1) - 1, (i + 1) * x! * y! ** i], 2 * i);
    },
  },
  {
    name: '6 Jennrich and Sampson',
    start: [0.3, 0.4],
    m: 10,
    minima: [{ value: 124.36218235561 }],
    residual([x, y], r) {
      for (let i = 1; i <= 10; i++) r[i - 1] = 2 + 2 * i - (exp(i * x!) + exp(i * y!));
    },
    jacobian([x, y], j) {
      for (let i = 1; i <= 10; i++) j.set([-i * exp(i * x!), -i * exp(i * y!)], 2 * (i - 1));
    },
  },
  {
    name: '7 Helical valley',
    start: [-1, 0, 0],
    m: 3,
    minima: [{ value: 0, x: [1, 0, 0] }],
    residual([x, y, z], r) {
      // The angle in turns, cut along the negative y axis as published.
      const turns = atan2(y!, x!) / (2 * PI);
      r[0] = 10 * (z! - 10 * turns);
      r[1] = 10 * (hypot(x!, y!) - 1);
      r[2] = z!;
    },
    jacobian([x, y], j) {
      const square = x! * x! + y! * y!;
      const radius = sqrt(square);
      j.set([
        (50 * y!) / (PI * square),
        (-50 * x!) / (PI * square),
        10,
        (10 * x!) / radius,
        (10 * y!) / radius,
        0,
        0,
        0,
        1,
      ]);
    },
  },
  {
    name: '8 Bard',
    start: [1, 1, 1],
    m: 15,
    minima: [{ value: 0.008214877306579 }, { value: 17.428693333333 }],
    residual([a, b, c], r) {
      bard.forEach((y, k) => {
        r[k] = y - (a! + (k + 1) / ((15 - k) * b! + Math.min(k + 1, 15 - k) * c!));
      });
    },
    jacobian([, b, c], j) {
      bard.forEach((_, k) => {
        const [u, v, w] = [k + 1, 15 - k, Math.min(k + 1, 15 - k)];
        const square = (v * b! + w * c!) ** 2;
        j.set([-1, (u * v) / square, (u * w) / square], 3 * k);
      });
    },
  },
  {
    name: '9 Gaussian',
    start: [0.4, 1, 0],
    m: 15,
    minima: [{ value: 1.1279327696189e-8 }],
    residual([a, b, c], r) {
      for (let k = 0; k < 15; k++) {
        const t = (7 - k) / 2;
        r[k] = a! * exp((-b! * (t - c!) ** 2) / 2) - gaussian[Math.min(k, 14 - k)]!;
      }
    },
    jacobian([a, b, c], j) {
      for (let k = 0; k < 15; k++) {
        const d = (7 - k) / 2 - c!;
        const e = exp((-b! * d * d) / 2);
        j.set([e, (-a! * e * d * d) / 2, a! * e * b! * d], 3 * k);
      }
    },
  },
  {
    name: '10 Meyer',
    start: [0.02, 4000, 250],
    m: 16,
    minima: [{ value: 87.945855170395 }],
    residual([a, b, c], r) {
      meyer.forEach((y, k) => {
        r[k] = a! * exp(b! / (50 + 5 * k + c!)) - y;
      });
    },
    jacobian([a, b, c], j) {
      meyer.forEach((_, k) => {
        const d = 50 + 5 * k + c!;
        const e = exp(b! / d);
        j.set([e, (a! * e) / d, (-a! * b! * e) / (d * d)], 3 * k);
      });
    },
  },
  {
    name: '11 Gulf research and development',
    start: [5, 2.5, 0.15],
    m: 99,
    minima: [{ value: 0, x: [50, 25, 1.5] }, { value: 0.038 }],
    residual([a, b, c], r) {
      for (let i = 1; i <= 99; i++) {
        const d = Math.abs(25 + (-50 * Math.log(i / 100)) ** (2 / 3) - b!);
        r[i - 1] = exp(-(d ** c!) / a!) - i / 100;
      }
    },
    jacobian([a, b, c], j) {
      for (let i = 1; i <= 99; i++) {
        const signed = 25 + (-50 * Math.log(i / 100)) ** (2 / 3) - b!;
        const d = Math.abs(signed);
        const power = d ** c!;
        const e = exp(-power / a!);
        j.set([(e * power) / a! ** 2, (e * c! * power) / (a! * signed), (-e * power * Math.log(d)) / a!], 3 * (i - 1));
      }
    },
  },
  {
    name: '12 Box three-dimensional',
    start: [0, 10, 20],
    m: 10,
    // Also zero at (10, 1, −1) and wherever x = y, z = 0.
    minima: [{ value: 0 }],
    residual([a, b, c], r) {
      for (let i = 1; i <= 10; i++) r[i - 1] = exp(-0.1 * i * a!) - exp(-0.1 * i * b!) - c! * (exp(-0.1 * i) - exp(-i));
    },
    jacobian([a, b], j) {
      for (let i = 1; i <= 10; i++) {
        const t = 0.1 * i;
        j.set([-t * exp(-t * a!), t * exp(-t * b!), exp(-i) - exp(-t)], 3 * (i - 1));
      }
    },
  },
  {
    name: '13 Powell singular',
    start: [3, -1, 0, 1],
    m: 4,
    minima: [{ value: 0, x: [0, 0, 0, 0] }],
    residual([a, b, c, d], r) {
      r[0] = a! + 10 * b!;
      r[1] = sqrt(5) * (c! - d!);
      r[2] = (b! - 2 * c!) ** 2;
      r[3] = sqrt(10) * (a! - d!) ** 2;
    },
    jacobian([a, b, c, d], j) {
      const p = 2 * (b! - 2 * c!);
      const q = 2 * sqrt(10) * (a! - d!);
      j.set([1, 10, 0, 0, 0, 0, sqrt(5), -sqrt(5), 0, p, -2 * p, 0, q, 0, 0, -q]);
    },
  },
  {
    name: '14 Wood',
    start: [-3, -1, -3, -1],
    m: 6,
    minima: [{ value: 0, x: [1, 1, 1, 1] }],
    residual([a, b, c, d], r) {
      r[0] = 10 * (b! - a! * a!);
      r[1] = 1 - a!;
      r[2] = sqrt(90) * (d! - c! * c!);
      r[3] = 1 - c!;
      r[4] = sqrt(10) * (b! + d! - 2);
      r[5] = (b! - d!) / sqrt(10);
    },
    jacobian([a, , c], j) {
      const [p, q] = [sqrt(90), sqrt(10)];
      j.set([-20 * a!, 10, 0, 0, -1, 0, 0, 0, 0, 0, -2 * p * c!, p, 0, 0, -1, 0, 0, q, 0, q, 0, 1 / q, 0, -1 / q]);
    },
  },
  {
    name: '15 Kowalik and Osborne',
    start: [0.25, 0.39, 0.415, 0.39],
    m: 11,
    minima: [{ value: 3.0750560384924e-4 }, { value: 1.0273436e-3 }],
    residual([a, b, c, d], r) {
      kowalikY.forEach((y, k) => {
        const u = kowalikU[k]!;
        r[k] = y - (a! * (u * u + u * b!)) / (u * u + u * c! + d!);
      });
    },
    jacobian([a, b, c, d], j) {
      kowalikU.forEach((u, k) => {
        const top = u * u + u * b!;
        const bottom = u * u + u * c! + d!;
        j.set([-top / bottom, (-a! * u) / bottom, (a! * top * u) / bottom ** 2, (a! * top) / bottom ** 2], 4 * k);
      });
    },
  },
  {
    name: '16 Brown and Dennis',
    start: [25, 5, -5, -1],
    m: 20,
    minima: [{ value: 85822.201626356 }],
    residual([a, b, c, d], r) {
      for (let i = 1; i <= 20; i++) {
        const t = i / 5;
        r[i - 1] = (a! + t * b! - exp(t)) ** 2 + (c! + d! * sin(t) - cos(t)) ** 2;
      }
    },
    jacobian([a, b, c, d], j) {
      for (let i = 1; i <= 20; i++) {
        const t = i / 5;
        const p = 2 * (a! + t * b! - exp(t));
        const q = 2 * (c! + d! * sin(t) - cos(t));
        j.set([p, p * t, q, q * sin(t)], 4 * (i - 1));
      }
    },
  },
  {
    name: '17 Osborne 1',
    start: [0.5, 1.5, -1, 0.01, 0.02],
    m: 33,
    minima: [{ value: 5.4648946974979e-5 }],
    residual([a, b, c, d, e], r) {
      osborne1.forEach((y, k) => {
        r[k] = y - (a! + b! * exp(-10 * k * d!) + c! * exp(-10 * k * e!));
      });
    },
    jacobian([, b, c, d, e], j) {
      osborne1.forEach((_, k) => {
        const t = 10 * k;
        const [p, q] = [exp(-t * d!), exp(-t * e!)];
        j.set([-1, -p, -q, b! * t * p, c! * t * q], 5 * k);
      });
    },
  },
  {
    name: '18 Biggs EXP6',
    start: [1, 2, 1, 1, 1, 1],
    m: 13,
    minima: [{ value: 0 }, { value: 0.0056556499255 }],
    residual([a, b, c, d, e, f], r) {
      for (let i = 1; i <= 13; i++) {
        const t = 0.1 * i;
        const y = exp(-t) - 5 * exp(-i) + 3 * exp(-4 * t);
        r[i - 1] = c! * exp(-t * a!) - d! * exp(-t * b!) + f! * exp(-t * e!) - y;
      }
    },
    jacobian([a, b, c, d, e, f], j) {
      for (let i = 1; i <= 13; i++) {
        const t = 0.1 * i;
        const [p, q, s] = [exp(-t * a!), exp(-t * b!), exp(-t * e!)];
        j.set([-t * c! * p, t * d! * q, p, -q, -t * f! * s, s], 6 * (i - 1));
      }
    },
  },
  {
    name: '19 Osborne 2',
    start: [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5],
    m: 65,
    minima: [{ value: 0.040137736293548 }],
    residual(x, r) {
      osborne2.forEach((y, k) => {
        const t = k / 10;
        let model = x[0]! * exp(-t * x[4]!);
        for (let i = 1; i <= 3; i++) model += x[i]! * exp(-((t - x[7 + i]!) ** 2) * x[4 + i]!);
        r[k] = y - model;
      });
    },
    jacobian(x, j) {
      osborne2.forEach((_, k) => {
        const t = k / 10;
        const first = exp(-t * x[4]!);
        j[11 * k] = -first;
        j[11 * k + 4] = t * x[0]! * first;
        for (let i = 1; i <= 3; i++) {
          const d = t - x[7 + i]!;
          const e = exp(-d * d * x[4 + i]!);
          j[11 * k + i] = -e;
          j[11 * k + 4 + i] = x[i]! * d * d * e;
          j[11 * k + 7 + i] = -2 * x[i]! * x[4 + i]! * d * e;
        }
      });
    },
  },
];
