// Rivals that come without types: what is used of them here.
declare module 'numeric' {
  type Matrix = number[][];
  const numeric: {
    solve(A: Matrix, b: number[]): number[];
    inv(A: Matrix): Matrix;
    dot(A: Matrix, B: Matrix): Matrix;
    eig(A: Matrix): { lambda: { x: number[]; y?: number[] }; E: { x: Matrix; y?: Matrix } };
    transpose(A: Matrix): Matrix;
    svd(A: Matrix): { U: Matrix; S: number[]; V: Matrix };
    uncmin(
      f: (x: number[]) => number,
      x0: number[],
      tolerance?: number,
      gradient?: (x: number[]) => number[],
      maximumIterations?: number,
    ): { solution: number[]; f: number };
  };
  export default numeric;
}

declare module 'fmin';
