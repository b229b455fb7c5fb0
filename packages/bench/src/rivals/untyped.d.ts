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

declare module 'nd4js' {
  namespace nd {
    interface NDArray {
      readonly data: Float64Array;
    }
  }
  const nd: {
    array(values: ArrayLike<number> | number[][]): nd.NDArray;
    opt: {
      min_lbfgs_gen(
        objective: (x: nd.NDArray) => [number, nd.NDArray],
        start: nd.NDArray,
      ): Iterable<[x: nd.NDArray, f: number, gradient: nd.NDArray]>;
      fit_lm_gen(
        x: nd.NDArray,
        y: nd.NDArray,
        curve: (p: nd.NDArray) => (x: nd.NDArray) => [number, nd.NDArray],
        start: nd.NDArray,
      ): Iterable<[p: nd.NDArray, ...rest: unknown[]]>;
    };
  };
  export default nd;
}

declare module 'algebrite' {
  const algebrite: { derivative(text: string, name: string): { toString(): string } };
  export default algebrite;
}
