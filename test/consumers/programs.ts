// One small program for each package, alone: it does the package's work and hands its answer on.

/** A program: what it imports and computes, and the answer it must give. */
export interface Program {
  /** The package, without its scope. */
  readonly name: string;
  /** JavaScript of a module that binds `answer`. */
  readonly code: string;
  readonly answer: string;
}

export const programs: readonly Program[] = [
  {
    name: 'core-wasm',
    code: `import { matmul, solve, tensor } from '@nablajs/core-wasm';
const A = tensor([[2, 1], [1, 3]]);
const answer = JSON.stringify([matmul(A, A).toArray(), solve(A, tensor([3, 4])).toArray()]);`,
    answer: '[[[5,5],[5,10]],[1,1]]',
  },
  {
    name: 'calculus',
    code: `import { compile, diff, parse } from '@nablajs/calculus';
const f = parse('x^2*sin(2y)');
const answer = [String(diff(f, 'y')), compile(f, ['x', 'y']).gradient([1, 0])].join(' ');`,
    answer: '2*x^2*cos(2*y) 0,2',
  },
  {
    name: 'optim',
    code: `import { minimize } from '@nablajs/optim';
const { x, status } = minimize((x) => (x[0] - 3) ** 2 + (x[1] + 1) ** 2, [0, 0]);
const answer = status + ' ' + Array.from(x, (each) => Math.round(each * 1e4) / 1e4);`,
    answer: 'converged 3,-1',
  },
  {
    name: 'nn',
    code: `import { TwoLayerNet } from '@nablajs/nn';
const net = new TwoLayerNet({ inputs: 100, hidden: 512, outputs: 10, seed: 1 });
const answer = Object.entries(net.backward([Array(100).fill(1)], [3])).slice(1).map(([name, d]) => name + d.shape).join(' ');`,
    answer: 'dO1,10 dW2512,10 db210 dZ1,512 dY1,512 dW1100,512 db1512 dX1,100',
  },
];

/** The program as a module that prints its answer. */
export function printing({ code }: Program): string {
  return `${code}\nconsole.log(answer);\n`;
}

/** The program as a module of a page: the title is its answer. */
export function titling({ code }: Program): string {
  return `${code}\ndocument.title = answer;\n`;
}
